"""Attention and transformer layers beside PyTorch's: names of states, values, gradients.

Skipped without PyTorch.
"""

from __future__ import annotations

import itertools

import numpy as np
import pytest

import nnlite
from nnlite import nn
from parity.beside import pair, torch


def numbers(*shape, seed=0):
    return np.random.default_rng(seed).normal(0, 1, shape)


def same(a, b, tol=1e-9):
    np.testing.assert_allclose(a.detach().numpy(), b.detach().numpy(), tol, tol)


def compare(mine, other, arrays, f):
    """f(module, library, *tensors) and all gradients."""
    ours = [nnlite.tensor(a, requires_grad=True) for a in arrays]
    theirs = [torch.tensor(a, requires_grad=True) for a in arrays]
    y, z = f(mine, nnlite, *ours), f(other, torch, *theirs)
    assert tuple(y.shape) == tuple(z.shape)
    same(y, z)
    weight = numbers(*z.shape, seed=9)
    y.backward(nnlite.tensor(weight))
    z.backward(torch.tensor(weight))
    pairs = [*zip(ours, theirs, strict=True)]
    if mine is not None:
        pairs += zip(mine.parameters(), other.parameters(), strict=True)
    for p, q in pairs:
        same(p.grad, q.grad)


SHAPES = [((2, 3, 9, 4), (2, 3, 11, 4)), ((9, 4), (9, 4)), ((2, 70, 8), (2, 150, 8))]


@pytest.mark.parametrize("shapes", SHAPES, ids=str)
@pytest.mark.parametrize("mask", [None, "causal", "bool", "added"])
@pytest.mark.parametrize("scale", [None, 0.3])
def test_function(shapes, mask, scale):
    q, k = shapes
    full = (q[-2], k[-2])

    def f(_, library, *tensors):
        options = {"scale": scale, "is_causal": mask == "causal"}
        if mask == "bool":
            options["attn_mask"] = library.tensor(numbers(*full, seed=4) > -1)
        if mask == "added":
            options["attn_mask"] = library.tensor(numbers(*full, seed=4))
        return library.nn.functional.scaled_dot_product_attention(*tensors, **options)

    compare(None, None, [numbers(*q), numbers(*k, seed=1), numbers(*k, seed=2)], f)


def test_shared_heads():
    def f(_, library, *tensors):
        return library.nn.functional.scaled_dot_product_attention(*tensors, enable_gqa=True)

    arrays = [numbers(2, 6, 5, 4), numbers(2, 2, 7, 4, seed=1), numbers(2, 2, 7, 4, seed=2)]
    compare(None, None, arrays, f)


FLAG = [False, True]
SIZES = [{}, {"kdim": 5, "vdim": 7}, {"add_bias_kv": True}, {"add_zero_attn": True},
         {"add_bias_kv": True, "add_zero_attn": True, "kdim": 5}]  # fmt: skip
MULTIHEAD = list(itertools.product(FLAG, FLAG, FLAG, SIZES))


@pytest.mark.parametrize(("batch_first", "bias", "need", "sizes"), MULTIHEAD)
def test_multihead(batch_first, bias, need, sizes):
    mine, other = pair(
        lambda m: m.MultiheadAttention(8, 2, bias=bias, batch_first=batch_first, **sizes)
    )
    n, length, keys = 3, 4, 6
    shape = lambda rows, e: (n, rows, e) if batch_first else (rows, n, e)  # noqa: E731
    arrays = [
        numbers(*shape(length, 8)),
        numbers(*shape(keys, sizes.get("kdim", 8)), seed=1),
        numbers(*shape(keys, sizes.get("vdim", 8)), seed=2),
    ]
    padding = np.arange(keys) >= np.array([[6], [4], [5]])
    causal = ~np.tri(length, keys, dtype=bool)
    for masks in ({}, {"key_padding_mask": padding}, {"attn_mask": causal}):
        mine.zero_grad()
        other.zero_grad()

        def f(module, library, *tensors, masks=masks):
            given = {name: library.tensor(m) for name, m in masks.items()}
            y, w = module(*tensors, need_weights=need, **given)
            return y if w is None else y + w.sum()

        compare(mine, other, arrays, f)


LAYERS = list(itertools.product(["relu", "gelu"], FLAG, FLAG))


@pytest.mark.parametrize(("activation", "norm_first", "batch_first"), LAYERS)
def test_encoder(activation, norm_first, batch_first):
    options = {"activation": activation, "norm_first": norm_first, "batch_first": batch_first}

    def make(m):
        layer = m.TransformerEncoderLayer(8, 2, 16, 0.0, layer_norm_eps=1e-4, **options)
        more = {} if m is nn else {"enable_nested_tensor": False}
        return m.TransformerEncoder(layer, 2, m.LayerNorm(8), **more)

    mine, other = pair(make)
    mask = ~np.tri(5, dtype=bool)
    compare(mine, other, [numbers(5, 5, 8)], lambda m, lib, x: m(x, mask=lib.tensor(mask)))
    mine.zero_grad()
    other.zero_grad()
    blocked = torch.tensor(mask)

    def causal(module, library, x):
        return module(x, is_causal=True) if library is nnlite else module(x, mask=blocked)

    compare(mine, other, [numbers(5, 5, 8, seed=1)], causal)


@pytest.mark.parametrize(("activation", "norm_first", "batch_first"), LAYERS)
def test_decoder(activation, norm_first, batch_first):
    options = {"activation": activation, "norm_first": norm_first, "batch_first": batch_first}

    def make(m):
        layer = m.TransformerDecoderLayer(8, 2, 16, 0.0, **options)
        return m.TransformerDecoder(layer, 2, m.LayerNorm(8))

    mine, other = pair(make)
    causal = ~np.tri(5, dtype=bool)
    shape = (3, 5, 8) if batch_first else (5, 3, 8)
    padding = np.arange(shape[batch_first]) > np.array([[9]] * shape[1 - batch_first])

    def f(module, library, x, memory):
        mask, blocked = library.tensor(causal), library.tensor(padding)
        return module(x, memory, tgt_mask=mask, memory_key_padding_mask=blocked)

    compare(mine, other, [numbers(*shape), numbers(*shape, seed=1)], f)


@pytest.mark.filterwarnings("ignore:enable_nested_tensor")
@pytest.mark.parametrize(("activation", "norm_first", "batch_first"), LAYERS)
def test_transformer(activation, norm_first, batch_first):
    options = {"activation": activation, "norm_first": norm_first, "batch_first": batch_first}
    mine, other = pair(lambda m: m.Transformer(8, 2, 2, 1, 16, 0.0, **options))
    mask = torch.nn.Transformer.generate_square_subsequent_mask(4).numpy().astype("f8")

    def f(module, library, src, tgt):
        return module(src, tgt, tgt_mask=library.tensor(mask))

    shape = lambda rows: (3, rows, 8) if batch_first else (rows, 3, 8)  # noqa: E731
    compare(mine, other, [numbers(*shape(6)), numbers(*shape(4), seed=1)], f)
