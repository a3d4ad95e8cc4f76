"""Rows of the losses with options, each from its definition, written out element by element."""

from __future__ import annotations

import itertools

import numpy as np

import nnlite
import nnlite.nn.functional as F
from ops.row import Row

REDUCE = {"mean": np.mean, "sum": np.sum, "none": np.asarray}


def logistic(v):
    return 1 / (1 + np.exp(-v))


def signs(x, seed=0):
    """-1 and 1, by the shape alone: call and reference agree on them."""
    return np.random.default_rng(sum(x.shape) + seed).choice([-1.0, 1.0], x.shape)


def classes_of(x, seed=0):
    return np.random.default_rng(sum(x.shape) + seed).integers(0, x.shape[1], x.shape[0])


def listed(x):
    """For multilabel_margin_loss: some classes of each row, then -1, then anything."""
    rng = np.random.default_rng(sum(x.shape))
    y = np.stack([rng.permutation(x.shape[1]) for _ in range(x.shape[0])])
    for row, end in zip(y, rng.integers(0, x.shape[1] + 1, x.shape[0]), strict=True):
        row[end : end + 1] = -1
    return y


def drawn(low, high, count=1, shape=None):
    """Arrays of one shape, (2 .. 4, 2 .. 5) unless given."""

    def draw(rng):
        size = shape or (int(rng.integers(2, 5)), int(rng.integers(2, 6)))
        return tuple(rng.uniform(low, high, size) for _ in range(count))

    return draw


def probabilities(rng):
    size = int(rng.integers(1, 4)), int(rng.integers(2, 5))
    return rng.uniform(0.05, 0.95, size), rng.uniform(0.05, 0.95, size)


def scores(rng):
    """Numbers of which no two sums come near the margins 0.5 and 1: multiples of 1/7, disturbed."""
    size = int(rng.integers(1, 5)), int(rng.integers(2, 6))
    return (np.round(rng.uniform(-2, 2, size) * 7) / 7 + rng.uniform(-0.03, 0.03, size),)


def given(function, target, **options):
    """The loss of one tensor against a target that its shape decides."""
    return lambda x: function(x, nnlite.from_numpy(np.asarray(target(x))), **options)


def elements(name, function, target, element, inputs=scores, **options):
    """A loss that is a function of an element and its target, with every reduction."""
    for reduction, reduce in REDUCE.items():
        yield Row(
            f"{name}_{reduction}",
            given(function, target, reduction=reduction, **options),
            lambda a, reduce=reduce: reduce(np.vectorize(element)(a, target(a))),
            inputs,
        )


def multi_margin(x, p=1, margin=1.0, weight=None):
    losses = []
    for row, y in zip(x, classes_of(x), strict=True):
        w = 1.0 if weight is None else weight[y]
        wrong = (max(0.0, margin - row[y] + v) ** p * w for i, v in enumerate(row) if i != y)
        losses.append(sum(wrong) / len(row))
    return np.array(losses)


def multilabel_margin(x):
    losses = []
    for row, targets in zip(x, listed(x), strict=True):
        right = list(itertools.takewhile(lambda y: y >= 0, targets))
        wrong = [v for i, v in enumerate(row) if i not in right]
        losses.append(sum(max(0.0, 1 - row[j] + v) for j in right for v in wrong) / len(row))
    return np.array(losses)


def focal(x, gamma, weight=None, ignored=None):
    """Losses of rows."""
    y, losses = classes_of(x), []
    for row, label in zip(x, y, strict=True):
        p = np.exp(row[label]) / np.exp(row).sum()
        w = 1.0 if weight is None else weight[label]
        losses.append(0.0 if label == ignored else -w * (1 - p) ** gamma * np.log(p))
    return np.array(losses)


def cosine(a, b):
    return (a * b).sum(-1) / np.sqrt((a * a).sum(-1) * (b * b).sum(-1))


def distance(a, b, p):
    return (np.abs(a - b + 1e-6) ** p).sum(-1) ** (1 / p)


def triplet(a, p, n, norm, swap):
    far = distance(a, n, norm)
    far = np.minimum(far, distance(p, n, norm)) if swap else far
    return np.maximum(distance(a, p, norm) - far + 0.7, 0)


def gaussian(x, y, v, full):
    return 0.5 * (np.log(v) + (x - y) ** 2 / v + full * np.log(2 * np.pi))


