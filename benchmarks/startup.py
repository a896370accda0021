"""How long a cold start takes: `wenbao --help` and `wenbao ask`, beside an interpreter that imports NumPy."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
ROOT = Path(__file__).resolve().parent.parent


def seconds(words: list[str], env: dict[str, str]) -> float:
    """Wall time of one run of a command that must succeed."""
    started = time.perf_counter()
    subprocess.run(words, cwd=ROOT, env=env, check=True, capture_output=True)
    return time.perf_counter() - started


def measure() -> list[tuple[str, float, float]]:
    """(what, median seconds, ratio to the bare interpreter with NumPy), the runs taken in turn."""
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "WENBAO_HOME": home}
        program = [sys.executable, "-m", "wenbao"]
        subprocess.run([*program, "build", "examples/pages"], cwd=ROOT, env=env, check=True, capture_output=True)
        runs = {
            "python with numpy": [sys.executable, "-c", "import numpy"],
            "wenbao --help": [*program, "--help"],
            "wenbao ask, Chinese": [*program, "ask", "青砚路改造工程最终投资多少？"],
            "wenbao ask, English": [*program, "ask", "How long is the Jifeng highway?"],
        }
        taken: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(ROUNDS):
            for name, words in runs.items():
                taken[name].append(seconds(words, env))
    bare = statistics.median(taken["python with numpy"])
    return [(name, statistics.median(times), statistics.median(times) / bare) for name, times in taken.items()]
