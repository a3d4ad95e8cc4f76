"""What `nnlite` on the command line does, usable from Python: compare, train, predict.

Importing this package imports no extra; each function asks for what it needs when it runs.
"""

from __future__ import annotations

from nnlite.app.comparison import compare
from nnlite.app.result import Best, Comparison
from nnlite.app.runs import RunResult, RunSpec, train_once
from nnlite.app.tabular import TableModel, load_table_model
from nnlite.app.training import Fit, fit_table

__all__ = [
    "Best",
    "Comparison",
    "Fit",
    "RunResult",
    "RunSpec",
    "TableModel",
    "compare",
    "fit_table",
    "load_table_model",
    "train_once",
]
