"""The options that every optimizer has: decay, clipping, accumulation, groups, errors."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim


def leaf(values):
    return nnlite.tensor(np.asarray(values, dtype=np.float64), requires_grad=True)


def give(tensor, gradient):
    tensor.grad = nnlite.tensor(np.asarray(gradient, dtype=np.float64))


def values(tensor):
    return np.array(tensor.detach())


def test_clip_norm_over_all_parameters():
    a, b = leaf([1.0, 2.0]), leaf([[3.0]])
    optimizer = optim.SGD([a, b], lr=1, clip_norm=2.0)
    give(a, [3.0, 0.0])
    give(b, [[4.0]])
    optimizer.step()
    factor = 2.0 / (5.0 + 1e-6)
    np.testing.assert_allclose(values(a), [1 - 3 * factor, 2], rtol=1e-14)
    np.testing.assert_allclose(values(b), [[3 - 4 * factor]], rtol=1e-14)
    optimizer.zero_grad()
    give(a, [0.1, 0.1])  # shorter than the limit: as it is
    before = values(a)
    optimizer.step()
    np.testing.assert_allclose(values(a), before - 0.1, rtol=1e-14)


def test_clip_value_comes_before_weight_decay():
    w = leaf([2.0, 2.0])
    give(w, [5.0, -0.25])
    optim.SGD([w], lr=1, clip_value=0.5, weight_decay=0.1).step()
    np.testing.assert_allclose(values(w), [2 - 0.5 - 0.2, 2 + 0.25 - 0.2])


def test_adaptive_clipping_by_unit():
    rng = np.random.default_rng(0)
    w0, g0 = rng.normal(size=(4, 3)), rng.normal(size=(4, 3)) * [[0.001], [1], [10], [100]]
    v0, h0 = np.zeros(3), rng.normal(size=3)
    w, v = leaf(w0), leaf(v0)
    give(w, g0)
    give(v, h0)
    optim.SGD([w, v], lr=1, agc=0.01).step()
    most = 0.01 * np.maximum(np.linalg.norm(w0, axis=1), 1e-3)
    expected = g0 * np.minimum(1, most / np.linalg.norm(g0, axis=1))[:, None]
    np.testing.assert_allclose(w0 - values(w), expected, rtol=1e-9)
    np.testing.assert_allclose(-values(v), h0 * 1e-5 / np.linalg.norm(h0), rtol=1e-9)


def test_accumulation_is_the_mean_of_gradients():
    rng = np.random.default_rng(1)
    gs = rng.normal(size=(6, 5))
    w, u = leaf(np.ones(5)), leaf(np.ones(5))
    small = optim.Adam([w], lr=0.1, accumulate=3)
    for g in gs:
        small.zero_grad()  # does nothing in the middle
        (w * nnlite.tensor(g)).sum().backward()
        small.step()
    large = optim.Adam([u], lr=0.1)
    for part in gs.reshape(2, 3, 5):
        give(u, part.mean(axis=0))
        large.step()
    assert small.steps == 2
    np.testing.assert_allclose(values(w), values(u), rtol=1e-12)


def test_maximize_is_the_negated_gradient():
    a, b = leaf([1.0, -2.0]), leaf([1.0, -2.0])
    up = optim.Adam([a], lr=0.1, maximize=True, weight_decay=0.1)
    down = optim.Adam([b], lr=0.1, weight_decay=0.1)
    for _ in range(5):
        give(a, [0.3, 0.4])
        give(b, [-0.3, -0.4])
        up.step()
        down.step()
    assert np.array_equal(values(a), values(b))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_nonfinite_gradients_can_be_skipped(bad):
    w = leaf([1.0, 2.0])
    optimizer = optim.Adam([w], lr=0.1, skip_nonfinite=True)
    give(w, [1.0, bad])
    optimizer.step()
    assert np.array_equal(values(w), [1.0, 2.0])
    assert (optimizer.steps, optimizer.skipped_steps) == (0, 1)
    give(w, [1.0, 1.0])
    optimizer.step()
    np.testing.assert_allclose(values(w), [0.9, 1.9], rtol=1e-6)
    plain = optim.SGD([w], lr=0.1)
    give(w, [0.0, np.nan])
    plain.step()
    assert np.array_equal(np.isnan(values(w)), [False, True])  # else NaN stays where it is


def test_no_decay_by_kind_and_by_name():
    model = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))
    names = [name for name, _ in model.named_parameters()]
    for rule, exempt in [
        ("auto", {"0.bias", "1.weight", "1.bias"}),
        (r"^1\.", {"1.weight", "1.bias"}),
    ]:
        before = {name: values(p).copy() for name, p in model.named_parameters()}
        optimizer = optim.SGD(model.parameters(), lr=1, weight_decay=0.5, no_decay=rule)
        for p in model.parameters():
            p.grad = nnlite.zeros(p.shape)
        optimizer.step()
        for name, p in model.named_parameters():
            factor = 1.0 if name in exempt else 0.5
            np.testing.assert_allclose(values(p), factor * before[name], rtol=1e-6)
    assert len(names) == 4


def test_groups_by_dict_and_by_name():
    a, b = leaf([1.0]), leaf([1.0])
    one = optim.SGD([{"params": [a]}, {"params": [b], "lr": 0.5}], lr=0.1, momentum=0.9)
    give(a, [1.0])
    give(b, [1.0])
    one.step()
    assert values(a) == [0.9]
    assert values(b) == [0.5]
    one.param_groups[1]["lr"] = 0.25
    assert [g["lr"] for g in one.param_groups] == [0.1, 0.25]
    model = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
    two = optim.Adam(model.parameters(), lr=0.1, groups={r"bias$": {"lr": 1.0}, "^0": {"eps": 0.1}})
    assert [len(g["params"]) for g in two.param_groups] == [2, 1, 1]
    assert [g["lr"] for g in two.param_groups] == [1.0, 0.1, 0.1]
    assert [g["eps"] for g in two.param_groups] == [1e-8, 0.1, 1e-8]


def test_frozen_parameters_and_missing_gradients():
    a, b = leaf([1.0]), leaf([1.0])
    optimizer = optim.Adam([a, b], lr=0.1)
    give(a, [1.0])
    optimizer.step()
    assert values(b) == [1.0]
    give(b, [1.0])
    optimizer.step()  # its own first step: the bias correction starts with it
    np.testing.assert_allclose(values(b), [0.9], rtol=1e-6)
    assert optimizer.state_dict()["0.step"] == 2
    assert optimizer.state_dict()["1.step"] == 1


def test_parameters_that_are_not_contiguous():
    base = nnlite.tensor(np.arange(12.0).reshape(3, 4))
    w = base[:, ::2].detach().requires_grad_()
    u = leaf(values(w))
    for t, optimizer in ((w, optim.Adam([w], lr=0.1)), (u, optim.Adam([u], lr=0.1))):
        give(t, np.arange(6.0).reshape(3, 2))
        optimizer.step()
    assert np.array_equal(values(w), values(u))
    assert np.array_equal(np.asarray(base)[:, 1::2], np.arange(12.0).reshape(3, 4)[:, 1::2])


def test_coupled_and_decoupled_momentum_differ_after_a_drop_of_the_rate():
    mu, outcome = 0.9, {}
    for inside in (False, True):
        w = leaf([0.0])
        optimizer = optim.SGD([w], lr=1.0, momentum=mu, lr_in_buffer=inside)
        give(w, [1.0])
        optimizer.step()
        optimizer.lr = 0.1
        give(w, [0.0])
        optimizer.step()
        outcome[inside] = float(values(w)[0])
    u = 1.0  # the buffer with the rate inside
    np.testing.assert_allclose(outcome[False] - outcome[True], mu * (1 - 0.1) * u)


def test_look_ahead_nesterov_is_the_form_ahead():
    """With y the ahead iterate, y - rho v = x, where x, v follow the lecture's formula."""
    rho, alpha = 0.9, 0.02
    scales = np.array([1.0, 5.0, 20.0])
    x, v = np.array([1.0, -2.0, 0.5]), np.zeros(3)
    w, y = leaf(x), leaf(x)
    closure_form = optim.SGD([w], lr=alpha, momentum=rho, nesterov="closure")
    ahead = optim.SGD([y], lr=alpha, momentum=rho, nesterov=True)

    def closure():
        give(w, scales * values(w))
        return (w * 0).sum()

    for _ in range(50):
        v = rho * v - alpha * scales * (x + rho * v)
        x = x + v
        closure_form.step(closure)
        give(y, scales * values(y))
        ahead.step()
        np.testing.assert_allclose(values(w), x, rtol=0, atol=1e-12)
        np.testing.assert_allclose(values(y) - rho * v, x, rtol=0, atol=1e-12)


