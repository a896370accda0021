"""Puts faults into index work: a process that forks, and strace that kills or fails its system calls."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import skip_or_fail

CALLS = ("openat", "write", "fsync", "rename", "mkdir", "unlink", "unlinkat", "rmdir", "ftruncate")
"""The system calls of a build that change something on disk, or open what will."""

INJECTED = re.compile(r"\((?:INJECTED|DELAYED)\)")


@dataclass(frozen=True, slots=True)
class End:
    """How a piece of work ended: its exit code (negative: the signal), what it said, what strace saw."""

    status: int
    said: str
    trace: str


class Mortal:
    """The forking process and what is done to its children."""

    def __init__(self, scratch: Path) -> None:
        if not shutil.which("strace"):
            skip_or_fail("no strace: install it to run the tests of faults")
        self._scratch = scratch
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("dying.py"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip

    def _hear(self) -> dict[str, object]:
        assert self._process.stdout is not None
        return dict(json.loads(self._process.stdout.readline()))

    def do(self, what: str, at: Path, *, inject: str = "", after: float | None = None, **how: object) -> End:
        """Do something with the index `at`: under strace with `inject`, or killed `after` so many seconds."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": what, "at": str(at), **how}) + "\n")
        self._process.stdin.flush()
        pid = int(str(self._hear()["pid"]))
        trace = self._scratch / "trace"
        tracer = None
        if inject:
            options = ["-e", f"trace={','.join(CALLS)}"] if inject == "count" else ["-e", f"inject={inject}"]
            if inject != "count":
                options = ["-e", f"trace={inject.split(':')[0]}", *options]
            tracer = subprocess.Popen(
                ["strace", "-q", "-p", str(pid), "-o", str(trace), *options], stderr=subprocess.PIPE, text=True
            )
            while "TracerPid:\t0" in Path(f"/proc/{pid}/status").read_text():
                if tracer.poll() is not None:
                    os.kill(pid, signal.SIGKILL)
                    self._hear()
                    skip_or_fail(f"strace may not look into processes here: {tracer.communicate()[1]}")
                time.sleep(0.001)
        os.kill(pid, signal.SIGCONT)
        if after is not None:
            time.sleep(after)
            with suppress(ProcessLookupError):  # it may have finished
                os.kill(pid, signal.SIGKILL)
        ended = self._hear()
        if tracer is not None:
            tracer.communicate(timeout=30)
        seen = trace.read_text("utf-8", "replace") if tracer else ""
        return End(int(str(ended["status"])), str(ended["said"]), seen)

    def calls(self, what: str, at: Path, **how: object) -> dict[str, int]:
        """How often each call is made when nothing fails."""
        ended = self.do(what, at, inject="count", **how)
        assert ended.status == 0, ended
        return {call: len(re.findall(rf"^{call}\(", ended.trace, re.M)) for call in CALLS}

    def close(self) -> None:
        """End it."""
        self._process.communicate("", timeout=30)
