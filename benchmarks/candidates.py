"""Candidates: which library takes part in which workload, in which forms, and where it lives."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from benchmarks.modules import MODULES
from benchmarks.workloads import Deep, Epoch, Inference, Network, Startup, Update, Workload

OURS = "nnlite"
FORMS: dict[type, dict[str, tuple[str, ...]]] = {
    Network: {
        OURS: ("eager", "step", "run"),
        "numpy": ("tuned",),
        "torch": ("eager", "fused", "compile"),
        "jax": ("jit", "scan"),
        "sklearn": ("fit",),
    },
    Update: {
        OURS: ("eager",),
        "numpy": ("blocked",),
        "torch": ("foreach", "fused"),
        "jax": ("jit",),
        "c": ("loop",),
    },
    Inference: {
        OURS: ("eager", "step"),
        "numpy": ("tuned",),
        "torch": ("eager", "trace", "compile"),
        "jax": ("jit",),
        "onnxruntime": ("session",),
    },
    Epoch: {
        OURS: ("eager", "step", "run", "fit"),
        "numpy": ("tuned",),
        "torch": ("loader", "index", "compile"),
        "jax": ("jit", "scan"),
    },
    Startup: {
        OURS: ("eager", "step"),
        "numpy": ("tuned",),
        "torch": ("fused",),
        "jax": ("jit",),
        "sklearn": ("fit",),
    },
    Deep: {
        OURS: ("eager", "step"),
        "torch": ("eager", "fused", "compile", "channels_last"),
        "tensorflow": ("function",),
    },
}
PROBES = {
    "": (),
    "product": (("numpy", "product"), ("torch", "product")),
    "bandwidth": (("c", "triad"), ("c", "in_place")),
}


@dataclass(frozen=True, order=True)
class Candidate:
    """A library in one of its forms."""

    peer: str
    form: str

    def __str__(self) -> str:
        return f"{self.peer} {self.form}"

    @property
    def ours(self) -> bool:
        return self.peer == OURS


def environments() -> Path:
    """The folder of the peers' virtual environments."""
    return Path(os.environ.get("NNLITE_BENCH_ENVS", Path.home() / ".cache" / "nnlite-bench"))


def interpreter(peer: str) -> str | None:
    """The Python that has a peer: its own environment's, else this one; None if neither has it."""
    folder = environments() / peer
    for path in (folder / "bin" / "python", folder / "Scripts" / "python.exe"):
        if path.exists() and peer != OURS:
            return str(path)
    if peer == "c" and not compiler():
        return None
    return sys.executable if importlib.util.find_spec(MODULES[peer].split(".")[0]) else None


def compiler() -> str | None:
    """A C compiler, for the plain loops."""
    return os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc")


def candidates(workload: Workload, chosen: Collection[str]) -> list[Candidate]:
    """All that take part; `chosen` has "peer" or "peer:form", nothing means everything.

    Some form of nnlite is always there.
    """

    def wanted(peer: str, form: str) -> bool:
        here = [c for c in chosen if c.split(":")[0] == peer]
        if not here:
            return not chosen or peer == OURS
        return peer in here or f"{peer}:{form}" in here

    found = [
        Candidate(peer, form)
        for peer, forms in FORMS[type(workload)].items()
        for form in forms
        if wanted(peer, form)
    ]
    if isinstance(workload, Deep) and len(workload.input) == 1:
        found = [c for c in found if c.peer != "tensorflow" and c.form != "channels_last"]
    if isinstance(workload, Inference) and isinstance(workload.network, Deep):
        found = [c for c in found if c.peer in (OURS, "torch", "onnxruntime")]
    if isinstance(workload, Update):
        rule = workload.rule
        found = [c for c in found if c.ours or c.peer in rule.peers]
        found = [c for c in found if rule.fused or str(c) != "torch fused"]
    return found
