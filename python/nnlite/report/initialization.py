"""Initialization on the bench: `init_report`, one forward and backward pass, looked at closely."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlite import _core
from nnlite._core import Tensor, _nn
from nnlite.nn import functional
from nnlite.report import _advice as advice
from nnlite.report import _words as words
from nnlite.report._layers import Watch, as_input, as_it_was, dead, numbers, saturated, weight_of

__all__ = ["InitReport", "LayerReport", "init_report"]

_OF_WEIGHTS = ("weight_std", "lecun_std", "he_std", "twins")


@dataclass(frozen=True)
class LayerReport:
    """One layer in one forward and backward pass.

    Attributes
    ----------
    name, kind : str
        Its path in the model, and the name of its class.
    mean, std : float
        Of its outputs.
    gradient_mean, gradient_std : float or None
        Of the gradient with respect to its outputs; None where none arrives.
    weight_std, lecun_std, he_std : float or None
        The deviation of its weight about 0, and what Var(w) = 1 / fan_in and 2 / fan_in would be.
    twins : float or None
        The part of its units (rows of the weight) that another one equals in weights, bias and the
        gradients of both: no step of an optimizer tells them apart.
    saturated : float or None
        The part of outputs at the flat ends of a tanh, a sigmoid and their like.
    dead : float or None
        The part of units of a ReLU, and its like, that are 0 for every row of the batch.
    """

    name: str
    kind: str
    mean: float
    std: float
    gradient_mean: float | None
    gradient_std: float | None
    weight_std: float | None
    lecun_std: float | None
    he_std: float | None
    twins: float | None
    saturated: float | None
    dead: float | None


class InitReport:
    """What `init_report` found: a table when printed.

    Attributes
    ----------
    rows : int
        Of the batch.
    layers : list of LayerReport
        In the order of their calls.
    findings : list of str
        What will hamper training, in plain words, with a cure each; empty if nothing stands out.
    """

    def __init__(self, rows: int, layers: list[LayerReport], findings: list[str]) -> None:
        self.rows = rows
        self.layers = layers
        self.findings = findings

    def __repr__(self) -> str:
        head = ["layer", "", "mean", "std", "gradient", "weights", "saturated", "dead"]
        lines = [
            [
                layer.name or "(model)",
                layer.kind,
                words.short(layer.mean),
                words.short(layer.std),
                words.short(layer.gradient_std),
                words.short(layer.weight_std),
                words.percent(layer.saturated),
                words.percent(layer.dead),
            ]
            for layer in self.layers
        ]
        title = f"outputs, gradients and weights (deviations) on a batch of {self.rows}"
        return f"{title}\n{words.table(head, lines)}\n{words.findings(self.findings)}"

    def plot(self, ax: Any = None) -> Any:
        """Draw the deviations of outputs and of gradients, layer by layer.

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
        ax = words.axes(ax, "drawing an init_report")
        places = range(len(self.layers))
        for label, values in (
            ("outputs", [layer.std for layer in self.layers]),
            ("gradients", [layer.gradient_std for layer in self.layers]),
        ):
            seen = [(i, v) for i, v in zip(places, values, strict=True) if v]
            if seen:
                ax.plot(*zip(*seen, strict=True), marker="o", markersize=3, label=label)
        ax.set(yscale="log", ylabel="deviation", xlabel="layer")
        ax.set_xticks(list(places), [layer.name for layer in self.layers])
        ax.legend()
        return ax


