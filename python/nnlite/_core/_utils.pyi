"""
The functions of nnlite.nn.utils.
"""

from __future__ import annotations

import typing

import nnlite

__all__: list[str] = [
    "clip_grad_norm_",
    "clip_grad_value_",
    "parameters_to_vector",
    "vector_to_parameters",
]

def clip_grad_norm_(
    parameters: typing.Any,
    max_norm: typing.SupportsFloat | typing.SupportsIndex,
    norm_type: typing.SupportsFloat | typing.SupportsIndex = 2.0,
    error_if_nonfinite: bool = False,
) -> nnlite.Tensor:
    """
    Limit the norm of all gradients together, in place.

    All are multiplied by max_norm / (norm + 1e-6) where this is below 1. Optimizers do the same in
    their own pass with `clip_norm`.

    Parameters
    ----------
    parameters : Tensor or iterable of Tensor
        Those without a gradient are passed over.
    max_norm : float
    norm_type : float, default 2
        p of the p-norm; infinity: the largest absolute value.
    error_if_nonfinite : bool, default False
        Whether a norm that is infinite or NaN is an error.

    Returns
    -------
    Tensor
        The norm before.

    Raises
    ------
    ValueError
        If max_norm is negative.
    RuntimeError
        If the norm is not finite, where asked; nothing was changed.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> w = nn.Parameter([3.0, 4.0])
    >>> w.square().sum().backward()
    >>> nn.utils.clip_grad_norm_([w], 1.0).item()
    10.0
    >>> round(w.grad.norm().item(), 4)
    1.0
    """

def clip_grad_value_(
    parameters: typing.Any, clip_value: typing.SupportsFloat | typing.SupportsIndex
) -> None:
    """
    Limit every element of all gradients, in place.

    Parameters
    ----------
    parameters : Tensor or iterable of Tensor
        Those without a gradient are passed over.
    clip_value : float
        Elements end in -clip_value .. clip_value.

    Raises
    ------
    ValueError
        If clip_value is negative.

    Examples
    --------
    >>> from nnlite import nn
    >>> w = nn.Parameter([3.0, -4.0])
    >>> w.square().sum().backward()
    >>> nn.utils.clip_grad_value_([w], 7.0)
    >>> w.grad.tolist()
    [6.0, -7.0]
    """

def parameters_to_vector(parameters: typing.Any) -> nnlite.Tensor:
    """
    All elements of some parameters, one behind the other.

    Gradients flow from the vector to the parameters.

    Parameters
    ----------
    parameters : iterable of Tensor

    Raises
    ------
    ValueError
        If there are none.

    Examples
    --------
    >>> from nnlite import nn
    >>> nn.utils.parameters_to_vector(nn.Linear(3, 2).parameters()).shape
    (8,)
    """

def vector_to_parameters(vec: nnlite.Tensor, parameters: typing.Any) -> None:
    """
    Copy the parts of a vector into parameters.

    Parameters
    ----------
    vec : Tensor
        As `parameters_to_vector` makes it.
    parameters : iterable of Tensor
        Overwritten, outside any graph.

    Raises
    ------
    ValueError
        If the vector has another length.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> layer = nn.Linear(1, 2)
    >>> nn.utils.vector_to_parameters(nnlite.arange(4.0), layer.parameters())
    >>> layer.bias.tolist()
    [2.0, 3.0]
    """
