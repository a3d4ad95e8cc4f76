"""Creation of tensors: dtypes and values."""

from __future__ import annotations

import nnlite


def test_floats_keep_their_precision_where_float64_is_asked_for():
    assert nnlite.tensor(0.1, dtype="float64").item() == 0.1
    assert nnlite.tensor([0.1, 0.2], dtype=nnlite.float64).tolist() == [0.1, 0.2]
    assert nnlite.tensor([0.1]).dtype == nnlite.float32


def test_bernoulli_counts():
    nnlite.manual_seed(0)
    ones = nnlite.bernoulli((10_000,), 0.3).sum().item()
    assert abs(ones - 3000) < 5 * (10_000 * 0.3 * 0.7) ** 0.5
