"""The data sets that need no file: handwritten digits, two moons, spiral."""

from __future__ import annotations

import numpy as np

from nnlite._extras import need
from nnlite.data.dataset import Dataset, scaled_images, split_indices, standardized


def digits(*, split_seed: int = 0) -> Dataset:
    """Load the 1797 handwritten 8x8 digits that scikit-learn ships, 80% to train on.

    Parameters
    ----------
    split_seed : int
        Chooses the rows held out for validation, a fifth of every class.

    Raises
    ------
    ImportError
        If scikit-learn is not installed.

    References
    ----------
    Alpaydin & Kaynak 1998, Optical Recognition of Handwritten Digits, UCI Repository.
    """
    x, y = need("sklearn.datasets", purpose="the data set 'digits'").load_digits(return_X_y=True)
    y = y.astype(np.int64)
    train, validation = split_indices(y, seed=split_seed)
    x_train, x_val = scaled_images(x[train], x[validation])
    return Dataset(
        name="digits",
        x_train=x_train,
        y_train=y[train],
        x_val=x_val,
        y_val=y[validation],
        classes=tuple(str(d) for d in range(10)),
        hidden=(128,),
        scaled="pixels shifted and scaled by the mean and deviation of all training pixels",
    )


def _points(
    name: str, x: np.ndarray, y: np.ndarray, hidden: tuple[int, ...], split_seed: int
) -> Dataset:
    train, validation = split_indices(y, seed=split_seed)
    x_train, x_val = standardized(x[train], x[validation])
    return Dataset(
        name=name,
        x_train=x_train,
        y_train=y[train],
        x_val=x_val,
        y_val=y[validation],
        classes=tuple(str(c) for c in range(int(y.max()) + 1)),
        hidden=hidden,
        scaled="both coordinates standardized on the training points",
    )


def moons(*, rows: int = 1000, noise: float = 0.2, seed: int = 0, split_seed: int = 0) -> Dataset:
    """Make two interleaved half circles with Gaussian noise, one class each.

    The first is (cos a, sin a), the second (1 - cos a, 1/2 - sin a), with a in [0, pi].

    Parameters
    ----------
    rows : int
        Number of points, half of them in each class.
    noise : float
        Standard deviation of the noise; 0.2 lets the moons touch.
    seed, split_seed : int
        Choose the points and the rows held out.

    Examples
    --------
    >>> moons(rows=100)
    Dataset('moons', train=80, validation=20, inputs=2, outputs=2, task='classes')
    """
    _check_points("moons", rows, 2, noise)
    rng = np.random.Generator(np.random.Philox(seed))
    y = np.arange(rows, dtype=np.int64) % 2
    a = rng.uniform(0.0, np.pi, rows)
    upper = np.stack([np.cos(a), np.sin(a)], axis=1)
    lower = np.stack([1.0 - np.cos(a), 0.5 - np.sin(a)], axis=1)
    x = np.where(y[:, None] == 0, upper, lower) + rng.normal(0.0, noise, (rows, 2))
    return _points("moons", x, y, (32, 32), split_seed)


def spiral(
    *, rows: int = 1500, arms: int = 3, noise: float = 0.2, seed: int = 0, split_seed: int = 0
) -> Dataset:
    """Make interleaved spiral arms, one class each; no straight line parts them.

    Arm k runs through (r cos t, r sin t) with r in [0, 1] and t = 4 r + 2 pi k / arms + noise.

    Parameters
    ----------
    rows : int
        Number of points, shared evenly by the arms.
    arms : int
        Number of classes, at least 2.
    noise : float
        Standard deviation of the angle in radians.
    seed, split_seed : int
        Choose the points and the rows held out.

    References
    ----------
    The toy data of the Stanford course cs231n, "Neural networks case study".
    """
    if arms < 2:
        raise ValueError(f"spiral: {arms} arms; at least 2 are needed to have two classes")
    _check_points("spiral", rows, arms, noise)
    rng = np.random.Generator(np.random.Philox(seed))
    y = np.arange(rows, dtype=np.int64) % arms
    r = rng.uniform(0.0, 1.0, rows)
    t = 4.0 * r + 2.0 * np.pi * y / arms + rng.normal(0.0, noise, rows)
    x = np.stack([r * np.cos(t), r * np.sin(t)], axis=1)
    return _points("spiral", x, y, (64, 64), split_seed)


def _check_points(name: str, rows: int, classes: int, noise: float) -> None:
    if rows < 10 * classes:
        raise ValueError(f"{name}: {rows} rows are too few; ask for at least {10 * classes}")
    if not (np.isfinite(noise) and noise >= 0):
        raise ValueError(f"{name}: the noise is {noise}; it must be a number >= 0")
