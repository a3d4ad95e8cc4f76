"""Rows of the matrix products, over shapes with vectors, batches that broadcast, and zeros."""

from __future__ import annotations

import numpy as np

import nnlite
from ops.row import Row


def sizes(rng: np.random.Generator, count: int) -> list[int]:
    return [
        int(n) for n in rng.choice([0, 1, 2, 3, 5, 9], count, p=[0.05, 0.15, 0.2, 0.2, 0.2, 0.2])
    ]


def normal(rng: np.random.Generator, *shapes) -> tuple[np.ndarray, ...]:
    return tuple(np.asarray(rng.uniform(-1, 1, s)) for s in shapes)


def pair(rng: np.random.Generator):
    """Two operands of matmul: vectors, matrices, batches."""
    n, k, m = sizes(rng, 3)
    batch = tuple(sizes(rng, int(rng.integers(0, 3))))
    kind = int(rng.integers(0, 6))
    a, b = [(*batch, n, k), (*batch, k, m)]
    if kind == 0:
        a = (k,)
    elif kind == 1:
        b = (k,)
    elif kind == 2:
        b = (k, m)
    elif kind == 3 and batch:
        a = (*[1] * len(batch), n, k)
    elif kind == 4 and len(batch) == 2:
        a = (batch[0], 1, n, k)
        b = (batch[1], k, m)
    elif kind == 5:
        a, b = (k,), (k,)
    return normal(rng, a, b)


def layer(rng: np.random.Generator):
    """Input, weight and bias of a linear layer."""
    n_in, n_out = sizes(rng, 2)
    batch = tuple(sizes(rng, int(rng.integers(0, 4))))
    return normal(rng, (*batch, n_in), (n_out, n_in), (n_out,))


def chain(rng: np.random.Generator):
    n, k, m = sizes(rng, 3)
    return normal(rng, (n, m) if rng.random() < 0.5 else (m,), (n, k), (k, m))


def vectors(rng: np.random.Generator):
    n, m = sizes(rng, 2)
    return normal(rng, n, m)


EQUATIONS = [
    "ij,jk->ik",
    "ij,kj",
    "bij,bjk->bik",
    "ij->ji",
    "ij->",
    "ii->i",
    "ii",
    "i,j->ij",
    "i,i",
    "ij,ij->i",
    "bhqd,bhkd->bhqk",
    "...ij,...jk->...ik",
    "...i->...",
    "ij,jk,kl->il",
    "ij,j,i->",
    "abc,cd,be->ade",
    "ii,ij->j",
    "ij,k->ik",
]


def terms(equation: str):
    """Draws operands for an equation; "..." is one axis, of size 1 in the second operand."""

    def draw(rng: np.random.Generator):
        size = {c: int(rng.integers(1, 5)) for c in sorted(set(equation))}
        shapes = []
        for i, term in enumerate(equation.split("->")[0].split(",")):
            dots = (1 if i else 3,) if "..." in term else ()
            shapes.append((*dots, *(size[c] for c in term.replace("...", ""))))
        return normal(rng, *shapes)

    return draw


def einsum_row(equation: str) -> Row:
    return Row(
        f"einsum_{equation}",
        lambda *x: nnlite.einsum(equation, *x),
        lambda *a: np.einsum(equation, *a),
        terms(equation),
    )


ROWS = [
    *map(einsum_row, EQUATIONS),
    Row("matmul", nnlite.matmul, np.matmul, pair),
    Row("matmul_turned", lambda a, b: a @ b, lambda a, b: a @ b, pair),
    Row("linear", nnlite.linear, lambda x, w, b: x @ w.T + b, layer),
    Row("linear_without_bias", nnlite.linear, lambda x, w: x @ w.T, lambda r: layer(r)[:2]),
    Row(
        "addmm",
        lambda c, a, b: nnlite.addmm(c, a, b, beta=0.5, alpha=2.0),
        lambda c, a, b: 0.5 * c + 2.0 * (a @ b),
        chain,
    ),
    Row("dot", nnlite.dot, np.dot, lambda r: (lambda a: (a, 1 - a * a))(vectors(r)[0])),
    Row("outer", nnlite.outer, np.outer, vectors),
]
