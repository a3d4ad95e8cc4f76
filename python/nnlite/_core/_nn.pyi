"""
The classes of nnlite.nn.
"""

from __future__ import annotations

import collections.abc
import typing

import nnlite

__all__: list[str] = [
    "AdaptiveAvgPool1d",
    "AdaptiveAvgPool2d",
    "AdaptiveAvgPool3d",
    "AdaptiveMaxPool1d",
    "AdaptiveMaxPool2d",
    "AdaptiveMaxPool3d",
    "AlphaDropout",
    "AvgPool1d",
    "AvgPool2d",
    "AvgPool3d",
    "BCELoss",
    "BCEWithLogitsLoss",
    "BatchNorm1d",
    "BatchNorm2d",
    "BatchNorm3d",
    "Bilinear",
    "CELU",
    "CTCLoss",
    "ChannelShuffle",
    "CircularPad1d",
    "CircularPad2d",
    "CircularPad3d",
    "ConstantPad1d",
    "ConstantPad2d",
    "ConstantPad3d",
    "Constraint",
    "Conv1d",
    "Conv2d",
    "Conv3d",
    "ConvTranspose1d",
    "ConvTranspose2d",
    "ConvTranspose3d",
    "CosineEmbeddingLoss",
    "CosineSimilarity",
    "CrossEntropyLoss",
    "DiceLoss",
    "DropConnect",
    "DropPath",
    "Dropout",
    "Dropout1d",
    "Dropout2d",
    "Dropout3d",
    "ELU",
    "ElasticNetPenalty",
    "Embedding",
    "EmbeddingBag",
    "Ensemble",
    "FeatureAlphaDropout",
    "Flatten",
    "FocalLoss",
    "Fold",
    "GELU",
    "GLU",
    "GRU",
    "GRUCell",
    "GaussianDropout",
    "GaussianNLLLoss",
    "GaussianNoise",
    "GeGLU",
    "GroupNorm",
    "Hardshrink",
    "Hardsigmoid",
    "Hardswish",
    "Hardtanh",
    "HingeEmbeddingLoss",
    "HingeLoss",
    "HuberLoss",
    "Identity",
    "InstanceNorm1d",
    "InstanceNorm2d",
    "InstanceNorm3d",
    "KLDivLoss",
    "L1Loss",
    "L1Penalty",
    "L2Penalty",
    "LPPool1d",
    "LPPool2d",
    "LPPool3d",
    "LSTM",
    "LSTMCell",
    "LayerNorm",
    "LeakyReLU",
    "Linear",
    "LocalResponseNorm",
    "LogCoshLoss",
    "LogSigmoid",
    "LogSoftmax",
    "MSELoss",
    "MarginRankingLoss",
    "MaxNorm",
    "MaxPool1d",
    "MaxPool2d",
    "MaxPool3d",
    "MaxUnpool1d",
    "MaxUnpool2d",
    "MaxUnpool3d",
    "Maxout",
    "MinMax",
    "Mish",
    "Module",
    "MultiLabelMarginLoss",
    "MultiLabelSoftMarginLoss",
    "MultiMarginLoss",
    "MultiheadAttention",
    "NLLLoss",
    "OrthogonalPenalty",
    "PCA",
    "PReLU",
    "PairwiseDistance",
    "Penalty",
    "PixelShuffle",
    "PixelUnshuffle",
    "PoissonNLLLoss",
    "RMSNorm",
    "RNN",
    "RNNCell",
    "RReLU",
    "ReLU",
    "ReLU6",
    "ReLUSquared",
    "ReflectionPad1d",
    "ReflectionPad2d",
    "ReflectionPad3d",
    "ReplicationPad1d",
    "ReplicationPad2d",
    "ReplicationPad3d",
    "Residual",
    "RotaryEmbedding",
    "SELU",
    "Sequential",
    "SiLU",
    "Sigmoid",
    "SigmoidFocalLoss",
    "SinusoidalEncoding",
    "SmoothL1Loss",
    "SoftMarginLoss",
    "Softmax",
    "Softmax2d",
    "Softmin",
    "Softplus",
    "Softshrink",
    "Softsign",
    "Sparsemax",
    "SpectralNorm",
    "SquaredHingeLoss",
    "Squareplus",
    "Standardize",
    "SwiGLU",
    "Tanh",
    "Tanhshrink",
    "Threshold",
    "Transformer",
    "TransformerDecoder",
    "TransformerDecoderLayer",
    "TransformerEncoder",
    "TransformerEncoderLayer",
    "TripletMarginLoss",
    "Unflatten",
    "Unfold",
    "UnitNorm",
    "Upsample",
    "UpsamplingBilinear2d",
    "UpsamplingNearest2d",
    "WeightNoise",
    "WeightNorm",
    "ZCA",
    "ZeroPad1d",
    "ZeroPad2d",
    "ZeroPad3d",
    "functional_call",
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

    def summary(
        self, input_shape: None | nnlite.Tensor | int | collections.abc.Sequence[int] = None
    ) -> str:
        """
        A table of the layers with their parameters, as text.

        Parameters
        ----------
        input_shape : tuple of int or Tensor, optional
            The shape of an input, batch axis included, or an input. The model then runs once, in
            evaluation mode, on it or on zeros (whole numbers where its first layer is an embedding), and
            the table shows what every layer puts out.
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

class Unflatten(Module):
    """
    One axis made into several: the reverse of Flatten.

    Parameters
    ----------
    dim : int
        The axis.
    unflattened_size : sequence of int
        What it becomes; one size may be -1: what is left.

    Raises
    ------
    ValueError
        If the axis has another number of elements.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.Unflatten(1, (3, -1))(nnlite.zeros((2, 12))).shape
    (2, 3, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        dim: typing.SupportsInt | typing.SupportsIndex,
        unflattened_size: int | collections.abc.Sequence[int],
    ) -> None: ...
    @property
    def dim(self) -> int:
        """
        The axis.
        """

    @property
    def unflattened_size(self) -> tuple[int, ...]:
        """
        What it becomes.
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

class Softmax2d(Module):
    """
    Softmax over the channels of images, (N, C, H, W) or (C, H, W).
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self) -> None: ...

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

class _Conv(Module):
    """
    What convolutional layers share.
    """

    def reset_parameters(self) -> None:
        """
        Draws weight and bias anew.
        """

    @property
    def dilation(self) -> tuple[int, ...]:
        """
        Distance between the elements of the kernel.
        """

    @property
    def groups(self) -> int:
        """
        Groups of channels.
        """

    @property
    def in_channels(self) -> int:
        """
        C of the input.
        """

    @property
    def kernel_size(self) -> tuple[int, ...]:
        """
        One number per axis.
        """

    @property
    def out_channels(self) -> int:
        """
        C of the output.
        """

    @property
    def padding(self) -> tuple[int, ...] | str:
        """
        Zeros at both ends of each axis.
        """

    @property
    def padding_mode(self) -> str:
        """
        What is padded with.
        """

    @property
    def stride(self) -> tuple[int, ...]:
        """
        Steps of the window.
        """

class Conv1d(_Conv):
    """
    Convolution of (N, in_channels, L): y = b + w * x.

    The layer of `nnlite.conv1d`. Weight (out_channels, in_channels / groups, kernel ...) and bias
    (out_channels,) are drawn from U(-1/sqrt(n), 1/sqrt(n)), where n is in_channels / groups times the
    size of the kernel; `nn.init` has other rules.

    Parameters
    ----------
    in_channels, out_channels : int
    kernel_size : int or sequence of int
    stride, dilation : int or sequence of int, default 1
    padding : int, sequence of int, "valid" or "same", default 0
    groups : int, default 1
        in_channels for a depthwise convolution.
    bias : bool, default True
    padding_mode : str, default "zeros"
        What is padded with: zeros, or the input again, "reflect", "replicate" or "circular".
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If groups does not divide the channels, or the kernel is larger than the padded input.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> layer = nn.Conv1d(2, 4, kernel_size=3, padding=1)
    >>> layer(nnlite.zeros((5, 2, 8))).shape == (5, 4, 8)
    True

    References
    ----------
    LeCun et al. 1989, Backpropagation Applied to Handwritten Zip Code Recognition.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        in_channels: typing.SupportsInt | typing.SupportsIndex,
        out_channels: typing.SupportsInt | typing.SupportsIndex,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] = 1,
        padding: int | collections.abc.Sequence[int] | str = 0,
        dilation: int | collections.abc.Sequence[int] = 1,
        groups: typing.SupportsInt | typing.SupportsIndex = 1,
        bias: bool = True,
        padding_mode: str = "zeros",
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...

class Conv2d(_Conv):
    """
    Convolution of (N, in_channels, H, W): y = b + w * x.

    The layer of `nnlite.conv2d`. Weight (out_channels, in_channels / groups, kernel ...) and bias
    (out_channels,) are drawn from U(-1/sqrt(n), 1/sqrt(n)), where n is in_channels / groups times the
    size of the kernel; `nn.init` has other rules.

    Parameters
    ----------
    in_channels, out_channels : int
    kernel_size : int or sequence of int
    stride, dilation : int or sequence of int, default 1
    padding : int, sequence of int, "valid" or "same", default 0
    groups : int, default 1
        in_channels for a depthwise convolution.
    bias : bool, default True
    padding_mode : str, default "zeros"
        What is padded with: zeros, or the input again, "reflect", "replicate" or "circular".
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If groups does not divide the channels, or the kernel is larger than the padded input.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> layer = nn.Conv2d(2, 4, kernel_size=3, padding=1)
    >>> layer(nnlite.zeros((5, 2, 8, 8))).shape == (5, 4, 8, 8)
    True

    References
    ----------
    LeCun et al. 1989, Backpropagation Applied to Handwritten Zip Code Recognition.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        in_channels: typing.SupportsInt | typing.SupportsIndex,
        out_channels: typing.SupportsInt | typing.SupportsIndex,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] = 1,
        padding: int | collections.abc.Sequence[int] | str = 0,
        dilation: int | collections.abc.Sequence[int] = 1,
        groups: typing.SupportsInt | typing.SupportsIndex = 1,
        bias: bool = True,
        padding_mode: str = "zeros",
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...

class Conv3d(_Conv):
    """
    Convolution of (N, in_channels, D, H, W): y = b + w * x.

    The layer of `nnlite.conv3d`. Weight (out_channels, in_channels / groups, kernel ...) and bias
    (out_channels,) are drawn from U(-1/sqrt(n), 1/sqrt(n)), where n is in_channels / groups times the
    size of the kernel; `nn.init` has other rules.

    Parameters
    ----------
    in_channels, out_channels : int
    kernel_size : int or sequence of int
    stride, dilation : int or sequence of int, default 1
    padding : int, sequence of int, "valid" or "same", default 0
    groups : int, default 1
        in_channels for a depthwise convolution.
    bias : bool, default True
    padding_mode : str, default "zeros"
        What is padded with: zeros, or the input again, "reflect", "replicate" or "circular".
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If groups does not divide the channels, or the kernel is larger than the padded input.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> layer = nn.Conv3d(2, 4, kernel_size=3, padding=1)
    >>> layer(nnlite.zeros((5, 2, 8, 8, 8))).shape == (5, 4, 8, 8, 8)
    True

    References
    ----------
    LeCun et al. 1989, Backpropagation Applied to Handwritten Zip Code Recognition.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        in_channels: typing.SupportsInt | typing.SupportsIndex,
        out_channels: typing.SupportsInt | typing.SupportsIndex,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] = 1,
        padding: int | collections.abc.Sequence[int] | str = 0,
        dilation: int | collections.abc.Sequence[int] = 1,
        groups: typing.SupportsInt | typing.SupportsIndex = 1,
        bias: bool = True,
        padding_mode: str = "zeros",
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...

class ConvTranspose1d(_Conv):
    """
    Transposed convolution of (N, in_channels, L).

    The layer of `nnlite.conv_transpose1d`. Weight (in_channels, out_channels / groups, kernel ...) and
    bias (out_channels,) are drawn from U(-1/sqrt(n), 1/sqrt(n)), where n is out_channels / groups times
    the size of the kernel.

    Parameters
    ----------
    in_channels, out_channels : int
    kernel_size : int or sequence of int
    stride : int or sequence of int, default 1
    padding : int or sequence of int, default 0
        So much is cut off both ends.
    output_padding : int or sequence of int, default 0
        Added to the end of each axis; below stride or dilation.
    groups : int, default 1
    bias : bool, default True
    dilation : int or sequence of int, default 1
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If groups does not divide the channels, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> layer = nn.ConvTranspose1d(2, 4, kernel_size=2, stride=2)
    >>> layer(nnlite.zeros((5, 2, 8))).shape[:2]
    (5, 4)

    References
    ----------
    Zeiler et al. 2010, Deconvolutional Networks.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        in_channels: typing.SupportsInt | typing.SupportsIndex,
        out_channels: typing.SupportsInt | typing.SupportsIndex,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] = 1,
        padding: int | collections.abc.Sequence[int] = 0,
        output_padding: int | collections.abc.Sequence[int] = 0,
        groups: typing.SupportsInt | typing.SupportsIndex = 1,
        bias: bool = True,
        dilation: int | collections.abc.Sequence[int] = 1,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...

class ConvTranspose2d(_Conv):
    """
    Transposed convolution of (N, in_channels, H, W).

    The layer of `nnlite.conv_transpose2d`. Weight (in_channels, out_channels / groups, kernel ...) and
    bias (out_channels,) are drawn from U(-1/sqrt(n), 1/sqrt(n)), where n is out_channels / groups times
    the size of the kernel.

    Parameters
    ----------
    in_channels, out_channels : int
    kernel_size : int or sequence of int
    stride : int or sequence of int, default 1
    padding : int or sequence of int, default 0
        So much is cut off both ends.
    output_padding : int or sequence of int, default 0
        Added to the end of each axis; below stride or dilation.
    groups : int, default 1
    bias : bool, default True
    dilation : int or sequence of int, default 1
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If groups does not divide the channels, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> layer = nn.ConvTranspose2d(2, 4, kernel_size=2, stride=2)
    >>> layer(nnlite.zeros((5, 2, 8, 8))).shape[:2]
    (5, 4)

    References
    ----------
    Zeiler et al. 2010, Deconvolutional Networks.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        in_channels: typing.SupportsInt | typing.SupportsIndex,
        out_channels: typing.SupportsInt | typing.SupportsIndex,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] = 1,
        padding: int | collections.abc.Sequence[int] = 0,
        output_padding: int | collections.abc.Sequence[int] = 0,
        groups: typing.SupportsInt | typing.SupportsIndex = 1,
        bias: bool = True,
        dilation: int | collections.abc.Sequence[int] = 1,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...

class ConvTranspose3d(_Conv):
    """
    Transposed convolution of (N, in_channels, D, H, W).

    The layer of `nnlite.conv_transpose3d`. Weight (in_channels, out_channels / groups, kernel ...) and
    bias (out_channels,) are drawn from U(-1/sqrt(n), 1/sqrt(n)), where n is out_channels / groups times
    the size of the kernel.

    Parameters
    ----------
    in_channels, out_channels : int
    kernel_size : int or sequence of int
    stride : int or sequence of int, default 1
    padding : int or sequence of int, default 0
        So much is cut off both ends.
    output_padding : int or sequence of int, default 0
        Added to the end of each axis; below stride or dilation.
    groups : int, default 1
    bias : bool, default True
    dilation : int or sequence of int, default 1
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If groups does not divide the channels, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> layer = nn.ConvTranspose3d(2, 4, kernel_size=2, stride=2)
    >>> layer(nnlite.zeros((5, 2, 8, 8, 8))).shape[:2]
    (5, 4)

    References
    ----------
    Zeiler et al. 2010, Deconvolutional Networks.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        in_channels: typing.SupportsInt | typing.SupportsIndex,
        out_channels: typing.SupportsInt | typing.SupportsIndex,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] = 1,
        padding: int | collections.abc.Sequence[int] = 0,
        output_padding: int | collections.abc.Sequence[int] = 0,
        groups: typing.SupportsInt | typing.SupportsIndex = 1,
        bias: bool = True,
        dilation: int | collections.abc.Sequence[int] = 1,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...

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
    >>> y.detach().numpy().round(3).reshape(2, 2)
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
        The weight of the new batch; None: the average.
        """

    @momentum.setter
    def momentum(self, arg0: typing.SupportsFloat | typing.SupportsIndex | None) -> None: ...
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

class BatchNorm2d(Module):
    """
    Batch normalization of (N, C, H, W).

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
    >>> norm = nn.BatchNorm2d(2)
    >>> y = norm(nnlite.tensor([[0.0, 10.0], [2.0, 30.0]]).reshape(2, 2, 1, 1))
    >>> y.detach().numpy().round(3).reshape(2, 2)
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
        The weight of the new batch; None: the average.
        """

    @momentum.setter
    def momentum(self, arg0: typing.SupportsFloat | typing.SupportsIndex | None) -> None: ...
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

class BatchNorm3d(Module):
    """
    Batch normalization of (N, C, D, H, W).

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
    >>> norm = nn.BatchNorm3d(2)
    >>> y = norm(nnlite.tensor([[0.0, 10.0], [2.0, 30.0]]).reshape(2, 2, 1, 1, 1))
    >>> y.detach().numpy().round(3).reshape(2, 2)
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
        The weight of the new batch; None: the average.
        """

    @momentum.setter
    def momentum(self, arg0: typing.SupportsFloat | typing.SupportsIndex | None) -> None: ...
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

class InstanceNorm1d(Module):
    """
    Instance normalization of (N, C, L) or (C, L).

    y = (x - mean) / sqrt(var + eps) * weight + bias, with mean and var (divided by n) of every channel of
    every example. With `track_running_stats` the means over the examples move running statistics by
    running = (1 - momentum) running + momentum batch, which are used in evaluation.

    Parameters
    ----------
    num_features : int
        C.
    eps : float, default 1e-5
    momentum : float or None, default 0.1
        The weight of the new batch; None: 0.
    affine : bool, default False
        Whether weight (1 at first) and bias (0) are learned.
    track_running_stats : bool, default False
        Whether evaluation uses running statistics.
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If the input has another number of channels, or one value per channel.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.InstanceNorm1d(3)(nnlite.zeros((2, 3, 4))).shape
    (2, 3, 4)

    References
    ----------
    Ulyanov, Vedaldi & Lempitsky 2016, Instance normalization: the missing ingredient for fast
    stylization.
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
        affine: bool = False,
        track_running_stats: bool = False,
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
        The weight of the new batch; None: the average.
        """

    @momentum.setter
    def momentum(self, arg0: typing.SupportsFloat | typing.SupportsIndex | None) -> None: ...
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

class InstanceNorm2d(Module):
    """
    Instance normalization of (N, C, H, W) or (C, H, W).

    y = (x - mean) / sqrt(var + eps) * weight + bias, with mean and var (divided by n) of every channel of
    every example. With `track_running_stats` the means over the examples move running statistics by
    running = (1 - momentum) running + momentum batch, which are used in evaluation.

    Parameters
    ----------
    num_features : int
        C.
    eps : float, default 1e-5
    momentum : float or None, default 0.1
        The weight of the new batch; None: 0.
    affine : bool, default False
        Whether weight (1 at first) and bias (0) are learned.
    track_running_stats : bool, default False
        Whether evaluation uses running statistics.
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If the input has another number of channels, or one value per channel.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.InstanceNorm2d(3)(nnlite.zeros((2, 3, 4, 4))).shape
    (2, 3, 4, 4)

    References
    ----------
    Ulyanov, Vedaldi & Lempitsky 2016, Instance normalization: the missing ingredient for fast
    stylization.
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
        affine: bool = False,
        track_running_stats: bool = False,
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
        The weight of the new batch; None: the average.
        """

    @momentum.setter
    def momentum(self, arg0: typing.SupportsFloat | typing.SupportsIndex | None) -> None: ...
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

class InstanceNorm3d(Module):
    """
    Instance normalization of (N, C, D, H, W) or (C, D, H, W).

    y = (x - mean) / sqrt(var + eps) * weight + bias, with mean and var (divided by n) of every channel of
    every example. With `track_running_stats` the means over the examples move running statistics by
    running = (1 - momentum) running + momentum batch, which are used in evaluation.

    Parameters
    ----------
    num_features : int
        C.
    eps : float, default 1e-5
    momentum : float or None, default 0.1
        The weight of the new batch; None: 0.
    affine : bool, default False
        Whether weight (1 at first) and bias (0) are learned.
    track_running_stats : bool, default False
        Whether evaluation uses running statistics.
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If the input has another number of channels, or one value per channel.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.InstanceNorm3d(3)(nnlite.zeros((2, 3, 4, 4, 4))).shape
    (2, 3, 4, 4, 4)

    References
    ----------
    Ulyanov, Vedaldi & Lempitsky 2016, Instance normalization: the missing ingredient for fast
    stylization.
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
        affine: bool = False,
        track_running_stats: bool = False,
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
        The weight of the new batch; None: the average.
        """

    @momentum.setter
    def momentum(self, arg0: typing.SupportsFloat | typing.SupportsIndex | None) -> None: ...
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

class GroupNorm(Module):
    """
    Group normalization of (N, C, ...): groups of channels of each example.

    y = (x - mean) / sqrt(var + eps) * weight + bias, with mean and var (divided by n) of num_channels /
    num_groups neighbouring channels and all axes behind them; weight and bias have a number for each
    channel. The same in training and evaluation.

    Parameters
    ----------
    num_groups : int
        Into how many the channels are divided.
    num_channels : int
        C.
    eps : float, default 1e-5
    affine : bool, default True
        Whether weight (1 at first) and bias (0) are learned.
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If the channels do not divide into the groups.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.GroupNorm(2, 6)(nnlite.zeros((4, 6, 3, 3))).shape
    (4, 6, 3, 3)

    References
    ----------
    Wu & He 2018, Group Normalization.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        num_groups: typing.SupportsInt | typing.SupportsIndex,
        num_channels: typing.SupportsInt | typing.SupportsIndex,
        eps: typing.SupportsFloat | typing.SupportsIndex = 1e-05,
        affine: bool = True,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def reset_parameters(self) -> None:
        """
        Back to the first values.
        """

    @property
    def num_channels(self) -> int:
        """
        C.
        """

    @property
    def num_groups(self) -> int:
        """
        How many groups.
        """

