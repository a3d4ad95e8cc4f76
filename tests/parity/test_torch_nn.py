"""Layers beside PyTorch's: same names of states, values, gradients, running statistics.

Skipped without PyTorch.
"""

from __future__ import annotations

import copy

import numpy as np
import pytest

import nnlite
from nnlite import nn
from parity.beside import compare, numbers, pair, same, torch

LAYERS = {
    "Linear": (lambda m: m.Linear(5, 3), (4, 5)),
    "Linear without bias": (lambda m: m.Linear(5, 3, bias=False), (2, 4, 5)),
    "Flatten": (lambda m: m.Flatten(), (2, 3, 4)),
    "Unflatten": (lambda m: m.Unflatten(-1, (2, -1)), (3, 4)),
    "Flatten two": (lambda m: m.Flatten(0, 1), (2, 3, 4)),
    "LayerNorm": (lambda m: m.LayerNorm(5), (4, 5)),
    "LayerNorm of two": (lambda m: m.LayerNorm((4, 5), eps=0.1), (3, 4, 5)),
    "BatchNorm1d": (lambda m: m.BatchNorm1d(3), (6, 3)),
    "BatchNorm1d of sequences": (lambda m: m.BatchNorm1d(3, momentum=None), (4, 3, 5)),
    "BatchNorm1d in evaluation": (lambda m: m.BatchNorm1d(3).eval(), (1, 3)),
    "PReLU": (lambda m: m.PReLU(3, init=0.1), (4, 3, 2)),
    "RReLU": (lambda m: m.RReLU(0.1, 0.3).eval(), (4, 3)),
    "GLU": (lambda m: m.GLU(1), (2, 4, 3)),
    "GELU": (lambda m: m.GELU("tanh"), (5, 3)),
    "Softmax": (lambda m: m.Softmax(1), (5, 3)),
    "Softmax2d": (lambda m: m.Softmax2d(), (2, 5, 3, 2)),
    "UpsamplingNearest2d": (lambda m: m.UpsamplingNearest2d(scale_factor=2), (2, 3, 4, 5)),
    "UpsamplingBilinear2d": (lambda m: m.UpsamplingBilinear2d((7, 9)), (2, 3, 4, 5)),
    "LogSoftmax": (lambda m: m.LogSoftmax(0), (5, 3)),
    "Softmin": (lambda m: m.Softmin(-1), (5, 3)),
    "Softplus": (lambda m: m.Softplus(2.0, 1.0), (5, 3)),
    "Hardtanh": (lambda m: m.Hardtanh(-2.0, 0.5), (5, 3)),
    "Threshold": (lambda m: m.Threshold(0.5, 7.0), (5, 3)),
    "Softshrink": (lambda m: m.Softshrink(0.7), (5, 3)),
    "Dropout": (lambda m: m.Dropout(0.7).eval(), (5, 3)),
    **{
        f"{name} in evaluation": (lambda m, name=name: getattr(m, name)(0.7).eval(), shape)
        for name, shape in {
            "Dropout1d": (4, 3, 2),
            "Dropout2d": (4, 3, 2, 2),
            "Dropout3d": (4, 3, 2, 1, 2),
            "AlphaDropout": (5, 3),
            "FeatureAlphaDropout": (4, 3, 2),
        }.items()
    },
    "MaxPool1d": (lambda m: m.MaxPool1d(3, 2, 1), (2, 3, 9)),
    "MaxPool2d": (lambda m: m.MaxPool2d(2), (2, 3, 8, 9)),
    "MaxPool2d with options": (
        lambda m: m.MaxPool2d((3, 2), (2, 1), (1, 0), (1, 2), ceil_mode=True),
        (2, 3, 8, 9),
    ),
    "MaxPool3d": (lambda m: m.MaxPool3d(2, ceil_mode=True), (3, 5, 6, 7)),
    "AvgPool1d": (lambda m: m.AvgPool1d(3, 2, 1, ceil_mode=True), (2, 3, 8)),
    "AvgPool2d": (lambda m: m.AvgPool2d(3, 2, 1, count_include_pad=False), (2, 3, 8, 9)),
    "AvgPool2d divided": (lambda m: m.AvgPool2d(2, divisor_override=3), (2, 3, 8, 9)),
    "AvgPool3d": (lambda m: m.AvgPool3d(2, 1, 1, ceil_mode=True), (2, 3, 4, 5, 6)),
    "AdaptiveAvgPool1d": (lambda m: m.AdaptiveAvgPool1d(4), (2, 3, 7)),
    "AdaptiveAvgPool2d": (lambda m: m.AdaptiveAvgPool2d((None, 3)), (2, 3, 5, 7)),
    "AdaptiveAvgPool3d": (lambda m: m.AdaptiveAvgPool3d((2, 4, 3)), (2, 3, 5, 4, 7)),
    "AdaptiveMaxPool1d": (lambda m: m.AdaptiveMaxPool1d(4), (2, 3, 7)),
    "AdaptiveMaxPool2d": (lambda m: m.AdaptiveMaxPool2d((2, 3)), (2, 3, 5, 7)),
    "AdaptiveMaxPool3d": (lambda m: m.AdaptiveMaxPool3d((2, 4, 3)), (2, 3, 5, 4, 7)),
    "LPPool1d": (lambda m: m.LPPool1d(2, 3, 2), (2, 3, 9)),
    "LPPool2d": (lambda m: m.LPPool2d(2, 2), (2, 3, 9, 8)),
    "LPPool3d": (lambda m: m.LPPool3d(2, 2), (2, 3, 4, 5, 4)),
    "BatchNorm2d": (lambda m: m.BatchNorm2d(3), (4, 3, 5, 6)),
    "BatchNorm3d": (lambda m: m.BatchNorm3d(3, momentum=0.3), (4, 3, 2, 3, 4)),
    "BatchNorm2d in evaluation": (lambda m: m.BatchNorm2d(3).eval(), (1, 3, 1, 1)),
    "GroupNorm": (lambda m: m.GroupNorm(2, 6), (3, 6, 4, 5)),
    "GroupNorm without weights": (lambda m: m.GroupNorm(3, 6, affine=False), (3, 6, 4)),
    "InstanceNorm1d": (lambda m: m.InstanceNorm1d(3), (4, 3, 6)),
    "InstanceNorm2d": (
        lambda m: m.InstanceNorm2d(3, affine=True, track_running_stats=True),
        (4, 3, 5, 6),
    ),
    "InstanceNorm2d in evaluation": (
        lambda m: m.InstanceNorm2d(3, track_running_stats=True).eval(),
        (4, 3, 5, 6),
    ),
    "InstanceNorm3d without a batch": (lambda m: m.InstanceNorm3d(3, affine=True), (3, 2, 3, 4)),
    "RMSNorm": (lambda m: m.RMSNorm(5), (4, 5)),
    "RMSNorm of two": (lambda m: m.RMSNorm((4, 5), eps=0.1), (3, 4, 5)),
    "LocalResponseNorm": (lambda m: m.LocalResponseNorm(3, 0.5), (2, 5, 4, 3)),
    "LocalResponseNorm even": (lambda m: m.LocalResponseNorm(4, 0.5, 0.6, 2.0), (2, 5, 4)),
    **{
        f"{kind}Pad{axes}d": (
            lambda m, kind=kind, axes=axes: getattr(m, f"{kind}Pad{axes}d")(
                tuple(range(1, axes + 1)) * 2, *([0.5] if kind == "Constant" else [])
            ),
            (2, 3, *[5] * axes),
        )
        for kind in ("Zero", "Constant", "Reflection", "Replication", "Circular")
        for axes in (1, 2, 3)
    },
    **{
        f"Upsample {mode} {factor} {corners}": (
            lambda m, mode=mode, factor=factor, corners=corners: m.Upsample(
                scale_factor=factor, mode=mode, align_corners=corners
            ),
            (2, 3, *[5] * axes),
        )
        for mode, axes in {"linear": 1, "bilinear": 2, "bicubic": 2, "trilinear": 3}.items()
        for factor in (2, 1.7, 0.6)
        for corners in (False, True)
    },
    **{
        f"Upsample {mode} to {size}": (
            lambda m, mode=mode, size=size: m.Upsample(size, mode=mode),
            (2, 3, 5, 4),
        )
        for mode in ("nearest", "nearest-exact")
        for size in (8, (3, 12), (5, 1))
    },
    "PixelShuffle": (lambda m: m.PixelShuffle(2), (2, 8, 3, 4)),
    "PixelUnshuffle": (lambda m: m.PixelUnshuffle(2), (2, 3, 4, 6)),
    "ChannelShuffle": (lambda m: m.ChannelShuffle(2), (2, 6, 3, 4)),
    "Unfold": (lambda m: m.Unfold((2, 3), 2, 1, 2), (2, 3, 7, 8)),
    "Fold": (lambda m: m.Fold((6, 7), 3, padding=1, stride=2), (2, 18, 12)),
    "Sequential": (
        lambda m: m.Sequential(m.Linear(5, 8), m.BatchNorm1d(8), m.ReLU(), m.Linear(8, 2)),
        (6, 5),
    ),
}


