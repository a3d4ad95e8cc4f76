"""Parameters: tensors that a module learns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nnlite
from nnlite._core import _nn

__all__ = ["Parameter"]

if TYPE_CHECKING:

    class Parameter(nnlite.Tensor):
        """A tensor that is a parameter; see below."""

        def __init__(self, data: Any, requires_grad: bool = True) -> None: ...

else:

    class _ParameterType(type):
        """Makes ``isinstance(t, nn.Parameter)`` ask the tensor itself."""

        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, nnlite.Tensor) and _nn.is_parameter(instance)

    class Parameter(metaclass=_ParameterType):
        """A tensor that a module learns: assigned to an attribute, it is registered there.

        The result is an `nnlite.Tensor` with a mark; ``isinstance(t, nn.Parameter)`` sees it.

        Parameters
        ----------
        data : Tensor, array or (nested) list of numbers
            The first values. A tensor's memory is shared, not copied; lists become float32.
        requires_grad : bool, default True
            Whether gradients flow to it; False freezes it.

        Examples
        --------
        >>> from nnlite import nn
        >>> w = nn.Parameter([[1.0, 2.0]])
        >>> isinstance(w, nn.Parameter), w.requires_grad, w.shape
        (True, True, (1, 2))
        """

        def __new__(cls, data: Any, requires_grad: bool = True) -> nnlite.Tensor:
            """Mark a tensor; see the class."""
            tensor = data if isinstance(data, nnlite.Tensor) else nnlite.tensor(data)
            return _nn.make_parameter(tensor, requires_grad)
