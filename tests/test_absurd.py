"""Absurd arguments and exhausted memory: one clear exception, and the process goes on."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nnlite
from nnlite import nn

EXPECTED = (
    ValueError,
    TypeError,
    IndexError,
    RuntimeError,
    MemoryError,
    OverflowError,
    BufferError,
)
HUGE = [2**45, 2**62, 2**63 - 1, 2**63, 2**64, 2**70, -1, -(2**62), -(2**63), -(2**63) - 1]
huge = st.sampled_from(HUGE)
some = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

# Functions that change the process or touch the disk, and those that take no tensors.
OTHERS = {
    "manual_seed", "set_rng_state", "set_num_threads", "set_grad_enabled", "save_file", "load_file",
    "load_metadata", "memory_stats", "ops", "get_rng_state", "get_num_threads", "is_grad_enabled",
    "get_include", "get_cmake_dir", "gradcheck", "gradgradcheck", "need",
}  # fmt: skip
FUNCTIONS = sorted(
    name
    for name in nnlite.__all__
    if inspect.isroutine(getattr(nnlite, name)) and name not in OTHERS
)


@st.composite
def tensors(draw):
    shape = draw(st.lists(st.integers(0, 3), max_size=4))
    dtype = draw(st.sampled_from(["float32", "float64", "int64", "int32", "uint8", "bool"]))
    t = nnlite.ones(shape, dtype=dtype)
    if dtype.startswith("float") and draw(st.booleans()):
        t.requires_grad_()
    return t


def refused(call) -> bool:
    """Whether there was an exception, which has to be of the documented kinds and to say why."""
    try:
        call()
    except EXPECTED as error:
        why = str(error)
    else:
        return False
    assert len(why) > 5
    return True


anything = st.one_of(
    tensors(),
    tensors(),
    st.integers(-5, 5),
    st.sampled_from([0.5, -1.0, float("nan"), float("inf"), True, None, "mean", "ij,jk->ik", "x"]),
    st.lists(st.integers(-3, 3), max_size=3),
    st.lists(tensors(), max_size=3),
    huge,
)


@pytest.mark.parametrize("name", FUNCTIONS)
@settings(some, max_examples=60)
@given(data=st.data())
def test_any_arguments_give_a_result_or_an_exception(name, data):
    arguments = data.draw(st.lists(anything, min_size=1, max_size=4))
    refused(lambda: getattr(nnlite, name)(*arguments))


@some
@given(
    st.lists(st.one_of(huge, st.integers(0, 3)), min_size=1, max_size=5).filter(
        lambda s: any(abs(n) >= 2**40 or n < 0 for n in s)
    )
)
def test_sizes_that_cannot_be(sizes):
    """Also where one of the sizes is 0: strides would overflow all the same."""
    legal = all(0 <= n < 2**63 for n in sizes) and 0 in sizes
    for make in (nnlite.zeros, nnlite.empty, nnlite.randn, lambda s: nnlite.full(s, 1.0)):
        if not refused(lambda make=make: make(sizes)):
            assert legal
            assert make(sizes).numel() == 0


@some
@given(huge, huge)
def test_shape_operations(a, b):
    x = nnlite.ones(2, 3)
    for call in (
        lambda: x.reshape(a, b),
        lambda: x.expand(a, 2, 3),
        lambda: nnlite.broadcast_to(x, (a, b, 2, 3)),
        lambda: nnlite.tile(x, (a, b)),
        lambda: nnlite.pad(x, (a, b)),
        lambda: nnlite.narrow(x, 0, a, b),
        lambda: nnlite.roll(x, a, b),
        lambda: x[a],
        lambda: x[:, b],
        lambda: nnlite.transpose(x, a, b),
        lambda: nnlite.sum(x, a),
        lambda: nnlite.topk(x, a),
        lambda: nnlite.one_hot(nnlite.zeros(3, dtype="int64"), a),
        lambda: nnlite.eye(a, b),
        lambda: nnlite.arange(a, b),
        lambda: nnlite.linspace(0, 1, a),
        lambda: nn.Linear(a, b),
        lambda: nn.BatchNorm1d(a),
        lambda: nn.LayerNorm([a, b]),
    ):
        refused(call)


def test_an_expanded_tensor_that_nobody_could_hold():
    x = nnlite.ones(1).expand(2**40)
    assert x.shape == (2**40,)
    with pytest.raises((MemoryError, ValueError), match="byte|memory"):
        x + 1
    with pytest.raises((MemoryError, ValueError), match="byte|memory"):
        x.clone()


# ---- memory that runs out -----------------------------------------------------------------------

OUT_OF_MEMORY = """
import resource, sys
import numpy as np
import nnlite
from nnlite import nn, optim

nnlite.set_num_threads(2)
nnlite.manual_seed(0)
model = nn.Sequential(nn.Linear(100, 100), nn.Tanh(), nn.Linear(100, 1))
optimizer = optim.Adam(model.parameters())
small, large = nnlite.ones(10, 100), nnlite.ones(400_000, 100)

def step(x):
    optimizer.zero_grad()
    loss = model(x).mean()
    loss.backward()
    optimizer.step()

step(small)
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
before = [p.detach().numpy().copy() for p in model.parameters()]
failures = 0
for megabytes in range(20, 700, 40):
    resource.setrlimit(resource.RLIMIT_AS, (used + megabytes * 2**20, resource.RLIM_INFINITY))
    try:
        step(large)
    except MemoryError:
        failures += 1
        assert all((p.detach().numpy() == b).all() for p, b in zip(model.parameters(), before))
    else:
        before = [p.detach().numpy().copy() for p in model.parameters()]
resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert failures >= 3, failures
step(small)
assert all((p.detach().numpy() != b).any() for p, b in zip(model.parameters(), before))
print("survived", failures)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
def test_running_out_of_memory_changes_no_weight():
    path = [str(Path(nnlite.__file__).parents[1]), *sys.path]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {path!r}\n{OUT_OF_MEMORY}"],
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ,
    )
    assert done.returncode == 0, done.stderr
    assert "survived" in done.stdout


def test_a_failed_operation_leaves_its_target():
    x = nnlite.arange(6.0).reshape(2, 3)
    before = x.numpy().copy()
    for call in (
        lambda: x.add_(nnlite.ones(4)),
        lambda: x.__setitem__((slice(None), 5), 1),
        lambda: x.__setitem__(0, np.ones(7)),
        lambda: x.copy_(nnlite.ones(3, 3)),
        lambda: x.__setitem__(np.array([0, 2]), 1),
    ):
        with pytest.raises(EXPECTED):
            call()
        np.testing.assert_array_equal(x, before)
