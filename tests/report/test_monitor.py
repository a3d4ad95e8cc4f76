"""Monitor: what it measures against NumPy, that it changes nothing, and what it says."""

from __future__ import annotations

import re

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim

RNG = np.random.default_rng(5)
X = RNG.normal(size=(120, 4)).astype("f4")
Y = np.sin(X @ RNG.normal(size=(4, 1))).astype("f4")


def trainer(lr=0.01, make=optim.SGD, activation=nn.ReLU, **options):
    nnlite.manual_seed(0)
    model = nn.Sequential(
        nn.Linear(4, 16), activation(), nn.BatchNorm1d(16), nn.Dropout(0.2), nn.Linear(16, 1)
    )
    return nnlite.Trainer(model, nn.MSELoss(), make(model.parameters(), lr=lr, **options))


def weights(model):
    return {name: t.numpy().copy() for name, t in model.state_dict().items()}


@pytest.mark.parametrize("every", [1, 3, 50])
def test_it_changes_no_bit(every):
    found = []
    for callbacks in ([], [nnlite.Monitor(every=every)]):
        t = trainer(0.05, momentum=0.9, clip_norm=1.0)
        nnlite.manual_seed(2)
        t.fit((X, Y), epochs=4, seed=1, callbacks=callbacks)
        found.append(weights(t.model))
    assert all(np.array_equal(found[0][n], found[1][n]) for n in found[0])


def test_measures_against_numpy():
    model = nn.Linear(4, 1)
    w, b = model.weight.detach().numpy().copy(), model.bias.detach().numpy().copy()
    t = nnlite.Trainer(model, nn.MSELoss(), optim.SGD(model.parameters(), lr=0.1))
    monitor = nnlite.Monitor(every=2)
    t.fit((X, Y), epochs=5, batch_size=120, shuffle=False, callbacks=[monitor])
    for step in range(5):
        error = X @ w.T + b - Y
        dw, db = 2 * (error.T @ X) / 120, 2 * error.mean(0)
        if step % 2 == 0:
            look = step // 2
            assert monitor.loss[look] == pytest.approx((error**2).mean(), rel=1e-5)
            size = np.linalg.norm(w)
            found = monitor.update_ratio["weight"][look]
            assert found == pytest.approx(0.1 * np.linalg.norm(dw) / size, rel=1e-4)
            found = [monitor.gradient_norm[n][look] for n in ("weight", "bias")]
            assert found == pytest.approx([np.linalg.norm(dw), np.linalg.norm(db)], rel=1e-4)
        w, b = w - 0.1 * dw, b - 0.1 * db
    assert monitor.steps == [1, 3, 5]
    assert set(monitor.update_ratio) == {"weight"}
    assert monitor.findings == []


def test_it_looks_at_the_step_itself():
    """Dead units of the batch of the step, with the weights before it."""
    t = trainer(0.0)
    with nnlite.no_grad():
        t.model[0].bias.copy_(nnlite.tensor(np.r_[np.full(4, -100.0), np.zeros(12)]))
    monitor = nnlite.Monitor(every=1)
    t.fit((X, Y), epochs=1, batch_size=40, callbacks=[monitor])
    assert monitor.dead == {"1": [0.25] * 3}
    assert monitor.saturated == {}


def test_steps_in_between_stay_compiled():
    calls = []

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = nn.Linear(4, 1)

        def forward(self, x):
            calls.append(1)
            return self.layer(x)

    model = Net()
    t = nnlite.Trainer(model, nn.MSELoss(), optim.SGD(model.parameters(), lr=0.01))
    t.fit((X, Y), epochs=10, batch_size=12, callbacks=[nnlite.Monitor(every=25)])
    # 100 steps: 4 looks, and captures for the first steps after a look
    assert len(calls) <= 10


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"lr": 1e-9}, "an update changes the weights by only"),
        ({"lr": 0.5, "make": optim.Adam}, r"an update changes the weights by .*optim.warm_up"),
    ],
)
def test_findings_of_speed(options, words):
    t = trainer(**options)
    monitor = nnlite.Monitor(every=2)
    t.fit((X, Y), epochs=5, seed=0, callbacks=[monitor])
    assert any(re.search(words, f) for f in monitor.findings), monitor.findings


