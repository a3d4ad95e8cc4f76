"""One row per optimizer that looks at whole tensors: as in rows.py, with the shapes that matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from optim import references as ref
from optim import references_tensors as rt
from optim.references import Reference

Shape = tuple[int, ...]
ANY: tuple[Shape, ...] = ((7,), (5, 3), (2, 3, 4))
MATRICES: tuple[Shape, ...] = ((5, 3), (3, 5), (3, 2, 2))


@dataclass(frozen=True)
class TensorRow:
    """What the tests know of an optimizer in one of its forms.

    `make` returns a fresh reference for a tensor of one of `shapes`. `parts` says that tensors cut
    in parts take the same steps: what the rule looks at are all parameters together.
    """

    cls: str
    options: dict[str, Any]
    make: Callable[[], Reference]
    shapes: tuple[Shape, ...] = ANY
    torch: bool = False
    parts: bool = False
    permutes: bool = True  # rows and columns may change places (close eigenvalues may not)
    scale_free: bool = True  # a loss k times as large takes the same steps (eps aside)

    def __str__(self) -> str:
        words = (f"{k}={v}" for k, v in self.options.items() if k != "lr")
        return "-".join([self.cls, *words])


TENSOR_ROWS = [
    TensorRow("LARS", {"lr": 0.5}, lambda: rt.lars(0.5)),
    TensorRow(
        "LARS",
        {"lr": 0.5, "weight_decay": 0.1, "momentum": 0.8, "trust_coefficient": 0.02},
        lambda: rt.lars(0.5, 0.8, 0.02, 0.1),
        scale_free=False,
    ),
    TensorRow(
        "LARS",
        {"lr": 0.5, "weight_decay": 0.1, "decay_mode": "coupled", "nesterov": True},
        lambda: rt.lars(0.5, decay=0.1, apart=False, nesterov=True),
        scale_free=False,
    ),
    TensorRow("LAMB", {"lr": 0.02}, lambda: rt.lamb(0.02)),
    TensorRow(
        "LAMB",
        {"lr": 0.02, "betas": (0.8, 0.9), "eps": 1e-3, "weight_decay": 0.1},
        lambda: rt.lamb(0.02, (0.8, 0.9), 1e-3, 0.1),
    ),
    TensorRow("LAMB", {"bias_correction": False}, lambda: rt.lamb(corrected=False)),
    TensorRow("NovoGrad", {"lr": 0.02}, lambda: rt.novograd(0.02)),
    TensorRow(
        "NovoGrad",
        {"lr": 0.02, "betas": (0.8, 0.25), "eps": 1e-3, "weight_decay": 0.1},
        lambda: rt.novograd(0.02, (0.8, 0.25), 1e-3, 0.1),
    ),
    TensorRow("Adafactor", {}, lambda: rt.adafactor(), torch=True),
    TensorRow(
        "Adafactor",
        {"lr": 0.3, "beta2_decay": -0.5, "d": 1.5, "weight_decay": 0.05},
        lambda: ref.with_decay(rt.adafactor(0.3, -0.5, d=1.5), 0, shrink=0.3 * 0.05),
        torch=True,
        shapes=((7,),),
    ),
    TensorRow(
        "Adafactor",
        {"lr": 0.3, "eps": 1e-2, "eps_scale": 0.5},
        lambda: rt.adafactor(0.3, eps=1e-2, floor=0.5),
    ),
    TensorRow("SM3", {}, lambda: rt.sm3()),
    TensorRow("SM3", {"momentum": 0.9, "eps": 1e-3}, lambda: rt.sm3(mu=0.9, eps=1e-3)),
    TensorRow("Muon", {"weight_decay": 0}, lambda: rt.muon(), MATRICES),
    TensorRow(
        "Muon",
        {"lr": 0.02, "weight_decay": 0.1, "momentum": 0.8, "nesterov": False},
        lambda: ref.with_decay(rt.muon(0.02, 0.8, False), 0, shrink=0.02 * 0.1),
        MATRICES,
    ),
    TensorRow(
        "Muon",
        {"weight_decay": 0, "adjust_lr": "match_rms_adamw", "ns_steps": 3},
        lambda: rt.muon(adjust="match_rms_adamw", steps=3),
        MATRICES,
    ),
    TensorRow(
        "Muon",
        {"weight_decay": 0, "adjust_lr": "spectral_unclamped"},
        lambda: rt.muon(adjust="spectral_unclamped"),
        MATRICES,
    ),
    TensorRow(
        "Muon",  # what is no matrix
        {"lr": 0.02, "betas": (0.8, 0.9), "adamw_factor": 0.5},
        lambda: ref.with_decay(ref.adam(0.01, (0.8, 0.9)), 0, shrink=0.02 * 0.1),
        ((7,), ()),
    ),
    TensorRow(
        "Muon",
        {"orthogonalize": False, "weight_decay": 0},
        lambda: ref.adam(1e-3),
        ((5, 3),),
    ),
    TensorRow("Shampoo", {}, lambda: rt.shampoo(), permutes=False),
    TensorRow(
        "Shampoo",
        {"momentum": 0.8, "precondition_every": 4, "max_precondition_size": 4, "eps": 1e-2},
        lambda: rt.shampoo(mu=0.8, every=4, largest=4, eps=1e-2),
    ),
    TensorRow("SOAP", {"weight_decay": 0}, lambda: rt.soap(), ((7,), (4, 4), (2, 3, 4))),
    TensorRow(
        "SOAP",
        {"lr": 0.02, "betas": (0.8, 0.9), "shampoo_beta": 0.7, "precondition_every": 3},
        lambda: rt.soap(0.02, (0.8, 0.9), 0.7, every=3, decay=0.01),
        ((4, 4),),
    ),
    TensorRow(
        "SOAP",
        {"weight_decay": 0, "max_precondition_size": 4},
        lambda: rt.soap(largest=4),
        ((4, 6),),
    ),
    TensorRow("Prodigy", {}, lambda: rt.prodigy(), parts=True),
    TensorRow(
        "Prodigy",
        {
            "betas": (0.8, 0.95),
            "weight_decay": 0.1,
            "d0": 1e-2,
            "d_coef": 2.0,
            "bias_correction": True,
        },
        lambda: rt.prodigy(1.0, (0.8, 0.95), decay=0.1, d0=1e-2, coef=2.0, corrected=True),
        parts=True,
    ),
    TensorRow("DAdaptAdam", {}, lambda: rt.dadapt_adam(), parts=True),
    TensorRow(
        "DAdaptAdam",
        {"betas": (0.8, 0.95), "weight_decay": 0.1, "d0": 1e-3, "bias_correction": True},
        lambda: rt.dadapt_adam(1.0, (0.8, 0.95), decay=0.1, d0=1e-3, corrected=True),
        parts=True,
    ),
    TensorRow("DAdaptSGD", {"d0": 1e-3}, lambda: rt.dadapt_sgd(d0=1e-3), parts=True),
    TensorRow(
        "DAdaptSGD",
        {"lr": 0.5, "momentum": 0, "d0": 1e-2},
        lambda: rt.dadapt_sgd(0.5, 0, 1e-2),
        parts=True,
    ),
    TensorRow("DoG", {"reps_rel": 1e-3}, lambda: rt.dog(rel=1e-3), parts=True),
    TensorRow(
        "DoG",
        {"lr": 0.5, "reps_rel": 1e-2, "weight_decay": 0.1},
        lambda: ref.with_decay(rt.dog(0.5, 1e-2), 0.1),
        scale_free=False,
        parts=True,
    ),
    TensorRow("DoWG", {"reps_rel": 1e-2}, lambda: rt.dowg(rel=1e-2), parts=True),
    TensorRow(
        "SGDScheduleFree",
        {"lr": 0.05},
        lambda: rt.schedule_free(0.05),
        parts=True,
        scale_free=False,
    ),
    TensorRow(
        "SGDScheduleFree",
        {"lr": 0.05, "momentum": 0.7, "weight_decay": 0.1},
        lambda: rt.schedule_free(0.05, 0.7, decay=0.1),
        scale_free=False,
        parts=True,
    ),
    TensorRow(
        "AdamWScheduleFree",
        {"lr": 0.05, "weight_decay": 0.1},
        lambda: rt.schedule_free(0.05, beta2=0.999, decay=0.1),
        parts=True,
    ),
    TensorRow(
        "SGDHD", {"lr": 0.01}, lambda: rt.hypergradient(0.01, 1e-3), parts=True, scale_free=False
    ),
    TensorRow(
        "SGDHD",
        {"lr": 0.01, "multiplicative": False, "hypergrad_lr": 1e-5},
        lambda: rt.hypergradient(0.01, 1e-5, False),
        scale_free=False,
        parts=True,
    ),
    TensorRow("AdamHD", {}, lambda: rt.hypergradient(1e-3, 0.02, adam=True), parts=True),
    TensorRow(
        "AdamHD",
        {"multiplicative": False, "hypergrad_lr": 1e-6},
        lambda: rt.hypergradient(1e-3, 1e-6, False, True),
        scale_free=False,
        parts=True,
    ),
]
