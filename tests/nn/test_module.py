"""Modules: members by name, state, modes, dtypes, words, copies, Python subclasses."""

from __future__ import annotations

import copy
import gc
import weakref

import numpy as np
import pytest

import nnlite
from nnlite import nn


class Net(nn.Module):
    """A model written in Python, with every kind of member."""

    def __init__(self, width=8):
        super().__init__()
        self.width = width
        self.hidden = nn.Linear(3, width)
        self.norm = nn.BatchNorm1d(width)
        self.scale = nn.Parameter([2.0])
        self.register_buffer("steps", nnlite.zeros(1))
        self.register_buffer("cache", nnlite.zeros(1), persistent=False)
        self.head = nn.Sequential(nn.ReLU(), nn.Linear(width, 2))

    def forward(self, x, twice=False):
        y = self.head(self.norm(self.hidden(x))) * self.scale
        return y * 2 if twice else y


NAMES = [
    "scale",
    "hidden.weight",
    "hidden.bias",
    "norm.weight",
    "norm.bias",
    "head.1.weight",
    "head.1.bias",
]
STATE = [
    "scale",
    "steps",
    "hidden.weight",
    "hidden.bias",
    "norm.weight",
    "norm.bias",
    "norm.running_mean",
    "norm.running_var",
    "norm.num_batches_tracked",
    "head.1.weight",
    "head.1.bias",
]


def small():
    return nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))


# ---- members -------------------------------------------------------------------------------------


def test_members_by_name():
    net = Net()
    assert [name for name, _ in net.named_parameters()] == NAMES
    assert list(net.state_dict()) == STATE
    assert [name for name, _ in net.named_children()] == ["hidden", "norm", "head"]
    assert [name for name, _ in net.named_modules()][:2] == ["", "hidden"]
    assert net.get_submodule("head.1") is net.head[1]
    assert net.get_parameter("hidden.weight") is net.hidden.weight
    assert net.width == 8
    assert net.num_parameters() == sum(p.numel() for p in net.parameters())
    assert isinstance(net.scale, nn.Parameter) and not isinstance(net.steps, nn.Parameter)


def test_assignments_reach_the_registry():
    net = Net()
    net.scale = nn.Parameter([3.0])
    net.hidden = nn.Linear(3, 8, bias=False)
    del net.norm
    assert "hidden.bias" not in net.state_dict() and "norm.weight" not in net.state_dict()
    net.head[1].bias = None
    assert net.head[1](nnlite.ones((1, 8))).shape == (1, 2)
    with pytest.raises(TypeError, match="'scale' is a parameter: assign an nn.Parameter or None"):
        net.scale = 3
    with pytest.raises(AttributeError, match="'Net' object has no attribute 'nrom'"):
        _ = net.nrom


def test_a_shared_parameter_counts_once():
    first, second = nn.Linear(3, 3), nn.Linear(3, 3)
    second.weight = first.weight
    model = nn.Sequential(first, second)
    assert len(model.parameters()) == 3
    model(nnlite.ones((1, 3))).sum().backward()
    assert first.weight.grad is second.weight.grad


def test_forgotten_init_and_forward():
    class Forgot(nn.Module):
        def __init__(self):
            self.layer = nn.Linear(1, 1)

    class Empty(nn.Module):
        pass

    with pytest.raises(AttributeError, match=r"call super\(\).__init__\(\) first"):
        Forgot()
    with pytest.raises(NotImplementedError, match=r"Empty: forward\(\) is not defined"):
        Empty()(nnlite.ones(1))


# ---- state ---------------------------------------------------------------------------------------


def test_state_travels():
    nnlite.manual_seed(0)
    first, second = Net(), Net()
    x = nnlite.randn((5, 3))
    first(x)
    result = second.load_state_dict(first.state_dict())
    assert result.missing_keys == [] and result.unexpected_keys == []
    np.testing.assert_array_equal(first.eval()(x).detach(), second.eval()(x).detach())
    first.load_state_dict({k: v.numpy() * 0 for k, v in first.state_dict().items()})
    assert (first(x).detach().numpy() == 0).all()


def test_state_shares_memory_and_loading_copies():
    model = small()
    state = model.state_dict()
    with nnlite.no_grad():
        model[0].bias.fill_(5)
    assert state["0.bias"].tolist() == [5] * 4 and not state["0.bias"].requires_grad
    other = small()
    weight = other[0].weight
    other.load_state_dict(state)
    assert other[0].weight is weight
    assert other[0].weight.data_ptr() != model[0].weight.data_ptr()


def wrong_state(model):
    state = {k: v.numpy().copy() for k, v in model.state_dict().items()}
    del state["2.bias"]
    state["3.weight"] = np.zeros(2, np.float32)
    state["0.weight"] = np.zeros((4, 5), np.float32)
    state["0.bias"] = np.zeros(4)
    return state


