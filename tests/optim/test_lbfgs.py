"""L-BFGS: its rounds by matrices, Wolfe's conditions, checkpoints, closures, errors."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim
from optim.references_lbfgs import lbfgs

WOLFE = {"line_search_fn": "strong_wolfe"}
FORMS = pytest.mark.parametrize("options", [{"lr": 0.5}, WOLFE], ids=["lr", "wolfe"])


def leaf(values, dtype="float64"):
    return nnlite.tensor(np.asarray(values, dtype=dtype), requires_grad=True)


def values(*params):
    return np.concatenate([np.array(p.detach()).ravel() for p in params])


class Bowl:
    """0.5 w^T A w - b^T w over two tensors, which L-BFGS sees as one vector."""

    def __init__(self, n=6, seed=0):
        rng = np.random.default_rng(seed)
        a = rng.normal(size=(n, n))
        self.a, self.b = a @ a.T + np.eye(n), rng.normal(size=n)
        start = rng.normal(size=n)
        self.params = [leaf(start[:2]), leaf(start[2:].reshape(2, -1))]
        self.calls, self.noise = 0, None

    def __call__(self):
        self.calls += 1
        w = nnlite.concatenate([p.reshape(-1) for p in self.params])
        a, b = nnlite.from_numpy(self.a), nnlite.from_numpy(self.b)
        loss = 0.5 * (w @ (a @ w)) - b @ w
        loss.backward()
        return loss


def steep(w):
    """Sums of log cosh over directions of unequal weight: value and gradient."""
    rng = np.random.default_rng(0)
    a = rng.normal(size=(14, len(w))) * np.logspace(0, -1.5, len(w))
    z = a @ w - 3 * rng.normal(size=14)
    return np.log(np.cosh(z)).sum() + 0.005 * w @ w, a.T @ np.tanh(z) + 0.01 * w


def bent(w):
    """Rosenbrock's valley in many dimensions."""
    x, y = w[:-1], w[1:]
    value = ((1 - x) ** 2 + 100 * (y - x * x) ** 2).sum()
    slope = np.append(-2 * (1 - x) - 400 * x * (y - x * x), 0)
    slope[1:] += 200 * (y - x * x)
    return value, slope


def closure_of(function, params):
    """A loss of tensors whose value and gradient are those of a function in NumPy."""

    def closure():
        value, gradient = function(values(*params))
        parts = np.split(gradient, np.cumsum([p.numel() for p in params])[:-1])
        pairs = [(p, nnlite.tensor(g).reshape(p.shape)) for p, g in zip(params, parts, strict=True)]
        sum((p * g).sum() for p, g in pairs).backward()
        return nnlite.tensor(float(value), dtype="float64")

    return closure


@pytest.mark.parametrize(
    ("function", "options"),
    [
        (steep, {"lr": 0.1, "history": 4}),
        (steep, {"history": 4, "wolfe": True}),
        (bent, {"history": 4, "wolfe": True}),
        (bent, {"wolfe": True}),
    ],
)
@pytest.mark.parametrize("rounds", [1, 3])
def test_rounds_are_those_of_the_matrix(function, options, rounds):
    """60 rounds, in as many steps or in fewer."""
    start = np.random.default_rng(1).normal(size=10) if function is steep else np.full(10, -0.5)
    params = [leaf(start[:4].reshape(2, 2)), leaf(start[4:])]
    optimizer = optim.LBFGS(
        params, lr=options.get("lr", 1), max_iter=rounds, max_eval=10**6,
        history_size=options.get("history", 100), tolerance_grad=0, tolerance_change=1e-15,
        **(WOLFE if "wolfe" in options else {}),
    )  # fmt: skip
    expected = lbfgs(function, start, least=1e-15, **options)
    closure = closure_of(function, params)
    for i in range(0, 60, rounds):
        optimizer.step(closure)
        after = next(w for j, w in enumerate(expected) if j + 1 == rounds)
        limit = 1e-10 if i < 20 else 1e-7
        np.testing.assert_allclose(values(*params), after, rtol=limit, atol=limit)
    assert optimizer.steps == 60 // rounds


