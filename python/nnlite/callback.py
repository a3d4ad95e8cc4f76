"""Callbacks: code of your own that looks into `Trainer.fit`, and may stop it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from nnlite import _core
from nnlite._core import Tensor

if TYPE_CHECKING:
    from nnlite.train import Trainer

__all__ = ["Callback"]


class Callback:
    """What `Trainer.fit` calls at its start, around steps, after epochs and at its end.

    Derive a class and define the methods you need; ``trainer.fit(data, callbacks=[...])`` calls
    them in the order of the list. They run between steps, which stay compiled: what a callback does
    to weights and random numbers counts, what it throws stops the fit and leaves the weights of the
    last whole step.

    Attributes
    ----------
    every : int, default 1
        `on_step_start` and `on_step_end` are called for the steps 1, 1 + every, 1 + 2 every, ... of
        a fit.
    eager : bool, default False
        Run these steps one operation after the other, to the same bits, so that hooks on the model
        see what happens in them.
    check_finite : bool, default False
        Turn on the option of `Trainer.fit` of that name.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn, optim
    >>> class Losses(nnlite.Callback):
    ...     every = 10
    ...     def on_fit_start(self, trainer):
    ...         self.seen = []
    ...     def on_step_end(self, trainer, loss):
    ...         self.seen.append((trainer.optimizer.steps, round(loss, 3)))
    >>> model = nn.Linear(1, 1)
    >>> nn.init.apply(model, nn.init.ones_)
    >>> trainer = nnlite.Trainer(model, nn.MSELoss(), optim.SGD(model.parameters(), lr=0.1))
    >>> losses = Losses()
    >>> x = nnlite.ones((64, 1))
    >>> history = trainer.fit((x, 3 * x), epochs=6, callbacks=[losses])
    >>> losses.seen
    [(1, 4.0), (11, 0.0)]
    """

    every: int = 1
    eager: bool = False
    check_finite: bool = False

    def on_fit_start(self, trainer: Trainer) -> None:
        """Before the first step."""

    def on_step_start(self, trainer: Trainer, batch: tuple[Tensor, Tensor]) -> Any:
        """Before a step; an (x, y) that it returns is trained on in place of the batch."""

    def on_step_end(self, trainer: Trainer, loss: float) -> object:
        """After a step; training stops where it returns something true."""

    def on_epoch_end(self, trainer: Trainer, history: dict[str, list[float]]) -> object:
        """After an epoch and its validation; training stops where it returns something true."""

    def on_fit_end(self, trainer: Trainer) -> None:
        """At the end, with the best weights put back; after an error and Ctrl-C as well."""


def native(callbacks: Iterable[Callback], trainer: Trainer) -> list[_core._Callback]:
    """Return the callbacks as one fit of C++ calls them."""
    found = []
    for callback in callbacks:
        if not isinstance(callback, Callback):
            hint = f"; make one: {callback.__name__}()" if isinstance(callback, type) else ""
            raise TypeError(f"fit: a callback is {callback!r}, no nnlite.Callback{hint}")
        if callback.every < 1:
            raise ValueError(f"fit: {callback!r} has every = {callback.every}; give 1 or more")
        kind = type(callback)
        steps = (kind.on_step_start, kind.on_step_end)
        looks = steps != (Callback.on_step_start, Callback.on_step_end)
        every = callback.every if looks else 0
        found.append(_core._Callback(callback, trainer, every, callback.eager))
    return found
