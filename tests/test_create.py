"""Creation of tensors beside NumPy: shapes, dtypes, values, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnlite

DTYPES = ["float32", "float64", "int64", "int32", "uint8", "bool"]
shapes = st.lists(st.integers(0, 4), max_size=4).map(tuple)


@given(shapes, st.sampled_from(DTYPES))
def test_filled(shape, dtype):
    for make, reference in [
        (nnlite.zeros, np.zeros),
        (nnlite.ones, np.ones),
        (nnlite.empty, np.empty),
    ]:
        for t in (
            make(shape, dtype=dtype),
            make(*shape, dtype=dtype),
            make(list(shape), dtype=dtype),
        ):
            assert t.shape == shape
            assert t.dtype == dtype
            if make is not nnlite.empty:
                np.testing.assert_array_equal(t, reference(shape, dtype))
    like = nnlite.zeros(shape, dtype=dtype)
    assert nnlite.ones_like(like).dtype == dtype
    np.testing.assert_array_equal(nnlite.full_like(like, 1), np.ones(shape, dtype))
    assert nnlite.empty_like(like, dtype="int32").dtype == "int32"


def test_full_takes_the_dtype_of_its_number():
    assert nnlite.full((2,), 1.5).dtype == nnlite.float32
    assert nnlite.full((2,), 3).dtype == nnlite.int64
    assert nnlite.full((2,), True).dtype == nnlite.bool_
    assert nnlite.full((2,), 3, dtype="float64").tolist() == [3.0, 3.0]


@given(st.integers(-20, 20), st.integers(-20, 20), st.integers(1, 7), st.booleans())
def test_arange_of_integers(start, end, step, down):
    step = -step if down else step
    t = nnlite.arange(start, end, step)
    assert t.dtype == nnlite.int64
    np.testing.assert_array_equal(t, np.arange(start, end, step))


@pytest.mark.parametrize("arguments", [(5,), (0.0, 1.0, 0.1), (3, -2.0, -0.5), (2.5,), (1, 1)])
def test_arange_of_floats(arguments):
    t, reference = nnlite.arange(*arguments), np.arange(*arguments)
    assert t.shape == reference.shape
    np.testing.assert_allclose(t, reference, rtol=1e-6, atol=1e-6)


@given(st.floats(-5, 5), st.floats(-5, 5), st.integers(0, 50))
def test_linspace(start, end, steps):
    t = nnlite.linspace(start, end, steps, dtype="float64")
    np.testing.assert_allclose(t, np.linspace(start, end, steps), rtol=1e-12, atol=1e-12)
    if steps > 1:
        assert (t[0].item(), t[-1].item()) == (start, end)


def test_eye():
    np.testing.assert_array_equal(nnlite.eye(3), np.eye(3))
    np.testing.assert_array_equal(nnlite.eye(2, 4), np.eye(2, 4))


def test_tensor_of_anything():
    assert nnlite.tensor(3).dtype == nnlite.int64
    assert nnlite.tensor(3.0).dtype == nnlite.float32
    assert nnlite.tensor(True).dtype == nnlite.bool_
    assert nnlite.tensor([[1, 2], [3, 4]]).tolist() == [[1, 2], [3, 4]]
    assert nnlite.tensor([]).shape == (0,)
    assert nnlite.tensor(np.float64(2)).dtype == nnlite.float64
    assert nnlite.tensor(np.ones((2, 2), "f8")).dtype == nnlite.float64
    assert nnlite.tensor([1, 2.5]).dtype == nnlite.float32
    assert nnlite.tensor(range(3)).tolist() == [0, 1, 2]
    source = np.zeros(2)
    t = nnlite.tensor(source, requires_grad=True)
    source[0] = 1
    assert t.tolist() == [0, 0]
    assert t.requires_grad


def test_floats_keep_their_precision_where_float64_is_asked_for():
    assert nnlite.tensor(0.1, dtype="float64").item() == 0.1
    assert nnlite.tensor([0.1, 0.2], dtype=nnlite.float64).tolist() == [0.1, 0.2]
    assert nnlite.tensor([0.1]).dtype == nnlite.float32


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: nnlite.tensor([[1, 2], [3]]), ValueError),
        (lambda: nnlite.tensor(["a"]), TypeError),
        (lambda: nnlite.tensor([None]), TypeError),
        (lambda: nnlite.tensor(object()), TypeError),
        (lambda: nnlite.tensor([2**70]), (TypeError, OverflowError)),
        (lambda: nnlite.zeros(-1), ValueError),
        (lambda: nnlite.zeros((2, -3)), ValueError),
        (lambda: nnlite.zeros("a"), TypeError),
        (lambda: nnlite.zeros(2.5), TypeError),
        (lambda: nnlite.zeros((1,) * 9), ValueError),
        (lambda: nnlite.zeros(2**40, 2**40), ValueError),
        (lambda: nnlite.zeros(2, dtype="float16"), TypeError),
        (lambda: nnlite.zeros(2, dtype="flaot32"), TypeError),
        (lambda: nnlite.ones(2, dtype="int64", requires_grad=True), (TypeError, RuntimeError)),
        (lambda: nnlite.arange(0, 5, 0), ValueError),
        (lambda: nnlite.arange(0, float("inf")), ValueError),
        (lambda: nnlite.arange(float("nan")), ValueError),
        (lambda: nnlite.linspace(0, 1, -1), ValueError),
        (lambda: nnlite.eye(-1), ValueError),
    ],
)
def test_what_cannot_be_made(call, error):
    with pytest.raises(error) as caught:
        call()
    assert len(str(caught.value)) > 10


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), 1e30])
def test_integers_cannot_hold_what_is_no_integer(number):
    with pytest.raises(ValueError, match=r"full: .* does not fit int64"):
        nnlite.full((2,), number, dtype="int64")
    t = nnlite.arange(3)
    with pytest.raises(ValueError, match="does not fit int64"):
        t[0] = number
    assert t.tolist() == [0, 1, 2]


def test_memory_is_aligned_and_large_blocks_lie_on_huge_pages():
    for elements, alignment in ((1, 64), (1000, 64), (1 << 20, 1 << 21), (3_000_001, 1 << 21)):
        kept = [nnlite.empty(elements) for _ in range(3)]
        assert all(t.data_ptr() % alignment == 0 for t in kept)
