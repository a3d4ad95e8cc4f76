"""Three spirals that no line parts: a small network learns them and shows its decision regions.

Each class is one arm of a spiral, turned by a third of a circle. A network 2-64-64-3 learns the
points through the ordinary Trainer and stops early; the picture has the regions that it decides
for, with the points it never saw.

    python examples/spiral.py [--points 900] [--epochs 300] [--seed 0] [--out spiral.png]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import nnlite
from nnlite import nn, optim

CLASSES = 3
TURNS = 1.25  # of each arm
NOISE = 0.03
Points = tuple[np.ndarray, np.ndarray]


def spiral(count: int, seed: int) -> Points:
    """Return points (count, 2), float32 in about -1 .. 1, and their arms (count,)."""
    rng = np.random.default_rng(seed)
    arm = np.arange(count) % CLASSES
    radius = np.sqrt(rng.uniform(0.02, 1, count))
    angle = 2 * np.pi * (TURNS * radius + arm / CLASSES)
    x = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], 1)
    return (x + rng.normal(0, NOISE, x.shape)).astype("float32"), arm


def train(data: Points, epochs: int, seed: int) -> nnlite.Trainer:
    """Return a trained network; every fifth point decides when to stop."""
    nnlite.manual_seed(seed)
    model = nn.Sequential(
        nn.Linear(2, 64), nn.Tanh(), nn.Linear(64, 64), nn.Tanh(), nn.Linear(64, CLASSES)
    )
    trainer = nnlite.Trainer(model, nn.CrossEntropyLoss(), optim.Adam(model.parameters(), lr=1e-2))
    x, y = data
    held = np.arange(len(y)) % 5 == 0
    trainer.fit(
        (x[~held], y[~held]),
        (x[held], y[held]),
        epochs=epochs,
        patience=40,
        seed=seed,
        progress=False,
    )
    return trainer


def picture(trainer: nnlite.Trainer, data: Points, accuracy: float, path: Path) -> None:
    """Draw the region of every class, the stronger the surer, and the points over it."""
    from matplotlib.figure import Figure

    edge = np.linspace(-1.15, 1.15, 300, dtype="float32")
    grid = np.stack(np.meshgrid(edge, edge), 2)
    logits = trainer.predict(grid.reshape(-1, 2))
    sure = nnlite.softmax(nnlite.tensor(logits), 1).numpy().reshape(300, 300, CLASSES)
    colours = np.array([[0.12, 0.47, 0.71], [1.0, 0.5, 0.05], [0.17, 0.63, 0.17]])
    figure = Figure(figsize=(5, 5), layout="constrained")
    axes = figure.subplots()
    regions = np.clip(1 - (1 - sure @ colours) * 0.6, 0, 1)
    axes.imshow(regions, extent=(-1.15, 1.15) * 2, origin="lower", interpolation="bilinear")
    x, y = data
    axes.scatter(*x.T, c=colours[y], s=12, edgecolors="black", linewidths=0.4)
    axes.set_title(f"{accuracy:.1%} of the points that it never saw")
    axes.set_axis_off()
    figure.savefig(path, dpi=120)


def main(arguments: Sequence[str] | None = None) -> float:
    """Train, print the score, draw."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--points", type=int, default=900)
    parser.add_argument("--epochs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("spiral.png"))
    given = parser.parse_args(arguments)
    trainer = train(spiral(given.points, given.seed), given.epochs, given.seed)
    unseen = spiral(600, given.seed + 1)
    accuracy = float(trainer.evaluate(unseen, metrics=["accuracy"])["accuracy"])
    print(f"accuracy on 600 points that it never saw: {accuracy:.3f}")
    picture(trainer, unseen, accuracy, given.out)
    return accuracy


if __name__ == "__main__":
    main()
