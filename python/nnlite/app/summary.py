"""Say in plain language what a comparison found, and what it does not show."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from nnlite.app.optimizers import optimizer_row
from nnlite.app.result import Best, Comparison


def title(name: str) -> str:
    """Return the name of an optimizer as sentences say it."""
    return optimizer_row(name).title


def rate(lr: float | None) -> str:
    """Return a learning rate as people write it.

    Examples
    --------
    >>> rate(0.003), rate(3e-05), rate(None)
    ('0.003', '3e-05', '—')
    """
    return "—" if lr is None else f"{lr:.2g}"


def percent(value: float | None, spread: float | None = None) -> str:
    """Return a part of one in percent, with its spread if there is one.

    Examples
    --------
    >>> percent(0.9721), percent(0.9721, 0.004)
    ('97.2%', '97.2 ± 0.4%')
    """
    if value is None:
        return "—"
    return f"{100 * value:.1f}%" if spread is None else f"{100 * value:.1f} ± {100 * spread:.1f}%"


def number(value: float | None, spread: float | None = None) -> str:
    """Return a loss with three digits, with its spread if there is one."""
    if value is None:
        return "—"
    return f"{value:.3g}" if spread is None else f"{value:.3g} ± {spread:.1g}"


def microseconds(seconds: float) -> str:
    """Return a time per step in the unit that suits it."""
    return f"{1e6 * seconds:.0f} µs" if seconds < 1e-3 else f"{1e3 * seconds:.2g} ms"


def width(best: Best) -> str:
    """Return the width of the good range in decades, with ≥ where the grid ended first."""
    if best.good is None:
        return "—"
    return f"{'≥ ' if best.good.open_low or best.good.open_high else ''}{best.good.decades:.1f}"


def enumerate_words(words: Sequence[str]) -> str:
    """Join words the way a sentence does.

    Examples
    --------
    >>> enumerate_words(["Adam", "SGD", "Adagrad"])
    'Adam, SGD and Adagrad'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def sentences(found: Comparison) -> list[str]:
    """Return the findings, most important first, one sentence or two each."""
    ranked = [b for b in found.ranked() if b.lr is not None]
    if not ranked:
        return ["Every run diverged: try smaller learning rates."]
    out = [_winner(found, ranked), _forgiving(ranked), _quickest(found, ranked)]
    return [s for s in [*out, _cost(ranked), _overfitting(found, ranked), _lost(found)] if s]


def _winner(found: Comparison, ranked: list[Best]) -> str:
    first, seeds = ranked[0], found.settings["seeds"]
    over = f"median over {seeds} seeds" if seeds > 1 else "one seed"
    numbers = found.settings["task"] == "numbers"
    score = f"a validation loss of {number(first.val_loss)}"
    if not numbers:
        score = f"{percent(first.val_accuracy)} validation accuracy and {score}"
    text = f"{title(first.optimizer)} did best: {score} ({over}) at learning rate {rate(first.lr)}."
    ties = _ties(first, ranked[1:])
    if ties:
        text += f" {enumerate_words([title(b.optimizer) for b in ties])} came as close as the seeds"
        text += " differ among themselves, so read them as equals."
    return text


def _ties(first: Best, others: list[Best]) -> list[Best]:
    def near(b: Best) -> bool:
        spread = max(first.val_loss_spread or 0.0, b.val_loss_spread or 0.0)
        return (b.val_loss or 0.0) - (first.val_loss or 0.0) <= spread

    return [b for b in others if near(b)]


def _forgiving(ranked: list[Best]) -> str:
    known = [b for b in ranked if b.good is not None]
    if len(known) < 2:
        return ""
    widest = max(known, key=lambda b: b.good.decades if b.good else 0.0)
    narrowest = min(known, key=lambda b: b.good.decades if b.good else 0.0)
    if widest.good is None or narrowest.good is None:
        return ""
    more = "at least " if widest.good.open_low or widest.good.open_high else ""
    return (
        f"{title(widest.optimizer)} forgives a badly chosen learning rate most: anything from "
        f"{rate(widest.good.low)} to {rate(widest.good.high)} works ({more}a factor of "
        f"{widest.good.high / widest.good.low:.2g}). {title(narrowest.optimizer)} is the most "
        f"particular (a factor of {narrowest.good.high / narrowest.good.low:.2g})."
    )


