"""L-BFGS beside PyTorch's: the same weights after every step. Skipped without PyTorch."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import optim

torch = pytest.importorskip("torch")


def rosenbrock(p):
    return (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2


def beale(p):
    x, y = p[0], p[1]
    return sum((c - x + x * y**k) ** 2 for c, k in ((1.5, 1), (2.25, 2), (2.625, 3)))


def bowl(p):
    return sum((k + 1.0) * (p[k] - 0.3 * k) ** 2 for k in range(2)) + p[0] * p[1]


@pytest.mark.parametrize(
    "options",
    [
        {"line_search_fn": "strong_wolfe"},
        {"line_search_fn": "strong_wolfe", "history_size": 3, "max_iter": 5},
        {"line_search_fn": "strong_wolfe", "max_iter": 1, "max_eval": 40},
        {"lr": 0.05, "max_iter": 4},
        {"lr": 0.1, "history_size": 2, "max_iter": 3},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    ("surface", "start"),
    [(bowl, [2.0, -1.0]), (rosenbrock, [-1.2, 1.0]), (beale, [1.0, 0.8])],
    ids=["bowl", "rosenbrock", "beale"],
)
def test_every_step(surface, start, options):
    ours = nnlite.tensor(np.array(start), requires_grad=True)
    theirs = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    one, two = optim.LBFGS([ours], **options), torch.optim.LBFGS([theirs], **options)
    calls = [0, 0]

    def mine():
        calls[0] += 1
        loss = surface(ours)
        loss.backward()
        return loss

    def its():
        calls[1] += 1
        two.zero_grad()
        loss = surface(theirs)
        loss.backward()
        return loss

    for t in range(12):
        found, expected = one.step(mine), two.step(its)
        np.testing.assert_allclose(found.item(), expected.item(), rtol=1e-7, atol=1e-12)
        np.testing.assert_allclose(
            np.asarray(ours.detach()), theirs.detach().numpy(), rtol=1e-7, atol=1e-9, err_msg=str(t)
        )
        assert calls[0] == calls[1]
