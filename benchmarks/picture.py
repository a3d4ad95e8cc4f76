"""A picture of races: for every workload, the speed of each candidate against the best peer."""

from __future__ import annotations

from pathlib import Path

from benchmarks.race import Race
from benchmarks.report import finished, speed

COLORS = {
    "nnlite": "#d62728",
    "numpy": "#1f77b4",
    "torch": "#ff7f0e",
    "jax": "#2ca02c",
    "sklearn": "#9467bd",
    "tensorflow": "#e377c2",
    "onnxruntime": "#8c564b",
    "c": "#7f7f7f",
}
MARKERS = "o^sDvP*X"


def draw(races: list[Race], path: Path) -> None:
    """One panel per number of threads, a line per workload, logarithmic."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot, ticker
    from matplotlib.artist import Artist

    threads = sorted({race.threads for race in races})
    names = list(dict.fromkeys(race.workload for race in races))
    size = (5.5 * len(threads) + 2.5, 0.34 * len(names) + 1.6)
    figure, panels = pyplot.subplots(
        1, len(threads), figsize=size, sharex=True, sharey=True, squeeze=False
    )
    drawn: dict[str, Artist] = {}
    forms: dict[str, list[str]] = {peer: [] for peer in COLORS}  # as they come: a marker each
    for panel, count in zip(panels[0], threads, strict=True):
        for race in (r for r in races if r.threads == count):
            y = len(names) - names.index(race.workload)
            for lane in finished(race.lanes):
                peer, ratio = lane.candidate.peer, speed(race, lane)
                if ratio is None:
                    continue
                if lane.candidate.form not in forms[peer]:
                    forms[peer].append(lane.candidate.form)
                marker = MARKERS[forms[peer].index(lane.candidate.form) % len(MARKERS)]
                panel.plot([ratio.low, ratio.high], [y, y], color=COLORS[peer], lw=1.2)
                (dot,) = panel.plot(
                    ratio.median, y, marker, color=COLORS[peer], ms=7 if peer == "nnlite" else 5
                )
                drawn.setdefault(str(lane.candidate), dot)
        panel.axvline(1, color="#444444", lw=0.8)
        panel.set_xscale("log")
        panel.xaxis.set_major_locator(ticker.LogLocator(subs=(1, 2, 5)))
        panel.xaxis.set_major_formatter("{x:g}")
        panel.xaxis.set_minor_locator(ticker.NullLocator())
        panel.set_title(f"{count} thread{'s' * (count > 1)}")
        panel.set_xlabel("times as fast as the best peer")
        panel.grid(axis="x", alpha=0.3)
        panel.set_yticks(range(len(names), 0, -1), names)
    labels = sorted(drawn)
    handles = [drawn[label] for label in labels]
    figure.legend(handles, labels, loc="outside right upper", frameon=False)
    figure.set_layout_engine("constrained")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=130)
    pyplot.close(figure)
