"""Memory shared with PyTorch by DLPack, both ways. Skipped without PyTorch."""

from __future__ import annotations

import pytest

import nnlite

torch = pytest.importorskip("torch")


@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "int32", "uint8", "bool"])
def test_both_ways(dtype):
    ours = nnlite.tensor([[0, 1, 2], [3, 4, 5]], dtype=dtype)
    theirs = torch.from_dlpack(ours.transpose(0, 1))
    assert (theirs.dtype, theirs.tolist()) == (getattr(torch, dtype), ours.transpose(0, 1).tolist())
    theirs[0, 0] = 1
    assert ours[0, 0].item() == 1
    back = nnlite.from_dlpack(theirs[1:, ::2])
    theirs[2, 0] = 0
    assert back.tolist() == theirs[1:, ::2].tolist()


def test_what_torch_does_not_hand_out():
    with pytest.raises(BufferError, match="require"):
        nnlite.from_dlpack(torch.ones(2, requires_grad=True))
    with pytest.raises(TypeError, match="bfloat16"):
        nnlite.from_dlpack(torch.ones(2, dtype=torch.bfloat16))
