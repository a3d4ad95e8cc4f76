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
