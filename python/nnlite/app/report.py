"""Write a comparison as one self-contained HTML page: no scripts, no links, light and dark."""

from __future__ import annotations

from html import escape
from importlib import resources

from nnlite.app import figures
from nnlite.app.optimizers import optimizer_row
from nnlite.app.result import SLACK, TOLERANCE, Best, Comparison
from nnlite.app.summary import (
    caveats,
    microseconds,
    number,
    percent,
    rate,
    sentences,
    title,
    width,
)


def html_report(found: Comparison, *, command: str = "nnlite compare") -> str:
    """Return the page as text.

    Parameters
    ----------
    found : Comparison
        What `nnlite.app.compare` returned.
    command : str
        What reproduces it; shown at the end.

    Raises
    ------
    ImportError
        If matplotlib is not installed.
    """
    data = escape(str(found.settings["data"]))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Which optimizer for {data}?</title>
<style>
{_style(found)}
</style>
</head>
<body>
<main>
{_header(found, data)}
<section><h2>In words</h2><div class="text"><ul>{_items(sentences(found))}</ul></div></section>
<section><h2>In pictures</h2>{_legend(found)}<div class="figures">{_figures(found)}</div></section>
<section><h2>In numbers</h2>{_table(found)}</section>
<section><h2>How it was measured</h2><div class="text">{_method(found, command)}</div></section>
<footer>Made by nnlite {escape(str(found.settings["nnlite"]))}.
This page is one file: keep it, mail it, print it.</footer>
</main>
</body>
</html>
"""


def _style(found: Comparison) -> str:
    def variables(dark: int) -> str:
        return " ".join(f"--{n}: {optimizer_row(n).colors[dark]};" for n in found.optimizers)

    pick = "\n".join(
        f"main:has(.pick-{n}:hover) .s:not(.s-{n}) {{ opacity: .1; }}" for n in found.optimizers
    )
    sheet = resources.files("nnlite.app").joinpath("report.css").read_text("utf-8")
    return (
        f"{sheet}:root {{ {variables(0)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {variables(1)} }} }}\n{pick}"
    )


def _header(found: Comparison, data: str) -> str:
    s = found.settings
    ranked = [b for b in found.ranked() if b.lr is not None]
    head = f"Which optimizer for <em>{data}</em>?" if not ranked else (
        f"{title(ranked[0].optimizer)} did best on {data}"
    )  # fmt: skip
    plural = "seed" if s["seeds"] == 1 else "seeds"
    return f"""<header>
