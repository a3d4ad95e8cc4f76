"""Processors: a candidate with N threads gets N of them, whatever it thinks of its settings."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path


def available() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def by_core(processors: Collection[int]) -> list[int]:
    """One of each core first, where the system tells of cores that pose as several."""

    def rank(processor: int) -> tuple[bool, int]:
        told = Path(f"/sys/devices/system/cpu/cpu{processor}/topology/thread_siblings_list")
        try:
            first = int(re.split("[,-]", told.read_text())[0])
        except (OSError, ValueError):
            first = processor
        return processor != first, processor

    return sorted(processors, key=rank)


@contextmanager
def confined(count: int) -> Iterator[None]:
    """Processes started within have `count` processors; does nothing where that cannot be had."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, by_core(allowed)[:count])
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)
