"""Sequences of different lengths: padded to one length, or packed without the padding.

A packed sequence is for models that were written with it. Recurrent layers also take padded
sequences with ``lengths``, which does the same and is captured by `nnlite.compile`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

import nnlite
from nnlite import Tensor

__all__ = [
    "PackedSequence",
    "pack_padded_sequence",
    "pack_sequence",
    "pad_packed_sequence",
    "pad_sequence",
    "unpad_sequence",
]


class PackedSequence(NamedTuple):
    """The steps of several sequences one after the other, longest sequence first.

    Recurrent layers take it and give one back. Made by `pack_padded_sequence`.

    Attributes
    ----------
    data : Tensor
        All first steps, then all second ones, ...: (sum of lengths, ...).
    batch_sizes : Tensor
        How many sequences have a step 0, a step 1, ...
    sorted_indices, unsorted_indices : Tensor or None
        The order of the sequences by length, and back; None: they came in order.
    """

    data: Tensor
    batch_sizes: Tensor
    sorted_indices: Tensor | None = None
    unsorted_indices: Tensor | None = None

    def _lengths(self) -> np.ndarray[Any, Any]:
        """Steps of each sequence, longest first."""
        sizes = np.asarray(self.batch_sizes)
        has_step: np.ndarray[Any, Any] = sizes[:, None] > np.arange(sizes[0])
        return np.asarray(has_step.sum(axis=0))

    def _order(self) -> np.ndarray[Any, Any]:
        """For each sequence as it was given, its place among the sorted ones."""
        if self.unsorted_indices is None:
            return np.arange(int(self.batch_sizes[0].item()))
        return np.asarray(self.unsorted_indices)

    def _unpacked(self, batch_first: bool) -> tuple[Tensor, Tensor]:
        """Padded with zeros, in the order given, and the lengths: what a recurrent layer runs."""
        lengths = self._lengths()[self._order()]
        return _padded(self, batch_first, 0.0, len(self.batch_sizes)), nnlite.tensor(lengths)

    def _packed_like(self, padded: Tensor, batch_first: bool) -> PackedSequence:
        """The steps of `padded` in this sequence's places."""
        steps = padded.transpose(0, 1) if batch_first else padded
        return self._replace(data=_steps(steps)[nnlite.tensor(self._places(len(steps)))])

    def _places(self, steps: int) -> np.ndarray[Any, Any]:
        """Where each row of `data` stands in (steps * sequences), sequences as given."""
        given = np.argsort(self._order())
        lengths, count = self._lengths(), len(given)
        return np.concatenate([t * count + given[: (lengths > t).sum()] for t in range(steps)])


def _steps(x: Tensor) -> Tensor:
    return x.reshape(x.shape[0] * x.shape[1], *x.shape[2:])


def _padded(packed: PackedSequence, batch_first: bool, value: float, steps: int) -> Tensor:
    count = len(packed._order())
    places = packed._places(len(packed.batch_sizes))
    rows = np.full(steps * count, len(places))  # one row of padding stands behind the data
    rows[places] = np.arange(len(places))
    rest = packed.data.shape[1:]
    filler = nnlite.full((1, *rest), value, dtype=packed.data.dtype)
    found = nnlite.cat([packed.data, filler])[nnlite.tensor(rows)].reshape(steps, count, *rest)
    return found.transpose(0, 1) if batch_first else found


def pack_padded_sequence(
    input: Tensor,
    lengths: Tensor | Sequence[int],
    batch_first: bool = False,
    enforce_sorted: bool = True,
) -> PackedSequence:
    """Leave the padding out of sequences that were padded to one length.

    Parameters
    ----------
    input : Tensor
        (T, B, ...), or (B, T, ...) with `batch_first`.
    lengths : Tensor or sequence of int
        The steps of each sequence, 1 to T.
    batch_first : bool, default False
    enforce_sorted : bool, default True
        Refuse sequences that do not come longest first; False sorts them (and outputs and states
        come back in the order given).

    Raises
    ------
    ValueError
        If a length does not fit, or the sequences are not sorted where they must be.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite.nn.utils import rnn
    >>> packed = rnn.pack_padded_sequence(nnlite.tensor([[1, 2, 3], [4, 0, 0]]), [3, 1], True)
    >>> packed.data.tolist(), packed.batch_sizes.tolist()
    ([1, 4, 2, 3], [2, 1, 1])
    """
    name = "pack_padded_sequence"
    given = np.asarray(lengths)
    steps = input.transpose(0, 1) if batch_first else input
    if given.ndim != 1 or given.dtype.kind not in "iu" or len(given) != steps.shape[1]:
        raise ValueError(f"{name}: lengths must be {steps.shape[1]} whole numbers, not {lengths}")
    if len(given) == 0 or given.min() < 1 or given.max() > steps.shape[0]:
        raise ValueError(
            f"{name}: lengths must be from 1 to the {steps.shape[0]} steps, not {given.tolist()}"
        )
    order = np.argsort(-given, kind="stable")
    if enforce_sorted and (np.diff(given) > 0).any():
        raise ValueError(
            f"{name}: lengths {given.tolist()} do not fall; sort the sequences, or pass "
            "enforce_sorted=False"
        )
    sizes = [int((given > t).sum()) for t in range(int(given.max()))]
    packed = PackedSequence(
        input,
        nnlite.tensor(sizes),
        None if enforce_sorted else nnlite.tensor(order),
        None if enforce_sorted else nnlite.tensor(np.argsort(order)),
    )
    return packed._packed_like(steps[: len(sizes)], False)


