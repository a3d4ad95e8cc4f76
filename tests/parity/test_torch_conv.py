"""Convolutions beside PyTorch's over a grid of options: values and gradients of all inputs. Skipped
without PyTorch."""

from __future__ import annotations

import itertools

import pytest

from parity.beside import compare, numbers, pair

GRID = list(itertools.product([1, 2, 3], [1, 3, 4], [1, 2], [0, 2], [1, 2], [1, 2]))


@pytest.mark.parametrize(("axes", "kernel", "stride", "padding", "dilation", "groups"), GRID)
def test_convolution(axes, kernel, stride, padding, dilation, groups):
    def make(m):
        layer = getattr(m, f"Conv{axes}d")
        return layer(4, 6, kernel, stride, padding, dilation, groups, bias=padding == 0)

    compare(*pair(make), numbers(2, 4, *range(9, 9 - axes, -1)))


@pytest.mark.parametrize(("axes", "kernel", "stride", "padding", "dilation", "groups"), GRID)
def test_transposed(axes, kernel, stride, padding, dilation, groups):
    if kernel == 1 and padding:
        return

    def make(m):
        layer = getattr(m, f"ConvTranspose{axes}d")
        extra = 1 if stride > 1 else 0
        return layer(4, 6, kernel, stride, padding, extra, groups, True, dilation)

    compare(*pair(make), numbers(2, 4, *range(6, 6 - axes, -1)))


@pytest.mark.parametrize("word", ["same", "valid"])
@pytest.mark.parametrize("kernel", [1, 2, 3, 4])
@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel")
def test_padding_by_word(word, kernel):
    compare(*pair(lambda m: m.Conv2d(2, 3, kernel, padding=word)), numbers(2, 2, 7, 6))


@pytest.mark.parametrize("mode", ["reflect", "replicate", "circular"])
def test_padding_modes(mode):
    compare(*pair(lambda m: m.Conv1d(2, 3, 3, padding=2, padding_mode=mode)), numbers(2, 2, 7))