class RMSNorm(Module):
    """
    Normalization of the last axes by their root mean square.

    y = x / sqrt(mean(x^2) + eps) * weight; the same in training and evaluation.

    Parameters
    ----------
    normalized_shape : int or sequence of int
        The sizes of the input's last axes.
    eps : float or None, default None
        None: the distance from 1 to the next number of the input's dtype.
    elementwise_affine : bool, default True
        Whether a weight (1 at first) of shape `normalized_shape` is learned.
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If the input's last axes have other sizes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.RMSNorm(2, eps=0.0)(nnlite.tensor([[1.0, 7.0]])).detach().numpy()
    array([[0.2, 1.4]], dtype=float32)

    References
    ----------
    Zhang & Sennrich 2019, Root Mean Square Layer Normalization.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        normalized_shape: int | collections.abc.Sequence[int],
        eps: typing.SupportsFloat | typing.SupportsIndex | None = None,
        elementwise_affine: bool = True,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def reset_parameters(self) -> None:
        """
        Back to the first values.
        """

    @property
    def normalized_shape(self) -> tuple[int, ...]:
        """
        The axes' sizes.
        """

class LocalResponseNorm(Module):
    """
    Normalization by the channels beside each one.

    y = x / (k + alpha / size sum x_j^2)^beta over the `size` channels j around each; there are zeros
    beyond the first and the last.

    Parameters
    ----------
    size : int
        How many channels.
    alpha : float, default 1e-4
    beta : float, default 0.75
    k : float, default 1

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.LocalResponseNorm(2)(nnlite.zeros((1, 4, 3, 3))).shape
    (1, 4, 3, 3)

    References
    ----------
    Krizhevsky, Sutskever & Hinton 2012, ImageNet classification with deep convolutional neural networks.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        size: typing.SupportsInt | typing.SupportsIndex,
        alpha: typing.SupportsFloat | typing.SupportsIndex = 0.0001,
        beta: typing.SupportsFloat | typing.SupportsIndex = 0.75,
        k: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    ) -> None: ...
    @property
    def size(self) -> int:
        """
        How many channels.
        """

class WeightNorm(Module):
    """
    A module whose weight has its length and its direction learned apart.

    w = g v / |v|: the parameter called `name` is replaced by `name`_g and `name`_v, which begin where it
    was. A state dict holds these, and the module's other parameters below "module".

    Parameters
    ----------
    module : Module
        Its own parameter is normalized.
    name : str, default "weight"
        Of the parameter.
    dim : int or None, default 0
        There is a length for each slice along this axis; None: one for all.

    Raises
    ------
    ValueError
        If the module has no parameter of that name.

    Examples
    --------
    >>> from nnlite import nn
    >>> list(nn.WeightNorm(nn.Linear(3, 2)).state_dict())
    ['weight_g', 'weight_v', 'module.bias']

    References
    ----------
    Salimans & Kingma 2016, Weight normalization: a simple reparameterization to accelerate training of
    deep neural networks.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        module: Module,
        name: str = "weight",
        dim: typing.SupportsInt | typing.SupportsIndex | None = 0,
    ) -> None: ...
    def remove(self) -> Module:
        """
        The module itself, with the weight as it is now as its parameter again.
        """

    @property
    def name(self) -> str:
        """
        Of the parameter.
        """

class SpectralNorm(Module):
    """
    A module whose weight is divided by its largest singular value.

    w = w_orig / (u' W v) with W the slices of w_orig along `dim` as rows. Each call while training moves
    u and v by power iterations, v = W' u / |W' u| and u = W v / |W v|, without a gradient; evaluation
    leaves them alone. A state dict holds `name`_orig, `name`_u and `name`_v.

    Parameters
    ----------
    module : Module
        Its own parameter is normalized.
    name : str, default "weight"
        Of the parameter.
    n_power_iterations : int, default 1
        At each call; 15 are done at the beginning.
    eps : float, default 1e-12
        The least length that is divided by.
    dim : int, default 0
        The axis of the rows.

    Raises
    ------
    ValueError
        If the module has no parameter of that name.

    Examples
    --------
    >>> from nnlite import nn
    >>> list(nn.SpectralNorm(nn.Linear(3, 2)).state_dict())
    ['weight_orig', 'weight_u', 'weight_v', 'module.bias']

    References
    ----------
    Miyato et al. 2018, Spectral normalization for generative adversarial networks.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        module: Module,
        name: str = "weight",
        n_power_iterations: typing.SupportsInt | typing.SupportsIndex = 1,
        eps: typing.SupportsFloat | typing.SupportsIndex = 1e-12,
        dim: typing.SupportsInt | typing.SupportsIndex = 0,
    ) -> None: ...
    def remove(self) -> Module:
        """
        The module itself, with the weight as it is now as its parameter again.
        """

    @property
    def name(self) -> str:
        """
        Of the parameter.
        """

class MaxPool1d(Module):
    """
    The largest element of every window of (N, C, L) or (C, L).

    There are floor((n + 2 padding - dilation (kernel_size - 1) - 1) / stride) + 1 windows along an axis of
    n; ceil instead of floor with `ceil_mode`, except for windows that would begin in the padding. NaN is
    larger than anything, and of equal elements the first counts.

    Parameters
    ----------
    kernel_size : int or tuple of int
        Of the window, one number or one for each axis.
    stride : int or tuple of int, optional
        The distance of the windows; kernel_size where it is not given.
    padding : int or tuple of int, default 0
        Elements of -infinity on both sides, at most half of the window.
    dilation : int or tuple of int, default 1
        The distance of neighbours in a window.
    return_indices : bool, default False
        Also where in the flattened (L) each result stands, for MaxUnpool1d.
    ceil_mode : bool, default False
        Also windows that end behind the input.

    Raises
    ------
    ValueError
        If no window fits, or an option is out of range.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.MaxPool1d(2)(nnlite.zeros((1, 3, 8))).shape
    (1, 3, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] | None = None,
        padding: int | collections.abc.Sequence[int] = 0,
        dilation: int | collections.abc.Sequence[int] = 1,
        return_indices: bool = False,
        ceil_mode: bool = False,
    ) -> None: ...
    def forward(self, input: nnlite.Tensor) -> typing.Any:
        """
        The largest elements, with return_indices a tuple of these and where they stand.
        """

    @property
    def ceil_mode(self) -> bool:
        """
        Whether windows may end behind the input.
        """

    @property
    def dilation(self) -> typing.Any:
        """
        The distance of neighbours in a window.
        """

    @property
    def kernel_size(self) -> typing.Any:
        """
        Of the window.
        """

    @property
    def padding(self) -> typing.Any:
        """
        What is added on both sides.
        """

    @property
    def return_indices(self) -> bool:
        """
        Whether the indices are given too.
        """

    @property
    def stride(self) -> typing.Any:
        """
        The distance of the windows.
        """

class AvgPool1d(Module):
    """
    The mean of every window of (N, C, L) or (C, L).

    There are floor((n + 2 padding - kernel_size) / stride) + 1 windows along an axis of n; ceil instead
    of floor with `ceil_mode`, except for windows that would begin in the padding.

    Parameters
    ----------
    kernel_size : int or tuple of int
        Of the window, one number or one for each axis.
    stride : int or tuple of int, optional
        The distance of the windows; kernel_size where it is not given.
    padding : int or tuple of int, default 0
        Zeros on both sides, at most half of the window.
    ceil_mode : bool, default False
        Also windows that end behind the input.
    count_include_pad : bool, default True
        Whether the zeros count in the mean.
    divisor_override : int, optional
        Divides the sums instead of the number of elements.

    Raises
    ------
    ValueError
        If no window fits, or an option is out of range.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.AvgPool1d(2)(nnlite.zeros((1, 3, 8))).shape
    (1, 3, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] | None = None,
        padding: int | collections.abc.Sequence[int] = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
        divisor_override: typing.SupportsInt | typing.SupportsIndex | None = None,
    ) -> None: ...
    @property
    def ceil_mode(self) -> bool:
        """
        Whether windows may end behind the input.
        """

    @property
    def count_include_pad(self) -> bool:
        """
        Whether padding counts.
        """

    @property
    def divisor_override(self) -> int | None:
        """
        Divides the sums where it is given.
        """

    @property
    def kernel_size(self) -> typing.Any:
        """
        Of the window.
        """

    @property
    def padding(self) -> typing.Any:
        """
        What is added on both sides.
        """

    @property
    def stride(self) -> typing.Any:
        """
        The distance of the windows.
        """

class LPPool1d(Module):
    """
    The p-norm of every window of (N, C, L) or (C, L).

    y = (sum of x^p)^(1/p), p = 1 being the sum and p = infinity in the limit the largest element.

    Parameters
    ----------
    norm_type : float
        p.
    kernel_size : int or tuple of int
        Of the window, one number or one for each axis.
    stride : int or tuple of int, optional
        The distance of the windows; kernel_size where it is not given.
    ceil_mode : bool, default False
        Also windows that end behind the input.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.LPPool1d(2, 2)(nnlite.ones((1, 3, 8))).shape
    (1, 3, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        norm_type: typing.SupportsFloat | typing.SupportsIndex,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] | None = None,
        ceil_mode: bool = False,
    ) -> None: ...
    @property
    def ceil_mode(self) -> bool:
        """
        Whether windows may end behind the input.
        """

    @property
    def kernel_size(self) -> typing.Any:
        """
        Of the window.
        """

    @property
    def norm_type(self) -> float:
        """
        p.
        """

    @property
    def padding(self) -> typing.Any:
        """
        What is added on both sides.
        """

    @property
    def stride(self) -> typing.Any:
        """
        The distance of the windows.
        """

class AdaptiveAvgPool1d(Module):
    """
    The means of an even division of (N, C, L) or (C, L).

    Along an axis of n, part i of m goes from floor(i n / m) to ceil((i + 1) n / m).

    Parameters
    ----------
    output_size : int or tuple of int
        How many parts, one number or one for each axis; -1 (or None) keeps an axis. 1 is global pooling.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.AdaptiveAvgPool1d(1)(nnlite.zeros((1, 3, 8))).shape
    (1, 3, 1)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, output_size: typing.Any) -> None: ...
    @property
    def output_size(self) -> typing.Any:
        """
        How many parts.
        """

class AdaptiveMaxPool1d(Module):
    """
    The largest elements of an even division of (N, C, L) or (C, L).

    Along an axis of n, part i of m goes from floor(i n / m) to ceil((i + 1) n / m).

    Parameters
    ----------
    output_size : int or tuple of int
        How many parts, one number or one for each axis; -1 (or None) keeps an axis.
    return_indices : bool, default False
        Also where in the flattened (L) each result stands.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.AdaptiveMaxPool1d(3)(nnlite.zeros((1, 3, 8))).shape
    (1, 3, 3)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, output_size: typing.Any, return_indices: bool = False) -> None: ...
    def forward(self, input: nnlite.Tensor) -> typing.Any:
        """
        The largest elements, with return_indices a tuple of these and where they stand.
        """

    @property
    def output_size(self) -> typing.Any:
        """
        How many parts.
        """

    @property
    def return_indices(self) -> bool:
        """
        Whether the indices are given too.
        """

class MaxUnpool1d(Module):
    """
    Elements put back to where max pooling found them, zeros elsewhere.

    Parameters
    ----------
    kernel_size : int or tuple of int
        As in MaxPool1d.
    stride : int or tuple of int, optional
        As in MaxPool1d; kernel_size where it is not given.
    padding : int or tuple of int, default 0
        As in MaxPool1d.

    Raises
    ------
    IndexError
        If an index lies outside the result.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> y, indices = nn.MaxPool1d(2, return_indices=True)(nnlite.ones((1, 3, 8)))
    >>> nn.MaxUnpool1d(2)(y, indices).sum().item() == y.sum().item()
    True
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] | None = None,
        padding: int | collections.abc.Sequence[int] = 0,
    ) -> None: ...
    def forward(
        self,
        input: nnlite.Tensor,
        indices: nnlite.Tensor,
        output_size: int | collections.abc.Sequence[int] | None = None,
    ) -> nnlite.Tensor:
        """
        The elements where `indices` say, in axes of output_size or the smallest that fit.
        """

    @property
    def ceil_mode(self) -> bool:
        """
        Whether windows may end behind the input.
        """

    @property
    def kernel_size(self) -> typing.Any:
        """
        Of the window.
        """

    @property
    def padding(self) -> typing.Any:
        """
        What is added on both sides.
        """

    @property
    def stride(self) -> typing.Any:
        """
        The distance of the windows.
        """

