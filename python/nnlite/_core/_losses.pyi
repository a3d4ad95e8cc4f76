"""
Losses and distances as functions.
"""

from __future__ import annotations

import typing

import nnlite

__all__: list[str] = [
    "bilinear",
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "cosine_embedding_loss",
    "cosine_similarity",
    "ctc_loss",
    "dice_loss",
    "focal_loss",
    "gaussian_nll_loss",
    "hinge_embedding_loss",
    "hinge_loss",
    "huber_loss",
    "kl_div",
    "margin_ranking_loss",
    "multi_margin_loss",
    "multilabel_margin_loss",
    "multilabel_soft_margin_loss",
    "pairwise_distance",
    "poisson_nll_loss",
    "sigmoid_focal_loss",
    "smooth_l1_loss",
    "soft_margin_loss",
    "squared_hinge_loss",
    "triplet_margin_loss",
]

def bilinear(
    input1: nnlite.Tensor,
    input2: nnlite.Tensor,
    weight: nnlite.Tensor,
    bias: nnlite.Tensor | None = None,
) -> nnlite.Tensor:
    """
    A form of two inputs: y_k = x1^T W_k x2 + b_k.

    Parameters
    ----------
    input1 : Tensor
        Of shape (..., in1).
    input2 : Tensor
        Of shape (..., in2).
    weight : Tensor
        Of shape (out, in1, in2).
    bias : Tensor, optional
        Of shape (out,).

    Raises
    ------
    ValueError
        If the inputs differ in more than their last axis, or do not fit the weight.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.bilinear(nnlite.ones((4, 2)), nnlite.ones((4, 3)), nnlite.ones((5, 2, 3))).shape
    (4, 5)
    """

