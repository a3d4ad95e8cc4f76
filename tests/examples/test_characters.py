"""examples/characters.py: it learns, and says so; a text of the user's choice."""

from __future__ import annotations

import math
import runpy
from pathlib import Path

import numpy as np
import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "characters.py"


@pytest.fixture(scope="module")
def names():
    return runpy.run_path(str(EXAMPLE))


def test_it_learns_the_text(names, capsys):
    bits = names["main"](["--epochs", "8", "--hidden", "64", "--start", "I lit"])
    alphabet = len(set(names["TEXT"].read_text()))
    assert bits < 0.7 * math.log2(alphabet)
    printed = capsys.readouterr().out
    assert printed.startswith("I lit") and f"{bits:.2f} bits per character" in printed


def test_another_text(names, tmp_path, capsys):
    text = tmp_path / "beat.txt"
    text.write_text("one two three, " * 60)
    assert names["main"]([str(text), "--epochs", "30", "--hidden", "32", "--start", "one"]) < 0.5
    assert "two three" in capsys.readouterr().out
    with pytest.raises(ValueError, match="the text has no \\['X'\\]"):
        names["main"]([str(text), "--start", "X"])
    text.write_text("short")
    with pytest.raises(ValueError, match="the text has 5 characters"):
        names["main"]([str(text)])


def test_parts_share_no_character(names):
    text = names["Text"].of("".join(chr(32 + i % 90) for i in range(2000)))
    (x, y), (rest, _) = text.parts()
    np.testing.assert_array_equal(x[:, 1:], y[:, :-1])
    assert len(rest) >= 1 and x.shape[1] == rest.shape[1] == names["LENGTH"]
