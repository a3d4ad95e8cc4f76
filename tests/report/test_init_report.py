"""init_report: its numbers against NumPy, and that its findings are what theory says."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest

import nnlite
from nnlite import nn

WIDTH, DEPTH, ROWS = 500, 10, 300


def deep(activation, rule):
    nnlite.manual_seed(0)
    layers = [part for _ in range(DEPTH) for part in (nn.Linear(WIDTH, WIDTH), activation())]
    model = nn.Sequential(*layers)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of zeros
        nn.init.apply(model, rule)
    return model


def report_of(activation, rule):
    nnlite.manual_seed(1)
    x = nnlite.randn(ROWS, WIDTH)
    return nnlite.init_report(deep(activation, rule), x)


def linears(report):
    return [layer for layer in report.layers if layer.kind == "Linear"]


def ratios(values):
    return np.array(values[1:]) / np.array(values[:-1])


# ---- the experiment of the lecture --------------------------------------------------------------


@pytest.mark.parametrize("activation", [nn.Tanh, nn.ReLU])
def test_zero_weights_stay_equal(activation):
    report = report_of(activation, "zeros")
    assert all(layer.std == 0 for layer in report.layers)
    # 1 is the ReLU's dead units all the same; the cause is named, not the effect
    assert "100 % of the units equal another one" in report.findings[0]
    assert len(report.findings) == 1


def test_constant_weights_stay_equal_too():
    report = report_of(nn.Tanh, lambda w: nn.init.constant_(w, 0.01))
    assert linears(report)[3].twins == 1
    assert "'2'" in report.findings[0] or "'0'" in report.findings[0]
    assert "no step will tell them apart" in report.findings[0]


@pytest.mark.parametrize(
    ("activation", "variance"),
    [(nn.Tanh, WIDTH * 0.01**2), (nn.ReLU, WIDTH / 2 * 0.01**2)],
)
def test_small_weights_shrink_everything(activation, variance):
    """Var(sum w x) = n Var(w) E[x^2], and a ReLU keeps half of E[x^2]."""
    report = report_of(activation, "small_normal")
    expected = math.sqrt(variance)
    std = [layer.std for layer in linears(report)]
    assert std[0] == pytest.approx(math.sqrt(WIDTH) * 0.01, rel=0.05)
    np.testing.assert_allclose(ratios(std)[1:], expected, rtol=0.15)
    gradients = [layer.gradient_std for layer in linears(report)]
    np.testing.assert_allclose(1 / ratios(gradients), expected, rtol=0.15)
    title, cure = ("LeCun", "lecun") if activation is nn.Tanh else ("He", "he")
    best = math.sqrt((1 if activation is nn.Tanh else 2) / WIDTH)
    first, second = report.findings
    assert first.startswith("'2': deviations fall by 0.")
    assert float(first.split("fall by ")[1].split()[0]) == pytest.approx(expected, rel=0.05)
    assert first.endswith(
        f"its weights have std 0.01, {title} would be {best:.3g}: nn.init.apply(model, '{cure}')"
    )
    assert second.startswith("'0': the gradient that arrives is")


def test_large_weights_saturate_tanh():
    report = report_of(nn.Tanh, nn.init.normal_)
    # the inputs of a tanh are N(0, n), and 0.99 is reached at 2.65
    part = math.erfc(math.atanh(0.99) / math.sqrt(2 * WIDTH * 0.97))
    for layer in report.layers[3::2]:
        assert layer.saturated == pytest.approx(part, abs=0.03)
    assert any("at the flat ends" in f and "(Tanh)" in f for f in report.findings)
    assert not any("deviations" in f for f in report.findings)


def test_large_weights_explode_through_relu():
    report = report_of(nn.ReLU, nn.init.normal_)
    std = [layer.std for layer in linears(report)]
    np.testing.assert_allclose(ratios(std), math.sqrt(WIDTH / 2), rtol=0.15)
    assert "deviations grow by 15" in report.findings[0] or "by 16" in report.findings[0]
    assert "He would be 0.0632: nn.init.apply(model, 'he')" in report.findings[0]


def test_calibrated_weights_are_fine_for_tanh_and_halve_under_relu():
    assert report_of(nn.Tanh, "lecun").findings == []
    report = report_of(nn.ReLU, "lecun")
    std = [layer.std for layer in linears(report)]
    np.testing.assert_allclose(ratios(std), math.sqrt(1 / 2), rtol=0.1)
    fall = float(report.findings[0].split("fall by ")[1].split()[0])
    assert fall == pytest.approx(math.sqrt(1 / 2), rel=0.05)
    assert "He would be" in report.findings[0]


def test_he_is_fine_for_relu():
    report = report_of(nn.ReLU, "he")
    assert report.findings == []
    np.testing.assert_allclose([layer.std for layer in linears(report)], math.sqrt(2), rtol=0.25)


# ---- the numbers --------------------------------------------------------------------------------


def test_numbers_against_numpy():
    nnlite.manual_seed(2)
    model = nn.Sequential(nn.Linear(5, 7), nn.ReLU(), nn.Linear(7, 3)).to("float64")
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(40, 5)), rng.integers(0, 3, 40)
    w1, b1, w2, b2 = (p.detach().numpy() for p in model.parameters())
    z = x @ w1.T + b1
    h = np.maximum(z, 0)
    out = h @ w2.T + b2
    e = np.exp(out - out.max(1, keepdims=True))
    d_out = (e / e.sum(1, keepdims=True) - np.eye(3)[y]) / 40
    d_h = d_out @ w2
    d_z = d_h * (z > 0)
    report = nnlite.init_report(model, (x, y))
    for layer, value, gradient in zip(report.layers, (z, h, out), (d_z, d_h, d_out), strict=True):
        assert (layer.mean, layer.std) == pytest.approx((value.mean(), value.std()))
        assert layer.gradient_mean == pytest.approx(gradient.mean(), abs=1e-15)
        assert layer.gradient_std == pytest.approx(gradient.std())
    assert report.layers[0].weight_std == pytest.approx(np.sqrt((w1**2).mean()))
    assert report.layers[0].he_std == pytest.approx(math.sqrt(2 / 5))
    assert report.layers[2].lecun_std == pytest.approx(math.sqrt(1 / 7))
    assert report.layers[1].dead == pytest.approx((h == 0).all(0).mean())
    numbers = rng.normal(size=(40, 3))
    squares = nnlite.init_report(model, (x, numbers)).layers[2]
    assert squares.gradient_std == pytest.approx((2 * (out - numbers) / out.size).std())
    mine = nnlite.init_report(model, (x, numbers), loss=lambda o, t: (o * t).sum()).layers[2]
    assert mine.gradient_std == pytest.approx(numbers.std())


def test_the_model_is_left_as_it_was():
    nnlite.manual_seed(3)
    model = nn.Sequential(
        nn.Linear(4, 8), nn.BatchNorm1d(8), nn.Dropout(0.5), nn.ReLU(), nn.Linear(8, 2)
    )
    model[1].eval()
    model[0].weight.grad = nnlite.ones((8, 4))
    before = {n: t.numpy().copy() for n, t in model.state_dict().items()}
    random = nnlite.get_rng_state()
    nnlite.init_report(model, np.random.default_rng(0).normal(size=(20, 4)))
    assert nnlite.get_rng_state() == random
    for name, t in model.state_dict().items():
        np.testing.assert_array_equal(t.numpy(), before[name], err_msg=name)
    assert [m.training for m in model] == [True, False, True, True, True]
    assert (model[0].weight.grad.numpy() == 1).all()
    assert model[4].weight.grad is None
    with pytest.raises(ValueError, match="linear"):
        nnlite.init_report(model, nnlite.randn(20, 3))
    assert nnlite.get_rng_state() != random  # randn's
    calls = []
    handle = model[0].register_forward_hook(lambda *a: calls.append(a))
    model(nnlite.randn(5, 4))
    assert len(calls) == 1  # no hook of the report is left
    handle.remove()


def test_bad_input():
    model = nn.Linear(3, 2)
    for error, words, call in [
        (TypeError, "the model is 3; give an nn.Module", (3, nnlite.randn(2, 3))),
        (ValueError, "has 3 parts; give", (model, (1, 2, 3))),
        (ValueError, r"shape \(\)", (model, 1.0)),
        (ValueError, r"shape \(0, 3\)", (model, nnlite.empty((0, 3)))),
    ]:
        with pytest.raises(error, match=words):
            nnlite.init_report(*call)


# ---- other findings -----------------------------------------------------------------------------


def test_dead_units():
    model = deep(nn.ReLU, "he")
    with nnlite.no_grad():
        model[2].bias.fill_(-100)
    report = nnlite.init_report(model, nnlite.randn(ROWS, WIDTH))
    assert report.layers[3].dead == 1
    assert "'3'" in report.findings[0] and "0 for every row" in report.findings[0]


def test_saturated_kinds():
    z = nnlite.tensor(np.linspace(-8, 8, 1601).reshape(-1, 1))
    for module, low, high in [
        (nn.Tanh(), -2.6467, 2.6467),
        (nn.Sigmoid(), -4.5952, 4.5952),
        (nn.Hardtanh(-2, 1), -2, 1),
        (nn.Hardsigmoid(), -3, 3),
    ]:
        layer = nnlite.init_report(module, z).layers[0]
        expected = ((z.numpy() <= low) | (z.numpy() >= high)).mean()
        assert layer.saturated == pytest.approx(expected, abs=2e-3), module


def test_inputs_and_what_is_not_used():
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.one, self.spare = nn.Linear(4, 4), nn.Linear(4, 4)

        def forward(self, x):
            return self.one(x)

    nnlite.manual_seed(0)
    x = nnlite.randn(50, 4) * 30 + 127
    lines = nnlite.init_report(Net(), x).findings
    assert any("inputs have mean 12" in f and "nn.Standardize" in f for f in lines)
    assert any(f.startswith("'spare.weight', 'spare.bias': no gradient") for f in lines)


def test_what_is_not_finite_is_named_alone():
    model = deep(nn.ReLU, lambda w: nn.init.normal_(w, 0, 1e6))
    report = nnlite.init_report(model, nnlite.randn(ROWS, WIDTH))
    assert len(report.findings) == 1
    assert "outputs hold nan or infinity; its weights have std" in report.findings[0]


def test_a_model_of_one_function_and_of_one_layer():
    assert nnlite.init_report(nn.Linear(3, 2), nnlite.randn(8, 3)).layers[0].name == ""
    assert nnlite.init_report(nn.ReLU(), nnlite.randn(8, 3)).findings == []


def test_the_table_and_the_picture():
    report = report_of(nn.Tanh, "small_normal")
    text = repr(report)
    assert text.splitlines()[1].split() == [
        "layer", "mean", "std", "gradient", "weights", "saturated", "dead",
    ]  # fmt: skip
    assert f"* {report.findings[0]}" in text
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    ax = report.plot()
    assert ax.get_yscale() == "log"
    assert len(ax.lines) == 2
    import matplotlib.pyplot as plt

    plt.close(ax.figure)
