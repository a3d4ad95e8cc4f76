"""Say which argument of a native function is wrong, and what it takes instead.

pybind11 answers a call that no signature takes with the list of all signatures. `explain` reads
that list, finds the signature that comes closest, and names the first argument that does not fit.
"""

from __future__ import annotations

import collections.abc
import itertools
import operator
import re
import reprlib
from dataclasses import dataclass
from typing import Any

from nnlite._suggest import nearest

# What NumPy calls things that are called otherwise here, as in PyTorch.
_OTHER_WORDS = {"axis": "dim", "axes": "dim", "keepdims": "keepdim", "ddof": "correction"}

# How the annotations of signatures read to a user.
_WORDS = {
    "float": "a number",
    "int": "a whole number",
    "bool": "True or False",
    "str": "a string",
    "None": "None",
    "Tensor": "a Tensor",
    "dtype": "a dtype such as nnlite.float32",
    "Callable": "a function",
    "Sequence": "a list or tuple",
    "Iterable": "a list or tuple",
    "dict": "a dict",
    "ndarray": "a NumPy array",
}


@dataclass(frozen=True)
class _Parameter:
    name: str
    kinds: list[str]  # the alternatives of its annotation; empty: anything
    default: str | None
    keyword_only: bool
    rest: bool = False  # *args: everything else by position

    @property
    def words(self) -> str:
        words = dict.fromkeys(_WORDS.get(kind, kind) for kind in self.kinds)
        return " or ".join(words)

    def takes(self, value: Any) -> bool:
        return not self.kinds or any(_is(value, kind) for kind in self.kinds)


def _split(text: str, mark: str) -> list[str]:
    """Split at the marks outside of brackets and strings."""
    parts, depth, quoted = [""], 0, False
    for c in text:
        quoted ^= c == "'"
        depth += 0 if quoted else (c in "[(<{") - (c in "])>}")
        if c == mark and depth == 0 and not quoted:
            parts.append("")
        else:
            parts[-1] += c
    return [part.strip() for part in parts if part.strip()]


def _kinds(annotation: str) -> list[str]:
    names = [re.sub(r"\[.*", "", part).rpartition(".")[2] for part in _split(annotation, "|")]
    if "Any" in names or "object" in names:
        return []
    if "SupportsFloat" in names:
        names = ["float" if n == "SupportsFloat" else n for n in names if n != "SupportsIndex"]
    names = ["int" if n in ("SupportsInt", "SupportsIndex") else n for n in names]
    if "dtype" in names:
        names = [n for n in names if n not in ("str", "type")]
    return list(dict.fromkeys(names))


def _has(value: Any, convert: Any) -> bool:
    try:
        convert(value)
    except Exception:
        return False
    return True


def _is(value: Any, kind: str) -> bool:
    """Whether a value is of a kind; True where that cannot be told from its type."""
    names = {cls.__name__ for cls in type(value).__mro__}
    if kind == "float":
        return isinstance(value, (int, float)) or ("Tensor" not in names and _has(value, float))
    if kind == "int":
        return _has(value, operator.index) and -(2**63) <= operator.index(value) < 2**63
    if kind == "bool":
        return isinstance(value, bool)
    if kind == "None":
        return value is None
    if kind == "dtype":
        return isinstance(value, (str, type)) or "dtype" in names
    if kind == "Callable":
        return callable(value)
    if kind in ("Sequence", "Iterable"):
        return isinstance(value, collections.abc.Iterable) and not isinstance(value, str)
    return kind in names


def _signature(text: str) -> list[_Parameter]:
    """Read "(a: int, *, b: float = 0.5) -> Tensor", or "module.Class(a: int, ...)"."""
    begin, depth, end = text.index("("), 0, len(text)
    for i, c in enumerate(text):
        depth += (c == "(") - (c == ")")
        if i >= begin and depth == 0:
            end = i
            break
    parameters, keyword_only = [], False
    for part in _split(text[begin + 1 : end], ","):
        if part.startswith("*"):
            keyword_only = True
            if part.strip("*"):
                name = part.partition(":")[0]
                parameters.append(_Parameter(name, [], "", False, rest=True))
        elif part != "/":
            name, _, rest = part.partition(":")
            annotation, equals, default = rest.partition(" = ")
            parameters.append(
                _Parameter(
                    name.strip(), _kinds(annotation), default if equals else None, keyword_only
                )
            )
    return parameters


