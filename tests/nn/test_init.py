"""Initializers: their moments within five standard errors, their bounds, their structure."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

import nnlite
from nnlite import nn
from nnlite.nn import init

SHAPE = (300, 200)  # (out, in)


def values(f, *args, shape=SHAPE, **keywords):
    nnlite.manual_seed(11)
    t = nnlite.empty(shape)
    assert f(t, *args, **keywords) is t
    return t.numpy().astype(float)


def check_moments(x, mean, std):
    n = x.size
    assert abs(x.mean() - mean) < 5 * std / math.sqrt(n)
    assert abs(x.std() - std) < 5 * std / math.sqrt(n)  # generous: kurtosis is at most 3


FAN_IN, FAN_OUT = 200, 300
XAVIER = math.sqrt(2 / 500)
LEAKY = math.sqrt(2 / (1 + 0.3**2))

# initializer, arguments, keywords, distribution, deviation
ROWS = [
    (init.normal_, (2.0, 0.5), {}, "normal", 0.5),
    (init.uniform_, (-1.0, 3.0), {}, "uniform", 4 / math.sqrt(12)),
    (init.lecun_normal_, (), {}, "normal", 1 / math.sqrt(FAN_IN)),
    (init.lecun_uniform_, (), {}, "uniform", 1 / math.sqrt(FAN_IN)),
    (init.xavier_normal_, (), {}, "normal", XAVIER),
    (init.xavier_uniform_, (), {}, "uniform", XAVIER),
    (init.xavier_uniform_, (5 / 3,), {}, "uniform", 5 / 3 * XAVIER),
    (init.kaiming_normal_, (), {}, "normal", math.sqrt(2 / FAN_IN)),
    (init.kaiming_uniform_, (), {"nonlinearity": "relu"}, "uniform", math.sqrt(2 / FAN_IN)),
    (init.kaiming_normal_, (), {"mode": "fan_out"}, "normal", math.sqrt(2 / FAN_OUT)),
    (init.kaiming_uniform_, (0.3,), {}, "uniform", LEAKY / math.sqrt(FAN_IN)),
    (init.kaiming_uniform_, (math.sqrt(5),), {}, "uniform", 1 / math.sqrt(3 * FAN_IN)),
]


@pytest.mark.parametrize(
    ("f", "args", "keywords", "distribution", "std"),
    ROWS,
    ids=[f"{row[0].__name__}-{i}" for i, row in enumerate(ROWS)],
)
def test_distributions(f, args, keywords, distribution, std):
    x = values(f, *args, **keywords)
    mean = {init.normal_: 2.0, init.uniform_: 1.0}.get(f, 0.0)
    check_moments(x, mean, std)
    z = (x.ravel() - mean) / std
    if distribution == "uniform":
        assert abs(z).max() <= math.sqrt(3) * (1 + 1e-6)
        p = stats.kstest(z, stats.uniform(-math.sqrt(3), 2 * math.sqrt(3)).cdf).pvalue
    else:
        p = stats.kstest(z, stats.norm.cdf).pvalue
    assert p > 1e-4


@pytest.mark.parametrize(
    ("mean", "std", "a", "b"), [(0, 1, -2, 2), (1, 2, 0, 1.5), (0, 1, 2, 3), (0, 0.02, -2, 2)]
)
def test_truncated_normal(mean, std, a, b):
    x = values(init.trunc_normal_, mean, std, a, b)
    assert x.min() >= a - 1e-6 and x.max() <= b + 1e-6
    reference = stats.truncnorm((a - mean) / std, (b - mean) / std, mean, std)
    check_moments(x, reference.mean(), reference.std())
    assert stats.kstest(x.ravel(), reference.cdf).pvalue > 1e-4


@pytest.mark.parametrize(("mode", "fan"), [("fan_in", 200), ("fan_out", 300), ("fan_avg", 250)])
@pytest.mark.parametrize("distribution", ["truncated_normal", "normal", "uniform"])
def test_variance_scaling(mode, fan, distribution):
    x = values(init.variance_scaling_, 1.7, mode, distribution)
    std = math.sqrt(1.7 / fan)
    check_moments(x, 0, std)
    wide = std / stats.truncnorm(-2, 2).std()  # the correction, from another source
    reference = {
        "truncated_normal": stats.truncnorm(-2, 2, 0, wide),
        "normal": stats.norm(0, std),
        "uniform": stats.uniform(-math.sqrt(3) * std, 2 * math.sqrt(3) * std),
    }[distribution]
    assert stats.kstest(x.ravel(), reference.cdf).pvalue > 1e-4


def test_constants():
    assert (values(init.zeros_) == 0).all()
    assert (values(init.ones_) == 1).all()
    assert (values(init.constant_, 0.25) == 0.25).all()


@pytest.mark.parametrize("shape", [(40, 20), (20, 40), (30, 30), (1, 5), (8, 3, 2, 2)])
@pytest.mark.parametrize("gain", [1.0, 2.5])
def test_orthogonal(shape, gain):
    x = values(init.orthogonal_, gain, shape=shape).reshape(shape[0], -1)
    product = x @ x.T if x.shape[0] <= x.shape[1] else x.T @ x
    np.testing.assert_allclose(product, gain**2 * np.eye(len(product)), atol=2e-6 * gain**2)


def test_orthogonal_is_uniform_over_rotations():
    """Haar: the entries of a large Q are nearly N(0, 1/n), and no sign is preferred."""
    x = values(init.orthogonal_, shape=(300, 300))
    check_moments(x, 0, 1 / math.sqrt(300))
    nnlite.manual_seed(0)
    signs = [init.orthogonal_(nnlite.empty((2, 2)))[0, 0].item() > 0 for _ in range(400)]
    assert abs(np.mean(signs) - 0.5) < 5 * 0.5 / math.sqrt(400)


def test_sparse():
    x = values(init.sparse_, 0.31, std=0.5)
    assert ((x == 0).sum(0) == math.ceil(0.31 * SHAPE[0])).all()
    check_moments(x[x != 0], 0, 0.5)
    places = (x == 0).mean(1)  # every row is as likely
    assert places.std() < 0.05 and abs(places.mean() - 0.31) < 0.01


def test_identities():
    np.testing.assert_array_equal(values(init.eye_, shape=(3, 5)), np.eye(3, 5))
    kernel = values(init.dirac_, shape=(4, 4, 3, 3))
    image = np.random.default_rng(0).normal(size=(4, 5, 5))
    padded = np.pad(image, ((0, 0), (1, 1), (1, 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), (1, 2))
    np.testing.assert_allclose(np.einsum("oikl,iyxkl->oyx", kernel, windows), image)
    grouped = values(init.dirac_, 2, shape=(4, 2, 3))
    assert [tuple(i) for i in np.argwhere(grouped)] == [(0, 0, 1), (1, 1, 1), (2, 0, 1), (3, 1, 1)]


def test_fans_and_gains():
    assert init.fans(nnlite.empty((8, 3, 5, 5))) == (75, 200)
    for name, gain in [("linear", 1), ("sigmoid", 1), ("conv2d", 1), ("tanh", 5 / 3)]:
        assert init.calculate_gain(name) == gain
    assert init.calculate_gain("relu") == math.sqrt(2)
    assert init.calculate_gain("selu") == 0.75
    assert init.calculate_gain("leaky_relu") == math.sqrt(2 / (1 + 0.01**2))
    assert init.calculate_gain("leaky_relu", 0.5) == math.sqrt(2 / 1.25)


def test_float64_and_parameters():
    layer = nn.Linear(20, 30, dtype="float64")
    assert init.xavier_normal_(layer.weight) is layer.weight
    assert layer.weight.requires_grad and layer.weight.is_leaf and layer.weight.grad is None


def test_views_are_filled_in_place():
    t = nnlite.zeros((4, 4))
    init.ones_(t[:, 1])
    assert t.sum().item() == 4 and t[:, 1].tolist() == [1] * 4


def test_variance_through_layers():
    """The lecture's derivation: 1/n keeps linear layers, 2/n those with a ReLU, 0.01 loses all."""

    def deviation(rule, activation):
        nnlite.manual_seed(4)
        layers = [part for _ in range(10) for part in (nn.Linear(256, 256), activation())]
        model = nn.Sequential(*layers)
        init.apply(model, rule)
        x = nnlite.randn((200, 256))
        return math.sqrt((model(x).detach().numpy() ** 2).mean())

    assert 0.5 < deviation("lecun", nn.Identity) < 2
    assert 0.4 < deviation("he", nn.ReLU) < 2
    assert deviation("lecun", nn.ReLU) < 0.1
    assert deviation("small_normal", nn.ReLU) < 1e-6


