"""The commands from end to end, on small data: files written, numbers sensible, models reusable."""

import json

import pytest

pytest.importorskip("typer")
pytest.importorskip("rich")
pytest.importorskip("matplotlib")

import nnlite
from nnlite.app.main import main

TABLE = "size,colour,kind\n" + "".join(
    f"{(i * 7) % 13},{'red' if i % 2 else 'blue'},{'big' if (i * 7) % 13 > 6 else 'small'}\n"
    for i in range(120)
)


def run(words):
    return main(words.split())


@pytest.fixture
def table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "things.csv"
    path.write_text(TABLE)
    return path


def test_compare_writes_report_and_numbers(table, capsys):
    words = "compare moons --optimizers sgd,adam --steps 60 --seeds 2 --lrs 0.01,0.1 --model 16"
    assert main([*words.split(), "--out", "r.html", "--json", "r.json", "--picture", "r.png"]) == 0
    assert (table.parent / "r.png").read_bytes().startswith(b"\x89PNG")
    page = (table.parent / "r.html").read_text()
    data = json.loads((table.parent / "r.json").read_text())
    assert "<svg" in page
    assert len(data["results"]) == 8
    assert data["model"] == "2-16-2"
    assert set(data["best"]) == {"sgd", "adam"}
    assert "report: r.html" in capsys.readouterr().out


def test_train_keeps_what_ctrl_c_left(table, capsys, monkeypatch):
    fit = nnlite.Trainer.fit

    def interrupted(self, *args, **kwargs):
        fit(self, *args, **{**kwargs, "epochs": 3})
        raise KeyboardInterrupt

    monkeypatch.setattr(nnlite.Trainer, "fit", interrupted)
    assert main(["train", "things.csv", "--target", "kind", "--lr", "0.01", "--model", "8"]) == 0
    assert "3 epochs, then Ctrl-C" in capsys.readouterr().out
    assert (table.parent / "model.safetensors").exists()


def test_train_then_predict_classes(table, capsys):
    words = ["train", "things.csv", "--target", "kind", "--epochs", "40", "--model", "16"]
    assert main([*words, "--curve", "curve.png"]) == 0
    out = capsys.readouterr().out
    assert "one of 2 classes" in out
    assert "score: accuracy" in out
    assert (table.parent / "curve.png").stat().st_size > 1000
    (table.parent / "new.csv").write_text("colour,size,other\nred,1,\nblue,12,x\n")
    assert main(["predict", "model.safetensors", "new.csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "predicted kind,probability"
    assert [line.split(",")[0] for line in lines[1:]] == ["small", "big"]
    assert main(["predict", "model.safetensors", "things.csv", "--out", "p.csv"]) == 0
    assert len((table.parent / "p.csv").read_text().splitlines()) == 121
    assert "accuracy" in capsys.readouterr().err


def test_predictions_stand_where_the_target_cannot_be_scored(table, capsys):
    assert run("train things.csv --target kind --epochs 2 --lr 0.01 --model 4") == 0
    (table.parent / "new.csv").write_text("colour,size,kind\nred,1,unheard\nblue,12,\n")
    capsys.readouterr()
    assert main(["predict", "model.safetensors", "new.csv"]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 3
    assert "no score, new.csv: line 3, column 'kind': the cell is missing" in err


def test_train_then_predict_numbers(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    rows = "".join(f"{i / 10},{3 * i / 10 + 100:.2f}\n" for i in range(100))
    (tmp_path / "line.csv").write_text("x,y\n" + rows)
    assert run("train line.csv --target y --epochs 60 --lr 0.01 --model linear") == 0
    assert "predicted as a number" in capsys.readouterr().out
    (tmp_path / "new.csv").write_text("x\n5\n")
    assert main(["predict", "model.safetensors", "new.csv"]) == 0
    value = float(capsys.readouterr().out.splitlines()[1])
    assert abs(value - 115) < 2


def test_a_damaged_model_is_refused(table, capsys):
    assert run("train things.csv --target kind --epochs 2 --lr 0.01 --model 4") == 0
    data = (table.parent / "model.safetensors").read_bytes()
    for cut in (0, 4, 40, len(data) // 2, len(data) - 1):
        (table.parent / "cut.safetensors").write_bytes(data[:cut])
        capsys.readouterr()
        assert main(["predict", "cut.safetensors", "things.csv"]) == 2
        assert capsys.readouterr().err.startswith("Error: ")
    path = str(table.parent / "model.safetensors")
    tensors, metadata = nnlite.load_file(path), nnlite.load_metadata(path)
    ((key, text),) = metadata.items()
    about = json.loads(text)
    for lie in (
        "[" * 100_000,
        "[]",
        json.dumps({**about, "layers": [3, 5, 2]}),
        json.dumps({**about, "layers": [3, -4, 2]}),
        json.dumps({**about, "offset": float("nan")}),
        json.dumps({**about, "notes": 3}),
    ):
        nnlite.save_file(tensors, "lie.safetensors", metadata={key: lie})
        assert main(["predict", "lie.safetensors", "things.csv"]) == 2
        assert capsys.readouterr().err.startswith("Error: model 'lie.safetensors' is damaged: ")
    nnlite.save_file({"a": nnlite.zeros((2,))}, str(table.parent / "other.safetensors"))
    assert main(["predict", "other.safetensors", "things.csv"]) == 2
    assert "not written by `nnlite train`" in capsys.readouterr().err
