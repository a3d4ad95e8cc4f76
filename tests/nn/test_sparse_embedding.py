"""Gradients of tables as rows: what they hold, the optimizers that take them, their cost."""

from __future__ import annotations

import mmap
import resource
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nnlite
import nnlite.nn.functional as F
from nnlite import nn, optim


def numbers(*shape, seed=0):
    return np.random.default_rng(seed).normal(0, 1, shape)


def table(rows=9, columns=4, dtype="float64", seed=0):
    return nnlite.tensor(numbers(rows, columns, seed=seed), dtype=dtype, requires_grad=True)


def batches(count=6, size=7, rows=9):
    rng = np.random.default_rng(3)
    return [nnlite.tensor(rng.integers(0, rows, size)) for _ in range(count)]


def squares(w, at, sparse=True, **options):
    return (F.embedding(at, w, sparse=sparse, **options).tanh() ** 2).sum()


@settings(max_examples=40, deadline=None)
@given(
    index=st.lists(st.integers(0, 2000), max_size=30),
    padding=st.one_of(st.none(), st.integers(0, 2000)),
    frequency=st.booleans(),
    columns=st.integers(1, 70),
    dtype=st.sampled_from(["float32", "float64"]),
)
def test_each_row_once_in_order(index, padding, frequency, columns, dtype):
    weight = nnlite.zeros(2001, columns, dtype=dtype, requires_grad=True)
    g = numbers(len(index), columns).astype(dtype)
    at = nnlite.tensor(np.array(index, dtype=np.int64))
    y = F.embedding(at, weight, padding, scale_grad_by_freq=frequency, sparse=True)
    y.backward(nnlite.tensor(g))
    found = weight.sparse_grad
    rows = sorted(set(index) - {padding})
    assert found.rows.tolist() == rows
    assert found.shape == (2001, columns) and found.values.shape == (len(rows), columns)
    for row, value in zip(rows, found.values.numpy(), strict=True):
        places = [k for k, i in enumerate(index) if i == row]
        want = g[places].astype("float64").sum(0) / (len(places) if frequency else 1)
        np.testing.assert_allclose(value, want, 1e-5 if dtype == "float32" else 1e-12, 1e-6)


@pytest.mark.parametrize("mode", ["sum", "mean"])
def test_bags(mode):
    index, starts = nnlite.tensor([5, 1, 5, 0, 8]), nnlite.tensor([0, 2, 2])
    factors = nnlite.tensor(numbers(5, seed=1)) if mode == "sum" else None
    found = []
    for sparse in (False, True):
        w = table()
        y = F.embedding_bag(index, w, starts, mode=mode, sparse=sparse, per_sample_weights=factors)
        (y**2).sum().backward()
        found.append(w.sparse_grad.to_dense() if sparse else w.grad)
    np.testing.assert_allclose(found[1], found[0], 1e-12)
    with pytest.raises(ValueError, match="leave out sparse"):
        F.embedding_bag(index, table(), starts, mode="max", sparse=True)


def test_layers_and_their_words():
    layer = nn.Embedding(5, 2, sparse=True)
    assert layer.sparse and "sparse=True" in repr(layer) and not nn.Embedding(5, 2).sparse
    bag = nn.EmbeddingBag(5, 2, sparse=True)
    for m, args in ((layer, ([1, 1],)), (bag, ([1, 1], [0]))):
        m(*map(nnlite.tensor, args)).sum().backward()
        assert repr(m.weight.sparse_grad) == "SparseGradient(rows=[1], shape=(5, 2))"
        with pytest.raises(RuntimeError, match="sparse_grad"):
            m.weight.grad  # noqa: B018
        m.zero_grad()
        assert m.weight.sparse_grad is None and m.weight.grad is None
    assert nn.Embedding.from_pretrained(layer.weight.detach(), sparse=True).sparse


