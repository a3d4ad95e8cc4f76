"""Update rules in NumPy as fast as it goes: no temporaries, blocks that stay in the first cache."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from benchmarks.rules import Numbers, Rule
from benchmarks.workloads import Array

BLOCK = 1 << 14
Arithmetic = Callable[[Numbers, Array, Array, list[Array], Array, Array], None]


def _into(average: Array, new: Array, rate: float) -> None:
    """average += rate (new - average); `new` is lost."""
    new -= average
    new *= rate
    average += new


def sgd(h: Numbers, w: Array, g: Array, s: list[Array], a: Array, b: Array) -> None:
    w -= np.multiply(g, h.lr, a)


def momentum(h: Numbers, w: Array, g: Array, s: list[Array], a: Array, b: Array) -> None:
    s[0] *= h.momentum
    s[0] += g
    w -= np.multiply(s[0], h.lr, a)


def nesterov(h: Numbers, w: Array, g: Array, s: list[Array], a: Array, b: Array) -> None:
    s[0] *= h.momentum
    s[0] += g
    np.multiply(s[0], h.momentum, a)
    a += g
    a *= h.lr
    w -= a


def adagrad(h: Numbers, w: Array, g: Array, s: list[Array], a: Array, b: Array) -> None:
    s[0] += np.multiply(g, g, a)
    np.sqrt(s[0], a)
    a += h.eps
    np.divide(g, a, b)
    b *= h.lr
    w -= b


def adadelta(h: Numbers, w: Array, g: Array, s: list[Array], a: Array, b: Array) -> None:
    _into(s[0], np.multiply(g, g, a), 1 - h.rho)
    np.add(s[1], h.eps, a)
    a /= np.add(s[0], h.eps, b)
    np.sqrt(a, a)
    a *= g
    _into(s[1], np.multiply(a, a, b), 1 - h.rho)
    a *= h.lr
    w -= a


def rmsprop(h: Numbers, w: Array, g: Array, s: list[Array], a: Array, b: Array) -> None:
    """All four forms, told apart by their states: squares, mean if centered, buffer if momentum."""
    _into(s[0], np.multiply(g, g, a), 1 - h.rho)
    buffer = s[-1] if h.momentum else None
    if len(s) - bool(h.momentum) == 2:
        np.copyto(a, g)
        _into(s[1], a, 1 - h.rho)
        np.multiply(s[1], s[1], a)
        np.subtract(s[0], a, a)
        np.sqrt(a, a)
    else:
        np.sqrt(s[0], a)
    a += h.eps
    np.divide(g, a, b)
    if buffer is not None:
        buffer *= h.momentum
        buffer += b
        np.copyto(b, buffer)
    b *= h.lr
    w -= b


def adam(h: Numbers, w: Array, g: Array, s: list[Array], a: Array, b: Array) -> None:
    """Adam, AdamW (shrink below 1) and AMSGrad (a third state)."""
    if h.shrink != 1:
        w *= h.shrink
    np.copyto(a, g)
    _into(s[0], a, 1 - h.beta1)
    _into(s[1], np.multiply(g, g, a), 1 - h.rho)
    np.sqrt(np.maximum(s[2], s[1], out=s[2]) if len(s) == 3 else s[1], a)
    a *= h.root
    a += h.eps
    np.divide(s[0], a, b)
    b *= h.step
    w -= b


def arithmetic(rule: Rule) -> Arithmetic:
    """The function of a rule."""
    if rule.cls == "SGD":
        return nesterov if "nesterov" in rule.options else momentum if rule.states else sgd
    return {"Adagrad": adagrad, "Adadelta": adadelta, "RMSprop": rmsprop}.get(rule.cls, adam)


class Updater:
    """Steps of a rule over flat parameters, block by block."""

    def __init__(self, rule: Rule, parameters: list[Array], gradients: list[Array]) -> None:
        self.rule, self.t = rule, 0
        self.arithmetic = arithmetic(rule)
        self.blocks = []
        for w, g in zip(parameters, gradients, strict=True):
            states = [np.zeros_like(w) for _ in range(rule.states)]
            for i in range(0, w.size, BLOCK):
                part = slice(i, i + BLOCK)
                self.blocks.append((w[part], g[part], [s[part] for s in states]))
        self.a, self.b = np.empty(BLOCK, "f4"), np.empty(BLOCK, "f4")

    def step(self) -> None:
        self.t += 1
        h = self.rule.numbers(self.t)  # Python numbers keep float32 arrays float32
        for w, g, states in self.blocks:
            self.arithmetic(h, w, g, states, self.a[: w.size], self.b[: w.size])
