"""
The functions of nnlite.nn.init.
"""

from __future__ import annotations

import typing

import nnlite
import nnlite._core._nn

__all__: list[str] = [
    "apply",
    "calculate_gain",
    "constant_",
    "dirac_",
    "eye_",
    "fans",
    "kaiming_normal_",
    "kaiming_uniform_",
    "lecun_normal_",
    "lecun_uniform_",
    "lsuv_",
    "normal_",
    "ones_",
    "orthogonal_",
    "sparse_",
    "trunc_normal_",
    "uniform_",
    "variance_scaling_",
    "xavier_normal_",
    "xavier_uniform_",
    "zeros_",
]

def apply(model: nnlite._core._nn.Module, rule: typing.Any) -> None:
    """
    See nnlite.nn.init.apply.
    """

def calculate_gain(
    nonlinearity: str, param: typing.SupportsFloat | typing.SupportsIndex | None = None
) -> float:
    """
    The factor that makes up for the deviation a nonlinearity takes away.

    1 for linear, sigmoid and convolutions, 5/3 for tanh, sqrt(2) for relu, sqrt(2 / (1 + param^2)) for
    leaky_relu of slope param (0.01 by default), 3/4 for selu.

    Raises
    ------
    ValueError
        If the nonlinearity is unknown.

    Examples
    --------
    >>> from nnlite import nn
    >>> round(nn.init.calculate_gain("relu"), 4)
    1.4142
    """

def constant_(
    tensor: nnlite.Tensor, val: typing.SupportsFloat | typing.SupportsIndex
) -> nnlite.Tensor:
    """
    One number everywhere.

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.constant_(nnlite.empty((4, 5)), 0.5).shape
    (4, 5)
    """

def dirac_(
    tensor: nnlite.Tensor, groups: typing.SupportsInt | typing.SupportsIndex = 1
) -> nnlite.Tensor:
    """
    The identity at the centre of a kernel: a convolution that changes nothing.

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.dirac_(nnlite.empty((4, 4, 3, 3))).shape
    (4, 4, 3, 3)
    """

def eye_(tensor: nnlite.Tensor) -> nnlite.Tensor:
    """
    The identity matrix.

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.eye_(nnlite.empty((4, 5))).shape
    (4, 5)
    """

def fans(tensor: nnlite.Tensor) -> tuple[int, int]:
    """
    (fan_in, fan_out) of a weight (out, in, kernel...): in and out times the kernel's size.
    """

def kaiming_normal_(
    tensor: nnlite.Tensor,
    a: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    mode: str = "fan_in",
    nonlinearity: str = "leaky_relu",
) -> nnlite.Tensor:
    """
    A normal of deviation gain / sqrt(fan) (He et al. 2015).

    Parameters
    ----------
    a : float, default 0
        The negative slope, for leaky_relu.
    mode : {"fan_in", "fan_out"}, default "fan_in"
        What keeps its variance: values forward, or gradients backward.
    nonlinearity : str, default "leaky_relu"
        What follows the layer; see `calculate_gain`.

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.kaiming_normal_(nnlite.empty((4, 5))).shape
    (4, 5)
    """

def kaiming_uniform_(
    tensor: nnlite.Tensor,
    a: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    mode: str = "fan_in",
    nonlinearity: str = "leaky_relu",
) -> nnlite.Tensor:
    """
    U(-b, b) of deviation gain / sqrt(fan) (He et al. 2015).

    Parameters
    ----------
    a : float, default 0
        The negative slope, for leaky_relu.
    mode : {"fan_in", "fan_out"}, default "fan_in"
        What keeps its variance: values forward, or gradients backward.
    nonlinearity : str, default "leaky_relu"
        What follows the layer; see `calculate_gain`.

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.kaiming_uniform_(nnlite.empty((4, 5))).shape
    (4, 5)
    """

def lecun_normal_(tensor: nnlite.Tensor) -> nnlite.Tensor:
    """
    N(0, 1 / fan_in): outputs vary as much as zero-mean inputs (LeCun et al. 1998).

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.lecun_normal_(nnlite.empty((4, 5))).shape
    (4, 5)
    """

def lecun_uniform_(tensor: nnlite.Tensor) -> nnlite.Tensor:
    """
    U(-b, b) of variance 1 / fan_in: b = sqrt(3 / fan_in) (LeCun et al. 1998).

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.lecun_uniform_(nnlite.empty((4, 5))).shape
    (4, 5)
    """

def lsuv_(
    model: nnlite._core._nn.Module,
    x: nnlite.Tensor,
    tolerance: typing.SupportsFloat | typing.SupportsIndex = 0.1,
    max_steps: typing.SupportsInt | typing.SupportsIndex = 10,
) -> None:
    """
    Layer-sequential unit variance, from a batch of data.

    Orthogonal weights and biases 0; then, layer by layer, the weight is divided by the deviation of the
    layer's output on the batch until the variance is 1. A layer is a module with a weight of two or more
    axes; buffers, such as running statistics, stay as they are.

    Parameters
    ----------
    model : Module
    x : Tensor
        A batch of inputs.
    tolerance : float, default 0.1
        How far from 1 a variance may stay.
    max_steps : int, default 10
        Divisions per layer at most.

    Raises
    ------
    ValueError
        If a layer's output on the batch does not vary or is not finite; nothing has changed then.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nnlite.manual_seed(0)
    >>> model = nn.Sequential(nn.Linear(8, 16), nn.Tanh(), nn.Linear(16, 4))
    >>> x = nnlite.randn(64, 8)
    >>> nn.init.lsuv_(model, x, tolerance=0.01)
    >>> round(model(x).var().item(), 1)
    1.0

    References
    ----------
    Mishkin & Matas 2016, All you need is a good init.
    """

