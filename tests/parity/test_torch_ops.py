"""Operations beside PyTorch's: same values, same gradients, same names. Skipped without PyTorch."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite

torch = pytest.importorskip("torch")
ours = pytest.importorskip("nnlite.nn.functional")
theirs = torch.nn.functional

SHARED = [
    "exp",
    "exp2",
    "expm1",
    "log1p",
    "square",
    "neg",
    "abs",
    "sign",
    "floor",
    "ceil",
    "round",
    "trunc",
    "sin",
    "cos",
    "tan",
    "atan",
    "sinh",
    "cosh",
    "tanh",
    "erf",
    "erfc",
    "sigmoid",
    "relu",
    "isnan",
    "isinf",
    "isfinite",
    "logical_not",
]
ACTIVATIONS = [
    "relu",
    "leaky_relu",
    "elu",
    "selu",
    "celu",
    "gelu",
    "silu",
    "mish",
    "hardsigmoid",
    "hardtanh",
    "hardswish",
    "relu6",
    "softplus",
    "softsign",
    "tanhshrink",
    "softshrink",
    "hardshrink",
    "logsigmoid",
    "sigmoid",
    "tanh",
]
BINARY = [
    "add",
    "sub",
    "mul",
    "div",
    "maximum",
    "minimum",
    "remainder",
    "atan2",
    "hypot",
    "eq",
    "lt",
]
OUR_NAMES = {"eq": "equal", "lt": "less"}


def both(array):
    """The same leaf in both libraries."""
    return (
        nnlite.tensor(array, requires_grad=True),
        torch.tensor(array, requires_grad=True),
    )


def compare(our_f, their_f, *arrays, tol=1e-12):
    """Values and gradients of a function in both libraries."""
    our_leaves, their_leaves = zip(*(both(a) for a in arrays), strict=True)
    mine, other = our_f(*our_leaves), their_f(*their_leaves)
    assert tuple(mine.shape) == tuple(other.shape)
    np.testing.assert_allclose(mine.detach().numpy(), other.detach().numpy(), tol, tol)
    if not other.requires_grad:
        return
    weight = np.random.default_rng(1).normal(size=tuple(other.shape))
    mine.backward(nnlite.tensor(weight))
    other.backward(torch.tensor(weight))
    for a, b in zip(our_leaves, their_leaves, strict=True):
        np.testing.assert_allclose(a.grad.numpy(), b.grad.numpy(), tol, tol)


def numbers(*shape, low=-3.0, high=3.0, seed=0):
    return np.random.default_rng(seed).uniform(low, high, shape)


@pytest.mark.parametrize("name", SHARED)
def test_functions(name):
    compare(getattr(nnlite, name), getattr(torch, name), numbers(5, 7, low=-0.9, high=0.9))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations(name):
    tol = 1e-7 if name == "hardsigmoid" else 1e-12  # their gradient has 1/6 in float32
    compare(getattr(ours, name), getattr(theirs, name), numbers(50, low=-8, high=8), tol=tol)


@pytest.mark.parametrize("name", BINARY)
def test_two_operands(name):
    ours_f = getattr(nnlite, OUR_NAMES.get(name, name))
    compare(ours_f, getattr(torch, name), numbers(4, 1, 3), numbers(5, 1, low=0.5, seed=2))


def test_floor_divide():
    a, b = numbers(4, 1, 3), numbers(5, 1, low=0.5, seed=2)
    expected = torch.floor_divide(torch.tensor(a), torch.tensor(b)).numpy()
    np.testing.assert_array_equal(nnlite.floor_divide(nnlite.tensor(a), nnlite.tensor(b)), expected)


@pytest.mark.parametrize("name", ["amax", "amin", "sum", "mean", "prod", "logsumexp"])
@pytest.mark.parametrize("dim", [0, 1, -1])
def test_reductions(name, dim):
    our_name = {"amax": "max", "amin": "min"}.get(name, name)
    compare(
        lambda x: getattr(nnlite, our_name)(x, dim),
        lambda x: getattr(torch, name)(x, dim),
        numbers(3, 4, 5),
    )


@pytest.mark.parametrize("correction", [0, 1])
def test_variance(correction):
    compare(
        lambda x: nnlite.var(x, 1, correction=correction),
        lambda x: torch.var(x, 1, correction=correction),
        numbers(3, 4, 5),
    )


@pytest.mark.parametrize(
    ("a", "b"),
    [((3, 4), (4, 5)), ((4,), (4,)), ((4,), (4, 5)), ((3, 4), (4,)), ((2, 1, 3, 4), (5, 4, 2))],
)
def test_matmul(a, b):
    compare(nnlite.matmul, torch.matmul, numbers(*a), numbers(*b, seed=3))


@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_softmax(name):
    compare(
        lambda x: getattr(ours, name)(x, 1), lambda x: getattr(theirs, name)(x, 1), numbers(3, 4, 5)
    )


def test_linear():
    compare(ours.linear, theirs.linear, numbers(6, 4), numbers(5, 4, seed=1), numbers(5, seed=2))


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
def test_cross_entropy(smoothing, weighted, reduction):
    target = np.array([0, 2, -100, 4, 1, 1])
    weight = numbers(5, low=0.2, high=2) if weighted else None

    def call(f, tensor):
        return lambda x: f(
            x,
            tensor(target),
            weight=None if weight is None else tensor(weight),
            ignore_index=-100,
            label_smoothing=smoothing,
            reduction=reduction,
        )

    compare(
        call(ours.cross_entropy, nnlite.tensor),
        call(theirs.cross_entropy, torch.tensor),
        numbers(6, 5),
    )


@pytest.mark.parametrize(
    "name",
    ["mse_loss", "l1_loss", "huber_loss", "smooth_l1_loss", "binary_cross_entropy_with_logits"],
)
@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
def test_losses(name, reduction):
    target = numbers(4, 3, low=0, high=1)
    compare(
        lambda x: getattr(ours, name)(x, nnlite.tensor(target), reduction=reduction),
        lambda x: getattr(theirs, name)(x, torch.tensor(target), reduction=reduction),
        numbers(4, 3),
    )


def test_dlpack_both_ways():
    t = torch.arange(6.0).reshape(2, 3)
    mine = nnlite.from_dlpack(t)
    assert mine.data_ptr() == t.data_ptr()
    back = torch.from_dlpack(mine)
    back[0, 0] = 7
    assert mine[0, 0].item() == 7
