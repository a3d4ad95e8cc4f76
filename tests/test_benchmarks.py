"""The harness of benchmarks/: that it measures the same work, not how long that takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import nnlite
from benchmarks.candidates import Candidate, candidates
from benchmarks.processors import by_core, confined
from benchmarks.race import Lane, Race, disagreement
from benchmarks.report import best_peer, fraction, speed, summary, table
from benchmarks.rules import RULES, WRITTEN
from benchmarks.timing import paired_ratio, spread
from benchmarks.workloads import DEFAULT, WORKLOADS, select

ROOT = Path(__file__).parents[1]


def command(*arguments, **environment):
    """Runs ``python -m benchmarks``."""
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture
def one_thread(monkeypatch):
    """Workers learn of threads from the environment."""
    before = nnlite.get_num_threads()
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    yield
    nnlite.set_num_threads(before)


def race(**times):
    """Lanes `peer_form=[times]` of the workload tiny."""
    lanes = [Lane(Candidate(*name.split("_")), times=t) for name, t in times.items()]
    return Race("tiny", 1, lanes, [Lane(Candidate("numpy", "product"), times=[1.0, 2.0])])


def test_the_command_races_nnlite_and_numpy(tmp_path):
    paths = ["--json", str(tmp_path / "r.json"), "--picture", str(tmp_path / "r.png")]
    quick = ["--threads", "1", "--seconds", "0.02", "--chunk", "0.005", "--peers", "numpy"]
    done = command("tiny", *quick, *paths, NNLITE_BENCH_ENVS=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "nnlite eager" in done.stdout and "numpy tuned" in done.stdout

    found = json.loads((tmp_path / "r.json").read_text())
    assert found["machine"]["processors"] >= 1
    (tiny,) = found["races"]
    assert (tiny["workload"], tiny["threads"], tiny["unit"]) == ("tiny", 1, "s")
    assert {p["probe"] for p in tiny["peaks"]} >= {"numpy product"}
    lanes = {lane["candidate"]: lane for lane in tiny["candidates"]}
    assert set(lanes) == {"nnlite eager", "nnlite step", "nnlite run", "numpy tuned"}
    reference = lanes["numpy tuned"]["losses"]
    assert len(reference) == 5 and len(set(reference)) == 5
    for name, lane in lanes.items():
        if not hasattr(nnlite, "compile") and name in ("nnlite step", "nnlite run"):
            assert "compile" in lane["trouble"]
            continue
        assert lane["trouble"] == ""
        assert lane["losses"] == pytest.approx(reference, rel=1e-4)
        assert len(lane["times"]) >= 5 and min(lane["times"]) > 0
        assert lane["speed"]["low"] <= lane["speed"]["median"] <= lane["speed"]["high"]
        assert lane["of_peak"]["median"] > 0
        assert 10 < lane["megabytes"] < 4000
        assert f"{lane['megabytes']:.0f} MB" in done.stdout
    assert lanes["numpy tuned"]["speed"]["median"] == 1


def test_fresh_processes_tell_import_first_step_and_memory(tmp_path):
    paths = ["--json", str(tmp_path / "r.json"), "--picture", str(tmp_path / "r.png")]
    quick = ["--threads", "1", "--seconds", "0", "--peers", "numpy,nnlite:eager"]
    done = command("startup", *quick, *paths, NNLITE_BENCH_ENVS=str(tmp_path))
    assert done.returncode == 0, done.stderr
    races = json.loads((tmp_path / "r.json").read_text())["races"]
    names = ["startup import", "startup first step", "startup memory"]
    assert [found["workload"] for found in races] == names
    for found in races:
        for lane in found["candidates"]:
            assert lane["trouble"] == "" and len(lane["times"]) >= 5


@pytest.mark.parametrize("rule", WRITTEN)
def test_rules_are_the_same_in_numpy_and_nnlite(rule, one_thread):
    from benchmarks.peers import nnlite_peer, numpy_peer

    network = WORKLOADS[f"compare-{rule}"]
    ours = nnlite_peer.Training(network, "eager").losses(20)
    assert ours == pytest.approx(numpy_peer.Training(network).losses(20), rel=1e-4)
    assert ours[-1] < ours[0]


def test_every_optimizer_is_measured():
    listed = {info.name: info for info in nnlite.optim.list()}
    assert listed.keys() == {rule.cls for rule in RULES.values()}
    assert RULES["muon"].kept == 1 and RULES["adafactor"].states == 0
    for rule in RULES.values():
        if not listed[rule.cls].elementwise:
            continue
        optimizer = nnlite.optim.create(rule.cls, [w := nnlite.ones(3, requires_grad=True)])
        for name, value in rule.options.items():
            optimizer.param_groups[0][name] = value
        w.grad = nnlite.ones(3)
        optimizer.step()
        states = [v for v in optimizer.state_dict().values() if isinstance(v, nnlite.Tensor)]
        assert len(states) == rule.states, rule.cls
    lion = candidates(WORKLOADS["optimizer-lion"], [])
    assert lion == [Candidate("nnlite", "eager")]
    assert {c.peer for c in candidates(WORKLOADS["optimizer-nadam"], [])} == {"nnlite", "torch"}


def test_processes_are_confined_to_as_many_processors_as_threads():
    if not hasattr(os, "sched_getaffinity"):
        pytest.skip("this system does not confine")
    before = os.sched_getaffinity(0)
    asked = [sys.executable, "-c", "import os; print(len(os.sched_getaffinity(0)))"]
    with confined(1):
        assert subprocess.check_output(asked, text=True).strip() == "1"
    assert os.sched_getaffinity(0) == before
    assert sorted(by_core(before)) == sorted(before)


def test_other_work_is_found_out():
    lanes = [
        Lane(Candidate("nnlite", "eager"), losses=[1.0, 0.5]),
        Lane(Candidate("numpy", "tuned"), losses=[1.0, 0.50001]),
        Lane(Candidate("torch", "fused"), losses=[1.0, 0.501]),
        Lane(Candidate("jax", "jit"), losses=[1.0, float("nan")]),
        Lane(Candidate("sklearn", "fit"), trouble="not installed"),
    ]
    disagreement(lanes)
    assert [bool(lane.trouble) for lane in lanes] == [False, False, True, True, True]
    assert "2.0e-03" in lanes[2].trouble


def test_ratios_are_taken_within_rounds():
    found = paired_ratio([2, 20, 200], [1, 10, 100])
    assert (found.low, found.median, found.high) == (2, 2, 2)
    assert spread([3.0]).median == 3


def test_the_best_peer_is_no_form_of_nnlite():
    found = race(nnlite_run=[1.0, 2.0], numpy_tuned=[4.0, 8.0], torch_fused=[8.0, 8.0])
    ours, numpy, torch = found.lanes
    assert best_peer(found) is numpy and best_peer(found, "torch") is torch
    assert speed(found, ours).median == 4
    work = 6 * 32 * (2 * 32 + 32 * 32 + 32) - 2 * 32 * 2 * 32
    assert fraction(found, ours).median == pytest.approx(work / (2 * 2048**3))
    numpy.trouble = "its losses differ"
    assert best_peer(found) is torch
    assert "its losses differ" in table(found)
    assert "| tiny | 1 |" in summary([found])


def test_workloads_are_chosen_by_name_group_and_pattern():
    assert select(["mnist"]) == ["mnist-64", "mnist-1024"]
    assert select(["width-4?", "tiny"]) == ["width-45", "width-46", "tiny"]
    assert len(select(["optimizer"])) == len(RULES)
    assert not [name for name in DEFAULT if name.startswith("compare")]
    with pytest.raises(ValueError, match="no workload is called 'huge'"):
        select(["huge"])
    assert "huge" in command("huge").stderr


def test_peers_are_chosen_by_name_and_form():
    def names(chosen):
        return [str(c) for c in candidates(WORKLOADS["tiny"], chosen)]

    assert "jax scan" in names([])
    assert names(["torch:fused", "nnlite:run"]) == ["nnlite run", "torch fused"]
    update = candidates(WORKLOADS["optimizer-adadelta"], [])
    assert Candidate("torch", "fused") not in update and Candidate("torch", "foreach") in update
