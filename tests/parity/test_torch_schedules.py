"""Schedules beside PyTorch's, at every step. Skipped without PyTorch."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from nnlite import optim

torch = pytest.importorskip("torch")
S = torch.optim.lr_scheduler
STEPS = 60

# ours, and theirs of an optimizer whose lr is 0.4
ROWS = {
    "constant": (optim.constant(0.4, steps=5), lambda o: S.ConstantLR(o)),
    "step": (optim.step(0.4, every=7, gamma=0.3), lambda o: S.StepLR(o, 7, 0.3)),
    "multi_step": (optim.multi_step(0.4, [3, 30]), lambda o: S.MultiStepLR(o, [3, 30])),
    "exponential": (optim.exponential(0.4, 0.9), lambda o: S.ExponentialLR(o, 0.9)),
    "linear": (optim.linear(0.4, steps=5), lambda o: S.LinearLR(o)),
    "polynomial": (
        optim.polynomial(0.4, steps=20, power=2),
        lambda o: S.PolynomialLR(o, 20, 2),
    ),
    "cosine": (
        optim.cosine(0.4, steps=STEPS, low=0.1),
        lambda o: S.CosineAnnealingLR(o, STEPS, 0.1),
    ),
    "cosine_restarts": (
        optim.cosine_restarts(0.4, 7, mult=2, low=0.1),
        lambda o: S.CosineAnnealingWarmRestarts(o, 7, 2, 0.1),
    ),
    "cyclic": (
        optim.cyclic(0.1, 0.5, up=8, down=4),
        lambda o: S.CyclicLR(o, 0.1, 0.5, 8, 4, cycle_momentum=False),
    ),
    "cyclic_triangular2": (
        optim.cyclic(0.1, 0.5, up=8, mode="triangular2"),
        lambda o: S.CyclicLR(o, 0.1, 0.5, 8, mode="triangular2", cycle_momentum=False),
    ),
    "cyclic_exp_range": (
        optim.cyclic(0.1, 0.5, up=8, mode="exp_range", gamma=0.9),
        lambda o: S.CyclicLR(o, 0.1, 0.5, 8, mode="exp_range", gamma=0.9, cycle_momentum=False),
    ),
    "one_cycle": (
        optim.one_cycle(0.4, steps=STEPS + 1),
        lambda o: S.OneCycleLR(o, 0.4, STEPS + 1),
    ),
    "one_cycle_linear": (
        optim.one_cycle(0.4, steps=STEPS + 1, shape="linear", pct_start=0.25),
        lambda o: S.OneCycleLR(o, 0.4, STEPS + 1, anneal_strategy="linear", pct_start=0.25),
    ),
    "one_cycle_three_phase": (
        optim.one_cycle(0.4, steps=STEPS + 1, three_phase=True),
        lambda o: S.OneCycleLR(o, 0.4, STEPS + 1, three_phase=True),
    ),
    "sequential": (
        optim.sequential([optim.linear(0.4, 5), optim.exponential(0.4, 0.9)], [9]),
        lambda o: S.SequentialLR(o, [S.LinearLR(o), S.ExponentialLR(o, 0.9)], [9]),
    ),
    "function": (
        optim.function(lambda t: 0.4 * 0.9**t),
        lambda o: S.LambdaLR(o, lambda t: 0.9**t),
    ),
}


def theirs(make, momentum=0.9):
    weight = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([weight], lr=0.4, momentum=momentum)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of schedulers that call others
        schedule = make(optimizer)
        for _ in range(STEPS):
            group = optimizer.param_groups[0]
            yield group["lr"], group["momentum"]
            optimizer.step()
            schedule.step()


@pytest.mark.parametrize("name", ROWS)
def test_every_step(name):
    ours, make = ROWS[name]
    expected = [lr for lr, _ in theirs(make)]
    np.testing.assert_allclose([ours(t) for t in range(STEPS)], expected, rtol=1e-10, atol=1e-15)


@pytest.mark.parametrize(
    ("ours", "make"),
    [
        (
            optim.cyclic_momentum(up=8, down=4),
            lambda o: S.CyclicLR(o, 0.1, 0.5, 8, 4),
        ),
        (
            optim.cyclic_momentum(up=8, mode="triangular2"),
            lambda o: S.CyclicLR(o, 0.1, 0.5, 8, mode="triangular2"),
        ),
        (optim.one_cycle_momentum(STEPS + 1), lambda o: S.OneCycleLR(o, 0.4, STEPS + 1)),
        (
            optim.one_cycle_momentum(STEPS + 1, three_phase=True),
            lambda o: S.OneCycleLR(o, 0.4, STEPS + 1, three_phase=True),
        ),
    ],
)
def test_momentum_at_every_step(ours, make):
    expected = [momentum for _, momentum in theirs(make)]
    np.testing.assert_allclose([ours(t) for t in range(STEPS)], expected, rtol=1e-12)


@pytest.mark.parametrize("mode", ["min", "max"])
def test_plateau(mode):
    rng = np.random.default_rng(2)
    metrics = rng.random(80) + 0.5
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.4)
    options = {"factor": 0.3, "patience": 3, "cooldown": 2, "mode": mode}
    two = S.ReduceLROnPlateau(optimizer, min_lr=1e-4, **options)
    one = optim.plateau(0.4, low=1e-4, **options)
    for metric in metrics:
        one.observe(metric)
        two.step(metric)
        assert one(0) == pytest.approx(optimizer.param_groups[0]["lr"], rel=1e-12)
    assert one(0) == 1e-4
