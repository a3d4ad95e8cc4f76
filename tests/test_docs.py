"""Every example in a docstring runs and prints what it says; every public name has a docstring."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import nnlite

EXTRAS = ("nnlite.app", "nnlite.data")  # they need more than NumPy
INSTALLED = Path(nnlite.get_include()).is_dir()


def modules() -> list[object]:
    names = [m.name for m in pkgutil.walk_packages(nnlite.__path__, "nnlite.")]
    wanted = [n for n in names if not n.startswith(EXTRAS) and "._" not in n]
    native = [nnlite._core, *(m for _, m in inspect.getmembers(nnlite._core, inspect.ismodule))]
    return [nnlite, *map(importlib.import_module, wanted), *native]


def documented(thing: object, name: str, depth: int = 0) -> Iterator[tuple[str, object]]:
    """The thing, and what its class or module defines."""
    yield name, thing
    if depth == 2 or not (inspect.ismodule(thing) or inspect.isclass(thing)):
        return
    for key, value in inspect.getmembers(thing):
        mine = str(getattr(value, "__module__", None) or "nnlite").startswith("nnlite")
        if hasattr(BaseException, key):
            continue  # Python's own
        if not key.startswith("_") and mine and not inspect.ismodule(value):
            yield from documented(value, f"{name}.{key}", depth + 1)


def found() -> dict[str, object]:
    return {k: v for m in modules() for k, v in documented(m, m.__name__)}


def examples() -> dict[str, str]:
    """Docstrings with examples, each once."""
    docs = {}
    for name, thing in found().items():
        doc = thing.__doc__ if isinstance(thing.__doc__, str) else ""
        if ">>>" in doc:
            docs.setdefault(doc, name)
    return {name: doc for doc, name in docs.items()}


EXAMPLES = examples()


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(name):
    if "get_" in name and not INSTALLED:
        pytest.skip("nnlite is not installed here")
    test = doctest.DocTestParser().get_doctest(EXAMPLES[name], {}, name, None, 0)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    assert runner.run(test, out=report.append).failed == 0, "".join(report)


def test_public_names_are_documented():
    plain = (int, float, str, bool, tuple, dict, list, nnlite.dtype)
    bare = [
        name
        for name, thing in found().items()
        if not isinstance(thing, plain) and not (inspect.getdoc(thing) or "").strip()
    ]
    assert bare == []
