"""Schedules and what they are at the steps 0, 1, ...: formulas in NumPy, a row each."""

from __future__ import annotations

import numpy as np

from nnlite import optim

T = np.arange(140)


def cosine_between(high, low, t):
    return low + (high - low) * np.cos(np.pi * t / 2) ** 2


def restarts(first, mult, gamma):
    """(how far the cycle of each step has gone, the height it started from), by walking."""
    part, height, place, length, count = [], [], 0, first, 0
    for _ in T:
        if place == length:
            place, length, count = 0, length * mult, count + 1
        part.append(place / length)
        height.append(gamma**count)
        place += 1
    return np.array(part), np.array(height)


def triangle(up, down):
    return np.interp(T % (up + down), [0, up, up + down], [0, 1, 0])


def sgdr(base, low, first, mult, gamma):
    part, height = restarts(first, mult, gamma)
    return cosine_between(low + (base - low) * height, low, part)


def wsd(shape):
    end = np.interp(T, [70, 100], [0, 1])
    fall = {"linear": 1 - end, "cosine": (1 + np.cos(np.pi * end)) / 2, "sqrt": 1 - np.sqrt(end)}
    return np.where(T < 20, 0.5 * T / 20, 0.1 + 0.4 * fall[shape])


POINTS = [(5, 0.2), (30, 1.0), (90, 0.1)]

