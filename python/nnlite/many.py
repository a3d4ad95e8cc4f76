"""Many trainings at once: `train_many`, one training with several seeds and learning rates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from operator import index
from typing import Any, Literal, NamedTuple

from nnlite import _core
from nnlite._core import DataLoader
from nnlite._progress import counting_bar
from nnlite.callback import Callback, native
from nnlite.train import Data, History, Measure, Trainer, _fit_options, _loader, _train_loader

__all__ = ["Trained", "train_many"]


class Trained(NamedTuple):
    """One of the copies that `train_many` trained.

    Attributes
    ----------
    seed : int
        Of its weights, its order of rows, and all else that is random.
    lr : float or None
        Its learning rate; None where `build` chose one.
    history : History
        What `Trainer.fit` returned.
    trainer : Trainer
        With the model and the optimizer as they are after training.
    callbacks : tuple of Callback
        Its own, as `callbacks` made them.
    """

    seed: int
    lr: float | None
    history: History
    trainer: Trainer
    callbacks: tuple[Callback, ...] = ()


def train_many(
    build: Callable[..., Trainer],
    data: Data,
    validation: Data | None = None,
    epochs: int = 10,
    *,
    seeds: Iterable[int] = range(8),
    lrs: Iterable[float] | None = None,
    batch_size: int | None = None,
    shuffle: bool | None = None,
    metrics: Iterable[str | Measure] = (),
    patience: int | None = None,
    min_delta: float = 0.0,
    monitor: str | None = None,
    mode: Literal["auto", "min", "max"] = "auto",
    check_finite: bool = False,
    compile: bool = True,
    callbacks: Callable[[Trainer], Iterable[Callback]] | None = None,
    progress: bool | None = None,
) -> list[Trained]:
    """Train independent copies side by side, one for every seed and learning rate.

    A copy is what these lines train alone, to the same bits for any number of threads::

        nnlite.manual_seed(seed)
        trainer = build(lr)
        trainer.fit(data, validation, epochs, seed=seed, callbacks=callbacks(trainer), ...)

    All copies are built first, in the calling thread. They then train on
    `nnlite.get_num_threads()` threads, each on one of them alone, with the arrays in common and
    without the GIL. Native models need it never; code of your own in a model or a loss takes it
    while its step is captured, and a metric of your own at every batch.

    Parameters
    ----------
    build : callable
        ``build(lr)``, or ``build()`` without `lrs`, returns a new `Trainer`, with a model and an
        optimizer of its own.
    data : DataLoader or (array, array)
        Inputs and targets. Each copy goes through them in the order of its own seed; the seed and
        the position of a DataLoader are not used, and stay.
    validation : DataLoader or (array, array), optional
        Measured after every epoch of every copy.
    epochs : int, default 10
        Passes over the data.
    seeds : iterable of int, default range(8)
        Of the copies.
    lrs : iterable of float, optional
        Learning rates, all of them with every seed.
    batch_size, shuffle, metrics, patience, min_delta, monitor, mode, check_finite, compile
        As in `Trainer.fit`; functions among the metrics are called from the threads of the copies.
    callbacks : callable, optional
        ``callbacks(trainer)`` returns new callbacks for the copy of that trainer, such as
        ``lambda trainer: [nnlite.Monitor()]``. It is called where `build` is; they are called from
        the thread of their copy, one at a time, and come back as ``copy.callbacks``.
    progress : bool, optional
        Show a bar that counts copies. Not given: in a terminal or notebook, where `rich` is
        installed.

    Returns
    -------
    list of Trained
        (seed, lr, history, trainer, callbacks) of each copy, seed by seed and in these by learning
        rate.

    Raises
    ------
    ValueError
        If there are no seeds, two copies share a parameter, or an option is out of range.
    TypeError
        If build returns no Trainer, or callbacks no callbacks.
    Exception
        What one of the copies raises, with a note that names its seed and learning rate. It stops
        the others after the step they are in, and so does Ctrl-C.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn, optim
    >>> x = nnlite.randn(64, 2)
    >>> y = (x[:, 0] > x[:, 1]).to("int64")
    >>> def build(lr):
    ...     model = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 2))
    ...     return nnlite.Trainer(model, nn.CrossEntropyLoss(), optim.Adam(model.parameters(), lr))
    >>> found = nnlite.train_many(build, (x, y), epochs=5, seeds=range(2), lrs=[1e-3, 0.1])
    >>> [(copy.seed, copy.lr) for copy in found]
    [(0, 0.001), (0, 0.1), (1, 0.001), (1, 0.1)]
    >>> min(found, key=lambda copy: copy.history["train_loss"][-1]).lr
    0.1
    """
    numbers = [index(seed) for seed in seeds]
    rates = None if lrs is None else [float(lr) for lr in lrs]
    trainers: list[Trainer] = []

    def make(*lr: float) -> _core._Trainer:
        trainer = build(*lr)
        if not isinstance(trainer, Trainer):
            raise TypeError(
                f"train_many: build() returned a {type(trainer).__name__}; return a nnlite.Trainer"
            )
        trainers.append(trainer)
        return trainer._native

    own: list[tuple[Callback, ...]] = []

    def call_back() -> tuple[list[_core._Callback], bool]:
        assert callbacks is not None
        own.append(tuple(callbacks(trainers[-1])))
        finite = any(getattr(c, "check_finite", False) for c in own[-1])
        return native(own[-1], trainers[-1]), finite

    if callbacks is not None and not callable(callbacks):
        raise TypeError(
            f"train_many: callbacks is a {type(callbacks).__name__}, but each copy needs its own: "
            "give a function that makes them, such as lambda trainer: [nnlite.Monitor()]"
        )
    options = _fit_options(
        epochs, metrics, patience, min_delta, monitor, mode, check_finite, compile
    )
    any_seed = None if isinstance(data, DataLoader) else 0  # copies have their own
    with counting_bar(progress, "copies") as show:
        _core._train_many(
            make,
            _train_loader(data, batch_size, shuffle, any_seed),
            None if validation is None else _loader(validation),
            numbers,
            rates,
            options,
            None if callbacks is None else call_back,
            show,
        )
    pairs: Iterable[tuple[int, Any]] = product(numbers, [None] if rates is None else rates)
    called = own or [()] * len(trainers)
    return [
        Trained(seed, lr, trainer.history, trainer, callbacks)
        for (seed, lr), trainer, callbacks in zip(pairs, trainers, called, strict=True)
    ]
