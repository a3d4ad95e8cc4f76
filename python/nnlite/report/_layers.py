"""Layers as reports see them: what the innermost modules of a model compute, and how well.

Only modules are seen: a function called inside a ``forward`` is a part of its module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np

from nnlite import _core
from nnlite._core import Tensor, _nn
from nnlite.grad_mode import no_grad

# Activations with flat ends, and where these begin: outputs below or above learn next to nothing.
_ENDS: dict[type, tuple[float, float]] = {
    _nn.Tanh: (-0.99, 0.99),
    _nn.Sigmoid: (0.01, 0.99),
    _nn.Softsign: (-0.99, 0.99),
    _nn.Hardsigmoid: (0.0, 1.0),
}
# Those whose output, and gradient, is 0 for every input below 0.
_ZERO_BELOW: tuple[type, ...] = (_nn.ReLU, _nn.ReLU6, _nn.ReLUSquared)
# Those that take about half of the variance away: the rule of He is for them.
HALVES: tuple[type, ...] = (
    *_ZERO_BELOW,
    _nn.LeakyReLU,
    _nn.PReLU,
    _nn.RReLU,
    _nn.GELU,
    _nn.SiLU,
    _nn.Mish,
    _nn.Hardswish,
)


class Output(NamedTuple):
    """What one call of a module gave."""

    name: str
    module: _nn.Module
    value: Tensor


def weight_of(module: _nn.Module) -> Tensor | None:
    """Return the module's own first weight of two or more axes, if it has one."""
    for _, p in module.named_parameters(recurse=False):
        if p.ndim >= 2:
            return p
    return None


class Watch:
    """Collects what the innermost modules of a model compute, in the order of their calls."""

    def __init__(self, model: _nn.Module) -> None:
        self.outputs: list[Output] = []
        self._handles: list[Any] = []
        self._model = model

    def __enter__(self) -> Watch:
        for name, module in self._model.named_modules():
            if not module.children() or weight_of(module) is not None:
                self._handles.append(module.register_forward_hook(self._hook(name)))
        return self

    def __exit__(self, *args: object) -> None:
        for handle in self._handles:
            handle.remove()
        self._handles = []

    def _hook(self, name: str) -> Callable[..., None]:
        def see(module: _nn.Module, args: tuple[Any, ...], output: Any) -> None:
            if isinstance(output, Tensor) and output.dtype in (_core.float32, _core.float64):
                self.outputs.append(Output(name, module, output))

        return see


def numbers(x: Tensor) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return the values of a tensor as NumPy numbers in float64."""
    return x.detach().numpy().astype(np.float64)


def saturated(module: _nn.Module, y: Tensor) -> float | None:
    """Return the part of outputs at the flat ends of an activation; None where there are none."""
    if isinstance(module, _nn.Hardtanh):
        low, high = module.min_val, module.max_val
    elif type(module) in _ENDS:
        low, high = _ENDS[type(module)]
    else:
        return None
    values = y.detach()
    return float(((values <= low) | (values >= high)).to("float64").mean().item())


def dead(module: _nn.Module, y: Tensor) -> float | None:
    """Return the part of units that are 0 for every row; None where that is no misfortune.

    Units are along the second axis: features, or channels of images.
    """
    if not isinstance(module, _ZERO_BELOW) or y.ndim < 2:
        return None
    values = y.detach()
    rest = tuple(axis for axis in range(y.ndim) if axis != 1)
    return float((values == 0).all(rest).to("float64").mean().item())


@contextmanager
def as_it_was(model: _nn.Module) -> Iterator[None]:
    """Put back buffers, modes and random numbers of a model that runs in here."""
    random = _core.get_rng_state()
    modes = [(module, module.training) for module in model.modules()]
    buffers = [(buffer, buffer.detach().clone()) for _, buffer in model.named_buffers()]
    try:
        yield
    finally:
        _core.set_rng_state(random)
        for module, training in modes:  # parents first
            module.train(training)
        with no_grad():
            for buffer, value in buffers:
                buffer.copy_(value)


def as_input(model: _nn.Module, x: Any) -> Tensor:
    """Return data as a tensor; floats in the precision of the model, as `Trainer` does it."""
    tensor = _core.as_tensor(x)
    floats = (_core.float32, _core.float64)
    kinds = [p.dtype for p in model.parameters() if p.dtype in floats]
    return tensor.to(kinds[0]) if kinds and tensor.dtype in floats else tensor
