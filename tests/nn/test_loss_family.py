"""The losses with options as modules, at their bounds, and given what they cannot use."""

from __future__ import annotations

import copy
import inspect

import numpy as np
import pytest

import nnlite
import nnlite.nn.functional as F
from nnlite import nn

SIGNS = nnlite.tensor([1.0, -1.0])
X = nnlite.tensor([[0.5, -1.0, 0.2], [0.1, 0.4, 2.0]])
BITS = nnlite.tensor([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]])
LABELS = nnlite.tensor([2, 0])
MASKS = nnlite.tensor(np.linspace(0.1, 0.9, 24).reshape(2, 3, 4))

# The class, its function, options that are not the defaults, tensors.
FAMILY = [
    (nn.BCELoss, F.binary_cross_entropy, {"weight": nnlite.ones(3) * 2}, (X.sigmoid(), BITS)),
    (nn.KLDivLoss, F.kl_div, {"log_target": True, "reduction": "batchmean"}, (X, X.sigmoid())),
    (nn.GaussianNLLLoss, F.gaussian_nll_loss, {"full": True, "eps": 0.1}, (X, BITS, X)),
    (
        nn.PoissonNLLLoss,
        F.poisson_nll_loss,
        {"log_input": False, "full": True, "eps": 0.1},
        (X.exp(), BITS * 3),
    ),
    (nn.SigmoidFocalLoss, F.sigmoid_focal_loss, {"alpha": 0.4, "gamma": 1.0}, (X, BITS)),
    (
        nn.FocalLoss,
        F.focal_loss,
        {"gamma": 1.0, "weight": nnlite.ones(3) * 2, "ignore_index": 2},
        (X, LABELS),
    ),
    (nn.DiceLoss, F.dice_loss, {"smooth": 0.1, "p": 2}, (MASKS, MASKS)),
    (nn.HingeLoss, F.hinge_loss, {"margin": 0.5}, (X[:, 0], SIGNS)),
    (nn.SquaredHingeLoss, F.squared_hinge_loss, {"margin": 0.5}, (X[:, 0], SIGNS)),
    (nn.HingeEmbeddingLoss, F.hinge_embedding_loss, {"margin": 0.5}, (X[:, 0], SIGNS)),
    (nn.SoftMarginLoss, F.soft_margin_loss, {"reduction": "sum"}, (X[:, 0], SIGNS)),
    (nn.MarginRankingLoss, F.margin_ranking_loss, {"margin": 0.7}, (X[:, 0], X[:, 1], SIGNS)),
    (nn.CosineEmbeddingLoss, F.cosine_embedding_loss, {"margin": 0.1}, (X, BITS, SIGNS)),
    (
        nn.TripletMarginLoss,
        F.triplet_margin_loss,
        {"margin": 2.0, "p": 1.0, "eps": 1e-3, "swap": True},
        (X, BITS, -X),
    ),
    (
        nn.MultiMarginLoss,
        F.multi_margin_loss,
        {"p": 2, "margin": 2.0, "weight": nnlite.ones(3) * 2},
        (X, LABELS),
    ),
    (
        nn.MultiLabelMarginLoss,
        F.multilabel_margin_loss,
        {"reduction": "sum"},
        (X, nnlite.tensor([[1, -1, 0], [2, 0, -1]])),
    ),
    (
        nn.MultiLabelSoftMarginLoss,
        F.multilabel_soft_margin_loss,
        {"weight": nnlite.ones(3) * 2},
        (X, BITS),
    ),
    (
        nn.CTCLoss,
        F.ctc_loss,
        {"blank": 1, "zero_infinity": True, "reduction": "sum"},
        (X[:, None, :], nnlite.tensor([[2]]), [2], [1]),
    ),
]
NAMES = [row[0].__name__ for row in FAMILY]


@pytest.mark.parametrize("row", FAMILY, ids=NAMES)
def test_modules_are_their_functions(row):
    cls, function, options, tensors = row
    for given in ({}, options):
        loss = cls(**given)
        assert loss(*tensors).tolist() == function(*tensors, **given).tolist()
        for name, value in given.items():
            assert getattr(loss, name) is value or getattr(loss, name) == value
    assert cls(**options)(*tensors).tolist() != cls()(*tensors).tolist()


@pytest.mark.parametrize("row", FAMILY, ids=NAMES)
def test_repr_builds_the_loss_again(row):
    cls, _, options, _ = row
    numbers = {k: v for k, v in options.items() if not isinstance(v, nnlite.Tensor)}
    loss = cls(**numbers)
    again = eval(repr(loss), {cls.__name__: cls})
    assert repr(again) == repr(loss)
    shown = {k: f"{v:g}" if isinstance(v, float) else repr(v) for k, v in numbers.items()}
    assert all(f"{name}={value}" in repr(loss) for name, value in shown.items())


