"""nn.Transformer: its two stacks, where it starts, its mask, what it refuses."""

from __future__ import annotations

import copy

import numpy as np
import pytest

import nnlite
from nnlite import nn

OPTIONS = {"d_model": 8, "nhead": 2, "num_encoder_layers": 2, "num_decoder_layers": 3}


def small(**options):
    return nn.Transformer(**OPTIONS, dim_feedforward=16, dropout=0.0, **options)


@pytest.mark.parametrize("batch_first", [False, True])
def test_the_decoder_attends_to_the_encoder(batch_first):
    model = small(batch_first=batch_first)
    src, tgt = nnlite.randn(5, 5, 8), nnlite.randn(5, 5, 8)
    padding = nnlite.tensor(np.arange(5) > np.array([[2], [4], [3], [4], [4]]))
    found = model(
        src, tgt, tgt_is_causal=True, src_key_padding_mask=padding,
        memory_key_padding_mask=padding,
    )  # fmt: skip
    memory = model.encoder(src, src_key_padding_mask=padding)
    want = model.decoder(tgt, memory, tgt_is_causal=True, memory_key_padding_mask=padding)
    np.testing.assert_array_equal(found.detach(), want.detach())
    by_mask = model(
        src, tgt, tgt_mask=nn.Transformer.generate_square_subsequent_mask(5),
        src_key_padding_mask=padding, memory_key_padding_mask=padding,
    )  # fmt: skip
    np.testing.assert_allclose(by_mask.detach(), found.detach(), 1e-5, 1e-6)
    twin = copy.deepcopy(model)
    np.testing.assert_array_equal(twin(src, tgt).detach(), model(src, tgt).detach())


def test_where_it_starts():
    nnlite.manual_seed(0)
    model = small()
    assert len(model.encoder.layers) == 2 and len(model.decoder.layers) == 3
    for name, p in model.named_parameters():
        if p.ndim > 1:
            bound = np.sqrt(6 / sum(p.shape))
            assert 0.7 * bound < abs(p.detach().numpy()).max() <= bound, name
    first, second = (layer.linear1.weight for layer in model.encoder.layers)
    assert (first.detach().numpy() != second.detach().numpy()).all()


def test_mask():
    want = np.where(np.tri(4), 0, -np.inf)
    np.testing.assert_array_equal(nn.Transformer.generate_square_subsequent_mask(4), want)


def test_bad_input():
    model = small()
    with pytest.raises(ValueError, match="both need the same batch"):
        model(nnlite.zeros((5, 2, 8)), nnlite.zeros((5, 3, 8)))
    with pytest.raises(ValueError, match="d_model 9 must be a multiple of nhead 2"):
        nn.Transformer(9, 2)
    with pytest.raises(ValueError, match="num_layers must be positive"):
        nn.Transformer(8, 2, 0)