@pytest.mark.parametrize(("make", "shape"), LAYERS.values(), ids=LAYERS)
def test_layers(make, shape):
    mine, other = pair(make)
    for step in range(2):
        mine.zero_grad()
        other.zero_grad()
        compare(mine, other, numbers(*shape, seed=step))
    for name, t in other.state_dict().items():  # the running statistics moved alike
        same(mine.state_dict()[name], t)


@pytest.mark.parametrize("dim", [0, 1, None])
def test_weight_norm(dim):
    other = torch.nn.utils.parametrizations.weight_norm(
        torch.nn.Linear(5, 3), dim=-1 if dim is None else dim
    ).double()
    mine = nn.utils.weight_norm(nn.Linear(5, 3), dim=dim).double()
    learned = other.parametrizations.weight
    mine.load_state_dict(
        {
            "weight_g": learned.original0.detach().numpy(),
            "weight_v": learned.original1.detach().numpy(),
            "module.bias": other.bias.detach().numpy(),
        }
    )
    x = numbers(4, 5)
    mine(nnlite.tensor(x)).square().sum().backward()
    other(torch.tensor(x)).square().sum().backward()
    same(mine.weight_g.grad, learned.original0.grad)
    same(mine.weight_v.grad, learned.original1.grad)


def test_spectral_norm():
    other = torch.nn.utils.spectral_norm(torch.nn.Linear(5, 3)).double()
    mine = nn.utils.spectral_norm(nn.Linear(5, 3)).double()
    mine.load_state_dict(
        {
            **{
                f"weight_{k}": getattr(other, f"weight_{k}").detach().numpy()
                for k in ("orig", "u", "v")
            },
            "module.bias": other.bias.detach().numpy(),
        }
    )
    x = numbers(4, 5)
    for _ in range(3):
        y, z = mine(nnlite.tensor(x)), other(torch.tensor(x))
        same(y, z)
        mine.zero_grad()
        other.zero_grad()
        y.square().sum().backward()
        z.square().sum().backward()
        same(mine.weight_orig.grad, other.weight_orig.grad)
        same(mine.weight_u, other.weight_u)
    same(mine.eval()(nnlite.tensor(x)), other.eval()(torch.tensor(x)))


