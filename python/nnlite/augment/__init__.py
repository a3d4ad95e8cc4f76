"""Augmentation on the fly: random changes of batches, made in C++ as a `DataLoader` reads them.

``DataLoader(x, y, augment=[augment.Flip(), augment.Crop(padding=2)])``: every pass shows other
images. What is drawn for a row depends on the seed, the pass and the row alone: neither on the
number of threads nor on the batch size. `MixUp` and `CutMix` mix the rows of a batch.
"""

from __future__ import annotations

from nnlite._core import _augment
from nnlite._core._augment import *

__all__ = [name for name in dir(_augment) if not name.startswith("_")]
