"""Lists and dicts of modules and of parameters, whose members the model knows about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nnlite import Tensor
from nnlite._core._nn import Module

__all__ = ["ModuleDict", "ModuleList", "ParameterDict", "ParameterList"]


class _List(Module):
    """Members under the names "0", "1", ..."""

    _what = "member"

    def __init__(self, values: Iterable[Any] | None = None) -> None:
        super().__init__()
        self.extend(() if values is None else values)

    def _all(self) -> list[Any]:
        return [getattr(self, str(i)) for i in range(len(self))]

    def _replace(self, values: list[Any]) -> None:
        for i in range(len(self)):
            delattr(self, str(i))
        for i, value in enumerate(values):
            self._put(str(i), value)

    def _put(self, name: str, value: Any) -> None:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all())

    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return type(self)(self._all()[index])
        return self._all()[index]

    def __setitem__(self, index: int, value: Any) -> None:
        self._put(str(range(len(self))[index]), value)

    def __delitem__(self, index: int | slice) -> None:
        values = self._all()
        del values[index]
        self._replace(values)

    def append(self, value: Any) -> Any:
        """Add a member at the end; returns self."""
        self._put(str(len(self)), value)
        return self

    def extend(self, values: Iterable[Any]) -> Any:
        """Add several members at the end; returns self."""
        for value in values:
            self.append(value)
        return self

    def insert(self, index: int, value: Any) -> None:
        """Put a member before the one at `index`."""
        values = self._all()
        values.insert(index, value)
        self._replace(values)

    def pop(self, index: int = -1) -> Any:
        """Take a member out; returns it."""
        value = self._all()[index]
        del self[index]
        return value

    def __iadd__(self, values: Iterable[Any]) -> Any:
        return self.extend(values)

    def __add__(self, values: Iterable[Any]) -> Any:
        return type(self)([*self, *values])


class _Dict(Module):
    """Members under the names of a mapping."""

    def __init__(self, values: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None) -> None:
        super().__init__()
        self.update(() if values is None else values)

    def _all(self) -> dict[str, Any]:
        raise NotImplementedError

    def _put(self, name: str, value: Any) -> None:
        raise NotImplementedError

    def update(self, values: Any) -> None:
        """Add or replace members: those of a mapping, or of pairs (name, member)."""
        pairs = values.items() if isinstance(values, (Mapping, _Dict)) else values
        for name, value in pairs:
            self._put(name, value)

    def pop(self, name: str) -> Any:
        """Take a member out; returns it."""
        value = self[name]
        del self[name]
        return value

    def clear(self) -> None:
        """Take all members out."""
        for name in self.keys():
            delattr(self, name)

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __contains__(self, name: object) -> bool:
        return name in self._all()

    def __getitem__(self, name: str) -> Any:
        return self._all()[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._put(name, value)

    def __delitem__(self, name: str) -> None:
        self._all()[name]  # KeyError where there is none
        delattr(self, name)

    def keys(self) -> list[str]:
        """The names."""
        return list(self._all())

    def values(self) -> list[Any]:
        """The members."""
        return list(self._all().values())

    def items(self) -> list[tuple[str, Any]]:
        """Pairs (name, member)."""
        return list(self._all().items())


def _module(name: str, value: Any) -> Module:
    if not isinstance(value, Module):
        raise TypeError(f"member {name} must be an nn.Module, not {type(value).__name__}")
    return value


def _parameter(name: str, value: Any) -> Tensor:
    from nnlite.nn.parameter import Parameter

    if isinstance(value, Parameter):
        return value
    if isinstance(value, Tensor):
        return Parameter(value)
    raise TypeError(f"member {name} must be an nn.Parameter, not {type(value).__name__}")


class ModuleList(_List):
    """A list of modules that belong to the model; it has no forward of its own.

    Parameters
    ----------
    values : iterable of Module, optional
        The first members.

    Examples
    --------
    >>> from nnlite import nn
    >>> layers = nn.ModuleList([nn.Linear(2, 2), nn.ReLU()])
    >>> len(layers.append(nn.Identity())), [name for name, p in layers.named_parameters()]
    (3, ['0.weight', '0.bias'])
    """

    def __len__(self) -> int:
        return len(self.children())

    def _put(self, name: str, value: Any) -> None:
        self.add_module(name, _module(name, value))


class ModuleDict(_Dict):
    """A dict of modules that belong to the model; it has no forward of its own.

    Parameters
    ----------
    values : mapping or iterable of pairs, optional
        The first members by name.

    Examples
    --------
    >>> from nnlite import nn
    >>> heads = nn.ModuleDict({"a": nn.Linear(2, 1), "b": nn.Identity()})
    >>> heads.keys(), heads["b"]
    (['a', 'b'], Identity())
    """

    def _all(self) -> dict[str, Any]:
        return dict(self.named_children())

    def _put(self, name: str, value: Any) -> None:
        self.add_module(name, _module(name, value))


class ParameterList(_List):
    """A list of parameters that belong to the model; plain tensors become parameters.

    Parameters
    ----------
    values : iterable of Parameter or Tensor, optional
        The first members.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> weights = nn.ParameterList([nnlite.zeros(2), nnlite.ones(3)])
    >>> [w.shape for w in weights]
    [(2,), (3,)]
    """

    def __len__(self) -> int:
        return len(self.named_parameters(recurse=False))

    def _put(self, name: str, value: Any) -> None:
        self.register_parameter(name, _parameter(name, value))


class ParameterDict(_Dict):
    """A dict of parameters that belong to the model; plain tensors become parameters.

    Parameters
    ----------
    values : mapping or iterable of pairs, optional
        The first members by name.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.ParameterDict({"scale": nnlite.ones(3)})["scale"].shape
    (3,)
    """

    def _all(self) -> dict[str, Any]:
        return dict(self.named_parameters(recurse=False))

    def _put(self, name: str, value: Any) -> None:
        self.register_parameter(name, _parameter(name, value))

    def __reversed__(self) -> Iterator[str]:
        return reversed(self.keys())

    def __or__(self, values: Any) -> ParameterDict:
        merged = self.copy()
        merged.update(values)
        return merged

    def __ior__(self, values: Any) -> ParameterDict:
        self.update(values)
        return self

    def copy(self) -> ParameterDict:
        """Make another dict of the same parameters."""
        return ParameterDict(self._all())

    def get(self, name: str, default: Any = None) -> Any:
        """Look a name up; the default where there is none."""
        return self._all().get(name, default)

    def setdefault(self, name: str, default: Any) -> Any:
        """Look a name up; the default becomes its member where there is none."""
        if name not in self:
            self._put(name, default)
        return self[name]

    def popitem(self) -> tuple[str, Tensor]:
        """Take the last member out; returns its name and itself."""
        if not len(self):
            raise KeyError("popitem: the dict is empty")
        name = self.keys()[-1]
        return name, self.pop(name)
