"""Dtypes of results: NumPy's promotion between tensors, weak numbers, and what is refused."""

from __future__ import annotations

import itertools
import operator

import numpy as np
import pytest

import nnlite

DTYPES = ["float32", "float64", "int64", "int32", "uint8", "bool"]
PAIRS = list(itertools.product(DTYPES, DTYPES))
ARITHMETIC = [operator.add, operator.mul, operator.truediv, operator.floordiv, operator.mod]
COMPARISONS = [operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge]


def arrays(a, b):
    """Two arrays with zeros, negatives where the dtype has them, and different sizes of numbers."""
    x = np.array([0, 1, 3, -7, 5, 2, -1, 8]).astype(a)
    y = np.array([1, 0, -2, 3, 5, 7, 0, -1]).astype(b)
    return x, y


@pytest.mark.parametrize(("a", "b"), PAIRS)
@pytest.mark.parametrize("op", ARITHMETIC, ids=lambda f: f.__name__)
def test_arithmetic(op, a, b):
    x, y = arrays(a, b)
    if a == b == "bool" and op in (operator.floordiv, operator.mod):
        with pytest.raises(TypeError, match="bool"):
            op(nnlite.from_numpy(x), nnlite.from_numpy(y))
        return
    with np.errstate(all="ignore"):
        want = op(x, y)
    got = op(nnlite.from_numpy(x), nnlite.from_numpy(y))
    assert got.dtype.name == want.dtype.name
    np.testing.assert_allclose(np.asarray(got), want, rtol=1e-6)


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_subtraction(a, b):
    x, y = arrays(a, b)
    if a == b == "bool":
        with pytest.raises(TypeError, match="logical_xor"):
            nnlite.from_numpy(x) - nnlite.from_numpy(y)
        return
    want = x - y
    got = nnlite.from_numpy(x) - nnlite.from_numpy(y)
    assert got.dtype.name == want.dtype.name
    np.testing.assert_array_equal(np.asarray(got), want)


@pytest.mark.parametrize(("a", "b"), PAIRS)
@pytest.mark.parametrize("op", COMPARISONS, ids=lambda f: f.__name__)
def test_comparisons(op, a, b):
    x, y = arrays(a, b)
    got = op(nnlite.from_numpy(x), nnlite.from_numpy(y))
    assert got.dtype == nnlite.bool_
    np.testing.assert_array_equal(np.asarray(got), op(x, y))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("number", [2, 2.5, True, -1])
def test_numbers_are_weak(dtype, number):
    x = np.array([1, 0, 1]).astype(dtype)
    if dtype == "uint8" and number == -1:
        with pytest.raises(ValueError, match="does not fit uint8"):
            nnlite.from_numpy(x) + number
        return
    for op in (operator.add, operator.mul, operator.truediv):
        want = op(x, number)
        for got in (op(nnlite.from_numpy(x), number), op(number, nnlite.from_numpy(x))):
            assert got.dtype.name == want.dtype.name
        np.testing.assert_allclose(np.asarray(op(nnlite.from_numpy(x), number)), want, rtol=1e-6)


def test_comparison_with_a_number_that_does_not_fit():
    x = nnlite.from_numpy(np.array([0, 255], np.uint8))
    assert np.asarray(x < 256).all()
    assert not np.asarray(x == -1).any()


def test_numpy_arrays_and_scalars_keep_their_dtype():
    x = nnlite.from_numpy(np.ones(3, np.float32))
    assert (x * np.ones(3)).dtype == nnlite.float64
    assert (np.int64(2) * x).dtype == nnlite.float64
    assert (np.float32(2) * x).dtype == nnlite.float32
    assert (x * np.float64(2)).dtype == nnlite.float32  # numpy.float64 is a Python float: weak
    got = np.arange(3.0) + x
    assert isinstance(got, nnlite.Tensor)
    np.testing.assert_array_equal(np.asarray(got), [1, 2, 3])


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ["exp", "sqrt", "tanh", "sigmoid"])
def test_float_functions(dtype, name):
    got = getattr(nnlite, name)(nnlite.from_numpy(np.ones(3).astype(dtype)))
    wide = dtype in ("float64", "int64", "int32")
    assert got.dtype.name == ("float64" if wide else "float32")


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ["abs", "sign", "square", "floor", "clip"])
def test_functions_that_keep_the_dtype(dtype, name):
    x = nnlite.from_numpy(np.ones(3).astype(dtype))
    if dtype == "bool":
        with pytest.raises(TypeError, match=f"{name}.*bool"):
            getattr(nnlite, name)(x)
        return
    assert getattr(nnlite, name)(x).dtype.name == dtype


