"""A race: workers of one workload take turns in short chunks, after they agreed on the losses."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field

from benchmarks.candidates import PROBES, Candidate
from benchmarks.process import Worker, WorkerError
from benchmarks.workloads import CHECKED_STEPS, WORKLOADS

CHUNK = 0.1  # seconds of one turn
FEWEST_ROUNDS = 5
TOLERANCE = 1e-4  # relative, between losses


@dataclass
class Lane:
    """What is known of one candidate: why it did not run, or its times per step in every round."""

    candidate: Candidate
    times: list[float] = field(default_factory=list)
    losses: list[float] = field(default_factory=list)
    processors: float = 0.0  # seconds of processor per second
    megabytes: float = 0.0
    version: str = ""
    trouble: str = ""


@dataclass
class Race:
    """The lanes of a workload, those of the machine's probes, and how busy others were."""

    workload: str
    threads: int
    lanes: list[Lane]
    probes: list[Lane] = field(default_factory=list)
    others: float = 0.0  # processors that were busy with something else
    unit: str = "s"
    aim: str = ""


class Runner:
    """A worker that found out how many steps make a chunk."""

    def __init__(self, workload: str, lane: Lane, threads: int, chunk: float) -> None:
        self.lane = lane
        self.worker = Worker(workload, lane.candidate, threads)
        try:
            self.steps = self._prepare(chunk)
        except BaseException:
            self.worker.close()
            raise
        lane.version = self.worker.version
        self.worker.sleep()

    def _prepare(self, chunk: float) -> int:
        self.lane.losses = self.worker.ask(f"losses {CHECKED_STEPS}", 300)["losses"]
        unit = steps = self.worker.unit
        self.worker.ask(f"time {steps}")
        while (seconds := self.worker.ask(f"time {steps}")["seconds"]) < chunk / 4:
            steps *= 2
        self.lane.megabytes = self.worker.ask("memory")["megabytes"]
        return int(max(unit, round(chunk / seconds * steps / unit) * unit))

    def turn(self) -> float:
        """One chunk, after a short run that warms caches and threads; processor seconds of both."""
        self.worker.wake()
        units = self.steps // self.worker.unit
        warm = -(-units // 8) * self.worker.unit if units > 2 else 0
        used = self.worker.ask(f"time {warm}")["processor"] if warm else 0.0
        measured = self.worker.ask(f"time {self.steps}")
        self.worker.sleep()
        self.lane.times.append(measured["seconds"] / self.steps)
        self.lane.processors = measured["processor"] / measured["seconds"]
        return float(used + measured["processor"])


def busy_seconds() -> float:
    """Processor seconds that this system has spent; 0 where it does not tell."""
    try:
        with open("/proc/stat") as file:
            ticks = [int(n) for n in file.readline().split()[1:]]
    except OSError:
        return 0.0
    return (sum(ticks[:3]) + sum(ticks[5:8])) / 100


def disagreement(lanes: Iterable[Lane]) -> None:
    """Marks lanes whose losses are not those of hand-written NumPy, or of the first lane."""
    ready = [lane for lane in lanes if not lane.trouble and lane.losses]
    reference = next((x for x in ready if x.candidate.peer == "numpy"), ready[0] if ready else None)
    for lane in ready:
        assert reference
        pairs = list(zip(lane.losses, reference.losses, strict=False))
        gaps = [abs(a - b) / max(abs(b), 1e-30) for a, b in pairs]
        wrong = [gap for gap in gaps if not gap <= TOLERANCE]  # a NaN is wrong
        if wrong:
            lane.trouble = f"its losses differ by {wrong[0]:.1e}: it does other work"


def run(
    workload: str, candidates: Iterable[Candidate], threads: int, seconds: float, chunk: float
) -> Race:
    """Measures for about `seconds` per candidate."""
    race = Race(workload, threads, [Lane(c) for c in candidates], aim=WORKLOADS[workload].aim)
    race.probes = [Lane(Candidate(*probe)) for probe in PROBES[WORKLOADS[workload].probes]]
    with ExitStack() as closing:
        runners = []
        for lane in race.lanes + race.probes:
            try:
                runners.append(Runner(workload, lane, threads, chunk))
                closing.callback(runners[-1].worker.close)
            except WorkerError as error:
                lane.trouble = str(error)
        disagreement(race.lanes)
        runners = [runner for runner in runners if not runner.lane.trouble]
        _rounds(race, runners, seconds)
    return race


def _rounds(race: Race, runners: list[Runner], seconds: float) -> None:
    start, busy, ours, rounds = time.perf_counter(), busy_seconds(), 0.0, 0
    while runners:
        for runner in runners[:: 1 if rounds % 2 == 0 else -1]:
            try:
                ours += runner.turn()
            except WorkerError as error:
                runner.lane.trouble = str(error)
        runners = [runner for runner in runners if not runner.lane.trouble]
        rounds += 1
        spent = time.perf_counter() - start
        if rounds >= FEWEST_ROUNDS and spent >= seconds * len(runners):
            break
    if busy:
        race.others = max(0.0, busy_seconds() - busy - ours) / (time.perf_counter() - start)
