"""The commands of `nnlite`: a thin layer that reads options and shows results."""

from __future__ import annotations

import csv
import io
import json
import shlex
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from nnlite.app.comparison import compare
from nnlite.app.optimizers import OPTIMIZERS
from nnlite.app.outputs import check_writable, write_text
from nnlite.app.summary import sentences
from nnlite.app.tabular import TableModel, load_table_model
from nnlite.app.terminal import comparison_table, console, curve_text, progress_bar
from nnlite.data.table import Table, read_csv

_HELP = "Train neural networks: compare optimizers, train on a table, predict."
app = typer.Typer(help=_HELP, add_completion=False, pretty_exceptions_enable=False)


def _version(show: bool) -> None:
    if show:
        import nnlite

        typer.echo(f"nnlite {nnlite.__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Hold the options of the program itself."""


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a whole number") from None


def _count(words: str) -> Any:
    """Return an option that takes a whole number, and names what it was given if it is none."""
    return typer.Option(help=words, parser=_whole, metavar="NUMBER")


Target = Annotated[str | None, typer.Option(help="The column of a CSV file to predict.")]
Drop = Annotated[str, typer.Option(help="Columns of a CSV file to leave out, comma-separated.")]
Task = Annotated[str, typer.Option(help="What a CSV file's target is: auto, classes, numbers.")]


@app.command("compare")
def compare_command(
    data: Annotated[
        str, typer.Argument(help="digits, moons, spiral, a CSV file, or a folder with IDX files.")
    ] = "digits",
    optimizers: Annotated[
        str,
        typer.Option(
            help="Comma-separated names of nnlite.optim.list(); or all; or those of the "
            f"lecture: {', '.join(OPTIMIZERS)}."
        ),
    ] = "lecture",
    model: Annotated[
        str | None, typer.Option(help='Layer sizes, "64-128-10" or hidden ones only, "128".')
    ] = None,
    epochs: Annotated[int | None, _count("Budget of a run in epochs.")] = None,
    steps: Annotated[int | None, _count("Budget of a run in steps (default: 2000).")] = None,
    batch_size: Annotated[int, _count("Rows per step.")] = 32,
    seeds: Annotated[int | None, _count("Repetitions (default: 3).")] = None,
    lrs: Annotated[str, typer.Option(help='"auto" or comma-separated learning rates.')] = "auto",
    target: Target = None,
    task: Task = "auto",
    drop: Drop = "",
    out: Annotated[str, typer.Option(help="The HTML report.")] = "report.html",
    json_out: Annotated[str | None, typer.Option("--json", help="Every number as JSON.")] = None,
    picture: Annotated[
        str | None, typer.Option(help="The main pictures as one PNG, for a slide.")
    ] = None,
    jobs: Annotated[int | None, _count("Runs side by side (default: processors).")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="A taste in a few seconds.")] = False,
) -> None:
    """Train one network with every optimizer, fairly, and write a report."""
    from nnlite._extras import need
    from nnlite.app.figures import poster
    from nnlite.app.report import html_report

    need("matplotlib", purpose="the report")
    files = _outputs({"--out": out, "--json": json_out, "--picture": picture})
    with progress_bar("comparing optimizers") as progress:
        found = compare(
            data,
            target=target,
            task=task,
            drop=_names(drop),
            optimizers=_chosen(optimizers),
            model=model,
            epochs=epochs,
            steps=steps,
            batch_size=batch_size,
            seeds=seeds,
            lrs=_rates(lrs),
            quick=quick,
            jobs=jobs,
            progress=progress,
        )
    screen = console()
    s = found.settings
    screen.print(
        f"[bold]{s['data']}[/] · network {s['model']} · {s['steps']} steps of {s['batch_size']} · "
        f"{len(found.results)} runs in {s['seconds_total']:.1f} s"
    )
    screen.print(comparison_table(found))
    for line in sentences(found):
        screen.print(f"• {line}", markup=False)
    write_text(files["--out"], html_report(found, command=_command()))
    if json_out:
        text = json.dumps(found.to_dict(), allow_nan=False, indent=1) + "\n"
        write_text(files["--json"], text)
    if picture:
        poster(found, files["--picture"])
    names = {"--out": "report", "--json": "numbers", "--picture": "picture"}
    written = " · ".join(f"{names[option]}: {file}" for option, file in files.items())
    screen.print(f"\n{written}", markup=False, soft_wrap=True)


def _outputs(given: dict[str, str | None]) -> dict[str, Path]:
    """Check, before the work, that every file can be written and is named once."""
    files: dict[str, Path] = {}
    for option, name in given.items():
        if name is None:
            continue
        file = check_writable(name, option)
        for other, taken in files.items():
            if file.absolute() == taken.absolute():
                raise ValueError(f"{other} and {option} both name {name!r}; give two files")
        files[option] = file
    return files


