"""Rules that users write in Python: the promises of every optimizer hold for them."""

from __future__ import annotations

import gc
import weakref
from typing import ClassVar

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim


class OwnAdam(optim.Optimizer):
    """Adam by its formula."""

    defaults: ClassVar = {"lr": 1e-3, "betas": (0.9, 0.999), "eps": 1e-8}

    def init_state(self, p):
        return {"m": nnlite.zeros_like(p), "v": nnlite.zeros_like(p)}

    def update(self, p, g, state):
        b1, b2 = self.betas
        m = state["m"] = b1 * state["m"] + (1 - b1) * g
        v = state["v"] = b2 * state["v"] + (1 - b2) * g * g
        return p - self.lr * (m / (1 - b1**self.t)) / ((v / (1 - b2**self.t)).sqrt() + self.eps)


class InPlace(optim.Optimizer):
    """Momentum as one writes it who saves memory: what is given may be changed."""

    defaults: ClassVar = {"lr": 0.1, "momentum": 0.9}

    def init_state(self, p):
        return {"buffer": nnlite.zeros_like(p)}

    def update(self, p, g, state):
        state["buffer"].mul_(self.momentum).add_(g)
        g.mul_(0)
        return p.sub_(self.lr * state["buffer"])


class Third(optim.Optimizer):
    """Adds gradients up and moves every third step; a flag and a number of its own."""

    defaults: ClassVar = {"lr": 0.1, "sharpness": 1.0, "signed": False}

    def init_state(self, p):
        return {"sum": nnlite.zeros_like(p)}

    def update(self, p, g, state):
        state["sum"] = state["sum"] + g
        if not self.every(3):
            return p
        d = state["sum"].sign() if self.signed else state["sum"] * self.sharpness
        state["sum"] = nnlite.zeros_like(p)
        return p - self.lr * d


def network(dtype="float64"):
    nnlite.manual_seed(0)
    model = nn.Sequential(nn.Linear(6, 8), nn.Tanh(), nn.Linear(8, 3))
    return model.to(nnlite.float64) if dtype == "float64" else model


def weights(model):
    return np.concatenate([np.array(p.detach()).ravel() for p in model.parameters()])


def train(cls, steps=20, compiled=False, dtype="float64", state=None, model=None, **options):
    model = model or network(dtype)
    optimizer = cls(model.parameters(), **options)
    if state:
        optimizer.load_state_dict(state)
    x = nnlite.linspace(-1, 1, 120, dtype=dtype).reshape(20, 6)
    y = nnlite.arange(20) % 3

    def step(x, y):
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        return loss

    run = nnlite.compile(step) if compiled else step
    for _ in range(steps):
        run(x, y)
    return weights(model), optimizer, model


BLOCKS = [
    {"lr": optim.cosine(0.1, 50)},
    {"clip_norm": 0.1, "weight_decay": 0.1, "ema": 0.9, "lookahead": 5, "skip_nonfinite": True},
    {"weight_decay": 0.1, "decay_mode": "decoupled", "accumulate": 2, "clip_value": 1e-3},
    {"weight_decay": 0.1, "decay_mode": "decoupled_no_lr", "no_decay": "auto", "agc": 0.02},
    {"maximize": True, "lr": 1e-4},
    {"cautious": True, "centralize": True, "lr": 0.02},
]


@pytest.mark.parametrize("options", BLOCKS, ids=str)
def test_agrees_with_the_built_in_rule(options):
    found, expected = train(OwnAdam, **options)[0], train(optim.Adam, **options)[0]
    np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize("cls", [OwnAdam, InPlace, Third])
@pytest.mark.parametrize("options", BLOCKS, ids=str)
def test_captured_equals_eager(cls, options):
    assert (train(cls, **options)[0] == train(cls, compiled=True, **options)[0]).all()


