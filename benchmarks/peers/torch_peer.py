"""PyTorch: eager, with fused optimizers, and compiled; traced for inference."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from benchmarks.rules import Rule
from benchmarks.workloads import (
    PIXEL_DEVIATION,
    PIXEL_MEAN,
    Array,
    Deep,
    Epoch,
    Inference,
    Network,
    Update,
    distance,
    product_factors,
)

torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))


def layers(network: Network) -> torch.nn.Sequential:
    """The network with its initial weights."""
    found: list[torch.nn.Module] = []
    for w, b in network.weights():
        layer = torch.nn.Linear(w.shape[1], w.shape[0])
        layer.weight.data, layer.bias.data = torch.from_numpy(w), torch.from_numpy(b)
        found += [layer, torch.nn.Tanh() if network.activation == "tanh" else torch.nn.ReLU()]
    return torch.nn.Sequential(*found[:-1])


def optimizer(rule: Rule, parameters: list[Tensor], form: str) -> torch.optim.Optimizer:
    """Fused where the form asks for it and PyTorch has it; else its own choice, or what is said."""
    more = {"foreach": True} if form == "foreach" and not rule.closure else {}
    if form not in ("eager", "foreach") and rule.fused:
        more = {"fused": True}
    return getattr(torch.optim, rule.cls)(parameters, **rule.options, **more)


Step = Callable[[Tensor, Tensor], Tensor]


def stepping(forward: Step, updater: torch.optim.Optimizer, form: str) -> Step:
    """A training step; compiled, the forward and backward halves are."""
    call = torch.compile(forward, dynamic=False) if form == "compile" else forward

    def step(x: Tensor, y: Tensor) -> Tensor:
        updater.zero_grad(set_to_none=True)
        loss = call(x, y)
        loss.backward()
        updater.step()
        return loss.detach()

    return step


def step_of(network: Network, form: str) -> Step:
    """Steps of a multilayer perceptron."""
    model = layers(network)
    updater = optimizer(network.rule, list(model.parameters()), form)
    loss_of = functional.cross_entropy if network.classes else functional.mse_loss

    def forward(x: Tensor, y: Tensor) -> Tensor:
        return loss_of(model(x), y)

    return stepping(forward, updater, form)


class Training:
    """Steps over batches in turns."""

    unit = 1

    def __init__(self, network: Network, form: str) -> None:
        self.step = step_of(network, form)
        self.batches = [(torch.from_numpy(x), torch.from_numpy(y)) for x, y in network.batches()]

    def losses(self, n: int) -> list[float]:
        return [self.step(*self.batches[i % len(self.batches)]).item() for i in range(n)]

    def run(self, n: int) -> None:
        for i in range(n):
            loss = self.step(*self.batches[i % len(self.batches)])
        loss.item()


class Updating:
    """The optimizer alone."""

    unit = 1

    def __init__(self, workload: Update, form: str) -> None:
        self.initial, gradients = workload.arrays()
        self.parameters = [torch.nn.Parameter(torch.from_numpy(p.copy())) for p in self.initial]
        for parameter, gradient in zip(self.parameters, gradients, strict=True):
            parameter.grad = torch.from_numpy(gradient)
        self.optimizer = optimizer(workload.rule, list(self.parameters), form)
        self.arguments = (self.closure,) if workload.rule.closure else ()

    def losses(self, n: int) -> list[float]:
        moved = []
        for _ in range(n):
            self.optimizer.step(*self.arguments)
            arrays: list[Array] = [p.detach().numpy() for p in self.parameters]
            moved.append(distance(arrays, self.initial))
        return moved

    def run(self, n: int) -> None:
        for _ in range(n):
            self.optimizer.step(*self.arguments)

    def closure(self) -> torch.Tensor:
        """Half of all squared weights, as far as an optimizer cares: its gradient."""
        for parameter in self.parameters:
            parameter.grad = parameter.detach()
        return torch.zeros(())


def built(work: Deep, dropout: float) -> Any:
    """The network of layers with its initial weights."""
    model = work.build(torch.nn, dropout)
    state = model.state_dict()
    arrays = {name: work.initial(name, tuple(t.shape)) for name, t in state.items()}
    model.load_state_dict({name: torch.from_numpy(a) for name, a in arrays.items()})
    return model


class Predicting:
    """One row forward."""

    unit = 1

    def __init__(self, workload: Inference, form: str) -> None:
        network = workload.network
        model = built(network, 0.0) if isinstance(network, Deep) else layers(network)
        self.model: Any = model.eval()
        self.x = torch.from_numpy(workload.row())
        if form == "trace":
            traced = torch.jit.freeze(torch.jit.trace(self.model, self.x))
            self.model = torch.jit.optimize_for_inference(traced)
        elif form == "compile":
            self.model = torch.compile(self.model, options={"freezing": True})

    def losses(self, n: int) -> list[float]:
        with torch.inference_mode():
            return [self.model(self.x).double().abs().sum().item() for _ in range(n)]

    def run(self, n: int) -> None:
        with torch.inference_mode():
            for _ in range(n):
                self.model(self.x)


class Passing:
    """Whole epochs, from DataLoader (one gather per batch) or from a permutation by hand."""

    unit = 1

    def __init__(self, workload: Epoch, form: str) -> None:
        self.form, self.batch = form, workload.network.batch
        images, labels = workload.images()
        self.data = torch.utils.data.TensorDataset(
            torch.from_numpy(images), torch.from_numpy(labels)
        )
        self.step = step_of(workload.network, "compile" if form == "compile" else "fused")

    def one(self, images: Tensor, labels: Tensor) -> Tensor:
        x = images.float().mul_(1 / (255 * PIXEL_DEVIATION)).sub_(PIXEL_MEAN / PIXEL_DEVIATION)
        return self.step(x, labels)

    def losses(self, n: int) -> list[float]:
        parts = [slice(i * self.batch, (i + 1) * self.batch) for i in range(n)]
        return [self.one(*self.data[part]).item() for part in parts]

    def batches(self) -> Any:
        if self.form == "loader":
            data = torch.utils.data
            rows = data.BatchSampler(data.RandomSampler(self.data), self.batch, drop_last=False)
            return data.DataLoader(self.data, sampler=rows, batch_size=None)
        return (self.data[rows] for rows in torch.randperm(len(self.data)).split(self.batch))

    def run(self, n: int) -> None:
        for _ in range(n):
            for images, labels in self.batches():
                self.one(images, labels)


class Deepening:
    """Steps of a network of layers over batches in turns; losses are compared without dropout."""

    unit = 1
    run = Training.run

    def __init__(self, work: Deep, form: str) -> None:
        self.work, self.form = work, form
        self.images = {"memory_format": torch.channels_last} if form == "channels_last" else {}
        self.batches = [
            (torch.from_numpy(x).contiguous(**self.images), torch.from_numpy(y))
            for x, y in work.batches()
        ]
        self.step = self.step_of(work.dropout)

    def step_of(self, dropout: float) -> Step:
        model = built(self.work, dropout)
        model = model.to(**self.images) if self.images else model
        updater = optimizer(self.work.rule, list(model.parameters()), self.form)

        def forward(x: Tensor, y: Tensor) -> Tensor:
            return functional.cross_entropy(model(x), y)

        return stepping(forward, updater, self.form)

    def losses(self, n: int) -> list[float]:
        step = self.step_of(0.0)
        return [step(*self.batches[i % len(self.batches)]).item() for i in range(n)]


class Product:
    """A square product through oneDNN, which beats what torch.mm calls on some processors."""

    unit = 1

    def __init__(self, form: str) -> None:
        self.a, self.b = map(torch.from_numpy, product_factors())

    def losses(self, n: int) -> list[float]:
        return []

    def run(self, n: int) -> None:
        for _ in range(n):
            torch.ops.mkldnn._linear_pointwise(self.a, self.b, None, "none", [], None)


COMPETITORS = {
    Network: Training,
    Update: Updating,
    Inference: Predicting,
    Epoch: Passing,
    Deep: Deepening,
}
PROBES = {"product": Product}
