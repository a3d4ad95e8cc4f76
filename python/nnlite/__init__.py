"""nnlite trains neural networks: a C++ core with a thin Python package."""

from nnlite import _core
from nnlite._core import *
from nnlite._paths import get_cmake_dir, get_include
from nnlite.callback import Callback
from nnlite.function import Function
from nnlite.grad_mode import enable_grad, no_grad, set_grad_enabled
from nnlite.gradcheck import gradcheck, gradgradcheck
from nnlite.many import Trained, train_many
from nnlite.precision import (
    float32_matmul_precision,
    get_float32_matmul_precision,
    set_float32_matmul_precision,
)
from nnlite.train import History, Trainer

from nnlite import augment, nn, optim  # isort: skip  # they take Tensor from here
from nnlite.report import InitReport, LayerReport, LRFind, Monitor, init_report, lr_find

__version__: str = _core.__version__

__all__ = [
    "Callback",
    "Function",
    "History",
    "InitReport",
    "LRFind",
    "LayerReport",
    "Monitor",
    "Trained",
    "Trainer",
    "__version__",
    "augment",
    "enable_grad",
    "float32_matmul_precision",
    "get_cmake_dir",
    "get_float32_matmul_precision",
    "get_include",
    "gradcheck",
    "gradgradcheck",
    "init_report",
    "lr_find",
    "nn",
    "no_grad",
    "optim",
    "set_float32_matmul_precision",
    "set_grad_enabled",
    "train_many",
]
__all__ += [name for name in dir(_core) if not name.startswith("_")]
