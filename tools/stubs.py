"""Writes the type stubs of the native module, python/nnlite/_core/*.pyi, from the module itself.

Run ``python tools/stubs.py`` after a change of the bindings, with nnlite installed;
``--check`` only says whether the stubs are those of the installed module.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import ClassVar

STUBS = Path(__file__).parents[1] / "python" / "nnlite" / "_core"


class Types(ast.NodeTransformer):
    """Says what the generator cannot know; otherwise mypy would refuse its stubs.

    A method named ``int`` hides the type of that name in its class; an argument that defaults to
    None takes None; a bare ``dict`` holds anything.
    """

    GENERIC: ClassVar = {
        "dict": "str, typing.Any",
        "tuple": "typing.Any, ...",
        "list": "typing.Any",
        "Callable": "..., typing.Any",
        "Iterator": "typing.Any",
        "Iterable": "typing.Any",
        "Sequence": "typing.Any",
    }

    def __init__(self) -> None:
        self.hidden: set[str] = set()

    PRIVATE: ClassVar = {"_method", "__init_subclass__"}  # how classes of optimizers are made

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        names = [
            getattr(item, "name", getattr(getattr(item, "target", None), "id", ""))
            for item in node.body
        ]
        node.body = [
            b for b, name in zip(node.body, names, strict=True) if name not in self.PRIVATE
        ]
        methods = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
        before, self.hidden = self.hidden, methods & {"int", "bool", "float"}
        self.generic_visit(node)
        self.hidden = before
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        known = [*node.args.posonlyargs, *node.args.args]
        defaults = [None] * (len(known) - len(node.args.defaults)) + node.args.defaults
        pairs = [*zip(known, defaults, strict=True)]
        pairs += zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
        for arg, default in pairs:
            me = arg.arg in ("self", "cls")
            arg.annotation = None if me else self.typed(arg.annotation, default)
        for arg in (node.args.vararg, node.args.kwarg):
            if arg is not None:
                arg.annotation = self.typed(arg.annotation)
        node.returns = self.typed(node.returns)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = self.typed(node.annotation)
        return node

    def typed(self, found: ast.expr | None, default: ast.expr | None = None) -> ast.expr:
        if found is None:
            return ast.parse("typing.Any", mode="eval").body
        text = ast.unparse(found)
        bare = text.rpartition(".")[2]
        if bare in self.GENERIC:
            text += f"[{self.GENERIC[bare]}]"
        for name in self.hidden:
            text = re.sub(rf"(?<![\w.]){name}\b", f"builtins.{name}", text)
        none = isinstance(default, ast.Constant) and default.value is None
        if none and "None" not in text and not text.endswith(("Any", "object")):
            text += " | None"
        return ast.parse(text, mode="eval").body


def mend(text: str) -> str:
    """Return a generated stub with types that mypy accepts."""
    tree = Types().visit(ast.parse(text))
    text = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
    return text.replace("\nimport ", "\nimport builtins\nimport ", 1)


def generate(folder: Path) -> dict[str, str]:
    """Return the stubs of the installed module: file name to text."""
    command = [sys.executable, "-m", "pybind11_stubgen", "nnlite._core", "-o", str(folder)]
    subprocess.run(command, check=True)
    made = sorted((folder / "nnlite" / "_core").glob("*.pyi"))
    for path in made:
        path.write_text(mend(path.read_text()))
    tidy = [sys.executable, "-m", "ruff"]
    names = [str(path) for path in made]
    subprocess.run(
        [*tidy, "check", "--quiet", "--isolated", "--select=I,F401", "--fix", *names], check=True
    )
    subprocess.run(
        [*tidy, "format", "--quiet", "--isolated", "--line-length=100", *names], check=True
    )
    return {path.name: path.read_text() for path in made}


def main() -> int:
    """Write the stubs, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if stale")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as folder:
        made = generate(Path(folder))
    there = {path.name: path.read_text() for path in sorted(STUBS.glob("*.pyi"))}
    if not check:
        STUBS.mkdir(exist_ok=True)
        for name in there.keys() - made.keys():
            (STUBS / name).unlink()
        for name, text in made.items():
            (STUBS / name).write_text(text)
        return 0
    for name in sorted(there.keys() | made.keys()):
        old, new = there.get(name, "").splitlines(), made.get(name, "").splitlines()
        change = difflib.unified_diff(old, new, f"committed {name}", "built", n=1)
        sys.stderr.write("\n".join(change))
    if there != made:
        sys.stderr.write("\nThe stubs are stale: python tools/stubs.py writes them anew.\n")
    return int(there != made)


if __name__ == "__main__":
    sys.exit(main())
