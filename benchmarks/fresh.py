"""The race of fresh processes: import, first step and peak memory of each peer, in turns."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterable
from typing import Any

from benchmarks.candidates import Candidate, interpreter
from benchmarks.process import ROOT, SETUP, environment
from benchmarks.processors import confined
from benchmarks.race import FEWEST_ROUNDS, Lane, Race, disagreement

MEASURES = {"import": ("s", "0.1 s"), "first step": ("s", "50 ms"), "memory": ("MB", "2 of torch")}


def once(workload: str, candidate: Candidate, threads: int) -> dict[str, Any]:
    """What one process tells."""
    python = interpreter(candidate.peer)
    if python is None:
        return {"unavailable": "not installed"}
    command = [python, "-m", "benchmarks.startup", workload, candidate.peer, candidate.form]
    variables = environment(python, threads)
    try:
        with confined(threads):
            done = subprocess.run(
                command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=SETUP
            )
    except subprocess.TimeoutExpired:
        return {"unavailable": f"no answer within {SETUP:.0f} s"}
    if done.returncode:
        return {"unavailable": (done.stderr.strip().splitlines() or ["failed"])[-1]}
    fields: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return fields


def run(workload: str, candidates: Iterable[Candidate], threads: int, seconds: float) -> list[Race]:
    """A race for each of the three measures; a first round fills the system's file cache."""
    races = {
        name: Race(f"{workload} {name}", threads, [Lane(c) for c in candidates], unit=unit, aim=aim)
        for name, (unit, aim) in MEASURES.items()
    }
    lanes = list(zip(*(race.lanes for race in races.values()), strict=True))
    start, rounds = time.perf_counter(), -1
    while rounds < FEWEST_ROUNDS or time.perf_counter() - start < seconds * len(lanes):
        rounds += 1
        for of_candidate in [found for found in lanes if not found[0].trouble]:
            fields = once(workload, of_candidate[0].candidate, threads)
            for name, lane in zip(races, of_candidate, strict=True):
                lane.trouble = fields.get("unavailable", "")
                if rounds and not lane.trouble:
                    lane.times.append(fields[name])
                    lane.losses, lane.version = fields["losses"], fields["version"]
    for race in races.values():
        disagreement(race.lanes)
    return list(races.values())
