"""examples/residual.py: figures under noise, told apart."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import pytest

import nnlite

EXAMPLE = Path(__file__).parents[2] / "examples" / "residual.py"


@pytest.fixture(scope="module")
def names():
    return runpy.run_path(str(EXAMPLE))


def test_it_learns(names, capsys):
    score = names["main"](["--images", "800", "--epochs", "4"])
    assert score > 0.5
    assert f"{score:.3f}" in capsys.readouterr().out


def test_images(names):
    x, label = names["generated"](200, 3)
    again, _ = names["generated"](200, 3)
    assert x.shape == (200, 1, 24, 24) and x.dtype == np.float32
    assert (np.bincount(label) == 50).all() and (x == again).all()


def test_a_block_is_the_identity_around_its_body(names):
    made = names["block"](4, 4, 1).eval()
    x = nnlite.ones((1, 4, 6, 6))
    body = made[0].body
    expected = np.maximum((x + body(x)).detach().numpy(), 0)
    np.testing.assert_allclose(made(x).detach(), expected, 1e-6)
