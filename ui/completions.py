"""OpenAI's shapes over the archive: /v1/models and /v1/chat/completions, so that any chat program can be the reader.

Source: the OpenAI API reference, "Chat completions" and "Models". What a client tunes (temperature, seed, penalties) is
taken and has no effect: an answer here follows from the archive. What would change what comes back and is not offered
(tools, several choices, JSON mode) is refused, never ignored. System and developer messages are instructions to a
model; there is none to instruct, so they are read past. The whole reply of /api/v1/ask stands under `wenbao`.
"""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from index.errors import QuestionRefused, WenbaoError
from rag.answers import Citation, Reply
from ui.bodies import MAX_HISTORY, MAX_TURN, AskBody, fault
from ui.faults import error_response, json_response, public, request_id
from ui.public.streams import Stream
from ui.service import Service
from ui.state.tables import new_id
from ui.strict import StrictRoute
from ui.wire import Json, error_json, reply_json

log = logging.getLogger(__name__)

MODEL = "wenbao"
"""The one model there is."""

MESSAGES_MOST = 2 * MAX_HISTORY


class TextPart(BaseModel):
    """A part of a message; only text is read."""

    model_config = ConfigDict(extra="forbid")
    type: Literal["text"]
    text: Annotated[str, Field(max_length=MAX_TURN)]