def test_a_failing_closure_changes_nothing():
    w = leaf([1.0])
    optimizer = optim.SGD([w], lr=0.1, momentum=0.9, nesterov="closure")

    def good():
        give(w, [1.0])
        return w.sum()

    def bad():
        raise KeyError("data")

    optimizer.step(good)
    before = values(w)
    with pytest.raises(KeyError, match="data"):
        optimizer.step(bad)
    assert np.array_equal(values(w), before)
    with pytest.raises(ValueError, match="closure"):
        optimizer.step()


ERRORS = [
    ({"lrr": 0.1}, "no option 'lrr'; did you mean 'lr'"),
    ({"beta": 0.1}, "betas"),
    ({"lr": -0.1}, "lr is -0.1"),
    ({"lr": float("nan")}, "lr is nan"),
    ({"betas": (0.9, 1.0)}, "beta2 is 1"),
    ({"betas": 0.9}, "betas is 0.9; give two numbers"),
    ({"decay_mode": "decouple"}, "did you mean 'decoupled'"),
    ({"accumulate": 0}, "accumulate is 0"),
    ({"no_decay": "("}, "no regular expression"),
    (
        {"groups": {"nothing": {}}},
        "no parameter's name matches 'nothing'; the names are weight, bias",
    ),
    ({"groups": {"wieght": {}}}, "matches 'wieght'; did you mean 'weight'"),
    (
        {"no_decay": "norm"},
        "no_decay: no parameter's name matches 'norm'; the names are weight, bias",
    ),
    ({"no_decay": "bais"}, "matches 'bais'; did you mean 'bias'"),
]


