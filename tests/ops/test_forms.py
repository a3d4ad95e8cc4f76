"""Operations in the other forms that users write: PyTorch's keywords, NumPy's results."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite

A = np.random.default_rng(0).normal(size=(3, 4))
B = np.random.default_rng(1).normal(size=(3, 4))
WHOLE = np.array([-7, -6, -1, 0, 1, 6, 7])


def t(array):
    return nnlite.tensor(array)


def same(found, expected):
    np.testing.assert_allclose(np.asarray(found), expected, rtol=1e-14)
    assert np.asarray(found).dtype == np.asarray(expected).dtype


@pytest.mark.parametrize("k", [2, -0.5])
def test_alpha(k):
    same(nnlite.add(t(A), t(B), alpha=k), A + k * B)
    same(t(A).sub(t(B), alpha=k), A - k * B)
    same(nnlite.add(t(A), 3, alpha=k), A + 3 * k)
    same(nnlite.add(t(A.astype("f4")), 3, alpha=k), A.astype("f4") + np.float32(3 * k))
    x = t(A)
    assert x.add_(t(B), alpha=k) is x
    same(x, A + k * B)
    same(x.sub_(t(B), alpha=k), A + k * B - k * B)


def test_alpha_has_a_gradient():
    leaves = [nnlite.tensor(a, requires_grad=True) for a in (A, B)]
    assert nnlite.gradcheck(lambda a, b: nnlite.add(a, b, alpha=-3), leaves)


@pytest.mark.parametrize("divisor", [2, -2, 3, -4])
def test_rounding_mode(divisor):
    same(nnlite.div(t(WHOLE), divisor, rounding_mode=None), WHOLE / divisor)
    same(nnlite.div(t(WHOLE), divisor, rounding_mode="floor"), WHOLE // divisor)
    towards_zero = np.trunc(WHOLE / divisor)
    same(nnlite.div(t(WHOLE), divisor, rounding_mode="trunc"), towards_zero.astype("i8"))
    same(
        nnlite.div(t(WHOLE + 0.5), divisor, rounding_mode="trunc"),
        np.trunc((WHOLE + 0.5) / divisor),
    )


def test_unknown_rounding_mode():
    with pytest.raises(ValueError, match="rounding_mode is 'up'"):
        nnlite.div(t(A), 2, rounding_mode="up")


def test_clip_between_tensors():
    low, high = np.minimum(A, B), np.full((4,), 0.3)
    same(nnlite.clip(t(B), t(low), t(high)), np.clip(B, low, high))
    same(nnlite.clamp(t(B), min=t(low)), np.maximum(B, low))
    same(t(B).clip(max=t(high)), np.minimum(B, high))
    same(t(B).clip(None, 0.3), np.minimum(B, 0.3))


@pytest.mark.parametrize(("low", "high"), [(0.5, 2.5), (None, 1.5), (-0.5, None)])
def test_clip_of_integers_between_reals(low, high):
    same(nnlite.clip(t(WHOLE), low, high), np.clip(WHOLE, low, high))
    same(nnlite.clip(t(WHOLE), 0, 3), np.clip(WHOLE, 0, 3))


def test_where_and_nonzero():
    mask = A > 0
    same(t(A).where(t(mask), 0.0), np.where(mask, A, 0))
    for found in (nnlite.where(t(mask)), nnlite.nonzero(t(mask)), t(mask).nonzero()):
        assert isinstance(found, tuple)
        for ours, theirs in zip(found, np.nonzero(mask), strict=True):
            same(ours, theirs)
        same(t(A)[found], A[mask])


def test_pow_by_its_keyword():
    same(nnlite.pow(t(A), exponent=2), A**2)


def test_sizes_by_keyword():
    assert nnlite.zeros(size=(2, 3)).shape == (2, 3)
    assert nnlite.randn(size=4).shape == (4,)
    same(t(A).reshape(shape=(4, 3)), A.reshape(4, 3))
    same(t(A).permute(dims=(1, 0)), A.T)
    same(t(A).flip(0, 1), A[::-1, ::-1])
    same(t(A).flip(dims=[1]), A[:, ::-1])
    with pytest.raises(TypeError, match="given twice"):
        nnlite.zeros(2, size=(2,))


def test_sorted_pairs_have_names():
    for found, order in (
        (nnlite.sort(t(A), dim=1), np.argsort(A, axis=1)),
        (t(A).topk(2, largest=False), np.argsort(A, axis=1)[:, :2]),
    ):
        same(found.indices, order)
        same(found.values, np.take_along_axis(A, order, 1))
        values, indices = found
        same(values, np.asarray(found[0]))
        same(indices, np.asarray(found[-1]))
        assert len(found) == 2
        with pytest.raises(IndexError):
            found[2]


def test_norm_by_word():
    same(nnlite.norm(t(A), p="fro"), np.linalg.norm(A))
    with pytest.raises(ValueError, match="nuc"):
        nnlite.norm(t(A), p="nuc")


def test_random_numbers_in_the_order_of_pytorch():
    nnlite.manual_seed(5)
    first = nnlite.normal((2, 3), 1.0, 4.0), nnlite.integers(0, 9, (5,))
    nnlite.manual_seed(5)
    second = nnlite.normal(1.0, 4.0, (2, 3)), nnlite.randint(9, (5,))
    for a, b in zip(first, second, strict=True):
        same(a, np.asarray(b))
    like = nnlite.rand_like(t(A)), nnlite.randn_like(t(A), dtype="float32")
    assert [x.shape for x in like] == [A.shape] * 2
    assert [x.dtype for x in like] == [nnlite.float64, nnlite.float32]


def test_extremes_of_two_tensors():
    same(nnlite.max(t(A), t(B)), np.maximum(A, B))
    same(t(A).min(other=t(B)), np.minimum(A, B))
    same(nnlite.max(t(WHOLE), t(WHOLE[::-1].copy())), np.maximum(WHOLE, WHOLE[::-1]))