def poisson(x, y, full):
    stirling = y * np.log(np.maximum(y, 1)) - y + 0.5 * np.log(2 * np.pi * np.maximum(y, 1))
    return np.exp(x) - y * x + full * np.where(y > 1, stirling, 0)


def dice(x, y, p, smooth):
    shared = 2 * (x * y).sum((2, 3)) + smooth
    return 1 - shared / ((x**p).sum((2, 3)) + (y**p).sum((2, 3)) + smooth)


def sigmoid_focal(x, s, alpha, gamma):
    y, p = (s > 0), logistic(s * x)
    a = (alpha if y else 1 - alpha) if alpha >= 0 else 1
    return -a * (1 - p) ** gamma * np.log(p)


def zeros_and_ones(x):
    return (signs(x) + 1) / 2


def weights(x):
    return np.linspace(0.5, 2.0, x.shape[1])


def weighted(function, target, **options):
    """The same with a weight for each class."""
    return lambda x: function(
        x, nnlite.from_numpy(target(x)), weight=nnlite.from_numpy(weights(x)), **options
    )


ROWS = [
    *elements("hinge", F.hinge_loss, signs, lambda x, y: max(0.0, 1 - y * x)),
    *elements(
        "squared_hinge",
        F.squared_hinge_loss,
        signs,
        lambda x, y: max(0.0, 0.5 - y * x) ** 2,
        margin=0.5,
    ),
    *elements(
        "hinge_embedding",
        F.hinge_embedding_loss,
        signs,
        lambda x, y: x if y == 1 else max(0.0, 1 - x),
    ),
    *elements("soft_margin", F.soft_margin_loss, signs, lambda x, y: np.log1p(np.exp(-y * x))),
    *elements(
        "sigmoid_focal",
        F.sigmoid_focal_loss,
        zeros_and_ones,
        lambda x, y: sigmoid_focal(x, 2 * y - 1, 0.25, 2),
    ),
    Row(
        "sigmoid_focal_plain",
        given(F.sigmoid_focal_loss, zeros_and_ones, alpha=-1, gamma=0.5),
        lambda x: np.mean(
            np.vectorize(sigmoid_focal)(x, signs(x), -1, 0.5),
        ),
        scores,
    ),
    Row(
        "log_cosh_loss",
        nnlite.log_cosh_loss,
        lambda x, y: np.mean(np.log(np.cosh(x - y))),
        drawn(-3, 3, 2),
    ),
    Row(
        "binary_cross_entropy",
        F.binary_cross_entropy,
        lambda x, y: np.mean(-y * np.log(x) - (1 - y) * np.log(1 - x)),
        probabilities,
    ),
    Row(
        "binary_cross_entropy_weighted",
        lambda x, y: F.binary_cross_entropy(x, y, nnlite.from_numpy(weights(x)), reduction="none"),
        lambda x, y: -weights(x) * (y * np.log(x) + (1 - y) * np.log(1 - x)),
        probabilities,
    ),
    *(
        Row(
            f"kl_div_{reduction}",
            lambda x, y, reduction=reduction: F.kl_div(x, y, reduction=reduction),
            lambda x, y, reduce=reduce: reduce(y * (np.log(y) - x)),
            probabilities,
        )
        for reduction, reduce in {**REDUCE, "batchmean": lambda v: v.sum() / len(v)}.items()
    ),
    Row(
        "kl_div_logarithms",
        lambda x, y: F.kl_div(x, y, log_target=True),
        lambda x, y: np.mean(np.exp(y) * (y - x)),
        drawn(-2, 0, 2),
    ),
    *(
        Row(
            f"gaussian_nll_{full}_{columns}",
            lambda x, y, v, full=full, columns=columns: F.gaussian_nll_loss(
                x, y, v[:, 0] if columns == "rows" else v[:, :1] if columns else v, full
            ),
            lambda x, y, v, full=full, columns=columns: np.mean(
                gaussian(x, y, v[:, :1] if columns else v, full)
            ),
            drawn(0.2, 2, 3),
        )
        for full, columns in [(False, 0), (True, 1), (False, "rows")]
    ),
    *(
        Row(
            f"poisson_nll_{full}",
            lambda x, y, full=full: F.poisson_nll_loss(x, y, full=full, reduction="none"),
            lambda x, y, full=full: poisson(x, y, full),
            lambda r: (r.uniform(-1, 1, (3, 4)), r.choice([0.0, 0.4, 1.6, 3.0], (3, 4))),
        )
        for full in (False, True)
    ),
    Row(
        "poisson_nll_rates",
        lambda x, y: F.poisson_nll_loss(x, y, log_input=False, eps=0.1),
        lambda x, y: np.mean(x - y * np.log(x + 0.1)),
        drawn(0.2, 3, 2),
    ),
    Row(
        "focal",
        lambda x: F.focal_loss(x, nnlite.from_numpy(classes_of(x))),
        lambda x: focal(x, 2).mean(),
        scores,
    ),
    Row(
        "focal_ignoring",
        lambda x: F.focal_loss(
            x, nnlite.from_numpy(classes_of(x)), ignore_index=int(classes_of(x)[0])
        ),
        lambda x: np.divide(
            focal(x, 2, None, classes_of(x)[0]).sum(), (classes_of(x) != classes_of(x)[0]).sum()
        ),
        lambda r: (r.uniform(-2, 2, (int(r.integers(6, 9)), 3)),),
    ),
    Row(
        "focal_all",
        weighted(F.focal_loss, classes_of, gamma=0.7, ignore_index=1, reduction="sum"),
        lambda x: focal(x, 0.7, weights(x), 1).sum(),
        scores,
    ),
    *(
        Row(
            f"dice_{p}",
            lambda x, y, p=p, smooth=smooth: F.dice_loss(x, y, smooth, p, reduction="none"),
            lambda x, y, p=p, smooth=smooth: dice(x, y, p, smooth),
            drawn(0.1, 0.9, 2, (2, 3, 2, 4)),
        )
        for p, smooth in [(1, 1.0), (2, 0.1)]
    ),
    Row(
        "margin_ranking",
        lambda a, b: F.margin_ranking_loss(a, b, nnlite.from_numpy(signs(a)), 0.3),
        lambda a, b: np.mean(np.maximum(0, 0.3 - signs(a) * (a - b))),
        drawn(-2, 2, 2),
    ),
    Row(
        "cosine_embedding",
        lambda a, b: F.cosine_embedding_loss(
            a, b, nnlite.from_numpy(signs(a)[:, 0].copy()), 0.1, reduction="none"
        ),
        lambda a, b: np.where(
            signs(a)[:, 0] == 1, 1 - cosine(a, b), np.maximum(0, cosine(a, b) - 0.1)
        ),
        drawn(-2, 2, 2, (5, 3)),
    ),
    Row(
        "cosine_similarity",
        F.cosine_similarity,
        cosine,
        drawn(0.3, 2, 2),
    ),
    Row(
        "pairwise_distance",
        lambda a, b: F.pairwise_distance(a, b, p=3, keepdim=True),
        lambda a, b: distance(a, b, 3)[:, None],
        drawn(-2, 2, 2),
    ),
    *(
        Row(
            f"triplet_margin_{norm}_{swap}",
            lambda a, p, n, norm=norm, swap=swap: F.triplet_margin_loss(
                a, p, n, 0.7, norm, swap=swap, reduction="none"
            ),
            lambda a, p, n, norm=norm, swap=swap: triplet(a, p, n, norm, swap),
            drawn(-2, 2, 3, (4, 3)),
        )
        for norm, swap in [(2, False), (2, True), (3, True)]
    ),
    Row(
        "multi_margin",
        given(F.multi_margin_loss, classes_of),
        lambda x: multi_margin(x).mean(),
        scores,
    ),
    Row(
        "multi_margin_all",
        weighted(F.multi_margin_loss, classes_of, p=2, margin=0.5, reduction="none"),
        lambda x: multi_margin(x, 2, 0.5, weights(x)),
        scores,
    ),
    Row(
        "multilabel_margin",
        given(F.multilabel_margin_loss, listed),
        lambda x: multilabel_margin(x).mean(),
        scores,
    ),
    Row(
        "multilabel_soft_margin",
        weighted(F.multilabel_soft_margin_loss, zeros_and_ones, reduction="none"),
        lambda x: -(weights(x) * np.log(logistic(signs(x) * x))).mean(1),
        scores,
    ),
    Row(
        "bilinear",
        F.bilinear,
        lambda a, b, w, c: np.einsum("...i,kij,...j->...k", a, w, b) + c,
        lambda r: (
            r.normal(size=(2, 3, 4)),
            r.normal(size=(2, 3, 2)),
            r.normal(size=(5, 4, 2)),
            r.normal(size=5),
        ),
        tol=1e-11,
    ),
]
