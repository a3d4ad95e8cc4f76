"""Adapter: runs ONNX's own test cases of single operations, each as a call of nnlite.

A row maps an operation: ``@operation("Conv")`` above a function of the inputs (tensors, None where
one is left out), the attributes and the number of outputs that returns a tensor or several. It
raises `UnsupportedError` where the case asks for what nnlite does not have.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import nnlite

OPERATIONS: dict[str, Callable[..., Any]] = {}


class UnsupportedError(Exception):
    """What a case asks for and nnlite does not have."""


def operation(name: str):
    """Enter a function into the table."""

    def enter(function):
        assert name not in OPERATIONS
        OPERATIONS[name] = function
        return function

    return enter


def attributes_of(node) -> dict[str, Any]:
    """The attributes as numbers, lists and strings."""
    from onnx import helper

    found = {a.name: helper.get_attribute_value(a) for a in node.attribute}
    return {k: v.decode() if isinstance(v, bytes) else v for k, v in found.items()}


def run(node, values: dict[str, np.ndarray]) -> list[np.ndarray]:
    """What nnlite computes for one node, as arrays."""
    refused = {str(a.dtype) for a in values.values()} & {"float16", "bfloat16"}
    if refused:
        raise UnsupportedError(f"inputs of {refused.pop()}")
    inputs = [nnlite.from_numpy(np.array(values[n])) if n else None for n in node.input]
    floats = [x for x in inputs[:1] if x is not None and x.dtype.is_floating_point]
    if not floats and node.op_type not in {"Pad"}:
        raise UnsupportedError(f"inputs of {inputs[0].dtype}")
    found = OPERATIONS[node.op_type](inputs, attributes_of(node), len(node.output))
    found = [found] if isinstance(found, nnlite.Tensor) else list(found)
    wanted = [t for t, name in zip(found, node.output, strict=False) if name]
    return [t.detach().numpy() for t in wanted]
