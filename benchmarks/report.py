"""What a race says, as text and as JSON: speed against the best peer, fraction of the peak."""

from __future__ import annotations

import platform
from dataclasses import asdict
from datetime import datetime, timezone
from typing import Any

from benchmarks.race import Lane, Race
from benchmarks.timing import Spread, paired_ratio, spread
from benchmarks.workloads import WORKLOADS, Workload

PRODUCT_WORK = 2.0 * 2048**3
TRIAD_WORK = 12.0 * (1 << 25)


def finished(lanes: list[Lane]) -> list[Lane]:
    """Those with times, that did the right work."""
    return [lane for lane in lanes if lane.times and not lane.trouble]


def fastest(lanes: list[Lane]) -> Lane | None:
    """By median."""
    return min(lanes, key=lambda lane: spread(lane.times).median, default=None)


def best_peer(race: Race, name: str = "") -> Lane | None:
    """The fastest that is not nnlite, or the fastest form of one peer."""
    peers = [lane.candidate.peer for lane in race.lanes if not lane.candidate.ours]
    wanted = [name] if name else peers
    return fastest([lane for lane in finished(race.lanes) if lane.candidate.peer in wanted])


def speed(race: Race, lane: Lane) -> Spread | None:
    """How many times as fast as the best peer, round by round."""
    best = best_peer(race)
    return paired_ratio(best.times, lane.times) if best else None


def peak(race: Race) -> Lane | None:
    """The probe that a fraction refers to: the faster product, or the triad."""
    probes = finished(race.probes)
    triad = [lane for lane in probes if lane.candidate.form == "triad"]
    return fastest(triad or probes)


def rate(lane: Lane) -> float:
    """Operations or bytes per second of a probe."""
    work = PRODUCT_WORK if lane.candidate.form == "product" else TRIAD_WORK
    return work / spread(lane.times).median


def fraction(race: Race, lane: Lane) -> Spread | None:
    """The part of the peak that the workload's operations or bytes make use of."""
    probe, workload = peak(race), workload_of(race)
    if probe is None or not hasattr(workload, "work"):
        return None
    work = PRODUCT_WORK if probe.candidate.form == "product" else TRIAD_WORK
    scale = workload.work / work
    ratios = paired_ratio(probe.times, lane.times)
    return Spread(ratios.median * scale, ratios.low * scale, ratios.high * scale)


def pace(race: Race, lane: Lane) -> str:
    """The workload's operations or bytes per second, where it knows them."""
    workload = workload_of(race)
    if not hasattr(workload, "work"):
        return ""
    unit = "GB/s" if workload.probes == "bandwidth" else "GFLOP/s"
    return f"{workload.work / spread(lane.times).median / 1e9:.1f} {unit}"


def workload_of(race: Race) -> Workload:
    """Startup races are named after their workload and the measure."""
    return WORKLOADS[race.workload.split()[0]]


def amount(value: float, unit: str) -> str:
    """With a unit that fits."""
    if unit != "s":
        return f"{value:.1f} {unit}"
    for scale, name in ((1.0, "s"), (1e-3, "ms")):
        if value >= scale:
            return f"{value / scale:.3g} {name}" if value < 1e3 * scale else f"{value:.0f} {name}"
    return f"{value * 1e6:.3g} us"


def memory(lane: Lane) -> str:
    """The most that its process held, the library and the interpreter with it."""
    return f"{lane.megabytes:.0f} MB" if lane.megabytes else ""


def within(measured: Spread | None) -> str:
    """A ratio and its quartiles."""
    return f"{measured.median:6.2f} ({measured.low:.2f}-{measured.high:.2f})" if measured else ""


def table(race: Race) -> str:
    """A race as text, the fastest first."""
    lanes = sorted(finished(race.lanes), key=lambda lane: spread(lane.times).median)
    threads = f"{race.threads} thread{'s' * (race.threads > 1)}"
    others = f"; others kept {race.others:.1f} processors busy" if race.others > 0.05 else ""
    lines = [f"{race.workload}, {threads}{f'; aim {race.aim}' if race.aim else ''}{others}"]
    lines.append(
        f"  {'':20s} {'median':>10s} {'quartiles':>23s}  {'memory':>8s}  {'x best peer':18s}  "
        f"{'of peak':18s}  pace"
    )
    for lane in lanes:
        t = spread(lane.times)
        quartiles = f"{amount(t.low, race.unit)} - {amount(t.high, race.unit)}"
        lines.append(
            f"  {lane.candidate!s:20s} {amount(t.median, race.unit):>10s} {quartiles:>23s}  "
            f"{memory(lane):>8s}  {within(speed(race, lane)):18s}  "
            f"{within(fraction(race, lane)):18s}  {pace(race, lane)}".rstrip()
        )
    lines += [f"  {x.candidate!s:20s} {x.trouble}" for x in race.lanes if x.trouble]
    for lane in finished(race.probes):
        unit = "GFLOP/s" if lane.candidate.form == "product" else "GB/s"
        lines.append(f"  {'peak, ' + str(lane.candidate):20s} {rate(lane) / 1e9:10.1f} {unit}")
    return "\n".join(lines)


def summary(races: list[Race]) -> str:
    """The fastest form of nnlite in every race, as a table in Markdown."""
    heads = [
        "workload",
        "threads",
        "nnlite",
        "best peer",
        "x best peer",
        "x torch",
        "of peak",
        "pace",
        "memory",
        "of the peer",
        "aim",
    ]
    rows = [heads, ["---"] * len(heads)]
    for race in races:
        ours = fastest([lane for lane in finished(race.lanes) if lane.candidate.ours])
        best, torch = best_peer(race), best_peer(race, "torch")
        if ours is None:
            continue

        def named(lane: Lane, unit: str = race.unit) -> str:
            return f"{amount(spread(lane.times).median, unit)} ({lane.candidate})"

        ratios = [paired_ratio(x.times, ours.times) if x else None for x in (best, torch)]
        rows.append(
            [
                race.workload,
                str(race.threads),
                named(ours),
                named(best) if best else "",
                *(within(ratio).strip() for ratio in (*ratios, fraction(race, ours))),
                pace(race, ours),
                memory(ours),
                memory(best) if best else "",
                race.aim,
            ]
        )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def processor() -> str:
    """Its name, where the system tells."""
    try:
        with open("/proc/cpuinfo") as file:
            return next(
                line.split(":")[1].strip() for line in file if line.startswith("model name")
            )
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def document(races: list[Race], processors: int) -> dict[str, Any]:
    """Everything, for a file."""

    def row(race: Race, lane: Lane) -> dict[str, Any]:
        fields = {**asdict(lane), "candidate": str(lane.candidate)}
        if lane.times:
            fields["median"] = spread(lane.times).median
        if lane.times and not lane.trouble:
            for name, of in (("speed", speed), ("of_peak", fraction)):
                measured = of(race, lane)
                fields[name] = asdict(measured) if measured else None
        return fields

    return {
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": {
            "processor": processor(),
            "processors": processors,
            "system": platform.platform(),
        },
        "races": [
            {
                "workload": race.workload,
                "aim": race.aim,
                "threads": race.threads,
                "unit": race.unit,
                "others_busy": race.others,
                "candidates": [row(race, lane) for lane in race.lanes],
                "peaks": [
                    {"probe": str(p.candidate), "rate": rate(p)} for p in finished(race.probes)
                ],
            }
            for race in races
        ],
    }
