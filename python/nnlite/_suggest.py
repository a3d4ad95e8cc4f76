"""Suggest the nearest known name for one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name closest to `name`, or None if nothing is close.

    Upper and lower case count as the same.

    Examples
    --------
    >>> nearest("Adagard", ["sgd", "adagrad", "adam"])
    'adagrad'
    """
    lower = {k.lower(): k for k in known}
    found = difflib.get_close_matches(name.lower(), list(lower), n=1, cutoff=0.5)
    return lower[found[0]] if found else None


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Return the sentence of an error about an unknown name, with the nearest one first.

    Examples
    --------
    >>> unknown("optimizer", "adm", ["sgd", "adam"])
    "unknown optimizer 'adm'; did you mean 'adam'? Known: sgd, adam"
    """
    names = list(known)
    guess = nearest(name, names)
    hint = f"did you mean {guess!r}? " if guess else ""
    shown = ", ".join(names[:40]) + (", ..." if len(names) > 40 else "")
    return f"unknown {what} {name!r}; {hint}Known: {shown}"
