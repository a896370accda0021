"""A streamed answer as a response: it takes a place, gives it back however it ends, and does not last for ever."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator

from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from ui.public.askers import asker_of
from ui.service import Service

log = logging.getLogger(__name__)


class Stream(StreamingResponse):
    """Server-sent events. Raises TooMany when it is made and no place is free."""

    def __init__(self, make: Callable[[], Iterator[str]], service: Service, request: Request) -> None:
        """`make` answers and gives the frames; it is not called when no place is free. Raises what it raises."""
        self._close = service.limits.open_stream(asker_of(request.scope))
        self._seconds = service.settings.limits.stream_seconds
        try:
            content = make()
        except BaseException:
            self._close()
            raise
        super().__init__(content, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; a reader who is too slow is left.

        The answer is worked out, and proved, before its first frame: whoever reads it slowly takes none of the places
        for requests in work (`at_once`), or the readers whom the caps on streams allow would shut out everybody else.
        """
        scope.get("wenbao.worked_out", _nothing)()
        try:
            async with asyncio.timeout(self._seconds):
                await super().__call__(scope, receive, send)
        except TimeoutError:
            log.warning("request %s: its reader was too slow", scope.get("wenbao.request_id", ""))
        finally:
            self._close()


def _nothing() -> None:
    """Without the guard nobody counts what is in work."""
