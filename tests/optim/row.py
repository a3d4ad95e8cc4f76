"""The row of a table of optimizers: one optimizer in one of its forms, and what it should do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from optim.references import Reference


@dataclass(frozen=True)
class Row:
    """What the tests know of an optimizer in one of its forms.

    `make` returns a fresh reference. `torch` says whether PyTorch has the same form, with the same
    options.
    """

    cls: str
    options: dict[str, Any]
    make: Callable[[], Reference]
    torch: bool = True
    scale_free: bool = False  # a loss k times as large takes the same steps (eps aside)
    elementwise: bool = True  # no weight feels another of its tensor

    def __str__(self) -> str:
        words = (f"{k}={v}" for k, v in self.options.items() if k != "lr")
        return "-".join([self.cls, *words])
