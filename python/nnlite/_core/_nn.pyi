"""
The classes of nnlite.nn.
"""

from __future__ import annotations

import collections.abc
import typing

import nnlite

__all__: list[str] = [
    "BCEWithLogitsLoss",
    "BatchNorm1d",
    "CELU",
    "CrossEntropyLoss",
    "Dropout",
    "ELU",
    "Flatten",
    "GELU",
    "GLU",
    "GeGLU",
    "Hardshrink",
    "Hardsigmoid",
    "Hardswish",
    "Hardtanh",
    "HuberLoss",
    "Identity",
    "L1Loss",
    "LayerNorm",
    "LeakyReLU",
    "Linear",
    "LogSigmoid",
    "LogSoftmax",
    "MSELoss",
    "Maxout",
    "Mish",
    "Module",
    "NLLLoss",
    "PReLU",
    "RReLU",
    "ReLU",
    "ReLU6",
    "ReLUSquared",
    "SELU",
    "Sequential",
    "SiLU",
    "Sigmoid",
    "SmoothL1Loss",
    "Softmax",
    "Softmin",
    "Softplus",
    "Softshrink",
    "Softsign",
    "Sparsemax",
    "Squareplus",
    "Standardize",
    "SwiGLU",
    "Tanh",
    "Tanhshrink",
    "Threshold",
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

    def register_buffer(
        self, name: str, tensor: nnlite.Tensor | None, persistent: bool = True
    ) -> None:
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

    def register_parameter(self, name: str, param: nnlite.Tensor | None) -> None:
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
    def negative_slope(self) -> float:
        """
        A parameter of the function.
        """

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
    def alpha(self) -> float:
        """
        A parameter of the function.
        """

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
    def alpha(self) -> float:
        """
        A parameter of the function.
        """

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
    def max_val(self) -> float:
        """
        A parameter of the function.
        """

    @property
    def min_val(self) -> float:
        """
        A parameter of the function.
        """

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
    def beta(self) -> float:
        """
        A parameter of the function.
        """

    @property
    def threshold(self) -> float:
        """
        A parameter of the function.
        """

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
    def b(self) -> float:
        """
        A parameter of the function.
        """

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
    def lambd(self) -> float:
        """
        A parameter of the function.
        """

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
    def lambd(self) -> float:
        """
        A parameter of the function.
        """

class Threshold(Module):
    """
    x where x > threshold, else value.

    The layer of nnlite.threshold, with the same parameters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        threshold: typing.SupportsFloat | typing.SupportsIndex = 0.0,
        value: typing.SupportsFloat | typing.SupportsIndex = 0.0,
        inplace: bool = False,
    ) -> None:
        """
        inplace is accepted and changes nothing.
        """

    @property
    def threshold(self) -> float:
        """
        A parameter of the function.
        """

    @property
    def value(self) -> float:
        """
        A parameter of the function.
        """

class Linear(Module):
    """
    An affine map of the last axis: y = x W^T + b.

    Weight (out_features, in_features) and bias (out_features,) are drawn from
    U(-1/sqrt(in_features), 1/sqrt(in_features)); `nn.init` has other rules.

    Parameters
    ----------
    in_features, out_features : int
        The sizes of the last axis before and after.
    bias : bool, default True
        Whether b is there.
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If the input's last axis has another size.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> layer = nn.Linear(784, 10)
    >>> layer
    Linear(in_features=784, out_features=10, bias=True)
    >>> layer(nnlite.zeros((32, 784))).shape
    (32, 10)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        in_features: typing.SupportsInt | typing.SupportsIndex,
        out_features: typing.SupportsInt | typing.SupportsIndex,
        bias: bool = True,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def reset_parameters(self) -> None:
        """
        Draw weight and bias again.
        """

    @property
    def in_features(self) -> int:
        """
        Size of the input's last axis.
        """

    @property
    def out_features(self) -> int:
        """
        Size of the output's last axis.
        """

class Identity(Module):
    """
    Gives back what it gets; takes and ignores any arguments.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, *args: typing.Any, **kwargs: typing.Any) -> None: ...

class Flatten(Module):
    """
    The axes start_dim .. end_dim joined into one; the batch axis stays.

    Parameters
    ----------
    start_dim : int, default 1
    end_dim : int, default -1

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.Flatten()(nnlite.zeros((32, 28, 28))).shape
    (32, 784)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        start_dim: typing.SupportsInt | typing.SupportsIndex = 1,
        end_dim: typing.SupportsInt | typing.SupportsIndex = -1,
    ) -> None: ...
    @property
    def end_dim(self) -> int:
        """
        The last axis.
        """

    @property
    def start_dim(self) -> int:
        """
        The first axis.
        """