@pytest.mark.parametrize(
    ("rule", "std"),
    [
        ("small_normal", 0.01),
        ("trunc_normal", 0.02),
        ("lecun", 1 / math.sqrt(200)),
        ("lecun_normal", 1 / math.sqrt(200)),
        ("lecun_uniform", 1 / math.sqrt(200)),
        ("xavier", XAVIER),
        ("glorot", XAVIER),
        ("xavier_uniform", XAVIER),
        ("xavier_normal", XAVIER),
        ("he", math.sqrt(2 / 200)),
        ("he_uniform", math.sqrt(2 / 200)),
        ("kaiming_normal", math.sqrt(2 / 200)),
        ("kaiming_uniform", math.sqrt(2 / 200)),
    ],
)
def test_apply(rule, std):
    model = nn.Sequential(nn.Linear(200, 300), nn.BatchNorm1d(300))
    with nnlite.no_grad():
        model[1].weight.fill_(3)
        model[1].bias.fill_(3)
    nnlite.manual_seed(0)
    init.apply(model, rule)
    check_moments(model[0].weight.detach().numpy().astype(float), 0, std)
    assert (model[0].bias.detach().numpy() == 0).all()
    assert (model[1].weight.detach().numpy() == 3).all()
    assert (model[1].bias.detach().numpy() == 0).all()


