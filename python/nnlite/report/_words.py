"""Words of reports: tables of text, numbers to three digits, axes to draw on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from nnlite._extras import need


def short(x: float | None) -> str:
    """Return a number in three digits, or nothing for None.

    Examples
    --------
    >>> short(0.063245), short(1234567.0), short(None)
    ('0.0632', '1.23e+06', '')
    """
    return "" if x is None else f"{x:.3g}"


def percent(x: float | None) -> str:
    """Return a part of 1 as whole percents, or nothing for None.

    Examples
    --------
    >>> percent(0.256)
    '26 %'
    """
    return "" if x is None else f"{100 * x:.0f} %"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return columns under a head, the first one to the left and the others to the right.

    Examples
    --------
    >>> print(table(["layer", "std"], [["0", "0.25"], ["hidden", "1"]]))
    layer    std
    0       0.25
    hidden     1
    """
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if i else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def findings(lines: Sequence[str]) -> str:
    """Return findings as a list, or that there are none."""
    return "\n".join(f"* {line}" for line in lines) or "* nothing stands out"


def names(which: Sequence[str]) -> str:
    """Return names in quotes: all of them, or the first and the last of many.

    Examples
    --------
    >>> names(["0", "2"]), names(["0", "2", "4", "6", "8"])
    ("'0', '2'", "'0', '2', ... '8'")
    """
    quoted = [f"'{name or 'the model'}'" for name in which]
    return ", ".join(quoted) if len(quoted) <= 4 else f"{quoted[0]}, {quoted[1]}, ... {quoted[-1]}"


def axes(given: Any, purpose: str) -> Any:
    """Return the axes to draw on: those given, or new ones of matplotlib."""
    if given is not None:
        return given
    return need("matplotlib.pyplot", purpose=purpose).subplots(layout="constrained")[1]