@pytest.mark.parametrize("options", [(2,), (3, 2, 1), (2, 1, 0, 2)])
@pytest.mark.parametrize("axes", [1, 2, 3])
def test_indices_of_max_pooling(options, axes):
    x = np.random.default_rng(3).integers(0, 3, (2, 3, *[7] * axes)).astype(float)  # with ties
    name = f"max_pool{axes}d"
    y, indices = getattr(nn.functional, name)(nnlite.tensor(x), *options, return_indices=True)
    z, theirs = getattr(torch.nn.functional, name)(torch.tensor(x), *options, return_indices=True)
    same(y, z)
    np.testing.assert_array_equal(indices, theirs)
    back = getattr(nn, f"MaxUnpool{axes}d")(*options[:3])
    other = getattr(torch.nn, f"MaxUnpool{axes}d")(*options[:3])
    if len(options) < 4:
        same(back(y, indices, x.shape), other(z, theirs, x.shape))


@pytest.mark.parametrize("mode", ["bilinear", "bicubic"])
@pytest.mark.parametrize("size", [{"size": (3, 11)}, {"scale_factor": 0.37}, {"size": (12, 2)}])
def test_antialias(mode, size):
    x = numbers(2, 3, 9, 8)
    mine, other = nnlite.tensor(x, requires_grad=True), torch.tensor(x, requires_grad=True)
    f = nn.functional.interpolate, torch.nn.functional.interpolate
    y, z = (f(t, **size, mode=mode, antialias=True) for f, t in zip(f, (mine, other), strict=True))
    same(y, z)
    y.square().sum().backward()
    z.square().sum().backward()
    same(mine.grad, other.grad)


