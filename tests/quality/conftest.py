"""The large archive of the floors, built once for all of them."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def news(shared: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of 63,510 news articles, as `wenbao build` makes it. The first worker to want it builds it."""
    base = tmp_path_factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    place = common / "news"
    with (common / "news.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "CURRENT").exists():
            words = ["build", shared / "data" / "crud_news.jsonl.gz", "--index", place]
            program = [sys.executable, "-m", "wenbao", *map(str, words)]
            env = {**os.environ, "WENBAO_HOME": str(common / "home")}
            done = subprocess.run(program, cwd=root, env=env, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr[-2000:]
    return place
