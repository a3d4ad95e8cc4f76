"""The functions behind the layers, by PyTorch's names and arguments.

Activations take ``inplace``: with True the result is written into the input. Losses take
``reduction``: "mean", "sum" or "none".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nnlite import _core
from nnlite._core import (
    Tensor,
    _functional,
    _losses,
    _nn,
    adaptive_avg_pool1d,
    adaptive_avg_pool2d,
    adaptive_avg_pool3d,
    adaptive_max_pool1d,
    adaptive_max_pool2d,
    adaptive_max_pool3d,
    avg_pool1d,
    avg_pool2d,
    avg_pool3d,
    batch_norm,
    channel_shuffle,
    conv1d,
    conv2d,
    conv3d,
    conv_transpose1d,
    conv_transpose2d,
    conv_transpose3d,
    cross_entropy,
    drop_path,
    dtype,
    embedding,
    embedding_bag,
    fold,
    gaussian_dropout,
    gaussian_noise,
    geglu,
    glu,
    group_norm,
    instance_norm,
    interpolate,
    l1_loss,
    layer_norm,
    linear,
    local_response_norm,
    log_cosh_loss,
    lp_pool1d,
    lp_pool2d,
    lp_pool3d,
    max_pool1d,
    max_pool2d,
    max_pool3d,
    max_unpool1d,
    max_unpool2d,
    max_unpool3d,
    maxout,
    mse_loss,
    nll_loss,
    pixel_shuffle,
    pixel_unshuffle,
    prelu,
    rms_norm,
    rotary,
    scaled_dot_product_attention,
    sparsemax,
    swiglu,
    unfold,
)
from nnlite._core._functional import *  # noqa: F403
from nnlite._core._losses import *  # noqa: F403

__all__ = [
    "adaptive_avg_pool1d",
    "adaptive_avg_pool2d",
    "adaptive_avg_pool3d",
    "adaptive_max_pool1d",
    "adaptive_max_pool2d",
    "adaptive_max_pool3d",
    "alpha_dropout",
    "avg_pool1d",
    "avg_pool2d",
    "avg_pool3d",
    "batch_norm",
    "channel_shuffle",
    "conv1d",
    "conv2d",
    "conv3d",
    "conv_transpose1d",
    "conv_transpose2d",
    "conv_transpose3d",
    "cross_entropy",
    "drop_path",
    "dropout",
    "dropout1d",
    "dropout2d",
    "dropout3d",
    "embedding",
    "embedding_bag",
    "feature_alpha_dropout",
    "fold",
    "gaussian_dropout",
    "gaussian_noise",
    "geglu",
    "gelu",
    "glu",
    "group_norm",
    "instance_norm",
    "interpolate",
    "l1_loss",
    "layer_norm",
    "linear",
    "local_response_norm",
    "log_cosh_loss",
    "log_softmax",
    "lp_pool1d",
    "lp_pool2d",
    "lp_pool3d",
    "max_pool1d",
    "max_pool2d",
    "max_pool3d",
    "max_unpool1d",
    "max_unpool2d",
    "max_unpool3d",
    "maxout",
    "mse_loss",
    "nll_loss",
    "one_hot",
    "pad",
    "pixel_shuffle",
    "pixel_unshuffle",
    "prelu",
    "rms_norm",
    "rotary",
    "rrelu",
    "scaled_dot_product_attention",
    "softmax",
    "softmin",
    "sparsemax",
    "swiglu",
    "unfold",
]
__all__ += [name for name in dir(_functional) + dir(_losses) if not name.startswith("_")]


def _as(input: Tensor, dtype: dtype | str | None) -> Tensor:
    return input if dtype is None else input.to(dtype)


def _placed(input: Tensor, output: Tensor, inplace: bool) -> Tensor:
    return input.copy_(output) if inplace else output


def softmax(input: Tensor, dim: int, *, dtype: dtype | str | None = None) -> Tensor:
    """Turn numbers into probabilities along an axis.

    y_i = exp(x_i) / sum_j exp(x_j), stable for numbers of any size.

    Parameters
    ----------
    input : Tensor
    dim : int
        The axis along which the result sums to 1.
    dtype : dtype, optional
        The input is converted to it first.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.nn.functional.softmax(nnlite.tensor([0.0, 0.0]), dim=0).numpy()
    array([0.5, 0.5], dtype=float32)
    """
    return _core.softmax(_as(input, dtype), dim)


def log_softmax(input: Tensor, dim: int, *, dtype: dtype | str | None = None) -> Tensor:
    """Take the logarithm of softmax along an axis: x_i - log(sum_j exp(x_j)).

    Parameters
    ----------
    input : Tensor
    dim : int
        The axis.
    dtype : dtype, optional
        The input is converted to it first.
    """
    return _core.log_softmax(_as(input, dtype), dim)


def softmin(input: Tensor, dim: int, *, dtype: dtype | str | None = None) -> Tensor:
    """Turn numbers into probabilities, the smallest into the largest: softmax(-x).

    Parameters
    ----------
    input : Tensor
    dim : int
        The axis.
    dtype : dtype, optional
        The input is converted to it first.
    """
    return _core.softmin(_as(input, dtype), dim)


def gelu(input: Tensor, approximate: str = "none") -> Tensor:
    """Multiply x by the normal distribution function of x.

    Parameters
    ----------
    input : Tensor
    approximate : {"none", "tanh"}, default "none"
        "tanh": 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))).

    Raises
    ------
    ValueError
        If `approximate` is neither.

    References
    ----------
    Hendrycks & Gimpel 2016, Gaussian Error Linear Units.
    """
    return _nn._gelu_of(input, approximate)


def rrelu(
    input: Tensor,
    lower: float = 1 / 8,
    upper: float = 1 / 3,
    training: bool = False,
    inplace: bool = False,
) -> Tensor:
    """Let negative numbers through with a random slope while training.

    x where x >= 0, else a x; a is drawn from U(lower, upper) for every element in training and
    (lower + upper) / 2 otherwise.

    Parameters
    ----------
    input : Tensor
    lower, upper : float, default 1/8 and 1/3
    training : bool, default False
    inplace : bool, default False
        Write the result into the input.

    References
    ----------
    Xu et al. 2015, Empirical Evaluation of Rectified Activations in Convolutional Network.
    """
    return _placed(input, _core.rrelu(input, lower, upper, training), inplace)


def dropout(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """Set elements to 0 with probability p and divide the others by 1 - p.

    Parameters
    ----------
    input : Tensor
    p : float, default 0.5
        With 1, all are 0.
    training : bool, default True
        The input itself where this is False.
    inplace : bool, default False
        Write the result into the input.

    References
    ----------
    Srivastava et al. 2014, Dropout: a simple way to prevent neural networks from overfitting.
    """
    return _placed(input, _core.dropout(input, p, training), inplace and training)


def _dropping(name: str) -> Callable[..., Tensor]:
    native = getattr(_core, name)

    def function(
        input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False
    ) -> Tensor:
        return _placed(input, native(input, p, training), inplace and training)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"""Do what `nnlite.{name}` does; with inplace, in the input's memory."""
    return function


