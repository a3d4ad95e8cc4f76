"""C compiled for this processor: each update rule as one loop, and the bandwidth probes."""

from __future__ import annotations

import ctypes
import hashlib
import platform
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.candidates import compiler
from benchmarks.peers import Unavailable
from benchmarks.rules import Numbers
from benchmarks.workloads import Array, Update, distance

SOURCE = Path(__file__).parents[1] / "loops.c"
# No errno from sqrtf, and no NaN order in fmaxf: both would keep the loops from vectors.
FLAGS = [
    *("-O3", "-march=native", "-fopenmp", "-shared", "-fPIC"),
    *("-fno-math-errno", "-fno-trapping-math", "-ffinite-math-only"),
    *(["-mprefer-vector-width=512"] if platform.machine() in ("x86_64", "AMD64") else []),
]
PROBED = 1 << 25  # floats of an array, 128 MiB: far beyond every cache


def library() -> ctypes.CDLL:
    """loops.c, compiled once for each version of it."""
    key = hashlib.sha256(SOURCE.read_bytes() + " ".join(FLAGS).encode()).hexdigest()[:16]
    target = Path(tempfile.gettempdir()) / f"nnlite-bench-{key}.so"
    if not target.exists():
        made = target.with_suffix(f".{np.random.default_rng().integers(1 << 30)}.so")
        command = [str(compiler()), *FLAGS, "-o", str(made), str(SOURCE), "-lm"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise Unavailable(f"{command[0]} cannot compile loops.c: {done.stderr[-200:]}")
        made.rename(target)
    return ctypes.CDLL(str(target))


class _Numbers(ctypes.Structure):
    _fields_ = [(name, ctypes.c_float) for name in Numbers._fields]


def pointer(array: Array) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)


class Updating:
    """The optimizer alone."""

    unit = 1

    def __init__(self, workload: Update, form: str) -> None:
        self.rule, self.t = workload.rule, 0
        self.loop = getattr(library(), f"rule_{workload.rule_name}")
        self.initial, self.gradients = workload.arrays()
        self.parameters = [p.copy() for p in self.initial]
        self.states = [
            [np.full_like(p, 0) for _ in range(self.rule.states)] for p in self.parameters
        ]
        self.calls = []
        for p, g, states in zip(self.parameters, self.gradients, self.states, strict=True):
            missing = [None] * (3 - len(states))
            pointers = [pointer(p), pointer(g), *map(pointer, states), *missing]
            self.calls.append((*pointers, ctypes.c_ssize_t(p.size)))

    def run(self, n: int) -> None:
        for _ in range(n):
            self.t += 1
            numbers = ctypes.byref(_Numbers(*self.rule.numbers(self.t)))
            for call in self.calls:
                self.loop(*call, numbers)

    def losses(self, n: int) -> list[float]:
        moved = []
        for _ in range(n):
            self.run(1)
            moved.append(distance(self.parameters, self.initial))
        return moved


class Bandwidth:
    """a = b + q c (triad), or a += q b (in_place): 12 bytes per element.

    The triad's stores fetch the lines they overwrite, which nobody counts; in place they do not,
    as in an optimizer.
    """

    unit = 1

    def __init__(self, form: str) -> None:
        self.arrays = [np.full(PROBED, 0.5, "f4") for _ in range(3 if form == "triad" else 2)]
        self.loop = getattr(library(), form)

    def losses(self, n: int) -> list[float]:
        return []

    def run(self, n: int) -> None:
        for _ in range(n):
            self.loop(*map(pointer, self.arrays), ctypes.c_ssize_t(PROBED))


COMPETITORS = {Update: Updating}
PROBES = {"triad": Bandwidth, "in_place": Bandwidth}