def test_history_forgets_the_oldest():
    bowl = Bowl()
    optimizer = optim.LBFGS(bowl.params, lr=0.5, max_iter=8, history_size=3)
    optimizer.step(bowl)
    state = optimizer.state_dict()
    assert state["0.moves"].shape == (3, 2) and state["1.changes"].shape == (3, 2, 2)


@pytest.mark.parametrize("lr", [0.01, 1, 50])
def test_wolfe_holds_at_every_round(lr):
    """From a first try that is too short, too long, or right."""
    bowl = Bowl(12, seed=3)
    optimizer = optim.LBFGS(bowl.params, lr=lr, max_iter=1, **WOLFE)
    for _ in range(2000):
        w = values(*bowl.params)
        g, f = bowl.a @ w - bowl.b, 0.5 * w @ bowl.a @ w - bowl.b @ w
        if np.abs(g).max() < 1e-6:
            break
        optimizer.step(bowl)
        after = values(*bowl.params)
        move = after - w
        g2, f2 = bowl.a @ after - bowl.b, 0.5 * after @ bowl.a @ after - bowl.b @ after
        assert f2 <= f + 1e-4 * (g @ move) + 1e-12
        assert abs(g2 @ move) <= 0.9 * abs(g @ move) + 1e-12
    np.testing.assert_allclose(values(*bowl.params), np.linalg.solve(bowl.a, bowl.b), atol=1e-5)