class MaxPool2d(Module):
    """
    The largest element of every window of (N, C, H, W) or (C, H, W).

    There are floor((n + 2 padding - dilation (kernel_size - 1) - 1) / stride) + 1 windows along an axis of
    n; ceil instead of floor with `ceil_mode`, except for windows that would begin in the padding. NaN is
    larger than anything, and of equal elements the first counts.

    Parameters
    ----------
    kernel_size : int or tuple of int
        Of the window, one number or one for each axis.
    stride : int or tuple of int, optional
        The distance of the windows; kernel_size where it is not given.
    padding : int or tuple of int, default 0
        Elements of -infinity on both sides, at most half of the window.
    dilation : int or tuple of int, default 1
        The distance of neighbours in a window.
    return_indices : bool, default False
        Also where in the flattened (H, W) each result stands, for MaxUnpool2d.
    ceil_mode : bool, default False
        Also windows that end behind the input.

    Raises
    ------
    ValueError
        If no window fits, or an option is out of range.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.MaxPool2d(2)(nnlite.zeros((1, 3, 8, 8))).shape
    (1, 3, 4, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] | None = None,
        padding: int | collections.abc.Sequence[int] = 0,
        dilation: int | collections.abc.Sequence[int] = 1,
        return_indices: bool = False,
        ceil_mode: bool = False,
    ) -> None: ...
    def forward(self, input: nnlite.Tensor) -> typing.Any:
        """
        The largest elements, with return_indices a tuple of these and where they stand.
        """

    @property
    def ceil_mode(self) -> bool:
        """
        Whether windows may end behind the input.
        """

    @property
    def dilation(self) -> typing.Any:
        """
        The distance of neighbours in a window.
        """

    @property
    def kernel_size(self) -> typing.Any:
        """
        Of the window.
        """

    @property
    def padding(self) -> typing.Any:
        """
        What is added on both sides.
        """

    @property
    def return_indices(self) -> bool:
        """
        Whether the indices are given too.
        """

    @property
    def stride(self) -> typing.Any:
        """
        The distance of the windows.
        """

class AvgPool2d(Module):
    """
    The mean of every window of (N, C, H, W) or (C, H, W).

    There are floor((n + 2 padding - kernel_size) / stride) + 1 windows along an axis of n; ceil instead
    of floor with `ceil_mode`, except for windows that would begin in the padding.

    Parameters
    ----------
    kernel_size : int or tuple of int
        Of the window, one number or one for each axis.
    stride : int or tuple of int, optional
        The distance of the windows; kernel_size where it is not given.
    padding : int or tuple of int, default 0
        Zeros on both sides, at most half of the window.
    ceil_mode : bool, default False
        Also windows that end behind the input.
    count_include_pad : bool, default True
        Whether the zeros count in the mean.
    divisor_override : int, optional
        Divides the sums instead of the number of elements.

    Raises
    ------
    ValueError
        If no window fits, or an option is out of range.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.AvgPool2d(2)(nnlite.zeros((1, 3, 8, 8))).shape
    (1, 3, 4, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] | None = None,
        padding: int | collections.abc.Sequence[int] = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
        divisor_override: typing.SupportsInt | typing.SupportsIndex | None = None,
    ) -> None: ...
    @property
    def ceil_mode(self) -> bool:
        """
        Whether windows may end behind the input.
        """

    @property
    def count_include_pad(self) -> bool:
        """
        Whether padding counts.
        """

    @property
    def divisor_override(self) -> int | None:
        """
        Divides the sums where it is given.
        """

    @property
    def kernel_size(self) -> typing.Any:
        """
        Of the window.
        """

    @property
    def padding(self) -> typing.Any:
        """
        What is added on both sides.
        """

    @property
    def stride(self) -> typing.Any:
        """
        The distance of the windows.
        """

class LPPool2d(Module):
    """
    The p-norm of every window of (N, C, H, W) or (C, H, W).

    y = (sum of x^p)^(1/p), p = 1 being the sum and p = infinity in the limit the largest element.

    Parameters
    ----------
    norm_type : float
        p.
    kernel_size : int or tuple of int
        Of the window, one number or one for each axis.
    stride : int or tuple of int, optional
        The distance of the windows; kernel_size where it is not given.
    ceil_mode : bool, default False
        Also windows that end behind the input.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.LPPool2d(2, 2)(nnlite.ones((1, 3, 8, 8))).shape
    (1, 3, 4, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        norm_type: typing.SupportsFloat | typing.SupportsIndex,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] | None = None,
        ceil_mode: bool = False,
    ) -> None: ...
    @property
    def ceil_mode(self) -> bool:
        """
        Whether windows may end behind the input.
        """

    @property
    def kernel_size(self) -> typing.Any:
        """
        Of the window.
        """

    @property
    def norm_type(self) -> float:
        """
        p.
        """

    @property
    def padding(self) -> typing.Any:
        """
        What is added on both sides.
        """

    @property
    def stride(self) -> typing.Any:
        """
        The distance of the windows.
        """

class AdaptiveAvgPool2d(Module):
    """
    The means of an even division of (N, C, H, W) or (C, H, W).

    Along an axis of n, part i of m goes from floor(i n / m) to ceil((i + 1) n / m).

    Parameters
    ----------
    output_size : int or tuple of int
        How many parts, one number or one for each axis; -1 (or None) keeps an axis. 1 is global pooling.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.AdaptiveAvgPool2d(1)(nnlite.zeros((1, 3, 8, 8))).shape
    (1, 3, 1, 1)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, output_size: typing.Any) -> None: ...
    @property
    def output_size(self) -> typing.Any:
        """
        How many parts.
        """

class AdaptiveMaxPool2d(Module):
    """
    The largest elements of an even division of (N, C, H, W) or (C, H, W).

    Along an axis of n, part i of m goes from floor(i n / m) to ceil((i + 1) n / m).

    Parameters
    ----------
    output_size : int or tuple of int
        How many parts, one number or one for each axis; -1 (or None) keeps an axis.
    return_indices : bool, default False
        Also where in the flattened (H, W) each result stands.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.AdaptiveMaxPool2d(3)(nnlite.zeros((1, 3, 8, 8))).shape
    (1, 3, 3, 3)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, output_size: typing.Any, return_indices: bool = False) -> None: ...
    def forward(self, input: nnlite.Tensor) -> typing.Any:
        """
        The largest elements, with return_indices a tuple of these and where they stand.
        """

    @property
    def output_size(self) -> typing.Any:
        """
        How many parts.
        """

    @property
    def return_indices(self) -> bool:
        """
        Whether the indices are given too.
        """

class MaxUnpool2d(Module):
    """
    Elements put back to where max pooling found them, zeros elsewhere.

    Parameters
    ----------
    kernel_size : int or tuple of int
        As in MaxPool2d.
    stride : int or tuple of int, optional
        As in MaxPool2d; kernel_size where it is not given.
    padding : int or tuple of int, default 0
        As in MaxPool2d.

    Raises
    ------
    IndexError
        If an index lies outside the result.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> y, indices = nn.MaxPool2d(2, return_indices=True)(nnlite.ones((1, 3, 8, 8)))
    >>> nn.MaxUnpool2d(2)(y, indices).sum().item() == y.sum().item()
    True
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] | None = None,
        padding: int | collections.abc.Sequence[int] = 0,
    ) -> None: ...
    def forward(
        self,
        input: nnlite.Tensor,
        indices: nnlite.Tensor,
        output_size: int | collections.abc.Sequence[int] | None = None,
    ) -> nnlite.Tensor:
        """
        The elements where `indices` say, in axes of output_size or the smallest that fit.
        """

    @property
    def ceil_mode(self) -> bool:
        """
        Whether windows may end behind the input.
        """

    @property
    def kernel_size(self) -> typing.Any:
        """
        Of the window.
        """

    @property
    def padding(self) -> typing.Any:
        """
        What is added on both sides.
        """

    @property
    def stride(self) -> typing.Any:
        """
        The distance of the windows.
        """

class MaxPool3d(Module):
    """
    The largest element of every window of (N, C, D, H, W) or (C, D, H, W).

    There are floor((n + 2 padding - dilation (kernel_size - 1) - 1) / stride) + 1 windows along an axis of
    n; ceil instead of floor with `ceil_mode`, except for windows that would begin in the padding. NaN is
    larger than anything, and of equal elements the first counts.

    Parameters
    ----------
    kernel_size : int or tuple of int
        Of the window, one number or one for each axis.
    stride : int or tuple of int, optional
        The distance of the windows; kernel_size where it is not given.
    padding : int or tuple of int, default 0
        Elements of -infinity on both sides, at most half of the window.
    dilation : int or tuple of int, default 1
        The distance of neighbours in a window.
    return_indices : bool, default False
        Also where in the flattened (D, H, W) each result stands, for MaxUnpool3d.
    ceil_mode : bool, default False
        Also windows that end behind the input.

    Raises
    ------
    ValueError
        If no window fits, or an option is out of range.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.MaxPool3d(2)(nnlite.zeros((1, 3, 8, 8, 8))).shape
    (1, 3, 4, 4, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] | None = None,
        padding: int | collections.abc.Sequence[int] = 0,
        dilation: int | collections.abc.Sequence[int] = 1,
        return_indices: bool = False,
        ceil_mode: bool = False,
    ) -> None: ...
    def forward(self, input: nnlite.Tensor) -> typing.Any:
        """
        The largest elements, with return_indices a tuple of these and where they stand.
        """

    @property
    def ceil_mode(self) -> bool:
        """
        Whether windows may end behind the input.
        """

    @property
    def dilation(self) -> typing.Any:
        """
        The distance of neighbours in a window.
        """

    @property
    def kernel_size(self) -> typing.Any:
        """
        Of the window.
        """

    @property
    def padding(self) -> typing.Any:
        """
        What is added on both sides.
        """

    @property
    def return_indices(self) -> bool:
        """
        Whether the indices are given too.
        """

    @property
    def stride(self) -> typing.Any:
        """
        The distance of the windows.
        """

class AvgPool3d(Module):
    """
    The mean of every window of (N, C, D, H, W) or (C, D, H, W).

    There are floor((n + 2 padding - kernel_size) / stride) + 1 windows along an axis of n; ceil instead
    of floor with `ceil_mode`, except for windows that would begin in the padding.

    Parameters
    ----------
    kernel_size : int or tuple of int
        Of the window, one number or one for each axis.
    stride : int or tuple of int, optional
        The distance of the windows; kernel_size where it is not given.
    padding : int or tuple of int, default 0
        Zeros on both sides, at most half of the window.
    ceil_mode : bool, default False
        Also windows that end behind the input.
    count_include_pad : bool, default True
        Whether the zeros count in the mean.
    divisor_override : int, optional
        Divides the sums instead of the number of elements.

    Raises
    ------
    ValueError
        If no window fits, or an option is out of range.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.AvgPool3d(2)(nnlite.zeros((1, 3, 8, 8, 8))).shape
    (1, 3, 4, 4, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] | None = None,
        padding: int | collections.abc.Sequence[int] = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
        divisor_override: typing.SupportsInt | typing.SupportsIndex | None = None,
    ) -> None: ...
    @property
    def ceil_mode(self) -> bool:
        """
        Whether windows may end behind the input.
        """

    @property
    def count_include_pad(self) -> bool:
        """
        Whether padding counts.
        """

    @property
    def divisor_override(self) -> int | None:
        """
        Divides the sums where it is given.
        """

    @property
    def kernel_size(self) -> typing.Any:
        """
        Of the window.
        """

    @property
    def padding(self) -> typing.Any:
        """
        What is added on both sides.
        """

    @property
    def stride(self) -> typing.Any:
        """
        The distance of the windows.
        """

class LPPool3d(Module):
    """
    The p-norm of every window of (N, C, D, H, W) or (C, D, H, W).

    y = (sum of x^p)^(1/p), p = 1 being the sum and p = infinity in the limit the largest element.

    Parameters
    ----------
    norm_type : float
        p.
    kernel_size : int or tuple of int
        Of the window, one number or one for each axis.
    stride : int or tuple of int, optional
        The distance of the windows; kernel_size where it is not given.
    ceil_mode : bool, default False
        Also windows that end behind the input.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.LPPool3d(2, 2)(nnlite.ones((1, 3, 8, 8, 8))).shape
    (1, 3, 4, 4, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        norm_type: typing.SupportsFloat | typing.SupportsIndex,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] | None = None,
        ceil_mode: bool = False,
    ) -> None: ...
    @property
    def ceil_mode(self) -> bool:
        """
        Whether windows may end behind the input.
        """

    @property
    def kernel_size(self) -> typing.Any:
        """
        Of the window.
        """

    @property
    def norm_type(self) -> float:
        """
        p.
        """

    @property
    def padding(self) -> typing.Any:
        """
        What is added on both sides.
        """

    @property
    def stride(self) -> typing.Any:
        """
        The distance of the windows.
        """

class AdaptiveAvgPool3d(Module):
    """
    The means of an even division of (N, C, D, H, W) or (C, D, H, W).

    Along an axis of n, part i of m goes from floor(i n / m) to ceil((i + 1) n / m).

    Parameters
    ----------
    output_size : int or tuple of int
        How many parts, one number or one for each axis; -1 (or None) keeps an axis. 1 is global pooling.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.AdaptiveAvgPool3d(1)(nnlite.zeros((1, 3, 8, 8, 8))).shape
    (1, 3, 1, 1, 1)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, output_size: typing.Any) -> None: ...
    @property
    def output_size(self) -> typing.Any:
        """
        How many parts.
        """

class AdaptiveMaxPool3d(Module):
    """
    The largest elements of an even division of (N, C, D, H, W) or (C, D, H, W).

    Along an axis of n, part i of m goes from floor(i n / m) to ceil((i + 1) n / m).

    Parameters
    ----------
    output_size : int or tuple of int
        How many parts, one number or one for each axis; -1 (or None) keeps an axis.
    return_indices : bool, default False
        Also where in the flattened (D, H, W) each result stands.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.AdaptiveMaxPool3d(3)(nnlite.zeros((1, 3, 8, 8, 8))).shape
    (1, 3, 3, 3, 3)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, output_size: typing.Any, return_indices: bool = False) -> None: ...
    def forward(self, input: nnlite.Tensor) -> typing.Any:
        """
        The largest elements, with return_indices a tuple of these and where they stand.
        """

    @property
    def output_size(self) -> typing.Any:
        """
        How many parts.
        """

    @property
    def return_indices(self) -> bool:
        """
        Whether the indices are given too.
        """

class MaxUnpool3d(Module):
    """
    Elements put back to where max pooling found them, zeros elsewhere.

    Parameters
    ----------
    kernel_size : int or tuple of int
        As in MaxPool3d.
    stride : int or tuple of int, optional
        As in MaxPool3d; kernel_size where it is not given.
    padding : int or tuple of int, default 0
        As in MaxPool3d.

    Raises
    ------
    IndexError
        If an index lies outside the result.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> y, indices = nn.MaxPool3d(2, return_indices=True)(nnlite.ones((1, 3, 8, 8, 8)))
    >>> nn.MaxUnpool3d(2)(y, indices).sum().item() == y.sum().item()
    True
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        kernel_size: int | collections.abc.Sequence[int],
        stride: int | collections.abc.Sequence[int] | None = None,
        padding: int | collections.abc.Sequence[int] = 0,
    ) -> None: ...
    def forward(
        self,
        input: nnlite.Tensor,
        indices: nnlite.Tensor,
        output_size: int | collections.abc.Sequence[int] | None = None,
    ) -> nnlite.Tensor:
        """
        The elements where `indices` say, in axes of output_size or the smallest that fit.
        """

    @property
    def ceil_mode(self) -> bool:
        """
        Whether windows may end behind the input.
        """

    @property
    def kernel_size(self) -> typing.Any:
        """
        Of the window.
        """

    @property
    def padding(self) -> typing.Any:
        """
        What is added on both sides.
        """

    @property
    def stride(self) -> typing.Any:
        """
        The distance of the windows.
        """

class ZeroPad1d(Module):
    """
    Surround the last 1 axes with zeros.

    Parameters
    ----------
    padding : int or tuple of int
        One number, or pairs (before, after) from the last axis on; negative ones crop.

    Raises
    ------
    ValueError
        If the padding does not fit the axes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.ZeroPad1d(1)(nnlite.zeros((1, 1, 2))).shape
    (1, 1, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, padding: int | collections.abc.Sequence[int]) -> None: ...
    @property
    def padding(self) -> tuple[int, ...]:
        """
        Pairs (before, after) from the last axis on.
        """

class ConstantPad1d(Module):
    """
    Surround the last 1 axes with a number.

    Parameters
    ----------
    padding : int or tuple of int
        One number, or pairs (before, after) from the last axis on; negative ones crop.
    value : float
        What stands outside.

    Raises
    ------
    ValueError
        If the padding does not fit the axes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.ConstantPad1d(1, 3.5)(nnlite.zeros((1, 1, 2))).shape
    (1, 1, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        padding: int | collections.abc.Sequence[int],
        value: typing.SupportsFloat | typing.SupportsIndex,
    ) -> None: ...
    @property
    def padding(self) -> tuple[int, ...]:
        """
        Pairs (before, after) from the last axis on.
        """

    @property
    def value(self) -> float:
        """
        What stands outside.
        """

class ReflectionPad1d(Module):
    """
    Surround the last 1 axes with the image mirrored at its first and last elements.

    Parameters
    ----------
    padding : int or tuple of int
        One number, or pairs (before, after) from the last axis on; negative ones crop.

    Raises
    ------
    ValueError
        If the padding does not fit the axes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.ReflectionPad1d(1)(nnlite.zeros((1, 1, 2))).shape
    (1, 1, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, padding: int | collections.abc.Sequence[int]) -> None: ...
    @property
    def padding(self) -> tuple[int, ...]:
        """
        Pairs (before, after) from the last axis on.
        """

class ReplicationPad1d(Module):
    """
    Surround the last 1 axes with copies of the nearest element.

    Parameters
    ----------
    padding : int or tuple of int
        One number, or pairs (before, after) from the last axis on; negative ones crop.

    Raises
    ------
    ValueError
        If the padding does not fit the axes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.ReplicationPad1d(1)(nnlite.zeros((1, 1, 2))).shape
    (1, 1, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, padding: int | collections.abc.Sequence[int]) -> None: ...
    @property
    def padding(self) -> tuple[int, ...]:
        """
        Pairs (before, after) from the last axis on.
        """

class CircularPad1d(Module):
    """
    Surround the last 1 axes with what stands at the other end.

    Parameters
    ----------
    padding : int or tuple of int
        One number, or pairs (before, after) from the last axis on; negative ones crop.

    Raises
    ------
    ValueError
        If the padding does not fit the axes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.CircularPad1d(1)(nnlite.zeros((1, 1, 2))).shape
    (1, 1, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, padding: int | collections.abc.Sequence[int]) -> None: ...
    @property
    def padding(self) -> tuple[int, ...]:
        """
        Pairs (before, after) from the last axis on.
        """

class ZeroPad2d(Module):
    """
    Surround the last 2 axes with zeros.

    Parameters
    ----------
    padding : int or tuple of int
        One number, or pairs (before, after) from the last axis on; negative ones crop.

    Raises
    ------
    ValueError
        If the padding does not fit the axes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.ZeroPad2d(1)(nnlite.zeros((1, 1, 2, 2))).shape
    (1, 1, 4, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, padding: int | collections.abc.Sequence[int]) -> None: ...
    @property
    def padding(self) -> tuple[int, ...]:
        """
        Pairs (before, after) from the last axis on.
        """

