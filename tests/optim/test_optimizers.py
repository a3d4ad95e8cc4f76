"""Every optimizer: its formula, and what must hold of all of them."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim
from optim.rows import ROWS, Row

STEPS = 60
rows = pytest.mark.parametrize("row", ROWS, ids=str)


def leaf(values):
    return nnlite.tensor(np.asarray(values, dtype=np.float64), requires_grad=True)


def make(row: Row, params, **more):
    return getattr(optim, row.cls)(params, **{**row.options, **more})


class Problem:
    """A noisy quadratic in n coordinates: every gradient depends on the weights and on the step."""

    def __init__(self, n=7, seed=0, noise=1.0):
        rng = np.random.default_rng(seed)
        self.start = rng.normal(size=n)
        self.scales = np.exp(rng.normal(size=n))
        self.noise = noise * rng.normal(size=(2 * STEPS, n))

    def gradient(self, w, t):
        return self.scales * w + self.noise[t]


def run(optimizer, w, problem, steps=STEPS, first=0):
    for t in range(first, first + steps):
        w.grad = nnlite.from_numpy(problem.gradient(np.array(w.detach()), t))
        optimizer.step()
    return np.array(w.detach())


@rows
def test_formula(row):
    problem, reference = Problem(), row.make()
    w, expected, gradients = leaf(problem.start), problem.start, []
    optimizer = make(row, [w])
    for t in range(1, STEPS + 1):
        gradients.append(problem.gradient(expected, t - 1))
        expected = reference(expected, gradients, t)
        run(optimizer, w, problem, 1, t - 1)
        np.testing.assert_allclose(np.asarray(w.detach()), expected, rtol=1e-10, atol=1e-12)
    assert optimizer.steps == STEPS


@rows
def test_float32_follows(row):
    problem = Problem(n=50)
    wide, narrow = leaf(problem.start), nnlite.tensor(problem.start.astype("f4"))
    narrow.requires_grad_()
    run(make(row, [wide]), wide, problem, 20)
    optimizer = make(row, [narrow])
    for t in range(20):
        g = problem.gradient(np.array(narrow.detach()).astype("f8"), t)
        narrow.grad = nnlite.from_numpy(g.astype("f4"))
        optimizer.step()
    np.testing.assert_allclose(np.asarray(narrow.detach()), np.asarray(wide.detach()), atol=2e-3)


@rows
def test_resume_is_exact(row):
    problem = Problem()
    w = leaf(problem.start)
    whole = run(make(row, [w], clip_norm=5, ema=0.9, lookahead=4), w, problem)
    w = leaf(problem.start)
    first = make(row, [w], clip_norm=5, ema=0.9, lookahead=4)
    half = run(first, w, problem, 30)
    state = {k: v.clone() if isinstance(v, nnlite.Tensor) else v
             for k, v in first.state_dict().items()}  # fmt: skip
    run(first, w, problem, 3, 30)  # what is saved does not move with the optimizer
    again = leaf(half)
    second = make(row, [again], clip_norm=5, ema=0.9, lookahead=4, lr=123)
    second.load_state_dict(state)
    assert second.lr == make(row, [leaf(half)]).lr
    rest = run(second, again, problem, 30, 30)
    assert rest.tobytes() == whole.tobytes()


@rows
def test_no_learning_rate_changes_nothing(row):
    problem = Problem()
    w = leaf(problem.start)
    more = {"weight_decay": 0} if row.options.get("decay_mode") == "decoupled_no_lr" else {}
    assert run(make(row, [w], lr=0, **more), w, problem, 5).tobytes() == problem.start.tobytes()


@rows
def test_zero_gradients_leave_weights(row):
    w = leaf(np.linspace(-1, 1, 5))
    pulls = {"ASGD": {"lambd": 0}}.get(row.cls, {})
    optimizer = make(row, [w], weight_decay=0, **pulls)
    for _ in range(3):
        w.grad = nnlite.zeros(5, dtype="float64")
        optimizer.step()
    assert np.array_equal(np.asarray(w.detach()), np.linspace(-1, 1, 5))


@rows
def test_permuted_coordinates(row):
    problem = Problem(n=33)
    order = np.random.default_rng(1).permutation(33)
    w = leaf(problem.start)
    plain = run(make(row, [w]), w, problem)
    problem.start, problem.scales = problem.start[order], problem.scales[order]
    problem.noise = problem.noise[:, order]
    w = leaf(problem.start)
    turned = run(make(row, [w]), w, problem)
    np.testing.assert_allclose(turned, plain[order], rtol=1e-13)


@rows
def test_same_bits_on_any_number_of_threads(row):
    problem = Problem(n=100_003)
    results, before = set(), nnlite.get_num_threads()
    try:
        for threads in (1, 2, 3, 4):
            nnlite.set_num_threads(threads)
            w = leaf(problem.start)
            results.add(run(make(row, [w], clip_norm=1), w, problem, 3).tobytes())
    finally:
        nnlite.set_num_threads(before)
    assert len(results) == 1


@pytest.mark.parametrize("row", [r for r in ROWS if r.elementwise], ids=str)
def test_layers_do_not_count_steps_twice(row):
    problem = Problem(n=12)
    w = leaf(problem.start)
    whole = run(make(row, [w]), w, problem, 10)
    parts = [leaf(p) for p in np.split(problem.start, 4)]
    optimizer = make(row, parts)
    for t in range(10):
        now = np.concatenate([np.array(p.detach()) for p in parts])
        for p, g in zip(parts, np.split(problem.gradient(now, t), 4), strict=True):
            p.grad = nnlite.from_numpy(g.copy())
        optimizer.step()
    assert np.concatenate([np.array(p.detach()) for p in parts]).tobytes() == whole.tobytes()


def test_a_network_learns():
    nnlite.manual_seed(3)
    rng = np.random.default_rng(3)
    x = rng.normal(size=(256, 2)).astype("f4")
    y = nnlite.from_numpy((x[:, 0] * x[:, 1] > 0).astype("i8"))
    model = nn.Sequential(nn.Linear(2, 32), nn.Tanh(), nn.Linear(32, 2))
    optimizer = optim.Adam(model.parameters(), lr=0.02)
    for _ in range(150):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(nnlite.from_numpy(x)), y)
        loss.backward()
        optimizer.step()
    assert loss.item() < 0.1


def test_tiny_numbers_are_flushed_in_the_step_alone():
    """States that decay into denormals would slow a step down; the caller's mode stays."""
    w = leaf([1.0])
    optimizer = optim.SGD([w], lr=1, momentum=0.5)
    w.grad = nnlite.from_numpy(np.array([1e-300]))
    optimizer.step()
    w.grad = nnlite.zeros(1, dtype="float64")
    for _ in range(60):
        optimizer.step()
    assert optimizer.state_dict()["0.momentum_buffer"].item() == 0
    assert np.array([1e-300]) * 1e-15 > 0
    assert (nnlite.tensor([1e-300], dtype="float64") * 1e-15).item() > 0
