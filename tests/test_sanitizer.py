"""The team of threads under ThreadSanitizer: no two threads meet at the same memory."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
CPP = TOP / "cpp"
NATIVE = CPP / "nnlite"
PARTS = [
    TOP / "tests/cpp/team_stress.cpp",
    NATIVE / "backend/cpu/team.cpp",
    NATIVE / "backend/cpu/threads.cpp",
    NATIVE / "base/errors.cpp",
    NATIVE / "base/processor.cpp",
]
COMPILER = os.environ.get("CXX") or shutil.which("c++") or shutil.which("g++")


def build(folder, *sources):
    """A program with the sanitizer in it; skips where the compiler has none."""
    program = folder / "stress"
    flags = ["-std=c++20", "-O1", "-g", "-pthread", "-fsanitize=thread", f"-I{CPP}"]
    done = subprocess.run(
        [COMPILER, *flags, *map(str, sources), "-o", str(program)], capture_output=True, text=True
    )
    return program if done.returncode == 0 else pytest.fail(done.stderr)


def run(program):
    """Its output; skips where the system lets no sanitizer run."""
    options = {**os.environ, "TSAN_OPTIONS": "die_after_fork=0"}
    done = subprocess.run([str(program)], capture_output=True, text=True, timeout=300, env=options)
    if "unexpected memory mapping" in done.stderr:
        pytest.skip("ThreadSanitizer does not run on this system")
    return done


@pytest.fixture
def folder(tmp_path):
    if not COMPILER:
        pytest.skip("there is no C++ compiler")
    (tmp_path / "empty.cpp").write_text("int main() {}\n")
    flags = ["-fsanitize=thread", str(tmp_path / "empty.cpp"), "-o", str(tmp_path / "empty")]
    if subprocess.run([COMPILER, *flags], capture_output=True).returncode:
        pytest.skip("the compiler has no ThreadSanitizer")
    return tmp_path


def test_the_team_has_no_races(folder):
    done = run(build(folder, *PARTS))
    assert "WARNING: ThreadSanitizer" not in done.stderr, done.stderr[:4000]
    assert done.returncode == 0 and done.stdout == "wrong: 0\n", done.stdout + done.stderr


def test_a_race_would_be_seen(folder):
    """The same, where a thread does not wait for the others' pieces."""
    team = (NATIVE / "backend/cpu/team.cpp").read_text()
    hasty = team.replace("std::memory_order_release", "std::memory_order_relaxed")
    assert hasty != team
    (folder / "team.cpp").write_text(hasty)
    sources = [folder / "team.cpp" if p.name == "team.cpp" else p for p in PARTS]
    assert "WARNING: ThreadSanitizer: data race" in run(build(folder, *sources)).stderr
