"""Whether operations record themselves: `no_grad`, `enable_grad` and `set_grad_enabled`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from nnlite import _core
from nnlite._setting import Setting

__all__ = ["enable_grad", "no_grad", "set_grad_enabled"]

Function = TypeVar("Function", bound=Callable[..., Any])


class _GradMode(Setting[bool]):
    _mode: bool

    def __init__(self) -> None:
        super().__init__(_core.is_grad_enabled, _core._set_grad_enabled, self._mode)


class no_grad(_GradMode):
    """Run operations without recording them: `with nnlite.no_grad():`, or as a decorator.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor(2.0, requires_grad=True)
    >>> with nnlite.no_grad():
    ...     y = x * 3
    >>> y.requires_grad
    False
    """

    _mode = False


class enable_grad(_GradMode):
    """Record operations again inside a `no_grad` block.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor(2.0, requires_grad=True)
    >>> with nnlite.no_grad(), nnlite.enable_grad():
    ...     y = x * 3
    >>> y.requires_grad
    True
    """

    _mode = True


class set_grad_enabled(Setting[bool]):
    """Turn the recording of operations on or off, on this thread; as a context, for its block.

    Parameters
    ----------
    mode : bool
        Whether operations record themselves from now on.

    Examples
    --------
    >>> import nnlite
    >>> with nnlite.set_grad_enabled(False):
    ...     print(nnlite.is_grad_enabled())
    False
    >>> nnlite.is_grad_enabled()
    True
    """

    def __init__(self, mode: bool) -> None:
        super().__init__(_core.is_grad_enabled, _core._set_grad_enabled, bool(mode))
        super().__enter__()
        self._acts_already = True

    def __call__(self, func: Function) -> Function:
        """Decorate a function: the mode is that of its runs."""
        if self._acts_already:
            super().__exit__(None, None, None)
            self._acts_already = False
        return super().__call__(func)

    def __enter__(self) -> None:
        if not self._acts_already:
            super().__enter__()
        self._acts_already = False