def test_what_meets_in_one_leaf():
    """Two uses are rows of both; a use of the whole table makes it an ordinary gradient."""
    one, two = nnlite.tensor([1, 7, 1]), nnlite.tensor([[0, 7]])
    uses = {
        "two": lambda w, s: squares(w, one, s) + squares(w, two, s),
        "tied": lambda w, s: squares(w, one, s) + (w**3).sum(),
    }
    for name, use in uses.items():
        w, v = table(), table()
        use(w, True).backward()
        use(v, False).backward()
        got = w.sparse_grad.to_dense() if name == "two" else w.grad
        np.testing.assert_allclose(got, v.grad, 1e-12)


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("second", [True, False])
def test_backward_adds_up(first, second):
    one, two = nnlite.tensor([1, 7, 1]), nnlite.tensor([0, 7])
    w, v = table(), table()
    for at, kind in ((one, first), (two, second)):
        squares(w, at, kind).backward()
        squares(v, at, False).backward()
    got = w.sparse_grad.to_dense() if first and second else w.grad
    np.testing.assert_allclose(got, v.grad, 1e-12)


def test_gradients_that_are_asked_for_are_ordinary():
    w = table()
    loss = squares(w, nnlite.tensor([2, 2, 3]))
    (g,) = nnlite.grad(loss, w, create_graph=True)
    assert g.shape == w.shape and w.grad is None
    second = nnlite.grad((g**2).sum(), w)[0]
    loss = squares(w, nnlite.tensor([2, 2, 3]), sparse=False)
    (g,) = nnlite.grad(loss, w, create_graph=True)
    np.testing.assert_allclose(second, nnlite.grad((g**2).sum(), w)[0], 1e-12)
    computed = table() * 1.0  # no leaf
    (g,) = nnlite.grad(squares(computed, nnlite.tensor([2])), computed)
    assert g.shape == computed.shape


# ---- optimizers ---------------------------------------------------------------------------------

EXACT = [
    ("SGD", {}),
    ("SGD", {"maximize": True, "clip_norm": 0.5}),
    ("SGD", {"clip_value": 0.1, "skip_nonfinite": True}),
    ("SGD", {"centralize": True}),
    ("SGD", {"accumulate": 2}),
    ("SGD", {"ema": 0.9, "lookahead": 2}),
    ("Adagrad", {}),
    ("Adagrad", {"lr_decay": 0.1, "initial_accumulator_value": 0.1}),
]


def train(method, options, sparse, compiled=False, state=None, steps=6, zero=False):
    w, other = table(seed=1), table(4, 4, seed=2)
    optimizer = getattr(optim, method)([w, other], lr=0.1, **options)
    if state:
        optimizer.load_state_dict(state)

    def step(at):
        if zero:
            optimizer.zero_grad()
        loss = (F.embedding(at, w, sparse=sparse) @ other).tanh().sum()
        loss.backward()
        optimizer.step()
        return loss

    run = nnlite.compile(step) if compiled else step
    losses = [run(at).item() for at in batches(steps)]
    return losses, w.detach().numpy().copy(), optimizer


@pytest.mark.parametrize(("method", "options"), EXACT, ids=str)
@pytest.mark.parametrize("compiled", [False, True])
def test_steps_of_rows_are_the_steps_of_the_table(method, options, compiled):
    want = train(method, options, sparse=False)
    got = train(method, options, sparse=True, compiled=compiled)
    np.testing.assert_allclose(got[0], want[0], 1e-12)
    np.testing.assert_allclose(got[1], want[1], 1e-12)


def lazy_adam(lr, betas, eps, power, steps=5):
    """Rows by themselves: averages move when their row is in the batch, t counts every step."""
    w = numbers(9, 4, seed=1)
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t, at in enumerate(batches(steps), 1):
        y = np.tanh(w)
        for r in set(at.tolist()):
            g = at.tolist().count(r) * 2 * y[r] * (1 - y[r] ** 2)
            m[r] = betas[0] * m[r] + (1 - betas[0]) * g
            v[r] = betas[1] * v[r] + (1 - betas[1]) * g * g
            scale = lr * (1 - betas[1] ** t) ** power / (1 - betas[0] ** t)
            w[r] -= scale * m[r] / (v[r] ** power + eps)
    return w


