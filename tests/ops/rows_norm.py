"""Rows of the normalizations, and of the losses between numbers; from their definitions."""

from __future__ import annotations

import numpy as np

import nnlite
from ops.row import Row


def standard(a: np.ndarray, axes: tuple[int, ...]) -> np.ndarray:
    return (a - a.mean(axes, keepdims=True)) / np.sqrt(a.var(axes, keepdims=True) + 1e-5)


def lines(rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    n = int(rng.integers(2, 6))
    x = rng.uniform(-2, 2, (int(rng.integers(1, 4)), n))
    return x, rng.uniform(0.5, 2, n), rng.uniform(-1, 1, n)


def channels(rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    c, inner = int(rng.integers(1, 4)), [(), (2,), (3, 2)][int(rng.integers(0, 3))]
    x = rng.uniform(-2, 2, (int(rng.integers(2, 5)), c, *inner))
    return x, rng.uniform(0.5, 2, c), rng.uniform(-1, 1, c)


def beside(channel: np.ndarray, x: np.ndarray) -> np.ndarray:
    return channel.reshape(-1, *[1] * (x.ndim - 2))


def batch_norm(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    return standard(x, (0, *range(2, x.ndim))) * beside(w, x) + beside(b, x)


def images(rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    c, inner = int(rng.integers(1, 4)), [(4,), (2, 3), (2, 2, 2)][int(rng.integers(0, 3))]
    x = rng.uniform(-2, 2, (int(rng.integers(1, 3)), c, *inner))
    return x, rng.uniform(0.5, 2, c), rng.uniform(-1, 1, c)


def groups_of(x: np.ndarray) -> int:
    return x.shape[1] if x.ndim > 2 else 1  # more than one number in each


def local_response(x: np.ndarray) -> np.ndarray:
    y = np.empty_like(x)
    for c in range(x.shape[1]):
        near = x[:, max(c - 1, 0) : c + 2]
        y[:, c] = x[:, c] / (2 + 0.5 * (near**2).sum(1) / 3) ** 0.75
    return y


def pairs(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    shape = tuple(int(n) for n in rng.integers(1, 4, int(rng.integers(0, 3))))
    return rng.uniform(-3, 3, shape), rng.uniform(0.05, 0.95, shape)


ROWS = [
    Row(
        "layer_norm",
        lambda x, w, b: nnlite.layer_norm(x, x.shape[1], w, b),
        lambda x, w, b: standard(x, (1,)) * w + b,
        lines,
    ),
    Row(
        "batch_norm",
        lambda x, w, b: nnlite.batch_norm(x, None, None, w, b, training=True),
        batch_norm,
        channels,
    ),
    Row(
        "rms_norm",
        lambda x, w, b: nnlite.rms_norm(x, x.shape[1], w, eps=1e-5),
        lambda x, w, b: x / np.sqrt((x * x).mean(1, keepdims=True) + 1e-5) * w,
        lines,
    ),
    Row(
        "group_norm",
        lambda x, w, b: nnlite.group_norm(x, groups_of(x), w, b),
        lambda x, w, b: (
            standard(x.reshape(x.shape[0], groups_of(x), -1), (2,)).reshape(x.shape) * beside(w, x)
            + beside(b, x)
        ),
        channels,
    ),
    Row(
        "instance_norm",
        lambda x, w, b: nnlite.instance_norm(x, weight=w, bias=b),
        lambda x, w, b: standard(x, tuple(range(2, x.ndim))) * beside(w, x) + beside(b, x),
        images,
    ),
    Row(
        "local_response_norm",
        lambda x: nnlite.local_response_norm(x, 3, alpha=0.5, k=2.0),
        local_response,
        lambda rng: (images(rng)[0],),
    ),
    Row("mse_loss", nnlite.mse_loss, lambda x, y: np.mean((x - y) ** 2), pairs),
    Row(
        "binary_cross_entropy_with_logits",
        nnlite.nn.functional.binary_cross_entropy_with_logits,
        lambda x, y: np.mean(np.logaddexp(0, x) - x * y),
        pairs,
    ),
]