def _shown(value: Any) -> str:
    if type(value).__name__ == "Tensor":
        return f"a Tensor of shape {tuple(value.shape)} and {value.dtype}"
    if value is None or isinstance(value, (bool, type)):
        return repr(value)
    article = "an" if type(value).__name__[0] in "aeiou" else "a"
    return f"{reprlib.repr(value)}, {article} {type(value).__name__}"


def _cure(parameter: _Parameter, value: Any) -> str:
    cure = f"give {parameter.words}"
    if parameter.kinds == ["int"] and isinstance(value, int):
        cure = "64 bits do not hold it"
    is_data = isinstance(value, (list, tuple)) or hasattr(value, "__array__")
    if parameter.kinds[0] == "Tensor" and is_data:
        cure += ", as in nnlite.tensor(...)"
    return cure


def _complaint(
    signature: list[_Parameter], args: list[Any], kwargs: dict[str, Any]
) -> tuple[int, str]:
    """Return how many arguments fit before the first that does not, and what is wrong with it."""
    places = [p for p in signature if not p.keyword_only and not p.rest]
    by_name = {p.name: p for p in signature if not p.rest}
    pairs: list[tuple[_Parameter, Any]] = list(zip(places, args, strict=False))
    if len(args) > len(places) and not any(p.rest for p in signature):
        plural = "" if len(args) == 1 else "s"
        return len(places), f"{len(args)} argument{plural} by position; it takes {len(places)}"
    for name, value in kwargs.items():
        if name not in by_name:
            guess = _OTHER_WORDS.get(name, "")
            guess = guess if guess in by_name else nearest(name, by_name) or ""
            hint = f"; did you mean '{guess}'?" if guess else ""
            return len(args), f"it has no argument '{name}'{hint}"
        pairs.append((by_name[name], value))
    given: set[str] = set()
    for fits, (parameter, value) in enumerate(pairs):
        if parameter.name in given:
            return fits, f"'{parameter.name}' is given twice"
        given.add(parameter.name)
        if not parameter.takes(value):
            return fits, f"{parameter.name} is {_shown(value)}; {_cure(parameter, value)}"
    for parameter in signature:
        if parameter.name not in given and parameter.default is None:
            return len(pairs), f"'{parameter.name}' is missing"
    shown = ", ".join(map(_shown, itertools.chain(args, kwargs.values())))
    return len(pairs), f"it cannot take {shown or 'no arguments'}"


def _written(name: str, signature: list[_Parameter]) -> str:
    parts = []
    for before, parameter in zip([None, *signature], signature, strict=False):
        if parameter.keyword_only and not (before and (before.keyword_only or before.rest)):
            parts.append("*")
        default = f"={parameter.default}" if parameter.default else ""
        parts.append(parameter.name + default)
    return f"{name}({', '.join(parts)})"


def explain(message: str, args: list[Any], kwargs: dict[str, Any]) -> str:
    """Return one line that names the function, the argument that is wrong, and the cure.

    Parameters
    ----------
    message : str
        What pybind11 says of the call: the function's name and its signatures.
    args, kwargs : list, dict
        What it was called with.

    Examples
    --------
    >>> text = "f(): incompatible function arguments. ...:\\n    1. (n: int) -> None\\n\\nInvoked"
    >>> explain(text, [2.5], {})
    'f: n is 2.5, a float; give a whole number. Signature: f(n)'
    """
    name = message.partition("(")[0]
    lines = re.findall(r"^    \d+\. (.*)$", message.partition("\nInvoked with")[0], re.MULTILINE)
    signatures = [_signature(line) for line in lines if "_CopyOf" not in line]
    if name == "__init__":
        name = lines[-1].partition("(")[0].rpartition(".")[2]
        args = args[1:]
    elif signatures and signatures[0] and signatures[0][0].name == "self":
        owner = signatures[0][0]
        if args and not owner.takes(args[0]):
            return f"{name}: self is {_shown(args[0])}, not {owner.words}"
        if name == "forward":
            name = type(args[0]).__name__  # as modules are called
        signatures = [signature[1:] for signature in signatures]
        args = args[1:]
    if not signatures:
        return f"{name}: it cannot be made by calling it"
    complaints = [(_complaint(s, args, kwargs), s) for s in signatures]
    (_, what), signature = max(complaints, key=lambda c: c[0][0])
    return f"{name}: {what}. Signature: {_written(name, signature)}"
