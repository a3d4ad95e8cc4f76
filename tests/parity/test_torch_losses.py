"""Losses beside PyTorch's: values and gradients, in every reduction. Skipped without PyTorch."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import nn
from parity.beside import compare, numbers, pair, same, torch

LOSSES = {
    "MSELoss": lambda m, t, **k: m.MSELoss(**k),
    "L1Loss": lambda m, t, **k: m.L1Loss(**k),
    "HuberLoss": lambda m, t, **k: m.HuberLoss(delta=0.4, **k),
    "SmoothL1Loss": lambda m, t, **k: m.SmoothL1Loss(beta=0.4, **k),
    "BCEWithLogitsLoss": lambda m, t, **k: m.BCEWithLogitsLoss(
        t(numbers(4, low=0.1, seed=1)), pos_weight=t(numbers(4, low=0.1, seed=2)), **k
    ),
}


@pytest.mark.parametrize("make", LOSSES.values(), ids=LOSSES)
@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
def test_losses(make, reduction):
    mine = make(nn, nnlite.tensor, reduction=reduction)
    other = make(torch.nn, torch.tensor, reduction=reduction)
    compare(mine, other, numbers(5, 4), numbers(5, 4, low=0, high=1, seed=3))


@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
@pytest.mark.parametrize("name", ["CrossEntropyLoss", "NLLLoss"])
@pytest.mark.parametrize("options", [{}, {"ignore_index": 2}, {"label_smoothing": 0.2}])
@pytest.mark.parametrize("shape", [(6,), (3, 2)])
def test_class_losses(reduction, name, options, shape):
    if name == "NLLLoss" and "label_smoothing" in options:
        pytest.skip("NLLLoss has none")
    weight = numbers(4, low=0.2, seed=5)
    target = np.random.default_rng(2).integers(0, 4, shape)
    mine = getattr(nn, name)(nnlite.tensor(weight), reduction=reduction, **options)
    other = getattr(torch.nn, name)(torch.tensor(weight), reduction=reduction, **options)
    compare(mine, other, numbers(shape[0], 4, *shape[1:]), target)


def rows(*shape, **options):
    return numbers(*shape, **options)


def ones_and_minus(*shape):
    return np.random.default_rng(7).choice([-1.0, 1.0], shape)


FAMILY = {
    "BCELoss": ({}, (rows(5, 4, low=0.05, high=0.95), rows(5, 4, low=0, high=1, seed=1))),
    "KLDivLoss": ({}, (rows(5, 4), rows(5, 4, low=0.1, high=1, seed=1))),
    "KLDivLoss of logarithms": ({"log_target": True}, (rows(5, 4), rows(5, 4, seed=1))),
    "GaussianNLLLoss": (
        {"full": True, "eps": 0.4},
        (rows(5, 4), rows(5, 4, seed=1), rows(5, 1, low=0.1, seed=2)),
    ),
    "PoissonNLLLoss": ({"full": True}, (rows(5, 4), np.round(rows(5, 4, low=0, seed=1)))),
    "PoissonNLLLoss of rates": (
        {"log_input": False, "eps": 0.01},
        (rows(5, 4, low=0.1), rows(5, 4, low=0, seed=1)),
    ),
    "HingeEmbeddingLoss": ({"margin": 0.7}, (rows(5, 4), ones_and_minus(5, 4))),
    "SoftMarginLoss": ({}, (rows(5, 4), ones_and_minus(5, 4))),
    "MarginRankingLoss": ({"margin": 0.7}, (rows(5), rows(5, seed=1), ones_and_minus(5))),
    "CosineEmbeddingLoss": ({"margin": 0.2}, (rows(5, 4), rows(5, 4, seed=1), ones_and_minus(5))),
    "TripletMarginLoss": ({}, (rows(5, 4), rows(5, 4, seed=1), rows(5, 4, seed=2))),
    "TripletMarginLoss swapped": (
        {"margin": 2.0, "p": 3.0, "swap": True},
        (rows(5, 4), rows(5, 4, seed=1), rows(5, 4, seed=2)),
    ),
    "MultiMarginLoss": ({}, (rows(5, 4), np.array([0, 3, 1, 2, 2]))),
    "MultiMarginLoss squared": (
        {"p": 2, "margin": 0.5, "weight": rows(4, low=0.2, seed=1)},
        (rows(5, 4), np.array([0, 3, 1, 2, 2])),
    ),
    "MultiLabelMarginLoss": (
        {},
        (rows(3, 4), np.array([[3, 0, -1, 1], [-1, 2, 1, 0], [2, 0, 1, 3]])),
    ),
    "MultiLabelSoftMarginLoss": (
        {"weight": rows(4, low=0.2, seed=1)},
        (rows(5, 4), (ones_and_minus(5, 4) + 1) / 2),
    ),
}


@pytest.mark.filterwarnings("ignore:reduction. 'mean' divides")  # of kl_div, by PyTorch
@pytest.mark.parametrize(("options", "arrays"), FAMILY.values(), ids=FAMILY)
@pytest.mark.parametrize("reduction", ["mean", "sum", "none", "batchmean"])
def test_family_of_losses(request, options, arrays, reduction):
    name = request.node.callspec.id.split("-")[-1].split()[0]
    if reduction == "batchmean" and name != "KLDivLoss":
        pytest.skip("only KLDivLoss has it")

    def made(module, tensor):
        given = {k: tensor(v) if isinstance(v, np.ndarray) else v for k, v in options.items()}
        return getattr(module, name)(**given, reduction=reduction)

    compare(made(nn, nnlite.tensor), made(torch.nn, torch.tensor), *arrays)


@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
@pytest.mark.parametrize("layout", ["padded", "joined"])
@pytest.mark.parametrize("zero", [False, True])
def test_ctc(reduction, layout, zero):
    targets = np.array([[1, 2, 2], [4, 0, 0], [3, 1, 4]])
    counts, times = [3, 1, 3], [10, 4, 2 if zero else 7]
    if layout == "joined":
        targets = np.concatenate([row[:n] for row, n in zip(targets, counts, strict=True)])
    found = []
    for m, tensor, lengths in [(nn, nnlite.tensor, list), (torch.nn, torch.tensor, torch.tensor)]:
        logits = tensor(numbers(10, 3, 5))
        logits.requires_grad_()
        loss = m.CTCLoss(reduction=reduction, zero_infinity=zero)
        x = m.functional.log_softmax(logits, dim=2)
        value = loss(x, tensor(targets), lengths(times), lengths(counts))
        (value * tensor(numbers(*value.shape, seed=1))).sum().backward()
        found.append((value, logits.grad))
    same(found[0][0], found[1][0])
    same(found[0][1], found[1][1])


PAIRS_OF_INPUTS = {
    "CosineSimilarity": (lambda m: m.CosineSimilarity(dim=0), (4, 5), (4, 5)),
    "PairwiseDistance": (lambda m: m.PairwiseDistance(3.0, 0.1, keepdim=True), (4, 5), (4, 5)),
    "Bilinear": (lambda m: m.Bilinear(5, 3, 2), (4, 2, 5), (4, 2, 3)),
}


@pytest.mark.parametrize(("make", "first", "second"), PAIRS_OF_INPUTS.values(), ids=PAIRS_OF_INPUTS)
def test_pairs_of_inputs(make, first, second):
    compare(*pair(make), numbers(*first), numbers(*second, seed=1))