@pytest.mark.parametrize("power", [0.5, 1.0])
def test_sparse_adam_moves_the_rows_of_the_batch(power):
    w = table(seed=1)
    optimizer = optim.SparseAdam([w], lr=0.05, betas=(0.8, 0.95), eps=1e-4, power=power)
    for at in batches(5):
        squares(w, at).backward()
        optimizer.step()
    want = lazy_adam(0.05, (0.8, 0.95), 1e-4, power)
    np.testing.assert_allclose(w.detach(), want, 1e-10)


@pytest.mark.parametrize("method", ["SGD", "Adagrad", "SparseAdam"])
@pytest.mark.parametrize("zero", [False, True])
def test_captured_threads_and_resumed_are_the_same_bits(method, zero):
    threads = nnlite.get_num_threads()
    want = train(method, {"clip_norm": 0.7}, sparse=True, zero=zero)
    try:
        for count in (1, 3):
            nnlite.set_num_threads(count)
            for compiled in (False, True):
                got = train(method, {"clip_norm": 0.7}, True, compiled, zero=zero)
                assert got[0] == want[0]
                np.testing.assert_array_equal(got[1], want[1])
    finally:
        nnlite.set_num_threads(threads)
    _, w, before = train(method, {}, sparse=True, steps=3)
    _, _, after = train(method, {}, sparse=True, state=before.state_dict(), steps=0)
    assert str(after.state_dict()) == str(before.state_dict()) and np.isfinite(w).all()


REFUSED = [
    ("Adam", {}, "every row moves"),
    ("AdamW", {}, "every row moves"),
    ("Muon", {}, "every row moves"),
    ("SGD", {"momentum": 0.9}, "momentum moves every row"),
    ("Adagrad", {"weight_decay": 0.1}, "weight_decay moves every row"),
    ("SparseAdam", {"agc": 0.1}, "agc knows no gradients of rows"),
]


@pytest.mark.parametrize(("method", "options", "words"), REFUSED, ids=str)
def test_other_rules_say_what_to_do(method, options, words):
    layer = nn.Embedding(9, 4, sparse=True)
    before = layer.weight.detach().numpy().copy()
    optimizer = getattr(optim, method)(layer.parameters(), lr=0.1, **options)
    layer(nnlite.tensor([1, 2])).sum().backward()
    with pytest.raises(ValueError, match=f"'weight' is rows.*{words}.*sparse=False"):
        optimizer.step()
    np.testing.assert_array_equal(layer.weight.detach(), before)


def test_closures_that_need_whole_gradients_say_so():
    w = table()

    def closure():
        loss = squares(w, nnlite.tensor([1, 2]))
        loss.backward()
        return loss

    with pytest.raises(ValueError, match="sam moves every row"):
        optim.SGD([w], lr=0.1, sam=0.1).step(closure)
    w.grad = None
    with pytest.raises(ValueError, match="every row moves"):
        optim.LBFGS([w]).step(closure)


def test_helpers_take_rows():
    w, v = table(), table()
    for t, sparse in ((w, True), (v, False)):
        squares(t, nnlite.tensor([1, 2, 1]), sparse).backward()
        total = nn.utils.clip_grad_norm_([t], 0.3)
        assert total.item() > 0.3
        nn.utils.clip_grad_value_([t], 0.1)
    np.testing.assert_allclose(w.sparse_grad.to_dense(), v.grad, 1e-12)
    layer = nn.Embedding(5, 2, sparse=True)
    layer(nnlite.tensor([3])).sum().backward()
    layer.double()
    assert layer.weight.sparse_grad.values.dtype == nnlite.float64


# ---- compiled steps -----------------------------------------------------------------------------


def test_backward_alone_is_captured():
    """What a step leaves is what the next finds: replaced, added to, or cleared by zero_grad()."""
    layer = nn.Embedding(9, 4, sparse=True, dtype="float64")
    twin = table()
    layer.load_state_dict({"weight": twin.detach()})

    def backward(at):
        layer.zero_grad()
        squares(layer.weight, at).backward()
        return squares(layer.weight, at).detach()

    run = nnlite.compile(backward)
    for at in batches(5):
        run(at)
        twin.grad = None
        squares(twin, at, sparse=False).backward()
        np.testing.assert_allclose(layer.weight.sparse_grad.to_dense(), twin.grad, 1e-12)
    assert run.explain().startswith("1 plan.")


