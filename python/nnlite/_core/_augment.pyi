"""
Random changes of batches.
"""

from __future__ import annotations

import collections.abc
import typing

import nnlite

__all__: list[str] = [
    "Augmentation",
    "Brightness",
    "Crop",
    "CutMix",
    "Cutout",
    "Flip",
    "MixUp",
    "RandomErasing",
    "Rotate",
    "Shift",
]

class Augmentation:
    """
    A random change of batches; a DataLoader takes a list of them.
    """

    def __call__(self, input: nnlite.Tensor, target: nnlite.Tensor | None = None) -> typing.Any:
        """
        A changed batch, by hand: images, or images and targets.

        Random numbers come from the generator of `nnlite.manual_seed`.

        Parameters
        ----------
        input : Tensor
            Images (N, H, W) or (N, C, H, W); the result is float32.
        target : Tensor, optional
            Only MixUp and CutMix change it.
        """

    def __repr__(self) -> str: ...
    @property
    def columns(self) -> list[str]:
        """
        What is drawn for each row: the columns of DataLoader.drawn.
        """

def Brightness(
    amount: typing.SupportsFloat | typing.SupportsIndex,
    *,
    limits: tuple[
        typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex
    ]
    | None = None,
) -> Augmentation:
    """
    Multiply images by a random factor.

    Parameters
    ----------
    amount : float
        The factor is uniform in max(0, 1 - amount) .. 1 + amount.
    limits : (float, float), optional
        Where pixels are cut off, such as (0, 1).

    Examples
    --------
    >>> import nnlite
    >>> nnlite.augment.Brightness(0.4, limits=(0, 1))
    Brightness(0.4, limits=(0, 1))
    """

def Crop(
    size: int | collections.abc.Sequence[int] | None = None,
    *,
    padding: typing.SupportsInt | typing.SupportsIndex = 0,
    fill: typing.SupportsFloat | typing.SupportsIndex = 0.0,
) -> Augmentation:
    """
    Crop images at a random place, with padding around them.

    Parameters
    ----------
    size : int or (int, int), optional
        Height and width of the result; not given, the image's.
    padding : int, default 0
        Pixels of `fill` on each side.
    fill : float, default 0

    Raises
    ------
    ValueError
        If the size exceeds the padded image (when a DataLoader is made).

    Examples
    --------
    >>> import nnlite
    >>> nnlite.augment.Crop(20)(nnlite.ones(8, 3, 28, 28)).shape
    (8, 3, 20, 20)
    >>> nnlite.augment.Crop(padding=4)(nnlite.ones(8, 28, 28)).shape
    (8, 28, 28)
    """

def CutMix(
    alpha: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    *,
    num_classes: typing.SupportsInt | typing.SupportsIndex | None = None,
) -> Augmentation:
    """
    Put a box of another image into every image, targets too.

    The sides of the box are sqrt(1 - share) of the image's with a share of Beta(alpha, alpha), one for
    each batch; its middle is anywhere, and what falls outside is lost. Targets are mixed as in `MixUp`,
    by the areas.

    Parameters
    ----------
    alpha : float, default 1
    num_classes : int, optional
        Of targets that are labels: they become probabilities (N, num_classes).

    Raises
    ------
    ValueError
        If the inputs are no images, or the targets are integers and num_classes is not given (when a
        DataLoader is made).

    Examples
    --------
    >>> import nnlite
    >>> x, y = nnlite.randn(8, 3, 6, 6), nnlite.arange(8) % 3
    >>> mixed, probabilities = nnlite.augment.CutMix(num_classes=3)(x, y)
    >>> mixed.shape, probabilities.shape
    ((8, 3, 6, 6), (8, 3))

    References
    ----------
    Yun et al. 2019, CutMix: regularization strategy to train strong classifiers with localizable
    features.
    """

