"""Operations of your own: `Function`."""

from __future__ import annotations

from typing import Any

from nnlite import _core
from nnlite._core import FunctionContext

__all__ = ["Function"]


class Function:
    """An operation with its own gradient, written in Python.

    A subclass defines two static methods and is used by ``Subclass.apply(...)``, with positional
    arguments of any kind. `forward` computes outside any graph; `backward` gets the gradient of
    each output and returns one for each argument of `forward`, None where there is none. Made of
    operations on tensors, it can itself be differentiated.

    The context `ctx` carries what `backward` needs: ``ctx.save_for_backward(*tensors)`` and
    ``ctx.saved_tensors`` for tensors (a change in place in between is noticed), plain attributes
    for everything else; ``ctx.needs_input_grad`` says which gradients are wanted.

    Raises
    ------
    TypeError
        If `forward` returns something else than tensors, or `backward` than tensors and None.
    ValueError
        If `backward` returns another number of gradients, or one of a wrong shape.

    Examples
    --------
    >>> import nnlite
    >>> class Square(nnlite.Function):
    ...     @staticmethod
    ...     def forward(ctx, x):
    ...         ctx.save_for_backward(x)
    ...         return x * x
    ...
    ...     @staticmethod
    ...     def backward(ctx, grad):
    ...         (x,) = ctx.saved_tensors
    ...         return grad * 2 * x
    >>> x = nnlite.tensor(3.0, requires_grad=True)
    >>> y = Square.apply(x)
    >>> y.backward()
    >>> y.item(), x.grad.item()
    (9.0, 6.0)
    """

    def __init__(self) -> None:
        name = type(self).__name__
        raise TypeError(f"{name}: operations are not made but applied; call {name}.apply(...)")

    @staticmethod
    def forward(ctx: FunctionContext, *args: Any, **kwargs: Any) -> Any:
        """Compute the outputs: a tensor or a tuple of tensors."""
        raise NotImplementedError(
            f"{ctx.name}: forward is not defined; write @staticmethod def forward(ctx, ...)"
        )

    @staticmethod
    def backward(ctx: FunctionContext, *args: Any, **kwargs: Any) -> Any:
        """Compute the gradients of the arguments from those of the outputs."""
        raise NotImplementedError(
            f"{ctx.name}: backward is not defined; write @staticmethod def backward(ctx, grad)"
        )

    @classmethod
    def apply(cls, *args: Any) -> Any:
        """Run `forward` on the arguments; what it returns takes part in the graph."""
        return _core._apply_function(cls, *args)
