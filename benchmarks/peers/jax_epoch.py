"""JAX's epochs over byte images."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from benchmarks.peers.jax_network import step_of
from benchmarks.workloads import PIXEL_DEVIATION, PIXEL_MEAN, Epoch


class Passing:
    """Whole epochs over images that JAX holds: a jitted step per batch, or one scan over them."""

    unit = 1

    def __init__(self, workload: Epoch, form: str) -> None:
        self.form, self.batch, self.rng = form, workload.network.batch, np.random.default_rng(0)
        self.images, self.labels = map(jnp.array, workload.images())
        step, self.state = step_of(workload.network)

        def one(state: Any, rows: Any, images: Any, labels: Any) -> Any:
            x = (images[rows] / np.float32(255) - PIXEL_MEAN) / PIXEL_DEVIATION
            return step(state, (x, labels[rows]))

        def many(state: Any, rows: Any, images: Any, labels: Any) -> Any:
            return lax.scan(lambda s, r: one(s, r, images, labels), state, rows)

        self.step, self.many = jax.jit(one, donate_argnums=0), jax.jit(many, donate_argnums=0)

    def call(self, function: Any, rows: Any) -> Any:
        self.state, loss = function(self.state, jnp.asarray(rows), self.images, self.labels)
        return loss

    def losses(self, n: int) -> list[float]:
        rows = np.arange(n * self.batch).reshape(n, self.batch)
        if self.form == "scan":
            return [float(loss) for loss in self.call(self.many, rows)]
        return [float(self.call(self.step, r)) for r in rows]

    def run(self, n: int) -> None:
        for _ in range(n):
            order = self.rng.permutation(len(self.images))
            whole = len(order) // self.batch * self.batch
            if self.form == "scan":
                self.call(self.many, order[:whole].reshape(-1, self.batch))
            else:
                for i in range(0, whole, self.batch):
                    self.call(self.step, order[i : i + self.batch])
            if whole < len(order):
                self.call(self.step, order[whole:])
        jax.block_until_ready(self.state)
