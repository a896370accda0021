"""Where every question arrives, by whatever door: counted, held against the block-list, answered, recorded.

`Reception.at(asker)` gives the archive as this asker may use it, with the archive's own methods; the API, the stream,
OpenAI's shapes, MCP, the page and the widget all ask through it and through nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import TypedDict, Unpack

from index.errors import Blocked
from index.records import Article
from rag.answers import Citation, Coverage, Found, Proof, Question, Refusal, Reply, Turn, Verdict
from ui.archive import Archive
from ui.imprint import PageRules, readable
from ui.opening import Opening
from ui.public.askers import Asker
from ui.public.blocking import BlockList, Blocks, refuse
from ui.public.limits import SEARCH_COST, Limits
from ui.public.metrics import Metrics
from ui.public.records import Recorder, record_of, stop_of
from ui.state.tables import new_id


class Asking(TypedDict, total=False):
    """How a question is asked: see Archive.ask."""

    now: date | None
    lang: str | None
    collection: str | None
    newspaper: str | None


class Checking(Asking, total=False):
    """How a claim is checked: see Archive.check."""

    id: str | None


class Searching(TypedDict, total=False):
    """How articles are searched: see Archive.search."""

    top: int
    sort: str
    since: date | None
    until: date | None
    collection: str | None
    newspaper: str | None
    now: date | None
    id: str | None


_NOT_HERE = "this is not available on this service"


@dataclass(frozen=True, slots=True)
class Reception:
    """What every question passes."""

    opening: Opening
    limits: Limits
    blocks: BlockList
    recorder: Recorder
    metrics: Metrics
    clock: Callable[[], datetime]
    page: PageRules = field(default_factory=PageRules)
    """How much of an article is given away."""
    model: str | None = None
    """The chat model that is configured, for the records."""

    def at(
        self, asker: Asker, *, collections: tuple[str, ...] | None = None, site_minute: int | None = None
    ) -> Counter:
        """The archive as `asker` may use it.

        `collections` are those of the asker's site, None for all; `site_minute` is its own limit of questions a minute.
        """
        return Counter(self, asker, collections, site_minute)


@dataclass(frozen=True, slots=True)
class Counter:
    """One asker's side of the archive: the same methods, and TooMany or Blocked where it may not be."""

    reception: Reception
    asker: Asker
    collections: tuple[str, ...] | None = None
    site_minute: int | None = None

    @property
    def _archive(self) -> Archive:
        archive = self.reception.opening.get()
        return archive if self.collections is None else archive.within(self.collections)

    def _take(self, cost: float = 1.0) -> None:
        self.reception.limits.take(self.asker, cost, site_minute=self.site_minute)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        id: str | None = None,
        trace: str | None = None,
        **how: Unpack[Asking],
    ) -> Reply:
        """See Archive.ask. `trace` is the id under which the answer is recorded, by default a new one."""
        self._take()
        trace = trace or new_id()
        id = id or trace
        blocks = self.reception.blocks.current()
        if blocks.stop_question(question):
            reply = self._stopped(question, id, how.get("lang"))
        else:
            reply = blocks.screen_reply(self._archive.ask(question, history=history, id=id, **how))
        self._note(reply, trace)
        return reply

    def ask_stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        id: str | None = None,
        trace: str | None = None,
        **how: Unpack[Asking],
    ) -> Iterator[Citation | str | Reply]:
        """See Archive.ask_stream. What can be refused is refused here, before the first piece is asked for."""
        self._take()
        trace = trace or new_id()
        id = id or trace
        if self.reception.blocks.current().stop_question(question):
            reply = self._stopped(question, id, how.get("lang"))
            self._note(reply, trace)
            return iter((reply,))
        pieces = iter(self._archive.ask_stream(question, history=history, id=id, **how))
        first = next(pieces, None)
        return self._screened(pieces if first is None else chain((first,), pieces), trace)

    def _screened(self, pieces: Iterator[Citation | str | Reply], trace: str) -> Iterator[Citation | str | Reply]:
        blocks = self.reception.blocks.current()
        whole: Iterable[Citation | str | Reply] = pieces
        if blocks != Blocks():  # then nothing is shown before the whole reply is known to hold none of it
            whole = list(pieces)
            stopped = [piece for piece in whole if isinstance(piece, Reply) and blocks.stop_reply(piece)]
            whole = stopped or whole
        for piece in whole:
            if isinstance(piece, Reply):
                shown = blocks.screen_reply(piece)
                self._note(shown, trace)
                yield shown
            else:
                yield piece

    def search(self, words: str, **how: Unpack[Searching]) -> Found:
        """See Archive.search. Raises Blocked too."""
        self._take(SEARCH_COST)
        blocks = self.reception.blocks.current()
        if blocks.stop_question(words):
            raise self._refusal()
        return blocks.screen_found(self._archive.search(words, **how))

    def check(self, claim: str, **how: Unpack[Checking]) -> Verdict:
        """See Archive.check. Raises Blocked too."""
        self._take()
        blocks = self.reception.blocks.current()
        if blocks.stop_question(claim):
            raise self._refusal()
        verdict = blocks.screen_verdict(self._archive.check(claim, **how))
        self.reception.metrics.verdicts.labels(verdict.verdict).inc()
        return verdict

    def article(self, key: str) -> Article | None:
        """See Archive.article. Raises Blocked for an article that is not shown."""
        self._take(SEARCH_COST)
        blocks = self.reception.blocks.current()
        found = self._archive.article(key)
        if key in blocks.articles or (found is not None and blocks.stop_article(found)):
            raise self._refusal()
        return found and readable(found, self.reception.page)

    def coverage(self) -> Coverage:
        """See Archive.coverage."""
        return self._archive.coverage()

    def today(self) -> date:
        """See Archive.today."""
        return self._archive.today()

    def _refusal(self) -> Blocked:
        reception = self.reception
        reception.metrics.refusals.labels("blocked").inc()
        reception.recorder.keep(stop_of(self.asker, reception.metrics.last_version, reception.clock()))
        return Blocked(_NOT_HERE)

    def _stopped(self, question: str, id: str, lang: str | None) -> Reply:
        """The refusal of a question that was not even asked."""
        spoken = lang or ("zh" if any("\u3400" <= c <= "\u9fff" for c in question) else "en")
        coverage = self._archive.coverage()
        asked = Question(question, question, spoken)
        empty = Refusal("blocked", _NOT_HERE)
        return refuse(Reply(id, asked, None, empty, (), Proof(), (), coverage.version, coverage.articles))

    def _note(self, reply: Reply, trace: str) -> None:
        reception = self.reception
        reception.metrics.last_version = reply.index_version
        if reply.refusal:
            reception.metrics.refusals.labels(reply.refusal.kind).inc()
        elif reply.answer:
            reception.metrics.answers.labels(reply.answer.mode).inc()
        reception.recorder.keep(record_of(reply, trace, self.asker, reception.model, reception.clock()))
