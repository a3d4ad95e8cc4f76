"""The progress bars of training, drawn by rich where it is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from nnlite._extras import need

Show = Callable[[int, int, int, int, float], None]
Count = Callable[[int, int], None]


@contextmanager
def progress_bar(wanted: bool | None) -> Iterator[Show | None]:
    """Give the function that moves a bar, to be called with epoch, epochs, step, steps and loss.

    Parameters
    ----------
    wanted : bool or None
        None: only where rich is installed and somebody looks. The bar is drawn on standard error.

    Raises
    ------
    ImportError
        If a bar is wanted and rich is missing.
    """
    bar = _bar(wanted, "epoch {task.fields[epoch]}", "[dim]loss {task.fields[loss]:.4g}")
    if bar is None:
        yield None
        return
    task = bar.add_task("fit", total=None, epoch="", loss=float("nan"))

    def show(epoch: int, epochs: int, step: int, steps: int, loss: float) -> None:
        done, total = (epoch - 1) * steps + step, epochs * steps
        bar.update(task, completed=done, total=total, epoch=f"{epoch}/{epochs}", loss=loss)

    with bar:
        yield show


@contextmanager
def counting_bar(wanted: bool | None, what: str) -> Iterator[Count | None]:
    """Give the function that moves a bar, to be called with how many are done, and of how many.

    Parameters
    ----------
    wanted : bool or None
        As for `progress_bar`.
    what : str
        What is counted.
    """
    bar = _bar(wanted, what, "{task.completed}/{task.total}")
    if bar is None:
        yield None
        return
    task = bar.add_task(what, total=None)
    with bar:
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _bar(wanted: bool | None, before: str, after: str) -> Any:
    """Return a bar between two columns of text, or None where none is to be shown."""
    if wanted is False:
        return None
    try:
        console = need("rich.console", purpose="the progress bar").Console(stderr=True)
    except ImportError:
        if wanted:
            raise
        return None
    if wanted is None and not (console.is_terminal or console.is_jupyter):
        return None
    rich = need("rich.progress", purpose="the progress bar")
    return rich.Progress(
        rich.TextColumn(before),
        rich.BarColumn(bar_width=36),
        rich.TimeRemainingColumn(compact=True),
        rich.TextColumn(after),
        console=console,
        refresh_per_second=4,
    )
