"""Captured equals eager where memory is shared, changed in place, or held from step to step."""

import gc
import signal
import threading
import weakref

import numpy as np
import pytest

import nnlite
from compile.rows_gradients import ROWS
from nnlite import nn, optim


def bits(found):
    """What was observed, so that == compares bits, shapes and dtypes."""
    if isinstance(found, nnlite.Tensor):
        return found.shape, str(found.dtype), found.detach().numpy().tobytes()
    if isinstance(found, dict):
        return {name: bits(value) for name, value in found.items()}
    if isinstance(found, (list, tuple)):
        return [bits(value) for value in found]
    return found


@pytest.mark.parametrize("make", ROWS.values(), ids=ROWS)
def test_captured_equals_eager(make):
    found = []
    for c in (nnlite.compile, lambda function: function):
        nnlite.manual_seed(0)
        call = make(c)
        found.append([bits(call(i)) for i in range(5)])
    for i, (captured, eager) in enumerate(zip(*found, strict=True)):
        assert captured == eager, f"call {i}"


def test_a_change_of_an_argument_is_seen_by_graphs_outside():
    def change(x):
        x += 1

    change = nnlite.compile(change)
    w = nnlite.ones(3, requires_grad=True)
    for _ in range(3):
        x = nnlite.ones(3)
        y = (w * x).sum()
        change(x)
        with pytest.raises(RuntimeError, match="in place"):
            y.backward()


def test_a_graph_is_never_cut_in_silence():
    step = nnlite.compile(lambda x: (x * 2).sum().backward())
    step(nnlite.ones(2, requires_grad=True))
    with pytest.raises(nnlite.CaptureError, match="detach"):
        step(nnlite.ones(2, requires_grad=True) * 1)


def test_a_refusal_says_what_has_changed():
    model = nn.Linear(3, 3)
    optimizer = optim.SGD(model.parameters(), lr=0.1)

    @nnlite.compile
    def step(x):
        loss = model(x).sum()
        loss.backward()
        optimizer.step()
        return loss.item()

    with pytest.raises(nnlite.CaptureError, match="already changed"):
        step(nnlite.ones(2, 3))


def test_numpy_arrays_are_arguments():
    double = nnlite.compile(lambda x: x * 2)
    fixed = np.arange(3.0)
    fixed.flags.writeable = False
    arrays = [fixed, np.arange(6.0)[::-2], np.ones((2, 3), "f").T, np.zeros((0, 2)), np.arange(4)]
    for a in arrays * 2:
        np.testing.assert_array_equal(double(a).numpy(), a * 2)


def test_a_step_may_call_itself():
    calls = []

    def twice(x):
        calls.append(x)
        return step(x * 2) if len(calls) < 3 else x

    step = nnlite.compile(twice)
    assert step(nnlite.ones(2)).tolist() == [4, 4]
    assert step(nnlite.ones(2)).tolist() == [4, 4]


def test_a_step_is_a_method():
    class Scale:
        factor = 3

        @nnlite.compile
        def step(self, x):
            return x * self.factor

    for _ in range(2):
        assert Scale().step(nnlite.ones(2)).tolist() == [3, 3]


def test_steps_are_garbage_like_anything_else():
    class Owner:
        def __init__(self):
            self.model = nn.Linear(3, 3)
            self.step = nnlite.compile(self.take)

        def take(self, x):
            return self.model(x)

    owner = Owner()
    owner.step(nnlite.ones(2, 3))
    gone = weakref.ref(owner)
    del owner
    gc.collect()
    assert gone() is None


def test_other_values_do_not_pile_up():
    calls = []

    def scale(x, k):
        calls.append(k)
        return x * k

    step = nnlite.compile(scale)
    for k in range(40):
        step(nnlite.ones(1), k)
    step(nnlite.ones(1), 39)
    step(nnlite.ones(1), 0)
    assert calls == [*range(40), 0]


def test_run_refuses_results_that_change_shape():
    step = nnlite.compile(lambda x: x * 1)
    loader = nnlite.DataLoader(np.arange(7, dtype="float32"), batch_size=3)
    with pytest.raises(ValueError, match="step 2"):
        step.run(loader)


def test_interrupts_stop_between_steps():
    model = nn.Linear(64, 64)
    optimizer = optim.SGD(model.parameters(), lr=1e-3)

    @nnlite.compile
    def step(x):
        loss = (model(x) ** 2).mean()
        loss.backward()
        optimizer.step()
        return loss

    loader = nnlite.DataLoader(nnlite.ones(64, 64), batch_size=64)
    main = threading.main_thread().ident
    timer = threading.Timer(0.2, signal.pthread_kill, (main, signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        step.run(loader, steps=10**7)
    taken = optimizer.steps
    assert taken > 0
    step.run(loader, steps=3)
    assert optimizer.steps == taken + 3