class ConstantPad2d(Module):
    """
    Surround the last 2 axes with a number.

    Parameters
    ----------
    padding : int or tuple of int
        One number, or pairs (before, after) from the last axis on; negative ones crop.
    value : float
        What stands outside.

    Raises
    ------
    ValueError
        If the padding does not fit the axes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.ConstantPad2d(1, 3.5)(nnlite.zeros((1, 1, 2, 2))).shape
    (1, 1, 4, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        padding: int | collections.abc.Sequence[int],
        value: typing.SupportsFloat | typing.SupportsIndex,
    ) -> None: ...
    @property
    def padding(self) -> tuple[int, ...]:
        """
        Pairs (before, after) from the last axis on.
        """

    @property
    def value(self) -> float:
        """
        What stands outside.
        """

class ReflectionPad2d(Module):
    """
    Surround the last 2 axes with the image mirrored at its first and last elements.

    Parameters
    ----------
    padding : int or tuple of int
        One number, or pairs (before, after) from the last axis on; negative ones crop.

    Raises
    ------
    ValueError
        If the padding does not fit the axes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.ReflectionPad2d(1)(nnlite.zeros((1, 1, 2, 2))).shape
    (1, 1, 4, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, padding: int | collections.abc.Sequence[int]) -> None: ...
    @property
    def padding(self) -> tuple[int, ...]:
        """
        Pairs (before, after) from the last axis on.
        """

class ReplicationPad2d(Module):
    """
    Surround the last 2 axes with copies of the nearest element.

    Parameters
    ----------
    padding : int or tuple of int
        One number, or pairs (before, after) from the last axis on; negative ones crop.

    Raises
    ------
    ValueError
        If the padding does not fit the axes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.ReplicationPad2d(1)(nnlite.zeros((1, 1, 2, 2))).shape
    (1, 1, 4, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, padding: int | collections.abc.Sequence[int]) -> None: ...
    @property
    def padding(self) -> tuple[int, ...]:
        """
        Pairs (before, after) from the last axis on.
        """

class CircularPad2d(Module):
    """
    Surround the last 2 axes with what stands at the other end.

    Parameters
    ----------
    padding : int or tuple of int
        One number, or pairs (before, after) from the last axis on; negative ones crop.

    Raises
    ------
    ValueError
        If the padding does not fit the axes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.CircularPad2d(1)(nnlite.zeros((1, 1, 2, 2))).shape
    (1, 1, 4, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, padding: int | collections.abc.Sequence[int]) -> None: ...
    @property
    def padding(self) -> tuple[int, ...]:
        """
        Pairs (before, after) from the last axis on.
        """

class ZeroPad3d(Module):
    """
    Surround the last 3 axes with zeros.

    Parameters
    ----------
    padding : int or tuple of int
        One number, or pairs (before, after) from the last axis on; negative ones crop.

    Raises
    ------
    ValueError
        If the padding does not fit the axes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.ZeroPad3d(1)(nnlite.zeros((1, 1, 2, 2, 2))).shape
    (1, 1, 4, 4, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, padding: int | collections.abc.Sequence[int]) -> None: ...
    @property
    def padding(self) -> tuple[int, ...]:
        """
        Pairs (before, after) from the last axis on.
        """

class ConstantPad3d(Module):
    """
    Surround the last 3 axes with a number.

    Parameters
    ----------
    padding : int or tuple of int
        One number, or pairs (before, after) from the last axis on; negative ones crop.
    value : float
        What stands outside.

    Raises
    ------
    ValueError
        If the padding does not fit the axes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.ConstantPad3d(1, 3.5)(nnlite.zeros((1, 1, 2, 2, 2))).shape
    (1, 1, 4, 4, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        padding: int | collections.abc.Sequence[int],
        value: typing.SupportsFloat | typing.SupportsIndex,
    ) -> None: ...
    @property
    def padding(self) -> tuple[int, ...]:
        """
        Pairs (before, after) from the last axis on.
        """

    @property
    def value(self) -> float:
        """
        What stands outside.
        """

class ReflectionPad3d(Module):
    """
    Surround the last 3 axes with the image mirrored at its first and last elements.

    Parameters
    ----------
    padding : int or tuple of int
        One number, or pairs (before, after) from the last axis on; negative ones crop.

    Raises
    ------
    ValueError
        If the padding does not fit the axes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.ReflectionPad3d(1)(nnlite.zeros((1, 1, 2, 2, 2))).shape
    (1, 1, 4, 4, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, padding: int | collections.abc.Sequence[int]) -> None: ...
    @property
    def padding(self) -> tuple[int, ...]:
        """
        Pairs (before, after) from the last axis on.
        """

class ReplicationPad3d(Module):
    """
    Surround the last 3 axes with copies of the nearest element.

    Parameters
    ----------
    padding : int or tuple of int
        One number, or pairs (before, after) from the last axis on; negative ones crop.

    Raises
    ------
    ValueError
        If the padding does not fit the axes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.ReplicationPad3d(1)(nnlite.zeros((1, 1, 2, 2, 2))).shape
    (1, 1, 4, 4, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, padding: int | collections.abc.Sequence[int]) -> None: ...
    @property
    def padding(self) -> tuple[int, ...]:
        """
        Pairs (before, after) from the last axis on.
        """

class CircularPad3d(Module):
    """
    Surround the last 3 axes with what stands at the other end.

    Parameters
    ----------
    padding : int or tuple of int
        One number, or pairs (before, after) from the last axis on; negative ones crop.

    Raises
    ------
    ValueError
        If the padding does not fit the axes.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.CircularPad3d(1)(nnlite.zeros((1, 1, 2, 2, 2))).shape
    (1, 1, 4, 4, 4)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, padding: int | collections.abc.Sequence[int]) -> None: ...
    @property
    def padding(self) -> tuple[int, ...]:
        """
        Pairs (before, after) from the last axis on.
        """

class Upsample(Module):
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

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        size: int | collections.abc.Sequence[int] | None = None,
        scale_factor: typing.Any = None,
        mode: str = "nearest",
        align_corners: bool | None = None,
        recompute_scale_factor: bool | None = None,
    ) -> None: ...
    @property
    def mode(self) -> str:
        """
        Of the interpolation.
        """

class UpsamplingNearest2d(Module):
    """
    Enlarge images by repeating their pixels.

    Parameters
    ----------
    size : int or tuple of int, optional
        The new height and width. Give this or
    scale_factor : float or tuple of float, optional
        how many times as large.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.UpsamplingNearest2d(scale_factor=2)(nnlite.zeros((1, 3, 4, 5))).shape
    (1, 3, 8, 10)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        size: int | collections.abc.Sequence[int] | None = None,
        scale_factor: typing.Any = None,
    ) -> None: ...

class UpsamplingBilinear2d(Module):
    """
    Enlarge images by lines between their pixels, those at the corners kept in place.

    Parameters
    ----------
    size : int or tuple of int, optional
        The new height and width. Give this or
    scale_factor : float or tuple of float, optional
        how many times as large.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.UpsamplingBilinear2d(scale_factor=2)(nnlite.zeros((1, 3, 4, 5))).shape
    (1, 3, 8, 10)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        size: int | collections.abc.Sequence[int] | None = None,
        scale_factor: typing.Any = None,
    ) -> None: ...

class PixelShuffle(Module):
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

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, upscale_factor: typing.SupportsInt | typing.SupportsIndex) -> None: ...
    @property
    def upscale_factor(self) -> int:
        """
        r.
        """

class PixelUnshuffle(Module):
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

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, downscale_factor: typing.SupportsInt | typing.SupportsIndex) -> None: ...
    @property
    def downscale_factor(self) -> int:
        """
        r.
        """

class ChannelShuffle(Module):
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

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, groups: typing.SupportsInt | typing.SupportsIndex) -> None: ...
    @property
    def groups(self) -> int:
        """
        How many groups.
        """

class Unfold(Module):
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

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        kernel_size: int | collections.abc.Sequence[int],
        dilation: int | collections.abc.Sequence[int] = 1,
        padding: int | collections.abc.Sequence[int] = 0,
        stride: int | collections.abc.Sequence[int] = 1,
    ) -> None: ...

class Fold(Module):
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

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        output_size: int | collections.abc.Sequence[int],
        kernel_size: int | collections.abc.Sequence[int],
        dilation: int | collections.abc.Sequence[int] = 1,
        padding: int | collections.abc.Sequence[int] = 0,
        stride: int | collections.abc.Sequence[int] = 1,
    ) -> None: ...

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
    axis : int, optional
        Where the first axis of the statistics stands instead: 3 features at axis 1 are the channels of
        (N, 3, H, W) and of (N, 3, L), at axis -1 those of (N, H, W, 3).
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
        axis: typing.SupportsInt | typing.SupportsIndex | None = None,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def fit(self, data: typing.Any) -> typing.Any:
        """
        Learn from data; returns self.

        Parameters
        ----------
        data : Tensor or numpy.ndarray
            The examples of the training part (validation data is what the model has not seen), of any
            number dtype.

        Raises
        ------
        ValueError
            If the shape does not fit, there is no data, or a value is NaN or infinite; the layer keeps
            what it had.
        """

    @property
    def axis(self) -> int | None:
        """
        Where they stand; None: at the right.
        """

    @property
    def features(self) -> tuple[int, ...]:
        """
        The shape of the statistics.
        """

class MinMax(Module):
    """
    The data moved into an interval, as a layer of the model.

    y = low + (high - low) (x - minimum) / range; `fit` finds the minimum of each feature and its range
    (1 for a constant), which are saved with the model. Before that the layer changes nothing. What the
    data of `fit` does not reach falls outside.

    Parameters
    ----------
    features : int or sequence of int
        The shape of the statistics, as in `Standardize`.
    low, high : float, default 0 and 1
        The ends of the interval.
    axis : int, optional
        Where the first axis of the statistics stands, as in `Standardize`.
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If low is not below high.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> x = nnlite.tensor([[1.0, 5.0], [3.0, 7.0], [2.0, 5.5]])
    >>> nn.MinMax(2).fit(x)(x).tolist()
    [[0.0, 0.0], [1.0, 1.0], [0.5, 0.25]]
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        features: int | collections.abc.Sequence[int],
        low: typing.SupportsFloat | typing.SupportsIndex = 0.0,
        high: typing.SupportsFloat | typing.SupportsIndex = 1.0,
        *,
        axis: typing.SupportsInt | typing.SupportsIndex | None = None,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def fit(self, data: typing.Any) -> typing.Any:
        """
        Learn from data; returns self.

        Parameters
        ----------
        data : Tensor or numpy.ndarray
            The examples of the training part (validation data is what the model has not seen), of any
            number dtype.

        Raises
        ------
        ValueError
            If the shape does not fit, there is no data, or a value is NaN or infinite; the layer keeps
            what it had.
        """

    @property
    def axis(self) -> int | None:
        """
        Where they stand; None: at the right.
        """

    @property
    def features(self) -> tuple[int, ...]:
        """
        The shape of the statistics.
        """

    @property
    def high(self) -> float:
        """
        What the maximum becomes.
        """

    @property
    def low(self) -> float:
        """
        What the minimum becomes.
        """

class PCA(Module):
    """
    Principal components, as a layer of the model.

    y_i = v_i . (x - mean), divided by sqrt(variances_i + eps) with `whiten`; the covariance of the data
    (divided by n) is V diag(variances) V^T with the largest variance first, and of each v_i the largest
    element is positive. `fit` finds them, and they are saved with the model.

    Parameters
    ----------
    features : int or sequence of int
        The shape of the input's last axes; they are flattened.
    components : int, optional
        How many of the directions stay, those with the largest variances; not given: all.
    whiten : bool, default False
        Whether every component has variance 1.
    eps : float, default 1e-5
        Added to the variances that are divided by; absolute, so mind the scale of the data.
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If there are more components than features, or, in `fit` with eps 0, a component has no
        variance.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> x = nnlite.tensor([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]])
    >>> pca = nn.PCA(2, components=1).fit(x)
    >>> pca(x).numpy().round(4).T
    array([[-1.4142,  0.    ,  1.4142]], dtype=float32)
    >>> pca.variances.numpy().round(4)
    array([1.3333], dtype=float32)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        features: int | collections.abc.Sequence[int],
        components: typing.SupportsInt | typing.SupportsIndex | None = None,
        whiten: bool = False,
        eps: typing.SupportsFloat | typing.SupportsIndex = 1e-05,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def fit(self, data: typing.Any) -> typing.Any:
        """
        Learn from data; returns self.

        Parameters
        ----------
        data : Tensor or numpy.ndarray
            The examples of the training part (validation data is what the model has not seen), of any
            number dtype.

        Raises
        ------
        ValueError
            If the shape does not fit, there is no data, or a value is NaN or infinite; the layer keeps
            what it had.
        """

    @property
    def components(self) -> int:
        """
        How many directions stay.
        """

    @property
    def eps(self) -> float:
        """
        Added to the variances.
        """

    @property
    def features(self) -> tuple[int, ...]:
        """
        The shape of the statistics.
        """

    @property
    def whiten(self) -> bool:
        """
        Whether they are scaled to variance 1.
        """

class ZCA(Module):
    """
    Whitening that leaves the data as near to what it was as it can.

    y = V diag(1 / sqrt(variances + eps)) V^T (x - mean), with the covariance of the data (divided by n)
    V diag(variances) V^T: uncorrelated features of variance 1, in the input's shape, so that whitened
    images are still images. `fit` finds all of it, and it is saved with the model.

    Parameters
    ----------
    features : int or sequence of int
        The shape of the input's last axes; they are flattened.
    eps : float, default 1e-5
        Added to the variances; absolute. Directions whose variance is far below it vanish, which is
        what noise deserves: images in 0 .. 1 usually take 0.01 to 0.1.
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        In `fit` with eps 0, if some direction has no variance.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> x = nnlite.randn(200, 3) @ nnlite.tensor([[2.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 5.0]])
    >>> y = nn.ZCA(3).fit(x)(x)
    >>> bool(nnlite.allclose(y.T @ y / 200, nnlite.eye(3), atol=1e-3))
    True

    References
    ----------
    Bell & Sejnowski 1997, The "independent components" of natural scenes are edge filters.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        features: int | collections.abc.Sequence[int],
        eps: typing.SupportsFloat | typing.SupportsIndex = 1e-05,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def fit(self, data: typing.Any) -> typing.Any:
        """
        Learn from data; returns self.

        Parameters
        ----------
        data : Tensor or numpy.ndarray
            The examples of the training part (validation data is what the model has not seen), of any
            number dtype.

        Raises
        ------
        ValueError
            If the shape does not fit, there is no data, or a value is NaN or infinite; the layer keeps
            what it had.
        """

    @property
    def eps(self) -> float:
        """
        Added to the variances.
        """

    @property
    def features(self) -> tuple[int, ...]:
        """
        The shape of the statistics.
        """

class Dropout(Module):
    """
    Zeros with probability p while training, the rest / (1 - p).

    While training. In evaluation
    nothing changes. What is random comes from the generator of `nnlite.manual_seed`, every call anew.

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
        As given.
        """

class Dropout1d(Module):
    """
    Zero whole channels of (N, C, L) or (C, L) with probability p, the rest / (1 - p).

    While training. In evaluation
    nothing changes. What is random comes from the generator of `nnlite.manual_seed`, every call anew.

    Parameters
    ----------
    p : float, default 0.5
        The probability of a zero; with 1, all are.
    inplace : bool, default False
        Accepted and changes nothing.

    References
    ----------
    Tompson et al. 2015, Efficient object localization using convolutional networks.
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
        As given.
        """

class Dropout2d(Module):
    """
    Zero whole channels of (N, C, H, W) with probability p, the rest / (1 - p).

    While training. In evaluation
    nothing changes. What is random comes from the generator of `nnlite.manual_seed`, every call anew.

    Parameters
    ----------
    p : float, default 0.5
        The probability of a zero; with 1, all are.
    inplace : bool, default False
        Accepted and changes nothing.

    References
    ----------
    Tompson et al. 2015, Efficient object localization using convolutional networks.
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
        As given.
        """

class Dropout3d(Module):
    """
    Zero whole channels of (N, C, D, H, W) or (C, D, H, W) with probability p, the rest / (1 - p).

    While training. In evaluation
    nothing changes. What is random comes from the generator of `nnlite.manual_seed`, every call anew.

    Parameters
    ----------
    p : float, default 0.5
        The probability of a zero; with 1, all are.
    inplace : bool, default False
        Accepted and changes nothing.

    References
    ----------
    Tompson et al. 2015, Efficient object localization using convolutional networks.
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
        As given.
        """

class AlphaDropout(Module):
    """
    Put elements to where SELU saturates with probability p, so that mean 0 and variance 1 stay.

    y = a (x m + (1 - m) s) + b with m 0 with probability p, s = -1.7581,
    a = ((1 - p) (1 + p s^2))^(-1/2) and b = -a p s.

    While training. In evaluation
    nothing changes. What is random comes from the generator of `nnlite.manual_seed`, every call anew.

    Parameters
    ----------
    p : float, default 0.5
        The probability of being put there; with 1, all becomes 0.
    inplace : bool, default False
        Accepted and changes nothing.

    References
    ----------
    Klambauer et al. 2017, Self-normalizing neural networks.
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
        As given.
        """

class FeatureAlphaDropout(Module):
    """
    Put whole channels (axis 1) to where SELU saturates: `alpha_dropout` with one m for each.

    While training. In evaluation
    nothing changes. What is random comes from the generator of `nnlite.manual_seed`, every call anew.

    Parameters
    ----------
    p : float, default 0.5
        The probability of being put there; with 1, all becomes 0.
    inplace : bool, default False
        Accepted and changes nothing.

    References
    ----------
    Klambauer et al. 2017, Self-normalizing neural networks.
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
        As given.
        """

