"""Runs of a comparison: a run against its loop written by hand, and runs beside each other."""

import os
import signal
import sys
import threading
import time

import numpy as np
import pytest

import nnlite
from nnlite import nn
from nnlite.app import RunSpec, compare, train_once
from nnlite.app.network import build_network
from nnlite.app.optimizers import OPTIMIZERS, all_optimizers, optimizer_row
from nnlite.data import Dataset, load

RNG = np.random.default_rng(2)
X = RNG.normal(size=(70, 3)).astype("f4")
NUMBERS = Dataset("numbers", X[:50], X[:50, :1] ** 2, X[50:], X[50:, :1] ** 2)


def by_hand(spec, data):
    """The loss of every step, and the network."""
    nnlite.manual_seed(spec.seed)
    model = build_network(spec.layers)
    loss = nn.CrossEntropyLoss() if data.classes else nn.MSELoss()
    optimizer = optimizer_row(spec.optimizer).build(model.parameters(), spec.lr)
    loader = nnlite.DataLoader(
        data.x_train, data.y_train, batch_size=spec.batch_size, shuffle=True, seed=spec.seed
    )
    losses = []
    while len(losses) < spec.steps:
        for x, y in loader:
            optimizer.zero_grad()
            value = loss(model(x), y)
            value.backward()
            optimizer.step()
            losses.append(value.item())
            if len(losses) == spec.steps:
                break
    return losses, model, loss


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("data", [load("moons"), NUMBERS], ids=lambda data: data.name)
def test_a_run_is_its_loop_by_hand(data, optimizer):
    layers = (data.inputs, 16, data.outputs)
    spec = RunSpec(optimizer, 0.01, 3, steps=101, batch_size=16, layers=layers)
    result = train_once(spec, data)
    losses, model, loss = by_hand(spec, data)
    assert (result.steps, result.diverged) == (101, False)
    assert result.curve["batch_loss"] == losses
    x, y = nnlite.tensor(data.x_val), nnlite.tensor(data.y_val)
    assert result.val_loss == loss(model(x), y).item()
    if data.classes:
        assert result.val_accuracy == (model(x).argmax(1).numpy() == data.y_val).mean()
    assert result.curve["eval_step"] == sorted(set(result.curve["eval_step"]))
    assert result.curve["eval_step"][-1] == 101


def test_every_optimizer_is_known():
    rows = all_optimizers()
    assert {row.cls for row in rows.values()} == {info.name for info in nnlite.optim.list()}
    assert list(rows)[: len(OPTIMIZERS)] == list(OPTIMIZERS)
    for shade in (0, 1):
        assert len({row.colors[shade] for row in rows.values()}) == len(rows)
    for row in rows.values():
        assert row.lrs[0] < row.usual < row.lrs[-1] and len(row.lrs) == 7
        assert row.build([nnlite.ones(2, requires_grad=True)], row.usual).lr == row.usual


def test_any_optimizer_can_be_compared():
    short = {"steps": 3, "seeds": 1, "lrs": [0.01], "jobs": 1}
    assert compare(NUMBERS, optimizers=["Lion", "sgd"], **short).optimizers == ("lion", "sgd")
    every = [r.optimizer for r in compare(NUMBERS, optimizers="all", **short).results]
    assert every == list(all_optimizers())
    assert len(compare(NUMBERS, **short).results) == len(OPTIMIZERS)


def test_a_run_that_diverges_ends():
    spec = RunSpec("sgd", 1e8, 0, steps=2000, batch_size=16, layers=(3, 16, 1))
    result = train_once(spec, NUMBERS)
    assert result.diverged
    assert result.steps < 2000
    assert result.to_dict()["val_loss"] is None


def test_numbers_do_not_depend_on_jobs():
    told = []

    def progress(done, total, result):
        told.append((done, total, result))

    def run(jobs, progress=None):
        found = compare(
            NUMBERS, optimizers=["sgd", "adam"], steps=30, seeds=2, lrs=[0.01, 0.1], jobs=jobs,
            progress=progress,
        )  # fmt: skip
        return [{**r.to_dict(), "seconds": 0} for r in found.results]

    expected = run(1)
    assert run(3, progress) == expected
    assert [(done, total) for done, total, _ in told] == [(i, 8) for i in range(9)]
    assert told[0][2] is None
    assert len({(r.optimizer, r.lr, r.seed) for _, _, r in told[1:]}) == 8


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_stops_every_run():
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    began, threads = time.monotonic(), threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        compare(NUMBERS, optimizers=["sgd"], steps=10**7, seeds=4, lrs=[0.01], jobs=2)
    assert time.monotonic() - began < 10
    assert threading.active_count() <= threads


def test_what_a_run_raises_ends_the_comparison():
    def fails(done, total, result):
        if done == 2:
            raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        compare(NUMBERS, optimizers=["sgd"], steps=5, seeds=9, lrs=[0.01], progress=fails)
    broken = Dataset("broken", X[:50], np.full(50, 7), X[50:], np.full(20, 7), ("a", "b"))
    with pytest.raises(IndexError, match="label 7"):
        compare(broken, optimizers=["sgd"], steps=5, seeds=2, lrs=[0.01])