def normal_(
    tensor: nnlite.Tensor,
    mean: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    std: typing.SupportsFloat | typing.SupportsIndex = 1.0,
) -> nnlite.Tensor:
    """
    N(mean, std^2).

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.normal_(nnlite.empty((4, 5))).shape
    (4, 5)
    """

def ones_(tensor: nnlite.Tensor) -> nnlite.Tensor:
    """
    1 everywhere.

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.ones_(nnlite.empty((4, 5))).shape
    (4, 5)
    """

def orthogonal_(
    tensor: nnlite.Tensor, gain: typing.SupportsFloat | typing.SupportsIndex = 1.0
) -> nnlite.Tensor:
    """
    gain Q with orthonormal rows or columns, whichever are fewer (Saxe et al. 2014).

    Q is that of the QR factors of normal numbers, R's diagonal positive; axes after the first count as one.

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.orthogonal_(nnlite.empty((4, 5))).shape
    (4, 5)
    """

def sparse_(
    tensor: nnlite.Tensor,
    sparsity: typing.SupportsFloat | typing.SupportsIndex,
    std: typing.SupportsFloat | typing.SupportsIndex = 0.01,
) -> nnlite.Tensor:
    """
    N(0, std^2) with ceil(sparsity rows) zeros in every column (Martens 2010).

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.sparse_(nnlite.empty((4, 5)), 0.4).shape
    (4, 5)
    """

def trunc_normal_(
    tensor: nnlite.Tensor,
    mean: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    std: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    a: typing.SupportsFloat | typing.SupportsIndex = -2.0,
    b: typing.SupportsFloat | typing.SupportsIndex = 2.0,
) -> nnlite.Tensor:
    """
    N(mean, std^2), drawn again until it lies in [a, b].

    The bounds are absolute, not multiples of std, and the deviation that the cut takes away
    is not given back: with a cut at 2 std the result has 0.88 std.

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.trunc_normal_(nnlite.empty((4, 5))).shape
    (4, 5)
    """

def uniform_(
    tensor: nnlite.Tensor,
    a: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    b: typing.SupportsFloat | typing.SupportsIndex = 1.0,
) -> nnlite.Tensor:
    """
    U(a, b).

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.uniform_(nnlite.empty((4, 5))).shape
    (4, 5)
    """

def variance_scaling_(
    tensor: nnlite.Tensor,
    scale: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    mode: str = "fan_in",
    distribution: str = "truncated_normal",
) -> nnlite.Tensor:
    """
    Deviation sqrt(scale / fan), from a distribution of choice.

    scale 1 and fan_in is LeCun's, 1 and fan_avg Xavier's, 2 and fan_in He's rule. "truncated_normal" is a normal
    of deviation sqrt(scale / fan) / 0.87962566 cut at twice that, so that the deviation after the cut is
    right: the correction that `trunc_normal_` does not make. Keras's names and defaults; its Glorot and
    He normals are these.

    Parameters
    ----------
    scale : float, default 1
        Of the variance.
    mode : {"fan_in", "fan_out", "fan_avg"}
        What the variance is divided by.
    distribution : {"truncated_normal", "normal", "uniform"}
        Its shape.

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.variance_scaling_(nnlite.empty((4, 5))).shape
    (4, 5)
    """

def xavier_normal_(
    tensor: nnlite.Tensor, gain: typing.SupportsFloat | typing.SupportsIndex = 1.0
) -> nnlite.Tensor:
    """
    A normal of deviation gain sqrt(2 / (fan_in + fan_out)) (Glorot & Bengio 2010).

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.xavier_normal_(nnlite.empty((4, 5))).shape
    (4, 5)
    """

def xavier_uniform_(
    tensor: nnlite.Tensor, gain: typing.SupportsFloat | typing.SupportsIndex = 1.0
) -> nnlite.Tensor:
    """
    U(-b, b) of deviation gain sqrt(2 / (fan_in + fan_out)) (Glorot & Bengio 2010).

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.xavier_uniform_(nnlite.empty((4, 5))).shape
    (4, 5)
    """

def zeros_(tensor: nnlite.Tensor) -> nnlite.Tensor:
    """
    0 everywhere: for biases. Units of a layer that start equal stay equal.

    The tensor is overwritten, outside any graph, and returned.

    Raises
    ------
    TypeError
        If the tensor is not float32 or float64.
    ValueError
        If it was computed from others, or its shape or an option does not fit.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.init.zeros_(nnlite.empty((4, 5))).shape
    (4, 5)
    """
