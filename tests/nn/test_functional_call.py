"""functional_call: a module with parameters from elsewhere; nn.utils; Residual; Bilinear."""

from __future__ import annotations

import copy

import numpy as np
import pytest

import nnlite
import nnlite.nn.functional as F
from nnlite import nn


def small():
    nnlite.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Tanh(), nn.Linear(4, 2)).double()


def leaves(model, factor=1.5):
    return {name: (p.detach() * factor).requires_grad_() for name, p in model.named_parameters()}


def test_gradients_flow_to_the_tensors_given():
    model, x = small(), nnlite.randn(5, 3, dtype="float64")
    given = leaves(model)
    other = small()
    other.load_state_dict({**other.state_dict(), **given})
    other(x).square().sum().backward()
    before = [p.detach().numpy().copy() for p in model.parameters()]
    y = nn.functional_call(model, given, x)
    y.square().sum().backward()
    for (name, t), p, old in zip(given.items(), model.parameters(), before, strict=True):
        np.testing.assert_array_equal(t.grad, other.get_parameter(name).grad)
        assert p.grad is None
        np.testing.assert_array_equal(p.detach(), old)


def test_gradients_of_a_whole_model():
    model, x = small(), nnlite.randn(5, 3, dtype="float64")
    names, values = zip(*leaves(model).items(), strict=True)

    def f(*tensors):
        return nn.functional_call(model, dict(zip(names, tensors, strict=True)), (x,))

    assert nnlite.gradcheck(f, values) and nnlite.gradgradcheck(f, values)


def test_the_module_is_its_own_again_after_an_exception():
    class Fails(nn.Module):
        def __init__(self):
            super().__init__()
            self.w = nn.Parameter([1.0])
            self.register_buffer("b", nnlite.zeros(1))

        def forward(self, x, *, scale=1.0, fail=False):
            if fail:
                raise KeyError("inside")
            return x * self.w * scale + self.b

    model = Fails()
    w, b = model.w, model.b
    given = {"w": nnlite.tensor([3.0]), "b": nnlite.tensor([1.0])}
    with pytest.raises(KeyError, match="inside"):
        nn.functional_call(model, given, (nnlite.ones(1),), {"fail": True})
    assert model.w is w and model.b is b
    y = nn.functional_call(model, given, (nnlite.ones(1),), {"scale": 2.0})
    assert y.tolist() == [7] and model.w is w


def test_tied_parameters_stay_tied():
    model = nn.Sequential(nn.Linear(2, 2, bias=False), nn.Linear(2, 2, bias=False))
    model[1].weight = model[0].weight
    w = nnlite.eye(2) * 3
    for name in ("0.weight", "1.weight"):
        assert nn.functional_call(model, {name: w}, nnlite.ones(2)).tolist() == [9, 9]


def test_buffers_that_are_given_change_instead_of_the_modules():
    model = nn.BatchNorm1d(2)
    own = {name: t.numpy().copy() for name, t in model.named_buffers()}
    given = {name: t.clone() for name, t in model.named_buffers()}
    nn.functional_call(model, given, nnlite.randn(4, 2) + 5)
    for name, t in model.named_buffers():
        np.testing.assert_array_equal(t, own[name])
    assert given["running_mean"].numpy().all()


def test_captured_calls_take_the_tensors_of_each_call():
    model, x = small().eval(), nnlite.randn(5, 3, dtype="float64")
    names = [name for name, _ in model.named_parameters()]

    def loss(*tensors):
        y = nn.functional_call(model, dict(zip(names, tensors, strict=True)), x)
        y.square().sum().backward()
        return y

    step = nnlite.compile(loss)
    for factor in (0.5, 2.0):
        eager, captured = (list(leaves(model, factor).values()) for _ in range(2))
        np.testing.assert_array_equal(step(*captured).detach(), loss(*eager).detach())
        for a, b in zip(eager, captured, strict=True):
            np.testing.assert_array_equal(a.grad, b.grad)
    assert step.plan.runs == 1


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"0.wait": nnlite.ones(1)}, ValueError, "no parameter or buffer '0.wait'; did you mean"),
        ({"0.bias": nnlite.ones(3)}, ValueError, r"'0.bias' has shape \(3,\) but the model's has"),
        ({"0.bias": 3}, TypeError, "'0.bias' is an int, not a tensor"),
    ],
)
def test_wrong_tensors(given, error, message):
    with pytest.raises(error, match=message):
        nn.functional_call(small(), given, nnlite.ones(2, 3))


def test_strict_asks_for_all():
    model = nn.Linear(1, 1)
    with pytest.raises(ValueError, match="'bias' is missing"):
        nn.functional_call(model, {"weight": nnlite.ones(1, 1)}, nnlite.ones(1), strict=True)
    with pytest.raises(TypeError, match="module is a function, not a module"):
        nn.functional_call(F.relu_ if hasattr(F, "relu_") else lambda x: x, {}, nnlite.ones(1))


# ---- residual ------------------------------------------------------------------------------------


