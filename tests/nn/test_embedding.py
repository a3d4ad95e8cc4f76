"""nn.Embedding and nn.EmbeddingBag: options, gradients by row, and what they refuse."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nnlite
import nnlite.nn.functional as F
from nnlite import nn


def rows(*shape, seed=0):
    return np.random.default_rng(seed).normal(0, 1, shape)


def test_rows_are_picked():
    layer = nn.Embedding(7, 3, dtype="float64")
    index = np.array([[1, 6, 1], [0, 2, 3]])
    np.testing.assert_array_equal(
        layer(nnlite.tensor(index)).detach(), layer.weight.detach().numpy()[index]
    )
    assert layer(nnlite.tensor(4)).shape == (3,)
    assert layer(nnlite.zeros((0, 2), dtype="int32")).shape == (0, 2, 3)
    assert repr(nn.Embedding(7, 3, padding_idx=-1)) == (
        "Embedding(num_embeddings=7, embedding_dim=3, padding_idx=-1)"
    )


@settings(max_examples=30, deadline=None)
@given(
    index=st.lists(st.integers(0, 4), max_size=20),
    padding=st.one_of(st.none(), st.integers(-5, 4)),
    frequency=st.booleans(),
    columns=st.integers(1, 70),
)
def test_gradient_by_row(index, padding, frequency, columns):
    """Each row gets the sum of what its places got; padding nothing; frequent rows the mean."""
    weight = nnlite.tensor(rows(5, columns), requires_grad=True)
    g = rows(len(index), columns, seed=1)
    at = nnlite.tensor(np.array(index, dtype=np.int64))
    y = F.embedding(at, weight, padding, scale_grad_by_freq=frequency)
    y.backward(nnlite.tensor(g))
    want = np.zeros((5, columns))
    for k, row in enumerate(index):
        if padding is None or row != padding % 5:
            want[row] += g[k] / (index.count(row) if frequency else 1)
    np.testing.assert_allclose(weight.grad, want, 1e-12, 1e-12)


def test_padding_stays_at_zero():
    nnlite.manual_seed(0)
    layer = nn.Embedding(4, 3, padding_idx=2)
    np.testing.assert_array_equal(layer.weight[2].detach(), np.zeros(3))
    optimizer = nnlite.optim.SGD(layer.parameters(), lr=1.0)
    layer(nnlite.tensor([1, 2, 2])).sum().backward()
    optimizer.step()
    np.testing.assert_array_equal(layer.weight[2].detach(), np.zeros(3))
    layer.reset_parameters()
    np.testing.assert_array_equal(layer.weight[2].detach(), np.zeros(3))


@pytest.mark.parametrize("p", [1.0, 2.0])
def test_max_norm_shortens_the_rows_that_are_used(p):
    start = rows(5, 4) * 3
    layer = nn.Embedding.from_pretrained(
        nnlite.tensor(start.copy()), freeze=False, max_norm=1.5, norm_type=p
    )
    y = layer(nnlite.tensor([0, 3, 0]))
    want = start.copy()
    for r in (0, 3):
        want[r] *= min(1, 1.5 / np.linalg.norm(start[r], p))
    np.testing.assert_allclose(layer.weight.detach(), want, 1e-6)
    np.testing.assert_allclose(y.detach(), want[[0, 3, 0]], 1e-6)
    y.sum().backward()
    np.testing.assert_array_equal(layer.weight.grad[:, 0], [2, 0, 0, 1, 0])


def test_from_pretrained():
    table = nnlite.tensor(rows(4, 2))
    layer = nn.Embedding.from_pretrained(table, padding_idx=0)
    assert not layer.weight.requires_grad and layer.num_embeddings == 4
    np.testing.assert_array_equal(layer.weight, table)
    assert nn.Embedding.from_pretrained(table, freeze=False).weight.requires_grad
    assert list(layer.state_dict()) == ["weight"]


def test_bags_in_lines_equal_bags_by_offsets():
    w = nnlite.tensor(rows(6, 3))
    lines = nnlite.tensor([[1, 2, 1], [0, 5, 3]])
    for mode in ("sum", "mean", "max"):
        a = F.embedding_bag(lines, w, mode=mode)
        b = F.embedding_bag(lines.reshape(-1), w, nnlite.tensor([0, 3]), mode=mode)
        c = F.embedding_bag(
            lines.reshape(-1), w, nnlite.tensor([0, 3, 6]), mode=mode, include_last_offset=True
        )
        np.testing.assert_array_equal(a, b)
        np.testing.assert_array_equal(a, c)


@pytest.mark.parametrize("mode", ["sum", "mean", "max"])
def test_bags_without_padding(mode):
    w = nnlite.tensor(rows(5, 3), requires_grad=True)
    layer = nn.EmbeddingBag.from_pretrained(w.detach(), freeze=False, mode=mode, padding_idx=1)
    y = layer(nnlite.tensor([[1, 2, 4], [1, 1, 1]]))
    together = {"sum": np.sum, "mean": np.mean, "max": np.max}[mode]
    table = w.detach().numpy()
    np.testing.assert_allclose(y.detach()[0], together(table[[2, 4]], axis=0), 1e-12)
    np.testing.assert_array_equal(y.detach()[1], np.zeros(3))
    y.sum().backward()
    np.testing.assert_array_equal(layer.weight.grad[1], np.zeros(3))
    assert nnlite.gradcheck(
        lambda t: F.embedding_bag(nnlite.tensor([[0, 2], [3, 3]]), t, mode=mode), [w]
    )


def test_captured_equals_eager():
    def trained(compiled):
        nnlite.manual_seed(0)
        words, bag = nn.Embedding(9, 4, padding_idx=0, max_norm=1.0), nn.EmbeddingBag(9, 4)
        optimizer = nnlite.optim.Adam([*words.parameters(), *bag.parameters()], lr=0.1)

        def step(x, offsets):
            loss = (words(x).sum(0) * bag(x, offsets).sum(0)).sum()
            loss.backward()
            optimizer.step()
            return loss

        take = nnlite.compile(step) if compiled else step
        rng = np.random.default_rng(0)
        losses = [
            take(nnlite.tensor(rng.integers(0, 9, 8)), nnlite.tensor([0, int(rng.integers(1, 8))]))
            for _ in range(5)
        ]
        return [t.detach().numpy().tobytes() for t in (*losses, words.weight, bag.weight)]

    assert trained(True) == trained(False)


def big(mode=None, **options):
    table = nnlite.ones((5, 2))
    if mode:
        return lambda x, *rest: F.embedding_bag(x, table, *rest, mode=mode, **options)
    return lambda x: F.embedding(x, table, **options)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (
            lambda: nn.Embedding(5, 2)(nnlite.tensor([0, 7])),
            IndexError,
            "Embedding: index 7 is outside the table of 5 rows, 0 to 4",
        ),
        (lambda: big()(nnlite.tensor([-1])), IndexError, "embedding: index -1 is outside"),
        (
            lambda: nn.EmbeddingBag(5, 2)(nnlite.tensor([[5]])),
            IndexError,
            "EmbeddingBag: index 5 is outside the table of 5 rows",
        ),
        (lambda: big()(nnlite.tensor([0.0])), TypeError, "an index must hold integers"),
        (lambda: nn.Embedding(0, 2), ValueError, "must be positive, not 0 and 2"),
        (lambda: nn.Embedding(3, 2, padding_idx=3), ValueError, "padding_idx is 3 but the table"),
        (lambda: nn.Embedding(3, 2, max_norm=0.0), ValueError, "max_norm must be positive"),
        (lambda: nn.Embedding(3, 2, dtype="int64"), TypeError, "float32 or float64"),
        (lambda: nn.EmbeddingBag(3, 2, mode="median"), ValueError, "known: sum, mean, max"),
        (lambda: nn.Embedding.from_pretrained(nnlite.ones(3)), ValueError, r"not of shape \(3,\)"),
        (lambda: big("sum")(nnlite.tensor([1, 2])), ValueError, "need offsets"),
        (
            lambda: big("sum")(nnlite.tensor([1, 2]), nnlite.tensor([1])),
            ValueError,
            r"offsets\[0\] must be 0, not 1",
        ),
        (
            lambda: big("sum")(nnlite.tensor([1, 2]), nnlite.tensor([0, 3])),
            ValueError,
            "nor exceed the 2 indices; bag 0 is 0 to 3",
        ),
        (
            lambda: big("mean", per_sample_weights=nnlite.ones(2))(
                nnlite.tensor([1, 2]), nnlite.tensor([0])
            ),
            ValueError,
            "per_sample_weights belong to mode 'sum', not 'mean'",
        ),
    ],
)
def test_wrong_arguments(make, error, message):
    with pytest.raises(error, match=message):
        make()