class Dropout(Module):
    """
    Zeros with probability p while training, the rest / (1 - p).

    In evaluation nothing changes. The mask comes from the generator of `nnlite.manual_seed`.

    Parameters
    ----------
    p : float, default 0.5
        The probability of a zero; with 1, all are.
    inplace : bool, default False
        Accepted and changes nothing.

    References
    ----------
    Srivastava et al. 2014, Dropout: a simple way to prevent neural networks from overfitting.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, p: typing.SupportsFloat | typing.SupportsIndex = 0.5, inplace: bool = False
    ) -> None: ...
    @property
    def p(self) -> float:
        """
        The probability of a zero.
        """

class Softmax(Module):
    """
    Numbers into probabilities along an axis.

    The layer of `nnlite.softmax`.

    Parameters
    ----------
    dim : int, default -1
        The axis.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, dim: typing.SupportsInt | typing.SupportsIndex = -1) -> None: ...
    @property
    def dim(self) -> int:
        """
        The axis.
        """

class LogSoftmax(Module):
    """
    The logarithm of softmax along an axis.

    The layer of `nnlite.log_softmax`.

    Parameters
    ----------
    dim : int, default -1
        The axis.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, dim: typing.SupportsInt | typing.SupportsIndex = -1) -> None: ...
    @property
    def dim(self) -> int:
        """
        The axis.
        """

class Softmin(Module):
    """
    Numbers into probabilities, the smallest into the largest.

    The layer of `nnlite.softmin`.

    Parameters
    ----------
    dim : int, default -1
        The axis.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, dim: typing.SupportsInt | typing.SupportsIndex = -1) -> None: ...
    @property
    def dim(self) -> int:
        """
        The axis.
        """

class Sparsemax(Module):
    """
    The nearest point of the probability simplex.

    The layer of `nnlite.sparsemax`.

    Parameters
    ----------
    dim : int, default -1
        The axis.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, dim: typing.SupportsInt | typing.SupportsIndex = -1) -> None: ...
    @property
    def dim(self) -> int:
        """
        The axis.
        """

class GLU(Module):
    """
    The first half along an axis, gated by the second.

    The layer of `nnlite.glu`.

    Parameters
    ----------
    dim : int, default -1
        The axis.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, dim: typing.SupportsInt | typing.SupportsIndex = -1) -> None: ...
    @property
    def dim(self) -> int:
        """
        The axis.
        """

class SwiGLU(Module):
    """
    The first half along an axis times silu of the second.

    The layer of `nnlite.swiglu`.

    Parameters
    ----------
    dim : int, default -1
        The axis.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, dim: typing.SupportsInt | typing.SupportsIndex = -1) -> None: ...
    @property
    def dim(self) -> int:
        """
        The axis.
        """

class GeGLU(Module):
    """
    The first half along an axis times gelu of the second.

    The layer of `nnlite.geglu`.

    Parameters
    ----------
    dim : int, default -1
        The axis.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, dim: typing.SupportsInt | typing.SupportsIndex = -1) -> None: ...
    @property
    def dim(self) -> int:
        """
        The axis.
        """

class GELU(Module):
    """
    x times the normal distribution function of x.

    Parameters
    ----------
    approximate : {"none", "tanh"}, default "none"
        "tanh": 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))).

    References
    ----------
    Hendrycks & Gimpel 2016, Gaussian Error Linear Units.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, approximate: str = "none") -> None: ...
    @property
    def approximate(self) -> str:
        """
        "none" or "tanh".
        """

class PReLU(Module):
    """
    x where x > 0, else weight x, with a learned weight.

    Parameters
    ----------
    num_parameters : int, default 1
        One slope for everything, or one for each channel (axis 1).
    init : float, default 0.25
        The first slope.
    dtype : dtype, default float32

    References
    ----------
    He et al. 2015, Delving Deep into Rectifiers.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        num_parameters: typing.SupportsInt | typing.SupportsIndex = 1,
        init: typing.SupportsFloat | typing.SupportsIndex = 0.25,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    @property
    def num_parameters(self) -> int:
        """
        How many slopes there are.
        """

class Maxout(Module):
    """
    The largest of every `pieces` neighbours along an axis; see maxout.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        pieces: typing.SupportsInt | typing.SupportsIndex,
        dim: typing.SupportsInt | typing.SupportsIndex = -1,
    ) -> None: ...
    @property
    def pieces(self) -> int:
        """
        The size of a group.
        """

class RReLU(Module):
    """
    x where x >= 0, else a x with a drawn while training; see rrelu.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        lower: typing.SupportsFloat | typing.SupportsIndex = 0.125,
        upper: typing.SupportsFloat | typing.SupportsIndex = 0.3333333333333333,
        inplace: bool = False,
    ) -> None: ...
    @property
    def lower(self) -> float:
        """
        The smallest slope.
        """

    @property
    def upper(self) -> float:
        """
        The largest slope.
        """

