"""lr_find: the rates it tries, what it suggests, and that nothing is left of the test."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim

RNG = np.random.default_rng(5)
X = RNG.normal(size=(200, 6)).astype("f4")
Y = np.tanh(X @ RNG.normal(size=(6, 1))).astype("f4")


def trainer(make=optim.Adam, loss=None, **options):
    nnlite.manual_seed(0)
    model = nn.Sequential(
        nn.Linear(6, 32), nn.BatchNorm1d(32), nn.Tanh(), nn.Dropout(0.1), nn.Linear(32, 1)
    )
    return nnlite.Trainer(model, loss or nn.MSELoss(), make(model.parameters(), **options))


def everything(t, loader=None):
    state = {f"model.{n}": v.numpy().copy() for n, v in t.model.state_dict().items()}
    for name, value in t.optimizer.state_dict().items():
        state[name] = value.numpy().copy() if isinstance(value, nnlite.Tensor) else value
    for name, p in t.model.named_parameters():
        state[f"grad.{name}"] = None if p.grad is None else p.grad.numpy().copy()
    state["random"] = nnlite.get_rng_state()
    state["lr"] = [g["lr"] for g in t.optimizer.param_groups]
    state["loader"] = loader and loader.state_dict()
    return state


def same(a, b):
    assert a.keys() == b.keys()
    for name in a:
        if isinstance(a[name], np.ndarray):
            assert np.array_equal(a[name], b[name]), name
        else:
            assert a[name] is b[name] or a[name] == b[name], name


OPTIMIZERS = [
    lambda p: optim.SGD(p, lr=0.01, momentum=0.9, ema=0.9),
    lambda p: optim.Adam(p, lr=optim.cosine(0.01, 100), amsgrad=True),
    lambda p: optim.AdamW(p, lr=optim.warm_up(optim.plateau(0.01, patience=0), steps=2)),
    lambda p: optim.AdamW(p, weight_decay=optim.plateau(0.01, patience=0)),
    lambda p: optim.RMSprop(p, lr=0.01, centered=True, lookahead=3, skip_nonfinite=True),
    lambda p: optim.Adagrad(p, lr=0.01, accumulate=2),
]


@pytest.mark.parametrize("make", OPTIMIZERS)
@pytest.mark.parametrize("trained", [False, True])
def test_everything_is_put_back_to_the_bit(make, trained):
    histories, ends = [], []
    for tested in (True, False):
        t = trainer(make)
        loader = nnlite.DataLoader(X, Y, batch_size=20, shuffle=True, seed=4)
        if trained:
            t.fit(loader, epochs=1)
            next(iter(loader))  # in the middle of a pass
        if tested:
            before = everything(t, loader)
            found = nnlite.lr_find(t, loader, steps=30, end=1e6)
            same(everything(t, loader), before)
            assert len(found.lrs) > 5
            assert (np.diff(found.lrs) > 0).all()
        histories.append(t.fit(loader, epochs=2)["train_loss"])
        ends.append(everything(t, loader) | {"lr": None})
    assert histories[0] == histories[1]
    same(*ends)


@pytest.mark.parametrize("name", [o.name for o in optim.list()])
def test_everything_of_every_optimizer_is_put_back(name):
    t = trainer(lambda p: optim.create(name, p))
    loader = nnlite.DataLoader(X, Y, batch_size=20, shuffle=True, seed=4)
    for _ in range(2):
        before = everything(t, loader)
        found = nnlite.lr_find(t, loader, steps=12, end=1.0)
        same(everything(t, loader), before)
        assert len(found.lrs) > 5
        t.fit(loader, epochs=1)


def test_everything_is_put_back_after_an_error():
    calls = []

    def loss(output, target):
        calls.append(output.mean().item())  # reads a value: runs uncompiled
        if len(calls) > 3:
            raise RuntimeError("enough")
        return ((output - target) ** 2).mean()

    t = trainer(loss=loss)
    before = everything(t)
    with pytest.raises(RuntimeError, match="enough"):
        nnlite.lr_find(t, nnlite.DataLoader(X, Y, batch_size=30, seed=1))
    same(everything(t), before)


def test_the_rates_are_a_geometric_series_and_groups_keep_their_ratio():
    model = nn.Linear(6, 1)
    optimizer = optim.SGD(
        [{"params": [model.weight], "lr": 0.2}, {"params": [model.bias], "lr": 0.1}]
    )
    t, seen = nnlite.Trainer(model, nn.MSELoss(), optimizer), []
    for _ in range(2):  # the second time from step 7 on

        def loss(output, target):
            if output.mean().item() < 1e9:  # reads a value: runs uncompiled
                seen.append([g["lr"](optimizer.steps) for g in optimizer.param_groups])
            return ((output - target) ** 2).mean()

        found = nnlite.lr_find(
            nnlite.Trainer(model, loss, optimizer), (X, Y), start=1e-5, end=1e-2, steps=13, seed=0
        )
        np.testing.assert_allclose(found.lrs, np.geomspace(1e-5, 1e-2, 13), rtol=1e-10)
        np.testing.assert_allclose(np.array(seen)[-13:, 1], found.lrs / 2, rtol=1e-10)
        assert [g["lr"] for g in optimizer.param_groups] == [0.2, 0.1]
        t.fit((X, Y), epochs=1)


def quadratic(curvature, loss=None):
    """A loss c (w - y)^2 / 2 over noisy y, whose explosion is known."""
    model = nn.Linear(1, 1, bias=False, dtype="float64")
    nn.init.constant_(model.weight, 5)

    def mine(output, target):
        return curvature / 2 * ((output - target) ** 2).mean()

    t = nnlite.Trainer(model, loss or mine, optim.SGD(model.parameters(), lr=1e-3))
    return t, (np.ones((64, 1)), np.random.default_rng(0).normal(size=(64, 1)))


@pytest.mark.parametrize("curvature", [0.1, 1.0, 100.0])
def test_the_suggestion_follows_the_curvature(curvature):
    t, (x, y) = quadratic(curvature)
    loader = nnlite.DataLoader(x, y, batch_size=8)
    found = nnlite.lr_find(t, loader, start=1e-4 / curvature, end=100 / curvature)
    # independent: the losses of gradient descent with these rates
    w, expected = 5.0, []
    for i, lr in enumerate(found.lrs):
        batch = y.reshape(8, 8)[i % 8]
        expected.append(curvature / 2 * np.mean((w - batch) ** 2))
        w -= lr * curvature * np.mean(w - batch)
    np.testing.assert_allclose(found.losses, expected, rtol=1e-9)
    assert found.diverged  # beyond lr = 2 / curvature
    assert 2 / curvature < found.lrs[-1] < 20 / curvature
    assert 0.005 / curvature < found.suggestion < 1 / curvature
    assert f"lr={found.suggestion:.2g}" in repr(found)


def test_a_loss_that_becomes_nan_ends_the_test():
    t, data = quadratic(1.0, lambda output, target: ((output - target) ** 6).mean())
    found = nnlite.lr_find(t, data, start=1e-5, end=1e30, steps=40, batch_size=8)
    assert found.diverged
    assert np.isfinite(found.losses).all()
    assert len(found.losses) == len(found.lrs) < 40
    assert np.isfinite(t.model.weight.item())


def test_no_descent_no_suggestion():
    t, data = quadratic(1.0, lambda output, target: (0 * output).sum() + 1)
    found = nnlite.lr_find(t, data, steps=20, batch_size=32)
    assert found.suggestion is None
    assert "falls at none of 20 rates" in repr(found)
    with pytest.raises(ValueError, match="lr='auto' found none"):
        t.fit(data, lr="auto", batch_size=32)
    assert t.optimizer.steps == 0


def test_smoothing_does_not_shift_the_curve():
    falls = np.concatenate([np.ones(30), np.linspace(1, 0, 21), np.zeros(30)])
    found = nnlite.LRFind(np.geomspace(1e-6, 1e2, 81), falls, 0.8, False)
    middle = found.lrs[40]
    assert found.suggestion == pytest.approx(middle, rel=0.3)


def test_auto_trains_with_the_suggestion_and_scales_schedules():
    t = trainer(optim.SGD, lr=0.001)
    suggestion = nnlite.lr_find(t, (X, Y), seed=0).suggestion
    history = t.fit((X, Y), epochs=3, lr="auto", seed=0)
    assert history["lr"] == [suggestion] * 3
    assert t.optimizer.lr == suggestion

    model = nn.Linear(6, 1)
    optimizer = optim.SGD(
        [{"params": [model.weight]}, {"params": [model.bias], "lr": 0.2}],
        lr=optim.cosine(0.1, 21),
    )
    t = nnlite.Trainer(model, nn.MSELoss(), optimizer)
    suggestion = nnlite.lr_find(t, (X, Y), seed=0).suggestion
    history = t.fit((X, Y), epochs=3, lr="auto", seed=0)
    shape = (1 + np.cos(np.pi * np.array([0, 7, 14]) / 21)) / 2
    np.testing.assert_allclose(history["lr"], suggestion * shape)
    assert optimizer.param_groups[1]["lr"] == pytest.approx(2 * suggestion)


def test_bad_options():
    t = trainer()
    for options, words in [
        ({"start": 0.0}, "give 0 < start < end"),
        ({"start": 1.0, "end": 0.1}, "give 0 < start < end"),
        ({"end": np.nan}, "give 0 < start < end"),
        ({"steps": 3}, "give 10 or more"),
        ({"smoothing": 1.0}, "0 <= smoothing < 1"),
        ({"diverge": 1.0}, "diverge > 1"),
    ]:
        with pytest.raises(ValueError, match=words):
            nnlite.lr_find(t, (X, Y), **options)
    with pytest.raises(TypeError, match="the trainer is 3; give an nnlite.Trainer"):
        nnlite.lr_find(3, (X, Y))
    with pytest.raises(ValueError, match="lr is 'fast'; give 'auto'"):
        t.fit((X, Y), lr="fast")
    with pytest.raises(ValueError, match="first loss is not finite"):
        nnlite.lr_find(t, (X * np.nan, Y))


def test_the_picture():
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    ax = nnlite.lr_find(trainer(), (X, Y), seed=0).plot()
    assert ax.get_xscale() == "log"
    plt.close(ax.figure)
