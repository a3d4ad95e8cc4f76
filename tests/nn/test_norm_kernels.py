"""The fused normalizations at every size: chunks, threads, layouts, instruction sets, float32."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

import nnlite
import nnlite.nn.functional as F


def numbers(*shape, seed=0):
    return np.random.default_rng(seed).normal(1, 2, shape)


def layer(x, w, b):
    return F.layer_norm(x, w.shape, w, b)


def batch(x, w, b):
    return F.batch_norm(x, None, None, w, b, training=True)


def reference(x, w, b, g, axes, shaped):
    """The output and the gradients, from the formula of the Jacobian."""
    mean = x.mean(axes, keepdims=True)
    dev = np.sqrt(x.var(axes, keepdims=True) + 1e-5)
    xh = (x - mean) / dev
    w, b = w.reshape(shaped), b.reshape(shaped)
    h = g * w
    dx = (h - h.mean(axes, keepdims=True) - xh * (h * xh).mean(axes, keepdims=True)) / dev
    full = (1,) * (x.ndim - len(shaped)) + shaped
    others = tuple(i for i, n in enumerate(full) if n == 1)
    return xh * w + b, dx, (g * xh).sum(others).ravel(), g.sum(others).ravel()


# function, shape of x, axes of the statistics, shape of w beside x
CASES = [
    (layer, (5, 7), (1,), (7,)),
    (layer, (3, 4, 5), (1, 2), (4, 5)),
    (layer, (900, 130), (1,), (130,)),
    (layer, (2, 40000), (1,), (40000,)),
    (layer, (3, 2), (1,), (2,)),
    (batch, (5, 7), (0,), (7,)),
    (batch, (4000, 33), (0,), (33,)),
    (batch, (2, 5000), (0,), (5000,)),
    (batch, (6, 3, 5), (0, 2), (3, 1)),
    (batch, (30, 17, 200), (0, 2), (17, 1)),
    (batch, (3, 4, 5, 6), (0, 2, 3), (4, 1, 1)),
]


def run(f, arrays, g):
    leaves = [nnlite.tensor(a, requires_grad=True) for a in arrays]
    y = f(*leaves)
    y.backward(nnlite.tensor(g))
    return [y.detach().numpy(), *(t.grad.numpy() for t in leaves)]


def draw(f, shape, shaped):
    size = shaped if f is layer else (shape[1],)
    return numbers(*shape), numbers(*size, seed=1), numbers(*size, seed=2), numbers(*shape, seed=3)


@pytest.mark.parametrize(("f", "shape", "axes", "shaped"), CASES)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_values_and_gradients(f, shape, axes, shaped, dtype):
    x, w, b, g = draw(f, shape, shaped)
    expected = reference(x, w, b, g, axes, shaped)
    got = run(f, [a.astype(dtype) for a in (x, w, b)], g.astype(dtype))
    for value, want in zip(got, expected, strict=True):
        tol = 1e-9 if dtype == "float64" else 2e-5 * max(1.0, np.abs(want).max())
        np.testing.assert_allclose(value.ravel(), want.ravel(), tol, tol)


@pytest.mark.parametrize(("f", "shape", "axes", "shaped"), CASES)
def test_same_bits_for_any_number_of_threads(f, shape, axes, shaped):
    x, w, b, g = (a.astype("float32") for a in draw(f, shape, shaped))
    before, results = nnlite.get_num_threads(), []
    try:
        for threads in (1, 2, 3, 4):
            nnlite.set_num_threads(threads)
            results.append(run(f, (x, w, b), g))
    finally:
        nnlite.set_num_threads(before)
    for other in results[1:]:
        for a, c in zip(results[0], other, strict=True):
            assert a.tobytes() == c.tobytes()


def test_other_layouts():
    x = nnlite.tensor(numbers(6, 4, 5))
    for view in (x.transpose(0, 2), x[::2], x.flip(1), x[:, :, 1:4]):
        copy = view.clone()
        w = nnlite.ones(view.shape[2], dtype="float64")
        np.testing.assert_array_equal(layer(view, w, None), layer(copy, w, None))
        np.testing.assert_array_equal(batch(view, None, None), batch(copy, None, None))
    leaf = nnlite.tensor(numbers(4, 3), requires_grad=True)
    assert nnlite.gradcheck(lambda t: batch(t.T, None, None), leaf)


def root(x, w, b):
    return F.rms_norm(x, w.shape, w)


@pytest.mark.parametrize("f", [layer, batch, root])
def test_the_gradient_in_operations_is_the_same(f):
    """What is differentiated again is written apart from what is not."""
    leaves = [nnlite.tensor(a, requires_grad=True) for a in draw(layer, (5, 4), (4,))[:3]]
    leaves = leaves[:2] if f is root else leaves
    g = nnlite.tensor(numbers(5, 4, seed=3))

    def of(create_graph):
        y = f(*leaves, *[None] * (3 - len(leaves)))
        return nnlite.grad([y], leaves, [g], create_graph=create_graph)

    for a, b in zip(of(False), of(True), strict=True):
        np.testing.assert_allclose(a, b.detach(), 1e-10, 1e-12)


@pytest.mark.parametrize("f", [layer, batch])
@pytest.mark.parametrize("wanted", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 1, 1)])
def test_gradients_of_some_inputs_only(f, wanted):
    arrays = [numbers(5, 4), numbers(4, seed=1), numbers(4, seed=2)]
    full = run(f, arrays, numbers(5, 4, seed=3))[1:]
    leaves = [nnlite.tensor(a) for a in arrays]
    for t, on in zip(leaves, wanted, strict=True):
        t.requires_grad_(bool(on))
    f(*leaves).backward(nnlite.tensor(numbers(5, 4, seed=3)))
    for t, on, g in zip(leaves, wanted, full, strict=True):
        assert (t.grad is not None) == bool(on)
        if on:
            np.testing.assert_array_equal(t.grad, g)


def test_bias_without_weight():
    x, b = (nnlite.tensor(a, requires_grad=True) for a in (numbers(5, 4), numbers(4)))
    assert nnlite.gradcheck(lambda x, b: F.layer_norm(x, 4, None, b), [x, b])
    assert nnlite.gradcheck(lambda x, b: batch(x, None, b), [x, b])


def test_nothing_to_normalize():
    x = nnlite.zeros((0, 4), requires_grad=True)
    w = nnlite.ones(4, requires_grad=True)
    y = layer(x, w, None)
    assert y.shape == (0, 4)
    y.sum().backward()
    assert w.grad.tolist() == [0, 0, 0, 0] and x.grad.shape == (0, 4)


def test_far_from_zero_and_nan():
    x = numbers(50, 8) + 1e4
    y = batch(nnlite.tensor(x), None, None).numpy()
    np.testing.assert_allclose(y, (x - x.mean(0)) / np.sqrt(x.var(0) + 1e-5), 1e-8, 1e-10)
    x[3, 2] = np.nan
    y = batch(nnlite.tensor(x), None, None).numpy()
    assert np.isnan(y[:, 2]).all() and np.isfinite(np.delete(y, 2, 1)).all()


PROGRAM = """
import nnlite, numpy as np
from nnlite.nn import functional as F
x = np.random.default_rng(0).normal(size=(37, 19)).astype("float32")
t = nnlite.tensor(x)
y, z = F.layer_norm(t, 19).numpy(), F.batch_norm(t, None, None, training=True).numpy()
x = x.astype(float)

def of(x):
    return (x - x.mean(0)) / np.sqrt(x.var(0) + 1e-5)

np.testing.assert_allclose(y, of(x.T).T, 1e-4, 1e-5)
np.testing.assert_allclose(z, of(x), 1e-4, 1e-5)
"""


def test_baseline_instructions():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "NNLITE_ISA": "baseline"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
