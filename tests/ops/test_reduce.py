"""Reductions where a row of the table cannot go: dtypes, NaN, ties, empty tensors, bad axes."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite

DTYPES = ["float32", "float64", "int64", "int32", "uint8", "bool"]


def of(values, dtype=None):
    return nnlite.from_numpy(np.ascontiguousarray(np.asarray(values, dtype)))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ["sum", "prod", "mean", "max", "min", "any", "all", "var"])
def test_dtypes_are_numpys(name, dtype):
    a = np.array([[3, 0, 1], [1, 2, 1]], dtype)
    got = getattr(nnlite, name)(of(a), 1)
    want = getattr(np, name)(a, 1, **({"ddof": 1} if name == "var" else {}))
    expected = {"uint64": "int64"}.get(str(want.dtype), str(want.dtype))
    assert np.asarray(got).dtype == expected
    np.testing.assert_allclose(np.asarray(got), want, 1e-6)


@pytest.mark.parametrize("shape", [(0,), (0, 3), (3, 0), (2, 0, 3)])
def test_empty_tensors(shape):
    a = np.zeros(shape)
    for axis in [None, *range(len(shape))]:
        for name in ["sum", "prod", "any", "all", "count_nonzero"]:
            want = np.asarray(getattr(np, name)(a, axis=axis))
            np.testing.assert_array_equal(np.asarray(getattr(nnlite, name)(of(a), axis)), want)
        assert np.isnan(np.asarray(nnlite.mean(of(a), axis))).all()


@pytest.mark.parametrize("name", ["max", "min", "amax", "argmax", "argmin"])
def test_extremes_of_nothing_are_errors(name):
    f = getattr(nnlite, name)
    with pytest.raises(ValueError, match=r"\(0, 3\).*no elements"):
        f(of(np.zeros((0, 3))), 0)
    assert f(of(np.zeros((0, 3))), 1).shape == (0,)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("where", [0, 7, 40, 99])
def test_nan_passes_through(dtype, where):
    a = np.random.default_rng(0).normal(size=(100, 3)).astype(dtype)
    a[where, 1] = np.nan
    for name in ["sum", "mean", "max", "min", "argmax", "argmin", "std", "logsumexp", "norm"]:
        for values in (a, a.T.copy().T):
            got = np.asarray(getattr(nnlite, name)(of(values), dim=0))
            if name.startswith("arg"):
                np.testing.assert_array_equal(got, getattr(np, name)(a, 0))
            else:
                np.testing.assert_array_equal(np.isnan(got), [False, True, False])


def test_extremes_of_infinities():
    a = of([-np.inf, -np.inf], "float32")
    assert a.max().item() == -np.inf
    assert a.logsumexp().item() == -np.inf
    assert of([1.0, np.inf], "float32").logsumexp().item() == np.inf
    assert of([1e4, 1e4], "float32").logsumexp().item() == pytest.approx(1e4 + np.log(2))


def test_ties_share_the_gradient():
    x = of([1.0, 3.0, 3.0, 0.0]).requires_grad_()
    x.max().backward()
    np.testing.assert_array_equal(np.asarray(x.grad), [0, 0.5, 0.5, 0])


def test_argmax_takes_the_first():
    assert of([2, 7, 7, 1]).argmax().item() == 1
    a = np.array([[1, 5], [5, 0]])
    assert of(a).argmax().item() == 1
    assert nnlite.from_numpy(a.T).argmax().item() == 1


def test_gradient_of_a_product_with_zeros():
    for values in ([2.0, 0.0, 3.0], [0.0, 0.0, 3.0], [1.0, 2.0, 3.0]):
        a = np.array(values)
        x = of(a).requires_grad_()
        nnlite.gradcheck(lambda t: nnlite.prod(t), [x])
        nnlite.gradgradcheck(lambda t: nnlite.prod(t), [x])
        x.prod().backward()
        want = [np.prod(np.delete(a, i)) for i in range(3)]
        np.testing.assert_allclose(np.asarray(x.grad), want)


def test_subgradients_at_zero():
    for f in (lambda t: t.norm(), lambda t: t.norm(3.0), lambda t: t.std()):
        x = of([0.0, 0.0]).requires_grad_()
        f(x).backward()
        np.testing.assert_array_equal(np.asarray(x.grad), [0, 0])


@pytest.mark.parametrize("shape", [(1_000_001,), (3000, 400), (7, 11, 3000), (300_000, 3)])
def test_large_sums_are_accurate_and_the_same_on_any_threads(shape):
    a = (np.random.default_rng(1).normal(size=shape) + 1).astype("float32")
    x = of(a)
    before = nnlite.get_num_threads()
    for axis in [None, *range(len(shape))]:
        want = a.sum(axis=axis, dtype="float64")
        bits = []
        for threads in (1, 2, 3, 4):
            nnlite.set_num_threads(threads)
            bits.append(np.asarray(nnlite.sum(x, axis)).tobytes())
        assert bits.count(bits[0]) == 4
        np.testing.assert_allclose(np.asarray(nnlite.sum(x, axis)), want, 2e-7)
        np.testing.assert_array_equal(np.asarray(nnlite.max(x, axis)), a.max(axis=axis))
        np.testing.assert_allclose(
            np.asarray(nnlite.var(x, axis)), a.astype("f8").var(axis, ddof=1), 1e-5
        )
    nnlite.set_num_threads(before)


def test_bad_axes_name_themselves():
    x = of(np.zeros((2, 3)))
    with pytest.raises(IndexError, match="sum: axis 2 .* 2 dimensions"):
        x.sum(2)
    with pytest.raises(ValueError, match="mean: axis -2 appears twice"):
        x.mean((0, -2))
    with pytest.raises(ValueError, match="max: dim is an empty tuple"):
        x.max(())
    with pytest.raises(IndexError, match="cumsum: axis 5"):
        x.cumsum(5)


def test_an_axis_out_of_range_is_told_which_there_are():
    with pytest.raises(IndexError, match=r"sum: axis 5 .*; give -2 \.\. 1"):
        nnlite.zeros(2, 3).sum(5)
    with pytest.raises(ValueError, match="add: .*sizes must be equal or 1"):
        nnlite.zeros(2, 3) + nnlite.zeros(4, 5)
