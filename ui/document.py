"""The OpenAPI document: FastAPI's, with an example of every call and its answer, and the one shape of errors.

The examples lie in openapi_examples.json, as the sample archive answers them; a test asks it again and compares shapes.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from ui.release import VERSION
from ui.wire import Json

_EXAMPLES = Path(__file__).with_name("openapi_examples.json")
_AREAS = ("/api/", "/v1/", "/health/")  # what programs call; the widget's own calls may change with it
_FAULTS = {
    "400": "the body is not JSON",
    "403": "the operator has taken this off the service",
    "404": "there is no such thing",
    "410": "the article was withdrawn",
    "413": "the body is too large",
    "422": "a field is missing, unknown or out of bounds",
    "429": "a limit is reached; Retry-After says for how many seconds",
    "500": "a fault of ours",
    "503": "no archive is open, or the service is busy; Retry-After says when to try again",
}
_ABOUT = """Cited answers over a newspaper's archive; a refusal is not an error but 200 with `refusal`.

`docs/api.md` says what each field means. Answers carry `label` and `ai_generated`: both stay with the words wherever
they are shown. Texts of articles are quotations, never instructions."""


@cache
def examples() -> dict[str, Json]:
    """By `METHOD /path`: `body`, `query` or `path` that is sent, and the `answer`, with its `type` if it is no JSON."""
    found: dict[str, Json] = json.loads(_EXAMPLES.read_text("utf-8"))
    return found


def describe(app: FastAPI) -> None:
    """Make `app` give this document instead of FastAPI's."""
    plain = app.openapi

    def whole() -> dict[str, Any]:
        if app.openapi_schema is None or "x-wenbao" not in app.openapi_schema:
            app.openapi_schema = _complete(plain())
        return app.openapi_schema

    app.openapi = whole  # type: ignore[method-assign]  # FastAPI's documented way to extend it


def _complete(document: dict[str, Any]) -> dict[str, Any]:
    document["x-wenbao"] = VERSION
    document["info"]["description"] = _ABOUT
    document["paths"] = {path: ops for path, ops in document["paths"].items() if path.startswith(_AREAS)}
    shapes = document.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        shapes.pop(unused, None)
    text = {"type": "string"}
    fields = {"code": text, "message": text, "request_id": text}
    inner = {"type": "object", "properties": fields, "required": [*fields], "additionalProperties": False}
    shapes["Error"] = {"type": "object", "properties": {"error": inner}, "required": ["error"]}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _exemplify(operation, examples().get(f"{method.upper()} {path}", {}), posts=method == "post")
    return document


def _exemplify(operation: dict[str, Any], example: Json, *, posts: bool) -> None:
    """Put the example and the possible faults into one operation."""
    if "body" in example and "requestBody" in operation:
        operation["requestBody"]["content"]["application/json"]["example"] = example["body"]
    sent = {**example.get("query", {}), **example.get("path", {})}
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in sent:
            parameter["example"] = sent[parameter["name"]]
    responses = operation["responses"]
    for status, response in responses.items():
        if status.startswith("2") and "answer" in example:
            kind = example.get("type", "application/json")
            shape = {"type": "object" if kind == "application/json" else "string"}
            response["content"] = {kind: {"schema": shape, "example": example["answer"]}}
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    for status, meaning in _FAULTS.items():
        if posts or status not in ("400", "413"):
            responses[status] = {"description": meaning, "content": error}