alpha_dropout = _dropping("alpha_dropout")
dropout1d = _dropping("dropout1d")
dropout2d = _dropping("dropout2d")
dropout3d = _dropping("dropout3d")
feature_alpha_dropout = _dropping("feature_alpha_dropout")


def one_hot(tensor: Tensor, num_classes: int = -1) -> Tensor:
    """Write each label as a row of zeros with one 1 (int64).

    Parameters
    ----------
    tensor : Tensor of integers
        Labels 0 .. num_classes - 1.
    num_classes : int, default -1
        The size of the new last axis; -1: the largest label + 1.

    Raises
    ------
    IndexError
        If a label lies outside the classes.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.nn.functional.one_hot(nnlite.tensor([0, 2])).tolist()
    [[1, 0, 0], [0, 0, 1]]
    """
    return _core.one_hot(tensor, None if num_classes == -1 else num_classes)


def pad(
    input: Tensor, pad: Sequence[int], mode: str = "constant", value: float | None = None
) -> Tensor:
    """Surround a tensor with a number, or with what stands in it.

    Parameters
    ----------
    input : Tensor
    pad : sequence of int
        Pairs (before, after), the last axis first; negative ones crop.
    mode : {"constant", "reflect", "replicate", "circular"}, default "constant"
        What stands outside: `value`; the tensor mirrored at its first and last elements; copies of
        these; or what stands at the other end. All but the first are for one to three axes.
    value : float, default 0
        The constant.

    Raises
    ------
    ValueError
        If `mode` is another one, or the pairs do not fit the axes.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.nn.functional.pad(nnlite.ones(2), (1, 0)).tolist()
    [0.0, 1.0, 1.0]
    >>> nnlite.nn.functional.pad(nnlite.tensor([[1.0, 2.0, 3.0]]), (2, 1), mode="reflect").tolist()
    [[3.0, 2.0, 1.0, 2.0, 3.0, 2.0]]
    """
    return _nn._pad_with(input, list(pad), mode, 0.0 if value is None else value)
