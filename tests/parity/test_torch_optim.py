"""Optimizers beside PyTorch's: the same weights after 60 steps. Skipped without PyTorch."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import optim
from optim.rows import ROWS

torch = pytest.importorskip("torch")


@pytest.fixture(autouse=True)
def double():
    """Else PyTorch keeps the rates of ASGD and the product of NAdam in single precision."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(before)


@pytest.mark.parametrize("row", [r for r in ROWS if r.torch], ids=str)
def test_sixty_steps(row):
    rng = np.random.default_rng(5)
    start, scales = rng.normal(size=9), np.exp(rng.normal(size=9))
    ours = nnlite.tensor(start, requires_grad=True)
    theirs = torch.tensor(start, requires_grad=True)
    one = getattr(optim, row.cls)([ours], **row.options)
    two = getattr(torch.optim, row.cls)([theirs], **row.options)
    for t in range(60):
        noise = rng.normal(size=9)
        ours.grad = nnlite.tensor(scales * np.array(ours.detach()) + noise)
        theirs.grad = torch.tensor(scales * theirs.detach().numpy() + noise)
        one.step()
        two.step()
        found, expected = np.asarray(ours.detach()), theirs.detach().numpy()
        np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-12, err_msg=str(t))
