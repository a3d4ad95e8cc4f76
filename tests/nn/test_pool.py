"""Pooling and its relatives at their edges: ties, NaN, indices, threads, bad input."""

from __future__ import annotations

import copy

import numpy as np
import pytest

import nnlite
import nnlite.nn.functional as F
from nnlite import nn


def numbers(*shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape)


def test_the_first_of_equals_counts():
    x = nnlite.ones(1, 1, 4, 6, requires_grad=True)
    y, indices = F.max_pool2d(x, 2, return_indices=True)
    assert indices.tolist() == [[[[0, 2, 4], [12, 14, 16]]]]
    y.sum().backward()
    assert x.grad.numpy()[0, 0, ::2, ::2].tolist() == [[1, 1, 1], [1, 1, 1]]
    assert x.grad.sum().item() == 6
    z = nnlite.ones(1, 1, 5, 5, requires_grad=True)
    F.max_pool2d(z, 3, 2, 1).sum().backward()
    places = np.zeros((5, 5))
    for i in (0, 1, 3):
        for j in (0, 1, 3):
            places[i, j] += 1
    np.testing.assert_array_equal(z.grad.numpy()[0, 0], places)


@pytest.mark.parametrize("options", [(2,), (3, 2, 1), (2, 1, 0, 2)])
def test_nan_is_the_largest(options):
    x = numbers(1, 1, 6, 6)
    x[0, 0, 2, 3] = np.nan
    for dtype in ("float32", "float64"):
        y = F.max_pool2d(nnlite.tensor(x, dtype=dtype), *options).numpy()
        ones = F.max_pool2d(nnlite.tensor(np.isnan(x).astype(dtype)), *options).numpy()
        np.testing.assert_array_equal(np.isnan(y), ones == 1)
    assert np.isnan(F.adaptive_max_pool2d(nnlite.tensor(x), 4).numpy()).any()


def test_infinities():
    x = nnlite.full((1, 1, 4), -np.inf, requires_grad=True)
    y, indices = F.max_pool1d(x, 3, 1, 1, return_indices=True)
    assert indices.tolist() == [[[0, 0, 1, 2]]] and y.tolist() == [[[-np.inf] * 4]]
    y.sum().backward()
    assert x.grad.tolist() == [[[2, 1, 1, 0]]]


