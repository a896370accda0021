"""The language model's endpoint, kept within a day's budget and left alone for a while when it keeps failing (E4, F19).

Whatever it is refused for, the answer stays the extract, with a note; nothing of this reaches a visitor as an error.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.errors import ModelSpent, ModelUnavailable
from rag.model import ChatModel, open_chat_model
from ui.public.rules import LimitRules

if TYPE_CHECKING:
    from ui.settings import Settings

log = logging.getLogger(__name__)

FAILURES = 5
"""Failures in a row after which the endpoint is left alone."""
REST = 30.0
"""Seconds until one question tries it again."""


def count_tokens(text: str) -> int:
    """About how many tokens a text has, rather more than less: one a Chinese character, one for three other signs."""
    wide = sum(ord(c) > 0x2E7F for c in text)
    return wide + (len(text) - wide + 2) // 3


def remote_host(url: str | None) -> str:
    """The host to which questions go if the model is not on this machine or its network; "" otherwise (row P4)."""
    host = (urlsplit(url or "").hostname or "").lower()
    try:
        near = ip_address(host).is_private
    except ValueError:
        near = host in ("", "localhost") or host.endswith((".localhost", ".local", ".internal"))
    return "" if near else host


class CarefulModel:
    """A ChatModel within bounds. Days are UTC; `tick` is a monotonic clock in seconds."""

    def __init__(
        self,
        model: ChatModel,
        rules: LimitRules,
        *,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
        tick: Callable[[], float] = time.monotonic,
    ) -> None:
        self._model, self._rules, self._today, self._tick = model, rules, today, tick
        self._lock = threading.Lock()
        self._day, self._calls, self._tokens = today(), 0, 0
        self._failures, self._until = 0, 0.0

    @property
    def name(self) -> str:
        """See ChatModel."""
        return self._model.name

    def complete(self, prompt: str) -> str:
        """See ChatModel. Raises ModelSpent where the day's budget is used up."""
        self._take(prompt)
        try:
            said = self._model.complete(prompt)
        except ModelUnavailable as error:
            with self._lock:
                self._failures += 1
                if self._failures >= FAILURES:
                    self._until = self._tick() + REST
            log.warning("model_unavailable: %s", error.message)
            raise
        with self._lock:
            self._failures = 0
            self._tokens += count_tokens(said)
        return said

    def _take(self, prompt: str) -> None:
        """Book one call, or refuse it."""
        with self._lock:
            if self._day != (day := self._today()):
                self._day, self._calls, self._tokens = day, 0, 0
            if self._failures >= FAILURES:
                if self._tick() < self._until:
                    raise ModelUnavailable(f"the chat model {self.name!r} failed {self._failures} times and rests")
                self._until = self._tick() + REST  # this one tries; the others wait for what it finds
            size = count_tokens(prompt)
            calls, tokens = self._rules.model_calls_day, self._rules.model_tokens_day
            if (calls and self._calls >= calls) or (tokens and self._tokens + size > tokens):
                raise ModelSpent(f"the day's budget of the chat model is spent ({self._calls} calls)")
            self._calls += 1
            self._tokens += size


def chat_model_of(settings: Settings) -> ChatModel | None:
    """The chat model that is configured, within its bounds; None where none is."""
    if not settings.chat_url or not settings.chat_model:
        return None
    key = settings.chat_key.get_secret_value() if settings.chat_key else None
    model = open_chat_model(settings.chat_model, settings.chat_url, key=key, timeout=settings.chat_timeout)
    return CarefulModel(model, settings.limits)
