"""One data set in memory, already split: what every reader returns and every trainer takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Dataset:
    """Rows to learn from and rows to be judged by.

    Parameters
    ----------
    name : str
        What to call it in a report.
    x_train, x_val : ndarray of float32, shape (rows, features)
        Inputs, scaled for training (see `scaled`).
    y_train, y_val : ndarray
        int64 class numbers of shape (rows,) for ``task="classes"``; float32 of shape (rows, 1)
        for ``task="numbers"``.
    classes : tuple of str
        Class names, in the order of the class numbers; empty for ``task="numbers"``.
    hidden : tuple of int
        Hidden layers of a network that suits the data.
    scaled : str
        How the inputs were scaled, as a sentence.
    """

    name: str
    x_train: Array
    y_train: Array
    x_val: Array
    y_val: Array
    classes: tuple[str, ...] = ()
    hidden: tuple[int, ...] = (128,)
    scaled: str = ""

    @property
    def task(self) -> str:
        """``"classes"`` or ``"numbers"``."""
        return "classes" if self.classes else "numbers"

    @property
    def inputs(self) -> int:
        """Number of features of one row."""
        return int(self.x_train.shape[1])

    @property
    def outputs(self) -> int:
        """Number of values the network has to give for one row."""
        return len(self.classes) if self.classes else int(self.y_train.shape[1])

    def __repr__(self) -> str:
        """Sizes, not values."""
        return (
            f"Dataset({self.name!r}, train={len(self.x_train)}, validation={len(self.x_val)}, "
            f"inputs={self.inputs}, outputs={self.outputs}, task={self.task!r})"
        )


def split_indices(
    y: Array, *, fraction: float = 0.2, seed: int = 0, stratify: bool = True
) -> tuple[Array, Array]:
    """Split row numbers into a training and a validation part.

    With `stratify`, every class gives the same fraction of its rows (rounded) to validation, and
    a class with a single row stays in training.

    Parameters
    ----------
    y : ndarray, shape (rows,)
        Class numbers, or anything of that length without `stratify`.
    fraction : float
        Part of the rows that goes to validation, in (0, 1).
    seed : int
        The same seed gives the same split.

    Returns
    -------
    train, validation : ndarray of int64
        Row numbers in ascending order.

    Raises
    ------
    ValueError
        If `fraction` is outside (0, 1) or a part would be empty.

    Examples
    --------
    >>> train, validation = split_indices(np.array([0, 0, 0, 0, 1, 1, 1, 1]), fraction=0.25)
    >>> len(train), len(validation)
    (6, 2)
    """
    if not 0.0 < fraction < 1.0:
        raise ValueError(f"split: the validation fraction is {fraction}; it must be in (0, 1)")
    rng = np.random.Generator(np.random.Philox(seed))
    groups = [np.flatnonzero(y == c) for c in np.unique(y)] if stratify else [np.arange(len(y))]
    held: list[Array] = []
    for group in groups:
        take = min(round(fraction * len(group)), len(group) - 1)
        held.append(rng.permutation(group)[:take])
    validation = np.sort(np.concatenate(held)) if held else np.zeros(0, np.int64)
    if len(validation) == 0:
        raise ValueError(f"split: {len(y)} rows are too few to hold some out for validation")
    mask = np.ones(len(y), bool)
    mask[validation] = False
    return np.flatnonzero(mask), validation


def standardized(train: Array, validation: Array) -> tuple[Array, Array]:
    """Scale each feature to mean 0 and deviation 1, as measured on the training rows.

    A feature that never changes in training becomes 0 there.
    """
    mean = train.mean(axis=0, dtype=np.float64)
    deviation = train.std(axis=0, dtype=np.float64)
    deviation[deviation == 0] = 1.0
    return (
        ((train - mean) / deviation).astype(np.float32),
        ((validation - mean) / deviation).astype(np.float32),
    )


def scaled_images(train: Array, validation: Array) -> tuple[Array, Array]:
    """Scale pixels by the one mean and one deviation of all training pixels.

    One scale for all: a corner pixel that is almost always 0 would explode under its own.
    """
    mean = float(train.mean(dtype=np.float64))
    deviation = float(train.std(dtype=np.float64)) or 1.0

    def scale(x: Array) -> Array:
        rows = x.reshape(len(x), -1).astype(np.float32)
        return np.asarray((rows - np.float32(mean)) / np.float32(deviation))

    return scale(train), scale(validation)
