"""Rows of Adam's relatives, of the methods that go by signs, of averaged SGD, and of caution."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from optim import references as ref
from optim.references import Reference
from optim.row import Row

ROWS = [
    Row("Adamax", {}, lambda: ref.adamax(), scale_free=True),
    Row(
        "Adamax",
        {"lr": 0.02, "betas": (0.8, 0.7), "eps": 0.1, "weight_decay": 0.1},
        lambda: ref.with_decay(ref.adamax(0.02, (0.8, 0.7), 0.1), 0.1),
    ),
    Row("Adamax", {"bias_correction": False}, lambda: ref.adamax(corrected=False), torch=False),
    Row("NAdam", {}, lambda: ref.nadam(), scale_free=True),
    Row(
        "NAdam",
        {"lr": 0.02, "betas": (0.8, 0.95), "momentum_decay": 0.5, "eps": 1e-3},
        lambda: ref.nadam(0.02, (0.8, 0.95), 1e-3, 0.5),
    ),
    Row(
        "NAdam",
        {"lr": 0.02, "weight_decay": 0.1},
        lambda: ref.with_decay(ref.nadam(0.02), 0.1),
    ),
    Row(
        "NAdam",
        {"lr": 0.02, "weight_decay": 0.1, "decoupled_weight_decay": True},
        lambda: ref.with_decay(ref.nadam(0.02), 0, shrink=0.02 * 0.1),
    ),
    Row("NAdam", {"eps": 0.1, "power": 1}, lambda: ref.nadam(eps=0.1, power=1), torch=False),
    Row("RAdam", {}, lambda: ref.radam()),
    Row(
        "RAdam",
        {"lr": 0.02, "betas": (0.8, 0.95), "eps": 1e-3, "weight_decay": 0.1},
        lambda: ref.with_decay(ref.radam(0.02, (0.8, 0.95), 1e-3), 0.1),
    ),
    Row(
        "RAdam",
        {"lr": 0.02, "weight_decay": 0.1, "decoupled_weight_decay": True},
        lambda: ref.with_decay(ref.radam(0.02), 0, shrink=0.02 * 0.1),
    ),
    Row("RAdam", {"betas": (0.9, 0.5)}, lambda: ref.radam(betas=(0.9, 0.5)), torch=False),
    Row(
        "RAdam",
        {"betas": (0.9, 0.95), "eps": 0.1, "power": 0.7},
        lambda: ref.radam(betas=(0.9, 0.95), eps=0.1, power=0.7),
        torch=False,
    ),
    Row("AdaBelief", {}, lambda: ref.adabelief(), torch=False, scale_free=True),
    Row(
        "AdaBelief",
        {"lr": 0.02, "betas": (0.8, 0.95), "eps": 1e-3, "bias_correction": False},
        lambda: ref.adabelief(0.02, (0.8, 0.95), 1e-3, corrected=False),
        torch=False,
    ),
    Row(
        "AdaBelief",
        {"lr": 0.02, "weight_decay": 0.1},
        lambda: ref.with_decay(ref.adabelief(0.02), 0, shrink=0.02 * 0.1),
        torch=False,
    ),
    Row("Sophia", {"weight_decay": 0}, lambda: ref.sophia(), torch=False, scale_free=True),
    Row(
        "Sophia",  # without curvature: momentum over eps, clipped
        {"lr": 0.02, "betas": (0.8, 0.9), "eps": 0.7, "weight_decay": 0.1},
        lambda: ref.with_decay(ref.sophia(0.02, (0.8, 0.9), eps=0.7), 0, shrink=0.02 * 0.1),
        torch=False,
    ),
    Row("Yogi", {}, lambda: ref.yogi(), torch=False),
    Row(
        "Yogi",
        {"betas": (0.8, 0.9), "initial_accumulator_value": 0.5, "bias_correction": False},
        lambda: ref.yogi(betas=(0.8, 0.9), start=0.5, corrected=False),
        torch=False,
    ),
    Row("Adan", {}, lambda: ref.adan(), torch=False, scale_free=True),
    Row(
        "Adan",
        {"lr": 0.02, "betas": (0.9, 0.8, 0.95), "eps": 1e-3, "weight_decay": 0.1},
        lambda: ref.with_decay(ref.adan(0.02, (0.9, 0.8, 0.95), 1e-3), 0, shrink=0.02 * 0.1),
        torch=False,
    ),
    Row(
        "Adan",
        {"bias_correction": False, "eps": 0.1, "power": 1},
        lambda: ref.adan(eps=0.1, corrected=False, power=1),
        torch=False,
    ),
    Row("AdEMAMix", {}, lambda: ref.ademamix(), torch=False, scale_free=True),
    Row(
        "AdEMAMix",
        {"lr": 0.02, "betas": (0.8, 0.95, 0.99), "alpha_warmup": 40, "beta3_warmup": 30},
        lambda: ref.ademamix(0.02, (0.8, 0.95, 0.99), alpha_warmup=40, beta3_warmup=30),
        torch=False,
    ),
    Row(
        "AdEMAMix",
        {"alpha": 2, "eps": 1e-3, "weight_decay": 0.1},
        lambda: ref.with_decay(ref.ademamix(alpha=2, eps=1e-3), 0, shrink=1e-3 * 0.1),
        torch=False,
    ),
    Row("ADOPT", {}, lambda: ref.adopt(), torch=False, scale_free=True),
    Row(
        "ADOPT",
        {"lr": 0.02, "betas": (0.8, 0.9), "eps": 0.5, "clipped": False},
        lambda: ref.adopt(0.02, (0.8, 0.9), 0.5, clipped=False),
        torch=False,
    ),
    Row(
        "ADOPT",
        {"lr": 0.02, "weight_decay": 0.1},
        lambda: ref.with_decay(ref.adopt(0.02), 0.1),
        torch=False,
    ),
    Row("SignSGD", {}, lambda: ref.signsgd(), torch=False, scale_free=True),
    Row(
        "SignSGD",
        {"lr": 0.02, "weight_decay": 0.3},
        lambda: ref.with_decay(ref.signsgd(0.02), 0.3),
        torch=False,
    ),
    Row("Signum", {}, lambda: ref.signum(), torch=False, scale_free=True),
    Row(
        "Signum",
        {"lr": 0.02, "momentum": 0.5, "weight_decay": 0.1, "decay_mode": "decoupled"},
        lambda: ref.with_decay(ref.signum(0.02, 0.5), 0, shrink=0.02 * 0.1),
        torch=False,
    ),
    Row(
        "Lion",
        {},
        lambda: ref.with_decay(ref.lion(), 0, shrink=1e-4 * 1e-3),
        torch=False,
        scale_free=True,
    ),
    Row(
        "Lion",
        {"lr": 0.02, "betas": (0.6, 0.8), "weight_decay": 0.1},
        lambda: ref.with_decay(ref.lion(0.02, (0.6, 0.8)), 0, shrink=0.02 * 0.1),
        torch=False,
    ),
    Row("Rprop", {}, lambda: ref.rprop(), scale_free=True),
    Row(
        "Rprop",
        {"lr": 0.05, "etas": (0.3, 1.5), "step_sizes": (1e-2, 0.2)},
        lambda: ref.rprop(0.05, (0.3, 1.5), (1e-2, 0.2)),
    ),
    Row("ASGD", {}, lambda: ref.asgd()),
    Row(
        "ASGD",
        {"lr": 0.05, "lambd": 0.2, "alpha": 0.5, "t0": 20, "weight_decay": 0.1},
        lambda: ref.with_decay(ref.asgd(0.05, 0.2, 0.5), 0.1),
    ),
]


def cautious(cls: str, options: dict[str, Any], make: Callable[[], Reference]) -> Row:
    """The same form of an optimizer, with `cautious`."""
    return Row(cls, {**options, "cautious": True}, make, torch=False, elementwise=False)


ROWS += [
    cautious(
        "SGD",
        {"lr": 0.02, "momentum": 0.9, "weight_decay": 0.1},
        lambda: ref.with_decay(ref.cautious(ref.momentum(0.02, 0.9)), 0.1),
    ),
    cautious("RMSprop", {"momentum": 0.8}, lambda: ref.cautious(ref.rmsprop(0.01, mu=0.8))),
    cautious("Adam", {}, lambda: ref.cautious(ref.adam())),
    cautious(
        "AdamW",
        {"lr": 0.02, "weight_decay": 0.1},
        lambda: ref.with_decay(ref.cautious(ref.adam(0.02)), 0, shrink=0.02 * 0.1),
    ),
    cautious("Adamax", {}, lambda: ref.cautious(ref.adamax())),
    cautious("NAdam", {}, lambda: ref.cautious(ref.nadam())),
    cautious("RAdam", {}, lambda: ref.cautious(ref.radam())),
    cautious("AdaBelief", {}, lambda: ref.cautious(ref.adabelief())),
    cautious("Yogi", {}, lambda: ref.cautious(ref.yogi())),
    cautious("Adan", {"eps": 0.1, "power": 1}, lambda: ref.cautious(ref.adan(eps=0.1, power=1))),
    cautious("AdEMAMix", {}, lambda: ref.cautious(ref.ademamix())),
    cautious("ADOPT", {}, lambda: ref.cautious(ref.adopt())),
    cautious("Signum", {}, lambda: ref.cautious(ref.signum())),
    cautious(
        "Lion",
        {"lr": 0.02, "weight_decay": 0.1},
        lambda: ref.with_decay(ref.cautious(ref.lion(0.02)), 0, shrink=0.02 * 0.1),
    ),
]