def test_in_place_is_momentum():
    found, expected = train(InPlace)[0], train(optim.SGD, lr=0.1, momentum=0.9)[0]
    np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_branches_follow_the_step():
    w = nnlite.tensor([0.0], dtype="float64", requires_grad=True)
    optimizer = Third([w], sharpness=2.0)
    seen = []
    for _ in range(6):
        w.grad = nnlite.ones(1, dtype="float64")
        optimizer.step()
        seen.append(w.item())
    np.testing.assert_allclose(seen, [0, 0, -0.6, -0.6, -0.6, -1.2])
    optimizer.param_groups[0]["signed"] = True
    for _ in range(3):
        w.grad = nnlite.ones(1, dtype="float64")
        optimizer.step()
    np.testing.assert_allclose(w.item(), -1.3)


def test_options_change_a_captured_step():
    results = []
    for compiled in (False, True):
        model = network()
        optimizer = Third(model.parameters(), lr=0.1)
        x = nnlite.ones((4, 6), dtype="float64")

        def step(x, model=model, optimizer=optimizer):
            model(x).square().mean().backward()
            optimizer.step()

        run = nnlite.compile(step) if compiled else step
        for i in range(12):
            optimizer.lr = 0.1 / (1 + i)
            optimizer.param_groups[0]["signed"] = i > 5
            run(x)
        results.append(weights(model))
    assert (results[0] == results[1]).all()


def test_resumes_to_the_same_bits():
    options = {"lr": 0.05, "clip_norm": 1.0, "ema": 0.9}
    whole = train(OwnAdam, 20, **options)[0]
    _, optimizer, model = train(OwnAdam, 12, **options)
    state = {
        k: v.clone() if isinstance(v, nnlite.Tensor) else v
        for k, v in optimizer.state_dict().items()
    }
    assert "0.weight.m" in state and "group.0.lr" in state
    assert (train(OwnAdam, 8, state=state, model=model, **options)[0] == whole).all()


def test_loading_is_strict():
    _, optimizer, model = train(OwnAdam, 3)
    state = optimizer.state_dict()
    state["0.weight.v"] = nnlite.zeros(3)
    state["0.bias.extra"] = nnlite.zeros(3)
    del state["2.weight.m"]
    fresh = OwnAdam(model.parameters())
    with pytest.raises(ValueError, match=r"(?s)2.weight.m \(missing\).*0.bias.extra \(unknown\)"):
        fresh.load_state_dict(state)
    assert fresh.steps == 0


def test_groups_and_names():
    model = network()
    optimizer = OwnAdam(model.parameters(), groups={"bias": {"lr": 0.0}})
    before = weights(model)
    model(nnlite.ones((4, 6), dtype="float64")).sum().backward()
    optimizer.step()
    assert optimizer.param_groups[0]["lr"] == 0.0
    assert (weights(model) != before).any()
    assert (np.asarray(model[0].bias.detach()) == before[48:56]).all()
    assert optimizer.lr == 0.0 and optimizer.eps == 1e-8 and optimizer.betas == (0.9, 0.999)
    assert "OwnAdam" in repr(optimizer)


@pytest.mark.parametrize("threads", [1, 2, 3, 4])
def test_same_bits_on_any_number_of_threads(threads):
    before = nnlite.get_num_threads()
    expected = train(OwnAdam, 3, dtype="float32")[0]
    nnlite.set_num_threads(threads)
    try:
        assert (train(OwnAdam, 3, dtype="float32")[0] == expected).all()
    finally:
        nnlite.set_num_threads(before)


