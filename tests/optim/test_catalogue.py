"""The list of optimizers, building them by name, and what every one of them refuses."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim
from optim.rows import ROWS
from optim.rows_tensors import TENSOR_ROWS
from test_accuracy import isas

ALL = optim.list()
STEPPING = [info for info in ALL if not info.closure]  # the others: test_lbfgs.py
every = pytest.mark.parametrize("info", ALL, ids=lambda info: info.name)
stepping = pytest.mark.parametrize("info", STEPPING, ids=lambda info: info.name)
BLOCK = {
    "maximize", "weight_decay", "decay_mode", "no_decay", "decoupled_weight_decay", "clip_norm",
    "clip_value", "agc", "centralize", "accumulate", "ema", "swa", "swa_every", "lookahead",
    "lookahead_alpha", "skip_nonfinite", "groups",
}  # fmt: skip


def leaf(shape=(2, 3)):
    return nnlite.ones(shape, requires_grad=True)


def test_every_class_is_listed_and_has_a_row():
    classes = {
        name
        for name, thing in inspect.getmembers(optim, inspect.isclass)
        if issubclass(thing, optim.Optimizer) and thing is not optim.Optimizer
    }
    assert {info.name for info in ALL} == classes
    assert {row.cls for row in [*ROWS, *TENSOR_ROWS]} >= {info.name for info in STEPPING}
    assert [info.name.lower() for info in ALL] == sorted(info.name.lower() for info in ALL)


@every
def test_what_is_listed(info):
    assert info.summary.lower().startswith(f"{info.name.lower()}:") and info.summary.endswith(".")
    assert any(year in info.source for year in map(str, range(1950, 2030)))
    optimizer = optim.create(info.name, [leaf()])
    group = optimizer.param_groups[0]
    assert {name: group[name] for name in info.options} == dict(info.options)
    for word in (info.name, info.source[:20], *info.options):
        assert word in repr(info)
    assert repr(info) in repr(ALL)


COUNTS = {
    "max_iter", "max_eval", "history_size", "ns_steps", "precondition_every",
    "max_precondition_size", "hessian_every", "alpha_warmup", "beta3_warmup",
}  # fmt: skip


@every
def test_what_counts_is_written_as_a_whole_number(info):
    flags = {name for name, value in info.options.items() if isinstance(value, bool)}
    whole = {name for name, value in info.options.items() if isinstance(value, int)} - flags
    assert whole == COUNTS & set(info.options)
    doc = getattr(optim, info.name).__doc__
    assert "\naccumulate : int or schedule, default 1\n" in doc
    for name in whole:
        assert f"{name}={info.options[name]}" in repr(info).replace("\n", " ")
        assert f"\n{name} : int or schedule, default {info.options[name]}\n" in doc
        with pytest.raises(ValueError, match=f"{name} is 2.5; give a whole number"):
            optim.create(info.name, [leaf()], **{name: 2.5})


@stepping
def test_every_optimizer_has_the_whole_block(info):
    doc = getattr(optim, info.name).__doc__
    assert {name for name in BLOCK if f"\n{name} : " in doc} == BLOCK
    optimizer = optim.create(
        info.name.upper(),
        [("a.weight", leaf()), ("a.bias", leaf((3,)))],
        maximize=True, weight_decay=0.1, decay_mode="decoupled", no_decay="auto", clip_norm=1,
        clip_value=1, agc=0.1, centralize=True, accumulate=2, ema=0.9, lookahead=2,
        lookahead_alpha=0.4, skip_nonfinite=True, groups={"bias": {"lr": 0.5}},
        lr=optim.cosine(0.1, steps=10),
    )  # fmt: skip
    for _ in range(4):
        for group in optimizer.param_groups:
            for p in group["params"]:
                p.grad = nnlite.ones(p.shape)
        optimizer.step()
    assert optimizer.steps == 2
    assert all(np.isfinite(p.detach().numpy()).all() for p in optimizer.param_groups[0]["params"])


@stepping
def test_states_are_those_of_checkpoints(info):
    w = leaf()
    optimizer = optim.create(info.name, [w])
    w.grad = nnlite.ones(w.shape)
    optimizer.step()
    kept = [name for name, value in optimizer.state_dict().items() if hasattr(value, "shape")]
    own = [name for name in kept if not name.startswith("shared.")]  # not of all together
    assert own == [f"0.{name}" for name in info.states]


@every
@pytest.mark.parametrize("lr", [-0.1, float("nan"), float("inf"), -1e-300])
def test_learning_rates_that_are_none(info, lr):
    with pytest.raises(ValueError, match=f"{info.name}: lr is "):
        optim.create(info.name, [leaf()], lr=lr)
    optimizer = optim.create(info.name, [leaf()])
    with pytest.raises(ValueError, match=f"{info.name}: lr is "):
        optimizer.lr = lr


@every
def test_decay_factors_outside_0_to_1(info):
    decays = {"rho", "betas", *(["momentum"] if info.name == "Signum" else [])}
    decays |= {"alpha"} if info.name == "RMSprop" else set()
    for name in decays & set(info.options):
        default = info.options[name]
        for bad in (1.0, -0.1, float("nan"), 2):
            for place in range(len(default) if isinstance(default, tuple) else 1):
                value = bad
                if isinstance(default, tuple):
                    value = (*default[:place], bad, *default[place + 1 :])
                with pytest.raises(ValueError, match="from 0 to below 1"):
                    optim.create(info.name, [leaf()], **{name: value})


@stepping
def test_a_schedule_that_leaves_its_limits_changes_nothing(info):
    w = leaf()
    optimizer = optim.create(info.name, [w], lr=lambda step: -1.0 if step else 0.1)
    w.grad = nnlite.ones(w.shape)
    optimizer.step()
    before = w.detach().numpy().copy()
    with pytest.raises(ValueError, match="lr is -1 at step 1 of its schedule"):
        optimizer.step()
    assert np.array_equal(w.detach().numpy(), before)
    assert optimizer.steps == 1


@every
def test_unknown_options(info):
    with pytest.raises(ValueError, match=r"no option 'weight_decey'; did you mean 'weight_decay'"):
        optim.create(info.name, [leaf()], weight_decey=0.1)
    with pytest.raises(TypeError, match="lr is "):
        optim.create(info.name, [leaf()], lr=[0.1])


def test_unknown_names():
    with pytest.raises(ValueError, match="no optimizer 'adagard'; did you mean 'adagrad'"):
        optim.create("adagard", [leaf()])
    with pytest.raises(ValueError, match="no optimizer 'zzzzzzzzzzzz'; known: adabelief, "):
        optim.create("zzzzzzzzzzzz", [leaf()])


def test_created_by_name_is_the_class():
    model = nn.Linear(2, 1)
    made = optim.create("AdEmaMix", model.named_parameters(), lr=0.5, betas=(0.1, 0.2, 0.3))
    assert isinstance(made, optim.AdEMAMix)
    assert made.param_groups[0]["betas"] == (0.1, 0.2, 0.3)


SCRIPT = """
import hashlib, numpy as np, nnlite
from nnlite import optim
from optim.rows import ROWS
from optim.test_optimizers import Problem
digest = hashlib.sha256()
for row in ROWS:
    if row.options.get("power", 0.5) not in (0.5, 1):
        continue  # powers of double come from the C library
    for dtype in ("f4", "f8"):
        problem = Problem(n=37)
        w = nnlite.tensor(problem.start.astype(dtype), requires_grad=True)
        optimizer = optim.create(row.cls, [w], **row.options)
        for t in range(20):
            g = problem.gradient(w.detach().numpy().astype("f8"), t)
            w.grad = nnlite.tensor(g.astype(dtype))
            optimizer.step()
        digest.update(w.detach().numpy().tobytes())
print(digest.hexdigest())
"""


def test_bits_do_not_depend_on_the_instruction_set():
    found = set()
    for isa in isas():
        env = {**os.environ, "NNLITE_ISA": isa, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=True
        )
        found.add(done.stdout)
    assert len(found) == 1
