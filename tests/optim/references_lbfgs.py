"""L-BFGS in NumPy float64: the inverse Hessian as a matrix, cubics as polynomials."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.polynomial import Polynomial
from numpy.typing import NDArray

Array = NDArray[np.float64]
Function = Callable[[Array], tuple[float, Array]]  # the value and the gradient
Trial = tuple[float, float, float]  # how far, the value there, the slope


def inverse_hessian(pairs: list[tuple[Array, Array]]) -> Array:
    """BFGS's formula from the scaled unit matrix, over pairs of moves and changes of gradients."""
    s, y = pairs[-1]
    unit = np.eye(len(s))
    h = unit * (s @ y) / (y @ y)
    for s, y in pairs:
        left = unit - np.outer(s, y) / (y @ s)
        h = left @ h @ left.T + np.outer(s, s) / (y @ s)
    return h


def lowest(a: Trial, b: Trial, low: float, high: float) -> float:
    """Where the cubic through two trials has its minimum, kept within low .. high."""
    width = b[0] - a[0]
    rows = [[1, 0, 0, 0], [0, 1, 0, 0], [1, 1, 1, 1], [0, 1, 2, 3]]  # of u = (t - a) / width
    cubic = Polynomial(np.linalg.solve(rows, [a[1], a[2] * width, b[1], b[2] * width]))
    found = [u.real for u in cubic.deriv().roots() if abs(u.imag) < 1e-12]
    minima = [a[0] + width * u for u in found if cubic.deriv(2)(u) > 0]
    return float(np.clip(minima[0], low, high)) if minima else (low + high) / 2


def strong_wolfe(phi: Callable[[float], Trial], t: float, reach: float, least: float) -> float:
    """Nocedal and Wright's algorithms 3.5 and 3.6; zoomed steps keep a tenth off the ends."""
    start = phi(0.0)
    bad = lambda x: x[1] > start[1] + 1e-4 * x[0] * start[2]  # noqa: E731
    flat = lambda x: abs(x[2]) <= -0.9 * start[2]  # noqa: E731
    before, now, asked = start, phi(t), 0
    while not (bad(now) or (asked > 1 and now[1] >= before[1]) or now[2] >= 0):
        if flat(now):
            return now[0]
        t = lowest(before, now, now[0] + 0.01 * (now[0] - before[0]), 10 * now[0])
        before, now, asked = now, phi(t), asked + 1
    if flat(now) and not (bad(now) or (asked > 1 and now[1] >= before[1])):
        return now[0]
    best, other = sorted((before, now), key=lambda x: x[1])
    stuck = False
    while asked < 25 and abs(best[0] - other[0]) * reach >= least:
        low, high = sorted((best[0], other[0]))
        t, margin = lowest(best, other, low, high), 0.1 * (high - low)
        if min(t - low, high - t) >= margin:
            stuck = False
        elif stuck or t in (low, high):
            t, stuck = (high - margin if high - t < t - low else low + margin), False
        else:
            stuck = True
        now, asked = phi(t), asked + 1
        if bad(now) or now[1] >= best[1]:
            best, other = sorted((best, now), key=lambda x: x[1])
        elif flat(now):
            return now[0]
        else:
            best, other = now, other if now[2] * (other[0] - best[0]) < 0 else best
    return best[0]


def lbfgs(
    f: Function, w: Array, lr: float = 1.0, history: int = 100, wolfe: bool = False,
    least: float = 1e-9,
) -> Iterator[Array]:  # fmt: skip
    """The weights after every round."""
    pairs: list[tuple[Array, Array]] = []
    g, t = f(w)[1], min(1.0, 1 / float(np.abs(f(w)[1]).sum())) * lr
    while True:
        d = -(inverse_hessian(pairs[-history:]) if pairs else np.eye(len(w))) @ g
        if wolfe:
            along = lambda t, w=w, d=d: (t, f(w + t * d)[0], f(w + t * d)[1] @ d)  # noqa: E731
            t = strong_wolfe(along, t, float(np.abs(d).max()), least)
        after = w + t * d
        g_after = f(after)[1]
        if (g_after - g) @ (after - w) > 1e-10:
            pairs.append((after - w, g_after - g))
        w, g, t = after, g_after, lr
        yield w