def pad_packed_sequence(
    sequence: PackedSequence,
    batch_first: bool = False,
    padding_value: float = 0.0,
    total_length: int | None = None,
) -> tuple[Tensor, Tensor]:
    """Put the padding back: the inverse of `pack_padded_sequence`.

    Parameters
    ----------
    sequence : PackedSequence
    batch_first : bool, default False
        (B, T, ...) rather than (T, B, ...).
    padding_value : float, default 0
    total_length : int, optional
        T; the longest sequence's steps if not given.

    Returns
    -------
    padded, lengths : Tensor
        In the order in which the sequences were given.

    Raises
    ------
    ValueError
        If `total_length` is less than the longest sequence.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite.nn.utils import rnn
    >>> packed = rnn.pack_sequence([nnlite.tensor([1, 2]), nnlite.tensor([3])])
    >>> padded, lengths = rnn.pad_packed_sequence(packed, batch_first=True)
    >>> padded.tolist(), lengths.tolist()
    ([[1, 2], [3, 0]], [2, 1])
    """
    steps = len(sequence.batch_sizes)
    if total_length is not None and total_length < steps:
        raise ValueError(
            f"pad_packed_sequence: total_length is {total_length} but the longest sequence has "
            f"{steps} steps"
        )
    padded = _padded(sequence, batch_first, padding_value, total_length or steps)
    return padded, nnlite.tensor(sequence._lengths()[sequence._order()])


def pad_sequence(
    sequences: Sequence[Tensor], batch_first: bool = False, padding_value: float = 0.0
) -> Tensor:
    """Stack sequences of different lengths, the shorter ones padded at their ends.

    Parameters
    ----------
    sequences : sequence of Tensor
        Of shapes (T_i, ...).
    batch_first : bool, default False
        (B, T, ...) rather than (T, B, ...).
    padding_value : float, default 0

    Raises
    ------
    ValueError
        If there are none, or they differ in more than their lengths.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite.nn.utils import rnn
    >>> rnn.pad_sequence([nnlite.tensor([1, 2]), nnlite.tensor([3])], batch_first=True).tolist()
    [[1, 2], [3, 0]]
    """
    if not sequences:
        raise ValueError("pad_sequence: there are no sequences")
    shapes = [s.shape for s in sequences]
    if any(shape[1:] != shapes[0][1:] or not shape for shape in shapes):
        raise ValueError(f"pad_sequence: sequences of shapes {shapes} differ beyond their length")
    longest, rest = max(shape[0] for shape in shapes), shapes[0][1:]
    filled = [
        nnlite.cat([s, nnlite.full((longest - len(s), *rest), padding_value, dtype=s.dtype)])
        for s in sequences
    ]
    return nnlite.stack(filled, 0 if batch_first else 1)


def unpad_sequence(
    padded_sequences: Tensor, lengths: Tensor | Sequence[int], batch_first: bool = False
) -> list[Tensor]:
    """Cut padded sequences back to their lengths: the inverse of `pad_sequence`.

    Parameters
    ----------
    padded_sequences : Tensor
        (T, B, ...), or (B, T, ...) with `batch_first`.
    lengths : Tensor or sequence of int
    batch_first : bool, default False
    """
    rows = padded_sequences if batch_first else padded_sequences.transpose(0, 1)
    return [row[:n] for row, n in zip(rows, np.asarray(lengths).tolist(), strict=True)]


def pack_sequence(sequences: Sequence[Tensor], enforce_sorted: bool = True) -> PackedSequence:
    """Pack sequences of different lengths.

    Parameters
    ----------
    sequences : sequence of Tensor
        Of shapes (T_i, ...), longest first where `enforce_sorted`.
    enforce_sorted : bool, default True

    Raises
    ------
    ValueError
        If they differ in more than their lengths, or are not sorted where they must be.
    """
    lengths = [len(s) for s in sequences]
    return pack_padded_sequence(pad_sequence(sequences), lengths, enforce_sorted=enforce_sorted)
