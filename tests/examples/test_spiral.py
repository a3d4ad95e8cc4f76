"""examples/spiral.py: the network parts what a line cannot."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "spiral.py"


@pytest.fixture(scope="module")
def names():
    return runpy.run_path(str(EXAMPLE))


def test_it_learns_the_spiral(names, tmp_path, capsys):
    pytest.importorskip("matplotlib")
    out = tmp_path / "spiral.png"
    score = names["main"](["--points", "600", "--epochs", "80", "--out", str(out)])
    assert score > 0.95
    assert f"{score:.3f}" in capsys.readouterr().out
    assert out.stat().st_size > 10_000


def test_no_line_parts_it(names):
    x, y = names["spiral"](600, 0)
    columns = np.column_stack([x, np.ones(len(x))])
    fitted, *_ = np.linalg.lstsq(columns, np.eye(3)[y], rcond=None)
    assert ((columns @ fitted).argmax(1) == y).mean() < 0.7
    assert x.dtype == np.float32 and (np.bincount(y) == 200).all()
