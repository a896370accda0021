"""The web server: the API, the health checks and the page as one application, and the way to run it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from types import FrameType

import uvicorn
from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI

from index.errors import ServerError
from ui import api, document, faults
from ui.admin.places import purge_uploads
from ui.archive import Archive
from ui.guard import Guard
from ui.patience import bounded
from ui.public.door import ToolsDoor
from ui.service import Clock, open_service, utc_now
from ui.settings import Settings, load_settings
from ui.state.store import IN_MEMORY, State

Examples = Sequence[str] | Callable[[], Sequence[str]]
"""Questions offered on the page, fixed or asked for at each visit."""

THREADS = 256
"""Requests that may wait in threads where `at_once` sets no limit: for their turn, a database or a model."""


def create_app(
    archive: Archive | Callable[[], Archive],
    *,
    state: State | None = None,
    settings: Settings | None = None,
    clock: Clock = utc_now,
    logs: Path | None = None,
    root_path: str = "",
    with_page: bool = True,
    examples: Examples = (),
) -> FastAPI:
    """The application over `archive`, or over a function that opens it: then the server is live before it is ready.

    `state` keeps complaints, sites and signed checks; without one they are kept in memory and end with the program.
    `logs` is the folder of the access log, None for none.
    `root_path` is the path under which a proxy publishes the program; `examples` are questions offered on the page,
    or what gives them whenever somebody arrives.
    """
    service = open_service(archive, state or State.open(IN_MEMORY), settings or load_settings(), clock, logs)
    tools = ToolsDoor(service)
    root_path = root_path.rstrip("/")

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = service.settings.limits.at_once or THREADS
        service.opening.begin()
        tidying = asyncio.create_task(service.keep_tidy(partial(purge_uploads, service)))
        async with tools.open():
            yield
        tidying.cancel()
        service.close()

    # No /docs and /redoc: those pages load from other hosts.
    app = FastAPI(
        title="Wenbao 问报",
        summary="Cited answers over a newspaper's archive.",
        version="1",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
    )
    app.state.service = service
    faults.install(app, service.metrics)
    api.install(app, service, [tools.route])
    document.describe(app)
    app.add_middleware(Guard, service=service, root_path=root_path)
    if with_page:
        # Seconds and 150 MB that a server without a page does not need.
        from ui.page import mount_page

        mount_page(app, service, examples if callable(examples) else lambda: examples, root_path)
    return app


def serve(
    app: FastAPI, host: str = "127.0.0.1", port: int = 7860, *, announce: Callable[[str], None] | None = None
) -> None:
    """Serve until stopped. `announce` gets the address once the server answers. Raises ServerError if it cannot start.

    Port 0 takes any free port.
    """
    settings = app.state.service.settings
    with _listening(host, port) as listener:
        address = _address(listener)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,  # it would hold what people asked
            server_header=False,
            timeout_graceful_shutdown=STOP_SECONDS,
            proxy_headers=False,  # ours (ui/public/askers.py) believe configured hops alone
            http=bounded(settings.limits, settings.public.proxies),
            ws="none",
            log_config=None,  # its lines go where the program's go
        )
        with suppress(KeyboardInterrupt):  # the usual way to stop it, told to us once more after it has stopped
            _Announcing(config, address, announce).run(sockets=[listener])


STOP_SECONDS = 10
"""Seconds in which answers on their way may end after the first signal; a second signal ends them at once."""


class _Announcing(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, address: str, announce: Callable[[str], None] | None) -> None:
        super().__init__(config)
        self._address = address
        self._announce = announce

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGTERM is how a service is stopped, and no failure: uvicorn would raise it once more at the end.

        A second signal ends the program there and then: threads that still work would hold it up, and what is kept is
        kept in transactions.
        """
        if self.should_exit:
            os._exit(0 if sig == signal.SIGTERM else 130)
        self.should_exit = True
        if sig != signal.SIGTERM:
            self._captured_signals.append(sig)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and self._announce is not None:
            self._announce(self._address)


def _listening(host: str, port: int) -> socket.socket:
    """A socket bound before anything else starts, so that a port in use is one clear line and not a late traceback."""
    if not 0 <= port <= 65535:
        raise ServerError(f"{port} is not a port: choose one from 1 to 65535 with --port")
    try:
        family, kind, proto, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise ServerError(f"cannot serve on {host}:{port}: no such address; choose another --host or --port") from error
    listener = socket.socket(family, kind, proto)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(place)
        listener.listen(1024)
    except OSError as error:
        listener.close()
        reason = (error.strerror or "refused").lower()
        raise ServerError(f"port {port} on {host} cannot be used ({reason}); choose another with --port") from error
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"
