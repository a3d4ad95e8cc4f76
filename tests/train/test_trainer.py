"""Trainer: the loop against one written by hand, and what happens when it is stopped or misused."""

import os
import signal
import sys
import threading
import time

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim

RNG = np.random.default_rng(5)
X = RNG.normal(size=(50, 4)).astype("f4")
LABELS = (X[:, 0] * X[:, 1] > 0).astype("i8")
NUMBERS = (X @ RNG.normal(size=(4, 1))).astype("f4")


def network(outputs=2, seed=0):
    nnlite.manual_seed(seed)
    return nn.Sequential(nn.Linear(4, 16), nn.Tanh(), nn.Dropout(0.2), nn.Linear(16, outputs))


def trainer(outputs=2, loss=None, lr=0.01):
    model = network(outputs)
    loss = loss or (nn.CrossEntropyLoss() if outputs > 1 else nn.MSELoss())
    return nnlite.Trainer(model, loss, optim.Adam(model.parameters(), lr=lr))


def weights(model):
    return {name: t.numpy().copy() for name, t in model.state_dict().items()}


def same(a, b):
    return all(np.array_equal(a[name], b[name]) for name in a)


def test_fit_is_the_loop_written_by_hand():
    t = trainer()
    nnlite.manual_seed(3)
    history = t.fit((X, LABELS), validation=(X, LABELS), epochs=3, batch_size=16, seed=9)

    model = network()
    loss, optimizer = nn.CrossEntropyLoss(), optim.Adam(model.parameters(), lr=0.01)
    loader = nnlite.DataLoader(X, LABELS, batch_size=16, shuffle=True, seed=9)
    nnlite.manual_seed(3)
    for epoch in range(3):
        sums = 0.0
        for x, y in loader:
            optimizer.zero_grad()
            value = loss(model(x), y)
            value.backward()
            optimizer.step()
            sums += value.item() * len(y)
        assert history["train_loss"][epoch] == pytest.approx(sums / 50, rel=1e-12)
    assert same(weights(t.model), weights(model))
    model.eval()
    expected = loss(model(nnlite.tensor(X)), nnlite.tensor(LABELS)).item()
    assert history["val_loss"][-1] == pytest.approx(expected, rel=1e-6)
    assert history["lr"] == [0.01] * 3
    assert all(s > 0 for s in history["seconds"])
    assert t.model.training


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_same_bits_on_any_number_of_threads(count):
    before = nnlite.get_num_threads()
    try:
        results = []
        for threads in (1, count):
            nnlite.set_num_threads(threads)
            t = trainer()
            nnlite.manual_seed(3)
            t.fit((X, LABELS), epochs=3, seed=1)
            results.append(weights(t.model))
    finally:
        nnlite.set_num_threads(before)
    assert same(*results)


def test_metrics_against_numpy():
    t = trainer(1)
    found = t.evaluate((X, NUMBERS), metrics=["mae", "mse"])
    error = t.predict(X).numpy().astype("f8") - NUMBERS
    assert found["mae"] == pytest.approx(np.abs(error).mean(), rel=1e-6)
    assert found["mse"] == pytest.approx((error**2).mean(), rel=1e-6)
    assert found["loss"] == pytest.approx(found["mse"], rel=1e-6)
    t = trainer()
    right = t.predict(X).numpy().argmax(axis=1) == LABELS
    assert t.evaluate((X, LABELS), metrics="accuracy")["accuracy"] == pytest.approx(right.mean())
    t = trainer(1, nn.BCEWithLogitsLoss())
    right = (t.predict(X).numpy()[:, 0] > 0) == (LABELS == 1)
    found = t.evaluate((X, LABELS.reshape(-1, 1).astype("f4")), metrics=["accuracy"])
    assert found["accuracy"] == pytest.approx(right.mean())


def test_a_metric_and_a_loss_written_in_python():
    def bias(output, target):
        return (output - target).mean()

    t = trainer(1, lambda output, target: ((output - target) ** 2).mean())
    history = t.fit((X, NUMBERS), epochs=2, batch_size=50, shuffle=False, metrics=[bias, "mse"])
    assert history["train_mse"] == pytest.approx(history["train_loss"], rel=1e-6)
    assert len(history["train_bias"]) == 2


def test_a_model_written_in_python_trains_to_the_same_bits():
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            nnlite.manual_seed(0)
            self.first, self.second = nn.Linear(4, 16), nn.Linear(16, 2)

        def forward(self, x):
            return self.second(self.first(x).tanh())

    results = []
    for model in (Net(), nn.Sequential(Net().first, nn.Tanh(), Net().second)):
        nnlite.manual_seed(0)
        for p in model.parameters():
            nn.init.normal_(p)
        t = nnlite.Trainer(model, nn.CrossEntropyLoss(), optim.SGD(model.parameters(), lr=0.1))
        results.append(t.fit((X, LABELS), epochs=4, seed=2)["train_loss"])
    assert results[0] == results[1]


