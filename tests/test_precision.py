"""Products whose factors are rounded to bfloat16."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nnlite
from nnlite import nn, optim


def rounded(x: np.ndarray) -> np.ndarray:
    """To the nearest number with eight bits of mantissa, to even in the middle."""
    mantissa, exponent = np.frexp(x.astype("f4").astype("f8"))
    return np.ldexp(np.rint(mantissa * 256) / 256, exponent)


def scale_of(a, b):
    """What the rounding of sums may add, for each element."""
    return 1e-6 * (np.abs(a) @ np.abs(b)) + 1e-30


@given(
    m=st.integers(1, 70),
    n=st.integers(1, 70),
    k=st.integers(0, 40) | st.integers(250, 530),
    turned=st.tuples(st.booleans(), st.booleans()),
    stepped=st.booleans(),
    seed=st.integers(0, 99),
)
@settings(max_examples=60, deadline=None)
def test_products_are_those_of_rounded_factors(m, n, k, turned, stepped, seed):
    rng = np.random.default_rng(seed)
    a = rng.normal(size=(k, m) if turned[0] else (m, 2 * k if stepped else k)).astype("f4")
    b = rng.normal(size=(n, k) if turned[1] else (k, n)).astype("f4")
    left, right = nnlite.tensor(a), nnlite.tensor(b)
    if turned[0]:
        left, a = left.T, a.T
    elif stepped:
        left, a = left[:, ::2], a[:, ::2]
    if turned[1]:
        right, b = right.T, b.T
    with nnlite.float32_matmul_precision("medium"):
        found = (left @ right).numpy()
    a, b = rounded(a), rounded(b)
    assert (np.abs(found - a @ b) <= scale_of(a, b)).all()


def test_batches_bias_and_gradients_round():
    rng = np.random.default_rng(0)
    x, w, bias = (rng.normal(size=s).astype("f4") for s in ((3, 5, 20), (7, 20), (7,)))
    g = rng.normal(size=(3, 5, 7)).astype("f4")
    tensors = [nnlite.tensor(v, requires_grad=True) for v in (x, w, bias)]
    with nnlite.float32_matmul_precision("medium"):
        y = nn.functional.linear(*tensors)
        y.backward(nnlite.tensor(g))
    rx, rw, rg = rounded(x), rounded(w), rounded(g)
    np.testing.assert_allclose(y.detach(), rx @ rw.T + bias, rtol=1e-5, atol=1e-5)
    np.testing.assert_allclose(tensors[0].grad, rg @ rw, rtol=1e-5, atol=1e-5)
    expected = np.einsum("nik,nij->kj", rg, rx)
    np.testing.assert_allclose(tensors[1].grad, expected, rtol=1e-5, atol=1e-5)
    np.testing.assert_allclose(tensors[2].grad, g.sum((0, 1)), rtol=1e-5, atol=1e-5)
    batched = nnlite.tensor(x), nnlite.tensor(x).transpose(1, 2)
    with nnlite.float32_matmul_precision("medium"):
        z = batched[0] @ batched[1]
    np.testing.assert_allclose(z, rx @ rx.transpose(0, 2, 1), rtol=1e-5, atol=1e-5)


def test_other_numbers_are_as_they_were():
    x = nnlite.normal((9, 9), dtype="float64")
    i = nnlite.arange(9).reshape(3, 3)
    special = nnlite.tensor([[float("inf"), float("nan"), 1.0]])
    with nnlite.float32_matmul_precision("medium"):
        np.testing.assert_array_equal(x @ x, x.numpy() @ x.numpy())
        np.testing.assert_array_equal(i @ i, i.numpy() @ i.numpy())
        y = (special.T @ nnlite.ones((1, 1))).numpy()[:, 0]
    assert np.isinf(y[0]) and np.isnan(y[1]) and y[2] == 1


PROGRAM = """
import sys
import numpy as np
import nnlite
nnlite.set_num_threads(int(sys.argv[1]))
nnlite.manual_seed(0)
nnlite.set_float32_matmul_precision("medium")
x, w = nnlite.normal((300, 400)).requires_grad_(), nnlite.normal((400, 333)).requires_grad_()
(x @ w).square().mean().backward()
print(hash(x.grad.numpy().tobytes() + w.grad.numpy().tobytes()))
"""


def test_bits_do_not_depend_on_threads():
    def run(threads):
        command = [sys.executable, "-c", PROGRAM, str(threads)]
        env = {**os.environ, "PYTHONHASHSEED": "0"}
        return subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout

    assert len({run(threads) for threads in (1, 2, 3)}) == 1


def test_a_compiled_step_keeps_the_precision_it_was_captured_with():
    w = nnlite.normal((50, 50)).requires_grad_()

    @nnlite.compile
    def step(x):
        y = (x @ w).square().mean()
        y.backward()
        return y

    x = nnlite.normal((20, 50))
    exact = [step(x).item() for _ in range(2)]
    with nnlite.float32_matmul_precision("medium"):
        rough = [step(x).item() for _ in range(3)]
        eager = (x @ w).square().mean().item()
    assert exact[0] == exact[1] == step(x).item()
    assert rough[0] == rough[1] == rough[2] == eager != exact[0]


def test_it_is_the_threads_own():
    found = []
    with nnlite.float32_matmul_precision("medium"):
        other = threading.Thread(target=lambda: found.append(nnlite.get_float32_matmul_precision()))
        other.start()
        other.join()
        assert nnlite.get_float32_matmul_precision() == "medium"
    assert found == ["highest"] and nnlite.get_float32_matmul_precision() == "highest"


@pytest.mark.parametrize("compile", [False, True])
def test_a_trainer_trains_in_it(compile):
    def trained(precision):
        nnlite.manual_seed(0)
        rng = np.random.default_rng(0)
        x = rng.normal(size=(256, 8)).astype("f4")
        y = (x[:, :1] * x[:, 1:2] > 0).astype("i8")[:, 0]
        model = nn.Sequential(nn.Linear(8, 64), nn.ReLU(), nn.Linear(64, 2))
        rule = optim.Adam(model.parameters(), lr=0.01)
        trainer = nnlite.Trainer(model, nn.CrossEntropyLoss(), rule, precision=precision)
        history = trainer.fit((x, y), epochs=20, compile=compile, progress=False)
        assert model[0].weight.dtype == nnlite.float32
        assert nnlite.get_float32_matmul_precision() == "highest"
        return history["train_loss"], trainer.predict(x).numpy()

    exact, rough = trained("float32"), trained("bf16")
    assert exact[0] == trained(None)[0] and exact[0] != rough[0]
    assert rough[0][-1] < 0.25 and abs(rough[0][-1] - exact[0][-1]) < 0.05


def test_words_that_mean_nothing():
    with pytest.raises(ValueError, match="'bf16' is not one of 'highest', 'high', 'medium'"):
        nnlite.set_float32_matmul_precision("bf16")
    with pytest.raises(ValueError, match="not one of"):
        nnlite.float32_matmul_precision("low")
    with pytest.raises(ValueError, match="'float32' or 'bf16'"):
        nnlite.Trainer(None, None, None, precision="fp16")
