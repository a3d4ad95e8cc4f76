"""
The classes of nnlite.nn.
"""

from __future__ import annotations

import collections.abc
import typing

import nnlite

__all__: list[str] = [
    "CELU",
    "ELU",
    "Hardshrink",
    "Hardsigmoid",
    "Hardswish",
    "Hardtanh",
    "LeakyReLU",
    "LogSigmoid",
    "Mish",
    "Module",
    "ReLU",
    "ReLU6",
    "ReLUSquared",
    "SELU",
    "Sequential",
    "SiLU",
    "Sigmoid",
    "Softplus",
    "Softshrink",
    "Softsign",
    "Squareplus",
    "Tanh",
    "Tanhshrink",
    "is_parameter",
    "make_parameter",
]

class _CopyOf:
    pass

class _CopyMemo:
    pass

class Module:
    """
    A piece of a network: parameters, buffers and other modules under one name each.

    Subclasses call ``super().__init__()`` first, assign parameters and modules as attributes, and define
    ``forward`` with any arguments. The registry lives in C++, so that a model written in Python saves,
    counts and trains like a native one.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> class Net(nn.Module):
    ...     def __init__(self):
    ...         super().__init__()
    ...         self.hidden = nn.Linear(2, 8)
    ...         self.scale = nn.Parameter([1.0])
    ...     def forward(self, x):
    ...         return self.hidden(x).relu() * self.scale
    >>> net = Net()
    >>> [name for name, p in net.named_parameters()]
    ['scale', 'hidden.weight', 'hidden.bias']
    >>> net(nnlite.zeros((3, 2))).shape
    (3, 8)
    """

    class HookHandle:
        """
        Removes a hook again.
        """

        def remove(self) -> None:
            """
            Take the hook out; it may be gone already.
            """

    class LoadResult:
        """
        What load_state_dict(strict=False) found amiss.
        """

        def __repr__(self) -> str: ...
        @property
        def missing_keys(self) -> list[str]:
            """
            In the model only.
            """

        @property
        def unexpected_keys(self) -> list[str]:
            """
            In the state only.
            """

    def __call__(self, *args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        Run forward(...), then the hooks.
        """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    def __delattr__(self, arg0: str) -> None: ...
    def __getattr__(self, arg0: str) -> typing.Any: ...
    @typing.overload
    def __init__(self) -> None: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    def __repr__(self) -> str: ...
    def __setattr__(self, arg0: str, arg1: typing.Any) -> None: ...
    def add_module(self, name: str, module: Module) -> None:
        """
        Add a module under a name, for names that are no attribute.
        """

    def apply(self, fn: collections.abc.Callable[..., typing.Any]) -> typing.Any:
        """
        Call fn(module) on every module, children first.
        """

    def buffers(self, recurse: bool = True) -> list[typing.Any]:
        """
        Every buffer once, as a list.
        """

    def children(self) -> list[typing.Any]:
        """
        The modules directly below this one.
        """

    def double(self) -> typing.Any:
        """
        The same as to(float64).
        """

    def eval(self) -> typing.Any:
        """
        The same as train(False).
        """

    def extra_repr(self) -> str:
        """
        The arguments that build the module again; subclasses may override it.
        """

    def float(self) -> typing.Any:
        """
        The same as to(float32).
        """

    def forward(self, *args: typing.Any, **kwargs: typing.Any) -> nnlite.Tensor:
        """
        What the module computes; subclasses define it.
        """

    def get_buffer(self, target: str) -> nnlite.Tensor:
        """
        The buffer of that dotted name.
        """

    def get_parameter(self, target: str) -> nnlite.Tensor:
        """
        The parameter of that dotted name.
        """

    def get_submodule(self, target: str) -> typing.Any:
        """
        The module of that dotted name.
        """

    def load_state_dict(self, state_dict: typing.Any, strict: bool = True) -> Module.LoadResult:
        """
        Copy values into parameters and buffers; all or nothing.

        Parameters
        ----------
        state_dict : dict of str to Tensor or numpy.ndarray
            As `state_dict` returned it.
        strict : bool, default True
            Refuse names that are missing or unexpected. Shapes and dtypes must always agree.

        Raises
        ------
        ValueError
            Listing every missing, unexpected and misshapen name; nothing was changed.
        """

    def modules(self) -> list[typing.Any]:
        """
        This module and every one below it, each once.
        """

    def named_buffers(self, recurse: bool = True) -> list[tuple[str, nnlite.Tensor]]:
        """
        Pairs (dotted name, buffer), each buffer once.
        """

    def named_children(self) -> list[tuple[str, Module]]:
        """
        Pairs (name, module) directly below.
        """

    def named_modules(self) -> list[tuple[str, typing.Any]]:
        """
        Pairs (dotted name, module); this one under ''.
        """

    def named_parameters(self, recurse: bool = True) -> list[tuple[str, nnlite.Tensor]]:
        """
        Pairs (dotted name, parameter), each parameter once.
        """

    def num_parameters(self, only_trainable: bool = False) -> int:
        """
        How many numbers the parameters hold.
        """

    def parameters(self, recurse: bool = True) -> list[typing.Any]:
        """
        Every parameter once, as a list.
        """

    def register_buffer(self, name: str, tensor: nnlite.Tensor, persistent: bool = True) -> None:
        """
        Add a tensor that is kept with the model but not trained; part of state_dict() where persistent.
        """

    def register_forward_hook(
        self, hook: collections.abc.Callable[..., typing.Any]
    ) -> Module.HookHandle:
        """
        Call hook(module, args, output) after every forward; what it returns, unless None, replaces the output.

        Returns
        -------
        HookHandle
            Its remove() takes the hook out again.
        """

    def register_module(self, name: str, module: Module) -> None:
        """
        The same as add_module.
        """

    def register_parameter(self, name: str, param: nnlite.Tensor) -> None:
        """
        Add a parameter under a name; None holds the name's place.
        """

    def requires_grad_(self, requires_grad: bool = True) -> typing.Any:
        """
        Train the parameters, or freeze them.
        """

    def state_dict(self) -> dict[str, typing.Any]:
        """
        A dict from dotted names to parameters and persistent buffers, sharing their memory.
        """

    def summary(self, input_shape: int | collections.abc.Sequence[int] | None = None) -> str:
        """
        A table of the layers with their parameters, as text.

        Parameters
        ----------
        input_shape : tuple of int, optional
            The shape of an input, batch axis included. The model then runs once on zeros, in evaluation
            mode, and the table shows what every layer puts out.
        """

    def to(self, dtype: nnlite.dtype | str | type) -> typing.Any:
        """
        Convert floating-point parameters and buffers, in place.
        """

    def train(self, mode: bool = True) -> typing.Any:
        """
        Switch training on or off, here and below: dropout and batch norms differ.
        """

    def zero_grad(self, set_to_none: bool = True) -> None:
        """
        Forget the gradients of every parameter: they become None.
        """

    @property
    def training(self) -> bool:
        """
        Whether the module trains; see train().
        """

    @training.setter
    def training(self, arg1: bool) -> None: ...

class ReLU(Module):
    """
    max(x, 0); the gradient is 0 at 0.

    The layer of nnlite.relu, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, inplace: bool = False) -> None:
        """
        inplace is accepted and changes nothing.
        """

