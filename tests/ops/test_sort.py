"""Sorting where a row of the table cannot go: ties, NaN, dtypes, bad k."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite


@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "int32", "uint8", "bool"])
def test_ties_keep_their_order(dtype):
    a = np.random.default_rng(0).integers(0, 5, (4, 100)).astype(dtype)
    x = nnlite.from_numpy(a)
    values, positions = x.sort(1)
    np.testing.assert_array_equal(np.asarray(values), np.sort(a, 1))
    np.testing.assert_array_equal(np.asarray(positions), np.argsort(a, 1, kind="stable"))
    values, positions = x.sort(1, descending=True)
    want = np.argsort(-a.astype("i8"), 1, kind="stable")
    np.testing.assert_array_equal(np.asarray(positions), want)
    np.testing.assert_array_equal(np.asarray(x.topk(3, 1)[1]), want[:, :3])


def test_nan_is_the_largest():
    a = np.array([np.nan, 1.0, np.inf, np.nan, -1.0])
    x = nnlite.from_numpy(a)
    np.testing.assert_array_equal(np.asarray(x.sort()[0]), np.sort(a))
    np.testing.assert_array_equal(np.asarray(x.argsort(descending=True)), [0, 3, 2, 1, 4])
    np.testing.assert_array_equal(np.asarray(x.unique()), np.unique(a))


def test_bad_arguments():
    x = nnlite.from_numpy(np.zeros((2, 3)))
    with pytest.raises(ValueError, match="topk: k is 4 but axis -1 .* 3 elements"):
        x.topk(4)
    with pytest.raises(IndexError, match="sort: axis 2"):
        x.sort(2)
