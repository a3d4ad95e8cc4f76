"""The progress bar of training, drawn by rich where it is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from nnlite._extras import need

Show = Callable[[int, int, int, int, float], None]


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
    if wanted is False:
        yield None
        return
    try:
        console = need("rich.console", purpose="the progress bar").Console(stderr=True)
    except ImportError:
        if wanted:
            raise
        yield None
        return
    if wanted is None and not (console.is_terminal or console.is_jupyter):
        yield None
        return
    rich = need("rich.progress", purpose="the progress bar")
    bar = rich.Progress(
        rich.TextColumn("epoch {task.fields[epoch]}"),
        rich.BarColumn(bar_width=36),
        rich.TimeRemainingColumn(compact=True),
        rich.TextColumn("[dim]loss {task.fields[loss]:.4g}"),
        console=console,
        refresh_per_second=4,
    )
    task = bar.add_task("fit", total=None, epoch="", loss=float("nan"))

    def show(epoch: int, epochs: int, step: int, steps: int, loss: float) -> None:
        done, total = (epoch - 1) * steps + step, epochs * steps
        bar.update(task, completed=done, total=total, epoch=f"{epoch}/{epochs}", loss=loss)

    with bar:
        yield show
