"""The dropout family and noise: what is drawn, what stays, and that replay draws the same."""

import numpy as np
import pytest

import nnlite
from nnlite import nn

F = nn.functional

# layer, shape of an input, how many axes a number of the mask stands for.
LAYERS = {
    "Dropout": (lambda p: nn.Dropout(p), (40, 50), 0),
    "Dropout1d": (lambda p: nn.Dropout1d(p), (40, 50, 3), 1),
    "Dropout1d of one": (lambda p: nn.Dropout1d(p), (900, 3), 1),
    "Dropout2d": (lambda p: nn.Dropout2d(p), (40, 50, 3, 2), 2),
    "Dropout3d": (lambda p: nn.Dropout3d(p), (40, 50, 2, 1, 2), 3),
    "Dropout3d of one": (lambda p: nn.Dropout3d(p), (900, 2, 1, 2), 3),
    "DropPath": (lambda p: nn.DropPath(p), (2000, 2, 3), 2),
}
OTHERS = {
    "AlphaDropout": (lambda p: nn.AlphaDropout(p), (40, 50), 0),
    "FeatureAlphaDropout": (lambda p: nn.FeatureAlphaDropout(p), (40, 50, 2, 2), 2),
    "GaussianDropout": (lambda p: nn.GaussianDropout(p), (40, 50), 0),
    "GaussianNoise": (lambda p: nn.GaussianNoise(p), (40, 50), 0),
}
ALL = {**LAYERS, **OTHERS}


@pytest.fixture(autouse=True)
def seed():
    nnlite.manual_seed(3)


@pytest.mark.parametrize(("make", "shape", "shared"), LAYERS.values(), ids=LAYERS)
@pytest.mark.parametrize("p", [0.1, 0.5, 0.8])
def test_zeros_and_what_is_scaled(make, shape, shared, p):
    x = 2.0 ** np.random.default_rng(0).integers(-2, 3, shape)  # y / x is exact
    factor = make(p)(nnlite.tensor(x)).numpy() / x
    flat = factor.reshape(*shape[: len(shape) - shared], -1)
    assert (flat == flat[..., :1]).all()  # one for all
    mask = flat[..., 0]
    np.testing.assert_allclose(mask[mask > 0], 1 / (1 - p), rtol=1e-12)
    spread = 5 * np.sqrt(p * (1 - p) / mask.size)
    assert abs((mask == 0).mean() - p) < spread


@pytest.mark.parametrize("name", ["AlphaDropout", "FeatureAlphaDropout"])
@pytest.mark.parametrize("p", [0.1, 0.5])
def test_alpha_dropout_from_its_definition(name, p):
    make, shape, _ = OTHERS[name]
    rng = np.random.default_rng(1)
    x = rng.normal(size=(200, 100, *shape[2:]))
    y = make(p)(nnlite.tensor(x)).numpy()
    saturated = -1.0507009873554805 * 1.6732632423543772
    # Mean 0 and variance 1 stay: E y = a (1 - p) 0 + a p s + b = 0, E y^2 = 1.
    a = 1 / np.sqrt((1 - p) + p * saturated**2 - (p * saturated) ** 2)
    b = -a * p * saturated
    dropped = np.isclose(y, a * saturated + b)
    np.testing.assert_allclose(np.where(dropped, a * saturated, a * x) + b, y, rtol=1e-12)
    groups = dropped if name == "AlphaDropout" else dropped.reshape(200, 100, -1)
    if name != "AlphaDropout":
        assert (groups == groups[..., :1]).all()
        groups = groups[..., 0]
    assert abs(groups.mean() - p) < 0.02
    assert abs(y.mean()) < 0.05 and abs(y.var() - 1) < 0.05


def test_gaussian_noise_and_dropout_have_their_moments():
    x = np.random.default_rng(0).uniform(1, 2, 100_000)
    added = nn.GaussianNoise(0.3)(nnlite.tensor(x)).numpy() - x
    assert abs(added.mean()) < 0.005 and abs(added.std() - 0.3) < 0.005
    factor = nn.GaussianDropout(0.2)(nnlite.tensor(x)).numpy() / x
    assert abs(factor.mean() - 1) < 0.01 and abs(factor.std() - np.sqrt(0.2 / 0.8)) < 0.01


