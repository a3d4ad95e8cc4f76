"""Optimizers, and the schedules that drive their hyper-parameters.

Every optimizer takes its paper's options under PyTorch's names, and one block of options that all
of them share: weight decay in each of its forms, clipping, accumulation, averages of weights.
"""

from __future__ import annotations

from nnlite._core import _optim
from nnlite._core._optim import *

__all__ = [name for name in dir(_optim) if not name.startswith("_") and name != "Averaged"]
