"""Rows of sorting."""

from __future__ import annotations

import numpy as np

import nnlite
from ops.row import Row, shape


def different(rng: np.random.Generator) -> tuple[np.ndarray]:
    """Numbers that stay in order under small changes."""
    size = shape(rng, int(rng.integers(1, 4)), 12)
    return (rng.permutation(np.prod(size, dtype=int)).reshape(size) * 0.1 - 0.35,)


def axis(a) -> int:
    return sum(a.shape) % a.ndim - a.ndim


def count(a) -> int:
    return (a.shape[axis(a)] + 1) // 2


def top(a: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    order = np.argsort(-a, axis(a), kind="stable")
    order = np.take(order, range(count(a)), axis(a))
    return np.take_along_axis(a, order, axis(a)), order


ROWS = [
    Row(
        "sort",
        lambda x: nnlite.sort(x, axis(x)),
        lambda a: (np.sort(a, axis(a)), np.argsort(a, axis(a))),
        different,
    ),
    Row(
        "sort_descending",
        lambda x: nnlite.sort(x, axis(x), descending=True)[0],
        lambda a: -np.sort(-a, axis(a)),
        different,
    ),
    Row(
        "argsort",
        lambda x: nnlite.argsort(x, axis(x)),
        lambda a: np.argsort(a, axis(a)),
        different,
        gradient=False,
    ),
    Row("topk", lambda x: nnlite.topk(x, count(x), axis(x)), top, different),
    Row("unique", nnlite.unique, np.unique, different, gradient=False),
]