def test_apply_reaches_models_written_in_python():
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.table = nn.Parameter(nnlite.ones((5, 4)))
            self.inner = nn.Sequential(nn.Linear(4, 3))

    net = Net()
    init.apply(net, "orthogonal")
    w = net.table.detach().numpy()
    np.testing.assert_allclose(w.T @ w, np.eye(4), atol=1e-6)
    w = net.inner[0].weight.detach().numpy()
    np.testing.assert_allclose(w @ w.T, np.eye(3), atol=1e-6)


def test_apply_by_a_function_and_by_the_rules_of_matrices():
    model = nn.Sequential(nn.Linear(30, 20), nn.Linear(20, 20))
    init.apply(model, lambda w: init.normal_(w, 3, 0.001))
    assert all(abs(layer.weight.mean().item() - 3) < 0.01 for layer in model)
    assert (model[0].bias.detach().numpy() == 0).all()
    init.apply(model, "identity")
    np.testing.assert_array_equal(model[0].weight.detach().numpy(), np.eye(20, 30))
    init.apply(model, "sparse")
    assert ((model[1].weight.detach().numpy() == 0).sum(0) == 18).all()
    with pytest.raises(ZeroDivisionError):
        init.apply(model, lambda w: 1 / 0)


def test_zero_weights_warn():
    model = nn.Linear(2, 2)
    with pytest.warns(UserWarning, match="units of a layer stay equal"):
        init.apply(model, "zeros")
    assert (model.weight.detach().numpy() == 0).all()