def init_report(
    model: _nn.Module,
    batch: Any,
    loss: Callable[[Tensor, Tensor], Tensor] | None = None,
) -> InitReport:
    """Run a model forward and backward once, and say how well it is initialized.

    The model is left as it was: weights, gradients, buffers, modes, random numbers.

    Parameters
    ----------
    model : nn.Module
        Layers are its innermost modules; functions called in a ``forward`` are not seen.
    batch : (x, y) or x
        Inputs, rows along the first axis, and targets. Without targets the gradient that comes in
        at the output is drawn from N(0, 1).
    loss : callable, optional
        ``loss(output, target)``. Not given: cross entropy for whole-number targets, or else the
        mean squared error.

    Returns
    -------
    InitReport
        A table when printed; its `findings` are sentences, each with a cure.

    Raises
    ------
    TypeError
        If the model is no module, or returns no tensor.
    ValueError
        If the batch does not fit the model or the loss.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nnlite.manual_seed(0)
    >>> hidden = [layer for _ in range(6) for layer in (nn.Linear(500, 500), nn.Tanh())]
    >>> model = nn.Sequential(*hidden)
    >>> nn.init.apply(model, "small_normal")
    >>> report = nnlite.init_report(model, nnlite.randn(100, 500))
    >>> print(report.findings[0][:28])
    '2': deviations fall by 0.22
    >>> nn.init.apply(model, "lecun")
    >>> nnlite.init_report(model, nnlite.randn(100, 500)).findings
    []

    References
    ----------
    Glorot & Bengio 2010, Understanding the difficulty of training deep feedforward neural networks;
    He et al. 2015, Delving deep into rectifiers.
    """
    if not isinstance(model, _nn.Module):
        raise TypeError(f"init_report: the model is {model!r}; give an nn.Module")
    pair = isinstance(batch, (tuple, list))
    if pair and len(batch) != 2:
        raise ValueError(f"init_report: the batch has {len(batch)} parts; give (x, y), or x alone")
    x, target = batch if pair else (batch, None)
    x = as_input(model, x)
    if x.ndim == 0 or x.numel() == 0:
        raise ValueError(f"init_report: the batch has shape {x.shape}; give rows of data")
    with as_it_was(model):
        model.train()
        with Watch(model) as watch:
            output = model(x)
        if not isinstance(output, Tensor):
            raise TypeError(f"init_report: the model returned {output!r}; it has to be a tensor")
        if target is None:
            end, weight = output, _core.normal(output.shape, dtype=output.dtype)
        else:
            end, weight = _loss_of(output, _core.as_tensor(target), loss), None
        traced = [o.value for o in watch.outputs if o.value.requires_grad]
        parameters = [p for p in model.parameters() if p.requires_grad]
        wanted = [*traced, *parameters] if end.requires_grad else []
        found = iter(_core.grad(end, wanted, weight, allow_unused=True) if wanted else ())
        arriving = [next(found, None) if o.value.requires_grad else None for o in watch.outputs]
        gradients = {id(p): next(found, None) for p in parameters}
    layers = [
        _layer(o.name, o.module, o.value, g, gradients)
        for o, g in zip(watch.outputs, arriving, strict=True)
    ]
    unused = [n for n, p in model.named_parameters() if gradients.get(id(p), p) is None]
    modules = [o.module for o in watch.outputs]
    return InitReport(len(x), layers, advice.findings(x, layers, modules, unused))


def _loss_of(output: Tensor, target: Tensor, loss: Callable[..., Tensor] | None) -> Tensor:
    if loss is not None:
        return loss(output, target)
    if target.dtype in (_core.float32, _core.float64):
        return functional.mse_loss(output, target.to(output.dtype))
    return functional.cross_entropy(output, target)


def _layer(
    name: str,
    module: _nn.Module,
    value: Tensor,
    gradient: Tensor | None,
    gradients: dict[int, Tensor | None],
) -> LayerReport:
    outputs = numbers(value)
    arriving = None if gradient is None else numbers(gradient)
    weight = weight_of(module)
    of_weight: dict[str, float | None] = dict.fromkeys(_OF_WEIGHTS)
    if weight is not None:
        fan_in = weight[0].numel()
        of_weight = {
            "weight_std": float(np.sqrt(np.square(numbers(weight)).mean())),
            "lecun_std": float(np.sqrt(1 / fan_in)),
            "he_std": float(np.sqrt(2 / fan_in)),
            "twins": _twins(module, weight, gradients),
        }
    with np.errstate(invalid="ignore"):  # infinity minus infinity
        return LayerReport(
            name,
            type(module).__name__,
            float(outputs.mean()),
            float(outputs.std()),
            None if arriving is None else float(arriving.mean()),
            None if arriving is None else float(arriving.std()),
            saturated=saturated(module, value),
            dead=dead(module, value),
            **of_weight,
        )


def _twins(module: _nn.Module, weight: Tensor, gradients: dict[int, Tensor | None]) -> float:
    """Return the part of rows that another one equals, gradients included."""
    rows = len(weight)
    columns = []
    for _, p in module.named_parameters(recurse=False):
        if p.ndim == 0 or len(p) != rows:
            continue
        gradient = gradients.get(id(p))
        columns.append(numbers(p).reshape(rows, -1))
        if gradient is not None:
            columns.append(numbers(gradient).reshape(rows, -1))
    table = np.concatenate(columns, axis=1)
    _, place, count = np.unique(table[:, 0], return_inverse=True, return_counts=True)
    table = table[count[place.reshape(-1)] > 1]  # rows that may have a twin
    if len(table) < 2:
        return 0.0
    _, count = np.unique(table, axis=0, return_counts=True)
    return float(count[count > 1].sum() / rows)
