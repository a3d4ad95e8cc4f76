"""train_many: every copy against the same training alone, and how all of them are stopped."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim

RNG = np.random.default_rng(11)
X = RNG.normal(size=(90, 6)).astype("f4")
Y = (X[:, 0] * X[:, 1] > 0).astype("i8")
SEEDS, LRS = (0, 1, 7), (0.003, 0.1)


@pytest.fixture(autouse=True)
def threads():
    before = nnlite.get_num_threads()
    yield
    nnlite.set_num_threads(before)


def build(lr=0.01, width=16, loss=None, model=None):
    model = model or nn.Sequential(
        nn.Linear(6, width), nn.BatchNorm1d(width), nn.ReLU(), nn.Dropout(0.3), nn.Linear(width, 2)
    )
    return nnlite.Trainer(model, loss or nn.CrossEntropyLoss(), optim.Adam(model.parameters(), lr))


def alone(seed, lr, build=build, **options):
    nnlite.manual_seed(seed)
    trainer = build() if lr is None else build(lr)
    return trainer, trainer.fit(seed=seed, **options)


def check_same(copy, trainer, history):
    """To the bit, but for the time it took."""
    assert copy.history is not history
    assert copy.history.keys() == history.keys()
    for name in history.keys() - {"seconds"}:
        assert copy.history[name] == history[name], name
    assert copy.history.best_epoch == history.best_epoch
    assert copy.history.stopped_early == history.stopped_early
    assert copy.trainer.optimizer.steps == trainer.optimizer.steps
    mine, its = copy.trainer.model.state_dict(), trainer.model.state_dict()
    assert mine.keys() == its.keys()
    for name, value in its.items():
        np.testing.assert_array_equal(mine[name], value)


# ---- the same bits as alone ------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 3, 8])
@pytest.mark.parametrize("compile", [True, False])
def test_a_copy_has_the_bits_of_the_training_alone(count, compile):
    options = {"validation": (X, Y), "epochs": 4, "batch_size": 16, "metrics": ["accuracy"]}
    nnlite.set_num_threads(count)
    found = nnlite.train_many(build, (X, Y), seeds=SEEDS, lrs=LRS, compile=compile, **options)
    assert [(c.seed, c.lr) for c in found] == [(s, lr) for s in SEEDS for lr in LRS]
    nnlite.set_num_threads(2)
    for copy in found:
        check_same(copy, *alone(copy.seed, copy.lr, data=(X, Y), **options))
    assert len({tuple(c.history["train_loss"]) for c in found}) == len(found)


def test_work_that_alone_is_split_over_threads():
    x, y = RNG.normal(size=(512, 6)).astype("f4"), RNG.integers(0, 2, 512)
    nnlite.set_num_threads(4)
    options = {"epochs": 2, "batch_size": 256, "data": (x, y)}

    def wide():
        return build(width=700)

    for copy in nnlite.train_many(wide, seeds=range(3), **options):
        assert copy.lr is None
        check_same(copy, *alone(copy.seed, None, wide, **options))


def test_options_are_those_of_fit():
    options = {"validation": (X[:40], Y[:40]), "epochs": 60, "patience": 2, "min_delta": 1e-3}
    options |= {"monitor": "val_accuracy", "mode": "max", "metrics": ["accuracy", error_rate]}
    options |= {"shuffle": False, "data": (X, Y)}
    found = nnlite.train_many(build, seeds=[3, 4], lrs=[0.05], **options)
    assert any(copy.history.stopped_early for copy in found)
    for copy in found:
        check_same(copy, *alone(copy.seed, copy.lr, **options))


class Watch(nnlite.Callback):
    """Notes every third step, draws a random number, stops after an epoch."""

    every = 3

    def __init__(self, epochs=10**9):
        self.epochs, self.seen = epochs, []

    def on_step_end(self, trainer, loss):
        self.seen.append((trainer.optimizer.steps, loss, nnlite.randn(1).item()))

    def on_epoch_end(self, trainer, history):
        return len(history["train_loss"]) >= self.epochs


@pytest.mark.parametrize("count", [1, 3])
def test_each_copy_has_callbacks_of_its_own(count):
    nnlite.set_num_threads(count)
    options = {"data": (X, Y), "epochs": 4, "batch_size": 16}
    given = []

    def callbacks(trainer):
        given.append(trainer)
        return [Watch(len(given)), nnlite.Monitor(every=5)]

    found = nnlite.train_many(build, seeds=[3, 4], lrs=[0.01, 0.1], callbacks=callbacks, **options)
    assert given == [copy.trainer for copy in found]
    for i, copy in enumerate(found):
        watch, monitor = Watch(i + 1), nnlite.Monitor(every=5)
        trainer, history = alone(copy.seed, copy.lr, callbacks=[watch, monitor], **options)
        check_same(copy, trainer, history)
        assert len(copy.history["train_loss"]) == i + 1
        assert copy.callbacks[0].seen == watch.seen
        assert copy.callbacks[1].update_ratio == monitor.update_ratio
        assert copy.callbacks[1].findings == monitor.findings


def test_the_guard_of_one_copys_monitor_is_its_own():
    def make(lr):
        return build(lr, loss=lambda output, target: (output.sum() - 1e9).log())

    def guard(trainer):
        return [nnlite.Monitor()]

    with pytest.raises(ValueError, match="NaN|nan") as caught:
        nnlite.train_many(
            make, (X, Y), seeds=[2], lrs=[0.5], callbacks=lambda t: [nnlite.Monitor()]
        )
    assert caught.value.__notes__ == ["train_many: in the copy with seed 2, lr 0.5"]


def test_callbacks_that_are_none():
    with pytest.raises(TypeError, match="callbacks is a list, but each copy needs its own"):
        nnlite.train_many(build, (X, Y), callbacks=[Watch()])
    with pytest.raises(TypeError, match="no nnlite.Callback; make one: Watch") as caught:
        nnlite.train_many(build, (X, Y), seeds=[6], callbacks=lambda trainer: [Watch])
    assert caught.value.__notes__ == ["train_many: in the copy with seed 6"]


def error_rate(output, target):
    return (output.argmax(1) != target).to("float32").mean()


def test_python_in_models_and_losses():
    class Doubled(nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = nn.Linear(6, 2)

        def forward(self, x):
            return self.inner(2 * x)

    def loss(output, target):
        return nn.functional.cross_entropy(output, target) + output.square().mean()

    def reads(output, target):  # a step that cannot be captured
        value = loss(output, target)
        return value if value.item() < 1 else 2 * value

    for measure in (loss, reads):

        def make(lr, measure=measure):
            return build(lr, model=Doubled(), loss=measure)

        for copy in nnlite.train_many(make, (X, Y), seeds=range(3), lrs=[0.1], epochs=3):
            check_same(copy, *alone(copy.seed, copy.lr, make, data=(X, Y), epochs=3))


def test_a_data_loader_lends_its_options_and_stays():
    images = RNG.integers(0, 256, (90, 6)).astype("u1")
    loader = nnlite.DataLoader(
        images, Y, batch_size=20, shuffle=True, drop_last=True, normalize=(0.5, 0.25), seed=99
    )
    next(iter(loader))
    state = loader.state_dict()
    (copy,) = nnlite.train_many(build, loader, seeds=[5], epochs=2)
    assert loader.state_dict() == state
    loader.load_state_dict({"seed": 5, "epoch": 0, "batch": 0})
    check_same(copy, *alone_with(loader, 5))


def alone_with(loader, seed):
    nnlite.manual_seed(seed)
    trainer = build()
    return trainer, trainer.fit(loader, epochs=2)


def test_the_callers_random_numbers_are_left_alone():
    nnlite.manual_seed(4)
    expected = nnlite.randn(3)
    nnlite.manual_seed(4)
    nnlite.train_many(build, (X, Y), seeds=range(2), epochs=1)
    np.testing.assert_array_equal(nnlite.randn(3), expected)
    state = nnlite.get_rng_state()
    with pytest.raises(ZeroDivisionError):
        nnlite.train_many(lambda: 1 / 0, (X, Y))
    assert nnlite.get_rng_state() == state


def test_copies_can_be_trained_on():
    one, two = nnlite.train_many(build, (X, Y), seeds=[0, 1], epochs=1)
    one.trainer.fit((X, Y), epochs=1)
    assert two.trainer.predict(X).shape == (90, 2)
    seed, lr, history, trainer, callbacks = two
    assert (seed, lr, callbacks) == (1, None, ())
    assert trainer.history == history


# ---- threads ------------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")
def test_each_copy_stays_on_one_thread():
    code = """
