"""Matrix products and reductions beside NumPy: interleaved medians, GFLOP/s or GB/s, and the ratio.

Run ``python -m benchmarks matmul [--threads N]``; a ratio above 1 means nnlite is faster.
Where other work keeps the processors busy, the threads of NumPy's BLAS wait for each other and its
times grow tenfold: ``OPENBLAS_NUM_THREADS=1`` with ``--threads 1`` compares the kernels alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

import nnlite
from benchmarks.timing import interleaved

# rows, inner, columns: dense squares, the layers of small and MNIST-shaped networks, and the
# products of their gradients.
PRODUCTS = [
    (2048, 2048, 2048),
    (1024, 1024, 1024),
    (512, 512, 512),
    (256, 256, 256),
    (128, 128, 128),
    (64, 64, 64),
    (1, 64, 10),
    (32, 64, 128),
    (64, 784, 512),
    (1024, 784, 512),
    (64, 512, 10),
]
REDUCTIONS = [(1000, 1000), (64, 512), (32, 10), (100_000, 32), (32, 100_000)]


def report(label: str, work: float, unit: str, calls: Mapping[str, Callable[[], object]]) -> None:
    """Prints one line: both times, both rates, and the ratio."""
    times = interleaved(calls)
    ours, theirs = times["nnlite"].median, times["numpy"].median
    print(
        f"{label:34s} nnlite {ours * 1e6:10.2f} us {work / ours / 1e9:7.1f} {unit}   "
        f"numpy {theirs * 1e6:10.2f} us {work / theirs / 1e9:7.1f} {unit}   "
        f"ratio {theirs / ours:5.2f}"
    )


def products(rng: np.random.Generator) -> None:
    """a b, and x w^T as a layer has it."""
    for m, k, n in PRODUCTS:
        a, b = rng.normal(size=(m, k)).astype("f4"), rng.normal(size=(k, n)).astype("f4")
        w = np.ascontiguousarray(b.T)
        ta, tb, tw = (nnlite.from_numpy(v) for v in (a, b, w))
        shape, work = f"{m} x {k} x {n}", 2.0 * m * k * n
        calls = {"nnlite": lambda x=ta, y=tb: x @ y, "numpy": lambda x=a, y=b: x @ y}
        report(f"a b    {shape}", work, "GFLOP/s", calls)
        calls = {
            "nnlite": lambda x=ta, y=tw: nnlite.linear(x, y),
            "numpy": lambda x=a, y=w: x @ y.T,
        }
        report(f"x w^T  {shape}", work, "GFLOP/s", calls)


def reductions(rng: np.random.Generator) -> None:
    """sum, max and softmax along both axes."""
    for shape in REDUCTIONS:
        a = rng.normal(size=shape).astype("f4")
        t = nnlite.from_numpy(a)
        for axis in (0, 1):
            for name in ("sum", "max", "var"):
                calls = {
                    "nnlite": partial(getattr(nnlite, name), t, axis),
                    "numpy": partial(getattr(np, name), a, axis),
                }
                report(f"{name} over axis {axis} of {shape}", a.nbytes, "GB/s", calls)


def main(arguments: list[str]) -> None:
    """Measures everything and prints one line each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks matmul", description=__doc__)
    parser.add_argument("--threads", type=int, default=nnlite.get_num_threads())
    nnlite.set_num_threads(parser.parse_args(arguments).threads)
    print(f"{nnlite.get_num_threads()} threads of nnlite; NumPy with as many as its BLAS takes")
    rng = np.random.default_rng(0)
    products(rng)
    reductions(rng)
