"""Layers that mix, drop, reshape and activate, against NumPy in float64."""

from __future__ import annotations

import math

import numpy as np
import pytest

import nnlite
import nnlite.nn.functional as F
from nnlite import nn


def numbers(*shape, low=-3.0, high=3.0, seed=0):
    return np.random.default_rng(seed).uniform(low, high, shape)


# ---- Linear --------------------------------------------------------------------------------------


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("shape", [(4,), (3, 4), (2, 3, 4), (0, 4)])
def test_linear(shape, bias):
    layer = nn.Linear(4, 5, bias=bias, dtype="float64")
    x, w = numbers(*shape), layer.weight.detach().numpy()
    expected = np.array(
        [
            [sum(a * b for a, b in zip(row, unit, strict=True)) for unit in w]
            for row in x.reshape(-1, 4)
        ]
    ).reshape(*shape[:-1], 5)
    if bias:
        expected = expected + layer.bias.detach().numpy()
    np.testing.assert_allclose(layer(nnlite.tensor(x)).detach(), expected, 1e-12)
    assert (layer.bias is None) is not bias
    assert layer.in_features == 4 and layer.out_features == 5


def test_linear_gradients():
    leaves = [
        nnlite.tensor(a, requires_grad=True)
        for a in (numbers(3, 4), numbers(2, 4, seed=1), numbers(2, seed=2))
    ]
    assert nnlite.gradcheck(F.linear, leaves)
    assert nnlite.gradgradcheck(F.linear, leaves)


def test_linear_starts_with_the_deviation_of_pytorch():
    """U(-1/sqrt(n), 1/sqrt(n)): deviation 1 / sqrt(3 n)."""
    nnlite.manual_seed(1)
    layer = nn.Linear(100, 400)
    for p in (layer.weight, layer.bias):
        values = p.detach().numpy().astype(float)
        assert abs(values).max() <= 0.1
        error = 1 / math.sqrt(12 * values.size)  # of the mean, in units of the range 0.2
        assert abs(values.mean()) < 5 * 0.2 * error
        assert values.std() == pytest.approx(1 / math.sqrt(300), rel=0.1)
    before = layer.weight.detach().numpy().copy()
    layer.reset_parameters()
    assert (layer.weight.detach().numpy() != before).any()
    nnlite.manual_seed(1)
    np.testing.assert_array_equal(nn.Linear(100, 400).weight.detach(), before)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: nn.Linear(-1, 2), ValueError, "counts, not -1 and 2"),
        (lambda: nn.Linear(1 << 40, 1 << 40), ValueError, "too many elements"),
        (lambda: nn.Linear(2, 2, dtype="int64"), TypeError, "float32 or float64, not int64"),
        (
            lambda: nn.Linear(784, 10)(nnlite.ones((5, 28))),
            ValueError,
            r"linear: input has 28 columns but weight is \(10, 784\)",
        ),
        (lambda: nn.Linear(2, 2)(3.0), TypeError, "Linear: the input is a float, not a tensor"),
        (lambda: nn.Dropout(1.5), ValueError, "p is a probability from 0 to 1, not 1.5"),
        (lambda: nn.Dropout(-0.1), ValueError, "from 0 to 1, not -0.1"),
        (lambda: nn.GELU("tan"), ValueError, "unknown approximate 'tan'; did you mean 'tanh'"),
        (lambda: nn.GLU()(nnlite.ones(3)), ValueError, "do not split into two halves"),
        (lambda: nn.SwiGLU()(nnlite.ones(3)), ValueError, "swiglu: .* two halves"),
        (lambda: nn.Maxout(2)(nnlite.ones(3)), ValueError, "do not split into groups of 2"),
        (lambda: nn.Maxout(0), ValueError, "pieces must be positive, not 0"),
        (lambda: nn.RReLU(0.5, 0.1), ValueError, "lower bound 0.5 is above the upper bound 0.1"),
        (lambda: nn.PReLU(0), ValueError, "num_parameters is 1 or"),
        (lambda: nn.PReLU(3)(nnlite.ones((2, 4))), ValueError, r"has 4 channels \(axis 1\)"),
        (lambda: nn.Softmax(2)(nnlite.ones((2, 4))), IndexError, "axis 2 is out of range"),
        (lambda: nn.Flatten(3)(nnlite.ones((2, 4))), IndexError, "axis 3 is out of range"),
    ],
)
def test_wrong_arguments(make, error, message):
    with pytest.raises(error, match=message):
        make()


def test_flatten_and_identity():
    x = nnlite.tensor(numbers(2, 3, 4, 5))
    assert nn.Flatten()(x).shape == (2, 60)
    assert nn.Flatten(0, 1)(x).shape == (6, 4, 5)
    assert nn.Identity(3, anything=2)(x) is x


