"""Read ``--model 64-128-10`` and build the network it means."""

from __future__ import annotations

import itertools
from typing import Any

_MAX_WIDTH = 1_000_000


def parse_model(
    text: str | None, *, inputs: int, outputs: int, default: tuple[int, ...]
) -> tuple[int, ...]:
    """Return the sizes of all layers, first and last included.

    The text names the whole network (``"64-128-10"``) or the hidden layers only (``"128"``,
    ``"64-64"``); ``"linear"`` has none. It is taken as the whole network if it begins and ends
    with the data's sizes.

    Parameters
    ----------
    text : str or None
        What the user wrote; None for the default.
    inputs, outputs : int
        Sizes that the data asks for.
    default : tuple of int
        Hidden layers if nothing was written.

    Raises
    ------
    ValueError
        If it is not a list of positive whole numbers, or a network of three or more sizes that
        fits the data on one side only.

    Examples
    --------
    >>> parse_model("128", inputs=64, outputs=10, default=())
    (64, 128, 10)
    >>> parse_model("64-32-10", inputs=64, outputs=10, default=())
    (64, 32, 10)
    """
    if text is None:
        return (inputs, *default, outputs)
    if text.strip().lower() == "linear":
        return (inputs, outputs)
    parts = text.strip().split("-")
    if not all(part.isascii() and part.isdigit() and 0 < len(part) < 8 for part in parts):
        raise ValueError(
            f"model {text!r} is not a list of layer sizes; write {inputs}-128-{outputs}, "
            'or the hidden layers only: 128, 64-64, or "linear"'
        )
    sizes = tuple(int(part) for part in parts)
    for size in sizes:
        if not 1 <= size <= _MAX_WIDTH:
            raise ValueError(f"model {text!r}: a layer of {size}; sizes go from 1 to {_MAX_WIDTH}")
    if len(sizes) >= 2 and sizes[0] == inputs and sizes[-1] == outputs:
        return sizes
    if len(sizes) >= 3 and (sizes[0] == inputs) != (sizes[-1] == outputs):
        end, has, wants = (
            ("ends", sizes[-1], f"{outputs} outputs")
            if sizes[0] == inputs
            else ("begins", sizes[0], f"{inputs} inputs")
        )
        middle = "-".join(map(str, sizes[1:-1]))
        raise ValueError(
            f"model {text!r} {end} with {has}, but the data needs {wants}; "
            f"write {inputs}-{middle}-{outputs}, or the hidden layers only: {middle}"
        )
    return (inputs, *sizes, outputs)


def model_text(layers: tuple[int, ...]) -> str:
    """Return the sizes as one writes them after ``--model``."""
    return "-".join(map(str, layers))


def build_network(layers: tuple[int, ...], *first: Any) -> Any:
    """Build Linear layers of the given sizes with ReLU between them.

    Parameters
    ----------
    layers : tuple of int
        Sizes from inputs to outputs.
    *first : module
        Modules to put in front, such as `nnlite.nn.Standardize`.

    Returns
    -------
    nnlite.nn.Sequential
    """
    from nnlite import nn

    modules = list(first)
    for i, (fan_in, fan_out) in enumerate(itertools.pairwise(layers)):
        if i:
            modules.append(nn.ReLU())
        modules.append(nn.Linear(fan_in, fan_out))
    return nn.Sequential(*modules)
