"""NumPy tuned by hand: buffers allocated once, every result written in place, flat parameters."""

from __future__ import annotations

import numpy as np

from benchmarks.peers.numpy_rules import Updater
from benchmarks.workloads import (
    PIXEL_DEVIATION,
    PIXEL_MEAN,
    Array,
    Epoch,
    Inference,
    Network,
    Update,
    distance,
    product_factors,
)


def flat_views(shapes: list[tuple[int, ...]]) -> tuple[Array, list[Array]]:
    """One vector, and arrays that lie in it one after the other."""
    ends = np.cumsum([int(np.prod(s)) for s in shapes])
    flat = np.empty(ends[-1], "f4")
    parts = np.split(flat, ends[:-1])
    return flat, [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]


class Training:
    """Forward, loss, backward and update of a network, for batches up to its size."""

    unit = 1

    def __init__(self, network: Network, form: str = "tuned") -> None:
        self.network, self.batches, self.done = network, network.batches(), 0
        arrays = [a for w, b in network.weights() for a in (np.ascontiguousarray(w.T), b)]
        flat, views = flat_views([a.shape for a in arrays])
        for view, array in zip(views, arrays, strict=True):
            view[...] = array
        flat_gradient, gradients = flat_views([a.shape for a in arrays])
        self.w, self.b, self.dw, self.db = views[::2], views[1::2], gradients[::2], gradients[1::2]
        self.updater = Updater(network.rule, [flat], [flat_gradient])
        self.h = [np.empty((network.batch, n), "f4") for n in network.sizes[1:]]
        self.d = [np.empty_like(h) for h in self.h]
        self.ones, self.rows = np.ones(network.batch, "f4"), np.arange(network.batch)

    def forward(self, x: Array) -> list[Array]:
        """What every layer gives; the last one is linear."""
        outputs, last = [], len(self.w) - 1
        for i, (w, b) in enumerate(zip(self.w, self.b, strict=True)):
            h = np.matmul(x, w, self.h[i][: len(x)])
            h += b
            if i < last and self.network.activation == "relu":
                np.maximum(h, 0, out=h)
            elif i < last:
                np.tanh(h, h)
            outputs.append(h)
            x = h
        return outputs

    def loss(self, z: Array, y: Array, d: Array) -> float:
        """The loss; its gradient goes to d."""
        if not self.network.classes:
            np.subtract(z, y, d)
            loss = float(np.vdot(d, d)) / d.size
            d *= 2 / d.size
            return loss
        rows = self.rows[: len(z)]
        z -= z.max(1, keepdims=True)
        total = np.exp(z, d).sum(1, keepdims=True)
        loss = float(np.log(total).mean() - z[rows, y].mean())
        d /= total
        d[rows, y] -= 1
        d *= 1 / len(z)
        return loss

    def step(self, x: Array, y: Array) -> float:
        outputs = self.forward(x)
        d = self.d[-1][: len(x)]
        loss = self.loss(outputs[-1], y, d)
        for i in range(len(self.w) - 1, -1, -1):
            below = outputs[i - 1] if i else x
            np.matmul(below.T, d, self.dw[i])
            np.matmul(self.ones[: len(x)], d, self.db[i])
            if i:
                e = np.matmul(d, self.w[i].T, self.d[i - 1][: len(x)])
                if self.network.activation == "relu":
                    e *= below > 0
                else:
                    np.multiply(below, below, below)
                    e *= np.subtract(1, below, below)
                d = e
        self.updater.step()
        return loss

    def losses(self, n: int) -> list[float]:
        return [self.step(*self.batches[i % len(self.batches)]) for i in range(n)]

    def run(self, n: int) -> None:
        self.losses(n)


class Updating:
    """The optimizer alone."""

    unit = 1

    def __init__(self, workload: Update, form: str) -> None:
        parameters, gradients = workload.arrays()
        self.initial = parameters
        self.parameters = [p.copy() for p in parameters]
        flat = [[a.reshape(-1) for a in arrays] for arrays in (self.parameters, gradients)]
        self.updater = Updater(workload.rule, *flat)

    def losses(self, n: int) -> list[float]:
        """How far the parameters have come."""
        moved = []
        for _ in range(n):
            self.updater.step()
            moved.append(distance(self.parameters, self.initial))
        return moved

    def run(self, n: int) -> None:
        for _ in range(n):
            self.updater.step()


class Predicting:
    """One row forward."""

    unit = 1

    def __init__(self, workload: Inference, form: str) -> None:
        assert isinstance(workload.network, Network)
        self.training, self.x = Training(workload.network), workload.row()

    def losses(self, n: int) -> list[float]:
        z = self.training.forward(self.x)[-1]
        return [float(np.abs(z).sum(dtype=np.float64))] * n

    def run(self, n: int) -> None:
        for _ in range(n):
            self.training.forward(self.x)


class Passing:
    """Whole epochs: a permutation, one gather and two operations per batch, a step."""

    unit = 1

    def __init__(self, workload: Epoch, form: str) -> None:
        self.batch = workload.network.batch
        self.images, self.labels = workload.images()
        self.training = Training(workload.network)
        self.rng = np.random.default_rng(0)
        self.bytes = np.empty((self.batch, self.images.shape[1]), np.uint8)
        self.x = np.empty(self.bytes.shape, "f4")

    def one(self, order: Array) -> float:
        np.take(self.images, order, 0, self.bytes[: len(order)], "clip")
        x = self.x[: len(order)]
        np.multiply(self.bytes[: len(order)], np.float32(1 / (255 * PIXEL_DEVIATION)), x)
        x -= PIXEL_MEAN / PIXEL_DEVIATION
        return self.training.step(x, self.labels[order])

    def losses(self, n: int) -> list[float]:
        rows = np.arange(n * self.batch)
        return [self.one(order) for order in np.split(rows, n)]

    def run(self, n: int) -> None:
        for _ in range(n):
            order = self.rng.permutation(len(self.images))
            for i in range(0, len(order), self.batch):
                self.one(order[i : i + self.batch])


class Product:
    """A square product, as a measure of the machine's arithmetic."""

    unit = 1

    def __init__(self, form: str) -> None:
        self.a, self.b = product_factors()
        self.c = np.empty_like(self.a)

    def losses(self, n: int) -> list[float]:
        return []

    def run(self, n: int) -> None:
        for _ in range(n):
            np.matmul(self.a, self.b, self.c)


COMPETITORS = {Network: Training, Update: Updating, Inference: Predicting, Epoch: Passing}
PROBES = {"product": Product}
