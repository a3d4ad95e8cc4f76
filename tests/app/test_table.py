"""CSV files: how columns become numbers, and that every bad cell is named."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlite.data import load, read_csv
from nnlite.data.encode import Encoding, plan_encoding


@pytest.fixture
def write(tmp_path):
    def to(text, name="a.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return to


GOOD = "size,colour,kind\n" + "".join(
    f"{i / 2},{'red' if i % 2 else 'blue'},{'a' if i % 3 else 'b'}\n" for i in range(30)
)


def test_reads_numbers_and_texts(write):
    table = read_csv(write(GOOD))
    assert len(table) == 30
    np.testing.assert_array_equal(table.column("size").numbers, np.arange(30) / 2)
    assert table.column("colour").categories == ("blue", "red")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_separators_marks_and_newlines(write, separator, mark, newline):
    text = GOOD.replace(",", separator).replace("\n", newline).encode()
    assert read_csv(write(mark + text)).names == ("size", "colour", "kind")


def test_quoted_cells_and_blank_lines(write):
    table = read_csv(write('"a, b",c\n1,"x ""y"""\n\n2,"line\nbreak"\n\n'))
    assert table.names == ("a, b", "c")
    assert table.column("c").texts == ['x "y"', "line\nbreak"]
    assert table.lines == [2, 5]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("\n", "the file is empty"),
        ("a,b\n", "no rows"),
        ("a,,c\n1,2,3\n", "column 2 has no name"),
        ("a,b,a\n1,2,3\n", "two columns are called 'a'"),
        ("1,2\n3,4\n", "first line holds numbers"),
        ("a,b\n1,2\n1,2,3\n", "line 3 has 3 cells, but the header has 2"),
        (b"a,b\n1,\xff\n", "not UTF-8"),
        ('a,b\n1,"2\n', "is not CSV"),
    ],
)
def test_malformed_files(write, text, message):
    with pytest.raises(ValueError, match=message):
        table = read_csv(write(text))
        table.column("b")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("", r"line 3, column 'b': the cell is missing"),
        ("NaN", r"line 3, column 'b': the cell is missing"),
        ("abc", r"line 3, column 'b': 'abc' is not a finite number"),
        ("inf", r"line 3, column 'b': 'inf' is not a finite number"),
        ("1_0", r"line 3, column 'b': '1_0' is not a finite number"),
    ],
)
def test_bad_cells_are_named(write, cell, message):
    table = read_csv(write(f"a,b\n1,2\n3,{cell}\n5,6\n7,8\n"))
    with pytest.raises(ValueError, match=message):
        table.column("b")
    assert table.column("a").numbers is not None


def test_encoding_goes_through_json_and_back(write):
    table = read_csv(write(GOOD))
    plan = plan_encoding(table, target="kind")
    assert plan.inputs == 3
    assert plan.classes == ("a", "b")
    again = Encoding.from_dict(plan.to_dict())
    assert again == plan
    x = again.encode_features(table)
    np.testing.assert_array_equal(x[:3], [[0, 1, 0], [0.5, 0, 1], [1, 1, 0]])
    np.testing.assert_array_equal(again.encode_target(table)[:4], [1, 0, 0, 1])


def test_target_decision(write):
    rows = "".join(f"{i % 4},{i * 1.5},{i}\n" for i in range(60))
    table = read_csv(write("few,real,many\n" + rows))
    assert plan_encoding(table, target="few").classes == ("0", "1", "2", "3")
    assert plan_encoding(table, target="real").task == "numbers"
    assert plan_encoding(table, target="many").task == "numbers"
    assert plan_encoding(table, target="few", task="numbers").task == "numbers"
    assert "4 different whole numbers" in plan_encoding(table, target="few").reason


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"target": "kidn"}, "unknown column 'kidn'; did you mean 'kind'"),
        ({"target": "kind", "drop": ["colur"]}, "did you mean 'colour'"),
        ({"target": "kind", "drop": ["kind"]}, "cannot be dropped"),
        ({"target": "kind", "drop": ["size", "colour"]}, "no column but the target"),
        ({"target": "kind", "task": "clases"}, "did you mean 'classes'"),
        ({"target": "kind", "task": "numbers"}, "'b' is not a number"),
    ],
)
def test_bad_questions(write, options, message):
    with pytest.raises(ValueError, match=message):
        plan_encoding(read_csv(write(GOOD)), **options)


def test_one_class_only(write):
    with pytest.raises(ValueError, match="one value only"):
        plan_encoding(read_csv(write("a,b\n1,x\n2,x\n3,x\n")), target="b")


def test_identifiers_are_refused(write):
    rows = "".join(f"name{i},{i},{'xy'[i % 2]}\n" for i in range(50))
    with pytest.raises(ValueError, match="leave it out with --drop who"):
        plan_encoding(read_csv(write("who,size,kind\n" + rows)), target="kind")


def test_new_category_is_named(write):
    plan = plan_encoding(read_csv(write(GOOD)), target="kind")
    other = read_csv(write("size,colour\n1,red\n2,bleu\n", "b.csv"))
    with pytest.raises(ValueError, match=r"line 3, column 'colour': .*did you mean 'blue'"):
        plan.encode_features(other)


def test_too_large_for_float32(write):
    table = read_csv(write("a,b\n1e39,x\n2,y\n3,x\n4,y\n"))
    with pytest.raises(ValueError, match="too large for float32"):
        plan_encoding(table, target="b").encode_features(table)


def test_csv_data_set_is_standardized_on_training_rows(write):
    data = load(write(GOOD), target="kind")
    assert data.task == "classes"
    assert (len(data.x_train), len(data.x_val)) == (24, 6)
    np.testing.assert_allclose(data.x_train.mean(0), 0, atol=1e-6)
    np.testing.assert_allclose(data.x_train.std(0), 1, atol=1e-6)


def test_csv_needs_a_target(write):
    with pytest.raises(ValueError, match=r"--target COLUMN; columns: size, colour, kind"):
        load(write(GOOD))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_table_or_a_value_error(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(data)
    try:
        table = read_csv(path)
        plan = plan_encoding(table, target=table.names[-1])
        plan.encode_features(table)
        plan.encode_target(table)
    except ValueError:
        pass