<p class="over">nnlite compare</p>
<h1>{head}</h1>
<p class="lead">{len(found.optimizers)} optimizers trained the same network
({escape(s["model"])}) from the same initial weights on the same batches:
{len(found.results)} runs of {s["steps"]} steps each, over a grid of learning rates and
{s["seeds"]} {plural}.</p>
<dl class="facts">{_facts(found, ranked)}</dl>
</header>"""


def _facts(found: Comparison, ranked: list[Best]) -> str:
    if not ranked:
        return ""
    first = ranked[0]
    cheap = min(ranked, key=lambda b: b.seconds_per_step)
    wide = max(ranked, key=lambda b: b.good.decades if b.good else 0.0)
    score = number(first.val_loss) if first.val_accuracy is None else percent(first.val_accuracy)
    kind = "Best validation " + ("loss" if first.val_accuracy is None else "accuracy")
    rows = [
        (kind, score, f"{title(first.optimizer)}, learning rate {rate(first.lr)}", first),
        ("Most forgiving", title(wide.optimizer), f"{width(wide)} decades of good rates", wide),
        ("Cheapest step", microseconds(cheap.seconds_per_step), title(cheap.optimizer), cheap),
        ("All of it took", f"{found.settings['seconds_total']:.0f} s",
         f"{len(found.results)} runs, {found.settings['jobs']} at a time", None),
    ]  # fmt: skip
    return "".join(
        f'<div style="--c: var(--{b.optimizer if b else "line"})">'
        f"<dt>{what}</dt><dd>{value}</dd><dd>{more}</dd></div>"
        for what, value, more, b in rows
    )


def _items(lines: list[str]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in lines)


def _legend(found: Comparison) -> str:
    chips = "".join(
        f'<li class="pick-{n}" style="--c: var(--{n})">{title(n)}</li>' for n in found.optimizers
    )
    return f'<ul class="legend">{chips}</ul>'


def _figures(found: Comparison) -> str:
    numbers = found.settings["task"] == "numbers"
    score = "loss" if numbers else "accuracy"
    plots = [
        ("loss", "Training loss", figures.training_loss, False,
         "Loss of the training batches at each optimizer's best learning rate: the line is the "
         "median over seeds, the band reaches from the lowest to the highest. Logarithmic."),
        ("score", f"Validation {score}", figures.validation_score, False,
         "Measured on rows that no run trained on, at each optimizer's best learning rate."),
        ("rates", "Final loss against learning rate", figures.rate_panels, True,
         f"Median validation loss after the last step. Shaded: good learning rates, those with a "
         f"loss up to {TOLERANCE} times the best one plus {SLACK}. Crosses: diverged. Grey: the "
         "other optimizers."),
        ("gap", "Train–validation gap", figures.gap, False,
         "Validation loss minus training loss. Rising lines learn the training rows by heart."),
        ("final", f"Final validation {score}, seed by seed", figures.final_scores, False,
         "Dots are seeds, bars their medians, best optimizer on top. Overlapping dots mean that "
         "the difference may be luck."),
    ]  # fmt: skip
    return "".join(
        f'<figure class="{"wide" if wide else "half"}"><h3>{head}</h3><div class="scroll">'
        f"{figures.picture(found, draw, key=key, wide=wide)}</div>"
        f"<figcaption>{caption}</figcaption></figure>"
        for key, head, draw, wide, caption in plots
    )


def _table(found: Comparison) -> str:
    heads = ["Optimizer", "Best learning rate", "Good from, to", "Decades",
             "Validation accuracy", "Validation loss", "Training loss", "Per step",
             "Diverged"]  # fmt: skip
    body = "".join(_row(b) for b in found.ranked())
    head = "".join(f"<th>{h}</th>" for h in heads)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="table">{table}</div>'


def _row(b: Best) -> str:
    good = "—" if b.good is None else f"{rate(b.good.low)} – {rate(b.good.high)}"
    options = optimizer_row(b.optimizer).options_text
    name = title(b.optimizer) + (f" <small>{escape(options)}</small>" if options else "")
    cells = [
        rate(b.lr),
        good,
        width(b),
        percent(b.val_accuracy, b.val_accuracy_spread),
        number(b.val_loss, b.val_loss_spread),
        number(b.train_loss, b.train_loss_spread),
        microseconds(b.seconds_per_step),
        f"{b.diverged} of {b.runs}",
    ]
    rest = "".join(f"<td>{cell}</td>" for cell in cells)
    return (
        f'<tr class="pick-{b.optimizer}"><td class="name" style="--c: var(--{b.optimizer})">'
        f"{name}</td>{rest}</tr>"
    )


def _method(found: Comparison, command: str) -> str:
    s = found.settings
    grid = "; ".join(
        f"{title(n)} {', '.join(rate(lr) for lr in found.lrs(n))}" for n in found.optimizers
    )
    loss = "mean squared error" if s["task"] == "numbers" else "cross-entropy"
    rows = [
        ("Data", f"{s['data']}: {s['train_rows']} rows to train on, {s['val_rows']} held out; "
                 f"{s['scaled']}"),
        ("Network", f"{s['model']}, ReLU between the layers, {loss} loss"),
        ("Budget", f"{s['steps']} steps of {s['batch_size']} rows ({s['epochs']:g} epochs), "
                   "constant learning rate"),
        ("Fairness", "a seed fixes the initial weights and the order of the batches, the same for "
                     "every optimizer and learning rate"),
        ("Best", "the learning rate with the lowest median validation loss at the end; ± is half "
                 "of the range over the seeds"),
        ("Training loss", "at the end, over at most 2000 fixed training rows, without the "
                          "noise of batches"),
        ("Grid", grid),
        ("Machine", f"{s['machine']}, Python {s['python']}, {s['jobs']} runs at a time, one "
                    "thread each"),
    ]  # fmt: skip
    facts = "".join(f"<dt>{k}</dt><dd>{escape(v)}</dd>" for k, v in rows)
    again = f"<dt>Again</dt><dd><code>{escape(command)}</code></dd>"
    return f'<dl class="how">{facts}{again}</dl><ul>{_items(caveats(found))}</ul>'
