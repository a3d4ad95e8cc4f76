"""Whether operations record themselves: `no_grad` and `enable_grad`."""

from __future__ import annotations

from contextlib import ContextDecorator
from types import TracebackType

from nnlite import _core

__all__ = ["enable_grad", "no_grad"]


class _GradMode(ContextDecorator):
    """Sets the mode on entry and puts the former one back on exit; nests and decorates."""

    _mode: bool

    def __init__(self) -> None:
        self._before: list[bool] = []

    def __enter__(self) -> None:
        self._before.append(_core.is_grad_enabled())
        _core.set_grad_enabled(self._mode)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        _core.set_grad_enabled(self._before.pop())


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