@pytest.mark.parametrize("kernel", [2, 16, 17])  # 17 x 17 taps do not fit a byte
@pytest.mark.parametrize("shape", [(2, 3, 35, 38), (2, 3, 34, 36)])
def test_gradients_go_where_the_indices_say(kernel, shape):
    values = numbers(*shape)
    values[:, :, 16::17, 16::17] += 10  # the last tap of the largest windows
    x = nnlite.tensor(values, requires_grad=True)
    y, indices = F.max_pool2d(x, kernel, return_indices=True)
    g = numbers(*y.shape, seed=1)
    want = np.zeros((6, shape[2] * shape[3]))
    for plane in range(6):
        where = indices.numpy().reshape(6, -1)[plane]
        np.testing.assert_array_equal(
            x.detach().numpy().reshape(6, -1)[plane, where],
            y.detach().numpy().reshape(6, -1)[plane],
        )
        np.add.at(want[plane], where, g.reshape(6, -1)[plane])
    F.max_pool2d(x, kernel).backward(nnlite.tensor(g))
    np.testing.assert_array_equal(x.grad.numpy().reshape(6, -1), want)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_rows_of_every_length(dtype):
    """Two by two, with many ties: values, and a gradient at the first of the largest."""
    for n in [*range(2, 20), 63, 64, 65, 127, 128, 129, 131, 200]:
        x = np.random.default_rng(n).integers(0, 3, (1, 2, 3, n)).astype(dtype)
        leaf = nnlite.tensor(x, requires_grad=True)
        y = F.max_pool2d(leaf, 2)
        fours = x[:, :, :2, : n // 2 * 2].reshape(2, 2, n // 2, 2).transpose(0, 2, 1, 3)
        np.testing.assert_array_equal(y.detach().numpy().reshape(2, -1), fours.max((2, 3)))
        g = np.arange(1.0, y.numel() + 1).reshape(2, -1)
        y.backward(nnlite.tensor(g.reshape(y.shape), dtype=dtype))
        want = np.zeros((2, 3, n))
        first = fours.reshape(2, n // 2, 4).argmax(2)
        for plane, j in np.ndindex(2, n // 2):
            i, k = divmod(int(first[plane, j]), 2)
            want[plane, i, 2 * j + k] = g[plane, j]
        np.testing.assert_array_equal(leaf.grad.numpy().reshape(want.shape), want)


@pytest.mark.parametrize(
    "f",
    [
        lambda x: F.max_pool2d(x, 2),
        lambda x: F.max_pool2d(x, 3, 2, 1),
        lambda x: F.avg_pool2d(x, 2),
        lambda x: F.adaptive_avg_pool2d(x, 5),
        lambda x: F.adaptive_max_pool2d(x, 5),
        lambda x: F.interpolate(x, scale_factor=1.7, mode="bilinear"),
        lambda x: F.pad(x, (3, 2, 1, 4), mode="reflect"),
        lambda x: F.unfold(x, 3, padding=1),
        lambda x: F.instance_norm(x),
        lambda x: F.group_norm(x, 4),
    ],
)
def test_same_bits_for_any_number_of_threads(f):
    before, results = nnlite.get_num_threads(), []
    try:
        for threads in (1, 2, 3, 4):
            nnlite.set_num_threads(threads)
            x = nnlite.tensor(numbers(9, 8, 33, 31), dtype="float32", requires_grad=True)
            y = f(x)
            (y * y).sum().backward()
            results.append((y.detach().numpy().tobytes(), x.grad.numpy().tobytes()))
    finally:
        nnlite.set_num_threads(before)
    assert results.count(results[0]) == 4


LAYERS = {
    "MaxPool1d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)": (4, 8),
    "MaxPool2d(kernel_size=(3, 2), stride=2, padding=1, dilation=1, ceil_mode=False)": (2, 3, 8, 9),
    "MaxPool3d(kernel_size=2, stride=1, padding=0, dilation=1, ceil_mode=True)": (2, 3, 4, 4, 4),
    "AvgPool2d(kernel_size=3, stride=2, padding=1, ceil_mode=False, count_include_pad=False)": (
        2, 3, 7, 7),
    "AdaptiveAvgPool2d(output_size=(1, 3))": (2, 3, 7, 7),
    "AdaptiveMaxPool1d(output_size=3)": (2, 3, 7),
    "LPPool2d(norm_type=2, kernel_size=2, stride=2, ceil_mode=False)": (2, 3, 6, 6),
    "ReflectionPad2d(padding=(1, 2, 3, 0))": (2, 3, 6, 6),
    "ConstantPad1d(padding=(1, 1), value=3.5)": (2, 3, 6),
    "Upsample(scale_factor=2, mode='nearest')": (2, 3, 6),
    "UpsamplingNearest2d(scale_factor=2)": (2, 3, 4, 6),
    "UpsamplingBilinear2d(size=(4, 5))": (2, 3, 3, 4),
    "PixelShuffle(upscale_factor=2)": (2, 4, 3, 3),
    "ChannelShuffle(groups=2)": (2, 4, 3, 3),
    "Unfold(kernel_size=3, dilation=1, padding=0, stride=1)": (2, 3, 6, 6),
    "GroupNorm(num_groups=2, num_channels=4, eps=1e-05, affine=True)": (2, 4, 3),
    "RMSNorm(normalized_shape=(3,), eps=None, elementwise_affine=True)": (2, 3),
    "LocalResponseNorm(size=3, alpha=0.0001, beta=0.75, k=1)": (2, 4, 3),
}  # fmt: skip


@pytest.mark.parametrize(("words", "shape"), LAYERS.items(), ids=lambda v: str(v).split("(")[0])
def test_layers_repeat_themselves(words, shape):
    """What a layer prints builds it again; a copy and a compiled step compute the same."""
    layer = eval(f"nn.{words}")
    assert repr(layer) == words
    x = nnlite.tensor(numbers(*shape), dtype="float32")
    y = layer(x).detach().numpy()
    np.testing.assert_array_equal(copy.deepcopy(layer)(x).detach(), y)
    np.testing.assert_array_equal(nn.Sequential(layer)(x).detach(), y)
    step = nnlite.compile(layer)
    for _ in range(2):
        np.testing.assert_array_equal(step(x).detach(), y)


def test_upsampling_is_interpolation():
    x = nnlite.tensor(numbers(2, 3, 4, 5))
    for layer, options in (
        (nn.UpsamplingNearest2d, {"mode": "nearest"}),
        (nn.UpsamplingBilinear2d, {"mode": "bilinear", "align_corners": True}),
    ):
        for size in ({"scale_factor": 2}, {"size": (7, 3)}, {"scale_factor": (1.5, 2)}):
            want = F.interpolate(x, **size, **options)
            np.testing.assert_array_equal(layer(**size)(x), want)


def test_indices_of_layers():
    x = nnlite.tensor(numbers(2, 3, 6, 6))
    pool = nn.MaxPool2d(2, return_indices=True)
    y, indices = pool(x)
    back = nn.MaxUnpool2d(2)(y, indices)
    np.testing.assert_array_equal(back.numpy()[back.numpy() != 0], np.sort(y.numpy().ravel())[
        np.argsort(np.argsort(back.numpy()[back.numpy() != 0]))])  # fmt: skip
    assert nn.MaxUnpool2d(2)(y, indices, output_size=(7, 7)).shape == (2, 3, 7, 7)
    with pytest.raises(ValueError, match="MaxPool2d: return_indices gives two tensors"):
        nn.Sequential(pool)(x)
    assert pool.kernel_size == 2 and pool.stride == 2 and pool.return_indices is True


IMAGE = nnlite.ones(2, 3, 4, 5)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: F.max_pool2d(IMAGE, 6), ValueError, r"max_pool2d: a window of 6 .* input of 4"),
        (lambda: F.max_pool2d(IMAGE, 2, padding=2), ValueError, "padding 2 is more than half"),
        (lambda: F.max_pool2d(IMAGE, 0), ValueError, "kernel_size must be 1 or more, not"),
        (lambda: F.max_pool2d(IMAGE, (1, 2, 3)), ValueError, "kernel_size is .* or 2 of them"),
        (lambda: F.max_pool1d(IMAGE, 2), ValueError, r"must be \(N, C, L\) or \(C, L\), not of"),
        (lambda: F.max_pool2d(IMAGE.to("int64"), 2), TypeError, "float32 or float64"),
        (lambda: F.avg_pool2d(IMAGE, 2, divisor_override=0), ValueError, "must not be 0"),
        (lambda: F.adaptive_avg_pool2d(IMAGE, 0), ValueError, "output_size must be positive"),
        (lambda: F.max_pool2d(nnlite.ones(2, 3, 0, 5), 1), ValueError, "axis 2 .* is empty"),
        (
            lambda: F.max_unpool2d(IMAGE, nnlite.full(IMAGE.shape, 99, dtype="int64"), 1),
            IndexError,
            "max_unpool2d",
        ),
        (lambda: F.max_unpool2d(IMAGE, IMAGE, 2), TypeError, "indices must be .* integers"),
        (lambda: F.pad(IMAGE, (5, 0), "reflect"), ValueError, "cannot add 5 .* axis of 5"),
        (lambda: F.pad(IMAGE, (6, 0), "circular"), ValueError, "cannot add 6 .* axis of 5"),
        (lambda: F.pad(IMAGE, (1, 0), "mirror"), ValueError, "unknown mode 'mirror'"),
        (lambda: F.interpolate(IMAGE, 2, mode="linear"), ValueError, "is for 1 axes .* not 2"),
        (lambda: F.interpolate(IMAGE), ValueError, "give either size or scale_factor"),
        (lambda: F.interpolate(IMAGE, 2, mode="cubic"), ValueError, "unknown mode 'cubic'"),
        (lambda: F.interpolate(IMAGE, 2, antialias=True), ValueError, "for bilinear and bicubic"),
        (lambda: F.interpolate(IMAGE, 0), ValueError, "sizes must be positive"),
        (lambda: F.interpolate(IMAGE, 3, align_corners=True), ValueError, "align_corners is for"),
        (lambda: F.pixel_shuffle(IMAGE, 2), ValueError, "3 channels do not divide by .* = 4"),
        (lambda: F.pixel_unshuffle(IMAGE, 2), ValueError, "height 4 and width 5 do not divide"),
        (lambda: F.channel_shuffle(IMAGE, 2), ValueError, "3 channels .* groups = 2"),
        (lambda: F.fold(nnlite.ones(1, 5, 4), 3, 2), ValueError, "5 rows do not divide by the 4"),
        (lambda: F.fold(nnlite.ones(1, 4, 5), 3, 2), ValueError, r"2 \* 2 windows, .* 5 columns"),
        (
            lambda: nn.GroupNorm(2, 3),
            ValueError,
            "num_channels 3 do not divide into num_groups = 2",
        ),
        (lambda: nn.GroupNorm(3, 6)(IMAGE), ValueError, "has 3 channels .* the layer has 6"),
        (lambda: nn.InstanceNorm2d(4)(IMAGE), ValueError, "has 3 channels .* the layer has 4"),
        (
            lambda: nn.InstanceNorm2d(3)(nnlite.ones(2, 3, 1, 1)),
            ValueError,
            r"more than one value per channel, and each of the 3 channels of \(2, 3, 1, 1\)",
        ),
        (
            lambda: nn.BatchNorm2d(3)(nnlite.ones(2, 3)),
            ValueError,
            r"BatchNorm2d: .* \(N, C, H, W\)",
        ),
        (
            lambda: nn.BatchNorm2d(3)(nnlite.ones(1, 3, 1, 1)),
            ValueError,
            "more than one value per channel",
        ),
        (lambda: nn.RMSNorm(4)(IMAGE), ValueError, "last axes should be normalized_shape"),
        (lambda: nn.ZeroPad2d((1, 2)), ValueError, "padding is .* or 4: pairs"),
        (lambda: nn.MaxPool2d((1, 2, 3)), ValueError, "MaxPool2d: kernel_size is"),
    ],
)
def test_bad_input(make, error, message):
    with pytest.raises(error, match=message):
        make()
