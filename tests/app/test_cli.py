"""The command line: every bad input is one line that begins with Error and exit code 2."""

import os
import subprocess
import sys

import pytest

pytest.importorskip("typer")
pytest.importorskip("rich")
pytest.importorskip("matplotlib")
pytest.importorskip("sklearn")

import nnlite
from nnlite.app.cli import app
from nnlite.app.main import main

TABLE = "size,colour,kind\n" + "".join(
    f"{(i * 7) % 13},{'red' if i % 2 else 'blue'},{'big' if (i * 7) % 13 > 6 else 'small'}\n"
    for i in range(120)
)


@pytest.fixture
def table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "things.csv"
    path.write_text(TABLE)
    return path


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == f"nnlite {nnlite.__version__}"


def test_no_words_ask_for_help(capsys):
    assert main([]) == 0
    out, err = capsys.readouterr()
    assert all(command in out for command in ("compare", "train", "predict"))
    assert err == ""


def test_ctrl_c_is_one_word(table, capsys, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("nnlite.app.cli.compare", interrupted)
    assert main(["compare", "moons"]) == 130
    assert capsys.readouterr() == ("", "Stopped.\n")
    assert list(table.parent.iterdir()) == [table]


def test_help_names_every_option():
    from typer.testing import CliRunner

    result = CliRunner().invoke(app, ["compare", "--help"], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    for option in ("--optimizers", "--model", "--epochs", "--steps", "--seeds", "--lrs", "--out",
                   "--json", "--quick", "--target"):  # fmt: skip
        assert option in result.output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("compare digts", "did you mean 'digits'"),
        ("compare --optimizers sgd,adm", "did you mean 'adam'"),
        ("compare --optimizers sgd,sgd", "listed twice"),
        ("compare --optimizers ,", "no optimizer to compare"),
        ("compare --optimisers sgd", "--optimizers"),
        ("compare --lrs fast", "neither"),
        ("compare --lrs 0.1,-1", "-1.0 is not a positive number"),
        ("compare --seeds 0", "seeds is 0"),
        ("compare --steps 5 --epochs 5", "not both"),
        ("compare --steps -5", "steps is -5"),
        ("compare --seeds many", "many"),
        ("compare --model 64-128-11", "needs 10 outputs"),
        ("compare --model 63-128-10", "needs 64 inputs"),
        ("compare --model deep", "not a list of layer sizes"),
        ("compare --model 0", "a layer of 0"),
        ("compare --out nowhere/report.html", "the folder 'nowhere' does not exist"),
        ("compare --out .", "folder"),
        ("compare --json nowhere/a.json", "the folder 'nowhere' does not exist"),
        ("compare --out a --json a", "give two files"),
        ("compare things.csv", "--target COLUMN; columns: size, colour, kind"),
        ("compare things.csv --target knd", "did you mean 'kind'"),
        ("compare thing.csv --target kind", "did you mean 'things.csv'"),
        ("compare moons --target kind", "--target is for CSV files"),
        ("comprae", "compare"),
        ("train things.csv", "--target"),
        ("train things.csv --target knd", "did you mean 'kind'"),
        ("train nothing.csv --target kind", "No such file"),
        ("train things.csv --target kind --optimizer adm", "did you mean 'adam'"),
        ("train things.csv --target kind --lr 0", "not a positive number"),
        ("train things.csv --target kind --lr 1,2", "give one number"),
        ("train things.csv --target kind --task clases", "did you mean 'classes'"),
        ("train things.csv --target kind --out nowhere/m", "the folder 'nowhere' does not exist"),
        ("train things.csv --target kind --curve c.jpgg", "must end in .png"),
        ("train things.csv --target kind --epochs 0", "epochs is 0"),
        ("predict nothing things.csv", "no such file"),
    ],
)
def test_bad_input_is_one_line(table, capsys, words, message):
    assert main(words.split()) == 2
    out, err = capsys.readouterr()
    assert err.startswith("Error: ")
    assert err.count("\n") == 1
    assert message in err
    assert out == ""
    assert "Traceback" not in err
    assert sorted(p.name for p in table.parent.iterdir()) == ["things.csv"]


def test_missing_extra_is_one_line(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "typer", None)
    assert main(["--version"]) == 2
    assert 'pip install "nnlite[app]"' in capsys.readouterr().err


def test_importing_nnlite_brings_no_extra():
    code = "import sys, nnlite; print([m for m in ('typer','rich','matplotlib','sklearn') " \
           "if m in sys.modules])"  # fmt: skip
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                         env=os.environ, check=True)  # fmt: skip
    assert out.stdout.strip() == "[]"
