"""JAX: a jitted step called from Python, and many steps in one call by `lax.scan`."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from benchmarks.peers.jax_epoch import Passing
from benchmarks.peers.jax_network import forward_of, parameters_of, step_of
from benchmarks.peers.jax_rules import states_of, update_of
from benchmarks.workloads import (
    BATCHES,
    CHECKED_STEPS,
    Epoch,
    Inference,
    Network,
    Update,
    distance,
)

SCANNED_WORK = 2e9  # operations in one call: 100 small steps, few large ones


class Training:
    """Steps over batches in turns, one call each."""

    unit = 1

    def __init__(self, network: Network, form: str) -> None:
        step, self.state = step_of(network)
        self.step = jax.jit(step, donate_argnums=0)
        self.batches = [(jnp.array(x), jnp.array(y)) for x, y in network.batches()]

    def one(self, i: int) -> Any:
        self.state, loss = self.step(self.state, self.batches[i % len(self.batches)])
        return loss

    def losses(self, n: int) -> list[float]:
        return [float(self.one(i)) for i in range(n)]

    def run(self, n: int) -> None:
        for i in range(n):
            loss = self.one(i)
        loss.block_until_ready()
        jax.block_until_ready(self.state)


class Scanning:
    """The same, `unit` steps per call."""

    def __init__(self, network: Network, form: str) -> None:
        self.unit = int(min(100, max(CHECKED_STEPS, SCANNED_WORK // network.work)))
        step, self.state = step_of(network)
        x, y = (jnp.array(np.stack(arrays)) for arrays in zip(*network.batches(), strict=True))

        def many(state: Any, x: Any, y: Any) -> Any:
            turns = jnp.arange(self.unit) % BATCHES
            return lax.scan(lambda s, i: step(s, (x[i], y[i])), state, turns)

        call = jax.jit(many, donate_argnums=0)
        self.many = lambda state: call(state, x, y)

    def losses(self, n: int) -> list[float]:
        self.state, losses = self.many(self.state)
        return [float(loss) for loss in losses[:n]]

    def run(self, n: int) -> None:
        for _ in range(n // self.unit):
            self.state, losses = self.many(self.state)
        losses.block_until_ready()
        jax.block_until_ready(self.state)


class Updating:
    """The optimizer alone."""

    unit = 1

    def __init__(self, workload: Update, form: str) -> None:
        self.initial, gradients = workload.arrays()
        parameters = [jnp.array(p) for p in self.initial]
        self.gradients = [jnp.array(g) for g in gradients]
        self.state = parameters, states_of(workload.rule, parameters), jnp.float32(1)
        update = update_of(workload.rule)

        def step(state: Any, gradients: list[Any]) -> Any:
            parameters, states, t = state
            updated = [
                update(w, g, s, t) for w, g, s in zip(parameters, gradients, states, strict=True)
            ]
            return [w for w, _ in updated], [s for _, s in updated], t + 1

        self.step = jax.jit(step, donate_argnums=0)

    def run(self, n: int) -> None:
        for _ in range(n):
            self.state = self.step(self.state, self.gradients)
        jax.block_until_ready(self.state)

    def losses(self, n: int) -> list[float]:
        moved = []
        for _ in range(n):
            self.run(1)
            moved.append(distance([np.asarray(p) for p in self.state[0]], self.initial))
        return moved


class Predicting:
    """One row forward."""

    unit = 1

    def __init__(self, workload: Inference, form: str) -> None:
        assert isinstance(workload.network, Network)
        forward, parameters = jax.jit(forward_of(workload.network)), parameters_of(workload.network)
        x = jnp.array(workload.row())
        self.one = lambda: forward(parameters, x).block_until_ready()

    def losses(self, n: int) -> list[float]:
        return [float(np.abs(np.asarray(self.one(), np.float64)).sum()) for _ in range(n)]

    def run(self, n: int) -> None:
        for _ in range(n):
            self.one()


def training(network: Network, form: str) -> Training | Scanning:
    """One step per call, or many."""
    return Scanning(network, form) if form == "scan" else Training(network, form)


COMPETITORS = {Network: training, Update: Updating, Inference: Predicting, Epoch: Passing}
