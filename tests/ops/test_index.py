"""Indexing beside NumPy's, reading and assignment, over random indices; and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nnlite


def array_of(shape):
    return np.arange(int(np.prod(shape)), dtype=np.float64).reshape(shape)


@st.composite
def basic_part(draw, size):
    """An integer, where there is one, or a slice."""
    if size and draw(st.booleans()):
        return draw(st.integers(-size, size - 1))
    end = st.none() | st.integers(-size - 2, size + 2)
    step = st.none() | st.integers(-3, 3).filter(bool)
    return slice(draw(end), draw(end), draw(step))


@st.composite
def basic(draw):
    """A shape and an index of integers, slices, `...` and None."""
    shape = tuple(draw(st.lists(st.integers(0, 4), max_size=4)))
    used = draw(st.integers(0, len(shape)))
    lead = draw(st.integers(0, used))
    parts = [draw(basic_part(n)) for n in shape[:lead]]
    if lead < used or draw(st.booleans()):
        parts.append(...)
        parts += [draw(basic_part(n)) for n in shape[len(shape) - (used - lead) :]]
    for _ in range(draw(st.integers(0, 2))):
        parts.insert(draw(st.integers(0, len(parts))), None)
    return shape, tuple(parts)


@st.composite
def advanced(draw):
    """A shape and an index with integer arrays that broadcast, masks, slices, integers and None."""
    shape = tuple(draw(st.lists(st.integers(1, 4), min_size=1, max_size=4)))
    common = tuple(draw(st.lists(st.integers(1, 3), max_size=2)))
    parts = []
    for n in shape:
        kind = draw(st.sampled_from(["array", "array", "slice", "all", "int"]))
        if kind == "array":
            mine = tuple(m if draw(st.booleans()) else 1 for m in common)
            count = int(np.prod(mine))
            values = draw(st.lists(st.integers(-n, n - 1), min_size=count, max_size=count))
            parts.append(
                np.array(values, dtype=draw(st.sampled_from(["int64", "int32"]))).reshape(mine)
            )
        elif kind == "slice":
            parts.append(draw(basic_part(n)))
        elif kind == "int":
            parts.append(draw(st.integers(-n, n - 1)))
        else:
            parts.append(slice(None))
    if draw(st.booleans()):
        parts.insert(draw(st.integers(0, len(parts))), None)
    return shape, tuple(parts)


def key_of(parts, as_tensors):
    """The index as nnlite gets it: arrays as tensors, or as they are."""
    if not as_tensors:
        return parts
    return tuple(nnlite.from_numpy(p) if isinstance(p, np.ndarray) else p for p in parts)


@settings(max_examples=400, deadline=None)
@given(basic())
def test_reading_is_numpys_and_a_view(case):
    shape, key = case
    a = array_of(shape)
    t = nnlite.from_numpy(a)
    want, got = a[key], t[key]
    assert got.shape == want.shape
    np.testing.assert_array_equal(np.asarray(got), want)
    if want.size:
        a += 1
        np.testing.assert_array_equal(np.asarray(got), a[key])


@settings(max_examples=400, deadline=None)
@given(advanced(), st.booleans())
def test_picking_is_numpys(case, as_tensors):
    shape, key = case
    a = array_of(shape)
    got = nnlite.from_numpy(a)[key_of(key, as_tensors)]
    assert got.shape == a[key].shape
    np.testing.assert_array_equal(np.asarray(got), a[key])


@settings(max_examples=400, deadline=None)
@given(basic() | advanced(), st.booleans(), st.randoms(use_true_random=False))
def test_assignment_is_numpys(case, as_tensors, random):
    shape, key = case
    a = array_of(shape)
    region = a[key].shape
    value = np.asarray(-1.0 - array_of(region))
    if value.ndim and random.random() < 0.3:
        value = value[:1]
    if random.random() < 0.3:
        value = np.array(-7.0)
    if np.ndim(value) and value.size == 0 and value.shape != region:
        value = np.array(-7.0)
    t = nnlite.tensor(a)
    t[key_of(key, as_tensors)] = nnlite.from_numpy(np.asarray(value))
    a[key] = value
    np.testing.assert_array_equal(np.asarray(t), a)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=3), st.data())
def test_masks_are_numpys(shape, data):
    a = array_of(shape)
    dims = data.draw(st.integers(1, len(shape)))
    seed = data.draw(st.integers(0, 99))
    mask = np.random.default_rng(seed).random(shape[:dims]) < 0.5
    t = nnlite.tensor(a)
    np.testing.assert_array_equal(np.asarray(t[nnlite.from_numpy(mask)]), a[mask])
    t[mask] = 5
    a[mask] = 5
    np.testing.assert_array_equal(np.asarray(t), a)


def test_lists_and_comparisons_index():
    a = array_of((3, 4))
    t = nnlite.tensor(a)
    np.testing.assert_array_equal(np.asarray(t[[2, 0]]), a[[2, 0]])
    np.testing.assert_array_equal(np.asarray(t[t > 5]), a[a > 5])
    np.testing.assert_array_equal(np.asarray(t[:, [True, False, True, False]]), a[:, [0, 2]])
    assert t[[]].shape == (0, 4)
    t[t > 5] = 0
    assert t.max().item() == 5


def test_assignment_converts_as_numpy():
    t = nnlite.zeros(3, dtype="int64")
    t[0] = 2.9
    t[1] = True
    assert t.tolist() == [2, 1, 0]


def test_repeated_indices_last_write_wins():
    t = nnlite.zeros(3)
    t[nnlite.tensor([1, 1, 1])] = nnlite.tensor([1.0, 2.0, 3.0])
    assert t.tolist() == [0, 3, 0]


def test_overlapping_assignment_reads_before_it_writes():
    a = array_of((6,))
    t = nnlite.tensor(a)
    t[1:] = t[:-1]
    assert t.tolist() == [0, 0, 1, 2, 3, 4]
    t[:] = t[::-1]
    assert t.tolist() == [4, 3, 2, 1, 0, 0]


def test_length_and_iteration():
    t = nnlite.tensor([[1.0, 2.0], [3.0, 4.0]])
    assert len(t) == 2
    assert [row.tolist() for row in t] == [[1, 2], [3, 4]]
    assert 3.0 in t
    assert 9.0 not in t
    with pytest.raises(TypeError, match="no dimensions"):
        len(nnlite.tensor(1.0))


@pytest.mark.parametrize(
    ("key", "error", "message"),
    [
        (3, IndexError, "3 is out of range for axis 0 of size 3"),
        ((0, -5), IndexError, "-5 is out of range for axis 1 of size 4"),
        ((0, 0, 0), IndexError, "3 indices for a tensor of 2 dimensions"),
        ((..., 0, ...), IndexError, "one ellipsis"),
        (slice(None, None, 0), ValueError, "step"),
        (np.array([0, 3]), IndexError, "3 is out of range for axis 0"),
        (np.array([0.5]), TypeError, "integers"),
        (np.array([True, False]), IndexError, "mask of shape"),
        ("a", TypeError, "str"),
        (1.5, TypeError, "float"),
    ],
)
def test_bad_indices_are_refused_before_anything_changes(key, error, message):
    t = nnlite.tensor(array_of((3, 4)))
    with pytest.raises(error, match=message):
        t[key]
    with pytest.raises(error, match=message):
        t[key] = 1
    np.testing.assert_array_equal(np.asarray(t), array_of((3, 4)))


def test_arrays_that_do_not_broadcast_are_refused():
    t = nnlite.tensor(array_of((3, 4)))
    with pytest.raises(ValueError, match="broadcast"):
        t[nnlite.tensor([0, 1, 2]), nnlite.tensor([0, 1])]
    with pytest.raises(ValueError, match=r"\(3,\).*\(2, 4\)"):
        t[:2] = nnlite.zeros(3)


@pytest.mark.parametrize("array", [np.array(3.0), np.arange(6.0).reshape(2, 3)])
@pytest.mark.parametrize("taken", [True, False])
def test_mask_of_no_dimensions(array, taken):
    mask = np.array(taken)
    t = nnlite.tensor(array, requires_grad=True)
    for key in (nnlite.tensor(taken), mask, taken):
        np.testing.assert_array_equal(np.asarray(t[key].detach()), array[mask])
    t[nnlite.tensor(taken)].sum().backward()
    np.testing.assert_array_equal(np.asarray(t.grad), np.full(array.shape, float(taken)))
    written, expected = nnlite.tensor(array), array.copy()
    written[nnlite.tensor(taken)] = 7
    expected[mask] = 7
    np.testing.assert_array_equal(np.asarray(written), expected)
