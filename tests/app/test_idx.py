"""IDX files: what is read, and that a damaged one is never more than a ValueError."""

import gzip
import struct
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlite.data import idx_folder, load, read_idx


def idx_bytes(values: np.ndarray) -> bytes:
    code = {"u1": 8, "i1": 9, "i2": 11, "i4": 12, "f4": 13, "f8": 14}[values.dtype.str[1:]]
    head = struct.pack(">BBBB", 0, 0, code, values.ndim) + struct.pack(
        f">{values.ndim}I", *values.shape
    )
    return head + values.astype(values.dtype.newbyteorder(">")).tobytes()


def write_folder(folder, *, rows=60, zipped=False, test_part=True):
    rng = np.random.default_rng(0)
    opener, end = (gzip.open, ".gz") if zipped else (open, "")
    for part, count in [("train", rows)] + ([("t10k", rows // 2)] if test_part else []):
        labels = (np.arange(count) % 3).astype("u1")
        images = rng.integers(0, 200, (count, 4, 5)).astype("u1")
        with opener(folder / f"{part}-images-idx3-ubyte{end}", "wb") as file:
            file.write(idx_bytes(images))
        with opener(folder / f"{part}-labels-idx1-ubyte{end}", "wb") as file:
            file.write(idx_bytes(labels))


@pytest.mark.parametrize("dtype", ["u1", "i1", "i2", "i4", "f4", "f8"])
@pytest.mark.parametrize("zipped", [False, True])
def test_reads_every_type(tmp_path, dtype, zipped):
    values = np.arange(24).reshape(2, 3, 4).astype(dtype)
    path = tmp_path / ("a.gz" if zipped else "a")
    data = idx_bytes(values)
    path.write_bytes(gzip.compress(data) if zipped else data)
    out = read_idx(path)
    assert out.dtype == np.dtype(dtype)
    np.testing.assert_array_equal(out, values)


@pytest.mark.parametrize("zipped", [False, True])
def test_folder_with_test_part(tmp_path, zipped):
    write_folder(tmp_path, zipped=zipped)
    data = load(tmp_path)
    assert (len(data.x_train), len(data.x_val)) == (60, 30)
    assert data.inputs == 20
    assert data.classes == ("0", "1", "2")
    assert data.x_train.dtype == np.float32
    assert data.y_val.dtype == np.int64
    assert abs(float(data.x_train.mean())) < 1e-5
    assert abs(float(data.x_train.std()) - 1) < 1e-5


def test_folder_without_test_part_is_split(tmp_path):
    write_folder(tmp_path, test_part=False)
    data = idx_folder(tmp_path)
    assert (len(data.x_train), len(data.x_val)) == (48, 12)
    assert np.bincount(data.y_val).tolist() == [4, 4, 4]


def test_missing_labels_are_named(tmp_path):
    write_folder(tmp_path)
    (tmp_path / "train-labels-idx1-ubyte").unlink()
    with pytest.raises(ValueError, match="has no train-labels-idx1-ubyte"):
        idx_folder(tmp_path)


def test_empty_folder(tmp_path):
    with pytest.raises(ValueError, match="has no train-images-idx3-ubyte"):
        load(tmp_path)


def test_one_class_only(tmp_path):
    write_folder(tmp_path)
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx_bytes(np.zeros(60, "u1")))
    with pytest.raises(ValueError, match="one class only"):
        idx_folder(tmp_path)


def test_counts_must_agree(tmp_path):
    write_folder(tmp_path)
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx_bytes(np.zeros(59, "u1")))
    with pytest.raises(ValueError, match=r"expected \(rows, height, width\)"):
        idx_folder(tmp_path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "begins with nothing"),
        (b"\x00\x00\x08", "not an IDX file"),
        (b"\x89PNG....", "not an IDX file"),
        (b"\x00\x00\x07\x01\x00\x00\x00\x01a", "not an IDX file"),
        (b"\x00\x00\x08\x00", "0 dimensions"),
        (b"\x00\x00\x08\x03\x00\x00\x00\x01", "ends inside its header"),
        (b"\x00\x00\x08\x01\x00\x00\x00\x04abc", "shorter"),
        (b"\x00\x00\x08\x01\x00\x00\x00\x02abc", "longer"),
        (b"\x00\x00\x08\x01\xff\xff\xff\xffabc", "claims shape"),
    ],
)
def test_malformed_files_say_what_is_wrong(tmp_path, data, message):
    path = tmp_path / "bad"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=message):
        read_idx(path)


def test_not_gzip(tmp_path):
    (tmp_path / "a.gz").write_bytes(b"no gzip")
    with pytest.raises(ValueError, match="not a complete gzip file"):
        read_idx(tmp_path / "a.gz")


def test_a_claim_of_gigabytes_allocates_nothing(tmp_path):
    claim = b"\x00\x00\x08\x03" + struct.pack(">3I", 60000, 2000, 2000)
    (tmp_path / "a.gz").write_bytes(gzip.compress(claim + b"x" * 100))
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match="claims shape"):
            read_idx(tmp_path / "a.gz")
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


@settings(max_examples=150, deadline=None)
@given(
    edits=st.lists(st.tuples(st.integers(0, 59), st.integers(0, 255)), max_size=6),
    cut=st.integers(0, 60),
    zipped=st.booleans(),
)
def test_mutated_files_give_an_array_or_a_value_error(tmp_path_factory, edits, cut, zipped):
    data = idx_bytes(np.arange(44).reshape(4, 11).astype("u1"))
    data = bytearray(gzip.compress(data) if zipped else data)
    for place, value in edits:
        data[place % len(data)] = value
    path = tmp_path_factory.mktemp("idx") / ("a.gz" if zipped else "a")
    path.write_bytes(bytes(data[: len(data) - cut] if cut < len(data) else b""))
    try:
        out = read_idx(path)
    except ValueError:
        return
    assert out.nbytes <= 1032 * max(path.stat().st_size, 1)
