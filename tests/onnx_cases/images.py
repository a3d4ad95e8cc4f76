"""Rows of ONNX's pooling, normalization, padding and resizing."""

from __future__ import annotations

import math

import nnlite
import nnlite.nn.functional as F
from onnx_cases.adapter import UnsupportedError, operation

# ---- pooling -------------------------------------------------------------------------------------


def windows_of(x, attributes):
    """Kernel, strides, dilations, and padding (before, after) of every axis."""
    kernel = list(attributes["kernel_shape"])
    axes = len(kernel)
    strides = list(attributes.get("strides", [1] * axes))
    dilations = list(attributes.get("dilations", [1] * axes))
    pads = list(attributes.get("pads", [0] * 2 * axes))
    pads = list(zip(pads[:axes], pads[axes:], strict=True))
    kind = attributes.get("auto_pad", "NOTSET")
    if kind.startswith("SAME"):
        pads = []
        for n, k, s, d in zip(x.shape[2:], kernel, strides, dilations, strict=True):
            whole = max((math.ceil(n / s) - 1) * s + d * (k - 1) + 1 - n, 0)
            small, large = whole // 2, whole - whole // 2
            pads.append((small, large) if kind == "SAME_UPPER" else (large, small))
    return kernel, strides, dilations, pads


def equal_and_small(pads, kernel):
    """Whether nnlite's pooling takes the padding itself."""
    return all(a == b <= k // 2 for (a, b), k in zip(pads, kernel, strict=True))


def padded(x, pads, value):
    flat = [n for pair in reversed(pads) for n in pair]
    return F.pad(x, flat, value=value)


def named(kind, axes):
    return getattr(F, f"{kind}{axes}d")


@operation("MaxPool")
def max_pool(inputs, attributes, outputs):
    (x,) = inputs
    kernel, strides, dilations, pads = windows_of(x, attributes)
    axes = len(kernel)
    ceil = bool(attributes.get("ceil_mode", 0))
    options = {"dilation": dilations, "ceil_mode": ceil}
    if equal_and_small(pads, kernel):
        options["padding"] = [a for a, _ in pads]
    elif outputs > 1:
        raise UnsupportedError("indices with unequal padding")
    else:
        x = padded(x, pads, -math.inf)
    y = named("max_pool", axes)(x, kernel, strides, return_indices=outputs > 1, **options)
    if outputs == 1:
        return y
    y, indices = y
    if attributes.get("storage_order", 0):  # of two axes: by columns
        rows, columns = x.shape[2:]
        indices = indices % columns * rows + indices // columns
    plane = math.prod(x.shape[2:])  # ONNX counts through all of the tensor
    first = nnlite.arange(x.shape[0] * x.shape[1]) * plane
    return y, indices + first.reshape(*x.shape[:2], *[1] * axes)


def window_sums(x, kernel, strides, dilations, pads, ceil=False):
    """Sums over windows of any dilation and padding, by a convolution of each channel."""
    if ceil:  # the last window may end behind the padding
        ends = []
        for n, k, s, d, (a, b) in zip(x.shape[2:], kernel, strides, dilations, pads, strict=True):
            reach = n + a + b - d * (k - 1) - 1
            windows = math.ceil(reach / s)
            windows -= windows * s >= n + a  # it must begin within the input
            ends.append((a, b + max(windows * s - reach, 0)))
        pads = ends
    ones = nnlite.ones((x.shape[1], 1, *kernel), dtype=x.dtype)
    convolved = named("conv", len(kernel))
    return convolved(padded(x, pads, 0), ones, None, strides, 0, dilations, x.shape[1])


@operation("AveragePool")
def average_pool(inputs, attributes, outputs):
    (x,) = inputs
    kernel, strides, dilations, pads = windows_of(x, attributes)
    ceil = bool(attributes.get("ceil_mode", 0))
    include = bool(attributes.get("count_include_pad", 0))
    if equal_and_small(pads, kernel) and max(dilations) == 1:
        padding = [a for a, _ in pads]
        return named("avg_pool", len(kernel))(x, kernel, strides, padding, ceil, include)
    ones = nnlite.ones_like(x)
    if include:  # padding counts, but not what ceil_mode adds behind it
        ones, none = padded(ones, pads, 1), [(0, 0)] * len(kernel)
        counts = window_sums(ones, kernel, strides, dilations, none, ceil)
    else:
        counts = window_sums(ones, kernel, strides, dilations, pads, ceil)
    return window_sums(x, kernel, strides, dilations, pads, ceil) / counts


@operation("LpPool")
def lp_pool(inputs, attributes, outputs):
    (x,) = inputs
    kernel, strides, dilations, pads = windows_of(x, attributes)
    p, ceil = float(attributes.get("p", 2)), bool(attributes.get("ceil_mode", 0))
    if max(dilations) > 1:
        return window_sums(x.abs() ** p, kernel, strides, dilations, pads, ceil) ** (1 / p)
    return named("lp_pool", len(kernel))(padded(x, pads, 0).abs(), p, kernel, strides, ceil)


@operation("GlobalAveragePool")
def global_average_pool(inputs, attributes, outputs):
    axes = len(inputs[0].shape) - 2
    return named("adaptive_avg_pool", axes)(inputs[0], 1)


@operation("GlobalMaxPool")
def global_max_pool(inputs, attributes, outputs):
    axes = len(inputs[0].shape) - 2
    return named("adaptive_max_pool", axes)(inputs[0], 1)


@operation("MaxUnpool")
def max_unpool(inputs, attributes, outputs):
    x, indices, *rest = inputs
    kernel, strides, _, pads = windows_of(x, attributes)
    natural = [(n - 1) * s + k - a - b for n, s, k, (a, b) in
               zip(x.shape[2:], strides, kernel, pads, strict=True)]  # fmt: skip
    y = named("max_unpool", len(kernel))(x, indices % math.prod(natural), kernel, strides)
    if not rest:
        return y
    return padded(y, [(0, m - n) for n, m in zip(natural, rest[0].tolist()[2:], strict=True)], 0)


# ---- normalization -------------------------------------------------------------------------------


@operation("BatchNormalization")
def batch_norm(inputs, attributes, outputs):
    x, scale, bias, mean, var = inputs
    epsilon = attributes.get("epsilon", 1e-5)
    if not attributes.get("training_mode", 0):
        return F.batch_norm(x, mean, var, scale, bias, eps=epsilon)
    kept = attributes.get("momentum", 0.9)
    y = F.batch_norm(x, mean, fresh := nnlite.zeros_like(var), scale, bias, True, 1 - kept, epsilon)
    n = x.numel() // x.shape[1]  # the batch's variance, which ONNX divides by n
    return y, mean, kept * var + fresh * (n - 1) / n


@operation("InstanceNormalization")
def instance_norm(inputs, attributes, outputs):
    x, scale, bias = inputs
    return F.instance_norm(x, weight=scale, bias=bias, eps=attributes.get("epsilon", 1e-5))


@operation("GroupNormalization")
def group_norm(inputs, attributes, outputs):
    x, scale, bias = inputs
    eps = attributes.get("epsilon", 1e-5)
    return F.group_norm(x, attributes["num_groups"], scale, bias, eps)


def last_axes(x, attributes):
    axis = attributes.get("axis", -1)
    return tuple(range(axis % x.ndim, x.ndim))


@operation("LayerNormalization")
def layer_norm(inputs, attributes, outputs):
    x, scale, *bias = inputs
    axes, eps = last_axes(x, attributes), attributes.get("epsilon", 1e-5)
    y = F.layer_norm(x, [x.shape[a] for a in axes], scale, bias[0] if bias else None, eps)
    mean = x.mean(axes, keepdim=True)
    deviation = ((x - mean).square().mean(axes, keepdim=True) + eps).sqrt()
    return (y, mean, 1 / deviation)[:outputs]


@operation("RMSNormalization")
def rms_norm(inputs, attributes, outputs):
    x, scale = inputs
    axes = last_axes(x, attributes)
    shape = [x.shape[a] for a in axes]
    if list(scale.shape) != shape:
        raise UnsupportedError("a scale of another shape")
    return F.rms_norm(x, shape, scale, attributes.get("epsilon", 1e-5))


@operation("LRN")
def lrn(inputs, attributes, outputs):
    size = attributes["size"]
    if size % 2 == 0:
        raise UnsupportedError("an even size, whose larger half is on the other side")
    return F.local_response_norm(
        inputs[0],
        size,
        attributes.get("alpha", 1e-4),
        attributes.get("beta", 0.75),
        attributes.get("bias", 1.0),
    )


# ---- padding, resizing, rearranging --------------------------------------------------------------

PAD = {"constant": "constant", "reflect": "reflect", "edge": "replicate", "wrap": "circular"}


@operation("Pad")
def pad(inputs, attributes, outputs):
    x, pads, value, axes = [*inputs, None, None][:4]
    pads = pads.tolist()
    axes = list(range(x.ndim)) if axes is None else [a % x.ndim for a in axes.tolist()]
    pairs = [(0, 0)] * x.ndim
    for i, a in enumerate(axes):
        pairs[a] = (pads[i], pads[i + len(axes)])
    first = next((a for a, pair in enumerate(pairs) if pair != (0, 0)), x.ndim - 1)
    mode = PAD[attributes.get("mode", "constant")]
    flat = [n for pair in reversed(pairs[first:]) for n in pair]
    if mode != "constant":
        if not x.dtype.is_floating_point:
            x = x.to("float64")  # whole numbers are kept exactly
            return F.pad(x, flat, mode=mode).to(inputs[0].dtype)
        return F.pad(x, flat, mode=mode)
    return F.pad(x, flat, value=0.0 if value is None else float(value))


RESIZE = {
    ("linear", 1): "linear",
    ("linear", 2): "bilinear",
    ("linear", 3): "trilinear",
    ("cubic", 2): "bicubic",
}


def whole_sizes(x, scales, sizes, attributes):
    """Scales and sizes of every axis, of which some may be given; sizes may keep the aspect."""
    axes = [a % x.ndim for a in attributes.get("axes", range(x.ndim))]
    every, wanted = [1.0] * x.ndim, list(x.shape)
    if sizes is None:
        for a, scale in zip(axes, scales.tolist(), strict=True):
            every[a], wanted[a] = scale, math.floor(x.shape[a] * scale)
        return every, wanted, False
    given = dict(zip(axes, sizes.tolist(), strict=True))
    policy = attributes.get("keep_aspect_ratio_policy", "stretch")
    ratios = [m / x.shape[a] for a, m in given.items()]
    for a, m in given.items():
        every[a], wanted[a] = m / x.shape[a], m
        if policy != "stretch":
            every[a] = min(ratios) if policy == "not_larger" else max(ratios)
            wanted[a] = math.floor(x.shape[a] * every[a] + 0.5)
    return every, wanted, policy == "stretch"


def nearest_of(x, wanted, scales, transformation, rounding):
    """The mode whose places are ONNX's, for these sizes."""
    if (transformation, rounding) == ("asymmetric", "floor"):
        return "nearest"
    ties = any(
        ((i + 0.5) / scale).is_integer()
        for m, scale in zip(wanted, scales, strict=True)
        for i in range(m)
    )
    if (transformation, rounding) == ("half_pixel", "round_prefer_floor") and not ties:
        return "nearest-exact"
    raise UnsupportedError(f"nearest by {transformation}, {rounding}")


@operation("Resize")
def resize(inputs, attributes, outputs):
    x, _, scales, sizes = [*inputs, None, None, None][:4]
    mode, axes = attributes.get("mode", "nearest"), x.ndim - 2
    transformation = attributes.get("coordinate_transformation_mode", "half_pixel")
    for name in (
        "antialias",
        "exclude_outside",
    ):  # its wide kernels repeat the edge, ours end there
        if attributes.get(name, 0):
            raise UnsupportedError(name)
    if attributes.get("cubic_coeff_a", -0.75) != -0.75:
        raise UnsupportedError("another cubic")
    every, wanted, exact = whole_sizes(x, scales, sizes, attributes)
    if wanted[:2] != list(x.shape[:2]):
        raise UnsupportedError("channels that are resized")
    if mode == "nearest":
        rounding = attributes.get("nearest_mode", "round_prefer_floor")
        known = nearest_of(x, wanted[2:], every[2:], transformation, rounding)
        corners = None
    else:
        known = RESIZE.get((mode, axes))
        if known is None or transformation not in {"half_pixel", "align_corners"}:
            raise UnsupportedError(f"{mode} over {axes} axes by {transformation}")
        corners = transformation == "align_corners" or None
    whole = all((n * s).is_integer() for n, s in zip(x.shape, every, strict=True))
    options = {"mode": known, "align_corners": corners}
    if exact or whole:
        return F.interpolate(x, wanted[2:], **options)
    if corners:
        raise UnsupportedError("corners of a size that is not whole")
    y = F.interpolate(x, scale_factor=every[2:], **options)
    if list(y.shape) != wanted:
        raise UnsupportedError("a scale whose size is rounded up")
    return y


@operation("DepthToSpace")
def depth_to_space(inputs, attributes, outputs):
    x, size = inputs[0], attributes["blocksize"]
    if attributes.get("mode", "DCR") == "DCR":  # blocks before channels
        n, channels, h, w = x.shape
        x = x.reshape(n, size**2, channels // size**2, h, w).transpose(1, 2).flatten(1, 2)
    return F.pixel_shuffle(x, size)


@operation("Col2Im")
def col2im(inputs, attributes, outputs):
    x, image, block = inputs
    if len(image.tolist()) != 2:
        raise UnsupportedError("other than two axes")
    pads = attributes.get("pads", [0] * 4)
    if pads[:2] != pads[2:]:
        raise UnsupportedError("unequal padding")
    return F.fold(
        x,
        image.tolist(),
        block.tolist(),
        attributes.get("dilations", [1, 1]),
        pads[:2],
        attributes.get("strides", [1, 1]),
    )
