"""Row: what one operation must equal. Families list their rows in rows_<family>.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Arrays = tuple[np.ndarray, ...]


@dataclass(frozen=True)
class Row:
    """One operation, its independent reference, and where to try it.

    `inputs` draws float64 arrays of random shapes (sizes 0 and 1 included where allowed), away from
    points where the derivative jumps.
    """

    name: str
    call: Callable[..., Any]
    reference: Callable[..., Any]
    inputs: Callable[[np.random.Generator], Arrays]
    gradient: bool = True
    second: bool = True
    tol: float = 1e-12
    tol32: float = 1e-5

    def __str__(self) -> str:
        return self.name


def shape(rng: np.random.Generator, dims: int | None = None, largest: int = 4) -> tuple[int, ...]:
    """A random shape of up to three axes whose sizes may be 0 or 1."""
    count = int(rng.integers(0, 4)) if dims is None else dims
    return tuple(int(n) for n in rng.choice([0, 1, 2, 3, largest], size=count, p=SIZES))


SIZES = (0.04, 0.16, 0.3, 0.3, 0.2)


def one(low: float = -2.0, high: float = 2.0) -> Callable[[np.random.Generator], Arrays]:
    """Draws one array of uniform numbers of a random shape."""
    return lambda rng: (rng.uniform(low, high, shape(rng)),)


def broadcasting(count: int, low: float = -2.0, high: float = 2.0) -> Callable[..., Arrays]:
    """Draws arrays of random shapes that broadcast together."""

    def draw(rng: np.random.Generator) -> Arrays:
        full = shape(rng)
        arrays = []
        for _ in range(count):
            mine = [n if rng.random() < 0.7 else 1 for n in full]
            mine = mine[int(rng.integers(0, len(full) + 1)) :] if rng.random() < 0.3 else mine
            arrays.append(rng.uniform(low, high, mine))
        return tuple(arrays)

    return draw
