"""Rows of SGD, Adagrad, Adadelta, RMSprop, Adam, AdamW and their forms."""

from __future__ import annotations

from optim import references as ref
from optim.row import Row

ROWS = [
    Row("SGD", {"lr": 0.1}, lambda: ref.sgd(0.1)),
    Row("SGD", {"lr": 0.1, "weight_decay": 0.3}, lambda: ref.with_decay(ref.sgd(0.1), 0.3)),
    Row("SGD", {"lr": 0.05, "momentum": 0.9}, lambda: ref.momentum(0.05, 0.9)),
    Row(
        "SGD",
        {"lr": 0.05, "momentum": 0.9, "dampening": 0.4},
        lambda: ref.momentum(0.05, 0.9, 0.4),
    ),
    Row(
        "SGD",
        {"lr": 0.05, "momentum": 0.8, "weight_decay": 0.1},
        lambda: ref.with_decay(ref.momentum(0.05, 0.8), 0.1),
    ),
    Row("SGD", {"lr": 0.05, "momentum": 0.9, "nesterov": True}, lambda: ref.nesterov(0.05, 0.9)),
    Row(
        "SGD",
        {"lr": 0.05, "momentum": 0.9, "lr_in_buffer": True},
        lambda: ref.momentum(0.05, 0.9),  # the same while lr is constant
        torch=False,
    ),
    Row(
        "SGD",
        {"lr": 0.05, "momentum": 0.9, "lr_in_buffer": True, "nesterov": True},
        lambda: ref.nesterov(0.05, 0.9),
        torch=False,
    ),
    Row("Adagrad", {"lr": 0.1}, lambda: ref.adagrad(0.1), scale_free=True),
    Row(
        "Adagrad",
        {"lr": 0.1, "lr_decay": 0.05, "initial_accumulator_value": 0.2, "eps": 1e-6},
        lambda: ref.adagrad(0.1, 1e-6, 0.05, 0.2),
    ),
    Row(
        "Adagrad",
        {"lr": 0.1, "weight_decay": 0.2},
        lambda: ref.with_decay(ref.adagrad(0.1), 0.2),
    ),
    Row(
        "Adagrad",
        {"lr": 0.1, "eps": 1e-7, "eps_inside_sqrt": True},
        lambda: ref.adagrad(0.1, 1e-7, inside=True),
        torch=False,
    ),
    Row(
        "Adagrad",
        {"lr": 0.1, "eps": 0.1, "power": 1},
        lambda: ref.adagrad(0.1, 0.1, power=1),
        torch=False,
    ),
    Row("Adadelta", {}, lambda: ref.adadelta()),
    Row(
        "Adadelta",
        {"lr": 0.5, "rho": 0.95, "eps": 1e-4, "weight_decay": 0.1},
        lambda: ref.with_decay(ref.adadelta(0.5, 0.95, 1e-4), 0.1),
    ),
    Row(
        "Adadelta",
        {"eps": 1e-3, "power": 0.4},
        lambda: ref.adadelta(eps=1e-3, power=0.4),
        torch=False,
    ),
    Row("RMSprop", {}, lambda: ref.rmsprop(0.01), scale_free=True),
    Row(
        "RMSprop",
        {"lr": 0.01, "alpha": 0.9, "momentum": 0.8, "weight_decay": 0.1},
        lambda: ref.with_decay(ref.rmsprop(0.01, 0.9, mu=0.8), 0.1),
    ),
    Row(
        "RMSprop",
        {"lr": 0.01, "alpha": 0.9, "centered": True, "eps": 1e-3},
        lambda: ref.rmsprop(0.01, 0.9, 1e-3, centered=True),
    ),
    Row(
        "RMSprop",
        {"lr": 0.01, "alpha": 0.9, "centered": True, "momentum": 0.5, "eps": 1e-3},
        lambda: ref.rmsprop(0.01, 0.9, 1e-3, 0.5, centered=True),
    ),
    Row(
        "RMSprop",
        {"eps": 1e-5, "eps_inside_sqrt": True, "bias_correction": True},
        lambda: ref.rmsprop(0.01, eps=1e-5, inside=True, corrected=True),
        torch=False,
    ),
    Row(
        "RMSprop",
        # (eps inside: the corrected variance of one gradient is 0, its root all rounding)
        {"eps": 1e-2, "eps_inside_sqrt": True, "centered": True, "bias_correction": True},
        lambda: ref.rmsprop(0.01, eps=1e-2, inside=True, centered=True, corrected=True),
        torch=False,
    ),
    Row(
        "RMSprop",
        {"alpha": 0.9, "eps": 0.1, "power": 1},
        lambda: ref.rmsprop(0.01, 0.9, 0.1, power=1),
        torch=False,
    ),
    Row("Adam", {}, lambda: ref.adam(), scale_free=True),
    Row(
        "Adam",
        {"lr": 0.02, "betas": (0.8, 0.95), "eps": 1e-4, "weight_decay": 0.1},
        lambda: ref.with_decay(ref.adam(0.02, (0.8, 0.95), 1e-4), 0.1),
    ),
    Row(
        "Adam",
        {"lr": 0.02, "betas": (0.7, 0.8), "amsgrad": True},
        lambda: ref.adam(0.02, (0.7, 0.8), amsgrad=True),
    ),
    Row("Adam", {"bias_correction": False}, lambda: ref.adam(corrected=False), torch=False),
    Row(
        "Adam",
        {"eps": 0.1, "power": 1, "bias_correction": False},
        lambda: ref.adam(eps=0.1, power=1, corrected=False),
        torch=False,
    ),
    Row("Adam", {"power": 0.25}, lambda: ref.adam(power=0.25), torch=False),
    Row(
        "Adam",
        {"eps": 1e-6, "eps_inside_sqrt": True},
        lambda: ref.adam(eps=1e-6, inside=True),
        torch=False,
    ),
    Row("SparseAdam", {}, lambda: ref.sparse_adam(), torch=False),  # sparse gradients alone
    Row(
        "SparseAdam",
        {"lr": 0.02, "betas": (0.8, 0.95), "eps": 1e-2, "power": 0.4},
        lambda: ref.sparse_adam(0.02, (0.8, 0.95), 1e-2, 0.4),
        torch=False,
    ),
    Row(
        "AdamW",
        {"lr": 0.02},
        lambda: ref.with_decay(ref.adam(0.02), 0.0, shrink=0.02 * 0.01),
    ),
    Row(
        "AdamW",
        {"lr": 0.02, "weight_decay": 0.1, "decay_mode": "decoupled_no_lr"},
        lambda: ref.with_decay(ref.adam(0.02), 0.0, shrink=0.1),
        torch=False,
    ),
]
