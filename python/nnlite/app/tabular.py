"""A first network for a CSV file: what `nnlite train` makes and `nnlite predict` uses.

The saved file holds the weights, the standardization and, as metadata, how rows are encoded.
"""

from __future__ import annotations

import itertools
import json
import math
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nnlite.app.network import build_network
from nnlite.data.dataset import Array
from nnlite.data.encode import Encoding
from nnlite.data.table import Table

_FORMAT = 1
_KEY = "nnlite.table_model"
_CHUNK = 4096


@dataclass(frozen=True, eq=False)
class TableModel:
    """A network with all that is needed to apply it to a table.

    Parameters
    ----------
    network : nnlite.nn.Module
        Standardize, then Linear layers with ReLU between them.
    layers : tuple of int
        Sizes of its layers.
    encoding : Encoding
        Which columns go in and what comes out.
    offset, scale : float
        A predicted number is ``offset + scale * output``; 0 and 1 for classes.
    notes : dict
        How it was trained, for people.
    """

    network: Any
    layers: tuple[int, ...]
    encoding: Encoding
    offset: float
    scale: float
    notes: dict[str, Any]

    def outputs(self, x: Array) -> Array:
        """Apply the network to encoded rows, float32 of shape (rows, outputs)."""
        import nnlite

        self.network.eval()
        with nnlite.no_grad():
            parts = [
                np.asarray(self.network(nnlite.from_numpy(x[i : i + _CHUNK])))
                for i in range(0, len(x), _CHUNK)
            ]
        return np.concatenate(parts)

    def probabilities(self, table: Table) -> Array:
        """Return the probability of every class, float64 of shape (rows, classes)."""
        logits = self.outputs(self.encoding.encode_features(table)).astype(np.float64)
        weights = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(weights / weights.sum(axis=1, keepdims=True))

    def numbers(self, table: Table) -> Array:
        """Return the predicted number of every row in the units of the target, float64."""
        out = self.outputs(self.encoding.encode_features(table))[:, 0].astype(np.float64)
        return np.asarray(self.offset + self.scale * out)

    def predict(self, table: Table) -> list[str]:
        """Return the prediction of every row as text: a class name or a number."""
        if self.encoding.classes:
            best = self.probabilities(table).argmax(axis=1)
            return [self.encoding.classes[i] for i in best]
        return [f"{value:.7g}" for value in self.numbers(table)]

    def score_text(self, table: Table) -> str:
        """Compare predictions with the target column of a table, as a sentence."""
        goal = self.encoding.encode_target(table)
        if self.encoding.classes:
            return accuracy_text(self.probabilities(table).argmax(axis=1), goal)
        return error_text(self.numbers(table), goal[:, 0].astype(np.float64))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write one safetensors file that `load_table_model` reads."""
        import nnlite

        about = {
            "format": _FORMAT,
            "layers": list(self.layers),
            "encoding": self.encoding.to_dict(),
            "offset": self.offset,
            "scale": self.scale,
            "notes": self.notes,
        }
        nnlite.save_file(
            dict(self.network.state_dict()), os.fspath(path), metadata={_KEY: json.dumps(about)}
        )


def accuracy_text(guess: Array, goal: Array) -> str:
    """Say how many classes are right, beside always guessing the most frequent one."""
    right = int((guess == goal).sum())
    usual = float(np.bincount(goal).max()) / len(goal)
    return (
        f"accuracy {right / len(goal):.1%} ({right} of {len(goal)} rows; "
        f"always guessing the most frequent class gives {usual:.1%})"
    )


def error_text(guess: Array, goal: Array) -> str:
    """Say how far off numbers are, beside always guessing their mean."""
    error = float(np.sqrt(np.mean((guess - goal) ** 2)))
    usual = float(goal.std())
    explained = f", R² {1 - (error / usual) ** 2:.3f}" if usual > 0 else ""
    return (
        f"typical error {error:.4g} (root mean square over {len(goal)} rows{explained}; "
        f"always guessing the mean gives {usual:.4g})"
    )


def load_table_model(path: str | os.PathLike[str]) -> TableModel:
    """Read a file that `nnlite train` wrote.

    Raises
    ------
    ValueError
        If there is no such file, it is damaged, or it holds something else.
    """
    name = os.fspath(path)
    if not Path(name).is_file():
        raise ValueError(f"model {name!r}: no such file")
    from nnlite import nn

    tensors, metadata = _read(name)
    text = metadata.get(_KEY)
    if text is None:
        raise ValueError(f"model {name!r} was not written by `nnlite train`; it says no columns")
    try:
        about = json.loads(text)
        if about["format"] != _FORMAT:
            raise ValueError(f"format {about['format']}; this nnlite reads {_FORMAT}")
        layers = tuple(int(size) for size in about["layers"])
        encoding = Encoding.from_dict(about["encoding"])
        offset, scale = float(about["offset"]), float(about["scale"])
        outputs = len(encoding.classes) or 1
        if len(layers) < 2 or layers[0] != encoding.inputs or layers[-1] != outputs:
            raise ValueError(f"layers {layers} do not fit its columns")
        if sum(a * b + b for a, b in itertools.pairwise(layers)) > sum(
            t.size if isinstance(t.size, int) else t.numel() for t in tensors.values()
        ):
            raise ValueError(f"layers {layers} are larger than the weights in the file")
        if not (math.isfinite(offset) and math.isfinite(scale)):
            raise ValueError(f"offset {offset} and scale {scale} are not finite")
        network = build_network(layers, nn.Standardize(layers[0]))
        network.load_state_dict(tensors)
        notes = dict(about.get("notes") or {})
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ValueError(f"model {name!r} is damaged: {error}") from error
    return TableModel(network, layers, encoding, offset, scale, notes)


def _read(name: str) -> tuple[dict[str, Any], dict[str, str]]:
    import nnlite

    return nnlite.load_file(name), nnlite.load_metadata(name)
