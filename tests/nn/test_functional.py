"""nn.functional: PyTorch's names and arguments. Values are tested beside the layers."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

import nnlite
import nnlite.nn.functional as F


def test_all_names_are_there():
    assert len(set(F.__all__)) == len(F.__all__)
    for name in F.__all__:
        assert callable(getattr(F, name)) and inspect.getdoc(getattr(F, name))


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda x: F.relu(input=x, inplace=False), [0, 2]),
        (lambda x: F.leaky_relu(x, negative_slope=0.5), [-0.5, 2]),
        (lambda x: F.elu(x, alpha=0.0), [0, 2]),
        (lambda x: F.hardtanh(x, min_val=-0.5, max_val=1.5), [-0.5, 1.5]),
        (lambda x: F.threshold(x, threshold=0, value=7), [7, 2]),
        (lambda x: F.softplus(x, beta=1, threshold=-9), [-1, 2]),
        (lambda x: F.softshrink(x, lambd=1.0), [0, 1]),
        (lambda x: F.hardshrink(x, lambd=1.0), [0, 2]),
        (lambda x: F.celu(x, alpha=1.0, inplace=False), [np.expm1(-1), 2]),
        (lambda x: F.rrelu(x, lower=0.5, upper=0.5, training=True), [-0.5, 2]),
        (lambda x: F.dropout(x, p=0.0, training=True), [-1, 2]),
        (lambda x: F.pad(x, (1, 0), mode="constant", value=3), [3, -1, 2]),
        (lambda x: F.softmax(x * 0, dim=0, dtype=nnlite.float64), [0.5, 0.5]),
        (lambda x: F.softmin(x * 0, dim=-1), [0.5, 0.5]),
        (lambda x: F.log_softmax(x * 0, dim=-1).exp(), [0.5, 0.5]),
        (lambda x: F.gelu(x * 1e3, approximate="tanh"), [0, 2e3]),
        (lambda x: F.one_hot(nnlite.tensor([1]), num_classes=2)[0], [0, 1]),
        (lambda x: F.layer_norm(x, (2,), eps=0.0), [-1, 1]),
        (lambda x: F.linear(x, weight=nnlite.ones((1, 2)), bias=None), [1]),
    ],
)
def test_arguments(call, expected):
    x = nnlite.tensor([-1.0, 2.0])
    np.testing.assert_allclose(call(x), expected, 1e-6)


def test_softmax_converts_first():
    assert F.softmax(nnlite.ones(2), 0, dtype="float64").dtype == nnlite.float64


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "elu", "hardtanh", "silu", "threshold"])
def test_inplace(name):
    function = getattr(F, name)
    values = np.linspace(-3, 3, 7)
    x = nnlite.tensor(values)
    assert function(x, inplace=True) is x
    np.testing.assert_array_equal(x, function(nnlite.tensor(values)))


def test_inplace_has_a_gradient_and_refuses_leaves():
    leaf = nnlite.tensor([-1.0, 2.0], requires_grad=True)
    with pytest.raises(RuntimeError, match="leaf"):
        F.relu(leaf, inplace=True)
    assert leaf.tolist() == [-1, 2]
    h = leaf * 3
    F.relu(h, inplace=True).sum().backward()
    assert leaf.grad.tolist() == [0, 3]


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: F.gelu(nnlite.ones(1), "erf"), ValueError, "unknown approximate 'erf'"),
        (lambda: F.pad(nnlite.ones(1), (1, 1), "mirror"), ValueError, "unknown mode 'mirror'"),
        (lambda: F.dropout(nnlite.ones(1), 2), ValueError, "2"),
        (lambda: F.one_hot(nnlite.tensor([3]), 2), IndexError, "3"),
        (lambda: F.rrelu(nnlite.ones(1), 1, 0), ValueError, "lower bound 1 is above"),
        (lambda: F.rrelu(nnlite.tensor([1])), TypeError, "must be a float, not int64"),
        (lambda: F.mse_loss(nnlite.ones(1), nnlite.ones(1), "avg"), ValueError, "'avg'"),
    ],
)
def test_wrong_arguments(call, error, message):
    with pytest.raises(error, match=message):
        call()