class Message(BaseModel):
    """One message of the conversation."""

    model_config = ConfigDict(extra="ignore")  # clients send back what answers carried (refusal, annotations, name)
    role: Literal["system", "developer", "user", "assistant"]
    content: Annotated[str, Field(max_length=MAX_TURN)] | Annotated[list[TextPart], Field(max_length=50)] | None

    @property
    def text(self) -> str:
        """The message as one text."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content)
        return self.content or ""


class StreamOptions(BaseModel):
    """What a stream carries besides its words."""

    model_config = ConfigDict(extra="forbid")
    include_usage: bool = False
    include_obfuscation: bool = False


def _nothing(value: object) -> object:
    if value:
        raise ValueError("this is not offered here")
    return value


Unoffered = Annotated[Any, AfterValidator(_nothing)]


class CompletionBody(BaseModel):
    """POST /v1/chat/completions."""

    model_config = ConfigDict(extra="forbid")
    model: Annotated[str, Field(max_length=200)] = MODEL
    messages: Annotated[list[Message], Field(min_length=1, max_length=MESSAGES_MOST)]
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: Annotated[int, Field(ge=1, le=1)] | None = 1
    tools: Unoffered = None
    functions: Unoffered = None
    logprobs: Unoffered = None
    response_format: dict[Literal["type"], Literal["text"]] | None = None
    temperature: float | None = None
    top_p: float | None = None
    max_tokens: int | None = None
    max_completion_tokens: int | None = None
    presence_penalty: float | None = None
    frequency_penalty: float | None = None
    seed: int | None = None
    stop: str | list[str] | None = None
    user: Annotated[str, Field(max_length=200)] | None = None

    def asking(self) -> AskBody:
        """The last message as a question, with the earlier turns. Raises QuestionRefused where it asks nothing."""
        last = self.messages[-1]
        if last.role != "user":
            raise QuestionRefused("the last message must be the user's question")
        earlier = [m for m in self.messages[:-1] if m.role in ("user", "assistant")][-MAX_HISTORY:]
        history = [{"role": m.role, "content": m.text} for m in earlier]
        try:
            return AskBody.model_validate({"question": last.text, "history": history})
        except ValidationError as error:
            raise QuestionRefused(fault(error)) from error


def router(service: Service) -> APIRouter:
    """The two routes."""
    routes = APIRouter(prefix="/v1", route_class=StrictRoute, tags=["openai"])

    @routes.get("/models")
    def models() -> Response:
        """The one model."""
        return json_response({"object": "list", "data": [_model()]})

    @routes.get("/models/{name}")
    def model(name: str, request: Request) -> Response:
        """That model."""
        if name != MODEL:
            return error_response(404, request_id(request), "no_model", f"the only model here is {MODEL}")
        return json_response(_model())

    @routes.post("/chat/completions")
    def complete(body: CompletionBody, request: Request) -> Response:
        """One answer with its sources, or the reason why there is none."""
        if body.model != MODEL:
            return error_response(404, request_id(request), "no_model", f"the only model here is {MODEL}")
        asked = body.asking()
        counter, trace = service.counter(request), new_id()
        number = f"chatcmpl-{trace}"
        if not body.stream:
            reply = counter.ask(asked.question, history=asked.turns, id=number, trace=trace)
            return json_response(_completion(number, reply, trace))
        counted = bool(body.stream_options and body.stream_options.include_usage)

        def answer() -> Iterator[str]:
            pieces = counter.ask_stream(asked.question, history=asked.turns, id=number, trace=trace)
            return _chunks(number, pieces, counted, request_id(request), trace)

        return Stream(answer, service, request)

    return routes


def _model() -> Json:
    return {"id": MODEL, "object": "model", "created": 0, "owned_by": MODEL}


USAGE: Json = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
"""No tokens are counted where no language model is paid by them."""


def inert(text: str, before: str = "") -> str:
    """`text` after `before` without what Markdown makes links, pictures and tags of: chat programs fetch pictures."""
    parted = re.sub(r"\](?=[(:])", "] ", text)
    led = " " if before.endswith("]") and text[:1] in ("(", ":") else ""
    return led + re.sub(r"<(?=[\w/!?]|$)", "\N{FULLWIDTH LESS-THAN SIGN}", parted)


def write_sources(reply: Reply) -> str:
    """What stands below the words: each source with its quote, and the label of how the words were made."""
    if reply.answer is None:
        return ""
    lines = []
    for citation in reply.citations:
        place = " ".join(part for part in (citation.newspaper, citation.published or "") if part)
        title = f"《{citation.headline}》" if citation.headline else ""
        lines.append(f"[{citation.n}] {place}{title}：{citation.quote}")
    return "\n\n" + "\n".join((*lines, f"（{reply.answer.label}）"))


def _completion(number: str, reply: Reply, trace: str) -> Json:
    words = reply.answer.text if reply.answer else reply.refusal.message if reply.refusal else ""
    message = {"role": "assistant", "content": inert(words + write_sources(reply)), "refusal": None}
    return {
        "id": number,
        "object": "chat.completion",
        "created": int(time.time()),
        "model": MODEL,
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}],
        "usage": USAGE,
        "wenbao": reply_json(reply, trace),
    }


def _chunks(
    number: str, pieces: Iterator[Citation | str | Reply], counted: bool, request: str, trace: str
) -> Iterator[str]:
    """The frames of a streamed answer; what goes wrong on the way is the last one, without [DONE]."""
    created = int(time.time())

    def chunk(delta: Json, finish: str | None = None, **more: object) -> str:
        choices = [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}]
        return _frame({**_head(number, created), "choices": choices, **more})

    yield chunk({"role": "assistant", "content": ""})
    before = ""
    try:
        for piece in pieces:
            if isinstance(piece, str):
                yield chunk({"content": inert(piece, before)})
                before = piece or before
            elif isinstance(piece, Reply):
                rest = piece.refusal.message if piece.refusal else write_sources(piece)
                if rest:
                    yield chunk({"content": inert(rest, before)})
                yield chunk({}, "stop", wenbao=reply_json(piece, trace))
    except WenbaoError as error:
        yield _frame(error_json(*public(error), request_id=request))
        return
    except Exception:
        log.exception("request %s failed in its stream", request)
        yield _frame(error_json("server_error", "something went wrong here", request_id=request))
        return
    if counted:
        yield _frame({**_head(number, created), "choices": [], "usage": USAGE})
    yield "data: [DONE]\n\n"


def _head(number: str, created: int) -> Json:
    return {"id": number, "object": "chat.completion.chunk", "created": created, "model": MODEL}


def _frame(data: Json) -> str:
    """ASCII only, so that no character of any text can end a line."""
    return f"data: {json.dumps(data, ensure_ascii=True, allow_nan=False)}\n\n"
