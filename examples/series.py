"""Time-series regression: a GRU foretells the next value of a series from a window of values.

The series is generated: an oscillation whose speed and size follow a slower one, and noise. No
fixed weights of the last values foretell it well at every speed; a state that knows the speed does.
The score is the error on the last part of the series, which the model has not seen, beside that of
saying "the same as now" and of the best linear prediction from the window.

    python examples/series.py [--epochs 30] [--hidden 32] [--steps 4000]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np

import nnlite
from nnlite import nn, optim

WINDOW, NOISE, HELD_OUT = 32, 0.02, 0.25


class Forecast(nn.Module):
    """The next value after a window: (B, T, 1) to (B, 1)."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.gru = nn.GRU(1, hidden, batch_first=True)
        self.head = nn.Linear(hidden, 1)

    def forward(self, x: nnlite.Tensor) -> nnlite.Tensor:
        """Add to the last value what the state says of the change."""
        last = self.gru(x)[1][0]
        return x[:, -1] + self.head(last)


def series(steps: int, seed: int = 0) -> np.ndarray:
    """Return a series of about unit size."""
    rng = np.random.default_rng(seed)
    slow = np.cumsum(0.05 + 0.005 * rng.standard_normal(steps))
    fast = np.cumsum(0.5 + 0.3 * np.sin(slow) + 0.02 * rng.standard_normal(steps))
    clean = np.sin(fast + 0.8 * np.sin(fast)) * (1 + 0.5 * np.cos(slow))
    return (clean + NOISE * rng.standard_normal(steps)).astype("float32")


def windows(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return windows (N, WINDOW, 1) and the values (N, 1) that follow them."""
    seen = np.lib.stride_tricks.sliding_window_view(values[:-1], WINDOW)
    return seen[..., None].copy(), values[WINDOW:, None].copy()


def linear_error(
    train: tuple[np.ndarray, np.ndarray], test: tuple[np.ndarray, np.ndarray]
) -> float:
    """Return the error of the best linear prediction from a window."""
    design = [np.c_[x[..., 0], np.ones(len(x))] for x, _ in (train, test)]
    weights = np.linalg.lstsq(design[0], train[1][:, 0], rcond=None)[0]
    return error(design[1] @ weights, test[1][:, 0])


def error(found: np.ndarray, wanted: np.ndarray) -> float:
    """Return the root of the mean square error."""
    return float(np.sqrt(np.mean((found - wanted) ** 2)))


def main(arguments: Sequence[str] | None = None) -> dict[str, float]:
    """Train, print and return the errors on the held-out part."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--hidden", type=int, default=32)
    parser.add_argument("--steps", type=int, default=4000)
    given = parser.parse_args(arguments)
    values = series(given.steps)
    end = int((1 - HELD_OUT) * len(values))
    train, test = windows(values[:end]), windows(values[end:])
    nnlite.manual_seed(0)
    model = Forecast(given.hidden)
    updater = optim.Adam(model.parameters(), lr=3e-3, clip_norm=1.0)
    trainer = nnlite.Trainer(model, nn.MSELoss(), updater)
    trainer.fit(train, test, epochs=given.epochs, batch_size=64, seed=0, progress=False)
    errors = {
        "GRU": trainer.evaluate(test)["loss"] ** 0.5,
        "linear prediction": linear_error(train, test),
        "the same as now": error(test[0][:, -1], test[1]),
    }
    for name, found in errors.items():
        print(f"{name:18} error {found:.4f}")
    print(f"{'noise':18}       {NOISE:.4f}")
    return errors


if __name__ == "__main__":
    main()
