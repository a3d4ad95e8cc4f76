"""Train a first network for a table: read, split, standardize, choose a rate, stop in time."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nnlite._extras import need
from nnlite.app.comparison import compare
from nnlite.app.network import build_network, model_text, parse_model
from nnlite.app.optimizers import optimizer_row
from nnlite.app.tabular import TableModel, accuracy_text, error_text
from nnlite.data.dataset import Array, Dataset, split_indices, standardized
from nnlite.data.encode import Encoding, plan_encoding
from nnlite.data.table import read_csv

_MIN_ROWS = 20
_PATIENCE = 20  # epochs without a better validation loss before training stops
_TRIAL_STEPS = 300


@dataclass(frozen=True, eq=False)
class Fit:
    """A trained table model and how it went.

    Parameters
    ----------
    model : TableModel
        With the weights of the epoch whose validation loss was lowest.
    history : dict
        Lists ``train_loss`` and ``val_loss``, one entry per epoch.
    lr : float
        The learning rate used.
    rows : (int, int, int)
        Rows to train on, to stop by, and to score on.
    score_text : str
        The score on rows that no decision looked at.
    """

    model: TableModel
    history: dict[str, list[float]]
    lr: float
    rows: tuple[int, int, int]
    score_text: str

    def story(self) -> list[str]:
        """Return what was decided and done, one sentence each."""
        encoding = self.model.encoding
        texts = [f"{n!r} ({len(c)})" for n, c in encoding.features if c]
        train, stop, score = self.rows
        best = int(np.argmin(self.history["val_loss"])) + 1
        out = [f"{encoding.reason} (--task says otherwise)"]
        if texts:
            out.append(f"text columns became one input per category: {', '.join(texts)}")
        return [
            *out,
            f"{train} rows to train on, {stop} to decide when to stop, {score} for the score",
            f"network {model_text(self.model.layers)}, columns standardized inside the model",
            f"{self.model.notes['optimizer']}, learning rate {self.lr:.2g}"
            + (" (the best of a short trial)" if self.model.notes["lr_chosen"] else ""),
            f"{len(self.history['val_loss'])} epochs"
            + (", then Ctrl-C" if self.model.notes.get("interrupted") else "")
            + f"; the weights of epoch {best} were kept",
        ]


def fit_table(
    file: str | os.PathLike[str],
    *,
    target: str,
    model: str | None = None,
    optimizer: str = "adam",
    lr: float | None = None,
    epochs: int = 200,
    batch_size: int = 32,
    task: str = "auto",
    drop: Sequence[str] = (),
    seed: int = 0,
) -> Fit:
    """Train a network that predicts one column of a CSV file from the others.

    A fifth of the rows is kept for the score; a fifth of the rest decides when to stop.

    Parameters
    ----------
    file : path
        A CSV file with a header line.
    target : str
        The column to predict.
    model : str, optional
        Layer sizes; two hidden layers of 64 by default.
    optimizer : str
        A name of `nnlite.app.optimizers`.
    lr : float, optional
        Learning rate; by default the best of seven in a trial of 300 steps each.
    epochs : int
        At most this many; training stops after 20 without a lower validation loss.
    batch_size : int
        Rows per step.
    task : {"auto", "classes", "numbers"}
        What the target is.
    drop : sequence of str
        Columns to leave out.
    seed : int
        Of the split, the initial weights and the order of the rows.

    Raises
    ------
    ValueError
        For anything about the file or the options that does not fit, before training begins.
    """
    row = optimizer_row(optimizer)
    for what, value, least in (
        ("epochs", epochs, 1),
        ("batch_size", batch_size, 1),
        ("seed", seed, 0),
    ):
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise ValueError(f"train: {what} is {value!r}; it must be a whole number >= {least}")
    if lr is not None and not (math.isfinite(lr) and lr > 0):
        raise ValueError(f"train: the learning rate {lr} is not a positive number")
    table = read_csv(file)
    plan = plan_encoding(table, target=target, task=task, drop=drop)
    if len(table) < _MIN_ROWS:
        raise ValueError(f"{file}: {len(table)} rows are too few; at least {_MIN_ROWS} are needed")
    x, y = plan.encode_features(table), plan.encode_target(table)
    layers = parse_model(
        model, inputs=plan.inputs, outputs=len(plan.classes) or 1, default=(64, 64)
    )
    parts = _split(y, bool(plan.classes), seed)
    offset, scale = _target_scale(y[parts[0]], plan)
    goal = y if plan.classes else ((y - offset) / scale).astype(np.float32)
    chosen = lr or _trial(optimizer, model_text(layers), plan, x, goal, parts, batch_size)
    network, history, interrupted = _train(
        layers, row, chosen, bool(plan.classes), x, goal, parts, epochs, batch_size, seed
    )
    notes = {
        "file": Path(file).name,
        "optimizer": row.title,
        "lr": chosen,
        "lr_chosen": lr is None,
        "epochs": len(history["val_loss"]),
    }
    fitted = TableModel(network, layers, plan, offset, scale, notes)
    score = _score(fitted, x[parts[2]], y[parts[2]])
    notes["score"] = score
    notes["interrupted"] = interrupted
    rows = (len(parts[0]), len(parts[1]), len(parts[2]))
    return Fit(fitted, history, chosen, rows, f"score: {score}")


_Parts = tuple[Array, Array, Array]


def _split(y: Array, stratify: bool, seed: int) -> _Parts:
    rest, score = split_indices(y, seed=seed, stratify=stratify)
    train, stop = split_indices(y[rest], seed=seed + 1, stratify=stratify)
    return rest[train], rest[stop], score


def _target_scale(y: Array, plan: Encoding) -> tuple[float, float]:
    if plan.classes:
        return 0.0, 1.0
    return float(y.mean(dtype=np.float64)), float(y.std(dtype=np.float64)) or 1.0


def _trial(
    optimizer: str, model: str, plan: Encoding, x: Array, y: Array, parts: _Parts, batch_size: int
) -> float:
    """Return the learning rate that does best in a short run each."""
    train, stop, _ = parts
    x_train, x_stop = standardized(x[train], x[stop])
    data = Dataset("trial", x_train, y[train], x_stop, y[stop], plan.classes)
    found = compare(
        data,
        optimizers=[optimizer],
        model=model,
        steps=_TRIAL_STEPS,
        batch_size=batch_size,
        seeds=1,
    )
    best = found.best[optimizer].lr
    if best is None:
        raise ValueError("train: every learning rate diverged; give a smaller one with --lr")
    return best


def _train(
    layers: tuple[int, ...],
    row: Any,
    lr: float,
    classes: bool,
    x: Array,
    y: Array,
    parts: _Parts,
    epochs: int,
    batch_size: int,
    seed: int,
) -> tuple[Any, dict[str, list[float]], bool]:
    import nnlite
    from nnlite import nn

    train, stop, _ = parts
    nnlite.manual_seed(seed)
    standardize = nn.Standardize(layers[0])
    standardize.fit(nnlite.from_numpy(np.ascontiguousarray(x[train])))
    network = build_network(layers, standardize)
    loss = nn.CrossEntropyLoss() if classes else nn.MSELoss()
    trainer = nnlite.Trainer(network, loss, row.build(network.parameters(), lr))
    interrupted = False
    try:
        trainer.fit(
            (x[train], y[train]),
            validation=(x[stop], y[stop]),
            epochs=epochs,
            batch_size=batch_size,
            patience=_PATIENCE,
            seed=seed,
            progress=False,
        )
    except KeyboardInterrupt:  # the best weights so far are a model too
        if not trainer.history.get("val_loss"):
            raise
        interrupted = True
    history = {k: [float(v) for v in trainer.history[k]] for k in ("train_loss", "val_loss")}
    return network, history, interrupted


def _score(model: TableModel, x: Array, y: Array) -> str:
    out = model.outputs(np.ascontiguousarray(x)).astype(np.float64)
    if model.encoding.classes:
        return accuracy_text(out.argmax(axis=1), y)
    return error_text(model.offset + model.scale * out[:, 0], y[:, 0].astype(np.float64))


def draw_curve(fit: Fit, path: str | os.PathLike[str]) -> None:
    """Write a picture of the losses by epoch; the name's ending chooses PNG, SVG or PDF."""
    matplotlib = need("matplotlib", purpose="--curve")
    need("matplotlib.figure", purpose="--curve")
    with matplotlib.rc_context({"axes.spines.top": False, "axes.spines.right": False}):
        figure = matplotlib.figure.Figure(figsize=(6.4, 3.8), layout="constrained")
        axes = figure.subplots()
        epochs = range(1, len(fit.history["val_loss"]) + 1)
        axes.plot(epochs, fit.history["train_loss"], color="#0b5fa5", label="training")
        axes.plot(epochs, fit.history["val_loss"], color="#d1490f", label="validation")
        best = int(np.argmin(fit.history["val_loss"]))
        axes.plot([best + 1], [fit.history["val_loss"][best]], "o", color="#d1490f", label="kept")
        axes.set_yscale("log")
        axes.set_xlabel("epoch")
        axes.set_ylabel("loss")
        axes.grid(axis="y", color="#e4e7ec")
        axes.legend(frameon=False)
        figure.savefig(Path(path), dpi=130)
