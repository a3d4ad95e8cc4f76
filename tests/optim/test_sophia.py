"""Sophia: its formula with curvature, both estimates of it, and when they are due."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim
from optim import references as ref


def leaf(values):
    return nnlite.tensor(np.asarray(values, dtype="f8"), requires_grad=True)


def hessian(optimizer, name="0"):
    return np.array(optimizer.state_dict()[f"{name}.hessian"])


@pytest.mark.parametrize("shape", [(7,), (3, 4)])
def test_formula_over_sixty_steps(shape):
    """The curvature of sum(c w^2) / 2 is c, so that every estimate is u^2 c, with u read back."""
    rng = np.random.default_rng(0)
    c, start = np.exp(rng.normal(size=shape)), rng.normal(size=shape)
    w, noise = leaf(start), rng.normal(size=(60, *shape))
    options = {"lr": 0.05, "betas": (0.8, 0.7), "gamma": 0.5, "eps": 1e-3}
    optimizer = optim.Sophia([w], weight_decay=0.1, hessian_every=7, **options)
    scales, estimates, before = nnlite.from_numpy(c), [], np.zeros(shape)
    reference = ref.with_decay(
        ref.sophia(0.05, (0.8, 0.7), 0.5, 1e-3, estimates, 7), 0, shrink=0.05 * 0.1
    )
    expected, gradients = start, []
    for t in range(1, 61):
        assert optimizer.hessian_due() == (t % 7 == 1)
        if optimizer.hessian_due():
            optimizer.update_hessian((scales * w.square()).sum() / 2)
            estimates.append((hessian(optimizer) - 0.7 * before) / 0.3)
            before = hessian(optimizer)
        gradients.append(c * expected + noise[t - 1])
        expected = reference(expected, gradients, t)
        w.grad = nnlite.from_numpy(c * np.array(w.detach()) + noise[t - 1])
        optimizer.step()
        np.testing.assert_allclose(np.array(w.detach()), expected, rtol=1e-10, atol=1e-10)
    assert all((e > 0).all() for e in estimates)


def test_hutchinson_is_the_diagonal_in_the_mean():
    rng = np.random.default_rng(1)
    a = rng.normal(size=(5, 5))
    a = a + a.T
    w = leaf(rng.normal(size=5))
    matrix = nnlite.from_numpy(a)
    optimizer = optim.Sophia([w], betas=(0.9, 0.9995))
    for _ in range(8000):
        optimizer.update_hessian(0.5 * (w @ (matrix @ w)))
    found = hessian(optimizer) / (1 - 0.9995**8000)
    np.testing.assert_allclose(found, np.diag(a), atol=0.35)
    maximized = optim.Sophia([w], betas=(0.9, 0.0), maximize=True)
    maximized.update_hessian(w.square().sum())
    assert (hessian(maximized) < 0).all()


def test_curvature_of_a_network_is_that_of_differences():
    """Products with u = the difference of gradients along it."""
    nnlite.manual_seed(4)
    model = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 2)).to(nnlite.float64)
    x, y = nnlite.normal((10, 3), dtype="float64"), nnlite.arange(10) % 2
    params = list(model.parameters())
    optimizer = optim.Sophia(params, betas=(0.9, 0.0))

    def gradients():
        loss = nn.functional.cross_entropy(model(x), y)
        return [np.array(g) for g in nnlite.grad(loss, params)]

    nnlite.manual_seed(9)
    optimizer.update_hessian(nn.functional.cross_entropy(model(x), y))
    nnlite.manual_seed(9)
    us = [np.array(nnlite.normal(p.shape, dtype="float64")) for p in params]
    start, step = [np.array(p.detach()) for p in params], 1e-5
    sides = []
    for sign in (1, -1):
        for p, w, u in zip(params, start, us, strict=True):
            p.detach().copy_(nnlite.from_numpy(w + sign * step * u))
        sides.append(gradients())
    names = [name for name, _ in model.named_parameters()]
    for name, u, high, low in zip(names, us, *sides, strict=True):
        expected = u * (high - low) / (2 * step)
        np.testing.assert_allclose(hessian(optimizer, name), expected, rtol=1e-5, atol=1e-8)


def test_gauss_newton_is_the_square_of_sampled_gradients():
    nnlite.manual_seed(2)
    model = nn.Linear(4, 3).to(nnlite.float64)
    x = nnlite.normal((16, 4), dtype="float64")
    optimizer = optim.Sophia(model.parameters(), betas=(0.9, 0.25))
    total = 0.0
    for _ in range(3):
        logits = model(x)
        drawn = optim.sample_labels(logits)
        loss = nn.functional.cross_entropy(logits, drawn)
        optimizer.update_gauss_newton(loss, batch_size=16)
        p = np.exp(np.array(logits.detach()))
        p /= p.sum(1, keepdims=True)
        p[np.arange(16), np.array(drawn)] -= 1
        g = p.T @ np.array(x) / 16
        total = 0.25 * total + 0.75 * 16 * g * g
    np.testing.assert_allclose(hessian(optimizer, "weight"), total, rtol=1e-10)
    loss.backward()  # the graph is still there


def test_labels_are_drawn_by_the_softmax():
    nnlite.manual_seed(3)
    logits = nnlite.zeros(20000, 3) + nnlite.tensor([0.0, 1.0, -1.0])
    counts = np.bincount(np.array(optim.sample_labels(logits)), minlength=3) / 20000
    e = np.exp([0.0, 1.0, -1.0])
    np.testing.assert_allclose(counts, e / e.sum(), atol=0.015)
    with pytest.raises(ValueError, match=r"give floats of shape \(N, C\)"):
        optim.sample_labels(nnlite.zeros(3))


def network():
    nnlite.manual_seed(0)
    return nn.Sequential(nn.Linear(6, 8), nn.Tanh(), nn.Linear(8, 3))


def flat(model):
    return np.concatenate([np.array(p.detach()).ravel() for p in model.parameters()])


X = np.random.default_rng(5).normal(size=(40, 6)).astype("f4")
Y = (np.arange(40) % 3).astype("i8")


def train(model, optimizer, steps, compiled, gauss_newton=False):
    def step(x, y):
        logits = model(x)
        loss = nn.functional.cross_entropy(logits, y)
        if optimizer.hessian_due() and not gauss_newton:
            optimizer.update_hessian(loss)
        elif optimizer.hessian_due():
            drawn = nn.functional.cross_entropy(logits, optim.sample_labels(logits))
            optimizer.update_gauss_newton(drawn, batch_size=40)
        loss.backward()
        optimizer.step()
        return loss

    run = nnlite.compile(step) if compiled else step
    return [run(nnlite.from_numpy(X), nnlite.from_numpy(Y)).item() for _ in range(steps)]


@pytest.mark.parametrize("gauss_newton", [False, True])
def test_captured_equals_eager(gauss_newton):
    found = []
    for compiled in (False, True):
        model = network()
        optimizer = optim.Sophia(
            model.parameters(), lr=optim.cosine(0.02, 40), hessian_every=4, accumulate=1
        )
        losses = train(model, optimizer, 25, compiled, gauss_newton)
        assert losses[-1] < losses[0]
        found.append((flat(model).tobytes(), hessian(optimizer, "0.weight").tobytes()))
    assert found[0] == found[1]


def test_same_bits_on_any_number_of_threads():
    before, found = nnlite.get_num_threads(), set()
    try:
        for threads in (1, 2, 3, 4):
            nnlite.set_num_threads(threads)
            model = network()
            train(model, optim.Sophia(model.parameters(), lr=0.01), 12, False)
            found.add(flat(model).tobytes())
    finally:
        nnlite.set_num_threads(before)
    assert len(found) == 1


def test_curvature_before_the_first_step_is_saved():
    w, loss = leaf([1.0, 2.0]), lambda: (w**4).sum()
    optimizer = optim.Sophia([w])
    optimizer.update_hessian(loss())
    saved = optimizer.state_dict()
    again = optim.Sophia([w])
    again.load_state_dict(saved)
    assert hessian(again).tobytes() == hessian(optimizer).tobytes()


def test_a_trainer_estimates():
    results = []
    for compiled in (False, True):
        model = network()
        optimizer = optim.Sophia(model.parameters(), lr=0.01, hessian_every=3)
        trainer = nnlite.Trainer(model, nn.CrossEntropyLoss(), optimizer)
        trainer.fit((X, Y), epochs=4, batch_size=10, progress=False, seed=1, compile=compiled)
        assert np.abs(hessian(optimizer, "0.weight")).max() > 0
        results.append(flat(model).tobytes())
    assert results[0] == results[1]


def test_a_rule_of_ones_own_may_keep_a_hessian():
    class Newton(optim.Optimizer):
        defaults: ClassVar = {"lr": 0.1, "betas": (0.9, 0.0), "hessian_every": 1}

        def init_state(self, p):
            return {"hessian": nnlite.zeros_like(p)}

        def update(self, p, g, state):
            return p - self.lr * g / state["hessian"].abs().clip(0.5, None)

    w = leaf([2.0, -3.0])
    optimizer = Newton([w])
    for _ in range(200):
        loss = w.square().sum()
        optimizer.update_hessian(loss)
        loss.backward()
        optimizer.step()
    assert np.abs(np.array(w.detach())).max() < 1e-3


def test_bad_calls():
    w = leaf([1.0])
    with pytest.raises(ValueError, match="keeps no state called 'hessian'; Sophia does"):
        optim.Adam([w]).update_hessian(w.sum())
    with pytest.raises(ValueError, match="batch_size is 0"):
        optim.Sophia([w]).update_gauss_newton(w.sum(), batch_size=0)
    with pytest.raises(ValueError, match="hessian_every is 0"):
        optim.Sophia([w], hessian_every=0)
    assert not optim.Adam([w]).hessian_due()
