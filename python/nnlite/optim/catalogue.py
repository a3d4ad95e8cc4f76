"""Catalogue of optimizers: all of them with their sources and options, and building one by name."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nnlite._core import _optim

__all__ = ["OptimizerInfo", "OptimizerList", "create", "list"]


@dataclass(frozen=True)
class OptimizerInfo:
    """What is known of an optimizer.

    Parameters
    ----------
    name : str
        Its class in `nnlite.optim`; `create` takes it in lower case, too.
    summary : str
        What it does, in a sentence.
    source : str
        Where it comes from: author, title, year, algorithm or equation.
    options : mapping of str to object
        Its own options and their defaults, in the order of its signature. The options that every
        optimizer has come on top: see ``docs/optimizers.md``.
    states : tuple of str
        What it keeps for every parameter, under the names that checkpoints have.
    elementwise : bool
        Whether an update is one pass over memory, every weight by itself.
    closure : bool
        Whether a step needs ``step(closure)``: it asks for the loss several times.

    Examples
    --------
    >>> from nnlite import optim
    >>> lion = next(o for o in optim.list() if o.name == "Lion")
    >>> lion.options["betas"], lion.states
    ((0.9, 0.99), ('exp_avg',))
    """

    name: str
    summary: str
    source: str
    options: Mapping[str, Any]
    states: tuple[str, ...]
    elementwise: bool
    closure: bool

    def __repr__(self) -> str:
        options = "".join(f", {key}={value!r}" for key, value in self.options.items())
        parts = [
            textwrap.fill(part, 96, initial_indent="    ", subsequent_indent="        ")
            for part in (f"{self.name}(params{options})", self.source)
        ]
        return "\n".join([self.summary, *parts])


class OptimizerList(tuple[OptimizerInfo, ...]):
    """The optimizers, in the order of their names; its ``repr`` is a page to read.

    Examples
    --------
    >>> from nnlite import optim
    >>> [o.name for o in optim.list()][:3]
    ['AdaBelief', 'Adadelta', 'Adafactor']
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return "\n\n".join(map(repr, self))


def list() -> OptimizerList:
    """Return every optimizer with its source and options.

    Returns
    -------
    OptimizerList
        A tuple of `OptimizerInfo`; printed, it is a page to read.

    Examples
    --------
    >>> from nnlite import optim
    >>> print(next(o for o in optim.list() if o.name == "SignSGD"))
    signSGD: every weight moves by the learning rate, against the sign of its gradient.
        SignSGD(params, lr=0.001, weight_decay=0.0)
        J. Bernstein et al.: signSGD: compressed optimisation for non-convex problems, 2018,
            algorithm 1.
    """
    return OptimizerList(OptimizerInfo(**row) for row in _optim._methods())


def create(name: str, params: Iterable[Any], **options: Any) -> _optim.Optimizer:
    """Build an optimizer by its name.

    Parameters
    ----------
    name : str
        The name of its class, in upper or lower case.
    params : iterable
        As for the class.
    **options
        As for the class.

    Raises
    ------
    ValueError
        For a name that no optimizer has; the message suggests the nearest.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> optim.create("adamw", nn.Linear(2, 1).parameters(), lr=0.01).lr
    0.01
    """
    built: _optim.Optimizer = getattr(_optim, _optim._method_named(name))(params, **options)
    return built
