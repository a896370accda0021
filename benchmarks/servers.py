"""The servers that load is put on: the product, and beside it what any server of its kind costs.

`bare` is FastAPI with one route, `floor` the same with the question's encoding and the two searches inline, `inline`
the whole answer inline, `raw` a stream of events, `echo` a Gradio application, `model` a chat model's endpoint.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TOKENS, PACE = 500, 0.01
"""Of a streamed text: tokens, and seconds between two."""

OPEN = ("ADDRESS_MINUTE", "ADDRESS_DAY", "REPORTS_HOUR", "STREAMS_ADDRESS", "STREAMS_ALL", "CONNECTIONS_ADDRESS")
"""Limits that one address with many clients would meet at once."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server in a process of its own."""

    port: int
    pid: int
    ready: float
    """Seconds from its start until it could be asked."""

    @property
    def spent(self) -> float:
        """Seconds of processor time since its start."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def memory(self) -> int:
        """Resident MiB."""
        lines = Path(f"/proc/{self.pid}/status").read_text("ascii").splitlines()
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))


@contextmanager
def product(index: Path, **env: str) -> Iterator[Running]:
    """`wenbao serve` over an index on the first core; `env` are variables of its own."""
    unlimited = {f"WENBAO_LIMITS__{name}": "0" for name in OPEN}
    words = [sys.executable, "-m", "wenbao", "serve", "--index", str(index), "--port"]
    with _started(words, "/health/ready", {**unlimited, **env}) as running:
        yield running


@contextmanager
def beside(kind: str, index: Path | None = None, core: int = 0) -> Iterator[Running]:
    """One of the others."""
    with _started([sys.executable, "-m", "benchmarks.servers", kind, str(index)], "/", {}, core) as running:
        yield running


@contextmanager
def _started(words: list[str], path: str, env: Mapping[str, str], core: int = 0) -> Iterator[Running]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.perf_counter()
    with subprocess.Popen(
        [*words, str(port)],
        cwd=ROOT,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: pin(core),
    ) as process:
        try:
            _wait(f"http://127.0.0.1:{port}{path}", process)
            yield Running(port, process.pid, time.perf_counter() - began)
        finally:
            process.terminate()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):  # our own loopback address
                return
        except OSError:
            time.sleep(0.02)
    raise SystemExit(f"the server that load was to be put on ended with {process.returncode}: {url}")


def pin(core: int) -> None:
    """Keep this process on one core, so that server and client do not take each other's; alone where there is one."""
    if (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {core})


def _application(kind: str, index: Path) -> Any:  # noqa: ANN401  # an ASGI application of any make
    from fastapi import Body, FastAPI
    from fastapi.responses import StreamingResponse

    app = FastAPI()

    @app.get("/")
    async def bare() -> dict[str, str]:
        return {"status": "live"}

    if kind in ("floor", "inline"):
        from index.store import ANY
        from rag.finding.retrieve import retrieve
        from ui.archive import Archive
        from ui.wire import reply_json

        archive = Archive.open(index)
        archivist = archive._archivist  # its parts, which the product has no need to show

        @app.post("/ask")
        async def ask(question: str = Body(embed=True)) -> dict[str, Any]:
            if kind == "inline":
                return reply_json(archive.ask(question))
            found = retrieve(archivist.store, archivist.query(question), ANY, archivist.settings)
            return {"results": [item.article.key for item in found[:10]]}

    async def tokens() -> AsyncIterator[str]:
        end = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
        for n in range(TOKENS):
            delta = {"role": "assistant", "content": "好" if n else "据报道，"}
            choices = [{"index": 0, "delta": delta, "finish_reason": None}]
            yield f"data: {json.dumps({'id': 'c', 'object': 'chat.completion.chunk', 'choices': choices})}\n\n"
            await asyncio.sleep(PACE)
        yield f"data: {json.dumps({'id': 'c', 'object': 'chat.completion.chunk', **end})}\n\ndata: [DONE]\n\n"

    @app.post("/v1/chat/completions")
    async def stream() -> StreamingResponse:
        return StreamingResponse(tokens(), media_type="text/event-stream")

    return app


def _echo() -> Any:  # noqa: ANN401
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio
    from fastapi import FastAPI

    with gradio.Blocks() as page:
        said, shown = gradio.Textbox(), gradio.Textbox()
        said.submit(lambda text: text, said, shown, concurrency_limit=8)
    page.queue(max_size=64)
    return gradio.mount_gradio_app(FastAPI(), page, path="/")


if __name__ == "__main__":
    from wenbao import launch

    launch()
    import uvicorn

    made = _echo() if sys.argv[1] == "echo" else _application(sys.argv[1], Path(sys.argv[2]))
    uvicorn.run(made, port=int(sys.argv[3]), log_level="error", access_log=False, ws="none")
