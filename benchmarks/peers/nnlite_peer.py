"""nnlite: eager, one captured step per call, many captured steps per call, and `Trainer.fit`."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

import nnlite
from benchmarks.peers import Unavailable
from benchmarks.workloads import (
    PIXEL_DEVIATION,
    PIXEL_MEAN,
    Deep,
    Epoch,
    Inference,
    Network,
    Update,
    distance,
)
from nnlite import nn, optim
from nnlite.nn import functional

nnlite.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))


def captured(function: Any, form: str) -> Any:
    """The function itself when eager, else what replays it."""
    if form == "eager":
        return function
    if not hasattr(nnlite, "compile"):
        raise Unavailable("this nnlite has no compile")
    return nnlite.compile(function)


def layers(network: Network) -> nn.Sequential:
    """The network with its initial weights."""
    found: list[nn.Module] = []
    for w, b in network.weights():
        layer = nn.Linear(w.shape[1], w.shape[0])
        layer.load_state_dict({"weight": nnlite.tensor(w), "bias": nnlite.tensor(b)})
        found += [layer, nn.Tanh() if network.activation == "tanh" else nn.ReLU()]
    return nn.Sequential(*found[:-1])


def trainer_of(network: Network) -> nnlite.Trainer:
    """The network with its loss and optimizer."""
    model, rule = layers(network), network.rule
    loss = nn.CrossEntropyLoss() if network.classes else nn.MSELoss()
    updater = getattr(optim, rule.cls)(model.parameters(), **rule.options)
    return nnlite.Trainer(model, loss, updater)


def step_of(network: Network, form: str) -> Any:
    """A training step, as a user writes it."""
    trainer = trainer_of(network)
    model, updater = trainer.model, trainer.optimizer
    loss_of = functional.cross_entropy if network.classes else functional.mse_loss

    def step(x: nnlite.Tensor, y: nnlite.Tensor) -> nnlite.Tensor:
        updater.zero_grad()
        loss = loss_of(model(x), y)
        loss.backward()
        updater.step()
        return loss

    return captured(step, form)


class Training:
    """Steps over batches in turns, one call each."""

    unit = 1

    def __init__(self, network: Network, form: str) -> None:
        self.step = step_of(network, form)
        self.batches = [(nnlite.tensor(x), nnlite.tensor(y)) for x, y in network.batches()]

    def losses(self, n: int) -> list[float]:
        return [self.step(*self.batches[i % len(self.batches)]).item() for i in range(n)]

    def run(self, n: int) -> None:
        for i in range(n):
            loss = self.step(*self.batches[i % len(self.batches)])
        loss.item()


class Running:
    """The same, all in one call."""

    unit = 1

    def __init__(self, network: Network, form: str) -> None:
        self.step = step_of(network, form)
        arrays = [np.concatenate(a) for a in zip(*network.batches(), strict=True)]
        self.loader = nnlite.DataLoader(*arrays, batch_size=network.batch)

    def losses(self, n: int) -> list[float]:
        return list(self.step.run(self.loader, steps=n))

    def run(self, n: int) -> None:
        self.step.run(self.loader, steps=n)


class Updating:
    """The optimizer alone."""

    unit = 1

    def __init__(self, workload: Update, form: str) -> None:
        self.initial, gradients = workload.arrays()
        self.parameters = [nnlite.tensor(p, requires_grad=True) for p in self.initial]
        for parameter, gradient in zip(self.parameters, gradients, strict=True):
            parameter.grad = nnlite.tensor(gradient)
        rule = workload.rule
        self.optimizer = getattr(optim, rule.cls)(self.parameters, **rule.options)
        self.arguments = (self.closure,) if rule.closure else ()

    def run(self, n: int) -> None:
        for _ in range(n):
            self.optimizer.step(*self.arguments)

    def losses(self, n: int) -> list[float]:
        moved = []
        for _ in range(n):
            self.optimizer.step(*self.arguments)
            moved.append(distance([p.detach().numpy() for p in self.parameters], self.initial))
        return moved

    def closure(self) -> nnlite.Tensor:
        """Half of all squared weights, as far as an optimizer cares: its gradient."""
        for parameter in self.parameters:
            parameter.grad = parameter.detach()
        return nnlite.zeros(())


def built(work: Deep, dropout: float) -> Any:
    """The network of layers with its initial weights."""
    model = work.build(nn, dropout)
    state = model.state_dict()
    arrays = {name: work.initial(name, t.shape) for name, t in state.items()}
    model.load_state_dict({name: nnlite.tensor(a) for name, a in arrays.items()})
    return model


class Predicting:
    """One row forward."""

    unit = 1

    def __init__(self, workload: Inference, form: str) -> None:
        network = workload.network
        model = built(network, 0.0) if isinstance(network, Deep) else layers(network)
        model.eval()
        self.model = captured(lambda x: model(x), form)
        self.x = nnlite.tensor(workload.row())

    def losses(self, n: int) -> list[float]:
        with nnlite.no_grad():
            rows = [self.model(self.x).numpy() for _ in range(n)]
        return [float(np.abs(z).sum(dtype=np.float64)) for z in rows]

    def run(self, n: int) -> None:
        with nnlite.no_grad():
            for _ in range(n):
                self.model(self.x)


class Passing:
    """Whole epochs: a loop over a DataLoader, many steps in one call, or `Trainer.fit`."""

    unit = 1

    def __init__(self, workload: Epoch, form: str) -> None:
        self.form, self.batch = form, workload.network.batch
        self.images, self.labels = workload.images()
        self.loader = self.load(len(self.images), shuffle=True)
        self.trainer = trainer_of(workload.network)
        self.step = None if form == "fit" else step_of(workload.network, form)

    def load(self, rows: int, shuffle: bool) -> nnlite.DataLoader:
        return nnlite.DataLoader(
            self.images[:rows],
            self.labels[:rows],
            batch_size=self.batch,
            shuffle=shuffle,
            normalize=(PIXEL_MEAN, PIXEL_DEVIATION),
        )

    def losses(self, n: int) -> list[float]:
        loader = self.load(n * self.batch, shuffle=False)
        if self.step is None:  # fit tells the mean over an epoch, so each batch becomes one
            whole: dict[str, Any] = {"epochs": 1, "batch_size": self.batch, "shuffle": False}
            return [self.trainer.fit(batch, **whole)["train_loss"][0] for batch in loader]
        if self.form == "run":
            return list(self.step.run(loader, steps=n))
        return [self.step(x, y).item() for x, y in loader]

    def run(self, n: int) -> None:
        if self.step is None:
            self.trainer.fit(self.loader, epochs=n, progress=False)
        elif self.form == "run":
            self.step.run(self.loader, steps=n * len(self.loader))
        else:
            for _ in range(n):
                for x, y in self.loader:
                    self.step(x, y)


class Deepening:
    """Steps of a network of layers over batches in turns; losses are compared without dropout."""

    unit = 1
    run = Training.run

    def __init__(self, work: Deep, form: str) -> None:
        self.work, self.form = work, form
        self.batches = [(nnlite.tensor(x), nnlite.tensor(y)) for x, y in work.batches()]
        self.step = self.step_of(work.dropout)

    def step_of(self, dropout: float) -> Any:
        model, rule = built(self.work, dropout), self.work.rule
        updater = getattr(optim, rule.cls)(model.parameters(), **rule.options)

        def step(x: nnlite.Tensor, y: nnlite.Tensor) -> nnlite.Tensor:
            loss = functional.cross_entropy(model(x), y)
            loss.backward()
            updater.step()
            return loss

        return captured(step, self.form)

    def losses(self, n: int) -> list[float]:
        step = self.step_of(0.0)
        return [step(*self.batches[i % len(self.batches)]).item() for i in range(n)]


def training(network: Network, form: str) -> Training | Running:
    """One step per call, or many."""
    return Running(network, form) if form == "run" else Training(network, form)


COMPETITORS = {
    Network: training,
    Update: Updating,
    Inference: Predicting,
    Epoch: Passing,
    Deep: Deepening,
}
