"""Time of one eager operation from Python, nnlite beside NumPy and PyTorch (where installed).

Run ``python -m benchmarks eager``: medians, and quartiles over rounds in which they take turns.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

import numpy as np

import nnlite
from benchmarks.timing import interleaved


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


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks eager", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--size", type=int, default=10, help="elements of each tensor")
    parser.add_argument("--seconds", type=float, default=1.0, help="per operation")
    options = parser.parse_args(arguments)
    cases = {
        "nnlite": nnlite_cases(options.size),
        "numpy": numpy_cases(options.size),
        "torch": torch_cases(options.size),
    }
    for name in cases["nnlite"]:
        calls = {library: c[name] for library, c in cases.items() if name in c}
        times = interleaved(calls, options.seconds)
        for library, t in times.items():
            ratio = t.median / times["nnlite"].median
            print(f"{name:20} {library:8} {t}  {ratio:5.2f} of nnlite")
