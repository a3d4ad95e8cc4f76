"""nnlite trains neural networks: a C++ core with a thin Python package.

The environment variable ``NNLITE_KEEP_GOMP_SPINCOUNT=1`` keeps OpenMP's own waiting policy.
"""

import os as _os

# Two OpenMP runtimes in one process wait for each other by spinning; a short spin costs nothing
# when there is one. It has to be set before the runtime is loaded.
if "NNLITE_KEEP_GOMP_SPINCOUNT" not in _os.environ:
    _os.environ.setdefault("GOMP_SPINCOUNT", "1000")

from nnlite import _core
from nnlite._core import *
from nnlite._paths import get_cmake_dir, get_include
from nnlite.function import Function
from nnlite.grad_mode import enable_grad, no_grad, set_grad_enabled
from nnlite.gradcheck import gradcheck, gradgradcheck
from nnlite.train import History, Trainer

from nnlite import nn, optim  # isort: skip  # they take Tensor from here

__version__: str = _core.__version__

__all__ = [
    "Function",
    "History",
    "Trainer",
    "__version__",
    "enable_grad",
    "get_cmake_dir",
    "get_include",
    "gradcheck",
    "gradgradcheck",
    "nn",
    "no_grad",
    "optim",
    "set_grad_enabled",
]
__all__ += [name for name in dir(_core) if not name.startswith("_")]
