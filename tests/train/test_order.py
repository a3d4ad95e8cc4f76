"""A step of the trainer: update, constraint, then averages; and the accuracy of soft labels."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim

X = np.random.default_rng(0).normal(size=(24, 4)).astype("f4")
Y = (X @ np.ones((4, 1)) * 3).astype("f4")


def rows(model):
    return np.linalg.norm(np.array(model.weight.detach()), axis=1)


@pytest.mark.parametrize("compile", [False, True])
def test_averages_are_of_constrained_weights(compile):
    nnlite.manual_seed(0)
    model = nn.Linear(4, 1)
    nn.UnitNorm()(model)
    optimizer = optim.SGD(model.parameters(), lr=0.2, ema=0.5)
    trainer = nnlite.Trainer(model, nn.MSELoss(), optimizer, constraints=[nn.UnitNorm("weight")])
    seen, expected = [], None
    for _ in range(6):
        trainer.fit((X, Y), epochs=1, batch_size=24, progress=False, compile=compile, shuffle=False)
        seen.append(np.array(model.weight.detach()))
        expected = seen[-1] if expected is None else 0.5 * expected + 0.5 * seen[-1]
        with optimizer.averaged():
            np.testing.assert_allclose(np.array(model.weight.detach()), expected, rtol=1e-5)
    np.testing.assert_allclose(rows(model), 1, rtol=1e-6)


def test_a_loop_by_hand_has_the_same_place_for_them():
    nnlite.manual_seed(0)
    model = nn.Linear(4, 1)
    limit = nn.MaxNorm(0.5, "weight")
    optimizer = optim.SGD(model.parameters(), lr=0.2, ema=0.9)
    optimizer.after_update = lambda: limit(model)

    @nnlite.compile
    def step(x, y):
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        return loss

    for _ in range(10):
        step(nnlite.from_numpy(X), nnlite.from_numpy(Y))
        with optimizer.averaged():
            assert rows(model) <= 0.5 + 1e-6
    assert rows(model) <= 0.5 + 1e-6
    optimizer.after_update = None
    (-model(nnlite.from_numpy(X)).square().mean()).backward()
    optimizer.step()
    assert rows(model) > 0.5


def test_accuracy_of_soft_labels_is_that_of_the_likeliest():
    logits = nnlite.tensor([[2.0, 1.0, 0.5], [1.0, 3.0, 2.0], [0.0, 1.0, 2.0], [5.0, 4.0, 3.0]])
    soft = nnlite.tensor([[0.7, 0.3, 0.0], [0.1, 0.2, 0.7], [0.0, 0.3, 0.7], [0.4, 0.35, 0.25]])

    class Fixed(nn.Module):
        def __init__(self):
            super().__init__()
            self.scale = nn.Parameter(nnlite.ones(1))

        def forward(self, x):
            return x * self.scale

    model = Fixed()
    trainer = nnlite.Trainer(model, nn.MSELoss(), optim.SGD(model.parameters()))
    metrics = {"metrics": ["accuracy"]}
    assert trainer.evaluate((logits, soft), **metrics)["accuracy"] == 0.75
    # Several labels at once: every sign counts.
    both = nnlite.tensor([[1.0, 1.0, 0.0]] * 4)
    assert trainer.evaluate((logits, both), **metrics)["accuracy"] == pytest.approx(7 / 12)
