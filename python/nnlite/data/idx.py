"""Read IDX files, the format of MNIST and its relatives, plain or gzipped, without trust.

The sizes in a header are compared with the size of the file before anything is allocated.
"""

from __future__ import annotations

import gzip
import math
import os
import zlib
from pathlib import Path

import numpy as np

from nnlite.data.dataset import Array, Dataset, scaled_images, split_indices

_TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
_MAX_DEFLATE = 1032  # deflate cannot shrink more than 1032 to 1: the most a .gz can hold

_NAMES = {
    ("train", "images"): "train-images-idx3-ubyte",
    ("train", "labels"): "train-labels-idx1-ubyte",
    ("test", "images"): "t10k-images-idx3-ubyte",
    ("test", "labels"): "t10k-labels-idx1-ubyte",
}


def read_idx(path: str | os.PathLike[str]) -> Array:
    """Read one IDX file (``.gz`` or not) into an array of the type it names.

    The format: two zero bytes, one byte for the type, one for the number of dimensions, each
    dimension as a big-endian 32-bit number, then the values, big-endian.

    Parameters
    ----------
    path : path
        The file; a name that ends in ``.gz`` is decompressed.

    Returns
    -------
    ndarray
        In the machine's byte order.

    Raises
    ------
    ValueError
        If the file is truncated, too long, not IDX, or claims more values than it can hold.
    OSError
        If it cannot be read.

    References
    ----------
    Y. LeCun, C. Cortes, C. Burges, The MNIST database of handwritten digits.
    """
    path = Path(path)
    zipped = path.suffix == ".gz"
    size = path.stat().st_size
    limit = size * _MAX_DEFLATE if zipped else size
    try:
        with gzip.open(path) if zipped else path.open("rb") as file:
            head = file.read(4)
            if len(head) < 4 or head[:2] != b"\0\0" or head[2] not in _TYPES:
                raise ValueError(
                    f"read_idx: {path} is not an IDX file: it begins with {head.hex() or 'nothing'}"
                    ", not with 0000, a type (08, 09, 0b, 0c, 0d, 0e) and the number of dimensions"
                )
            dtype, ndim = np.dtype(_TYPES[head[2]]), head[3]
            if not 1 <= ndim <= 8:
                raise ValueError(f"read_idx: {path} says it has {ndim} dimensions; 1 to 8 are read")
            sizes = file.read(4 * ndim)
            if len(sizes) < 4 * ndim:
                raise ValueError(f"read_idx: {path} ends inside its header; download it again")
            shape = tuple(int(n) for n in np.frombuffer(sizes, ">u4"))
            need = math.prod(shape) * dtype.itemsize
            if need > limit:
                raise ValueError(
                    f"read_idx: {path} claims shape {shape}, {need} bytes, "
                    f"but the file has only {size} bytes; it is damaged or cut off"
                )
            body = file.read(need + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ValueError(f"read_idx: {path} is not a complete gzip file: {error}") from error
    if len(body) != need:
        kind = "longer" if len(body) > need else "shorter"
        raise ValueError(f"read_idx: {path} is {kind} than its shape {shape} says ({need} bytes)")
    return np.frombuffer(body, dtype).reshape(shape).astype(dtype.newbyteorder("="))


def _find(folder: Path, part: str, what: str) -> Path | None:
    name = _NAMES[part, what]
    for stem in (name, name.replace("-idx", ".idx")):
        for end in ("", ".gz"):
            if (folder / (stem + end)).is_file():
                return folder / (stem + end)
    return None


def _read_part(folder: Path, part: str) -> tuple[Array, Array] | None:
    images, labels = _find(folder, part, "images"), _find(folder, part, "labels")
    if images is None and labels is None:
        return None
    if images is None or labels is None:
        missing = _NAMES[part, "labels" if images else "images"]
        raise ValueError(f"idx_folder: {folder} has no {missing} (or {missing}.gz)")
    x, y = read_idx(images), read_idx(labels)
    if x.ndim < 2 or y.ndim != 1 or len(x) != len(y):
        raise ValueError(
            f"idx_folder: {images.name} has shape {x.shape} and {labels.name} {y.shape}; "
            "expected (rows, height, width) and (rows,)"
        )
    if x[0:1].size == 0:
        raise ValueError(f"idx_folder: {images.name} holds no pixels (shape {x.shape})")
    if not np.issubdtype(y.dtype, np.integer):
        raise ValueError(f"idx_folder: {labels.name} holds {y.dtype} values, not whole numbers")
    if x.dtype.kind == "f" and not np.isfinite(x).all():
        raise ValueError(f"idx_folder: {images.name} holds values that are not finite numbers")
    return x, y


def idx_folder(folder: str | os.PathLike[str], *, split_seed: int = 0) -> Dataset:
    """Read a folder with MNIST-format files into a data set.

    ``train-images-idx3-ubyte`` and ``train-labels-idx1-ubyte`` must be there, plain or ``.gz``.
    The ``t10k-`` pair, if present, is the validation part; otherwise a fifth of every class is.

    Raises
    ------
    ValueError
        If a file is missing or malformed, images and labels do not match, or there is one class.
    """
    folder = Path(folder)
    part = _read_part(folder, "train")
    if part is None:
        name = _NAMES["train", "images"]
        raise ValueError(f"idx_folder: {folder} has no {name} (or {name}.gz)")
    (x, labels), test = part, _read_part(folder, "test")
    known, y = np.unique(labels, return_inverse=True)
    if len(known) < 2:
        raise ValueError(f"idx_folder: {folder} has one class only ({known[0]}); nothing to learn")
    if test is None:
        train, held = split_indices(y, seed=split_seed)
        x, x_val, y, y_val = x[train], x[held], y[train], y[held]
    else:
        x_val, test_labels = test
        if x_val.shape[1:] != x.shape[1:]:
            raise ValueError(
                f"idx_folder: {folder} trains on images of {x.shape[1:]}, "
                f"tests on {x_val.shape[1:]}"
            )
        strange = np.setdiff1d(test_labels, known)
        if len(strange):
            raise ValueError(f"idx_folder: {folder} tests on class {strange[0]}, never trained on")
        y_val = np.searchsorted(known, test_labels)
    x_train, x_val = scaled_images(x, x_val)
    return Dataset(
        name=folder.resolve().name,
        x_train=x_train,
        y_train=y.astype(np.int64),
        x_val=x_val,
        y_val=y_val.astype(np.int64),
        classes=tuple(str(c) for c in known),
        hidden=(128,),
        scaled="pixels shifted and scaled by the mean and deviation of all training pixels",
    )