def test_integer_division_by_zero_and_overflow_survive():
    low = np.array([-(2**63), 5], np.int64)
    zero, minus = np.array([0, 0], np.int64), np.array([-1, -1], np.int64)
    with np.errstate(all="ignore"):
        for op in (operator.floordiv, operator.mod):
            for other in (zero, minus):
                got = op(nnlite.from_numpy(low), nnlite.from_numpy(other))
                np.testing.assert_array_equal(np.asarray(got), op(low, other))


def test_integer_powers():
    x = np.array([-3, 0, 2, 7], np.int64)
    np.testing.assert_array_equal(np.asarray(nnlite.from_numpy(x) ** 3), x**3)
    with pytest.raises(ValueError, match="negative power"):
        nnlite.from_numpy(x) ** -1


def test_in_place_keeps_the_dtype_or_refuses():
    x = nnlite.from_numpy(np.ones(3, np.float32))
    x += nnlite.from_numpy(np.ones(3))
    assert x.dtype == nnlite.float32
    whole = nnlite.from_numpy(np.ones(3, np.int64))
    with pytest.raises(TypeError, match="float64"):
        whole += 0.5
    with pytest.raises(TypeError, match="float64"):
        whole /= 2
    with pytest.raises(ValueError, match="broadcast"):
        x += nnlite.from_numpy(np.ones((2, 3), np.float32))


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_casts(a, b):
    x = np.array([0, 1, 100, 3]).astype(a)
    np.testing.assert_array_equal(np.asarray(nnlite.from_numpy(x).to(b)), x.astype(b))


def test_floats_out_of_range_become_the_nearest_integer_that_fits():
    x = nnlite.from_numpy(np.array([np.nan, np.inf, -np.inf, 3.9, -3.9]))
    np.testing.assert_array_equal(np.asarray(x.to("int32")), [0, 2**31 - 1, -(2**31), 3, -3])


def test_shapes_that_do_not_broadcast_are_named():
    a, b = nnlite.from_numpy(np.ones((2, 3))), nnlite.from_numpy(np.ones((2, 4)))
    with pytest.raises(ValueError, match=r"add: .*\(2, 3\).*\(2, 4\)"):
        a + b


def test_dtype_names():
    assert nnlite.float32 == "float32" == nnlite.float32
    assert nnlite.float32 == np.float32
    assert nnlite.float32 == np.dtype("float32")
    assert nnlite.float32 != nnlite.float64
    assert repr(nnlite.int64) == "nnlite.int64"
    with pytest.raises(TypeError, match="float16.*use float32"):
        nnlite.dtype("float16")


def test_close():
    a = np.array([0.0, np.inf, -np.inf, np.nan, 1.0, 1e300])
    left, right = (m.ravel() for m in np.meshgrid(a, a))
    for equal_nan in (False, True):
        found = nnlite.isclose(nnlite.tensor(left), nnlite.tensor(right), equal_nan=equal_nan)
        np.testing.assert_array_equal(found, np.isclose(left, right, equal_nan=equal_nan))
    small = nnlite.tensor([3], dtype="uint8")
    assert not nnlite.allclose(small, nnlite.tensor([4], dtype="uint8"))
    assert small.allclose(3.0000001)
    with pytest.raises(ValueError, match="isclose"):
        nnlite.isclose(small, 3, rtol=float("nan"))


def test_second_names():
    x = nnlite.tensor([[-1.0, 2.0]])
    assert x.clamp(0, 1).tolist() == [[0, 1]]
    assert x.lt(0).tolist() == [[True, False]]
    assert x.view(2, 1).tolist() == x.t().tolist() == [[-1], [2]]
    assert nnlite.subtract(x, 1).tolist() == [[-2, 1]]