def test_strict_loading_lists_everything_and_changes_nothing():
    model = small()
    before = {k: v.numpy().copy() for k, v in model.state_dict().items()}
    with pytest.raises(ValueError, match="nothing was loaded") as caught:
        model.load_state_dict(wrong_state(model))
    message = str(caught.value)
    for part in [
        "missing: 2.bias",
        "unexpected: 3.weight",
        "0.weight: shape (4, 5) but the model has (4, 3)",
        "0.bias: float64 but the model has float32",
    ]:
        assert part in message
    for name, value in model.state_dict().items():
        np.testing.assert_array_equal(value, before[name])


def test_loading_what_fits():
    model = small()
    state = wrong_state(model)
    with pytest.raises(ValueError, match="0.weight: shape"):
        model.load_state_dict(state, strict=False)  # shapes must always agree
    del state["0.weight"], state["0.bias"]
    result = model.load_state_dict(state, strict=False)
    assert result.missing_keys == ["0.weight", "0.bias", "2.bias"]
    assert result.unexpected_keys == ["3.weight"]
    with pytest.raises(TypeError, match="'0.weight' is a str, not a tensor or an array"):
        model.load_state_dict({"0.weight": "zeros"})


# ---- modes and dtypes ----------------------------------------------------------------------------


def test_train_and_eval_reach_every_module():
    net = Net()
    assert all(m.training for m in net.modules())
    assert net.eval() is net
    assert not any(m.training for m in net.modules())
    net.train()
    net.head.train(False)
    assert net.norm.training and not net.head[0].training


def test_to_float64():
    net = Net()
    weight = net.hidden.weight
    net(nnlite.ones((2, 3))).sum().backward()
    assert net.to(nnlite.float64) is net
    assert net.hidden.weight is weight and weight.dtype == nnlite.float64
    assert weight.grad.dtype == nnlite.float64
    assert net.norm.running_var.dtype == nnlite.float64
    assert net.norm.num_batches_tracked.dtype == nnlite.int64
    x = nnlite.randn((4, 3), dtype="float64")
    assert net(x).dtype == nnlite.float64
    assert nnlite.gradcheck(net.eval(), x.requires_grad_())
    with pytest.raises(TypeError, match="float32 or float64, not in int64"):
        net.to("int64")


def test_freezing_and_clearing():
    model = small()
    model[0].requires_grad_(False)
    assert model.num_parameters(only_trainable=True) == 10 and model.num_parameters() == 26
    model(nnlite.ones((1, 3))).sum().backward()
    assert model[0].weight.grad is None and model[2].weight.grad is not None
    model.zero_grad()
    assert model[2].weight.grad is None
    assert isinstance(model[0].weight, nn.Parameter)  # frozen, still a parameter


def test_gradients_reach_python_models():
    net = Net().to("float64")
    x = nnlite.randn((6, 3), dtype="float64")
    parameters = net.parameters()
    assert nnlite.gradcheck(lambda *_: net(x, twice=True), parameters)


# ---- words ---------------------------------------------------------------------------------------


def test_repr_builds_the_layer_again():
    for layer in [
        nn.Linear(3, 4, bias=False),
        nn.Dropout(0.25),
        nn.BatchNorm1d(3, momentum=None),
        nn.LayerNorm((2, 3)),
        nn.AlphaDropout(0.25),
        nn.Dropout2d(0.1),
        nn.DropPath(),
        nn.GaussianNoise(0.3),
        nn.Standardize((3, 1, 1)),
        nn.Standardize(3, axis=1),
        nn.MinMax(3, -1, 1),
        nn.PCA((2, 3), 4, whiten=True),
        nn.ZCA(3, eps=0.1),
        nn.LeakyReLU(0.2),
        nn.GELU("tanh"),
        nn.Softmax(1),
        nn.Maxout(3, 0),
        nn.CrossEntropyLoss(label_smoothing=0.5),
    ]:
        again = eval("nn." + repr(layer))
        assert type(again) is type(layer) and repr(again) == repr(layer)


