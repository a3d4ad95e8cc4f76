"""The command: ``python -m benchmarks`` races nnlite against its peers; see README.md."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from pathlib import Path

from benchmarks import convolution, eager, fresh, matmul, race, rows
from benchmarks.candidates import candidates
from benchmarks.processors import available
from benchmarks.race import Race
from benchmarks.report import document, summary, table
from benchmarks.workloads import DEFAULT, WORKLOADS, Startup, select

WITHIN_ONE_PROCESS = {
    "eager": eager.main,
    "matmul": matmul.main,
    "convolution": convolution.main,
    "rows": rows.main,
}


def options(arguments: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Race nnlite against its peers, interleaved in one run.",
        epilog=f"Also: {' | '.join(WITHIN_ONE_PROCESS)}, calls within one process.",
    )
    add = parser.add_argument
    add(
        "workloads",
        nargs="*",
        help="names, patterns or groups: tiny, mnist-*, optimizer; see --list",
    )
    add("--list", action="store_true", help="list the workloads and end")
    add("--peers", default="", help="peers or forms beside nnlite: numpy,torch:fused; default: all")
    add("--threads", default="1,2", help="numbers of threads (default: 1,2)")
    add("--seconds", type=float, default=3.0, help="per candidate, workload and number of threads")
    add("--chunk", type=float, default=race.CHUNK, help="seconds of one turn")
    add("--json", type=Path, default=Path("bench-results/results.json"))
    add("--picture", type=Path, default=Path("bench-results/results.png"))
    chosen = parser.parse_args(arguments)
    try:
        chosen.workloads = select(chosen.workloads or DEFAULT)
        chosen.threads = [int(n) for n in chosen.threads.split(",")]
    except ValueError as error:
        parser.error(str(error))
    chosen.peers = [peer for peer in chosen.peers.split(",") if peer]
    return chosen


def measure(chosen: argparse.Namespace) -> list[Race]:
    """All races, told as they end."""
    races: list[Race] = []
    for name in chosen.workloads:
        for threads in [n for n in chosen.threads if n <= available()]:
            workload = WORKLOADS[name]
            entered = candidates(workload, chosen.peers)
            if isinstance(workload, Startup):
                found = fresh.run(name, entered, threads, chosen.seconds)
            else:
                found = [race.run(name, entered, threads, chosen.seconds, chosen.chunk)]
            races += found
            print("\n\n".join(map(table, found)), end="\n\n", flush=True)
            write(races, chosen)
    return races


def write(races: list[Race], chosen: argparse.Namespace) -> None:
    """The results so far, so that an interrupted run leaves what it has."""
    chosen.json.parent.mkdir(parents=True, exist_ok=True)
    chosen.json.write_text(json.dumps(document(races, available()), indent=1))


def main() -> None:
    """Runs the command."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] in WITHIN_ONE_PROCESS:
        WITHIN_ONE_PROCESS[arguments[0]](arguments[1:])
        return
    chosen = options(arguments)
    if chosen.list:
        print("\n".join(chosen.workloads))
        return
    # Workers that sleep would sleep for ever: whatever ends this process has to end them.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
    races = measure(chosen)
    print(f"{summary(races)}\n\n{chosen.json}", end="")
    try:
        from benchmarks.picture import draw

        draw(races, chosen.picture)
        print(f", {chosen.picture}")
    except ImportError:
        print("; no picture: matplotlib is not installed")


if __name__ == "__main__":
    main()
