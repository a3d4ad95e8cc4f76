"""Matrix products where a row of the table cannot go: sizes, strides, integers, threads, errors."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite

RNG = np.random.default_rng(7)


def of(a):
    return nnlite.from_numpy(np.ascontiguousarray(a))


@pytest.mark.parametrize("m", [1, 5, 64, 513])
@pytest.mark.parametrize("n", [1, 33, 300])
@pytest.mark.parametrize("k", [1, 20, 257, 784])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_sizes_and_turned_operands(m, n, k, dtype):
    a, b = RNG.normal(size=(m, k)).astype(dtype), RNG.normal(size=(k, n)).astype(dtype)
    want = a.astype("f8") @ b.astype("f8")
    tolerance = 1e-12 if dtype == "float64" else 2e-5
    for left in (a, np.asfortranarray(a), np.repeat(a, 2, 1)[:, ::2], a[::-1][::-1]):
        for right in (b, np.asfortranarray(b), np.repeat(b, 2, 1)[:, ::2]):
            got = np.asarray(nnlite.from_numpy(left) @ nnlite.from_numpy(right))
            np.testing.assert_allclose(got, want, tolerance, tolerance * k**0.5)


@pytest.mark.parametrize("dtype", ["int64", "int32", "uint8", "bool"])
def test_integer_products_are_exact(dtype):
    a = RNG.integers(0, 2 if dtype == "bool" else 200, (17, 33)).astype(dtype)
    b = RNG.integers(0, 2 if dtype == "bool" else 200, (33, 9)).astype(dtype)
    got = np.asarray(of(a) @ of(b))
    assert got.dtype == a.dtype
    np.testing.assert_array_equal(got, a @ b)


def test_dtypes_promote():
    assert (of(np.ones((2, 2), "f4")) @ of(np.ones((2, 2)))).dtype == nnlite.float64
    assert (of(np.ones((2, 2), "f4")) @ of(np.ones((2, 2), "u1"))).dtype == nnlite.float32


def test_the_inner_size_may_be_zero():
    x, w, b = of(np.zeros((3, 0))), of(np.zeros((2, 0))), of(np.array([1.0, 2.0]))
    np.testing.assert_array_equal(np.asarray(nnlite.linear(x, w, b)), [[1, 2]] * 3)
    np.testing.assert_array_equal(np.asarray(nnlite.linear(x, w)), np.zeros((3, 2)))


@pytest.mark.parametrize("shape", [(64, 784, 512), (700, 300, 900), (33, 1000, 2), (1, 4000, 3000)])
def test_same_bits_on_any_number_of_threads(shape):
    m, k, n = shape
    x = of(RNG.normal(size=(m, k)).astype("f4")).requires_grad_()
    w = of(RNG.normal(size=(n, k)).astype("f4")).requires_grad_()
    b = of(RNG.normal(size=n).astype("f4")).requires_grad_()
    before, results = nnlite.get_num_threads(), []
    for threads in (1, 2, 3, 4):
        nnlite.set_num_threads(threads)
        y = nnlite.linear(x, w, b)
        grads = nnlite.grad([(y * y).sum()], [x, w, b])
        results.append([np.asarray(t).tobytes() for t in (y.detach(), *grads)])
    nnlite.set_num_threads(before)
    assert results.count(results[0]) == 4


@pytest.mark.parametrize("shape", [(600, 128, 384), (515, 300, 97), (1030, 513, 40), (700, 80, 3)])
@pytest.mark.parametrize("dtype", ["f4", "f8"])
def test_large_products_begin_with_the_bias(shape, dtype):
    m, k, n = shape
    x, w, b = (RNG.normal(size=s).astype(dtype) for s in ((m, k), (n, k), n))
    want = x.astype("f8") @ w.T.astype("f8") + b
    tolerance = (1e-5 if dtype == "f4" else 1e-13) * k**0.5
    for bias in (of(b), nnlite.from_numpy(np.repeat(b, 2)[::2])):
        found = np.asarray(nnlite.linear(of(x), of(w), bias))
        np.testing.assert_allclose(found, want, tolerance, tolerance)


def test_gradients_of_large_layers():
    x, w = RNG.normal(size=(6, 40, 30)), RNG.normal(size=(50, 30))
    b, g = RNG.normal(size=50), RNG.normal(size=(6, 40, 50))
    leaves = [of(v).requires_grad_() for v in (x, w, b)]
    (nnlite.linear(*leaves) * of(g)).sum().backward()
    rows = g.reshape(-1, 50)
    for leaf, want in zip(leaves, (g @ w, rows.T @ x.reshape(-1, 30), rows.sum(0)), strict=True):
        np.testing.assert_allclose(np.asarray(leaf.grad), want, 1e-11, 1e-11)


def test_errors_name_shapes_and_cure():
    x = of(np.zeros((64, 1, 28, 28), "f4"))
    w = of(np.zeros((10, 784), "f4"))
    with pytest.raises(ValueError, match=r"input has 28 columns .*\(10, 784\).*flatten\(\)"):
        nnlite.linear(x, w)
    with pytest.raises(ValueError, match=r"bias has shape \(3,\)"):
        nnlite.linear(of(np.zeros((2, 784), "f4")), w, of(np.zeros(3, "f4")))
    with pytest.raises(ValueError, match=r"\(2, 3\) and \(2, 3\).*transpose"):
        of(np.zeros((2, 3))) @ of(np.zeros((2, 3)))
    with pytest.raises(ValueError, match="no axes"):
        of(np.zeros((2, 3))) @ nnlite.from_numpy(np.array(1.0))
    with pytest.raises(ValueError, match="broadcast"):
        of(np.zeros((2, 3, 3))) @ of(np.zeros((4, 3, 3)))


def test_einsum_errors():
    a, b = of(np.zeros((2, 3))), of(np.zeros((4, 5)))
    for equation, operands, message in [
        ("ij,jk->ik", (a, b), "axis 'j' has sizes 3 and 4"),
        ("ij->ik", (a,), "axis 'k' of the result stands in no operand"),
        ("ij->ii", (a,), "axis 'i' stands twice"),
        ("ijk->i", (a,), r"term 'ijk' does not fit operand 0 of shape \(2, 3\)"),
        ("ij", (a, b), "2 operands but fewer terms"),
        ("ij,jk,kl", (a, b), "2 operands but more terms"),
        ("i?->i", (a,), "is no axis name"),
        ("ii->i", (a,), "axis 'i' has sizes 2 and 3"),
    ]:
        with pytest.raises(ValueError, match=message):
            nnlite.einsum(equation, *operands)