@pytest.mark.parametrize("row", FAMILY, ids=NAMES)
def test_weights_are_buffers(row):
    cls, _, options, tensors = row
    loss = cls(**options)
    if "weight" not in options:
        assert not loss.state_dict()
        return
    assert list(loss.state_dict()) == ["weight"]
    before = loss(*tensors).item()
    loss.load_state_dict({"weight": loss.weight * 2})
    assert loss(*tensors).item() == pytest.approx(2 * before)
    assert copy.deepcopy(loss)(*tensors).item() == pytest.approx(2 * before)


@pytest.mark.parametrize("row", FAMILY, ids=NAMES)
def test_unknown_reductions(row):
    with pytest.raises(ValueError, match="reduction is 'avg'; it must be 'mean', 'sum' or 'none'"):
        row[0](reduction="avg")
    if row[0] is not nn.KLDivLoss:
        with pytest.raises(ValueError, match="reduction is 'batchmean'"):
            row[1](*row[3], reduction="batchmean")


@pytest.mark.parametrize("row", FAMILY, ids=NAMES)
def test_words(row):
    for thing in row[:2]:
        doc = inspect.getdoc(thing)
        assert all(f"\n{name} : " in doc for name in {"reduction": 0, **row[2]})
        assert "Examples" in doc


def leaf(values):
    return nnlite.tensor(values, dtype="float64", requires_grad=True)


def test_binary_cross_entropy_at_the_bounds():
    x = leaf([0.0, 1.0, 0.0, 1.0])
    loss = F.binary_cross_entropy(x, nnlite.tensor([0.0, 1, 1, 0]), reduction="none")
    assert loss.tolist() == [0, 0, 100, 100]
    loss.sum().backward()
    assert np.isfinite(x.grad.numpy()).all()
    assert np.isnan(F.binary_cross_entropy(leaf([1.5]), nnlite.ones(1)).item())


def test_divergence_of_impossible_classes():
    x, y = leaf([-1.0, -2.0]), leaf([0.0, 1.0])
    loss = F.kl_div(x, y, reduction="none")
    assert loss.tolist() == [0, 2]
    loss.sum().backward()
    assert x.grad.tolist() == [0, -1] and np.isfinite(y.grad.numpy()).all()


def test_variances_below_the_bound_learn():
    v = leaf([-4.0, 1e-9, 2.0])
    F.gaussian_nll_loss(nnlite.zeros(3), nnlite.ones(3), v, eps=0.5, reduction="sum").backward()
    np.testing.assert_allclose(v.grad, [1 - 2, 1 - 2, 0.25 - 0.125])


@pytest.mark.parametrize("size", [1e4, -1e4])
def test_extreme_scores(size):
    for loss, target in [
        (nn.SoftMarginLoss(), 1.0),
        (nn.SigmoidFocalLoss(gamma=0.5), 1.0),
        (nn.SigmoidFocalLoss(), 0.0),
        (nn.LogCoshLoss(), 0.0),
    ]:
        x = nnlite.tensor([size], requires_grad=True)
        value = loss(x, nnlite.tensor([target]))
        value.backward()
        assert np.isfinite(value.item()) and np.isfinite(x.grad.item())
    x = nnlite.tensor([[size, 0.0]], requires_grad=True)
    nn.FocalLoss(0.5)(x, nnlite.tensor([0])).backward()
    assert np.isfinite(x.grad.numpy()).all()


def test_log_cosh_of_small_differences():
    r = np.array([1e-6, 1e-3, 0.3, 0.999, 1.001, 5.0])
    want = np.log1p(2 * np.sinh(r / 2) ** 2)
    np.testing.assert_allclose(nnlite.log_cosh(nnlite.tensor(r)), want, 1e-13)
    np.testing.assert_allclose(nnlite.log_cosh(nnlite.tensor(r.astype("f4"))), want, 1e-6)


def test_vectors_of_zeros_have_gradients():
    a, b = leaf([[0.0, 0.0]]), leaf([[1.0, 2.0]])
    F.cosine_similarity(a, b).sum().backward()
    assert np.isfinite(a.grad.numpy()).all() and np.isfinite(b.grad.numpy()).all()


def test_one_example_needs_no_batch():
    row, label = X[0], nnlite.tensor(2)
    for loss, target in [
        (F.multi_margin_loss, label),
        (F.focal_loss, label),
        (F.multilabel_soft_margin_loss, BITS[0]),
        (F.multilabel_margin_loss, nnlite.tensor([1, -1, 0])),
    ]:
        one = loss(row, target, reduction="none")
        batch = loss(row[None], target[None], reduction="none")
        assert one.shape == () and [one.item()] == batch.tolist()
    assert nn.CosineEmbeddingLoss(reduction="none")(row, X[1], nnlite.tensor(1)).shape == ()


