"""Rows of ONNX's convolutions."""

from __future__ import annotations

from onnx_cases.adapter import operation
from onnx_cases.images import named, padded, windows_of


def bias_of(inputs):
    return inputs[2] if len(inputs) > 2 else None


@operation("Conv")
def convolution(inputs, attributes, outputs):
    x, w = inputs[:2]
    attributes = {"kernel_shape": w.shape[2:], **attributes}
    kernel, strides, dilations, pads = windows_of(x, attributes)
    if all(before == after for before, after in pads):
        padding = [before for before, _ in pads]
    else:
        x, padding = padded(x, pads, 0.0), [0] * len(kernel)
    groups = attributes.get("group", 1)
    return named("conv", len(kernel))(x, w, bias_of(inputs), strides, padding, dilations, groups)


@operation("ConvTranspose")
def transposed(inputs, attributes, outputs):
    """Without padding, and then cut: ONNX may cut both ends differently."""
    x, w = inputs[:2]
    axes = w.ndim - 2
    ones, groups = [1] * axes, attributes.get("group", 1)
    strides = list(attributes.get("strides", ones))
    dilations = list(attributes.get("dilations", ones))
    extra = list(attributes.get("output_padding", [0] * axes))
    y = named("conv_transpose", axes)(
        x, w, bias_of(inputs), strides, 0, extra, groups=groups, dilation=dilations
    )
    sizes = list(y.shape[2:])
    pads = list(attributes.get("pads", [0] * 2 * axes))
    kind = attributes.get("auto_pad", "NOTSET")
    wanted = attributes.get("output_shape")
    if kind.startswith("SAME"):
        wanted = [n * s for n, s in zip(x.shape[2:], strides, strict=True)]
    if wanted is not None:
        whole = [n - m for n, m in zip(sizes, wanted, strict=True)]
        ends = [n // 2 for n in whole], [n - n // 2 for n in whole]
        begin, end = ends if kind == "SAME_UPPER" else ends[::-1]
        pads = [*begin, *end]
    pads = list(zip(pads[:axes], pads[axes:], strict=True))
    # Cut less than nothing: zeros follow, where the output is larger than the elements reach.
    y = padded(y, [(max(-before, 0), max(-after, 0)) for before, after in pads], 0.0)
    kept = [
        slice(max(before, 0), n - max(after, 0))
        for (before, after), n in zip(pads, y.shape[2:], strict=True)
    ]
    return y[(slice(None), slice(None), *kept)]
