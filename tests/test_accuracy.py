"""Accuracy of the elementwise functions: errors in ulp over their whole range, on every set of
instructions that this processor has.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy import special

import nnlite

ISAS = ["baseline", "avx2", "avx512"]
TINY = {"f4": np.float32(1.2e-38), "f8": np.float64(2.3e-308)}

# name: reference, largest error in ulp for float32 and for float64, range (None: all finite ones)
FUNCTIONS = {
    "exp": (np.exp, 1.0, 1.0, None),
    "exp2": (np.exp2, 1.0, 1.0, None),
    "expm1": (np.expm1, 2.0, 2.0, None),
    "log": (np.log, 1.0, 1.0, None),
    "log2": (np.log2, 2.0, 2.0, None),
    "log10": (np.log10, 2.0, 2.0, None),
    "log1p": (np.log1p, 2.0, 2.0, None),
    "sqrt": (np.sqrt, 0.5, 0.5, None),
    "sin": (np.sin, 1.5, 1.5, (-1e4, 1e4)),
    "cos": (np.cos, 1.5, 1.5, (-1e4, 1e4)),
    "tan": (np.tan, 3.0, 3.0, (-1e4, 1e4)),
    "asin": (np.arcsin, 2.0, 2.0, (-1, 1)),
    "acos": (np.arccos, 2.0, 2.0, (-1, 1)),
    "atan": (np.arctan, 2.0, 2.0, None),
    "sinh": (np.sinh, 2.5, 2.5, None),
    "cosh": (np.cosh, 2.5, 2.5, None),
    "tanh": (np.tanh, 2.0, 2.5, None),
    "sigmoid": (lambda x: 1 / (1 + np.exp(-x)), 3.0, 3.0, None),
    "erf": (special.erf, 2.0, 4.0, None),
    "gelu": (lambda x: x * special.ndtr(x), 3.0, 4.0, (-1, 1e30)),
}


def sample(dtype: str, limits: tuple[float, float] | None) -> np.ndarray:
    """Numbers of every magnitude and sign, more of them near 1."""
    rng = np.random.default_rng(0)
    info = np.finfo(dtype)
    exponents = rng.uniform(np.log2(float(info.tiny)), info.maxexp - 1e-3, 40_000)
    wide = np.exp2(exponents) * rng.choice([-1, 1], exponents.size)
    near = rng.uniform(-20, 20, 60_000)
    x = np.concatenate([wide, near, rng.uniform(-1, 1, 40_000)]).astype(dtype)
    return x if limits is None else x[(x >= limits[0]) & (x <= limits[1])]


def reference(function, x: np.ndarray) -> np.ndarray:
    """The value in a wider type; special functions know no wider one than float64."""
    with np.errstate(all="ignore"):
        if x.dtype == np.float32:
            return function(x.astype("f8"))
        try:
            return function(x.astype(np.longdouble))
        except TypeError:
            return function(x)


def worst(name: str, dtype: str) -> float:
    """The largest error in units of the last place; infinite where a special value is wrong."""
    function, _, _, limits = FUNCTIONS[name]
    x = sample(dtype, limits)
    found = getattr(nnlite, name)(nnlite.from_numpy(x)).numpy()
    wanted = reference(function, x)
    with np.errstate(all="ignore"):
        rounded = wanted.astype(dtype)
    odd = ~np.isfinite(rounded)
    if not np.array_equal(found[odd], rounded[odd], equal_nan=True):
        return float("inf")
    small = np.abs(rounded) < TINY[dtype]  # flushed or not: less than a denormal away
    if np.abs(found[small].astype("f8") - rounded[small]).max(initial=0) > TINY[dtype]:
        return float("inf")
    plain = ~odd & ~small
    error = np.abs(found[plain].astype(wanted.dtype) - wanted[plain])
    return float((error / np.spacing(np.abs(rounded[plain]))).max(initial=0))


def all_errors() -> dict[str, float]:
    """Every function in both precisions."""
    return {f"{name} {d}": worst(name, d) for name in FUNCTIONS for d in ("f4", "f8")}


def isas() -> list[str]:
    """Those of this processor; others are refused at load."""
    flags = Path("/proc/cpuinfo")
    text = flags.read_text() if flags.exists() else ""
    return [isa for isa in ISAS if isa == "baseline" or isa.replace("512", "512f") in text]


@pytest.fixture(scope="module", params=isas())
def errors(request):
    here = str(Path(__file__).parent)
    code = f"import sys; sys.path[:0] = {[here, *sys.path]!r}\n"
    code += "import json, test_accuracy; print(json.dumps(test_accuracy.all_errors()))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "NNLITE_ISA": request.param},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("dtype", ["f4", "f8"])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_error(errors, name, dtype):
    bound = FUNCTIONS[name][1 if dtype == "f4" else 2]
    assert errors[f"{name} {dtype}"] <= bound


# ---- special values: NumPy's, where NumPy has the function ---------------------------------------

INF, NAN = np.inf, np.nan
SPECIAL = np.array([0.0, -0.0, INF, -INF, NAN, 1.0, -1.0, 1e-45, -1e-45, 3e38, -3e38], "f4")
UNARY = {
    "exp": np.exp, "expm1": np.expm1, "log": np.log, "log1p": np.log1p, "sqrt": np.sqrt,
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "atan": np.arctan, "tanh": np.tanh,
    "sinh": np.sinh, "cosh": np.cosh, "abs": np.abs, "sign": np.sign, "floor": np.floor,
    "ceil": np.ceil, "round": np.round, "trunc": np.trunc, "square": np.square,
    "reciprocal": np.reciprocal, "isnan": np.isnan, "isfinite": np.isfinite, "isinf": np.isinf,
    "erf": special.erf, "sigmoid": special.expit,
}  # fmt: skip
BINARY = {
    "add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide,
    "maximum": np.maximum, "minimum": np.minimum, "pow": np.power, "atan2": np.arctan2,
    "remainder": np.remainder, "floor_divide": np.floor_divide, "hypot": np.hypot,
    "less": np.less, "equal": np.equal,
}  # fmt: skip


def same_special(found, wanted, x):
    np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-44, err_msg=str(x))
    zero = (wanted == 0) & np.isfinite(x)
    np.testing.assert_array_equal(np.signbit(found[zero]), np.signbit(wanted[zero]))


@pytest.mark.parametrize("name", UNARY)
def test_special_values(name):
    with np.errstate(all="ignore"):
        wanted = UNARY[name](SPECIAL)
    found = getattr(nnlite, name)(nnlite.from_numpy(SPECIAL)).numpy()
    same_special(found, wanted, SPECIAL)


@pytest.mark.parametrize("name", BINARY)
def test_special_pairs(name):
    a, b = (m.ravel().copy() for m in np.meshgrid(SPECIAL, SPECIAL))
    with np.errstate(all="ignore"):
        wanted = BINARY[name](a, b)
    found = getattr(nnlite, name)(nnlite.from_numpy(a), nnlite.from_numpy(b)).numpy()
    np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-44)
