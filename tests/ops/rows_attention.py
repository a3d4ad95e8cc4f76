"""Rows of attention: scores, masks and shared heads from the definition."""

from __future__ import annotations

import numpy as np

import nnlite
from ops.row import Row

Arrays = tuple[np.ndarray, ...]
attention = nnlite.nn.functional.scaled_dot_product_attention


def softmax(scores: np.ndarray) -> np.ndarray:
    """Along the last axis; zeros where everything is -infinity."""
    most = scores.max(-1, keepdims=True, initial=-np.inf)
    e = np.exp(scores - np.where(np.isinf(most), 0, most))
    total = e.sum(-1, keepdims=True)
    return e / np.where(total == 0, 1, total)


def reference(
    q: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray | None = None,
    causal: bool = False,
    scale: float | None = None,
    group: int = 1,
) -> np.ndarray:
    """The whole matrix of scores at once."""
    k, v = np.repeat(k, group, -3) if group > 1 else k, np.repeat(v, group, -3) if group > 1 else v
    scores = q @ np.swapaxes(k, -1, -2) * (q.shape[-1] ** -0.5 if scale is None else scale)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf) if mask.dtype == bool else scores + mask
    if causal:
        scores = np.where(np.tri(*scores.shape[-2:], dtype=bool), scores, -np.inf)
    return softmax(scores) @ v


def heads(rng: np.random.Generator, group: int = 1) -> Arrays:
    """Few or many queries and keys, so that there is one tile, or several and a rest."""
    b, h, e, f = (int(n) for n in rng.integers(1, 4, 4))
    length, keys = (int(n) for n in rng.choice([1, 2, 5, 9], 2))
    return (
        rng.normal(0, 1, (b, h * group, length, e)),
        rng.normal(0, 1, (b, h, keys, e)),
        rng.normal(0, 1, (b, h, keys, f)),
    )


def biased(rng: np.random.Generator) -> Arrays:
    q, k, v = heads(rng)
    shape = [q.shape[0], q.shape[1], q.shape[2], k.shape[2]]
    shape = [n if rng.random() < 0.6 else 1 for n in shape][int(rng.integers(0, 3)) :]
    return q, k, v, rng.normal(0, 1, shape)


def ragged(rng: np.random.Generator) -> Arrays:
    """Leading axes that broadcast, or none."""
    q, k, v = heads(rng)
    return (q[0, 0], k[0, 0], v[0, 0]) if rng.random() < 0.5 else (q, k[:1], v[:, :1])


def seen(q: int, k: int) -> np.ndarray:
    """A boolean mask of any size; query 1 sees nothing."""
    mask = (np.arange(q)[:, None] * 7 + np.arange(k) * 3) % 4 > 0
    mask[1:2] = False
    return mask


ROWS = [
    Row("attention", attention, reference, heads, tol=1e-11),
    Row(
        "attention_causal",
        lambda q, k, v: attention(q, k, v, is_causal=True, scale=0.7),
        lambda q, k, v: reference(q, k, v, causal=True, scale=0.7),
        heads,
        tol=1e-11,
    ),
    Row(
        "attention_masked",
        lambda q, k, v: attention(q, k, v, nnlite.tensor(seen(q.shape[-2], k.shape[-2]))),
        lambda q, k, v: reference(q, k, v, seen(q.shape[-2], k.shape[-2])),
        heads,
        tol=1e-11,
    ),
    Row(
        "attention_biased",
        lambda q, k, v, m: attention(q, k, v, m),
        reference,
        biased,
        tol=1e-11,
    ),
    Row(
        "attention_grouped",
        lambda q, k, v: attention(q, k, v, enable_gqa=True, is_causal=True),
        lambda q, k, v: reference(q, k, v, causal=True, group=2),
        lambda rng: heads(rng, 2),
        tol=1e-11,
    ),
    Row("attention_broadcast", attention, reference, ragged, tol=1e-11),
]
