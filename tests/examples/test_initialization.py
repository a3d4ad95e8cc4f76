"""examples/initialization.py: it runs, and its table says what theory says."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "initialization.py"


def test_it_prints_a_table_and_draws_a_picture(tmp_path, capsys):
    pytest.importorskip("matplotlib")
    names = runpy.run_path(str(EXAMPLE))
    main = names["main"]
    main.__globals__["ROWS"] = 100  # less work
    main(str(tmp_path / "picture.png"))
    assert (tmp_path / "picture.png").stat().st_size > 10_000
    lines = capsys.readouterr().out.splitlines()
    finding = {
        tuple(a.split()[:2]): b.strip() for a, b in zip(lines[2:-1:2], lines[3::2], strict=False)
    }
    assert len(finding) == 10
    for key, words in {
        ("Tanh", "0"): "units equal another one",
        ("ReLU", "0"): "units equal another one",
        ("Tanh", "0.01"): "deviations fall by 0.22",
        ("ReLU", "0.01"): "deviations fall by 0.1",
        ("Tanh", "1"): "no lr suits both",
        ("ReLU", "1"): "deviations grow by 15",
        ("Tanh", "1/sqrt(n)"): "fine",
        ("ReLU", "1/sqrt(n)"): "deviations fall by 0.",
        ("ReLU", "sqrt(2/n)"): "fine",
    }.items():
        assert words in finding[key], key
