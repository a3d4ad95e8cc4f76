"""ctc_loss: layouts, lengths, what has no alignment, and what is no label."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
import nnlite.nn.functional as F
from nnlite import nn
from ops.rows_ctc import by_all_paths


def log_probs(*shape, seed=0, dtype="float64"):
    x = np.random.default_rng(seed).normal(size=shape)
    return nnlite.log_softmax(nnlite.tensor(x, dtype=dtype), -1)


def test_both_layouts_have_the_same_bits():
    x = log_probs(12, 3, 5)
    rows = nnlite.tensor([[1, 2, 2, 9], [4, 9, 9, 9], [3, 1, 4, 1]])
    joined = nnlite.tensor([1, 2, 2, 4, 3, 1, 4, 1])
    times, counts = nnlite.tensor([12, 3, 9]), nnlite.tensor([3, 1, 4])
    found = []
    for labels in (rows, joined):
        leaf = x.detach().requires_grad_()
        loss = F.ctc_loss(leaf, labels, times, counts, reduction="none")
        loss.sum().backward()
        found.append((loss.tolist(), leaf.grad.numpy().tobytes()))
    assert found[0] == found[1]
    assert not leaf.grad[3:, 1].numpy().any()  # steps beyond a sequence


def test_one_sequence_needs_no_batch():
    x, labels = log_probs(5, 3), nnlite.tensor([1, 2])
    one = F.ctc_loss(x, labels, nnlite.tensor(5), nnlite.tensor(2), reduction="none")
    assert one.shape == ()
    want = by_all_paths(x.numpy(), [1, 2], 0)
    np.testing.assert_allclose(one.item(), want, 1e-12)
    batch = F.ctc_loss(x[:, None], labels[None], [5], [2], reduction="none")
    assert batch.tolist() == [one.item()]


@pytest.mark.parametrize("zero", [False, True])
def test_too_few_steps(zero):
    logits = nnlite.tensor(np.zeros((4, 2, 3)), requires_grad=True)
    x = nnlite.log_softmax(logits, 2)
    # "1 1" needs a blank between: three steps.
    loss = F.ctc_loss(
        x, nnlite.tensor([[1, 1], [1, 2]]), [2, 4], [2, 2], reduction="none", zero_infinity=zero
    )
    assert loss[0].item() == (0 if zero else np.inf) and np.isfinite(loss[1].item())
    (g,) = nnlite.grad(loss.sum(), x, create_graph=True)
    (second,) = nnlite.grad(g.square().sum(), x)
    for t in (g.detach(), second):
        assert np.isfinite(t[:, 1].numpy()).all() and t[:, 1].numpy().any()
        assert (t[:2, 0] == 0).all().item() if zero else np.isnan(t[:2, 0].numpy()).all()
        assert not t[2:, 0].numpy().any()


def test_nothing_to_say_and_no_time():
    x = log_probs(3, 2, 4)
    loss = F.ctc_loss(x, nnlite.zeros((2, 0), dtype="int64"), [3, 0], [0, 0], reduction="none")
    np.testing.assert_allclose(loss.tolist(), [-x.numpy()[:, 0, 0].sum(), 0], 1e-12)
    assert F.ctc_loss(x, nnlite.zeros((2, 0), dtype="int64"), [3, 0], [0, 0]).item() > 0


def test_classes_that_cannot_be():
    x = nnlite.tensor([[[-np.inf, 0.0]], [[0.0, -np.inf]]], requires_grad=True)
    loss = F.ctc_loss(x, nnlite.tensor([[1]]), [2], [1])
    loss.backward()
    assert loss.item() == 0
    np.testing.assert_array_equal(x.grad[:, 0].numpy(), [[0, -1], [-1, 0]])


def test_long_sequences_keep_their_digits():
    single, double = (log_probs(800, 2, 30, dtype=d) for d in ("float32", "float64"))
    labels = np.random.default_rng(1).integers(1, 30, (2, 90))
    grads = []
    for x in (single, double):
        leaf = x.detach().requires_grad_()
        F.ctc_loss(leaf, nnlite.tensor(labels), [800, 700], [90, 80]).backward()
        grads.append(leaf.grad.numpy())
    assert grads[0].dtype == np.float32
    np.testing.assert_allclose(*grads, rtol=2e-4, atol=1e-9)
    # The probabilities of each step sum to 1.
    np.testing.assert_allclose(
        grads[1].sum(2)[:700], -1 / 2 / np.array([90, 80]) + np.zeros((700, 2)), 1e-9
    )


def test_captured_steps_read_new_labels():
    x = log_probs(6, 2, 4)
    labels, times, counts = nnlite.tensor([[1, 2], [3, 3]]), [6, 5], nnlite.tensor([2, 2])
    times = nnlite.tensor(times)
    step = nnlite.compile(lambda *given: F.ctc_loss(*given, reduction="none"))
    for shift in (0, 1):
        given = (x, labels % 3 + 1 if shift else labels, times - shift, counts - shift)
        assert step(*given).tolist() == F.ctc_loss(*given, reduction="none").tolist()
    assert step.plan.runs == 1
    with pytest.raises(IndexError, match="label 9 of sample 1"):
        step(x, labels + nnlite.tensor([[0], [6]]), times, counts)


def test_three_times_is_too_often():
    x = log_probs(3, 1, 3).detach().requires_grad_()
    (g,) = nnlite.grad(F.ctc_loss(x, nnlite.tensor([[1]]), [3], [1]), x, create_graph=True)
    (h,) = nnlite.grad(g.square().sum(), x, create_graph=True)
    with pytest.raises(RuntimeError, match="differentiated twice"):
        h.sum().backward()


X = nnlite.zeros((4, 2, 3))
ROWS = nnlite.tensor([[1, 2], [2, 1]])


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: F.ctc_loss(X, ROWS, [4, 5], [2, 2]), ValueError, "input length 5 of sample 1"),
        (lambda: F.ctc_loss(X, ROWS, [4, 4], [2, 3]), ValueError, "target length 3 of sample 1"),
        (lambda: F.ctc_loss(X, ROWS, [4], [2, 2]), ValueError, r"input_lengths has shape \(1,\)"),
        (lambda: F.ctc_loss(X, ROWS, [4, 4], [1.5, 2]), TypeError, "must be integers"),
        (
            lambda: F.ctc_loss(X, ROWS.reshape(4), [4, 4], [2, 1]),
            ValueError,
            "target lengths add up to 3 but there are 4 labels",
        ),
        (lambda: F.ctc_loss(X, ROWS + 1, [4, 4], [2, 2]), IndexError, "label 3 of sample 0"),
        (lambda: F.ctc_loss(X, ROWS * 0, [4, 4], [2, 2]), IndexError, "without the blank, 0"),
        (lambda: F.ctc_loss(X, ROWS, [4, 4], [2, 2], 3), ValueError, "blank is 3"),
        (lambda: nn.CTCLoss(-1), ValueError, "CTCLoss: blank is -1"),
        (lambda: F.ctc_loss(X[0, 0], ROWS, [4, 4], [2, 2]), ValueError, r"shape \(3,\)"),
        (
            lambda: F.ctc_loss(X, ROWS[:1], [4, 4], [2, 2]),
            ValueError,
            r"targets has shape \(1, 2\)",
        ),
        (lambda: F.ctc_loss(X, ROWS.float(), [4, 4], [2, 2]), TypeError, "must be integers"),
        (lambda: F.ctc_loss(ROWS, ROWS, [4, 4], [2, 2]), TypeError, "log_probs must be float32"),
        (lambda: F.ctc_loss(X[:, :0], ROWS[:0], [], []), ValueError, "the batch is empty"),
        (lambda: nn.CTCLoss()(X, ROWS), TypeError, "input_lengths"),
    ],
)
def test_wrong_input(call, error, message):
    with pytest.raises(error, match=message):
        call()
