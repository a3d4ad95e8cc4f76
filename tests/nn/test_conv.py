"""Convolution over random options and sizes, its layers, and what is refused."""

from __future__ import annotations

import math
import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nnlite
import nnlite.nn.functional as F
from nnlite import nn
from ops.convolution import convolve, transpose


@st.composite
def problems(draw):
    """Sizes and options of one convolution that has at least one output."""
    axes = draw(st.integers(1, 3))

    def each(low, high):
        return [draw(st.integers(low, high)) for _ in range(axes)]

    found = {
        "kernel": each(1, 3),
        "stride": each(1, 3),
        "padding": each(0, 2),
        "dilation": each(1, 2),
        "sizes": each(5, 9 if axes < 3 else 6),
        "groups": draw(st.integers(1, 3)),
        "batch": draw(st.integers(0, 2)),
        "seed": draw(st.integers(0, 99)),
    }
    found["extra"] = [draw(st.integers(0, max(s, 1) - 1)) for s in found["stride"]]
    # Around the widths of vectors and register tiles.
    found["c"] = found["groups"] * draw(st.integers(1, 9))
    found["k"] = found["groups"] * draw(st.sampled_from([1, 2, 3, 7, 8, 9, 17, 33]))
    return found


def leaves(*arrays):
    return [nnlite.tensor(a, requires_grad=True) for a in arrays]


def check_adjoint(y, reference, arrays, tensors, rng, **options):
    """Gradients by the definition of an adjoint: <g, J v> = <J' g, v> for what is linear."""
    g = rng.normal(size=y.shape)
    (y * nnlite.tensor(g)).sum().backward()
    for i, (array, tensor) in enumerate(zip(arrays, tensors, strict=True)):
        v = rng.normal(size=array.shape)
        moved = [v if j == i else 0 * a if j == 2 else a for j, a in enumerate(arrays)]
        moved += [np.zeros(len(arrays[1]))] * (3 - len(moved))
        if i == 2:
            moved[0] = 0 * arrays[0]
        expected = (g * reference(*moved, **options)).sum()
        found = (tensor.grad.numpy() * v).sum()
        np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-9)


