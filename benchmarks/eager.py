"""Time of one eager operation from Python, nnlite beside NumPy and PyTorch (where installed).

Run `python benchmarks/eager.py`. Every round times all libraries one after the other, so that a
change of the machine's mood meets all of them; the table shows medians and quartiles over rounds.
"""

from __future__ import annotations

import argparse
import statistics
import timeit
from collections.abc import Callable

import numpy as np

import nnlite

Cases = dict[str, dict[str, Callable[[], object]]]


def nnlite_cases(n: int) -> dict[str, Callable[[], object]]:
    """The measured operations in nnlite."""
    a = nnlite.ones(n)
    w = nnlite.ones(n, requires_grad=True)

    def backward() -> None:
        (w * a).sum().backward()
        w.grad = None

    return {
        "add": lambda: a + a,
        "add, tracked": lambda: w + a,
        "exp, tracked": lambda: nnlite.exp(w),
        "mul, sum, backward": backward,
    }


def numpy_cases(n: int) -> dict[str, Callable[[], object]]:
    """The same in NumPy, which has no gradients."""
    a = np.ones(n, np.float32)
    return {"add": lambda: a + a}


def torch_cases(n: int) -> dict[str, Callable[[], object]]:
    """The same in PyTorch; empty where it is not installed."""
    try:
        import torch
    except ImportError:
        return {}
    a = torch.ones(n)
    w = torch.ones(n, requires_grad=True)

    def backward() -> None:
        (w * a).sum().backward()
        w.grad = None

    return {
        "add": lambda: a + a,
        "add, tracked": lambda: w + a,
        "exp, tracked": lambda: torch.exp(w),
        "mul, sum, backward": backward,
    }


def measure(cases: Cases, rounds: int, calls: int) -> dict[tuple[str, str], list[float]]:
    """Microseconds per call: one number per round, library and operation."""
    times: dict[tuple[str, str], list[float]] = {}
    for _ in range(rounds):
        for library, functions in cases.items():
            for name, function in functions.items():
                seconds = timeit.timeit(function, number=calls)
                times.setdefault((name, library), []).append(1e6 * seconds / calls)
    return times


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=10, help="elements of each tensor")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--calls", type=int, default=2000)
    options = parser.parse_args()
    cases = {
        "nnlite": nnlite_cases(options.size),
        "numpy": numpy_cases(options.size),
        "torch": torch_cases(options.size),
    }
    times = measure(cases, options.rounds, options.calls)
    print(f"{'operation':20} {'library':8} {'median us':>10} {'quartiles':>15} {'of nnlite':>10}")
    for name in cases["nnlite"]:
        ours = statistics.median(times[name, "nnlite"])
        for library in cases:
            if (name, library) not in times:
                continue
            low, mid, high = statistics.quantiles(times[name, library], n=4)
            print(f"{name:20} {library:8} {mid:10.3f} {low:7.3f}-{high:7.3f} {mid / ours:10.2f}")


if __name__ == "__main__":
    main()
