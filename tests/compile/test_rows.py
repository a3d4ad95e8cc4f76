"""Captured equals eager, to the bit: every operation with its gradient, every optimizer."""

import numpy as np
import pytest

import nnlite
from ops.test_operations import ROWS, draws, outputs, tensors
from optim.rows import ROWS as OPTIMIZERS

# Their result has a shape that depends on values, which a plan cannot have.
READ_VALUES = {"unique"}


def value_and_gradients(row, leaves):
    """The outputs, and the gradients of their sum where the row has one."""
    found = outputs(row, *leaves)
    if row.gradient:
        total = sum((o.sum() for o in found if o.requires_grad), nnlite.zeros((), dtype="float64"))
        if total.requires_grad:
            total.backward()
    return tuple(found)


def bits(tensors):
    return [None if t is None else t.detach().numpy().tobytes() for t in tensors]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_operation(row):
    for arrays in draws(row, 4):
        step = nnlite.compile(lambda *leaves: value_and_gradients(row, leaves))
        for scale in (1.0, 0.5):  # other values at the second call: nothing was frozen
            numbers = [np.asarray(a * scale if a.dtype.kind == "f" else a) for a in arrays]
            eager, captured = (tensors(numbers, requires_grad=row.gradient) for _ in range(2))
            nnlite.manual_seed(0)
            want = value_and_gradients(row, eager)
            nnlite.manual_seed(0)
            if row.name in READ_VALUES:
                with pytest.raises(nnlite.CaptureError):
                    step(*captured)
                return
            got = step(*captured)
            assert bits(got) == bits(want)
            assert bits(t.grad for t in captured) == bits(t.grad for t in eager)
        assert step.plan.runs == 1


def trained(row, compiled, **options):
    """Losses and parameters after steps of an optimizer."""
    nnlite.manual_seed(0)
    model = nnlite.nn.Sequential(
        nnlite.nn.Linear(5, 7), nnlite.nn.Tanh(), nnlite.nn.Linear(7, 2)
    ).to("float64")
    optimizer = getattr(nnlite.optim, row.cls)(model.parameters(), **{**row.options, **options})

    def step(x, y):
        loss = nnlite.nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        return loss

    take = nnlite.compile(step) if compiled else step
    rng = np.random.default_rng(0)
    losses = [
        take(nnlite.tensor(rng.normal(size=(4, 5))), nnlite.tensor(rng.normal(size=(4, 2)))).item()
        for _ in range(7)
    ]
    state = [t for t in optimizer.state_dict().values() if isinstance(t, nnlite.Tensor)]
    return losses, bits([*model.parameters(), *state])


@pytest.mark.parametrize("row", [r for r in OPTIMIZERS if "closure" not in str(r)], ids=str)
def test_optimizer(row):
    assert trained(row, True) == trained(row, False)


BLOCK = [
    {"clip_norm": 0.1},
    {"clip_value": 0.05},
    {"agc": 0.01},
    {"accumulate": 3},
    {"ema": 0.8},
    {"swa": 2, "swa_every": 3},
    {"lookahead": 2},
    {"skip_nonfinite": True},
    {"lookahead": 3, "ema": 0.9, "skip_nonfinite": True, "clip_norm": 1.0},
]


@pytest.mark.parametrize("options", BLOCK, ids=str)
def test_option_block(options):
    row = next(r for r in OPTIMIZERS if r.cls == "Adam")
    assert trained(row, True, **options) == trained(row, False, **options)
