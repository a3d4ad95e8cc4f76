"""Whole training steps of `nnlite compare`'s network with each optimizer, beside PyTorch.

Run ``python benchmarks/optimizers.py [--model 64-128-10] [--batch 32]``. Both start from
the same weights and see the same batch; the first losses have to agree before anything is
timed. A step is: clear the gradients, forward, cross entropy, backward, update. PyTorch is eager,
with its own choice of implementation (foreach), and fused=True where it has that. Both have one
thread: two OpenMP runtimes in one process would disturb each other.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

import nnlite
from nnlite import nn, optim
from timing import interleaved

# name: class, options that both libraries understand, whether PyTorch has a fused form
METHODS: dict[str, tuple[str, dict[str, Any], bool]] = {
    "sgd": ("SGD", {"lr": 0.01}, True),
    "momentum": ("SGD", {"lr": 0.01, "momentum": 0.9}, True),
    "nesterov": ("SGD", {"lr": 0.01, "momentum": 0.9, "nesterov": True}, True),
    "adagrad": ("Adagrad", {"lr": 0.01}, True),
    "adadelta": ("Adadelta", {"lr": 1.0}, False),
    "rmsprop": ("RMSprop", {"lr": 1e-3}, False),
    "adam": ("Adam", {"lr": 1e-3}, True),
    "adamw": ("AdamW", {"lr": 1e-3}, True),
}
Step = Callable[[], Any]


def weights(sizes: list[int]) -> list[tuple[np.ndarray, np.ndarray]]:
    """The same initial weights for all."""
    rng = np.random.default_rng(1)
    return [
        (
            (rng.normal(size=(n, m)) / np.sqrt(m)).astype("f4"),
            np.zeros(n, "f4"),
        )
        for m, n in pairwise(sizes)
    ]


def nnlite_step(sizes: list[int], x: np.ndarray, y: np.ndarray, method: str) -> Step:
    """A step of nnlite, eager."""
    cls, options, _ = METHODS[method]
    layers: list[nn.Module] = []
    for w, b in weights(sizes):
        layer = nn.Linear(w.shape[1], w.shape[0])
        layer.load_state_dict({"weight": nnlite.tensor(w), "bias": nnlite.tensor(b)})
        layers += [layer, nn.ReLU()]
    model, loss_function = nn.Sequential(*layers[:-1]), nn.CrossEntropyLoss()
    optimizer = getattr(optim, cls)(model.parameters(), **options)
    inputs, labels = nnlite.tensor(x), nnlite.tensor(y)

    def step() -> Any:
        optimizer.zero_grad()
        loss = loss_function(model(inputs), labels)
        loss.backward()
        optimizer.step()
        return loss

    return step


def torch_step(sizes: list[int], x: np.ndarray, y: np.ndarray, method: str, fused: bool) -> Step:
    """The same in PyTorch."""
    import torch

    cls, options, _ = METHODS[method]
    layers: list[torch.nn.Module] = []
    for w, b in weights(sizes):
        layer = torch.nn.Linear(w.shape[1], w.shape[0])
        layer.weight.data, layer.bias.data = torch.tensor(w), torch.tensor(b)
        layers += [layer, torch.nn.ReLU()]
    model, loss_function = torch.nn.Sequential(*layers[:-1]), torch.nn.CrossEntropyLoss()
    more = {"fused": True} if fused else {}
    optimizer = getattr(torch.optim, cls)(model.parameters(), **options, **more)
    inputs, labels = torch.tensor(x), torch.tensor(y)

    def step() -> Any:
        optimizer.zero_grad()
        loss = loss_function(model(inputs), labels)
        loss.backward()
        optimizer.step()
        return loss

    return step


def first_losses(step: Step) -> list[float]:
    """The losses of the first five steps."""
    return [step().item() for _ in range(5)]


def steps(sizes: list[int], x: np.ndarray, y: np.ndarray, method: str) -> dict[str, Step]:
    """Every candidate, after a check that they compute the same."""
    makers: dict[str, Callable[[], Step]] = {"nnlite": lambda: nnlite_step(sizes, x, y, method)}
    try:
        import torch  # noqa: F401

        makers["torch"] = lambda: torch_step(sizes, x, y, method, False)
        if METHODS[method][2]:
            makers["torch fused"] = lambda: torch_step(sizes, x, y, method, True)
    except ImportError:
        pass
    losses = {name: first_losses(make()) for name, make in makers.items()}
    for name, found in losses.items():
        if not np.allclose(found, losses["nnlite"], rtol=1e-4):
            raise SystemExit(f"{method}: the losses of {name} differ: {losses}")
    return {name: make() for name, make in makers.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", default="64-128-10")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=1.0, help="per optimizer")
    options = parser.parse_args()
    nnlite.set_num_threads(1)
    try:
        import torch

        torch.set_num_threads(1)
    except ImportError:
        print("PyTorch is not installed: nnlite alone")
    sizes = [int(n) for n in options.model.split("-")]
    rng = np.random.default_rng(0)
    x = rng.normal(size=(options.batch, sizes[0])).astype("f4")
    y = rng.integers(0, sizes[-1], options.batch)
    print(f"{options.model}, batch {options.batch}, one thread")
    for method in METHODS:
        times = interleaved(steps(sizes, x, y, method), options.seconds, chunk=1e-2)
        for name, t in times.items():
            print(f"{method:9} {name:12} {t}  {t.median / times['nnlite'].median:5.1f} of nnlite")


if __name__ == "__main__":
    main()