# ---- Dropout -------------------------------------------------------------------------------------


@pytest.mark.parametrize("p", [0.1, 0.5, 0.9])
def test_dropout_keeps_the_mean(p):
    nnlite.manual_seed(3)
    n = 200_000
    y = nn.Dropout(p)(nnlite.ones(n)).numpy()
    kept = y != 0
    np.testing.assert_allclose(y[kept], 1 / (1 - p), 1e-6)
    assert abs(kept.mean() - (1 - p)) < 5 * math.sqrt(p * (1 - p) / n)


def test_dropout_at_its_ends_and_in_evaluation():
    x = nnlite.tensor(numbers(50))
    np.testing.assert_array_equal(nn.Dropout(0)(x), x)
    np.testing.assert_array_equal(nn.Dropout(1)(x), np.zeros(50))
    np.testing.assert_array_equal(nn.Dropout(0.5).eval()(x), x)
    np.testing.assert_array_equal(F.dropout(x, 0.5, training=False), x)
    leaf = nnlite.tensor(numbers(50), requires_grad=True)
    nn.Dropout(1)(leaf).sum().backward()
    np.testing.assert_array_equal(leaf.grad, np.zeros(50))


def test_dropout_gradient_is_its_mask():
    nnlite.manual_seed(5)
    x = nnlite.ones(1000, requires_grad=True)
    y = nn.Dropout(0.3)(x)
    y.sum().backward()
    np.testing.assert_array_equal(x.grad, y.detach())


def test_dropout_repeats_with_the_seed_and_varies_without():
    x, drop = nnlite.ones(100), nn.Dropout(0.5)
    nnlite.manual_seed(7)
    first, second = drop(x).numpy(), drop(x).numpy()
    assert (first != second).any()
    nnlite.manual_seed(7)
    np.testing.assert_array_equal(drop(x), first)


# ---- activations ---------------------------------------------------------------------------------


def sigmoid(x):
    return 0.5 * (1 + np.tanh(x / 2))


def phi(x):
    return 0.5 * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))


def softplus(x):
    return np.logaddexp(0, x)


E = np.e
ACTIVATIONS = {
    nn.ReLU: lambda x: x * (x > 0),
    nn.ReLU6: lambda x: np.clip(x, 0, 6),
    nn.ReLUSquared: lambda x: x * x * (x > 0),
    nn.LeakyReLU: lambda x: np.where(x > 0, x, x / 100),
    nn.ELU: lambda x: np.where(x > 0, x, E**x - 1),
    nn.SELU: lambda x: 1.0507009873554805 * np.where(x > 0, x, 1.6732632423543772 * (E**x - 1)),
    nn.CELU: lambda x: np.maximum(x, 0) + np.minimum(0, E**x - 1),
    nn.GELU: lambda x: x * phi(x),
    nn.SiLU: lambda x: x * sigmoid(x),
    nn.Mish: lambda x: x * np.tanh(softplus(x)),
    nn.Sigmoid: sigmoid,
    nn.LogSigmoid: lambda x: -softplus(-x),
    nn.Hardsigmoid: lambda x: np.clip(x / 6 + 0.5, 0, 1),
    nn.Hardswish: lambda x: x * np.clip(x / 6 + 0.5, 0, 1),
    nn.Hardtanh: lambda x: np.clip(x, -1, 1),
    nn.Tanh: np.tanh,
    nn.Tanhshrink: lambda x: x - np.tanh(x),
    nn.Softplus: softplus,
    nn.Squareplus: lambda x: (x + np.sqrt(x * x + 4)) / 2,
    nn.Softsign: lambda x: x / (1 + abs(x)),
    nn.Softshrink: lambda x: np.sign(x) * np.maximum(abs(x) - 0.5, 0),
    nn.Hardshrink: lambda x: np.where(abs(x) > 0.5, x, 0),
    nn.Threshold: lambda x: np.where(x > 0, x, 0),
}


def test_every_activation_is_tested():
    rows = {name for name in dir(nnlite._core._functional) if not name.startswith("_")}
    assert len(rows) + 1 == len(ACTIVATIONS)  # GELU is the one with two forms


@pytest.mark.parametrize("layer", ACTIVATIONS, ids=lambda layer: layer.__name__)
def test_activations(layer):
    x = numbers(6, 7, low=-8, high=8)
    np.testing.assert_allclose(layer()(nnlite.tensor(x)), ACTIVATIONS[layer](x), 1e-12, 1e-14)
    assert nnlite.gradcheck(layer(), nnlite.tensor(x, requires_grad=True))
    assert repr(layer()).startswith(layer.__name__ + "(")