def Cutout(
    size: typing.SupportsInt | typing.SupportsIndex,
    *,
    fill: typing.SupportsFloat | typing.SupportsIndex = 0.0,
) -> Augmentation:
    """
    Fill a square about a random pixel of every image.

    Parameters
    ----------
    size : int
        Its side; what falls outside of the image is lost.
    fill : float, default 0

    Examples
    --------
    >>> import nnlite
    >>> nnlite.augment.Cutout(3)
    Cutout(3)

    References
    ----------
    DeVries & Taylor 2017, Improved regularization of convolutional neural networks with cutout.
    """

def Flip(
    p: typing.SupportsFloat | typing.SupportsIndex = 0.5, *, vertical: bool = False
) -> Augmentation:
    """
    Flip images with probability p: left and right exchanged.

    Parameters
    ----------
    p : float, default 0.5
    vertical : bool, default False
        Above and below instead.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.tensor([[[1.0, 2.0], [3.0, 4.0]]])
    >>> nnlite.augment.Flip(p=1.0)(x).tolist()
    [[[2.0, 1.0], [4.0, 3.0]]]
    """

def MixUp(
    alpha: typing.SupportsFloat | typing.SupportsIndex = 0.2,
    *,
    num_classes: typing.SupportsInt | typing.SupportsIndex | None = None,
) -> Augmentation:
    """
    Mix every row of a batch with another one, targets too.

    x = share x + (1 - share) x[partner], y alike; the share is of Beta(alpha, alpha), one for each
    batch, and the partners are the batch in random order. `cross_entropy` takes the mixed
    probabilities; the training accuracy of a fit does not: look at that of the validation.

    Parameters
    ----------
    alpha : float, default 0.2
    num_classes : int, optional
        Of targets that are labels: they become probabilities (N, num_classes).

    Raises
    ------
    ValueError
        If the targets are integers and num_classes is not given (when a DataLoader is made).

    Examples
    --------
    >>> import nnlite
    >>> x, y = nnlite.randn(8, 2), nnlite.arange(8) % 3
    >>> mixed, probabilities = nnlite.augment.MixUp(0.2, num_classes=3)(x, y)
    >>> probabilities.shape, bool(nnlite.allclose(probabilities.sum(1), nnlite.ones(8)))
    ((8, 3), True)

    References
    ----------
    Zhang et al. 2018, mixup: beyond empirical risk minimization.
    """

def RandomErasing(
    p: typing.SupportsFloat | typing.SupportsIndex = 0.5,
    *,
    scale: tuple[
        typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex
    ] = (0.02, 0.3333333333333333),
    ratio: tuple[
        typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex
    ] = (0.3, 3.3),
    fill: typing.SupportsFloat | typing.SupportsIndex = 0.0,
) -> Augmentation:
    """
    Fill a random rectangle of an image with probability p.

    Parameters
    ----------
    p : float, default 0.5
    scale : (float, float), default (0.02, 0.333)
        Its area as a part of the image's, uniform between.
    ratio : (float, float), default (0.3, 3.3)
        Height divided by width, uniform in its logarithm. Sides are rounded, and no longer than the
        image's.
    fill : float, default 0

    Examples
    --------
    >>> import nnlite
    >>> nnlite.augment.RandomErasing(p=0.25)(nnlite.ones(4, 1, 8, 8)).shape
    (4, 1, 8, 8)

    References
    ----------
    Zhong et al. 2020, Random erasing data augmentation.
    """

def Rotate(
    degrees: typing.SupportsFloat | typing.SupportsIndex,
    *,
    fill: typing.SupportsFloat | typing.SupportsIndex = 0.0,
) -> Augmentation:
    """
    Rotate images about their centre, linearly between pixels.

    Parameters
    ----------
    degrees : float
        The angle is uniform in -degrees .. degrees, counter-clockwise.
    fill : float, default 0
        What continues the image on all sides.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.augment.Rotate(10)
    Rotate(10)
    """

def Shift(
    pixels: int | collections.abc.Sequence[int],
    *,
    fill: typing.SupportsFloat | typing.SupportsIndex = 0.0,
) -> Augmentation:
    """
    Shift images by whole pixels, any way.

    Parameters
    ----------
    pixels : int or (int, int)
        How far at most, up or down and left or right.
    fill : float, default 0
        What comes in.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.augment.Shift((1, 2))
    Shift((1, 2))
    """
