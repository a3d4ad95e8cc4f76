"""Helpers beside the layers: `rnn` has sequences of different lengths."""

from nnlite.nn.utils import rnn

__all__ = ["rnn"]