class BatchNorm1d(Module):
    """
    Batch normalization of (N, C) or (N, C, L).

    y = (x - mean) / sqrt(var + eps) * weight + bias for each channel. In training mean and var
    (divided by n) are the batch's own; `running_mean` and `running_var` (divided by n - 1) follow by
    running = (1 - momentum) running + momentum batch, and are used in evaluation. Some libraries call
    1 - momentum the momentum.

    Parameters
    ----------
    num_features : int
        C.
    eps : float, default 1e-5
    momentum : float or None, default 0.1
        The weight of the new batch; None: the plain average over all batches so far.
    affine : bool, default True
        Whether weight (1 at first) and bias (0) are learned.
    track_running_stats : bool, default True
        False: the batch's statistics in evaluation too.
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If the input has another number of channels, or training meets one value per channel.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> norm = nn.BatchNorm1d(2)
    >>> y = norm(nnlite.tensor([[0.0, 10.0], [2.0, 30.0]]))
    >>> y.detach().numpy().round(3)
    array([[-1., -1.],
           [ 1.,  1.]], dtype=float32)
    >>> norm.running_mean.numpy()
    array([0.1, 2. ], dtype=float32)

    References
    ----------
    Ioffe & Szegedy 2015, Batch Normalization: Accelerating Deep Network Training by Reducing Internal
    Covariate Shift.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        num_features: typing.SupportsInt | typing.SupportsIndex,
        eps: typing.SupportsFloat | typing.SupportsIndex = 1e-05,
        momentum: typing.SupportsFloat | typing.SupportsIndex | None = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def reset_parameters(self) -> None:
        """
        Back to the first values.
        """

    @property
    def affine(self) -> bool:
        """
        Whether weight and bias are learned.
        """

    @property
    def eps(self) -> float:
        """
        Added to the variance.
        """

    @property
    def momentum(self) -> float | None:
        """
        The weight of the new batch; None: the average of all.
        """

    @momentum.setter
    def momentum(self, arg1: typing.SupportsFloat | typing.SupportsIndex | None) -> None: ...
    @property
    def num_features(self) -> int:
        """
        C.
        """

    @property
    def track_running_stats(self) -> bool:
        """
        Whether running statistics are kept.
        """

class LayerNorm(Module):
    """
    Layer normalization: every example by itself.

    y = (x - mean) / sqrt(var + eps) * weight + bias over the last axes, var divided by n; the same in
    training and evaluation.

    Parameters
    ----------
    normalized_shape : int or sequence of int
        The sizes of the input's last axes.
    eps : float, default 1e-5
    elementwise_affine : bool, default True
        Whether weight (1 at first) and bias (0), of shape `normalized_shape`, are learned.
    bias : bool, default True
        False leaves the bias out.
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If the input's last axes have other sizes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.LayerNorm(4)(nnlite.zeros((2, 4))).shape
    (2, 4)

    References
    ----------
    Ba, Kiros & Hinton 2016, Layer Normalization.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        normalized_shape: int | collections.abc.Sequence[int],
        eps: typing.SupportsFloat | typing.SupportsIndex = 1e-05,
        elementwise_affine: bool = True,
        bias: bool = True,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def reset_parameters(self) -> None:
        """
        Back to the first values.
        """

    @property
    def elementwise_affine(self) -> bool:
        """
        Whether a weight is learned.
        """

    @property
    def eps(self) -> float:
        """
        Added to the variance.
        """

    @property
    def normalized_shape(self) -> tuple[int, ...]:
        """
        The normalized axes' sizes.
        """

