"""Reports on models and trainings, in numbers and in plain words.

`init_report` looks at a model before training, `lr_find` tries learning rates, `Monitor` watches a
fit. All of them leave models, optimizers and random numbers as they were.
"""

from __future__ import annotations

from nnlite.report.initialization import InitReport, LayerReport, init_report
from nnlite.report.lr_find import LRFind, lr_find
from nnlite.report.monitor import Monitor

__all__ = ["InitReport", "LRFind", "LayerReport", "Monitor", "init_report", "lr_find"]
