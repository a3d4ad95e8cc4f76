"""Update rules in NumPy float64, written from the whole history of gradients where possible.

A reference is a function ``(w, gs, t) -> next w``: ``gs`` holds the gradients of steps 1 .. t.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Array = np.ndarray
Reference = Callable[[Array, list[Array], int], Array]


def decayed_sum(values: list[Array], decay: float) -> Array:
    """The sum of values, each multiplied by decay for every step since."""
    return sum((decay**i * v for i, v in enumerate(reversed(values))), np.zeros_like(values[0]))


def average(values: list[Array], decay: float, corrected: bool = False) -> Array:
    """Their exponential average, which starts from 0."""
    mean = (1 - decay) * decayed_sum(values, decay)
    return mean / (1 - decay ** len(values)) if corrected else mean


def squares(gs: list[Array]) -> list[Array]:
    return [g**2 for g in gs]


def sgd(lr: float) -> Reference:
    return lambda w, gs, t: w - lr * gs[-1]


def momentum(lr: float, mu: float, dampening: float = 0.0) -> Reference:
    def step(w: Array, gs: list[Array], t: int) -> Array:
        kept = [g if i == 0 else (1 - dampening) * g for i, g in enumerate(gs)]
        return w - lr * decayed_sum(kept, mu)

    return step


def nesterov(lr: float, mu: float) -> Reference:
    return lambda w, gs, t: w - lr * (gs[-1] + mu * decayed_sum(gs, mu))


def adagrad(
    lr: float, eps: float = 1e-10, lr_decay: float = 0.0, start: float = 0.0,
    power: float = 0.5, inside: bool = False,
) -> Reference:  # fmt: skip
    def step(w: Array, gs: list[Array], t: int) -> Array:
        total = start + sum(squares(gs))
        bottom = (total + eps) ** power if inside else total**power + eps
        return w - lr / (1 + (t - 1) * lr_decay) * gs[-1] / bottom

    return step


def adadelta(lr: float = 1.0, rho: float = 0.9, eps: float = 1e-6, power: float = 0.5) -> Reference:
    def step(w: Array, gs: list[Array], t: int) -> Array:
        moves: list[Array] = []
        for i, g in enumerate(gs):
            before = average([m**2 for m in moves], rho) if moves else np.zeros_like(g)
            top = (before + eps) ** power
            moves.append(top / (average(squares(gs[: i + 1]), rho) + eps) ** power * g)
        return w - lr * moves[-1]

    return step


def rmsprop(
    lr: float, alpha: float = 0.99, eps: float = 1e-8, mu: float = 0.0, centered: bool = False,
    power: float = 0.5, inside: bool = False, corrected: bool = False,
) -> Reference:  # fmt: skip
    def direction(gs: list[Array]) -> Array:
        v = average(squares(gs), alpha, corrected)
        if centered:
            v = v - average(gs, alpha, corrected) ** 2
        return gs[-1] / ((v + eps) ** power if inside else v**power + eps)

    def step(w: Array, gs: list[Array], t: int) -> Array:
        return w - lr * decayed_sum([direction(gs[: i + 1]) for i in range(t)], mu)

    return step


def adam(
    lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8,
    amsgrad: bool = False, power: float = 0.5, inside: bool = False, corrected: bool = True,
) -> Reference:  # fmt: skip
    def step(w: Array, gs: list[Array], t: int) -> Array:
        m = average(gs, betas[0], corrected)
        v = average(squares(gs), betas[1])
        if amsgrad:
            v = np.max([average(squares(gs[: i + 1]), betas[1]) for i in range(t)], axis=0)
        if corrected:
            v = v / (1 - betas[1] ** t)
        return w - lr * m / ((v + eps) ** power if inside else v**power + eps)

    return step


def with_decay(reference: Reference, decay: float, shrink: float | None = None) -> Reference:
    """Coupled decay (added to every gradient as it was), or, with `shrink`, decoupled."""
    seen: list[Array] = []

    def coupled(w: Array, gs: list[Array], t: int) -> Array:
        seen.append(gs[-1] + decay * w)
        return reference(w, seen, t)

    def decoupled(w: Array, gs: list[Array], t: int) -> Array:
        return reference(w, gs, t) - w + (1 - shrink) * w if shrink is not None else w

    return coupled if shrink is None else decoupled
