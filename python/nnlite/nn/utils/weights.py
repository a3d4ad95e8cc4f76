"""Weights that are normalized wherever they are used."""

from __future__ import annotations

from nnlite._core import _nn


def weight_norm(module: _nn.Module, name: str = "weight", dim: int | None = 0) -> _nn.WeightNorm:
    """Learn the length and the direction of a module's weight apart: w = g v / |v|.

    Parameters
    ----------
    module : Module
        It is used from now on through what is returned.
    name : str, default "weight"
        Of the parameter.
    dim : int or None, default 0
        There is a length for each slice along this axis; None: one for all.

    Returns
    -------
    WeightNorm
        A module that computes what `module` does.

    Examples
    --------
    >>> from nnlite import nn
    >>> layer = nn.utils.weight_norm(nn.Linear(3, 2))
    >>> layer.weight_g.shape
    (2, 1)

    References
    ----------
    Salimans & Kingma 2016, Weight normalization: a simple reparameterization to accelerate training
    of deep neural networks.
    """
    return _nn.WeightNorm(module, name, dim)


def spectral_norm(
    module: _nn.Module,
    name: str = "weight",
    n_power_iterations: int = 1,
    eps: float = 1e-12,
    dim: int = 0,
) -> _nn.SpectralNorm:
    """Divide a module's weight by its largest singular value.

    Parameters
    ----------
    module : Module
        It is used from now on through what is returned.
    name : str, default "weight"
        Of the parameter.
    n_power_iterations : int, default 1
        At each call while training.
    eps : float, default 1e-12
        The least length that is divided by.
    dim : int, default 0
        The axis whose slices are the matrix's rows; 1 for transposed convolutions.

    Returns
    -------
    SpectralNorm
        A module that computes what `module` does.

    Examples
    --------
    >>> from nnlite import nn
    >>> layer = nn.utils.spectral_norm(nn.Linear(3, 2))
    >>> layer.weight_u.shape
    (2,)

    References
    ----------
    Miyato et al. 2018, Spectral normalization for generative adversarial networks.
    """
    return _nn.SpectralNorm(module, name, n_power_iterations, eps, dim)


def remove_norm(module: _nn.WeightNorm | _nn.SpectralNorm) -> _nn.Module:
    """Give back the module inside, with the weight as it is now as its parameter again.

    Parameters
    ----------
    module : WeightNorm or SpectralNorm

    Examples
    --------
    >>> from nnlite import nn
    >>> nn.utils.remove_norm(nn.utils.weight_norm(nn.Linear(3, 2)))
    Linear(in_features=3, out_features=2, bias=True)
    """
    return module.remove()
