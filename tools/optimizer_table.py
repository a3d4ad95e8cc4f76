"""Writes the table of optimizers in docs/optimizers.md from `nnlite.optim.list()`.

Run ``python tools/optimizer_table.py`` after a change of an optimizer's row, with nnlite installed;
tests/optim/test_page.py fails where the page is stale.
"""

from __future__ import annotations

import re
from pathlib import Path

from nnlite import optim

PAGE = Path(__file__).parents[1] / "docs" / "optimizers.md"
TABLE = re.compile(r"(<!-- table: optimizers -->\n).*?(<!-- end -->)", re.DOTALL)


def row(info: optim.OptimizerInfo) -> str:
    """An optimizer as a line of the table."""
    options = ", ".join(f"{name}={value!r}" for name, value in info.options.items())
    states = ", ".join(f"`{name}`" for name in info.states) or "nothing"
    summary = info.summary.partition(": ")[2]
    return f"| **{info.name}** | {summary} | `{options}` | {states} | {info.source} |"


def table() -> str:
    """The whole table, in Markdown."""
    head = [
        "| name | what it does | its own options | it keeps | source |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*head, *map(row, optim.list())]) + "\n"


def page() -> str:
    """The page with the table of today."""
    return TABLE.sub(lambda found: found[1] + table() + found[2], PAGE.read_text())


if __name__ == "__main__":
    PAGE.write_text(page())
