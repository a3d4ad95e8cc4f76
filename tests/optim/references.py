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


def sparse_adam(
    lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8,
    power: float = 0.5,
) -> Reference:  # fmt: skip
    """Of parameters every row of which has a gradient."""

    def step(w: Array, gs: list[Array], t: int) -> Array:
        m, v = average(gs, betas[0]), average(squares(gs), betas[1])
        scale = lr * (1 - betas[1] ** t) ** power / (1 - betas[0] ** t)
        return w - scale * m / (v**power + eps)

    return step


def adamax(
    lr: float = 2e-3, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8,
    corrected: bool = True,
) -> Reference:  # fmt: skip
    def step(w: Array, gs: list[Array], t: int) -> Array:
        sizes = [betas[1] ** i * (np.abs(g) + eps) for i, g in enumerate(reversed(gs))]
        return w - lr * average(gs, betas[0], corrected) / np.max(sizes, axis=0)

    return step


def nadam(
    lr: float = 2e-3, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8,
    psi: float = 4e-3, power: float = 0.5,
) -> Reference:  # fmt: skip
    def step(w: Array, gs: list[Array], t: int) -> Array:
        mu = betas[0] * (1 - 0.5 * 0.96 ** (psi * np.arange(1, t + 2)))
        ahead = mu[-1] / (1 - np.prod(mu)) * average(gs, betas[0])
        now = (1 - mu[-2]) / (1 - np.prod(mu[:-1])) * gs[-1]
        return w - lr * (now + ahead) / (average(squares(gs), betas[1], True) ** power + eps)

    return step


def radam(
    lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8,
    power: float = 0.5,
) -> Reference:  # fmt: skip
    def step(w: Array, gs: list[Array], t: int) -> Array:
        m, b = average(gs, betas[0], True), betas[1]
        most = 2 / (1 - b) - 1
        r = most - 2 * t * b**t / (1 - b**t)
        if r <= 5:
            return w - lr * m
        c = ((r - 4) * (r - 2) * most / ((most - 4) * (most - 2) * r)) ** 0.5
        return w - lr * c * m * (1 - b**t) ** power / (average(squares(gs), b) ** power + eps)

    return step


def adabelief(
    lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-16,
    corrected: bool = True,
) -> Reference:  # fmt: skip
    def step(w: Array, gs: list[Array], t: int) -> Array:
        foretold = [average(gs[: i + 1], betas[0]) for i in range(t)]
        parts = [(1 - betas[1]) * (g - m) ** 2 + eps for g, m in zip(gs, foretold, strict=True)]
        s = decayed_sum(parts, betas[1]) / (1 - betas[1] ** t if corrected else 1)
        return w - lr * average(gs, betas[0], corrected) / (np.sqrt(s) + eps)

    return step


def yogi(
    lr: float = 1e-2, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-3,
    start: float = 1e-6, corrected: bool = True,
) -> Reference:  # fmt: skip
    def step(w: Array, gs: list[Array], t: int) -> Array:
        v = np.full_like(w, start)
        for g in gs:
            v = np.where(v < g**2, v + (1 - betas[1]) * g**2, v - (1 - betas[1]) * g**2)
        v = v / (1 - betas[1] ** t if corrected else 1)
        return w - lr * average(gs, betas[0], corrected) / (np.sqrt(v) + eps)

    return step


def adan(
    lr: float = 1e-3, betas: tuple[float, float, float] = (0.98, 0.92, 0.99), eps: float = 1e-8,
    corrected: bool = True, power: float = 0.5,
) -> Reference:  # fmt: skip
    def step(w: Array, gs: list[Array], t: int) -> Array:
        turns = [b - a for a, b in zip(gs[:1] + gs, gs, strict=False)]
        ahead = [(g + betas[1] * d) ** 2 for g, d in zip(gs, turns, strict=True)]
        top = average(gs, betas[0], corrected) + betas[1] * average(turns, betas[1], corrected)
        return w - lr * top / (average(ahead, betas[2], corrected) ** power + eps)

    return step


