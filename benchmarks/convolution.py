"""Convolutions beside the peak of the machine: GFLOP/s forward and of both gradients, by shape.

Run ``python -m benchmarks convolution [--threads N]``. The peak is a product of two 2048 x 2048
matrices by NumPy's BLAS, measured in turns with the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

import numpy as np

import nnlite
from benchmarks.timing import interleaved
from nnlite.nn import functional

# batch, input channels, size, output channels, kernel, padding, stride.
SHAPES = [
    (64, 1, 28, 32, 3, 0, 1),
    (64, 32, 26, 64, 3, 0, 1),
    (64, 3, 32, 16, 3, 1, 1),
    (64, 16, 32, 16, 3, 1, 1),
    (64, 16, 32, 32, 3, 1, 2),
    (64, 16, 32, 32, 1, 0, 2),
    (64, 32, 16, 32, 3, 1, 1),
    (64, 64, 8, 64, 3, 1, 1),
    (16, 64, 56, 64, 3, 1, 1),
    (16, 64, 56, 256, 1, 0, 1),
    (8, 128, 28, 128, 3, 1, 1),
    (4, 256, 14, 256, 3, 1, 1),
    (8, 3, 112, 64, 7, 3, 2),
]


def calls(
    n: int, c: int, size: int, k: int, kernel: int, padding: int, stride: int
) -> tuple[float, dict[str, Callable[[], object]]]:
    """The work of each, and the three of them."""
    x, w = nnlite.normal((n, c, size, size)), nnlite.normal((k, c, kernel, kernel))

    def forward(x: nnlite.Tensor, w: nnlite.Tensor) -> nnlite.Tensor:
        return functional.conv2d(x, w, None, stride, padding)

    def gradient(leaf: nnlite.Tensor, y: nnlite.Tensor) -> Callable[[], object]:
        g = nnlite.ones(y.shape)

        def call() -> None:
            leaf.grad = None
            y.backward(g, retain_graph=True)

        return call

    free_x, free_w = x.detach().requires_grad_(), w.detach().requires_grad_()
    points = ((size + 2 * padding - kernel) // stride + 1) ** 2
    return 2.0 * n * k * c * kernel**2 * points, {
        "forward": lambda: forward(x, w),
        "input": gradient(free_x, forward(free_x, w)),
        "weight": gradient(free_w, forward(x, free_w)),
    }


def main(arguments: list[str]) -> None:
    """Measures everything and prints one line per shape."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks convolution", description=__doc__)
    parser.add_argument("--threads", type=int, default=nnlite.get_num_threads())
    nnlite.set_num_threads(parser.parse_args(arguments).threads)
    a = np.random.default_rng(0).normal(size=(2048, 2048)).astype("f4")
    print(f"{nnlite.get_num_threads()} threads; GFLOP/s (and the part of the peak)")
    print("batch x channels x size -> channels, kernel, padding, stride")
    for shape in SHAPES:
        work, found = calls(*shape)
        times = interleaved({**found, "peak": lambda: a @ a})
        peak = 2.0 * 2048**3 / times["peak"].median
        rates = {name: work / times[name].median for name in found}
        told = "   ".join(f"{n} {r / 1e9:6.1f} ({r / peak:4.2f})" for n, r in rates.items())
        n, c, size, k, *rest = shape
        print(f"{f'{n} x {c} x {size} -> {k}, {rest[0]}, {rest[1]}, {rest[2]}':32s} {told}")