def test_float64_data_serves_a_float32_model_and_lists_serve_as_pairs():
    t = trainer(1)
    t.fit([X.astype("f8"), NUMBERS.astype("f8")], epochs=1)
    assert t.predict(X.astype("f8")).dtype == nnlite.float32


# ---- early stopping -----------------------------------------------------------------------------


def test_patience_puts_the_best_weights_back():
    t = trainer(lr=0.3)
    seen = []
    history = t.fit(
        (X[:30], LABELS[:30]),
        validation=(X[30:], LABELS[30:]),
        epochs=200,
        patience=5,
        seed=0,
        after_epoch=lambda history: seen.append(weights(t.model)),
    )
    assert history.stopped_early
    best = int(np.argmin(history["val_loss"]))
    assert history.best_epoch == best + 1
    assert len(history["val_loss"]) == best + 1 + 5
    assert same(weights(t.model), seen[best])
    assert t.evaluate((X[30:], LABELS[30:]))["loss"] == history["val_loss"][best]


def test_larger_is_better_for_accuracy_and_where_said():
    for options in (
        {"metrics": ["accuracy"], "monitor": "val_accuracy"},
        {"metrics": [lambda output, target: 0.5], "monitor": "val_<lambda>", "mode": "max"},
    ):
        t = trainer(lr=0.1)
        history = t.fit(
            (X, LABELS), validation=(X, LABELS), epochs=30, patience=4, seed=0, **options
        )
        column = history[options["monitor"]]
        assert history.best_epoch == int(np.argmax(column)) + 1


def test_plateau_hears_of_the_monitored_value():
    model = network()
    lr = optim.plateau(0.1, patience=0, factor=0.5)
    t = nnlite.Trainer(model, nn.CrossEntropyLoss(), optim.SGD(model.parameters(), lr=lr))
    history = t.fit((X, LABELS), epochs=6, monitor="train_loss", mode="max", seed=0)
    assert history["lr"][0] == 0.1
    assert history["lr"][-1] < 0.1 or history["train_loss"] == sorted(history["train_loss"])


