"""The built-in data sets, the split, and what an unknown name is answered."""

import sys

import numpy as np
import pytest

from nnlite.data import load, moons, spiral, split_indices


def test_digits_are_split_by_class():
    pytest.importorskip("sklearn")
    data = load("digits")
    assert len(data.x_train) + len(data.x_val) == 1797
    assert (data.inputs, data.outputs) == (64, 10)
    share = np.bincount(data.y_val) / (np.bincount(data.y_val) + np.bincount(data.y_train))
    assert (abs(share - 0.2) < 0.005).all()


def test_digits_without_scikit_learn_say_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn", None)
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    with pytest.raises(ImportError, match=r'pip install "nnlite\[app\]"'):
        load("digits")


@pytest.mark.parametrize(("make", "classes"), [(moons, 2), (spiral, 3)])
def test_points(make, classes):
    data = make(rows=300, seed=1)
    assert data.outputs == classes
    assert len(data.x_train) == 240
    np.testing.assert_allclose(data.x_train.std(0), 1, atol=1e-5)
    again = make(rows=300, seed=1)
    np.testing.assert_array_equal(data.x_val, again.x_val)
    assert not np.array_equal(data.x_val, make(rows=300, seed=2).x_val)


@pytest.mark.parametrize("bad", [{"rows": 3}, {"noise": -1.0}, {"noise": float("nan")}])
def test_bad_points(bad):
    for make in (moons, spiral):
        with pytest.raises(ValueError, match=next(iter(bad))[:4]):
            make(**bad)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("digts", "did you mean 'digits'"),
        ("Moon", "did you mean 'moons'"),
        ("nowhere.csv", "no such file"),
        ("no/such/folder/x.csv", "does not exist"),
        ("", "unknown data set"),
    ],
)
def test_unknown_names(tmp_path, monkeypatch, name, message):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=message):
        load(name)


def test_the_nearest_file_is_suggested(tmp_path):
    (tmp_path / "flowers.csv").write_text("a,b\n1,2\n")
    with pytest.raises(ValueError, match=r"did you mean '.*flowers.csv'"):
        load(tmp_path / "flower.csv")


def test_target_is_for_csv_files_only():
    with pytest.raises(ValueError, match="--target is for CSV files"):
        load("moons", target="x")


def test_split_keeps_single_rows_in_training():
    train, held = split_indices(np.array([0] * 10 + [1]), fraction=0.3)
    assert 10 in train
    assert len(held) == 3
    with pytest.raises(ValueError, match="too few"):
        split_indices(np.array([0, 1]))
    with pytest.raises(ValueError, match="fraction"):
        split_indices(np.zeros(10), fraction=1.0)
