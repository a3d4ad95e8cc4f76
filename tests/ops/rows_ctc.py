"""Rows of ctc_loss: every alignment of tiny cases, one after the other, in float64."""

from __future__ import annotations

import itertools

import numpy as np

import nnlite
import nnlite.nn.functional as F
from ops.row import Row


def spelled(path, blank):
    """Repetitions joined, blanks left out."""
    joined = [c for c, _ in itertools.groupby(path)]
    return [c for c in joined if c != blank]


def by_all_paths(x, labels, blank):
    """-log of the sum over all C^T paths that spell the labels; x (T, C)."""
    ways = [
        sum(x[t, c] for t, c in enumerate(path))
        for path in itertools.product(range(x.shape[1]), repeat=len(x))
        if spelled(path, blank) == list(labels)
    ]
    return -np.logaddexp.reduce(ways) if ways else np.inf


def cases(x, blank, feasible=True):
    """Labels and lengths that the shape of x decides."""
    steps, samples, classes = x.shape
    rng = np.random.default_rng(steps + 10 * samples + 100 * classes)
    others = [c for c in range(classes) if c != blank]
    found = []
    for _ in range(samples):
        time = int(rng.integers(1, steps + 1))
        labels = [int(c) for c in rng.choice(others, int(rng.integers(0, 3)))]
        needed = len(labels) + sum(a == b for a, b in itertools.pairwise(labels))
        if feasible and needed > time:
            time, labels = steps, labels[:1]
        found.append((labels, time))
    return found


def loss(x, found, blank, reduction):
    each = [by_all_paths(x[:t, i], labels, blank) for i, (labels, t) in enumerate(found)]
    if reduction == "mean":
        return np.mean([v / max(len(y), 1) for v, (y, _) in zip(each, found, strict=True)])
    return np.sum(each) if reduction == "sum" else np.array(each)


def padded(found):
    width = max((len(labels) for labels, _ in found), default=0) + 1
    rows = [labels + [-7] * (width - len(labels)) for labels, _ in found]
    return nnlite.tensor(rows, dtype="int64")


def joined(found):
    return nnlite.tensor([c for labels, _ in found for c in labels], dtype="int64")


def inputs(rng):
    size = int(rng.integers(2, 6)), int(rng.integers(1, 4)), int(rng.integers(2, 4))
    return (rng.uniform(-2, 0, size),)


def row(name, layout, blank, reduction):
    def call(x):
        found = cases(x, blank)
        times, counts = [t for _, t in found], [len(y) for y, _ in found]
        return F.ctc_loss(x, layout(found), times, counts, blank=blank, reduction=reduction)

    return Row(name, call, lambda x: loss(x, cases(x, blank), blank, reduction), inputs, tol=1e-11)


ROWS = [
    row("ctc_loss", padded, 0, "mean"),
    row("ctc_loss_joined", joined, 1, "sum"),
    row("ctc_loss_none", padded, 1, "none"),
]
