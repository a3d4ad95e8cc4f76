"""Workloads: seeded NumPy arrays and the work to do with them, the same for every candidate."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np

from benchmarks import models
from benchmarks.rules import RULES, WRITTEN, Rule

Array = np.ndarray[Any, np.dtype[Any]]
BATCHES = 4  # distinct ones, in turns
CHECKED_STEPS = 5  # every batch, and the first once more
PIXEL_MEAN, PIXEL_DEVIATION = 0.1307, 0.3081


def distance(parameters: list[Array], initial: list[Array]) -> float:
    """The sum of absolute differences, which stands for a loss where there is none."""
    pairs = zip(parameters, initial, strict=True)
    return float(sum(np.abs(p - q).sum(dtype=np.float64) for p, q in pairs))


def product_factors(n: int = 2048) -> tuple[Array, Array]:
    """Two square matrices, for the probe of the machine's arithmetic."""
    rng = np.random.default_rng(0)
    a, b = rng.standard_normal((2, n, n), dtype="f4")
    return a, b


@dataclass(frozen=True)
class Network:
    """Training steps of a multilayer perceptron: forward, loss, backward, update.

    Outputs of one class per column have cross entropy as their loss, others the mean square error.
    """

    name: str
    aim: str
    sizes: tuple[int, ...]
    batch: int
    rule_name: str
    lr: float | None = None
    activation: str = "relu"
    classes: bool = False
    probes: ClassVar[str] = "product"

    @property
    def rule(self) -> Rule:
        return RULES[self.rule_name].with_lr(self.lr)

    @property
    def work(self) -> float:
        """Floating-point operations of a step; the input needs no gradient."""
        products = [2.0 * self.batch * m * n for m, n in pairwise(self.sizes)]
        return 3 * sum(products) - products[0]

    def weights(self) -> list[tuple[Array, Array]]:
        """Weight (out, in) and bias of each layer."""
        rng = np.random.default_rng(1)

        def layer(m: int, n: int) -> tuple[Array, Array]:
            drawn = rng.uniform(-(m**-0.5), m**-0.5, (n, m + 1)).astype("f4")
            return np.ascontiguousarray(drawn[:, :m]), np.ascontiguousarray(drawn[:, m])

        return [layer(m, n) for m, n in pairwise(self.sizes)]

    def batches(self) -> list[tuple[Array, Array]]:
        """Inputs and targets; labels are int64."""
        rng = np.random.default_rng(2)
        drawn = []
        for _ in range(BATCHES):
            x = rng.standard_normal((self.batch, self.sizes[0]), dtype="f4")
            if self.classes:
                y: Array = rng.integers(0, self.sizes[-1], self.batch)
            else:
                y = np.sin(x[:, :1] * rng.uniform(1, 3, self.sizes[-1])).astype("f4")
            drawn.append((x, y))
        return drawn


@dataclass(frozen=True)
class Update:
    """The optimizer alone: 25 million parameters in 60 tensors, as in a transformer."""

    name: str
    aim: str
    rule_name: str
    block: ClassVar = [(512, 1536), (512, 512), (512, 2048), (2048, 512), (512,), (2048,), (512,)]
    probes: ClassVar[str] = "bandwidth"

    @property
    def rule(self) -> Rule:
        return RULES[self.rule_name]

    @property
    def shapes(self) -> list[tuple[int, ...]]:
        return 8 * self.block + 4 * [(512,)]

    @property
    def work(self) -> float:
        """Bytes of a step."""
        return float(self.rule.bytes * sum(int(np.prod(shape)) for shape in self.shapes))

    def arrays(self) -> tuple[list[Array], list[Array]]:
        """Parameters and gradients."""
        rng = np.random.default_rng(3)
        parameters = [0.02 * rng.standard_normal(shape, dtype="f4") for shape in self.shapes]
        return parameters, [0.01 * rng.standard_normal(p.shape, dtype="f4") for p in parameters]


@dataclass(frozen=True)
class Inference:
    """One row, or one image, through a trained network."""

    name: str
    aim: str
    network: Network | Deep
    probes: ClassVar[str] = ""

    def row(self) -> Array:
        return np.ascontiguousarray(self.network.batches()[0][0][:1])


@dataclass(frozen=True)
class Epoch:
    """A pass over byte images: shuffled, normalized, in batches, a training step for each.

    Losses are compared over the first batches in order.
    """

    name: str
    aim: str
    network: Network
    rows: int = 60_000
    probes: ClassVar[str] = "product"

    @property
    def work(self) -> float:
        return self.network.work * self.rows / self.network.batch

    def images(self) -> tuple[Array, Array]:
        """Images (rows, 784) of uint8, and their labels."""
        rng = np.random.default_rng(4)
        labels = rng.integers(0, 10, self.rows)
        prototypes = rng.integers(0, 200, (10, 784)) * (rng.random((10, 784)) < 0.2)
        images = rng.integers(0, 56, (self.rows, 784), dtype=np.uint8)
        images += prototypes.astype(np.uint8)[labels]
        return images, labels


@dataclass(frozen=True)
class Startup:
    """A fresh process: its import, its first training step, and its memory after a hundred."""

    name: str
    aim: str
    network: Network
    probes: ClassVar[str] = ""


