"""Starts the program as a newcomer does, with `make serve`, and stops it again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

START_MOST = 300
"""Seconds for set-up and start: ten times what a machine with the environment in place needs."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def make_serve(root: Path, home: Path, *arguments: str) -> Iterator[str]:
    """`make serve …` with an empty home; yields the address once the server is ready."""
    port = free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith(("WENBAO_", "XDG_", "MAKE"))}
    log = (home / f"serve-{port}.log").open("w+", encoding="utf-8")
    process = subprocess.Popen(
        ["make", "serve", f"PORT={port}", *arguments],
        cwd=root,
        env={**env, "HOME": str(home)},
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(START_MOST * 2):
            if process.poll() is not None:
                break
            try:
                if httpx.get(f"{address}/health/ready", timeout=5).status_code == 200:
                    break
            except httpx.HTTPError:
                pass
            time.sleep(0.5)
        log.seek(0)
        said = log.read()
        assert process.poll() is None, said
        assert "Traceback" not in said, said
        yield address
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        log.close()