class GaussianDropout(Module):
    """
    Multiply by noise N(1, p / (1 - p)), which has the mean and deviation of dropout's mask.

    While training. In evaluation
    nothing changes. What is random comes from the generator of `nnlite.manual_seed`, every call anew.

    Parameters
    ----------
    p : float, default 0.5
        The strength, from 0 to below 1.
    inplace : bool, default False
        Accepted and changes nothing.

    References
    ----------
    Srivastava et al. 2014, Dropout: a simple way to prevent neural networks from overfitting, section 10.
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
        As given.
        """

class DropPath(Module):
    """
    Zero whole examples (axis 0) with probability p, the rest / (1 - p).

    Applied to the branch that a residual connection adds, x + drop_path(f(x)), it is stochastic depth.

    While training. In evaluation
    nothing changes. What is random comes from the generator of `nnlite.manual_seed`, every call anew.

    Parameters
    ----------
    p : float, default 0.1
        The probability of a zero; with 1, all are.
    inplace : bool, default False
        Accepted and changes nothing.

    References
    ----------
    Huang et al. 2016, Deep networks with stochastic depth.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, p: typing.SupportsFloat | typing.SupportsIndex = 0.1, inplace: bool = False
    ) -> None: ...
    @property
    def p(self) -> float:
        """
        As given.
        """

class GaussianNoise(Module):
    """
    Add noise N(0, std^2) while training; nothing in evaluation.

    At the input of a model it is the classic noise on inputs, for small std a penalty on the gradient
    of the output with respect to them.

    Parameters
    ----------
    std : float, default 0.1
        The deviation, in units of the input.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nnlite.manual_seed(0)
    >>> noise = nn.GaussianNoise(0.5)
    >>> 0.4 < noise(nnlite.zeros(1000)).std().item() < 0.6
    True
    >>> noise.eval()(nnlite.zeros(2)).tolist()
    [0.0, 0.0]

    References
    ----------
    Bishop 1995, Training with noise is equivalent to Tikhonov regularization.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, std: typing.SupportsFloat | typing.SupportsIndex = 0.1) -> None: ...
    @property
    def std(self) -> float:
        """
        The deviation.
        """

class WeightNoise(Module):
    """
    A module with noise on its weights while training.

    y = module(x) at w + N(0, std^2), drawn anew at every call; the gradient there is the gradient of w.
    In evaluation the weights are as they are.

    Parameters
    ----------
    module : Module
        What is computed.
    std : float, default 0.01
        The deviation.
    names : str, optional
        A regular expression over the module's parameter names, such as "weight"; "" is all of them. Not
        given: parameters of two or more axes, so no biases.

    Raises
    ------
    ValueError
        If no parameter is found, or std is negative.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> layer = nn.WeightNoise(nn.Linear(2, 1), std=0.1)
    >>> x = nnlite.ones(1, 2)
    >>> layer(x).item() != layer(x).item()
    True
    >>> layer.eval()(x).item() == layer(x).item()
    True

    References
    ----------
    Graves 2011, Practical variational inference for neural networks.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        module: Module,
        std: typing.SupportsFloat | typing.SupportsIndex = 0.01,
        *,
        names: str | None = None,
    ) -> None: ...
    @property
    def std(self) -> float:
        """
        The deviation.
        """

class DropConnect(Module):
    """
    A module whose weights are dropped while training.

    y = module(x) at w m / (1 - p), where m is 0 with probability p, drawn anew at every call for the
    whole batch. In evaluation the weights are as they are.

    Parameters
    ----------
    module : Module
        What is computed.
    p : float, default 0.5
        The probability of a zero.
    names : str, optional
        Of the parameters, as in `WeightNoise`.

    Raises
    ------
    ValueError
        If no parameter is found, or p is no probability.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> layer = nn.DropConnect(nn.Linear(2, 1, bias=False), p=1.0)
    >>> layer(nnlite.ones(1, 2)).item()
    0.0

    References
    ----------
    Wan et al. 2013, Regularization of neural networks using DropConnect.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        module: Module,
        p: typing.SupportsFloat | typing.SupportsIndex = 0.5,
        *,
        names: str | None = None,
    ) -> None: ...
    @property
    def p(self) -> float:
        """
        The probability of a zero.
        """

class Penalty:
    """
    What penalties share.
    """

    @typing.overload
    def __call__(self, model: Module) -> nnlite.Tensor:
        """
        Of the parameters of a model, or of one tensor.
        """

    @typing.overload
    def __call__(self, tensor: nnlite.Tensor) -> nnlite.Tensor:
        """
        Of the parameters of a model, or of one tensor.
        """

    def __repr__(self) -> str: ...
    @property
    def names(self) -> str | None:
        """
        Which parameters; None: the weights.
        """

    @property
    def strength(self) -> float:
        """
        The factor.
        """

class L1Penalty(Penalty):
    """
    L1 penalty: strength sum |w|, which makes weights zero.

    The gradient is strength sign(w).

    Parameters
    ----------
    strength : float
    names : str, optional
        A regular expression over the model's parameter names, such as "weight"; "" is all of them. Not
        given: parameters of two or more axes, so neither biases nor what norms learn.

    Raises
    ------
    ValueError
        If a number is out of range, or the model has no such parameters that learn.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.L1Penalty(0.5)(nnlite.tensor([3.0, -4.0])).item()
    3.5
    """

    def __init__(
        self, strength: typing.SupportsFloat | typing.SupportsIndex, names: str | None = None
    ) -> None: ...

class L2Penalty(Penalty):
    """
    L2 penalty with the half: strength / 2 sum w^2.

    The gradient is strength w, so that under plain SGD it is what ``weight_decay=strength`` is. Others
    leave the half out (Keras' L2 adds strength sum w^2, with gradient 2 strength w: give twice its
    number here) or divide by the number of examples (scikit-learn's alpha / (2 n)). Under Adam and its
    kin the gradient of a penalty is scaled like any other; decoupled weight decay (AdamW) is not.

    Parameters
    ----------
    strength : float
    names : str, optional
        A regular expression over the model's parameter names, such as "weight"; "" is all of them. Not
        given: parameters of two or more axes, so neither biases nor what norms learn.

    Raises
    ------
    ValueError
        If a number is out of range, or the model has no such parameters that learn.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.L2Penalty(0.5)(nnlite.tensor([3.0, -4.0])).item()
    6.25
    >>> model = nn.Linear(2, 1)
    >>> x, y = nnlite.ones(4, 2), nnlite.ones(4, 1)
    >>> loss = nn.functional.mse_loss(model(x), y) + nn.L2Penalty(1e-4)(model)
    """

    def __init__(
        self, strength: typing.SupportsFloat | typing.SupportsIndex, names: str | None = None
    ) -> None: ...

class ElasticNetPenalty(Penalty):
    """
    L1 and L2 together, the L2 part with the half.

    strength (l1_ratio sum |w| + (1 - l1_ratio) / 2 sum w^2): l1_ratio 1 is `L1Penalty`, 0 `L2Penalty`.

    Parameters
    ----------
    strength : float
    l1_ratio : float, default 0.5
        From 0 to 1.
    names : str, optional
        A regular expression over the model's parameter names, such as "weight"; "" is all of them. Not
        given: parameters of two or more axes, so neither biases nor what norms learn.

    Raises
    ------
    ValueError
        If a number is out of range, or the model has no such parameters that learn.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.ElasticNetPenalty(1.0, l1_ratio=0.5)(nnlite.tensor([3.0, -4.0])).item()
    9.75

    References
    ----------
    Zou & Hastie 2005, Regularization and variable selection via the elastic net.
    """

    def __init__(
        self,
        strength: typing.SupportsFloat | typing.SupportsIndex,
        l1_ratio: typing.SupportsFloat | typing.SupportsIndex = 0.5,
        names: str | None = None,
    ) -> None: ...
    @property
    def l1_ratio(self) -> float:
        """
        The share of L1.
        """

class OrthogonalPenalty(Penalty):
    """
    Orthogonal penalty: strength ||W W^T - I||^2, without a half.

    The squares of all elements are summed, axes after the first count as one, and W^T W stands for
    W W^T where W is taller than wide: rows (or columns) of norm 1 that are orthogonal cost nothing.

    Parameters
    ----------
    strength : float
    names : str, optional
        A regular expression over the model's parameter names, such as "weight"; "" is all of them. Not
        given: parameters of two or more axes, so neither biases nor what norms learn.

    Raises
    ------
    ValueError
        If a number is out of range, or the model has no such parameters that learn.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.OrthogonalPenalty(1.0)(2 * nnlite.eye(2)).item()
    18.0

    References
    ----------
    Brock et al. 2017, Neural photo editing with introspective adversarial networks.
    """

    def __init__(
        self, strength: typing.SupportsFloat | typing.SupportsIndex, names: str | None = None
    ) -> None: ...

class Constraint:
    """
    What constraints share.
    """

    @typing.overload
    def __call__(self, model: Module) -> None:
        """
        Change the parameters of a model.
        """

    @typing.overload
    def __call__(self, tensor: nnlite.Tensor) -> nnlite.Tensor:
        """
        The nearest tensor that is allowed.
        """

    def __repr__(self) -> str: ...
    @property
    def names(self) -> str | None:
        """
        Which parameters; None: the weights.
        """

class MaxNorm(Constraint):
    """
    Max-norm constraint: rows no longer than a limit.

    w = w limit / |w| where |w| > limit, for the norm |w| of what one output weighs its inputs with: a
    row of a weight (out, in, ...), all axes after the first together; the whole of a vector. Called
    with a model after the optimizer's step, in a compiled step too, or given to a `Trainer`.

    Parameters
    ----------
    limit : float, default 3
    names : str, optional
        A regular expression over the model's parameter names, such as "weight"; "" is all of them. Not
        given: parameters of two or more axes, so neither biases nor what norms learn.

    Raises
    ------
    ValueError
        If a number is out of range, or the model has no such parameters that learn.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.MaxNorm(1.0)(nnlite.tensor([[3.0, 4.0], [0.5, 0.0]])).numpy()
    array([[0.6, 0.8],
           [0.5, 0. ]], dtype=float32)

    References
    ----------
    Srivastava et al. 2014, Dropout: a simple way to prevent neural networks from overfitting, section
    5.1; Srebro & Shraibman 2005, Rank, trace-norm and max-norm.
    """

    def __init__(
        self, limit: typing.SupportsFloat | typing.SupportsIndex = 3.0, names: str | None = None
    ) -> None: ...
    @property
    def limit(self) -> float:
        """
        The largest norm.
        """

class UnitNorm(Constraint):
    """
    Unit-norm constraint: rows of norm 1; zeros stay.

    w = w / |w| for the same norms as `MaxNorm`.

    Parameters
    ----------
    names : str, optional
        A regular expression over the model's parameter names, such as "weight"; "" is all of them. Not
        given: parameters of two or more axes, so neither biases nor what norms learn.

    Raises
    ------
    ValueError
        If a number is out of range, or the model has no such parameters that learn.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.UnitNorm()(nnlite.tensor([[3.0, 4.0]])).numpy()
    array([[0.6, 0.8]], dtype=float32)
    """

    def __init__(self, names: str | None = None) -> None: ...

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
        What becomes of the losses of single elements.
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
        What becomes of the losses of single elements.
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
        What becomes of the losses of single elements.
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
        What becomes of the losses of single elements.
        """

class LogCoshLoss(Module):
    """
    Squares of small differences, absolute values of large ones, smooth.

    Called as loss(input, target); the formula is that of `nnlite.log_cosh_loss`.

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
        What becomes of the losses of single elements.
        """

class Embedding(Module):
    """
    A learned row for each of a number of things: y = weight[input].

    The rows are drawn from N(0, 1), that of padding is 0.

    Parameters
    ----------
    num_embeddings : int
        V, the number of rows; indices are 0 to V - 1.
    embedding_dim : int
        D, the size of a row.
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
    >>> words = nn.Embedding(10, 3, padding_idx=0)
    >>> words(nnlite.tensor([[1, 2, 0], [4, 5, 9]])).shape
    (2, 3, 3)
    >>> words.weight[0].tolist()
    [0.0, 0.0, 0.0]
    """

    @staticmethod
    def from_pretrained(
        embeddings: nnlite.Tensor,
        freeze: bool = True,
        padding_idx: typing.SupportsInt | typing.SupportsIndex | None = None,
        max_norm: typing.SupportsFloat | typing.SupportsIndex | None = None,
        norm_type: typing.SupportsFloat | typing.SupportsIndex = 2.0,
        scale_grad_by_freq: bool = False,
        sparse: bool = False,
    ) -> Module:
        """
        Make the layer of rows that are there already.

        Parameters
        ----------
        embeddings : Tensor
            The table, of shape (V, D); its memory is shared.
        freeze : bool, default True
            Whether the rows stay as they are. The other options are the layer's.
        """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        num_embeddings: typing.SupportsInt | typing.SupportsIndex,
        embedding_dim: typing.SupportsInt | typing.SupportsIndex,
        padding_idx: typing.SupportsInt | typing.SupportsIndex | None = None,
        max_norm: typing.SupportsFloat | typing.SupportsIndex | None = None,
        norm_type: typing.SupportsFloat | typing.SupportsIndex = 2.0,
        scale_grad_by_freq: bool = False,
        sparse: bool = False,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def reset_parameters(self) -> None:
        """
        Draw the rows again.
        """

    @property
    def embedding_dim(self) -> int:
        """
        The size of a row.
        """

    @property
    def max_norm(self) -> float | None:
        """
        The longest a row may be.
        """

    @property
    def num_embeddings(self) -> int:
        """
        The number of rows.
        """

    @property
    def padding_idx(self) -> int | None:
        """
        The row of padding.
        """

    @property
    def sparse(self) -> bool:
        """
        Whether the gradient stays rows.
        """

class EmbeddingBag(Module):
    """
    Means, sums or the largest of learned rows over bags of them.

    The rows are never put together in memory; an empty bag gives 0.

    Parameters
    ----------
    num_embeddings : int
        V, the number of rows; indices are 0 to V - 1.
    embedding_dim : int
        D, the size of a row.
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
    >>> bag = nn.EmbeddingBag(10, 3, mode="sum")
    >>> bag(nnlite.tensor([1, 2, 4, 5]), nnlite.tensor([0, 3])).shape
    (2, 3)
    """

    @staticmethod
    def from_pretrained(
        embeddings: nnlite.Tensor,
        freeze: bool = True,
        max_norm: typing.SupportsFloat | typing.SupportsIndex | None = None,
        norm_type: typing.SupportsFloat | typing.SupportsIndex = 2.0,
        scale_grad_by_freq: bool = False,
        mode: str = "mean",
        sparse: bool = False,
        include_last_offset: bool = False,
        padding_idx: typing.SupportsInt | typing.SupportsIndex | None = None,
    ) -> Module:
        """
        Make the layer of rows that are there already.

        Parameters
        ----------
        embeddings : Tensor
            The table, of shape (V, D); its memory is shared.
        freeze : bool, default True
            Whether the rows stay as they are. The other options are the layer's.
        """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        num_embeddings: typing.SupportsInt | typing.SupportsIndex,
        embedding_dim: typing.SupportsInt | typing.SupportsIndex,
        max_norm: typing.SupportsFloat | typing.SupportsIndex | None = None,
        norm_type: typing.SupportsFloat | typing.SupportsIndex = 2.0,
        scale_grad_by_freq: bool = False,
        mode: str = "mean",
        sparse: bool = False,
        include_last_offset: bool = False,
        padding_idx: typing.SupportsInt | typing.SupportsIndex | None = None,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def forward(
        self,
        input: nnlite.Tensor,
        offsets: nnlite.Tensor | None = None,
        per_sample_weights: nnlite.Tensor | None = None,
    ) -> nnlite.Tensor:
        """
        The bags' rows together: (B, D).
        """

    def reset_parameters(self) -> None:
        """
        Draw the rows again.
        """

    @property
    def embedding_dim(self) -> int:
        """
        The size of a row.
        """

    @property
    def include_last_offset(self) -> bool:
        """
        Whether offsets say where the last bag ends.
        """

    @property
    def max_norm(self) -> float | None:
        """
        The longest a row may be.
        """

    @property
    def mode(self) -> str:
        """
        "sum", "mean" or "max".
        """

    @property
    def num_embeddings(self) -> int:
        """
        The number of rows.
        """

    @property
    def padding_idx(self) -> int | None:
        """
        The row of padding.
        """

    @property
    def sparse(self) -> bool:
        """
        Whether the gradient stays rows.
        """

class RNN(Module):
    """
    Recurrent layers: h' = tanh(W_ih x + b_ih + W_hh h + b_hh), or relu of it.

    All weights are drawn from U(-1/sqrt(hidden_size), 1/sqrt(hidden_size)); they are called
    weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, and so on for l1, ..., with _reverse behind for
    the other direction. All steps of a layer are one operation.

    Parameters
    ----------
    input_size : int
        I, the numbers of x at a step.
    hidden_size : int
        H, the hidden units.
    num_layers : int, default 1
        Each layer takes what the one before it gives.
    nonlinearity : {"tanh", "relu"}, default "tanh"
    bias : bool, default True
        Whether the biases are there.
    batch_first : bool, default False
        Input and output are (B, T, ...) rather than (T, B, ...); states are (layers, B, H) always.
    dropout : float, default 0
        Probability of dropout on what each layer but the last gives, in training.
    bidirectional : bool, default False
        A second direction, from the last step to the first; its outputs stand beside those of the first.
    dtype : dtype, default float32

    Called as layer(input, hx=None, lengths=None); it returns the output of every step,
    (T, B, directions * H), and the last states, (num_layers * directions, B, H) each. The input is
    (T, B, I), or (T, I) without a batch, or a PackedSequence of `nn.utils.rnn`. `lengths` (a list or
    Tensor of B whole numbers) are the steps of each row: behind them outputs are 0 and the last state is
    that of the row's own last step.

    Raises
    ------
    ValueError
        If shapes do not fit, or a length is more than the steps there are.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> output, h = nn.RNN(3, 8, num_layers=2)(nnlite.zeros((5, 4, 3)))
    >>> output.shape, h.shape
    ((5, 4, 8), (2, 4, 8))

    References
    ----------
    Elman 1990, Finding structure in time.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        input_size: typing.SupportsInt | typing.SupportsIndex,
        hidden_size: typing.SupportsInt | typing.SupportsIndex,
        num_layers: typing.SupportsInt | typing.SupportsIndex = 1,
        nonlinearity: str = "tanh",
        bias: bool = True,
        batch_first: bool = False,
        dropout: typing.SupportsFloat | typing.SupportsIndex = 0.0,
        bidirectional: bool = False,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def forward(
        self, input: typing.Any, hx: typing.Any = None, lengths: typing.Any = None
    ) -> tuple[typing.Any, ...]:
        """
        The outputs of all steps, and the last states.
        """

    def reset_parameters(self) -> None:
        """
        Draw all weights again.
        """

    @property
    def batch_first(self) -> bool:
        """
        (B, T, I) or (T, B, I).
        """

    @property
    def bias(self) -> bool:
        """
        Whether there are biases.
        """

    @property
    def bidirectional(self) -> bool:
        """
        In both directions.
        """

    @property
    def dropout(self) -> float:
        """
        Between the layers.
        """

    @property
    def hidden_size(self) -> int:
        """
        Hidden units.
        """

    @property
    def input_size(self) -> int:
        """
        Numbers of x at a step.
        """

    @property
    def nonlinearity(self) -> str:
        """
        "tanh" or "relu".
        """

    @property
    def num_layers(self) -> int:
        """
        How many layers.
        """

    @property
    def proj_size(self) -> int:
        """
        Numbers of h; 0: hidden_size.
        """

