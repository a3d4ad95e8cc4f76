"""Rows of softmax and of the losses from labels; NumPy formulations from their definitions."""

from __future__ import annotations

import numpy as np

import nnlite
from ops.row import Row, shape


def lines(rng: np.random.Generator) -> tuple[np.ndarray]:
    return (rng.uniform(-3, 3, shape(rng, int(rng.integers(1, 4)), 17)),)


def axis(a) -> int:
    return (sum(a.shape) % a.ndim) - a.ndim


def softmax(a: np.ndarray) -> np.ndarray:
    e = np.exp(a)
    return e / e.sum(axis(a), keepdims=True)


def along(f):
    return lambda x: f(x, dim=axis(x))


def labels_for(x, count: int, ignored: bool) -> np.ndarray:
    """Labels that depend on the shape alone: call and reference agree on them."""
    size = (x.shape[0], *x.shape[2:]) if x.ndim > 1 else ()
    y = np.asarray(np.random.default_rng(count).integers(0, x.shape[1 if x.ndim > 1 else 0], size))
    if ignored and y.size > 1:
        y.flat[0] = -100
    return y


def logits(rng: np.random.Generator) -> tuple[np.ndarray]:
    classes = int(rng.integers(1, 20))
    size = [(classes,), (int(rng.integers(2, 6)), classes), (3, classes, 2), (2, classes, 2, 2)]
    return (rng.uniform(-3, 3, size[int(rng.integers(0, 4))]),)


def class_loss(a, y, weight, smoothing, reduction, log_probabilities=False):
    """The definition, one row at a time."""
    rows = np.moveaxis(a, 1, -1).reshape(-1, a.shape[1]) if a.ndim > 1 else a[None]
    classes = rows.shape[1]
    losses, weights = [], []
    for x, label in zip(rows, y.reshape(-1), strict=True):
        if label == -100:
            losses.append(0.0)
            weights.append(0.0)
            continue
        p = x if log_probabilities else x - np.log(np.exp(x).sum())
        target = smoothing / classes * weight
        target[label] += (1 - smoothing) * weight[label]
        losses.append(-(target * p).sum())
        weights.append(weight[label])
    if reduction == "none":
        return np.array(losses).reshape(y.shape)
    return np.sum(losses) / (np.sum(weights) if reduction == "mean" else 1)


def loss_row(name, f, reduction, smoothing=0.0, weighted=False, ignored=False) -> Row:
    def weight_of(a):
        return np.linspace(0.5, 2.0, a.shape[1 if a.ndim > 1 else 0])

    def call(x):
        y = nnlite.from_numpy(labels_for(x, sum(x.shape), ignored))
        w = nnlite.from_numpy(weight_of(x)) if weighted else None
        options = {"label_smoothing": smoothing} if smoothing else {}
        return f(x, y, w, reduction=reduction, **options)

    def reference(a):
        w = weight_of(a) if weighted else np.ones(a.shape[1 if a.ndim > 1 else 0])
        y = labels_for(a, sum(a.shape), ignored)
        return class_loss(a, y, w, smoothing, reduction, f is nnlite.nll_loss)

    return Row(name, call, reference, logits)


def pair(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Logits and probabilities."""
    (x,) = logits(rng)
    q = rng.uniform(0.1, 1, x.shape)
    return x, q


def soft_reference(a, q):
    k = 1 if a.ndim > 1 else 0
    p = a - np.log(np.exp(a).sum(k, keepdims=True))
    smooth = 0.8 * q + 0.2 / a.shape[k]
    return -(smooth * p).sum() / (a.size / a.shape[k])


def sparsemax(a):
    """By bisection: the level at which what stands above it sums to 1."""
    a = np.moveaxis(a, axis(a), -1)
    low, high = a.max(-1, keepdims=True) - 1, a.max(-1, keepdims=True)
    for _ in range(80):
        middle = (low + high) / 2
        above = np.maximum(a - middle, 0).sum(-1, keepdims=True) > 1
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return np.maximum(a - low, 0)


def filled(rng):
    return (rng.uniform(-2, 2, tuple(int(n) for n in rng.integers(1, 6, 2))),)


def glu(a):
    left, right = np.split(a, 2, -1)
    return left / (1 + np.exp(-right))


ROWS = [
    Row(
        "sparsemax",
        lambda x: nnlite.sparsemax(x, axis(x)),
        lambda a: np.moveaxis(sparsemax(a), -1, axis(a)),
        filled,
        tol=1e-10,
    ),
    Row("glu", nnlite.glu, glu, lambda r: (r.uniform(-2, 2, (*shape(r, 2), 6)),)),
    Row("softmax", along(nnlite.softmax), softmax, lines),
    Row("log_softmax", along(nnlite.log_softmax), lambda a: np.log(softmax(a)), lines),
    Row("softmin", along(nnlite.softmin), lambda a: softmax(-a), lines),
    loss_row("cross_entropy", nnlite.cross_entropy, "mean"),
    loss_row("cross_entropy_sum", nnlite.cross_entropy, "sum", weighted=True),
    loss_row("cross_entropy_none", nnlite.cross_entropy, "none", ignored=True),
    loss_row("cross_entropy_all", nnlite.cross_entropy, "mean", 0.2, True, True),
    loss_row("nll_loss", nnlite.nll_loss, "mean", weighted=True, ignored=True),
    loss_row("nll_loss_none", nnlite.nll_loss, "none"),
    Row(
        "cross_entropy_probabilities",
        lambda x, q: nnlite.cross_entropy(x, q, label_smoothing=0.2),
        soft_reference,
        pair,
    ),
]
