"""Penalties and constraints: NumPy, gradients, by hand and in a Trainer, captured and eager."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import nnlite
from nnlite import nn, optim


def gram_distance(w):
    m = w.reshape(w.shape[0], -1)
    m = m if m.shape[0] <= m.shape[1] else m.T
    total = 0.0
    for i, a in enumerate(m):
        for j, b in enumerate(m):
            total += (a @ b - (i == j)) ** 2
    return total


PENALTIES = {
    "l1": (nn.L1Penalty(0.3), lambda w: 0.3 * np.abs(w).sum()),
    "l2": (nn.L2Penalty(0.3), lambda w: 0.3 / 2 * (w**2).sum()),
    "elastic net": (
        nn.ElasticNetPenalty(0.3, 0.2),
        lambda w: 0.3 * (0.2 * np.abs(w).sum() + 0.8 * 0.5 * (w**2).sum()),
    ),
    "orthogonal": (nn.OrthogonalPenalty(0.3), lambda w: 0.3 * gram_distance(w)),
}
shapes = hnp.array_shapes(min_dims=2, max_dims=4, min_side=1, max_side=4)


@pytest.mark.parametrize(("penalty", "reference"), PENALTIES.values(), ids=PENALTIES)
@settings(max_examples=25, deadline=None)
@given(shape=shapes, seed=st.integers(0, 99))
def test_values_and_gradients(penalty, reference, shape, seed):
    w = np.random.default_rng(seed).normal(size=shape)
    leaf = nnlite.tensor(w).requires_grad_()
    np.testing.assert_allclose(penalty(leaf).item(), reference(w), rtol=1e-12)
    assert nnlite.gradcheck(penalty, [leaf])


@pytest.mark.parametrize(("penalty", "reference"), PENALTIES.values(), ids=PENALTIES)
def test_of_a_model_are_its_weights(penalty, reference):
    model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 2)).to("float64")
    want = sum(reference(model[i].weight.detach().numpy()) for i in (0, 2))
    np.testing.assert_allclose(penalty(model).item(), want, rtol=1e-12)
    model[2].weight.requires_grad_(False)
    want = reference(model[0].weight.detach().numpy())
    np.testing.assert_allclose(penalty(model).item(), want, rtol=1e-12)


def test_names_choose():
    model = nn.Sequential(nn.Linear(3, 4), nn.Linear(4, 2)).to("float64")
    p = {name: t.detach().numpy() for name, t in model.named_parameters()}
    for names, chosen in (
        ("bias", ["0.bias", "1.bias"]),
        (r"^1\.", ["1.weight", "1.bias"]),
        ("", p),
    ):
        want = sum(np.abs(p[name]).sum() for name in chosen)
        np.testing.assert_allclose(nn.L1Penalty(1, names=names)(model).item(), want, rtol=1e-12)


def test_the_half_makes_it_weight_decay():
    """Plain SGD with L2Penalty(s) is plain SGD with weight_decay=s."""
    found = []
    for decay in (0.0, 0.2):
        nnlite.manual_seed(0)
        model = nn.Linear(3, 2, bias=False).to("float64")
        optimizer = optim.SGD(model.parameters(), lr=0.1, weight_decay=decay)
        for _ in range(5):
            optimizer.zero_grad()
            loss = (model(nnlite.ones(1, 3, dtype="float64")) ** 2).sum()
            if not decay:
                loss = loss + nn.L2Penalty(0.2)(model)
            loss.backward()
            optimizer.step()
        found.append(model.weight.detach().numpy())
    np.testing.assert_allclose(*found, rtol=1e-13)


def row_norms(w):
    flat = w.reshape(w.shape[0], -1) if w.ndim > 1 else w.reshape(1, -1)
    return (
        np.linalg.norm(flat, axis=1).reshape(-1, *[1] * (w.ndim - 1))
        if w.ndim > 1
        else np.array(np.linalg.norm(flat))
    )


@settings(max_examples=25, deadline=None)
@given(
    shape=hnp.array_shapes(min_dims=1, max_dims=4, min_side=1, max_side=4), seed=st.integers(0, 9)
)
def test_constraints(shape, seed):
    w = np.random.default_rng(seed).normal(size=shape) * 2
    norms = row_norms(w)
    t = nnlite.tensor(w)
    limited = nn.MaxNorm(1.5)(t).numpy()
    np.testing.assert_allclose(limited, w * np.minimum(1, 1.5 / norms), rtol=1e-12)
    inside = np.broadcast_to(norms <= 1.5, shape)
    np.testing.assert_array_equal(limited[inside], w[inside])
    np.testing.assert_allclose(nn.UnitNorm()(t), w / norms, rtol=1e-12)


def test_zeros_stay():
    w = nnlite.tensor([[0.0, 0.0], [3.0, 4.0]])
    np.testing.assert_allclose(nn.UnitNorm()(w), [[0, 0], [0.6, 0.8]], rtol=1e-6)
    np.testing.assert_allclose(nn.MaxNorm(1)(w), [[0, 0], [0.6, 0.8]], rtol=1e-6)


DATA = [
    (np.random.default_rng(i).normal(size=(8, 6)).astype("float32"), np.arange(8) % 3)
    for i in range(5)
]


def network():
    nnlite.manual_seed(2)
    return nn.Sequential(nn.Linear(6, 16), nn.Tanh(), nn.Linear(16, 3))


def by_hand(penalty, constraint, compiled):
    model = network()
    optimizer = optim.Adam(model.parameters(), lr=0.1)

    def step(x, y):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        (loss + penalty(model)).backward()
        optimizer.step()
        constraint(model)
        return loss

    take = nnlite.compile(step) if compiled else step
    losses = [take(nnlite.tensor(x), nnlite.tensor(y)).item() for x, y in DATA for _ in range(2)]
    return losses, [p.detach().numpy().tobytes() for p in model.parameters()], model


@pytest.mark.parametrize("constraint", [nn.MaxNorm(0.7), nn.UnitNorm()], ids=repr)
@pytest.mark.parametrize("penalty", [p for p, _ in PENALTIES.values()], ids=repr)
def test_captured_equals_eager(penalty, constraint):
    captured, eager = (by_hand(penalty, constraint, c) for c in (True, False))
    assert captured[:2] == eager[:2]
    norms = np.linalg.norm(captured[2][0].weight.detach().numpy(), axis=1)
    assert norms.max() < 1.00001 * (0.7 if isinstance(constraint, nn.MaxNorm) else 1)


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("compile", [True, False])
def test_a_trainer_takes_them(own, compile):
    x, y = (np.concatenate(parts) for parts in zip(*DATA, strict=True))
    penalty, constraint = nn.L2Penalty(0.05), nn.MaxNorm(0.7)
    model = network()
    trainer = nnlite.Trainer(
        model,
        nn.CrossEntropyLoss(),
        optim.Adam(model.parameters(), lr=0.1),
        penalties=[(lambda m: penalty(m)) if own else penalty],
        constraints=[(lambda m: constraint(m)) if own else constraint],
    )
    history = trainer.fit(
        nnlite.DataLoader(x, y, batch_size=8), epochs=1, compile=compile, progress=False
    )
    other = network()
    optimizer = optim.Adam(other.parameters(), lr=0.1)
    losses = []
    for a, b in DATA:
        loss = nn.functional.cross_entropy(other(nnlite.tensor(a)), nnlite.tensor(b))
        (loss + penalty(other)).backward()
        optimizer.step()
        constraint(other)
        losses.append(loss.item())
    for a, b in zip(model.parameters(), other.parameters(), strict=True):
        np.testing.assert_array_equal(a.detach(), b.detach())
    np.testing.assert_allclose(history["train_loss"], [np.mean(losses)], rtol=1e-6)


def test_one_alone_is_enough():
    model = network()
    trainer = nnlite.Trainer(
        model,
        nn.CrossEntropyLoss(),
        optim.SGD(model.parameters(), 0.1),
        penalties=nn.L1Penalty(0.1),
    )
    trainer.fit(DATA[0], epochs=1, progress=False)


def test_frozen_between_steps():
    """A compiled step sees that a parameter stopped to learn."""
    model, penalty = network(), nn.L2Penalty(1.0)
    step = nnlite.compile(lambda: penalty(model))
    whole = step().item()
    model[0].weight.requires_grad_(False)
    assert step().item() == pytest.approx(penalty(model).item())
    assert step().item() < whole


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: nn.L2Penalty(-1), ValueError, "L2Penalty: strength is -1"),
        (lambda: nn.L1Penalty(float("nan")), ValueError, "strength is nan"),
        (lambda: nn.ElasticNetPenalty(1, 1.5), ValueError, "l1_ratio is 1.5"),
        (lambda: nn.L1Penalty(1, names="(")(network()), ValueError, "no regular expression"),
        (lambda: nn.L1Penalty(1, names="x")(network()), ValueError, "name matches 'x'"),
        (lambda: nn.L1Penalty(1)(nn.ReLU()), ValueError, "no weights"),
        (lambda: nn.OrthogonalPenalty(1)(nnlite.ones(3)), ValueError, "two axes"),
        (lambda: nn.MaxNorm(0), ValueError, "limit is 0"),
        (lambda: nn.L1Penalty(1)(nnlite.tensor([1, 2])), TypeError, "float32"),
        (
            lambda: nnlite.Trainer(
                nn.Linear(1, 1), nn.MSELoss(), optim.SGD([nn.Parameter(nnlite.ones(1))], 0.1),
                penalties=[nn.L1Penalty],
            ),
            TypeError,
            "penalties hold",
        ),
    ],
)  # fmt: skip
def test_errors(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_a_penalty_that_is_no_tensor():
    model = network()
    trainer = nnlite.Trainer(
        model, nn.CrossEntropyLoss(), optim.SGD(model.parameters(), 0.1), penalties=[lambda m: 1.0]
    )
    with pytest.raises(TypeError, match="a penalty returned a float"):
        trainer.fit(DATA[0], epochs=1, progress=False)


def test_repr_builds_them_again():
    made = [p for p, _ in PENALTIES.values()]
    made += [nn.L1Penalty(0.5, names="weight"), nn.MaxNorm(2, names="0"), nn.UnitNorm()]
    for one in [*made, nn.UnitNorm(names="a")]:
        assert repr(eval("nn." + repr(one))) == repr(one)