@pytest.mark.parametrize(("make", "shape", "shared"), ALL.values(), ids=ALL)
def test_evaluation_and_the_ends(make, shape, shared):
    x = nnlite.randn(shape)
    np.testing.assert_array_equal(make(0.5).eval()(x), x)
    np.testing.assert_array_equal(make(0.0)(x), x)
    layer = make(0.5)
    assert (layer(x) != layer(x)).any()  # anew
    if not isinstance(layer, (nn.GaussianDropout, nn.GaussianNoise)):
        leaf = x.clone().requires_grad_()
        y = make(1.0)(leaf)
        np.testing.assert_array_equal(y.detach(), np.zeros(shape))
        y.sum().backward()
        np.testing.assert_array_equal(leaf.grad, np.zeros(shape))


@pytest.mark.parametrize(("make", "shape", "shared"), ALL.values(), ids=ALL)
def test_gradients(make, shape, shared):
    layer = make(0.4)
    x = nnlite.randn((4, 3, *shape[2:]), dtype="float64").requires_grad_()

    def again(x):
        nnlite.manual_seed(8)
        return layer(x)

    assert nnlite.gradcheck(again, [x])


@pytest.mark.parametrize(("make", "shape", "shared"), ALL.values(), ids=ALL)
@pytest.mark.parametrize("threads", [1, 2, 4])
def test_captured_equals_eager(make, shape, shared, threads):
    layer = make(0.4)

    def step(x):
        y = layer(x * 2)
        (y * y).sum().backward()
        return y

    before, found = nnlite.get_num_threads(), []
    try:
        for take, count in ((nnlite.compile(step), threads), (step, 1)):
            nnlite.set_num_threads(count)
            nnlite.manual_seed(5)
            leaves = [nnlite.randn(shape).requires_grad_() for _ in range(3)]
            outputs = [take(x).detach().numpy().tobytes() for x in leaves]
            found.append((outputs, [x.grad.numpy().tobytes() for x in leaves]))
    finally:
        nnlite.set_num_threads(before)
    assert found[0] == found[1]


def test_functions_in_place():
    for name in ("alpha_dropout", "dropout1d", "dropout2d", "dropout3d", "feature_alpha_dropout"):
        f = getattr(F, name)
        x = nnlite.ones(4, 3, *[2] * (int(name[7]) if name[-1] == "d" else 1))
        assert f(x, training=False) is x
        y = f(x, 0.5, inplace=True)
        assert y is x and (x != 1).any()
        assert f.__name__ == name and f.__doc__


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: nn.Dropout2d(0.5)(nnlite.ones(3, 4, 5)), r"needs \(N, C\) and 2 more axes"),
        (lambda: nn.Dropout1d(0.5)(nnlite.ones(3)), "1 more axis"),
        (lambda: nn.AlphaDropout(-1), "AlphaDropout: p is a probability from 0 to 1, not -1"),
        (lambda: F.feature_alpha_dropout(nnlite.ones(3)), "needs 2 axes"),
        (lambda: F.gaussian_dropout(nnlite.ones(3), 1.0), "below 1"),
        (lambda: nn.GaussianNoise(-0.1), "std is -0.1"),
        (lambda: F.drop_path(nnlite.ones(3), 2.0), "not 2"),
        (
            lambda: nn.WeightNoise(nn.ReLU())(nnlite.ones(2)),
            "WeightNoise: the model has no weights",
        ),
        (
            lambda: nn.WeightNoise(nn.Linear(1, 1), names="x")(nnlite.ones(1)),
            "name matches 'x'",
        ),
        (lambda: nn.DropConnect(nn.Linear(1, 1), names="["), "no regular expression"),
        (lambda: nn.DropConnect(nn.Linear(1, 1), p=2), "not 2"),
    ],
)
def test_errors(call, message):
    with pytest.raises(ValueError, match=message):
        call()