def test_repr_of_models():
    class Custom(nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = nn.Sequential(nn.Tanh())

        def extra_repr(self):
            return "depth=1"

    text = "Custom(\n  depth=1\n  (inner): Sequential(\n    (0): Tanh()\n  )\n)"
    assert repr(Custom()) == text


def test_summary():
    net = Net()
    text = net.summary((5, 3))
    lines = [line.split() for line in text.splitlines()]
    assert ["hidden", "Linear", "(5,", "8)", "32"] in lines
    assert ["head.1", "Linear", "(5,", "2)", "18"] in lines
    assert ["(model)", "Net", "(5,", "2)", "1"] in lines
    assert f"parameters: {net.num_parameters()}" in text
    assert net.training and net.norm.num_batches_tracked.item() == 0
    net.hidden.requires_grad_(False)
    assert "of which 35 are trained" in net.summary()
    assert "output" not in net.summary()
    with pytest.raises(ValueError, match="input has 4 columns"):
        net.summary((5, 4))
    assert net.training  # put back after the error too


def test_summary_of_tokens():
    """A model that begins with a table is given whole numbers, in C++ and in Python."""

    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.body = nn.Sequential(nn.Embedding(9, 4), nn.Linear(4, 2))

        def forward(self, x):
            return self.body(x)

    for model in (Model(), nn.Sequential(nn.EmbeddingBag(9, 4), nn.Linear(4, 2))):
        assert "Linear" in model.summary((5, 3)) and "2)" in model.summary((5, 3))
    late = nn.Sequential(nn.Identity(), nn.Embedding(9, 4))
    assert "(5, 3, 4)" in late.summary(nnlite.zeros((5, 3), dtype="int64"))


# ---- hooks, copies, lifetime ---------------------------------------------------------------------


def test_forward_hooks():
    model, seen = small(), []
    first = model[0].register_forward_hook(lambda m, args, y: seen.append((m, args[0].shape)))
    second = model[2].register_forward_hook(lambda m, args, y: y * 0)
    assert (model(nnlite.ones((2, 3))).detach().numpy() == 0).all()
    assert seen == [(model[0], (2, 3))]
    first.remove()
    second.remove()
    second.remove()
    assert (model(nnlite.ones((2, 3))).detach().numpy() != 0).any() and len(seen) == 1


def test_deepcopy_is_apart():
    nnlite.manual_seed(0)
    net = Net()
    net.notes = {"a": [1]}
    net.hidden.weight.grad = nnlite.ones((8, 3))
    twin = copy.deepcopy(net)
    assert type(twin) is Net and twin.width == 8 and twin.notes == net.notes
    assert twin.notes["a"] is not net.notes["a"]
    assert [n for n, _ in twin.named_parameters()] == NAMES
    for (name, a), (_, b) in zip(net.named_parameters(), twin.named_parameters(), strict=True):
        assert a is not b and a.data_ptr() != b.data_ptr(), name
        assert isinstance(b, nn.Parameter) and b.requires_grad
    x = nnlite.randn((4, 3))
    np.testing.assert_array_equal(net.eval()(x).detach(), twin.eval()(x).detach())
    assert net.training is False and copy.deepcopy(net).training is False
    with nnlite.no_grad():
        twin.scale.fill_(0)
    assert net.scale.item() == 2


def test_deepcopy_keeps_what_is_shared():
    model = nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 3))
    model[1].weight = model[0].weight
    twin = copy.deepcopy(model)
    assert twin[1].weight is twin[0].weight and twin[0].weight is not model[0].weight


def test_deepcopy_of_losses_and_norms():
    loss = copy.deepcopy(nn.CrossEntropyLoss(nnlite.ones(3), label_smoothing=0.1))
    assert loss.label_smoothing == 0.1 and loss.weight.tolist() == [1, 1, 1]
    norm = nn.BatchNorm1d(2)
    twin = copy.deepcopy(norm)
    twin(nnlite.randn((4, 2)))
    assert norm.num_batches_tracked.item() == 0 and twin.num_batches_tracked.item() == 1


def test_python_parts_live_as_long_as_the_model():
    class Part(nn.Module):
        def forward(self, x):
            return x * 2

    model = nn.Sequential(Part())
    gc.collect()
    assert model(nnlite.ones(1)).item() == 2 and type(model[0]) is Part
    gone = weakref.ref(model[0])
    del model
    gc.collect()
    assert gone() is None


def test_apply_visits_children_first():
    seen = []
    small().apply(lambda m: seen.append(type(m).__name__))
    assert seen[-1] == "Sequential" and len(seen) == 4


class Ring(nn.Module):
    """Refers to itself: by a bound method, as callbacks do."""

    def __init__(self):
        super().__init__()
        self.inner = nn.Linear(2, 2)
        self.again = self.forward

    def forward(self, x):
        return self.inner(x)


class Wide(nn.Linear):
    """A layer extended in Python."""


@pytest.mark.parametrize("make", [Ring, lambda: Wide(2, 2), lambda: nn.Linear(2, 2)])
def test_modules_in_cycles_are_collected(make):
    model = make()
    model.me = [model]
    model(nnlite.ones((1, 2))).sum().backward()
    gone = weakref.ref(model)
    del model
    gc.collect()
    assert gone() is None
