"""Weight and spectral normalization: formulas; that they save, count, copy and compile."""

from __future__ import annotations

import copy

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim


def numbers(*shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape)


def applied(layer, x):
    return layer(nnlite.tensor(x)).detach().numpy()


@pytest.mark.parametrize("dim", [0, 1, None])
def test_weight_norm(dim):
    plain = nn.Linear(5, 3, dtype="float64")
    x, before = numbers(4, 5), plain.weight.detach().numpy().copy()
    want = applied(plain, x)
    layer = nn.utils.weight_norm(plain, dim=dim)
    np.testing.assert_allclose(applied(layer, x), want, 1e-12)  # it begins where the weight was
    with nnlite.no_grad():
        layer.weight_v.mul_(3.0)  # the length of v is nothing
    np.testing.assert_allclose(applied(layer, x), want, 1e-12)
    with nnlite.no_grad():
        layer.weight_g.mul_(2.0)
    bias = layer.module.bias.detach().numpy()
    np.testing.assert_allclose(applied(layer, x), 2 * x @ before.T + bias, 1e-12)
    back = nn.utils.remove_norm(layer)
    assert back is plain
    np.testing.assert_allclose(plain.weight.detach(), 2 * before, 1e-12)
    assert [n for n, _ in plain.named_parameters()] == ["weight", "bias"]


def test_spectral_norm_finds_the_largest_singular_value():
    nnlite.manual_seed(0)
    layer = nn.utils.spectral_norm(nn.Linear(5, 3, bias=False, dtype="float64"))
    w = layer.weight_orig.detach().numpy()
    for _ in range(100):
        layer(nnlite.ones(1, 5, dtype="float64"))
    u, v = layer.weight_u.numpy().copy(), layer.weight_v.numpy().copy()
    x = numbers(4, 5)
    want = x @ (w / np.linalg.svd(w)[1][0]).T
    np.testing.assert_allclose(applied(layer.eval(), x), want, 1e-9)
    np.testing.assert_array_equal(layer.weight_u, u)  # evaluation moves nothing
    layer.train()
    leaf = layer.weight_orig
    g = numbers(4, 3, seed=1)
    layer(nnlite.tensor(x)).backward(nnlite.tensor(g))
    sigma, dw = u @ w @ v, g.T @ x
    want = dw / sigma - (dw * w).sum() / sigma**2 * np.outer(u, v)
    np.testing.assert_allclose(leaf.grad, want, 1e-6, 1e-9)


MAKE = {"weight": nn.utils.weight_norm, "spectral": nn.utils.spectral_norm}


def trained(make, compiled):
    nnlite.manual_seed(1)
    model = nn.Sequential(make(nn.Linear(4, 8)), nn.Tanh(), make(nn.Linear(8, 1)))
    optimizer = optim.SGD(model.parameters(), lr=0.1)

    def step(x, y):
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        return loss

    take = nnlite.compile(step) if compiled else step
    losses = []
    for i in range(6):
        x = nnlite.tensor(numbers(8, 4, seed=i), dtype="float32")
        losses.append(take(x, x.sum(1, keepdim=True)).item())
    assert not compiled or take.plan.runs == 5  # one plan for all
    return model, losses


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
def test_captured_equals_eager(make):
    (a, losses), (b, others) = trained(make, True), trained(make, False)
    assert losses == others and losses[-1] < losses[0]
    for (name, t), (_, u) in zip(a.state_dict().items(), b.state_dict().items(), strict=True):
        np.testing.assert_array_equal(t, u, err_msg=name)


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
def test_saved_counted_and_copied(make):
    model, _ = trained(make, False)
    other = trained(make, False)[0]
    for p in other.parameters():
        with nnlite.no_grad():
            p.mul_(0.5)
    other.load_state_dict(model.state_dict())
    x = numbers(3, 4).astype("float32")
    want = applied(model.eval(), x)
    np.testing.assert_array_equal(applied(other.eval(), x), want)
    twin = copy.deepcopy(model)
    np.testing.assert_array_equal(applied(twin, x), want)
    names = [n for n, _ in model.named_parameters()]
    assert "0.module.weight" not in names and "0.module.bias" in names
    assert len(names) == len(model.parameters())
    for p in twin.parameters():
        with nnlite.no_grad():
            p.mul_(0.5)
    np.testing.assert_array_equal(applied(model, x), want)  # the copy has tensors of its own


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
def test_wrong_parameters(make):
    with pytest.raises(ValueError, match="ReLU has no parameter 'weight' of its own"):
        make(nn.ReLU())
    with pytest.raises(ValueError, match="Linear has no parameter 'bias' of its own"):
        make(nn.Linear(2, 2, bias=False), "bias")
    with pytest.raises(IndexError, match="axis 2 is out of range"):
        make(nn.Linear(2, 2), dim=2)
    with pytest.raises(ValueError, match="n_power_iterations must be positive, not 0"):
        nn.utils.spectral_norm(nn.Linear(2, 2), n_power_iterations=0)
