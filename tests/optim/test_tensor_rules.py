"""Optimizers that look at whole tensors: their formulas, and what must hold of all of them."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim
from optim import references_tensors as rt
from optim.rows_tensors import TENSOR_ROWS, TensorRow

STEPS = 60
rows = pytest.mark.parametrize("row", TENSOR_ROWS, ids=str)
cases = pytest.mark.parametrize(
    ("row", "shape"), [(r, s) for r in TENSOR_ROWS for s in r.shapes], ids=str
)
CLASSES = sorted({row.cls for row in TENSOR_ROWS})


def leaf(values, dtype="f8"):
    return nnlite.tensor(np.asarray(values).astype(dtype), requires_grad=True)


def make(row: TensorRow, params, **more):
    return getattr(optim, row.cls)(params, **{**row.options, **more})


class Problem:
    """A noisy quadratic: every gradient depends on the weights and on the step."""

    def __init__(self, shape, seed=0, noise=1.0):
        rng = np.random.default_rng(seed)
        self.start = rng.normal(size=shape)
        self.scales = np.exp(rng.normal(size=shape))
        self.noise = noise * rng.normal(size=(2 * STEPS, *shape))

    def gradient(self, w, t):
        return self.scales * w + self.noise[t]


def run(optimizer, w, problem, steps=STEPS, first=0):
    for t in range(first, first + steps):
        g = problem.gradient(np.array(w.detach()).astype("f8"), t)
        w.grad = nnlite.from_numpy(np.asarray(g)).to(w.dtype)
        optimizer.step()
    return np.array(w.detach())


def copied(state):
    return {k: v.clone() if isinstance(v, nnlite.Tensor) else v for k, v in state.items()}


@cases
def test_formula(row, shape):
    problem, reference = Problem(shape), row.make()
    w, expected, gradients = leaf(problem.start), problem.start, []
    optimizer = make(row, [w])
    for t in range(1, STEPS + 1):
        gradients.append(problem.gradient(expected, t - 1))
        expected = reference(expected, gradients, t)
        run(optimizer, w, problem, 1, t - 1)
        np.testing.assert_allclose(np.asarray(w.detach()), expected, rtol=1e-10, atol=1e-10)
    assert optimizer.steps == STEPS


@cases
def test_float32_follows(row, shape):
    problem = Problem(shape)
    wide, narrow = leaf(problem.start), leaf(problem.start, "f4")
    found = run(make(row, [narrow]), narrow, problem, 20)
    expected = run(make(row, [wide]), wide, problem, 20)
    np.testing.assert_allclose(found, expected, atol=2e-2)


@cases
def test_resume_is_exact(row, shape):
    more = {"clip_norm": 5, "lookahead": 4, "ema": 0.9}
    problem = Problem(shape)
    w = leaf(problem.start)
    whole = run(make(row, [w], **more), w, problem)
    w = leaf(problem.start)
    first = make(row, [w], **more)
    half = run(first, w, problem, 30)
    state = copied(first.state_dict())
    run(first, w, problem, 3, 30)  # what is saved does not move with the optimizer
    again = leaf(half)
    second = make(row, [again], **more, lr=123)
    second.load_state_dict(state)
    assert run(second, again, problem, 30, 30).tobytes() == whole.tobytes()


@rows
def test_a_state_of_another_shape_is_refused(row):
    w = leaf(Problem(row.shapes[0]).start)
    first = make(row, [w])
    run(first, w, Problem(row.shapes[0]), 2)
    other = make(row, [leaf(np.ones((3,) + row.shapes[0]))])
    before = copied(other.state_dict())
    with pytest.raises(ValueError, match="nothing was loaded"):
        other.load_state_dict(first.state_dict())
    assert other.state_dict().keys() == before.keys()


@rows
def test_no_learning_rate_changes_nothing(row):
    problem = Problem(row.shapes[0])
    w = leaf(problem.start)
    optimizer = make(row, [w], lr=0, **({"momentum": 1e-9} if row.cls == "DAdaptSGD" else {}))
    if row.cls == "DAdaptSGD":  # p = momentum p + (1 - momentum) (p0 - 0)
        np.testing.assert_allclose(run(optimizer, w, problem, 5), problem.start, rtol=1e-14)
    else:
        assert run(optimizer, w, problem, 5).tobytes() == problem.start.tobytes()


@cases
def test_zero_gradients_leave_weights(row, shape):
    start = Problem(shape).start
    w = leaf(start)
    optimizer = make(row, [w], weight_decay=0)
    for _ in range(3):
        w.grad = nnlite.zeros(shape, dtype="float64")
        optimizer.step()
    np.testing.assert_allclose(np.asarray(w.detach()), start, rtol=1e-14)


@pytest.mark.parametrize("row", [r for r in TENSOR_ROWS if (7,) in r.shapes], ids=str)
def test_permuted_coordinates(row):
    problem = Problem((7,))
    order = np.random.default_rng(1).permutation(7)
    w = leaf(problem.start)
    plain = run(make(row, [w]), w, problem, 20)
    problem.start, problem.scales = problem.start[order], problem.scales[order]
    problem.noise = problem.noise[:, order]
    w = leaf(problem.start)
    turned = run(make(row, [w]), w, problem, 20)
    np.testing.assert_allclose(turned, plain[order], rtol=1e-7)


@pytest.mark.parametrize("row", [r for r in TENSOR_ROWS if r.parts], ids=str)
def test_parts_take_the_steps_of_the_whole(row):
    problem = Problem((12,))
    w = leaf(problem.start)
    whole = run(make(row, [w]), w, problem, 20)
    parts = [leaf(p) for p in np.split(problem.start, 4)]
    optimizer = make(row, parts)
    for t in range(20):
        now = np.concatenate([np.array(p.detach()) for p in parts])
        for p, g in zip(parts, np.split(problem.gradient(now, t), 4), strict=True):
            p.grad = nnlite.from_numpy(g.copy())
        optimizer.step()
    found = np.concatenate([np.array(p.detach()) for p in parts])
    np.testing.assert_allclose(found, whole, rtol=1e-9)


def network(dtype="float32"):
    nnlite.manual_seed(3)
    model = nn.Sequential(nn.Linear(6, 16), nn.Tanh(), nn.Linear(16, 12), nn.Tanh(),
                          nn.Linear(12, 3))  # fmt: skip
    return model.to(nnlite.float64) if dtype == "float64" else model


def train(row, steps, compiled=False, dtype="float32", **more):
    model = network(dtype)
    optimizer = make(row, model.parameters(), **more)
    x = nnlite.linspace(-1, 1, 240, dtype=dtype).reshape(40, 6)
    y = (x[:, 0] * 3).round().abs().to("int64") % 3

    def step(x, y):
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        return loss

    run = nnlite.compile(step) if compiled else step
    losses = [run(x, y).item() for _ in range(steps)]
    flat = [np.array(p.detach()).ravel() for p in model.parameters()]
    return np.concatenate(flat), losses, optimizer


BLOCK = {
    "clip_norm": 0.5,
    "cautious": True,
    "skip_nonfinite": True,
    "lookahead": 3,
    "weight_decay": 1e-3,
}


@pytest.mark.parametrize("more", [{}, BLOCK], ids=["plain", "block"])
@rows
def test_captured_equals_eager(row, more):
    options = {**more, "lr": optim.cosine(0.02, 20)}
    eager, captured = train(row, 12, **options)[0], train(row, 12, compiled=True, **options)[0]
    assert eager.tobytes() == captured.tobytes()


@rows
def test_same_bits_on_any_number_of_threads(row):
    results, before = set(), nnlite.get_num_threads()
    problem = Problem((70, 90))
    try:
        for threads in (1, 2, 3, 4):
            nnlite.set_num_threads(threads)
            w = leaf(problem.start, "f4")
            results.add(run(make(row, [w], clip_norm=1), w, problem, 3).tobytes())
    finally:
        nnlite.set_num_threads(before)
    assert len(results) == 1


RATES = {
    "LARS": {"lr": 5.0}, "LAMB": {"lr": 0.02}, "NovoGrad": {"lr": 0.01}, "Adafactor": {"lr": 0.05},
    "SM3": {"lr": 0.1}, "Muon": {"lr": 0.02}, "Shampoo": {"lr": 0.2}, "SOAP": {"lr": 0.02},
    "SGDScheduleFree": {"lr": 2.0}, "AdamWScheduleFree": {"lr": 0.02}, "SGDHD": {"lr": 0.3},
    "AdamHD": {"lr": 0.01}, "DAdaptSGD": {"lr": 0.1}, "Prodigy": {"lr": 0.3},
}  # fmt: skip


@pytest.mark.parametrize("cls", CLASSES)
def test_a_network_learns(cls):
    row = TensorRow(cls, RATES.get(cls, {}), lambda: None)
    losses = train(row, 400, compiled=True)[1]
    assert losses[-1] < 0.75 * losses[0], losses[::50]


# ---- single methods ------------------------------------------------------------------------------


def test_schedule_free_evaluates_at_the_average():
    row = next(r for r in TENSOR_ROWS if r.cls == "SGDScheduleFree")
    problem, reference = Problem((7,)), row.make()
    w, y, gs = leaf(problem.start), problem.start, []
    optimizer = make(row, [w])
    for t in range(20):
        gs.append(problem.gradient(y, t))
        y = reference(y, gs, t + 1)
    run(optimizer, w, problem, 20)
    before = np.array(w.detach()).tobytes()
    with optimizer.averaged():
        np.testing.assert_allclose(np.asarray(w.detach()), reference.average(), rtol=1e-10)
        w.grad = nnlite.zeros(7, dtype="float64")
        with pytest.raises(RuntimeError, match=r"leave averaged\(\)"):
            optimizer.step()
    assert np.array(w.detach()).tobytes() == before


def test_schedule_free_weighs_by_the_largest_rate():
    rate = optim.warm_up(optim.constant(0.05), 5, 0.1)
    w = leaf(np.ones(3))
    optimizer = optim.SGDScheduleFree([w], lr=rate)
    zs, weights, lr = [np.ones(3)], [], 0.0
    for t in range(12):
        lr = max(lr, rate(t))
        g = np.array(w.detach())
        w.grad = nnlite.from_numpy(g)
        optimizer.step()
        zs.append(zs[-1] - rate(t) * g)
        weights.append(lr**2)
        x = np.average(zs[1:], axis=0, weights=weights)
        np.testing.assert_allclose(np.asarray(w.detach()), 0.9 * x + 0.1 * zs[-1], rtol=1e-10)


def test_muon_chooses_hidden_matrices():
    model = network()
    optimizer = optim.Muon(model.parameters())
    model(nnlite.ones((4, 6))).sum().backward()
    optimizer.step()
    kept = {k.rsplit(".", 1)[0] for k in optimizer.state_dict() if k.endswith("momentum_buffer")}
    assert kept == {"0.weight", "2.weight"}  # neither vectors nor the outputs
    groups = {"4.weight": {"orthogonalize": True}, "0": {"orthogonalize": False}}
    optimizer = optim.Muon(model.parameters(), groups=groups)
    model(nnlite.ones((4, 6))).sum().backward()
    optimizer.step()
    kept = {k.rsplit(".", 1)[0] for k in optimizer.state_dict() if k.endswith("momentum_buffer")}
    assert kept == {"2.weight", "4.weight"}


def test_muon_makes_singular_values_one():
    w = leaf(np.zeros((20, 30)))
    optimizer = optim.Muon([w], lr=1.0, weight_decay=0)
    w.grad = nnlite.from_numpy(np.random.default_rng(0).normal(size=(20, 30)))
    optimizer.step()
    s = np.linalg.svd(np.asarray(w.detach()), compute_uv=False)
    assert s.min() > 0.3 and s.max() < 1.3


@pytest.mark.parametrize("cls", ["Prodigy", "DAdaptAdam", "DAdaptSGD", "DoG", "DoWG"])
def test_distance_methods_find_the_distance(cls):
    """Far away or near, the same options reach the goal."""
    for distance in (0.1, 10.0):
        goal = distance * np.array([0.6, -0.8])
        w = leaf(np.zeros(2))
        more = {"reps_rel": 1e-4} if "Do" in cls else {}
        optimizer = getattr(optim, cls)([w], **more)
        for _ in range(3000):
            w.grad = nnlite.from_numpy(np.array(w.detach()) - goal)
            optimizer.step()
        assert np.linalg.norm(np.asarray(w.detach()) - goal) < 0.1 * distance


@pytest.mark.parametrize("shape", [(5, 3), (3, 6)], ids=str)
def test_soap_of_matrices_that_are_not_square(shape):
    """One gradient says nothing of the long axis's last directions: any basis of these will do."""
    problem = Problem(shape)
    w, gradients = leaf(problem.start), [problem.gradient(problem.start, 0)]
    optimizer = optim.SOAP([w], weight_decay=0)
    run(optimizer, w, problem, 1)
    first = {i: np.array(optimizer.state_dict()[f"0.basis_{i}"]) for i in (0, 1)}
    for axis, basis in first.items():
        matrix = rt.moments(gradients[0], axis)
        np.testing.assert_allclose(basis.T @ basis, np.eye(shape[axis]), atol=1e-12)
        values = np.sort(np.linalg.eigvalsh(matrix))[::-1]
        np.testing.assert_allclose(basis.T @ matrix @ basis, np.diag(values), atol=1e-9)
    reference = rt.soap(first=first)
    expected = reference(problem.start, gradients, 1)
    for t in range(2, STEPS + 1):
        gradients.append(problem.gradient(expected, t - 1))
        expected = reference(expected, gradients, t)
        run(optimizer, w, problem, 1, t - 1)
        np.testing.assert_allclose(np.asarray(w.detach()), expected, rtol=1e-9, atol=1e-9)


