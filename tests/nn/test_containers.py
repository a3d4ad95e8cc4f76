"""Sequential, lists and dicts of modules and of parameters."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import nn


def small():
    return nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))


def test_sequential_indexing():
    model = small()
    assert len(model) == 3 and model[-1] is model[2]
    assert [type(m).__name__ for m in model] == ["Linear", "ReLU", "Linear"]
    part = model[:2]
    assert isinstance(part, nn.Sequential) and part[0] is model[0] and len(part) == 2
    assert model.append(nn.Tanh()) is model and isinstance(model[3], nn.Tanh)
    model[1] = nn.Tanh()
    assert list(model.state_dict()) == ["0.weight", "0.bias", "2.weight", "2.bias"]
    del model[3]
    x = nnlite.randn((2, 3))
    expected = model[2](nnlite.tanh(model[0](x)))
    np.testing.assert_array_equal(model(x).detach(), expected.detach())
    for i in (3, -4):
        with pytest.raises(IndexError, match=f"there is no module {i} among 3"):
            model[i]


def test_sequential_of_names_and_of_nothing():
    model = nn.Sequential({"first": nn.Linear(2, 2), "second": nn.ReLU()})
    assert model.first is model[0]
    x = nnlite.ones(2)
    assert nn.Sequential()(x) is x
    with pytest.raises(TypeError, match="part 0 is a builtin_function_or_method.*has a module"):
        nn.Sequential(nnlite.relu)


def test_lists_and_dicts():
    class Many(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.ModuleList(nn.Linear(2, 2) for _ in range(3))
            self.heads = nn.ModuleDict({"a": nn.Linear(2, 1), "b": nn.Identity()})
            self.scales = nn.ParameterList([nnlite.ones(2)])
            self.named = nn.ParameterDict({"w": nnlite.ones(2)})

        def forward(self, x, head):
            for layer in self.layers:
                x = layer(x)
            return self.heads[head](x * self.scales[0] * self.named["w"])

    many = Many()
    assert many(nnlite.ones((4, 2)), "a").shape == (4, 1)
    names = [name for name, _ in many.named_parameters()]
    assert "layers.2.bias" in names and "heads.a.weight" in names
    assert "scales.0" in names and "named.w" in names
    many.layers[1] = nn.Identity()
    many.layers.insert(0, nn.ReLU())
    del many.layers[-1]
    assert [type(m).__name__ for m in many.layers] == ["ReLU", "Linear", "Identity"]
    assert many.heads.keys() == ["a", "b"] and "c" not in many.heads
    with pytest.raises(KeyError):
        many.heads["c"]
    with pytest.raises(TypeError, match="member 3 must be an nn.Module, not int"):
        many.layers.append(3)


def test_lists_have_what_lists_have():
    layers = nn.ModuleList([nn.ReLU(), nn.Tanh()])
    layers += [nn.Identity()]
    both = layers + nn.ModuleList([nn.Linear(1, 1)])
    assert [type(m).__name__ for m in both] == ["ReLU", "Tanh", "Identity", "Linear"]
    assert isinstance(both, nn.ModuleList) and len(layers) == 3
    tanh = layers[1]
    assert layers.pop(1) is tanh and type(layers.pop()).__name__ == "Identity"
    assert [type(m).__name__ for m in layers] == ["ReLU"]
    assert len(nn.ModuleList()) == 0 and len(nn.ParameterList(None)) == 0
    with pytest.raises(IndexError):
        layers.pop(4)
    weights = nn.ParameterList([nnlite.ones(1)])
    weights += [nnlite.zeros(2)]
    assert [w.shape for w in weights] == [(1,), (2,)]
    assert [n for n, _ in weights.named_parameters()] == ["0", "1"]


def test_dicts_have_what_dicts_have():
    heads = nn.ModuleDict({"a": nn.ReLU(), "b": nn.Tanh()})
    a = heads["a"]
    assert heads.pop("a") is a and heads.keys() == ["b"]
    heads.update(nn.ModuleDict({"c": nn.Identity()}))
    assert heads.keys() == ["b", "c"]
    heads.clear()
    assert len(heads) == 0 == len(nn.ModuleDict(None))
    with pytest.raises(KeyError):
        heads.pop("a")


def test_parameter_dicts():
    one, two = nn.ParameterDict({"w": nnlite.ones(1)}), nn.ParameterDict({"v": nnlite.zeros(2)})
    merged = one | two
    assert merged.keys() == ["w", "v"] and merged["w"] is one["w"] and one.keys() == ["w"]
    assert list(reversed(merged)) == ["v", "w"]
    assert merged.get("x") is None and merged.get("v") is two["v"]
    assert merged.setdefault("v", nnlite.ones(5)).shape == (2,)
    assert merged.setdefault("u", nnlite.ones(3)).shape == (3,)
    name, last = merged.popitem()
    assert (name, last.shape) == ("u", (3,)) and merged.copy().keys() == ["w", "v"]
    one |= two
    assert one.keys() == ["w", "v"]
    one.clear()
    with pytest.raises(KeyError, match="empty"):
        one.popitem()
