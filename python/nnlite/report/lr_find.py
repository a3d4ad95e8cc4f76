"""Learning-rate range test: `lr_find` trains a little at every rate and takes it all back."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING, Any

import numpy as np

from nnlite._core import Tensor, _nn, _optim
from nnlite.callback import Callback
from nnlite.grad_mode import no_grad
from nnlite.report import _words as words
from nnlite.report._layers import as_it_was

if TYPE_CHECKING:
    from nnlite.train import Data, Trainer

__all__ = ["LRFind", "lr_find"]

_EPOCHS = 10**6  # until the sweep says that it is enough
_AVERAGE = 0.9  # decay of the running average that divergence is judged by


class LRFind:
    """What `lr_find` found: a curve, and the rate it suggests.

    Attributes
    ----------
    lrs : numpy.ndarray
        The rates that were tried, rising.
    losses : numpy.ndarray
        The loss of one batch at each.
    smoothed : numpy.ndarray
        The same, each averaged with its neighbours on both sides.
    suggestion : float or None
        The rate at which the smoothed loss falls most steeply per factor of lr; None where it falls
        nowhere.
    diverged : bool
        Whether the loss exploded before the last rate.
    """

    def __init__(
        self,
        lrs: np.ndarray[Any, Any],
        losses: np.ndarray[Any, Any],
        smoothing: float,
        diverged: bool,
    ) -> None:
        self.lrs = lrs
        self.losses = losses
        self.smoothed = _smooth(losses, smoothing)
        self.diverged = diverged
        self.suggestion = _steepest(lrs, self.smoothed)

    def __repr__(self) -> str:
        tried = f"{len(self.lrs)} rates from {self.lrs[0]:.2g} to {self.lrs[-1]:.2g}"
        end = ", where the loss exploded" if self.diverged else ""
        if self.suggestion is None:
            return f"LRFind: the loss falls at none of {tried}{end}; try more steps or other rates"
        low = int(self.smoothed.argmin())
        return (
            f"LRFind: lr={self.suggestion:.2g}, where the loss falls most steeply (lowest, "
            f"{self.smoothed[low]:.3g}, at {self.lrs[low]:.2g}); {tried}{end}"
        )

    def plot(self, ax: Any = None) -> Any:
        """Draw the loss against the learning rate, and the suggestion.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, optional
            Where; new ones if not given.

        Returns
        -------
        matplotlib.axes.Axes

        Raises
        ------
        ImportError
            If matplotlib is not installed.
        """
        ax = words.axes(ax, "drawing a learning-rate range test")
        ax.plot(self.lrs, self.losses, color="lightgray", label="loss of a batch")
        ax.plot(self.lrs, self.smoothed, label="smoothed")
        if self.suggestion is not None:
            ax.axvline(self.suggestion, color="gray", linestyle=":")
            ax.annotate(f" {self.suggestion:.2g}", (self.suggestion, self.smoothed.max()))
        low, high = self.smoothed.min(), self.smoothed[: self.smoothed.argmin() + 1].max()
        ax.set(xscale="log", xlabel="learning rate", ylabel="loss")
        ax.set_ylim(low - 0.1 * (high - low), high + 0.5 * (high - low) or None)
        ax.legend()
        return ax


class _Sweep(Callback):
    """Notes rates and losses, and stops where the loss explodes."""

    def __init__(self, last: int, diverge: float) -> None:
        self.last, self.diverge = last, diverge
        self.lrs: list[float] = []
        self.losses: list[float] = []
        self.diverged = False
        self._sum = self._best = self._lr = 0.0
        self._parts: list[float] = []  # several backward passes may make one step

    def on_step_start(self, trainer: Trainer, batch: Any) -> None:
        self._step, self._lr = trainer.optimizer.steps, trainer.optimizer.lr

    def on_step_end(self, trainer: Trainer, loss: float) -> bool:
        if not math.isfinite(loss):
            self.diverged = True
            return True
        self._parts.append(loss)
        if trainer.optimizer.steps == self._step:
            return False
        loss = sum(self._parts) / len(self._parts)
        self._parts = []
        self.lrs.append(self._lr)
        self.losses.append(loss)
        count = len(self.losses)
        self._sum = _AVERAGE * self._sum + (1 - _AVERAGE) * loss
        average = self._sum / (1 - _AVERAGE**count)
        self._best = average if count == 1 else min(self._best, average)
        most = self.diverge * self._best
        if self._best <= 0:  # a loss without a bottom: relative to what was gained
            most = self._best + self.diverge * (self.losses[0] - self._best)
        self.diverged = count > 5 and average > most
        return self.diverged or trainer.optimizer.steps >= self.last


def lr_find(
    trainer: Trainer,
    data: Data,
    *,
    start: float = 1e-7,
    end: float = 10.0,
    steps: int = 100,
    batch_size: int | None = None,
    seed: int | None = None,
    smoothing: float = 0.8,
    diverge: float = 4.0,
) -> LRFind:
    """Find a learning rate: train with rates that grow from step to step, then take it all back.

    The rate of step i of n is start (end / start)^(i / (n - 1)); groups of the optimizer keep their
    ratios. The test stops where the running average of the loss is `diverge` times its lowest.
    Everything is then as it was, to the bit: weights, buffers, gradients, the optimizer with its
    state and schedules, random numbers, and the position of a DataLoader.

    Parameters
    ----------
    trainer : Trainer
        With the model, the loss and the optimizer; other hyper-parameters stay as they are.
    data : DataLoader or (array, array)
        What it will be trained on.
    start, end : float, default 1e-7, 10
        The first and the last rate.
    steps : int, default 100
        Rates to try, each in a step of the optimizer.
    batch_size, seed
        As in `Trainer.fit`, for arrays.
    smoothing : float, default 0.8
        Weight of a neighbour relative to the next nearer one, in the smoothed curve.
    diverge : float, default 4
        What counts as an explosion.

    Returns
    -------
    LRFind
        The curve and a suggestion.

    Raises
    ------
    TypeError
        If the trainer is none.
    ValueError
        If the rates do not grow, an option is out of range, the data does not fit, or the loss is
        not finite before it begins.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn, optim
    >>> nnlite.manual_seed(0)
    >>> x = nnlite.randn(512, 4)
    >>> y = x.sum(1, keepdim=True)
    >>> model = nn.Sequential(nn.Linear(4, 32), nn.Tanh(), nn.Linear(32, 1))
    >>> trainer = nnlite.Trainer(model, nn.MSELoss(), optim.Adam(model.parameters()))
    >>> found = nnlite.lr_find(trainer, (x, y), seed=0)
    >>> 1e-3 < found.suggestion < 0.1
    True
    >>> trainer.optimizer.lr = found.suggestion

    References
    ----------
    Smith 2017, Cyclical learning rates for training neural networks (arXiv 1506.01186, 2015).
    """
    from nnlite.train import Trainer, _train_loader

    if not isinstance(trainer, Trainer):
        raise TypeError(f"lr_find: the trainer is {trainer!r}; give an nnlite.Trainer")
    if not (0 < start < end < math.inf):
        raise ValueError(f"lr_find: the rates go from {start} to {end}; give 0 < start < end")
    if steps < 10:
        raise ValueError(f"lr_find: {steps} steps are too few for a curve; give 10 or more")
    if not (0 <= smoothing < 1 < diverge):
        raise ValueError(
            f"lr_find: smoothing is {smoothing} and diverge {diverge}; give 0 <= smoothing < 1 and "
            "diverge > 1"
        )
    with _taken_back(trainer.model, trainer.optimizer):
        loader = copy(_train_loader(data, batch_size, None, seed))
        _sweep_lr(trainer.optimizer, start, end, steps)
        sweep = _Sweep(trainer.optimizer.steps + steps, diverge)
        probe = Trainer(trainer.model, trainer.loss, trainer.optimizer)
        probe.fit(loader, epochs=_EPOCHS, callbacks=[sweep], progress=False)
    if not sweep.losses:
        raise ValueError("lr_find: the first loss is not finite; look at the data and the model")
    return LRFind(np.array(sweep.lrs), np.array(sweep.losses), smoothing, sweep.diverged)


def scale_lr(optimizer: _optim.Optimizer, lr: float) -> None:
    """Set the rate of the first group, and those of others and of schedules in proportion."""
    groups = optimizer.param_groups
    factor = lr / _base(groups[0]["lr"]) if _base(groups[0]["lr"]) else math.nan
    for group in groups:
        group["lr"] = group["lr"] * factor if math.isfinite(factor) else lr


def _base(lr: float | _optim.Schedule) -> float:
    return lr.base if isinstance(lr, _optim.Schedule) else lr


def _sweep_lr(optimizer: _optim.Optimizer, start: float, end: float, steps: int) -> None:
    """Let the rates of all groups grow from the coming step on."""
    groups = optimizer.param_groups
    first = _base(groups[0]["lr"])
    rise = _optim.exponential(start, (end / start) ** (1 / (steps - 1)))
    if optimizer.steps:
        rise = _optim.sequential([start, rise], [optimizer.steps])
    for group in groups:
        group["lr"] = rise * (_base(group["lr"]) / first if first else 1.0)


def _gradient_of(parameter: Tensor) -> Tensor | None:
    """A copy; of rows, as a table."""
    rows = parameter.sparse_grad
    if rows is not None:
        return rows.to_dense()
    return None if parameter.grad is None else parameter.grad.clone()


@contextmanager
def _taken_back(model: _nn.Module, optimizer: _optim.Optimizer) -> Iterator[None]:
    """Put everything back that a training changes."""
    parameters = model.parameters()
    weights = [p.detach().clone() for p in parameters]
    gradients = [_gradient_of(p) for p in parameters]
    rates = [group["lr"] for group in optimizer.param_groups]
    state = {
        name: value.clone() if isinstance(value, Tensor) else value
        for name, value in optimizer.state_dict().items()
    }
    with as_it_was(model):
        try:
            yield
        finally:
            with no_grad():
                for p, w in zip(parameters, weights, strict=True):
                    p.copy_(w)
            for p, g in zip(parameters, gradients, strict=True):
                p.grad = g
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate
            optimizer.load_state_dict(state)


def _smooth(losses: np.ndarray[Any, Any], smoothing: float) -> np.ndarray[Any, Any]:
    """Average each with its neighbours: weights smoothing^distance."""
    places = np.arange(len(losses))
    weights = smoothing ** np.abs(places[:, None] - places)
    smoothed: np.ndarray[Any, Any] = weights @ losses / weights.sum(1)
    return smoothed


def _steepest(lrs: np.ndarray[Any, Any], losses: np.ndarray[Any, Any]) -> float | None:
    """Return the rate of the steepest descent before the lowest loss, if there is a descent."""
    end = int(losses.argmin()) + 1
    if end < 3 or not np.ptp(losses[:end]) > 1e-6 * np.abs(losses[:end]).max():
        return None
    slope = np.gradient(losses[:end], np.log(lrs[:end]))
    return float(lrs[int(slope.argmin())])