def test_what_reads_values_runs_one_operation_after_the_other():
    def loss(output, target):
        value = nn.functional.cross_entropy(output, target)
        return value if value.item() < 0.6 else 2 * value

    class Reads(nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = network()

        def forward(self, x):
            y = self.inner(x)
            return y if float(y.sum()) < 0 else 2 * y

    for measure, module in ((loss, network), (nn.CrossEntropyLoss(), Reads)):
        found = []
        for compile in (True, False):
            model = module()
            t = nnlite.Trainer(model, measure, optim.Adam(model.parameters(), lr=0.01))
            nnlite.manual_seed(3)
            history = t.fit((X, LABELS), epochs=3, batch_size=16, seed=9, compile=compile)
            found.append((history["train_loss"], weights(model)))
        assert found[0][0] == found[1][0]
        assert same(found[0][1], found[1][1])


# ---- being stopped ------------------------------------------------------------------------------


def test_a_callback_stops_or_raises():
    t = trainer()
    history = t.fit((X, LABELS), epochs=50, after_epoch=lambda h: len(h["train_loss"]) == 3)
    assert len(history["train_loss"]) == 3
    assert not history.stopped_early

    def fails(history):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        t.fit((X, LABELS), epochs=50, after_epoch=fails)
    assert len(t.history["train_loss"]) == 1
    t.fit((X, LABELS), epochs=1)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_leaves_a_usable_model():
    t = trainer()
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        t.fit((X, LABELS), epochs=10**7)
    assert time.monotonic() - began < 5
    epochs = len(t.history["train_loss"])
    assert epochs > 0
    assert all(np.isfinite(w).all() for w in weights(t.model).values())
    assert t.model.training
    assert t.optimizer.steps >= 2 * epochs
    assert len(t.fit((X, LABELS), epochs=2)["train_loss"]) == 2


def test_an_interrupted_fit_leaves_the_best_weights():
    t = trainer()
    best = {}

    def stop_after_the_first(history):
        if len(history["val_loss"]) == 1:
            best.update({k: w.copy() for k, w in weights(t.model).items()})
            t.optimizer.param_groups[0]["lr"] = 30.0  # what follows is worse
        elif len(history["val_loss"]) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        t.fit(
            (X, LABELS), validation=(X, LABELS), epochs=9, patience=5,
            after_epoch=stop_after_the_first,
        )  # fmt: skip
    assert t.history.best_epoch == 1
    assert all(np.array_equal(w, best[k]) for k, w in weights(t.model).items())


def test_other_threads_run_while_it_trains():
    t, ticks, done = trainer(), [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(1)
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    t.fit((X, LABELS), epochs=400)
    done.set()
    thread.join()
    assert len(ticks) > 3


# ---- bad input ----------------------------------------------------------------------------------


def test_bad_input_is_refused_before_a_weight_moves():
    t = trainer()
    before = weights(t.model)
    pair = (X, LABELS)
    loader = nnlite.DataLoader(X, LABELS)
    cases = [
        (ValueError, "0 epochs", pair, {"epochs": 0}),
        (ValueError, "patience is -1", pair, {"patience": -1}),
        (ValueError, "patience is 0.*or None", pair, {"patience": 0}),
        (ValueError, "min_delta is nan", pair, {"min_delta": np.nan}),
        (ValueError, "min_delta is -1", pair, {"min_delta": -1.0}),
        (ValueError, r"seed: it is -1; .*2\*\*64", pair, {"seed": -1}),
        (ValueError, "'val_loss'", pair, {"monitor": "val_loss"}),
        (ValueError, "mean 'train_loss'", pair, {"monitor": "train_los"}),
        (ValueError, "mean 'accuracy'", pair, {"metrics": ["acuracy"]}),
        (ValueError, "mode is 'up'", pair, {"mode": "up"}),
        (ValueError, "batch_size", pair, {"batch_size": 0}),
        (ValueError, "batch_size is 8", loader, {"batch_size": 8}),
        (ValueError, "3 arrays", nnlite.DataLoader(X, LABELS, LABELS), {}),
        (ValueError, "rows", (X, LABELS[:10]), {}),
        (TypeError, "ndarray", X, {}),
        (TypeError, "a metric is an int", pair, {"metrics": [3]}),
        (ValueError, "linear", (X[:, :3], LABELS), {}),
        (IndexError, "label 7", (X, np.full(50, 7)), {}),
        (ValueError, "rows|empty", (X[:0], LABELS[:0]), {}),
    ]
    for error, words, data, options in cases:
        with pytest.raises(error, match=words):
            t.fit(data, **options)
        assert same(weights(t.model), before), words
    with pytest.raises(TypeError, match="loss is a str"):
        nnlite.Trainer(t.model, "mse", t.optimizer)
    with pytest.raises(TypeError, match=r"the class MSELoss; make one: MSELoss\(\)"):
        nnlite.Trainer(t.model, nn.MSELoss, t.optimizer)
    with pytest.raises(TypeError, match="the model is 3; give an nn.Module"):
        nnlite.Trainer(3, nn.MSELoss(), t.optimizer)
    with pytest.raises(TypeError, match="the optimizer is None; give one of nnlite.optim"):
        nnlite.Trainer(t.model, nn.MSELoss(), None)
    with pytest.raises(TypeError, match="loss returned a float"):
        trainer(1, lambda output, target: 1.0).fit((X, NUMBERS))


def test_check_finite_names_the_place_and_saves_the_weights():
    t = trainer(1)
    before = weights(t.model)
    broken = X.copy()
    broken[3, 2] = np.nan
    with pytest.raises(ValueError, match=r"inputs of step 1 hold nan at \(3, 2\)"):
        t.fit((broken, NUMBERS), check_finite=True, shuffle=False)
    assert same(weights(t.model), before)
    huge = nn.Sequential(nn.Linear(4, 3), nn.Linear(3, 1))
    nn.init.constant_(huge[1].weight, 3e38)
    t = nnlite.Trainer(huge, nn.MSELoss(), optim.SGD(huge.parameters(), lr=0.1))
    before = weights(huge)
    with pytest.raises(ValueError, match=r"loss of step 1 is .*that of 1 \(Linear\): -?inf at"):
        t.fit((10 * X, NUMBERS), check_finite=True)
    assert same(weights(huge), before)


def test_a_gradient_that_overflows_is_named():
    class Root(nn.Module):
        def __init__(self):
            super().__init__()
            self.w = nn.Parameter(np.zeros(1, "f4"))

        def forward(self, x):
            return (x * self.w).abs().sqrt().sum().reshape(1)

    model = Root()
    t = nnlite.Trainer(
        model, lambda output, target: output.sum(), optim.SGD(model.parameters(), lr=0.1)
    )
    with pytest.raises(ValueError, match="gradient of 'w' in step 1 holds nan"):
        t.fit((X, NUMBERS), check_finite=True)
    assert model.w.item() == 0


# ---- the bar ------------------------------------------------------------------------------------


def test_the_bar_shows_and_leaves_nothing_on_standard_output(capsys):
    pytest.importorskip("rich")
    trainer().fit((X, LABELS), epochs=2, progress=True)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "epoch" in shown.err
    trainer().fit((X, LABELS), epochs=2)
    assert capsys.readouterr() == ("", "")