def test_multilabel_margin_needs_no_square_of_the_classes():
    """Of 4000 classes, half of them right: all pairs would take 64 MB for each row."""
    rng = np.random.default_rng(0)
    x = leaf(rng.normal(0, 1, (4, 4000)))
    order = np.argsort(rng.random((4, 4000)), 1)
    y = np.concatenate([order[:, :2000], np.full((4, 2000), -1)], 1)
    before = nnlite.memory_stats()["in_use"]
    losses = F.multilabel_margin_loss(x, nnlite.tensor(y), reduction="none")
    losses.sum().backward()
    assert nnlite.memory_stats()["in_use"] - before < 8 * 2**20
    for row, right, found, slope in zip(x.detach().numpy(), y, losses.tolist(), x.grad.numpy(),
                                        strict=True):  # fmt: skip
        right = right[:2000]
        wrong = np.setdiff1d(np.arange(4000), right)
        gaps = 1 - row[right][:, None] + row[wrong]
        np.testing.assert_allclose(found, np.maximum(gaps, 0).sum() / 4000, 1e-12)
        want = np.zeros(4000)
        want[right], want[wrong] = -(gaps > 0).sum(1), (gaps > 0).sum(0)
        np.testing.assert_allclose(slope, want / 4000, 1e-12, 1e-12)


TENSOR = nnlite.zeros((2, 3))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: nn.GaussianNLLLoss(eps=0), ValueError, "GaussianNLLLoss: eps must be positive"),
        (lambda: nn.PoissonNLLLoss(eps=-1), ValueError, "eps must not be negative"),
        (lambda: nn.FocalLoss(gamma=-1), ValueError, "FocalLoss: gamma must not be negative"),
        (lambda: nn.SigmoidFocalLoss(alpha=2), ValueError, "alpha is 2"),
        (lambda: nn.DiceLoss(p=3), ValueError, "DiceLoss: p is 3; it must be 1 or 2"),
        (lambda: nn.MultiMarginLoss(p=3), ValueError, "MultiMarginLoss: p is 3"),
        (lambda: nn.TripletMarginLoss(margin=0), ValueError, "margin must be positive"),
        (lambda: nn.DiceLoss()(TENSOR, TENSOR), ValueError, r"unsqueeze\(1\)"),
        (
            lambda: nn.GaussianNLLLoss()(TENSOR, TENSOR, nnlite.ones(3)),
            ValueError,
            r"var has shape \(3,\) but input has shape \(2, 3\)",
        ),
        (
            lambda: nn.MultiMarginLoss(weight=nnlite.ones(2))(TENSOR, nnlite.tensor([0, 1])),
            ValueError,
            r"weight has shape \(2,\) but there are 3 classes",
        ),
        (
            lambda: nn.MultiMarginLoss()(TENSOR, nnlite.tensor([0, 3])),
            IndexError,
            "3",
        ),
        (lambda: nn.MultiMarginLoss()(TENSOR, nnlite.ones(2)), TypeError, "must be integers"),
        (lambda: nn.FocalLoss()(TENSOR, TENSOR), TypeError, "the labels"),
        (
            lambda: nn.MultiLabelMarginLoss()(TENSOR, nnlite.tensor([0, 1])),
            ValueError,
            r"target has shape \(2,\) but input \(2, 3\) needs labels \(2, 3\)",
        ),
        (
            lambda: nn.CosineEmbeddingLoss()(TENSOR, TENSOR, nnlite.ones(3)),
            ValueError,
            r"target has shape \(3,\) but the vectors \(2, 3\) need \(2,\)",
        ),
        (
            lambda: nn.TripletMarginLoss()(TENSOR, TENSOR, nnlite.zeros((2, 4))),
            ValueError,
            r"anchor has shape \(2, 3\) but negative has shape \(2, 4\)",
        ),
        (lambda: nn.HingeLoss()(TENSOR, nnlite.ones(3)), ValueError, "target has shape"),
        (lambda: nn.HingeLoss()(LABELS, SIGNS), TypeError, "must be float32 or float64, not int64"),
        (lambda: F.kl_div(nnlite.tensor(1.0), nnlite.tensor(1.0), reduction="batchmean"),
         ValueError, "needs a batch"),
        (lambda: nn.MarginRankingLoss()(SIGNS, SIGNS), TypeError, "target"),
    ],
)  # fmt: skip
def test_wrong_input(call, error, message):
    with pytest.raises(error, match=message):
        call()
