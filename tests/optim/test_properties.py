"""What must hold of every optimizer of both tables: groups, scale, order, NaN that is left out."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from optim.rows import ROWS
from optim.rows_tensors import TENSOR_ROWS
from optim.test_tensor_rules import Problem, copied, leaf, make, run

ALL = [*ROWS, *TENSOR_ROWS]
everyone = pytest.mark.parametrize("row", ALL, ids=str)


def shape_of(row, dims=None):
    shapes = getattr(row, "shapes", ((7,), (4, 3)))
    return next((s for s in shapes if dims in (None, len(s))), None)


def together(row):
    """Whether parameters feel each other: what they share is in the state."""
    w = leaf(np.ones(shape_of(row)))
    optimizer = make(row, [w])
    w.grad = nnlite.ones(w.shape, dtype="float64")
    optimizer.step()
    return any(name.startswith("shared.") for name in optimizer.state_dict())


@everyone
def test_groups_are_optimizers_of_their_own(row):
    """Each by its options, however many there are."""
    shape = shape_of(row)
    first, second = Problem(shape), Problem(shape, seed=1)
    more = {"lr": 3 * make(row, [leaf(np.ones(shape))]).lr, "weight_decay": 0.05}
    both = {}
    if together(row):
        more = {}
    if row.cls == "Muon" and len(shape) > 1 and "orthogonalize" not in row.options:
        both = {"orthogonalize": True}  # of several matrices the last one would not be hidden
    a, b = leaf(first.start), leaf(second.start)
    optimizer = make(row, [{"params": [a]}, {"params": [b], **more}], **both)
    c, d = leaf(first.start), leaf(second.start)
    apart = [make(row, [c, d])] if not more else [make(row, [c]), make(row, [d], **more)]
    for t in range(20):
        for w, problem in ((a, first), (b, second), (c, first), (d, second)):
            w.grad = nnlite.from_numpy(problem.gradient(np.array(w.detach()), t))
        for one in (optimizer, *apart):
            one.step()
    for found, expected in ((a, c), (b, d)):
        assert np.array(found.detach()).tobytes() == np.array(expected.detach()).tobytes()


@pytest.mark.parametrize("row", [r for r in ALL if r.scale_free], ids=str)
def test_scale_of_the_loss(row):
    problem = Problem(shape_of(row))
    results = []
    for scale in (1, 1024):
        w = leaf(problem.start)
        options = make(row, [leaf(problem.start)]).param_groups[0].keys()
        optimizer = make(row, [w], **{eps: 0 for eps in ("eps", "adamw_eps") if eps in options})
        for t in range(30):
            g = scale * problem.gradient(np.array(w.detach()), t)
            w.grad = nnlite.from_numpy(g)
            optimizer.step()
        results.append(np.array(w.detach()))
    np.testing.assert_allclose(*results, rtol=1e-12)


@pytest.mark.parametrize("row", [r for r in TENSOR_ROWS if r.permutes and shape_of(r, 2)], ids=str)
def test_permuted_rows_and_columns(row):
    shape = shape_of(row, 2)
    problem, rng = Problem(shape), np.random.default_rng(1)
    i, j = rng.permutation(shape[0])[:, None], rng.permutation(shape[1])
    w = leaf(problem.start)
    plain = run(make(row, [w]), w, problem, 20)
    problem.start, problem.scales = problem.start[i, j], problem.scales[i, j]
    problem.noise = problem.noise[:, i, j]
    w = leaf(problem.start)
    np.testing.assert_allclose(run(make(row, [w]), w, problem, 20), plain[i, j], rtol=1e-7)


@everyone
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_is_not_finite_is_left_out(row, bad):
    """With skip_nonfinite neither weights nor states feel it; without, it is there to be seen."""
    problem = Problem(shape_of(row))
    w, v = leaf(problem.start), leaf(problem.start)
    one, two = make(row, [w], skip_nonfinite=True, ema=0.9), make(row, [v], ema=0.9)
    run(one, w, problem, 5)
    run(two, v, problem, 5)
    before = copied(one.state_dict())
    broken = np.ones(w.shape)
    broken.flat[0] = bad
    w.grad = nnlite.from_numpy(broken)
    one.step()
    assert (one.steps, one.skipped_steps) == (5, 1)
    for name, value in one.state_dict().items():
        expected = before[name]
        if isinstance(value, nnlite.Tensor):
            assert np.array(value).tobytes() == np.array(expected).tobytes(), name
        elif name != "skipped":
            assert value == expected, name
    found, expected = run(one, w, problem, 5, 5), run(two, v, problem, 5, 5)
    assert found.tobytes() == expected.tobytes()
