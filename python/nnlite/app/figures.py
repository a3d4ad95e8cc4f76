"""The pictures of a comparison, drawn by matplotlib on axes it is given.

Colours are placeholders that the report turns into CSS variables; `render` does the turning.
"""

from __future__ import annotations

import io
import math
import os
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nnlite._extras import need
from nnlite.app.optimizers import optimizer_row
from nnlite.app.result import Comparison

INK, MUTED, GRID = "#1f2933", "#667085", "#e4e7ec"  # light page; CSS variables in the report

_STYLE = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["Inter", "Segoe UI", "Helvetica Neue", "Arial", "DejaVu Sans"],
    "font.size": 9.5,
    "text.color": INK,
    "axes.edgecolor": GRID,
    "axes.labelcolor": MUTED,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "axes.titlelocation": "left",
    "axes.titlesize": 10,
    "axes.titlecolor": INK,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "xtick.color": GRID,
    "ytick.color": GRID,
    "xtick.labelcolor": MUTED,
    "ytick.labelcolor": MUTED,
    "ytick.major.size": 0,
    "xtick.minor.size": 0,
    "ytick.minor.size": 0,
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
}

Draw = Callable[[Any, Comparison], None]


def color(name: str) -> str:
    """Return the light-page colour of an optimizer."""
    return optimizer_row(name).colors[0]


def title(name: str) -> str:
    """Return the name of an optimizer as pictures say it."""
    return optimizer_row(name).title


def series(found: Comparison, name: str, x: str, y: str) -> tuple[Any, Any, Any, Any] | None:
    """Return steps, median, lowest and highest of a curve over the seeds at the best rate.

    None if the optimizer diverged everywhere or the curve has no values.
    """
    best = found.best[name]
    runs = [r for r in found.runs(name, best.lr) if not r.diverged] if best.lr else []
    if not runs or any(v is None for r in runs for v in r.curve[y]):
        return None
    values = np.array([r.curve[y] for r in runs], np.float64)
    steps = np.array(runs[0].curve[x], np.float64)
    return steps, np.median(values, 0), values.min(0), values.max(0)


def _lines(axes: Any, found: Comparison, x: str, get: Callable[[str], Any]) -> None:
    ends = []
    for name in found.optimizers:
        curve = get(name)
        if curve is None:
            continue
        steps, middle, low, high = curve
        if np.any(high > low):
            band = axes.fill_between(steps, low, high, color=color(name), alpha=0.13, linewidth=0)
            band.set_gid(f"series-{name}-band")
        (line,) = axes.plot(steps, middle, color=color(name))
        line.set_gid(f"series-{name}-line")
        ends.append((float(middle[-1]), name))
    axes.set_xlabel(x)
    axes.grid(axis="y")
    axes.margins(x=0)
    _label_ends(axes, ends)


def _label_ends(axes: Any, ends: Sequence[tuple[float, str]]) -> None:
    """Name every line at its right end, pushed apart where they would overlap."""
    if not ends:
        axes.text(0.5, 0.5, "every run diverged", transform=axes.transAxes, ha="center")
        return
    gap = 0.062
    low, high = axes.get_ylim()
    scale = math.log10 if axes.get_yscale() == "log" else float
    place = sorted(
        ((scale(min(max(v, low), high)) - scale(low)) / (scale(high) - scale(low)), name)
        for v, name in ends
    )
    heights = spread_out([height for height, _ in place], gap)
    for height, (_, name) in zip(heights, place, strict=True):
        text = axes.text(
            1.015, height, title(name), color=color(name), transform=axes.transAxes, va="center"
        )
        text.set_gid(f"series-{name}-label")


def spread_out(heights: list[float], gap: float) -> list[float]:
    """Move ascending heights apart until neighbours are `gap` away, as little as need be.

    Heights that would touch form a block around their common middle; blocks that then touch
    become one. Blocks stay between 0 and 1 where they fit.

    Examples
    --------
    >>> [round(h, 3) for h in spread_out([0.5, 0.5, 0.9], 0.1)]
    [0.45, 0.55, 0.9]
    """
    blocks: list[tuple[float, int]] = []  # middle, count
    for height in heights:
        middle, count = height, 1
        while True:
            half = gap * (count - 1) / 2
            middle = max(min(middle, 1 - half), half)
            if not blocks or middle - blocks[-1][0] >= gap * (count + blocks[-1][1]) / 2:
                break
            before, more = blocks.pop()
            middle = (middle * count + before * more) / (count + more)
            count += more
        blocks.append((middle, count))
    return [middle + gap * (i - (count - 1) / 2) for middle, count in blocks for i in range(count)]


