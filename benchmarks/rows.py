"""A training step on a large table of which a batch has few rows: rows beside the whole gradient.

Run ``python -m benchmarks rows``: medians, and quartiles over rounds in which they take turns;
PyTorch besides, where it is installed.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

import numpy as np

import nnlite
from benchmarks.timing import interleaved

Step = Callable[[], object]


def nnlite_steps(shape: tuple[int, int], rows: np.ndarray[Any, Any]) -> dict[str, Step]:
    """Compiled steps by SGD and by (sparse) Adam."""
    at = nnlite.tensor(rows)

    def step_of(sparse: bool, cls: str) -> Step:
        table = nnlite.nn.Embedding(*shape, sparse=sparse)
        optimizer = getattr(nnlite.optim, cls)(table.parameters(), lr=1e-3)

        def step() -> Any:
            loss = table(at).square().mean()
            loss.backward()
            optimizer.step()
            return loss

        return nnlite.compile(step)

    return {
        "SGD, rows": step_of(True, "SGD"),
        "SGD, table": step_of(False, "SGD"),
        "Adam, rows": step_of(True, "SparseAdam"),
        "Adam, table": step_of(False, "Adam"),
    }


def torch_steps(shape: tuple[int, int], rows: np.ndarray[Any, Any]) -> dict[str, Step]:
    """The same in PyTorch, fused where it can be; empty where it is not installed."""
    try:
        import torch
    except ImportError:
        return {}
    torch.set_num_threads(nnlite.get_num_threads())
    at = torch.from_numpy(rows)

    def step_of(sparse: bool, cls: str, **options: Any) -> Step:
        table = torch.nn.Embedding(*shape, sparse=sparse)
        optimizer = getattr(torch.optim, cls)(table.parameters(), lr=1e-3, **options)

        def step() -> None:
            optimizer.zero_grad()
            table(at).square().mean().backward()
            optimizer.step()

        return step

    return {
        "SGD, rows": step_of(True, "SGD"),
        "SGD, table": step_of(False, "SGD", fused=True),
        "Adam, rows": step_of(True, "SparseAdam"),
        "Adam, table": step_of(False, "Adam", fused=True),
    }


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks rows", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--rows", type=int, default=1_000_000, help="of the table")
    parser.add_argument("--columns", type=int, default=64, help="of the table")
    parser.add_argument("--batch", type=int, default=1000, help="indices of a step")
    parser.add_argument("--seconds", type=float, default=2.0, help="per step")
    options = parser.parse_args(arguments)
    shape = options.rows, options.columns
    at = np.random.default_rng(0).integers(0, options.rows, options.batch)
    ours, theirs = nnlite_steps(shape, at), torch_steps(shape, at)
    for rule in ("SGD", "Adam"):
        calls = {
            f"{library} {name}": step
            for library, steps in (("nnlite", ours), ("torch", theirs))
            for name, step in steps.items()
            if name.startswith(rule)
        }
        times = interleaved(calls, options.seconds)
        least = times[f"nnlite {rule}, rows"].median
        for name, t in times.items():
            print(f"{name:20} {t}  {t.median / least:8.2f} of nnlite's rows")
