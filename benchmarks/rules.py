"""Update rules to measure: their options under PyTorch's names, and their numbers at a step.

The forms of the lecture's rules stand here, as all peers know them, and the others that PyTorch
has; the rest is what nnlite lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple


class Numbers(NamedTuple):
    """What a hand-written loop needs at step t; the order is that of `Numbers` in loops.c."""

    lr: float
    momentum: float
    rho: float  # decay of the average of squares
    beta1: float
    eps: float
    step: float  # lr / (1 - beta1^t)
    root: float  # 1 / sqrt(1 - beta2^t)
    shrink: float  # 1 - lr weight_decay, where the decay is decoupled


@dataclass(frozen=True)
class Rule:
    """An optimizer in one of its forms.

    `options` are understood by nnlite and by PyTorch alike; `states` counts the numbers kept per
    parameter (`kept`, of rules on whole tensors, as an average); `fused` says whether PyTorch has a
    fused kernel for processors; `peers` who knows the rule besides nnlite; `closure` that it asks
    for the loss: half of all squared weights, whose gradient are the weights and cost nothing.
    """

    cls: str
    options: Mapping[str, Any]
    states: int
    fused: bool = True
    peers: tuple[str, ...] = ("numpy", "torch", "jax", "c")
    kept: float | None = None
    closure: bool = False

    @property
    def bytes(self) -> float:
        """Least traffic per parameter and step: weight and states read and written, gradient read.

        Rules on whole tensors move more, in passes of their own: their rate says what they cost
        beside one pass.
        """
        return 4 * (3 + 2 * (self.states if self.kept is None else self.kept))

    def with_lr(self, lr: float | None) -> Rule:
        """The same with another learning rate."""
        options = self.options if lr is None else {**self.options, "lr": lr}
        return replace(self, options=options)

    def numbers(self, t: int) -> Numbers:
        """Its numbers at step t = 1, 2, ..."""
        o = self.options
        lr, beta1, beta2 = o["lr"], 0.9, 0.999
        return Numbers(
            lr=lr,
            momentum=o.get("momentum", 0.0),
            rho={"Adadelta": 0.9, "RMSprop": 0.99}.get(self.cls, beta2),
            beta1=beta1,
            eps={"Adagrad": 1e-10, "Adadelta": 1e-6}.get(self.cls, 1e-8),
            step=lr / (1 - beta1**t),
            root=(1 - beta2**t) ** -0.5,
            shrink=1 - lr * o["weight_decay"] if self.cls == "AdamW" else 1.0,
        )


def _rmsprop(states: int, **options: Any) -> Rule:
    return Rule("RMSprop", {"lr": 1e-3, **options}, states, fused=False)


def _torch(cls: str, states: int, **options: Any) -> Rule:
    return Rule(cls, options, states, fused=False, peers=("torch",))


WRITTEN = {
    "sgd": Rule("SGD", {"lr": 1e-2}, 0),
    "momentum": Rule("SGD", {"lr": 1e-2, "momentum": 0.9}, 1),
    "nesterov": Rule("SGD", {"lr": 1e-2, "momentum": 0.9, "nesterov": True}, 1),
    "adagrad": Rule("Adagrad", {"lr": 1e-2}, 1),
    "adadelta": Rule("Adadelta", {"lr": 1.0}, 2, fused=False),
    "rmsprop": _rmsprop(1),
    "rmsprop_momentum": _rmsprop(2, momentum=0.9),
    "rmsprop_centered": _rmsprop(2, centered=True),
    "rmsprop_centered_momentum": _rmsprop(3, centered=True, momentum=0.9),
    "adam": Rule("Adam", {"lr": 1e-3}, 2),
    "amsgrad": Rule("Adam", {"lr": 1e-3, "amsgrad": True}, 3),
    "adamw": Rule("AdamW", {"lr": 1e-3, "weight_decay": 0.01}, 2),
}

#: Three rounds a step, whatever is found.
_ENDLESS = {"tolerance_grad": 0.0, "tolerance_change": 0.0}
TORCH = {
    "adamax": _torch("Adamax", 2, lr=2e-3),
    "nadam": _torch("NAdam", 2, lr=2e-3),
    "radam": _torch("RAdam", 2, lr=1e-3),
    "rprop": _torch("Rprop", 2, lr=1e-3),
    "asgd": _torch("ASGD", 1, lr=1e-2),
    "adafactor": _torch("Adafactor", 0, lr=1e-2),
    "lbfgs": replace(
        _torch("LBFGS", 6, lr=0.01, max_iter=3, max_eval=99, history_size=2, **_ENDLESS),
        closure=True,
    ),
}


#: Roots and bases of matrices once a run: what is measured is the step between.
RARE = {"precondition_every": 1000, "max_precondition_size": 512}
OPTIONS: dict[str, dict[str, Any]] = {"Shampoo": RARE, "SOAP": RARE}


def kept(cls: str, options: Mapping[str, Any]) -> float:
    """Numbers that nnlite keeps per parameter of a matrix."""
    import nnlite

    matrices = [nnlite.zeros(64, 96, requires_grad=True) for _ in range(2)]
    optimizer = nnlite.optim.create(cls, matrices, **options)
    for matrix in matrices:
        matrix.grad = nnlite.ones(matrix.shape)
    optimizer.step()
    sizes = [v.numel() for k, v in optimizer.state_dict().items() if k.startswith("0.") and
             isinstance(v, nnlite.Tensor)]  # fmt: skip
    return sum(sizes) / matrices[0].numel()


def listed() -> dict[str, Rule]:
    """The rules that nnlite alone has; nothing where a peer's Python lacks nnlite."""
    try:
        from nnlite import optim
    except ImportError:
        return {}
    above = {rule.cls for rule in (WRITTEN | TORCH).values()}
    found = {}
    for info in optim.list():
        if info.name in above:
            continue
        options = OPTIONS.get(info.name, {})
        average = None if info.elementwise else kept(info.name, options)
        rule = Rule(info.name, options, len(info.states), fused=False, peers=(), kept=average)
        found[info.name.lower()] = rule
    return found


RULES = WRITTEN | TORCH | listed()
