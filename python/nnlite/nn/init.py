"""Initializers: first values of weights, by PyTorch's names, and whole models by rule.

A weight is (out, in, kernel...): fan_in = in * kernel size, fan_out = out * kernel size. Random
initializers draw from the generator of `nnlite.manual_seed`; each overwrites its tensor, outside
any graph, and returns it.

With zero-mean weights Var(sum_i w_i x_i) = n Var(w) E[x^2]; so Var(w) = 1 / n keeps the variance of
zero-mean inputs (LeCun), and 2 / n makes up for the half that a ReLU takes away (He).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable

from nnlite._core import Tensor, _init
from nnlite._core._init import (
    calculate_gain,
    constant_,
    dirac_,
    eye_,
    fans,
    kaiming_normal_,
    kaiming_uniform_,
    lecun_normal_,
    lecun_uniform_,
    lsuv_,
    normal_,
    ones_,
    orthogonal_,
    sparse_,
    trunc_normal_,
    uniform_,
    variance_scaling_,
    xavier_normal_,
    xavier_uniform_,
    zeros_,
)
from nnlite._core._nn import Module

__all__ = [
    "apply",
    "calculate_gain",
    "constant_",
    "dirac_",
    "eye_",
    "fans",
    "kaiming_normal_",
    "kaiming_uniform_",
    "lecun_normal_",
    "lecun_uniform_",
    "lsuv_",
    "normal_",
    "ones_",
    "orthogonal_",
    "sparse_",
    "trunc_normal_",
    "uniform_",
    "variance_scaling_",
    "xavier_normal_",
    "xavier_uniform_",
    "zeros_",
]


def apply(model: Module, rule: str | Callable[[Tensor], object]) -> None:
    """Initialize a whole model again: weights by a rule, biases with 0.

    Weights are the parameters of two and more axes; vectors of weights (those of norms) keep their
    values.

    Parameters
    ----------
    model : Module
    rule : str or callable
        "zeros"; "small_normal" (std 0.01); "trunc_normal" (std 0.02); "lecun" or "lecun_normal",
        "lecun_uniform"; "xavier", "glorot" or "xavier_uniform", "xavier_normal"; "he" or
        "kaiming_normal", "he_uniform" or "kaiming_uniform"; "variance_scaling"; "orthogonal";
        "sparse" (0.9 of each column 0, std 0.01); "identity". Or a function that is called with
        each weight, such as ``lambda w: nn.init.orthogonal_(w, gain=1.5)``.

    Raises
    ------
    ValueError
        If the rule is unknown; nothing was changed.

    Warns
    -----
    UserWarning
        For "zeros": the units of a layer then stay equal to each other and learn nothing of their
        own.

    Examples
    --------
    >>> from nnlite import nn
    >>> model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
    >>> nn.init.apply(model, "he")
    >>> model[2].bias.tolist()
    [0.0, 0.0]
    """
    _init.apply(model, rule)
    if rule == "zeros":
        warnings.warn(
            "init.apply: with all weights 0 the units of a layer stay equal; use 'lecun' or 'he'",
            UserWarning,
            stacklevel=2,
        )
