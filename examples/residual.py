"""A residual network tells rings, crosses and stripes apart, under noise and at any size and place.

The images are generated, 24 by 24 pixels: one of four figures of random size, place, turn and
brightness, behind noise half as strong as the figure. The network has seven convolutions; skipping
around each pair of them keeps the gradient alive (He et al. 2016).

    python examples/residual.py [--images 3000] [--epochs 12] [--seed 0]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np

import nnlite
from nnlite import nn, optim

SIZE = 24
NOISE = 0.5
FIGURES = ("ring", "disc", "cross", "stripes")
Images = tuple[np.ndarray, np.ndarray]


def generated(count: int, seed: int) -> Images:
    """Return images (count, 1, 24, 24), float32, and the places of their figures in FIGURES."""
    rng = np.random.default_rng(seed)
    label = np.arange(count) % len(FIGURES)
    grid = np.arange(SIZE) - (SIZE - 1) / 2
    radius = rng.uniform(4, 8, (count, 1, 1))
    across, down = rng.uniform(-1, 1, (2, count, 1, 1)) * (SIZE / 2 - radius)
    turn = rng.uniform(0, np.pi, (count, 1, 1))
    x, y = grid[None, None, :] - across, grid[None, :, None] - down
    u, v = np.cos(turn) * x + np.sin(turn) * y, np.cos(turn) * y - np.sin(turn) * x
    distance = np.hypot(x, y)
    inside = distance < radius
    figures = [
        inside & (distance > radius - 2),
        inside,
        inside & (np.minimum(np.abs(u), np.abs(v)) < 1.2),
        inside & (np.cos(u * np.pi / 2) > 0),
    ]
    image = np.choose(label[:, None, None], figures) * rng.uniform(0.7, 1.3, (count, 1, 1))
    image = image + rng.normal(0, NOISE, image.shape)
    return image[:, None].astype("float32"), label


def block(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    """x + f(x), where f is two convolutions; x goes through a 1x1 where sizes change."""
    body = nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
        nn.Conv2d(outputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
    )
    shortcut = None if inputs == outputs else nn.Conv2d(inputs, outputs, 1, stride=stride)
    return nn.Sequential(nn.Residual(body, shortcut=shortcut), nn.ReLU())


def network() -> nn.Sequential:
    """Of 24x24 pixels to the four figures."""
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1, bias=False),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        block(16, 16, 1),
        block(16, 32, 2),
        block(32, 64, 2),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(64, len(FIGURES)),
    )


def train(data: Images, epochs: int, seed: int) -> nnlite.Trainer:
    """Return a network trained for so many epochs."""
    nnlite.manual_seed(seed)
    model = network()
    loader = nnlite.DataLoader(*data, batch_size=64, shuffle=True, seed=seed)
    lr = optim.one_cycle(0.1, steps=epochs * len(loader))
    optimizer = optim.SGD(model.parameters(), lr=lr, momentum=0.9, weight_decay=5e-4)
    trainer = nnlite.Trainer(model, nn.CrossEntropyLoss(), optimizer)
    trainer.fit(loader, epochs=epochs, progress=False)
    return trainer


def main(arguments: Sequence[str] | None = None) -> float:
    """Train and print the score."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--images", type=int, default=3000)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    trainer = train(generated(given.images, given.seed), given.epochs, given.seed)
    unseen = generated(1000, given.seed + 1)
    accuracy = float(trainer.evaluate(unseen, metrics=["accuracy"])["accuracy"])
    print(f"accuracy on 1000 images that it never saw: {accuracy:.3f}")
    return accuracy


if __name__ == "__main__":
    main()