class LSTM(Module):
    """
    Layers of long short-term memory.

    (i, f, g, o) = W_ih x + b_ih + W_hh h + b_hh; c' = sigmoid(f) c + sigmoid(i) tanh(g),
    h' = sigmoid(o) tanh(c'); with a projection h' = W_hr (sigmoid(o) tanh(c')).


    All weights are drawn from U(-1/sqrt(hidden_size), 1/sqrt(hidden_size)); they are called
    weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, and so on for l1, ..., with _reverse behind for
    the other direction. All steps of a layer are one operation.

    Parameters
    ----------
    input_size : int
        I, the numbers of x at a step.
    hidden_size : int
        H, the hidden units.
    num_layers : int, default 1
        Each layer takes what the one before it gives.
    bias : bool, default True
        Whether the biases are there.
    batch_first : bool, default False
        Input and output are (B, T, ...) rather than (T, B, ...); states are (layers, B, H) always.
    dropout : float, default 0
        Probability of dropout on what each layer but the last gives, in training.
    bidirectional : bool, default False
        A second direction, from the last step to the first; its outputs stand beside those of the first.
    proj_size : int, default 0
        Numbers of h after a projection of the H units; 0: none.
    dtype : dtype, default float32

    Called as layer(input, hx=None, lengths=None); it returns the output of every step,
    (T, B, directions * H), and the last states, (num_layers * directions, B, H) each. The input is
    (T, B, I), or (T, I) without a batch, or a PackedSequence of `nn.utils.rnn`. `lengths` (a list or
    Tensor of B whole numbers) are the steps of each row: behind them outputs are 0 and the last state is
    that of the row's own last step.

    Raises
    ------
    ValueError
        If shapes do not fit, or a length is more than the steps there are.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> layer = nn.LSTM(3, 8, batch_first=True, bidirectional=True)
    >>> output, (h, c) = layer(nnlite.zeros((4, 5, 3)), lengths=[5, 2, 3, 5])
    >>> output.shape, h.shape, c.shape
    ((4, 5, 16), (2, 4, 8), (2, 4, 8))

    References
    ----------
    Hochreiter & Schmidhuber 1997, Long short-term memory; Gers, Schmidhuber & Cummins 2000, Learning to
    forget; Sak, Senior & Beaufays 2014 (the projection).
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        input_size: typing.SupportsInt | typing.SupportsIndex,
        hidden_size: typing.SupportsInt | typing.SupportsIndex,
        num_layers: typing.SupportsInt | typing.SupportsIndex = 1,
        bias: bool = True,
        batch_first: bool = False,
        dropout: typing.SupportsFloat | typing.SupportsIndex = 0.0,
        bidirectional: bool = False,
        proj_size: typing.SupportsInt | typing.SupportsIndex = 0,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def forward(
        self, input: typing.Any, hx: typing.Any = None, lengths: typing.Any = None
    ) -> tuple[typing.Any, ...]:
        """
        The outputs of all steps, and the last states.
        """

    def reset_parameters(self) -> None:
        """
        Draw all weights again.
        """

    @property
    def batch_first(self) -> bool:
        """
        (B, T, I) or (T, B, I).
        """

    @property
    def bias(self) -> bool:
        """
        Whether there are biases.
        """

    @property
    def bidirectional(self) -> bool:
        """
        In both directions.
        """

    @property
    def dropout(self) -> float:
        """
        Between the layers.
        """

    @property
    def hidden_size(self) -> int:
        """
        Hidden units.
        """

    @property
    def input_size(self) -> int:
        """
        Numbers of x at a step.
        """

    @property
    def num_layers(self) -> int:
        """
        How many layers.
        """

    @property
    def proj_size(self) -> int:
        """
        Numbers of h; 0: hidden_size.
        """

class GRU(Module):
    """
    Layers of gated recurrent units.

    r = sigmoid(W_ir x + b_ir + W_hr h + b_hr), z = sigmoid(W_iz x + b_iz + W_hz h + b_hz),
    n = tanh(W_in x + b_in + r (W_hn h + b_hn)); h' = (1 - z) n + z h.


    All weights are drawn from U(-1/sqrt(hidden_size), 1/sqrt(hidden_size)); they are called
    weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, and so on for l1, ..., with _reverse behind for
    the other direction. All steps of a layer are one operation.

    Parameters
    ----------
    input_size : int
        I, the numbers of x at a step.
    hidden_size : int
        H, the hidden units.
    num_layers : int, default 1
        Each layer takes what the one before it gives.
    bias : bool, default True
        Whether the biases are there.
    batch_first : bool, default False
        Input and output are (B, T, ...) rather than (T, B, ...); states are (layers, B, H) always.
    dropout : float, default 0
        Probability of dropout on what each layer but the last gives, in training.
    bidirectional : bool, default False
        A second direction, from the last step to the first; its outputs stand beside those of the first.
    dtype : dtype, default float32

    Called as layer(input, hx=None, lengths=None); it returns the output of every step,
    (T, B, directions * H), and the last states, (num_layers * directions, B, H) each. The input is
    (T, B, I), or (T, I) without a batch, or a PackedSequence of `nn.utils.rnn`. `lengths` (a list or
    Tensor of B whole numbers) are the steps of each row: behind them outputs are 0 and the last state is
    that of the row's own last step.

    Raises
    ------
    ValueError
        If shapes do not fit, or a length is more than the steps there are.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> output, h = nn.GRU(3, 8)(nnlite.zeros((5, 4, 3)), nnlite.ones((1, 4, 8)))
    >>> output.shape, h.shape
    ((5, 4, 8), (1, 4, 8))

    References
    ----------
    Cho et al. 2014, Learning phrase representations using RNN encoder-decoder for statistical machine
    translation.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        input_size: typing.SupportsInt | typing.SupportsIndex,
        hidden_size: typing.SupportsInt | typing.SupportsIndex,
        num_layers: typing.SupportsInt | typing.SupportsIndex = 1,
        bias: bool = True,
        batch_first: bool = False,
        dropout: typing.SupportsFloat | typing.SupportsIndex = 0.0,
        bidirectional: bool = False,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def forward(
        self, input: typing.Any, hx: typing.Any = None, lengths: typing.Any = None
    ) -> tuple[typing.Any, ...]:
        """
        The outputs of all steps, and the last states.
        """

    def reset_parameters(self) -> None:
        """
        Draw all weights again.
        """

    @property
    def batch_first(self) -> bool:
        """
        (B, T, I) or (T, B, I).
        """

    @property
    def bias(self) -> bool:
        """
        Whether there are biases.
        """

    @property
    def bidirectional(self) -> bool:
        """
        In both directions.
        """

    @property
    def dropout(self) -> float:
        """
        Between the layers.
        """

    @property
    def hidden_size(self) -> int:
        """
        Hidden units.
        """

    @property
    def input_size(self) -> int:
        """
        Numbers of x at a step.
        """

    @property
    def num_layers(self) -> int:
        """
        How many layers.
        """

    @property
    def proj_size(self) -> int:
        """
        Numbers of h; 0: hidden_size.
        """

class RNNCell(Module):
    """
    One step of `nn.RNN`, for loops of one's own.

    Called as cell(input, hx=None); it returns the next h. The input is (B, input_size), states are
    (B, hidden_size), zeros where none is given; or all of them without B.

    Parameters
    ----------
    input_size, hidden_size : int
    bias : bool, default True
    nonlinearity : {"tanh", "relu"}, default "tanh"
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.RNNCell(3, 8)(nnlite.zeros((4, 3))).shape
    (4, 8)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        input_size: typing.SupportsInt | typing.SupportsIndex,
        hidden_size: typing.SupportsInt | typing.SupportsIndex,
        bias: bool = True,
        nonlinearity: str = "tanh",
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, hx: typing.Any = None) -> typing.Any:
        """
        The next state.
        """

    def reset_parameters(self) -> None:
        """
        Draw all weights again.
        """

    @property
    def hidden_size(self) -> int:
        """
        Hidden units.
        """

    @property
    def input_size(self) -> int:
        """
        Numbers of x.
        """

class LSTMCell(Module):
    """
    One step of `nn.LSTM`, for loops of one's own.

    Called as cell(input, hx=None); it returns the next pair (h, c). The input is (B, input_size), states are
    (B, hidden_size), zeros where none is given; or all of them without B.

    Parameters
    ----------
    input_size, hidden_size : int
    bias : bool, default True
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> h, c = nn.LSTMCell(3, 8)(nnlite.zeros((4, 3)))
    >>> h.shape, c.shape
    ((4, 8), (4, 8))
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        input_size: typing.SupportsInt | typing.SupportsIndex,
        hidden_size: typing.SupportsInt | typing.SupportsIndex,
        bias: bool = True,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, hx: typing.Any = None) -> typing.Any:
        """
        The next state.
        """

    def reset_parameters(self) -> None:
        """
        Draw all weights again.
        """

    @property
    def hidden_size(self) -> int:
        """
        Hidden units.
        """

    @property
    def input_size(self) -> int:
        """
        Numbers of x.
        """

