"""Processes and threads: children train, threads do not meet, memory does not grow."""

import gc
import hashlib
import multiprocessing
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim

CHILDREN = 100


def train(seed=0, epochs=2):
    """Weights, as bytes, after a short training that uses every kind of kernel and two threads."""
    nnlite.set_num_threads(2)
    nnlite.manual_seed(seed)
    x = nnlite.randn(256, 128)
    y = (x.sum(1) > 0).to("int64")
    model = nn.Sequential(
        nn.Linear(128, 256), nn.BatchNorm1d(256), nn.ReLU(), nn.Dropout(0.3), nn.Linear(256, 2)
    )
    trainer = nnlite.Trainer(model, nn.CrossEntropyLoss(), optim.Adam(model.parameters()))
    trainer.fit((x, y), epochs=epochs, batch_size=128)
    return b"".join(t.numpy().tobytes() for t in model.state_dict().values())


def child(queue):
    queue.put(train())


def resident():
    """Bytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def fresh(code, **environment):
    """What code prints in a process of its own."""
    here = str(Path(__file__).parent)
    begin = f"import sys; sys.path[:0] = {[here, *sys.path]!r}\n"
    done = subprocess.run(
        [sys.executable, "-c", begin + code],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(autouse=True)
def threads():
    before = nnlite.get_num_threads()
    yield
    nnlite.set_num_threads(before)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_forked_children_train_after_their_parent():
    expected = train()
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    for _ in range(CHILDREN):
        process = context.Process(target=child, args=(queue,))
        process.start()
        try:
            assert queue.get(timeout=20) == expected
        finally:
            process.join(5)
            process.kill()
    assert train() == expected


def test_a_fresh_process_finds_the_same_bits():
    digest = (
        "import hashlib; from test_processes import *; print(hashlib.sha256(train()).hexdigest())"
    )
    found = fresh(digest, NNLITE_NUM_THREADS="1")
    assert found.strip() == hashlib.sha256(train()).hexdigest()


def test_two_threads_train_two_models_at_once():
    expected = [train(seed) for seed in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(train, range(4))) == expected


def test_python_goes_on_during_long_work():
    x = nnlite.ones(1500, 1500)
    x @ x
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(1e-3)

    thread = threading.Thread(target=tick)
    thread.start()
    begin = time.perf_counter()
    for _ in range(5):
        x @ x
    end = time.perf_counter()
    done.set()
    thread.join()
    assert sum(begin < t < end for t in ticks) >= 3


# Memory is watched in a fresh process: here the heap breathes with the tests before.


def forward_passes():
    """A million of them, of which no gradient is asked."""
    model = nn.Sequential(nn.Linear(4, 3), nn.Tanh(), nn.Linear(3, 1))
    x = nnlite.ones(2, 4)
    for _ in range(1000):
        model(x)
    in_use, before = nnlite.memory_stats()["in_use"], resident()
    for _ in range(1_000_000):
        y = model(x)
    print(resident() - before)
    del y
    print(nnlite.memory_stats()["in_use"] - in_use)


def steps():
    """Training steps, every third of which fails in the middle."""
    model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
    optimizer, loss = optim.Adam(model.parameters()), nn.CrossEntropyLoss()
    x, y = nnlite.ones(5, 4), nnlite.zeros(5, dtype="int64")

    def step(i):
        optimizer.zero_grad()
        value = loss(model(x), y)
        if i % 3 == 0:
            with pytest.raises(ValueError, match="matmul"):
                (value * model(x)) @ x
            return
        value.backward()
        optimizer.step()

    def many(count):
        for i in range(count):
            step(i)
        gc.collect()
        return nnlite.memory_stats()["in_use"]

    in_use, before = many(1000), resident()
    in_use_then = many(19_999)
    print(resident() - before)
    print(in_use_then - in_use)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads /proc")
@pytest.mark.parametrize("work", [forward_passes, steps], ids=lambda work: work.__name__)
def test_memory_does_not_grow(work):
    grown, in_use = map(
        int, fresh(f"import test_processes; test_processes.{work.__name__}()").split()
    )
    assert grown < 2**20
    assert in_use == 0


def test_a_deep_graph_needs_no_deep_stack():
    x = nnlite.ones(3, requires_grad=True)
    y = x
    for _ in range(200_000):
        y = y + 1
    y.sum().backward()
    np.testing.assert_array_equal(x.grad, np.ones(3))
    z = x
    for _ in range(200_000):
        z = z * 1
    del z  # a graph of which nothing was computed backwards


def test_the_process_around_is_left_alone():
    code = """
import os, sys, locale, signal, threading, warnings
import numpy as np
before = (dict(os.environ), signal.getsignal(signal.SIGINT), np.geterr(), threading.active_count(),
          sys.getrecursionlimit(), warnings.filters[:], np.random.get_state()[1].tolist())
import nnlite
x = nnlite.randn(64, 64, requires_grad=True)
(x @ x).sum().backward()
after = (dict(os.environ), signal.getsignal(signal.SIGINT), np.geterr(), threading.active_count(),
         sys.getrecursionlimit(), warnings.filters[:], np.random.get_state()[1].tolist())
changed = {k for k in before[0].keys() | after[0].keys() if before[0].get(k) != after[0].get(k)}
assert not changed, changed
assert before[1:] == after[1:]
assert np.float32(1e-40) * np.float32(0.5) != 0  # denormals are numbers
assert 1e-310 / 2 != 0
"""
    fresh(code)
