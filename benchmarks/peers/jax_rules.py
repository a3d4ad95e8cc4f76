"""Update rules as functions of JAX arrays; XLA fuses each into one pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
from jax import lax

from benchmarks.rules import Rule

Update = Callable[[Any, Any, Any, Any], tuple[Any, Any]]


def _towards(average: Any, new: Any, decay: float) -> Any:
    return decay * average + (1 - decay) * new


def _sgd(o: dict[str, Any]) -> Update:
    def update(w: Any, g: Any, s: Any, t: Any) -> tuple[Any, Any]:
        if "momentum" not in o:
            return w - o["lr"] * g, s
        buffer = o["momentum"] * s[0] + g
        ahead = g + o["momentum"] * buffer if o.get("nesterov") else buffer
        return w - o["lr"] * ahead, (buffer,)

    return update


def _adagrad(o: dict[str, Any]) -> Update:
    def update(w: Any, g: Any, s: Any, t: Any) -> tuple[Any, Any]:
        total = s[0] + g * g
        return w - o["lr"] * g / (jnp.sqrt(total) + 1e-10), (total,)

    return update


def _adadelta(o: dict[str, Any]) -> Update:
    def update(w: Any, g: Any, s: Any, t: Any) -> tuple[Any, Any]:
        v = _towards(s[0], g * g, 0.9)
        d = jnp.sqrt((s[1] + 1e-6) / (v + 1e-6)) * g
        return w - o["lr"] * d, (v, _towards(s[1], d * d, 0.9))

    return update


def _rmsprop(o: dict[str, Any]) -> Update:
    def update(w: Any, g: Any, s: Any, t: Any) -> tuple[Any, Any]:
        v = _towards(s[0], g * g, 0.99)
        states = [v]
        if o.get("centered"):
            states.append(_towards(s[1], g, 0.99))
            v = v - states[1] * states[1]
        d = g / (jnp.sqrt(v) + 1e-8)
        if "momentum" in o:
            d = o["momentum"] * s[-1] + d
            states.append(d)
        return w - o["lr"] * d, tuple(states)

    return update


def _adam(o: dict[str, Any]) -> Update:
    decay = o.get("weight_decay", 0.0)

    def update(w: Any, g: Any, s: Any, t: Any) -> tuple[Any, Any]:
        m, v = _towards(s[0], g, 0.9), _towards(s[1], g * g, 0.999)
        states: tuple[Any, ...] = (m, v)
        if o.get("amsgrad"):
            states = (m, v, jnp.maximum(s[2], v))
        root = jnp.sqrt(states[-1]) * lax.rsqrt(1 - 0.999**t)
        step = o["lr"] / (1 - 0.9**t)
        return (1 - o["lr"] * decay) * w - step * m / (root + 1e-8), states

    return update


def update_of(rule: Rule) -> Update:
    """(w, g, states, t) -> (w, states), for the step t = 1, 2, ... as a float."""
    makers = {"SGD": _sgd, "Adagrad": _adagrad, "Adadelta": _adadelta, "RMSprop": _rmsprop}
    return makers.get(rule.cls, _adam)(dict(rule.options))


def states_of(rule: Rule, parameters: list[Any]) -> list[tuple[Any, ...]]:
    """What the rule keeps, at its start; arrays of their own, so that they can be donated."""
    return [tuple(jnp.zeros_like(p) for _ in range(rule.states)) for p in parameters]
