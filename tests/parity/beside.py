"""What the comparisons with PyTorch share: modules with the same weights, and what must agree."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import nn

torch = pytest.importorskip("torch")


def numbers(*shape, low=-3.0, high=3.0, seed=0):
    return np.random.default_rng(seed).uniform(low, high, shape)


def pair(make):
    """The same module in both libraries, in float64, with PyTorch's weights."""
    mine, other = make(nn).double(), make(torch.nn).double()
    state = {name: t.numpy() for name, t in other.state_dict().items()}
    assert list(mine.state_dict()) == list(state)
    mine.load_state_dict(state)
    return mine, other


def same(a, b, tol=1e-10):
    np.testing.assert_allclose(a.detach().numpy(), b.detach().numpy(), tol, tol)


def compare(mine, other, *arrays):
    """Outputs, gradients of the first input and of every parameter."""
    ours = [nnlite.tensor(a) for a in arrays]
    theirs = [torch.tensor(a) for a in arrays]
    for x in (ours[0], theirs[0]):
        x.requires_grad_()
    y, z = mine(*ours), other(*theirs)
    assert tuple(y.shape) == tuple(z.shape)
    same(y, z)
    weight = numbers(*z.shape, seed=9)
    y.backward(nnlite.tensor(weight))
    z.backward(torch.tensor(weight))
    same(ours[0].grad, theirs[0].grad)
    for p, q in zip(mine.parameters(), other.parameters(), strict=True):
        same(p.grad, q.grad)