import os
import numpy as np, nnlite
from nnlite import nn, optim

seen = []

def loss(output, target):
    seen.append(len(os.listdir("/proc/self/task")))
    value = nn.functional.mse_loss(output, target)
    value.item()  # not captured: called at every step
    return value

def build():
    nnlite.set_num_threads(1)  # the calling thread needs no others
    model = nn.Linear(512, 512)
    nnlite.set_num_threads(3)
    return nnlite.Trainer(model, loss, optim.SGD(model.parameters(), lr=0.1))

x = np.ones((512, 512), "f4")
before = len(os.listdir("/proc/self/task"))
nnlite.train_many(build, (x, x), seeds=range(6), epochs=1, batch_size=256)
print(max(seen) - before, len(os.listdir("/proc/self/task")) - before)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    most, left = map(int, done.stdout.split())
    assert 2 <= most <= 3
    assert left == 0


def test_other_python_threads_run_meanwhile():
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(1)
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    nnlite.train_many(build, (X, Y), seeds=range(4), epochs=300)
    done.set()
    thread.join()
    assert len(ticks) > 3


# ---- being stopped ------------------------------------------------------------------------------


def steps(trainers):
    return [t.optimizer.steps for t in trainers]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("count", [1, 3])
def test_ctrl_c_stops_all_between_steps(count):
    nnlite.set_num_threads(count)
    trainers = []

    def make():
        trainers.append(build())
        return trainers[-1]

    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt) as caught:
        nnlite.train_many(make, (X, Y), seeds=range(4), epochs=10**7)
    assert time.monotonic() - began < 10
    assert not hasattr(caught.value, "__notes__")
    stopped_at = steps(trainers)
    assert sum(s > 0 for s in stopped_at) == count
    for t in trainers:
        assert all(np.isfinite(w.numpy()).all() for w in t.model.state_dict().values())
    time.sleep(0.05)
    assert steps(trainers) == stopped_at
    trainers[0].fit((X, Y), epochs=1)