def test_layer_sequential_unit_variance():
    nnlite.manual_seed(6)
    model = nn.Sequential(
        nn.Linear(30, 60), nn.ReLU(), nn.Linear(60, 60), nn.Tanh(), nn.Linear(60, 5)
    )
    x = nnlite.randn((400, 30)) * 5
    init.lsuv_(model, x, tolerance=0.02)
    h = x
    for layer in model:
        h = layer(h)
        if isinstance(layer, nn.Linear):
            assert h.detach().numpy().var() == pytest.approx(1, abs=0.021)
    assert all(p.grad is None for p in model.parameters())


def test_lsuv_leaves_buffers_and_takes_a_failed_try_back():
    nnlite.manual_seed(1)
    model = nn.Sequential(nn.Linear(6, 9), nn.BatchNorm1d(9), nn.ReLU(), nn.Linear(9, 3))
    before = {k: t.numpy().copy() for k, t in model.state_dict().items()}
    words = r"layer '\d' .* variance (0|nan).* Nothing has changed"
    for x in (nnlite.ones((5, 6)), nnlite.full((5, 6), float("nan"))):
        with pytest.raises(ValueError, match=words):
            init.lsuv_(model, x)
        for k, t in model.state_dict().items():
            np.testing.assert_array_equal(t.numpy(), before[k], err_msg=k)
    init.lsuv_(model, nnlite.randn((50, 6)))
    for name in ("running_mean", "running_var", "num_batches_tracked"):
        np.testing.assert_array_equal(getattr(model[1], name).numpy(), before[f"1.{name}"])


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda t: init.variance_scaling_(t, -1), ValueError, "scale must be positive, not -1"),
        (lambda t: init.variance_scaling_(t, mode="fan"), ValueError, "unknown mode 'fan'"),
        (lambda t: init.variance_scaling_(t, 1, "fan_in", "norm"), ValueError, "'normal'"),
        (lambda t: init.lsuv_(nn.ReLU(), t), ValueError, "no weight of two or more axes"),
        (lambda t: init.lsuv_(nn.Linear(3, 2), t, max_steps=0), ValueError, "at least 1"),
        (lambda t: init.apply(nn.Linear(2, 2), "xavie"), ValueError, "did you mean 'xavier'"),
        (lambda t: init.calculate_gain("rleu"), ValueError, "did you mean 'relu'"),
        (lambda t: init.kaiming_normal_(t, mode="fan"), ValueError, "unknown mode 'fan'"),
        (lambda t: init.xavier_normal_(t[0]), ValueError, r"two or more axes .* shape \(3,\)"),
        (lambda t: init.orthogonal_(t[0]), ValueError, "a matrix is needed"),
        (lambda t: init.sparse_(t, 1.5), ValueError, "from 0 to 1, not 1.5"),
        (lambda t: init.eye_(t[0]), ValueError, "a matrix is needed"),
        (lambda t: init.dirac_(t), ValueError, "of 3 to 5 axes"),
        (lambda t: init.dirac_(nnlite.empty((3, 2, 1)), 2), ValueError, "into 2 groups"),
        (lambda t: init.uniform_(t, 2, 1), ValueError, "lower bound 2 is above the upper bound 1"),
        (lambda t: init.normal_(t, 0, -1), ValueError, "std must not be negative, not -1"),
        (lambda t: init.trunc_normal_(t, a=1, b=1), ValueError, "bounds 1 and 1 leave nothing"),
        (lambda t: init.normal_(t.to("int64")), TypeError, "only float32 and float64"),
        (lambda t: init.normal_(None), TypeError, "tensor"),
        (
            lambda t: init.normal_(t.requires_grad_() * 1),
            ValueError,
            "computed from others; initialize those",
        ),
    ],
)
def test_errors_change_nothing(call, error, message):
    t = nnlite.full((4, 3), 7.0)
    with pytest.raises(error, match=message):
        call(t)
    assert (t.detach().numpy() == 7).all()
