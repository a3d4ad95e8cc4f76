"""examples/series.py: the GRU foretells better than a linear prediction."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np

EXAMPLE = Path(__file__).parents[2] / "examples" / "series.py"


def test_it_beats_the_last_value(capsys):
    names = runpy.run_path(str(EXAMPLE))
    errors = names["main"](["--epochs", "15", "--hidden", "24"])
    assert errors["GRU"] < 0.6 * errors["linear prediction"]
    printed = capsys.readouterr().out
    assert all(f"{name:18} error {found:.4f}" in printed for name, found in errors.items())
    x, y = names["windows"](np.arange(40.0, dtype="f4"))
    np.testing.assert_array_equal(x[:, -1, 0] + 1, y[:, 0])
