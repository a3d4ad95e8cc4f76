"""Every row of every family: values, strides, threads, gradients, gradients of gradients."""

from __future__ import annotations

import importlib
import pkgutil
import warnings
from pathlib import Path

import numpy as np
import pytest

import nnlite
from ops.row import Row

SHAPES = 20  # random inputs per row and test

ROWS: list[Row] = [
    row
    for module in pkgutil.iter_modules([str(Path(__file__).parent)])
    if module.name.startswith("rows_")
    for row in importlib.import_module(f"ops.{module.name}").ROWS
]

rows = pytest.mark.parametrize("row", ROWS, ids=str)


def draws(row: Row, count: int = SHAPES):
    """Random inputs of a row, the same in every run."""
    rng = np.random.default_rng(sum(map(ord, row.name)))
    return [tuple(np.asarray(a) for a in row.inputs(rng)) for _ in range(count)]


def strided(a: np.ndarray) -> np.ndarray:
    """The same values in memory that is neither contiguous nor in order."""
    if a.ndim == 0:
        return a
    wide = np.zeros([2 * n for n in a.shape[::-1]])
    view = wide.T[tuple(slice(None, None, 2) for _ in a.shape)][::-1]
    view[...] = a
    return view


def tensors(arrays, dtype="float64", requires_grad=False):
    """Leaves with these values."""
    made = [nnlite.from_numpy(a).to(dtype) for a in arrays]
    return [t.clone().detach().requires_grad_() if requires_grad else t for t in made]


def outputs(row: Row, *args) -> list[nnlite.Tensor]:
    """What the row computes, as a list."""
    out = row.call(*args)
    return [out] if isinstance(out, nnlite.Tensor) else list(out)


def references(row: Row, arrays) -> list[np.ndarray]:
    """What NumPy computes, as a list."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        out = row.reference(*arrays)
    return list(out) if isinstance(out, (list, tuple)) else [np.asarray(out)]


@rows
def test_value(row):
    for arrays in draws(row):
        want = references(row, arrays)
        for got, ref in zip(outputs(row, *tensors(arrays)), want, strict=True):
            assert got.shape == ref.shape
            np.testing.assert_allclose(np.asarray(got), ref, row.tol, row.tol, strict=False)
        single = [a.astype(np.float32) for a in arrays]
        want = references(row, [a.astype(np.float64) for a in single])
        for got, ref in zip(outputs(row, *tensors(single, "float32")), want, strict=True):
            assert got.dtype == nnlite.float32 or not got.dtype.is_floating_point
            np.testing.assert_allclose(np.asarray(got), ref, row.tol32, row.tol32)


@rows
def test_strides_change_nothing(row):
    for arrays in draws(row, 6):
        plain = outputs(row, *tensors(arrays))
        views = outputs(row, *[nnlite.from_numpy(strided(a)) for a in arrays])
        for a, b in zip(plain, views, strict=True):
            np.testing.assert_allclose(np.asarray(a), np.asarray(b), 1e-14, 1e-14)


@rows
def test_inputs_are_left_alone(row):
    for arrays in draws(row, 3):
        copies = [a.copy() for a in arrays]
        outputs(row, *[nnlite.from_numpy(a) for a in copies])
        for a, b in zip(arrays, copies, strict=True):
            np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("row", [r for r in ROWS if r.gradient], ids=str)
def test_gradient(row):
    checked = 0
    for arrays in draws(row):
        leaves = tensors(arrays, requires_grad=True)
        nnlite.gradcheck(lambda *t, row=row: outputs(row, *t), leaves)
        checked += 1
    assert checked == SHAPES


@pytest.mark.parametrize("row", [r for r in ROWS if r.gradient and r.second], ids=str)
def test_gradient_of_gradient(row):
    for arrays in draws(row, 6):
        leaves = tensors(arrays, requires_grad=True)
        nnlite.gradgradcheck(lambda *t, row=row: outputs(row, *t), leaves)


@pytest.mark.parametrize("row", [r for r in ROWS if not r.gradient], ids=str)
def test_no_gradient(row):
    for arrays in draws(row, 3):
        found = outputs(row, *tensors(arrays, requires_grad=True))
        assert not any(t.requires_grad for t in found)


@pytest.fixture
def threads():
    before = nnlite.get_num_threads()
    yield nnlite.set_num_threads
    nnlite.set_num_threads(before)


@rows
def test_same_bits_on_any_number_of_threads(row, threads):
    for arrays in draws(row, 3):
        results = []
        for count in (1, 2, 3, 4):
            threads(count)
            results.append([np.asarray(t).tobytes() for t in outputs(row, *tensors(arrays))])
        assert results.count(results[0]) == 4
