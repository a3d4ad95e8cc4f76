"""Rows of recurrent layers and embeddings: loops over steps and over rows of a table."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

import nnlite
import nnlite.nn.functional as F
from nnlite._core import _nn
from ops.row import Arrays, Row

GATES = {"rnn_tanh": 1, "rnn_relu": 1, "lstm": 4, "gru": 3}


def sigmoid(a: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-a))


def step(cell: str, x, h, c, w_ih, w_hh, b_ih, b_hh, w_hr):
    """The next h and c of one row of the batch."""
    a, u = w_ih @ x + b_ih, w_hh @ h + b_hh
    if cell == "lstm":
        i, f, g, o = np.split(a + u, 4)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        return (h if w_hr is None else w_hr @ h), c
    if cell == "gru":
        (ar, az, an), (ur, uz, un) = np.split(a, 3), np.split(u, 3)
        r, z = sigmoid(ar + ur), sigmoid(az + uz)
        n = np.tanh(an + r * un)
        return (1 - z) * n + z * h, c
    return np.tanh(a + u) if cell == "rnn_tanh" else np.maximum(a + u, 0), c


def layer(cell, x, h0, c0, weights, lengths, backwards):
    """Outputs and last states, row by row of the batch, each over its own steps."""
    y = np.zeros((*x.shape[:2], h0.shape[1]))
    last_h, last_c = h0.copy(), None if c0 is None else c0.copy()
    for b, length in enumerate(lengths):
        h, c = h0[b], None if c0 is None else c0[b]
        for t in reversed(range(length)) if backwards else range(length):
            h, c = step(cell, x[t, b], h, c, *weights)
            y[t, b] = h
        last_h[b] = h
        if last_c is not None:
            last_c[b] = c
    return [y, last_h] if last_c is None else [y, last_h, last_c]


def lengths_of(x) -> list[int]:
    """Some lengths that the shape decides, none and all steps among them."""
    steps, batch = x.shape[:2]
    return [(3 * b + steps) % (steps + 1) for b in range(batch)]


def recurrent(
    name: str, cell: str, *, bias=True, project=False, lengths=False, backwards=False
) -> Row:
    """A row of one cell and its options."""
    gates = GATES[cell]

    def draw(rng: np.random.Generator) -> Arrays:
        steps, batch, inputs, units = (int(n) for n in rng.integers(1, [6, 12, 4, 5]))
        states = int(rng.integers(1, units + 1)) if project else units
        shapes = [(steps, batch, inputs), (batch, states)]
        shapes += [(batch, units)] if cell == "lstm" else []
        shapes += [(gates * units, inputs), (gates * units, states)]
        shapes += [(gates * units,)] * (0 if not bias else 2 if cell == "gru" else 1)
        shapes += [(states, units)] if project else []
        return tuple(rng.uniform(-1, 1, shape) for shape in shapes)

    def parts(arrays):
        rest = list(arrays)
        x, h = rest.pop(0), rest.pop(0)
        c = rest.pop(0) if cell == "lstm" else None
        w_ih, w_hh = rest.pop(0), rest.pop(0)
        b_ih = rest.pop(0) if bias else None
        b_hh = rest.pop(0) if bias and cell == "gru" else None
        return x, h, c, [w_ih, w_hh, b_ih, b_hh, rest.pop(0) if project else None]

    def call(*tensors):
        x, h, c, weights = parts(tensors)
        given = lengths_of(x) if lengths else None
        return _nn._recurrence(cell, x, h, c, weights, given, backwards)

    def reference(*arrays):
        x, h, c, weights = parts(arrays)
        weights = [w if w is not None or i == 4 else 0.0 for i, w in enumerate(weights)]
        given = lengths_of(x) if lengths else [len(x)] * x.shape[1]
        return layer(cell, x, h, c, weights, given, backwards)

    # The gradient of relu jumps where a sum is 0, which no draw meets.
    return Row(name, call, reference, draw)


# ---- embeddings ---------------------------------------------------------------------------------


def table(rng: np.random.Generator) -> Arrays:
    return (rng.uniform(-2, 2, rng.integers(3, 7, 2)),)


def weighted_table(rng: np.random.Generator) -> Arrays:
    return *table(rng), rng.uniform(-1, 1, 7)


def picked(w) -> np.ndarray:
    return np.array([[0, 2, 1], [2, len(w) - 1, 2]])


def of_picked(w):
    return F.embedding(nnlite.tensor(picked(w)), w)


FLAT = [1, 0, 2, 2, 1, 1, 0]
OFFSETS = [0, 3, 3, 6]  # the second bag is empty


def bags(together: Callable, padding: int | None = None) -> Callable:
    """The reference: rows of each bag put together, 0 where there are none."""

    def reference(w, factors=None):
        factors = np.ones(len(FLAT)) if factors is None else factors
        ends = [*OFFSETS[1:], len(FLAT)]
        out = np.zeros((len(OFFSETS), w.shape[1]))
        for b, (begin, end) in enumerate(zip(OFFSETS, ends, strict=True)):
            rows = [factors[k] * w[FLAT[k]] for k in range(begin, end) if FLAT[k] != padding]
            if rows:
                out[b] = together(np.array(rows), axis=0)
        return out

    return reference


def bag(mode: str, **options) -> Callable:
    def call(w, factors=None):
        index, offsets = nnlite.tensor(FLAT), nnlite.tensor(OFFSETS)
        return F.embedding_bag(index, w, offsets, mode=mode, per_sample_weights=factors, **options)

    return call


ROWS = [
    *(recurrent(cell, cell) for cell in GATES),
    *(recurrent(f"{cell}_lengths_backwards", cell, lengths=True, backwards=True) for cell in GATES),
    recurrent("lstm_without_bias_backwards", "lstm", bias=False, backwards=True),
    recurrent("lstm_projected", "lstm", project=True),
    recurrent("lstm_projected_lengths", "lstm", project=True, lengths=True, bias=False),
    recurrent("gru_without_bias_lengths", "gru", bias=False, lengths=True),
    Row("embedding", of_picked, lambda w: w[picked(w)], table),
    Row("embedding_bag_sum", bag("sum"), bags(np.sum), table),
    Row("embedding_bag_sum_weighted", bag("sum"), bags(np.sum), weighted_table),
    Row("embedding_bag_mean", bag("mean"), bags(np.mean), table),
    Row("embedding_bag_max", bag("max"), bags(np.max), table),
]
