"""One training run of the comparison: a pure function from a specification to its numbers.

Runs know nothing of each other, so any number of them may go side by side.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice, repeat
from typing import Any

import numpy as np

import nnlite
from nnlite import nn, optim
from nnlite.app.network import build_network
from nnlite.app.optimizers import optimizer_row
from nnlite.data.dataset import Array, Dataset

_EVALUATIONS = 24  # points of the curves measured on whole data
_BINS = 120  # points of the curve of batch losses
_CURVE_ROWS = 2000  # rows that curves are measured on, where there are more
_CHUNK = 4096  # rows per forward pass outside training


@dataclass(frozen=True)
class RunSpec:
    """Everything a run depends on, but the data.

    Parameters
    ----------
    optimizer : str
        Its name in `nnlite.app.optimizers`.
    lr : float
        Learning rate, constant.
    seed : int
        Chooses the initial weights and the order of the rows: equal for every optimizer.
    steps, batch_size : int
        The budget.
    layers : tuple of int
        Sizes of the network's layers.
    """

    optimizer: str
    lr: float
    seed: int
    steps: int
    batch_size: int
    layers: tuple[int, ...]


@dataclass(frozen=True)
class RunResult:
    """What a run gave. Losses are infinite where it diverged.

    Parameters
    ----------
    optimizer, lr, seed
        As specified.
    train_loss : float
        Mean loss at the end over (at most 2000) training rows.
    val_loss : float
        Mean loss at the end over all validation rows.
    val_accuracy : float or None
        Part of the validation rows classified correctly; None where the target is a number.
    seconds : float
        Time of the training steps, without the evaluations.
    steps : int
        Steps made: fewer than asked for if it diverged.
    diverged : bool
        Whether a loss stopped being a finite number.
    curve : dict
        Lists ``step``, ``batch_loss`` (means over neighbouring steps) and, at the steps
        ``eval_step``, ``train_loss``, ``val_loss``, ``val_accuracy``.
    """

    optimizer: str
    lr: float
    seed: int
    train_loss: float
    val_loss: float
    val_accuracy: float | None
    seconds: float
    steps: int
    diverged: bool
    curve: dict[str, list[Any]] = field(repr=False, default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON, with null for an infinite loss."""
        return {
            "optimizer": self.optimizer,
            "lr": self.lr,
            "seed": self.seed,
            "train_loss": _finite(self.train_loss),
            "val_loss": _finite(self.val_loss),
            "val_accuracy": self.val_accuracy,
            "seconds": self.seconds,
            "steps": self.steps,
            "diverged": self.diverged,
            "curve": {key: [_short(v) for v in values] for key, values in self.curve.items()},
        }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _short(value: Any) -> Any:
    """Six digits are enough for a curve and halve the file."""
    if not isinstance(value, float):
        return value
    return float(f"{value:.6g}") if math.isfinite(value) else None


def train_once(spec: RunSpec, data: Dataset) -> RunResult:
    """Train one network with one optimizer and measure it.

    Parameters
    ----------
    spec : RunSpec
        What to train and how.
    data : Dataset
        Rows to train on and rows to judge by.

    Returns
    -------
    RunResult
        A run whose loss stops being finite ends there and says so.
    """
    nnlite.manual_seed(spec.seed)
    model = build_network(spec.layers)
    loss_function = nn.CrossEntropyLoss() if data.classes else nn.MSELoss()
    optimizer = optimizer_row(spec.optimizer).build(model.parameters(), spec.lr)
    judge = _Judge(model, loss_function, data)
    batches = nnlite.DataLoader(
        data.x_train, data.y_train, batch_size=spec.batch_size, shuffle=True, seed=spec.seed
    )

    take = _steps(model, loss_function, optimizer)
    losses: list[float] = []
    curve = judge.first()
    seconds = 0.0
    for end in _evaluation_steps(spec.steps):
        begin = time.perf_counter()
        losses += take(batches, end - len(losses))
        seconds += time.perf_counter() - begin
        judge.measure(end, curve)
        if not (np.isfinite(losses).all() and math.isfinite(curve["val_loss"][-1])):
            break
    return _result(spec, judge, losses, curve, seconds)


def _steps(
    model: nn.Module, loss_function: nn.Module, optimizer: optim.Optimizer
) -> Callable[[nnlite.DataLoader, int], list[float]]:
    """What takes so many steps over the batches of a loader and tells their losses."""

    def gradients(x: nnlite.Tensor, y: nnlite.Tensor) -> nnlite.Tensor:
        loss: nnlite.Tensor = loss_function(model(x), y)
        loss.backward()
        return loss

    if any(rule.closure for rule in optim.list() if rule.name == type(optimizer).__name__):
        return _searches(nnlite.compile(gradients), optimizer)

    @nnlite.compile
    def step(x: nnlite.Tensor, y: nnlite.Tensor) -> nnlite.Tensor:
        loss = gradients(x, y)
        optimizer.step()
        return loss

    return lambda loader, steps: step.run(loader, steps=steps).tolist()


