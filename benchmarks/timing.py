"""Fair times: the candidates take turns, so that what slows the machine meets all of them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Call = Callable[[], object]


@dataclass(frozen=True)
class Time:
    """Seconds per call: the median over rounds, and the quartiles."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        """Microseconds."""
        return f"{self.median * 1e6:10.2f} us ({self.low * 1e6:.2f}-{self.high * 1e6:.2f})"


def interleaved(
    calls: Mapping[str, Call], seconds: float = 0.6, chunk: float = 2e-3
) -> dict[str, Time]:
    """Time functions side by side.

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
    result = {}
    for name, values in times.items():
        low, median, high = statistics.quantiles(values, n=4)
        result[name] = Time(median, low, high)
    return result