class ReLU6(Module):
    """
    x limited to 0 .. 6.

    The layer of nnlite.relu6, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, inplace: bool = False) -> None:
        """
        inplace is accepted and changes nothing.
        """

class ReLUSquared(Module):
    """
    max(x, 0)^2 (So et al. 2021).

    The layer of nnlite.relu_squared, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, inplace: bool = False) -> None:
        """
        inplace is accepted and changes nothing.
        """

class LeakyReLU(Module):
    """
    x where x > 0, else negative_slope x.

    The layer of nnlite.leaky_relu, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        negative_slope: typing.SupportsFloat | typing.SupportsIndex = 0.01,
        inplace: bool = False,
    ) -> None:
        """
        inplace is accepted and changes nothing.
        """

    @property
    def negative_slope(self) -> float: ...

class ELU(Module):
    """
    x where x > 0, else alpha (e^x - 1).

    The layer of nnlite.elu, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, alpha: typing.SupportsFloat | typing.SupportsIndex = 1.0, inplace: bool = False
    ) -> None:
        """
        inplace is accepted and changes nothing.
        """

    @property
    def alpha(self) -> float: ...

class SELU(Module):
    """
    1.0507 elu(x, 1.6733): keeps mean 0 and variance 1 (Klambauer et al. 2017).

    The layer of nnlite.selu, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, inplace: bool = False) -> None:
        """
        inplace is accepted and changes nothing.
        """

class CELU(Module):
    """
    x where x > 0, else alpha (e^(x / alpha) - 1) (Barron 2017).

    The layer of nnlite.celu, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, alpha: typing.SupportsFloat | typing.SupportsIndex = 1.0, inplace: bool = False
    ) -> None:
        """
        inplace is accepted and changes nothing.
        """

    @property
    def alpha(self) -> float: ...

class SiLU(Module):
    """
    x sigmoid(x), also called swish (Ramachandran et al. 2017).

    The layer of nnlite.silu, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, inplace: bool = False) -> None:
        """
        inplace is accepted and changes nothing.
        """

class Mish(Module):
    """
    x tanh(softplus(x)) (Misra 2019).

    The layer of nnlite.mish, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, inplace: bool = False) -> None:
        """
        inplace is accepted and changes nothing.
        """