CASES = {
    "constant": (optim.constant(0.3), 0.3 + 0 * T),
    "constant_begins": (optim.constant(0.6, steps=5, factor=0.5), np.where(T < 5, 0.3, 0.6)),
    "step": (optim.step(0.5, every=7, gamma=0.2), 0.5 * 0.2 ** (T // 7)),
    "multi_step": (
        optim.multi_step(0.5, [20, 5], gamma=0.1),
        0.5 * 0.1 ** ((T >= 5) + 1.0 * (T >= 20)),
    ),
    "exponential": (optim.exponential(2.0, gamma=0.9), 2 * np.exp(T * np.log(0.9))),
    "inverse_time": (optim.inverse_time(0.1, k=0.5), 0.1 / (1 + 0.5 * T)),
    "inverse_sqrt": (
        optim.inverse_sqrt(0.3, warm_up=16),
        np.where(T < 16, 0.3 * (T + 1) / 16, 0.3 * 4 / np.sqrt(T + 1)),
    ),
    "noam": (
        optim.noam(64, warm_up=30, factor=2),
        2 / 8 * np.minimum((T + 1) ** -0.5, (T + 1) * 30**-1.5),
    ),
    "linear": (
        optim.linear(0.6, steps=10, start=0.5, end=2),
        0.6 * np.interp(T, [0, 10], [0.5, 2]),
    ),
    "polynomial": (
        optim.polynomial(0.4, steps=20, power=3, low=0.1),
        0.1 + 0.3 * (1 - np.minimum(T, 20) / 20) ** 3,
    ),
    "cosine": (
        optim.cosine(1.0, steps=30, low=0.2),
        cosine_between(1, 0.2, np.minimum(T, 30) / 30),
    ),
    "cosine_restarts": (optim.cosine_restarts(0.4, 9), sgdr(0.4, 0, 9, 1, 1)),
    "cosine_restarts_mult": (
        optim.cosine_restarts(0.4, period=5, mult=3, low=0.1, gamma=0.5),
        sgdr(0.4, 0.1, 5, 3, 0.5),
    ),
    "cyclic": (optim.cyclic(0.1, 0.5, up=8, down=4), 0.1 + 0.4 * triangle(8, 4)),
    "cyclic_triangular2": (
        optim.cyclic(0.1, 0.5, up=8, mode="triangular2"),
        0.1 + 0.4 * triangle(8, 8) / 2 ** (T // 16),
    ),
    "cyclic_exp_range": (
        optim.cyclic(0.1, 0.5, up=3, down=9, mode="exp_range", gamma=0.97),
        0.1 + 0.4 * triangle(3, 9) * 0.97**T,
    ),
    "cyclic_momentum": (optim.cyclic_momentum(up=8), 0.9 - 0.1 * triangle(8, 8)),
    "cyclic_momentum_triangular2": (
        optim.cyclic_momentum(0.7, 0.95, up=5, down=6, mode="triangular2"),
        0.95 - 0.25 * triangle(5, 6) / 2 ** (T // 11),
    ),
    "one_cycle_linear": (
        optim.one_cycle(0.5, steps=100, shape="linear"),
        np.interp(T, [0, 29, 99], [0.5 / 25, 0.5, 0.5 / 25e4]),
    ),
    "one_cycle_three_phase": (
        optim.one_cycle(0.5, steps=100, pct_start=0.4, shape="linear", three_phase=True),
        np.interp(T, [0, 39, 78, 99], [0.02, 0.5, 0.02, 0.02 / 1e4]),
    ),
    "one_cycle_momentum": (
        optim.one_cycle_momentum(steps=100, shape="linear"),
        np.interp(T, [0, 29, 99], [0.95, 0.85, 0.95]),
    ),
    "one_cycle_momentum_three_phase": (
        optim.one_cycle_momentum(steps=100, pct_start=0.4, shape="linear", three_phase=True),
        np.interp(T, [0, 39, 78, 99], [0.95, 0.85, 0.95, 0.95]),
    ),
    "warm_up": (
        optim.warm_up(optim.exponential(0.8, gamma=0.5), steps=4, start_factor=0.25),
        np.where(T < 4, 0.8 * (0.25 + 0.75 * T / 4), 0.8 * 0.5 ** (T - 4.0)),
    ),
    "warm_up_of_a_number": (optim.warm_up(0.8, steps=4), np.minimum(0.8 * T / 4, 0.8)),
    "warm_up_stable_decay_linear": (
        optim.warm_up_stable_decay(0.5, 100, 20, 30, low=0.1),
        wsd("linear"),
    ),
    "warm_up_stable_decay_cosine": (
        optim.warm_up_stable_decay(0.5, 100, 20, 30, low=0.1, shape="cosine"),
        wsd("cosine"),
    ),
    "warm_up_stable_decay_sqrt": (
        optim.warm_up_stable_decay(0.5, 100, 20, 30, low=0.1, shape="sqrt"),
        wsd("sqrt"),
    ),
    "warm_up_stable_decay_without_ends": (optim.warm_up_stable_decay(0.5, 10, 0, 0), 0.5 + 0 * T),
    "piecewise": (
        optim.piecewise(POINTS),
        np.array([0.2, 1.0, 0.1])[np.searchsorted([30, 90], T, side="right")],
    ),
    "piecewise_linear": (
        optim.piecewise(POINTS, shape="linear"),
        np.interp(T, *zip(*POINTS, strict=True)),
    ),
    "piecewise_cosine": (
        optim.piecewise([(0, 1.0), (50, 0.2)], shape="cosine"),
        cosine_between(1, 0.2, np.minimum(T, 50) / 50),
    ),
    "sequential": (
        optim.sequential([0.5, optim.exponential(1.0, 0.9), optim.cosine(0.2, 10)], [7, 40]),
        np.select(
            [T < 7, T < 40],
            [0.5, 0.9 ** (T - 7.0)],
            cosine_between(0.2, 0, np.clip(T - 40, 0, 10) / 10),
        ),
    ),
    "scaled": (2 * optim.exponential(1.0, 0.9) * 0.25, 0.5 * 0.9**T),
    "warm_up_of_parts": (
        optim.warm_up(optim.sequential([0.3, optim.step(0.2, every=3)], [5]), steps=2),
        np.select([T < 2, T < 7], [0.15 * T, 0.3], 0.2 * 0.1 ** np.maximum((T - 7) // 3, 0)),
    ),
}
