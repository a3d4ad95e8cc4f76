"""Worker process: makes one competitor and does what the lines on its standard input say.

``python -m benchmarks.worker WORKLOAD PEER FORM``. It answers every line with one line of JSON:
``losses N``, ``time N``, ``memory``; it ends with its input. Whatever a library prints goes to
standard error.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
import traceback
from typing import Any, cast

from benchmarks.candidates import PROBES
from benchmarks.modules import MODULES
from benchmarks.peers import Competitor, Unavailable
from benchmarks.workloads import WORKLOADS, Startup, Workload


def build(workload: Workload, peer: str, form: str) -> Competitor:
    """What is timed; a probe of the machine takes the place of a workload."""
    module = importlib.import_module(f"benchmarks.peers.{peer}_peer")
    if (peer, form) in [probe for probes in PROBES.values() for probe in probes]:
        make = module.PROBES[form]
        return cast(Competitor, make(form))
    work = workload.network if isinstance(workload, Startup) else workload
    return cast(Competitor, module.COMPETITORS[type(work)](work, form))


def peak_memory() -> float:
    """Megabytes this process has held at most."""
    try:  # getrusage would tell the parent's where it was larger
        with open("/proc/self/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        import resource

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def processor_time() -> float:
    """Seconds of all threads and ended children."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def answer(competitor: Competitor, command: str, n: int) -> dict[str, Any]:
    """Does one command."""
    if command == "losses":
        return {"losses": [float(loss) for loss in competitor.losses(n)]}
    if command == "time":
        used, start = processor_time(), time.perf_counter()
        competitor.run(n)
        seconds = time.perf_counter() - start
        return {"seconds": seconds, "processor": processor_time() - used}
    if command == "memory":
        return {"megabytes": peak_memory()}
    raise ValueError(f"unknown command {command!r}")


def main() -> None:
    """Serves until the input ends."""
    out = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)

    def say(**fields: Any) -> None:
        print(json.dumps(fields), file=out)

    workload, peer, form = sys.argv[1:4]
    try:
        competitor = build(WORKLOADS[workload], peer, form)
        version = getattr(importlib.import_module(MODULES[peer].split(".")[0]), "__version__", "")
        say(unit=competitor.unit, version=version)
        for line in sys.stdin:
            command, *number = line.split()
            say(**answer(competitor, command, int(number[0]) if number else 0))
    except Unavailable as reason:
        say(unavailable=str(reason))
    except Exception as error:
        traceback.print_exc()
        say(error=f"{type(error).__name__}: {error}"[:300])


if __name__ == "__main__":
    main()