def rosenbrock(p):
    return (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2


def beale(p):
    x, y = p[0], p[1]
    return sum((c - x + x * y**k) ** 2 for c, k in ((1.5, 1), (2.25, 2), (2.625, 3)))


@pytest.mark.parametrize(
    ("surface", "start", "goal"),
    [(rosenbrock, [-1.2, 1.0], [1, 1]), (beale, [1.0, 0.8], [3, 0.5])],
    ids=["rosenbrock", "beale"],
)
def test_few_steps_find_the_minimum(surface, start, goal):
    p = leaf(start)
    optimizer = optim.LBFGS([p], tolerance_change=1e-15, **WOLFE)

    def closure():
        loss = surface(p)
        loss.backward()
        return loss

    first = optimizer.step(closure)
    assert first.item() == pytest.approx(float(surface(leaf(start)).detach()))
    for _ in range(7):
        optimizer.step(closure)
    np.testing.assert_allclose(values(p), goal, atol=1e-5)


@FORMS
def test_resumes_to_the_same_bits(options):
    def network():
        nnlite.manual_seed(0)
        return nn.Sequential(nn.Linear(5, 6), nn.Tanh(), nn.Linear(6, 1))

    x = nnlite.linspace(-1, 1, 100).reshape(20, 5)
    y = (3 * x).sin().sum(1, keepdim=True)

    def train(model, optimizer, steps):
        def closure():
            loss = nn.functional.mse_loss(model(x), y)
            loss.backward()
            return loss

        return [optimizer.step(closure).item() for _ in range(steps)]

    more = {
        "max_iter": 4, "history_size": 5, "weight_decay": 1e-3, "decay_mode": "decoupled",
        "ema": 0.9, "lookahead": 3, **options,
    }  # fmt: skip
    whole = network()
    train(whole, optim.LBFGS(whole.parameters(), **more), 8)
    model = network()
    first = optim.LBFGS(model.parameters(), **more)
    train(model, first, 5)
    state = {
        k: v.clone() if isinstance(v, nnlite.Tensor) else v for k, v in first.state_dict().items()
    }
    weights = {k: v.clone() for k, v in model.state_dict().items()}
    assert state["0.weight.moves"].shape == (5, 6, 5)
    train(model, first, 2)
    model.load_state_dict(weights)
    second = optim.LBFGS(model.parameters(), **more)
    second.load_state_dict(state)
    losses = train(model, second, 3)
    assert losses[-1] < losses[0]
    found, expected = (values(*m.parameters()) for m in (model, whole))
    assert found.tobytes() == expected.tobytes()


def test_decay_and_maximize_are_part_of_the_function():
    w, v = leaf([3.0, -1.0]), leaf([3.0, -1.0])
    decayed = optim.LBFGS([w], weight_decay=1.0, **WOLFE)
    ascends = optim.LBFGS([v], maximize=True, **WOLFE)

    def closure(p, sign):
        loss = sign * 0.5 * ((p - 1) ** 2).sum()
        loss.backward()
        return loss

    for _ in range(3):
        decayed.step(lambda: closure(w, 1))
        ascends.step(lambda: closure(v, -1))
    np.testing.assert_allclose(values(w), 0.5, atol=1e-6)
    np.testing.assert_allclose(values(v), 1.0, atol=1e-6)


def test_groups_share_one_search():
    bowl = Bowl()
    groups = [{"params": [bowl.params[0]], "weight_decay": 2.0}, {"params": [bowl.params[1]]}]
    optimizer = optim.LBFGS(groups, **WOLFE)
    for _ in range(3):
        optimizer.step(bowl)
    a = bowl.a + np.diag([2, 2, 0, 0, 0, 0])
    np.testing.assert_allclose(values(*bowl.params), np.linalg.solve(a, bowl.b), atol=1e-5)
    optimizer.param_groups[0]["lr"] = 0.5
    with pytest.raises(ValueError, match="lr differs between groups"):
        optimizer.step(bowl)


@FORMS
def test_an_error_in_the_closure_changes_nothing(options):
    bowl = Bowl()
    before = values(*bowl.params)
    optimizer = optim.LBFGS(bowl.params, **options)

    def closure():
        if bowl.calls == 3:
            raise KeyError("fourth")
        return bowl()

    with pytest.raises(KeyError):
        optimizer.step(closure)
    assert values(*bowl.params).tobytes() == before.tobytes()
    assert optimizer.steps == 0 and optimizer.state_dict()["0.moves"].shape[0] == 0


def test_infinite_values_are_too_far():
    w = leaf([1.0])
    optimizer = optim.LBFGS([w], lr=50.0, **WOLFE)

    def closure():
        loss = (w - 2.0).square().sum() / (w < 4).to("float64").sum()  # infinite from 4 on
        loss.backward()
        return loss

    optimizer.step(closure)
    assert abs(values(w)[0] - 2) < 1e-6


def test_nonfinite_starts_are_skipped():
    w = leaf([-1.0])
    optimizer = optim.LBFGS([w], skip_nonfinite=True)

    def closure():
        loss = w.sqrt().sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    assert optimizer.skipped_steps == 1 and optimizer.steps == 0 and values(w)[0] == -1


@FORMS
def test_same_bits_on_any_number_of_threads(options):
    start, before = (
        np.random.default_rng(0).normal(size=(70, 90)).astype("f4"),
        nnlite.get_num_threads(),
    )
    found = set()
    try:
        for threads in (1, 2, 3, 4):
            nnlite.set_num_threads(threads)
            w = leaf(start, "float32")
            closure = closure_of(lambda w: ((w**4).sum() / 4 + w @ w, w**3 + 2 * w), [w])
            optimizer = optim.LBFGS([w], max_iter=3, **options)
            for _ in range(4):
                optimizer.step(closure)
            found.add(values(w).tobytes())
    finally:
        nnlite.set_num_threads(before)
    assert len(found) == 1


@FORMS
def test_coordinates_and_scale_do_not_matter(options):
    """Permuted coordinates are permuted steps; after the first round, steps know no scale."""
    order, found = np.random.default_rng(1).permutation(6), []
    for turned, scale in ((False, 1), (True, 1), (False, 1024)):
        bowl = Bowl()
        start = values(*bowl.params)
        bowl.a, bowl.b = scale * bowl.a, scale * bowl.b
        if turned:
            bowl.a, bowl.b = bowl.a[np.ix_(order, order)], bowl.b[order]
        bowl.params = [leaf(start[order] if turned else start)]
        limits = {"tolerance_grad": 0, "tolerance_change": 0}
        optim.LBFGS(bowl.params, max_iter=6, max_eval=99, **options, **limits).step(bowl)
        found.append(values(*bowl.params))
    np.testing.assert_allclose(found[1], found[0][order], rtol=1e-9)
    np.testing.assert_allclose(found[2], found[0], rtol=1e-9)


def test_a_compiled_closure_takes_the_same_steps():
    results = []
    for compiled in (False, True):
        bowl = Bowl()
        bowl.params = [p.to(nnlite.float32).detach().requires_grad_() for p in bowl.params]
        bowl.a, bowl.b = bowl.a.astype("f4"), bowl.b.astype("f4")
        optimizer = optim.LBFGS(bowl.params, max_iter=3, **WOLFE)
        closure = nnlite.compile(bowl.__call__) if compiled else bowl
        for _ in range(4):
            optimizer.step(closure)
        results.append(values(*bowl.params).tobytes())
        assert (bowl.calls < 8) == compiled
    assert results[0] == results[1]


def test_a_compiled_step_is_refused_with_the_cure():
    bowl = Bowl()
    optimizer = optim.LBFGS(bowl.params)

    @nnlite.compile
    def step():
        return optimizer.step(bowl)

    with pytest.raises(nnlite.CaptureError, match="compile the closure"):
        step()


def test_a_trainer_brings_the_closure():
    nnlite.manual_seed(1)
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
    x = nnlite.normal((50, 4))
    y = (2 * x).sin().sum(1, keepdim=True)
    optimizer = optim.LBFGS(model.parameters(), **WOLFE)
    trainer = nnlite.Trainer(model, nn.MSELoss(), optimizer)
    history = trainer.fit(nnlite.DataLoader(x, y, batch_size=50), epochs=10, progress=False)
    assert history["train_loss"][-1] < 0.05 * history["train_loss"][0]


@pytest.mark.parametrize("options", [{"sam": 0.05}, {"nesterov": "closure", "momentum": 0.9}])
def test_a_trainer_brings_it_for_others_too(options):
    nnlite.manual_seed(1)
    model = nn.Linear(4, 1)
    x = nnlite.normal((40, 4))
    trainer = nnlite.Trainer(model, nn.MSELoss(), optim.SGD(model.parameters(), lr=0.05, **options))
    loader = nnlite.DataLoader(x, x.sum(1, keepdim=True), batch_size=10)
    history = trainer.fit(loader, epochs=20, progress=False)
    assert history["train_loss"][-1] < 0.05 * history["train_loss"][0]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"max_iter": 0}, "max_iter is 0"),
        ({"history_size": 2.5}, "whole number"),
        ({"line_search_fn": "wolfe"}, "strong_wolfe"),
        ({"lr": -1}, "lr is -1"),
    ],
)
def test_bad_options(options, words):
    with pytest.raises(ValueError, match=words):
        optim.LBFGS([leaf([1.0])], **options)


def test_closures_are_checked():
    w = leaf([1.0])
    optimizer = optim.LBFGS([w])
    with pytest.raises(ValueError, match=r"give step\(closure\) a function"):
        optimizer.step()
    with pytest.raises(TypeError, match="returned a NoneType; return the loss"):
        optimizer.step(lambda: None)
    with pytest.raises(ValueError, match=r"call loss.backward\(\) in it"):
        optimizer.step(lambda: (w * w).sum())
    with pytest.raises(ValueError, match="one number"):
        optimizer.step(lambda: nnlite.ones(3))
    assert values(w)[0] == 1 and optimizer.steps == 0
