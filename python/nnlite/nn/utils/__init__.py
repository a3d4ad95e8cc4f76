"""Helpers around layers: gradients clipped, parameters as one vector, sequences packed (`rnn`)."""

from __future__ import annotations

from nnlite._core._utils import (
    clip_grad_norm_,
    clip_grad_value_,
    parameters_to_vector,
    vector_to_parameters,
)
from nnlite.nn.utils import rnn

__all__ = [
    "clip_grad_norm_",
    "clip_grad_value_",
    "parameters_to_vector",
    "rnn",
    "vector_to_parameters",
]
