"""Every optimizer finds the minimum of three surfaces: a valley, a bent valley and a plateau."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import optim

STEPS = 2000


def quadratic(p):
    return (p[0] ** 2 + 10 * p[1] ** 2) * 0.5


def rosenbrock(p):
    return (1 - p[0]) ** 2 + 5 * (p[1] - p[0] ** 2) ** 2


def beale(p):
    x, y = p[0], p[1]
    return sum((c - x + x * y**k) ** 2 for c, k in ((1.5, 1), (2.25, 2), (2.625, 3)))


SURFACES = {quadratic: [1.0, 0.8], rosenbrock: [0.5, 1.5], beale: [1.0, 0.8]}

#: Optimizer, options: at least one of each.
TABLE = [
    ("SGD", {"lr": 0.01}),
    ("SGD", {"lr": 0.003, "momentum": 0.9}),
    ("SGD", {"lr": 0.003, "momentum": 0.9, "nesterov": True}),
    ("SGD", {"lr": 0.003, "momentum": 0.9, "nesterov": "closure"}),
    ("SGD", {"lr": 0.003, "momentum": 0.9, "cautious": True}),
    ("Adagrad", {"lr": 0.5}),
    ("Adadelta", {}),
    ("RMSprop", {"lr": 0.003}),
    ("Adam", {"lr": 0.03}),
    ("Adam", {"lr": 0.03, "cautious": True}),
    ("SparseAdam", {"lr": 0.03}),
    ("AdamW", {"lr": 0.03, "weight_decay": 0}),
    ("Adamax", {"lr": 0.03}),
    ("NAdam", {"lr": 0.03}),
    ("RAdam", {"lr": 0.03}),
    ("AdaBelief", {"lr": 0.03}),
    ("Yogi", {"lr": 0.03}),
    ("Adan", {"lr": 0.03}),
    ("AdEMAMix", {"lr": 0.01}),
    ("ADOPT", {"lr": 0.03}),
    ("SignSGD", {"lr": 0.003}),
    ("Signum", {"lr": 0.003}),
    ("Lion", {"lr": 0.003, "weight_decay": 0}),
    ("Rprop", {}),
    ("ASGD", {"lr": 0.01}),
    ("LARS", {"lr": 3.0, "momentum": 0.0}),
    ("LAMB", {"lr": 0.01}),
    ("NovoGrad", {"lr": 0.002}),
    ("Adafactor", {"lr": 0.05}),
    ("SM3", {"lr": 0.5}),
    ("Muon", {"lr": 0.03, "weight_decay": 0}),
    ("Shampoo", {"lr": 0.5}),
    ("SOAP", {"lr": 0.03, "weight_decay": 0}),
    ("Sophia", {"lr": 0.003, "weight_decay": 0, "gamma": 1.0}),
    ("LBFGS", {"line_search_fn": "strong_wolfe"}),
    ("LBFGS", {"lr": 0.5}),
    ("LBFGS", {"line_search_fn": "strong_wolfe", "cautious": True}),
    ("Prodigy", {}),
    ("DAdaptAdam", {"lr": 0.2}),
    ("DAdaptSGD", {}),
    ("DoG", {}),
    ("DoWG", {}),
    ("SGDScheduleFree", {"lr": 0.01}),
    ("AdamWScheduleFree", {"lr": 0.05}),
    ("SGDHD", {"lr": 0.003}),
    ("AdamHD", {"lr": 0.01}),
]


def test_every_optimizer_is_in_the_table():
    assert {name for name, _ in TABLE} == {o.name for o in optim.list()}


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
@pytest.mark.parametrize(("name", "options"), TABLE, ids=str)
def test_converges(surface, name, options):
    p = nnlite.tensor(np.array(SURFACES[surface]), requires_grad=True)
    optimizer = optim.create(name, [p], **options)

    def closure():
        optimizer.zero_grad()
        loss = surface(p)
        if optimizer.hessian_due():
            optimizer.update_hessian(loss)
        loss.backward()
        return loss

    first = float(surface(p).detach())
    for _ in range(STEPS):
        optimizer.step(closure)
    assert float(surface(p).detach()) < 2e-2 * first
