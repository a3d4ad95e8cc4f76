"""Read a CSV file into columns, and refuse what cannot be learned from, naming row and column.

Nothing is guessed silently: a missing cell or a word among numbers is an error.
"""

from __future__ import annotations

import csv
import math
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nnlite._suggest import unknown
from nnlite.data.dataset import Array

_MISSING = {"", "na", "n/a", "nan", "null", "none", "?", "-", "missing"}
_MAX_CATEGORIES = 100


@dataclass(frozen=True, eq=False)
class Column:
    """One column: its name and either its numbers or its texts.

    Parameters
    ----------
    name : str
        As in the header.
    texts : list of str
        The cells as written, stripped.
    numbers : ndarray of float64 or None
        The values, if the column is numeric.
    """

    name: str
    texts: list[str]
    numbers: Array | None

    @property
    def categories(self) -> tuple[str, ...]:
        """The different texts, sorted."""
        return tuple(sorted(set(self.texts)))


@dataclass(frozen=True, eq=False)
class Table:
    """A file's cells by column, with the line number of each row for messages.

    Parameters
    ----------
    path : str
        Where it came from.
    cells : dict
        The cells of each column as written, stripped.
    lines : list of int
        The line of the file on which each row ends.
    """

    path: str
    cells: dict[str, list[str]]
    lines: list[int]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.lines)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns in the order of the file."""
        return tuple(self.cells)

    def column(self, name: str) -> Column:
        """Check and return a column; a column that nobody asks for may hold anything.

        It is numeric if at least half of its cells are numbers; then all of them have to be.

        Raises
        ------
        ValueError
            For an unknown name (the nearest is suggested), a missing cell, or a cell that is no
            finite number in a numeric column. The message names the line and the column.
        """
        if name not in self.cells:
            raise ValueError(f"{self.path}: {unknown('column', name, self.cells)}")
        return _column(self.path, name, self.cells[name], self.lines)

    def is_blank(self, name: str) -> bool:
        """Whether a column is absent or has no cell filled in."""
        return all(cell.lower() in _MISSING for cell in self.cells.get(name, []))


def read_csv(path: str | os.PathLike[str]) -> Table:
    r"""Read a CSV file with a header line.

    The separator is the one of ``,`` ``;`` and tab that the header uses most. Cells are checked
    when their column is asked for.

    Parameters
    ----------
    path : path
        A UTF-8 text file.

    Returns
    -------
    Table

    Raises
    ------
    ValueError
        For an empty file, a header that repeats or lacks a name, or a row of another length.
    OSError
        If the file cannot be read.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = pathlib.Path(folder.name, "a.csv")
    >>> _ = path.write_text("size,colour\n1.5,red\n2,blue\n")
    >>> table = read_csv(path)
    >>> table.column("size").numbers.tolist(), table.column("colour").categories
    ([1.5, 2.0], ('blue', 'red'))
    """
    header, rows, lines = _read_rows(Path(path))
    columns = zip(*rows, strict=True)
    cells = {title: list(column) for title, column in zip(header, columns, strict=True)}
    return Table(path=str(path), cells=cells, lines=lines)


def _read_rows(path: Path) -> tuple[list[str], list[list[str]], list[int]]:
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            separator = max(",;\t", key=first.count)
            reader = csv.reader(file, delimiter=separator, strict=True)
            header = [title.strip() for title in next(reader, [])]
            _check_header(str(path), header)
            for row in reader:
                if not row or (len(row) == 1 and not row[0].strip() and len(header) > 1):
                    continue  # an empty line, often the last
                if len(row) != len(header):
                    raise ValueError(
                        f"{path}: line {reader.line_num} has {len(row)} cells, "
                        f"but the header has {len(header)} columns"
                    )
                rows.append([cell.strip() for cell in row])
                lines.append(reader.line_num)
    except UnicodeDecodeError as error:
        raise ValueError(
            f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8"
        ) from error
    except csv.Error as error:
        raise ValueError(f"{path}: line {reader.line_num} is not CSV: {error}") from error
    if not rows:
        raise ValueError(f"{path}: the file has a header but no rows")
    return header, rows, lines


def _check_header(path: str, header: list[str]) -> None:
    if not any(header):
        raise ValueError(f"{path}: the file is empty; expected a header line with column names")
    for i, title in enumerate(header):
        if not title:
            raise ValueError(f"{path}: column {i + 1} has no name in the header line")
        if title in header[:i]:
            raise ValueError(f"{path}: two columns are called {title!r}; rename one")
    if all(_number(title) is not None for title in header):
        raise ValueError(
            f"{path}: the first line holds numbers ({', '.join(header[:3])}, ...); "
            "add a header line with column names"
        )


def _number(text: str) -> float | None:
    try:
        return float(text) if "_" not in text else None
    except ValueError:
        return None


def _column(path: str, name: str, texts: list[str], lines: list[int]) -> Column:
    for text, line in zip(texts, lines, strict=True):
        if text.lower() in _MISSING:
            raise ValueError(
                f"{path}: line {line}, column {name!r}: the cell is missing ({text!r}); "
                "fill it in or remove the row"
            )
    values = [_number(text) for text in texts]
    if 2 * sum(v is not None for v in values) < len(values):
        return Column(name, texts, None)
    for text, value, line in zip(texts, values, lines, strict=True):
        if value is None or not math.isfinite(value):
            raise ValueError(
                f"{path}: line {line}, column {name!r}: {text!r} is not a finite number, "
                "but the column is numeric; correct the cell or remove the row"
            )
    return Column(name, texts, np.array(values, np.float64))


def check_categories(path: str, column: Column) -> tuple[str, ...]:
    """Return the categories of a text column, or say why it cannot be an input.

    Raises
    ------
    ValueError
        If there are more than 100, or nearly every row has its own: a name, not a category.
    """
    known = column.categories
    rows = len(column.texts)
    if len(known) > _MAX_CATEGORIES or (rows > 10 and len(known) > 0.5 * rows):
        raise ValueError(
            f"{path}: column {column.name!r} has {len(known)} different texts in {rows} rows; "
            f"that is no category to learn from: leave it out with --drop {column.name}"
        )
    return known
