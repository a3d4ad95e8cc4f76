"""Rows of the convolutions, plain and transposed, over one to three axes."""

from __future__ import annotations

import numpy as np

import nnlite
from ops.convolution import convolve, transpose
from ops.row import Row

# Stride, padding, dilation, groups and output padding of each number of axes, odd on purpose.
OPTIONS = {
    1: ((2,), (1,), (2,), 2, (1,)),
    2: ((2, 1), (1, 2), (1, 2), 2, (1, 0)),
    3: ((1, 2, 2), (1, 0, 1), (1, 1, 1), 1, (0, 1, 0)),
}


def drawn(axes: int, turned: bool):
    """An input, a weight and a bias of random sizes that the options fit."""
    groups = OPTIONS[axes][3]

    def inputs(rng: np.random.Generator):
        n, c, k = int(rng.integers(1, 3)), *(groups * int(m) for m in rng.integers(1, 3, 2))
        kernel = [int(m) for m in rng.integers(1, 4 if axes < 3 else 3, axes)]
        sizes = [int(m) for m in rng.integers(5, 8 if axes < 3 else 6, axes)]
        shape = (c, k // groups, *kernel) if turned else (k, c // groups, *kernel)
        return rng.uniform(-2, 2, (n, c, *sizes)), rng.uniform(-1, 1, shape), rng.uniform(-1, 1, k)

    return inputs


def plain(axes: int) -> Row:
    stride, padding, dilation, groups, _ = OPTIONS[axes]
    call = getattr(nnlite, f"conv{axes}d")
    return Row(
        f"conv{axes}d",
        lambda x, w, b: call(x, w, b, stride, padding, dilation, groups),
        lambda x, w, b: convolve(x, w, b, stride, [(p, p) for p in padding], dilation, groups),
        drawn(axes, turned=False),
    )


def turned(axes: int) -> Row:
    stride, padding, dilation, groups, extra = OPTIONS[axes]
    call = getattr(nnlite, f"conv_transpose{axes}d")
    return Row(
        f"conv_transpose{axes}d",
        lambda x, w, b: call(x, w, b, stride, padding, extra, groups, dilation),
        lambda x, w, b: transpose(x, w, b, stride, padding, extra, dilation, groups),
        drawn(axes, turned=True),
    )


ROWS = [make(axes) for axes in (1, 2, 3) for make in (plain, turned)]
