"""Fair times: the candidates take turns, so that what slows the machine meets all of them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Call = Callable[[], object]


@dataclass(frozen=True)
class Spread:
    """The median of what was measured, and the quartiles."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        """As seconds per call: microseconds."""
        return f"{self.median * 1e6:10.2f} us ({self.low * 1e6:.2f}-{self.high * 1e6:.2f})"


def spread(values: Sequence[float]) -> Spread:
    """Median and quartiles; of a single value, the value."""
    if len(values) < 2:
        return Spread(values[0], values[0], values[0])
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(median, low, high)


def paired_ratio(above: Sequence[float], below: Sequence[float]) -> Spread:
    """Spread of the ratios within rounds: what slowed a whole round cancels."""
    return spread([a / b for a, b in zip(above, below, strict=False)])


def interleaved(
    calls: Mapping[str, Call], seconds: float = 0.6, chunk: float = 2e-3
) -> dict[str, Spread]:
    """Time functions of this process side by side, in seconds per call.

    Every round runs each of them for about `chunk` seconds; there are at least five rounds.
    """
    repeats = {}
    for name, call in calls.items():
        call()
        start = time.perf_counter()
        call()
        repeats[name] = max(1, int(chunk / (time.perf_counter() - start + 1e-7)))
    times: dict[str, list[float]] = {name: [] for name in calls}
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(next(iter(times.values()))) < 5:
        for name, call in calls.items():
            start = time.perf_counter()
            for _ in range(repeats[name]):
                call()
            times[name].append((time.perf_counter() - start) / repeats[name])
    return {name: spread(values) for name, values in times.items()}
