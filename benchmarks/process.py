"""The parent's end of a worker process: start it, ask it, let it sleep while others run."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.candidates import Candidate, interpreter
from benchmarks.processors import confined

ROOT = Path(__file__).parents[1]
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NNLITE_NUM_THREADS")
SETUP, STEP = 300.0, 120.0  # seconds that building, and answering, may take


class WorkerError(Exception):
    """A worker that cannot do its work, and why."""


def environment(python: str, threads: int) -> dict[str, str]:
    """Threads for every library; this interpreter keeps its search path, others have their own."""
    variables = {**os.environ, **dict.fromkeys(THREADS, str(threads)), "PYTHONWARNINGS": "ignore"}
    if python != sys.executable:
        variables.pop("PYTHONPATH", None)
    return variables


class Worker:
    """A process with one competitor."""

    def __init__(self, workload: str, candidate: Candidate, threads: int) -> None:
        python = interpreter(candidate.peer)
        if python is None:
            raise WorkerError("not installed")
        arguments = ["-m", "benchmarks.worker", workload, candidate.peer, candidate.form]
        self.errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed with the worker
        with confined(threads):
            self.process = subprocess.Popen(
                [python, *arguments],
                cwd=ROOT,
                env=environment(python, threads),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self.errors,
                text=True,
                bufsize=1,
                start_new_session=True,
            )
        try:
            ready = self._answer(SETUP)
        except BaseException:  # Ctrl-C, too, must not leave a process behind
            self.close()
            raise
        self.unit, self.version = ready["unit"], ready["version"]

    def ask(self, command: str, limit: float = STEP) -> dict[str, Any]:
        """Sends a line and waits for what comes back."""
        assert self.process.stdin
        try:
            self.process.stdin.write(command + "\n")
            self.process.stdin.flush()
        except OSError as error:
            raise WorkerError(self._last_words()) from error
        return self._answer(limit)

    def _answer(self, limit: float) -> dict[str, Any]:
        stream = self.process.stdout
        assert stream
        if not select.select([stream], [], [], limit)[0]:
            raise WorkerError(f"no answer within {limit:.0f} s")
        line = stream.readline()
        if not line:
            raise WorkerError(self._last_words())
        fields: dict[str, Any] = json.loads(line)
        if why := fields.get("unavailable") or fields.get("error"):
            raise WorkerError(why)
        return fields

    def _last_words(self) -> str:
        self.process.wait()
        self.errors.seek(0)
        lines = self.errors.read().strip().splitlines()
        return lines[-1] if lines else f"ended with status {self.process.returncode}"

    def sleep(self) -> None:
        """Stops all its threads: many libraries spin while they wait."""
        os.killpg(self.process.pid, signal.SIGSTOP)

    def wake(self) -> None:
        os.killpg(self.process.pid, signal.SIGCONT)

    def close(self) -> None:
        """Ends the process and its children."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.errors):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()
