"""Find a data set by what the user wrote: a name, a CSV file or a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from nnlite._suggest import nearest, unknown
from nnlite.data.builtin import digits, moons, spiral
from nnlite.data.dataset import Dataset, split_indices, standardized
from nnlite.data.encode import plan_encoding
from nnlite.data.idx import idx_folder
from nnlite.data.table import read_csv

#: The data sets that have a name.
BUILTIN: dict[str, Callable[..., Dataset]] = {"digits": digits, "moons": moons, "spiral": spiral}


def load(
    data: str | os.PathLike[str],
    *,
    target: str | None = None,
    task: str = "auto",
    drop: Sequence[str] = (),
    split_seed: int = 0,
) -> Dataset:
    """Load a data set, scaled and split, by name or by path.

    Parameters
    ----------
    data : str or path
        ``"digits"``, ``"moons"``, ``"spiral"``, a CSV file, or a folder with MNIST-format files.
    target : str
        The column to predict; required for a CSV file, refused for everything else.
    task : {"auto", "classes", "numbers"}
        What a CSV file's target is (see `nnlite.data.encode.plan_encoding`).
    drop : sequence of str
        Columns of a CSV file to leave out.
    split_seed : int
        Chooses the rows held out for validation.

    Raises
    ------
    ValueError
        For an unknown name, a missing file or target, or malformed contents.
    ImportError
        For ``"digits"`` without scikit-learn.

    Examples
    --------
    >>> load("moons")
    Dataset('moons', train=800, validation=200, inputs=2, outputs=2, task='classes')
    """
    name = os.fspath(data)
    path = Path(name)
    if name not in BUILTIN and path.is_file():
        return csv_dataset(path, target=target, task=task, drop=drop, split_seed=split_seed)
    if name not in BUILTIN and not (name and path.is_dir()):
        raise ValueError(_no_such_data(name, path))
    if target is not None or drop:
        option = "--target" if target is not None else "--drop"
        raise ValueError(f"data {name!r}: {option} is for CSV files, and this is not one")
    if name in BUILTIN:
        return BUILTIN[name](split_seed=split_seed)
    return idx_folder(path, split_seed=split_seed)


def _no_such_data(name: str, path: Path) -> str:
    if path.suffix or path.parent != Path("."):
        folder = path.parent
        if not folder.is_dir():
            return f"data {name!r}: the folder {str(folder)!r} does not exist"
        guess = nearest(path.name, [p.name for p in folder.iterdir()])
        hint = f"; did you mean {str(folder / guess)!r}?" if guess else ""
        return f"data {name!r}: no such file{hint}"
    return unknown("data set", name, [*BUILTIN, "a CSV file", "a folder with IDX files"])


def csv_dataset(
    path: Path, *, target: str | None, task: str, drop: Sequence[str], split_seed: int
) -> Dataset:
    """Read a CSV file, encode it and split it; see `load` for the parameters."""
    table = read_csv(path)
    if target is None:
        raise ValueError(
            f"{path}: which column is to be predicted? Say --target COLUMN; "
            f"columns: {', '.join(table.names)}"
        )
    plan = plan_encoding(table, target=target, task=task, drop=drop)
    x, y = plan.encode_features(table), plan.encode_target(table)
    train, held = split_indices(y, seed=split_seed, stratify=plan.task == "classes")
    x_train, x_val = standardized(x[train], x[held])
    y_train, y_val = y[train], y[held]
    if plan.task == "numbers":
        y_train, y_val = standardized(y_train, y_val)
    return Dataset(
        name=path.name,
        x_train=x_train,
        y_train=y_train if y_train.dtype == np.int64 else y_train.astype(np.float32),
        x_val=x_val,
        y_val=y_val,
        classes=plan.classes,
        hidden=(64, 64),
        scaled=f"columns standardized on the training rows; {plan.reason}",
    )