def binary_cross_entropy(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    weight: nnlite.Tensor | None = None,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    Binary cross entropy of probabilities.

    -w (y log x + (1 - y) log(1 - x)), logarithms not below -100. Of logits:
    BCEWithLogitsLoss, which is exact where a sigmoid rounds to 0 or 1.

    Parameters
    ----------
    input : Tensor
        Probabilities in 0 .. 1.
    target : Tensor
        In 0 .. 1, of the input's shape.
    weight : Tensor, optional
        A factor for each element; broadcast.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.binary_cross_entropy(nnlite.tensor([0.5, 0.5]), nnlite.tensor([0.0, 1.0])).ndim
    0
    """

def binary_cross_entropy_with_logits(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    weight: nnlite.Tensor | None = None,
    pos_weight: nnlite.Tensor | None = None,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    Binary cross entropy of logits, stable for logits of any size.

    -w (p y log s(x) + (1 - y) log(1 - s(x))), s the sigmoid, p the positive weight.

    Parameters
    ----------
    input : Tensor
        Logits.
    target : Tensor
        In 0 .. 1, of the input's shape.
    weight : Tensor, optional
        A factor for each element; broadcast.
    pos_weight : Tensor, optional
        A factor for the positive part; broadcast.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.binary_cross_entropy_with_logits(nnlite.zeros(2), nnlite.tensor([0.0, 1.0])).ndim
    0
    """

def cosine_embedding_loss(
    input1: nnlite.Tensor,
    input2: nnlite.Tensor,
    target: nnlite.Tensor,
    margin: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    Angles that are to be small, or beyond the margin.

    1 - cos(x1, x2) where y = 1, max(0, cos(x1, x2) - margin) where y = -1.

    Parameters
    ----------
    input1 : Tensor
        Vectors, of shape (N, D) or (D,).
    input2 : Tensor
        Vectors of the same shape.
    target : Tensor
        1 (alike) or -1 (different), of the shape without the last axis.
    margin : float, default 0
        What is asked for beyond a tie.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.cosine_embedding_loss(nnlite.ones((2, 3)), nnlite.ones((2, 3)), nnlite.tensor([1.0, -1.0])).ndim
    0
    """

def cosine_similarity(
    x1: nnlite.Tensor,
    x2: nnlite.Tensor,
    dim: typing.SupportsInt | typing.SupportsIndex = 1,
    eps: typing.SupportsFloat | typing.SupportsIndex = 1e-08,
) -> nnlite.Tensor:
    """
    The cosine of the angle between vectors along an axis.

    x1 x2 / (max(|x1|, eps) max(|x2|, eps)); a vector of zeros has cosine 0 and a gradient.

    Parameters
    ----------
    x1, x2 : Tensor
        Vectors; shapes broadcast.
    dim : int, default 1
        The axis of the vectors; it goes.
    eps : float, default 1e-8
        The least length.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> a, b = nnlite.tensor([[1.0, 0.0]]), nnlite.tensor([[0.0, 2.0]])
    >>> nn.functional.cosine_similarity(a, b).tolist()
    [0.0]
    """

def ctc_loss(
    log_probs: nnlite.Tensor,
    targets: nnlite.Tensor,
    input_lengths: typing.Any,
    target_lengths: typing.Any,
    blank: typing.SupportsInt | typing.SupportsIndex = 0,
    reduction: str = "mean",
    zero_infinity: bool = False,
) -> nnlite.Tensor:
    """
    The loss of labels whose places in a sequence are not known.

    -log of the probability of the labels, summed over all alignments: rows of one class for each step
    which give the labels once repetitions are joined and blanks are left out. "mean" divides each loss
    by its number of labels before it takes the mean.

    Parameters
    ----------
    log_probs : Tensor
        Logarithms of probabilities, of shape (T, N, C), or (T, C) of one sequence.
    targets : Tensor of integers
        Labels, of shape (N, S), padded with anything, or all labels joined; (S,) of one sequence.
    input_lengths, target_lengths : Tensor of integers, or sequence of int
        How many steps and labels of each sequence count, of shape (N,).
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
    >>> round(nn.functional.ctc_loss(x, labels, [4], [2]).item(), 4)
    0.8432

    References
    ----------
    Graves et al. 2006, Connectionist temporal classification.
    """

def dice_loss(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    smooth: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    p: typing.SupportsInt | typing.SupportsIndex = 1,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    What two masks do not share.

    1 - (2 sum(x y) + smooth) / (sum(x^p) + sum(y^p) + smooth), sums over all axes but the first
    two: one number for each mask.

    Parameters
    ----------
    input : Tensor
        Probabilities, of shape (N, C, d1, ...).
    target : Tensor
        0 or 1, of the input's shape.
    smooth : float, default 1
        Added above and below, for masks that are empty.
    p : int, default 1
        The power within the sums below: 1, or 2 as in V-Net.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.dice_loss(nnlite.ones((1, 1, 2, 2)), nnlite.ones((1, 1, 2, 2))).ndim
    0

    References
    ----------
    Milletari, Navab & Ahmadi 2016, V-Net.
    """

def focal_loss(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    gamma: typing.SupportsFloat | typing.SupportsIndex = 2.0,
    weight: nnlite.Tensor | None = None,
    ignore_index: typing.SupportsInt | typing.SupportsIndex = -100,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    Cross entropy of logits against labels in which easy examples count less.

    -w_y (1 - p)^gamma log p, p the probability of the label. The mean is over the rows that
    count.

    Parameters
    ----------
    input : Tensor
        Logits, of shape (C,), (N, C) or (N, C, d1, ...).
    target : Tensor
        Labels 0 .. C-1 of the shape without C.
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
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.focal_loss(nnlite.tensor([[2.0, 0.0], [0.0, 2.0]]), nnlite.tensor([0, 1])).ndim
    0

    References
    ----------
    Lin et al. 2017, Focal Loss for Dense Object Detection.
    """

def gaussian_nll_loss(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    var: nnlite.Tensor,
    full: bool = False,
    eps: typing.SupportsFloat | typing.SupportsIndex = 1e-06,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    Negative log-likelihood of numbers under normal distributions.

    (log v + (x - y)^2 / v) / 2 with v = max(var, eps).

    Parameters
    ----------
    input : Tensor
        Means.
    target : Tensor
        Of the input's shape.
    var : Tensor
        Variances of the input's shape, or one for each last axis: of size 1 there, or without it.
    full : bool, default False
        Whether to add the constant log(2 pi) / 2.
    eps : float, default 1e-06
        The least variance; the gradient passes as if there were none.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.gaussian_nll_loss(nnlite.zeros(3), nnlite.ones(3), nnlite.ones(3)).ndim
    0

    References
    ----------
    Nix & Weigend 1994, Estimating the mean and variance of the target probability
    distribution.
    """

def hinge_embedding_loss(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    margin: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    Distances that are to be small, or beyond the margin.

    x where y = 1, else max(0, margin - x).

    Parameters
    ----------
    input : Tensor
        Distances.
    target : Tensor
        1 (alike) or -1 (different), of the input's shape.
    margin : float, default 1
        From where on nothing is lost.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.hinge_embedding_loss(nnlite.tensor([0.5, 0.5]), nnlite.tensor([1.0, -1.0])).ndim
    0
    """

def hinge_loss(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    margin: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    How much a score lacks to the margin.

    max(0, margin - y x).

    Parameters
    ----------
    input : Tensor
        Scores.
    target : Tensor
        -1 or 1, of the input's shape.
    margin : float, default 1
        From where on nothing is lost.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.hinge_loss(nnlite.tensor([0.5, -2.0]), nnlite.tensor([1.0, -1.0])).ndim
    0

    References
    ----------
    Cortes & Vapnik 1995, Support-vector networks.
    """

def huber_loss(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    delta: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    Squares of small differences, absolute values of large ones.

    r^2 / 2 where |r| <= delta, else delta (|r| - delta / 2); r = x - y.

    Parameters
    ----------
    input : Tensor
        Predictions.
    target : Tensor
        Of the input's shape.
    delta : float, default 1
        Where squares turn into absolute values.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.huber_loss(nnlite.zeros(3), nnlite.ones(3)).ndim
    0

    References
    ----------
    Huber 1964, Robust estimation of a location parameter.
    """

def kl_div(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    log_target: bool = False,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    Kullback-Leibler divergence of distributions from log-probabilities.

    y (log y - x). "mean" divides the sum by the number of elements, "batchmean" by the size
    of the first axis: that is the divergence as it is defined.

    Parameters
    ----------
    input : Tensor
        Log-probabilities.
    target : Tensor
        Probabilities, or their logarithms with log_target.
    log_target : bool, default False
        Whether the target is a logarithm too.
    reduction : {"mean", "batchmean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.kl_div(nnlite.tensor([[0.5, 0.5]]).log(), nnlite.tensor([[1.0, 0.0]])).ndim
    0

    References
    ----------
    Kullback & Leibler 1951, On information and sufficiency.
    """

def margin_ranking_loss(
    input1: nnlite.Tensor,
    input2: nnlite.Tensor,
    target: nnlite.Tensor,
    margin: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    Pairs of scores in the wrong order.

    max(0, margin - y (x1 - x2)).

    Parameters
    ----------
    input1 : Tensor
        Scores.
    input2 : Tensor
        Scores of the same shape.
    target : Tensor
        1 where input1 is to be larger, -1 where input2 is.
    margin : float, default 0
        What is asked for beyond a tie.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.margin_ranking_loss(nnlite.ones(2), nnlite.zeros(2), nnlite.tensor([1.0, -1.0])).ndim
    0
    """

def multi_margin_loss(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    p: typing.SupportsInt | typing.SupportsIndex = 1,
    margin: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    weight: nnlite.Tensor | None = None,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    Classes whose scores come too near to the right one's.

    sum over i != y of w_y max(0, margin - x_y + x_i)^p / C.

    Parameters
    ----------
    input : Tensor
        Scores, of shape (N, C) or (C,).
    target : Tensor
        Labels 0 .. C-1 of the shape without C.
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
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.multi_margin_loss(nnlite.tensor([[0.5, 0.0]]), nnlite.tensor([0])).ndim
    0

    References
    ----------
    Crammer & Singer 2001, On the algorithmic implementation of multiclass kernel-based vector
    machines.
    """

def multilabel_margin_loss(
    input: nnlite.Tensor, target: nnlite.Tensor, *, reduction: str = "mean"
) -> nnlite.Tensor:
    """
    Other classes whose scores come too near to those of several right ones.

    sum over j right and i wrong of max(0, 1 - x_j + x_i) / C.

    Parameters
    ----------
    input : Tensor
        Scores, of shape (N, C) or (C,).
    target : Tensor
        The right classes of each row, then -1, of the input's shape.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.multilabel_margin_loss(nnlite.tensor([[0.5, 0.0, 0.0]]), nnlite.tensor([[0, -1, -1]])).ndim
    0
    """

def multilabel_soft_margin_loss(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    weight: nnlite.Tensor | None = None,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    Binary cross entropy of the logits of several classes, the mean over these.

    -sum over i of w_i (y_i log s(x_i) + (1 - y_i) log s(-x_i)) / C, s the sigmoid.

    Parameters
    ----------
    input : Tensor
        Logits, of shape (N, C) or (C,).
    target : Tensor
        0 or 1, of the input's shape.
    weight : Tensor, optional
        A factor for each class, of shape (C,).
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.multilabel_soft_margin_loss(nnlite.zeros((1, 2)), nnlite.tensor([[0.0, 1.0]])).ndim
    0
    """

def pairwise_distance(
    x1: nnlite.Tensor,
    x2: nnlite.Tensor,
    p: typing.SupportsFloat | typing.SupportsIndex = 2.0,
    eps: typing.SupportsFloat | typing.SupportsIndex = 1e-06,
    keepdim: bool = False,
) -> nnlite.Tensor:
    """
    The distance of vectors along the last axis.

    The p-norm of x1 - x2 + eps.

    Parameters
    ----------
    x1, x2 : Tensor
        Vectors; shapes broadcast.
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
    >>> round(nn.functional.pairwise_distance(nnlite.zeros((1, 2)), nnlite.tensor([[3.0, 4.0]])).item(), 4)
    5.0
    """

def poisson_nll_loss(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    log_input: bool = True,
    full: bool = False,
    eps: typing.SupportsFloat | typing.SupportsIndex = 1e-08,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    Negative log-likelihood of counts under Poisson distributions.

    e^x - y x where the input is the logarithm of a rate, x - y log(x + eps) where it is the
    rate.

    Parameters
    ----------
    input : Tensor
        Rates or their logarithms.
    target : Tensor
        Counts, of the input's shape.
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
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.poisson_nll_loss(nnlite.zeros(3), nnlite.ones(3)).ndim
    0
    """

def sigmoid_focal_loss(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    alpha: typing.SupportsFloat | typing.SupportsIndex = 0.25,
    gamma: typing.SupportsFloat | typing.SupportsIndex = 2.0,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    Binary cross entropy of logits in which easy examples count less.

    -a (1 - p)^gamma log p, p the probability of the right answer: s(x) where y = 1, s(-x) where
    y = 0; a is alpha or 1 - alpha.

    Parameters
    ----------
    input : Tensor
        Logits.
    target : Tensor
        0 or 1, of the input's shape.
    alpha : float, default 0.25
        The factor of ones, 1 - alpha that of zeros; below 0: no factors.
    gamma : float, default 2
        How much less easy examples count.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.sigmoid_focal_loss(nnlite.tensor([2.0, -3.0]), nnlite.tensor([1.0, 0.0])).ndim
    0

    References
    ----------
    Lin et al. 2017, Focal Loss for Dense Object Detection.
    """

def smooth_l1_loss(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    beta: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    Huber's loss divided by its width.

    huber_loss(delta=beta) / beta; |x - y| where beta is 0.

    Parameters
    ----------
    input : Tensor
        Predictions.
    target : Tensor
        Of the input's shape.
    beta : float, default 1
        Where squares turn into absolute values; 0: everywhere.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.smooth_l1_loss(nnlite.zeros(3), nnlite.ones(3)).ndim
    0

    References
    ----------
    Girshick 2015, Fast R-CNN.
    """

def soft_margin_loss(
    input: nnlite.Tensor, target: nnlite.Tensor, *, reduction: str = "mean"
) -> nnlite.Tensor:
    """
    The logistic loss of scores.

    log(1 + e^(-y x)).

    Parameters
    ----------
    input : Tensor
        Scores.
    target : Tensor
        -1 or 1, of the input's shape.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.soft_margin_loss(nnlite.zeros(2), nnlite.tensor([1.0, -1.0])).ndim
    0
    """

def squared_hinge_loss(
    input: nnlite.Tensor,
    target: nnlite.Tensor,
    margin: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    The square of how much a score lacks to the margin.

    max(0, margin - y x)^2.

    Parameters
    ----------
    input : Tensor
        Scores.
    target : Tensor
        -1 or 1, of the input's shape.
    margin : float, default 1
        From where on nothing is lost.
    reduction : {"mean", "sum", "none"}, default "mean"
        What becomes of the losses of single elements.

    Raises
    ------
    ValueError
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.squared_hinge_loss(nnlite.tensor([0.5, -2.0]), nnlite.tensor([1.0, -1.0])).ndim
    0

    References
    ----------
    Cortes & Vapnik 1995, Support-vector networks.
    """

def triplet_margin_loss(
    anchor: nnlite.Tensor,
    positive: nnlite.Tensor,
    negative: nnlite.Tensor,
    margin: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    p: typing.SupportsFloat | typing.SupportsIndex = 2.0,
    eps: typing.SupportsFloat | typing.SupportsIndex = 1e-06,
    swap: bool = False,
    *,
    reduction: str = "mean",
) -> nnlite.Tensor:
    """
    Distances to the like that are not smaller than those to the unlike.

    max(0, d(a, p) - d(a, n) + margin), d the distance along the last axis.

    Parameters
    ----------
    anchor : Tensor
        Vectors, of shape (N, D) or (D,).
    positive : Tensor
        Vectors that are to be near, of the same shape.
    negative : Tensor
        Vectors that are to be far, of the same shape.
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
        If shapes do not fit, or an option is out of range.
    TypeError
        If the input is no tensor of floats.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn
    >>> nn.functional.triplet_margin_loss(nnlite.zeros((1, 2)), nnlite.ones((1, 2)), nnlite.ones((1, 2))).ndim
    0

    References
    ----------
    Balntas et al. 2016, Learning local feature descriptors with triplets and shallow
    convolutional neural networks.
    """