def test_functional_call():
    mine, other = pair(lambda m: m.Sequential(m.Linear(3, 4), m.Tanh(), m.Linear(4, 2)))
    x = numbers(5, 3)
    ours = {n: (p.detach() * 2).requires_grad_() for n, p in mine.named_parameters()}
    theirs = {n: (p.detach() * 2).requires_grad_() for n, p in other.named_parameters()}
    y = nn.functional_call(mine, ours, (nnlite.tensor(x),))
    z = torch.func.functional_call(other, theirs, (torch.tensor(x),))
    same(y, z)
    y.square().sum().backward()
    z.square().sum().backward()
    for name, t in ours.items():
        same(t.grad, theirs[name].grad)


@pytest.mark.parametrize("p", [1.0, 2.0, float("inf")])
def test_clipped_gradients(p):
    mine, other = pair(lambda m: m.Linear(3, 4))
    x = numbers(5, 3)
    mine(nnlite.tensor(x)).square().sum().backward()
    other(torch.tensor(x)).square().sum().backward()
    norm = nn.utils.clip_grad_norm_(mine.parameters(), 0.3, p)
    same(norm, torch.nn.utils.clip_grad_norm_(other.parameters(), 0.3, p))
    for a, b in zip(mine.parameters(), other.parameters(), strict=True):
        same(a.grad, b.grad)


def test_names_are_theirs():
    """Everything nn exports that is no addition of ours is a name of theirs."""
    additions = {"GeGLU", "Maxout", "ReLUSquared", "Sparsemax", "Squareplus", "Standardize"}
    additions |= {"SwiGLU", "MinMax", "PCA", "ZCA", "Ensemble"}
    additions |= {"DropPath", "DropConnect", "GaussianDropout", "GaussianNoise", "WeightNoise"}
    additions |= {"Penalty", "L1Penalty", "L2Penalty", "ElasticNetPenalty", "OrthogonalPenalty"}
    additions |= {"Constraint", "MaxNorm", "UnitNorm", "Residual"}
    additions |= {"DiceLoss", "FocalLoss", "HingeLoss", "LogCoshLoss", "SigmoidFocalLoss"}
    additions |= {"SquaredHingeLoss"}
    additions |= {"SpectralNorm", "WeightNorm"}  # torch.nn.utils has them as functions
    additions |= {"RotaryEmbedding", "SinusoidalEncoding"}
    names = {name for name in nn.__all__ if name[0].isupper()}
    assert {name for name in names if not hasattr(torch.nn, name)} <= additions
    functions = {"geglu", "maxout", "relu_squared", "sparsemax", "squareplus", "swiglu"}
    functions |= {"drop_path", "gaussian_dropout", "gaussian_noise", "rotary"}
    functions |= {"dice_loss", "focal_loss", "hinge_loss", "log_cosh_loss", "sigmoid_focal_loss"}
    functions |= {"squared_hinge_loss"}
    assert {n for n in nn.functional.__all__ if not hasattr(torch.nn.functional, n)} == functions
    inits = {"apply", "fans", "lecun_normal_", "lecun_uniform_", "lsuv_", "variance_scaling_"}
    assert {n for n in nn.init.__all__ if not hasattr(torch.nn.init, n)} == inits


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "tanh", "selu", "linear", "conv2d"])
def test_gains(name):
    assert nn.init.calculate_gain(name) == pytest.approx(torch.nn.init.calculate_gain(name))


def test_user_defined_operations():
    """The same class body works in both."""

    def define(base):
        class Cube(base):
            @staticmethod
            def forward(ctx, x, scale):
                ctx.save_for_backward(x)
                ctx.scale = scale
                return x**3 * scale

            @staticmethod
            def backward(ctx, grad):
                (x,) = ctx.saved_tensors
                return grad * 3 * x**2 * ctx.scale, None

        return Cube

    x = numbers(5)
    a, b = nnlite.tensor(x, requires_grad=True), torch.tensor(x, requires_grad=True)
    y = define(nnlite.Function).apply(a, 2.0)
    z = define(torch.autograd.Function).apply(b, 2.0)
    same(y, z)
    (ga,) = nnlite.grad(y.sum(), a, create_graph=True)
    (gb,) = torch.autograd.grad(z.sum(), b, create_graph=True)
    same(ga, gb)
    ga.sum().backward()
    gb.sum().backward()
    same(a.grad, b.grad)


def test_copies_and_modes_agree():
    mine, other = pair(lambda m: m.Sequential(m.Linear(2, 3), m.Dropout(0.5)))
    mine, other = copy.deepcopy(mine).eval(), copy.deepcopy(other).eval()
    x = numbers(3, 2)
    same(mine(nnlite.tensor(x)), other(torch.tensor(x)))
