"""DataLoader: which rows come when, beside NumPy."""

from __future__ import annotations

import numpy as np
import pytest

import nnlite


def rows_of(loader):
    return [b.tolist() for (b,) in loader]


def test_in_order_with_a_short_last_batch():
    x, y = np.arange(22.0).reshape(11, 2), np.arange(11)
    loader = nnlite.DataLoader(x, y, batch_size=4)
    found = [(np.asarray(a), np.asarray(b)) for a, b in loader]
    assert len(loader) == len(found) == 3
    for i, (a, b) in enumerate(found):
        np.testing.assert_array_equal(a, x[4 * i : 4 * i + 4])
        np.testing.assert_array_equal(b, y[4 * i : 4 * i + 4])
    assert len(nnlite.DataLoader(x, batch_size=4, drop_last=True)) == 2
    assert [len(b) for b in rows_of(nnlite.DataLoader(y, batch_size=4, drop_last=True))] == [4, 4]


def test_every_pass_is_another_permutation():
    y = np.arange(1000)
    loader = nnlite.DataLoader(y, batch_size=64, shuffle=True, seed=1)
    passes = [np.concatenate([np.asarray(b) for (b,) in loader]) for _ in range(4)]
    for order in passes:
        np.testing.assert_array_equal(np.sort(order), y)
    assert len({order.tobytes() for order in passes}) == 4
    again = nnlite.DataLoader(y, batch_size=100, shuffle=True, seed=1)
    order = np.concatenate([np.asarray(b) for (b,) in again])
    np.testing.assert_array_equal(order, passes[0])  # whatever the batch size


def test_rows_stay_together():
    x = np.random.default_rng(0).normal(size=(50, 3, 2))
    labels = np.arange(50, dtype=np.uint8)
    for a, b in nnlite.DataLoader(x, labels, batch_size=7, shuffle=True, seed=3):
        np.testing.assert_array_equal(np.asarray(a), x[np.asarray(b)])
        assert b.dtype == nnlite.uint8


def test_seed_follows_manual_seed():
    orders = []
    for seed in (5, 5, 6):
        nnlite.manual_seed(seed)
        orders.append(rows_of(nnlite.DataLoader(np.arange(30), shuffle=True)))
    assert orders[0] == orders[1] != orders[2]


def test_batches_do_not_share_memory_with_the_data():
    x = np.ones((4, 2))
    (batch,) = next(iter(nnlite.DataLoader(x, batch_size=4)))
    batch.mul_(5)
    assert x.sum() == 8


def test_normalization_of_bytes():
    images = np.random.default_rng(0).integers(0, 256, size=(20, 3, 2, 2), dtype=np.uint8)
    mean, deviation = np.array([0.1, 0.2, 0.3]).reshape(3, 1, 1), 0.25
    loader = nnlite.DataLoader(images, batch_size=8, normalize=(mean, deviation))
    found = np.concatenate([np.asarray(b) for (b,) in loader])
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, (images / 255 - mean) / deviation, rtol=1e-5, atol=1e-6)
    plain = nnlite.DataLoader(images, normalize=True)
    np.testing.assert_allclose(np.asarray(next(iter(plain))[0]), images / 255, rtol=1e-6)


def test_a_new_loop_is_a_new_pass_unless_a_state_was_loaded():
    y = np.arange(40)
    whole = nnlite.DataLoader(y, batch_size=8, shuffle=True, seed=2)
    expected = [rows_of(whole) for _ in range(3)]
    loader = nnlite.DataLoader(y, batch_size=8, shuffle=True, seed=2)
    for i, _ in enumerate(loader):
        if i == 2:
            break
    state = loader.state_dict()
    assert state == {"seed": 2, "epoch": 0, "batch": 3}
    assert rows_of(loader) == expected[1]  # break, and a new loop
    other = nnlite.DataLoader(y, batch_size=8, shuffle=True, seed=99)
    other.load_state_dict(state)
    assert rows_of(other) == expected[0][3:]
    assert rows_of(other) == expected[1]


@pytest.mark.parametrize(
    ("arrays", "options", "message"),
    [
        ((np.ones(3), np.ones(4)), {}, "array 1 has 4 rows but array 0 has 3"),
        ((np.ones((0, 2)),), {}, "no rows"),
        ((), {}, "no arrays"),
        ((np.float64(1.0),), {}, "single number"),
        ((np.ones(3),), {"batch_size": 0}, "batch_size is 0"),
        ((np.ones(3),), {"batch_size": 4, "drop_last": True}, "leaves nothing"),
        ((np.ones((3, 2)),), {"normalize": (np.zeros(3), 1.0)}, "mean has shape"),
        ((np.ones((3, 2)),), {"normalize": 3}, "pair"),
        ((np.ones((3, 2)),), {"normalize": (np.nan, 1.0)}, "mean is not finite"),
        ((np.ones((3, 2)),), {"normalize": (0.0, np.array([1.0, 0.0]))}, "deviation is 0"),
        ((np.ones(3),), {"seed": -1}, "seed: it is -1; give a whole number"),
    ],
)
def test_bad_arguments(arrays, options, message):
    with pytest.raises(ValueError, match=message):
        nnlite.DataLoader(*arrays, **options)
    with pytest.raises(TypeError, match="list"):
        nnlite.DataLoader([1, 2])
