"""Rows of pooling, resizing, padding and folding: every output from its own definition."""

from __future__ import annotations

import itertools
import math

import numpy as np

import nnlite
import nnlite.nn.functional as F
from ops.row import Row


class Options:
    """The same options for reference and call: drawn from the shape of the first input."""

    def __init__(self, *choices: dict) -> None:
        self.choices = choices

    def of(self, x) -> dict:
        return self.choices[sum((i + 1) * n for i, n in enumerate(x.shape)) % len(self.choices)]


def distinct(low: int, high: int, axes: int):
    """Draws (n, c, ...) of numbers that all differ by more than a gradient check moves them."""

    def draw(rng: np.random.Generator):
        shape = (*rng.integers(1, 3, 2), *rng.integers(low, high, axes))
        count = int(np.prod(shape))
        return ((rng.permutation(count) - count / 2).reshape(shape) / max(count, 4) * 3,)

    return draw


def pairs_of(value, axes):
    return (value,) * axes if isinstance(value, int) else tuple(value)


def windows(x, axes, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False):
    """Indices of the padded input for every window along every axis, by PyTorch's formula."""
    kernel, pad, dil = (pairs_of(v, axes) for v in (kernel_size, padding, dilation))
    step = kernel if stride is None else pairs_of(stride, axes)
    found = []
    for a in range(axes):
        n = x.shape[x.ndim - axes + a]
        exact = (n + 2 * pad[a] - dil[a] * (kernel[a] - 1) - 1) / step[a] + 1
        count = math.ceil(exact) if ceil_mode else math.floor(exact)
        if ceil_mode and (count - 1) * step[a] >= n + pad[a]:
            count -= 1
        found.append(
            [[i * step[a] - pad[a] + k * dil[a] for k in range(kernel[a])] for i in range(count)]
        )
    return found


def over(x, found, f):
    """f(values inside the input, all places of the window) for every window of the last axes."""
    axes = len(found)
    sizes = x.shape[x.ndim - axes :]
    y = np.empty((*x.shape[: x.ndim - axes], *map(len, found)))
    for at in itertools.product(*(range(len(w)) for w in found)):
        places = list(itertools.product(*(found[a][i] for a, i in enumerate(at))))
        inside = [p for p in places if all(0 <= q < n for q, n in zip(p, sizes, strict=True))]
        values = np.stack([x[(..., *p)] for p in inside], -1)
        y[(..., *at)] = f(values, places)
    return y


MAX = Options(
    {"kernel_size": 2},
    {"kernel_size": 3, "stride": 2, "padding": 1},
    {"kernel_size": 2, "stride": 1, "dilation": 2},
    {"kernel_size": 3, "stride": 2, "ceil_mode": True},
    {"kernel_size": 3, "stride": 3, "padding": 1, "ceil_mode": True},
)
AVG = Options(
    {"kernel_size": 2},
    {"kernel_size": 3, "stride": 2, "padding": 1},
    {"kernel_size": 3, "stride": 2, "padding": 1, "count_include_pad": False},
    {"kernel_size": 3, "stride": 2, "padding": 1, "ceil_mode": True},
    {"kernel_size": 2, "stride": 1, "ceil_mode": True, "divisor_override": 3},
)


def max_pool(axes):
    def reference(x):
        return over(x, windows(x, axes, **MAX.of(x)), lambda v, _: v.max(-1))

    def call(x):
        return getattr(F, f"max_pool{axes}d")(x, **MAX.of(x))

    return Row(f"max_pool_{axes}d", call, reference, distinct(3, 8 - axes, axes))


def avg_pool(axes):
    def reference(x):
        options = dict(AVG.of(x))
        include = options.pop("count_include_pad", True)
        divisor = options.pop("divisor_override", None)
        pad = options.get("padding", 0)
        sizes = x.shape[x.ndim - axes :]

        def mean(v, places):
            padded = [p for p in places if all(q < n + pad for q, n in zip(p, sizes, strict=True))]
            return v.sum(-1) / (divisor or (len(padded) if include else v.shape[-1]))

        return over(x, windows(x, axes, **options), mean)

    def call(x):
        return getattr(F, f"avg_pool{axes}d")(x, **AVG.of(x))

    return Row(f"resample_avg_pool{axes}d", call, reference, distinct(3, 8 - axes, axes))