def test_hypergradients_raise_a_rate_that_is_too_low():
    w = leaf([1.0, -2.0])
    optimizer = optim.SGDHD([w], lr=1e-4, hypergrad_lr=0.02)
    for _ in range(50):
        w.grad = nnlite.from_numpy(np.array(w.detach()))
        optimizer.step()
    assert 2 < float(optimizer.state_dict()["shared.factor"]) < 3


def test_states_follow_options():
    """Another choice of options that keeps other states starts over, as rules of elements do."""
    w = leaf(np.ones((3, 4)))
    for cls, option, value, state in (
        (optim.SM3, "momentum", 0.9, "momentum_buffer"),
        (optim.Muon, "orthogonalize", False, "exp_avg"),
        (optim.Shampoo, "max_precondition_size", 3, "diagonal_1"),
    ):
        optimizer = cls([w])
        for changed in (False, True):
            if changed:
                optimizer.param_groups[0][option] = value
            w.grad = nnlite.ones((3, 4), dtype="float64")
            optimizer.step()
            assert (f"0.{state}" in optimizer.state_dict()) == changed
        assert optimizer.state_dict()["0.step"] == 1


def test_preconditioners_of_empty_and_long_axes():
    for cls in (optim.Shampoo, optim.SOAP, optim.Muon, optim.SM3, optim.Adafactor):
        empty, long = leaf(np.zeros((0, 3))), leaf(np.ones((3, 40)))
        optimizer = cls([empty, long], **({"max_precondition_size": 8} if "S" in cls.__name__[:1]
                                           and cls is not optim.SM3 else {}))  # fmt: skip
        for _ in range(3):
            empty.grad = nnlite.zeros((0, 3), dtype="float64")
            long.grad = nnlite.ones((3, 40), dtype="float64")
            optimizer.step()
        assert np.isfinite(np.asarray(long.detach())).all()


@pytest.mark.parametrize(
    ("cls", "options", "words"),
    [
        ("LARS", {"nesterov": "closure"}, "True or False"),
        ("Muon", {"ns_steps": 2.5}, "whole number"),
        ("Muon", {"orthogonalize": "yes"}, "orthogonalize is 'yes'"),
        ("Shampoo", {"precondition_every": 0}, "precondition_every is 0"),
        ("SOAP", {"precondition_every": 1.5}, "whole number"),
        ("Prodigy", {"d0": 0}, "d0 is 0"),
        ("DAdaptSGD", {"d0": 0}, "d0 is 0"),
        ("SGDScheduleFree", {"momentum": 0}, "momentum is 0"),
        ("AdamWScheduleFree", {"betas": (0, 0.9)}, "beta1 is 0"),
        ("AdamHD", {"betas": (0.9, 1.0)}, "beta2 is 1"),
        ("Adafactor", {"beta2_decay": 0.5}, "beta2_decay is 0.5"),
        ("LAMB", {"lr": float("nan")}, "lr is nan"),
    ],
)
def test_bad_options(cls, options, words):
    with pytest.raises(ValueError, match=words):
        getattr(optim, cls)([leaf(np.zeros((2, 2)))], **options)
