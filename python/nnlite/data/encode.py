"""Turn a table into the numbers a network eats, and remember how, for later files.

The plan made here is what a saved model carries as metadata; it holds no rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlite._suggest import unknown
from nnlite.data.dataset import Array
from nnlite.data.table import Column, Table, check_categories

_MAX_NUMBER_CLASSES = 20


@dataclass(frozen=True)
class Encoding:
    """Which columns go in, as what, and what comes out.

    Parameters
    ----------
    features : tuple of (name, categories)
        A column per entry; with categories it becomes one input per category (one-hot).
    target : str
        The column to predict.
    classes : tuple of str
        Names of the classes; empty when the target is a number.
    reason : str
        Why the target was taken as classes or as numbers, as a sentence.
    """

    features: tuple[tuple[str, tuple[str, ...]], ...]
    target: str
    classes: tuple[str, ...]
    reason: str = ""

    @property
    def inputs(self) -> int:
        """Number of values that one row becomes."""
        return sum(len(categories) or 1 for _, categories in self.features)

    @property
    def task(self) -> str:
        """``"classes"`` or ``"numbers"``."""
        return "classes" if self.classes else "numbers"

    def encode_features(self, table: Table) -> Array:
        """Return the inputs of every row, float32 of shape (rows, inputs).

        Raises
        ------
        ValueError
            For a missing column, a text where the model had numbers or the reverse, or a category
            that training never met; the message names line and column.
        """
        parts = []
        for name, categories in self.features:
            column = table.column(name)
            if categories:
                parts.append(_one_hot(table, column, categories))
            elif column.numbers is None:
                raise ValueError(
                    f"{table.path}: line {table.lines[0]}, column {name!r}: "
                    f"{column.texts[0]!r} is not a number"
                )
            else:
                parts.append(column.numbers[:, None])
        x = np.concatenate(parts, axis=1)
        return _to_float32(table, x, "an input")

    def encode_target(self, table: Table) -> Array:
        """Return class numbers, int64 of shape (rows,), or numbers, float32 of shape (rows, 1)."""
        column = table.column(self.target)
        if not self.classes:
            if column.numbers is None:
                raise ValueError(
                    f"{table.path}: line {table.lines[0]}, column {self.target!r}: "
                    f"{column.texts[0]!r} is not a number"
                )
            return _to_float32(table, column.numbers[:, None], "the target")
        place = {c: i for i, c in enumerate(self.classes)}
        labels = _labels(column)
        for label, line in zip(labels, table.lines, strict=True):
            if label not in place:
                raise ValueError(
                    f"{table.path}: line {line}, column {self.target!r}: "
                    f"{unknown('class', label, self.classes)}"
                )
        return np.array([place[label] for label in labels], np.int64)

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists and texts, ready for JSON."""
        return {
            "features": [{"name": n, "categories": list(c)} for n, c in self.features],
            "target": self.target,
            "classes": list(self.classes),
            "reason": self.reason,
        }

    @staticmethod
    def from_dict(data: dict[str, Any]) -> Encoding:
        """Rebuild what `to_dict` gave."""
        return Encoding(
            tuple((str(f["name"]), tuple(map(str, f["categories"]))) for f in data["features"]),
            str(data["target"]),
            tuple(map(str, data["classes"])),
            str(data.get("reason", "")),
        )


def plan_encoding(
    table: Table, *, target: str, task: str = "auto", drop: Sequence[str] = ()
) -> Encoding:
    """Decide how the columns of a table become inputs and target.

    Numeric columns go in as they are, text columns as one input per category. A text target means
    classes; a numeric one means classes if it has at most 20 different values, all whole numbers,
    and numbers otherwise.

    Parameters
    ----------
    table : Table
        All rows there are: a category that appears nowhere is not known later.
    target : str
        The column to predict.
    task : {"auto", "classes", "numbers"}
        Overrides the decision.
    drop : sequence of str
        Columns to leave out.

    Raises
    ------
    ValueError
        For unknown columns or tasks, no column left to learn from, or a target that never changes.
    """
    if task not in ("auto", "classes", "numbers"):
        raise ValueError(unknown("task", task, ("auto", "classes", "numbers")))
    goal = table.column(target)
    for name in drop:
        if name not in table.names:
            raise ValueError(f"{table.path}: {unknown('column', name, table.names)}")
    if target in drop:
        raise ValueError(f"{table.path}: column {target!r} is the target; it cannot be dropped")
    columns = [table.column(n) for n in table.names if n != target and n not in drop]
    features = tuple(
        (c.name, () if c.numbers is not None else check_categories(table.path, c)) for c in columns
    )
    if not features:
        raise ValueError(f"{table.path}: no column but the target {target!r} is left to learn from")
    classes, reason = _decide(table, goal, task)
    return Encoding(features, target, classes, reason)


def _decide(table: Table, goal: Column, task: str) -> tuple[tuple[str, ...], str]:
    different = sorted(set(_labels(goal)))
    if len(different) < 2:
        raise ValueError(
            f"{table.path}: column {goal.name!r} holds one value only ({different[0]!r}); "
            "there is nothing to learn"
        )
    kind = "texts"
    if goal.numbers is not None:
        different.sort(key=float)
        whole = bool((goal.numbers == np.round(goal.numbers)).all())
        kind = "whole numbers" if whole else "numbers"
        few = whole and len(different) <= _MAX_NUMBER_CLASSES
        if task == "numbers" or (task == "auto" and not few):
            why = "as asked" if task == "numbers" else "it holds many different values"
            return (), f"{goal.name!r} is predicted as a number: {why}"
    elif task == "numbers":
        raise ValueError(
            f"{table.path}: line {table.lines[0]}, column {goal.name!r}: "
            f"{goal.texts[0]!r} is not a number; use --task classes"
        )
    if 2 * len(different) > len(table):
        raise ValueError(
            f"{table.path}: column {goal.name!r} has {len(different)} different values in "
            f"{len(table)} rows; that is too many to be classes"
        )
    why = "as asked" if task == "classes" else f"it holds {len(different)} different {kind}"
    return tuple(different), f"{goal.name!r} is predicted as one of {len(different)} classes: {why}"


def _labels(column: Column) -> list[str]:
    if column.numbers is None:
        return column.texts
    return [f"{value:.15g}" for value in column.numbers]  # 3 and 3.0 are one class


def _one_hot(table: Table, column: Column, categories: tuple[str, ...]) -> Array:
    place = {c: i for i, c in enumerate(categories)}
    out = np.zeros((len(table), len(categories)))
    for row, text in enumerate(column.texts):
        if text not in place:
            raise ValueError(
                f"{table.path}: line {table.lines[row]}, column {column.name!r}: "
                f"{unknown('category', text, categories)}"
            )
        out[row, place[text]] = 1.0
    return out


def _to_float32(table: Table, x: Array, what: str) -> Array:
    with np.errstate(over="ignore"):
        small = x.astype(np.float32)
    bad = np.argwhere(~np.isfinite(small))
    if len(bad):
        row, column = bad[0]
        raise ValueError(
            f"{table.path}: line {table.lines[row]}: {what} of {x[row, column]:g} is too large for "
            "float32 (3.4e38); rescale the column"
        )
    return small