# ---- weights -------------------------------------------------------------------------------------


def test_weight_noise_is_added_and_taken_back():
    inner = nn.Linear(3, 2).to("float64")
    layer = nn.WeightNoise(inner, 0.1)
    weight = inner.weight
    before = weight.detach().numpy().copy()
    x = nnlite.randn((5, 3), dtype="float64")
    nnlite.manual_seed(4)
    y = layer(x)
    assert inner.weight is weight
    np.testing.assert_array_equal(weight.detach(), before)
    nnlite.manual_seed(4)
    noise = nnlite.normal((2, 3), 0, 0.1, dtype="float64").numpy()
    want = x.numpy() @ (before + noise).T + inner.bias.detach().numpy()
    np.testing.assert_allclose(y.detach(), want, rtol=1e-12)
    y.sum().backward()
    np.testing.assert_allclose(weight.grad, np.tile(x.numpy().sum(0), (2, 1)), rtol=1e-12)
    np.testing.assert_array_equal(layer.eval()(x).detach(), inner(x).detach())


def test_a_failed_forward_leaves_the_weights():
    layer = nn.WeightNoise(nn.Linear(3, 2))
    weight = layer.module.weight
    with pytest.raises(ValueError, match="columns"):
        layer(nnlite.ones(2, 4))
    assert layer.module.weight is weight


def test_drop_connect_drops_weights():
    inner = nn.Linear(200, 300, bias=False)
    nn.init.ones_(inner.weight)
    y = nn.DropConnect(inner, 0.25)(nnlite.eye(200)).detach().numpy()
    np.testing.assert_allclose(y[y > 0], 1 / 0.75, rtol=1e-6)
    assert abs((y == 0).mean() - 0.25) < 0.01


class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(3, 3)
        self.b = nn.Linear(3, 3)
        self.b.weight = self.a.weight

    def forward(self, x):
        return self.b(x) - self.a(x) + (self.b.bias - self.a.bias) * 0


@pytest.mark.parametrize("names", [None, "weight", ""])
@pytest.mark.parametrize("make", [nn.WeightNoise, nn.DropConnect])
def test_disturbed_training_captured_equals_eager(make, names):
    def trained(compiled):
        nnlite.manual_seed(1)
        inner = nn.Sequential(nn.Linear(3, 5), nn.BatchNorm1d(5), nn.Tanh())
        model = nn.Sequential(make(inner, 0.3, names=names), nn.Linear(5, 1))
        optimizer = nnlite.optim.Adam(model.parameters(), 0.01)

        def step(x):
            loss = (model(x) ** 2).mean()
            loss.backward()
            optimizer.step()
            return loss

        take = nnlite.compile(step) if compiled else step
        losses = [take(nnlite.randn(6, 3)).item() for _ in range(6)]
        if compiled:
            assert take.plan.runs == 5
        return losses, [t.numpy().tobytes() for t in model.state_dict().values()]

    assert trained(True) == trained(False)


def test_tied_weights_have_one_noise():
    model = nn.WeightNoise(Tied(), 0.5)
    nn.init.zeros_(model.module.a.bias)
    nn.init.zeros_(model.module.b.bias)
    np.testing.assert_array_equal(model(nnlite.randn(4, 3)).detach(), np.zeros((4, 3)))


def test_names_belong_to_the_whole_model():
    """A forward before the optimizer is made gives no parameter a name of a part."""
    model = nn.Sequential(nn.WeightNoise(nn.Linear(2, 2)))
    model(nnlite.ones(1, 2))
    optimizer = nnlite.optim.SGD(model.parameters(), 0.1, momentum=0.9)
    model(nnlite.ones(1, 2)).sum().backward()
    optimizer.step()
    assert any(k.startswith("0.module.weight") for k in optimizer.state_dict())


def test_repr_builds_the_layers_again():
    for layer in (nn.WeightNoise(nn.Linear(1, 2), 0.5), nn.DropConnect(nn.ReLU(), names="w")):
        assert repr(layer).startswith(type(layer).__name__)
        assert "module" in repr(layer)
