"""Convolution by its definition in NumPy: a sum over a window per output; and its transpose."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

Numbers = Sequence[int]


def windows(
    sizes: Numbers, kernel: Numbers, stride: Numbers, dilation: Numbers
) -> Iterator[tuple[tuple[int, ...], tuple[slice, ...]]]:
    """Every output point, and the part of the padded input that it sees."""
    for point in itertools.product(*map(range, sizes)):
        yield (
            point,
            tuple(
                slice(i * s, i * s + d * (k - 1) + 1, d)
                for i, s, d, k in zip(point, stride, dilation, kernel, strict=True)
            ),
        )


def out_sizes(x: np.ndarray, kernel: Numbers, stride: Numbers, dilation: Numbers) -> list[int]:
    """Of a padded input."""
    return [
        (n - d * (k - 1) - 1) // s + 1
        for n, k, s, d in zip(x.shape[2:], kernel, stride, dilation, strict=True)
    ]


def beside(bias: np.ndarray, axes: int) -> np.ndarray:
    return bias.reshape(-1, *[1] * axes)


def convolve(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: Numbers,
    padding: Sequence[tuple[int, int]],
    dilation: Numbers,
    groups: int,
) -> np.ndarray:
    """Of x (n, c, ...) with w (k, c / groups, ...)."""
    x = np.pad(x, [(0, 0), (0, 0), *padding])
    kernel = w.shape[2:]
    sizes = out_sizes(x, kernel, stride, dilation)
    y = np.zeros((len(x), len(w), *sizes))
    inputs = np.split(x, groups, axis=1)
    for k, weight in enumerate(w):
        seen = inputs[k // (len(w) // groups)]
        for point, part in windows(sizes, kernel, stride, dilation):
            products = seen[(slice(None), slice(None), *part)] * weight
            y[(slice(None), k, *point)] = products.sum(tuple(range(1, products.ndim)))
    return y + beside(b, len(kernel))


def transpose(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: Numbers,
    padding: Numbers,
    output_padding: Numbers,
    dilation: Numbers,
    groups: int,
) -> np.ndarray:
    """Every element of x (n, c, ...) adds its multiple of w (c, k / groups, ...) to a window."""
    kernel, axes = w.shape[2:], w.ndim - 2
    whole = [
        (n - 1) * s + d * (k - 1) + 1 + e
        for n, s, d, k, e in zip(x.shape[2:], stride, dilation, kernel, output_padding, strict=True)
    ]
    per_group, seen = w.shape[1], x.shape[1] // groups
    y = np.zeros((len(x), per_group * groups, *whole))
    for c in range(x.shape[1]):
        first = c // seen * per_group
        for point, part in windows(x.shape[2:], kernel, stride, dilation):
            value = x[(slice(None), c, *point)].reshape(-1, 1, *[1] * axes)
            y[(slice(None), slice(first, first + per_group), *part)] += value * w[c]
    cut = tuple(slice(p, n - p) for p, n in zip(padding, whole, strict=True))
    return y[(slice(None), slice(None), *cut)] + beside(b, axes)
