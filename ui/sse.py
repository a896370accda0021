"""Server-sent events: one answer as a stream of frames, each with one JSON object on one line."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

from index.errors import WenbaoError
from rag.answers import Citation, Reply
from ui.faults import public
from ui.wire import Json, citation_json, error_json, reply_json

log = logging.getLogger(__name__)

EVENTS = ("question", "citation", "text", "done", "error")


def frame(event: str, data: Json) -> str:
    """One frame. ASCII only: no character of any text can end a line, whatever the client takes for a line end."""
    if event not in EVENTS:
        raise ValueError(f"no event {event!r}; known: {', '.join(EVENTS)}")
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=True, allow_nan=False)}\n\n"


def frames(
    pieces: Iterator[Citation | str | Reply], id: str, asked: str, request_id: str, trace: str | None = None
) -> Iterator[str]:
    """The frames of one answer; what goes wrong on the way becomes an `error` frame, the last one."""
    yield frame("question", {"id": id, "asked": asked})
    try:
        for piece in pieces:
            if isinstance(piece, Citation):
                yield frame("citation", citation_json(piece))
            elif isinstance(piece, Reply):
                yield frame("done", reply_json(piece, trace))
            else:
                yield frame("text", {"text": piece})
    except WenbaoError as error:
        yield frame("error", error_json(*public(error), request_id=request_id))
    except Exception:
        log.exception("request %s failed in its stream", request_id)
        yield frame("error", error_json("server_error", "something went wrong here", request_id=request_id))
