"""The page about optimizers, docs/optimizers.md: what it lists, quotes and runs is there."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

from nnlite import optim
from optim.test_catalogue import BLOCK

TOP = Path(__file__).parents[2]
TEXT = (TOP / "docs/optimizers.md").read_text()


def test_the_table_is_that_of_today():
    spec = importlib.util.spec_from_file_location("table", TOP / "tools/optimizer_table.py")
    table = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(table)
    assert table.page() == TEXT, "python tools/optimizer_table.py writes it anew"
    assert TEXT.count("\n| **") == len(optim.list())


def test_every_common_option_is_there():
    for name in BLOCK:
        assert f"`{name}`" in TEXT or f"`{name}=" in TEXT, name


def test_quotations_are_verbatim():
    quoted = re.findall(r"<!-- from: (\S+) -->\n```\w+\n(.*?)```", TEXT, re.DOTALL)
    assert len(quoted) >= 4
    for path, code in quoted:
        assert code.strip() in (TOP / path).read_text(), path


def test_python_runs(capsys):
    for code in re.findall(r"(?<!-->\n)```python\n(.*?)```", TEXT, re.DOTALL):
        exec(compile(code, "docs/optimizers.md", "exec"), {})
    assert "Lion" in capsys.readouterr().out
