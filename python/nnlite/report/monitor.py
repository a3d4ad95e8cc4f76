"""Monitor: a callback that watches the health of a training, layer by layer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from nnlite._core import Tensor
from nnlite.callback import Callback
from nnlite.report import _words as words
from nnlite.report._layers import Watch, dead, saturated

if TYPE_CHECKING:
    from nnlite.train import Trainer

__all__ = ["Monitor"]

_FAST, _SLOW = 0.1, 1e-6  # updates of weights relative to weights: about 1e-3 is usual
_HALF = 0.5
_VANISH = 1e-4  # the smallest gradient of a weight relative to the largest
_SPIKE = 100.0  # the largest norm of all gradients relative to the median


class Monitor(Callback):
    """Watches a fit: how fast weights move, which units are dead, where NaN comes from.

    Every so many steps one runs uncompiled, to the same bits, and is looked at; all the others stay
    as fast as they are. ``print(monitor)`` shows the last look and the `findings`.

    Parameters
    ----------
    every : int, default 50
        Steps from one look to the next; the first step is looked at.
    guard : bool, default True
        Stop the fit before NaN or infinity reach the weights, with an error that names the layer,
        the tensor and the step: the option ``check_finite`` of `Trainer.fit`. Unlike the looks it
        is there in every step, and costs one reading of inputs and gradients.

    Attributes
    ----------
    steps : list of int
        The steps of the optimizer that were looked at, from 1; all lists below go with it.
    loss : list of float
    update_ratio : dict of str to list of float
        Of each weight of two or more axes, the norm of its change over its norm; nan where the
        optimizer took no step (in the middle of an accumulation).
    gradient_norm : dict of str to list of float
        Of each parameter, as the optimizer used it (after clipping).
    saturated : dict of str to list of float
        Of each tanh, sigmoid and their like, the part of outputs at the flat ends.
    dead : dict of str to list of float
        Of each ReLU and its like, the part of units that are 0 for every row of the batch.
    findings : list of str
        What hampered training, in plain words, with a cure each; made at the end of the fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn, optim
    >>> nnlite.manual_seed(0)
    >>> x = nnlite.randn(256, 2)
    >>> y = (x[:, :1] * x[:, 1:]).tanh()
    >>> model = nn.Sequential(nn.Linear(2, 32), nn.ReLU(), nn.Linear(32, 1))
    >>> trainer = nnlite.Trainer(model, nn.MSELoss(), optim.SGD(model.parameters(), lr=1e-7))
    >>> monitor = nnlite.Monitor(every=10)
    >>> history = trainer.fit((x, y), epochs=5, seed=0, callbacks=[monitor])
    >>> monitor.steps
    [1, 11, 21, 31]
    >>> print(monitor.findings[0][:47])
    '0.weight', '2.weight': an update changes the w
    """

    eager = True

    def __init__(self, every: int = 50, *, guard: bool = True) -> None:
        self.every = every
        self.check_finite = guard
        self._forget()

    def _forget(self) -> None:
        self.steps: list[int] = []
        self.loss: list[float] = []
        self.update_ratio: dict[str, list[float]] = {}
        self.gradient_norm: dict[str, list[float]] = {}
        self.saturated: dict[str, list[float]] = {}
        self.dead: dict[str, list[float]] = {}
        self.findings: list[str] = []
        self._step = 0
        self._watch: Watch | None = None
        self._before: dict[str, Tensor] = {}

    def on_fit_start(self, trainer: Trainer) -> None:
        """Forget the last fit."""
        self._forget()

    def on_step_start(self, trainer: Trainer, batch: Any) -> None:
        """Note the weights, and begin to look."""
        self._step = trainer.optimizer.steps
        self._before = {n: p.detach().clone() for n, p in trainer.model.named_parameters()}
        self._watch = Watch(trainer.model)
        self._watch.__enter__()

    def on_step_end(self, trainer: Trainer, loss: float) -> None:
        """Note what the step did."""
        outputs = self._stop_looking()
        stepped = trainer.optimizer.steps > self._step
        self.steps.append(trainer.optimizer.steps)
        self.loss.append(loss)
        for name, p in trainer.model.named_parameters():
            before = self._before[name]
            if p.ndim >= 2:
                moved, size = (p.detach() - before).norm().item(), before.norm().item()
                ratio = moved / size if size else math.inf if moved else 0.0
                self.update_ratio.setdefault(name, []).append(ratio if stepped else math.nan)
            rows = p.sparse_grad
            gradient = rows.values if rows else p.grad
            norm = math.nan if gradient is None else gradient.norm().item()
            self.gradient_norm.setdefault(name, []).append(norm)
        seen: dict[str, list[tuple[float | None, float | None]]] = {}
        for output in outputs:
            pair = saturated(output.module, output.value), dead(output.module, output.value)
            seen.setdefault(output.name, []).append(pair)
        for name, pairs in seen.items():  # a module that is called twice: its worst
            for place, kept in ((0, self.saturated), (1, self.dead)):
                found = [pair[place] for pair in pairs]
                if found[0] is not None:
                    kept.setdefault(name, []).append(max(v or 0.0 for v in found))
        self._before = {}

    def on_fit_end(self, trainer: Trainer) -> None:
        """Put what was seen into words."""
        self._stop_looking()
        self.findings = _findings(self)

    def _stop_looking(self) -> list[Any]:
        if self._watch is None:
            return []
        watch, self._watch = self._watch, None
        watch.__exit__()
        return watch.outputs

    def __repr__(self) -> str:
        if not self.steps:
            return f"Monitor(every={self.every}, guard={self.check_finite})"
        title = f"{len(self.steps)} looks at steps {self.steps[0]} to {self.steps[-1]}; the last:"
        head = ["", "update / weight", "gradient", "saturated", "dead"]
        lines = [
            [
                name,
                words.short(_last(self.update_ratio.get(name))),
                words.short(_last(self.gradient_norm.get(name))),
                words.percent(_last(self.saturated.get(name))),
                words.percent(_last(self.dead.get(name))),
            ]
            for name in dict.fromkeys([*self.gradient_norm, *self.saturated, *self.dead])
        ]
        return f"{title}\n{words.table(head, lines)}\n{words.findings(self.findings)}"

    def plot(self, ax: Any = None) -> Any:
        """Draw how far each weight moved in a step, relative to its size.

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
        ax = words.axes(ax, "drawing a Monitor")
        for name, ratios in self.update_ratio.items():
            ax.plot(self.steps, ratios, label=name)
        ax.axhline(1e-3, color="gray", linestyle=":", linewidth=1)
        ax.set(yscale="log", xlabel="step", ylabel="update / weight")
        ax.legend()
        return ax


