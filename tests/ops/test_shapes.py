"""Shapes that Hypothesis thinks of: broadcasting, reductions, joins, products, against NumPy."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn

import nnlite

shapes = hn.array_shapes(min_dims=0, max_dims=5, min_side=0, max_side=4)
solid = hn.array_shapes(min_dims=1, max_dims=5, min_side=0, max_side=4)
often = settings(max_examples=80, deadline=None)


def numbers(shape, seed=0):
    return np.asarray(np.random.default_rng(seed).normal(size=shape))


def same(found, expected):
    assert found.shape == expected.shape
    np.testing.assert_allclose(np.asarray(found.detach()), expected, rtol=1e-12, atol=1e-13)


@often
@given(hn.mutually_broadcastable_shapes(num_shapes=3, max_dims=5, min_side=0, max_side=4))
def test_broadcasting_and_back(case):
    a, b, c = (numbers(shape, i) for i, shape in enumerate(case.input_shapes))
    leaves = [nnlite.tensor(x, requires_grad=True) for x in (a, b, c)]
    y = leaves[0] * leaves[1] + leaves[2]
    same(y, a * b + c)
    y.backward(nnlite.ones_like(y))
    whole = np.ones(case.result_shape)
    for leaf, slope in zip(leaves, (b * whole, a * whole, whole), strict=True):
        lead = tuple(range(whole.ndim - leaf.ndim))
        stretched = tuple(i for i, n in enumerate(leaf.shape) if n == 1)
        same(leaf.grad, slope.sum(lead).sum(stretched, keepdims=True))


@st.composite
def with_axes(draw):
    shape = draw(solid)
    axes = draw(st.lists(st.integers(-len(shape), len(shape) - 1), min_size=1,
                         unique_by=lambda i: i % len(shape)))  # fmt: skip
    return shape, tuple(axes)


@often
@given(with_axes(), st.booleans())
def test_reductions_over_any_axes(case, keep):
    shape, axes = case
    x = numbers(shape)
    t = nnlite.tensor(x, requires_grad=True)
    same(t.sum(axes, keepdim=keep), x.sum(axes, keepdims=keep))
    same(t.prod(axes, keepdim=keep), x.prod(axes, keepdims=keep))
    if all(shape[i] for i in axes):
        same(t.max(axes, keepdim=keep), x.max(axes, keepdims=keep))
        same(t.var(axes, correction=0, keepdim=keep), x.var(axes, keepdims=keep))
    out = t.sum(axes, keepdim=keep)
    out.backward(nnlite.ones_like(out))
    same(t.grad, np.ones(shape))


@often
@given(solid, st.data())
def test_shapes_that_come_back(shape, data):
    x = numbers(shape)
    t = nnlite.tensor(x)
    order = data.draw(st.permutations(range(len(shape))))
    same(t.permute(*order), x.transpose(order))
    same(t.permute(*order).reshape(-1), x.transpose(order).reshape(-1))
    axis = data.draw(st.integers(-len(shape), len(shape) - 1))
    same(t.flip(axis), np.flip(x, axis))
    shift = data.draw(st.integers(-9, 9))
    same(t.roll(shift, axis), np.roll(x, shift, axis))
    size = data.draw(st.integers(1, 5))
    if shape[axis]:
        same(nnlite.concat(t.split(size, axis), axis), x)
    same(nnlite.stack([t, t], axis), np.stack([x, x], axis))


@often
@given(hn.mutually_broadcastable_shapes(signature=np.matmul.signature, max_side=4, min_side=0))
def test_products(case):
    a, b = (numbers(shape, i) for i, shape in enumerate(case.input_shapes))
    same(nnlite.tensor(a) @ nnlite.tensor(b), a @ b)


@often
@given(shapes)
def test_elements_in_any_shape(shape):
    x = numbers(shape)
    t = nnlite.tensor(x, requires_grad=True)
    y = nnlite.tanh(t)
    same(y, np.tanh(x))
    y.backward(nnlite.ones_like(y))
    same(t.grad, 1 - np.tanh(x) ** 2)
