"""Threads change nothing: whole trainings, large enough to be split, to the bit."""

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim

COUNTS = (1, 2, 3, 4, 8)
OPTIMIZERS = {
    "SGD": {"lr": 0.05, "momentum": 0.9, "nesterov": True, "weight_decay": 1e-3},
    "Adagrad": {"lr": 0.05},
    "Adadelta": {"lr": 1.0},
    "RMSprop": {"lr": 1e-3, "centered": True, "momentum": 0.5},
    "Adam": {"lr": 1e-3, "amsgrad": True, "clip_norm": 1.0},
    "AdamW": {"lr": 1e-3, "ema": 0.99},
}


@pytest.fixture(autouse=True)
def threads():
    before = nnlite.get_num_threads()
    yield
    nnlite.set_num_threads(before)


def bits(train):
    """What `train` returns for every number of threads."""
    found = []
    for count in COUNTS:
        nnlite.set_num_threads(count)
        nnlite.manual_seed(0)
        found.append(train())
    return found


def trained(make_optimizer, dtype="float32"):
    model = nn.Sequential(
        nn.Linear(300, 400), nn.BatchNorm1d(400), nn.GELU(), nn.Dropout(0.2),
        nn.Linear(400, 300), nn.LayerNorm(300), nn.Tanh(), nn.Linear(300, 10),
    ).to(dtype)  # fmt: skip
    optimizer, loss = make_optimizer(model.parameters()), nn.CrossEntropyLoss()
    x = nnlite.randn(200, 300, dtype=dtype)
    y = nnlite.integers(0, 10, (200,))
    for _ in range(3):
        optimizer.zero_grad()
        value = loss(model(x), y)
        value.backward()
        optimizer.step()
    return [value.detach().numpy(), *(t.numpy() for t in model.state_dict().values())]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_training(name, dtype):
    cls, options = getattr(optim, name), OPTIMIZERS[name]
    first, *others = bits(lambda: trained(lambda p: cls(p, **options), dtype))
    for count, other in zip(COUNTS[1:], others, strict=True):
        for a, b in zip(first, other, strict=True):
            np.testing.assert_array_equal(a, b, err_msg=f"{count} threads")


WORK = {
    "matmul": lambda: nnlite.randn(513, 300) @ nnlite.randn(300, 257),
    "batched": lambda: nnlite.randn(9, 65, 70) @ nnlite.randn(70, 33),
    "vector": lambda: nnlite.randn(2000, 700) @ nnlite.randn(700),
    "sum": lambda: nnlite.randn(1_000_003).sum(),
    "columns": lambda: nnlite.randn(3001, 257).sum(0),
    "rows": lambda: nnlite.randn(257, 3001).var(1),
    "exp": lambda: nnlite.exp(nnlite.randn(100_003)),
    "softmax": lambda: nnlite.softmax(nnlite.randn(1003, 257), 1),
    "cumsum": lambda: nnlite.randn(257, 1003).cumsum(0),
    "sort": lambda: nnlite.sort(nnlite.randn(257, 1003), 1)[0],
    "scatter": lambda: nnlite.zeros(50).scatter_add(
        0, nnlite.integers(0, 50, (100_000,)), nnlite.randn(100_000)
    ),
    "norm": lambda: nnlite.randn(1_000_003).norm(),
    "logsumexp": lambda: nnlite.randn(1003, 257).logsumexp(0),
}


@pytest.mark.parametrize("name", WORK)
def test_operations(name):
    first, *others = bits(lambda: WORK[name]().numpy())
    for other in others:
        np.testing.assert_array_equal(first, other)


def test_a_hundred_thousand_loops():
    """Short loops, one upon the other: a thread that comes late must not touch the next one."""
    nnlite.set_num_threads(3)
    x, many = nnlite.randn(40_000), nnlite.randn(300_000)
    want = [(t * 2).numpy().tobytes() for t in (x, many)]
    product = nnlite.compile(lambda t: t * 2)
    for i in range(100_000):
        y = product(x)
        if i % 1000 == 0:
            assert y.numpy().tobytes() == want[0]
            assert (many * 2).numpy().tobytes() == want[1]