def test_looks_without_a_step_say_nothing_of_speed():
    t = trainer(0.01, accumulate=3)
    monitor = nnlite.Monitor(every=2)
    t.fit((X, Y), epochs=2, batch_size=20, callbacks=[monitor])
    taken = [bool(np.isfinite(v)) for v in monitor.update_ratio["0.weight"]]
    assert taken == [False, True, False, False, True, False]  # batches 1, 3, 5, ...
    assert not any("an update changes" in f for f in monitor.findings)


def test_findings_of_units():
    t = trainer(1e-3)
    with nnlite.no_grad():
        t.model[0].bias.fill_(-100)
    monitor = nnlite.Monitor()
    t.fit((X, Y), epochs=2, callbacks=[monitor])
    assert any("'1': 100 % of the units were 0" in f for f in monitor.findings)
    t = trainer(1e-3, activation=nn.Sigmoid)
    nn.init.normal_(t.model[0].weight, 0, 100)
    t.fit((X, Y), epochs=2, callbacks=[monitor])
    assert any("'1': 9" in f and "flat ends" in f for f in monitor.findings)
    assert not any("were 0" in f for f in monitor.findings)  # of the fit before


def test_findings_of_gradients():
    nnlite.manual_seed(0)
    layers = [part for _ in range(8) for part in (nn.Linear(20, 20), nn.Tanh())]
    model = nn.Sequential(nn.Linear(4, 20), *layers, nn.Linear(20, 1))
    nn.init.apply(model, "small_normal")
    t = nnlite.Trainer(model, nn.MSELoss(), optim.SGD(model.parameters(), lr=0.01))
    monitor = nnlite.Monitor(every=1)
    t.fit((X, Y), epochs=1, callbacks=[monitor])
    assert any("hardly learns; nnlite.init_report" in f for f in monitor.findings)

    class Spike(nnlite.Callback):
        def on_step_start(self, trainer, batch):
            x, y = batch
            return (x, y * 1e4) if trainer.optimizer.steps == 7 else None

    t = trainer(1e-6)
    t.fit((X, Y), epochs=4, callbacks=[Spike(), monitor])
    assert any("in step 8, the median is" in f and "clip_norm" in f for f in monitor.findings)


def test_the_guard_names_layer_and_step():
    t = trainer()
    before = weights(t.model)
    nn.init.constant_(t.model[4].weight, 3e38)
    with pytest.raises(ValueError, match=r"loss of step 1 is .* that of 4 \(Linear\)"):
        t.fit((X, Y), callbacks=[nnlite.Monitor()])
    assert np.array_equal(t.model[0].weight.detach().numpy(), before["0.weight"])
    assert nnlite.Monitor(guard=False).check_finite is False
    calls = []
    handle = t.model[0].register_forward_hook(lambda *a: calls.append(a))
    t.model(nnlite.tensor(X))
    assert len(calls) == 1
    handle.remove()


def test_the_table_and_the_picture():
    t = trainer()
    monitor = nnlite.Monitor(every=2)
    assert repr(monitor) == "Monitor(every=2, guard=True)"
    t.fit((X, Y), epochs=2, callbacks=[monitor])
    lines = repr(monitor).splitlines()
    assert lines[0] == "4 looks at steps 1 to 7; the last:"
    assert [line.split()[0] for line in lines[2:9]] == [
        "0.weight", "0.bias", "2.weight", "2.bias", "4.weight", "4.bias", "1",
    ]  # fmt: skip
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    ax = monitor.plot()
    assert ax.get_yscale() == "log"
    plt.close(ax.figure)
