"""What a comparison found: all runs, the best setting of each optimizer, and how safe it is."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from nnlite.app.runs import RunResult

#: A learning rate is good if its loss is at most TOLERANCE times the best one, plus SLACK.
TOLERANCE = 1.25
SLACK = 0.02


@dataclass(frozen=True)
class GoodRange:
    """An interval of learning rates around the best one.

    Parameters
    ----------
    low, high : float
        Its ends.
    open_low, open_high : bool
        Whether the grid ended while the loss was still good: the true interval is wider.
    """

    low: float
    high: float
    open_low: bool
    open_high: bool

    @property
    def decades(self) -> float:
        """Its width log10(high / low)."""
        return math.log10(self.high / self.low)


def good_range(lrs: Sequence[float], losses: Sequence[float]) -> GoodRange | None:
    """Measure how wide the interval of good learning rates is.

    With L the lowest loss, a loss is good up to 1.25 L + 0.02. From the learning rate of L the
    interval grows in both directions for as long as grid points are good. Towards the first bad
    point it ends where the straight line between the two losses, over log10(lr), crosses the
    limit; if the bad loss is infinite (diverged), it ends at the good point.

    Parameters
    ----------
    lrs : sequence of float
        The grid, ascending.
    losses : sequence of float
        A loss for each (here: the median over seeds of the final validation loss).

    Returns
    -------
    GoodRange or None
        None if every loss is infinite.

    Examples
    --------
    >>> r = good_range([0.01, 0.1, 1.0], [0.9, 0.1, 0.12])
    >>> round(r.low, 4), r.high, r.open_low, r.open_high
    (0.0886, 1.0, False, True)
    """
    best = min(range(len(lrs)), key=lambda i: losses[i])
    if not math.isfinite(losses[best]):
        return None
    limit = TOLERANCE * losses[best] + SLACK
    low, open_low = _reach(lrs, losses, best, -1, limit)
    high, open_high = _reach(lrs, losses, best, +1, limit)
    return GoodRange(low, high, open_low, open_high)


def _reach(
    lrs: Sequence[float], losses: Sequence[float], start: int, step: int, limit: float
) -> tuple[float, bool]:
    i = start
    while 0 <= i + step < len(lrs):
        good, bad = losses[i], losses[i + step]
        if bad > limit:
            share = (limit - good) / (bad - good) if math.isfinite(bad) else 0.0
            return float(lrs[i] * (lrs[i + step] / lrs[i]) ** share), False
        i += step
    return lrs[i], True


@dataclass(frozen=True)
class Best:
    """An optimizer at its best learning rate: medians over seeds, and half of the range.

    ``lr`` is the one with the lowest median validation loss; it and everything measured there is
    None if every learning rate diverged. ``val_accuracy`` is None where the target is a number.
    """

    optimizer: str
    lr: float | None
    train_loss: float | None
    train_loss_spread: float | None
    val_loss: float | None
    val_loss_spread: float | None
    val_accuracy: float | None
    val_accuracy_spread: float | None
    seconds_per_step: float
    good: GoodRange | None
    diverged: int
    runs: int

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        data = asdict(self)
        if self.good is not None:
            data["good"]["decades"] = self.good.decades
        return data


def _middle(values: Sequence[float | None]) -> tuple[float | None, float | None]:
    """Median and half of the range, or None twice if a value is missing or infinite."""
    known = [v for v in values if v is not None and math.isfinite(v)]
    if not known or len(known) < len(values):
        return None, None
    return statistics.median(known), (max(known) - min(known)) / 2


@dataclass(frozen=True)
class Comparison:
    """The outcome of `nnlite.app.compare`.

    Parameters
    ----------
    results : tuple of RunResult
        One entry per run, by optimizer, learning rate and seed.
    settings : dict
        What was trained and how: data, sizes, budget, versions.
    """

    results: tuple[RunResult, ...]
    settings: dict[str, Any]

    @property
    def optimizers(self) -> tuple[str, ...]:
        """Their names in the order asked for."""
        return tuple(dict.fromkeys(r.optimizer for r in self.results))

    def runs(self, optimizer: str, lr: float | None = None) -> list[RunResult]:
        """Return an optimizer's runs, of one learning rate or all."""
        return [r for r in self.results if r.optimizer == optimizer and lr in (None, r.lr)]

    def lrs(self, optimizer: str) -> list[float]:
        """Return the learning rates an optimizer was tried with, ascending."""
        return sorted({r.lr for r in self.runs(optimizer)})

    def losses(self, optimizer: str) -> list[float]:
        """Return the median final validation loss for each of `lrs`; infinite if diverged."""
        return [
            statistics.median(r.val_loss for r in self.runs(optimizer, lr))
            for lr in self.lrs(optimizer)
        ]

    @property
    def best(self) -> dict[str, Best]:
        """Every optimizer at its best learning rate."""
        return {name: self._best(name) for name in self.optimizers}

    def _best(self, name: str) -> Best:
        everything = self.runs(name)
        lrs, losses = self.lrs(name), self.losses(name)
        i = min(range(len(lrs)), key=lambda k: losses[k])
        alive = math.isfinite(losses[i])
        # With half of the seeds or fewer diverged the median stands on the others.
        chosen = [r for r in self.runs(name, lrs[i]) if not r.diverged] if alive else []
        train, train_spread = _middle([r.train_loss for r in chosen])
        val, val_spread = _middle([r.val_loss for r in chosen])
        accuracy, accuracy_spread = _middle([r.val_accuracy for r in chosen])
        return Best(
            optimizer=name,
            lr=lrs[i] if alive else None,
            train_loss=train,
            train_loss_spread=train_spread,
            val_loss=val,
            val_loss_spread=val_spread,
            val_accuracy=accuracy,
            val_accuracy_spread=accuracy_spread,
            seconds_per_step=statistics.median(r.seconds / max(r.steps, 1) for r in everything),
            good=good_range(lrs, losses),
            diverged=sum(r.diverged for r in everything),
            runs=len(everything),
        )

    def ranked(self) -> list[Best]:
        """Return the bests, lowest median validation loss first, diverged ones last."""
        return sorted(
            self.best.values(), key=lambda b: math.inf if b.val_loss is None else b.val_loss
        )

    def to_dict(self) -> dict[str, Any]:
        """Return every number as plain values, ready for JSON."""
        return {
            **self.settings,
            "good_lr_rule": f"val_loss <= {TOLERANCE} * best + {SLACK}",
            "results": [r.to_dict() for r in self.results],
            "best": {name: best.to_dict() for name, best in self.best.items()},
        }
