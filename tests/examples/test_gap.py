"""examples/gap.py: every remedy shrinks the gap of the plain network."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "gap.py"


@pytest.fixture(scope="module")
def names():
    pytest.importorskip("sklearn")
    return runpy.run_path(str(EXAMPLE))


def test_every_remedy_shrinks_the_gap(names, tmp_path, capsys):
    pytest.importorskip("matplotlib")
    out = tmp_path / "gap.png"
    results = names["main"](["--seeds", "1", "--epochs", "50", "--out", str(out)])
    mean = {name: names["gaps"](found).mean() for name, found in results.items()}
    plain = mean.pop("plain network")
    assert plain > 0.3 and len(mean) >= 15
    assert not {name: value for name, value in mean.items() if value >= plain}
    assert out.stat().st_size > 10_000
    table = capsys.readouterr().out
    assert all(name in table for name in results)


def test_the_parts_share_no_digit(names):
    parts = vars(names["digits"]()).values()
    seen = [{image.tobytes() for image in images} for images, _ in parts]
    assert not seen[0] & seen[1] and not seen[0] & seen[2] and not seen[1] & seen[2]
    assert sum(len(labels) for _, labels in parts) == 1797
