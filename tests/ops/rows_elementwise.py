"""Elementwise operations: a row for each row of kernels/unary.def and kernels/binary.def."""

from __future__ import annotations

import numpy as np
from scipy import special

import nnlite
from ops.row import Row, broadcasting, one, shape


def away_from(points, low=-3.0, high=3.0, gap=0.05):
    """Draws one array of numbers that keep their distance from the points of a bend or jump."""

    def draw(rng):
        x = rng.uniform(low, high, shape(rng))
        for p in points:
            x = np.where(np.abs(x - p) < gap, p + gap * np.where(x < p, -2, 2), x)
        return (x,)

    return draw


def apart(count=2, low=-2.0, high=2.0, gap=0.05):
    """Draws two arrays that broadcast, whose elements keep their distance from one another."""

    def draw(rng):
        a, b = broadcasting(2, low, high)(rng)
        return np.round(a * 4) / 4, np.round(b * 4) / 4 + 0.125 - gap * 0.5

    return draw


def unary(name, reference, draw=None, **options):
    """The row of an elementwise function of one tensor."""
    return Row(name, getattr(nnlite, name), reference, draw or one(), **options)


def binary(name, reference, draw=None, **options):
    """The row of an elementwise function of two tensors."""
    return Row(name, getattr(nnlite, name), reference, draw or broadcasting(2), **options)


def sigma(x):
    return special.expit(x)


def softplus(x):
    return np.logaddexp(x, 0)


def normal_cdf(x):
    return special.ndtr(x)


INTEGERS = [-3, -2, -1, 0, 1, 2, 3]
HALVES = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]