def _searches(
    gradients: Callable[..., nnlite.Tensor], optimizer: optim.Optimizer
) -> Callable[[nnlite.DataLoader, int], list[float]]:
    """The same for a rule that asks for the loss of a batch several times in one step."""
    epochs: Iterator[Any] | None = None

    def closure(x: nnlite.Tensor, y: nnlite.Tensor) -> nnlite.Tensor:
        optimizer.zero_grad()
        return gradients(x, y)

    def take(loader: nnlite.DataLoader, steps: int) -> list[float]:
        nonlocal epochs
        epochs = epochs or chain.from_iterable(repeat(loader))
        return [optimizer.step(partial(closure, x, y)).item() for x, y in islice(epochs, steps)]

    return take


def _evaluation_steps(steps: int) -> list[int]:
    points = np.linspace(0, steps, min(_EVALUATIONS, steps) + 1)[1:]
    return sorted({round(float(p)) for p in points})


_Chunks = list[tuple[nnlite.Tensor, nnlite.Tensor]]


class _Judge:
    """Measures a network on fixed rows of both parts."""

    def __init__(self, model: Any, loss_function: Any, data: Dataset) -> None:
        self.model, self.classes = model, bool(data.classes)

        @nnlite.compile
        def marks(x: nnlite.Tensor, y: nnlite.Tensor) -> tuple[nnlite.Tensor, ...]:
            out = model(x)
            loss = loss_function(out, y)
            return (loss, (out.argmax(1) == y).sum()) if data.classes else (loss,)

        self.marks = marks
        rng = np.random.Generator(np.random.Philox(0))
        self.train = _chunks(*_some(data.x_train, data.y_train, rng))
        self.validation = _chunks(*_some(data.x_val, data.y_val, rng))
        self.all_validation = _chunks(data.x_val, data.y_val)

    def first(self) -> dict[str, list[Any]]:
        curve: dict[str, list[Any]] = {
            "eval_step": [],
            "train_loss": [],
            "val_loss": [],
            "val_accuracy": [],
        }
        self.measure(0, curve)
        return curve

    def measure(self, step: int, curve: dict[str, list[Any]]) -> None:
        loss, accuracy = self.score(self.validation)
        curve["eval_step"].append(step)
        curve["train_loss"].append(self.score(self.train)[0])
        curve["val_loss"].append(loss)
        curve["val_accuracy"].append(accuracy)

    def score(self, chunks: _Chunks) -> tuple[float, float | None]:
        total, right, rows = 0.0, 0, 0
        self.model.eval()
        with nnlite.no_grad():
            for x, y in chunks:
                loss, *hits = self.marks(x, y)
                total += loss.item() * len(x)
                right += sum(int(h.item()) for h in hits)
                rows += len(x)
        self.model.train()
        return total / rows, right / rows if self.classes else None


def _chunks(x: Array, y: Array) -> _Chunks:
    a, b = nnlite.from_numpy(x), nnlite.from_numpy(y)
    return [(a[i : i + _CHUNK], b[i : i + _CHUNK]) for i in range(0, len(x), _CHUNK)]


def _some(x: Array, y: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    if len(x) <= _CURVE_ROWS:
        return x, y
    rows = np.sort(rng.permutation(len(x))[:_CURVE_ROWS])
    return x[rows], y[rows]


def _result(
    spec: RunSpec, judge: _Judge, losses: list[float], curve: dict[str, list[Any]], seconds: float
) -> RunResult:
    val_loss, accuracy = judge.score(judge.all_validation)
    train_loss = curve["train_loss"][-1]
    healthy = np.isfinite([*losses, val_loss, train_loss]).all()
    edges = np.unique(np.linspace(0, len(losses), _BINS + 1).round().astype(int))
    pairs = list(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))
    with np.errstate(all="ignore"):
        curve["batch_loss"] = [float(np.mean(losses[a:b])) for a, b in pairs]
    curve["step"] = [(a + b) / 2 for a, b in pairs]
    return RunResult(
        optimizer=spec.optimizer,
        lr=spec.lr,
        seed=spec.seed,
        train_loss=train_loss if healthy else math.inf,
        val_loss=val_loss if healthy else math.inf,
        val_accuracy=accuracy,
        seconds=seconds,
        steps=len(losses),
        diverged=not healthy,
        curve=curve,
    )
