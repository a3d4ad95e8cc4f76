"""Batch normalization, layer normalization and standardization against NumPy in float64."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
import nnlite.nn.functional as F
from nnlite import nn


def numbers(*shape, seed=0):
    return np.random.default_rng(seed).normal(1, 2, shape)


def by_channel(x, weight=1.0, bias=0.0, eps=1e-5):
    """Each channel's numbers shifted and scaled by their own mean and deviation."""
    y = np.empty_like(x)
    for c in range(x.shape[1]):
        values = x[:, c]
        deviation = np.sqrt(np.mean(values**2) - np.mean(values) ** 2 + eps)
        w = weight if np.isscalar(weight) else weight[c]
        b = bias if np.isscalar(bias) else bias[c]
        y[:, c] = w * (values - np.mean(values)) / deviation + b
    return y


@pytest.mark.parametrize("shape", [(7, 3), (4, 3, 5)])
def test_batch_norm_in_training(shape):
    x = numbers(*shape)
    norm = nn.BatchNorm1d(3, dtype="float64")
    with nnlite.no_grad():
        norm.weight.copy_(nnlite.tensor([1.0, 2.0, -1.0]))
        norm.bias.copy_(nnlite.tensor([0.0, 1.0, 2.0]))
    y = norm(nnlite.tensor(x))
    expected = by_channel(x, [1.0, 2.0, -1.0], [0.0, 1.0, 2.0])
    np.testing.assert_allclose(y.detach(), expected, 1e-9, 1e-9)


@pytest.mark.parametrize("shape", [(5, 2), (3, 2, 2)])
def test_batch_norm_gradients(shape):
    weight, bias = numbers(2, seed=1), numbers(2, seed=2)
    leaves = [nnlite.tensor(a, requires_grad=True) for a in (numbers(*shape), weight, bias)]

    def training(x, w, b):
        return F.batch_norm(x, None, None, w, b, training=True)

    def evaluation(x, w, b):
        mean, var = nnlite.tensor([0.5, -0.5]), nnlite.tensor([2.0, 3.0])
        return F.batch_norm(x, mean.double(), var.double(), w, b)

    assert nnlite.gradcheck(training, leaves)
    assert nnlite.gradgradcheck(training, leaves)
    assert nnlite.gradcheck(evaluation, leaves)


@pytest.mark.parametrize("momentum", [0.1, 0.3, None])
def test_running_statistics(momentum):
    """The variance is divided by n - 1; momentum weighs the new batch."""
    norm = nn.BatchNorm1d(3, momentum=momentum, dtype="float64")
    mean, var = np.zeros(3), np.ones(3)
    for step in range(4):
        x = numbers(6, 3, 2, seed=step)
        norm(nnlite.tensor(x))
        flat = x.transpose(1, 0, 2).reshape(3, -1)
        m = 1 / (step + 1) if momentum is None else momentum
        mean = (1 - m) * mean + m * flat.mean(1)
        var = (1 - m) * var + m * flat.var(1, ddof=1)
    np.testing.assert_allclose(norm.running_mean, mean, 1e-12)
    np.testing.assert_allclose(norm.running_var, var, 1e-12)
    assert norm.num_batches_tracked.item() == 4
    norm.eval()
    x = numbers(2, 3)
    np.testing.assert_allclose(
        norm(nnlite.tensor(x)).detach(), (x - mean) / np.sqrt(var + 1e-5), 1e-12
    )
    assert norm.num_batches_tracked.item() == 4


def test_average_over_all_batches():
    norm = nn.BatchNorm1d(2, momentum=None, dtype="float64")
    batches = [numbers(5, 2, seed=i) for i in range(3)]
    for batch in batches:
        norm(nnlite.tensor(batch))
    np.testing.assert_allclose(norm.running_mean, np.mean([b.mean(0) for b in batches], 0), 1e-12)


def test_without_running_statistics():
    norm = nn.BatchNorm1d(2, affine=False, track_running_stats=False, dtype="float64").eval()
    x = numbers(5, 2)
    np.testing.assert_allclose(norm(nnlite.tensor(x)), by_channel(x), 1e-9)
    assert norm.state_dict() == {}
    assert norm.running_mean is None and norm.weight is None


def test_one_value_per_channel_cannot_train():
    norm = nn.BatchNorm1d(3)
    before = norm.running_mean.numpy().copy()
    for shape in [(1, 3), (1, 3, 1)]:
        with pytest.raises(ValueError, match="training needs more than one value per channel"):
            norm(nnlite.ones(shape))
    np.testing.assert_array_equal(norm.running_mean, before)
    assert norm.num_batches_tracked.item() == 0
    assert norm(nnlite.ones((1, 3, 2))).shape == (1, 3, 2)
    assert norm.eval()(nnlite.ones((1, 3))).shape == (1, 3)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: nn.BatchNorm1d(0), ValueError, "num_features must be positive, not 0"),
        (lambda: nn.BatchNorm1d(2, momentum=2), ValueError, "from 0 to 1, not 2"),
        (lambda: nn.BatchNorm1d(2, eps=-1), ValueError, "eps must not be negative"),
        (lambda: nn.BatchNorm1d(2, dtype="int64"), TypeError, "float32 or float64"),
        (
            lambda: nn.BatchNorm1d(2)(nnlite.ones((4, 3))),
            ValueError,
            r"BatchNorm1d: the input has 3 channels \(axis 1 of its shape \(4, 3\)\) but the layer",
        ),
        (
            lambda: nn.BatchNorm1d(2)(nnlite.ones((2, 2, 2, 2))),
            ValueError,
            r"must be \(N, C\) or \(N, C, L\), not of shape \(2, 2, 2, 2\)",
        ),
        (lambda: nn.BatchNorm1d(2)(nnlite.ones((2, 2), dtype="int64")), TypeError, "float32 or"),
        (lambda: nn.LayerNorm(()), ValueError, "names no axis"),
        (
            lambda: nn.LayerNorm((2, 3))(nnlite.ones((4, 3))),
            ValueError,
            r"shape \(4, 3\) but its last axes should be normalized_shape \(2, 3\)",
        ),
    ],
)
def test_wrong_options(make, error, message):
    with pytest.raises(error, match=message):
        make()


