"""Initialization: 10 layers of 500 units, under five deviations of the weights.

What the first values of weights do to the signal on its way forward and to the gradient on its way
back, for tanh and ReLU. Run it:

    python examples/initialization.py [picture.png]

It prints a table, with what `nnlite.init_report` says, and writes a picture where matplotlib is
installed. With n inputs, zero-mean weights and zero-mean x, Var(sum w x) = n Var(w) Var(x); hence
Var(w) = 1/n keeps deviations, 0.01 shrinks them by 0.01 sqrt(500) = 0.22 in each layer, and a ReLU,
which takes half of the variance away, wants 2/n.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable

import nnlite
from nnlite import nn

WIDTH, DEPTH, ROWS = 500, 10, 1000
RULES: dict[str, str | Callable[[nnlite.Tensor], object]] = {
    "0": "zeros",
    "0.01": "small_normal",
    "1": nn.init.normal_,
    "1/sqrt(n)": "lecun",
    "sqrt(2/n)": "he",
}


def report(activation: type[nn.Module], rule: str) -> nnlite.InitReport:
    """Build the network, initialize it by a rule, and look at one pass."""
    nnlite.manual_seed(0)
    layers = [part for _ in range(DEPTH) for part in (nn.Linear(WIDTH, WIDTH), activation())]
    model = nn.Sequential(*layers)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zeros are known to be a bad idea
        nn.init.apply(model, RULES[rule])
    return nnlite.init_report(model, nnlite.randn(ROWS, WIDTH))


def describe(name: str, rule: str, found: nnlite.InitReport) -> str:
    """Write a line of the table, and the first finding below it."""
    linear = [layer for layer in found.layers if layer.kind == "Linear"]
    ends = [layer for layer in found.layers if layer.kind == name]
    part = max((layer.saturated or layer.dead or 0.0) for layer in ends)
    gradient = linear[0].gradient_std or 0.0
    finding = found.findings[0] if found.findings else "fine"
    return (
        f"{name:5} {rule:>10}  {linear[0].std:9.3g} {linear[-1].std:9.3g}  {gradient:9.3g}"
        f"  {100 * part:4.0f} %\n      {finding}"
    )


def draw(reports: dict[tuple[str, str], nnlite.InitReport], path: str) -> None:
    """Draw the deviations of all reports, outputs and gradients, layer by layer."""
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    figure, rows = plt.subplots(2, 2, figsize=(9, 6), sharex=True, layout="constrained")
    for (name, rule), found in reports.items():
        linear = [layer for layer in found.layers if layer.kind == "Linear"]
        column = 0 if name == "Tanh" else 1
        for row, what, values in (
            (0, "outputs", [layer.std for layer in linear]),
            (1, "gradients", [layer.gradient_std or 0.0 for layer in linear]),
        ):
            ax = rows[row][column]
            ax.plot(range(1, DEPTH + 1), [v or float("nan") for v in values], "o-", label=rule)
            ax.set(yscale="log", title=f"{name}: deviation of {what}")
    rows[1][0].set_xlabel("layer")
    rows[1][1].set_xlabel("layer")
    rows[0][0].legend(title="deviation of weights")
    figure.savefig(path, dpi=120)
    plt.close(figure)


def main(path: str = "initialization.png") -> None:
    """Print the table and write the picture."""
    reports = {
        (activation.__name__, rule): report(activation, rule)
        for activation in (nn.Tanh, nn.ReLU)
        for rule in RULES
    }
    print(f"{DEPTH} layers of {WIDTH} units, a batch of {ROWS} rows from N(0, 1)")
    print("                   outputs: first      last  gradient, first  flat or dead")
    for (name, rule), found in reports.items():
        print(describe(name, rule, found))
    try:
        draw(reports, path)
    except ImportError:
        print("no picture: matplotlib is not installed")
    else:
        print(f"the picture is {path}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