def test_an_exception_stops_the_rest_and_names_its_copy():
    nnlite.set_num_threads(3)
    trainers = []

    def failing(output, target):
        if len(trainers[1].history["train_loss"]) if trainers[1].history else False:
            raise LookupError("enough")
        nn.functional.cross_entropy(output, target).item()
        return nn.functional.cross_entropy(output, target)

    def make(lr):
        trainers.append(build(lr, loss=failing if len(trainers) == 1 else None))
        return trainers[-1]

    with pytest.raises(LookupError, match="enough") as caught:
        nnlite.train_many(make, (X, Y), seeds=[5, 6], lrs=[0.1, 0.2], epochs=10**6)
    assert caught.value.__notes__ == ["train_many: in the copy with seed 5, lr 0.2"]
    assert any("failing" in str(entry) for entry in caught.traceback)
    assert 0 < steps(trainers)[1] <= 6
    assert all(s < 10**6 for s in steps(trainers))


def test_native_exceptions_keep_their_type():
    wrong = Y.copy()
    wrong[-1] = 9
    with pytest.raises(IndexError, match="label 9") as caught:
        nnlite.train_many(build, (X, wrong), seeds=[8], epochs=1)
    assert caught.value.__notes__ == ["train_many: in the copy with seed 8"]
    with pytest.raises(ValueError, match="lr") as caught:
        nnlite.train_many(build, (X, Y), seeds=[8], lrs=[0.1, -1.0])
    assert caught.value.__notes__ == ["train_many: in the copy with seed 8, lr -1"]


# ---- bad input ----------------------------------------------------------------------------------


def test_bad_input_is_refused_before_anything_is_built():
    def never(*lr):
        raise AssertionError("built")

    pair = (X, Y)
    cases = [
        (ValueError, "no seeds", pair, {"seeds": []}),
        (ValueError, r"seed: it is -1; .*2\*\*64", pair, {"seeds": [-1]}),
        (ValueError, "no lrs", pair, {"lrs": []}),
        (ValueError, "0 epochs", pair, {"epochs": 0}),
        (ValueError, "patience is 0", pair, {"patience": 0}),
        (ValueError, "'val_loss'", pair, {"monitor": "val_loss"}),
        (ValueError, "mean 'accuracy'", pair, {"metrics": ["acuracy"]}),
        (ValueError, "batch_size is 8", nnlite.DataLoader(X, Y), {"batch_size": 8}),
        (ValueError, "3 arrays", nnlite.DataLoader(X, Y, Y), {}),
        (TypeError, "ndarray", X, {}),
        (TypeError, "epochs", pair, {"epochs": "many"}),
        (TypeError, "learning_rates", pair, {"learning_rates": [0.1]}),
    ]
    for error, words, data, options in cases:
        with pytest.raises(error, match=words):
            nnlite.train_many(never, data, **options)


def test_copies_that_are_not_independent_are_refused():
    shared, trainer = nn.Linear(6, 2), build()
    with pytest.raises(ValueError, match="seed 1 shares its '0.weight' with the copy with seed 0"):
        nnlite.train_many(
            lambda: build(model=nn.Sequential(shared, nn.ReLU())), (X, Y), seeds=[0, 1]
        )
    with pytest.raises(ValueError, match="shares its '0.weight'"):
        nnlite.train_many(lambda: trainer, (X, Y), seeds=[0, 1])
    assert trainer.optimizer.steps == 0
    with pytest.raises(TypeError, match="build.* returned a NoneType; return a nnlite.Trainer"):
        nnlite.train_many(lambda: None, (X, Y))
    with pytest.raises(TypeError, match="argument"):
        nnlite.train_many(lambda: build(), (X, Y), lrs=[0.1])


def test_the_bar_counts_copies(capsys):
    pytest.importorskip("rich")
    nnlite.train_many(build, (X, Y), seeds=range(3), epochs=1, progress=True)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "copies" in shown.err
    assert "3/3" in shown.err
    nnlite.train_many(build, (X, Y), seeds=range(2), epochs=1)
    assert capsys.readouterr() == ("", "")
