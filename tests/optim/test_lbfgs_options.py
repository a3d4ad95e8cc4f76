"""L-BFGS under the options that every optimizer has: what they mean to it, what it refuses."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim
from optim.test_lbfgs import FORMS, WOLFE, Bowl, leaf, values


def gradient(bowl, w):
    return bowl.a @ w - bowl.b


def pairs(optimizer, name):
    """The vectors of a state, one a row."""
    parts = [v for k, v in optimizer.state_dict().items() if k.endswith(f".{name}")]
    return np.concatenate([np.asarray(p).reshape(p.shape[0], -1) for p in parts], axis=1)


def halve(optimizer, params):
    def constrain():
        with nnlite.no_grad():
            for p in params:
                p *= 0.5

    optimizer.after_update = constrain


@FORMS
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"lookahead": 2},
        {"weight_decay": 0.1, "decay_mode": "decoupled"},
        {"constraint": True},
    ],
    ids=str,
)
def test_pairs_stay_true_whatever_moves_the_weights(options, more):
    """Of a quadratic function y = A s, exactly."""
    bowl = Bowl(seed=2)
    more = dict(more)
    constraint = more.pop("constraint", False)
    optimizer = optim.LBFGS(
        bowl.params, max_iter=2, max_eval=99, tolerance_change=0, **options, **more
    )
    if constraint:
        halve(optimizer, bowl.params)
    for _ in range(5):
        optimizer.step(bowl)
    s, y = pairs(optimizer, "moves"), pairs(optimizer, "changes")
    assert len(s) >= 5
    np.testing.assert_allclose(y, s @ bowl.a, rtol=1e-9, atol=1e-9)


@FORMS
def test_lookahead_goes_back_part_of_the_way(options):
    ahead, back = Bowl(), Bowl()
    start = values(*back.params)
    optim.LBFGS(ahead.params, max_iter=3, **options).step(ahead)
    slow = optim.LBFGS(back.params, max_iter=3, lookahead=1, lookahead_alpha=0.3, **options)
    slow.step(back)
    expected = start + 0.3 * (values(*ahead.params) - start)
    np.testing.assert_allclose(values(*back.params), expected, rtol=1e-12)


@FORMS
@pytest.mark.parametrize(("mode", "rate"), [("decoupled", 0.25), ("decoupled_no_lr", 0.5)])
def test_decoupled_decay_shrinks_what_a_step_began_with(options, mode, rate):
    plain, decayed = Bowl(), Bowl()
    start = values(*plain.params)
    half = {**options, "lr": optim.linear(0.5, 100, start=0.5, end=1.0)}
    optim.LBFGS(plain.params, max_iter=3, **half).step(plain)
    more = {"weight_decay": 0.2, "decay_mode": mode, "no_decay": "^1$"}
    optim.LBFGS(decayed.params, max_iter=3, **half, **more).step(decayed)
    expected = values(*plain.params) - 0.2 * rate * start * ([1, 1, 0, 0, 0, 0])
    np.testing.assert_allclose(values(*decayed.params), expected, rtol=1e-12)


@FORMS
def test_centralized_searches_keep_the_means_of_rows(options):
    """And find the least that can be had with them."""
    bowl = Bowl(6, seed=4)
    bowl.params = [leaf(values(*bowl.params).reshape(2, 3))]
    start = values(*bowl.params)
    optimizer = optim.LBFGS(
        bowl.params, centralize=True, max_iter=99, max_eval=999, tolerance_change=1e-15, **options
    )
    optimizer.step(bowl)
    moved = values(*bowl.params) - start
    assert np.abs(moved).max() > 0.1
    np.testing.assert_allclose(moved.reshape(2, 3).sum(1), 0, atol=1e-12)
    left = gradient(bowl, values(*bowl.params)).reshape(2, 3)
    np.testing.assert_allclose(left - left.mean(1, keepdims=True), 0, atol=1e-5)


@FORMS
def test_cautious_rounds_move_nothing_uphill(options):
    bowl = Bowl(12, seed=3)
    optimizer = optim.LBFGS(bowl.params, max_iter=1, cautious=True, **options)
    rested = 0
    for _ in range(30):
        w = values(*bowl.params)
        optimizer.step(bowl)
        moves = (values(*bowl.params) - w) * gradient(bowl, w)
        assert (moves <= 0).all()
        rested += (moves == 0).sum()
    assert rested > 10
    np.testing.assert_allclose(gradient(bowl, values(*bowl.params)), 0, atol=0.1)


def test_groups_may_differ_in_the_mode_of_decay():
    bowl, plain = Bowl(), Bowl()
    start = values(*bowl.params)
    groups = [
        {"params": [bowl.params[0]], "weight_decay": 0.2, "decay_mode": "decoupled"},
        {"params": [bowl.params[1]]},
    ]
    optim.LBFGS(groups, lr=0.5, max_iter=2).step(bowl)
    optim.LBFGS(plain.params, lr=0.5, max_iter=2).step(plain)
    expected = values(*plain.params) - 0.1 * start * [1, 1, 0, 0, 0, 0]
    np.testing.assert_allclose(values(*bowl.params), expected, rtol=1e-12)


def test_a_closure_adds_up_parts_of_the_data():
    """What is to be done instead of accumulate."""
    nnlite.manual_seed(0)
    x = nnlite.normal((30, 3), dtype="float64")
    y = (2 * x).sin().sum(1, keepdim=True)
    found = []
    for parts in (1, 3):
        nnlite.manual_seed(1)
        model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1)).to(nnlite.float64)

        def closure(model=model, parts=parts):
            total, n = 0.0, 30 // parts
            for i in range(parts):
                rows = slice(i * n, (i + 1) * n)
                loss = nn.functional.mse_loss(model(x[rows]), y[rows]) / parts
                loss.backward()
                total = total + loss.detach()
            return total

        optimizer = optim.LBFGS(model.parameters(), max_iter=5, **WOLFE)
        losses = [optimizer.step(closure).item() for _ in range(4)]
        found.append([*losses, *values(*model.parameters())])
    np.testing.assert_allclose(found[0], found[1], rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"accumulate": 2}, "accumulate: a step searches on one loss.* return the sum"),
        ({"sam": 0.1}, "sam: its gradients are taken elsewhere .*; leave it out"),
        ({**WOLFE, "clip_norm": 1.0}, "clip_norm: changes of bent gradients are no curvature"),
        ({"clip_value": 1.0}, "clip_value: changes of bent gradients"),
        ({"agc": 1.0}, "agc: changes of bent gradients"),
        ({"clip_norm": optim.cosine(1.0, 10)}, "clip_norm: changes"),
        ({"centralize": True, "weight_decay": 0.1}, "centralize keeps.* decay_mode='decoupled'"),
    ],
    ids=str,
)
def test_what_a_search_refuses(options, words):
    with pytest.raises(ValueError, match=f"LBFGS: {words}"):
        optim.LBFGS([leaf([1.0])], **options)
    optimizer = optim.LBFGS([leaf([1.0])], centralize=True)
    with pytest.raises(ValueError, match="centralize keeps"):
        optimizer.param_groups[0]["weight_decay"] = 0.1
    optimizer.param_groups[0]["decay_mode"] = "decoupled"
    optimizer.param_groups[0]["weight_decay"] = 0.1
