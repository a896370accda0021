"""From an error to an HTTP answer in the one shape that the contract promises; nothing inside us shows through it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from math import ceil

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from index.errors import (
    Blocked,
    ForeignRequest,
    IndexBusy,
    IndexDamaged,
    IndexMissing,
    IndexUnavailable,
    IndexUnwritable,
    InputError,
    ModelUnavailable,
    NotSignedIn,
    QuestionRefused,
    StateUnavailable,
    TooMany,
    WenbaoError,
)
from ui.bodies import fault_line
from ui.public.metrics import Metrics
from ui.wire import Json, dumps, error_json

log = logging.getLogger(__name__)

_STATUS: tuple[tuple[type[WenbaoError], int], ...] = (
    (QuestionRefused, 422),
    (Blocked, 403),
    (NotSignedIn, 401),
    (ForeignRequest, 403),
    (InputError, 400),
    (IndexMissing, 503),
    (IndexDamaged, 503),
    (IndexBusy, 503),
    (IndexUnwritable, 503),
    (IndexUnavailable, 503),
    (ModelUnavailable, 503),
    (StateUnavailable, 503),
    (TooMany, 429),
)

_PUBLIC = {
    "index_missing": "there is no archive yet: add pages with `wenbao build`",
    "index_damaged": "the archive cannot be read: its keeper should run `wenbao doctor`",
    "index_foreign": "the archive was made for another model: its keeper should build it again",
    "index_newer": "the archive was made by a newer release: its keeper should update this program",
    "index_busy": "the archive is being written; try again shortly",
    "index_unwritable": "the archive cannot be written at the moment: its keeper should look at the disk",
    "index_unavailable": "the archive cannot be reached; try again shortly",
    "model_unavailable": "a model cannot be reached; try again shortly",
    "state_unavailable": "this cannot be kept at the moment; try again shortly",
}
"""What strangers are told instead of an error's own line, which may name folders of this machine."""

_CODES = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    408: "too_slow",
    429: "too_many",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "bad_request",
}
_MESSAGES = {
    404: "there is nothing at this address",
    405: "this address does not take that method",
    408: "the request did not arrive in time",
    413: "the request is too large",
    500: "something went wrong here; the request id finds it in the log",
}


def json_response(content: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """One JSON object, as UTF-8."""
    return Response(dumps(content), status, dict(headers or {}), "application/json")


def error_response(
    status: int, request_id: str, code: str = "", message: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """An error in the contract's shape; code and message default to those of the status."""
    code = code or _CODES.get(status, "server_error" if status >= 500 else "bad_request")
    message = message or _MESSAGES.get(status, "the request cannot be served")
    return json_response(error_json(code, message, request_id), status, headers)


def status_of(error: WenbaoError) -> int:
    """The HTTP status that an expected error stands for."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def public(error: WenbaoError) -> tuple[str, str]:
    """The code and the line that a stranger may read."""
    if isinstance(error, (InputError, TooMany)):
        return error.code, error.message
    return error.code, _PUBLIC.get(error.code, _MESSAGES[500])


def request_id(request: Request) -> str:
    """The id that the outermost layer gave to this request."""
    return str(request.scope.get("wenbao.request_id", ""))


def retry_after(error: WenbaoError) -> dict[str, str]:
    """The header that says when to try again, for errors that pass."""
    if isinstance(error, TooMany):
        return {"Retry-After": str(max(1, ceil(error.wait)))}
    return {"Retry-After": "5"} if error.retryable else {}


def install(app: FastAPI, metrics: Metrics) -> None:
    """Make `app` answer every error in the contract's shape, and count it."""

    @app.exception_handler(WenbaoError)
    async def expected(request: Request, error: WenbaoError) -> Response:
        status = status_of(error)
        if status >= 500:
            log.error("request %s: %s: %s", request_id(request), error.code, error.message)
        metrics.fault(error)
        return error_response(status, request_id(request), *public(error), headers=retry_after(error))

    @app.exception_handler(RequestValidationError)
    async def refused(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            return error_response(400, request_id(request), message="the body is not JSON")
        about_text = first["loc"][-1:] in (("question",), ("query",), ("claim",))
        code = "bad_question" if about_text else "bad_request"
        return error_response(422, request_id(request), code, fault_line(first))

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: HTTPException) -> Response:
        return error_response(error.status_code, request_id(request), headers=error.headers)