def ademamix(
    lr: float = 1e-3, betas: tuple[float, float, float] = (0.9, 0.999, 0.9999), alpha: float = 5.0,
    eps: float = 1e-8, alpha_warmup: int = 0, beta3_warmup: int = 0,
) -> Reference:  # fmt: skip
    def decay(t: int) -> float:  # the paper's equation for beta3(t)
        start, end = np.log(betas[0]), np.log(betas[2])
        part = t / beta3_warmup if beta3_warmup else 1.0
        bottom = (1 - part) * end + part * start
        return float(min(np.exp(start * end / bottom), betas[2])) if part < 1 else betas[2]

    def step(w: Array, gs: list[Array], t: int) -> Array:
        decays = np.array([decay(i + 1) for i in range(t)])
        shares = [(1 - decays[i]) * np.prod(decays[i + 1 :]) for i in range(t)]
        slow = sum(share * g for share, g in zip(shares, gs, strict=True))
        weight = min(alpha, t * alpha / alpha_warmup) if alpha_warmup else alpha
        top = average(gs, betas[0], True) + weight * slow
        return w - lr * top / (np.sqrt(average(squares(gs), betas[1], True)) + eps)

    return step


def adopt(
    lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.9999), eps: float = 1e-6,
    clipped: bool = True,
) -> Reference:  # fmt: skip
    def normed(gs: list[Array], i: int) -> Array:
        """Gradient i = 1, 2, ... over the root of the squares up to i - 1."""
        past = squares(gs[:i])
        v = betas[1] ** (i - 1) * past[0]
        if i > 1:
            v = v + (1 - betas[1]) * decayed_sum(past[1:], betas[1])
        n = gs[i] / np.maximum(np.sqrt(v), eps)
        return np.clip(n, -(i**0.25), i**0.25) if clipped else n

    def step(w: Array, gs: list[Array], t: int) -> Array:
        moves = [normed(gs, i) for i in range(1, t)]
        return w - lr * average(moves, betas[0]) if moves else w

    return step


def signsgd(lr: float = 1e-3) -> Reference:
    return lambda w, gs, t: w - lr * np.sign(gs[-1])


def signum(lr: float = 1e-3, mu: float = 0.9) -> Reference:
    return lambda w, gs, t: w - lr * np.sign(average(gs, mu))


def lion(lr: float = 1e-4, betas: tuple[float, float] = (0.9, 0.99)) -> Reference:
    def step(w: Array, gs: list[Array], t: int) -> Array:
        past = average(gs[:-1], betas[1]) if t > 1 else np.zeros_like(w)
        return w - lr * np.sign(betas[0] * past + (1 - betas[0]) * gs[-1])

    return step


def rprop(
    lr: float = 1e-2, etas: tuple[float, float] = (0.5, 1.2),
    sizes: tuple[float, float] = (1e-6, 50.0),
) -> Reference:  # fmt: skip
    def moved(history: list[float]) -> float:
        """The last move of one weight, from all of its gradients."""
        size, before, move = lr, 0.0, 0.0
        for g in history:
            turned = before * g < 0
            size *= etas[0] if turned else etas[1] if before * g > 0 else 1
            size = min(max(size, sizes[0]), sizes[1])
            before = 0.0 if turned else g
            move = -size if before > 0 else size if before < 0 else 0.0
        return move

    return lambda w, gs, t: w + np.array([moved([g[i] for g in gs]) for i in range(w.size)])


def asgd(lr: float = 1e-2, lambd: float = 1e-4, alpha: float = 0.75) -> Reference:
    def step(w: Array, gs: list[Array], t: int) -> Array:
        eta = lr * (1 + lambd * lr * (t - 1)) ** -alpha
        return w - eta * (gs[-1] + lambd * w)

    return step


def cautious(reference: Reference) -> Reference:
    """Only what moves against its gradient, and that farther by all over those."""

    def step(w: Array, gs: list[Array], t: int) -> Array:
        move = reference(w, gs, t) - w
        agrees = move * gs[-1] < 0
        return w + move * agrees * w.size / max(agrees.sum(), 1)

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


def sophia(
    lr: float = 1e-4, betas: tuple[float, float] = (0.965, 0.99), gamma: float = 0.01,
    eps: float = 1e-12, estimates: list[Array] | None = None, every: int = 10,
) -> Reference:  # fmt: skip
    """`estimates` of the curvature come before the steps 1, 1 + every, ...; none: never."""

    def step(w: Array, gs: list[Array], t: int) -> Array:
        seen = (estimates or [])[: (t - 1) // every + 1]
        h = average(seen, betas[1]) if seen else np.zeros_like(w)
        with np.errstate(divide="ignore"):
            ratio = average(gs, betas[0]) / np.maximum(gamma * h, eps)
        return w - lr * np.clip(ratio, -1, 1)

    return step