class Sigmoid(Module):
    """
    1 / (1 + e^-x).

    The layer of nnlite.sigmoid, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, inplace: bool = False) -> None:
        """
        inplace is accepted and changes nothing.
        """

class LogSigmoid(Module):
    """
    log(sigmoid(x)).

    The layer of nnlite.logsigmoid, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, inplace: bool = False) -> None:
        """
        inplace is accepted and changes nothing.
        """

class Hardsigmoid(Module):
    """
    x / 6 + 1/2 limited to 0 .. 1.

    The layer of nnlite.hardsigmoid, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, inplace: bool = False) -> None:
        """
        inplace is accepted and changes nothing.
        """

class Hardswish(Module):
    """
    x hardsigmoid(x).

    The layer of nnlite.hardswish, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, inplace: bool = False) -> None:
        """
        inplace is accepted and changes nothing.
        """

class Hardtanh(Module):
    """
    x limited to min_val .. max_val.

    The layer of nnlite.hardtanh, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        min_val: typing.SupportsFloat | typing.SupportsIndex = -1.0,
        max_val: typing.SupportsFloat | typing.SupportsIndex = 1.0,
        inplace: bool = False,
    ) -> None:
        """
        inplace is accepted and changes nothing.
        """

    @property
    def max_val(self) -> float: ...
    @property
    def min_val(self) -> float: ...

class Tanh(Module):
    """
    Hyperbolic tangent.

    The layer of nnlite.tanh, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, inplace: bool = False) -> None:
        """
        inplace is accepted and changes nothing.
        """

class Tanhshrink(Module):
    """
    x - tanh(x).

    The layer of nnlite.tanhshrink, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, inplace: bool = False) -> None:
        """
        inplace is accepted and changes nothing.
        """

class Softplus(Module):
    """
    log(1 + e^(beta x)) / beta; x itself where beta x > threshold.

    The layer of nnlite.softplus, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        beta: typing.SupportsFloat | typing.SupportsIndex = 1.0,
        threshold: typing.SupportsFloat | typing.SupportsIndex = 20.0,
        inplace: bool = False,
    ) -> None:
        """
        inplace is accepted and changes nothing.
        """

    @property
    def beta(self) -> float: ...
    @property
    def threshold(self) -> float: ...

class Squareplus(Module):
    """
    (x + sqrt(x^2 + b)) / 2 (Barron 2021).

    The layer of nnlite.squareplus, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, b: typing.SupportsFloat | typing.SupportsIndex = 4.0, inplace: bool = False
    ) -> None:
        """
        inplace is accepted and changes nothing.
        """

    @property
    def b(self) -> float: ...

class Softsign(Module):
    """
    x / (1 + |x|).

    The layer of nnlite.softsign, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, inplace: bool = False) -> None:
        """
        inplace is accepted and changes nothing.
        """

class Softshrink(Module):
    """
    x moved towards 0 by lambd, and not beyond it.

    The layer of nnlite.softshrink, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, lambd: typing.SupportsFloat | typing.SupportsIndex = 0.5, inplace: bool = False
    ) -> None:
        """
        inplace is accepted and changes nothing.
        """

    @property
    def lambd(self) -> float: ...

class Hardshrink(Module):
    """
    0 where |x| <= lambd, else x.

    The layer of nnlite.hardshrink, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, lambd: typing.SupportsFloat | typing.SupportsIndex = 0.5, inplace: bool = False
    ) -> None:
        """
        inplace is accepted and changes nothing.
        """

    @property
    def lambd(self) -> float: ...

class Sequential(Module):
    """
    Modules one after the other: y = f_n(... f_2(f_1(x))).

    Parameters
    ----------
    *modules : Module
        Registered as "0", "1", ...; or one dict from names to modules.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> model = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 1))
    >>> model(nnlite.zeros((5, 2))).shape
    (5, 1)
    >>> model[1]
    ReLU()
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    def __delitem__(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None: ...
    @typing.overload
    def __getitem__(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> Module: ...
    @typing.overload
    def __getitem__(self, arg0: slice) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, *args: typing.Any) -> None:
        """
        Put modules together.
        """

    def __iter__(self) -> collections.abc.Iterator[typing.Any]: ...
    def __len__(self) -> int: ...
    def __setitem__(
        self, arg0: typing.SupportsInt | typing.SupportsIndex, arg1: Module
    ) -> None: ...
    def append(self, module: Module) -> typing.Any:
        """
        Add a module at the end; returns self.
        """

def is_parameter(tensor: nnlite.Tensor) -> bool:
    """
    Whether a module learns the tensor.
    """

def make_parameter(data: nnlite.Tensor, requires_grad: bool = True) -> nnlite.Tensor:
    """
    The tensor as a parameter, sharing its memory.
    """