def training_loss(axes: Any, found: Comparison) -> None:
    """Draw the loss of the training batches against the step, each at its best learning rate."""
    curves = {name: series(found, name, "step", "batch_loss") for name in found.optimizers}
    axes.set_yscale("log")
    ends = [c[2].min() for c in curves.values() if c is not None]
    starts = [c[3].max() for c in curves.values() if c is not None]
    if ends:
        floor = max(min(ends), 1e-5)
        axes.set_ylim(floor * 0.7, max(max(starts), floor * 10) * 1.1)
    _lines(axes, found, "step", curves.get)
    axes.set_ylabel("training loss")


def validation_score(axes: Any, found: Comparison) -> None:
    """Draw validation accuracy (or loss, where the target is a number) against the step."""
    if found.settings["task"] == "numbers":
        axes.set_yscale("log")
        _lines(axes, found, "step", lambda n: series(found, n, "eval_step", "val_loss"))
        axes.set_ylabel("validation loss")
        return
    curves = {n: series(found, n, "eval_step", "val_accuracy") for n in found.optimizers}
    last = [c[1][-1] for c in curves.values() if c is not None]
    if last:
        top = max(c[3].max() for c in curves.values() if c is not None)
        reach = max(top - min(last), 0.02)
        axes.set_ylim(max(0.0, min(last) - 1.5 * reach), min(1.0, top + 0.2 * reach))
    _lines(axes, found, "step", curves.get)
    axes.yaxis.set_major_formatter(
        need("matplotlib.ticker", purpose="pictures").PercentFormatter(1)
    )
    axes.set_ylabel("validation accuracy")


def gap(axes: Any, found: Comparison) -> None:
    """Draw validation loss minus training loss against the step: what is learned by heart."""

    def get(name: str) -> Any:
        best = found.best[name]
        runs = [r for r in found.runs(name, best.lr) if not r.diverged] if best.lr else []
        if not runs:
            return None
        gaps = np.array(
            [np.subtract(r.curve["val_loss"], r.curve["train_loss"]) for r in runs], np.float64
        )
        return runs[0].curve["eval_step"], np.median(gaps, 0), gaps.min(0), gaps.max(0)

    axes.axhline(0, color=MUTED, linewidth=0.8)
    _lines(axes, found, "step", get)
    axes.set_ylabel("validation loss − training loss")


def final_scores(axes: Any, found: Comparison) -> None:
    """Draw one dot per seed at each optimizer's best learning rate, best optimizer on top."""
    order = [b for b in found.ranked() if b.lr is not None][::-1]
    numbers = found.settings["task"] == "numbers"
    for row, best in enumerate(order):
        runs = [r for r in found.runs(best.optimizer, best.lr) if not r.diverged]
        values = [r.val_loss if numbers else r.val_accuracy for r in runs]
        middle = best.val_loss if numbers else best.val_accuracy
        gid = f"series-{best.optimizer}"
        (dots,) = axes.plot(
            values, [row] * len(values), "o", color=color(best.optimizer), alpha=0.45, ms=6
        )
        dots.set_gid(f"{gid}-dots")
        (mark,) = axes.plot([middle], [row], "|", color=color(best.optimizer), ms=17, mew=2.6)
        mark.set_gid(f"{gid}-mark")
    axes.set_yticks(range(len(order)), [title(b.optimizer) for b in order])
    for label, best in zip(axes.get_yticklabels(), order, strict=True):
        label.set_color(color(best.optimizer))
    axes.set_ylim(-0.6, max(len(order) - 0.4, 0.6))
    axes.grid(axis="x")
    if numbers:
        axes.set_xscale("log")
        axes.set_xlabel("final validation loss")
    else:
        ticker = need("matplotlib.ticker", purpose="pictures")
        axes.xaxis.set_major_formatter(ticker.PercentFormatter(1))
        axes.set_xlabel("final validation accuracy")


def draw_rates(axes_list: Sequence[Any], found: Comparison) -> None:
    """Draw final validation loss against learning rate, one small panel per optimizer.

    The others stay behind in grey; the shaded part is the range of good learning rates.
    """
    finite = [v for n in found.optimizers for v in found.losses(n) if math.isfinite(v)]
    low = max(min(finite, default=0.1), 1e-6)
    high = min(max(finite, default=1.0), max(30 * low, 5.0))
    for axes, name in zip(axes_list, found.optimizers, strict=False):
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_ylim(low / 1.35, high * 1.8)
        for other in found.optimizers:
            if other != name:
                axes.plot(*_capped(found, other, high), color=GRID, linewidth=1.0)
        good = found.best[name].good
        if good is not None:
            span = axes.axvspan(good.low, good.high, color=color(name), alpha=0.13, linewidth=0)
            span.set_gid(f"series-{name}-good")
        rates, losses = _capped(found, name, high)
        axes.plot(rates, losses, "o-", color=color(name), ms=3.8)
        _mark_diverged(axes, found, name, high)
        width = f"{good.decades:.1f} decades" if good else "diverged"
        more = "≥ " if good and (good.open_low or good.open_high) else ""
        axes.set_title(title(name), color=color(name), fontweight="bold", pad=12)
        axes.text(0, 1.03, f"{more}{width} good", transform=axes.transAxes, color=MUTED, size=8.5)
        axes.grid(axis="y")
        axes.tick_params(labelsize=8.5)


