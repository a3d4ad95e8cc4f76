"""
The native half of nnlite.
"""

from __future__ import annotations

import builtins
import collections.abc
import typing

import nnlite
import numpy

from . import _augment, _optim

__all__: list[str] = [
    "CaptureError",
    "CompiledStep",
    "DataLoader",
    "FunctionContext",
    "Graph",
    "Plan",
    "Sorted",
    "SparseGradient",
    "Tensor",
    "abs",
    "absolute",
    "acos",
    "adaptive_avg_pool1d",
    "adaptive_avg_pool2d",
    "adaptive_avg_pool3d",
    "adaptive_max_pool1d",
    "adaptive_max_pool2d",
    "adaptive_max_pool3d",
    "add",
    "addmm",
    "all",
    "allclose",
    "alpha_dropout",
    "amax",
    "amin",
    "any",
    "arange",
    "argmax",
    "argmin",
    "argsort",
    "as_tensor",
    "asarray",
    "asin",
    "atan",
    "atan2",
    "avg_pool1d",
    "avg_pool2d",
    "avg_pool3d",
    "batch_norm",
    "bernoulli",
    "bitwise_and",
    "bitwise_or",
    "bitwise_xor",
    "bmm",
    "bool_",
    "broadcast_to",
    "cast",
    "cat",
    "ceil",
    "celu",
    "channel_shuffle",
    "chunk",
    "clamp",
    "clip",
    "clone",
    "compile",
    "concat",
    "concatenate",
    "contiguous",
    "conv1d",
    "conv2d",
    "conv3d",
    "conv_transpose1d",
    "conv_transpose2d",
    "conv_transpose3d",
    "cos",
    "cosh",
    "count_nonzero",
    "cross_entropy",
    "cumsum",
    "div",
    "divide",
    "dot",
    "drop_path",
    "dropout",
    "dropout1d",
    "dropout2d",
    "dropout3d",
    "dtype",
    "einsum",
    "elu",
    "embedding",
    "embedding_bag",
    "empty",
    "empty_like",
    "eq",
    "equal",
    "erf",
    "erfc",
    "exp",
    "exp2",
    "expand",
    "expm1",
    "eye",
    "feature_alpha_dropout",
    "flatten",
    "flip",
    "float32",
    "float64",
    "floor",
    "floor_divide",
    "fold",
    "from_dlpack",
    "from_numpy",
    "full",
    "full_like",
    "gather",
    "gaussian_dropout",
    "gaussian_noise",
    "ge",
    "geglu",
    "gelu",
    "gelu_tanh",
    "get_num_threads",
    "get_rng_state",
    "glu",
    "grad",
    "greater",
    "greater_equal",
    "group_norm",
    "gt",
    "hardshrink",
    "hardsigmoid",
    "hardswish",
    "hardtanh",
    "huber",
    "hypot",
    "index_select",
    "instance_norm",
    "int32",
    "int64",
    "integers",
    "interpolate",
    "is_grad_enabled",
    "isclose",
    "isfinite",
    "isinf",
    "isnan",
    "l1_loss",
    "layer_norm",
    "le",
    "leaky_relu",
    "less",
    "less_equal",
    "linear",
    "linspace",
    "load_file",
    "load_metadata",
    "local_response_norm",
    "log",
    "log10",
    "log1p",
    "log2",
    "log_cosh",
    "log_cosh_loss",
    "log_softmax",
    "logical_and",
    "logical_not",
    "logical_or",
    "logical_xor",
    "logsigmoid",
    "logsumexp",
    "lp_pool1d",
    "lp_pool2d",
    "lp_pool3d",
    "lt",
    "manual_seed",
    "masked_fill",
    "matmul",
    "max",
    "max_pool1d",
    "max_pool2d",
    "max_pool3d",
    "max_unpool1d",
    "max_unpool2d",
    "max_unpool3d",
    "maximum",
    "maxout",
    "mean",
    "memory_stats",
    "min",
    "minimum",
    "mish",
    "mm",
    "mse_loss",
    "mul",
    "multiply",
    "narrow",
    "ne",
    "neg",
    "negative",
    "nll_loss",
    "nonzero",
    "norm",
    "normal",
    "not_equal",
    "one_hot",
    "ones",
    "ones_like",
    "ops",
    "outer",
    "pad",
    "permutation",
    "permute",
    "pixel_shuffle",
    "pixel_unshuffle",
    "pow",
    "prelu",
    "prod",
    "rand",
    "rand_like",
    "randint",
    "randn",
    "randn_like",
    "randperm",
    "reciprocal",
    "relu",
    "relu6",
    "relu_squared",
    "remainder",
    "reshape",
    "rms_norm",
    "roll",
    "rotary",
    "round",
    "rrelu",
    "rsqrt",
    "save_file",
    "scaled_dot_product_attention",
    "scatter_add",
    "select",
    "selu",
    "set_num_threads",
    "set_rng_state",
    "sigmoid",
    "sign",
    "silu",
    "sin",
    "sinh",
    "softmax",
    "softmin",
    "softplus",
    "softshrink",
    "softsign",
    "sort",
    "sparsemax",
    "split",
    "sqrt",
    "square",
    "squareplus",
    "squeeze",
    "stack",
    "std",
    "sub",
    "subtract",
    "sum",
    "swapaxes",
    "swiglu",
    "take",
    "tan",
    "tanh",
    "tanhshrink",
    "tensor",
    "threshold",
    "tile",
    "topk",
    "transpose",
    "tril",
    "triu",
    "true_divide",
    "trunc",
    "uint8",
    "unfold",
    "uniform",
    "unique",
    "unsqueeze",
    "var",
    "where",
    "zeros",
    "zeros_like",
]

class dtype:
    """
    The type of a tensor's elements, such as nnlite.float32.
    """

    def __eq__(self, arg0: typing.Any) -> bool: ...
    def __hash__(self) -> int: ...
    def __init__(self, name: str) -> None: ...
    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    @property
    def is_floating_point(self) -> bool:
        """
        Whether tensors of it can have gradients.
        """

    @property
    def itemsize(self) -> int:
        """
        Bytes each.
        """

    @property
    def name(self) -> str:
        """
        NumPy's name of it.
        """