PARAMETERS = [
    (nn.LeakyReLU(0.2), lambda x: np.where(x > 0, x, 0.2 * x)),
    (nn.ELU(2.0), lambda x: np.where(x > 0, x, 2 * (E**x - 1))),
    (nn.CELU(2.0), lambda x: np.where(x > 0, x, 2 * (E ** (x / 2) - 1))),
    (nn.Softplus(2.0, threshold=1e9), lambda x: softplus(2 * x) / 2),
    (nn.Hardtanh(-2, 1), lambda x: np.clip(x, -2, 1)),
    (nn.Softshrink(1.0), lambda x: np.sign(x) * np.maximum(abs(x) - 1, 0)),
    (nn.Threshold(0.5, 20), lambda x: np.where(x > 0.5, x, 20)),
    (
        nn.GELU("tanh"),
        lambda x: 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))),
    ),
    (nn.Softmax(0), lambda x: E**x / (E**x).sum(0)),
    (nn.LogSoftmax(1), lambda x: x - np.log((E**x).sum(1, keepdims=True))),
    (nn.Softmin(1), lambda x: E**-x / (E**-x).sum(1, keepdims=True)),
    (nn.GLU(), lambda x: x[:, :4] * sigmoid(x[:, 4:])),
    (nn.SwiGLU(0), lambda x: x[:3] * x[3:] * sigmoid(x[3:])),
    (nn.GeGLU(), lambda x: x[:, :4] * x[:, 4:] * phi(x[:, 4:])),
    (nn.Maxout(4), lambda x: np.stack([x[:, :4].max(1), x[:, 4:].max(1)], 1)),
    (nn.Maxout(2, dim=0), lambda x: np.stack([x[i : i + 2].max(0) for i in (0, 2, 4)])),
    (nn.RReLU().eval(), lambda x: np.where(x > 0, x, (1 / 8 + 1 / 3) / 2 * x)),
    (nn.PReLU(dtype="float64"), lambda x: np.where(x > 0, x, x / 4)),
]


@pytest.mark.parametrize(("layer", "reference"), PARAMETERS, ids=lambda p: type(p).__name__)
def test_activations_with_parameters(layer, reference):
    x = numbers(6, 8, low=-4, high=4)
    np.testing.assert_allclose(layer(nnlite.tensor(x)).detach(), reference(x), 1e-12, 1e-14)
    assert nnlite.gradcheck(layer, nnlite.tensor(x, requires_grad=True))


def test_sparsemax_is_the_nearest_point_of_the_simplex():
    x = numbers(20, 5)
    y = nn.Sparsemax()(nnlite.tensor(x)).numpy()
    np.testing.assert_allclose(y.sum(1), 1, 1e-12)
    assert (y >= 0).all() and (y == 0).any()
    for other in np.random.default_rng(1).dirichlet(np.ones(5), 50):
        assert (((x - y) ** 2).sum(1) <= ((x - other) ** 2).sum(1) + 1e-12).all()


def test_learned_slopes():
    x, w = numbers(3, 2, 4), np.array([0.1, -0.5])
    leaves = [nnlite.tensor(a, requires_grad=True) for a in (x, w)]
    expected = np.where(x > 0, x, x * w[:, None])
    np.testing.assert_allclose(F.prelu(*leaves).detach(), expected, 1e-12)
    assert nnlite.gradcheck(F.prelu, leaves)
    layer = nn.PReLU(2, init=0.5)
    assert layer.num_parameters == 2 and layer.weight.tolist() == [0.5, 0.5]


def test_random_slopes():
    nnlite.manual_seed(2)
    x = -nnlite.ones(100_000)
    y = -nn.RReLU(0.1, 0.5)(x).numpy().astype(float)
    assert y.min() >= 0.1 and y.max() <= 0.5
    assert abs(y.mean() - 0.3) < 5 * 0.4 / math.sqrt(12 * y.size)
    np.testing.assert_array_equal(nn.RReLU()(nnlite.ones(3)), np.ones(3))


def test_inplace_of_layers_changes_nothing():
    x = nnlite.tensor([-1.0, 1.0])
    nn.ReLU(inplace=True)(x)
    assert x.tolist() == [-1, 1]


def test_softmax_over_channels():
    x = numbers(2, 3, 4, 5)
    want = np.exp(x) / np.exp(x).sum(1, keepdims=True)
    np.testing.assert_allclose(nn.Softmax2d()(nnlite.tensor(x)), want, 1e-12)
    np.testing.assert_allclose(nn.Softmax2d()(nnlite.tensor(x[0])), want[0], 1e-12)
    with pytest.raises(ValueError, match="Softmax2d: the input has shape"):
        nn.Softmax2d()(nnlite.ones(3, 4))