@pytest.mark.parametrize(("options", "message"), ERRORS)
def test_bad_options(options, message):
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        optim.Adam(nn.Linear(2, 2).parameters(), **options)


def test_bad_parameters():
    w = leaf([1.0])
    with pytest.raises(ValueError, match="given twice"):
        optim.Adam([w, w])
    with pytest.raises(ValueError, match="no parameters"):
        optim.Adam([])
    with pytest.raises(ValueError, match="computed from other tensors"):
        optim.Adam([w * 2])
    with pytest.raises(TypeError, match="int64"):
        optim.Adam([nnlite.arange(3)])
    with pytest.raises(TypeError, match=r"model.parameters\(\)"):
        optim.Adam(nn.Linear(1, 1))
    with pytest.raises(ValueError, match="nesterov needs momentum"):
        optim.SGD([w], nesterov=True)
    with pytest.raises(ValueError, match="belongs to the whole optimizer"):
        optim.SGD([{"params": [w], "clip_norm": 1}])
    with pytest.raises(TypeError, match="lr is None|lr is \\["):
        optim.SGD([w], lr=[1])


def test_state_of_another_model_is_refused_whole():
    a = nn.Linear(2, 3)
    optimizer = optim.Adam(a.parameters())
    for p in a.parameters():
        p.grad = nnlite.ones(p.shape)
    optimizer.step()
    state = optimizer.state_dict()
    other = optim.Adam(nn.Linear(2, 4).parameters())
    with pytest.raises(ValueError, match="weight.exp_avg .*3, 2.*4, 2") as error:
        other.load_state_dict(state)
    assert "bias.exp_avg_sq" in str(error.value)
    assert other.steps == 0
    missing = {k: v for k, v in state.items() if k != "bias.exp_avg"}
    with pytest.raises(ValueError, match=r"bias.exp_avg \(missing\)"):
        optim.Adam(nn.Linear(2, 3).parameters()).load_state_dict(missing)
    with pytest.raises(ValueError, match=r"extra \(unknown\)"):
        optimizer.load_state_dict({**state, "extra": 1.0})
    assert optimizer.steps == 1


def test_zero_grad_in_place():
    w = leaf([1.0, 2.0])
    optimizer = optim.SGD([w])
    give(w, [3.0, 4.0])
    gradient = w.grad
    optimizer.zero_grad(set_to_none=False)
    assert w.grad.data_ptr() == gradient.data_ptr()
    assert w.grad.tolist() == [0, 0]
    optimizer.zero_grad()
    assert w.grad is None


def test_groups_are_like_dicts():
    group = optim.Adam([leaf([1.0])], betas=(0.8, 0.95)).param_groups[0]
    assert group["betas"] == (0.8, 0.95)
    group["betas"] = (0.5, 0.6)
    assert (group["beta1"], group["beta2"]) == (0.5, 0.6)
    with pytest.raises(ValueError, match="beta2 is 1"):
        group["betas"] = (0.1, 1.0)
    assert group["betas"] == (0.5, 0.6)
    assert "betas" in group
    assert "momentum" not in group
    assert dict(group.items()).keys() == set(group.keys())
    assert group.get("lr") == 1e-3
    assert group.get("momentum", 7) == 7


@pytest.mark.parametrize("option", ["accumulate", "lookahead", "swa", "swa_every"])
def test_counts_are_whole(option):
    with pytest.raises(ValueError, match=f"{option} is 2.5; give a whole number"):
        optim.SGD([leaf([1.0])], **{option: 2.5})


def test_none_is_no_learning_rate():
    with pytest.raises(TypeError, match="lr is None"):
        optim.SGD([leaf([1.0])], lr=None)
    optim.SGD([leaf([1.0])], clip_norm=None)


def test_a_pattern_of_no_decay_may_match_in_one_group_alone():
    a, b = nn.Linear(1, 1), nn.Linear(1, 1)
    both = [{"params": [("a.weight", a.weight)]}, {"params": [("b.bias", b.bias)]}]
    optim.SGD(both, weight_decay=1, no_decay="bias")
    with pytest.raises(ValueError, match="no_decay: no parameter's name matches 'bias'"):
        optim.SGD([{**both[0], "no_decay": "bias"}, both[1]])
    own = [{**both[0], "no_decay": "weight"}, {**both[1], "no_decay": "bias"}]
    optim.SGD(own, weight_decay=1, no_decay="auto")
    with pytest.raises(ValueError, match="norm"):
        optim.SGD(both, no_decay="norm")
