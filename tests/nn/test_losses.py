"""Losses against their definitions in float64, written out element by element."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

import nnlite
import nnlite.nn.functional as F
from nnlite import nn

REDUCTIONS = ["mean", "sum", "none"]


def numbers(*shape, low=-3.0, high=3.0, seed=0):
    return np.random.default_rng(seed).uniform(low, high, shape)


def reduced(losses, reduction):
    return {"mean": np.mean, "sum": np.sum, "none": np.asarray}[reduction](losses)


def logistic(v):
    return 1 / (1 + np.exp(-v))


def huber(r, delta):
    return r * r / 2 if abs(r) <= delta else delta * (abs(r) - delta / 2)


# loss, its function, keywords, l(prediction, target)
PAIRS = [
    (nn.MSELoss, F.mse_loss, {}, lambda x, y: (x - y) ** 2),
    (nn.L1Loss, F.l1_loss, {}, lambda x, y: abs(x - y)),
    (nn.HuberLoss, F.huber_loss, {}, lambda x, y: huber(x - y, 1)),
    (nn.HuberLoss, F.huber_loss, {"delta": 0.3}, lambda x, y: huber(x - y, 0.3)),
    (nn.SmoothL1Loss, F.smooth_l1_loss, {"beta": 2.0}, lambda x, y: huber(x - y, 2) / 2),
    (nn.SmoothL1Loss, F.smooth_l1_loss, {"beta": 0.0}, lambda x, y: abs(x - y)),
    (
        nn.BCEWithLogitsLoss,
        F.binary_cross_entropy_with_logits,
        {},
        lambda x, y: -y * np.log(logistic(x)) - (1 - y) * np.log(logistic(-x)),
    ),
]
NAMES = [f"{row[0].__name__}-{i}" for i, row in enumerate(PAIRS)]


@pytest.mark.parametrize("row", PAIRS, ids=NAMES)
@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_pairs(row, reduction):
    layer, function, keywords, element = row
    x, y = numbers(4, 5), numbers(4, 5, low=0, high=1, seed=1)
    expected = reduced(np.vectorize(element)(x, y), reduction)
    a, b = nnlite.tensor(x, requires_grad=True), nnlite.tensor(y)
    loss = layer(reduction=reduction, **keywords)
    np.testing.assert_allclose(loss(a, b).detach().numpy(), expected, 1e-12)
    np.testing.assert_allclose(function(a, b, reduction=reduction, **keywords).detach(), expected)
    assert loss.reduction == reduction
    assert nnlite.gradcheck(lambda a: loss(a, b), a)


@pytest.mark.parametrize("row", PAIRS, ids=NAMES)
def test_targets_of_other_dtypes_and_float32(row):
    layer, _, keywords, element = row
    x, y = numbers(6).astype(np.float32), np.array([0, 1, 1, 0, 1, 0])
    expected = np.vectorize(element)(x.astype(float), y).mean()
    got = layer(**keywords)(nnlite.tensor(x), nnlite.tensor(y))
    assert got.dtype == nnlite.float32
    np.testing.assert_allclose(got.item(), expected, 2e-6)


@pytest.mark.parametrize("row", PAIRS, ids=NAMES)
def test_shapes_are_not_broadcast(row):
    layer, _, keywords, _ = row
    with pytest.raises(ValueError, match=r"input has shape \(3, 1\) but target has shape \(3,\)"):
        layer(**keywords)(nnlite.zeros((3, 1)), nnlite.zeros(3))


def test_weighted_binary_cross_entropy():
    x, y = numbers(4, 3), numbers(4, 3, low=0, high=1, seed=1)
    w, p = numbers(4, 1, low=0.5, high=2, seed=2), numbers(3, low=0.5, high=4, seed=3)
    log = np.log
    expected = -w * (p * y * log(logistic(x)) + (1 - y) * log(logistic(-x)))
    loss = nn.BCEWithLogitsLoss(nnlite.tensor(w), pos_weight=nnlite.tensor(p))
    a = nnlite.tensor(x, requires_grad=True)
    np.testing.assert_allclose(loss(a, nnlite.tensor(y)).item(), expected.mean(), 1e-12)
    assert nnlite.gradcheck(lambda a: loss(a, nnlite.tensor(y)), a)
    assert set(loss.state_dict()) == {"weight", "pos_weight"}


@pytest.mark.parametrize("size", [1e4, -1e4])
def test_binary_cross_entropy_of_extreme_logits(size):
    x = nnlite.tensor([size], requires_grad=True)
    for y in (0.0, 1.0):
        loss = nn.BCEWithLogitsLoss()(x, nnlite.tensor([y]))
        assert loss.item() == (0 if (size > 0) == (y == 1) else abs(size))
        loss.backward()
        assert np.isfinite(x.grad.numpy()).all()


# ---- classes -------------------------------------------------------------------------------------


def class_loss(x, target, weight, ignore, smoothing, normalize, reduction):
    """-sum_k q_k w_k log p_k with the smoothed q, one row after the other."""
    classes = x.shape[1]
    w = np.ones(classes) if weight is None else weight
    losses, weights = np.zeros(target.shape), np.zeros(target.shape)
    for place in np.ndindex(target.shape):
        y = target[place]
        if y == ignore:
            continue
        row = x[(place[0], slice(None), *place[1:])]
        log_p = row - np.log(np.exp(row - row.max()).sum()) - row.max() if normalize else row
        q = (1 - smoothing) * np.eye(classes)[y] + smoothing / classes
        losses[place] = -(q * w * log_p).sum()
        weights[place] = w[y]
    if reduction == "none":
        return losses
    return losses.sum() / (weights.sum() if reduction == "mean" else 1)


OPTIONS = list(
    itertools.product([False, True], [-100, 1], [0.0, 0.2], REDUCTIONS, [(6,), (3, 2, 2)])
)


@pytest.mark.parametrize(("weighted", "ignore", "smoothing", "reduction", "shape"), OPTIONS)
def test_cross_entropy(weighted, ignore, smoothing, reduction, shape):
    rng = np.random.default_rng(3)
    x = numbers(shape[0], 5, *shape[1:])
    target = rng.integers(0, 5, shape)
    weight = numbers(5, low=0.3, high=2) if weighted else None
    loss = nn.CrossEntropyLoss(
        None if weight is None else nnlite.tensor(weight),
        ignore_index=ignore,
        reduction=reduction,
        label_smoothing=smoothing,
    )
    expected = class_loss(x, target, weight, ignore, smoothing, True, reduction)
    a = nnlite.tensor(x, requires_grad=True)
    np.testing.assert_allclose(loss(a, nnlite.tensor(target)).detach(), expected, 1e-10)
    assert nnlite.gradcheck(lambda a: loss(a, nnlite.tensor(target)), a)


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_nll(weighted, reduction):
    x, target = numbers(6, 4), np.array([0, 3, 1, 1, 2, 0])
    weight = numbers(4, low=0.3, high=2) if weighted else None
    loss = nn.NLLLoss(
        None if weight is None else nnlite.tensor(weight), ignore_index=2, reduction=reduction
    )
    expected = class_loss(x, target, weight, 2, 0, False, reduction)
    a = nnlite.tensor(x, requires_grad=True)
    np.testing.assert_allclose(loss(a, nnlite.tensor(target)).detach(), expected, 1e-12)
    assert nnlite.gradcheck(lambda a: loss(a, nnlite.tensor(target)), a)


def test_cross_entropy_of_probabilities():
    x = numbers(5, 3)
    q = np.random.default_rng(1).dirichlet(np.ones(3), 5)
    log_p = np.log(np.exp(x) / np.exp(x).sum(1, keepdims=True))
    smoothed = 0.9 * q + 0.1 / 3
    loss = nn.CrossEntropyLoss(label_smoothing=0.1)
    a = nnlite.tensor(x, requires_grad=True)
    np.testing.assert_allclose(
        loss(a, nnlite.tensor(q)).item(), -(smoothed * log_p).sum(1).mean(), 1e-12
    )
    assert nnlite.gradcheck(lambda a: loss(a, nnlite.tensor(q)), a)


def test_labels_and_their_probabilities_agree():
    x, y = nnlite.tensor(numbers(7, 4)), nnlite.tensor([0, 1, 2, 3, 3, 2, 1])
    loss = nn.CrossEntropyLoss(label_smoothing=0.3)
    rows = F.one_hot(y, 4).to("float64")
    np.testing.assert_allclose(loss(x, y).item(), loss(x, rows).item(), 1e-12)


@pytest.mark.parametrize("label", [5, -1])
def test_labels_outside_the_classes(label):
    x = nnlite.zeros((2, 5), requires_grad=True)
    with pytest.raises(IndexError, match=f"label {label} in row 1 is not one of the 5 classes"):
        nn.CrossEntropyLoss()(x, nnlite.tensor([0, label]))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: nn.MSELoss("avg"), "MSELoss: reduction is 'avg'; it must be 'mean'"),
        (lambda: nn.MSELoss(reduction="max"), "reduction is 'max'"),
        (lambda: nn.HuberLoss(delta=0), "delta must be positive, not 0"),
        (lambda: nn.SmoothL1Loss(beta=-1), "beta must not be negative, not -1"),
        (lambda: nn.CrossEntropyLoss(label_smoothing=1.5), "label_smoothing is 1.5"),
        (lambda: nn.CrossEntropyLoss(nnlite.ones((2, 2))), "one number for each class"),
        (
            lambda: nn.CrossEntropyLoss()(nnlite.zeros((0, 3)), nnlite.zeros(0, dtype="int64")),
            "the batch is empty",
        ),
        (
            lambda: nn.CrossEntropyLoss(nnlite.ones(4))(
                nnlite.zeros((2, 3)), nnlite.tensor([0, 1])
            ),
            r"weight has shape \(4,\) but there are 3 classes",
        ),
        (
            lambda: nn.BCEWithLogitsLoss(nnlite.ones(4))(nnlite.zeros((2, 3)), nnlite.ones((2, 3))),
            r"weight of shape \(4,\) does not broadcast",
        ),
    ],
)
def test_wrong_options(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_wrong_types():
    with pytest.raises(TypeError, match="MSELoss"):
        nn.MSELoss()(nnlite.zeros(2), None)
    with pytest.raises(TypeError, match="mse_loss: input must be float32 or float64, not int64"):
        nn.MSELoss()(nnlite.tensor([1]), nnlite.tensor([1.0]))
    with pytest.raises(TypeError):
        nn.MSELoss()(nnlite.zeros(2))


def test_repr_and_subclass():
    assert repr(nn.HuberLoss(delta=0.5)) == "HuberLoss(delta=0.5, reduction='mean')"

    class Twice(nn.MSELoss):
        def forward(self, input, target):
            return 2 * super().forward(input, target)

    assert Twice()(nnlite.ones(2), nnlite.zeros(2)).item() == 2
