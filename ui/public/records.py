"""Answer records: how each answer came about, for a request to trace it, and never what was asked (row L6).

Written by one thread a moment later, so that no answer waits for a disk; when the store fails, answers go on and the
loss is counted.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from datetime import datetime
from functools import cache
from hashlib import sha256

from index.errors import StateUnavailable
from prompts.templates import load_template
from rag.answers import Reply
from ui.public.askers import Asker
from ui.state.store import State
from ui.state.tables import AnswerRecord, new_id

log = logging.getLogger(__name__)

BLOCKED = "blocked"
"""The mode of the record of what was stopped."""

_WAITING_MOST = 10_000
_PAUSE = 0.5  # seconds between two writes: one transaction for all that came meanwhile


@cache
def prompt_hash(lang: str) -> str:
    """SHA-256 of the prompt's template for answers in `lang`, in hexadecimal: which wording the model was given."""
    return sha256(load_template(f"answer_{lang}").template.encode()).hexdigest()


def record_of(reply: Reply, trace: str, asker: Asker, model: str | None, at: datetime) -> AnswerRecord:
    """The record of `reply` under the id `trace`; `model` is the configured one."""
    answer = reply.answer
    by_model = answer is not None and answer.mode == "model"
    return AnswerRecord(
        id=trace,
        at=at,
        mode=answer.mode if answer else _refused(reply),
        model=model if by_model else None,
        prompt=prompt_hash("en" if answer.lang == "en" else "zh") if answer and by_model else None,
        label=answer.label if answer else "",
        archive_version=int(reply.index_version) if reply.index_version.isdecimal() else 0,
        site=asker.site,
        visitor=asker.visitor,
    )


def _refused(reply: Reply) -> str:
    return BLOCKED if reply.refusal and reply.refusal.kind == BLOCKED else "refusal"


def stop_of(asker: Asker, version: str, at: datetime) -> AnswerRecord:
    """The record of a search, a check or an article that was stopped; not of what was asked."""
    number = int(version) if version.isdecimal() else 0
    return AnswerRecord(
        id=new_id(), at=at, mode=BLOCKED, label="", archive_version=number, site=asker.site, visitor=asker.visitor
    )


class Recorder:
    """Takes records from all threads; `lost` is told how many could not be kept."""

    def __init__(self, state: State, lost: Callable[[int], None]) -> None:
        self._state, self._lost = state, lost
        self._queue: queue.Queue[AnswerRecord] = queue.Queue(_WAITING_MOST)
        self._starting = threading.Lock()
        self._writing = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def keep(self, record: AnswerRecord) -> None:
        """Keep it soon."""
        try:
            self._queue.put_nowait(record)
        except queue.Full:
            self._lost(1)
            return
        if self._thread is None:
            with self._starting:
                if self._thread is None:
                    self._thread = threading.Thread(target=self._run, name="answer-records", daemon=True)
                    self._thread.start()

    def flush(self) -> None:
        """Write what waits, now."""
        with self._writing:
            batch = []
            while not self._queue.empty():
                batch.append(self._queue.get_nowait())
            if not batch:
                return
            try:
                with self._state.begin() as writing:
                    writing.add_all(batch)
            except StateUnavailable as error:
                self._lost(len(batch))
                log.error("%d answer records could not be kept: %s", len(batch), error.message)

    def close(self) -> None:
        """Write what waits and stop."""
        self._stop.set()
        self.flush()

    def _run(self) -> None:
        while not self._stop.wait(_PAUSE):
            self.flush()
