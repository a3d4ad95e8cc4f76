"""Advice on initialization: what in one pass will hamper training, and a cure for each."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nnlite._core import Tensor, _nn
from nnlite.report import _words as words
from nnlite.report._layers import HALVES, numbers

if TYPE_CHECKING:
    from nnlite.report.initialization import LayerReport

_HALF = 0.5  # of the units of a layer: more of them dead, saturated or twins are a finding
_FORWARD = 10.0  # deviations may change so many times from the first layer to the last
_BACKWARD = 100.0  # the same of gradients, which layers of different widths also change


class Stage(NamedTuple):
    """A layer with weights, and what follows up to the next one."""

    mixer: LayerReport
    halves: bool  # what follows takes half of the variance

    def cure(self) -> str:
        """Say what its weights are and what they should be."""
        rule, title = ("he", "He") if self.halves else ("lecun", "LeCun")
        best = self.mixer.he_std if self.halves else self.mixer.lecun_std
        return (
            f"its weights have std {words.short(self.mixer.weight_std)}, {title} would be "
            f"{words.short(best)}: nn.init.apply(model, '{rule}')"
        )


def findings(
    x: Tensor,
    layers: Sequence[LayerReport],
    modules: Sequence[_nn.Module],
    unused: Sequence[str],
) -> list[str]:
    """Return a sentence for each thing that stands out, the most harmful first."""
    stages = _stages(layers, modules)
    broken = list(_not_finite(layers, stages))
    if broken:
        return broken
    return [
        *(_symmetric(stages) or _dead(layers)),
        *_forward(stages),
        *_backward(stages),
        *_saturated(layers, stages),
        *_inputs(x),
        *_unused(unused),
    ]


def _stages(layers: Sequence[LayerReport], modules: Sequence[_nn.Module]) -> list[Stage]:
    starts = [i for i, layer in enumerate(layers) if layer.weight_std is not None]
    ends = [*starts[1:], len(layers)][: len(starts)]
    return [
        Stage(layers[a], any(isinstance(m, HALVES) for m in modules[a:b]))
        for a, b in zip(starts, ends, strict=True)
    ]


def _not_finite(layers: Sequence[LayerReport], stages: Sequence[Stage]) -> Iterator[str]:
    for layer in layers:
        if not (math.isfinite(layer.mean) and math.isfinite(layer.std)):
            own = [s for s in stages if s.mixer is layer]
            cure = own[0].cure() if own else "look at the weights before it"
            yield f"'{layer.name}' ({layer.kind}): its outputs hold nan or infinity; {cure}"
            return
    for layer in reversed(layers):
        if layer.gradient_std is not None and not math.isfinite(layer.gradient_std):
            yield (
                f"'{layer.name}' ({layer.kind}): the gradient of its outputs holds nan or infinity;"
                " smaller weights behind it: nn.init.apply(model, 'he')"
            )
            return


def _symmetric(stages: Sequence[Stage]) -> list[str]:
    equal = [s for s in stages if (s.mixer.twins or 0) > _HALF]
    if not equal:
        return []
    worst = equal[0]
    rule = "he" if worst.halves else "lecun"
    return [
        f"{words.names([s.mixer.name for s in equal])}: {words.percent(worst.mixer.twins)} of the "
        "units equal another one in weights and gradients, and no step will tell them apart; "
        f"random weights break the symmetry: nn.init.apply(model, '{rule}')"
    ]


def _forward(stages: Sequence[Stage]) -> Iterator[str]:
    std = np.array([s.mixer.std for s in stages])
    if len(std) < 2 or not (std > 0).all() or 1 / _FORWARD < std[-1] / std[0] < _FORWARD:
        return
    steps = std[1:] / std[:-1]
    mean = (std[-1] / std[0]) ** (1 / len(steps))
    place = 1 + int(np.argmax(np.abs(np.log(steps)))) if np.ptp(np.log(steps)) > 1 else 1
    yield (
        f"'{stages[place].mixer.name}': deviations {'fall' if mean < 1 else 'grow'} by "
        f"{words.short(mean)} per layer ({words.short(std[0])} to {words.short(std[-1])} over "
        f"{len(std)} layers); {stages[place].cure()}"
    )


def _backward(stages: Sequence[Stage]) -> Iterator[str]:
    seen = [s for s in stages if s.mixer.gradient_std]
    if len(seen) < 2:
        return
    first, last = seen[0], seen[-1]
    ratio = (first.mixer.gradient_std or 0) / (last.mixer.gradient_std or 1)
    if 1 / _BACKWARD < ratio < _BACKWARD:
        return
    effect = "it hardly learns" if ratio < 1 else "no lr suits both"
    yield (
        f"'{first.mixer.name}': the gradient that arrives is {words.short(ratio)} times that of "
        f"'{last.mixer.name}', so that {effect}; {first.cure()}"
    )


def _saturated(layers: Sequence[LayerReport], stages: Sequence[Stage]) -> Iterator[str]:
    full = [layer for layer in layers if (layer.saturated or 0) > _HALF]
    if not full:
        return
    before = [s for s in stages if layers.index(s.mixer) < layers.index(full[0])]
    cure = before[-1].cure() if before else "standardize the inputs"
    where = f"'{before[-1].mixer.name}': " if before else ""
    yield (
        f"{words.names([layer.name for layer in full])} ({full[0].kind}): "
        f"{words.percent(full[0].saturated)} of the outputs are at the flat ends, where gradients "
        f"vanish; {where}{cure}"
    )


def _dead(layers: Sequence[LayerReport]) -> Iterator[str]:
    gone = [layer for layer in layers if (layer.dead or 0) > _HALF]
    if gone:
        yield (
            f"{words.names([layer.name for layer in gone])} ({gone[0].kind}): "
            f"{words.percent(gone[0].dead)} of the units are 0 for every row of the batch and "
            "learn nothing; biases of 0 with nn.init.apply(model, 'he'), a norm before it, or "
            "nn.LeakyReLU"
        )


def _inputs(x: Tensor) -> Iterator[str]:
    values = numbers(x)
    mean, std = float(values.mean()), float(values.std())
    if not (math.isfinite(mean) and math.isfinite(std)):
        yield "the inputs hold nan or infinity; clean the data, or fill the gaps"
    elif std > 10 or (0 < std < 0.1) or abs(mean) > 3 * std > 0:
        yield (
            f"the inputs have mean {words.short(mean)} and std {words.short(std)}; weights are "
            "made for 0 and 1: standardize them (nn.Standardize as the first layer)"
        )


def _unused(unused: Sequence[str]) -> Iterator[str]:
    if unused:
        yield (
            f"{words.names(unused)}: no gradient arrives; the output does not depend on it, and it "
            "will not learn"
        )
