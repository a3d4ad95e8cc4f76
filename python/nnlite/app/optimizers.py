"""The optimizers that `nnlite compare` and `nnlite train` know by name.

Those of the lecture have rows of their own, with rates and colours chosen by hand, and are what is
compared unless others are asked for. Every other one of `nnlite.optim.list` is known, too, by its
name in lower case; its row is made from its defaults.
"""

from __future__ import annotations

import colorsys
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from nnlite._suggest import unknown


@dataclass(frozen=True)
class Row:
    """An optimizer as the command line knows it.

    Parameters
    ----------
    name : str
        What the user writes.
    title : str
        What pictures and tables say.
    cls : str
        Its class in `nnlite.optim`.
    lrs : tuple of float
        The learning rates of ``--lrs auto``: half a decade apart, around the usual value.
    usual : float
        The learning rate `nnlite train` takes.
    colors : (str, str)
        Its colour on a light and on a dark page.
    options : dict
        Further arguments of the class.
    """

    name: str
    title: str
    cls: str
    lrs: tuple[float, ...]
    usual: float
    colors: tuple[str, str]
    options: dict[str, Any] = field(default_factory=dict)

    def build(self, params: Iterable[Any], lr: float) -> Any:
        """Return the optimizer over `params`."""
        from nnlite import optim

        return getattr(optim, self.cls)(params, lr=lr, **self.options)

    @property
    def options_text(self) -> str:
        """The further arguments as one would write them, or an empty text."""
        return ", ".join(f"{key}={value}" for key, value in self.options.items())


def half_decades(first: float, count: int) -> tuple[float, ...]:
    """Return `count` learning rates from 1, 3, 10, 30, ... times a power of ten, from `first` on.

    Examples
    --------
    >>> half_decades(0.003, 4)
    (0.003, 0.01, 0.03, 0.1)
    """
    three = f"{first:e}".startswith("3")
    base = first / 3 if three else first
    steps = range(int(three), count + int(three))
    return tuple(float(f"{base * 10 ** (i // 2) * (3 if i % 2 else 1):.1g}") for i in steps)


# The colours are Okabe and Ito's for colour-blind readers, yellow darkened for a white page and
# black replaced by grey, which shows on both.
_ROWS = (
    Row("sgd", "SGD", "SGD", half_decades(0.003, 7), 0.1, ("#6b7280", "#9ca3af")),
    Row(
        "momentum",
        "Momentum",
        "SGD",
        half_decades(0.001, 7),
        0.03,
        ("#3aa0dc", "#7cc8f5"),
        {"momentum": 0.9},
    ),
    Row(
        "nesterov",
        "Nesterov",
        "SGD",
        half_decades(0.001, 7),
        0.03,
        ("#0b5fa5", "#4f95e0"),
        {"momentum": 0.9, "nesterov": True},
    ),
    Row("adagrad", "Adagrad", "Adagrad", half_decades(0.001, 7), 0.03, ("#e08a00", "#f5ae3d")),
    Row("adadelta", "Adadelta", "Adadelta", half_decades(0.03, 7), 1.0, ("#a89000", "#e3d24a")),
    Row("rmsprop", "RMSprop", "RMSprop", half_decades(3e-5, 7), 0.001, ("#b5578f", "#e08fc0")),
    Row("adam", "Adam", "Adam", half_decades(1e-4, 7), 0.003, ("#d1490f", "#f47b47")),
    Row("adamw", "AdamW", "AdamW", half_decades(1e-4, 7), 0.003, ("#00805f", "#35c49b")),
)

#: The optimizers of the lecture by name, in its order: what is compared by default.
OPTIMIZERS: dict[str, Row] = {row.name: row for row in _ROWS}


def _color(hue: float, lightness: float) -> str:
    parts = colorsys.hls_to_rgb(hue % 1, lightness, 0.6)
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


@cache
def all_optimizers() -> dict[str, Row]:
    """Return every optimizer by name: those of the lecture first, then the others by name.

    The others' rates are half a decade apart, their default in the middle.

    Examples
    --------
    >>> all_optimizers()["lion"].lrs
    (3e-06, 1e-05, 3e-05, 0.0001, 0.0003, 0.001, 0.003)
    """
    from nnlite import optim

    rows = dict(OPTIMIZERS)
    for place, info in enumerate(optim.list()):
        name, usual = info.name.lower(), info.options["lr"]
        if name in rows:
            continue
        first = round(2 * math.log10(usual)) - 3  # in half decades
        lrs = half_decades(10.0 ** (first // 2) * (3 if first % 2 else 1), 7)
        hue = 0.618034 * place  # far from those before
        rows[name] = Row(
            name, info.name, info.name, lrs, usual, (_color(hue, 0.38), _color(hue, 0.68))
        )
    return rows


def optimizer_row(name: str) -> Row:
    """Return the row of an optimizer.

    Raises
    ------
    ValueError
        If there is none of that name; the message suggests the nearest.

    Examples
    --------
    >>> optimizer_row("adam").cls
    'Adam'
    """
    found = OPTIMIZERS.get(name) or all_optimizers().get(name.lower())
    if found is None:
        raise ValueError(unknown("optimizer", name, all_optimizers()))
    return found
