"""Peers: a module each, which makes what a worker process times.

A module is imported in its peer's own environment, so it may import that library, NumPy and this
package, nothing else. Its `COMPETITORS` says for each kind of workload what makes a `Competitor` of
a workload and a form; its `PROBES`, what measures the machine.
"""

from __future__ import annotations

from typing import Protocol


class Unavailable(Exception):  # noqa: N818 - it is no error
    """A form that this version of a library does not have."""


class Competitor(Protocol):
    """Does a workload's steps."""

    unit: int
    """Steps are done in multiples of it."""

    def losses(self, n: int) -> list[float]:
        """The losses of the first n steps; called once, before everything else."""

    def run(self, n: int) -> None:
        """n more steps, finished when it returns."""