SIZES = (2, 3, 1, 4)


def parts(x, axes):
    m = SIZES[sum(x.shape) % len(SIZES)]
    found = []
    for n in x.shape[x.ndim - axes :]:
        found.append([range(i * n // m, -(-(i + 1) * n // m)) for i in range(m)])
    return m, found


def adaptive(kind, axes):
    def call(x):
        return getattr(F, f"adaptive_{kind}_pool{axes}d")(x, parts(x, axes)[0])

    def reference(x):
        f = (lambda v, _: v.max(-1)) if kind == "max" else (lambda v, _: v.mean(-1))
        return over(x, parts(x, axes)[1], f)

    name = f"adaptive_max_pool_{axes}d" if kind == "max" else f"resample_adaptive{axes}d"
    return Row(name, call, reference, distinct(3, 9 - axes, axes))


def lp_pool(x):
    return over(x, windows(x, 2, 2, 1), lambda v, _: np.sqrt((v**2).sum(-1)))


def unpool(x):
    _, indices = nnlite.max_pool2d(nnlite.tensor(ramp(x.shape)), 2, return_indices=True)
    return nnlite.max_unpool2d(x, indices, 2)


def ramp(shape):
    n, c, h, w = shape
    return (
        np.random.default_rng(h * w).permutation(n * c * 4 * h * w).reshape(n, c, 2 * h, 2 * w)
        / 1.0
    )


def unpool_reference(x):
    big = ramp(x.shape)
    y = np.zeros(big.shape)
    for n, c, i, j in np.ndindex(*x.shape):
        part = big[n, c, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
        a, b = np.unravel_index(part.argmax(), (2, 2))
        y[n, c, 2 * i + a, 2 * j + b] = x[n, c, i, j]
    return y


# ---- interpolation -------------------------------------------------------------------------------

MODES = {1: "linear", 2: "bilinear", 3: "trilinear"}


def matrix(mode, corners, n, m):
    """What each of m outputs weighs of n inputs."""
    w = np.zeros((m, n))
    for i in range(m):
        if mode == "nearest":
            w[i, i * n // m] = 1
        elif mode == "nearest-exact":
            w[i, min(int((i + 0.5) * n / m + 1e-9), n - 1)] = 1
        else:
            at = i * (n - 1) / max(m - 1, 1) if corners else (i + 0.5) * n / m - 0.5
            if mode == "bicubic":
                for k in range(math.floor(at) - 1, math.floor(at) + 3):
                    d = abs(at - k)
                    near = 1.25 * d**3 - 2.25 * d**2 + 1
                    far = -0.75 * (d**3 - 5 * d**2 + 8 * d - 4)
                    w[i, min(max(k, 0), n - 1)] += near if d <= 1 else far
            else:
                for k in range(-1, n + 1):  # hats, those outside belong to the edge
                    w[i, min(max(k, 0), n - 1)] += max(0, 1 - abs(min(max(at, 0), n - 1) - k))
    return w


def interpolate(mode, corners, axes):
    def size(x):
        return tuple((n * 7 + a * 3) % 6 + 1 for a, n in enumerate(x.shape[2:]))

    def call(x):
        return F.interpolate(x, size(x), mode=mode, align_corners=corners or None)

    def reference(x):
        for a, m in enumerate(size(x)):
            w = matrix(mode, corners, x.shape[2 + a], m)
            x = np.moveaxis(np.tensordot(w, x, (1, 2 + a)), 0, 2 + a)
        return x

    name = f"resample_{mode}{axes}{'_corners' if corners else ''}"
    return Row(name, call, reference, distinct(1, 6, axes), tol32=1e-4)


def smooth(mode):
    """Bells over all inputs, as wide as what becomes one pixel, made to sum to 1."""

    def bell(d):
        if mode == "bilinear":
            return np.maximum(1 - d, 0)
        near, far = 1.5 * d**3 - 2.5 * d**2 + 1, -0.5 * (d**3 - 5 * d**2 + 8 * d - 4)
        return np.where(d < 1, near, np.where(d < 2, far, 0))

    def matrix(n, m):
        ratio = n / m
        centres = (np.arange(m)[:, None] + 0.5) * ratio
        w = bell(np.abs(np.arange(n) + 0.5 - centres) / max(ratio, 1))
        return w / w.sum(1, keepdims=True)

    def size(x):
        return x.shape[2] // 3 + 1, x.shape[3] + 2

    def reference(x):
        rows, columns = (matrix(n, m) for n, m in zip(x.shape[2:], size(x), strict=True))
        return np.einsum("ih,jw,nchw->ncij", rows, columns, x)

    def call(x):
        return F.interpolate(x, size(x), mode=mode, antialias=True)

    return Row(f"resample_{mode}_smooth", call, reference, distinct(1, 9, 2), tol32=1e-4)


NUMPY = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}


def padding(mode, axes):
    def amounts(x):
        return [(x.shape[-1 - k // 2] * 5 + k) % 3 for k in range(2 * axes)]

    def call(x):
        return F.pad(x, amounts(x), mode=mode)

    def reference(x):
        pairs = amounts(x)
        width = [(0, 0)] * 2 + [(pairs[2 * k], pairs[2 * k + 1]) for k in reversed(range(axes))]
        return np.pad(x, width, mode=NUMPY[mode])

    return Row(f"resample_{mode}_pad{axes}", call, reference, distinct(3, 5, axes))


# ---- folding -------------------------------------------------------------------------------------

FOLD = Options(
    {"kernel_size": 2},
    {"kernel_size": (2, 3), "padding": (1, 0), "stride": 2},
    {"kernel_size": 2, "dilation": 2, "padding": 2},
)


def unfold(x):
    options = FOLD.of(x)
    kernel = pairs_of(options["kernel_size"], 2)
    found = windows(x, 2, kernel, options.get("stride", 1), options.get("padding", 0),
                    options.get("dilation", 1))  # fmt: skip
    n, c, h, w = x.shape
    y = np.zeros((n, c, *kernel, len(found[0]), len(found[1])))
    for a, b, i, j in np.ndindex(*y.shape[2:]):
        p, q = found[0][i][a], found[1][j][b]
        if 0 <= p < h and 0 <= q < w:
            y[:, :, a, b, i, j] = x[:, :, p, q]
    return y.reshape(n, c * kernel[0] * kernel[1], -1)


def fold_inputs(rng):
    n, c = rng.integers(1, 3, 2)
    return (rng.uniform(-1, 1, (n, c * 4, 12)),)  # 2 x 2 windows of a 4 x 5 image


def fold(x):
    n, rows, _ = x.shape
    parts = x.reshape(n, rows // 4, 2, 2, 3, 4)
    y = np.zeros((n, rows // 4, 4, 5))
    for a, b, i, j in np.ndindex(2, 2, 3, 4):
        y[:, :, i + a, j + b] += parts[:, :, a, b, i, j]
    return y


ROWS = [
    *(max_pool(axes) for axes in (1, 2, 3)),
    *(avg_pool(axes) for axes in (1, 2, 3)),
    *(adaptive(kind, axes) for kind in ("max", "avg") for axes in (1, 2, 3)),
    Row("lp_pool2d", lambda x: F.lp_pool2d(x, 2.0, 2, 1), lp_pool, distinct(3, 6, 2)),
    Row("max_unpool_2d", unpool, unpool_reference, distinct(1, 4, 2)),
    *(interpolate("nearest", False, axes) for axes in (1, 2, 3)),
    *(smooth(mode) for mode in ("bilinear", "bicubic")),
    interpolate("nearest-exact", False, 2),
    *(interpolate(MODES[axes], corners, axes) for axes in (1, 2, 3) for corners in (False, True)),
    interpolate("bicubic", False, 2),
    interpolate("bicubic", True, 2),
    *(padding(mode, axes) for mode in NUMPY for axes in (1, 2, 3)),
    Row("unfold", lambda x: F.unfold(x, **FOLD.of(x)), unfold, distinct(3, 6, 2)),
    Row("fold", lambda x: F.fold(x, (4, 5), 2), fold, fold_inputs),
    Row(
        "pixel_shuffle",
        lambda x: nnlite.pixel_shuffle(x, 2),
        lambda x: x.reshape(x.shape[0], -1, 2, 2, *x.shape[2:])
        .transpose(0, 1, 4, 2, 5, 3)
        .reshape(x.shape[0], -1, 2 * x.shape[2], 2 * x.shape[3]),
        lambda rng: (rng.uniform(-1, 1, (2, 4 * int(rng.integers(1, 3)), 2, 3)),),
    ),
]  # fmt: skip