class Standardize(Module):
    """
    The normalization of the data as a layer of the model.

    y = (x - mean) / deviation; `fit` finds mean and deviation (divided by n), which are saved with the
    model. Before that the layer changes nothing. Integers become floats.

    Parameters
    ----------
    features : int or sequence of int
        The shape of the statistics, which stand at the right of the input's axes: 4 for a table
        (N, 4), (28, 28) for every pixel, (3, 1, 1) for the channels of (N, 3, H, W), () for one mean
        and one deviation of everything.
    dtype : dtype, default float32

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> x = nnlite.tensor([[1.0, 5.0], [3.0, 5.0]])
    >>> scale = nn.Standardize(2).fit(x)
    >>> scale.mean.numpy(), scale.deviation.numpy()
    (array([2., 5.], dtype=float32), array([1., 1.], dtype=float32))
    >>> scale(x).numpy()
    array([[-1.,  0.],
           [ 1.,  0.]], dtype=float32)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        features: int | collections.abc.Sequence[int],
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def fit(self, data: typing.Any) -> typing.Any:
        """
        Learn means and deviations from data; returns self.

        Parameters
        ----------
        data : Tensor or numpy.ndarray
            All examples, of any number dtype. A feature that never changes keeps deviation 1.

        Raises
        ------
        ValueError
            If the shape does not fit, there is no data, or a value is NaN or infinite; the layer keeps
            what it had.
        """

    @property
    def features(self) -> tuple[int, ...]:
        """
        The shape of the statistics.
        """

class CrossEntropyLoss(Module):
    """
    Cross entropy of logits against labels or probabilities.

    Called as loss(input, target); the formula is that of `nnlite.cross_entropy`.

    Parameters
    ----------
    weight : Tensor, optional
        A factor for each class, of shape (C,).
    ignore_index : int, default -100
        Rows with this label do not count.
    label_smoothing : float, default 0
        How much of each target is spread over all classes, in 0 .. 1.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        weight: nnlite.Tensor | None = None,
        *,
        ignore_index: typing.SupportsInt | typing.SupportsIndex = -100,
        reduction: str = "mean",
        label_smoothing: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of predictions against targets.
        """

    @property
    def ignore_index(self) -> int:
        """
        The label left out.
        """

    @property
    def label_smoothing(self) -> float:
        """
        How much of a target is spread.
        """

    @property
    def reduction(self) -> str:
        """
        "mean", "sum" or "none".
        """

class NLLLoss(Module):
    """
    Negative log-likelihood of labels under log-probabilities.

    Called as loss(input, target); the formula is that of `nnlite.nll_loss`.

    Parameters
    ----------
    weight : Tensor, optional
        A factor for each class, of shape (C,).
    ignore_index : int, default -100
        Rows with this label do not count.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        weight: nnlite.Tensor | None = None,
        *,
        ignore_index: typing.SupportsInt | typing.SupportsIndex = -100,
        reduction: str = "mean",
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of predictions against targets.
        """

    @property
    def ignore_index(self) -> int:
        """
        The label left out.
        """

    @property
    def reduction(self) -> str:
        """
        "mean", "sum" or "none".
        """

class MSELoss(Module):
    """
    Squared differences.

    Called as loss(input, target); the formula is that of `nnlite.mse_loss`.

    Parameters
    ----------
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, reduction: str = "mean") -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of predictions against targets.
        """

    @property
    def reduction(self) -> str:
        """
        "mean", "sum" or "none".
        """

class L1Loss(Module):
    """
    Absolute differences.

    Called as loss(input, target); the formula is that of `nnlite.l1_loss`.

    Parameters
    ----------
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, reduction: str = "mean") -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of predictions against targets.
        """

    @property
    def reduction(self) -> str:
        """
        "mean", "sum" or "none".
        """

class HuberLoss(Module):
    """
    Squares of small differences, absolute values of large ones.

    Called as loss(input, target); the formula is that of `nnlite.huber_loss`.

    Parameters
    ----------
    delta : float, default 1
        Where squares turn into absolute values.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, reduction: str = "mean", delta: typing.SupportsFloat | typing.SupportsIndex = 1.0
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of predictions against targets.
        """

    @property
    def delta(self) -> float:
        """
        Where squares turn into absolute values.
        """

    @property
    def reduction(self) -> str:
        """
        "mean", "sum" or "none".
        """

class SmoothL1Loss(Module):
    """
    Huber's loss divided by its width.

    Called as loss(input, target); the formula is that of `nnlite.smooth_l1_loss`.

    Parameters
    ----------
    beta : float, default 1
        Where squares turn into absolute values; 0: everywhere.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, reduction: str = "mean", beta: typing.SupportsFloat | typing.SupportsIndex = 1.0
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of predictions against targets.
        """

    @property
    def beta(self) -> float:
        """
        Where squares turn into absolute values.
        """

    @property
    def reduction(self) -> str:
        """
        "mean", "sum" or "none".
        """

class BCEWithLogitsLoss(Module):
    """
    Binary cross entropy of logits.

    Called as loss(input, target); the formula is that of `nnlite.binary_cross_entropy_with_logits`.

    Parameters
    ----------
    weight : Tensor, optional
        A factor for each element; broadcast.
    pos_weight : Tensor, optional
        A factor for the positive part; broadcast.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        weight: nnlite.Tensor | None = None,
        *,
        reduction: str = "mean",
        pos_weight: nnlite.Tensor | None = None,
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of predictions against targets.
        """

    @property
    def reduction(self) -> str:
        """
        "mean", "sum" or "none".
        """

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

def _gelu_of(input: nnlite.Tensor, approximate: str) -> nnlite.Tensor:
    """
    gelu in either form.
    """

def is_parameter(tensor: nnlite.Tensor) -> bool:
    """
    Whether a module learns the tensor.
    """

def make_parameter(data: nnlite.Tensor, requires_grad: bool = True) -> nnlite.Tensor:
    """
    The tensor as a parameter, sharing its memory.
    """
