"""Data sets to train on: built-in ones, CSV tables and MNIST-format IDX files, as NumPy arrays.

Not the batch iterator: that is in C++ and feeds on the arrays found here.
"""

from __future__ import annotations

from nnlite.data.builtin import digits, moons, spiral
from nnlite.data.dataset import Dataset, split_indices
from nnlite.data.idx import idx_folder, read_idx
from nnlite.data.load import BUILTIN, load
from nnlite.data.table import Column, Table, read_csv

__all__ = [
    "BUILTIN",
    "Column",
    "Dataset",
    "Table",
    "digits",
    "idx_folder",
    "load",
    "moons",
    "read_csv",
    "read_idx",
    "spiral",
    "split_indices",
]