class GRUCell(Module):
    """
    One step of `nn.GRU`, for loops of one's own.

    Called as cell(input, hx=None); it returns the next h. The input is (B, input_size), states are
    (B, hidden_size), zeros where none is given; or all of them without B.

    Parameters
    ----------
    input_size, hidden_size : int
    bias : bool, default True
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.GRUCell(3, 8)(nnlite.zeros((4, 3)), nnlite.ones((4, 8))).shape
    (4, 8)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        input_size: typing.SupportsInt | typing.SupportsIndex,
        hidden_size: typing.SupportsInt | typing.SupportsIndex,
        bias: bool = True,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, hx: typing.Any = None) -> typing.Any:
        """
        The next state.
        """

    def reset_parameters(self) -> None:
        """
        Draw all weights again.
        """

    @property
    def hidden_size(self) -> int:
        """
        Hidden units.
        """

    @property
    def input_size(self) -> int:
        """
        Numbers of x.
        """

class HuberLoss(Module):
    """
    Squares of small differences, absolute values of large ones.

    Called as loss(input, target):
    r^2 / 2 where |r| <= delta, else delta (|r| - delta / 2); r = x - y.

    Parameters
    ----------
    delta : float, default 1
        Where squares turn into absolute values.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.HuberLoss()(nnlite.zeros(3), nnlite.ones(3)).ndim
    0

    References
    ----------
    Huber 1964, Robust estimation of a location parameter.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, delta: typing.SupportsFloat | typing.SupportsIndex = 1.0, *, reduction: str = "mean"
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def delta(self) -> float:
        """
        Where squares turn into absolute values.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class SmoothL1Loss(Module):
    """
    Huber's loss divided by its width.

    Called as loss(input, target):
    huber_loss(delta=beta) / beta; |x - y| where beta is 0.

    Parameters
    ----------
    beta : float, default 1
        Where squares turn into absolute values; 0: everywhere.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.SmoothL1Loss()(nnlite.zeros(3), nnlite.ones(3)).ndim
    0

    References
    ----------
    Girshick 2015, Fast R-CNN.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, beta: typing.SupportsFloat | typing.SupportsIndex = 1.0, *, reduction: str = "mean"
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def beta(self) -> float:
        """
        Where squares turn into absolute values; 0: everywhere.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class BCEWithLogitsLoss(Module):
    """
    Binary cross entropy of logits, stable for logits of any size.

    Called as loss(input, target):
    -w (p y log s(x) + (1 - y) log(1 - s(x))), s the sigmoid, p the positive weight.

    Parameters
    ----------
    weight : Tensor, optional
        A factor for each element; broadcast.
    pos_weight : Tensor, optional
        A factor for the positive part; broadcast.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.BCEWithLogitsLoss()(nnlite.zeros(2), nnlite.tensor([0.0, 1.0])).ndim
    0
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        weight: nnlite.Tensor | None = None,
        pos_weight: nnlite.Tensor | None = None,
        *,
        reduction: str = "mean",
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class BCELoss(Module):
    """
    Binary cross entropy of probabilities.

    Called as loss(input, target):
    -w (y log x + (1 - y) log(1 - x)), logarithms not below -100. Of logits:
    BCEWithLogitsLoss, which is exact where a sigmoid rounds to 0 or 1.

    Parameters
    ----------
    weight : Tensor, optional
        A factor for each element; broadcast.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.BCELoss()(nnlite.tensor([0.5, 0.5]), nnlite.tensor([0.0, 1.0])).ndim
    0
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, weight: nnlite.Tensor | None = None, *, reduction: str = "mean") -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class KLDivLoss(Module):
    """
    Kullback-Leibler divergence of distributions from log-probabilities.

    Called as loss(input, target):
    y (log y - x). "mean" divides the sum by the number of elements, "batchmean" by the size
    of the first axis: that is the divergence as it is defined.

    Parameters
    ----------
    log_target : bool, default False
        Whether the target is a logarithm too.
    reduction : {"mean", "batchmean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.KLDivLoss()(nnlite.tensor([[0.5, 0.5]]).log(), nnlite.tensor([[1.0, 0.0]])).ndim
    0

    References
    ----------
    Kullback & Leibler 1951, On information and sufficiency.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, log_target: bool = False, *, reduction: str = "mean") -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def log_target(self) -> bool:
        """
        Whether the target is a logarithm too.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class GaussianNLLLoss(Module):
    """
    Negative log-likelihood of numbers under normal distributions.

    Called as loss(input, target, var):
    (log v + (x - y)^2 / v) / 2 with v = max(var, eps).

    Parameters
    ----------
    full : bool, default False
        Whether to add the constant log(2 pi) / 2.
    eps : float, default 1e-06
        The least variance; the gradient passes as if there were none.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.GaussianNLLLoss()(nnlite.zeros(3), nnlite.ones(3), nnlite.ones(3)).ndim
    0

    References
    ----------
    Nix & Weigend 1994, Estimating the mean and variance of the target probability
    distribution.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        full: bool = False,
        eps: typing.SupportsFloat | typing.SupportsIndex = 1e-06,
        *,
        reduction: str = "mean",
    ) -> None: ...
    def forward(
        self, input: nnlite.Tensor, target: nnlite.Tensor, var: nnlite.Tensor
    ) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def eps(self) -> float:
        """
        The least variance; the gradient passes as if there were none.
        """

    @property
    def full(self) -> bool:
        """
        Whether to add the constant log(2 pi) / 2.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class PoissonNLLLoss(Module):
    """
    Negative log-likelihood of counts under Poisson distributions.

    Called as loss(input, target):
    e^x - y x where the input is the logarithm of a rate, x - y log(x + eps) where it is the
    rate.

    Parameters
    ----------
    log_input : bool, default True
        Whether the input is log(rate).
    full : bool, default False
        Whether to add Stirling's y log y - y + log(2 pi y) / 2 of targets above 1.
    eps : float, default 1e-08
        Added to a rate before its logarithm.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.PoissonNLLLoss()(nnlite.zeros(3), nnlite.ones(3)).ndim
    0
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        log_input: bool = True,
        full: bool = False,
        eps: typing.SupportsFloat | typing.SupportsIndex = 1e-08,
        *,
        reduction: str = "mean",
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def eps(self) -> float:
        """
        Added to a rate before its logarithm.
        """

    @property
    def full(self) -> bool:
        """
        Whether to add Stirling's y log y - y + log(2 pi y) / 2 of targets above 1.
        """

    @property
    def log_input(self) -> bool:
        """
        Whether the input is log(rate).
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class SigmoidFocalLoss(Module):
    """
    Binary cross entropy of logits in which easy examples count less.

    Called as loss(input, target):
    -a (1 - p)^gamma log p, p the probability of the right answer: s(x) where y = 1, s(-x) where
    y = 0; a is alpha or 1 - alpha.

    Parameters
    ----------
    alpha : float, default 0.25
        The factor of ones, 1 - alpha that of zeros; below 0: no factors.
    gamma : float, default 2
        How much less easy examples count.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.SigmoidFocalLoss()(nnlite.tensor([2.0, -3.0]), nnlite.tensor([1.0, 0.0])).ndim
    0

    References
    ----------
    Lin et al. 2017, Focal Loss for Dense Object Detection.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        alpha: typing.SupportsFloat | typing.SupportsIndex = 0.25,
        gamma: typing.SupportsFloat | typing.SupportsIndex = 2.0,
        *,
        reduction: str = "mean",
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def alpha(self) -> float:
        """
        The factor of ones, 1 - alpha that of zeros; below 0: no factors.
        """

    @property
    def gamma(self) -> float:
        """
        How much less easy examples count.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class FocalLoss(Module):
    """
    Cross entropy of logits against labels in which easy examples count less.

    Called as loss(input, target):
    -w_y (1 - p)^gamma log p, p the probability of the label. The mean is over the rows that
    count.

    Parameters
    ----------
    gamma : float, default 2
        How much less easy examples count.
    weight : Tensor, optional
        A factor for each class, of shape (C,).
    ignore_index : int, default -100
        Rows with this label do not count.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.FocalLoss()(nnlite.tensor([[2.0, 0.0], [0.0, 2.0]]), nnlite.tensor([0, 1])).ndim
    0

    References
    ----------
    Lin et al. 2017, Focal Loss for Dense Object Detection.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        gamma: typing.SupportsFloat | typing.SupportsIndex = 2.0,
        weight: nnlite.Tensor | None = None,
        ignore_index: typing.SupportsInt | typing.SupportsIndex = -100,
        *,
        reduction: str = "mean",
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def gamma(self) -> float:
        """
        How much less easy examples count.
        """

    @property
    def ignore_index(self) -> int:
        """
        Rows with this label do not count.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class DiceLoss(Module):
    """
    What two masks do not share.

    Called as loss(input, target):
    1 - (2 sum(x y) + smooth) / (sum(x^p) + sum(y^p) + smooth), sums over all axes but the first
    two: one number for each mask.

    Parameters
    ----------
    smooth : float, default 1
        Added above and below, for masks that are empty.
    p : int, default 1
        The power within the sums below: 1, or 2 as in V-Net.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.DiceLoss()(nnlite.ones((1, 1, 2, 2)), nnlite.ones((1, 1, 2, 2))).ndim
    0

    References
    ----------
    Milletari, Navab & Ahmadi 2016, V-Net.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        smooth: typing.SupportsFloat | typing.SupportsIndex = 1.0,
        p: typing.SupportsInt | typing.SupportsIndex = 1,
        *,
        reduction: str = "mean",
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def p(self) -> int:
        """
        The power within the sums below: 1, or 2 as in V-Net.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

    @property
    def smooth(self) -> float:
        """
        Added above and below, for masks that are empty.
        """

class HingeLoss(Module):
    """
    How much a score lacks to the margin.

    Called as loss(input, target):
    max(0, margin - y x).

    Parameters
    ----------
    margin : float, default 1
        From where on nothing is lost.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.HingeLoss()(nnlite.tensor([0.5, -2.0]), nnlite.tensor([1.0, -1.0])).ndim
    0

    References
    ----------
    Cortes & Vapnik 1995, Support-vector networks.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, margin: typing.SupportsFloat | typing.SupportsIndex = 1.0, *, reduction: str = "mean"
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def margin(self) -> float:
        """
        From where on nothing is lost.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class SquaredHingeLoss(Module):
    """
    The square of how much a score lacks to the margin.

    Called as loss(input, target):
    max(0, margin - y x)^2.

    Parameters
    ----------
    margin : float, default 1
        From where on nothing is lost.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.SquaredHingeLoss()(nnlite.tensor([0.5, -2.0]), nnlite.tensor([1.0, -1.0])).ndim
    0

    References
    ----------
    Cortes & Vapnik 1995, Support-vector networks.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, margin: typing.SupportsFloat | typing.SupportsIndex = 1.0, *, reduction: str = "mean"
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def margin(self) -> float:
        """
        From where on nothing is lost.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class HingeEmbeddingLoss(Module):
    """
    Distances that are to be small, or beyond the margin.

    Called as loss(input, target):
    x where y = 1, else max(0, margin - x).

    Parameters
    ----------
    margin : float, default 1
        From where on nothing is lost.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.HingeEmbeddingLoss()(nnlite.tensor([0.5, 0.5]), nnlite.tensor([1.0, -1.0])).ndim
    0
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, margin: typing.SupportsFloat | typing.SupportsIndex = 1.0, *, reduction: str = "mean"
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def margin(self) -> float:
        """
        From where on nothing is lost.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class SoftMarginLoss(Module):
    """
    The logistic loss of scores.

    Called as loss(input, target):
    log(1 + e^(-y x)).

    Parameters
    ----------
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.SoftMarginLoss()(nnlite.zeros(2), nnlite.tensor([1.0, -1.0])).ndim
    0
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, *, reduction: str = "mean") -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class MarginRankingLoss(Module):
    """
    Pairs of scores in the wrong order.

    Called as loss(input1, input2, target):
    max(0, margin - y (x1 - x2)).

    Parameters
    ----------
    margin : float, default 0
        What is asked for beyond a tie.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.MarginRankingLoss()(nnlite.ones(2), nnlite.zeros(2), nnlite.tensor([1.0, -1.0])).ndim
    0
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, margin: typing.SupportsFloat | typing.SupportsIndex = 0.0, *, reduction: str = "mean"
    ) -> None: ...
    def forward(
        self, input1: nnlite.Tensor, input2: nnlite.Tensor, target: nnlite.Tensor
    ) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def margin(self) -> float:
        """
        What is asked for beyond a tie.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class CosineEmbeddingLoss(Module):
    """
    Angles that are to be small, or beyond the margin.

    Called as loss(input1, input2, target):
    1 - cos(x1, x2) where y = 1, max(0, cos(x1, x2) - margin) where y = -1.

    Parameters
    ----------
    margin : float, default 0
        What is asked for beyond a tie.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.CosineEmbeddingLoss()(nnlite.ones((2, 3)), nnlite.ones((2, 3)), nnlite.tensor([1.0, -1.0])).ndim
    0
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, margin: typing.SupportsFloat | typing.SupportsIndex = 0.0, *, reduction: str = "mean"
    ) -> None: ...
    def forward(
        self, input1: nnlite.Tensor, input2: nnlite.Tensor, target: nnlite.Tensor
    ) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def margin(self) -> float:
        """
        What is asked for beyond a tie.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class TripletMarginLoss(Module):
    """
    Distances to the like that are not smaller than those to the unlike.

    Called as loss(anchor, positive, negative):
    max(0, d(a, p) - d(a, n) + margin), d the distance along the last axis.

    Parameters
    ----------
    margin : float, default 1
        How much farther the negative has to be.
    p : float, default 2
        The norm of the distances.
    eps : float, default 1e-06
        Added to differences, so that no distance is 0.
    swap : bool, default False
        Whether the distance of positive and negative counts where it is smaller.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.TripletMarginLoss()(nnlite.zeros((1, 2)), nnlite.ones((1, 2)), nnlite.ones((1, 2))).ndim
    0

    References
    ----------
    Balntas et al. 2016, Learning local feature descriptors with triplets and shallow
    convolutional neural networks.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        margin: typing.SupportsFloat | typing.SupportsIndex = 1.0,
        p: typing.SupportsFloat | typing.SupportsIndex = 2.0,
        eps: typing.SupportsFloat | typing.SupportsIndex = 1e-06,
        swap: bool = False,
        *,
        reduction: str = "mean",
    ) -> None: ...
    def forward(
        self, anchor: nnlite.Tensor, positive: nnlite.Tensor, negative: nnlite.Tensor
    ) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def eps(self) -> float:
        """
        Added to differences, so that no distance is 0.
        """

    @property
    def margin(self) -> float:
        """
        How much farther the negative has to be.
        """

    @property
    def p(self) -> float:
        """
        The norm of the distances.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

    @property
    def swap(self) -> bool:
        """
        Whether the distance of positive and negative counts where it is smaller.
        """

class MultiMarginLoss(Module):
    """
    Classes whose scores come too near to the right one's.

    Called as loss(input, target):
    sum over i != y of w_y max(0, margin - x_y + x_i)^p / C.

    Parameters
    ----------
    p : int, default 1
        The power of what is missing: 1 or 2.
    margin : float, default 1
        How far the right class has to lead.
    weight : Tensor, optional
        A factor for each class, of shape (C,).
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.MultiMarginLoss()(nnlite.tensor([[0.5, 0.0]]), nnlite.tensor([0])).ndim
    0

    References
    ----------
    Crammer & Singer 2001, On the algorithmic implementation of multiclass kernel-based vector
    machines.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        p: typing.SupportsInt | typing.SupportsIndex = 1,
        margin: typing.SupportsFloat | typing.SupportsIndex = 1.0,
        weight: nnlite.Tensor | None = None,
        *,
        reduction: str = "mean",
    ) -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def margin(self) -> float:
        """
        How far the right class has to lead.
        """

    @property
    def p(self) -> int:
        """
        The power of what is missing: 1 or 2.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class MultiLabelMarginLoss(Module):
    """
    Other classes whose scores come too near to those of several right ones.

    Called as loss(input, target):
    sum over j right and i wrong of max(0, 1 - x_j + x_i) / C.

    Parameters
    ----------
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.MultiLabelMarginLoss()(nnlite.tensor([[0.5, 0.0, 0.0]]), nnlite.tensor([[0, -1, -1]])).ndim
    0
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, *, reduction: str = "mean") -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class MultiLabelSoftMarginLoss(Module):
    """
    Binary cross entropy of the logits of several classes, the mean over these.

    Called as loss(input, target):
    -sum over i of w_i (y_i log s(x_i) + (1 - y_i) log s(-x_i)) / C, s the sigmoid.

    Parameters
    ----------
    weight : Tensor, optional
        A factor for each class, of shape (C,).
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If an option is out of range, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.MultiLabelSoftMarginLoss()(nnlite.zeros((1, 2)), nnlite.tensor([[0.0, 1.0]])).ndim
    0
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, weight: nnlite.Tensor | None = None, *, reduction: str = "mean") -> None: ...
    def forward(self, input: nnlite.Tensor, target: nnlite.Tensor) -> nnlite.Tensor:
        """
        The loss of these tensors.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

class CTCLoss(Module):
    """
    The loss of labels whose places in a sequence are not known.

    -log of the probability of the labels, summed over all alignments: rows of one class for each step
    which give the labels once repetitions are joined and blanks are left out. "mean" divides each loss
    by its number of labels before it takes the mean.

    Parameters
    ----------
    blank : int, default 0
        The class that stands for no label.
    zero_infinity : bool, default False
        Whether sequences with too few steps count as 0, and their gradients too, instead of infinity
        and NaN.
    reduction : {"mean", "sum", "none"}, default "mean"

    Raises
    ------
    ValueError
        If shapes or lengths do not fit.
    IndexError
        If a label is not one of the classes, or is the blank.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> x = nnlite.log_softmax(nnlite.zeros((4, 1, 3)), 2)
    >>> labels = nnlite.tensor([[1, 2]])
    >>> round(nn.CTCLoss()(x, labels, [4], [2]).item(), 4)
    0.8432

    References
    ----------
    Graves et al. 2006, Connectionist temporal classification.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        blank: typing.SupportsInt | typing.SupportsIndex = 0,
        reduction: str = "mean",
        zero_infinity: bool = False,
    ) -> None: ...
    def forward(
        self,
        log_probs: nnlite.Tensor,
        targets: nnlite.Tensor,
        input_lengths: typing.Any,
        target_lengths: typing.Any,
    ) -> nnlite.Tensor:
        """
        The loss of sequences against labels.
        """

    @property
    def blank(self) -> int:
        """
        No label.
        """

    @property
    def reduction(self) -> str:
        """
        What becomes of the losses of single elements.
        """

    @property
    def zero_infinity(self) -> bool:
        """
        Whether infinite losses count as 0.
        """

class CosineSimilarity(Module):
    """
    The cosine of the angle between vectors along an axis.

    x1 x2 / (max(|x1|, eps) max(|x2|, eps)); a vector of zeros has cosine 0 and a gradient.

    Parameters
    ----------
    dim : int, default 1
        The axis of the vectors; it goes.
    eps : float, default 1e-8
        The least length.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> a, b = nnlite.tensor([[1.0, 0.0]]), nnlite.tensor([[0.0, 2.0]])
    >>> nn.CosineSimilarity()(a, b).tolist()
    [0.0]
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        dim: typing.SupportsInt | typing.SupportsIndex = 1,
        eps: typing.SupportsFloat | typing.SupportsIndex = 1e-08,
    ) -> None: ...
    def forward(self, x1: nnlite.Tensor, x2: nnlite.Tensor) -> nnlite.Tensor:
        """
        What it makes of two tensors.
        """

    @property
    def dim(self) -> int:
        """
        The axis of the vectors.
        """

    @property
    def eps(self) -> float:
        """
        The least length.
        """

class PairwiseDistance(Module):
    """
    The distance of vectors along the last axis.

    The p-norm of x1 - x2 + eps.

    Parameters
    ----------
    p : float, default 2
        The norm.
    eps : float, default 1e-6
        Added to the differences, so that no distance is 0.
    keepdim : bool, default False
        Whether the last axis stays, with size 1.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> round(nn.PairwiseDistance()(nnlite.zeros((1, 2)), nnlite.tensor([[3.0, 4.0]])).item(), 4)
    5.0
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        p: typing.SupportsFloat | typing.SupportsIndex = 2.0,
        eps: typing.SupportsFloat | typing.SupportsIndex = 1e-06,
        keepdim: bool = False,
    ) -> None: ...
    def forward(self, x1: nnlite.Tensor, x2: nnlite.Tensor) -> nnlite.Tensor:
        """
        What it makes of two tensors.
        """

    @property
    def eps(self) -> float:
        """
        Added to the differences.
        """

    @property
    def keepdim(self) -> bool:
        """
        Whether the last axis stays.
        """

    @property
    def p(self) -> float:
        """
        The norm.
        """

class Bilinear(Module):
    """
    A form of two inputs: y_k = x1^T W_k x2 + b_k.

    Parameters
    ----------
    in1_features, in2_features, out_features : int
        Sizes of the last axes.
    bias : bool, default True
    dtype : dtype, default float32

    Weight (out, in1, in2) and bias are drawn from U(-1/sqrt(in1), 1/sqrt(in1)).

    Raises
    ------
    ValueError
        If the inputs differ in more than their last axis, or do not fit the weight.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.Bilinear(2, 3, 5)(nnlite.zeros((4, 2)), nnlite.zeros((4, 3))).shape
    (4, 5)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        in1_features: typing.SupportsInt | typing.SupportsIndex,
        in2_features: typing.SupportsInt | typing.SupportsIndex,
        out_features: typing.SupportsInt | typing.SupportsIndex,
        bias: bool = True,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def forward(self, input1: nnlite.Tensor, input2: nnlite.Tensor) -> nnlite.Tensor:
        """
        What it makes of two tensors.
        """

    def reset_parameters(self) -> None:
        """
        Draw weight and bias again.
        """

    @property
    def in1_features(self) -> int:
        """
        Size of the first's last axis.
        """

    @property
    def in2_features(self) -> int:
        """
        Size of the second's last axis.
        """

    @property
    def out_features(self) -> int:
        """
        Size of the output's last axis.
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

class Residual(Module):
    """
    What some modules add to their input: y = s(x) + f(x).

    f is the modules one after the other, the child "body"; s is the shortcut, x itself without one.

    Parameters
    ----------
    *modules : Module
    shortcut : Module, optional
        For modules that change the shape: what makes the same shape of x, such as a Linear.

    Raises
    ------
    ValueError
        If there are no modules, or s(x) and f(x) differ in shape: they are not broadcast.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> block = nn.Residual(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 4))
    >>> block(nnlite.zeros((2, 4))).shape
    (2, 4)
    >>> nn.Residual(nn.Linear(4, 8), shortcut=nn.Linear(4, 8))(nnlite.zeros((2, 4))).shape
    (2, 8)

    References
    ----------
    He et al. 2016, Deep Residual Learning for Image Recognition.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(self, *args: typing.Any, shortcut: typing.Any = None) -> None: ...

class Ensemble(Module):
    """
    Several models as one: the average of what they say.

    y = mean_k f_k(x); with "probabilities" y = log(mean_k softmax(f_k(x))) over axis 1, logits whose
    softmax is the mean of the members' probabilities: a loss or a metric takes them like a single
    model's. The members are children "0", "1", ...: one state dict holds them all.

    Parameters
    ----------
    models : iterable of Module
        Trained, usually from several seeds (`nnlite.train_many`).
    average : {"outputs", "probabilities"}, default "outputs"

    Raises
    ------
    ValueError
        If there are no models, or their outputs differ in shape.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn, optim
    >>> x = nnlite.randn(64, 2)
    >>> y = (x[:, 0] > x[:, 1]).to("int64")
    >>> def build():
    ...     model = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 2))
    ...     return nnlite.Trainer(model, nn.CrossEntropyLoss(), optim.Adam(model.parameters(), 0.05))
    >>> runs = nnlite.train_many(build, (x, y), epochs=2, seeds=range(3))
    >>> ensemble = nn.Ensemble([run.trainer.model for run in runs], average="probabilities")
    >>> ensemble.predict(x).shape
    (64, 2)

    References
    ----------
    Lakshminarayanan, Pritzel & Blundell 2017, Simple and scalable predictive uncertainty estimation
    using deep ensembles.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self, models: collections.abc.Iterable[typing.Any], average: str = "outputs"
    ) -> None: ...
    def __len__(self) -> int: ...
    def predict(
        self, x: typing.Any, batch_size: typing.SupportsInt | typing.SupportsIndex = 1024
    ) -> nnlite.Tensor:
        """
        The outputs for all rows, in evaluation mode without gradients.

        Parameters
        ----------
        x : Tensor or numpy.ndarray
            Inputs, rows along the first axis.
        batch_size : int, default 1024
            Rows at a time; it bounds the memory.
        """

    @property
    def average(self) -> str:
        """
        What is averaged.
        """

