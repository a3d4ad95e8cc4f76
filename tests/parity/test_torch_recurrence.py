"""Embeddings and recurrent layers beside PyTorch's: the same weights, outputs and gradients."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

import nnlite
from nnlite import nn
from nnlite.nn.utils import rnn

torch = pytest.importorskip("torch")

KINDS = [("RNN", {}), ("RNN", {"nonlinearity": "relu"}), ("LSTM", {}), ("LSTM", {"proj_size": 3}),
         ("GRU", {})]  # fmt: skip
GRID = list(itertools.product(KINDS, [1, 2], [True, False], [True, False], [True, False]))


def numbers(*shape, seed=0):
    return np.random.default_rng(seed).normal(0, 1, shape)


def pair(name, *sizes, **options):
    """The layer of each library with the weights of nnlite's."""
    ours = getattr(nn, name)(*sizes, dtype="float64", **options)
    theirs = getattr(torch.nn, name)(*sizes, dtype=torch.float64, **options)
    assert list(ours.state_dict()) == list(theirs.state_dict())
    theirs.load_state_dict(
        {k: torch.tensor(np.asarray(v.detach())) for k, v in ours.state_dict().items()}
    )
    return ours, theirs


def flat(result):
    y, state = result
    return [y, *(state if isinstance(state, tuple) else [state])]


def compare(ours, theirs, found, expected):
    for a, b in zip(found, expected, strict=True):
        np.testing.assert_allclose(a.detach().numpy(), b.detach().numpy(), 1e-9, 1e-11)
    sum((a * a).sum() for a in found).backward()
    sum((b * b).sum() for b in expected).backward()
    grads = dict(theirs.named_parameters())
    for name, p in ours.named_parameters():
        np.testing.assert_allclose(p.grad, grads[name].grad.numpy(), 1e-8, 1e-10, err_msg=name)


@pytest.mark.parametrize(("kind", "layers", "bias", "first", "both"), GRID)
def test_layer(kind, layers, bias, first, both):
    name, extra = kind
    ours, theirs = pair(
        name, 3, 5, num_layers=layers, bias=bias, batch_first=first, bidirectional=both, **extra
    )
    x = numbers(4, 6, 3)
    compare(ours, theirs, flat(ours(nnlite.tensor(x))), flat(theirs(torch.tensor(x))))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ordered", [True, False])
def test_packed(kind, ordered):
    name, extra = kind
    ours, theirs = pair(name, 3, 5, bidirectional=True, num_layers=2, **extra)
    lengths = [6, 4, 4, 1] if ordered else [4, 1, 6, 4]
    x = numbers(6, 4, 3)
    packed = rnn.pack_padded_sequence(nnlite.tensor(x), lengths, enforce_sorted=ordered)
    peer = torch.nn.utils.rnn.pack_padded_sequence(torch.tensor(x), lengths, enforce_sorted=ordered)
    np.testing.assert_array_equal(packed.data, peer.data.numpy())
    np.testing.assert_array_equal(packed.batch_sizes, peer.batch_sizes.numpy())
    found, expected = flat(ours(packed)), flat(theirs(peer))
    found[0], expected[0] = found[0].data, expected[0].data
    compare(ours, theirs, found, expected)


@pytest.mark.parametrize("name", ["RNNCell", "LSTMCell", "GRUCell"])
def test_cell(name):
    ours, theirs = pair(name, 3, 5)
    x = numbers(4, 3)
    found, expected = ours(nnlite.tensor(x)), theirs(torch.tensor(x))
    found, expected = ((v if isinstance(v, tuple) else (v,)) for v in (found, expected))
    compare(ours, theirs, list(found), list(expected))


@pytest.mark.parametrize(
    "options", [{}, {"padding_idx": 1}, {"scale_grad_by_freq": True}, {"max_norm": 0.7}]
)
def test_embedding(options):
    ours, theirs = pair("Embedding", 6, 3, **options)
    index = np.array([[0, 1, 1], [5, 1, 0]])
    compare(ours, theirs, [ours(nnlite.tensor(index))], [theirs(torch.tensor(index))])


@pytest.mark.parametrize("mode", ["sum", "mean", "max"])
@pytest.mark.parametrize("padding", [None, 1])
@pytest.mark.parametrize("last", [False, True])
def test_embedding_bag(mode, padding, last):
    ours, theirs = pair(
        "EmbeddingBag", 6, 3, mode=mode, padding_idx=padding, include_last_offset=last
    )
    index, offsets = np.array([0, 1, 1, 5, 1, 0, 2]), np.array([0, 3, 3, 5] + [7] * last)
    compare(
        ours,
        theirs,
        [ours(nnlite.tensor(index), nnlite.tensor(offsets))],
        [theirs(torch.tensor(index), torch.tensor(offsets))],
    )


SPARSE = [("SGD", {}), ("Adagrad", {"lr_decay": 0.1}), ("SparseAdam", {"betas": (0.8, 0.9)})]


@pytest.mark.filterwarnings("ignore:Sparse invariant")
@pytest.mark.parametrize(("rule", "options"), SPARSE, ids=str)
@pytest.mark.parametrize("kind", ["Embedding", "EmbeddingBag"])
def test_steps_of_rows(rule, options, kind):
    """The optimizers that PyTorch lets take sparse gradients, over rows that come and go."""
    ours, theirs = pair(kind, 12, 3, sparse=True)
    one = getattr(nnlite.optim, rule)(ours.parameters(), lr=0.1, **options)
    two = getattr(torch.optim, rule)(theirs.parameters(), lr=0.1, **options)
    for t in range(8):
        index = np.random.default_rng(t).integers(0, 12, (2, 3))
        for library, layer, optimizer in ((nnlite, ours, one), (torch, theirs, two)):
            optimizer.zero_grad()
            (layer(library.tensor(index)) ** 2).sum().backward()
            optimizer.step()
        found, wanted = ours.weight.sparse_grad, theirs.weight.grad.coalesce()
        assert found.rows.tolist() == wanted.indices()[0].tolist()
        np.testing.assert_allclose(found.values, wanted.values().numpy(), 1e-10, 1e-12)
        got, want = ours.weight.detach(), theirs.weight.detach().numpy()
        np.testing.assert_allclose(got, want, 1e-10, 1e-12)
