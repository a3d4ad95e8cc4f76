"""Compare optimizers fairly: same network, same start, same batches, same budget.

This file checks the question, lists the runs and shares them out; `runs` makes one run.
"""

from __future__ import annotations

import math
import os
import platform
import time
from collections.abc import Callable, Sequence

import nnlite
from nnlite import _core
from nnlite._suggest import unknown
from nnlite.app.network import model_text, parse_model
from nnlite.app.optimizers import OPTIMIZERS, all_optimizers, optimizer_row
from nnlite.app.result import Comparison
from nnlite.app.runs import RunResult, RunSpec, train_once
from nnlite.data import Dataset, load

_STEPS = 2000
_QUICK_STEPS = 300
_MAX_RUNS = 100_000

Progress = Callable[[int, int, RunResult | None], None]


def compare(
    data: str | os.PathLike[str] | Dataset = "digits",
    *,
    target: str | None = None,
    task: str = "auto",
    drop: Sequence[str] = (),
    optimizers: str | Sequence[str] | None = None,
    model: str | None = None,
    epochs: int | None = None,
    steps: int | None = None,
    batch_size: int = 32,
    seeds: int | None = None,
    lrs: str | Sequence[float] = "auto",
    quick: bool = False,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Train the same network with several optimizers, learning rates and seeds, and compare.

    For a given seed every optimizer starts from the same weights and sees the same batches in the
    same order, for the same number of steps. The learning rate is constant in a run.

    Parameters
    ----------
    data : str, path or Dataset
        ``"digits"``, ``"moons"``, ``"spiral"``, a CSV file, a folder with MNIST-format files, or
        a data set in memory.
    target, task, drop
        For a CSV file: see `nnlite.data.load`.
    optimizers : str or sequence of str, optional
        Names, as `nnlite.optim.list` has them, "momentum" and "nesterov" besides; or
        "all". By default those of the lecture: sgd, momentum, nesterov, adagrad, adadelta, rmsprop,
        adam, adamw.
    model : str, optional
        Layer sizes such as ``"64-128-10"``, or hidden layers only; by default what suits the data.
    epochs, steps : int, optional
        The budget of a run, one or the other; 2000 steps by default, 300 with `quick`.
    batch_size : int
        Rows per step.
    seeds : int, optional
        Number of repetitions, with seeds 0, 1, ...; 3 by default, 1 with `quick`.
    lrs : "auto" or sequence of float
        Learning rates for every optimizer; by default seven each, half a decade apart around its
        usual value (every second one with `quick`).
    quick : bool
        A smaller question that is answered in seconds.
    jobs : int, optional
        Threads to share the runs; by default `nnlite.get_num_threads()`. The numbers do not depend
        on it.
    progress : callable, optional
        Called as ``progress(done, total, result)``, first with ``(0, total, None)``.

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        For unknown names, malformed data, sizes that do not fit, or a budget that is not positive.

    Examples
    --------
    >>> found = compare("moons", optimizers=["sgd", "adam"], steps=50, seeds=1, lrs=[0.1], jobs=1)
    >>> [(r.optimizer, r.lr, r.steps) for r in found.results]
    [('sgd', 0.1, 50), ('adam', 0.1, 50)]
    """
    names = _check_optimizers(optimizers)
    grids = {name: _grid(name, lrs, quick) for name in names}
    seeds = (1 if quick else 3) if seeds is None else seeds
    for what, value in (("seeds", seeds), ("batch_size", batch_size)):
        _check_positive(what, value)
    if not isinstance(data, Dataset):
        data = load(data, target=target, task=task, drop=drop)
    layers = parse_model(model, inputs=data.inputs, outputs=data.outputs, default=data.hidden)
    budget = _budget(
        epochs, steps, _QUICK_STEPS if quick else _STEPS, len(data.x_train), batch_size
    )
    specs = [
        RunSpec(name, lr, seed, budget, batch_size, layers)
        for name in names
        for lr in grids[name]
        for seed in range(seeds)
    ]
    if len(specs) > _MAX_RUNS:
        raise ValueError(f"compare: {len(specs)} runs are too many; at most {_MAX_RUNS}")
    jobs = nnlite.get_num_threads() if jobs is None else jobs
    _check_positive("jobs", jobs)
    jobs = min(jobs, len(specs))
    begin = time.perf_counter()
    results = _run_all(specs, data, jobs, progress or _silent)
    settings = _settings(data, layers, budget, batch_size, seeds, jobs)
    settings["seconds_total"] = round(time.perf_counter() - begin, 3)
    return Comparison(tuple(results), settings)


def _silent(done: int, total: int, result: RunResult | None) -> None:
    """Say nothing."""


def _check_optimizers(optimizers: str | Sequence[str] | None) -> list[str]:
    if optimizers is None:
        return list(OPTIMIZERS)
    if optimizers == "all":
        return list(all_optimizers())
    given = [optimizers] if isinstance(optimizers, str) else optimizers
    names = [optimizer_row(name).name for name in given]
    if not names:
        raise ValueError(f"compare: no optimizer to compare; known: {', '.join(all_optimizers())}")
    for i, name in enumerate(names):
        if name in names[:i]:
            raise ValueError(f"compare: optimizer {name!r} is listed twice")
    return names


def _grid(name: str, lrs: str | Sequence[float], quick: bool) -> tuple[float, ...]:
    if isinstance(lrs, str):
        if lrs != "auto":
            raise ValueError(f"compare: {unknown('lrs', lrs, ['auto'])}, or numbers")
        grid = optimizer_row(name).lrs
        return grid[1::2] if quick else grid
    grid = tuple(float(lr) for lr in lrs)
    if not grid:
        raise ValueError('compare: the list of learning rates is empty; give numbers or "auto"')
    for lr in grid:
        if not (math.isfinite(lr) and lr > 0):
            raise ValueError(f"compare: learning rate {lr} is not a positive number")
    return tuple(sorted(set(grid)))


def _check_positive(what: str, value: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"compare: {what} is {value!r}; it must be a whole number, at least 1")


def _budget(epochs: int | None, steps: int | None, usual: int, rows: int, batch: int) -> int:
    if epochs is not None and steps is not None:
        raise ValueError("compare: give epochs or steps, not both; they fix the same budget")
    if epochs is not None:
        _check_positive("epochs", epochs)
        return epochs * -(-rows // batch)
    if steps is not None:
        _check_positive("steps", steps)
        return steps
    return usual


def _processors() -> int:
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def _run_all(specs: list[RunSpec], data: Dataset, jobs: int, progress: Progress) -> list[RunResult]:
    results: dict[int, RunResult] = {}  # as they come

    def work(i: int) -> None:
        results[i] = train_once(specs[i], data)

    told = 0

    def watch() -> None:
        nonlocal told
        for i in list(results)[told:]:
            told += 1
            progress(told, len(specs), results[i])

    progress(0, len(specs), None)
    _core._side_by_side(len(specs), jobs, work, watch)
    return [results[i] for i in range(len(specs))]


def _settings(
    data: Dataset, layers: tuple[int, ...], steps: int, batch: int, seeds: int, jobs: int
) -> dict[str, object]:
    return {
        "nnlite": nnlite.__version__,
        "data": data.name,
        "task": data.task,
        "train_rows": len(data.x_train),
        "val_rows": len(data.x_val),
        "scaled": data.scaled,
        "model": model_text(layers),
        "steps": steps,
        "epochs": round(steps * batch / len(data.x_train), 2),
        "batch_size": batch,
        "seeds": seeds,
        "jobs": jobs,
        "machine": f"{platform.machine()}, {_processors()} processors, {platform.system()}",
        "python": platform.python_version(),
    }
