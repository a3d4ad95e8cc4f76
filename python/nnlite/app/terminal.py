"""What the terminal shows: progress a few times a second, and tables at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nnlite._extras import need
from nnlite.app.comparison import Progress
from nnlite.app.optimizers import optimizer_row
from nnlite.app.result import Comparison
from nnlite.app.runs import RunResult
from nnlite.app.summary import microseconds, number, percent, rate, title, width


def console() -> Any:
    """Return a rich console on standard output."""
    return need("rich.console", purpose="the command line").Console(highlight=False)


@contextmanager
def progress_bar(what: str) -> Iterator[Progress]:
    """Show a bar with the time left; give the function that moves it.

    The bar appears with the first call, redraws four times a second, and leaves nothing behind.
    """
    rich = need("rich.progress", purpose="the command line")
    bar = rich.Progress(
        rich.TextColumn("[bold]{task.description}"),
        rich.BarColumn(bar_width=36),
        rich.MofNCompleteColumn(),
        rich.TextColumn("runs ·"),
        rich.TimeRemainingColumn(compact=True),
        rich.TextColumn("[dim]{task.fields[last]}"),
        console=console(),
        refresh_per_second=4,
        transient=True,
    )
    task = bar.add_task(what, total=None, last="")

    def move(done: int, total: int, result: RunResult | None) -> None:
        if done == 0:
            bar.start()
        bar.update(task, completed=done, total=total, last=_one_line(result))

    try:
        yield move
    finally:
        if bar.live.is_started:
            bar.stop()


def _one_line(result: RunResult | None) -> str:
    if result is None:
        return ""
    if result.diverged:
        score = "diverged"
    elif result.val_accuracy is None:
        score = number(result.val_loss)
    else:
        score = percent(result.val_accuracy)
    return f"{result.optimizer} lr {rate(result.lr)}: {score}"


def comparison_table(found: Comparison) -> Any:
    """Return the final table, best optimizer first."""
    rich = need("rich.table", purpose="the command line")
    box = need("rich.box", purpose="the command line")
    table = rich.Table(box=box.SIMPLE_HEAD, header_style="dim", pad_edge=False)
    table.add_column("optimizer", no_wrap=True)
    numbers = found.settings["task"] == "numbers"
    score = "val. loss" if numbers else "val. acc."
    for head in ("best lr", score, "train loss", "per step", "good lrs\n(decades)"):
        table.add_column(head, justify="right", no_wrap=True)
    for best in found.ranked():
        value = (
            number(best.val_loss, best.val_loss_spread)
            if numbers
            else percent(best.val_accuracy, best.val_accuracy_spread)
        )
        table.add_row(
            f"[bold {optimizer_row(best.optimizer).colors[1]}]{title(best.optimizer)}[/]",
            rate(best.lr),
            value,
            number(best.train_loss, best.train_loss_spread),
            microseconds(best.seconds_per_step),
            width(best),
        )
    return table


def curve_text(values: list[float], *, width: int = 60, height: int = 8) -> str:
    """Draw a curve with block characters, lowest value at the bottom.

    Parameters
    ----------
    values : list of float
        One per epoch, finite.
    width, height : int
        Size in characters.

    Examples
    --------
    >>> print(curve_text([4.0, 2.0, 1.0, 0.0], width=4, height=2))
    4 │█▁
    0 │██▄
    """
    count = min(width, len(values))
    picks = [values[(i * (len(values) - 1)) // max(count - 1, 1)] for i in range(count)]
    low, high = min(picks), max(picks)
    span = (high - low) or 1.0
    blocks = " ▁▂▃▄▅▆▇█"
    cells = [round((v - low) / span * 8 * height) for v in picks]
    rows = [
        "".join(blocks[min(max(cell - 8 * level, 0), 8)] for cell in cells)
        for level in range(height - 1, -1, -1)
    ]
    labels = [f"{high:.3g}", *[""] * (height - 2), f"{low:.3g}"]
    margin = max(map(len, labels))
    lines = (f"{a:>{margin}} │{row.rstrip()}" for a, row in zip(labels, rows, strict=True))
    return "\n".join(line.rstrip() for line in lines)