ROWS = [
    Row(
        "masked_fill",
        lambda x: nnlite.masked_fill(x, x > 0.5, 7.0),
        lambda x: np.where(x > 0.5, 7.0, x),
        away_from([0.5]),
    ),
    Row(
        "isclose",
        lambda a, b: nnlite.isclose(a, b, rtol=0.1, atol=0.3),
        lambda a, b: np.isclose(a, b, rtol=0.1, atol=0.3),
        broadcasting(2),
        gradient=False,
    ),
    unary("exp", np.exp),
    unary("exp2", np.exp2),
    unary("expm1", np.expm1),
    unary("log", np.log, one(0.1, 5)),
    unary("log2", np.log2, one(0.1, 5)),
    unary("log10", np.log10, one(0.1, 5)),
    unary("log1p", np.log1p, one(-0.8, 5)),
    unary("sqrt", np.sqrt, one(0.1, 5)),
    unary("rsqrt", lambda x: x**-0.5, one(0.1, 5)),
    unary("reciprocal", lambda x: 1 / x, one(0.3, 3)),
    unary("square", lambda x: x**2),
    unary("neg", np.negative),
    unary("abs", np.abs, away_from([0])),
    unary("sign", np.sign, away_from([0])),
    unary("floor", np.floor, away_from(INTEGERS)),
    unary("ceil", np.ceil, away_from(INTEGERS)),
    unary("round", np.rint, away_from(HALVES)),
    unary("trunc", np.trunc, away_from(INTEGERS)),
    Row(
        "clip",
        lambda x: nnlite.clip(x, -1, 0.5),
        lambda x: np.clip(x, -1, 0.5),
        away_from([-1, 0.5]),
    ),
    unary("sin", np.sin),
    unary("cos", np.cos),
    unary("tan", np.tan, one(-1.2, 1.2)),
    unary("asin", np.arcsin, one(-0.9, 0.9)),
    unary("acos", np.arccos, one(-0.9, 0.9)),
    unary("atan", np.arctan),
    unary("sinh", np.sinh),
    unary("cosh", np.cosh),
    unary("tanh", np.tanh),
    unary("erf", special.erf),
    unary("erfc", special.erfc),
    unary("sigmoid", sigma),
    unary("relu", lambda x: np.maximum(x, 0), away_from([0])),
    Row(
        "softplus",
        lambda x: nnlite.softplus(x, 2.0, 3.0),
        lambda x: np.where(2 * x > 3, x, softplus(2 * x) / 2),
        away_from([1.5]),
    ),
    Row(
        "leaky_relu",
        lambda x: nnlite.leaky_relu(x, 0.2),
        lambda x: np.where(x > 0, x, 0.2 * x),
        away_from([0]),
    ),
    Row(
        "elu",
        lambda x: nnlite.elu(x, 0.7),
        lambda x: np.where(x > 0, x, 0.7 * np.expm1(x)),
        away_from([0]),
    ),
    unary(
        "selu",
        lambda x: 1.0507009873554805 * np.where(x > 0, x, 1.6732632423543772 * np.expm1(x)),
        away_from([0]),
    ),
    Row(
        "celu",
        lambda x: nnlite.celu(x, 0.7),
        lambda x: np.where(x > 0, x, 0.7 * np.expm1(x / 0.7)),
        away_from([0]),
    ),
    unary("gelu", lambda x: x * normal_cdf(x)),
    unary(
        "gelu_tanh",
        lambda x: 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))),
    ),
    unary("silu", lambda x: x * sigma(x)),
    unary("mish", lambda x: x * np.tanh(softplus(x))),
    unary("hardsigmoid", lambda x: np.clip(x / 6 + 0.5, 0, 1), away_from([-3, 3], -5, 5)),
    unary("hardtanh", lambda x: np.clip(x, -1, 1), away_from([-1, 1])),
    unary("hardswish", lambda x: x * np.clip(x + 3, 0, 6) / 6, away_from([-3, 3], -5, 5)),
    unary("relu6", lambda x: np.clip(x, 0, 6), away_from([0, 6], -2, 9)),
    unary("relu_squared", lambda x: np.maximum(x, 0) ** 2, away_from([0])),
    unary("softsign", lambda x: x / (1 + np.abs(x)), away_from([0])),
    unary("tanhshrink", lambda x: x - np.tanh(x)),
    unary(
        "softshrink",
        lambda x: np.sign(x) * np.maximum(np.abs(x) - 0.5, 0),
        away_from([-0.5, 0.5]),
    ),
    unary("hardshrink", lambda x: x * (np.abs(x) > 0.5), away_from([-0.5, 0.5])),
    unary("log_cosh", lambda x: np.log(np.cosh(x))),
    unary("logsigmoid", lambda x: -softplus(-x)),
    Row(
        "threshold",
        lambda x: nnlite.threshold(x, 0.5, -1.0),
        lambda x: np.where(x > 0.5, x, -1.0),
        away_from([0.5]),
    ),
    Row(
        "huber",
        lambda x: nnlite.huber(x, 0.8),
        lambda x: np.where(np.abs(x) < 0.8, x**2 / 2, 0.8 * np.abs(x) - 0.32),
        away_from([-0.8, 0.8]),
    ),
    unary("squareplus", lambda x: (x + np.sqrt(x**2 + 4)) / 2),
    unary("isnan", np.isnan, gradient=False),
    unary("isinf", np.isinf, gradient=False),
    unary("isfinite", np.isfinite, gradient=False),
    unary("logical_not", np.logical_not, gradient=False),
    binary("add", np.add),
    binary("sub", np.subtract),
    binary("mul", np.multiply),
    binary("div", np.divide, broadcasting(2, 0.3, 2)),
    binary("floor_divide", np.floor_divide, apart(low=0.5)),
    binary("remainder", np.remainder, apart(low=0.5), tol32=1e-4),
    binary("pow", np.power, broadcasting(2, 0.3, 2)),
    binary("minimum", np.minimum, apart()),
    binary("maximum", np.maximum, apart()),
    binary("atan2", np.arctan2, broadcasting(2, 0.3, 2)),
    binary("hypot", np.hypot, broadcasting(2, 0.3, 2)),
    binary("equal", np.equal, gradient=False),
    binary("not_equal", np.not_equal, gradient=False),
    binary("less", np.less, gradient=False),
    binary("less_equal", np.less_equal, gradient=False),
    binary("greater", np.greater, gradient=False),
    binary("greater_equal", np.greater_equal, gradient=False),
    Row(
        "logical_and",
        lambda a, b: nnlite.logical_and(a > 0, b > 0),
        lambda a, b: (a > 0) & (b > 0),
        broadcasting(2),
        gradient=False,
    ),
    Row(
        "logical_or",
        lambda a, b: nnlite.logical_or(a > 0, b > 0),
        lambda a, b: (a > 0) | (b > 0),
        broadcasting(2),
        gradient=False,
    ),
    Row(
        "logical_xor",
        lambda a, b: nnlite.logical_xor(a > 0, b > 0),
        lambda a, b: (a > 0) ^ (b > 0),
        broadcasting(2),
        gradient=False,
    ),
    Row(
        "bitwise_and",
        lambda a, b: (a * 9).to("int64") & (b * 9).to("int64"),
        lambda a, b: np.trunc(a * 9).astype(int) & np.trunc(b * 9).astype(int),
        broadcasting(2),
        gradient=False,
    ),
    Row(
        "bitwise_or",
        lambda a, b: (a * 9).to("int32") | (b * 9).to("int32"),
        lambda a, b: np.trunc(a * 9).astype(int) | np.trunc(b * 9).astype(int),
        broadcasting(2),
        gradient=False,
    ),
    Row(
        "bitwise_xor",
        lambda a, b: (a * 9).to("int64") ^ (b * 9).to("int64"),
        lambda a, b: np.trunc(a * 9).astype(int) ^ np.trunc(b * 9).astype(int),
        broadcasting(2),
        gradient=False,
    ),
    Row(
        "where",
        lambda c, a, b: nnlite.where(c > 0, a, b),
        lambda c, a, b: np.where(c > 0, a, b),
        broadcasting(3),
    ),
    Row("clone", lambda x: x.clone(), lambda x: x, one()),
    Row("cast", lambda x: (x.to("float64") * 1).to(x.dtype), lambda x: x, one()),
]
