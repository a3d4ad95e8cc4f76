"""
Activations as functions.
"""

from __future__ import annotations

import typing

import nnlite

__all__: list[str] = [
    "celu",
    "elu",
    "hardshrink",
    "hardsigmoid",
    "hardswish",
    "hardtanh",
    "leaky_relu",
    "logsigmoid",
    "mish",
    "relu",
    "relu6",
    "relu_squared",
    "selu",
    "sigmoid",
    "silu",
    "softplus",
    "softshrink",
    "softsign",
    "squareplus",
    "tanh",
    "tanhshrink",
    "threshold",
]

def celu(
    input: nnlite.Tensor,
    alpha: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    inplace: bool = False,
) -> nnlite.Tensor:
    """
    x where x > 0, else alpha (e^(x / alpha) - 1) (Barron 2017).

    With inplace, written into the input.
    """

def elu(
    input: nnlite.Tensor,
    alpha: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    inplace: bool = False,
) -> nnlite.Tensor:
    """
    x where x > 0, else alpha (e^x - 1).

    With inplace, written into the input.
    """

def hardshrink(
    input: nnlite.Tensor,
    lambd: typing.SupportsFloat | typing.SupportsIndex = 0.5,
    inplace: bool = False,
) -> nnlite.Tensor:
    """
    0 where |x| <= lambd, else x.

    With inplace, written into the input.
    """

def hardsigmoid(input: nnlite.Tensor, inplace: bool = False) -> nnlite.Tensor:
    """
    x / 6 + 1/2 limited to 0 .. 1.

    With inplace, written into the input.
    """

def hardswish(input: nnlite.Tensor, inplace: bool = False) -> nnlite.Tensor:
    """
    x hardsigmoid(x).

    With inplace, written into the input.
    """

def hardtanh(
    input: nnlite.Tensor,
    min_val: typing.SupportsFloat | typing.SupportsIndex = -1.0,
    max_val: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    inplace: bool = False,
) -> nnlite.Tensor:
    """
    x limited to min_val .. max_val.

    With inplace, written into the input.
    """

def leaky_relu(
    input: nnlite.Tensor,
    negative_slope: typing.SupportsFloat | typing.SupportsIndex = 0.01,
    inplace: bool = False,
) -> nnlite.Tensor:
    """
    x where x > 0, else negative_slope x.

    With inplace, written into the input.
    """

def logsigmoid(input: nnlite.Tensor, inplace: bool = False) -> nnlite.Tensor:
    """
    log(sigmoid(x)).

    With inplace, written into the input.
    """

def mish(input: nnlite.Tensor, inplace: bool = False) -> nnlite.Tensor:
    """
    x tanh(softplus(x)) (Misra 2019).

    With inplace, written into the input.
    """

def relu(input: nnlite.Tensor, inplace: bool = False) -> nnlite.Tensor:
    """
    max(x, 0); the gradient is 0 at 0.

    With inplace, written into the input.
    """

def relu6(input: nnlite.Tensor, inplace: bool = False) -> nnlite.Tensor:
    """
    x limited to 0 .. 6.

    With inplace, written into the input.
    """

def relu_squared(input: nnlite.Tensor, inplace: bool = False) -> nnlite.Tensor:
    """
    max(x, 0)^2 (So et al. 2021).

    With inplace, written into the input.
    """

def selu(input: nnlite.Tensor, inplace: bool = False) -> nnlite.Tensor:
    """
    1.0507 elu(x, 1.6733): keeps mean 0 and variance 1 (Klambauer et al. 2017).

    With inplace, written into the input.
    """

def sigmoid(input: nnlite.Tensor, inplace: bool = False) -> nnlite.Tensor:
    """
    1 / (1 + e^-x).

    With inplace, written into the input.
    """

def silu(input: nnlite.Tensor, inplace: bool = False) -> nnlite.Tensor:
    """
    x sigmoid(x), also called swish (Ramachandran et al. 2017).

    With inplace, written into the input.
    """

def softplus(
    input: nnlite.Tensor,
    beta: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    threshold: typing.SupportsFloat | typing.SupportsIndex = 20.0,
    inplace: bool = False,
) -> nnlite.Tensor:
    """
    log(1 + e^(beta x)) / beta; x itself where beta x > threshold.

    With inplace, written into the input.
    """

def softshrink(
    input: nnlite.Tensor,
    lambd: typing.SupportsFloat | typing.SupportsIndex = 0.5,
    inplace: bool = False,
) -> nnlite.Tensor:
    """
    x moved towards 0 by lambd, and not beyond it.

    With inplace, written into the input.
    """

def softsign(input: nnlite.Tensor, inplace: bool = False) -> nnlite.Tensor:
    """
    x / (1 + |x|).

    With inplace, written into the input.
    """

def squareplus(
    input: nnlite.Tensor,
    b: typing.SupportsFloat | typing.SupportsIndex = 4.0,
    inplace: bool = False,
) -> nnlite.Tensor:
    """
    (x + sqrt(x^2 + b)) / 2 (Barron 2021).

    With inplace, written into the input.
    """

def tanh(input: nnlite.Tensor, inplace: bool = False) -> nnlite.Tensor:
    """
    Hyperbolic tangent.

    With inplace, written into the input.
    """

def tanhshrink(input: nnlite.Tensor, inplace: bool = False) -> nnlite.Tensor:
    """
    x - tanh(x).

    With inplace, written into the input.
    """

def threshold(
    input: nnlite.Tensor,
    threshold: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    value: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    inplace: bool = False,
) -> nnlite.Tensor:
    """
    x where x > threshold, else value.

    With inplace, written into the input.
    """
