"""Optimizers, and the schedules that drive their hyper-parameters.

Every optimizer takes its paper's options under PyTorch's names, and one block of options that all
of them share: weight decay in each of its forms, clipping, accumulation, averages of weights.
`list` shows all of them, with their sources; `create` builds one by name.
"""

from __future__ import annotations

from nnlite._core import _optim
from nnlite._core._optim import *
from nnlite.optim import catalogue
from nnlite.optim.catalogue import *

__all__ = [name for name in dir(_optim) if not name.startswith("_") and name != "Averaged"]
__all__ += catalogue.__all__
