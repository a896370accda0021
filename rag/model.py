"""The ChatModel seam and its LangChain form: any OpenAI-compatible endpoint, heard within bounds of time and length."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Protocol

from index.errors import ModelUnavailable
from index.words import mend_halves

log = logging.getLogger(__name__)

TOKENS_MOST = 400
"""Tokens of the longest model answer: three sentences with room to spare."""
ANSWER_MOST = 4_000
"""Characters after which an endpoint that does not keep to that is hung up on."""
PAUSE = (0.1, 0.4)
"""Seconds between the first and the only other attempt, by chance, so that many askers do not come back at once."""
AGAIN = frozenset({408, 409, 429, 500, 502, 503, 504})
"""HTTP answers after which another attempt may help."""
WAIT_MOST = 1.0
"""Seconds of Retry-After that are waited for; after more the extract is the better answer."""

leaving: ContextVar[Callable[[], bool]] = ContextVar("leaving", default=lambda: False)
"""Has the asker gone? Then the endpoint is hung up on: nobody reads what it still says."""


class ChatModel(Protocol):
    """What a language model is asked for: one text for one prompt."""

    @property
    def name(self) -> str:
        """The model's name, for records."""
        ...

    def complete(self, prompt: str) -> str:
        """The model's whole answer. Raises ModelUnavailable when none came or it was cut short."""
        ...


class LangChainModel:
    """A chat model behind LangChain's `init_chat_model`."""

    def __init__(self, name: str, url: str, key: str | None, timeout: float) -> None:
        from langchain.chat_models import init_chat_model

        self.name = name
        self._url, self._timeout = url, timeout
        self._chat = init_chat_model(
            name,
            model_provider="openai",
            base_url=url,
            api_key=key or "none",  # local servers want no key, the client insists on one
            timeout=timeout,  # of each read; the whole has a deadline of its own
            max_retries=0,
            max_tokens=TOKENS_MOST,
            temperature=0,
        )

    def complete(self, prompt: str) -> str:
        """See ChatModel. A stream that ends without a finish reason was cut and counts as no answer."""
        deadline = time.monotonic() + self._timeout
        try:
            return self._hear(prompt, deadline)
        except ModelUnavailable:
            raise
        except Exception as error:  # the client raises a zoo of its own, httpx's and JSON errors
            if not _may_help(error) or leaving.get()():
                raise self._failed(error) from error
        time.sleep(random.uniform(*PAUSE))
        try:
            return self._hear(prompt, deadline)
        except ModelUnavailable:
            raise
        except Exception as error:
            raise self._failed(error) from error

    def _hear(self, prompt: str, deadline: float) -> str:
        pieces: list[str] = []
        finished, size = None, 0
        stream = self._chat.stream([("user", prompt)])
        try:
            for piece in stream:
                if isinstance(piece.content, str):
                    pieces.append(piece.content)
                    size += len(piece.content)
                finished = piece.response_metadata.get("finish_reason") or finished
                if size > ANSWER_MOST or time.monotonic() > deadline or leaving.get()():
                    finished = None
                    break
        finally:
            close: Callable[[], Any] = getattr(stream, "close", lambda: None)
            close()  # hangs up
        text = mend_halves("".join(pieces)).strip().lstrip("\ufeff")
        if not text or finished != "stop" or "\ufffd" in text:  # half characters are no whole answer either
            raise ModelUnavailable(f"the chat model {self.name!r} at {self._url} gave no whole answer ({finished})")
        return text

    def _failed(self, error: Exception) -> ModelUnavailable:
        status = getattr(error, "status_code", None)
        if status in (401, 403):  # only the keeper can mend that, and nobody else is told
            log.error("the chat model %r at %s refused the key (%s)", self.name, self._url, status)
        return ModelUnavailable(f"the chat model {self.name!r} at {self._url} failed ({type(error).__name__})")


def _may_help(error: Exception) -> bool:
    """May the same succeed at once?"""
    status = getattr(error, "status_code", None)
    if status is None:
        return "timeout" not in type(error).__name__.lower()  # a connection; after a timeout no time is left
    if status not in AGAIN:
        return False
    headers = getattr(getattr(error, "response", None), "headers", {})
    wait = str(headers.get("retry-after", "0"))
    return wait.replace(".", "", 1).isdigit() and float(wait) <= WAIT_MOST


def open_chat_model(name: str, url: str, *, key: str | None, timeout: float) -> ChatModel:
    """A chat model at an OpenAI-compatible endpoint. Nothing is sent yet."""
    return LangChainModel(name, url, key, timeout)