def _last(values: list[float] | None) -> float | None:
    return values[-1] if values else None


def _findings(monitor: Monitor) -> list[str]:
    if not monitor.steps:
        return []
    return [*_speed(monitor), *_spikes(monitor), *_vanishing(monitor), *_units(monitor)]


def _speed(monitor: Monitor) -> list[str]:
    seen = {n: [v for v in r if not math.isnan(v)] for n, r in monitor.update_ratio.items()}
    middle = {n: float(np.median(r)) for n, r in seen.items() if r}
    fast = {n: r for n, r in middle.items() if r > _FAST}
    slow = {n: r for n, r in middle.items() if r < _SLOW}
    lines = []
    if fast:
        worst = max(fast.values())
        lines.append(
            f"{words.names([*fast])}: an update changes the weights by {words.short(worst)} of "
            "their size (about 1e-3 is usual); lower lr, or warm it up (optim.warm_up)"
        )
    if slow:
        lines.append(
            f"{words.names([*slow])}: an update changes the weights by only "
            f"{words.short(min(slow.values()))} of their size (about 1e-3 is usual); raise lr "
            "(nnlite.lr_find suggests one)"
        )
    return lines


def _spikes(monitor: Monitor) -> list[str]:
    norms = np.array([*monitor.gradient_norm.values()])
    total = np.sqrt(np.nansum(np.square(norms), axis=0))
    middle = float(np.median(total))
    if len(total) < 3 or not total.max() > _SPIKE * middle > 0:
        return []
    place = int(total.argmax())
    return [
        f"the gradients had norm {words.short(float(total[place]))} in step "
        f"{monitor.steps[place]}, the median is {words.short(middle)}; clip them "
        f"(clip_norm={words.short(2 * middle)})"
    ]


def _vanishing(monitor: Monitor) -> list[str]:
    middle = {n: float(np.median(monitor.gradient_norm[n])) for n in monitor.update_ratio}
    seen = {n: v for n, v in middle.items() if math.isfinite(v)}
    if len(seen) < 2 or not max(seen.values()) > 0:
        return []
    least, most = min(seen, key=seen.__getitem__), max(seen, key=seen.__getitem__)
    if seen[least] > _VANISH * seen[most]:
        return []
    return [
        f"'{least}': its gradient is {words.short(seen[least] / seen[most])} times that of "
        f"'{most}', and it hardly learns; nnlite.init_report says whether the initialization is to "
        "blame, norms (nn.BatchNorm1d) keep gradients alike"
    ]


def _units(monitor: Monitor) -> list[str]:
    lines = []
    gone = {n: v[-1] for n, v in monitor.dead.items() if v[-1] > _HALF}
    if gone:
        lines.append(
            f"{words.names([*gone])}: {words.percent(max(gone.values()))} of the units were 0 for "
            "every row at the end, and learn nothing; a lower lr, nn.init.apply(model, 'he') "
            "before training, or nn.LeakyReLU"
        )
    full = {n: v[-1] for n, v in monitor.saturated.items() if v[-1] > _HALF}
    if full:
        lines.append(
            f"{words.names([*full])}: {words.percent(max(full.values()))} of the outputs were at "
            "the flat ends at the end, where gradients vanish; smaller weights "
            "(nn.init.apply(model, 'lecun')), standardized inputs, or a lower lr"
        )
    return lines
