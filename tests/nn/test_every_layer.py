"""Every layer and loss there is: trained eagerly and compiled, on one to four threads, bit for bit.

What each of them computes is tested beside its kind; here is what holds for all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim

ROWS, TABLE, IMAGE = (5, 4), (2, 4, 8), (2, 4, 6, 6)
SPACES = {1: TABLE, 2: IMAGE, 3: (2, 4, 6, 4, 6)}


class Calls(nn.Module):
    """A layer with the other arguments of its call."""

    def __init__(self, layer: nn.Module, *rest: Any):
        super().__init__()
        self.layer, self.rest = layer, rest

    def forward(self, x):
        return self.layer(x, *self.rest)


class Unpools(nn.Module):
    """Pooling and its inverse."""

    def __init__(self, axes: int):
        super().__init__()
        self.pool = getattr(nn, f"MaxPool{axes}d")(2, return_indices=True)
        self.unpool = getattr(nn, f"MaxUnpool{axes}d")(2)

    def forward(self, x):
        return self.unpool(*self.pool(x))


def floats(*shape: int, seed: int = 0):
    return np.random.default_rng(seed).uniform(0.2, 0.8, shape).astype("f4")


def other(*shape: int, seed: int = 1):
    return nnlite.tensor(floats(*shape, seed=seed))


def integers(high: int, *shape: int):
    return np.random.default_rng(high).integers(0, high, shape)


CASES: dict[str, tuple[Callable[[], nn.Module], Any]] = {}
for axes, space in SPACES.items():
    for kind, given in {
        "AdaptiveAvgPool": (3,),
        "AdaptiveMaxPool": (3,),
        "AvgPool": (2,),
        "MaxPool": (2,),
        "LPPool": (2, 2),
        "BatchNorm": (4,),
        "InstanceNorm": (4,),
        "Conv": (4, 6, 3),
        "ConvTranspose": (4, 6, 3),
        "CircularPad": (1,),
        "ConstantPad": (1, 0.5),
        "ReflectionPad": (1,),
        "ReplicationPad": (1,),
        "ZeroPad": (1,),
        "Dropout": (0.5,),
    }.items():
        name = f"{kind}{axes}d"
        CASES[name] = (lambda name=name, given=given: getattr(nn, name)(*given), space)
    CASES[f"MaxUnpool{axes}d"] = (lambda axes=axes: Unpools(axes), space)
ELEMENTS = (
    "CELU ELU GELU Hardshrink Hardsigmoid Hardswish Hardtanh Identity LeakyReLU LogSigmoid Mish "
    "ReLU ReLU6 ReLUSquared SELU SiLU Sigmoid Softplus Softshrink Softsign Squareplus Tanh "
    "Tanhshrink RReLU PReLU AlphaDropout Dropout FeatureAlphaDropout Flatten GLU GeGLU SwiGLU "
    "Softmax LogSoftmax Softmin Sparsemax"
)
for name in ELEMENTS.split():
    CASES[name] = (getattr(nn, name), TABLE)
CASES |= {
    "Bilinear": (lambda: Calls(nn.Bilinear(4, 3, 6), other(5, 3)), ROWS),
    "ChannelShuffle": (lambda: nn.ChannelShuffle(2), IMAGE),
    "CosineSimilarity": (lambda: Calls(nn.CosineSimilarity(), other(5, 4)), ROWS),
    "DropConnect": (lambda: nn.DropConnect(nn.Linear(8, 5), 0.5), TABLE),
    "DropPath": (lambda: nn.DropPath(0.5), TABLE),
    "Embedding": (lambda: nn.Embedding(9, 4), integers(9, 5, 3)),
    "EmbeddingBag": (lambda: nn.EmbeddingBag(9, 4), integers(9, 5, 3)),
    "Fold": (lambda: nn.Fold((5, 6), 2), (2, 16, 20)),
    "GRU": (lambda: nn.GRU(8, 5, 2, bidirectional=True), TABLE),
    "GRUCell": (lambda: nn.GRUCell(4, 3), ROWS),
    "GaussianDropout": (lambda: nn.GaussianDropout(0.3), TABLE),
    "GaussianNoise": (lambda: nn.GaussianNoise(0.3), TABLE),
    "GroupNorm": (lambda: nn.GroupNorm(2, 4), IMAGE),
    "LSTM": (lambda: nn.LSTM(8, 5, proj_size=3), TABLE),
    "LSTMCell": (lambda: nn.LSTMCell(4, 3), ROWS),
    "LayerNorm": (lambda: nn.LayerNorm(8), TABLE),
    "Linear": (lambda: nn.Linear(8, 5), TABLE),
    "LocalResponseNorm": (lambda: nn.LocalResponseNorm(3), IMAGE),
    "Maxout": (lambda: nn.Maxout(2), TABLE),
    "MultiheadAttention": (
        lambda: Calls(nn.MultiheadAttention(8, 2, 0.1), *[other(7, 4, 8)] * 2),
        TABLE,
    ),
    "PairwiseDistance": (lambda: Calls(nn.PairwiseDistance(), other(5, 4)), ROWS),
    "PixelShuffle": (lambda: nn.PixelShuffle(2), IMAGE),
    "PixelUnshuffle": (lambda: nn.PixelUnshuffle(2), IMAGE),
    "RMSNorm": (lambda: nn.RMSNorm(8), TABLE),
    "RNN": (lambda: nn.RNN(8, 5, nonlinearity="relu"), TABLE),
    "RNNCell": (lambda: nn.RNNCell(4, 3), ROWS),
    "Residual": (lambda: nn.Residual(nn.Linear(8, 8)), TABLE),
    "RotaryEmbedding": (lambda: nn.RotaryEmbedding(8), TABLE),
    "Sequential": (lambda: nn.Sequential(nn.Linear(8, 6), nn.ReLU(), nn.Linear(6, 2)), TABLE),
    "SinusoidalEncoding": (lambda: nn.SinusoidalEncoding(8), TABLE),
    "Softmax2d": (lambda: nn.Softmax2d(), IMAGE),
    "SpectralNorm": (lambda: nn.SpectralNorm(nn.Linear(8, 5)), TABLE),
    "Threshold": (lambda: nn.Threshold(0.5, 0.1), TABLE),
    "Transformer": (
        lambda: Calls(nn.Transformer(8, 2, 1, 2, 16), other(7, 4, 8)),
        TABLE,
    ),
    "TransformerDecoder": (
        lambda: Calls(
            nn.TransformerDecoder(nn.TransformerDecoderLayer(8, 2, 16), 2),
            other(7, 4, 8),
        ),
        TABLE,
    ),
    "TransformerDecoderLayer": (
        lambda: Calls(nn.TransformerDecoderLayer(8, 2, 16), other(7, 4, 8)),
        TABLE,
    ),
    "TransformerEncoder": (
        lambda: nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 2),
        TABLE,
    ),
    "TransformerEncoderLayer": (lambda: nn.TransformerEncoderLayer(8, 2, 16), TABLE),
    "Unflatten": (lambda: nn.Unflatten(1, (2, 2)), TABLE),
    "Unfold": (lambda: nn.Unfold(2), IMAGE),
    "Upsample": (lambda: nn.Upsample(scale_factor=2, mode="bicubic"), IMAGE),
    "UpsamplingBilinear2d": (lambda: nn.UpsamplingBilinear2d(scale_factor=2), IMAGE),
    "UpsamplingNearest2d": (lambda: nn.UpsamplingNearest2d(scale_factor=2), IMAGE),
    "WeightNoise": (lambda: nn.WeightNoise(nn.Linear(8, 5), 0.1), TABLE),
    "WeightNorm": (lambda: nn.WeightNorm(nn.Linear(8, 5)), TABLE),
}

# ---- losses -------------------------------------------------------------------------------------

SIGNS = np.where(floats(5, 4, seed=2) > 0.5, 1, -1).astype("f4")
LISTS = np.array([[0, 2, -1, 1]] * 5)
LOSSES = {
    "BCELoss BCEWithLogitsLoss HuberLoss KLDivLoss L1Loss LogCoshLoss MSELoss": [
        floats(5, 4, seed=3)
    ],
    "MultiLabelSoftMarginLoss PoissonNLLLoss SigmoidFocalLoss SmoothL1Loss": [floats(5, 4, seed=3)],
    "HingeEmbeddingLoss HingeLoss SoftMarginLoss SquaredHingeLoss": [SIGNS],
    "CrossEntropyLoss FocalLoss MultiMarginLoss NLLLoss": [integers(4, 5)],
    "MultiLabelMarginLoss": [LISTS],
    "GaussianNLLLoss TripletMarginLoss": [floats(5, 4, seed=3), floats(5, 4, seed=4)],
    "MarginRankingLoss": [floats(5, 4, seed=3), SIGNS],
    "CosineEmbeddingLoss": [floats(5, 4, seed=3), SIGNS[:, 0].copy()],
}


def beside(name: str, targets: list[Any]) -> Calls:
    return Calls(getattr(nn, name)(), *(nnlite.tensor(t) for t in targets))


for names, targets in LOSSES.items():
    for name in names.split():
        CASES[name] = (lambda name=name, targets=targets: beside(name, targets), ROWS)
CASES["DiceLoss"] = (lambda: Calls(nn.DiceLoss(), other(*IMAGE)), IMAGE)
CASES["CTCLoss"] = (
    lambda: Calls(nn.CTCLoss(), nnlite.tensor(integers(7, 4, 2) + 1), [2] * 4, [2, 1, 2, 0]),
    TABLE,
)

# No layers of their own, or fitted, joined or penalized: they have tests of this kind already.
OTHERS = {"Module", "ModuleDict", "ModuleList", "Parameter", "ParameterDict", "ParameterList"}
OTHERS |= {"Constraint", "MaxNorm", "UnitNorm", "Penalty", "L1Penalty", "L2Penalty"}
OTHERS |= {"ElasticNetPenalty", "OrthogonalPenalty", "Ensemble", "MinMax", "PCA", "Standardize"}
OTHERS |= {"ZCA"}


def test_none_is_missing():
    assert set(CASES) | OTHERS == {name for name in nn.__all__ if name[0].isupper()}
    assert not set(CASES) & OTHERS


def trained(name: str, compiled: bool, threads: int) -> list[bytes]:
    """Losses and everything learned and kept after four steps."""
    nnlite.set_num_threads(threads)
    nnlite.manual_seed(3)
    make, given = CASES[name]
    layer = make()
    whole = isinstance(given, np.ndarray)
    x = nnlite.tensor(given if whole else floats(*given))
    scale = nnlite.ones(x.shape, requires_grad=True)
    optimizer = optim.SGD([scale, *layer.parameters()], lr=0.01)

    def step(x):
        y = layer(x if whole else x * scale)
        y = y[0] if isinstance(y, tuple) else y
        loss = (y * y).mean()
        loss.backward()
        optimizer.step()
        return loss

    run = nnlite.compile(step) if compiled else step
    kept = [scale.detach(), *layer.state_dict().values()]
    before = [t.numpy().tobytes() for t in kept]
    found = [run(x).detach().numpy().tobytes() for _ in range(4)]
    after = [t.numpy().tobytes() for t in kept]
    assert after != before, "nothing was learned"
    return found + after


@pytest.mark.parametrize("name", CASES)
def test_compiled_and_any_number_of_threads_are_the_same_bits(name):
    threads = nnlite.get_num_threads()
    try:
        want = trained(name, compiled=False, threads=1)
        for compiled, count in ((True, 1), (True, 2), (False, 3), (True, 4)):
            assert trained(name, compiled, count) == want, (compiled, count)
    finally:
        nnlite.set_num_threads(threads)
