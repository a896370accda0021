"""An OpenAI-compatible endpoint on loopback that records every request and plays a script."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[["Stub", dict[str, Any], BaseHTTPRequestHandler], None]


@dataclass
class Stub:
    """A running endpoint: its address, what it was asked, and how it answers."""

    url: str = ""
    script: Script = field(default=lambda stub, request, handler: say(handler, ["好。"]))
    requests: list[dict[str, Any]] = field(default_factory=list)

    @property
    def prompts(self) -> list[str]:
        return ["\n".join(str(m["content"]) for m in request["messages"]) for request in self.requests]


def say(handler: BaseHTTPRequestHandler, pieces: list[str], *, finish: str | None = "stop") -> None:
    """Stream pieces of text; without `finish` the connection just ends."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.end_headers()
    for piece in pieces:
        _frame(handler, {"role": "assistant", "content": piece}, None)
    if finish:
        _frame(handler, {}, finish)
        handler.wfile.write(b"data: [DONE]\n\n")


def _frame(handler: BaseHTTPRequestHandler, delta: dict[str, str], finish: str | None) -> None:
    chunk = {
        "id": "c1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "stub",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
    handler.wfile.write(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode())
    handler.wfile.flush()


def refuse(handler: BaseHTTPRequestHandler, status: int) -> None:
    """Answer with an HTTP error."""
    body = json.dumps({"error": {"message": "stub", "type": "stub", "code": status}}).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def running() -> Iterator[Stub]:
    """A stub on a free port."""
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stub.requests.append(request)
            stub.script(stub, request, self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    stub.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