@dataclass(frozen=True)
class Deep:
    """Training steps of a network of layers: forward, cross entropy, backward, update.

    The input is images (c, h, w), or as many tokens as it says, of which each is to foretell the
    next. `products` has (inputs, outputs, kernel, points) of every layer that multiplies.
    """

    name: str
    aim: str
    build: Callable[..., Any]
    input: tuple[int, ...]
    batch: int
    rule_name: str
    products: tuple[tuple[int, int, int, int], ...]
    options: tuple[tuple[str, float], ...] = ()
    dropout: float = 0.0
    vocabulary: int = 96
    probes: ClassVar[str] = "product"

    @property
    def rule(self) -> Rule:
        rule = RULES[self.rule_name]
        return replace(rule, options={**rule.options, **dict(self.options)})

    @property
    def work(self) -> float:
        """Floating-point operations of a step; the first layer's input needs no gradient."""
        each = [2.0 * self.batch * c * k * taps * points for c, k, taps, points in self.products]
        return 3 * sum(each) - each[0]

    def initial(self, name: str, shape: tuple[int, ...]) -> Array:
        """The first value of a parameter or buffer, by its name."""
        if len(shape) == 0:
            return np.zeros(shape, np.int64)
        if len(shape) == 1:
            return np.full(shape, float(name.endswith(("weight", "running_var"))), "f4")
        bound = float(np.prod(shape[1:])) ** -0.5
        rng = np.random.default_rng(zlib.crc32(name.encode()))
        return rng.uniform(-bound, bound, shape).astype("f4")

    def batches(self) -> list[tuple[Array, Array]]:
        """Images and labels, or tokens and those that follow them."""
        rng = np.random.default_rng(2)
        drawn: list[tuple[Array, Array]] = []
        for _ in range(BATCHES):
            if len(self.input) > 1:
                x = rng.standard_normal((self.batch, *self.input), dtype="f4")
                drawn.append((x, rng.integers(0, 10, self.batch)))
            else:
                t = rng.integers(0, self.vocabulary, (self.batch, self.input[0] + 1))
                drawn.append((t[:, :-1].copy(), t[:, 1:].flatten()))
        return drawn


Workload = Network | Update | Inference | Epoch | Startup | Deep

_MNIST = (784, 256, 128, 10)
_CNN = Deep(
    "cnn",
    "1.3",
    models.cnn,
    (1, 28, 28),
    64,
    "adam",
    ((1, 32, 9, 676), (32, 64, 9, 576), (9216, 128, 1, 1), (128, 10, 1, 1)),
    dropout=0.25,
)
_TINY = Network("tiny", "2", (2, 32, 32, 1), 32, "adam", activation="tanh")
_MNIST_64 = Network("mnist-64", "1.4", _MNIST, 64, "momentum", lr=0.05, classes=True)
_RESNET = (
    (3, 16, 9, 1024),
    *6 * [(16, 16, 9, 1024)],
    *[(16, 32, 9, 256), (16, 32, 1, 256), *5 * [(32, 32, 9, 256)]],
    *[(32, 64, 9, 64), (32, 64, 1, 64), *5 * [(64, 64, 9, 64)]],
    (64, 10, 1, 1),
)
_ALL: tuple[Workload, ...] = (
    _TINY,
    *(
        Network(f"width-{n}", "monotone", (2, n, n, 1), 32, "adam", activation="tanh")
        for n in (8, 16, 45, 46, 64, 128)
    ),
    _MNIST_64,
    Network("mnist-1024", "1.3", _MNIST, 1024, "adam", classes=True),
    Network("wide", "1.15, 0.9 of peak", (1024, 4096, 4096, 1024), 256, "adamw", lr=1e-4),
    *(Update(f"optimizer-{rule}", "0.9 of triad", rule) for rule in RULES),
    Inference("inference", "1", _MNIST_64),
    Epoch("epoch", "2 of torch", Network("", "", _MNIST, 64, "momentum", lr=0.01, classes=True)),
    Startup("startup", "", _TINY),
    _CNN,
    Inference("cnn-inference", "1", _CNN),
    Deep(
        "resnet-20",
        "1.25",
        models.resnet20,
        (3, 32, 32),
        64,
        "momentum",
        _RESNET,
        options=(("weight_decay", 5e-4), ("lr", 1e-3)),  # larger steps blow up every rounding
    ),
    Deep(
        "characters",
        "1.3",
        models.characters,
        (64,),
        32,
        "adam",
        ((64, 1024, 1, 64), (256, 1024, 1, 64), (256, 96, 1, 64)),
    ),
    Deep(
        "transformer",
        "1.5",
        models.transformer,
        (128,),
        16,
        "adamw",
        # Of the scores, half are seen.
        (*4 * [(128, 1536, 1, 128), (128, 128, 1, 128)], (128, 96, 1, 128)),
    ),
    *(Network(f"compare-{rule}", "", (64, 128, 10), 32, rule, classes=True) for rule in WRITTEN),
)
WORKLOADS = {workload.name: workload for workload in _ALL}
DEFAULT = [name for name in WORKLOADS if not name.startswith("compare-")]


def select(patterns: Iterable[str]) -> list[str]:
    """Names that a pattern or the word before a hyphen matches; ValueError where there are none."""
    chosen: list[str] = []
    for pattern in patterns:
        found = [n for n in WORKLOADS if fnmatchcase(n, pattern) or n.startswith(f"{pattern}-")]
        if not found:
            raise ValueError(f"no workload is called {pattern!r}; there are {', '.join(WORKLOADS)}")
        chosen += [name for name in found if name not in chosen]
    return chosen