@given(problems())
@settings(max_examples=60, deadline=None)
def test_convolution(p):
    rng = np.random.default_rng(p["seed"])
    axes = len(p["kernel"])
    x = rng.normal(size=(p["batch"], p["c"], *p["sizes"]))
    w = rng.normal(size=(p["k"], p["c"] // p["groups"], *p["kernel"]))
    b = rng.normal(size=p["k"])
    tensors = leaves(x, w, b)
    options = {name: p[name] for name in ("stride", "padding", "dilation", "groups")}
    y = getattr(F, f"conv{axes}d")(*tensors, **options)
    options["padding"] = [(n, n) for n in p["padding"]]
    np.testing.assert_allclose(y.detach(), convolve(x, w, b, **options), rtol=1e-10, atol=1e-10)
    check_adjoint(y, convolve, (x, w, b), tensors, rng, **options)


@given(
    c=st.integers(12, 34),
    k=st.integers(12, 34),
    sizes=st.tuples(st.integers(4, 11), st.integers(4, 11)),
    padding=st.tuples(st.integers(0, 2), st.integers(0, 2)),
    groups=st.integers(1, 2),
    batch=st.integers(0, 3),
    biased=st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_three_by_three_of_many_channels(c, k, sizes, padding, groups, batch, biased):
    """What Winograd's algorithm computes, tiles cut by the image's end among it."""
    rng = np.random.default_rng(c + 40 * k)
    x = rng.normal(size=(batch, groups * c, *sizes))
    w, b = rng.normal(size=(groups * k, c, 3, 3)), rng.normal(size=groups * k)
    tensors = leaves(x, w, b) if biased else leaves(x, w)
    y = F.conv2d(*tensors, padding=padding, groups=groups)
    pads = [(n, n) for n in padding]
    options = {"stride": (1, 1), "padding": pads, "dilation": (1, 1), "groups": groups}
    arrays = (x, w, b if biased else 0 * b)
    np.testing.assert_allclose(y.detach(), convolve(*arrays, **options), rtol=1e-10, atol=1e-10)
    check_adjoint(y, convolve, arrays[: len(tensors)], tensors, rng, **options)


@given(problems())
@settings(max_examples=60, deadline=None)
def test_transposed(p):
    rng = np.random.default_rng(p["seed"])
    axes = len(p["kernel"])
    x = rng.normal(size=(p["batch"], p["c"], *(n - 3 for n in p["sizes"])))
    w = rng.normal(size=(p["c"], p["k"] // p["groups"], *p["kernel"]))
    b = rng.normal(size=p["k"])
    tensors = leaves(x, w, b)
    options = {name: p[name] for name in ("stride", "padding", "dilation", "groups")}
    options["output_padding"] = p["extra"]
    reference = transpose(x, w, b, **options)
    if min(reference.shape[2:]) < 1:
        return
    y = getattr(F, f"conv_transpose{axes}d")(*tensors, **options)
    np.testing.assert_allclose(y.detach(), reference, rtol=1e-10, atol=1e-10)
    check_adjoint(y, transpose, (x, w, b), tensors, rng, **options)


@pytest.mark.parametrize(
    ("size", "k"), [((3, 70, 70), 9), ((64, 40, 41), 9), ((40, 39, 41), 13), ((270, 14, 13), 12)]
)
def test_images_in_several_blocks(size, k):
    """Larger than what is convolved in one piece, forward and back."""
    rng = np.random.default_rng(0)
    x, w, b = rng.normal(size=(1, *size)), rng.normal(size=(k, size[0], 3, 3)), rng.normal(size=k)
    tensors = leaves(x, w, b)
    options = {"stride": (1, 1), "padding": [(1, 1), (1, 1)], "dilation": (1, 1), "groups": 1}
    y = F.conv2d(*tensors, padding=1)
    np.testing.assert_allclose(y.detach(), convolve(x, w, b, **options), rtol=1e-9, atol=1e-9)
    check_adjoint(y, convolve, (x, w, b), tensors, rng, **options)


def test_float32_is_as_exact_as_its_sums():
    rng = np.random.default_rng(0)
    x, w = rng.normal(size=(2, 32, 12, 12)), rng.normal(size=(24, 32, 3, 3))
    y = F.conv2d(nnlite.tensor(x, dtype="float32"), nnlite.tensor(w, dtype="float32"))
    exact = convolve(x, w, np.zeros(24), (1, 1), [(0, 0)] * 2, (1, 1), 1)
    assert np.abs(y.numpy() - exact).max() < 1e-6 * math.sqrt(288) * np.abs(exact).max()


@pytest.mark.parametrize("kernel", [1, 2, 3, 4])
@pytest.mark.parametrize("dilation", [1, 2])
def test_same_padding_keeps_sizes(kernel, dilation):
    rng = np.random.default_rng(0)
    x, w, b = rng.normal(size=(1, 2, 9, 8)), rng.normal(size=(3, 2, kernel, kernel)), np.zeros(3)
    y = F.conv2d(nnlite.tensor(x), nnlite.tensor(w), padding="same", dilation=dilation)
    whole = dilation * (kernel - 1)
    pads = [(whole // 2, whole - whole // 2)] * 2
    np.testing.assert_allclose(y, convolve(x, w, b, (1, 1), pads, (dilation,) * 2, 1), atol=1e-12)
    assert y.shape == (1, 3, 9, 8)


@pytest.mark.parametrize(
    ("mode", "theirs"), [("reflect", "reflect"), ("replicate", "edge"), ("circular", "wrap")]
)
@pytest.mark.parametrize("padding", [(2, 1), "same"])
def test_padding_that_is_no_zeros(mode, theirs, padding):
    layer = nn.Conv2d(2, 3, (4, 3), padding=padding, padding_mode=mode, dtype="float64")
    x = np.random.default_rng(0).normal(size=(2, 2, 6, 7))
    pads = [(1, 2), (1, 1)] if padding == "same" else [(2, 2), (1, 1)]
    w, b = layer.weight.detach().numpy(), layer.bias.detach().numpy()
    padded = np.pad(x, [(0, 0), (0, 0), *pads], theirs)
    expected = convolve(padded, w, b, (1, 1), [(0, 0)] * 2, (1, 1), 1)
    np.testing.assert_allclose(layer(nnlite.tensor(x)).detach(), expected, 1e-10, 1e-10)
    assert f"padding_mode='{mode}'" in repr(layer) and layer.padding_mode == mode


def test_one_example_without_its_batch():
    layer = nn.Conv2d(3, 4, 3, padding="valid", dtype="float64")
    x = nnlite.normal((3, 7, 8), dtype="float64")
    np.testing.assert_array_equal(layer(x).detach(), layer(x.unsqueeze(0))[0].detach())


def test_infinity_stays_where_it_is_seen():
    x = np.zeros((1, 1, 40))
    x[0, 0, 20] = np.inf
    y = F.conv1d(nnlite.tensor(x), nnlite.ones((1, 1, 3), dtype="float64"))
    assert np.isinf(y.numpy()[0, 0, 18:21]).all() and np.isinf(y.numpy()).sum() == 3
    assert np.isfinite(y.numpy()).sum() == 35


def test_infinity_spoils_the_tiles_that_see_it():
    """Four outputs share Winograd's coefficients: at most three points away, and no other image."""
    x = np.zeros((2, 16, 20, 20))
    x[1, 3, 10, 10] = np.inf
    y = F.conv2d(nnlite.tensor(x), nnlite.ones((16, 16, 3, 3), dtype="float64"), padding=1).numpy()
    finite = np.isfinite(y)
    assert finite[0].all() and not finite[1, :, 9:12, 9:12].any()
    assert finite[1, :, :8].all() and finite[1, :, 13:].all() and (~finite[1]).sum() <= 16 * 36


PROGRAM = """
import hashlib
import sys
import numpy as np
import nnlite
from nnlite import nn
nnlite.set_num_threads(int(sys.argv[1]))
nnlite.manual_seed(0)
model = nn.Sequential(
    nn.Conv2d(3, 20, 3, padding=1), nn.ReLU(), nn.Conv2d(20, 20, 3, padding=1),
    nn.ReLU(), nn.Conv2d(20, 36, 3, stride=2, groups=2), nn.ReLU(),
    nn.ConvTranspose2d(36, 8, 3, stride=2),
)
x = nnlite.normal((9, 3, 33, 31)).requires_grad_()
model(x).square().mean().backward()
digest = hashlib.sha256()
for t in [x, *model.parameters()]:
    digest.update(t.grad.numpy().tobytes())
print(digest.hexdigest())
"""


def test_bits_do_not_depend_on_threads():
    def run(threads):
        command = [sys.executable, "-c", PROGRAM, str(threads)]
        return subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)

    assert len({run(threads).stdout for threads in (1, 2, 3, 4)}) == 1


LAYERS = [(kind, axes) for kind in ("Conv", "ConvTranspose") for axes in (1, 2, 3)]


@pytest.mark.parametrize(("kind", "axes"), LAYERS)
def test_layers(kind, axes):
    cls = getattr(nn, f"{kind}{axes}d")
    layer = cls(4, 6, (3,) * axes, stride=2, padding=1, groups=2, dtype="float64")
    name = "conv_transpose" if kind == "ConvTranspose" else "conv"
    function = getattr(F, f"{name}{axes}d")
    x = nnlite.normal((2, 4, *[6] * axes), dtype="float64")
    expected = function(x, layer.weight, layer.bias, stride=2, padding=1, groups=2)
    np.testing.assert_array_equal(layer(x).detach(), expected.detach())
    first = (4, 3) if kind == "ConvTranspose" else (6, 2)
    assert layer.weight.shape == (*first, *[3] * axes)
    bound = 1 / math.sqrt(layer.weight[0].numel())
    for p in layer.parameters():
        assert np.abs(p.detach().numpy()).max() <= bound
    again = eval(repr(layer), {cls.__name__: cls})
    assert again.kernel_size == layer.kernel_size and again.stride == (2,)
    again.to("float64").load_state_dict(layer.state_dict())
    np.testing.assert_array_equal(again(x).detach(), layer(x).detach())


def test_attributes():
    layer = nn.Conv2d(4, 8, (3, 5), stride=(1, 2), padding=(1, 2), groups=4)
    assert (layer.in_channels, layer.out_channels, layer.groups) == (4, 8, 4)
    assert layer.kernel_size == (3, 5) and layer.stride == (1, 2) and layer.padding == (1, 2)
    assert layer.dilation == (1,) and layer.bias is not None
    assert nn.Conv2d(1, 1, 3, padding="same").padding == "same"
    assert nn.Conv1d(1, 1, 3, bias=False).bias is None


def image(*shape):
    return nnlite.zeros(shape)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: nn.Conv2d(3, 4, 5)(image(1, 3, 4, 9)), "Conv2d: the kernel reaches over 5 elem"),
        (lambda: nn.Conv2d(3, 4, 3)(image(1, 2, 9, 9)), "has 2 channels but weight .4, 3, 3, 3."),
        (lambda: nn.Conv2d(3, 4, 3)(image(9, 9)), r"has shape \(9, 9\); give \(N, C, H, W\)"),
        (lambda: nn.Conv2d(3, 4, 3, groups=2), "groups=2 must divide in_channels=3"),
        (lambda: nn.Conv2d(0, 4, 3), "must be at least 1, not 0 and 4"),
        (lambda: nn.Conv2d(3, 4, 0), r"kernel_size=\(0,\) must be at least 1"),
        (lambda: nn.Conv2d(3, 4, (3, 3, 3)), "has 3 numbers; give 1 or 2"),
        (lambda: nn.Conv2d(3, 4, 3, stride=0), r"stride=\(0,\) must be at least 1"),
        (lambda: nn.Conv2d(3, 4, 3, padding=-1), "must be at least 0"),
        (lambda: nn.Conv2d(3, 4, 3, padding=1 << 62)(image(1, 3, 9, 9)), "is more than"),
        (lambda: F.conv1d(image(1, 2, 9), image(3, 2, 3), stride=1 << 62), "is more than"),
        (lambda: nn.Conv2d(3, 4, 3, padding_mode="odd"), "padding_mode='odd' is not one of zeros"),
        (lambda: nn.Conv2d(3, 4, 3, padding="half"), "'half' is not one of 'same', 'valid'"),
        (lambda: nn.Conv2d(3, 4, 3, stride=2, padding="same"), "'same' needs stride 1"),
        (lambda: F.conv1d(image(1, 2, 9), image(3, 2, 3), image(4)), r"must be \(3,\)"),
        (lambda: F.conv1d(image(1, 2, 9), image(3, 2)), "it needs 3 axes"),
        (
            lambda: nn.ConvTranspose1d(2, 2, 3, output_padding=1)(image(1, 2, 5)),
            "output_padding=.1,. must be below stride=",
        ),
        (
            lambda: nn.ConvTranspose1d(2, 2, 1, padding=3)(image(1, 2, 5)),
            "would leave -1 elements; take less padding|take less padding",
        ),
    ],
)
def test_bad_input(make, message):
    with pytest.raises(ValueError, match=message):
        make()
