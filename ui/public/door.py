"""The door of /mcp: there at once, while the SDK behind it is still being loaded, which takes a second."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.faults import error_response
from ui.service import Service

_PATIENCE = 20.0  # seconds that a call waits for the SDK to be there


class ToolsDoor:
    """/mcp as an ASGI application, open while the program runs."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._inside: asyncio.Future[ASGIApp] | None = None

    @property
    def route(self) -> Route:
        """Its route. POST alone: without sessions there is nothing to listen to and nothing to end."""
        return Route("/mcp", endpoint=self, methods=["POST"], include_in_schema=False)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Load the tools beside everything else, and answer meanwhile."""
        self._inside, closing = asyncio.get_running_loop().create_future(), asyncio.Event()
        serving = asyncio.create_task(self._serve(self._inside, closing))
        try:
            yield
        finally:
            closing.set()
            await serving
            self._inside = None

    async def _serve(self, inside: asyncio.Future[ASGIApp], closing: asyncio.Event) -> None:
        tools = await asyncio.to_thread(import_module, "ui.public.tools")
        async with tools.opened(self._service) as application:
            inside.set_result(application)
            await closing.wait()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one call."""
        try:
            async with asyncio.timeout(_PATIENCE):
                inside = await asyncio.shield(self._inside) if self._inside else None
        except TimeoutError:
            inside = None
        later = error_response(503, str(scope.get("wenbao.request_id", "")), "not_ready", headers={"Retry-After": "5"})
        await (inside or later)(scope, receive, send)