def test_residual():
    block = nn.Residual(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 3)).double()
    x = nnlite.randn(4, 3, dtype="float64")
    np.testing.assert_array_equal(block(x).detach(), (x + block.body(x)).detach())
    assert list(block.state_dict()) == [
        "body.0.weight", "body.0.bias", "body.2.weight", "body.2.bias"
    ]  # fmt: skip
    assert block.shortcut is None
    wide = nn.Residual(nn.Linear(3, 5), shortcut=nn.Linear(3, 5, bias=False)).double()
    np.testing.assert_array_equal(wide(x).detach(), (wide.shortcut(x) + wide.body(x)).detach())
    assert list(wide.state_dict())[-1] == "shortcut.weight"
    assert nnlite.gradcheck(wide, x.detach().requires_grad_())
    other = copy.deepcopy(wide)
    np.testing.assert_array_equal(other(x).detach(), wide(x).detach())
    assert other.shortcut.weight is not wide.shortcut.weight


def test_wrong_residuals():
    with pytest.raises(ValueError, match=r"make \(2, 5\) of \(2, 3\).*give a shortcut"):
        nn.Residual(nn.Linear(3, 5))(nnlite.ones(2, 3))
    with pytest.raises(ValueError, match="there are no modules"):
        nn.Residual()
    with pytest.raises(TypeError, match="part 0 is a function, not a module"):
        nn.Residual(lambda x: x)


# ---- bilinear, unflatten -------------------------------------------------------------------------


def test_bilinear():
    layer = nn.Bilinear(3, 2, 4, dtype="float64")
    a, b = nnlite.randn(2, 5, 3, dtype="float64"), nnlite.randn(2, 5, 2, dtype="float64")
    want = np.einsum("...i,kij,...j->...k", a, layer.weight.detach(), b) + layer.bias.detach()
    np.testing.assert_allclose(layer(a, b).detach(), want, 1e-12)
    assert layer.weight.shape == (4, 3, 2) and layer.bias.shape == (4,)
    bound = nn.Bilinear(100, 50, 20).weight.abs().max().item()
    assert 0.09 < bound <= 0.1
    assert nn.Bilinear(3, 2, 4, bias=False).bias is None
    with pytest.raises(ValueError, match=r"3 and 3 columns but weight is \(4, 3, 2\)"):
        layer(a, a)
    with pytest.raises(ValueError, match="may differ in the last axis alone"):
        layer(a, b[0])
    with pytest.raises(TypeError, match="input2"):
        layer(a)


def test_unflatten():
    x = nnlite.arange(24.0).reshape(2, 12)
    assert nn.Unflatten(1, (3, -1))(x).tolist() == x.reshape(2, 3, 4).tolist()
    assert nn.Flatten()(nn.Unflatten(-1, (3, 2, 2))(x)).tolist() == x.tolist()
    assert repr(nn.Unflatten(1, (3, 4))) == "Unflatten(dim=1, unflattened_size=(3, 4))"
    with pytest.raises(ValueError, match=r"has 12 elements, which do not make \(5, -1\)"):
        nn.Unflatten(1, (5, -1))(x)
    with pytest.raises(ValueError, match="one of them may be -1"):
        nn.Unflatten(1, (-1, -1))
    with pytest.raises(IndexError):
        nn.Unflatten(2, (1, 1))(x)


# ---- utils ---------------------------------------------------------------------------------------


def with_gradients(*rows):
    parameters = [nn.Parameter(np.zeros(len(row))) for row in rows]
    for p, row in zip(parameters, rows, strict=True):
        p.grad = nnlite.tensor(np.array(row, float))
    return parameters


@pytest.mark.parametrize("p", [1.0, 2.0, 3.0, np.inf])
def test_clip_grad_norm(p):
    rows = [[3.0, -4.0], [12.0]]
    parameters = [*with_gradients(*rows), nn.Parameter([1.0])]
    norm = np.linalg.norm(np.concatenate(rows), p)
    assert nn.utils.clip_grad_norm_(parameters, 2.0, p).item() == pytest.approx(norm)
    for q, row in zip(parameters, rows, strict=False):
        np.testing.assert_allclose(q.grad, np.array(row) * 2 / (norm + 1e-6))
    assert nn.utils.clip_grad_norm_(parameters, 1e6).item() < 3
    assert nn.utils.clip_grad_norm_([nn.Parameter([1.0])], 1.0).item() == 0
    (bad,) = with_gradients([np.nan])
    with pytest.raises(RuntimeError, match="nan; nothing was changed"):
        nn.utils.clip_grad_norm_(bad, 1.0, error_if_nonfinite=True)


def test_clip_grad_value():
    (p,) = with_gradients([3.0, -4.0, 0.5])
    nn.utils.clip_grad_value_(p, 1.0)
    assert p.grad.tolist() == [1, -1, 0.5]
    with pytest.raises(ValueError, match="must not be negative, not -1"):
        nn.utils.clip_grad_value_(p, -1)


def test_parameters_as_one_vector():
    model = nn.Linear(2, 3)
    vector = nn.utils.parameters_to_vector(model.parameters())
    assert vector.tolist() == [*model.weight.detach().reshape(-1).tolist(), *model.bias.tolist()]
    (vector * vector).sum().backward()
    np.testing.assert_array_equal(model.bias.grad, 2 * model.bias.detach())
    before = model.weight
    nn.utils.vector_to_parameters(nnlite.arange(9.0), model.parameters())
    assert model.weight is before and model.weight.requires_grad
    assert model.weight.tolist() == [[0, 1], [2, 3], [4, 5]] and model.bias.tolist() == [6, 7, 8]
    with pytest.raises(ValueError, match=r"vec has shape \(8,\) but the parameters have 9"):
        nn.utils.vector_to_parameters(nnlite.ones(8), model.parameters())
    with pytest.raises(ValueError, match="there are no parameters"):
        nn.utils.parameters_to_vector([])