def _chosen(optimizers: str) -> str | list[str] | None:
    word = optimizers.strip()
    return {"lecture": None, "all": "all"}.get(word, _names(optimizers))


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _rates(text: str) -> str | list[float]:
    if text.strip() == "auto":
        return "auto"
    try:
        return [float(part) for part in _names(text)]
    except ValueError:
        raise ValueError(
            f'--lrs {text!r} is neither "auto" nor a list of numbers such as 0.001,0.01,0.1'
        ) from None


def _command() -> str:
    words = sys.argv[1:] if Path(sys.argv[0]).name.startswith("nnlite") else ["compare"]
    return shlex.join(["nnlite", *words])


@app.command("train")
def train_command(
    file: Annotated[str, typer.Argument(help="A CSV file with a header line.")],
    target: Annotated[str, typer.Option(help="The column to predict.")],
    model: Annotated[str | None, typer.Option(help='Hidden layers, such as "64-64".')] = None,
    optimizer: Annotated[str, typer.Option(help="A name of nnlite.optim.list().")] = "adam",
    lr: Annotated[str, typer.Option(help='"auto" tries seven, or a number.')] = "auto",
    epochs: Annotated[int, _count("At most this many; it stops early.")] = 200,
    batch_size: Annotated[int, _count("Rows per step.")] = 32,
    task: Task = "auto",
    drop: Drop = "",
    seed: Annotated[int, _count("Of the split, the weights and the batches.")] = 0,
    out: Annotated[str, typer.Option(help="The model.")] = "model.safetensors",
    curve: Annotated[str | None, typer.Option(help="Also draw the learning curve, PNG.")] = None,
) -> None:
    """Train a first network on a table and save it."""
    from nnlite.app.training import draw_curve, fit_table

    place = check_writable(out, "--out")
    picture = _picture(curve)
    screen = console()
    with screen.status("training"):
        fit = fit_table(
            file,
            target=target,
            model=model,
            optimizer=optimizer,
            lr=_rate(lr),
            epochs=epochs,
            batch_size=batch_size,
            task=task,
            drop=_names(drop),
            seed=seed,
        )
    fit.model.save(place)
    for line in fit.story():
        screen.print(f"• {line}", markup=False)
    screen.print("\nvalidation loss by epoch", style="dim")
    screen.print(curve_text(fit.history["val_loss"]), markup=False)
    screen.print(f"\n{fit.score_text}", style="bold", markup=False)
    if picture is not None:
        draw_curve(fit, picture)
        screen.print(f"curve: {picture}", markup=False, soft_wrap=True)
    screen.print(
        f"model: {place}  (use it: nnlite predict {shlex.quote(str(place))} FILE.csv)",
        markup=False,
        soft_wrap=True,
    )


def _picture(curve: str | None) -> Path | None:
    if curve is None:
        return None
    path = check_writable(curve, "--curve")
    if path.suffix.lower() not in (".png", ".svg", ".pdf"):
        raise ValueError(f"--curve {curve!r}: the name must end in .png, .svg or .pdf")
    return path


def _rate(text: str) -> float | None:
    rates = _rates(text)
    if isinstance(rates, str):
        return None
    if len(rates) != 1:
        raise ValueError(f'--lr {text!r}: give one number, or "auto"')
    return rates[0]


@app.command("predict")
def predict_command(
    model: Annotated[str, typer.Argument(help="A file that `nnlite train` wrote.")],
    file: Annotated[str, typer.Argument(help="A CSV file with the same columns.")],
    out: Annotated[
        str | None, typer.Option(help="Where to write the predictions (default: standard output).")
    ] = None,
) -> None:
    """Apply a saved model to a table, one prediction per row, as CSV."""
    place = check_writable(out, "--out") if out else None
    network = load_table_model(model)
    table = read_csv(file)
    text = _csv_text(network, table)
    if place is None:
        typer.echo(text, nl=False)
    else:
        write_text(place, text)
        typer.echo(f"{len(table)} predictions: {place}", err=True)
    goal = network.encoding.target
    if not table.is_blank(goal):
        typer.echo(f"{goal!r} is in the file: {_score_text(network, table)}", err=True)


def _score_text(model: TableModel, table: Table) -> str:
    """Score the predictions, which stand whatever the target column holds."""
    try:
        return model.score_text(table)
    except ValueError as error:
        return f"no score, {error}"


def _csv_text(model: TableModel, table: Table) -> str:
    """Return the predictions as CSV, classes with their probability."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    head = f"predicted {model.encoding.target}"
    if not model.encoding.classes:
        writer.writerow([head])
        writer.writerows([text] for text in model.predict(table))
        return buffer.getvalue()
    chances = model.probabilities(table)
    writer.writerow([head, "probability"])
    for row, best in zip(chances, chances.argmax(axis=1), strict=True):
        writer.writerow([model.encoding.classes[best], f"{row[best]:.4f}"])
    return buffer.getvalue()
