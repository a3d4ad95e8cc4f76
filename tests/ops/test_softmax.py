"""Softmax and the losses where a row of the table cannot go: large numbers, bad labels, parity."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite


def of(values, dtype=None):
    return nnlite.from_numpy(np.ascontiguousarray(np.asarray(values, dtype)))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_large_numbers(dtype):
    x = of([[1e4, -1e4, 0.0], [-1e4, -1e4, -1e4]], dtype)
    np.testing.assert_allclose(np.asarray(nnlite.softmax(x, 1)), [[1, 0, 0], [1 / 3] * 3], 1e-6)
    want = [[0, -2e4, -1e4], [-np.log(3)] * 3]
    np.testing.assert_allclose(np.asarray(nnlite.log_softmax(x, 1)), want, 1e-6)


def test_sparsemax_of_masked_elements():
    x = of([[0.0, -np.inf, 0.5], [-np.inf, 3.0, -np.inf]], "float32").requires_grad_()
    y = nnlite.sparsemax(x, 1)
    np.testing.assert_array_equal(np.asarray(y.detach()), [[0.25, 0, 0.75], [0, 1, 0]])
    (y * of([[1.0, 2.0, 4.0], [1.0, 2.0, 4.0]], "float32")).sum().backward()
    np.testing.assert_array_equal(np.asarray(x.grad), [[-1.5, 0, 1.5], [0, 0, 0]])
    assert np.isnan(np.asarray(nnlite.sparsemax(of([1.0, np.nan, 0.0])))).all()


def test_loss_of_large_logits_keeps_its_digits():
    a = np.array([[10000.0, 10001.0, 9999.0]], "float32")
    x = of(a).requires_grad_()
    loss = nnlite.cross_entropy(x, of([0]))
    p = np.exp(a - a.max())[0].astype("f8")
    p /= p.sum()
    assert loss.item() == pytest.approx(-np.log(p[0]), rel=1e-6)
    loss.backward()
    np.testing.assert_allclose(np.asarray(x.grad)[0], p - [1, 0, 0], 1e-5)


def test_ignored_rows_have_no_gradient():
    x = of([[1.0, 2.0], [3.0, 4.0]]).requires_grad_()
    nnlite.cross_entropy(x, of([-100, 1])).backward()
    np.testing.assert_array_equal(np.asarray(x.grad)[0], [0, 0])
    nnlite.cross_entropy(x, of([1, 0]), ignore_index=1, reduction="sum").backward()
    assert np.isnan(nnlite.cross_entropy(x, of([-100, -100])).item())


@pytest.mark.parametrize("dtype", ["int64", "int32", "uint8"])
def test_labels_may_be_any_integers(dtype):
    x = of([[1.0, 2.0], [3.0, 4.0]])
    want = nnlite.cross_entropy(x, of([0, 1])).item()
    assert nnlite.cross_entropy(x, of([0, 1], dtype)).item() == want


def test_bad_labels_and_shapes():
    x = of(np.zeros((2, 3), "f4"))
    with pytest.raises(IndexError, match="label 3 in row 1 .* 3 classes"):
        nnlite.cross_entropy(x, of([0, 3]))
    with pytest.raises(IndexError, match="label -1 in row 0"):
        nnlite.nll_loss(x, of([-1, 0]))
    with pytest.raises(ValueError, match=r"target has shape \(3,\)"):
        nnlite.cross_entropy(x, of([0, 1, 2]))
    with pytest.raises(ValueError, match=r"weight has shape \(2,\)"):
        nnlite.cross_entropy(x, of([0, 1]), of([1.0, 2.0]))
    with pytest.raises(ValueError, match="'median'.*'mean'"):
        nnlite.cross_entropy(x, of([0, 1]), reduction="median")
    with pytest.raises(ValueError, match="label_smoothing is 2"):
        nnlite.cross_entropy(x, of([0, 1]), label_smoothing=2.0)
    with pytest.raises(ValueError, match="empty"):
        nnlite.cross_entropy(of(np.zeros((0, 3))), of(np.zeros(0, "i8")))
    with pytest.raises(TypeError, match="labels must be integers"):
        nnlite.cross_entropy(x, of([0.0, 1.0]))
    with pytest.raises(IndexError, match="softmax: axis 2"):
        nnlite.softmax(x, 2)


def test_same_bits_on_any_number_of_threads():
    rng = np.random.default_rng(0)
    x = of(rng.normal(size=(4000, 50)).astype("f4")).requires_grad_()
    y = of(rng.integers(0, 50, 4000))
    before, results = nnlite.get_num_threads(), []
    for threads in (1, 2, 3, 4):
        nnlite.set_num_threads(threads)
        loss = nnlite.cross_entropy(x, y) + nnlite.softmax(x, 1).square().sum()
        (g,) = nnlite.grad([loss], [x])
        results.append((loss.item(), np.asarray(g).tobytes()))
    nnlite.set_num_threads(before)
    assert results.count(results[0]) == 4
