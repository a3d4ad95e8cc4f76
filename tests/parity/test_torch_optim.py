"""Optimizers beside PyTorch's: the same weights after 60 steps. Skipped without PyTorch."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import optim
from optim.rows import ROWS
from optim.rows_tensors import TENSOR_ROWS

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


@pytest.mark.parametrize("row", [r for r in TENSOR_ROWS if r.torch], ids=str)
@pytest.mark.parametrize("shape", [(7,), (5, 3), (2, 3, 4)], ids=str)
def test_whole_tensors(row, shape):
    rng = np.random.default_rng(6)
    start, scales = rng.normal(size=shape), np.exp(rng.normal(size=shape))
    ours = nnlite.tensor(start, requires_grad=True)
    theirs = torch.tensor(start, requires_grad=True)
    one = getattr(optim, row.cls)([ours], **row.options)
    two = getattr(torch.optim, row.cls)([theirs], **row.options)
    for t in range(60):
        noise = rng.normal(size=shape)
        ours.grad = nnlite.tensor(scales * np.array(ours.detach()) + noise)
        theirs.grad = torch.tensor(scales * theirs.detach().numpy() + noise)
        one.step()
        two.step()
        found, expected = np.asarray(ours.detach()), theirs.detach().numpy()
        np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-12, err_msg=str(t))


@pytest.mark.skipif(not hasattr(torch.optim, "Muon"), reason="PyTorch before 2.9")
@pytest.mark.parametrize("adjust", ["original", "match_rms_adamw"])
@pytest.mark.parametrize("shape", [(8, 5), (5, 8)], ids=str)
def test_muon(adjust, shape):
    """PyTorch iterates in bfloat16, with its 8 bits."""
    rng = np.random.default_rng(7)
    start = rng.normal(size=shape)
    ours = nnlite.tensor(start, requires_grad=True)
    theirs = torch.tensor(start, requires_grad=True)
    one = optim.Muon([ours], lr=0.02)
    two = torch.optim.Muon([theirs], lr=0.02, adjust_lr_fn=adjust)
    one.param_groups[0]["adjust_lr"] = adjust
    for t in range(20):
        g = rng.normal(size=shape)
        ours.grad, theirs.grad = nnlite.tensor(g), torch.tensor(g)
        one.step()
        two.step()
        moved = np.linalg.norm(theirs.detach().numpy() - start)
        apart = np.linalg.norm(np.asarray(ours.detach()) - theirs.detach().numpy())
        assert apart < 0.02 * moved, t
