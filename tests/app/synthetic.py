"""A comparison made up by formulas, for tests of what is computed and drawn from one."""

import math

import numpy as np

from nnlite.app.optimizers import OPTIMIZERS
from nnlite.app.result import Comparison
from nnlite.app.runs import RunResult

SETTINGS = {
    "nnlite": "0",
    "data": "<digits>",
    "task": "classes",
    "train_rows": 1438,
    "val_rows": 359,
    "scaled": "not at all",
    "model": "64-128-10",
    "steps": 2000,
    "epochs": 44.5,
    "batch_size": 32,
    "seeds": 3,
    "jobs": 2,
    "machine": "none",
    "python": "3",
    "seconds_total": 21.2,
}


def run(name, lr, seed, *, loss=0.1, diverged=False, numbers=False):
    """One run whose loss falls exponentially to `loss`."""
    fall = 2.3 * np.exp(-np.linspace(0, 2000, 25) / 150)
    curve = {
        "step": np.linspace(0, 2000, 120).tolist(),
        "batch_loss": (2.3 * np.exp(-np.linspace(0, 2000, 120) / 150) + loss / 10).tolist(),
        "eval_step": np.linspace(0, 2000, 25).round().tolist(),
        "train_loss": (fall + loss / 10).tolist(),
        "val_loss": (fall + loss).tolist(),
        "val_accuracy": [None] * 25 if numbers else (1 - fall / 3 - loss / 4).tolist(),
    }
    return RunResult(
        optimizer=name,
        lr=lr,
        seed=seed,
        train_loss=math.inf if diverged else loss / 10,
        val_loss=math.inf if diverged else loss,
        val_accuracy=None if numbers else 1 - loss / 4,
        seconds=0.1,
        steps=2000,
        diverged=diverged,
        curve=curve,
    )


def comparison(names=tuple(OPTIMIZERS), *, everything_diverges=False, numbers=False, seeds=3):
    """A parabola of losses around each optimizer's usual rate; large rates diverge."""
    results = []
    for k, name in enumerate(names):
        row = OPTIMIZERS[name]
        for lr in row.lrs:
            for seed in range(seeds):
                off = math.log10(lr / row.usual) / (0.5 + 0.1 * k)
                results.append(
                    run(
                        name,
                        lr,
                        seed,
                        loss=0.1 + 0.01 * k + 0.003 * seed + 0.2 * off**2,
                        diverged=everything_diverges or off > 2,
                        numbers=numbers,
                    )
                )
    task = "numbers" if numbers else "classes"
    return Comparison(tuple(results), {**SETTINGS, "task": task, "seeds": seeds})
