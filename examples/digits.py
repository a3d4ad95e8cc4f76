"""A convolutional network reads handwritten digits, 8 by 8 pixels, that it has never seen.

Three convolutions, batch normalization, pooling and dropout; the images are shifted and turned a
little whenever they are trained on. A fifth of the digits is held out.

    python examples/digits.py [--epochs 40] [--seed 0]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np

import nnlite
from nnlite import augment, nn, optim

Digits = tuple[np.ndarray, np.ndarray]


def digits() -> tuple[Digits, Digits]:
    """Images (n, 1, 8, 8) in 0 .. 1 with their labels: those to train on, and those held out."""
    from sklearn.datasets import load_digits

    x, y = load_digits(return_X_y=True)
    x = (x / 16).reshape(-1, 1, 8, 8).astype("float32")
    order = np.random.default_rng(0).permutation(len(y))
    held, rest = np.split(order, [len(y) // 5])
    return (x[rest], y[rest]), (x[held], y[held])


def network() -> nn.Sequential:
    """Of one channel and 8x8 pixels to ten classes."""
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1, bias=False),
        nn.BatchNorm2d(32),
        nn.ReLU(),
        nn.Conv2d(32, 64, 3, padding=1, bias=False),
        nn.BatchNorm2d(64),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(64, 64, 3, padding=1, bias=False),
        nn.BatchNorm2d(64),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Dropout(0.3),
        nn.Linear(256, 10),
    )


def train(data: Digits, epochs: int, seed: int) -> nnlite.Trainer:
    """Return a trained network; the learning rate falls along a cosine."""
    nnlite.manual_seed(seed)
    model = network()
    loader = nnlite.DataLoader(
        *data,
        batch_size=64,
        shuffle=True,
        seed=seed,
        augment=[augment.Rotate(10), augment.Shift(1)],
    )
    lr = optim.cosine(3e-3, steps=epochs * len(loader))
    optimizer = optim.AdamW(model.parameters(), lr=lr, weight_decay=1e-2)
    trainer = nnlite.Trainer(model, nn.CrossEntropyLoss(label_smoothing=0.05), optimizer)
    trainer.fit(loader, epochs=epochs, progress=False)
    return trainer


def main(arguments: Sequence[str] | None = None) -> float:
    """Train and print the score."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    known, held = digits()
    trainer = train(known, given.epochs, given.seed)
    accuracy = float(trainer.evaluate(held, metrics=["accuracy"])["accuracy"])
    print(f"accuracy on {len(held[1])} digits that it never saw: {accuracy:.4f}")
    return accuracy


if __name__ == "__main__":
    main()