class MultiheadAttention(Module):
    """
    Several attentions side by side, with learned projections.

    Each head attends with head_dim = embed_dim / num_heads features of the projected query, key and
    value: softmax(q k^T / sqrt(head_dim) + mask) v. The heads' results side by side go through out_proj.

    Parameters
    ----------
    embed_dim : int
        Features of the query and of the result; a multiple of num_heads.
    num_heads : int
    dropout : float, default 0
        Of the attention weights, in training.
    bias : bool, default True
        Of all projections.
    kdim, vdim : int, optional
        Features of key and value where they differ from embed_dim; the weights are then q_proj_weight,
        k_proj_weight and v_proj_weight instead of one in_proj_weight (3 embed_dim, embed_dim).
    batch_first : bool, default False
        Inputs are (N, L, E) instead of (L, N, E); (L, E) is one without a batch.
    num_kv_heads : int, optional
        How many heads keys and values have, each for num_heads / num_kv_heads heads of queries;
        num_heads if None.
    add_bias_kv : bool, default False
        One more key and value, learned, bias_k and bias_v, behind every sequence; no mask hides it.
    add_zero_attn : bool, default False
        One more key and value of zeros, so that a query may attend to nothing.
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If num_heads does not divide embed_dim, or shapes do not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> attention = nn.MultiheadAttention(16, 4, batch_first=True)
    >>> x = nnlite.randn(2, 10, 16)
    >>> y, weights = attention(x, x, x)
    >>> y.shape, weights.shape
    ((2, 10, 16), (2, 10, 10))

    References
    ----------
    Vaswani et al. 2017, Attention is all you need; Ainslie et al. 2023, GQA.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        embed_dim: typing.SupportsInt | typing.SupportsIndex,
        num_heads: typing.SupportsInt | typing.SupportsIndex,
        dropout: typing.SupportsFloat | typing.SupportsIndex = 0.0,
        bias: bool = True,
        *,
        kdim: typing.SupportsInt | typing.SupportsIndex | None = None,
        vdim: typing.SupportsInt | typing.SupportsIndex | None = None,
        batch_first: bool = False,
        num_kv_heads: typing.SupportsInt | typing.SupportsIndex | None = None,
        add_bias_kv: bool = False,
        add_zero_attn: bool = False,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def forward(
        self,
        query: nnlite.Tensor,
        key: nnlite.Tensor,
        value: nnlite.Tensor,
        key_padding_mask: nnlite.Tensor | None = None,
        need_weights: bool = True,
        attn_mask: nnlite.Tensor | None = None,
        average_attn_weights: bool = True,
        is_causal: bool = False,
    ) -> tuple[nnlite.Tensor, nnlite.Tensor | None]:
        """
        Attend to `key` with `query`.

        Parameters
        ----------
        query, key, value : Tensor
            (L, N, E), (S, N, kdim) and (S, N, vdim), with N first if batch_first, or without N.
        key_padding_mask : Tensor, optional
            (N, S): True where a key is not seen, or floats added to the scores.
        need_weights : bool, default True
            Whether the weights are returned too; without them no matrix of scores is made, which is faster.
        attn_mask : Tensor, optional
            (L, S) or (N num_heads, L, S): True where a key is not seen, or floats added to the scores.
        average_attn_weights : bool, default True
            Weights (N, L, S) averaged over the heads; False: (N, num_heads, L, S).
        is_causal : bool, default False
            Query i sees the keys 0 .. i, besides what the masks say.

        Returns
        -------
        tuple
            The result, like the query, and the weights or None. A query that sees no key attends to
            nothing: zeros.
        """

    def reset_parameters(self) -> None:
        """
        Draw all weights again.
        """

    @property
    def batch_first(self) -> bool:
        """
        Whether N comes first.
        """

    @property
    def dropout(self) -> float:
        """
        Of the weights, in training.
        """

    @dropout.setter
    def dropout(self, arg0: typing.SupportsFloat | typing.SupportsIndex) -> None: ...
    @property
    def embed_dim(self) -> int:
        """
        Features of the query.
        """

    @property
    def head_dim(self) -> int:
        """
        Features of a head.
        """

    @property
    def num_heads(self) -> int:
        """
        Heads of the query.
        """

    @property
    def num_kv_heads(self) -> int:
        """
        Heads of keys and values.
        """

class RotaryEmbedding(Module):
    """
    Rotary positions for queries and keys; see `nnlite.rotary`.

    Parameters
    ----------
    dim : int
        Features of a head, an even number.
    base : float, default 10000
    interleaved : bool, default False
        Whether pairs are neighbours.

    References
    ----------
    Su et al. 2021, RoFormer: Enhanced transformer with rotary position embedding.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        dim: typing.SupportsInt | typing.SupportsIndex,
        base: typing.SupportsFloat | typing.SupportsIndex = 10000.0,
        *,
        interleaved: bool = False,
    ) -> None: ...
    def forward(
        self, input: nnlite.Tensor, offset: typing.SupportsInt | typing.SupportsIndex = 0
    ) -> nnlite.Tensor:
        """
        Rotate (..., L, dim) from position `offset` on.
        """

    @property
    def dim(self) -> int:
        """
        Features of a head.
        """

class SinusoidalEncoding(Module):
    """
    Add fixed waves that tell the position, then drop elements.

    y = dropout(x + p), p(t, 2 i) = sin(t / base^(2 i / d)), p(t, 2 i + 1) = cos of the same. There is
    nothing to learn, and no longest length.

    Parameters
    ----------
    d_model : int
        Features, an even number.
    dropout : float, default 0.1
    batch_first : bool, default False
        Inputs are (N, L, d_model) instead of (L, N, d_model); (L, d_model) is one without a batch.
    base : float, default 10000

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.SinusoidalEncoding(4).eval()(nnlite.zeros((2, 4))).numpy().round(2)
    array([[0.  , 1.  , 0.  , 1.  ],
           [0.84, 0.54, 0.01, 1.  ]], dtype=float32)

    References
    ----------
    Vaswani et al. 2017, Attention is all you need.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        d_model: typing.SupportsInt | typing.SupportsIndex,
        dropout: typing.SupportsFloat | typing.SupportsIndex = 0.1,
        *,
        batch_first: bool = False,
        base: typing.SupportsFloat | typing.SupportsIndex = 10000.0,
    ) -> None: ...
    @property
    def d_model(self) -> int:
        """
        Features.
        """

class TransformerEncoderLayer(Module):
    """
    Attention of a sequence to itself, and two linear layers.

    With norm_first x + attention(norm1(x)), then x + linear2(activation(linear1(norm2(x)))); without,
    norm1(x + attention(x)), then norm2(x + ...). Dropout follows the attention, the activation and
    linear2. With is_causal it is the layer of a language model.

    Parameters
    ----------
    d_model : int
        Features of input and result; a multiple of nhead.
    nhead : int
        Heads of the attention.
    dim_feedforward : int, default 2048
        Features between the linear layers.
    dropout : float, default 0.1
    activation : {"relu", "gelu"}, default "relu"
    layer_norm_eps : float, default 1e-5
    batch_first : bool, default False
        Inputs are (N, L, d_model) instead of (L, N, d_model).
    norm_first : bool, default False
        Normalize before each part rather than after it.
    bias : bool, default True
        Of linear layers and norms.
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If nhead does not divide d_model, or the activation is unknown.

    Examples
    --------
    A causal language model, in which a position knows those before it:

    >>> import nnlite
    >>> from nnlite import nn
    >>> class LanguageModel(nn.Module):
    ...     def __init__(self, vocabulary, width, layers):
    ...         super().__init__()
    ...         self.vocabulary = vocabulary
    ...         self.embed = nn.Linear(vocabulary, width, bias=False)
    ...         self.position = nn.SinusoidalEncoding(width, batch_first=True)
    ...         block = nn.TransformerEncoderLayer(width, 4, 4 * width, batch_first=True,
    ...                                            activation="gelu", norm_first=True)
    ...         self.blocks = nn.TransformerEncoder(block, layers, nn.LayerNorm(width))
    ...         self.head = nn.Linear(width, vocabulary)
    ...     def forward(self, tokens):
    ...         x = nn.functional.one_hot(tokens, self.vocabulary).to("float32")
    ...         x = self.position(self.embed(x))
    ...         return self.head(self.blocks(x, is_causal=True))
    >>> model = LanguageModel(vocabulary=20, width=16, layers=2)
    >>> model(nnlite.zeros((3, 12), dtype="int64")).shape
    (3, 12, 20)

    References
    ----------
    Vaswani et al. 2017, Attention is all you need; Xiong et al. 2020, On layer normalization in the
    transformer architecture.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        d_model: typing.SupportsInt | typing.SupportsIndex,
        nhead: typing.SupportsInt | typing.SupportsIndex,
        dim_feedforward: typing.SupportsInt | typing.SupportsIndex = 2048,
        dropout: typing.SupportsFloat | typing.SupportsIndex = 0.1,
        activation: str = "relu",
        layer_norm_eps: typing.SupportsFloat | typing.SupportsIndex = 1e-05,
        batch_first: bool = False,
        norm_first: bool = False,
        bias: bool = True,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def forward(
        self,
        src: nnlite.Tensor,
        src_mask: nnlite.Tensor | None = None,
        src_key_padding_mask: nnlite.Tensor | None = None,
        is_causal: bool = False,
    ) -> nnlite.Tensor:
        """
        Masks are those of MultiheadAttention.
        """

class TransformerDecoderLayer(Module):
    """
    Attention to oneself, to a memory, and two linear layers.

    As in TransformerEncoderLayer, with multihead_attn between the two, whose keys and values are the
    memory: the result of an encoder.

    Parameters
    ----------
    d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, bias
        As in TransformerEncoderLayer.
    dtype : dtype, default float32

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> layer = nn.TransformerDecoderLayer(16, 4, 32, batch_first=True)
    >>> tgt, memory = nnlite.randn(2, 5, 16), nnlite.randn(2, 9, 16)
    >>> layer(tgt, memory, tgt_is_causal=True).shape
    (2, 5, 16)

    References
    ----------
    Vaswani et al. 2017, Attention is all you need.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        d_model: typing.SupportsInt | typing.SupportsIndex,
        nhead: typing.SupportsInt | typing.SupportsIndex,
        dim_feedforward: typing.SupportsInt | typing.SupportsIndex = 2048,
        dropout: typing.SupportsFloat | typing.SupportsIndex = 0.1,
        activation: str = "relu",
        layer_norm_eps: typing.SupportsFloat | typing.SupportsIndex = 1e-05,
        batch_first: bool = False,
        norm_first: bool = False,
        bias: bool = True,
        *,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def forward(
        self,
        tgt: nnlite.Tensor,
        memory: nnlite.Tensor,
        tgt_mask: nnlite.Tensor | None = None,
        memory_mask: nnlite.Tensor | None = None,
        tgt_key_padding_mask: nnlite.Tensor | None = None,
        memory_key_padding_mask: nnlite.Tensor | None = None,
        tgt_is_causal: bool = False,
        memory_is_causal: bool = False,
    ) -> nnlite.Tensor:
        """
        Masks are those of MultiheadAttention: for tgt, and for the memory.
        """

class TransformerEncoder(Module):
    """
    Copies of an encoder layer one after the other.

    Parameters
    ----------
    encoder_layer : TransformerEncoderLayer
        It is copied with its weights.
    num_layers : int
    norm : Module, optional
        What follows the last layer; LayerNorm(d_model) where norm_first.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(16, 4, 32), 2)
    >>> encoder(nnlite.randn(10, 3, 16)).shape
    (10, 3, 16)
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        encoder_layer: TransformerEncoderLayer,
        num_layers: typing.SupportsInt | typing.SupportsIndex,
        norm: Module | None = None,
    ) -> None: ...
    def forward(
        self,
        src: nnlite.Tensor,
        mask: nnlite.Tensor | None = None,
        src_key_padding_mask: nnlite.Tensor | None = None,
        is_causal: bool = False,
    ) -> nnlite.Tensor:
        """
        Masks are those of MultiheadAttention.
        """

class TransformerDecoder(Module):
    """
    Copies of a decoder layer, one after the other.

    Parameters
    ----------
    decoder_layer : TransformerDecoderLayer
        It is copied with its weights.
    num_layers : int
    norm : Module, optional
        What follows the last layer.
    """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        decoder_layer: TransformerDecoderLayer,
        num_layers: typing.SupportsInt | typing.SupportsIndex,
        norm: Module | None = None,
    ) -> None: ...
    def forward(
        self,
        tgt: nnlite.Tensor,
        memory: nnlite.Tensor,
        tgt_mask: nnlite.Tensor | None = None,
        memory_mask: nnlite.Tensor | None = None,
        tgt_key_padding_mask: nnlite.Tensor | None = None,
        memory_key_padding_mask: nnlite.Tensor | None = None,
        tgt_is_causal: bool = False,
        memory_is_causal: bool = False,
    ) -> nnlite.Tensor:
        """
        Masks are those of MultiheadAttention: for tgt, and for the memory.
        """

class Transformer(Module):
    """
    An encoder, and a decoder that attends to what it makes.

    decoder(tgt, encoder(src)), each a stack of layers and a LayerNorm. Embeddings and positions come
    before it, a linear layer behind. Matrices start Xavier uniform.

    Parameters
    ----------
    d_model : int, default 512
        Features; a multiple of nhead.
    nhead : int, default 8
    num_encoder_layers, num_decoder_layers : int, default 6
    dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, bias
        As in TransformerEncoderLayer.
    dtype : dtype, default float32

    Raises
    ------
    ValueError
        If nhead does not divide d_model, or batches differ.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> model = nn.Transformer(16, 4, 2, 2, 32, batch_first=True)
    >>> src, tgt = nnlite.randn(3, 9, 16), nnlite.randn(3, 5, 16)
    >>> model(src, tgt, tgt_is_causal=True).shape
    (3, 5, 16)

    References
    ----------
    Vaswani et al. 2017, Attention is all you need.
    """

    @staticmethod
    def generate_square_subsequent_mask(
        sz: typing.SupportsInt | typing.SupportsIndex, dtype: nnlite.dtype | str | type = ...
    ) -> nnlite.Tensor:
        """
        The mask (sz, sz) of a causal sequence: 0 where a key is seen, else -inf.
        """

    def __deepcopy__(self, memo: typing.Any) -> typing.Any: ...
    @typing.overload
    def __init__(self, arg0: _CopyOf) -> None: ...
    @typing.overload
    def __init__(
        self,
        d_model: typing.SupportsInt | typing.SupportsIndex = 512,
        nhead: typing.SupportsInt | typing.SupportsIndex = 8,
        num_encoder_layers: typing.SupportsInt | typing.SupportsIndex = 6,
        num_decoder_layers: typing.SupportsInt | typing.SupportsIndex = 6,
        dim_feedforward: typing.SupportsInt | typing.SupportsIndex = 2048,
        dropout: typing.SupportsFloat | typing.SupportsIndex = 0.1,
        activation: str = "relu",
        *,
        layer_norm_eps: typing.SupportsFloat | typing.SupportsIndex = 1e-05,
        batch_first: bool = False,
        norm_first: bool = False,
        bias: bool = True,
        dtype: nnlite.dtype | str | type = ...,
    ) -> None: ...
    def forward(
        self,
        src: nnlite.Tensor,
        tgt: nnlite.Tensor,
        src_mask: nnlite.Tensor | None = None,
        tgt_mask: nnlite.Tensor | None = None,
        memory_mask: nnlite.Tensor | None = None,
        src_key_padding_mask: nnlite.Tensor | None = None,
        tgt_key_padding_mask: nnlite.Tensor | None = None,
        memory_key_padding_mask: nnlite.Tensor | None = None,
        src_is_causal: bool = False,
        tgt_is_causal: bool = False,
        memory_is_causal: bool = False,
    ) -> nnlite.Tensor:
        """
        Masks are those of MultiheadAttention.
        """

    def reset_parameters(self) -> None:
        """
        Draw all matrices again.
        """

    @property
    def batch_first(self) -> bool:
        """
        Whether N comes first.
        """

    @property
    def d_model(self) -> int:
        """
        Features.
        """

    @property
    def nhead(self) -> int:
        """
        Heads of the attention.
        """

def _gelu_of(input: nnlite.Tensor, approximate: str) -> nnlite.Tensor:
    """
    gelu in either form.
    """

def _pad_with(
    input: nnlite.Tensor,
    pad: int | collections.abc.Sequence[int],
    mode: str,
    value: typing.SupportsFloat | typing.SupportsIndex,
) -> nnlite.Tensor:
    """
    pad with any mode.
    """

def _recurrence(
    cell: str,
    x: nnlite.Tensor,
    h: nnlite.Tensor,
    c: nnlite.Tensor | None,
    weights: collections.abc.Sequence[nnlite.Tensor | None],
    lengths: typing.Any = None,
    backwards: bool = False,
) -> list[typing.Any]:
    """
    One direction of one layer over all steps.
    """

def functional_call(
    module: typing.Any,
    parameters: dict[str, typing.Any],
    args: typing.Any = None,
    kwargs: typing.Any = None,
    *,
    strict: bool = False,
) -> typing.Any:
    """
    What a module computes with other parameters than its own.

    Gradients flow to the tensors given. Afterwards the module has its own again, also after an
    exception; buffers that are not given change as in an ordinary call.

    Parameters
    ----------
    module : Module
    parameters : dict of str to Tensor
        Parameters and buffers by dotted names; those that are missing stay the module's.
    args : tuple, optional
        What the module is called with; one argument may stand alone.
    kwargs : dict, optional
    strict : bool, default False
        Whether all names have to be given.

    Raises
    ------
    ValueError
        If a name is unknown, a shape differs, or with strict a name is missing.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> model = nn.Linear(2, 1)
    >>> w = nnlite.tensor([[1.0, 2.0]], requires_grad=True)
    >>> values = {"weight": w, "bias": nnlite.zeros(1)}
    >>> y = nn.functional_call(model, values, nnlite.tensor([3.0, 4.0]))
    >>> y.sum().backward()
    >>> y.tolist(), w.grad.tolist()
    ([11.0], [[3.0, 4.0]])
    """

def is_parameter(tensor: nnlite.Tensor) -> bool:
    """
    Whether a module learns the tensor.
    """

def make_parameter(data: nnlite.Tensor, requires_grad: bool = True) -> nnlite.Tensor:
    """
    The tensor as a parameter, sharing its memory.
    """
