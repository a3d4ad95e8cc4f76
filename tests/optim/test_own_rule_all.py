"""Rules in Python that see all parameters at once: update_all(self, params, grads, states)."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import pytest

import nnlite
from nnlite import optim
from optim.test_own_rule import BLOCKS, network, train, weights


class OwnDoG(optim.Optimizer):
    """DoG, whose rate is one for all parameters."""

    defaults: ClassVar = {"lr": 1.0, "reps_rel": 1e-3, "eps": 1e-8}

    def init_state(self, p):
        return {"initial": p.clone()}

    def init_shared(self, params):
        size = sum(((p * p).sum() for p in params), nnlite.zeros((), dtype="float64")).sqrt()
        return {"distance": 1e-3 * (1 + size), "squares": nnlite.zeros((), dtype="float64")}

    def update_all(self, params, grads, states):
        shared, apart = self.shared, 0.0
        for p, state in zip(params, states, strict=True):
            apart = apart + (p - state["initial"]).square().sum()
        shared["squares"] = shared["squares"] + sum((g * g).sum() for g in grads)
        shared["distance"] = nnlite.maximum(shared["distance"], apart.sqrt())
        rate = shared["distance"] / (shared["squares"] + self.eps).sqrt()
        rates = [lr * rate for lr in self.each("lr")]
        return [p - r * g for p, r, g in zip(params, rates, grads, strict=True)]


class Clipped(optim.Optimizer):
    """SGD after clipping by the norm of all, and a branch that depends on the step."""

    defaults: ClassVar = {"lr": 0.1, "limit": 0.05}

    def update_all(self, params, grads, states):
        size = sum((g * g).sum() for g in grads).sqrt()
        factor = (self.limit / (size + 1e-6)).clip(None, 1.0)
        if self.every(3):
            factor = 2 * factor
        return [p - self.lr * factor * g for p, g in zip(params, grads, strict=True)]


def test_agrees_with_the_built_in_rule():
    found = train(OwnDoG)[0]
    expected = train(optim.DoG, reps_rel=1e-3)[0]
    np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize("cls", [OwnDoG, Clipped])
@pytest.mark.parametrize("options", BLOCKS, ids=str)
def test_captured_equals_eager(cls, options):
    assert (train(cls, **options)[0] == train(cls, compiled=True, **options)[0]).all()


def test_clips_as_the_option_does():
    class Plain(Clipped):
        def update_all(self, params, grads, states):
            size = sum((g * g).sum() for g in grads).sqrt()
            factor = (self.limit / (size + 1e-6)).clip(None, 1.0)
            return [p - self.lr * factor * g for p, g in zip(params, grads, strict=True)]

    found, expected = train(Plain)[0], train(optim.SGD, lr=0.1, clip_norm=0.05)[0]
    np.testing.assert_allclose(found, expected, rtol=1e-10)


def test_groups_have_rates_of_their_own():
    model = network()
    before = weights(model)
    optimizer = OwnDoG(model.parameters(), groups={"bias": {"lr": 0.0}})
    model(nnlite.ones((4, 6), dtype="float64")).sum().backward()
    optimizer.step()
    assert (np.asarray(model[0].bias.detach()) == before[48:56]).all()
    assert (np.asarray(model[0].weight.detach()).ravel() != before[:48]).any()


def test_resumes_to_the_same_bits():
    options = {"clip_norm": 1.0, "ema": 0.9}
    whole = train(OwnDoG, 20, **options)[0]
    _, optimizer, model = train(OwnDoG, 12, **options)
    state = {
        k: v.clone() if isinstance(v, nnlite.Tensor) else v
        for k, v in optimizer.state_dict().items()
    }
    assert {"shared.distance", "shared.squares", "0.weight.initial"} <= state.keys()
    assert (train(OwnDoG, 8, state=state, model=model, **options)[0] == whole).all()
    del state["shared.distance"]
    with pytest.raises(ValueError, match=r"shared.distance \(missing\)"):
        OwnDoG(model.parameters()).load_state_dict(state)


@pytest.mark.parametrize(
    ("returned", "error", "words"),
    [
        (lambda self, p, g, s: None, TypeError, "return a list of what the 4 parameters become"),
        (lambda self, p, g, s: p[:-1], TypeError, "return a list of what the 4 parameters"),
        (lambda self, p, g, s: [1.0] * 4, TypeError, "where a tensor is needed"),
        (lambda self, p, g, s: [*p[:-1], nnlite.zeros(7)], ValueError, "would become float32"),
        (lambda self, p, g, s: self.shared.update(a=p[0]) or p, ValueError, "'a' is no state"),
    ],
)
def test_an_error_changes_nothing(returned, error, words):
    cls = type("Wrong", (optim.Optimizer,), {"update_all": returned})
    model = network()
    before, optimizer = weights(model), cls(model.parameters())
    model(nnlite.ones((4, 6), dtype="float64")).sum().backward()
    with pytest.raises(error, match=words):
        optimizer.step()
    assert (weights(model) == before).all() and optimizer.steps == 0


def test_one_kind_of_rule_per_class():
    with pytest.raises(TypeError, match="a rule is one of them"):
        type("Both", (optim.Optimizer,), {"update": lambda *_: 0, "update_all": lambda *_: 0})
    with pytest.raises(ValueError, match=r"each\(name\) belongs in update_all"):
        OwnDoG([nnlite.zeros(1, requires_grad=True)]).each("lr")
