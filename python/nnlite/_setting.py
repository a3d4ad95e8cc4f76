"""A setting of this thread that has a value of its own within a block."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ContextDecorator
from types import TracebackType
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Setting(ContextDecorator, Generic[Value]):
    """Writes `value` on entry and what was there before on exit; nests and decorates."""

    def __init__(
        self, read: Callable[[], Value], write: Callable[[Value], None], value: Value
    ) -> None:
        self._read, self._write, self._value = read, write, value
        self._before: list[Value] = []

    def __enter__(self) -> None:
        self._before.append(self._read())
        self._write(self._value)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._write(self._before.pop())
