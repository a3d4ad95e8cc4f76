"""Modules: the layers and losses that networks are made of, `Module` to write your own.

The functions behind the layers are in `nnlite.nn.functional`, initializers in `nnlite.nn.init`,
helpers on lists of parameters in `nnlite.nn.utils`, sequences of different lengths in
`nnlite.nn.utils.rnn`.
"""

from __future__ import annotations

from nnlite._core import _nn
from nnlite._core._nn import *
from nnlite._core._nn import functional_call
from nnlite.nn import functional, init, utils
from nnlite.nn.containers import ModuleDict, ModuleList, ParameterDict, ParameterList
from nnlite.nn.parameter import Parameter

__all__ = [
    "ModuleDict",
    "ModuleList",
    "Parameter",
    "ParameterDict",
    "ParameterList",
    "functional",
    "functional_call",
    "init",
    "utils",
]
__all__ += [name for name in dir(_nn) if name[0].isupper()]
