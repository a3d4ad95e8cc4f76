"""Gradients against central differences: `gradcheck` and `gradgradcheck`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from nnlite import _core
from nnlite._core import Tensor

__all__ = ["gradcheck", "gradgradcheck"]

Function = Callable[..., "Tensor | Sequence[Tensor]"]


def gradcheck(
    fn: Function,
    inputs: Tensor | Sequence[Tensor],
    *,
    eps: float = 1e-6,
    atol: float = 1e-5,
    rtol: float = 1e-3,
    raise_exception: bool = True,
) -> bool:
    """Compare the gradients of `fn` with central differences.

    For every input element x and a fixed weighting L of the outputs,
    dL/dx is compared with (L(x + eps) - L(x - eps)) / (2 eps).

    Parameters
    ----------
    fn : callable
        Takes the inputs, returns a tensor or a sequence of tensors.
    inputs : Tensor or sequence of Tensor
        float64 tensors; those with ``requires_grad`` are checked. Their values are moved during
        the check and put back.
    eps : float, default 1e-6
        Half the distance of the two points.
    atol, rtol : float, default 1e-5 and 1e-3
        Allowed difference: ``atol + rtol * |difference quotient|``.
    raise_exception : bool, default True
        Whether a wrong gradient raises; with False it returns False.

    Returns
    -------
    bool
        Whether all gradients are right. An output without a graph has the gradient 0, which is
        wrong where it does change with an input.

    Raises
    ------
    ValueError
        If no input requires a gradient, or one that does is not float64.
    AssertionError
        If a gradient is wrong; the message names the input, the index and both numbers.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor([0.5, -2.0], dtype="float64", requires_grad=True)
    >>> nnlite.gradcheck(nnlite.tanh, x)
    True
    """
    leaves = [inputs] if isinstance(inputs, Tensor) else list(inputs)
    checked = [i for i, t in enumerate(leaves) if t.requires_grad]
    if not checked:
        raise ValueError("gradcheck: no input requires a gradient; call requires_grad_() first")
    for i in checked:
        if leaves[i].dtype != _core.float64:
            raise ValueError(
                f"gradcheck: input {i} is {leaves[i].dtype}; differences need float64, use "
                f"x.double()"
            )
    outputs = _outputs(fn, leaves)
    weights = _weights(outputs)
    followed = [(t, w) for t, w in zip(outputs, weights, strict=True) if t.requires_grad]
    gradients: Sequence[Tensor | None] = [None] * len(checked)
    if followed:
        ends, seeds = zip(*followed, strict=True)
        gradients = _core.grad(ends, [leaves[i] for i in checked], seeds, allow_unused=True)

    def loss() -> float:
        total = 0.0
        for t, w in zip(_outputs(fn, leaves), weights, strict=True):
            if t.dtype.is_floating_point:
                total += float((np.asarray(t.detach()) * np.asarray(w)).sum())
        return total

    for i, gradient in zip(checked, gradients, strict=True):
        found = 0.0 if gradient is None else np.asarray(gradient.detach())
        gradient_of_input = np.broadcast_to(found, leaves[i].shape)
        wrong = _difference(i, gradient_of_input, leaves[i], loss, eps, atol, rtol)
        if wrong and raise_exception:
            raise AssertionError(f"gradcheck: {wrong}")
        if wrong:
            return False
    return True


def gradgradcheck(
    fn: Function,
    inputs: Tensor | Sequence[Tensor],
    *,
    eps: float = 1e-6,
    atol: float = 1e-5,
    rtol: float = 1e-3,
    raise_exception: bool = True,
) -> bool:
    """Compare the gradients of the gradients of `fn` with central differences.

    Parameters are those of `gradcheck`, which it applies to the gradient of `fn`, as a function of
    the inputs and of the weights of the outputs.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor([0.5, -2.0], dtype="float64", requires_grad=True)
    >>> nnlite.gradgradcheck(nnlite.tanh, x)
    True
    """
    leaves = [inputs] if isinstance(inputs, Tensor) else list(inputs)
    weights = [w.requires_grad_() for w in _weights(_outputs(fn, leaves))]

    def first(*args: Tensor) -> list[Tensor]:
        xs, ws = args[: len(leaves)], args[len(leaves) :]
        pairs = [(t, w) for t, w in zip(_outputs(fn, xs), ws, strict=True) if t.requires_grad]
        wanted = [x for x in xs if x.requires_grad]
        if not pairs or not wanted:
            return []
        outputs, given = zip(*pairs, strict=True)
        found = _core.grad(outputs, wanted, given, create_graph=True, allow_unused=True)
        return [g for g in found if g is not None]

    return gradcheck(
        first,
        [*leaves, *weights],
        eps=eps,
        atol=atol,
        rtol=rtol,
        raise_exception=raise_exception,
    )


def _outputs(fn: Function, inputs: Sequence[Tensor]) -> list[Tensor]:
    out = fn(*inputs)
    return [out] if isinstance(out, Tensor) else list(out)


def _weights(outputs: Sequence[Tensor]) -> list[Tensor]:
    """Fixed random numbers of the outputs' shapes: one weighting sees every element."""
    rng = np.random.default_rng(0)
    return [_core.from_numpy(np.asarray(rng.uniform(0.5, 1.5, t.shape))) for t in outputs]


def _elements(tensor: Tensor) -> Iterator[tuple[int, ...]]:
    return np.ndindex(*tensor.shape)


def _difference(
    which: int,
    found: np.ndarray,
    leaf: Tensor,
    loss: Callable[[], float],
    eps: float,
    atol: float,
    rtol: float,
) -> str | None:
    """What is wrong with a gradient, or None."""
    values = np.asarray(leaf.detach())  # shares the leaf's memory
    for index in _elements(leaf):
        at = values[index]
        values[index] = at + eps
        above = loss()
        values[index] = at - eps
        below = loss()
        values[index] = at
        quotient = (above - below) / (2 * eps)
        if not abs(found[index] - quotient) <= atol + rtol * abs(quotient):
            return (
                f"input {which} at {index}: the gradient is {found[index]:.8g} but the "
                f"difference quotient is {quotient:.8g}"
            )
    return None
