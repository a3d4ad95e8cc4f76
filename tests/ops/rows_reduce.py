"""Rows of the reductions: NumPy's own, over random sets of axes."""

from __future__ import annotations

import numpy as np

import nnlite
from ops.row import Row, one, shape


def spread_out(rng: np.random.Generator) -> tuple[np.ndarray]:
    """Numbers of which no two are near each other, so that extremes stay where they are."""
    size = shape(rng)
    size = tuple(max(n, 1) for n in size)
    return (np.asarray(rng.permutation(np.prod(size, dtype=int)).reshape(size) * 0.1 - 0.35),)


def some_axes(a: np.ndarray) -> tuple[int, ...] | None:
    """Axes that depend on the shape alone: call and reference agree on them."""
    if a.ndim == 0:
        return None
    kind = (sum(a.shape) + a.ndim) % 4
    if kind == 0:
        return None
    if kind == 1:
        return (0,)
    if kind == 2:
        return (-1,)
    return tuple(range(0, a.ndim, 2))


def keep(a: np.ndarray) -> bool:
    return sum(a.shape) % 2 == 0


def row(name, reference, inputs=None, **options) -> Row:
    """A reduction whose NumPy reference takes (a, axis, keepdims)."""
    f = getattr(nnlite, name)
    return Row(
        name,
        lambda x: f(x, dim=some_axes(x), keepdim=keep(x)),
        lambda a: reference(a, axis=some_axes(a), keepdims=keep(a)),
        inputs or one(),
        **options,
    )


def logsumexp(a, axis, keepdims):
    with np.errstate(divide="ignore"):
        return np.log(np.sum(np.exp(a), axis=axis, keepdims=keepdims))


def norm(p):
    def reference(a, axis, keepdims):
        return np.sum(np.abs(a) ** p, axis=axis, keepdims=keepdims) ** (1 / p)

    return reference


def norm_row(p, reference, inputs) -> Row:
    return Row(
        f"norm_{p}",
        lambda x: nnlite.norm(x, p, dim=some_axes(x), keepdim=keep(x)),
        lambda a: reference(a, axis=some_axes(a), keepdims=keep(a)),
        inputs,
    )


def variance(name, reference, correction) -> Row:
    f = getattr(nnlite, name)
    return Row(
        f"{name}_{correction}",
        lambda x: f(x, dim=some_axes(x), correction=correction, keepdim=keep(x)),
        lambda a: reference(a, axis=some_axes(a), ddof=correction, keepdims=keep(a)),
        spaced,
    )


def spaced(rng: np.random.Generator) -> tuple[np.ndarray]:
    """At least three different numbers along every axis."""
    size = tuple(int(n) for n in rng.integers(3, 6, int(rng.integers(1, 4))))
    return (rng.uniform(-2, 2, size),)


def away_from_zero(rng: np.random.Generator) -> tuple[np.ndarray]:
    size = tuple(max(n, 1) for n in shape(rng))
    return (np.asarray(rng.uniform(0.3, 2, size) * rng.choice([-1, 1], size)),)


def with_zeros(rng: np.random.Generator) -> tuple[np.ndarray]:
    size = shape(rng)
    return (np.asarray(rng.uniform(-2, 2, size) * (rng.random(size) > 0.25)),)


def along(a) -> int:
    return sum(a.shape) % max(a.ndim, 1)


def one_axis(rng: np.random.Generator) -> tuple[np.ndarray]:
    return (rng.uniform(-2, 2, shape(rng, int(rng.integers(1, 4)))),)


def arg_row(name) -> Row:
    f, reference = getattr(nnlite, name), getattr(np, name)
    return Row(
        name,
        lambda x: f(x, dim=None if x.ndim == 0 or keep(x) else along(x)),
        lambda a: reference(a, axis=None if a.ndim == 0 or keep(a) else along(a)),
        spread_out,
        gradient=False,
    )


ROWS = [
    row("sum", np.sum),
    row("mean", np.mean),
    row("prod", np.prod),
    Row("prod_of_zeros", lambda x: nnlite.prod(x, 0), lambda a: np.prod(a, 0), spaced),
    row("max", np.max, spread_out),
    row("amax", np.max, spread_out),
    row("min", np.min, spread_out),
    row("amin", np.min, spread_out),
    row("any", np.any, with_zeros, gradient=False),
    row("all", np.all, with_zeros, gradient=False),
    row("count_nonzero", np.count_nonzero, with_zeros, gradient=False),
    row("logsumexp", logsumexp),
    norm_row(1, norm(1), away_from_zero),
    norm_row(2, norm(2), away_from_zero),
    norm_row(3, norm(3), away_from_zero),
    norm_row(np.inf, lambda a, axis, keepdims: np.max(np.abs(a), axis=axis, keepdims=keepdims),
             lambda rng: (np.asarray(spread_out(rng)[0] + 0.4),)),
    variance("var", np.var, 1),
    variance("var", np.var, 0),
    variance("std", np.std, 1),
    variance("std", np.std, 0),
    Row("cumsum", lambda x: nnlite.cumsum(x, along(x)), lambda a: np.cumsum(a, along(a)), one_axis),
    arg_row("argmax"),
    arg_row("argmin"),
]  # fmt: skip
