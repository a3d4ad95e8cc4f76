"""Operations that move elements: views, joins, cuts, and picks by integer tensors."""

from __future__ import annotations

import numpy as np

import nnlite
from ops.row import Row, broadcasting, shape


def matrix(dims=2, smallest=1):
    """Draws one array of that many axes."""
    return lambda rng: (rng.normal(size=rng.integers(smallest, 5, size=dims)),)


def same_but(axis):
    """Draws three arrays whose shapes differ along one axis only."""

    def draw(rng):
        size = list(rng.integers(1, 4, size=3))
        arrays = []
        for _ in range(3):
            size[axis] = int(rng.integers(0, 4))
            arrays.append(rng.normal(size=size))
        return tuple(arrays)

    return draw


def labels(shape, size):
    """Integers 0 .. size - 1 of a shape, in no order."""
    return np.asarray(np.arange(int(np.prod(shape))).reshape(shape) * 7 % max(size, 1))


def index(shape, size):
    """The same as a tensor."""
    return nnlite.from_numpy(labels(shape, size))


def scatter_reference(x, source):
    out = x.copy()
    np.add.at(out, (labels(source.shape, x.shape[0]), np.arange(x.shape[1])), source)
    return out


def scatter_inputs(rng):
    x = rng.normal(size=rng.integers(1, 5, size=2))
    return x, rng.normal(size=(int(rng.integers(0, 6)), x.shape[1]))


def assigned(x, v):
    y = x * 1
    y[1:, ::-2] = v
    return y


def assigned_reference(x, v):
    y = x.copy()
    y[1:, ::-2] = v
    return y


def picked(x, v):
    y = x * 1
    y[nnlite.tensor([2, 0]), nnlite.tensor([1, 1])] = v
    return y


def picked_reference(x, v):
    y = x.copy()
    y[[2, 0], [1, 1]] = v
    return y


