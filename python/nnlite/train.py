"""Training: `Trainer`, which brings a model, a loss and an optimizer to data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeAlias

from nnlite import _core
from nnlite._core import DataLoader, Tensor, _nn, _optim
from nnlite._progress import progress_bar
from nnlite.callback import Callback, native

__all__ = ["History", "Trainer"]

Data: TypeAlias = "DataLoader | tuple[Any, Any]"
Measure: TypeAlias = Callable[[Tensor, Tensor], Any]

_BATCH = 32
_BATCH_WITHOUT_GRADIENTS = 1024


class History(dict[str, list[float]]):
    """What training measured: a dict of lists, with one number per epoch.

    The keys are ``"train_loss"`` (the mean over the epoch, while the weights moved),
    ``"val_loss"``, ``"train_<metric>"``, ``"val_<metric>"``, ``"lr"`` and ``"seconds"``.

    Attributes
    ----------
    best_epoch : int
        The epoch, from 1, with the best value of what was monitored.
    stopped_early : bool
        Whether patience ran out before the last epoch.
    """

    best_epoch: int = 0
    stopped_early: bool = False


class Trainer:
    """A model, a loss and an optimizer, and the loop that trains.

    Parameters
    ----------
    model : nn.Module
        Takes a batch of inputs.
    loss : nn.Module or callable
        ``loss(output, target)`` gives a tensor of one element.
    optimizer : optim.Optimizer
        Of the model's parameters.
    penalties : iterable of nn.Penalty or callable
        ``penalty(model)`` is added to the loss of every step; the losses of the history are without
        it.
    constraints : iterable of nn.Constraint or callable
        ``constraint(model)`` changes the weights after every step.

    precision : {"float32", "bf16"}, optional
        Of the products of matrices: ``"bf16"`` rounds their factors to bfloat16 and sums in float32
        (`nnlite.set_float32_matmul_precision`), twice as fast on processors that know it; weights,
        gradients and states stay float32. As the thread has it where this is not given.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn, optim
    >>> nnlite.manual_seed(0)
    >>> x = nnlite.randn(64, 2)
    >>> y = (x[:, 0] > x[:, 1]).to("int64")
    >>> model = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 2))
    >>> trainer = nnlite.Trainer(model, nn.CrossEntropyLoss(), optim.Adam(model.parameters(), 0.05))
    >>> history = trainer.fit((x, y), epochs=20, metrics=["accuracy"])
    >>> history["train_accuracy"][-1] > 0.9
    True
    """

    def __init__(
        self,
        model: _nn.Module,
        loss: _nn.Module | Measure,
        optimizer: _optim.Optimizer,
        *,
        penalties: Iterable[_nn.Penalty | Callable[[Any], Tensor]] = (),
        constraints: Iterable[_nn.Constraint | Callable[[Any], object]] = (),
        precision: Literal["float32", "bf16"] | None = None,
    ) -> None:
        if precision not in (None, "float32", "bf16"):
            raise ValueError(f"Trainer: precision is {precision!r}; 'float32' or 'bf16'")
        if isinstance(loss, type):
            raise TypeError(
                f"Trainer: the loss is the class {loss.__name__}; make one: {loss.__name__}()"
            )
        if not isinstance(model, _nn.Module):
            raise TypeError(f"Trainer: the model is {model!r}; give an nn.Module")
        if not isinstance(optimizer, _optim.Optimizer):
            raise TypeError(f"Trainer: the optimizer is {optimizer!r}; give one of nnlite.optim")
        self.model = model
        self.loss = loss
        self.optimizer = optimizer
        self._native = _core._Trainer(
            model, loss, optimizer, _each("penalties", penalties), _each("constraints", constraints)
        )
        if precision:
            self._native.set_rounds(precision == "bf16")

    @property
    def history(self) -> History:
        """What the last fit measured, as far as it came."""
        history = History(self._native.columns)
        history.best_epoch = self._native.best_epoch
        history.stopped_early = self._native.stopped_early
        return history

    def fit(
        self,
        data: Data,
        validation: Data | None = None,
        epochs: int = 10,
        *,
        lr: Literal["auto"] | None = None,
        batch_size: int | None = None,
        shuffle: bool | None = None,
        seed: int | None = None,
        metrics: Iterable[str | Measure] = (),
        patience: int | None = None,
        min_delta: float = 0.0,
        monitor: str | None = None,
        mode: Literal["auto", "min", "max"] = "auto",
        check_finite: bool = False,
        compile: bool = True,
        after_epoch: Callable[[dict[str, list[float]]], object] | None = None,
        callbacks: Iterable[Callback] = (),
        progress: bool | None = None,
    ) -> History:
        """Train; an exception or Ctrl-C leaves the weights of the last whole step.

        Parameters
        ----------
        data : DataLoader or (array, array)
            Inputs and targets, rows along the first axis.
        validation : DataLoader or (array, array), optional
            Measured after every epoch, in evaluation mode.
        epochs : int, default 10
            Passes over the data.
        lr : {"auto"}, optional
            Find a learning rate first, by `nnlite.lr_find` on this data, and set the optimizer's to
            it: that of its first group, those of others in proportion, and schedules so that they
            have it for their `base`. The optimizer's own rate is used where this is not given.
        batch_size : int, default 32
            Rows per step; the last batch of an epoch may be shorter. Like `shuffle` and `seed`, for
            arrays only: a DataLoader has its own.
        shuffle : bool, default True
            Whether every epoch has its own random order.
        seed : int, optional
            Of the orders; not given, it follows from `nnlite.manual_seed`.
        metrics : sequence of str or callable
            ``"accuracy"``, ``"mae"``, ``"mse"``, or functions of (output, target) that give the
            mean over a batch; columns of the history take their names.
        patience : int, optional
            Stop after so many epochs without improvement, and put the best weights back.
        min_delta : float, default 0
            What counts as an improvement has to be larger than this.
        monitor : str, optional
            The column that has to improve; ``"val_loss"`` where there is a validation, or else
            ``"train_loss"``. Schedules that wait for a measurement (plateau) get it too.
        mode : {"auto", "min", "max"}
            Whether smaller or larger is better; auto: larger for accuracy.
        check_finite : bool, default False
            Stop before NaN or infinity reach the weights and name where they come from: the inputs,
            the first layer, or the gradient. The optimizer's ``skip_nonfinite`` is on for so long.
        compile : bool, default True
            Capture the step and replay it, as `nnlite.compile` does: the same bits in less time.
            Python code in the model or the loss then runs only while capturing. Models with hooks,
            or that read values (``item()``, NumPy), run one operation after the other in any case.
        after_epoch : callable, optional
            Called with the history so far; stops training where it returns something true.
        callbacks : iterable of Callback
            They see more of it: steps, the beginning and the end.
        progress : bool, optional
            Show a bar. Not given: in a terminal or notebook, where `rich` is installed.

        Returns
        -------
        History
            Also kept as `history`, for what Ctrl-C left.

        Raises
        ------
        ValueError
            If the data does not fit the model or the loss, an option is out of range,
            `check_finite` found something, or ``lr="auto"`` found no rate that helps.
        """
        called = list(callbacks)
        check_finite = check_finite or any(getattr(c, "check_finite", False) for c in called)
        options = _fit_options(
            epochs, metrics, patience, min_delta, monitor, mode, check_finite, compile
        )
        train = _train_loader(data, batch_size, shuffle, seed)
        if lr is not None:
            self._find_lr(train, lr)
        with progress_bar(progress) as show:
            self._native.fit(
                train,
                None if validation is None else _loader(validation),
                options,
                progress=show,
                after_epoch=after_epoch,
                callbacks=native(called, self),
            )
        return self.history

    def _find_lr(self, data: DataLoader, lr: str) -> None:
        from nnlite.report.lr_find import lr_find, scale_lr

        if lr != "auto":
            raise ValueError(f"fit: lr is {lr!r}; give 'auto', or set trainer.optimizer.lr")
        found = lr_find(self, data)
        if found.suggestion is None:
            raise ValueError(f"fit: lr='auto' found none. {found!r}, or set an lr of your own")
        scale_lr(self.optimizer, found.suggestion)

    def evaluate(self, data: Data, metrics: Iterable[str | Measure] = ()) -> dict[str, float]:
        """Return the mean loss and metrics over data, in evaluation mode.

        Parameters
        ----------
        data : DataLoader or (array, array)
            Inputs and targets.
        metrics : sequence of str or callable
            As in `fit`.

        Returns
        -------
        dict
            ``"loss"``, and each metric under its name.
        """
        return self._native.evaluate(_loader(data), _listed(metrics))

    def predict(self, x: Any, batch_size: int = _BATCH_WITHOUT_GRADIENTS) -> Tensor:
        """Return the outputs for all rows of x, in evaluation mode and without gradients.

        Parameters
        ----------
        x : Tensor or numpy.ndarray
            Inputs, rows along the first axis.
        batch_size : int, default 1024
            Rows at a time; it bounds the memory.
        """
        return self._native.predict(DataLoader(x).arrays[0], batch_size)


def _each(name: str, functions: Iterable[Any]) -> list[Any]:
    """What was given, each callable; one alone is a list of one."""
    given = [functions] if callable(functions) else list(functions)
    for function in given:
        if not callable(function) or isinstance(function, type):
            raise TypeError(
                f"Trainer: {name} hold {function!r}; give some of nnlite.nn or functions"
            )
    return given


def _fit_options(
    epochs: int,
    metrics: Iterable[str | Measure],
    patience: int | None,
    min_delta: float,
    monitor: str | None,
    mode: str,
    check_finite: bool,
    compile: bool,
) -> _core._FitOptions:
    if patience == 0:
        raise ValueError("fit: patience is 0; give 1 or more epochs, or None to never stop")
    return _core._FitOptions(
        epochs=epochs,
        metrics=_listed(metrics),
        patience=0 if patience is None else patience,
        min_delta=min_delta,
        monitor=monitor or "",
        mode=mode,
        check_finite=check_finite,
        compile=compile,
    )


def _train_loader(
    data: Data, batch_size: int | None, shuffle: bool | None, seed: int | None
) -> DataLoader:
    if not isinstance(data, DataLoader):
        return _loader(
            data, _BATCH if batch_size is None else batch_size, shuffle is not False, seed
        )
    for name, value in (("batch_size", batch_size), ("shuffle", shuffle), ("seed", seed)):
        if value is not None:
            raise ValueError(
                f"fit: {name} is {value!r}, but the data is a DataLoader: say it there"
            )
    return data


def _loader(
    data: Data,
    batch_size: int = _BATCH_WITHOUT_GRADIENTS,
    shuffle: bool = False,
    seed: int | None = None,
) -> DataLoader:
    if isinstance(data, DataLoader):
        return data
    if not isinstance(data, (tuple, list)) or len(data) != 2:
        raise TypeError(f"fit: the data is a {type(data).__name__}; give (x, y) or a DataLoader")
    return DataLoader(*data, batch_size=batch_size, shuffle=shuffle, seed=seed)


def _listed(metrics: Iterable[str | Measure]) -> list[str | Measure]:
    return [metrics] if isinstance(metrics, str) else list(metrics)
