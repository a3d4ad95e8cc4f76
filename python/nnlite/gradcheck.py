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

    Returns
    -------
    bool
        True; a failure raises.

    Raises
    ------
    ValueError
        If an input to check is not float64.
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
    for i in checked:
        if leaves[i].dtype != _core.float64:
            raise ValueError(
                f"gradcheck: input {i} is {leaves[i].dtype}; differences need float64, use "
                f"x.double()"
            )
    outputs = _outputs(fn, leaves)
    weights = _weights(outputs)
    if not any(t.requires_grad for t in outputs):
        return True
    gradients = _core.grad(
        [t for t in outputs if t.requires_grad],
        [leaves[i] for i in checked],
        [w for t, w in zip(outputs, weights, strict=True) if t.requires_grad],
        allow_unused=True,
    )

    def loss() -> float:
        total = 0.0
        for t, w in zip(_outputs(fn, leaves), weights, strict=True):
            if t.dtype.is_floating_point:
                total += float((np.asarray(t.detach()) * np.asarray(w)).sum())
        return total

    for i, gradient in zip(checked, gradients, strict=True):
        found = 0.0 if gradient is None else np.asarray(gradient.detach())
        _compare(i, np.broadcast_to(found, leaves[i].shape), leaves[i], loss, eps, atol, rtol)
    return True


def gradgradcheck(
    fn: Function,
    inputs: Tensor | Sequence[Tensor],
    *,
    eps: float = 1e-6,
    atol: float = 1e-5,
    rtol: float = 1e-3,
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

    return gradcheck(first, [*leaves, *weights], eps=eps, atol=atol, rtol=rtol)


def _outputs(fn: Function, inputs: Sequence[Tensor]) -> list[Tensor]:
    out = fn(*inputs)
    return [out] if isinstance(out, Tensor) else list(out)


def _weights(outputs: Sequence[Tensor]) -> list[Tensor]:
    """Fixed random numbers of the outputs' shapes: one weighting sees every element."""
    rng = np.random.default_rng(0)
    return [_core.from_numpy(np.asarray(rng.uniform(0.5, 1.5, t.shape))) for t in outputs]


def _elements(tensor: Tensor) -> Iterator[tuple[int, ...]]:
    return np.ndindex(*tensor.shape)


def _compare(
    which: int,
    found: np.ndarray,
    leaf: Tensor,
    loss: Callable[[], float],
    eps: float,
    atol: float,
    rtol: float,
) -> None:
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
            raise AssertionError(
                f"gradcheck: input {which} at {index}: the gradient is {found[index]:.8g} but the "
                f"difference quotient is {quotient:.8g}"
            )