def _steps_to(found: Comparison, best: Best, goal: float) -> float | None:
    steps = []
    for run in found.runs(best.optimizer, best.lr):
        pairs = zip(run.curve["eval_step"], run.curve["val_loss"], strict=True)
        steps.append(next((s for s, loss in pairs if loss <= goal), None))
    reached = [s for s in steps if s is not None]
    return statistics.median(reached) if reached and len(reached) == len(steps) else None


def _quickest(found: Comparison, ranked: list[Best]) -> str:
    """Who first gets within a factor of two of the best loss of all."""
    goal = 2 * (ranked[0].val_loss or 0.0)
    times = [(t, b) for b in ranked if (t := _steps_to(found, b, goal)) is not None]
    if len(times) < 2:
        return ""
    quick, slow = min(times, key=lambda p: p[0]), max(times, key=lambda p: p[0])
    text = f"{title(quick[1].optimizer)} gets there soonest: a validation loss of {number(goal)}, "
    text += f"twice the best one, after about {quick[0]:.0f} steps"
    never = [title(b.optimizer) for b in ranked if b not in [p[1] for p in times]]
    if slow[0] > quick[0]:
        text += f"; {title(slow[1].optimizer)} takes about {slow[0]:.0f}"
    if never:
        text += f", and {enumerate_words(never)} did not get there in time"
    return text + "."


def _cost(ranked: list[Best]) -> str:
    cheap = min(ranked, key=lambda b: b.seconds_per_step)
    dear = max(ranked, key=lambda b: b.seconds_per_step)
    if cheap is dear:
        return f"A step of {title(cheap.optimizer)} takes {microseconds(cheap.seconds_per_step)}."
    return (
        f"A step costs from {microseconds(cheap.seconds_per_step)} ({title(cheap.optimizer)}) to "
        f"{microseconds(dear.seconds_per_step)} ({title(dear.optimizer)})."
    )


def _overfitting(found: Comparison, ranked: list[Best]) -> str:
    gaps = [(b.val_loss - b.train_loss, b) for b in ranked if b.val_loss and b.train_loss]
    if not gaps:
        return ""
    gap, best = max(gaps, key=lambda p: p[0])
    if gap <= 0.02:
        return "No optimizer fits the training rows noticeably better than the validation rows."
    return (
        f"All fit the training rows better than the validation rows; the gap is largest for "
        f"{title(best.optimizer)} ({number(gap)} in loss at the end)."
        if min(gaps, key=lambda p: p[0])[0] > 0
        else f"The gap between validation and training loss is largest for "
        f"{title(best.optimizer)} ({number(gap)} at the end)."
    )


def _lost(found: Comparison) -> str:
    lost = [r for r in found.results if r.diverged]
    if not lost:
        return f"None of the {len(found.results)} runs diverged."
    rates = {name: min(r.lr for r in lost if r.optimizer == name) for name in found.optimizers
             if any(r.optimizer == name for r in lost)}  # fmt: skip
    where = [f"{title(name)} from {rate(lr)} on" for name, lr in rates.items()]
    return (
        f"{len(lost)} of {len(found.results)} runs diverged (the loss stopped being a finite "
        f"number): {enumerate_words(where)}. They ended early and count as infinitely bad."
    )


def caveats(found: Comparison) -> list[str]:
    """Return what a careful reader should keep in mind."""
    rows = found.settings["val_rows"]
    out = [
        "Each optimizer's learning rate was chosen on the same validation rows that its score is "
        "reported on, so all scores are a little optimistic.",
    ]
    if found.settings["task"] == "classes":
        out.append(
            f"One validation row is worth {100 / rows:.2g} percentage points of accuracy "
            f"({rows} rows)."
        )
    if found.settings["seeds"] < 3:
        out.append("With fewer than three seeds the spread says little: luck is not ruled out.")
    return out