# ---- layer normalization ------------------------------------------------------------------------


@pytest.mark.parametrize(("shape", "last"), [((4, 5), 5), ((2, 3, 4), (3, 4)), ((6,), 6)])
def test_layer_norm(shape, last):
    x = numbers(*shape)
    norm = nn.LayerNorm(last, dtype="float64")
    size = np.prod(last)
    weight, bias = numbers(size, seed=1), numbers(size, seed=2)
    with nnlite.no_grad():
        norm.weight.copy_(nnlite.tensor(weight.reshape(norm.weight.shape)))
        norm.bias.copy_(nnlite.tensor(bias.reshape(norm.bias.shape)))
    rows = x.reshape(-1, size)
    expected = [(r - r.mean()) / (r.std() ** 2 + 1e-5) ** 0.5 for r in rows]
    expected = np.array(expected) * weight + bias
    np.testing.assert_allclose(norm(nnlite.tensor(x)).detach(), expected.reshape(shape), 1e-10)
    np.testing.assert_allclose(
        norm.eval()(nnlite.tensor(x)).detach(), expected.reshape(shape), 1e-10
    )


def test_layer_norm_gradients():
    leaves = [
        nnlite.tensor(a, requires_grad=True)
        for a in (numbers(3, 2, 4), numbers(2, 4, seed=1), numbers(2, 4, seed=2))
    ]

    def f(x, w, b):
        return F.layer_norm(x, (2, 4), w, b)

    assert nnlite.gradcheck(f, leaves)
    assert nnlite.gradgradcheck(f, leaves)


def test_layer_norm_parameters():
    assert list(nn.LayerNorm(3).state_dict()) == ["weight", "bias"]
    assert list(nn.LayerNorm(3, bias=False).state_dict()) == ["weight"]
    assert list(nn.LayerNorm(3, elementwise_affine=False).state_dict()) == []


# ---- standardization ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("features", "axes", "shape"),
    [
        (4, (0,), (50, 4)),
        ((3, 4), (0,), (20, 3, 4)),
        ((3, 1, 1), (0, 2, 3), (5, 3, 4, 4)),
        ((), (0, 1), (9, 3)),
    ],
)
def test_standardize(features, axes, shape):
    x = numbers(*shape)
    layer = nn.Standardize(features, dtype="float64")
    np.testing.assert_array_equal(layer(nnlite.tensor(x)), x)  # nothing known yet
    assert layer.fit(nnlite.tensor(x)) is layer
    mean, deviation = x.mean(axes, keepdims=True), x.std(axes, keepdims=True)
    np.testing.assert_allclose(layer(nnlite.tensor(x)), (x - mean) / deviation, 1e-9, 1e-12)


def test_standardize_constants_and_bytes():
    x = np.array([[5, 1, 0], [5, 3, 0], [5, 5, 0]], dtype=np.uint8)
    layer = nn.Standardize(3).fit(x)
    np.testing.assert_array_equal(layer.mean, [5, 3, 0])
    np.testing.assert_allclose(layer.deviation, [1, np.std([1, 3, 5]), 1])
    y = layer(nnlite.tensor(x))
    assert y.dtype == nnlite.float32
    np.testing.assert_array_equal(y.numpy()[:, [0, 2]], np.zeros((3, 2)))
    tenth = np.full((1000, 1), 0.1)  # its mean is not exact
    np.testing.assert_array_equal(nn.Standardize(1).fit(tenth).deviation, [1])


def test_standardize_far_from_zero():
    x = numbers(1000, 2) + 1e6
    layer = nn.Standardize(2, dtype="float64").fit(x)
    np.testing.assert_allclose(layer.deviation, x.std(0), 1e-9)


def test_standardize_is_saved_but_not_learned():
    layer = nn.Standardize(2).fit(numbers(10, 2))
    assert list(layer.state_dict()) == ["mean", "deviation"]
    assert layer.parameters() == []
    other = nn.Standardize(2)
    other.load_state_dict(layer.state_dict())
    np.testing.assert_array_equal(other.mean, layer.mean)
    x = nnlite.ones((3, 2), requires_grad=True)
    layer(x).sum().backward()
    np.testing.assert_allclose(x.grad.numpy()[0], 1 / layer.deviation.numpy(), 1e-6)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_standardize_refuses_what_is_not_finite(bad):
    layer = nn.Standardize(2).fit(numbers(10, 2))
    before = layer.mean.numpy().copy()
    x = numbers(10, 2)
    x[3, 1] = bad
    with pytest.raises(ValueError, match="feature 1 has values that are NaN or infinite"):
        layer.fit(x)
    np.testing.assert_array_equal(layer.mean, before)


def test_standardize_errors():
    with pytest.raises(ValueError, match=r"shape \(4, 3\) but the statistics have shape \(2,\)"):
        nn.Standardize(2)(nnlite.ones((4, 3)))
    with pytest.raises(ValueError, match=r"there is nothing to fit in shape \(0, 2\)"):
        nn.Standardize(2).fit(nnlite.ones((0, 2)))
    with pytest.raises(TypeError, match="data is a list, not a tensor or an array"):
        nn.Standardize(2).fit([[1, 2]])