class Tensor:
    """
    An n-dimensional array that can be differentiated.

    Made by `nnlite.tensor`, `nnlite.zeros` and the other functions of creation, or by operations.
    Indexing, broadcasting and promotion follow NumPy.
    """

    __array_ufunc__ = None

    @staticmethod
    def absolute(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        abs(self: nnlite.Tensor) -> nnlite.Tensor

        |x|; the gradient is 0 at 0.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    @staticmethod
    def bmm(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        matmul(self: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor

        Matrix product.

        y[..., i, j] = sum_k a[..., i, k] b[..., k, j]. Leading axes broadcast. A vector on the left is a
        row, one on the right a column, and that axis is gone in the result. Integer products are exact.

        Parameters
        ----------
        input : Tensor
            Of shape (..., n, k) or (k,).
        other : Tensor
            Of shape (..., k, m) or (k,).

        Raises
        ------
        ValueError
            If an operand has no axes, the inner sizes differ or the leading axes do not broadcast.

        Examples
        --------
        >>> import nnlite
        >>> a = nnlite.tensor([[1.0, 2.0], [3.0, 4.0]])
        >>> (a @ nnlite.tensor([1.0, 1.0])).numpy()
        array([3., 7.], dtype=float32)

        """

    @staticmethod
    def clamp(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        clip(*args, **kwargs)
        Overloaded function.

        1. clip(self: nnlite.Tensor, min: typing.SupportsFloat | typing.SupportsIndex = -inf, max: typing.SupportsFloat | typing.SupportsIndex = inf) -> nnlite.Tensor

        x limited to min .. max; the gradient passes where x lies inside, bounds included.

        Applies to every element.

        Parameters
        ----------
        min : float
        max : float

        Raises
        ------
        TypeError
            If the dtype has no such function.

        2. clip(self: nnlite.Tensor, min: nnlite.Tensor | float | None = None, max: nnlite.Tensor | float | None = None) -> nnlite.Tensor

        min(max(x, min), max), with limits that may be tensors or None.
        """

    @staticmethod
    def divide(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        div(*args, **kwargs)
        Overloaded function.

        1. div(self: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor

        a / b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.

        2. div(self: nnlite.Tensor | float, other: nnlite.Tensor | float, *, rounding_mode: str | None) -> nnlite.Tensor

        input / other, rounded down with rounding_mode="floor", towards 0 with "trunc".
        """

    @staticmethod
    def eq(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        equal(self: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor

        Whether a = b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    @staticmethod
    def ge(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        greater_equal(self: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor

        Whether a >= b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    @staticmethod
    def gt(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        greater(self: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor

        Whether a > b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    @staticmethod
    def le(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        less_equal(self: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor

        Whether a <= b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    @staticmethod
    def lt(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        less(self: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor

        Whether a < b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    @staticmethod
    def multiply(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        mul(self: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor

        a b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    @staticmethod
    def ne(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        not_equal(self: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor

        Whether a and b differ.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    @staticmethod
    def negative(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        neg(self: nnlite.Tensor) -> nnlite.Tensor

        -x.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    @staticmethod
    def subtract(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        sub(*args, **kwargs)
        Overloaded function.

        1. sub(self: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor

        a - b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.

        2. sub(self: nnlite.Tensor | float, other: nnlite.Tensor | float, *, alpha: float) -> nnlite.Tensor

        input - alpha other.
        """

    @staticmethod
    def swapaxes(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        transpose(self: nnlite.Tensor, dim0: typing.SupportsInt | typing.SupportsIndex, dim1: typing.SupportsInt | typing.SupportsIndex) -> nnlite.Tensor

        Two axes exchanged; a view.
        """

    @staticmethod
    def true_divide(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        div(*args, **kwargs)
        Overloaded function.

        1. div(self: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor

        a / b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.

        2. div(self: nnlite.Tensor | float, other: nnlite.Tensor | float, *, rounding_mode: str | None) -> nnlite.Tensor

        input / other, rounded down with rounding_mode="floor", towards 0 with "trunc".
        """

    @staticmethod
    def view(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        """
        reshape(self: nnlite.Tensor, *args, shape: int | collections.abc.Sequence[int] | None = None) -> nnlite.Tensor

        The same elements in another shape.

        A view where the memory allows, else a copy.

        Parameters
        ----------
        shape : ints
            The sizes; one may be -1: what is left.

        Raises
        ------
        ValueError
            If the number of elements is another one.
        """

    def __abs__(self) -> nnlite.Tensor: ...
    def __add__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __and__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __array__(self, dtype: typing.Any = None, copy: typing.Any = None) -> typing.Any: ...
    def __bool__(self) -> builtins.bool: ...
    def __contains__(self, arg0: typing.Any) -> typing.Any: ...
    def __copy__(self) -> nnlite.Tensor: ...
    def __deepcopy__(self, arg0: dict[str, typing.Any]) -> nnlite.Tensor: ...
    def __dlpack__(
        self,
        *,
        stream: typing.Any = None,
        max_version: tuple[
            typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex
        ]
        | None = None,
        dl_device: tuple[
            typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex
        ]
        | None = None,
        copy: builtins.bool | None = None,
    ) -> typing.Any:
        """
        A capsule over the tensor's memory for another array library's from_dlpack().
        """

    def __dlpack_device__(self) -> tuple[builtins.int, builtins.int]:
        """
        DLPack's number of the device: (1, 0), the CPU.
        """

    def __eq__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __float__(self) -> builtins.float: ...
    def __floordiv__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __format__(self, arg0: str) -> str: ...
    def __ge__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __getitem__(self, arg0: typing.Any) -> nnlite.Tensor: ...
    def __gt__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __hash__(self) -> builtins.int: ...
    def __iadd__(self, arg0: nnlite.Tensor | builtins.float) -> typing.Any: ...
    def __imul__(self, arg0: nnlite.Tensor | builtins.float) -> typing.Any: ...
    def __index__(self) -> typing.Any: ...
    def __int__(self) -> typing.Any: ...
    def __invert__(self) -> nnlite.Tensor: ...
    def __isub__(self, arg0: nnlite.Tensor | builtins.float) -> typing.Any: ...
    def __iter__(self) -> collections.abc.Iterator[typing.Any]: ...
    def __itruediv__(self, arg0: nnlite.Tensor | builtins.float) -> typing.Any: ...
    def __le__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __len__(self) -> builtins.int: ...
    def __lt__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __matmul__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __mod__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __mul__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __ne__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __neg__(self) -> nnlite.Tensor: ...
    def __or__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __pos__(self) -> nnlite.Tensor: ...
    def __pow__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __radd__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __rand__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __reduce__(self) -> tuple[typing.Any, tuple[numpy.ndarray, None, builtins.bool]]: ...
    def __repr__(self) -> str: ...
    def __rfloordiv__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __rmatmul__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __rmod__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __rmul__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __ror__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __rpow__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __rsub__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __rtruediv__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __rxor__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __setitem__(self, arg0: typing.Any, arg1: nnlite.Tensor | builtins.float) -> None: ...
    def __sub__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __truediv__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def __xor__(self, arg0: nnlite.Tensor | builtins.float) -> nnlite.Tensor: ...
    def abs(self) -> nnlite.Tensor:
        """
        |x|; the gradient is 0 at 0.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def acos(self) -> nnlite.Tensor:
        """
        Inverse cosine, in radians.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    @typing.overload
    def add(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        a + b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    @typing.overload
    def add(self, other: nnlite.Tensor | builtins.float, *, alpha: builtins.float) -> nnlite.Tensor:
        """
        input + alpha other.
        """

    @typing.overload
    def add_(self, other: nnlite.Tensor | builtins.float) -> typing.Any:
        """
        The same in place; returns the tensor, whose dtype and shape stay.
        """

    @typing.overload
    def add_(self, other: nnlite.Tensor | builtins.float, *, alpha: builtins.float) -> typing.Any:
        """
        The same in place with alpha other; returns the tensor.
        """

    def addmm(
        self,
        mat1: nnlite.Tensor,
        mat2: nnlite.Tensor,
        *,
        beta: typing.SupportsFloat | typing.SupportsIndex = 1.0,
        alpha: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    ) -> nnlite.Tensor:
        """
        beta input + alpha mat1 mat2.

        Parameters
        ----------
        input : Tensor
            Broadcasts to (n, m).
        mat1 : Tensor
            Of shape (n, k).
        mat2 : Tensor
            Of shape (k, m).
        beta, alpha : float, default 1
            With beta = 0 the input does not matter.

        Raises
        ------
        ValueError
            If the shapes do not fit together.

        Examples
        --------
        >>> import nnlite
        >>> a = nnlite.tensor([[2.0]])
        >>> nnlite.addmm(nnlite.tensor([1.0]), a, a, alpha=0.5).numpy()
        array([[3.]], dtype=float32)
        """

    def all(
        self,
        dim: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
        keepdim: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        Whether all elements over axes are not 0 or False.

        True of nothing.

        Parameters
        ----------
        input : Tensor
            Of any shape and dtype.
        dim : int or tuple of ints, optional
            The axes to reduce; negative ones count from the end. Default: all.
        keepdim : bool, default False
            Keep the reduced axes, with size 1.

        Raises
        ------
        IndexError
            If an axis is out of range.
        ValueError
            If an axis is given twice.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.tensor([0.0, 2.0]).all().item()
        False
        """

    def allclose(
        self,
        other: nnlite.Tensor | builtins.float,
        rtol: typing.SupportsFloat | typing.SupportsIndex = 1e-05,
        atol: typing.SupportsFloat | typing.SupportsIndex = 1e-08,
        equal_nan: builtins.bool = False,
    ) -> builtins.bool:
        """
        Whether `isclose` holds everywhere; a bool.
        """

    def amax(
        self,
        dim: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
        keepdim: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        The largest element over axes.

        Values only, as in NumPy (`argmax` and `argmin` give positions). NaN wins. Elements that tie share the gradient equally.

        Parameters
        ----------
        input : Tensor
            Of any shape and dtype.
        dim : int or tuple of ints, optional
            The axes to reduce; negative ones count from the end. Default: all.
        keepdim : bool, default False
            Keep the reduced axes, with size 1.

        Raises
        ------
        IndexError
            If an axis is out of range.
        ValueError
            If an axis is given twice, or there is no element to choose from.

        Examples
        --------
        >>> import nnlite
        >>> x = nnlite.tensor([[1.0, 5.0], [7.0, 2.0]])
        >>> x.max(dim=1).numpy()
        array([5., 7.], dtype=float32)
        """

    def amin(
        self,
        dim: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
        keepdim: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        The smallest element over axes.

        Values only, as in NumPy (`argmax` and `argmin` give positions). NaN wins. Elements that tie share the gradient equally.

        Parameters
        ----------
        input : Tensor
            Of any shape and dtype.
        dim : int or tuple of ints, optional
            The axes to reduce; negative ones count from the end. Default: all.
        keepdim : bool, default False
            Keep the reduced axes, with size 1.

        Raises
        ------
        IndexError
            If an axis is out of range.
        ValueError
            If an axis is given twice, or there is no element to choose from.

        Examples
        --------
        >>> import nnlite
        >>> x = nnlite.tensor([[1.0, 5.0], [7.0, 2.0]])
        >>> x.min(dim=1).numpy()
        array([1., 2.], dtype=float32)
        """

    def any(
        self,
        dim: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
        keepdim: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        Whether any element over axes is not 0 or False.

        False of nothing.

        Parameters
        ----------
        input : Tensor
            Of any shape and dtype.
        dim : int or tuple of ints, optional
            The axes to reduce; negative ones count from the end. Default: all.
        keepdim : bool, default False
            Keep the reduced axes, with size 1.

        Raises
        ------
        IndexError
            If an axis is out of range.
        ValueError
            If an axis is given twice.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.tensor([0.0, 2.0]).any().item()
        True
        """

    def argmax(
        self,
        dim: typing.SupportsInt | typing.SupportsIndex | None = None,
        keepdim: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        Where the first largest element stands, as int64.

        NaN wins. Without `dim` it is the position in the flattened tensor.

        Parameters
        ----------
        input : Tensor
        dim : int, optional
        keepdim : bool, default False

        Raises
        ------
        IndexError
            If `dim` is out of range.
        ValueError
            If there is no element to choose from.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.tensor([1.0, 5.0, 2.0]).argmax().item()
        1
        """

    def argmin(
        self,
        dim: typing.SupportsInt | typing.SupportsIndex | None = None,
        keepdim: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        Where the first smallest element stands, as int64.

        NaN wins. Without `dim` it is the position in the flattened tensor.

        Parameters
        ----------
        input : Tensor
        dim : int, optional
        keepdim : bool, default False

        Raises
        ------
        IndexError
            If `dim` is out of range.
        ValueError
            If there is no element to choose from.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.tensor([1.0, 5.0, 2.0]).argmin().item()
        0
        """

    def argsort(
        self,
        dim: typing.SupportsInt | typing.SupportsIndex = -1,
        descending: builtins.bool = False,
        *,
        stable: builtins.bool = True,
    ) -> nnlite.Tensor:
        """
        The positions (int64) that sort a tensor along an axis.

        Equal elements keep their order. NaN counts as the largest number.

        Parameters
        ----------
        input : Tensor
        dim : int, default -1
        descending : bool, default False
        stable : bool, default True
            Always so; accepted for PyTorch's sake.

        Raises
        ------
        IndexError
            If `dim` is out of range.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.argsort(nnlite.tensor([3.0, 1.0, 2.0])).numpy()
        array([1, 2, 0])
        """

    def asin(self) -> nnlite.Tensor:
        """
        Inverse sine, in radians.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def atan(self) -> nnlite.Tensor:
        """
        Inverse tangent, in radians.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def atan2(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        The angle of the point (b, a), in radians.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def backward(
        self,
        gradient: nnlite.Tensor | None = None,
        retain_graph: builtins.bool | None = None,
        create_graph: builtins.bool = False,
    ) -> None:
        """
        Add the gradients of this tensor to `grad` of every leaf it was computed from.

        For a loss L and a leaf w it adds dL/dw, by the chain rule from the last operation to the first.

        Parameters
        ----------
        gradient : Tensor, optional
            dL/d(this tensor), of its shape. May be left out for a tensor of one element, where it is 1.
        retain_graph : bool, default create_graph
            Keep the values that the gradients read, so that `backward` can run again.
        create_graph : bool, default False
            Make the gradients differentiable themselves. A leaf then holds its gradient, whose graph holds
            the leaf: set `grad` to None when done, or use `nnlite.grad`, which stores nothing.

        Raises
        ------
        RuntimeError
            If the tensor does not require a gradient, if an earlier call gave the graph back, or if a value
            that is needed was changed in place.

        Examples
        --------
        >>> import nnlite
        >>> x = nnlite.tensor([1.0, 2.0], requires_grad=True)
        >>> (x * x).sum().backward()
        >>> x.grad.tolist()
        [2.0, 4.0]
        """

    def bitwise_and(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        Bits set in both.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def bitwise_or(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        Bits set in at least one.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def bitwise_xor(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        Bits set in exactly one.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def bool(self) -> nnlite.Tensor:
        """
        The same values in that dtype; see `cast`.
        """

    def broadcast_to(
        self, shape: builtins.int | collections.abc.Sequence[builtins.int]
    ) -> nnlite.Tensor:
        """
        The tensor stretched to a shape by NumPy's rules; a view.
        """

    def cast(self, dtype: nnlite.dtype | str | type) -> nnlite.Tensor:
        """
        The same values in another dtype; the tensor itself where it has it already.

        Floats become integers towards zero. The gradient is cast back.

        Parameters
        ----------
        dtype : nnlite.dtype or str
            ``nnlite.float64``, ``"int32"``, ``numpy.uint8`` ...
        """

    def ceil(self) -> nnlite.Tensor:
        """
        The smallest integer that is not below x.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def celu(self, alpha: typing.SupportsFloat | typing.SupportsIndex = 1.0) -> nnlite.Tensor:
        """
        x where x > 0, else alpha (e^(x / alpha) - 1) (Barron 2017).

        Applies to every element.

        Parameters
        ----------
        alpha : float, default 1

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def chunk(
        self,
        chunks: typing.SupportsInt | typing.SupportsIndex,
        dim: typing.SupportsInt | typing.SupportsIndex = 0,
    ) -> list[nnlite.Tensor]:
        """
        At most `chunks` views of equal size.
        """

    @typing.overload
    def clip(
        self,
        min: typing.SupportsFloat | typing.SupportsIndex = ...,
        max: typing.SupportsFloat | typing.SupportsIndex = ...,
    ) -> nnlite.Tensor:
        """
        x limited to min .. max; the gradient passes where x lies inside, bounds included.

        Applies to every element.

        Parameters
        ----------
        min : float
        max : float

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    @typing.overload
    def clip(
        self,
        min: nnlite.Tensor | builtins.float | None = None,
        max: nnlite.Tensor | builtins.float | None = None,
    ) -> nnlite.Tensor:
        """
        min(max(x, min), max), with limits that may be tensors or None.
        """

    def clone(self) -> nnlite.Tensor:
        """
        A copy with memory of its own; the gradient flows through it.
        """

    def contiguous(self) -> nnlite.Tensor:
        """
        The tensor itself where it lies in C order, else a copy.
        """

    def copy_(self, source: nnlite.Tensor) -> typing.Any:
        """
        Writes another tensor's values, broadcast and converted, into this.
        """

    def cos(self) -> nnlite.Tensor:
        """
        Cosine; x in radians.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def cosh(self) -> nnlite.Tensor:
        """
        Hyperbolic cosine.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def count_nonzero(
        self,
        dim: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
        keepdim: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        How many elements over axes are not 0, as int64.

        NaN counts.

        Parameters
        ----------
        input : Tensor
            Of any shape and dtype.
        dim : int or tuple of ints, optional
            The axes to reduce; negative ones count from the end. Default: all.
        keepdim : bool, default False
            Keep the reduced axes, with size 1.

        Raises
        ------
        IndexError
            If an axis is out of range.
        ValueError
            If an axis is given twice.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.count_nonzero(nnlite.tensor([0.0, 2.0, 3.0])).item()
        2
        """

    def cumsum(self, dim: typing.SupportsInt | typing.SupportsIndex) -> nnlite.Tensor:
        """
        Sums of the elements up to each one, along an axis.

        y[i] = x[0] + ... + x[i]; integers and bools give int64.

        Parameters
        ----------
        input : Tensor
        dim : int

        Raises
        ------
        IndexError
            If `dim` is out of range.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.tensor([1.0, 2.0, 3.0]).cumsum(0).numpy()
        array([1., 3., 6.], dtype=float32)
        """

    def data_ptr(self) -> builtins.int:
        """
        The address of the first element.
        """

    def detach(self) -> nnlite.Tensor:
        """
        The same memory outside the graph.
        """

    def dim(self) -> builtins.int:
        """
        The number of axes.
        """

    @typing.overload
    def div(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        a / b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    @typing.overload
    def div(
        self, other: nnlite.Tensor | builtins.float, *, rounding_mode: str | None
    ) -> nnlite.Tensor:
        """
        input / other, rounded down with rounding_mode="floor", towards 0 with "trunc".
        """

    def div_(self, other: nnlite.Tensor | builtins.float) -> typing.Any:
        """
        The same in place; returns the tensor, whose dtype and shape stay.
        """

    def dot(self, other: nnlite.Tensor) -> nnlite.Tensor:
        """
        The sum of the products of two vectors.

        Parameters
        ----------
        input, other : Tensor
            Of shape (n,).

        Raises
        ------
        ValueError
            If one is not a vector, or their lengths differ.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.dot(nnlite.tensor([1.0, 2.0]), nnlite.tensor([3.0, 4.0])).item()
        11.0
        """

    def double(self) -> nnlite.Tensor:
        """
        The same values in that dtype; see `cast`.
        """

    def elu(self, alpha: typing.SupportsFloat | typing.SupportsIndex = 1.0) -> nnlite.Tensor:
        """
        x where x > 0, else alpha (e^x - 1).

        Applies to every element.

        Parameters
        ----------
        alpha : float, default 1

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def equal(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        Whether a = b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def erf(self) -> nnlite.Tensor:
        """
        Error function.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def erfc(self) -> nnlite.Tensor:
        """
        1 - erf(x), exact where erf(x) is near 1.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def exp(self) -> nnlite.Tensor:
        """
        e^x.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def exp2(self) -> nnlite.Tensor:
        """
        2^x.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def expand(
        self,
        *args: typing.Any,
        size: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
    ) -> nnlite.Tensor:
        """
        Axes of size 1 stretched to these sizes; -1 keeps a size. A view.
        """

    def expm1(self) -> nnlite.Tensor:
        """
        e^x - 1, exact near 0.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def fill_(self, value: typing.SupportsFloat | typing.SupportsIndex) -> typing.Any:
        """
        Writes one number into every element.
        """

    def flatten(
        self,
        start_dim: typing.SupportsInt | typing.SupportsIndex = 0,
        end_dim: typing.SupportsInt | typing.SupportsIndex = -1,
    ) -> nnlite.Tensor:
        """
        The axes from start_dim to end_dim joined into one.
        """

    def flip(
        self,
        *args: typing.Any,
        dims: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
    ) -> nnlite.Tensor:
        """
        From the last element to the first along axes; a view.
        """

    def float(self) -> nnlite.Tensor:
        """
        The same values in that dtype; see `cast`.
        """

    def floor(self) -> nnlite.Tensor:
        """
        The largest integer that is not above x.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def floor_divide(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        The largest integer not above a / b; 0 where integers are divided by 0.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def gather(
        self, dim: typing.SupportsInt | typing.SupportsIndex, index: nnlite.Tensor
    ) -> nnlite.Tensor:
        """
        Elements picked along an axis.

        out[i][j] = input[index[i][j]][j] for dim = 0, and so on for other axes.

        Parameters
        ----------
        dim : int
            The axis along which the index counts.
        index : Tensor of integers
            As many axes as the input; the result has its shape.

        Raises
        ------
        IndexError
            If an index lies outside the axis.
        """

    def geglu(self, dim: typing.SupportsInt | typing.SupportsIndex = -1) -> nnlite.Tensor:
        """
        a gelu(b), with a and b the halves of the input along an axis (Shazeer 2020).
        """

    def gelu(self) -> nnlite.Tensor:
        """
        x Phi(x), with Phi the normal distribution function (Hendrycks & Gimpel 2016).

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def gelu_tanh(self) -> nnlite.Tensor:
        """
        gelu(x) by the tanh approximation.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def glu(self, dim: typing.SupportsInt | typing.SupportsIndex = -1) -> nnlite.Tensor:
        """
        The first half along an axis, gated by the second.

        y = a sigmoid(b), where x is a and b side by side (Dauphin et al. 2017).

        Parameters
        ----------
        input : Tensor
        dim : int, default -1
            Its size must be even.

        Raises
        ------
        ValueError
            If the axis does not split into halves.
        IndexError
            If `dim` is out of range.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.glu(nnlite.tensor([3.0, 0.0])).numpy()
        array([1.5], dtype=float32)

        References
        ----------
        Dauphin et al. 2017, Language Modeling with Gated Convolutional Networks.
        """

    def graph(self) -> Graph:
        """
        The graph behind this tensor: what to print, draw or export.

        Examples
        --------
        >>> import nnlite
        >>> x, y, z = (nnlite.tensor(v, requires_grad=True) for v in (-2.0, 5.0, -4.0))
        >>> f = (x + y) * z
        >>> [node.grad.item() for node in f.graph().nodes if node.op == "leaf"]
        [-4.0, -4.0, 3.0]
        """

    def greater(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        Whether a > b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def greater_equal(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        Whether a >= b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def hardshrink(self, lambd: typing.SupportsFloat | typing.SupportsIndex = 0.5) -> nnlite.Tensor:
        """
        0 where |x| <= lambd, else x.

        Applies to every element.

        Parameters
        ----------
        lambd : float, default 0.5

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def hardsigmoid(self) -> nnlite.Tensor:
        """
        x / 6 + 1/2 limited to 0 .. 1.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def hardswish(self) -> nnlite.Tensor:
        """
        x hardsigmoid(x).

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def hardtanh(
        self,
        min_val: typing.SupportsFloat | typing.SupportsIndex = -1.0,
        max_val: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    ) -> nnlite.Tensor:
        """
        x limited to min_val .. max_val.

        Applies to every element.

        Parameters
        ----------
        min_val : float
        max_val : float

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def huber(self, delta: typing.SupportsFloat | typing.SupportsIndex = 1.0) -> nnlite.Tensor:
        """
        x^2 / 2 where |x| <= delta, else delta (|x| - delta / 2) (Huber 1964).

        Applies to every element.

        Parameters
        ----------
        delta : float, default 1

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def hypot(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        sqrt(a^2 + b^2).

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def index_select(
        self, dim: typing.SupportsInt | typing.SupportsIndex, index: nnlite.Tensor
    ) -> nnlite.Tensor:
        """
        Whole slices picked along an axis.
        """

    def int(self) -> nnlite.Tensor:
        """
        The same values in that dtype; see `cast`.
        """

    def is_contiguous(self) -> builtins.bool:
        """
        Whether the elements lie in C order.
        """

    def isclose(
        self,
        other: nnlite.Tensor | builtins.float,
        rtol: typing.SupportsFloat | typing.SupportsIndex = 1e-05,
        atol: typing.SupportsFloat | typing.SupportsIndex = 1e-08,
        equal_nan: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        Whether |input - other| <= atol + rtol |other|, element by element.
        """

    def isfinite(self) -> nnlite.Tensor:
        """
        Whether x is neither infinite nor NaN.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def isinf(self) -> nnlite.Tensor:
        """
        Whether x is infinite.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def isnan(self) -> nnlite.Tensor:
        """
        Whether x is not a number.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def item(self) -> typing.Any:
        """
        The only element as a Python number.
        """

    def leaky_relu(
        self, negative_slope: typing.SupportsFloat | typing.SupportsIndex = 0.01
    ) -> nnlite.Tensor:
        """
        x where x > 0, else negative_slope x.

        Applies to every element.

        Parameters
        ----------
        negative_slope : float, default 0.01

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def less(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        Whether a < b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def less_equal(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        Whether a <= b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def log(self) -> nnlite.Tensor:
        """
        Natural logarithm.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def log10(self) -> nnlite.Tensor:
        """
        Logarithm to base 10.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def log1p(self) -> nnlite.Tensor:
        """
        log(1 + x), exact near 0.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def log2(self) -> nnlite.Tensor:
        """
        Logarithm to base 2.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def log_cosh(self) -> nnlite.Tensor:
        """
        log(cosh(x)), exact near 0 and for large x.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def log_softmax(self, dim: typing.SupportsInt | typing.SupportsIndex) -> nnlite.Tensor:
        """
        The logarithm of softmax, stable where probabilities vanish.

        y_i = x_i - log(sum_j exp(x_j)).

        Parameters
        ----------
        input : Tensor
            Integers become float64.
        dim : int
            The axis along which the result sums to 1 (or its exponential does).

        Raises
        ------
        IndexError
            If `dim` is out of range.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.log_softmax(nnlite.tensor([0.0, -1000.0]), dim=0).numpy()
        array([    0., -1000.], dtype=float32)
        """

    def logical_and(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        Whether both are true.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def logical_not(self) -> nnlite.Tensor:
        """
        Whether x is 0 or False.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def logical_or(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        Whether at least one is true.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def logical_xor(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        Whether exactly one is true.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def logsigmoid(self) -> nnlite.Tensor:
        """
        log(sigmoid(x)).

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def logsumexp(
        self,
        dim: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
        keepdim: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        log(sum(exp(x))) over axes, without overflow.

        m + log(sum(exp(x - m))) with m = max(x); -inf of nothing.

        Parameters
        ----------
        input : Tensor
            Of any shape and dtype.
        dim : int or tuple of ints, optional
            The axes to reduce; negative ones count from the end. Default: all.
        keepdim : bool, default False
            Keep the reduced axes, with size 1.

        Raises
        ------
        IndexError
            If an axis is out of range.
        ValueError
            If an axis is given twice.

        Examples
        --------
        >>> import nnlite
        >>> x = nnlite.tensor([1000.0, 1000.0])
        >>> round(x.logsumexp().item(), 3)
        1000.693
        """

    def long(self) -> nnlite.Tensor:
        """
        The same values in that dtype; see `cast`.
        """

    def masked_fill(
        self, mask: nnlite.Tensor, value: nnlite.Tensor | builtins.float
    ) -> nnlite.Tensor:
        """
        `value` where `mask` (bool) is true, else the input; all broadcast.
        """

    def matmul(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        Matrix product.

        y[..., i, j] = sum_k a[..., i, k] b[..., k, j]. Leading axes broadcast. A vector on the left is a
        row, one on the right a column, and that axis is gone in the result. Integer products are exact.

        Parameters
        ----------
        input : Tensor
            Of shape (..., n, k) or (k,).
        other : Tensor
            Of shape (..., k, m) or (k,).

        Raises
        ------
        ValueError
            If an operand has no axes, the inner sizes differ or the leading axes do not broadcast.

        Examples
        --------
        >>> import nnlite
        >>> a = nnlite.tensor([[1.0, 2.0], [3.0, 4.0]])
        >>> (a @ nnlite.tensor([1.0, 1.0])).numpy()
        array([3., 7.], dtype=float32)
        """

    @typing.overload
    def max(self, other: nnlite.Tensor) -> nnlite.Tensor:
        """
        The larger of two tensors, element by element: `maximum`.
        """

    @typing.overload
    def max(
        self,
        dim: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
        keepdim: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        The largest element over axes.

        Values only, as in NumPy (`argmax` and `argmin` give positions). NaN wins. Elements that tie share the gradient equally.

        Parameters
        ----------
        input : Tensor
            Of any shape and dtype.
        dim : int or tuple of ints, optional
            The axes to reduce; negative ones count from the end. Default: all.
        keepdim : bool, default False
            Keep the reduced axes, with size 1.

        Raises
        ------
        IndexError
            If an axis is out of range.
        ValueError
            If an axis is given twice, or there is no element to choose from.

        Examples
        --------
        >>> import nnlite
        >>> x = nnlite.tensor([[1.0, 5.0], [7.0, 2.0]])
        >>> x.max(dim=1).numpy()
        array([5., 7.], dtype=float32)
        """

    def maximum(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        The larger one, NaN where either is; equal ones share the gradient.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def maxout(
        self,
        pieces: typing.SupportsInt | typing.SupportsIndex,
        dim: typing.SupportsInt | typing.SupportsIndex = -1,
    ) -> nnlite.Tensor:
        """
        The largest of every `pieces` neighbours along an axis (Goodfellow et al. 2013).
        """

    def mean(
        self,
        dim: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
        keepdim: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        The mean over axes: sum(x) / n.

        Of nothing it is NaN; of integers and bools it is float64.

        Parameters
        ----------
        input : Tensor
            Of any shape and dtype.
        dim : int or tuple of ints, optional
            The axes to reduce; negative ones count from the end. Default: all.
        keepdim : bool, default False
            Keep the reduced axes, with size 1.

        Raises
        ------
        IndexError
            If an axis is out of range.
        ValueError
            If an axis is given twice.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.tensor([1.0, 2.0, 6.0]).mean().item()
        3.0
        """

    @typing.overload
    def min(self, other: nnlite.Tensor) -> nnlite.Tensor:
        """
        The smaller of two tensors, element by element: `minimum`.
        """

    @typing.overload
    def min(
        self,
        dim: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
        keepdim: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        The smallest element over axes.

        Values only, as in NumPy (`argmax` and `argmin` give positions). NaN wins. Elements that tie share the gradient equally.

        Parameters
        ----------
        input : Tensor
            Of any shape and dtype.
        dim : int or tuple of ints, optional
            The axes to reduce; negative ones count from the end. Default: all.
        keepdim : bool, default False
            Keep the reduced axes, with size 1.

        Raises
        ------
        IndexError
            If an axis is out of range.
        ValueError
            If an axis is given twice, or there is no element to choose from.

        Examples
        --------
        >>> import nnlite
        >>> x = nnlite.tensor([[1.0, 5.0], [7.0, 2.0]])
        >>> x.min(dim=1).numpy()
        array([1., 2.], dtype=float32)
        """

    def minimum(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        The smaller one, NaN where either is; equal ones share the gradient.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def mish(self) -> nnlite.Tensor:
        """
        x tanh(softplus(x)) (Misra 2019).

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def mm(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        Matrix product; see `matmul`.
        """

    def mul(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        a b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def mul_(self, other: nnlite.Tensor | builtins.float) -> typing.Any:
        """
        The same in place; returns the tensor, whose dtype and shape stay.
        """

    def narrow(
        self,
        dim: typing.SupportsInt | typing.SupportsIndex,
        start: typing.SupportsInt | typing.SupportsIndex,
        length: typing.SupportsInt | typing.SupportsIndex,
    ) -> nnlite.Tensor:
        """
        `length` elements from `start` along an axis; a view.
        """

    def neg(self) -> nnlite.Tensor:
        """
        -x.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def nonzero(self) -> tuple[typing.Any, ...]:
        """
        Where elements are not 0: a tuple of one int64 tensor per axis, as in NumPy, so that x[x.nonzero()] are those elements.
        """

    def norm(
        self,
        p: typing.SupportsFloat | typing.SupportsIndex | str = 2.0,
        dim: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
        keepdim: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        The p-norm over axes.

        (sum(|x|^p))^(1/p); the gradient is 0 where the norm is 0.

        Parameters
        ----------
        input : Tensor
            Of any shape and dtype.
        dim : int or tuple of ints, optional
            The axes to reduce; negative ones count from the end. Default: all.
        p : float or 'fro', default 2
            The order; inf is the largest |x|, 0 counts what is not 0; 'fro' is 2.
        keepdim : bool, default False
            Keep the reduced axes, with size 1.

        Raises
        ------
        IndexError
            If an axis is out of range.
        ValueError
            If an axis is given twice, or p is NaN.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.tensor([3.0, 4.0]).norm().item()
        5.0
        """

    def not_equal(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        Whether a and b differ.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def numel(self) -> builtins.int:
        """
        The number of elements.
        """

    def numpy(self) -> numpy.ndarray:
        """
        A NumPy array over the tensor's memory; nothing is copied.
        """

    def outer(self, other: nnlite.Tensor) -> nnlite.Tensor:
        """
        All products of two vectors: y[i, j] = a[i] b[j].

        Parameters
        ----------
        input : Tensor
            Of shape (n,).
        other : Tensor
            Of shape (m,).

        Raises
        ------
        ValueError
            If one is not a vector.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.outer(nnlite.tensor([1.0, 2.0]), nnlite.tensor([3.0, 4.0])).numpy()
        array([[3., 4.],
               [6., 8.]], dtype=float32)
        """

    def pad(
        self,
        pad: builtins.int | collections.abc.Sequence[builtins.int],
        value: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    ) -> nnlite.Tensor:
        """
        A larger tensor with `value` around this one.

        Parameters
        ----------
        pad : ints
            Pairs (before, after), the last axis first; negative ones crop.
        value : float, default 0
            What stands outside.
        """

    def permute(
        self,
        *args: typing.Any,
        dims: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
    ) -> nnlite.Tensor:
        """
        The axes in another order; a view.
        """

    def pow(self, exponent: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        a^b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def prod(
        self,
        dim: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
        keepdim: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        The product over axes.

        Of nothing it is 1; of integers and bools it is int64. The gradient of an element is the product of the others, zeros included.

        Parameters
        ----------
        input : Tensor
            Of any shape and dtype.
        dim : int or tuple of ints, optional
            The axes to reduce; negative ones count from the end. Default: all.
        keepdim : bool, default False
            Keep the reduced axes, with size 1.

        Raises
        ------
        IndexError
            If an axis is out of range.
        ValueError
            If an axis is given twice.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.tensor([2.0, 3.0, 4.0]).prod().item()
        24.0
        """

    def reciprocal(self) -> nnlite.Tensor:
        """
        1 / x.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def relu(self) -> nnlite.Tensor:
        """
        max(x, 0); the gradient is 0 at 0.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def relu6(self) -> nnlite.Tensor:
        """
        x limited to 0 .. 6.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def relu_squared(self) -> nnlite.Tensor:
        """
        max(x, 0)^2 (So et al. 2021).

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def remainder(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        a - b floor(a / b), with the sign of b; 0 where integers are divided by 0.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    def requires_grad_(self, requires_grad: builtins.bool = True) -> nnlite.Tensor:
        """
        Ask for a gradient, or stop; returns the tensor.
        """

    def reshape(
        self,
        *args: typing.Any,
        shape: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
    ) -> nnlite.Tensor:
        """
        The same elements in another shape.

        A view where the memory allows, else a copy.

        Parameters
        ----------
        shape : ints
            The sizes; one may be -1: what is left.

        Raises
        ------
        ValueError
            If the number of elements is another one.
        """

    def retain_grad(self) -> None:
        """
        Keep the gradient of a computed tensor too.
        """

    def roll(
        self,
        shifts: builtins.int | collections.abc.Sequence[builtins.int],
        dims: builtins.int | collections.abc.Sequence[builtins.int] = (),
    ) -> nnlite.Tensor:
        """
        Elements moved along axes; those that leave at the end come back at the start.
        """

    def round(self) -> nnlite.Tensor:
        """
        The nearest integer; halves go to the even one.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def rsqrt(self) -> nnlite.Tensor:
        """
        1 / sqrt(x).

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def scatter_add(
        self,
        dim: typing.SupportsInt | typing.SupportsIndex,
        index: nnlite.Tensor,
        src: nnlite.Tensor,
    ) -> nnlite.Tensor:
        """
        The input with elements of `src` added along an axis; the gradient of `gather`.

        out = input; out[index[i][j]][j] += src[i][j] for dim = 0, in the order of the index.

        Raises
        ------
        IndexError
            If an index lies outside the axis.
        """

    def select(
        self,
        dim: typing.SupportsInt | typing.SupportsIndex,
        index: typing.SupportsInt | typing.SupportsIndex,
    ) -> nnlite.Tensor:
        """
        One index along an axis, which goes; a view.
        """

    def selu(self) -> nnlite.Tensor:
        """
        1.0507 elu(x, 1.6733): keeps mean 0 and variance 1 (Klambauer et al. 2017).

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def sigmoid(self) -> nnlite.Tensor:
        """
        1 / (1 + e^-x).

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def sign(self) -> nnlite.Tensor:
        """
        -1, 0 or 1 by the sign of x.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def silu(self) -> nnlite.Tensor:
        """
        x sigmoid(x), also called swish (Ramachandran et al. 2017).

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def sin(self) -> nnlite.Tensor:
        """
        Sine; x in radians.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def sinh(self) -> nnlite.Tensor:
        """
        Hyperbolic sine.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    @typing.overload
    def size(self) -> tuple[builtins.int, ...]: ...
    @typing.overload
    def size(self, dim: typing.SupportsInt | typing.SupportsIndex) -> builtins.int:
        """
        The shape, or the size of one axis.
        """

    def softmax(self, dim: typing.SupportsInt | typing.SupportsIndex) -> nnlite.Tensor:
        """
        Turns numbers into probabilities along an axis.

        y_i = exp(x_i) / sum_j exp(x_j), computed from x - max(x) and so stable for numbers of any size.

        Parameters
        ----------
        input : Tensor
            Integers become float64.
        dim : int
            The axis along which the result sums to 1 (or its exponential does).

        Raises
        ------
        IndexError
            If `dim` is out of range.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.softmax(nnlite.tensor([1000.0, 1000.0]), dim=0).numpy()
        array([0.5, 0.5], dtype=float32)
        """

    def softmin(self, dim: typing.SupportsInt | typing.SupportsIndex) -> nnlite.Tensor:
        """
        Turns numbers into probabilities, the smallest into the largest.

        softmax(-x).

        Parameters
        ----------
        input : Tensor
            Integers become float64.
        dim : int
            The axis along which the result sums to 1 (or its exponential does).

        Raises
        ------
        IndexError
            If `dim` is out of range.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.softmin(nnlite.tensor([3.0, 3.0]), dim=0).numpy()
        array([0.5, 0.5], dtype=float32)
        """

    def softplus(
        self,
        beta: typing.SupportsFloat | typing.SupportsIndex = 1.0,
        threshold: typing.SupportsFloat | typing.SupportsIndex = 20.0,
    ) -> nnlite.Tensor:
        """
        log(1 + e^(beta x)) / beta; x itself where beta x > threshold.

        Applies to every element.

        Parameters
        ----------
        beta : float
        threshold : float

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def softshrink(self, lambd: typing.SupportsFloat | typing.SupportsIndex = 0.5) -> nnlite.Tensor:
        """
        x moved towards 0 by lambd, and not beyond it.

        Applies to every element.

        Parameters
        ----------
        lambd : float, default 0.5

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def softsign(self) -> nnlite.Tensor:
        """
        x / (1 + |x|).

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def sort(
        self,
        dim: typing.SupportsInt | typing.SupportsIndex = -1,
        descending: builtins.bool = False,
        *,
        stable: builtins.bool = True,
    ) -> Sorted:
        """
        Sorts along an axis.

        Equal elements keep their order, whether asked for or not. NaN counts as the largest number.

        Parameters
        ----------
        input : Tensor
        dim : int, default -1
        descending : bool, default False
        stable : bool, default True
            Always so; accepted for PyTorch's sake.

        Returns
        -------
        pair of Tensor
            The sorted `values`, and `indices`: the positions (int64) they come from.

        Raises
        ------
        IndexError
            If `dim` is out of range.

        Examples
        --------
        >>> import nnlite
        >>> values, positions = nnlite.sort(nnlite.tensor([3.0, 1.0, 2.0]))
        >>> values.numpy(), positions.numpy()
        (array([1., 2., 3.], dtype=float32), array([1, 2, 0]))
        """

    def sparsemax(self, dim: typing.SupportsInt | typing.SupportsIndex = -1) -> nnlite.Tensor:
        """
        The nearest point of the probability simplex: like softmax, but with zeros.

        y = max(x - t, 0) with t such that y sums to 1 (Martins & Astudillo 2016, From Softmax to Sparsemax).

        Parameters
        ----------
        input : Tensor
            Integers become float64.
        dim : int
            The axis along which the result sums to 1 (or its exponential does).

        Raises
        ------
        IndexError
            If `dim` is out of range.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.sparsemax(nnlite.tensor([1.0, 0.5, -1.0])).numpy()
        array([0.75, 0.25, 0.  ], dtype=float32)
        """

    @typing.overload
    def split(
        self,
        split_size_or_sections: typing.SupportsInt | typing.SupportsIndex,
        dim: typing.SupportsInt | typing.SupportsIndex = 0,
    ) -> list[nnlite.Tensor]:
        """
        Views along an axis, of a size (the last may be shorter) or of these sizes.
        """

    @typing.overload
    def split(
        self,
        split_size_or_sections: builtins.int | collections.abc.Sequence[builtins.int],
        dim: typing.SupportsInt | typing.SupportsIndex = 0,
    ) -> list[nnlite.Tensor]:
        """
        Views along an axis, of a size (the last may be shorter) or of these sizes.
        """

    def sqrt(self) -> nnlite.Tensor:
        """
        Square root.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def square(self) -> nnlite.Tensor:
        """
        x^2.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def squareplus(self, b: typing.SupportsFloat | typing.SupportsIndex = 4.0) -> nnlite.Tensor:
        """
        (x + sqrt(x^2 + b)) / 2 (Barron 2021).

        Applies to every element.

        Parameters
        ----------
        b : float, default 4

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def squeeze(
        self, dim: builtins.int | collections.abc.Sequence[builtins.int] = ()
    ) -> nnlite.Tensor:
        """
        Without axes of size 1: all of them, or those named. A view.
        """

    def std(
        self,
        dim: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
        *,
        correction: typing.SupportsFloat | typing.SupportsIndex = 1.0,
        keepdim: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        The standard deviation over axes: the root of the variance.

        sqrt(sum((x - mean(x))^2) / (n - correction)); the gradient is 0 where it is 0.

        Parameters
        ----------
        input : Tensor
            Of any shape and dtype.
        dim : int or tuple of ints, optional
            The axes to reduce; negative ones count from the end. Default: all.
        correction : float, default 1
            What is taken off n; 1 makes the variance unbiased, 0 divides by n.
        keepdim : bool, default False
            Keep the reduced axes, with size 1.

        Raises
        ------
        IndexError
            If an axis is out of range.
        ValueError
            If an axis is given twice.

        Examples
        --------
        >>> import nnlite
        >>> x = nnlite.tensor([1.0, 3.0])
        >>> x.std(correction=0).item()
        1.0
        """

    @typing.overload
    def sub(self, other: nnlite.Tensor | builtins.float) -> nnlite.Tensor:
        """
        a - b.

        Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
        """

    @typing.overload
    def sub(self, other: nnlite.Tensor | builtins.float, *, alpha: builtins.float) -> nnlite.Tensor:
        """
        input - alpha other.
        """

    @typing.overload
    def sub_(self, other: nnlite.Tensor | builtins.float) -> typing.Any:
        """
        The same in place; returns the tensor, whose dtype and shape stay.
        """

    @typing.overload
    def sub_(self, other: nnlite.Tensor | builtins.float, *, alpha: builtins.float) -> typing.Any:
        """
        The same in place with alpha other; returns the tensor.
        """

    def sum(
        self,
        dim: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
        keepdim: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        The sum over axes.

        Of nothing it is 0; of integers and bools it is int64. Float sums run in double precision.

        Parameters
        ----------
        input : Tensor
            Of any shape and dtype.
        dim : int or tuple of ints, optional
            The axes to reduce; negative ones count from the end. Default: all.
        keepdim : bool, default False
            Keep the reduced axes, with size 1.

        Raises
        ------
        IndexError
            If an axis is out of range.
        ValueError
            If an axis is given twice.

        Examples
        --------
        >>> import nnlite
        >>> x = nnlite.tensor([[1.0, 2.0], [3.0, 4.0]])
        >>> x.sum().item()
        10.0
        >>> x.sum(dim=0).numpy()
        array([4., 6.], dtype=float32)
        """

    def swiglu(self, dim: typing.SupportsInt | typing.SupportsIndex = -1) -> nnlite.Tensor:
        """
        a silu(b), with a and b the halves of the input along an axis (Shazeer 2020).
        """

    def t(self) -> nnlite.Tensor:
        """
        The axes in reverse order; a view.
        """

    def take(self, index: nnlite.Tensor) -> nnlite.Tensor:
        """
        Elements of the flattened tensor; the result has the index's shape.
        """

    def tan(self) -> nnlite.Tensor:
        """
        Tangent; x in radians.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def tanh(self) -> nnlite.Tensor:
        """
        Hyperbolic tangent.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def tanhshrink(self) -> nnlite.Tensor:
        """
        x - tanh(x).

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def threshold(
        self,
        threshold: typing.SupportsFloat | typing.SupportsIndex = 0.0,
        value: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    ) -> nnlite.Tensor:
        """
        x where x > threshold, else value.

        Applies to every element.

        Parameters
        ----------
        threshold : float
        value : float

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def tile(
        self,
        *args: typing.Any,
        dims: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
    ) -> nnlite.Tensor:
        """
        The whole repeated along every axis.
        """

    def to(self, dtype: nnlite.dtype | str | type) -> nnlite.Tensor:
        """
        The same values in another dtype; see `cast`.
        """

    def tolist(self) -> typing.Any:
        """
        The elements as nested lists of Python numbers.
        """

    def topk(
        self,
        k: typing.SupportsInt | typing.SupportsIndex,
        dim: typing.SupportsInt | typing.SupportsIndex = -1,
        largest: builtins.bool = True,
        sorted: builtins.bool = True,
    ) -> Sorted:
        """
        The k largest or smallest elements along an axis.

        NaN counts as the largest number; of equal elements the first ones are taken.

        Parameters
        ----------
        input : Tensor
        k : int
            0 .. the size of the axis.
        dim : int, default -1
        largest : bool, default True
            False: the smallest.
        sorted : bool, default True
            Always so; accepted for PyTorch's sake.

        Returns
        -------
        pair of Tensor
            The `values` in order, and `indices`: their positions (int64).

        Raises
        ------
        ValueError
            If the axis has fewer than k elements.
        IndexError
            If `dim` is out of range.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.topk(nnlite.tensor([3.0, 1.0, 2.0]), 2)[0].numpy()
        array([3., 2.], dtype=float32)
        """

    def transpose(
        self,
        dim0: typing.SupportsInt | typing.SupportsIndex,
        dim1: typing.SupportsInt | typing.SupportsIndex,
    ) -> nnlite.Tensor:
        """
        Two axes exchanged; a view.
        """

    def tril(self, diagonal: typing.SupportsInt | typing.SupportsIndex = 0) -> nnlite.Tensor:
        """
        The part below a diagonal of the last two axes; 0 above it.
        """

    def triu(self, diagonal: typing.SupportsInt | typing.SupportsIndex = 0) -> nnlite.Tensor:
        """
        The part above a diagonal of the last two axes; 0 below it.
        """

    def trunc(self) -> nnlite.Tensor:
        """
        The integer part, towards 0.

        Applies to every element.

        Raises
        ------
        TypeError
            If the dtype has no such function.
        """

    def unique(self) -> nnlite.Tensor:
        """
        Every value once, in ascending order.

        Parameters
        ----------
        input : Tensor
            Of any shape; read flattened.

        Examples
        --------
        >>> import nnlite
        >>> nnlite.unique(nnlite.tensor([2, 1, 2])).numpy()
        array([1, 2])
        """

    def unsqueeze(self, dim: typing.SupportsInt | typing.SupportsIndex) -> nnlite.Tensor:
        """
        With a new axis of size 1; a view.
        """

    def var(
        self,
        dim: builtins.int | collections.abc.Sequence[builtins.int] | None = None,
        *,
        correction: typing.SupportsFloat | typing.SupportsIndex = 1.0,
        keepdim: builtins.bool = False,
    ) -> nnlite.Tensor:
        """
        The variance over axes.

        sum((x - mean(x))^2) / (n - correction); NaN where that is not above 0.

        Parameters
        ----------
        input : Tensor
            Of any shape and dtype.
        dim : int or tuple of ints, optional
            The axes to reduce; negative ones count from the end. Default: all.
        correction : float, default 1
            What is taken off n; 1 makes the variance unbiased, 0 divides by n.
        keepdim : bool, default False
            Keep the reduced axes, with size 1.

        Raises
        ------
        IndexError
            If an axis is out of range.
        ValueError
            If an axis is given twice.

        Examples
        --------
        >>> import nnlite
        >>> x = nnlite.tensor([1.0, 2.0, 3.0])
        >>> x.var().item()
        1.0
        """

    def where(
        self, condition: nnlite.Tensor, other: nnlite.Tensor | builtins.float
    ) -> nnlite.Tensor:
        """
        The tensor's elements where `condition` (bool) is true, else `other`; all broadcast.
        """

    def zero_(self) -> typing.Any:
        """
        Writes 0 everywhere.
        """

    @property
    def T(self) -> nnlite.Tensor:
        """
        The axes in reverse order; a view.
        """

    @property
    def dtype(self) -> nnlite.dtype:
        """
        The type of the elements.
        """

    @property
    def grad(self) -> nnlite.Tensor:
        """
        The gradient that `backward` added up, or None. May be assigned.
        """

    @grad.setter
    def grad(self, arg1: typing.Any) -> None: ...
    @property
    def is_leaf(self) -> builtins.bool:
        """
        Whether no operation computed it.
        """

    @property
    def itemsize(self) -> builtins.int:
        """
        Bytes per element.
        """

    @property
    def mT(self) -> nnlite.Tensor:
        """
        The last two axes exchanged; a view.
        """

    @property
    def name(self) -> str:
        """
        A name for pictures and messages; modules name their parameters.
        """

    @name.setter
    def name(self, arg1: str) -> None: ...
    @property
    def nbytes(self) -> builtins.int:
        """
        Bytes of all elements.
        """

    @property
    def ndim(self) -> builtins.int:
        """
        The number of axes.
        """

    @property
    def requires_grad(self) -> builtins.bool:
        """
        Whether a gradient flows to this tensor.
        """

    @requires_grad.setter
    def requires_grad(self, arg1: builtins.bool) -> None: ...
    @property
    def shape(self) -> tuple[builtins.int, ...]:
        """
        The size of every axis.
        """

    @property
    def sparse_grad(self) -> SparseGradient | None:
        """
        The gradient that `backward` added up as rows of this table, a copy; or None.

        Where embeddings with ``sparse=True`` alone use a leaf. Where something else uses it too, the
        gradient is an ordinary one, `grad`; so is what `nnlite.grad` returns.
        """

    @property
    def strides(self) -> tuple[builtins.int, ...]:
        """
        Elements (not bytes) from one index to the next, for every axis.
        """

class Graph:
    """
    The operations behind a tensor, with their values and the gradient on every edge.
    """

    class Node:
        """
        One value of a graph.
        """

        @property
        def grad(self) -> nnlite.Tensor:
            """
            The gradient; None where none arrives.
            """

        @property
        def inputs(self) -> list[int]:
            """
            Indices of the nodes it was computed from.
            """

        @property
        def name(self) -> str:
            """
            The tensor's name, or an empty string.
            """

        @property
        def op(self) -> str:
            """
            What computed it; 'leaf' (asks for a gradient) or 'constant' where nothing did.
            """

        @property
        def shape(self) -> tuple[int, ...]:
            """
            Its shape.
            """

        @property
        def value(self) -> nnlite.Tensor:
            """
            The value, where it is small; else None.
            """

    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def dot(self) -> str:
        """
        The picture in Graphviz's DOT language.
        """

    @property
    def edges(self) -> list[tuple[int, int]]:
        """
        Pairs (from, to) of indices of nodes.
        """

    @property
    def nodes(self) -> list[Graph.Node]:
        """
        Every value, in the order of computation.
        """

class SparseGradient:
    """
    The gradient of a table as the rows of it that have one.

    `Tensor.sparse_grad` gives it; its memory is its own.

    Examples
    --------
    >>> import nnlite
    >>> table = nnlite.zeros(1000, 2, requires_grad=True)
    >>> y = nnlite.nn.functional.embedding(nnlite.tensor([7, 3, 7]), table, sparse=True)
    >>> y.sum().backward()
    >>> table.sparse_grad
    SparseGradient(rows=[3, 7], shape=(1000, 2))
    >>> table.sparse_grad.values.tolist()
    [[1.0, 1.0], [2.0, 2.0]]
    """

    def __repr__(self) -> str: ...
    def to_dense(self) -> nnlite.Tensor:
        """
        The gradient as a tensor of the table's shape.
        """

    @property
    def rows(self) -> nnlite.Tensor:
        """
        Which rows, ascending: (k), int64.
        """

    @property
    def shape(self) -> tuple[int, ...]:
        """
        The shape of the table, (V, D).
        """

    @property
    def values(self) -> nnlite.Tensor:
        """
        Their gradients: (k, D).
        """

class FunctionContext:
    """
    What forward hands to backward; any attribute may be set on it.
    """

    def mark_non_differentiable(self, *args: typing.Any) -> None:
        """
        Outputs that no gradient flows through.
        """

    def save_for_backward(self, *args: typing.Any) -> None:
        """
        Keep tensors (or None): inputs, outputs, or what forward computed.
        """

    def set_materialize_grads(self, value: bool) -> None:
        """
        With False, backward gets None for an output that nothing was computed from, not zeros.
        """

    @property
    def name(self) -> str:
        """
        The name of the operation's class.
        """

    @property
    def needs_input_grad(self) -> tuple[typing.Any, ...]:
        """
        For every argument of forward, whether a gradient flows to it.
        """

    @property
    def saved_tensors(self) -> tuple[typing.Any, ...]:
        """
        The tensors that were kept, as a tuple.
        """

class Sorted:
    """
    Values and where they come from: a pair that can be unpacked.
    """

    def __getitem__(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> nnlite.Tensor: ...
    def __iter__(self) -> collections.abc.Iterator[typing.Any]: ...
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    @property
    def indices(self) -> nnlite.Tensor:
        """
        Their positions, as int64.
        """

    @property
    def values(self) -> nnlite.Tensor:
        """
        The values in order.
        """

class _Pass:
    def __iter__(self) -> typing.Any: ...
    def __next__(self) -> tuple[typing.Any, ...]: ...

class DataLoader:
    """
    Arrays in batches, shuffled anew for every pass.

    The order of pass e is a function of the seed and of e alone. Every ``for`` begins the next pass,
    or goes on where `load_state_dict` put it.

    Parameters
    ----------
    *arrays : Tensor or numpy.ndarray
        Of equally many rows (first axis). They are not copied; batches are.
    batch_size : int, default 32
        Rows in a batch; the last one may be shorter.
    shuffle : bool, default False
        Whether rows come in random order.
    seed : int, optional
        Of the orders. Not given, it follows from `nnlite.manual_seed` and what was drawn since.
    drop_last : bool, default False
        Leave out a last batch that is shorter.
    normalize : bool or (mean, deviation), default False
        Turn the first array into float32: bytes are divided by 255; then (x - mean) / deviation, given
        as numbers or arrays that broadcast against one item.
    augment : Augmentation or list of Augmentation, optional
        Random changes of the batches, from `nnlite.augment`, one after the other. What is drawn for a
        row depends on the seed, the pass and the row alone. The first array then comes as float32; with
        `normalize`, changes happen after the division of bytes and before the mean, so that 0 is black.

    Raises
    ------
    ValueError
        If the arrays differ in rows or have none, or batch_size is below 1.

    Examples
    --------
    >>> import numpy as np, nnlite
    >>> x, y = np.arange(10.0).reshape(5, 2), np.arange(5)
    >>> loader = nnlite.DataLoader(x, y, batch_size=2)
    >>> [b.tolist() for a, b in loader]
    [[0, 1], [2, 3], [4]]
    """

    def __copy__(self) -> DataLoader:
        """
        Another one of the same arrays, which goes on from here by itself.
        """

    def __init__(
        self,
        *args: typing.Any,
        batch_size: typing.SupportsInt | typing.SupportsIndex = 32,
        shuffle: bool = False,
        seed: typing.SupportsIndex | None = None,
        drop_last: bool = False,
        normalize: typing.Any = False,
        augment: typing.Any = None,
    ) -> None: ...
    def __iter__(self) -> _Pass: ...
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def load_state_dict(self, state: dict[str, typing.Any]) -> None:
        """
        Go on from where another loader of the same data stood.
        """

    def state_dict(self) -> dict[str, typing.Any]:
        """
        Where the loader stands: the next `for` of one that loads it goes on from there.
        """

    @property
    def arrays(self) -> list[nnlite.Tensor]:
        """
        The arrays, as tensors.
        """

    @property
    def augment(self) -> list[_augment.Augmentation]:
        """
        The augmentations, in order.
        """

    @property
    def batch_size(self) -> int:
        """
        Rows in a batch.
        """

    @property
    def drawn(self) -> list[nnlite.Tensor]:
        """
        What each augmentation drew for the rows of the last batch: float64 (rows, columns).
        """

    @property
    def rows(self) -> int:
        """
        Rows of the arrays.
        """

class _FitOptions:
    """
    How to fit.
    """

    def __init__(
        self,
        *,
        epochs: typing.SupportsInt | typing.SupportsIndex,
        metrics: collections.abc.Iterable[typing.Any],
        patience: typing.SupportsInt | typing.SupportsIndex,
        min_delta: typing.SupportsFloat | typing.SupportsIndex,
        monitor: str,
        mode: str,
        check_finite: bool,
        compile: bool,
    ) -> None: ...

class _Callback:
    """
    An nnlite.Callback in one fit.
    """

    def __init__(
        self,
        callback: typing.Any,
        trainer: typing.Any,
        every: typing.SupportsInt | typing.SupportsIndex,
        eager: bool,
    ) -> None: ...

class _Trainer:
    """
    The native half of nnlite.Trainer.
    """

    def __init__(
        self,
        model: typing.Any,
        loss: typing.Any,
        optimizer: _optim.Optimizer,
        penalties: collections.abc.Iterable[typing.Any],
        constraints: collections.abc.Iterable[typing.Any],
    ) -> None: ...
    def evaluate(
        self, data: DataLoader, metrics: collections.abc.Iterable[typing.Any]
    ) -> dict[str, float]: ...
    def fit(
        self,
        train: DataLoader,
        validation: DataLoader | None,
        options: _FitOptions,
        *,
        progress: typing.Any,
        after_epoch: typing.Any,
        callbacks: collections.abc.Sequence[_Callback],
    ) -> None: ...
    def predict(
        self, x: nnlite.Tensor, batch_size: typing.SupportsInt | typing.SupportsIndex
    ) -> nnlite.Tensor: ...
    def set_rounds(self, on: bool) -> None: ...
    @property
    def best_epoch(self) -> int: ...
    @property
    def columns(self) -> dict[str, list[float]]: ...
    @property
    def stopped_early(self) -> bool: ...

class CaptureError(RuntimeError):
    """
    What a compiled step does that cannot be repeated, with the cure.
    """

class Plan:
    """
    The operations of a captured step, with their memory laid out.
    """

    def __len__(self) -> int: ...
    def __str__(self) -> str: ...
    @property
    def memory(self) -> dict[str, typing.Any]:
        """
        Bytes of the values that live within a step: in the plan, and one beside the other.
        """

    @property
    def runs(self) -> int:
        """
        How often it ran.
        """

class CompiledStep:
    """
    What nnlite.compile() makes of a function.
    """

    def __call__(self, *args: typing.Any, **kwargs: typing.Any) -> typing.Any: ...
    def __get__(self, arg0: typing.Any, *args: typing.Any) -> typing.Any:
        """
        The step as a method: its first argument is the object.
        """

    def explain(self) -> str:
        """
        What was captured, and what would make a new plan, in words.
        """

    def run(
        self, data: DataLoader, steps: typing.SupportsInt | typing.SupportsIndex | None = None
    ) -> nnlite.Tensor:
        """
        Take many steps in one call, without Python between them.

        Parameters
        ----------
        data : DataLoader
            Its batches are the arguments, pass after pass.
        steps : int, optional
            How many; not given, to the end of one pass.

        Returns
        -------
        Tensor
            What each step returned first, stacked: (steps,) for a loss.

        Raises
        ------
        ValueError
            If steps is below 1, or a step returns no tensor or one of another shape.
        """

    @property
    def __wrapped__(self) -> typing.Any:
        """
        The function.
        """

    @property
    def plan(self) -> typing.Any:
        """
        The plan of the latest call; None before the first.
        """

def _apply_function(arg0: typing.Any, *args: typing.Any) -> typing.Any:
    """
    Run a user-defined operation and record it.
    """

def _matmul_rounds() -> bool:
    """
    Whether products of float32 round their factors to bfloat16.
    """

def _set_grad_enabled(mode: bool) -> None:
    """
    Turns the recording of operations on or off, on this thread.
    """

def _set_matmul_rounds(on: bool) -> None:
    """
    Makes products of float32 round their factors, on this thread.
    """

def _side_by_side(
    count: typing.SupportsInt | typing.SupportsIndex,
    workers: typing.SupportsInt | typing.SupportsIndex,
    work: typing.Any,
    watch: typing.Any,
) -> None:
    """
    Calls work(0), ..., work(count - 1) in threads that use no other, and meanwhile watch().
    """

def _train_many(
    build: typing.Any,
    data: DataLoader,
    validation: DataLoader | None,
    seeds: collections.abc.Sequence[typing.SupportsIndex],
    lrs: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] | None,
    options: _FitOptions,
    callbacks: typing.Any,
    show: typing.Any,
) -> None: ...
def abs(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    |x|; the gradient is 0 at 0.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def acos(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Inverse cosine, in radians.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def adaptive_avg_pool1d(input: nnlite.Tensor, output_size: typing.Any) -> nnlite.Tensor:
    """
    The means of an even division; see nn.AdaptiveAvgPool1d.
    """

def adaptive_avg_pool2d(input: nnlite.Tensor, output_size: typing.Any) -> nnlite.Tensor:
    """
    The means of an even division; see nn.AdaptiveAvgPool2d.
    """

def adaptive_avg_pool3d(input: nnlite.Tensor, output_size: typing.Any) -> nnlite.Tensor:
    """
    The means of an even division; see nn.AdaptiveAvgPool3d.
    """

def adaptive_max_pool1d(
    input: nnlite.Tensor, output_size: typing.Any, return_indices: bool = False
) -> typing.Any:
    """
    The largest elements of an even division; see nn.AdaptiveMaxPool1d.
    """

def adaptive_max_pool2d(
    input: nnlite.Tensor, output_size: typing.Any, return_indices: bool = False
) -> typing.Any:
    """
    The largest elements of an even division; see nn.AdaptiveMaxPool2d.
    """

def adaptive_max_pool3d(
    input: nnlite.Tensor, output_size: typing.Any, return_indices: bool = False
) -> typing.Any:
    """
    The largest elements of an even division; see nn.AdaptiveMaxPool3d.
    """

@typing.overload
def add(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    a + b.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

@typing.overload
def add(
    input: nnlite.Tensor | float, other: nnlite.Tensor | float, *, alpha: float
) -> nnlite.Tensor:
    """
    input + alpha other.
    """

def addmm(
    input: nnlite.Tensor,
    mat1: nnlite.Tensor,
    mat2: nnlite.Tensor,
    *,
    beta: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    alpha: typing.SupportsFloat | typing.SupportsIndex = 1.0,
) -> nnlite.Tensor:
    """
    beta input + alpha mat1 mat2.

    Parameters
    ----------
    input : Tensor
        Broadcasts to (n, m).
    mat1 : Tensor
        Of shape (n, k).
    mat2 : Tensor
        Of shape (k, m).
    beta, alpha : float, default 1
        With beta = 0 the input does not matter.

    Raises
    ------
    ValueError
        If the shapes do not fit together.

    Examples
    --------
    >>> import nnlite
    >>> a = nnlite.tensor([[2.0]])
    >>> nnlite.addmm(nnlite.tensor([1.0]), a, a, alpha=0.5).numpy()
    array([[3.]], dtype=float32)
    """

def all(
    input: nnlite.Tensor,
    dim: int | collections.abc.Sequence[int] | None = None,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    Whether all elements over axes are not 0 or False.

    True of nothing.

    Parameters
    ----------
    input : Tensor
        Of any shape and dtype.
    dim : int or tuple of ints, optional
        The axes to reduce; negative ones count from the end. Default: all.
    keepdim : bool, default False
        Keep the reduced axes, with size 1.

    Raises
    ------
    IndexError
        If an axis is out of range.
    ValueError
        If an axis is given twice.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.tensor([0.0, 2.0]).all().item()
    False
    """

def allclose(
    input: nnlite.Tensor,
    other: nnlite.Tensor | float,
    rtol: typing.SupportsFloat | typing.SupportsIndex = 1e-05,
    atol: typing.SupportsFloat | typing.SupportsIndex = 1e-08,
    equal_nan: bool = False,
) -> bool:
    """
    Whether `isclose` holds everywhere; a bool.
    """

def alpha_dropout(
    input: nnlite.Tensor,
    p: typing.SupportsFloat | typing.SupportsIndex = 0.5,
    training: bool = True,
) -> nnlite.Tensor:
    """
    Put elements to where SELU saturates with probability p, so that mean 0 and variance 1 stay.

    y = a (x m + (1 - m) s) + b with m 0 with probability p, s = -1.7581,
    a = ((1 - p) (1 + p s^2))^(-1/2) and b = -a p s.

    Parameters
    ----------
    p : float, default 0.5
        The probability of being put there; with 1, all becomes 0.
    training : bool, default True
        The input itself where this is False.

    Raises
    ------
    ValueError
        If p is out of range or the input lacks axes.

    References
    ----------
    Klambauer et al. 2017, Self-normalizing neural networks.
    """

def amax(
    input: nnlite.Tensor,
    dim: int | collections.abc.Sequence[int] | None = None,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    The largest element over axes.

    Values only, as in NumPy (`argmax` and `argmin` give positions). NaN wins. Elements that tie share the gradient equally.

    Parameters
    ----------
    input : Tensor
        Of any shape and dtype.
    dim : int or tuple of ints, optional
        The axes to reduce; negative ones count from the end. Default: all.
    keepdim : bool, default False
        Keep the reduced axes, with size 1.

    Raises
    ------
    IndexError
        If an axis is out of range.
    ValueError
        If an axis is given twice, or there is no element to choose from.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor([[1.0, 5.0], [7.0, 2.0]])
    >>> x.max(dim=1).numpy()
    array([5., 7.], dtype=float32)
    """

def amin(
    input: nnlite.Tensor,
    dim: int | collections.abc.Sequence[int] | None = None,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    The smallest element over axes.

    Values only, as in NumPy (`argmax` and `argmin` give positions). NaN wins. Elements that tie share the gradient equally.

    Parameters
    ----------
    input : Tensor
        Of any shape and dtype.
    dim : int or tuple of ints, optional
        The axes to reduce; negative ones count from the end. Default: all.
    keepdim : bool, default False
        Keep the reduced axes, with size 1.

    Raises
    ------
    IndexError
        If an axis is out of range.
    ValueError
        If an axis is given twice, or there is no element to choose from.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor([[1.0, 5.0], [7.0, 2.0]])
    >>> x.min(dim=1).numpy()
    array([1., 2.], dtype=float32)
    """

def any(
    input: nnlite.Tensor,
    dim: int | collections.abc.Sequence[int] | None = None,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    Whether any element over axes is not 0 or False.

    False of nothing.

    Parameters
    ----------
    input : Tensor
        Of any shape and dtype.
    dim : int or tuple of ints, optional
        The axes to reduce; negative ones count from the end. Default: all.
    keepdim : bool, default False
        Keep the reduced axes, with size 1.

    Raises
    ------
    IndexError
        If an axis is out of range.
    ValueError
        If an axis is given twice.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.tensor([0.0, 2.0]).any().item()
    True
    """

def arange(
    start: float,
    end: float | None = None,
    step: float = 1,
    *,
    dtype: nnlite.dtype | str | type | None = None,
) -> nnlite.Tensor:
    """
    start, start + step, ... below end; with one argument, 0, 1, ... below it.
    """

def argmax(
    input: nnlite.Tensor,
    dim: typing.SupportsInt | typing.SupportsIndex | None = None,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    Where the first largest element stands, as int64.

    NaN wins. Without `dim` it is the position in the flattened tensor.

    Parameters
    ----------
    input : Tensor
    dim : int, optional
    keepdim : bool, default False

    Raises
    ------
    IndexError
        If `dim` is out of range.
    ValueError
        If there is no element to choose from.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.tensor([1.0, 5.0, 2.0]).argmax().item()
    1
    """

def argmin(
    input: nnlite.Tensor,
    dim: typing.SupportsInt | typing.SupportsIndex | None = None,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    Where the first smallest element stands, as int64.

    NaN wins. Without `dim` it is the position in the flattened tensor.

    Parameters
    ----------
    input : Tensor
    dim : int, optional
    keepdim : bool, default False

    Raises
    ------
    IndexError
        If `dim` is out of range.
    ValueError
        If there is no element to choose from.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.tensor([1.0, 5.0, 2.0]).argmin().item()
    0
    """

def argsort(
    input: nnlite.Tensor,
    dim: typing.SupportsInt | typing.SupportsIndex = -1,
    descending: bool = False,
    *,
    stable: bool = True,
) -> nnlite.Tensor:
    """
    The positions (int64) that sort a tensor along an axis.

    Equal elements keep their order. NaN counts as the largest number.

    Parameters
    ----------
    input : Tensor
    dim : int, default -1
    descending : bool, default False
    stable : bool, default True
        Always so; accepted for PyTorch's sake.

    Raises
    ------
    IndexError
        If `dim` is out of range.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.argsort(nnlite.tensor([3.0, 1.0, 2.0])).numpy()
    array([1, 2, 0])
    """

def asarray(data: typing.Any, dtype: nnlite.dtype | str | type | None = None) -> nnlite.Tensor:
    """
    The data as a tensor, without a copy where that is possible.
    """

def asin(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Inverse sine, in radians.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def atan(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Inverse tangent, in radians.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def atan2(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    The angle of the point (b, a), in radians.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def avg_pool1d(
    input: nnlite.Tensor,
    kernel_size: int | collections.abc.Sequence[int],
    stride: int | collections.abc.Sequence[int] | None = None,
    padding: int | collections.abc.Sequence[int] = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: typing.SupportsInt | typing.SupportsIndex | None = None,
) -> nnlite.Tensor:
    """
    The mean of every window; see nn.AvgPool1d.
    """

def avg_pool2d(
    input: nnlite.Tensor,
    kernel_size: int | collections.abc.Sequence[int],
    stride: int | collections.abc.Sequence[int] | None = None,
    padding: int | collections.abc.Sequence[int] = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: typing.SupportsInt | typing.SupportsIndex | None = None,
) -> nnlite.Tensor:
    """
    The mean of every window; see nn.AvgPool2d.
    """

def avg_pool3d(
    input: nnlite.Tensor,
    kernel_size: int | collections.abc.Sequence[int],
    stride: int | collections.abc.Sequence[int] | None = None,
    padding: int | collections.abc.Sequence[int] = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: typing.SupportsInt | typing.SupportsIndex | None = None,
) -> nnlite.Tensor:
    """
    The mean of every window; see nn.AvgPool3d.
    """

def batch_norm(
    input: nnlite.Tensor,
    running_mean: nnlite.Tensor | None,
    running_var: nnlite.Tensor | None,
    weight: nnlite.Tensor | None = None,
    bias: nnlite.Tensor | None = None,
    training: bool = False,
    momentum: typing.SupportsFloat | typing.SupportsIndex = 0.1,
    eps: typing.SupportsFloat | typing.SupportsIndex = 1e-05,
) -> nnlite.Tensor:
    """
    Normalize every channel over the batch.

    y = (x - mean) / sqrt(var + eps) * weight + bias; in training mean and var (divided by n) are the
    batch's, and running = (1 - momentum) running + momentum batch, var divided by n - 1 there.
    Otherwise they are the running ones.

    Parameters
    ----------
    input : Tensor
        Of shape (N, C) or (N, C, ...).
    running_mean, running_var : Tensor or None
        Of shape (C,); changed in training. None: the batch's own statistics always.
    weight, bias : Tensor, optional
        Of shape (C,).
    training : bool, default False
    momentum : float, default 0.1
        The weight of the new batch.
    eps : float, default 1e-5

    Raises
    ------
    ValueError
        If shapes do not fit, or training meets one value per channel.

    References
    ----------
    Ioffe & Szegedy 2015, Batch Normalization: Accelerating Deep Network Training by Reducing Internal
    Covariate Shift.
    """

def bernoulli(
    size: int | collections.abc.Sequence[int],
    p: typing.SupportsFloat | typing.SupportsIndex,
    *,
    dtype: nnlite.dtype | str | type = ...,
) -> nnlite.Tensor:
    """
    1 with probability p, else 0.
    """

def bitwise_and(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    Bits set in both.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def bitwise_or(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    Bits set in at least one.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def bitwise_xor(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    Bits set in exactly one.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def broadcast_to(input: nnlite.Tensor, shape: int | collections.abc.Sequence[int]) -> nnlite.Tensor:
    """
    The tensor stretched to a shape by NumPy's rules; a view.
    """

def cast(input: nnlite.Tensor, dtype: nnlite.dtype | str | type) -> nnlite.Tensor:
    """
    The same values in another dtype; the tensor itself where it has it already.

    Floats become integers towards zero. The gradient is cast back.

    Parameters
    ----------
    dtype : nnlite.dtype or str
        ``nnlite.float64``, ``"int32"``, ``numpy.uint8`` ...
    """

def ceil(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    The smallest integer that is not below x.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def celu(
    input: nnlite.Tensor, alpha: typing.SupportsFloat | typing.SupportsIndex = 1.0
) -> nnlite.Tensor:
    """
    x where x > 0, else alpha (e^(x / alpha) - 1) (Barron 2017).

    Applies to every element.

    Parameters
    ----------
    alpha : float, default 1

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def channel_shuffle(
    input: nnlite.Tensor, groups: typing.SupportsInt | typing.SupportsIndex
) -> nnlite.Tensor:
    """
    Channels (axis 1) taken from each group in turn.

    Parameters
    ----------
    groups : int
        Into how many the channels are divided.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.arange(4).reshape(1, 4, 1, 1)
    >>> nnlite.channel_shuffle(x, 2).flatten().tolist()
    [0, 2, 1, 3]

    References
    ----------
    Zhang et al. 2018, ShuffleNet: an extremely efficient convolutional neural network for mobile
    devices.
    """

def chunk(
    input: nnlite.Tensor,
    chunks: typing.SupportsInt | typing.SupportsIndex,
    dim: typing.SupportsInt | typing.SupportsIndex = 0,
) -> list[nnlite.Tensor]:
    """
    At most `chunks` views of equal size.
    """

@typing.overload
def clip(
    input: nnlite.Tensor,
    min: typing.SupportsFloat | typing.SupportsIndex = ...,
    max: typing.SupportsFloat | typing.SupportsIndex = ...,
) -> nnlite.Tensor:
    """
    x limited to min .. max; the gradient passes where x lies inside, bounds included.

    Applies to every element.

    Parameters
    ----------
    min : float
    max : float

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

@typing.overload
def clip(
    input: nnlite.Tensor,
    min: nnlite.Tensor | float | None = None,
    max: nnlite.Tensor | float | None = None,
) -> nnlite.Tensor:
    """
    min(max(x, min), max), with limits that may be tensors or None.
    """

def clone(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    A copy with memory of its own; the gradient flows through it.
    """

def compile(function: typing.Any, *, profile: bool = False) -> CompiledStep:
    """
    A function of tensors, captured once and run again without Python.

    The first call for a signature (shapes, dtypes and strides of the arguments, their other values, the
    modes of modules, which parameters need gradients) runs the function and keeps every operation,
    those of ``backward()`` and of optimizers included, as a plan; later calls run the plan, to the same
    bits. Learning rates, other hyper-parameters and schedules are read at every run. What is no
    operation on tensors (printing, counting, choosing by ``if``) happens only while capturing; tensors
    that the function finds outside are part of the plan, as they are then.

    Parameters
    ----------
    function : callable
        Of tensors (NumPy arrays become tensors), alone or in lists, tuples and dicts, and of other
        values, each of which has plans of its own. Returns tensors in the same way, or None. They carry
        no graph: call ``backward()`` inside.
    profile : bool, default False
        Measure each operation; ``print(step.plan)`` then shows the times.

    Returns
    -------
    CompiledStep

    Raises
    ------
    CaptureError
        At the call, if the function reads a value (``item()``, ``bool()``, NumPy), which would be the
        same at every run.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.SGD(model.parameters(), lr=0.1)
    >>> @nnlite.compile
    ... def step(x, y):
    ...     loss = nn.functional.mse_loss(model(x), y)
    ...     loss.backward()
    ...     optimizer.step()
    ...     return loss
    >>> x, y = nnlite.ones(4, 2), nnlite.zeros(4, 1)
    >>> first = step(x, y)
    >>> bool(step(x, y) < first)
    True
    """

def concat(
    tensors: collections.abc.Sequence[nnlite.Tensor],
    dim: typing.SupportsInt | typing.SupportsIndex = 0,
) -> nnlite.Tensor:
    """
    Tensors joined along an axis that they have.
    """

def contiguous(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    The tensor itself where it lies in C order, else a copy.
    """

def conv1d(
    input: nnlite.Tensor,
    weight: nnlite.Tensor,
    bias: nnlite.Tensor | None = None,
    stride: int | collections.abc.Sequence[int] = 1,
    padding: int | collections.abc.Sequence[int] | str = 0,
    dilation: int | collections.abc.Sequence[int] = 1,
    groups: typing.SupportsInt | typing.SupportsIndex = 1,
) -> nnlite.Tensor:
    """
    Convolve (N, C, L) with kernels: y = b + w * x.

    y[n, k] = b[k] + sum_c w[k, c] * x[n, c], where * is cross-correlation: the kernel is not flipped.
    Each axis has (size + 2 padding - dilation (kernel - 1) - 1) / stride + 1 outputs, rounded down.

    Parameters
    ----------
    input : Tensor
        Of shape (N, C, L) or (C, L).
    weight : Tensor
        Of shape (K, C / groups, kernel ...).
    bias : Tensor, optional
        Of shape (K,).
    stride, dilation : int or sequence of int, default 1
        Steps of the window; distance between the elements of the kernel.
    padding : int, sequence of int, "valid" or "same", default 0
        Zeros at both ends of each axis; "same" keeps the sizes (one more at the end if odd).
    groups : int, default 1
        Input and output channels fall into so many groups; each output sees its own.

    Raises
    ------
    ValueError
        If shapes do not fit, or the kernel is larger than the padded input.

    Examples
    --------
    >>> import nnlite
    >>> x, w = nnlite.ones((1, 2, 8)), nnlite.ones((4, 2, 3))
    >>> nnlite.conv1d(x, w, padding="same").shape == (1, 4, 8)
    True

    References
    ----------
    Dumoulin & Visin 2016, A guide to convolution arithmetic for deep learning.
    """

def conv2d(
    input: nnlite.Tensor,
    weight: nnlite.Tensor,
    bias: nnlite.Tensor | None = None,
    stride: int | collections.abc.Sequence[int] = 1,
    padding: int | collections.abc.Sequence[int] | str = 0,
    dilation: int | collections.abc.Sequence[int] = 1,
    groups: typing.SupportsInt | typing.SupportsIndex = 1,
) -> nnlite.Tensor:
    """
    Convolve (N, C, H, W) with kernels: y = b + w * x.

    y[n, k] = b[k] + sum_c w[k, c] * x[n, c], where * is cross-correlation: the kernel is not flipped.
    Each axis has (size + 2 padding - dilation (kernel - 1) - 1) / stride + 1 outputs, rounded down.

    Parameters
    ----------
    input : Tensor
        Of shape (N, C, H, W) or (C, H, W).
    weight : Tensor
        Of shape (K, C / groups, kernel ...).
    bias : Tensor, optional
        Of shape (K,).
    stride, dilation : int or sequence of int, default 1
        Steps of the window; distance between the elements of the kernel.
    padding : int, sequence of int, "valid" or "same", default 0
        Zeros at both ends of each axis; "same" keeps the sizes (one more at the end if odd).
    groups : int, default 1
        Input and output channels fall into so many groups; each output sees its own.

    Raises
    ------
    ValueError
        If shapes do not fit, or the kernel is larger than the padded input.

    Examples
    --------
    >>> import nnlite
    >>> x, w = nnlite.ones((1, 2, 8, 8)), nnlite.ones((4, 2, 3, 3))
    >>> nnlite.conv2d(x, w, padding="same").shape == (1, 4, 8, 8)
    True

    References
    ----------
    Dumoulin & Visin 2016, A guide to convolution arithmetic for deep learning.
    """

def conv3d(
    input: nnlite.Tensor,
    weight: nnlite.Tensor,
    bias: nnlite.Tensor | None = None,
    stride: int | collections.abc.Sequence[int] = 1,
    padding: int | collections.abc.Sequence[int] | str = 0,
    dilation: int | collections.abc.Sequence[int] = 1,
    groups: typing.SupportsInt | typing.SupportsIndex = 1,
) -> nnlite.Tensor:
    """
    Convolve (N, C, D, H, W) with kernels: y = b + w * x.

    y[n, k] = b[k] + sum_c w[k, c] * x[n, c], where * is cross-correlation: the kernel is not flipped.
    Each axis has (size + 2 padding - dilation (kernel - 1) - 1) / stride + 1 outputs, rounded down.

    Parameters
    ----------
    input : Tensor
        Of shape (N, C, D, H, W) or (C, D, H, W).
    weight : Tensor
        Of shape (K, C / groups, kernel ...).
    bias : Tensor, optional
        Of shape (K,).
    stride, dilation : int or sequence of int, default 1
        Steps of the window; distance between the elements of the kernel.
    padding : int, sequence of int, "valid" or "same", default 0
        Zeros at both ends of each axis; "same" keeps the sizes (one more at the end if odd).
    groups : int, default 1
        Input and output channels fall into so many groups; each output sees its own.

    Raises
    ------
    ValueError
        If shapes do not fit, or the kernel is larger than the padded input.

    Examples
    --------
    >>> import nnlite
    >>> x, w = nnlite.ones((1, 2, 8, 8, 8)), nnlite.ones((4, 2, 3, 3, 3))
    >>> nnlite.conv3d(x, w, padding="same").shape == (1, 4, 8, 8, 8)
    True

    References
    ----------
    Dumoulin & Visin 2016, A guide to convolution arithmetic for deep learning.
    """

def conv_transpose1d(
    input: nnlite.Tensor,
    weight: nnlite.Tensor,
    bias: nnlite.Tensor | None = None,
    stride: int | collections.abc.Sequence[int] = 1,
    padding: int | collections.abc.Sequence[int] = 0,
    output_padding: int | collections.abc.Sequence[int] = 0,
    groups: typing.SupportsInt | typing.SupportsIndex = 1,
    dilation: int | collections.abc.Sequence[int] = 1,
) -> nnlite.Tensor:
    """
    Convolve (N, C, L), transposed: the adjoint of conv1d.

    Every input element adds its multiple of the kernel to a window of the output. Each axis has
    (size - 1) stride - 2 padding + dilation (kernel - 1) + output_padding + 1 outputs.

    Parameters
    ----------
    input : Tensor
        Of shape (N, C, L) or (C, L).
    weight : Tensor
        Of shape (C, K / groups, kernel ...).
    bias : Tensor, optional
        Of shape (K,).
    stride, dilation : int or sequence of int, default 1
    padding : int or sequence of int, default 0
        What conv1d would have padded: so much is cut off both ends.
    output_padding : int or sequence of int, default 0
        Added to the end of each axis; below stride or dilation.
    groups : int, default 1

    Raises
    ------
    ValueError
        If shapes do not fit, or nothing would be left.

    Examples
    --------
    >>> import nnlite
    >>> x, w = nnlite.ones((1, 4, 8)), nnlite.ones((4, 2, 3))
    >>> nnlite.conv_transpose1d(x, w, padding=1).shape == (1, 2, 8)
    True

    References
    ----------
    Dumoulin & Visin 2016, A guide to convolution arithmetic for deep learning.
    """

def conv_transpose2d(
    input: nnlite.Tensor,
    weight: nnlite.Tensor,
    bias: nnlite.Tensor | None = None,
    stride: int | collections.abc.Sequence[int] = 1,
    padding: int | collections.abc.Sequence[int] = 0,
    output_padding: int | collections.abc.Sequence[int] = 0,
    groups: typing.SupportsInt | typing.SupportsIndex = 1,
    dilation: int | collections.abc.Sequence[int] = 1,
) -> nnlite.Tensor:
    """
    Convolve (N, C, H, W), transposed: the adjoint of conv2d.

    Every input element adds its multiple of the kernel to a window of the output. Each axis has
    (size - 1) stride - 2 padding + dilation (kernel - 1) + output_padding + 1 outputs.

    Parameters
    ----------
    input : Tensor
        Of shape (N, C, H, W) or (C, H, W).
    weight : Tensor
        Of shape (C, K / groups, kernel ...).
    bias : Tensor, optional
        Of shape (K,).
    stride, dilation : int or sequence of int, default 1
    padding : int or sequence of int, default 0
        What conv2d would have padded: so much is cut off both ends.
    output_padding : int or sequence of int, default 0
        Added to the end of each axis; below stride or dilation.
    groups : int, default 1

    Raises
    ------
    ValueError
        If shapes do not fit, or nothing would be left.

    Examples
    --------
    >>> import nnlite
    >>> x, w = nnlite.ones((1, 4, 8, 8)), nnlite.ones((4, 2, 3, 3))
    >>> nnlite.conv_transpose2d(x, w, padding=1).shape == (1, 2, 8, 8)
    True

    References
    ----------
    Dumoulin & Visin 2016, A guide to convolution arithmetic for deep learning.
    """

def conv_transpose3d(
    input: nnlite.Tensor,
    weight: nnlite.Tensor,
    bias: nnlite.Tensor | None = None,
    stride: int | collections.abc.Sequence[int] = 1,
    padding: int | collections.abc.Sequence[int] = 0,
    output_padding: int | collections.abc.Sequence[int] = 0,
    groups: typing.SupportsInt | typing.SupportsIndex = 1,
    dilation: int | collections.abc.Sequence[int] = 1,
) -> nnlite.Tensor:
    """
    Convolve (N, C, D, H, W), transposed: the adjoint of conv3d.

    Every input element adds its multiple of the kernel to a window of the output. Each axis has
    (size - 1) stride - 2 padding + dilation (kernel - 1) + output_padding + 1 outputs.

    Parameters
    ----------
    input : Tensor
        Of shape (N, C, D, H, W) or (C, D, H, W).
    weight : Tensor
        Of shape (C, K / groups, kernel ...).
    bias : Tensor, optional
        Of shape (K,).
    stride, dilation : int or sequence of int, default 1
    padding : int or sequence of int, default 0
        What conv3d would have padded: so much is cut off both ends.
    output_padding : int or sequence of int, default 0
        Added to the end of each axis; below stride or dilation.
    groups : int, default 1

    Raises
    ------
    ValueError
        If shapes do not fit, or nothing would be left.

    Examples
    --------
    >>> import nnlite
    >>> x, w = nnlite.ones((1, 4, 8, 8, 8)), nnlite.ones((4, 2, 3, 3, 3))
    >>> nnlite.conv_transpose3d(x, w, padding=1).shape == (1, 2, 8, 8, 8)
    True

    References
    ----------
    Dumoulin & Visin 2016, A guide to convolution arithmetic for deep learning.
    """

def cos(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Cosine; x in radians.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def cosh(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Hyperbolic cosine.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def count_nonzero(
    input: nnlite.Tensor,
    dim: int | collections.abc.Sequence[int] | None = None,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    How many elements over axes are not 0, as int64.

    NaN counts.

    Parameters
    ----------
    input : Tensor
        Of any shape and dtype.
    dim : int or tuple of ints, optional
        The axes to reduce; negative ones count from the end. Default: all.
    keepdim : bool, default False
        Keep the reduced axes, with size 1.

    Raises
    ------
    IndexError
        If an axis is out of range.
    ValueError
        If an axis is given twice.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.count_nonzero(nnlite.tensor([0.0, 2.0, 3.0])).item()
    2
    """

def cross_entropy(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    weight: nnlite.Tensor | None = None,
    *,
    ignore_index: typing.SupportsInt | typing.SupportsIndex = -100,
    reduction: str = "mean",
    label_smoothing: typing.SupportsFloat | typing.SupportsIndex = 0.0,
) -> nnlite.Tensor:
    """
    Cross entropy of logits against labels or probabilities.

    Of a label y, with e the label smoothing and w the class weights:
    l = (1 - e) w_y (lse(x) - x_y) + e / C sum_k w_k (lse(x) - x_k), lse(x) = log(sum(exp(x))).
    The mean divides by the sum of w_y over the rows that count.
    Of probabilities q: l = -sum_k w_k ((1 - e) q_k + e / C) log softmax(x)_k; the mean divides by the
    number of rows.

    Parameters
    ----------
    input : Tensor
        Logits, of shape (C,), (N, C) or (N, C, d1, ...).
    target : Tensor
        Labels 0 .. C-1 (any integer dtype) of the shape without C, or probabilities of the input's
        shape.
    weight : Tensor, optional
        A factor for each class, of shape (C,).
    ignore_index : int, default -100
        Rows with this label do not count.
    reduction : {"mean", "sum", "none"}, default "mean"
    label_smoothing : float, default 0
        In 0 .. 1: how much of each target is spread over all classes (Szegedy et al. 2016).

    Raises
    ------
    IndexError
        If a label is not one of the classes.
    ValueError
        If the shapes do not fit, the batch is empty (mean), or an option is out of range.
    TypeError
        If the target is neither labels nor probabilities.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor([[2.0, 0.0], [0.0, 2.0]])
    >>> round(nnlite.cross_entropy(x, nnlite.tensor([0, 1])).item(), 4)
    0.1269

    References
    ----------
    Szegedy et al. 2016, Rethinking the Inception Architecture for Computer Vision.
    """

def cumsum(input: nnlite.Tensor, dim: typing.SupportsInt | typing.SupportsIndex) -> nnlite.Tensor:
    """
    Sums of the elements up to each one, along an axis.

    y[i] = x[0] + ... + x[i]; integers and bools give int64.

    Parameters
    ----------
    input : Tensor
    dim : int

    Raises
    ------
    IndexError
        If `dim` is out of range.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.tensor([1.0, 2.0, 3.0]).cumsum(0).numpy()
    array([1., 3., 6.], dtype=float32)
    """

@typing.overload
def div(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    a / b.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

@typing.overload
def div(
    input: nnlite.Tensor | float, other: nnlite.Tensor | float, *, rounding_mode: str | None
) -> nnlite.Tensor:
    """
    input / other, rounded down with rounding_mode="floor", towards 0 with "trunc".
    """

def dot(input: nnlite.Tensor, other: nnlite.Tensor) -> nnlite.Tensor:
    """
    The sum of the products of two vectors.

    Parameters
    ----------
    input, other : Tensor
        Of shape (n,).

    Raises
    ------
    ValueError
        If one is not a vector, or their lengths differ.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.dot(nnlite.tensor([1.0, 2.0]), nnlite.tensor([3.0, 4.0])).item()
    11.0
    """

def drop_path(
    input: nnlite.Tensor,
    p: typing.SupportsFloat | typing.SupportsIndex = 0.1,
    training: bool = True,
) -> nnlite.Tensor:
    """
    Zero whole examples (axis 0) with probability p, the rest / (1 - p).

    Applied to the branch that a residual connection adds, x + drop_path(f(x)), it is stochastic depth.

    Parameters
    ----------
    p : float, default 0.1
        The probability of a zero; with 1, all are.
    training : bool, default True
        The input itself where this is False.

    Raises
    ------
    ValueError
        If p is out of range or the input lacks axes.

    References
    ----------
    Huang et al. 2016, Deep networks with stochastic depth.
    """

def dropout(
    input: nnlite.Tensor,
    p: typing.SupportsFloat | typing.SupportsIndex = 0.5,
    training: bool = True,
) -> nnlite.Tensor:
    """
    0 with probability p, else input / (1 - p), so that the mean stays.

    Parameters
    ----------
    p : float, default 0.5
        The probability of a zero; with 1, all are.
    training : bool, default True
        The input itself where this is False.

    References
    ----------
    Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014.
    """

def dropout1d(
    input: nnlite.Tensor,
    p: typing.SupportsFloat | typing.SupportsIndex = 0.5,
    training: bool = True,
) -> nnlite.Tensor:
    """
    Zero whole channels of (N, C, L) or (C, L) with probability p, the rest / (1 - p).

    Parameters
    ----------
    p : float, default 0.5
        The probability of a zero; with 1, all are.
    training : bool, default True
        The input itself where this is False.

    Raises
    ------
    ValueError
        If p is out of range or the input lacks axes.

    References
    ----------
    Tompson et al. 2015, Efficient object localization using convolutional networks.
    """

def dropout2d(
    input: nnlite.Tensor,
    p: typing.SupportsFloat | typing.SupportsIndex = 0.5,
    training: bool = True,
) -> nnlite.Tensor:
    """
    Zero whole channels of (N, C, H, W) with probability p, the rest / (1 - p).

    Parameters
    ----------
    p : float, default 0.5
        The probability of a zero; with 1, all are.
    training : bool, default True
        The input itself where this is False.

    Raises
    ------
    ValueError
        If p is out of range or the input lacks axes.

    References
    ----------
    Tompson et al. 2015, Efficient object localization using convolutional networks.
    """

def dropout3d(
    input: nnlite.Tensor,
    p: typing.SupportsFloat | typing.SupportsIndex = 0.5,
    training: bool = True,
) -> nnlite.Tensor:
    """
    Zero whole channels of (N, C, D, H, W) or (C, D, H, W) with probability p, the rest / (1 - p).

    Parameters
    ----------
    p : float, default 0.5
        The probability of a zero; with 1, all are.
    training : bool, default True
        The input itself where this is False.

    Raises
    ------
    ValueError
        If p is out of range or the input lacks axes.

    References
    ----------
    Tompson et al. 2015, Efficient object localization using convolutional networks.
    """

def einsum(equation: str, *args: typing.Any) -> nnlite.Tensor:
    """
    Sums of products over named axes.

    "ij,jk->ik" is y[i, k] = sum_j a[i, j] b[j, k]. Axes that the result does not name are summed. A
    name that stands twice in a term means the diagonal; "..." stands for axes that broadcast. Without
    "->", the result has the names that appear once, in alphabetical order. Operands meet from left to
    right, each pair in one batched matrix product.

    Parameters
    ----------
    equation : str
        One term of axis names for each operand, and the result's.
    *operands : Tensor

    Raises
    ------
    ValueError
        If a term does not fit its operand, sizes of a name differ, or the result names unknown axes.

    Examples
    --------
    >>> import nnlite
    >>> a = nnlite.tensor([[1.0, 2.0], [3.0, 4.0]])
    >>> nnlite.einsum("ii->i", a).numpy()
    array([1., 4.], dtype=float32)
    >>> nnlite.einsum("ij,kj->ik", a, a).numpy()
    array([[ 5., 11.],
           [11., 25.]], dtype=float32)
    """

def elu(
    input: nnlite.Tensor, alpha: typing.SupportsFloat | typing.SupportsIndex = 1.0
) -> nnlite.Tensor:
    """
    x where x > 0, else alpha (e^x - 1).

    Applies to every element.

    Parameters
    ----------
    alpha : float, default 1

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def embedding(
    input: nnlite.Tensor,
    weight: nnlite.Tensor,
    padding_idx: typing.SupportsInt | typing.SupportsIndex | None = None,
    max_norm: typing.SupportsFloat | typing.SupportsIndex | None = None,
    norm_type: typing.SupportsFloat | typing.SupportsIndex = 2.0,
    scale_grad_by_freq: bool = False,
    sparse: bool = False,
) -> nnlite.Tensor:
    """
    Pick rows of a table: y = weight[input], of shape (..., D).

    Parameters
    ----------
    input : Tensor of integers
        Which rows, of any shape (...).
    weight : Tensor
        The table, of shape (V, D).
    padding_idx : int, optional
        A row that stands for nothing: it gets no gradient. Negative: from the end.
    max_norm : float, optional
        Rows that are used and longer than this are shortened to it, in the table itself.
    norm_type : float, default 2
        The p of that norm.
    scale_grad_by_freq : bool, default False
        Divide the gradient of a row by how often the batch has it.
    sparse : bool, default False
        `backward()` keeps the gradient of the table as the rows that the batch has (see
        `Tensor.sparse_grad`), so that neither it nor a step of SGD, Adagrad or SparseAdam costs a pass
        over the table. Not with mode "max".

    Raises
    ------
    IndexError
        If an index is outside the table: 0 to rows - 1.
    ValueError
        If options or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> table = nnlite.tensor([[0.0, 1.0], [2.0, 3.0]])
    >>> nn.functional.embedding(nnlite.tensor([1, 0, 1]), table).tolist()
    [[2.0, 3.0], [0.0, 1.0], [2.0, 3.0]]
    """

def embedding_bag(
    input: nnlite.Tensor,
    weight: nnlite.Tensor,
    offsets: nnlite.Tensor | None = None,
    max_norm: typing.SupportsFloat | typing.SupportsIndex | None = None,
    norm_type: typing.SupportsFloat | typing.SupportsIndex = 2.0,
    scale_grad_by_freq: bool = False,
    mode: str = "mean",
    sparse: bool = False,
    per_sample_weights: nnlite.Tensor | None = None,
    include_last_offset: bool = False,
    padding_idx: typing.SupportsInt | typing.SupportsIndex | None = None,
) -> nnlite.Tensor:
    """
    Put rows of a table together in bags: sums, means or the largest, (B, D).

    Parameters
    ----------
    input : Tensor of integers
        Which rows: (B, N), a bag in each line; or (N) with offsets.
    weight : Tensor
        The table, of shape (V, D).
    offsets : Tensor of integers, optional
        Where each bag starts in an input of one axis; the first is 0.
    mode : {"mean", "sum", "max"}, default "mean"
    per_sample_weights : Tensor, optional
        A factor for each row, of the input's shape; with mode "sum".
    include_last_offset : bool, default False
        The offsets have one number more, where the last bag ends.
    padding_idx : int, optional
        A row that stands for nothing: it gets no gradient. Negative: from the end.
    max_norm : float, optional
        Rows that are used and longer than this are shortened to it, in the table itself.
    norm_type : float, default 2
        The p of that norm.
    scale_grad_by_freq : bool, default False
        Divide the gradient of a row by how often the batch has it.
    sparse : bool, default False
        `backward()` keeps the gradient of the table as the rows that the batch has (see
        `Tensor.sparse_grad`), so that neither it nor a step of SGD, Adagrad or SparseAdam costs a pass
        over the table. Not with mode "max".

    Raises
    ------
    IndexError
        If an index is outside the table: 0 to rows - 1.
    ValueError
        If options or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> table = nnlite.tensor([[0.0, 1.0], [2.0, 3.0]])
    >>> bags = nnlite.tensor([0, 1, 1]), nnlite.tensor([0, 2])
    >>> nn.functional.embedding_bag(bags[0], table, bags[1], mode="sum").tolist()
    [[2.0, 4.0], [2.0, 3.0]]
    """

def empty(
    *args: typing.Any,
    size: int | collections.abc.Sequence[int] | None = None,
    dtype: nnlite.dtype | str | type | None = None,
    requires_grad: bool = False,
) -> nnlite.Tensor:
    """
    Memory of that shape, whatever it holds; float32 by default.
    """

def empty_like(
    input: nnlite.Tensor, *, dtype: nnlite.dtype | str | type | None = None
) -> nnlite.Tensor:
    """
    Memory of the input's shape and dtype, whatever it holds.
    """

def equal(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    Whether a = b.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def erf(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Error function.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def erfc(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    1 - erf(x), exact where erf(x) is near 1.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def exp(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    e^x.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def exp2(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    2^x.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def expand(input: nnlite.Tensor, size: int | collections.abc.Sequence[int]) -> nnlite.Tensor:
    """
    Axes of size 1 stretched to these sizes; -1 keeps a size. A view.
    """

def expm1(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    e^x - 1, exact near 0.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def eye(
    n: typing.SupportsInt | typing.SupportsIndex,
    m: typing.SupportsInt | typing.SupportsIndex | None = None,
    *,
    dtype: nnlite.dtype | str | type = ...,
) -> nnlite.Tensor:
    """
    Ones on the diagonal of an (n, m) matrix of zeros.
    """

def feature_alpha_dropout(
    input: nnlite.Tensor,
    p: typing.SupportsFloat | typing.SupportsIndex = 0.5,
    training: bool = True,
) -> nnlite.Tensor:
    """
    Put whole channels (axis 1) to where SELU saturates: `alpha_dropout` with one m for each.

    Parameters
    ----------
    p : float, default 0.5
        The probability of being put there; with 1, all becomes 0.
    training : bool, default True
        The input itself where this is False.

    Raises
    ------
    ValueError
        If p is out of range or the input lacks axes.

    References
    ----------
    Klambauer et al. 2017, Self-normalizing neural networks.
    """

def flatten(
    input: nnlite.Tensor,
    start_dim: typing.SupportsInt | typing.SupportsIndex = 0,
    end_dim: typing.SupportsInt | typing.SupportsIndex = -1,
) -> nnlite.Tensor:
    """
    The axes from start_dim to end_dim joined into one.
    """

def flip(input: nnlite.Tensor, dims: int | collections.abc.Sequence[int]) -> nnlite.Tensor:
    """
    From the last element to the first along axes; a view.
    """

def floor(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    The largest integer that is not above x.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def floor_divide(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    The largest integer not above a / b; 0 where integers are divided by 0.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def fold(
    input: nnlite.Tensor,
    output_size: int | collections.abc.Sequence[int],
    kernel_size: int | collections.abc.Sequence[int],
    dilation: int | collections.abc.Sequence[int] = 1,
    padding: int | collections.abc.Sequence[int] = 0,
    stride: int | collections.abc.Sequence[int] = 1,
) -> nnlite.Tensor:
    """
    Columns (N, C kh kw, L) added up to images (N, C, H, W).

    The adjoint of unfold: elements of windows that overlap are added.

    Parameters
    ----------
    output_size : int or tuple of int
        (H, W), or one number for both.
    kernel_size : int or tuple of int
        (kh, kw), or one number for both.
    dilation : int or tuple of int, default 1
        The distance of neighbours in a window.
    padding : int or tuple of int, default 0
        How much of the images is cut off on both sides.
    stride : int or tuple of int, default 1
        The distance of the windows.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.fold(nnlite.zeros((1, 27, 9)), 5, 3).shape
    (1, 3, 5, 5)
    """

def from_dlpack(x: typing.Any, *, copy: bool | None = None) -> nnlite.Tensor:
    """
    A tensor over the memory of an array of another library; nothing is copied.

    Changes of one are seen in the other. Read-only memory is copied, as a tensor may be written to.

    Parameters
    ----------
    x : object with ``__dlpack__`` and ``__dlpack_device__``
        An array of NumPy, PyTorch, JAX, ... on the CPU: float32, float64, int64, int32, uint8 or
        bool, of any strides.
    copy : bool, optional
        True always copies, False never; by default what has to be copied is.

    Raises
    ------
    BufferError
        If the memory is on another device, or the other library cannot hand it out.
    TypeError
        If the object is no such array, or its dtype is not supported.
    ValueError
        If a copy is needed and copy is False.

    Examples
    --------
    >>> import numpy as np
    >>> import nnlite
    >>> a = np.zeros(3, dtype="float32")
    >>> t = nnlite.from_dlpack(a)
    >>> a[1] = 5
    >>> t
    tensor([0., 5., 0.], dtype=float32)
    >>> np.from_dlpack(t)
    array([0., 5., 0.], dtype=float32)

    References
    ----------
    Python array API standard 2024.12, "Data interchange mechanisms".
    """

def from_numpy(array: numpy.ndarray) -> nnlite.Tensor:
    """
    A tensor over the memory of a NumPy array; nothing is copied.

    Changes of one are seen in the other. An array that may not be written to is copied.

    Parameters
    ----------
    array : numpy.ndarray
        float32, float64, int64, int32, uint8 or bool, of any strides.

    Raises
    ------
    TypeError
        If the dtype is another one, or of foreign byte order.
    """

def full(
    size: int | collections.abc.Sequence[int],
    fill_value: float,
    *,
    dtype: nnlite.dtype | str | type | None = None,
    requires_grad: bool = False,
) -> nnlite.Tensor:
    """
    One number in every element; it decides the dtype where none is given.
    """

def full_like(
    input: nnlite.Tensor, fill_value: float, *, dtype: nnlite.dtype | str | type | None = None
) -> nnlite.Tensor:
    """
    One number in every element, of the input's shape and dtype.
    """

def gather(
    input: nnlite.Tensor, dim: typing.SupportsInt | typing.SupportsIndex, index: nnlite.Tensor
) -> nnlite.Tensor:
    """
    Elements picked along an axis.

    out[i][j] = input[index[i][j]][j] for dim = 0, and so on for other axes.

    Parameters
    ----------
    dim : int
        The axis along which the index counts.
    index : Tensor of integers
        As many axes as the input; the result has its shape.

    Raises
    ------
    IndexError
        If an index lies outside the axis.
    """

def gaussian_dropout(
    input: nnlite.Tensor,
    p: typing.SupportsFloat | typing.SupportsIndex = 0.5,
    training: bool = True,
) -> nnlite.Tensor:
    """
    Multiply by noise N(1, p / (1 - p)), which has the mean and deviation of dropout's mask.

    Parameters
    ----------
    p : float, default 0.5
        The strength, from 0 to below 1.
    training : bool, default True
        The input itself where this is False.

    Raises
    ------
    ValueError
        If p is out of range or the input lacks axes.

    References
    ----------
    Srivastava et al. 2014, Dropout: a simple way to prevent neural networks from overfitting, section 10.
    """

def gaussian_noise(
    input: nnlite.Tensor,
    std: typing.SupportsFloat | typing.SupportsIndex = 0.1,
    training: bool = True,
) -> nnlite.Tensor:
    """
    Add noise N(0, std^2).

    Parameters
    ----------
    std : float, default 0.1
        The deviation.
    training : bool, default True
        The input itself where this is False.
    """

def geglu(
    input: nnlite.Tensor, dim: typing.SupportsInt | typing.SupportsIndex = -1
) -> nnlite.Tensor:
    """
    a gelu(b), with a and b the halves of the input along an axis (Shazeer 2020).
    """

def gelu(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    x Phi(x), with Phi the normal distribution function (Hendrycks & Gimpel 2016).

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def gelu_tanh(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    gelu(x) by the tanh approximation.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def get_num_threads() -> int:
    """
    The number of threads nnlite may use: NNLITE_NUM_THREADS, or the processors granted.
    """

def get_rng_state() -> tuple[int, int]:
    """
    The seed and the number of tensors drawn since, for set_rng_state.
    """

def glu(input: nnlite.Tensor, dim: typing.SupportsInt | typing.SupportsIndex = -1) -> nnlite.Tensor:
    """
    The first half along an axis, gated by the second.

    y = a sigmoid(b), where x is a and b side by side (Dauphin et al. 2017).

    Parameters
    ----------
    input : Tensor
    dim : int, default -1
        Its size must be even.

    Raises
    ------
    ValueError
        If the axis does not split into halves.
    IndexError
        If `dim` is out of range.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.glu(nnlite.tensor([3.0, 0.0])).numpy()
    array([1.5], dtype=float32)

    References
    ----------
    Dauphin et al. 2017, Language Modeling with Gated Convolutional Networks.
    """

def grad(
    outputs: typing.Any,
    inputs: typing.Any,
    grad_outputs: typing.Any = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    allow_unused: bool = False,
) -> tuple[typing.Any, ...]:
    """
    The gradients of the sum of `outputs` with respect to `inputs`; no `grad` changes.

    Parameters
    ----------
    outputs, inputs : Tensor or sequence of Tensor
        What to differentiate, and by what.
    grad_outputs : Tensor or sequence of Tensor, optional
        The weight of every output, of its shape; 1 where left out and the output has one element.
    retain_graph : bool, default create_graph
        Keep the values that the gradients read, so that the graph can be walked again.
    create_graph : bool, default False
        Make the gradients differentiable themselves.
    allow_unused : bool, default False
        None, instead of an error, for an input that the outputs do not depend on.

    Returns
    -------
    tuple of Tensor
        One gradient per input.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor(3.0, requires_grad=True)
    >>> (dx,) = nnlite.grad(x ** 3, x, create_graph=True)
    >>> nnlite.grad(dx, x)[0].item()
    18.0
    """

def greater(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    Whether a > b.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def greater_equal(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    Whether a >= b.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def group_norm(
    input: nnlite.Tensor,
    num_groups: typing.SupportsInt | typing.SupportsIndex,
    weight: nnlite.Tensor | None = None,
    bias: nnlite.Tensor | None = None,
    eps: typing.SupportsFloat | typing.SupportsIndex = 1e-05,
) -> nnlite.Tensor:
    """
    Normalize groups of channels; see nn.GroupNorm.
    """

def hardshrink(
    input: nnlite.Tensor, lambd: typing.SupportsFloat | typing.SupportsIndex = 0.5
) -> nnlite.Tensor:
    """
    0 where |x| <= lambd, else x.

    Applies to every element.

    Parameters
    ----------
    lambd : float, default 0.5

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def hardsigmoid(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    x / 6 + 1/2 limited to 0 .. 1.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def hardswish(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    x hardsigmoid(x).

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def hardtanh(
    input: nnlite.Tensor,
    min_val: typing.SupportsFloat | typing.SupportsIndex = -1.0,
    max_val: typing.SupportsFloat | typing.SupportsIndex = 1.0,
) -> nnlite.Tensor:
    """
    x limited to min_val .. max_val.

    Applies to every element.

    Parameters
    ----------
    min_val : float
    max_val : float

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def huber(
    input: nnlite.Tensor, delta: typing.SupportsFloat | typing.SupportsIndex = 1.0
) -> nnlite.Tensor:
    """
    x^2 / 2 where |x| <= delta, else delta (|x| - delta / 2) (Huber 1964).

    Applies to every element.

    Parameters
    ----------
    delta : float, default 1

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def hypot(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    sqrt(a^2 + b^2).

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def index_select(
    input: nnlite.Tensor, dim: typing.SupportsInt | typing.SupportsIndex, index: nnlite.Tensor
) -> nnlite.Tensor:
    """
    Whole slices picked along an axis.
    """

def instance_norm(
    input: nnlite.Tensor,
    running_mean: nnlite.Tensor | None = None,
    running_var: nnlite.Tensor | None = None,
    weight: nnlite.Tensor | None = None,
    bias: nnlite.Tensor | None = None,
    use_input_stats: bool = True,
    momentum: typing.SupportsFloat | typing.SupportsIndex = 0.1,
    eps: typing.SupportsFloat | typing.SupportsIndex = 1e-05,
) -> nnlite.Tensor:
    """
    Normalize every channel of every example; see nn.InstanceNorm2d.
    """

@typing.overload
def integers(
    low: typing.SupportsInt | typing.SupportsIndex,
    high: typing.SupportsInt | typing.SupportsIndex,
    size: int | collections.abc.Sequence[int],
    *,
    dtype: nnlite.dtype | str | type = ...,
) -> nnlite.Tensor:
    """
    Integers of low .. high - 1, each as likely.
    """

@typing.overload
def integers(
    high: typing.SupportsInt | typing.SupportsIndex,
    size: int | collections.abc.Sequence[int],
    *,
    dtype: nnlite.dtype | str | type = ...,
) -> nnlite.Tensor:
    """
    Integers of 0 .. high - 1, each as likely.
    """

def interpolate(
    input: nnlite.Tensor,
    size: int | collections.abc.Sequence[int] | None = None,
    scale_factor: typing.Any = None,
    mode: str = "nearest",
    align_corners: bool | None = None,
    recompute_scale_factor: bool | None = None,
    antialias: bool = False,
) -> nnlite.Tensor:
    """
    Give the axes behind (N, C) other sizes.

    Output i lies at (i + 1/2) ratio - 1/2 of the input, pixels being squares, with ratio = n / size or
    1 / scale_factor; with `align_corners` at i (n - 1) / (size - 1). "nearest" takes the element at
    floor(i ratio), "nearest-exact" the one at floor((i + 1/2) ratio), the linear modes weigh two
    neighbours along each axis, "bicubic" four (Keys, a = -3/4).

    Parameters
    ----------
    size : int or tuple of int, optional
        The new sizes, one for all axes or one for each.
    scale_factor : float or tuple of float, optional
        Or what they are multiplied by.
    mode : str, default "nearest"
        "nearest", "nearest-exact", "linear" (N, C, L), "bilinear", "bicubic" (N, C, H, W), "trilinear".
    align_corners : bool, optional
        Whether the centres of the corner pixels stay in place.
    recompute_scale_factor : bool, optional
        Whether the ratio comes from the sizes, which are whole, rather than from the factor.
    antialias : bool, default False
        "bilinear" and "bicubic": widen the kernel (the triangle; Keys, a = -1/2) over all that becomes
        one pixel where images get smaller, so that no pixel is left out.

    Raises
    ------
    ValueError
        If neither or both of size and scale_factor are given, or the mode is not for these axes.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor([[[0.0, 1.0]]])
    >>> nnlite.interpolate(x, scale_factor=2, mode="linear").tolist()
    [[[0.0, 0.25, 0.75, 1.0]]]

    References
    ----------
    Keys 1981, Cubic convolution interpolation for digital image processing.
    """

def is_grad_enabled() -> bool:
    """
    Whether operations record themselves.
    """

def isclose(
    input: nnlite.Tensor,
    other: nnlite.Tensor | float,
    rtol: typing.SupportsFloat | typing.SupportsIndex = 1e-05,
    atol: typing.SupportsFloat | typing.SupportsIndex = 1e-08,
    equal_nan: bool = False,
) -> nnlite.Tensor:
    """
    Whether |input - other| <= atol + rtol |other|, element by element.
    """

def isfinite(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Whether x is neither infinite nor NaN.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def isinf(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Whether x is infinite.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def isnan(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Whether x is not a number.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def l1_loss(input: nnlite.Tensor, target: nnlite.Tensor, reduction: str = "mean") -> nnlite.Tensor:
    """
    Absolute differences.

    |x - y|.

    Parameters
    ----------
    input : Tensor
        Predictions.
    target : Tensor
        Of the input's shape; it takes the input's dtype.
    reduction : {"mean", "sum", "none"}, default "mean"

    Raises
    ------
    ValueError
        If the shapes differ: they are not broadcast.
    """

def layer_norm(
    input: nnlite.Tensor,
    normalized_shape: int | collections.abc.Sequence[int],
    weight: nnlite.Tensor | None = None,
    bias: nnlite.Tensor | None = None,
    eps: typing.SupportsFloat | typing.SupportsIndex = 1e-05,
) -> nnlite.Tensor:
    """
    Normalize the last axes of every example.

    y = (x - mean) / sqrt(var + eps) * weight + bias, var divided by n.

    Parameters
    ----------
    input : Tensor
    normalized_shape : int or sequence of int
        The sizes of the axes to normalize.
    weight, bias : Tensor, optional
        Of shape `normalized_shape`.
    eps : float, default 1e-5

    Raises
    ------
    ValueError
        If the last axes of the input have other sizes.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.layer_norm(nnlite.tensor([[1.0, 3.0]]), 2, eps=0).numpy()
    array([[-1.,  1.]], dtype=float32)

    References
    ----------
    Ba, Kiros & Hinton 2016, Layer Normalization.
    """

def leaky_relu(
    input: nnlite.Tensor, negative_slope: typing.SupportsFloat | typing.SupportsIndex = 0.01
) -> nnlite.Tensor:
    """
    x where x > 0, else negative_slope x.

    Applies to every element.

    Parameters
    ----------
    negative_slope : float, default 0.01

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def less(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    Whether a < b.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def less_equal(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    Whether a <= b.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def linear(
    input: nnlite.Tensor, weight: nnlite.Tensor, bias: nnlite.Tensor | None = None
) -> nnlite.Tensor:
    """
    x weight^T + bias.

    Parameters
    ----------
    input : Tensor
        x, of shape (..., in).
    weight : Tensor
        Of shape (out, in).
    bias : Tensor, optional
        Of shape (out,).

    Returns
    -------
    Tensor
        Of shape (..., out).

    Raises
    ------
    ValueError
        If the last axis of the input, the weight and the bias do not fit together.

    Examples
    --------
    >>> import nnlite
    >>> x, w = nnlite.tensor([[1.0, 2.0]]), nnlite.tensor([[3.0, 4.0], [5.0, 6.0]])
    >>> nnlite.linear(x, w, nnlite.tensor([0.5, -0.5])).numpy()
    array([[11.5, 16.5]], dtype=float32)
    """

def linspace(
    start: typing.SupportsFloat | typing.SupportsIndex,
    end: typing.SupportsFloat | typing.SupportsIndex,
    steps: typing.SupportsInt | typing.SupportsIndex,
    *,
    dtype: nnlite.dtype | str | type = ...,
) -> nnlite.Tensor:
    """
    `steps` numbers from start to end, both included.
    """

def load_file(path: typing.Any) -> dict[str, typing.Any]:
    """
    Read the tensors of a safetensors file.

    Parameters
    ----------
    path : str or path

    Returns
    -------
    dict of str to Tensor

    Raises
    ------
    OSError
        If the file cannot be read.
    ValueError
        If it is damaged, or holds a dtype that nnlite does not have. Nothing in a file is trusted.
    """

def load_metadata(path: typing.Any) -> dict[str, str]:
    """
    Read the texts that stand in the header of a safetensors file.

    Parameters
    ----------
    path : str or path

    Returns
    -------
    dict of str to str

    Raises
    ------
    OSError
        If the file cannot be read.
    ValueError
        If its header is damaged.
    """

def local_response_norm(
    input: nnlite.Tensor,
    size: typing.SupportsInt | typing.SupportsIndex,
    alpha: typing.SupportsFloat | typing.SupportsIndex = 0.0001,
    beta: typing.SupportsFloat | typing.SupportsIndex = 0.75,
    k: typing.SupportsFloat | typing.SupportsIndex = 1.0,
) -> nnlite.Tensor:
    """
    Normalize by neighbouring channels; see nn.LocalResponseNorm.
    """

def log(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Natural logarithm.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def log10(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Logarithm to base 10.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def log1p(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    log(1 + x), exact near 0.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def log2(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Logarithm to base 2.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def log_cosh(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    log(cosh(x)), exact near 0 and for large x.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def log_cosh_loss(
    input: nnlite.Tensor, target: nnlite.Tensor, reduction: str = "mean"
) -> nnlite.Tensor:
    """
    Squares of small differences, absolute values of large ones, smooth.

    log(cosh(x - y)).

    Parameters
    ----------
    input : Tensor
        Predictions.
    target : Tensor
        Of the input's shape; it takes the input's dtype.
    reduction : {"mean", "sum", "none"}, default "mean"

    Raises
    ------
    ValueError
        If the shapes differ: they are not broadcast.
    """

def log_softmax(
    input: nnlite.Tensor, dim: typing.SupportsInt | typing.SupportsIndex
) -> nnlite.Tensor:
    """
    The logarithm of softmax, stable where probabilities vanish.

    y_i = x_i - log(sum_j exp(x_j)).

    Parameters
    ----------
    input : Tensor
        Integers become float64.
    dim : int
        The axis along which the result sums to 1 (or its exponential does).

    Raises
    ------
    IndexError
        If `dim` is out of range.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.log_softmax(nnlite.tensor([0.0, -1000.0]), dim=0).numpy()
    array([    0., -1000.], dtype=float32)
    """

def logical_and(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    Whether both are true.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def logical_not(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Whether x is 0 or False.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def logical_or(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    Whether at least one is true.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def logical_xor(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    Whether exactly one is true.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def logsigmoid(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    log(sigmoid(x)).

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def logsumexp(
    input: nnlite.Tensor,
    dim: int | collections.abc.Sequence[int] | None = None,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    log(sum(exp(x))) over axes, without overflow.

    m + log(sum(exp(x - m))) with m = max(x); -inf of nothing.

    Parameters
    ----------
    input : Tensor
        Of any shape and dtype.
    dim : int or tuple of ints, optional
        The axes to reduce; negative ones count from the end. Default: all.
    keepdim : bool, default False
        Keep the reduced axes, with size 1.

    Raises
    ------
    IndexError
        If an axis is out of range.
    ValueError
        If an axis is given twice.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor([1000.0, 1000.0])
    >>> round(x.logsumexp().item(), 3)
    1000.693
    """

def lp_pool1d(
    input: nnlite.Tensor,
    norm_type: typing.SupportsFloat | typing.SupportsIndex,
    kernel_size: int | collections.abc.Sequence[int],
    stride: int | collections.abc.Sequence[int] | None = None,
    ceil_mode: bool = False,
) -> nnlite.Tensor:
    """
    The p-norm of every window; see nn.LPPool1d.
    """

def lp_pool2d(
    input: nnlite.Tensor,
    norm_type: typing.SupportsFloat | typing.SupportsIndex,
    kernel_size: int | collections.abc.Sequence[int],
    stride: int | collections.abc.Sequence[int] | None = None,
    ceil_mode: bool = False,
) -> nnlite.Tensor:
    """
    The p-norm of every window; see nn.LPPool2d.
    """

def lp_pool3d(
    input: nnlite.Tensor,
    norm_type: typing.SupportsFloat | typing.SupportsIndex,
    kernel_size: int | collections.abc.Sequence[int],
    stride: int | collections.abc.Sequence[int] | None = None,
    ceil_mode: bool = False,
) -> nnlite.Tensor:
    """
    The p-norm of every window; see nn.LPPool3d.
    """

def manual_seed(seed: typing.SupportsIndex) -> None:
    """
    Start this thread's random numbers again from a seed.

    Numbers are a function of the seed, of how many tensors were drawn since, and of the position in the
    tensor: the same on any number of threads (Philox4x32-10, Salmon et al. 2011).

    Examples
    --------
    >>> import nnlite
    >>> nnlite.manual_seed(7)
    >>> a = nnlite.randn(3)
    >>> nnlite.manual_seed(7)
    >>> bool((a == nnlite.randn(3)).all())
    True
    """

def masked_fill(
    input: nnlite.Tensor, mask: nnlite.Tensor, value: nnlite.Tensor | float
) -> nnlite.Tensor:
    """
    `value` where `mask` (bool) is true, else the input; all broadcast.
    """

def matmul(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    Matrix product.

    y[..., i, j] = sum_k a[..., i, k] b[..., k, j]. Leading axes broadcast. A vector on the left is a
    row, one on the right a column, and that axis is gone in the result. Integer products are exact.

    Parameters
    ----------
    input : Tensor
        Of shape (..., n, k) or (k,).
    other : Tensor
        Of shape (..., k, m) or (k,).

    Raises
    ------
    ValueError
        If an operand has no axes, the inner sizes differ or the leading axes do not broadcast.

    Examples
    --------
    >>> import nnlite
    >>> a = nnlite.tensor([[1.0, 2.0], [3.0, 4.0]])
    >>> (a @ nnlite.tensor([1.0, 1.0])).numpy()
    array([3., 7.], dtype=float32)
    """

@typing.overload
def max(input: nnlite.Tensor, other: nnlite.Tensor) -> nnlite.Tensor:
    """
    The larger of two tensors, element by element: `maximum`.
    """

@typing.overload
def max(
    input: nnlite.Tensor,
    dim: int | collections.abc.Sequence[int] | None = None,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    The largest element over axes.

    Values only, as in NumPy (`argmax` and `argmin` give positions). NaN wins. Elements that tie share the gradient equally.

    Parameters
    ----------
    input : Tensor
        Of any shape and dtype.
    dim : int or tuple of ints, optional
        The axes to reduce; negative ones count from the end. Default: all.
    keepdim : bool, default False
        Keep the reduced axes, with size 1.

    Raises
    ------
    IndexError
        If an axis is out of range.
    ValueError
        If an axis is given twice, or there is no element to choose from.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor([[1.0, 5.0], [7.0, 2.0]])
    >>> x.max(dim=1).numpy()
    array([5., 7.], dtype=float32)
    """

def max_pool1d(
    input: nnlite.Tensor,
    kernel_size: int | collections.abc.Sequence[int],
    stride: int | collections.abc.Sequence[int] | None = None,
    padding: int | collections.abc.Sequence[int] = 0,
    dilation: int | collections.abc.Sequence[int] = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> typing.Any:
    """
    The largest element of every window; see nn.MaxPool1d.
    """

def max_pool2d(
    input: nnlite.Tensor,
    kernel_size: int | collections.abc.Sequence[int],
    stride: int | collections.abc.Sequence[int] | None = None,
    padding: int | collections.abc.Sequence[int] = 0,
    dilation: int | collections.abc.Sequence[int] = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> typing.Any:
    """
    The largest element of every window; see nn.MaxPool2d.
    """

def max_pool3d(
    input: nnlite.Tensor,
    kernel_size: int | collections.abc.Sequence[int],
    stride: int | collections.abc.Sequence[int] | None = None,
    padding: int | collections.abc.Sequence[int] = 0,
    dilation: int | collections.abc.Sequence[int] = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> typing.Any:
    """
    The largest element of every window; see nn.MaxPool3d.
    """

def max_unpool1d(
    input: nnlite.Tensor,
    indices: nnlite.Tensor,
    kernel_size: int | collections.abc.Sequence[int],
    stride: int | collections.abc.Sequence[int] | None = None,
    padding: int | collections.abc.Sequence[int] = 0,
    output_size: int | collections.abc.Sequence[int] | None = None,
) -> nnlite.Tensor:
    """
    Elements put back to where max pooling found them; see nn.MaxUnpool1d.
    """

def max_unpool2d(
    input: nnlite.Tensor,
    indices: nnlite.Tensor,
    kernel_size: int | collections.abc.Sequence[int],
    stride: int | collections.abc.Sequence[int] | None = None,
    padding: int | collections.abc.Sequence[int] = 0,
    output_size: int | collections.abc.Sequence[int] | None = None,
) -> nnlite.Tensor:
    """
    Elements put back to where max pooling found them; see nn.MaxUnpool2d.
    """

def max_unpool3d(
    input: nnlite.Tensor,
    indices: nnlite.Tensor,
    kernel_size: int | collections.abc.Sequence[int],
    stride: int | collections.abc.Sequence[int] | None = None,
    padding: int | collections.abc.Sequence[int] = 0,
    output_size: int | collections.abc.Sequence[int] | None = None,
) -> nnlite.Tensor:
    """
    Elements put back to where max pooling found them; see nn.MaxUnpool3d.
    """

def maximum(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    The larger one, NaN where either is; equal ones share the gradient.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def maxout(
    input: nnlite.Tensor,
    pieces: typing.SupportsInt | typing.SupportsIndex,
    dim: typing.SupportsInt | typing.SupportsIndex = -1,
) -> nnlite.Tensor:
    """
    The largest of every `pieces` neighbours along an axis (Goodfellow et al. 2013).
    """

def mean(
    input: nnlite.Tensor,
    dim: int | collections.abc.Sequence[int] | None = None,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    The mean over axes: sum(x) / n.

    Of nothing it is NaN; of integers and bools it is float64.

    Parameters
    ----------
    input : Tensor
        Of any shape and dtype.
    dim : int or tuple of ints, optional
        The axes to reduce; negative ones count from the end. Default: all.
    keepdim : bool, default False
        Keep the reduced axes, with size 1.

    Raises
    ------
    IndexError
        If an axis is out of range.
    ValueError
        If an axis is given twice.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.tensor([1.0, 2.0, 6.0]).mean().item()
    3.0
    """

def memory_stats() -> dict[str, typing.Any]:
    """
    Bytes in use, and how often the system was asked for memory, over all threads.
    """

@typing.overload
def min(input: nnlite.Tensor, other: nnlite.Tensor) -> nnlite.Tensor:
    """
    The smaller of two tensors, element by element: `minimum`.
    """

@typing.overload
def min(
    input: nnlite.Tensor,
    dim: int | collections.abc.Sequence[int] | None = None,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    The smallest element over axes.

    Values only, as in NumPy (`argmax` and `argmin` give positions). NaN wins. Elements that tie share the gradient equally.

    Parameters
    ----------
    input : Tensor
        Of any shape and dtype.
    dim : int or tuple of ints, optional
        The axes to reduce; negative ones count from the end. Default: all.
    keepdim : bool, default False
        Keep the reduced axes, with size 1.

    Raises
    ------
    IndexError
        If an axis is out of range.
    ValueError
        If an axis is given twice, or there is no element to choose from.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor([[1.0, 5.0], [7.0, 2.0]])
    >>> x.min(dim=1).numpy()
    array([1., 2.], dtype=float32)
    """

def minimum(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    The smaller one, NaN where either is; equal ones share the gradient.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def mish(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    x tanh(softplus(x)) (Misra 2019).

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def mm(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    Matrix product; see `matmul`.
    """

def mse_loss(input: nnlite.Tensor, target: nnlite.Tensor, reduction: str = "mean") -> nnlite.Tensor:
    """
    Squared differences.

    (x - y)^2.

    Parameters
    ----------
    input : Tensor
        Predictions.
    target : Tensor
        Of the input's shape; it takes the input's dtype.
    reduction : {"mean", "sum", "none"}, default "mean"

    Raises
    ------
    ValueError
        If the shapes differ: they are not broadcast.
    """

def mul(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    a b.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def narrow(
    input: nnlite.Tensor,
    dim: typing.SupportsInt | typing.SupportsIndex,
    start: typing.SupportsInt | typing.SupportsIndex,
    length: typing.SupportsInt | typing.SupportsIndex,
) -> nnlite.Tensor:
    """
    `length` elements from `start` along an axis; a view.
    """

def neg(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    -x.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def nll_loss(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    weight: nnlite.Tensor | None = None,
    *,
    ignore_index: typing.SupportsInt | typing.SupportsIndex = -100,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    Negative log-likelihood of labels under log-probabilities.

    l = -w_y x_y; the mean divides by the sum of w_y over the rows that count.

    Parameters
    ----------
    input : Tensor
        Log-probabilities, of shape (C,), (N, C) or (N, C, d1, ...).
    target : Tensor
        Labels 0 .. C-1 of the shape without C.
    weight : Tensor, optional
        A factor for each class, of shape (C,).
    ignore_index : int, default -100
        Rows with this label do not count.
    reduction : {"mean", "sum", "none"}, default "mean"

    Raises
    ------
    IndexError
        If a label is not one of the classes.
    ValueError
        If the shapes do not fit, or the batch is empty (mean).

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor([[-0.5, -1.0], [-2.0, -0.25]])
    >>> nnlite.nll_loss(x, nnlite.tensor([0, 1])).item()
    0.375
    """

def nonzero(input: nnlite.Tensor) -> tuple[typing.Any, ...]:
    """
    Where elements are not 0: a tuple of one int64 tensor per axis, as in NumPy, so that x[x.nonzero()] are those elements.
    """

def norm(
    input: nnlite.Tensor,
    p: typing.SupportsFloat | typing.SupportsIndex | str = 2.0,
    dim: int | collections.abc.Sequence[int] | None = None,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    The p-norm over axes.

    (sum(|x|^p))^(1/p); the gradient is 0 where the norm is 0.

    Parameters
    ----------
    input : Tensor
        Of any shape and dtype.
    dim : int or tuple of ints, optional
        The axes to reduce; negative ones count from the end. Default: all.
    p : float or 'fro', default 2
        The order; inf is the largest |x|, 0 counts what is not 0; 'fro' is 2.
    keepdim : bool, default False
        Keep the reduced axes, with size 1.

    Raises
    ------
    IndexError
        If an axis is out of range.
    ValueError
        If an axis is given twice, or p is NaN.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.tensor([3.0, 4.0]).norm().item()
    5.0
    """

@typing.overload
def normal(
    size: int | collections.abc.Sequence[int],
    mean: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    std: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    *,
    dtype: nnlite.dtype | str | type = ...,
) -> nnlite.Tensor:
    """
    Normally distributed numbers.
    """

@typing.overload
def normal(
    mean: typing.SupportsFloat | typing.SupportsIndex,
    std: typing.SupportsFloat | typing.SupportsIndex,
    size: int | collections.abc.Sequence[int],
    *,
    dtype: nnlite.dtype | str | type = ...,
) -> nnlite.Tensor:
    """
    Normally distributed numbers; PyTorch's order.
    """

def not_equal(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    Whether a and b differ.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def one_hot(
    input: nnlite.Tensor, num_classes: typing.SupportsInt | typing.SupportsIndex | None = None
) -> nnlite.Tensor:
    """
    int64: 1 at each label along a new last axis, 0 elsewhere.

    Parameters
    ----------
    input : Tensor of integers
        Labels 0 .. num_classes - 1.
    num_classes : int, optional
        The size of the new axis; the largest label + 1 where it is left out.

    Raises
    ------
    IndexError
        If a label lies outside.
    """

def ones(
    *args: typing.Any,
    size: int | collections.abc.Sequence[int] | None = None,
    dtype: nnlite.dtype | str | type | None = None,
    requires_grad: bool = False,
) -> nnlite.Tensor:
    """
    Ones of that shape; float32 by default.
    """

def ones_like(
    input: nnlite.Tensor, *, dtype: nnlite.dtype | str | type | None = None
) -> nnlite.Tensor:
    """
    Ones of the input's shape and dtype.
    """

def ops() -> dict[str, typing.Any]:
    """
    The operations that records are made of: a dict from name to one line of doc.
    """

def outer(input: nnlite.Tensor, other: nnlite.Tensor) -> nnlite.Tensor:
    """
    All products of two vectors: y[i, j] = a[i] b[j].

    Parameters
    ----------
    input : Tensor
        Of shape (n,).
    other : Tensor
        Of shape (m,).

    Raises
    ------
    ValueError
        If one is not a vector.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.outer(nnlite.tensor([1.0, 2.0]), nnlite.tensor([3.0, 4.0])).numpy()
    array([[3., 4.],
           [6., 8.]], dtype=float32)
    """

def pad(
    input: nnlite.Tensor,
    pad: int | collections.abc.Sequence[int],
    value: typing.SupportsFloat | typing.SupportsIndex = 0.0,
) -> nnlite.Tensor:
    """
    A larger tensor with `value` around this one.

    Parameters
    ----------
    pad : ints
        Pairs (before, after), the last axis first; negative ones crop.
    value : float, default 0
        What stands outside.
    """

def permutation(n: typing.SupportsInt | typing.SupportsIndex) -> nnlite.Tensor:
    """
    The integers 0 .. n - 1 in random order.
    """

def permute(input: nnlite.Tensor, dims: int | collections.abc.Sequence[int]) -> nnlite.Tensor:
    """
    The axes in another order; a view.
    """

def pixel_shuffle(
    input: nnlite.Tensor, upscale_factor: typing.SupportsInt | typing.SupportsIndex
) -> nnlite.Tensor:
    """
    Channels into pixels: (..., c r^2, h, w) to (..., c, h r, w r).

    y[c, h r + i, w r + j] = x[c r^2 + i r + j, h, w].

    Parameters
    ----------
    upscale_factor : int
        r.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.pixel_shuffle(nnlite.zeros((1, 8, 2, 3)), 2).shape
    (1, 2, 4, 6)

    References
    ----------
    Shi et al. 2016, Real-time single image and video super-resolution using an efficient sub-pixel
    convolutional neural network.
    """

def pixel_unshuffle(
    input: nnlite.Tensor, downscale_factor: typing.SupportsInt | typing.SupportsIndex
) -> nnlite.Tensor:
    """
    Pixels into channels: (..., c, h r, w r) to (..., c r^2, h, w).

    The reverse of pixel_shuffle.

    Parameters
    ----------
    downscale_factor : int
        r.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.pixel_unshuffle(nnlite.zeros((1, 2, 4, 6)), 2).shape
    (1, 8, 2, 3)
    """

def pow(input: nnlite.Tensor | float, exponent: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    a^b.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def prelu(input: nnlite.Tensor, weight: nnlite.Tensor) -> nnlite.Tensor:
    """
    x where x > 0, else weight x; one weight, or one for each channel (axis 1).
    """

def prod(
    input: nnlite.Tensor,
    dim: int | collections.abc.Sequence[int] | None = None,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    The product over axes.

    Of nothing it is 1; of integers and bools it is int64. The gradient of an element is the product of the others, zeros included.

    Parameters
    ----------
    input : Tensor
        Of any shape and dtype.
    dim : int or tuple of ints, optional
        The axes to reduce; negative ones count from the end. Default: all.
    keepdim : bool, default False
        Keep the reduced axes, with size 1.

    Raises
    ------
    IndexError
        If an axis is out of range.
    ValueError
        If an axis is given twice.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.tensor([2.0, 3.0, 4.0]).prod().item()
    24.0
    """

def rand(
    *args: typing.Any,
    size: int | collections.abc.Sequence[int] | None = None,
    dtype: nnlite.dtype | str | type | None = None,
    requires_grad: bool = False,
) -> nnlite.Tensor:
    """
    Numbers uniform in [0, 1).
    """

def rand_like(
    input: nnlite.Tensor, *, dtype: nnlite.dtype | str | type | None = None
) -> nnlite.Tensor:
    """
    Numbers uniform in [0, 1), of the input's shape and dtype.
    """

def randn(
    *args: typing.Any,
    size: int | collections.abc.Sequence[int] | None = None,
    dtype: nnlite.dtype | str | type | None = None,
    requires_grad: bool = False,
) -> nnlite.Tensor:
    """
    Numbers of the standard normal distribution.
    """

def randn_like(
    input: nnlite.Tensor, *, dtype: nnlite.dtype | str | type | None = None
) -> nnlite.Tensor:
    """
    Numbers of the standard normal distribution, of the input's shape and dtype.
    """

def reciprocal(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    1 / x.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def relu(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    max(x, 0); the gradient is 0 at 0.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def relu6(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    x limited to 0 .. 6.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def relu_squared(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    max(x, 0)^2 (So et al. 2021).

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def remainder(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    a - b floor(a / b), with the sign of b; 0 where integers are divided by 0.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

def reshape(input: nnlite.Tensor, shape: int | collections.abc.Sequence[int]) -> nnlite.Tensor:
    """
    The same elements in another shape.

    A view where the memory allows, else a copy.

    Parameters
    ----------
    shape : ints
        The sizes; one may be -1: what is left.

    Raises
    ------
    ValueError
        If the number of elements is another one.
    """

def rms_norm(
    input: nnlite.Tensor,
    normalized_shape: int | collections.abc.Sequence[int],
    weight: nnlite.Tensor | None = None,
    eps: typing.SupportsFloat | typing.SupportsIndex | None = None,
) -> nnlite.Tensor:
    """
    Normalize the last axes by their root mean square; see nn.RMSNorm.
    """

def roll(
    input: nnlite.Tensor,
    shifts: int | collections.abc.Sequence[int],
    dims: int | collections.abc.Sequence[int] = (),
) -> nnlite.Tensor:
    """
    Elements moved along axes; those that leave at the end come back at the start.
    """

def rotary(
    input: nnlite.Tensor,
    base: typing.SupportsFloat | typing.SupportsIndex = 10000.0,
    *,
    offset: typing.SupportsInt | typing.SupportsIndex = 0,
    interleaved: bool = False,
) -> nnlite.Tensor:
    """
    Rotate pairs of features by angles that grow with the position.

    Pair i of position t is rotated by t / base^(2 i / d): (a, b) becomes (a cos - b sin, b cos + a sin).
    Products of rotated queries and keys depend on how far apart they are.

    Parameters
    ----------
    input : Tensor
        Of shape (..., L, d), d even: queries or keys, after they were split into heads.
    base : float, default 10000
    offset : int, default 0
        The first position.
    interleaved : bool, default False
        Pairs are the features 2 i and 2 i + 1, as in the paper; otherwise i and i + d / 2, as in GPT-NeoX
        and LLaMA.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.nn.functional.rotary(nnlite.tensor([[1.0, 0.0], [1.0, 0.0]])).numpy().round(2)
    array([[1.  , 0.  ],
           [0.54, 0.84]], dtype=float32)

    References
    ----------
    Su et al. 2021, RoFormer: Enhanced transformer with rotary position embedding.
    """

def round(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    The nearest integer; halves go to the even one.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def rrelu(
    input: nnlite.Tensor,
    lower: typing.SupportsFloat | typing.SupportsIndex = 0.125,
    upper: typing.SupportsFloat | typing.SupportsIndex = 0.3333333333333333,
    training: bool = False,
) -> nnlite.Tensor:
    """
    x where x >= 0, else a x: a from U(lower, upper) for every element in training, their middle otherwise (Xu et al. 2015).
    """

def rsqrt(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    1 / sqrt(x).

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def save_file(
    tensors: dict[str, typing.Any], path: typing.Any, metadata: typing.Any = None
) -> None:
    """
    Write tensors to a safetensors file.

    The file is written beside its place, brought to the disk and then renamed: whatever happens, the
    old file or the new one is there whole.

    Parameters
    ----------
    tensors : dict of str to Tensor or numpy.ndarray
        For example ``model.state_dict()``.
    path : str or path
    metadata : dict of str to str, optional
        Texts that `load_metadata` returns.

    Raises
    ------
    OSError
        If the system refuses; the old file stays.
    TypeError, ValueError
        For names that are no text, or values that are no tensors.

    Examples
    --------
    >>> import nnlite, os, tempfile
    >>> path = os.path.join(tempfile.mkdtemp(), "model.safetensors")
    >>> nnlite.save_file({"weight": nnlite.ones(2)}, path)
    >>> nnlite.load_file(path)["weight"].tolist()
    [1.0, 1.0]

    References
    ----------
    The safetensors format: github.com/huggingface/safetensors.
    """

def scaled_dot_product_attention(
    query: nnlite.Tensor,
    key: nnlite.Tensor,
    value: nnlite.Tensor,
    attn_mask: nnlite.Tensor | None = None,
    dropout_p: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    is_causal: bool = False,
    scale: typing.SupportsFloat | typing.SupportsIndex | None = None,
    enable_gqa: bool = False,
) -> nnlite.Tensor:
    """
    Average values by how well their keys fit each query.

    softmax(query key^T scale + mask) value over the keys, in one pass over tiles of keys: memory grows
    with the lengths, not with their product.

    Parameters
    ----------
    query : Tensor
        Of shape (..., L, E).
    key, value : Tensor
        Of shapes (..., S, E) and (..., S, F); leading axes broadcast.
    attn_mask : Tensor, optional
        Broadcast to (..., L, S). Boolean: True where a key is seen. Floats are added to the scores; if
        they require a gradient, all scores are kept in memory.
    dropout_p : float, default 0
        The probability with which a weight becomes 0 (the others are divided by 1 - p), always: pass 0
        in evaluation.
    is_causal : bool, default False
        Query i sees the keys 0 .. i; besides a mask if one is given.
    scale : float, optional
        1 / sqrt(E) if None.
    enable_gqa : bool, default False
        Several heads (axis -3) of queries share one of keys and values: head h takes the one of number
        h // (query heads / key heads).

    Returns
    -------
    Tensor
        Of shape (..., L, F); zeros for a query that sees no key.

    Raises
    ------
    ValueError
        If shapes do not fit each other.
    TypeError
        If dtypes differ, or the mask is neither bool nor floats.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.randn(2, 4, 10, 8)
    >>> y = nnlite.nn.functional.scaled_dot_product_attention(x, x, x, is_causal=True)
    >>> y.shape, bool((y[:, :, 0] - x[:, :, 0]).abs().max() < 1e-6)
    ((2, 4, 10, 8), True)

    References
    ----------
    Vaswani et al. 2017, Attention is all you need; Dao et al. 2022, FlashAttention; Ainslie et al. 2023,
    GQA.
    """

def scatter_add(
    input: nnlite.Tensor,
    dim: typing.SupportsInt | typing.SupportsIndex,
    index: nnlite.Tensor,
    src: nnlite.Tensor,
) -> nnlite.Tensor:
    """
    The input with elements of `src` added along an axis; the gradient of `gather`.

    out = input; out[index[i][j]][j] += src[i][j] for dim = 0, in the order of the index.

    Raises
    ------
    IndexError
        If an index lies outside the axis.
    """

def select(
    input: nnlite.Tensor,
    dim: typing.SupportsInt | typing.SupportsIndex,
    index: typing.SupportsInt | typing.SupportsIndex,
) -> nnlite.Tensor:
    """
    One index along an axis, which goes; a view.
    """

def selu(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    1.0507 elu(x, 1.6733): keeps mean 0 and variance 1 (Klambauer et al. 2017).

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def set_num_threads(count: typing.SupportsInt | typing.SupportsIndex) -> None:
    """
    Sets how many threads nnlite may use; results do not depend on it.
    """

def set_rng_state(
    state: tuple[
        typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex
    ],
) -> None:
    """
    Goes on from where get_rng_state was called.
    """

def sigmoid(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    1 / (1 + e^-x).

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def sign(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    -1, 0 or 1 by the sign of x.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def silu(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    x sigmoid(x), also called swish (Ramachandran et al. 2017).

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def sin(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Sine; x in radians.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def sinh(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Hyperbolic sine.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def softmax(input: nnlite.Tensor, dim: typing.SupportsInt | typing.SupportsIndex) -> nnlite.Tensor:
    """
    Turns numbers into probabilities along an axis.

    y_i = exp(x_i) / sum_j exp(x_j), computed from x - max(x) and so stable for numbers of any size.

    Parameters
    ----------
    input : Tensor
        Integers become float64.
    dim : int
        The axis along which the result sums to 1 (or its exponential does).

    Raises
    ------
    IndexError
        If `dim` is out of range.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.softmax(nnlite.tensor([1000.0, 1000.0]), dim=0).numpy()
    array([0.5, 0.5], dtype=float32)
    """

def softmin(input: nnlite.Tensor, dim: typing.SupportsInt | typing.SupportsIndex) -> nnlite.Tensor:
    """
    Turns numbers into probabilities, the smallest into the largest.

    softmax(-x).

    Parameters
    ----------
    input : Tensor
        Integers become float64.
    dim : int
        The axis along which the result sums to 1 (or its exponential does).

    Raises
    ------
    IndexError
        If `dim` is out of range.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.softmin(nnlite.tensor([3.0, 3.0]), dim=0).numpy()
    array([0.5, 0.5], dtype=float32)
    """

def softplus(
    input: nnlite.Tensor,
    beta: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    threshold: typing.SupportsFloat | typing.SupportsIndex = 20.0,
) -> nnlite.Tensor:
    """
    log(1 + e^(beta x)) / beta; x itself where beta x > threshold.

    Applies to every element.

    Parameters
    ----------
    beta : float
    threshold : float

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def softshrink(
    input: nnlite.Tensor, lambd: typing.SupportsFloat | typing.SupportsIndex = 0.5
) -> nnlite.Tensor:
    """
    x moved towards 0 by lambd, and not beyond it.

    Applies to every element.

    Parameters
    ----------
    lambd : float, default 0.5

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def softsign(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    x / (1 + |x|).

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def sort(
    input: nnlite.Tensor,
    dim: typing.SupportsInt | typing.SupportsIndex = -1,
    descending: bool = False,
    *,
    stable: bool = True,
) -> Sorted:
    """
    Sorts along an axis.

    Equal elements keep their order, whether asked for or not. NaN counts as the largest number.

    Parameters
    ----------
    input : Tensor
    dim : int, default -1
    descending : bool, default False
    stable : bool, default True
        Always so; accepted for PyTorch's sake.

    Returns
    -------
    pair of Tensor
        The sorted `values`, and `indices`: the positions (int64) they come from.

    Raises
    ------
    IndexError
        If `dim` is out of range.

    Examples
    --------
    >>> import nnlite
    >>> values, positions = nnlite.sort(nnlite.tensor([3.0, 1.0, 2.0]))
    >>> values.numpy(), positions.numpy()
    (array([1., 2., 3.], dtype=float32), array([1, 2, 0]))
    """

def sparsemax(
    input: nnlite.Tensor, dim: typing.SupportsInt | typing.SupportsIndex = -1
) -> nnlite.Tensor:
    """
    The nearest point of the probability simplex: like softmax, but with zeros.

    y = max(x - t, 0) with t such that y sums to 1 (Martins & Astudillo 2016, From Softmax to Sparsemax).

    Parameters
    ----------
    input : Tensor
        Integers become float64.
    dim : int
        The axis along which the result sums to 1 (or its exponential does).

    Raises
    ------
    IndexError
        If `dim` is out of range.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.sparsemax(nnlite.tensor([1.0, 0.5, -1.0])).numpy()
    array([0.75, 0.25, 0.  ], dtype=float32)
    """

@typing.overload
def split(
    input: nnlite.Tensor,
    split_size_or_sections: typing.SupportsInt | typing.SupportsIndex,
    dim: typing.SupportsInt | typing.SupportsIndex = 0,
) -> list[nnlite.Tensor]:
    """
    Views along an axis, of a size (the last may be shorter) or of these sizes.
    """

@typing.overload
def split(
    input: nnlite.Tensor,
    split_size_or_sections: int | collections.abc.Sequence[int],
    dim: typing.SupportsInt | typing.SupportsIndex = 0,
) -> list[nnlite.Tensor]:
    """
    Views along an axis, of a size (the last may be shorter) or of these sizes.
    """

def sqrt(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Square root.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def square(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    x^2.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def squareplus(
    input: nnlite.Tensor, b: typing.SupportsFloat | typing.SupportsIndex = 4.0
) -> nnlite.Tensor:
    """
    (x + sqrt(x^2 + b)) / 2 (Barron 2021).

    Applies to every element.

    Parameters
    ----------
    b : float, default 4

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def squeeze(input: nnlite.Tensor, dim: int | collections.abc.Sequence[int] = ()) -> nnlite.Tensor:
    """
    Without axes of size 1: all of them, or those named. A view.
    """

def stack(
    tensors: collections.abc.Sequence[nnlite.Tensor],
    dim: typing.SupportsInt | typing.SupportsIndex = 0,
) -> nnlite.Tensor:
    """
    Tensors of one shape joined along a new axis.
    """

def std(
    input: nnlite.Tensor,
    dim: int | collections.abc.Sequence[int] | None = None,
    *,
    correction: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    The standard deviation over axes: the root of the variance.

    sqrt(sum((x - mean(x))^2) / (n - correction)); the gradient is 0 where it is 0.

    Parameters
    ----------
    input : Tensor
        Of any shape and dtype.
    dim : int or tuple of ints, optional
        The axes to reduce; negative ones count from the end. Default: all.
    correction : float, default 1
        What is taken off n; 1 makes the variance unbiased, 0 divides by n.
    keepdim : bool, default False
        Keep the reduced axes, with size 1.

    Raises
    ------
    IndexError
        If an axis is out of range.
    ValueError
        If an axis is given twice.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor([1.0, 3.0])
    >>> x.std(correction=0).item()
    1.0
    """

@typing.overload
def sub(input: nnlite.Tensor | float, other: nnlite.Tensor | float) -> nnlite.Tensor:
    """
    a - b.

    Shapes broadcast and dtypes promote as in NumPy; a plain number takes the tensor's dtype.
    """

@typing.overload
def sub(
    input: nnlite.Tensor | float, other: nnlite.Tensor | float, *, alpha: float
) -> nnlite.Tensor:
    """
    input - alpha other.
    """

def sum(
    input: nnlite.Tensor,
    dim: int | collections.abc.Sequence[int] | None = None,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    The sum over axes.

    Of nothing it is 0; of integers and bools it is int64. Float sums run in double precision.

    Parameters
    ----------
    input : Tensor
        Of any shape and dtype.
    dim : int or tuple of ints, optional
        The axes to reduce; negative ones count from the end. Default: all.
    keepdim : bool, default False
        Keep the reduced axes, with size 1.

    Raises
    ------
    IndexError
        If an axis is out of range.
    ValueError
        If an axis is given twice.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor([[1.0, 2.0], [3.0, 4.0]])
    >>> x.sum().item()
    10.0
    >>> x.sum(dim=0).numpy()
    array([4., 6.], dtype=float32)
    """

def swiglu(
    input: nnlite.Tensor, dim: typing.SupportsInt | typing.SupportsIndex = -1
) -> nnlite.Tensor:
    """
    a silu(b), with a and b the halves of the input along an axis (Shazeer 2020).
    """

def take(input: nnlite.Tensor, index: nnlite.Tensor) -> nnlite.Tensor:
    """
    Elements of the flattened tensor; the result has the index's shape.
    """

def tan(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Tangent; x in radians.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def tanh(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Hyperbolic tangent.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def tanhshrink(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    x - tanh(x).

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def tensor(
    data: typing.Any, dtype: nnlite.dtype | str | type | None = None, requires_grad: bool = False
) -> nnlite.Tensor:
    """
    A tensor with a copy of the data.

    Parameters
    ----------
    data : number, nested sequences of numbers, numpy.ndarray or Tensor
        Python's floats become float32, its ints int64, its bools bool; arrays keep their dtype.
    dtype : nnlite.dtype, optional
        The type of the elements, where it shall be another one.
    requires_grad : bool, default False
        Whether backward() shall compute a gradient for it.

    Raises
    ------
    TypeError
        If the data's dtype is not supported.
    ValueError
        If nested sequences differ in length.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.tensor([[1.0, 2.0], [3.0, 4.0]]).shape
    (2, 2)
    """

def threshold(
    input: nnlite.Tensor,
    threshold: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    value: typing.SupportsFloat | typing.SupportsIndex = 0.0,
) -> nnlite.Tensor:
    """
    x where x > threshold, else value.

    Applies to every element.

    Parameters
    ----------
    threshold : float
    value : float

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def tile(input: nnlite.Tensor, dims: int | collections.abc.Sequence[int]) -> nnlite.Tensor:
    """
    The whole repeated along every axis.
    """

def topk(
    input: nnlite.Tensor,
    k: typing.SupportsInt | typing.SupportsIndex,
    dim: typing.SupportsInt | typing.SupportsIndex = -1,
    largest: bool = True,
    sorted: bool = True,
) -> Sorted:
    """
    The k largest or smallest elements along an axis.

    NaN counts as the largest number; of equal elements the first ones are taken.

    Parameters
    ----------
    input : Tensor
    k : int
        0 .. the size of the axis.
    dim : int, default -1
    largest : bool, default True
        False: the smallest.
    sorted : bool, default True
        Always so; accepted for PyTorch's sake.

    Returns
    -------
    pair of Tensor
        The `values` in order, and `indices`: their positions (int64).

    Raises
    ------
    ValueError
        If the axis has fewer than k elements.
    IndexError
        If `dim` is out of range.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.topk(nnlite.tensor([3.0, 1.0, 2.0]), 2)[0].numpy()
    array([3., 2.], dtype=float32)
    """

def transpose(
    input: nnlite.Tensor,
    dim0: typing.SupportsInt | typing.SupportsIndex,
    dim1: typing.SupportsInt | typing.SupportsIndex,
) -> nnlite.Tensor:
    """
    Two axes exchanged; a view.
    """

def tril(
    input: nnlite.Tensor, diagonal: typing.SupportsInt | typing.SupportsIndex = 0
) -> nnlite.Tensor:
    """
    The part below a diagonal of the last two axes; 0 above it.
    """

def triu(
    input: nnlite.Tensor, diagonal: typing.SupportsInt | typing.SupportsIndex = 0
) -> nnlite.Tensor:
    """
    The part above a diagonal of the last two axes; 0 below it.
    """

def trunc(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    The integer part, towards 0.

    Applies to every element.

    Raises
    ------
    TypeError
        If the dtype has no such function.
    """

def unfold(
    input: nnlite.Tensor,
    kernel_size: int | collections.abc.Sequence[int],
    dilation: int | collections.abc.Sequence[int] = 1,
    padding: int | collections.abc.Sequence[int] = 0,
    stride: int | collections.abc.Sequence[int] = 1,
) -> nnlite.Tensor:
    """
    Every window of (N, C, H, W) as a column: (N, C kh kw, L).

    Parameters
    ----------
    kernel_size : int or tuple of int
        (kh, kw), or one number for both.
    dilation : int or tuple of int, default 1
        The distance of neighbours in a window.
    padding : int or tuple of int, default 0
        Zeros on both sides.
    stride : int or tuple of int, default 1
        The distance of the windows.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.unfold(nnlite.zeros((1, 3, 5, 5)), 3).shape
    (1, 27, 9)
    """

def uniform(
    size: int | collections.abc.Sequence[int],
    low: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    high: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    *,
    dtype: nnlite.dtype | str | type = ...,
) -> nnlite.Tensor:
    """
    Numbers uniform in [low, high).
    """

def unique(input: nnlite.Tensor) -> nnlite.Tensor:
    """
    Every value once, in ascending order.

    Parameters
    ----------
    input : Tensor
        Of any shape; read flattened.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.unique(nnlite.tensor([2, 1, 2])).numpy()
    array([1, 2])
    """

def unsqueeze(
    input: nnlite.Tensor, dim: typing.SupportsInt | typing.SupportsIndex
) -> nnlite.Tensor:
    """
    With a new axis of size 1; a view.
    """

def var(
    input: nnlite.Tensor,
    dim: int | collections.abc.Sequence[int] | None = None,
    *,
    correction: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    The variance over axes.

    sum((x - mean(x))^2) / (n - correction); NaN where that is not above 0.

    Parameters
    ----------
    input : Tensor
        Of any shape and dtype.
    dim : int or tuple of ints, optional
        The axes to reduce; negative ones count from the end. Default: all.
    correction : float, default 1
        What is taken off n; 1 makes the variance unbiased, 0 divides by n.
    keepdim : bool, default False
        Keep the reduced axes, with size 1.

    Raises
    ------
    IndexError
        If an axis is out of range.
    ValueError
        If an axis is given twice.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor([1.0, 2.0, 3.0])
    >>> x.var().item()
    1.0
    """

@typing.overload
def where(
    condition: nnlite.Tensor, input: nnlite.Tensor | float, other: nnlite.Tensor | float
) -> nnlite.Tensor:
    """
    `input` where `condition` (bool) is true, else `other`; all broadcast.
    """

@typing.overload
def where(condition: nnlite.Tensor) -> tuple[typing.Any, ...]:
    """
    Where elements are not 0: a tuple of one int64 tensor per axis, as in NumPy, so that x[x.nonzero()] are those elements.
    """

def zeros(
    *args: typing.Any,
    size: int | collections.abc.Sequence[int] | None = None,
    dtype: nnlite.dtype | str | type | None = None,
    requires_grad: bool = False,
) -> nnlite.Tensor:
    """
    Zeros of that shape; float32 by default.
    """

def zeros_like(
    input: nnlite.Tensor, *, dtype: nnlite.dtype | str | type | None = None
) -> nnlite.Tensor:
    """
    Zeros of the input's shape and dtype.
    """

__version__: str = "0.1.0"
bool_: dtype
float32: dtype
float64: dtype
int32: dtype
int64: dtype
uint8: dtype
absolute = abs
as_tensor = asarray
bmm = matmul
cat = concat
clamp = clip
concatenate = concat
divide = div
eq = equal
ge = greater_equal
gt = greater
le = less_equal
lt = less
multiply = mul
ne = not_equal
negative = neg
randint = integers
randperm = permutation
subtract = sub
swapaxes = transpose
true_divide = div
