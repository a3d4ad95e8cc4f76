"""Cautious updates, and gradients without their means."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import optim
from optim import test_tensor_rules as tensor_rules
from optim.rows_tensors import TENSOR_ROWS
from optim.test_options import give, leaf, values


def test_centralized_gradients_have_no_mean():
    rng = np.random.default_rng(0)
    kernel, vector = rng.normal(size=(4, 3, 2)), rng.normal(size=5)
    w, v = leaf(np.zeros((4, 3, 2))), leaf(np.zeros(5))
    give(w, kernel)
    give(v, vector)
    optim.SGD([w, v], lr=1, centralize=True).step()
    np.testing.assert_allclose(values(w), kernel.mean(axis=(1, 2), keepdims=True) - kernel)
    assert np.array_equal(values(v), -vector)


def test_cautious_steps_go_with_the_gradient_and_as_far():
    w, u = leaf(np.zeros(5)), leaf(np.zeros(5))
    careful = optim.SGD([w], lr=1, momentum=0.5, cautious=True)
    plain = optim.SGD([u], lr=1, momentum=0.5)
    first, second = np.array([4.0, -2, 1, 0, 8]), np.array([-1.0, -2, 1, 0, 3])
    for optimizer, t in ((careful, w), (plain, u)):
        give(t, first)
        optimizer.step()
    np.testing.assert_allclose(values(w), -first * 5 / 4)  # the fourth has no gradient
    before = values(w), values(u)
    for optimizer, t in ((careful, w), (plain, u)):
        give(t, second)
        optimizer.step()
    move = values(u) - before[1]
    np.testing.assert_allclose(move, -(0.5 * first + second))
    np.testing.assert_allclose(values(w) - before[0], move * [0, 1, 1, 0, 1] * 5 / 3)


def test_caution_counts_over_many_pieces_of_clipped_gradients():
    rng = np.random.default_rng(1)
    start, size = rng.normal(size=20_001), 20_001
    results = {}
    for clip in (0.5, None):
        w = leaf(start)
        optimizer = optim.Signum([w], lr=0.1, clip_value=clip, cautious=True)
        gs = np.random.default_rng(2).normal(size=(2, size))
        for g in gs:
            give(w, g if clip else np.clip(g, -0.5, 0.5))
            optimizer.step()
        results[clip] = values(w)
    assert np.array_equal(results[0.5], results[None])
    b = 0.9 * 0.1 * np.clip(gs[0], -0.5, 0.5) + 0.1 * np.clip(gs[1], -0.5, 0.5)
    agrees = b * gs[1] > 0
    expected = start - 0.1 * np.sign(gs[0]) - 0.1 * np.sign(b) * agrees * size / agrees.sum()
    np.testing.assert_allclose(results[0.5], expected, rtol=1e-12)


@pytest.mark.parametrize("row", TENSOR_ROWS, ids=str)
def test_caution_of_rules_on_tensors(row):
    """From the same states, the elements that go with the gradient, and the others' share."""
    problem = tensor_rules.Problem(row.shapes[0])
    w = tensor_rules.leaf(problem.start)
    optimizer = tensor_rules.make(row, [w], weight_decay=0)
    start = tensor_rules.run(optimizer, w, problem, 8).copy()
    state = tensor_rules.copied(optimizer.state_dict())
    g = problem.gradient(start, 40) - 0.5
    found = []
    for careful in (False, True):
        v = tensor_rules.leaf(start)
        again = tensor_rules.make(row, [v], weight_decay=0)
        again.load_state_dict(state)
        again.param_groups[0]["cautious"] = careful
        v.grad = nnlite.from_numpy(g.copy())
        again.step()
        found.append(start - np.array(v.detach()))
    plain, careful = found
    go = plain * g > 0
    expected = plain * go * g.size / max(go.sum(), 1)
    np.testing.assert_allclose(careful, expected, rtol=1e-9, atol=1e-14)


def test_caution_lets_nan_through_and_survives_no_agreement():
    w = leaf([1.0, 1.0])
    optimizer = optim.SGD([w], lr=1, momentum=0.9, cautious=True)
    give(w, [1.0, 1.0])
    optimizer.step()
    give(w, [-0.1, -0.1])  # the buffer still goes the other way
    optimizer.step()
    assert np.array_equal(values(w), [0.0, 0.0])
    give(w, [np.nan, 0.0])
    optimizer.step()
    assert np.isnan(values(w)[0])


def test_caution_needs_momentum():
    for build in (
        lambda w: optim.SGD([w], cautious=True),
        lambda w: optim.RMSprop([w], cautious=True),
    ):
        with pytest.raises(ValueError, match="cautious means nothing without momentum"):
            build(leaf([1.0]))
    with pytest.raises(ValueError, match="no option 'cautious'"):
        optim.Adagrad([leaf([1.0])], cautious=True)
    with pytest.raises(ValueError, match="closure"):
        optim.SGD([leaf([1.0])], momentum=0.9, nesterov="closure", cautious=True)
