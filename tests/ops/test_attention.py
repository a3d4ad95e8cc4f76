"""Attention where there are many tiles, dropout, masks that are not learned, and bad input."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from ops.rows_attention import attention, reference, seen, softmax
from ops.test_operations import threads  # noqa: F401


def numbers(*shape, seed=0):
    return np.random.default_rng(seed).normal(0, 1, shape)


def leaves(arrays, dtype="float64"):
    return [nnlite.tensor(a, dtype=dtype, requires_grad=True) for a in arrays]


def by_hand(g, q, k, v, mask=None, causal=False, group=1, factors=1.0):
    """Gradients of q, k and v from the chain rule on whole matrices."""
    k_, v_ = np.repeat(k, group, 1), np.repeat(v, group, 1)
    scale = q.shape[-1] ** -0.5
    s = q @ k_.swapaxes(-1, -2) * scale
    if mask is not None:
        s = np.where(mask, s, -np.inf) if mask.dtype == bool else s + mask
    if causal:
        s = np.where(np.tri(*s.shape[-2:], dtype=bool), s, -np.inf)
    p = softmax(s)
    d = (g @ v_.swapaxes(-1, -2)) * factors
    ds = p * (d - (d * p).sum(-1, keepdims=True)) * scale
    per_group = lambda x: x.reshape(x.shape[0], -1, group, *x.shape[2:]).sum(2)  # noqa: E731
    return (
        ds @ k_,
        per_group(ds.swapaxes(-1, -2) @ q),
        per_group((p * factors).swapaxes(-1, -2) @ g),
    )


TILES = [(130, 300, False), (200, 200, True), (70, 130, True), (150, 64, True), (64, 129, False)]


@pytest.mark.parametrize(("length", "keys", "causal"), TILES)
@pytest.mark.parametrize("mask", [None, "boolean", "added"])
@pytest.mark.parametrize("group", [1, 3])
def test_many_tiles(length, keys, causal, mask, group):
    q, k, v = (
        numbers(2, 3, length, 5),
        numbers(2, 3 // group, keys, 5),
        numbers(2, 3 // group, keys, 7),
    )
    m = None
    if mask:
        m = seen(length, keys) if mask == "boolean" else numbers(2, 1, 1, keys, seed=3)
    g = numbers(2, 3, length, 7, seed=4)
    mine = leaves((q, k, v))
    y = attention(*mine, None if m is None else nnlite.tensor(m), is_causal=causal, enable_gqa=True)
    y.backward(nnlite.tensor(g))
    want = reference(q, k, v, m, causal, group=group)
    np.testing.assert_allclose(y.detach(), want, 1e-10, 1e-11)
    for leaf, expected in zip(mine, by_hand(g, q, k, v, m, causal, group), strict=True):
        np.testing.assert_allclose(leaf.grad, expected, 1e-9, 1e-10)
    single = attention(
        *leaves((q, k, v), "float32"),
        None if m is None else nnlite.tensor(m if m.dtype == bool else m.astype("f4")),
        is_causal=causal,
        enable_gqa=True,
    )
    np.testing.assert_allclose(single.detach(), want, 2e-5, 2e-5)


def test_shared_heads_without_a_batch():
    q, k, v = numbers(6, 5, 4), numbers(2, 7, 4, seed=1), numbers(2, 7, 3, seed=2)
    mask = numbers(6, 5, 7, seed=3)
    for m in (None, mask):
        given = None if m is None else nnlite.tensor(m)
        y = attention(*map(nnlite.tensor, (q, k, v)), given, enable_gqa=True)
        want = reference(q[None], k[None], v[None], None if m is None else m[None], group=3)[0]
        np.testing.assert_allclose(y, want, 1e-10, 1e-12)


def test_large_scores_in_any_order():
    """The maximum rises and falls from tile to tile."""
    q, v = np.ones((1, 1, 3, 1)) * 30, numbers(1, 1, 600, 2)
    for k in (np.linspace(-40, 40, 600), np.linspace(40, -40, 600)):
        k = k.reshape(1, 1, 600, 1)
        y = attention(nnlite.tensor(q), nnlite.tensor(k), nnlite.tensor(v))
        np.testing.assert_allclose(y, reference(q, k, v), 1e-12)


def test_nothing_seen_and_not_a_number():
    q, k, v = (nnlite.tensor(numbers(1, 1, 4, 2)) for _ in range(3))
    mask = nnlite.tensor([[True], [False], [True], [True]])
    y = attention(q, k, v, mask)
    assert y[0, 0, 1].tolist() == [0, 0] and bool((y[0, 0, 0] != 0).all())
    q[0, 0, 2, 0] = np.nan
    assert attention(q, k, v).isnan().any(-1)[0, 0].tolist() == [False, False, True, False]


def test_dropout(threads):  # noqa: F811
    """The same weights are dropped forward and backward: by_hand with the factors found."""
    q, k = numbers(2, 2, 100, 3), numbers(2, 2, 70, 3)
    eye = np.broadcast_to(np.eye(70), (2, 2, 70, 70)).copy()
    nnlite.manual_seed(3)
    weights = attention(*map(nnlite.tensor, (q, k, eye)), dropout_p=0.3).numpy()
    p = softmax(q @ k.swapaxes(-1, -2) * 3**-0.5)
    factors = np.where(weights == 0, 0, 1 / 0.7)
    np.testing.assert_allclose(weights, p * factors, 1e-10)
    assert abs((weights == 0).mean() - 0.3) < 0.01
    g, v = numbers(2, 2, 100, 4, seed=5), numbers(2, 2, 70, 4, seed=6)
    bits = []
    for count in (1, 2, 3, 4):
        threads(count)
        nnlite.manual_seed(3)
        mine = leaves((q, k, v))
        y = attention(*mine, dropout_p=0.3)
        y.backward(nnlite.tensor(g))
        np.testing.assert_allclose(y.detach(), (p * factors) @ v, 1e-9, 1e-10)
        for leaf, expected in zip(mine, by_hand(g, q, k, v, factors=factors), strict=True):
            np.testing.assert_allclose(leaf.grad, expected, 1e-9, 1e-10)
        bits.append([t.detach().numpy().tobytes() for t in (y, *(x.grad for x in mine))])
    assert bits.count(bits[0]) == 4


def test_gradient_of_gradient_with_dropout():
    def f(q, k, v):
        nnlite.manual_seed(1)
        return attention(q, k, v, dropout_p=0.5)

    mine = leaves((numbers(1, 2, 3, 2), numbers(1, 2, 4, 2), numbers(1, 2, 4, 2)))
    assert nnlite.gradcheck(f, mine)
    assert nnlite.gradgradcheck(f, mine)


@pytest.mark.parametrize(("heads", "length", "keys"), [(1, 300, 700), (3, 200, 500), (9, 70, 70)])
def test_same_bits_on_any_number_of_threads(heads, length, keys, threads):  # noqa: F811
    arrays = numbers(1, heads, length, 8), numbers(1, heads, keys, 8), numbers(1, heads, keys, 8)
    bits = []
    for count in (1, 2, 3, 4):
        threads(count)
        mine = leaves(arrays, "float32")
        y = attention(*mine)
        (y * y).sum().backward()
        bits.append([t.detach().numpy().tobytes() for t in (y, *(x.grad for x in mine))])
    assert bits.count(bits[0]) == 4
    assert all(np.isfinite(x.grad.numpy()).all() for x in mine)


def test_captured_dropout_is_fresh_in_every_step():
    x = nnlite.tensor(numbers(1, 1, 40, 4), requires_grad=True)

    def step():
        y = attention(x, x, x, dropout_p=0.5)
        (y * y).sum().backward()
        return y

    def run(take):
        nnlite.manual_seed(7)
        found = []
        for _ in range(3):
            x.grad = None
            found.append((take().detach().numpy().tobytes(), x.grad.numpy().tobytes()))
        return found

    eager, captured = run(step), run(nnlite.compile(step))
    assert eager == captured
    assert len(set(eager)) == 3


def test_memory_grows_with_the_length_alone():
    before = nnlite.memory_stats()["in_use"]
    x = nnlite.randn(1, 1, 4000, 8, requires_grad=True)
    y = attention(x, x, x, is_causal=True)
    held = nnlite.memory_stats()["in_use"] - before
    assert held < 10 * x.numel() * 4  # a matrix of scores has 16 million numbers
    y.sum().backward()


def ONES(*shape):  # noqa: N802
    return nnlite.ones(shape)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: attention(ONES(2, 3), ONES(2, 4), ONES(2, 4)), ValueError, "3 features and key 4"),
        (lambda: attention(ONES(2, 3), ONES(4, 3), ONES(5, 3)), ValueError, "length 4 and value 5"),
        (lambda: attention(ONES(3), ONES(4, 3), ONES(4, 3)), ValueError, r"query has shape \(3,\)"),
        (lambda: attention(*[ONES(2, 3).to("int64")] * 3), TypeError, "query is int64"),
        (
            lambda: attention(ONES(2, 3), ONES(4, 3).double(), ONES(4, 3)),
            TypeError,
            "key is float64 and query float32",
        ),
        (
            lambda: attention(*[ONES(2, 3)] * 3, ONES(3, 3)),
            ValueError,
            r"attn_mask has shape \(3, 3\), which does not broadcast to .* = \(2, 2\)",
        ),
        (lambda: attention(*[ONES(2, 3)] * 3, ONES(2, 2).to("int64")), TypeError, "is int64; give"),
        (lambda: attention(*[ONES(2, 3)] * 3, dropout_p=2), ValueError, "from 0 to 1, not 2"),
        (lambda: attention(ONES(2, 2, 3), ONES(3, 2, 3), ONES(3, 2, 3)), ValueError, r"\(2,\)"),
        (
            lambda: attention(ONES(3, 2, 3), ONES(2, 2, 3), ONES(2, 2, 3), enable_gqa=True),
            ValueError,
            "query has 3 heads, key 2 and value 2",
        ),
        (lambda: attention(*[ONES(2, 3)] * 3, enable_gqa=True), ValueError, "axis of heads"),
    ],
)
def test_bad_input(call, error, message):
    with pytest.raises(error, match=message):
        call()
