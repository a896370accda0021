"""The program's arithmetic runs on one thread a call, unless the administrator says otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASKED = """
import os, sys
sys.argv = ["wenbao", "--version"]
from wenbao.__main__ import main
main()
import numpy
from threadpoolctl import threadpool_info
print([pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"])
"""


@pytest.mark.parametrize(("given", "threads"), [(None, 1), ("2", 2)])
def test_blas_has_one_thread_unless_more_are_asked_for(root: Path, given: str | None, threads: int) -> None:
    env = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    if given:
        env["OPENBLAS_NUM_THREADS"] = given
    done = subprocess.run([sys.executable, "-c", ASKED], cwd=root, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == str([min(threads, os.cpu_count() or 1)])
