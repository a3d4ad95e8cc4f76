"""How exactly products of float32 matrices are computed: `float32_matmul_precision`."""

from __future__ import annotations

from typing import Literal

from nnlite import _core
from nnlite._setting import Setting

__all__ = [
    "float32_matmul_precision",
    "get_float32_matmul_precision",
    "set_float32_matmul_precision",
]

Precision = Literal["highest", "high", "medium"]
_WORDS = {"highest": False, "high": False, "medium": True}


def _checked(precision: str) -> bool:
    if precision not in _WORDS:
        raise ValueError(
            f"float32_matmul_precision: {precision!r} is not one of 'highest', 'high', 'medium'"
        )
    return _WORDS[precision]


def get_float32_matmul_precision() -> Precision:
    """Return the precision of this thread's products, ``"highest"`` or ``"medium"``.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.get_float32_matmul_precision()
    'highest'
    """
    return "medium" if _core._matmul_rounds() else "highest"


def set_float32_matmul_precision(precision: Precision) -> None:
    """Choose how products of float32 matrices are computed from now on, on this thread.

    ``y = sum_k a_k b_k`` with ``a`` and ``b`` as they are, or rounded to bfloat16 (8 bits of
    mantissa in place of 24: a relative error of at most 2^-8 each) and summed in float32. Weights,
    gradients, states and everything else stay float32. Processors with instructions for bfloat16
    (AVX512-BF16) compute nearly twice as fast; others round copies, and gain nothing.

    Parameters
    ----------
    precision : {"highest", "high", "medium"}
        ``"medium"`` rounds; the others do not. Products are those of `matmul`, `linear` and their
        gradients: a backward pass under another precision than its forward has that one.

    Raises
    ------
    ValueError
        For other words.

    Examples
    --------
    >>> import nnlite
    >>> nnlite.set_float32_matmul_precision("medium")
    >>> (nnlite.full((1, 1), 1 + 2**-10) @ nnlite.ones((1, 1))).item()
    1.0
    >>> nnlite.set_float32_matmul_precision("highest")
    >>> (nnlite.full((1, 1), 1 + 2**-10) @ nnlite.ones((1, 1))).item()
    1.0009765625

    References
    ----------
    D. Kalamkar et al.: A study of bfloat16 for deep learning training, 2019, arXiv:1905.12322.
    """
    _core._set_matmul_rounds(_checked(precision))


class float32_matmul_precision(Setting[bool]):
    """Choose the precision of a block's products, or of a function's.

    It is that of `set_float32_matmul_precision`.

    Parameters
    ----------
    precision : {"highest", "high", "medium"}
        That of the block; the former one comes back after it.

    Raises
    ------
    ValueError
        For other words.

    Examples
    --------
    >>> import nnlite
    >>> x = nnlite.full((2, 2), 1 / 3)
    >>> with nnlite.float32_matmul_precision("medium"):
    ...     y = x @ x
    >>> 0 < abs(y - x @ x).max().item() < 2**-7 * 2 / 9
    True
    """

    def __init__(self, precision: Precision) -> None:
        super().__init__(_core._matmul_rounds, _core._set_matmul_rounds, _checked(precision))
