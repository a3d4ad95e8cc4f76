"""Averages of weights: decaying, the mean from a step on, slow weights."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import optim
from optim.test_options import give, leaf, values


def test_average_of_weights_can_be_swapped_in():
    w, history = leaf([0.0, 1.0]), []
    optimizer = optim.SGD([w], lr=1, ema=0.75)
    with pytest.raises(ValueError, match="ema"):
        optimizer.averaged()
    for t in range(6):
        give(w, [0.5 * t, 1.0])
        optimizer.step()
        history.append(values(w))
    expected = history[0]
    for now in history[1:]:
        expected = 0.75 * expected + 0.25 * now
    with optimizer.averaged():
        np.testing.assert_allclose(values(w), expected, rtol=1e-14)
    assert np.array_equal(values(w), history[-1])


@pytest.mark.parametrize(("first", "every"), [(1, 1), (3, 2), (6, 5), (20, 1)])
@pytest.mark.parametrize("compiled", [False, True])
def test_mean_of_weights_from_a_step_on(first, every, compiled):
    w, history = leaf([0.0, 1.0]), []
    optimizer = optim.SGD([w], lr=0.1, swa=first, swa_every=every)

    def step(x):
        (w * x).square().sum().backward()
        optimizer.step()

    run = nnlite.compile(step) if compiled else step
    for t in range(12):
        run(nnlite.tensor([t + 1.0, -2.0], dtype="float64") / 6)
        history.append(values(w))
        joined = history[first - 1 :: every]
        if not joined:
            with pytest.raises(ValueError, match="swa"):
                optimizer.averaged()
            continue
        with optimizer.averaged():
            np.testing.assert_allclose(values(w), np.mean(joined, axis=0), rtol=1e-13)
    assert np.array_equal(values(w), history[-1])


def test_the_mean_of_weights_resumes_and_leaves_out_what_is_skipped():
    gradients = np.random.default_rng(0).normal(size=(12, 2))
    gradients[6] = np.nan
    results = []
    for split in (12, 5):
        w = leaf([0.0, 1.0])
        optimizer = optim.Adam([w], swa=2, swa_every=3, skip_nonfinite=True)
        for t, g in enumerate(gradients):
            if t == split:
                state = optimizer.state_dict()
                w = leaf(values(w))
                optimizer = optim.Adam([w], swa=2, swa_every=3, skip_nonfinite=True)
                optimizer.load_state_dict(state)
            give(w, g)
            optimizer.step()
        with optimizer.averaged():
            results.append(values(w).tobytes())
    assert results[0] == results[1] and optimizer.steps == 11


def test_two_averages_are_one_too_many():
    with pytest.raises(ValueError, match="ema and swa are two averages"):
        optim.SGD([leaf([1.0])], ema=0.9, swa=1)


def test_lookahead_pulls_slow_weights():
    w = leaf([1.0, -1.0])
    optimizer = optim.SGD([w], lr=0.1, lookahead=3, lookahead_alpha=0.25)
    slow = fast = np.array([1.0, -1.0])
    for t in range(1, 10):
        give(w, [1.0, t])
        optimizer.step()
        fast = fast - 0.1 * np.array([1.0, t])
        if t % 3 == 0:
            slow = fast = slow + 0.25 * (fast - slow)
        np.testing.assert_allclose(values(w), fast, rtol=1e-13)