def _capped(found: Comparison, name: str, high: float) -> tuple[list[float], list[float]]:
    pairs = zip(found.lrs(name), found.losses(name), strict=True)
    kept = [(lr, min(loss, 1.5 * high)) for lr, loss in pairs if math.isfinite(loss)]
    return [lr for lr, _ in kept], [loss for _, loss in kept]


def _mark_diverged(axes: Any, found: Comparison, name: str, high: float) -> None:
    pairs = zip(found.lrs(name), found.losses(name), strict=True)
    lost = [lr for lr, loss in pairs if not math.isfinite(loss)]
    if lost:
        axes.plot(lost, [1.35 * high] * len(lost), "x", color=color(name), ms=5.5, mew=1.8)


def rate_panels(figure: Any, found: Comparison) -> None:
    """Lay out the panels of `draw_rates` on a figure."""
    count = len(found.optimizers)
    columns = min(4, count)
    rows = -(-count // columns)
    grid = figure.subplots(rows, columns, sharey=True, squeeze=False)
    panels = list(grid.flat)
    draw_rates(panels, found)
    for i, axes in enumerate(panels):
        if i >= count:
            axes.set_axis_off()
        if i % columns == 0:
            axes.set_ylabel("validation loss")
        if i + columns >= count:
            axes.set_xlabel("learning rate")


def picture(found: Comparison, draw: Draw, *, key: str, wide: bool = False) -> str:
    """Return one picture as inline SVG whose colours follow the page.

    Parameters
    ----------
    found : Comparison
        What to draw.
    draw : callable
        A function of this module that draws on axes, or `rate_panels` with `wide`.
    key : str
        Distinguishes the ids of this picture from those of its neighbours on the page.
    wide : bool
        Whether `draw` takes the whole figure.
    """
    matplotlib = need("matplotlib", purpose="the report")
    need("matplotlib.figure", purpose="the report")
    with matplotlib.rc_context({**_STYLE, "svg.hashsalt": key}):
        rows = -(-len(found.optimizers) // 4)
        size = (10.4, 0.6 + 2.1 * rows) if wide else (5.6, 3.5)
        figure = matplotlib.figure.Figure(figsize=size, layout="constrained")
        draw(figure if wide else figure.subplots(), found)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    return _themed(buffer.getvalue(), found, key)


def _themed(svg: str, found: Comparison, key: str) -> str:
    """Make matplotlib's SVG part of the page: its colours, its fonts, ids of its own."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.S)
    svg = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r'id="series-([a-z0-9_]+)-[a-z]+"', r'class="s s-\1"', svg)
    svg = re.sub(r"font: [^;\"]*?([\d.]+)px[^;\"]*", r"font-size: \1px", svg)
    svg = re.sub(r"font-family: [^;\"]*;? ?", "", svg)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{key}-\1"', svg)
    svg = re.sub(r'href="#([^"]+)"', rf'href="#{key}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{key}-\1)", svg)
    for placeholder, variable in [(INK, "ink"), (MUTED, "muted"), (GRID, "line")]:
        svg = svg.replace(placeholder, f"var(--{variable})")
    for name in found.optimizers:
        svg = svg.replace(color(name), f"var(--{name})")
    return svg.replace("<svg ", '<svg role="img" ', 1)


def poster(found: Comparison, path: str | os.PathLike[str]) -> None:
    """Write one PNG with the main pictures, for a README or a slide."""
    matplotlib = need("matplotlib", purpose="the picture")
    need("matplotlib.figure", purpose="the picture")
    with matplotlib.rc_context(_STYLE):
        figure = matplotlib.figure.Figure(
            figsize=(11, 8.2), layout="constrained", facecolor="white"
        )
        top, bottom = figure.subfigures(2, 1, height_ratios=[1.0, 1.25], hspace=0.04)
        left, right = top.subplots(1, 2)
        training_loss(left, found)
        left.set_title("Training loss, each optimizer at its best learning rate")
        validation_score(right, found)
        right.set_title("Validation score")
        rate_panels(bottom, found)
        bottom.suptitle(
            "Final validation loss against the learning rate; shaded: good learning rates",
            x=0.005,
            ha="left",
            size=10,
        )
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=110)
    image = need("PIL.Image", purpose="the picture").open(buffer).convert("RGB")
    image.quantize(128, dither=0).save(
        path, "png", optimize=True
    )  # a third of the bytes, same look