class Wrong(optim.Optimizer):
    """Does something that it may not."""

    def init_state(self, p):
        return {"a": nnlite.zeros_like(p)}

    def update(self, p, g, state):
        state["a"] = state["a"] + 1
        if self.wrong == "nothing":
            return None
        if self.wrong == "name":
            state["b"] = g
        if self.wrong == "number":
            state["a"] = 1.0
        if self.wrong == "shape":
            return nnlite.zeros(7)
        if self.wrong == "own":
            raise RuntimeError("the user's own error")
        return p


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        ("nothing", TypeError, "return what p becomes"),
        ("name", ValueError, "'b' is no state of parameter '0.weight'"),
        ("number", TypeError, r"state\['a'\] is a float"),
        ("shape", ValueError, "would become float32"),
        ("own", RuntimeError, "the user's own error"),
    ],
)
def test_an_error_changes_nothing(wrong, error, words):
    model = network()
    optimizer = Wrong(model.parameters())
    optimizer.wrong = wrong
    before = weights(model)
    model(nnlite.ones((4, 6), dtype="float64")).sum().backward()
    with pytest.raises(error, match=words):
        optimizer.step()
    assert (weights(model) == before).all()
    assert optimizer.steps == 0
    assert not np.asarray(optimizer.state_dict().get("0.weight.a", nnlite.zeros(1))).any()


def test_a_value_read_in_a_captured_update_is_refused_with_the_cure():
    class Reads(optim.Optimizer):
        def update(self, p, g, state):
            return p - self.lr.item() * g

    model = network()
    optimizer = Reads(model.parameters())

    @nnlite.compile
    def step(x):
        model(x).sum().backward()
        optimizer.step()

    with pytest.raises(nnlite.CaptureError, match="reads a value") as raised:
        step(nnlite.ones((4, 6), dtype="float64"))
    assert "had already changed" not in str(raised.value)


def test_nonfinite_gradients_are_skipped_with_their_states():
    w = nnlite.tensor([1.0, 2.0], requires_grad=True)
    optimizer = OwnAdam([w], skip_nonfinite=True)
    for g in ([1.0, 1.0], [np.nan, 1.0]):
        w.grad = nnlite.tensor(g)
        optimizer.step()
        state = np.asarray(optimizer.state_dict()["0.m"])
    assert optimizer.skipped_steps == 1 and optimizer.steps == 1
    np.testing.assert_allclose(state, 0.1, rtol=1e-6)
    assert np.isfinite(np.asarray(w.detach())).all()


@pytest.mark.parametrize(
    ("defaults", "words"),
    [
        ({"clip_norm": 1.0}, "an option of every optimizer"),
        ({"step": 1.0}, "means something else"),
        ({"lr": optim.cosine(0.1, 5)}, "give a number"),
    ],
)
def test_defaults_are_checked(defaults, words):
    with pytest.raises(ValueError, match=words):
        type("Rule", (optim.Optimizer,), {"defaults": defaults, "update": lambda *_: None})


def test_unknown_options_name_the_nearest():
    with pytest.raises(ValueError, match="sharpness"):
        Third([nnlite.zeros(1, requires_grad=True)], sharpnes=2)
    with pytest.raises(ValueError, match="lr is -1"):
        Third([nnlite.zeros(1, requires_grad=True)], lr=-1)


def test_a_class_without_a_rule_is_refused():
    class Nothing(optim.Optimizer):
        pass

    with pytest.raises(TypeError, match="define update"):
        Nothing([nnlite.zeros(1, requires_grad=True)])


def test_a_constructor_of_its_own():
    class Made(OwnAdam):
        def __init__(self, params, strength):
            super().__init__(params, lr=strength / 10)
            self.strength = strength

    optimizer = Made([nnlite.zeros(1, requires_grad=True)], 2.0)
    assert optimizer.lr == 0.2 and optimizer.strength == 2.0


def test_a_trainer_keeps_the_rule_alive():
    model = network("float32")
    trainer = nnlite.Trainer(model, nn.CrossEntropyLoss(), OwnAdam(model.parameters(), lr=0.01))
    gc.collect()
    x, y = nnlite.normal((40, 6)), nnlite.arange(40) % 3
    trainer.fit(nnlite.DataLoader(x, y, batch_size=10), epochs=2, progress=False)
    assert trainer.optimizer.steps == 8


def test_rules_are_collected():
    optimizer = OwnAdam([nnlite.zeros(1, requires_grad=True)])
    gone = weakref.ref(optimizer)
    del optimizer
    gc.collect()
    assert gone() is None