ROWS = [
    Row("reshape", lambda x: x.reshape(-1), lambda x: x.reshape(-1), matrix(3)),
    Row("flatten", lambda x: nnlite.flatten(x, 1), lambda x: x.reshape(len(x), -1), matrix(3)),
    Row("permute", lambda x: x.permute(2, 0, 1), lambda x: x.transpose(2, 0, 1), matrix(3)),
    Row("transpose", lambda x: x.transpose(0, -1), lambda x: x.swapaxes(0, -1), matrix(3)),
    Row("T", lambda x: x.T, lambda x: x.T, matrix(3)),
    Row(
        "squeeze",
        lambda x: x[None, :, None].squeeze(),
        lambda x: x[None, :, None].squeeze(),
        matrix(2),
    ),
    Row("unsqueeze", lambda x: x.unsqueeze(1), lambda x: x[:, None], matrix(2)),
    Row(
        "expand",
        lambda x: x[:, None].expand(-1, 3, -1),
        lambda x: np.repeat(x[:, None], 3, axis=1),
        matrix(2),
    ),
    Row(
        "broadcast_to",
        lambda x: x.broadcast_to((2, *x.shape)),
        lambda x: np.stack([x, x]),
        lambda rng: (rng.normal(size=shape(rng)),),
    ),
    Row("slice", lambda x: x[1:, ::-2], lambda x: x[1:, ::-2], matrix(2)),
    Row("narrow", lambda x: x.narrow(0, 1, 2), lambda x: x[1:3], matrix(2, 3)),
    Row("select", lambda x: x.select(1, -1), lambda x: x[:, -1], matrix(3)),
    Row("flip", lambda x: x.flip((0, 2)), lambda x: x[::-1, :, ::-1], matrix(3)),
    Row(
        "place",
        lambda x: nnlite.pad(x, (1, 2, 0, 3), value=0.5),
        lambda x: np.pad(x, ((0, 3), (1, 2)), constant_values=0.5),
        matrix(2, 0),
    ),
    Row(
        "pad",
        lambda x: nnlite.pad(x, (-1, 2)),
        lambda x: np.pad(x[:, 1:], ((0, 0), (0, 2))),
        matrix(2),
    ),
    Row(
        "assign",
        assigned,
        assigned_reference,
        lambda rng: (rng.normal(size=(3, 4)), rng.normal(size=2)),
    ),
    Row("concat", lambda *x: nnlite.concat(x, 1), lambda *x: np.concatenate(x, 1), same_but(1)),
    Row(
        "stack",
        lambda a, b: nnlite.stack([a, b], -1),
        lambda a, b: np.stack([a, b], -1),
        lambda rng: tuple(rng.normal(size=(2, 3)) for _ in range(2)),
    ),
    Row(
        "split",
        lambda x: x.split(2, 1),
        lambda x: [x[:, i : i + 2] for i in range(0, x.shape[1], 2)],
        matrix(2),
    ),
    Row(
        "split_sizes",
        lambda x: x.split([1, x.shape[0] - 1]),
        lambda x: [x[:1], x[1:]],
        matrix(2),
    ),
    Row("chunk", lambda x: x.chunk(2), lambda x: np.split(x, [(len(x) + 1) // 2]), matrix(2, 2)),
    Row(
        "roll", lambda x: x.roll((1, -2), (0, 1)), lambda x: np.roll(x, (1, -2), (0, 1)), matrix(2)
    ),
    Row("roll_flat", lambda x: x.roll(2), lambda x: np.roll(x, 2), matrix(2)),
    Row("tile", lambda x: x.tile(2, 1, 3), lambda x: np.tile(x, (2, 1, 3)), matrix(2)),
    Row("tril", lambda x: x.tril(-1), lambda x: np.tril(x, -1), matrix(2)),
    Row("triu", lambda x: x.triu(1), lambda x: np.triu(x, 1), matrix(3)),
    Row(
        "gather",
        lambda x: nnlite.gather(x, 0, index((5, x.shape[1]), x.shape[0])),
        lambda x: np.take_along_axis(x, labels((5, x.shape[1]), x.shape[0]), 0),
        matrix(2),
    ),
    Row(
        "scatter_add",
        lambda x, s: nnlite.scatter_add(x, 0, index(s.shape, x.shape[0]), s),
        scatter_reference,
        scatter_inputs,
    ),
    Row(
        "take",
        lambda x: x.take(nnlite.tensor([[0, -1], [0, 0]])),
        lambda x: x.ravel()[[[0, -1], [0, 0]]],
        matrix(2),
    ),
    Row(
        "index_select",
        lambda x: x.index_select(1, nnlite.tensor([0, 0, -1])),
        lambda x: x[:, [0, 0, -1]],
        matrix(3),
    ),
    Row("index", lambda x: x[:, [0, -1, 0]], lambda x: x[:, [0, -1, 0]], matrix(3)),
    Row(
        "index_add",
        lambda x: (
            nnlite.grad((x[[0, 0, 1]] ** 2).sum(), x, create_graph=True)[0]
            if x.requires_grad
            else 2 * x * nnlite.tensor([2.0, 1.0], dtype=x.dtype)[:, None]
        ),
        lambda x: 2 * x * np.array([2.0, 1.0])[:, None],
        lambda rng: (rng.normal(size=(2, 3)),),
    ),
    Row(
        "index_write",
        picked,
        picked_reference,
        lambda rng: (rng.normal(size=(3, 4)), rng.normal(size=2)),
    ),
    Row(
        "one_hot",
        lambda x: nnlite.one_hot(index(x.shape, 7), 7),
        lambda x: np.eye(7, dtype=int)[labels(x.shape, 7)],
        lambda rng: (rng.normal(size=shape(rng)),),
        gradient=False,
    ),
    Row(
        "fill_",
        lambda x: (x * 1).fill_(3.0),
        lambda x: np.full_like(x, 3),
        matrix(2),
        gradient=False,
    ),
    Row(
        "copy_",
        lambda x, y: nnlite.zeros_like(x).copy_(y) + x,
        lambda x, y: x + y,
        lambda rng: (rng.normal(size=(2, 3)), rng.normal(size=3)),
    ),
    Row(
        "in_place",
        lambda x, y: (x * 1).add_(y).mul_(y).sub_(y).div_(y),
        lambda x, y: ((x + y) * y - y) / y,
        lambda rng: (rng.normal(size=(2, 3)), rng.uniform(1, 2, size=3)),
    ),
    Row("stretch", lambda a, b: (a + b) * 1, lambda a, b: a + b, broadcasting(2)),
]
