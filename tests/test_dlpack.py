"""DLPack both ways: shared memory, its life, and what cannot be shared."""

from __future__ import annotations

import gc
import sys

import numpy as np
import pytest

import nnlite

DTYPES = ["float32", "float64", "int64", "int32", "uint8", "bool"]
VIEWS = {
    "whole": lambda a: a,
    "transposed": lambda a: a.T,
    "steps": lambda a: a[::2, 1::3],
    "one row": lambda a: a[1],
    "one element": lambda a: a[1, 2],
    "nothing": lambda a: a[2:2],
}


def numbers(dtype: str = "float32") -> np.ndarray:
    return np.arange(24).reshape(4, 6).astype(dtype)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("view", VIEWS)
def test_both_ways(dtype, view):
    a = np.asarray(VIEWS[view](numbers(dtype)))
    t = nnlite.from_dlpack(a)
    assert (t.shape, str(t.dtype), t.tolist()) == (a.shape, f"nnlite.{dtype}", a.tolist())
    whole = nnlite.tensor(numbers(dtype))
    back = np.from_dlpack(VIEWS[view](whole))
    assert (back.shape, back.dtype) == (a.shape, a.dtype)
    np.testing.assert_array_equal(back, a)


def test_flipped_arrays():
    a = numbers()[::-1, ::-2]
    np.testing.assert_array_equal(np.from_dlpack(nnlite.from_dlpack(a)), a)


def test_memory_is_shared():
    a = numbers()
    t = nnlite.from_dlpack(a)
    a[1, 1] = 70
    assert t[1, 1].item() == 70
    t[0, 0] = 80
    assert a[0, 0] == 80
    b = np.from_dlpack(t)
    a[2, 2] = 90
    assert b[2, 2] == 90
    assert np.shares_memory(a, np.asarray(t))


def test_memory_lives_as_long_as_its_last_user():
    before = nnlite.memory_stats()["in_use"]
    t = nnlite.ones(1000)
    a = np.from_dlpack(t[100:])
    del t
    gc.collect()
    nnlite.zeros(1000)
    assert a.sum() == 900
    del a
    a = numbers()
    count = sys.getrefcount(a)
    t = nnlite.from_dlpack(a)
    view = t[1:]
    del t
    assert sys.getrefcount(a) > count
    del view
    assert sys.getrefcount(a) == count
    nnlite.ones(1000).__dlpack__()  # nobody takes these two
    nnlite.ones(1000).__dlpack__(max_version=(1, 0))
    assert nnlite.memory_stats()["in_use"] == before


def test_copies():
    t = nnlite.ones(3)
    a = np.from_dlpack(t, copy=True)
    a[0] = 5
    assert t.tolist() == [1, 1, 1]
    b = np.ones(3, "float32")
    own = nnlite.from_dlpack(b, copy=True)
    b[0] = 5
    assert own.tolist() == [1, 1, 1]
    assert nnlite.from_dlpack(b, copy=False).tolist() == [5, 1, 1]


def test_read_only_memory_is_copied_or_refused():
    a = np.ones(3)
    a.flags.writeable = False
    t = nnlite.from_dlpack(a)
    t[0] = 5
    assert a[0] == 1
    with pytest.raises(ValueError, match="read-only"):
        nnlite.from_dlpack(a, copy=False)


class Before:
    """An array of a library from before DLPack 1."""

    def __init__(self, a: np.ndarray) -> None:
        self.a = a

    def __dlpack__(self, stream: None = None) -> object:
        return self.a.__dlpack__()

    def __dlpack_device__(self) -> tuple[int, int]:
        return (1, 0)


def test_an_older_library():
    a = np.ones(3)
    t, own = nnlite.from_dlpack(Before(a)), nnlite.from_dlpack(Before(a), copy=True)
    a[0] = 5
    assert (t.tolist(), own.tolist()) == ([5, 1, 1], [1, 1, 1])


class Elsewhere(Before):
    """An array on a GPU."""

    def __dlpack_device__(self) -> tuple[int, int]:
        return (2, 0)


class Twice(Before):
    """One that hands out the same capsule again and again."""

    def __init__(self) -> None:
        self.capsule = np.ones(3).__dlpack__()

    def __dlpack__(self, **options: object) -> object:
        return self.capsule


def test_what_cannot_come_in():
    with pytest.raises(TypeError, match="float16, which is not supported; convert"):
        nnlite.from_dlpack(np.ones(2, "float16"))
    with pytest.raises(TypeError, match="complex64"):
        nnlite.from_dlpack(np.ones(2, "complex64"))
    with pytest.raises(TypeError, match="type list has no __dlpack__"):
        nnlite.from_dlpack([1.0])
    with pytest.raises(BufferError, match=r"device \(2, 0\).*move it"):
        nnlite.from_dlpack(Elsewhere(np.ones(2)))
    with pytest.raises(ValueError, match="8 dimensions"):
        nnlite.from_dlpack(np.ones((1,) * 9))
    with pytest.raises(ValueError, match="aligned"):
        nnlite.from_dlpack(np.frombuffer(bytearray(17), "float64", offset=1))
    capsules = Twice()
    assert nnlite.from_dlpack(capsules).tolist() == [1, 1, 1]
    with pytest.raises(TypeError, match="used already"):
        nnlite.from_dlpack(capsules)


def test_what_cannot_go_out():
    t = nnlite.ones(2)
    assert t.__dlpack_device__() == (1, 0)
    with pytest.raises(BufferError, match=r"device \(2, 0\)"):
        t.__dlpack__(dl_device=(2, 0))
    with pytest.raises(ValueError, match="stream"):
        t.__dlpack__(stream=1)
    with pytest.raises(BufferError, match=r"detach\(\)"):
        np.from_dlpack(nnlite.ones(2, requires_grad=True))
