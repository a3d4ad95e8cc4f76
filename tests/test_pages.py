"""The pages of docs/: every Python block runs by itself, and what it prints is what is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGES = sorted((Path(__file__).parents[1] / "docs").glob("*.md"))
BLOCK = re.compile(r"```python\n(.*?)```\n(?:\n```\n(.*?)```)?", re.DOTALL)
BLOCKS = [
    pytest.param(*found.groups(), id=f"{page.stem}-{i}")
    for page in PAGES
    for i, found in enumerate(BLOCK.finditer(page.read_text()))
]


@pytest.mark.parametrize(("code", "shown"), BLOCKS)
def test_a_block(code, shown, capsys):
    exec(compile(code, "docs", "exec"), {"__name__": "docs"})
    if shown is not None:
        assert capsys.readouterr().out == shown


def test_links_lead_somewhere():
    for page in PAGES:
        prose = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#:]+)\)", prose):
            assert (page.parent / target).exists(), (page, target)
