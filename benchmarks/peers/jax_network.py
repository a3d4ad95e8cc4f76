"""The network and its training step as functions of JAX."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp

from benchmarks.peers.jax_rules import states_of, update_of
from benchmarks.workloads import Network


def forward_of(network: Network) -> Any:
    """(parameters, x) -> output."""
    activation = jnp.tanh if network.activation == "tanh" else jax.nn.relu

    def forward(parameters: list[Any], x: Any) -> Any:
        for i in range(0, len(parameters), 2):
            x = (activation(x) if i else x) @ parameters[i] + parameters[i + 1]
        return x

    return forward


def parameters_of(network: Network) -> list[Any]:
    """Weight (in, out) and bias of each layer."""
    return [jnp.array(a) for w, b in network.weights() for a in (w.T, b)]


def step_of(network: Network) -> Any:
    """(state, (x, y)) -> (state, loss), and the first state."""
    forward, update = forward_of(network), update_of(network.rule)

    def loss_of(parameters: list[Any], x: Any, y: Any) -> Any:
        z = forward(parameters, x)
        if not network.classes:
            return jnp.square(z - y).mean()
        return -jnp.take_along_axis(jax.nn.log_softmax(z), y[:, None], 1).mean()

    def step(state: Any, batch: Any) -> Any:
        parameters, states, t = state
        loss, gradients = jax.value_and_grad(loss_of)(parameters, *batch)
        pairs = zip(parameters, gradients, states, strict=True)
        updated = [update(w, g, s, t) for w, g, s in pairs]
        return ([w for w, _ in updated], [s for _, s in updated], t + 1), loss

    parameters = parameters_of(network)
    return step, (parameters, states_of(network.rule, parameters), jnp.float32(1))