def test_rows_that_are_held_are_added_to_in_a_captured_step():
    layer = nn.Embedding(9, 4, sparse=True, dtype="float64")
    twin = nnlite.tensor(layer.weight.detach().numpy().copy(), requires_grad=True)
    run = nnlite.compile(lambda at: squares(layer.weight, at).backward())
    one, two = batches(2)
    for _ in range(4):
        layer.zero_grad()
        twin.grad = None
        for at in (one, two):
            run(at)
            squares(twin, at, sparse=False).backward()
        np.testing.assert_allclose(layer.weight.sparse_grad.to_dense(), twin.grad, 1e-12)


def test_what_was_read_stays():
    """The rows of a captured step lie in its memory; those that a user has are a copy."""
    layer = nn.Embedding(9, 4, sparse=True)
    optimizer = optim.SGD(layer.parameters(), lr=0.1)

    @nnlite.compile
    def step(at):
        squares(layer.weight, at).backward()
        optimizer.step()

    step(nnlite.tensor([1, 2]))
    step(nnlite.tensor([3, 4]))
    kept = layer.weight.sparse_grad
    step(nnlite.tensor([5, 6]))
    assert kept.rows.tolist() == [3, 4]
    assert layer.weight.sparse_grad.rows.tolist() == [5, 6]


def test_a_frozen_table_is_frozen_in_the_next_step():
    layer = nn.Embedding(9, 4, sparse=True)
    optimizer = optim.SGD(layer.parameters(), lr=0.1)
    head = nn.Linear(4, 1)

    @nnlite.compile
    def step(at):
        head(layer(at)).sum().backward()
        optimizer.step()

    for _ in range(3):
        step(nnlite.tensor([1, 2]))
    layer.weight.requires_grad_(False)
    before = layer.weight.numpy().copy()
    step(nnlite.tensor([1, 2]))
    np.testing.assert_array_equal(layer.weight, before)


def test_the_trainer_and_the_monitor_take_rows():
    model = nn.Sequential(nn.Embedding(20, 4, sparse=True), nn.Flatten(), nn.Linear(12, 1))
    x = np.random.default_rng(0).integers(0, 20, (64, 3))
    y = np.sin(x.sum(1, keepdims=True)).astype("float32")
    trainer = nnlite.Trainer(model, nn.MSELoss(), optim.SparseAdam(model.parameters(), lr=0.05))
    monitor = nnlite.Monitor(every=1)
    history = trainer.fit((x, y), epochs=8, callbacks=[monitor])
    assert history["train_loss"][-1] < history["train_loss"][0]
    assert np.isfinite(monitor.gradient_norm["0.weight"]).all()
    kept = model[0].weight.detach().numpy().copy()
    nnlite.lr_find(trainer, (x, y), steps=20)
    np.testing.assert_array_equal(model[0].weight.detach(), kept)


# ---- what it costs ------------------------------------------------------------------------------


def resident():
    """Bytes of this process in memory."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("compiled", [False, True])
def test_neither_memory_nor_work_grows_with_the_table(compiled):
    """Of a table of 4 GiB, of which no page exists before it is written, few come into being."""
    memory = mmap.mmap(-1, 2**32)
    memory.madvise(mmap.MADV_NOHUGEPAGE)
    array = np.frombuffer(memory, "float32").reshape(2**24, 64)
    weight = nnlite.from_numpy(array).requires_grad_()
    optimizer = optim.SGD([weight], lr=1.0)
    rng = np.random.default_rng(0)

    def step(at):
        loss = F.embedding(at, weight, sparse=True).sum()
        loss.backward()
        optimizer.step()
        return loss

    run = nnlite.compile(step) if compiled else step
    before, held = resident(), nnlite.memory_stats()["in_use"]
    for _ in range(3):
        at = rng.integers(0, 2**24, 1000)
        run(nnlite.tensor(at))
        assert (weight.detach()[nnlite.tensor(at)] < 0).numpy().all()
    rows = 1000 * 64 * 4
    assert nnlite.memory_stats()["in_use"] - held < 20 * rows
    assert resident() - before < 64 * 2**20
