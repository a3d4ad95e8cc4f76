"""Schedules against their formulas, and how optimizers follow them."""

from __future__ import annotations

import math

import numpy as np
import pytest

import nnlite
from nnlite import optim

CASES = {
    "constant": (optim.constant(0.3), lambda t: 0.3),
    "step": (optim.step(0.5, every=7, gamma=0.2), lambda t: 0.5 * 0.2 ** (t // 7)),
    "multi_step": (
        optim.multi_step(0.5, [20, 5], gamma=0.1),
        lambda t: 0.5 * 0.1 ** ((t >= 5) + (t >= 20)),
    ),
    "exponential": (optim.exponential(2.0, gamma=0.9), lambda t: 2 * 0.9**t),
    "inverse_time": (optim.inverse_time(0.1, k=0.5), lambda t: 0.1 / (1 + 0.5 * t)),
    "linear": (
        optim.linear(0.6, steps=10, start=0.5, end=2),
        lambda t: 0.6 * np.interp(t, [0, 10], [0.5, 2]),
    ),
    "polynomial": (
        optim.polynomial(0.4, steps=20, power=3),
        lambda t: 0.4 * (1 - min(t, 20) / 20) ** 3,
    ),
    "cosine": (
        optim.cosine(1.0, steps=30, low=0.2),
        lambda t: 0.2 + 0.8 * math.cos(math.pi * min(t, 30) / 60) ** 2,
    ),
    "warm_up": (
        optim.warm_up(optim.exponential(0.8, gamma=0.5), steps=4, start_factor=0.25),
        lambda t: 0.8 * (0.25 + 0.75 * t / 4) if t < 4 else 0.8 * 0.5 ** (t - 4),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_formula(name):
    schedule, formula = CASES[name]
    for t in range(50):
        assert schedule(t) == pytest.approx(formula(t), rel=1e-13, abs=1e-16)


@pytest.mark.parametrize("name", CASES)
def test_repr_builds_it_again(name):
    schedule, _ = CASES[name]
    again = eval(repr(schedule), vars(optim))
    assert [again(t) for t in range(40)] == pytest.approx(
        [schedule(t) for t in range(40)], rel=1e-5
    )


def test_one_cycle():
    lr = optim.one_cycle(0.5, steps=100)
    momentum = optim.one_cycle_momentum(steps=100)
    assert lr(0) == pytest.approx(0.5 / 25)
    assert lr(29) == pytest.approx(0.5)  # 0.3 * 100 - 1
    assert lr(99) == lr(1000) == pytest.approx(0.5 / 25 / 1e4)
    assert lr(64) == pytest.approx((0.5 + 0.5 / 25e4) / 2)  # halfway down
    assert (momentum(0), momentum(29), momentum(99)) == pytest.approx((0.95, 0.85, 0.95))
    rates = [lr(t) for t in range(100)]
    assert rates == sorted(rates[:30]) + sorted(rates[30:], reverse=True)


def plateau_by_hand(metrics, base, factor, patience, cooldown):
    """The rule, told as a story: what the rate is after every metric."""
    best, bad, rest, rate, out = math.inf, 0, 0, base, []
    for metric in metrics:
        better = metric < best * (1 - 1e-4)
        best = metric if better else best
        bad = 0 if better else bad + 1
        if rest:
            rest, bad = rest - 1, 0
        if bad > patience:
            rate, rest, bad = rate * factor, cooldown, 0
        out.append(rate)
    return out


def test_plateau():
    rng = np.random.default_rng(0)
    metrics = np.minimum.accumulate(rng.random(60)) + rng.random(60) * 0.1 + 0.1
    lr = optim.plateau(0.1, factor=0.5, patience=2, cooldown=3)
    found = []
    for metric in metrics:
        lr.observe(metric)
        found.append(lr(0))
    assert found == pytest.approx(plateau_by_hand(metrics, 0.1, 0.5, 2, 3))
    assert found[-1] < 0.1


def test_an_optimizer_follows_schedules_of_any_option():
    w = nnlite.tensor([0.0], dtype="float64", requires_grad=True)
    lr = optim.warm_up(0.1, steps=3)
    optimizer = optim.SGD([w], lr=lr, momentum=lambda step: 0.5 + 0.1 * step)
    expected = buffer = 0.0
    for t in range(5):
        assert optimizer.lr == pytest.approx(lr(t))
        w.grad = nnlite.ones(1, dtype="float64")
        optimizer.step()
        buffer = (0.5 + 0.1 * t) * buffer + 1
        expected -= 0.1 * min(t / 3, 1) * buffer
        assert w.item() == pytest.approx(expected)


def test_a_schedule_that_leaves_its_limits_stops_before_the_step():
    w = nnlite.tensor([1.0, 2.0], requires_grad=True)
    optimizer = optim.Adam([w], lr=lambda step: 0.1 if step < 2 else -1.0)
    for _ in range(2):
        w.grad = nnlite.ones(2)
        optimizer.step()
    before = np.array(w.detach())
    with pytest.raises(ValueError, match="lr is -1 at step 2"):
        optimizer.step()
    assert np.array_equal(np.asarray(w.detach()), before)


def test_plateau_resumes():
    w = nnlite.tensor([1.0], requires_grad=True)
    first = optim.SGD([w], lr=optim.plateau(0.1, patience=1))
    for metric in (1.0, 1.0, 1.0, 1.0):
        first.observe(metric)
    second = optim.SGD([w], lr=optim.plateau(0.1, patience=1))
    second.load_state_dict(first.state_dict())
    assert second.lr == first.lr < 0.1
    for optimizer in (first, second):
        optimizer.observe(1.0)
    assert second.lr == first.lr


@pytest.mark.parametrize(
    "make",
    [
        lambda: optim.step(0.1, every=0),
        lambda: optim.cosine(0.1, steps=0),
        lambda: optim.inverse_time(0.1, k=-1),
        lambda: optim.plateau(0.1, factor=1.5),
        lambda: optim.plateau(0.1, mode="best"),
        lambda: optim.one_cycle(0.1, steps=10, pct_start=1.5),
    ],
)
def test_bad_schedules(make):
    with pytest.raises(ValueError, match="; give|between|at least"):
        make()
