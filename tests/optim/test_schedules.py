"""Schedules against their formulas, and how optimizers follow them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnlite
from nnlite import optim
from optim.rows_schedules import CASES, T, cosine_between


@pytest.mark.parametrize("name", CASES)
def test_formula(name):
    schedule, values = CASES[name]
    found = [schedule(int(t)) for t in T]
    np.testing.assert_allclose(found, values, rtol=1e-12, atol=1e-16)


@pytest.mark.parametrize("name", CASES)
def test_repr_builds_it_again_to_the_same_bits(name):
    schedule, _ = CASES[name]
    again = eval(repr(schedule), dict(vars(optim)))
    assert [again(int(t)) for t in T] == [schedule(int(t)) for t in T]
    assert repr(again) == repr(schedule)
    assert again.base == schedule.base


@given(
    base=st.floats(1e-12, 1e6),
    low=st.floats(0, 1),
    steps=st.integers(1, 10**9),
    t=st.integers(0, 10**10),
)
def test_digits_are_kept(base, low, steps, t):
    for schedule in (
        optim.cosine(base, steps, low),
        optim.plateau(base, low=low),
        optim.warm_up(optim.polynomial(base, steps, 1.7, low), steps, low),
    ):
        again = eval(repr(schedule), dict(vars(optim)))
        assert again(t) == schedule(t)


@given(
    a=st.sampled_from([1, 2, 7, 2**31, 2**53]), b=st.sampled_from([1, 3, 2**40, 2**53]),
    t=st.sampled_from([0, 1, 2**31, 2**62, 2**63 - 1]),
)  # fmt: skip
def test_very_large_steps(a, b, t):
    for schedule in (
        optim.cosine_restarts(1.0, a, mult=b),
        optim.cyclic(0.0, 1.0, up=a, down=b, mode="triangular2"),
        optim.one_cycle_momentum(max(a, 20)),
        optim.inverse_sqrt(1.0, a),
        optim.noam(a, b),
        optim.step(1.0, every=a),
        optim.warm_up(optim.multi_step(1.0, [a, b]), steps=a),
        optim.piecewise([(0, 1.0), (a, 0.5)], shape="linear"),
    ):
        assert 0 <= schedule(t) <= 1.0 + 1e-12, schedule
    with pytest.raises(ValueError, match=r"at most 2\^53"):
        optim.step(1.0, every=2**53 + 1)


def test_every_schedule_has_a_row():
    made = [n for n in dir(optim) if "-\nSchedule\n" in (getattr(optim, n).__doc__ or "")]
    assert len(made) > 15
    elsewhere = {"plateau", "function", "one_cycle"}
    assert [m for m in made if m not in elsewhere and not any(c.startswith(m) for c in CASES)] == []


def test_bases_are_the_peaks():
    for name in (
        "inverse_sqrt",
        "noam",
        "cosine_restarts",
        "cyclic",
        "piecewise",
        "warm_up_stable_decay_sqrt",
        "scaled",
    ):
        schedule, values = CASES[name]
        assert schedule.base == pytest.approx(values.max()), name
    assert optim.function(lambda t: 3 / (1 + t)).base == 3
    assert optim.function(lambda t: 3 / (1 + t), base=5).base == 5


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
    short = optim.one_cycle(0.5, steps=3)  # the turn lies before the first step
    assert short(0) == pytest.approx(cosine_between(0.5, 0.5 / 25e4, 0.1 / 2.1))


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


def test_plateau_waits_for_its_turn():
    """Under a warm-up, and as a part, it hears only what is measured while it is in charge."""
    parts = optim.sequential([optim.plateau(1.0, patience=0), optim.plateau(0.5, patience=0)], [10])
    for schedule, before, at, after in [
        (optim.warm_up(optim.plateau(0.5, patience=0), steps=10), 9, 10, 0.05),
        (parts, 9, 10, 0.05),
        (optim.plateau(0.5, patience=0) * 2, 0, 0, 0.1),
    ]:
        late = schedule(100)
        if before != at:
            for _ in range(3):
                schedule.observe(1.0, step=before)
            assert schedule(100) == late
        schedule.observe(1.0, step=at)
        schedule.observe(1.0)
        assert schedule(100) == pytest.approx(after)
    assert parts(0) == pytest.approx(0.01)  # two falls of its own


def test_plateau_does_not_take_nan_for_the_best():
    lr = optim.plateau(0.1, patience=1)
    for metric in (math.nan, 1.0, math.nan, 0.5):
        lr.observe(metric)
    assert lr(0) == 0.1
    for metric in (math.nan, math.nan):
        lr.observe(metric)
    assert lr(0) == pytest.approx(0.01)


# ---- drives any option, resumes ----------------------------------------------------------------


def steps_of(optimizer, w, gradients):
    for g in gradients:
        w.grad = nnlite.tensor(g)
        optimizer.step()
    return np.array(w.detach())


def scheduled(w):
    inner = optim.sequential([optim.plateau(0.3, patience=0), 0.02], [30])
    return optim.AdamW(
        [w],
        lr=optim.warm_up(inner, steps=3, start_factor=0.1),
        betas=(optim.one_cycle_momentum(40), optim.linear(0.999, 20, start=0.9)),
        weight_decay=optim.cosine_restarts(0.1, 5, mult=2),
        eps=optim.function(lambda t: 1e-8 * (1 + t)),
        clip_norm=optim.step(1.0, every=10),
    )


@pytest.mark.parametrize("split", [1, 7, 20])
def test_every_option_resumes_to_the_same_bits(split):
    rng = np.random.default_rng(3)
    gradients = rng.normal(size=(40, 4))
    start = rng.normal(size=4)
    metrics = {12: 1.0, 15: 2.0}

    def run(optimizer, w, begin, end):
        for t in range(begin, end):
            steps_of(optimizer, w, gradients[t : t + 1])
            if t in metrics:
                optimizer.observe(metrics[t])

    whole = nnlite.tensor(start, requires_grad=True)
    first = scheduled(whole)
    run(first, whole, 0, split)
    half = nnlite.tensor(np.array(whole.detach()), requires_grad=True)
    second = scheduled(half)
    second.load_state_dict(first.state_dict())
    run(first, whole, split, 40)
    run(second, half, split, 40)
    assert np.array_equal(np.array(whole.detach()), np.array(half.detach()))
    assert first.lr == second.lr == 0.02
    assert "group.0.lr.0.value" in first.state_dict()


def test_schedules_are_read_in_a_compiled_step():
    found = []
    for compiled in (False, True):
        w = nnlite.tensor([1.0, -2.0], dtype="float64", requires_grad=True)
        lr = optim.warm_up(optim.cyclic(0.01, 0.1, up=3), steps=4)
        optimizer = optim.SGD([w], lr=lr, momentum=optim.cyclic_momentum(0.5, 0.9, up=3))

        def step(x, w=w, optimizer=optimizer):
            ((w * x) ** 2).sum().backward()
            optimizer.step()

        run = nnlite.compile(step) if compiled else step
        for _ in range(20):
            run(nnlite.tensor([1.0, 0.5], dtype="float64"))
            if not compiled:
                optimizer.zero_grad()
        found.append(np.array(w.detach()))
    assert np.array_equal(*found)


def test_what_is_no_number():
    w = nnlite.tensor([1.0], requires_grad=True)
    with pytest.raises(ValueError, match=r"lr is 'auto'.*Trainer.fit\(data, lr='auto'\)"):
        optim.SGD([w], lr="auto")
    with pytest.raises(TypeError, match="returned a str at step 0; return a number"):
        optim.SGD([w], lr=lambda step: "fast")
    with pytest.raises(ZeroDivisionError):
        optim.function(lambda step: 1 / step)(0)


@pytest.mark.parametrize(
    "make",
    [
        lambda: optim.step(0.1, every=0),
        lambda: optim.cosine(0.1, steps=0),
        lambda: optim.cosine(math.nan, steps=3),
        lambda: optim.exponential(0.1, gamma=math.inf),
        lambda: optim.inverse_time(0.1, k=-1),
        lambda: optim.polynomial(0.1, steps=3, power=0),
        lambda: optim.plateau(0.1, factor=1.5),
        lambda: optim.plateau(0.1, mode="best"),
        lambda: optim.plateau(0.1, patience=-1),
        lambda: optim.one_cycle(0.1, steps=10, pct_start=1.5),
        lambda: optim.one_cycle(0.1, steps=10, pct_start=0.6, three_phase=True),
        lambda: optim.one_cycle(0.1, steps=10, div_factor=0),
        lambda: optim.one_cycle(0.1, steps=10, shape="sine"),
        lambda: optim.cyclic(0.1, 0.5, up=0),
        lambda: optim.cyclic(0.5, 0.1),
        lambda: optim.cyclic(0.1, 0.5, mode="triangular3"),
        lambda: optim.cosine_restarts(0.1, 5, mult=0),
        lambda: optim.warm_up(0.1, steps=0),
        lambda: optim.warm_up_stable_decay(0.1, 10, 6, 6),
        lambda: optim.warm_up_stable_decay(0.1, 10, 1, 1, shape="constant"),
        lambda: optim.piecewise([]),
        lambda: optim.piecewise([(3, 1.0), (3, 2.0)]),
        lambda: optim.sequential([0.1, 0.2], []),
        lambda: optim.sequential([0.1, 0.2, 0.3], [5, 5]),
        lambda: optim.sequential([0.1, 0.2], [0]),
        lambda: optim.constant(0.1) * math.nan,
        lambda: optim.constant(0.1)(-1),
    ],
)
def test_bad_schedules(make):
    words = (
        "; give|between|at least|positive|is above|did you mean|unknown|more than|; sort|count from"
    )
    with pytest.raises(ValueError, match=words):
        make()
