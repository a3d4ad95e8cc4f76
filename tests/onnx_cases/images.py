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
    if outputs > 1 and attributes.get("storage_order", 0):
        raise UnsupportedError("indices in column-major order")
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
    plane = math.prod(x.shape[2:])  # ONNX counts through all of the tensor
    first = nnlite.arange(x.shape[0] * x.shape[1]) * plane
    return y, indices + first.reshape(*x.shape[:2], *[1] * axes)


@operation("AveragePool")
def average_pool(inputs, attributes, outputs):
    (x,) = inputs
    kernel, strides, dilations, pads = windows_of(x, attributes)
    if any(d > 1 for d in dilations):
        raise UnsupportedError("dilation of averages")
    ceil = bool(attributes.get("ceil_mode", 0))
    include = bool(attributes.get("count_include_pad", 0))
    pool = named("avg_pool", len(kernel))
    if equal_and_small(pads, kernel):
        padding = [a for a, _ in pads]
        return pool(x, kernel, strides, padding, ceil, include)
    if ceil:
        raise UnsupportedError("ceil_mode with unequal padding")
    sums = pool(padded(x, pads, 0), kernel, strides)
    if include:
        return sums
    return sums / pool(padded(nnlite.ones_like(x), pads, 0), kernel, strides)


@operation("LpPool")
def lp_pool(inputs, attributes, outputs):
    (x,) = inputs
    kernel, strides, dilations, pads = windows_of(x, attributes)
    if any(d > 1 for d in dilations):
        raise UnsupportedError("dilation of norms")
    pool = named("lp_pool", len(kernel))
    ceil = bool(attributes.get("ceil_mode", 0))
    return pool(padded(x, pads, 0).abs(), float(attributes.get("p", 2)), kernel, strides, ceil)


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
    if rest and list(rest[0].tolist()[2:]) != natural:
        raise UnsupportedError("indices into another shape than the result's")
    plane = math.prod(natural)
    return named("max_unpool", len(kernel))(x, indices % plane, kernel, strides)


# ---- normalization -------------------------------------------------------------------------------


@operation("BatchNormalization")
def batch_norm(inputs, attributes, outputs):
    x, scale, bias, mean, var = inputs
    epsilon = attributes.get("epsilon", 1e-5)
    if attributes.get("training_mode", 0):
        raise UnsupportedError("a running variance divided by n")
    return F.batch_norm(x, mean, var, scale, bias, eps=epsilon)


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
    ("nearest", 2): "nearest",
    ("linear", 1): "linear",
    ("linear", 2): "bilinear",
    ("linear", 3): "trilinear",
    ("cubic", 2): "bicubic",
}


@operation("Resize")
def resize(inputs, attributes, outputs):
    x, _, scales, sizes = [*inputs, None, None, None][:4]
    mode, axes = attributes.get("mode", "nearest"), x.ndim - 2
    known = RESIZE.get((mode, axes))
    transformation = attributes.get("coordinate_transformation_mode", "half_pixel")
    for name in ("antialias", "axes", "exclude_outside", "keep_aspect_ratio_policy"):
        if attributes.get(name, 0):
            raise UnsupportedError(name)
    if known is None or attributes.get("cubic_coeff_a", -0.75) != -0.75:
        raise UnsupportedError(f"{mode} over {axes} axes")
    plain = (
        transformation,
        attributes.get("nearest_mode", "round_prefer_floor"),
    ) == ("asymmetric", "floor")
    if mode == "nearest" and not plain:
        raise UnsupportedError(f"nearest by {transformation}, {attributes.get('nearest_mode')}")
    if mode != "nearest" and transformation not in {"half_pixel", "align_corners"}:
        raise UnsupportedError(transformation)
    options = {"mode": known, "align_corners": transformation == "align_corners" or None}
    if sizes is not None:
        return F.interpolate(x, sizes.tolist()[2:], **options)
    whole = all((n * s).is_integer() for n, s in zip(x.shape, scales.tolist(), strict=True))
    if transformation == "align_corners" and not whole:
        raise UnsupportedError("corners of a size that is not whole")
    if scales.tolist()[:2] != [1.0, 1.0]:
        raise UnsupportedError("channels that are resized")
    return F.interpolate(x, scale_factor=scales.tolist()[2:], **options)


@operation("DepthToSpace")
def depth_to_space(inputs, attributes, outputs):
    if attributes.get("mode", "DCR") != "CRD":
        raise UnsupportedError("blocks before channels")
    return F.pixel_shuffle(inputs[0], attributes["blocksize"])


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
