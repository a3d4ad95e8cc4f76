"""All rows of optimizers: what the tests walk. A new optimizer is a row of a file named here."""

from __future__ import annotations

from optim import rows_family, rows_lecture
from optim.row import Row

__all__ = ["ROWS", "Row"]

ROWS: list[Row] = [*rows_lecture.ROWS, *rows_family.ROWS]
