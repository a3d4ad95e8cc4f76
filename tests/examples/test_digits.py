"""examples/digits.py: a convolutional network reads digits."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "digits.py"


def test_it_reads_digits(capsys):
    pytest.importorskip("sklearn")
    score = runpy.run_path(str(EXAMPLE))["main"](["--epochs", "6"])
    assert score > 0.97
    assert f"{score:.4f}" in capsys.readouterr().out
