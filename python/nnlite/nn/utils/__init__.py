"""Helpers around layers: gradients clipped, parameters as one vector, normalized weights, and
sequences of different lengths (`rnn`)."""

from __future__ import annotations

from nnlite._core._utils import (
    clip_grad_norm_,
    clip_grad_value_,
    parameters_to_vector,
    vector_to_parameters,
)
from nnlite.nn.utils import rnn
from nnlite.nn.utils.weights import remove_norm, spectral_norm, weight_norm

__all__ = [
    "clip_grad_norm_",
    "clip_grad_value_",
    "parameters_to_vector",
    "remove_norm",
    "rnn",
    "spectral_norm",
    "vector_to_parameters",
    "weight_norm",
]
