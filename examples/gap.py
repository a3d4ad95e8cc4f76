"""How to reduce the gap: an over-parameterized network on few digits, and what helps against it.

85,000 parameters learn 200 digits of 8 x 8 pixels by heart, even those whose label is wrong: one in
seven is. What they say of other digits (all labels right) is much worse. For the plain network and
under each remedy this trains some seeds, measures the loss and the accuracy on the training digits
and on validation digits, and reports the gap between them: a table on the terminal, and a picture.
Early stopping looks at digits that are neither. A network that does not believe the wrong labels
has a gap below zero.

    python examples/gap.py [--seeds 3] [--epochs 100] [--out gap.png]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.datasets import load_digits

import nnlite
from nnlite import augment, nn, optim

WIDTH, CLASSES = 256, 10
TRAIN, WATCHED, WRONG = 200, 300, 30


@dataclass(frozen=True)
class Remedy:
    """What is different from the plain network."""

    name: str
    width: int = WIDTH
    first: Callable[[], list[nn.Module]] = list  # layers before the network
    between: Callable[[], list[nn.Module]] = list  # layers after each activation
    wrap: Callable[[nn.Module], nn.Module] = lambda layer: layer  # of each linear layer
    smoothing: float = 0.0
    penalties: Sequence[Any] = ()
    constraints: Sequence[Any] = ()
    augment: Sequence[Any] = ()
    options: dict[str, Any] = field(default_factory=dict)  # of AdamW
    patience: int | None = None
    members: int = 1  # of an ensemble


REMEDIES = [
    Remedy("plain network"),
    Remedy("smaller network", width=24),
    Remedy("L2 penalty", penalties=[nn.L2Penalty(5e-3)]),
    Remedy("L1 penalty", penalties=[nn.L1Penalty(3e-4)]),
    Remedy("elastic net", penalties=[nn.ElasticNetPenalty(5e-4, 0.5)]),
    Remedy("weight decay (decoupled)", options={"weight_decay": 1.0}),
    Remedy("orthogonal penalty", penalties=[nn.OrthogonalPenalty(3e-3)]),
    Remedy("max-norm", constraints=[nn.MaxNorm(0.6)]),
    Remedy("dropout", between=lambda: [nn.Dropout(0.5)]),
    Remedy("DropConnect", wrap=lambda layer: nn.DropConnect(layer, 0.4)),
    Remedy("noise on inputs", first=lambda: [nn.GaussianNoise(0.3)]),
    Remedy("noise on weights", wrap=lambda layer: nn.WeightNoise(layer, 0.1)),
    Remedy("label smoothing", smoothing=0.1),
    Remedy("augmentation", augment=[augment.Shift(1), augment.Rotate(15)]),
    Remedy("cutout", augment=[augment.Cutout(3)]),
    Remedy("mixup", augment=[augment.MixUp(0.4, num_classes=CLASSES)]),
    Remedy("cutmix", augment=[augment.CutMix(1.0, num_classes=CLASSES)]),
    Remedy("early stopping", patience=3),
    Remedy("ensemble of 5", members=5),
    Remedy(
        "several together",
        between=lambda: [nn.Dropout(0.3)],
        penalties=[nn.L2Penalty(1e-3)],
        augment=[augment.Shift(1), augment.Rotate(10)],
    ),
]


@dataclass(frozen=True)
class Parts:
    """Images (N, 8, 8) in 0 .. 1 and their labels, in three parts that share no digit."""

    train: tuple[np.ndarray, np.ndarray]
    watched: tuple[np.ndarray, np.ndarray]
    validation: tuple[np.ndarray, np.ndarray]


def digits() -> Parts:
    """Return the digits that scikit-learn ships, some labels of the training part made wrong."""
    data = load_digits()
    order = np.random.default_rng(0).permutation(len(data.target))
    x, y = (data.images[order] / 16).astype("float32"), data.target[order]
    wrong = np.random.default_rng(1).choice(TRAIN, WRONG, replace=False)
    y[wrong] = (y[wrong] + np.arange(WRONG) % (CLASSES - 1) + 1) % CLASSES
    ends = TRAIN, TRAIN + WATCHED
    return Parts(*((x[a:b], y[a:b]) for a, b in zip((0, *ends), (*ends, None), strict=True)))


def network(remedy: Remedy) -> nn.Module:
    """Return 64 - width - width - 10 with what the remedy puts in."""
    layers: list[nn.Module] = [*remedy.first(), nn.Flatten()]
    size = 64
    for _ in range(2):
        layers += [remedy.wrap(nn.Linear(size, remedy.width)), nn.ReLU(), *remedy.between()]
        size = remedy.width
    return nn.Sequential(*layers, remedy.wrap(nn.Linear(size, CLASSES)))


def trainer(remedy: Remedy) -> nnlite.Trainer:
    """Return the model, its loss and its optimizer, not trained yet."""
    model = network(remedy)
    return nnlite.Trainer(
        model,
        nn.CrossEntropyLoss(label_smoothing=remedy.smoothing),
        optim.AdamW(model.parameters(), lr=2e-3, **{"weight_decay": 0.0, **remedy.options}),
        penalties=remedy.penalties,
        constraints=remedy.constraints,
    )


def measured(model: nn.Module, data: tuple[np.ndarray, np.ndarray]) -> tuple[float, float]:
    """Return cross entropy and accuracy in evaluation mode."""
    x, y = map(nnlite.tensor, data)
    with nnlite.no_grad():
        output = model.eval()(x)
    loss = nn.functional.cross_entropy(output, y).item()
    return loss, (output.argmax(1) == y).float().mean().item()


def run(remedy: Remedy, parts: Parts, seeds: int, epochs: int) -> np.ndarray:
    """Return (seeds, 4): training loss and accuracy, validation loss and accuracy."""
    loader = nnlite.DataLoader(
        *parts.train, batch_size=32, shuffle=True, seed=0, augment=list(remedy.augment)
    )
    copies = nnlite.train_many(
        lambda: trainer(remedy),
        loader,
        parts.watched if remedy.patience else None,
        epochs,
        seeds=range(seeds * remedy.members),
        patience=remedy.patience,
        progress=False,
    )
    models: list[nn.Module] = [copy.trainer.model for copy in copies]
    if remedy.members > 1:
        models = [nn.Ensemble(models[i::seeds], average="probabilities") for i in range(seeds)]
    return np.array([[*measured(m, parts.train), *measured(m, parts.validation)] for m in models])


def measure(seeds: int = 3, epochs: int = 100) -> dict[str, np.ndarray]:
    """Return what `run` finds, for every remedy."""
    parts = digits()
    return {remedy.name: run(remedy, parts, seeds, epochs) for remedy in REMEDIES}


def gaps(found: np.ndarray) -> Any:
    """Return validation loss - training loss of each seed."""
    return found[:, 2] - found[:, 0]


def table(results: dict[str, np.ndarray]) -> str:
    """Return the results as text, means over the seeds."""
    lines = [
        f"{'':26} {'loss':>7} {'':>7} {'':>15} {'accuracy':>9}",
        f"{'remedy':26} {'train':>7} {'valid.':>7} {'gap':>15} {'train':>9} {'valid.':>7}",
    ]
    for name, found in results.items():
        loss, accuracy, other_loss, other_accuracy = found.mean(0)
        gap = f"{gaps(found).mean():.3f} ± {gaps(found).std():.3f}"
        lines.append(
            f"{name:26} {loss:7.3f} {other_loss:7.3f} {gap:>15} {accuracy:9.3f}"
            f" {other_accuracy:7.3f}"
        )
    return "\n".join(lines)


def picture(results: dict[str, np.ndarray], path: Path) -> None:
    """Draw the gaps in the loss as bars, with a dot for every seed, and the accuracies beside."""
    from matplotlib.figure import Figure

    names = list(results)[::-1]
    figure = Figure(figsize=(10, 0.3 * len(names) + 1.2), layout="constrained")
    left, right = figure.subplots(1, 2, sharey=True)
    for i, name in enumerate(names):
        found = results[name]
        colour = "C3" if i == len(names) - 1 else "C0"
        left.barh(i, gaps(found).mean(), color=colour, alpha=0.6)
        left.plot(gaps(found), [i] * len(found), ".", color="black", markersize=4)
        right.plot(found[:, 3], [i] * len(found), "o", color=colour, markersize=4)
    left.set_yticks(range(len(names)), names)
    left.axvline(gaps(results[names[-1]]).mean(), color="C3", linewidth=0.8)
    left.set_xlabel("validation loss - training loss")
    right.set_xlabel("validation accuracy")
    right.grid(axis="x", alpha=0.3)
    figure.savefig(path, dpi=120)


def main(arguments: Sequence[str] | None = None) -> dict[str, np.ndarray]:
    """Measure, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=100)
    parser.add_argument("--out", type=Path, default=Path("gap.png"))
    given = parser.parse_args(arguments)
    results = measure(given.seeds, given.epochs)
    print(table(results))
    picture(results, given.out)
    return results


if __name__ == "__main__":
    main()
