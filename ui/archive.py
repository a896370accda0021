"""The assembled archive: the one place that picks classes and joins them, and the Python face `wenbao.Archive`."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from index.clean import drop_hidden
from index.errors import QuestionRefused
from index.folder import IndexFolder
from index.milvus.address import is_address
from index.part import Part
from index.records import Article, Days
from index.store import Filter, Store
from index.words import mend_halves
from rag.answering.answer import Archivist, Ask
from rag.answers import Citation, Coverage, Found, Reply, Turn, Verdict
from rag.checking.verdict.check import check_claim
from rag.checking.verdict.vouching import doubt_yes, vouch_for
from rag.finding.search import Search, search
from rag.finding.threads import follow_story
from rag.settings import QUESTION_MOST
from ui.public.endpoint import chat_model_of
from ui.remote_watch import RemoteWatch
from ui.settings import Settings, data_folder, load_settings
from ui.watch import Following, Lookout, Watch, embedder_for

__all__ = ["Archive", "check_question", "default_index", "embedder_for"]

if TYPE_CHECKING:
    from rag.model import ChatModel
    from rag.runnable import ArchiveRetriever, ArchiveRunnable


AT_WORK = 4
"""Questions worked on at a time; the others wait their turn. Forty at once take turns at the interpreter's lock
instead: 100 clients then got 6.3 answers a second, not 10.2, and a health check waited 384 ms, not 85 (p95)."""

_turn = threading.BoundedSemaphore(AT_WORK)


def default_index() -> Path:
    """The user's own index when none is named."""
    return data_folder()


class Archive:
    """An opened archive, which follows its index: a new version is opened and takes the old one's place.

    Each call answers from one version to its end. Safe to share by threads.
    """

    def __init__(
        self,
        archivist: Archivist,
        settings: Settings,
        chat: ChatModel | None = None,
        watch: Lookout | None = None,
        collections: tuple[str, ...] | None = None,
    ) -> None:
        self._fixed, self._settings, self._chat, self._watch = archivist, settings, chat, watch
        self._collections = collections
        self._part: tuple[Archivist, Archivist] | None = None
        self._parts: dict[tuple[str, ...], Archive] = {}

    @property
    def _archivist(self) -> Archivist:
        """What answers from the version that is current now."""
        whole = self._watch.current() if self._watch else self._fixed
        if self._collections is None:
            return whole
        known = self._part  # one tuple, so that threads need no lock
        if known is None or known[0] is not whole:
            known = self._part = (whole, replace(whole, store=Part(whole.store, self._collections)))
        return known[1]

    def within(self, collections: Sequence[str]) -> Archive:
        """The same archive for somebody who may see these collections alone: nothing else shows, not even in counts."""
        wanted = tuple(sorted({*collections}))
        if wanted not in self._parts:  # kept, because a part counts what it holds once
            self._parts[wanted] = Archive(self._fixed, self._settings, self._chat, self._watch, wanted)
        return self._parts[wanted]

    @classmethod
    def open(
        cls, folder: str | Path | None = None, *, settings: Settings | None = None, fresh: bool = False
    ) -> Archive:
        """Open the archive in `folder`, or at an address on Milvus (default: the setting `store`, the user's own).

        `fresh`: a folder without an index is an archive without articles, until one is built there.

        Raises:
            InputError: the address is none, or its extra is not installed.
            IndexMissing, IndexDamaged, IndexForeign, IndexNewer: nothing that can be searched is there.
            IndexUnavailable: Milvus does not answer.
            ModelUnavailable: the configured embedding model cannot be loaded.
        """
        settings = settings or load_settings()
        named = str(folder or settings.store)
        watch: Lookout
        if is_address(named):
            watch = RemoteWatch(named, settings)
        else:
            watch = Watch(IndexFolder(Path(folder).expanduser() if folder else default_index()), settings, fresh=fresh)
        return cls(watch.current(), settings, chat_model_of(settings), watch)

    def today(self) -> date:
        """Today where the newspaper is."""
        return datetime.now(ZoneInfo(self._settings.timezone)).date()

    def _ask(
        self,
        question: str,
        history: Sequence[Turn],
        now: date | None,
        lang: str | None,
        collection: str | None,
        newspaper: str | None,
        id: str | None,
    ) -> Ask:
        return Ask(
            question=check_question(question),
            now=now or self.today(),
            history=tuple(history),
            lang=lang,
            collection=collection or "",
            newspaper=newspaper or "",
            id=id or uuid.uuid4().hex,
        )

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        now: date | None = None,
        lang: str | None = None,
        collection: str | None = None,
        newspaper: str | None = None,
        id: str | None = None,
    ) -> Reply:
        """Answer one question or refuse it with a reason. Raises QuestionRefused."""
        ask = self._ask(question, history, now, lang, collection, newspaper, id)
        archivist = self._archivist
        with _turn:  # not while a model is waited for
            reply = doubt_yes(archivist.answer(ask), archivist, ask.now)
        if self._chat is not None and reply.answer is not None:
            from rag.fluent import rewrite

            reply = rewrite(reply, self._chat, vouch_for(archivist, ask.now))
        return reply

    def quote(self, question: str, *, history: Sequence[Turn] = (), lang: str | None = None, **only: str) -> Reply:
        """Like `ask`, but always in the paper's own words, whatever language model is configured."""
        asked = self._ask(question, history, None, lang, only.get("collection"), only.get("newspaper"), None)
        with _turn:
            return self._archivist.answer(asked)

    def story(self, key: str) -> tuple[Article, ...]:
        """The reports on the matter of an article, by date, itself among them; none if there is no such article."""
        article = self.article(key)
        return () if article is None or article.withdrawn else follow_story(self._archivist, article)

    @property
    def place(self) -> IndexFolder | None:
        """The folder that this archive follows, None for one that was joined from parts."""
        return self._watch.place if self._watch else None

    def catch_up(self) -> None:
        """Answer from the newest version from now on, without waiting for the next look."""
        if self._watch:
            self._watch.catch_up()

    @property
    def store(self) -> Store:
        """The version that is current now, to leaf through."""
        return self._archivist.store

    def ask_stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        now: date | None = None,
        lang: str | None = None,
        collection: str | None = None,
        newspaper: str | None = None,
        id: str | None = None,
    ) -> Iterator[Citation | str | Reply]:
        """The same in pieces: the citations, then pieces of the text, and last the whole Reply.

        A piece is sent only when it is proved; text that a later check would take back is never shown.
        """
        reply = self.ask(
            question, history=history, now=now, lang=lang, collection=collection, newspaper=newspaper, id=id
        )
        yield from reply.citations
        if reply.answer:
            text = reply.answer.text
            for start in range(0, len(text), 24):  # characters: a line's worth, so that the page moves as one reads
                yield text[start : start + 24]
        yield reply

    def search(
        self,
        words: str,
        *,
        top: int = 10,
        sort: str = "relevance",
        since: date | None = None,
        until: date | None = None,
        collection: str | None = None,
        newspaper: str | None = None,
        now: date | None = None,
        id: str | None = None,
    ) -> Found:
        """Plain ranked results. Raises QuestionRefused."""
        days = (Days(since or date.min, until or date.max),) if since or until else ()
        only = Filter(days=days, newspaper=newspaper or "", collection=collection or "")
        wanted = Search(check_question(words), only, now or self.today(), top, sort, id or uuid.uuid4().hex)
        with _turn:
            return search(self._archivist, wanted)

    def check(
        self,
        claim: str,
        *,
        lang: str | None = None,
        collection: str | None = None,
        newspaper: str | None = None,
        now: date | None = None,
        id: str | None = None,
    ) -> Verdict:
        """The archive's nearest reports for each statement of a claim. Raises QuestionRefused."""
        only = Filter(newspaper=newspaper or "", collection=collection or "")
        wanted = Search(check_question(claim), only, now or self.today(), id=id or uuid.uuid4().hex)
        archivist = self._archivist
        with _turn:
            verdict = check_claim(archivist, wanted, lang)
        if self._chat is not None:
            from rag.explaining import explain

            verdict = explain(verdict, self._chat, vouch_for(archivist, wanted.now), lang)
        return verdict

    def article(self, key: str) -> Article | None:
        """The article with this key, None if there is none; of a withdrawn one only that it is withdrawn."""
        return self._archivist.store.article(key)

    def articles(self) -> Iterator[Article]:
        """All articles, in the order in which they were taken."""
        return self._archivist.store.articles()

    def coverage(self) -> Coverage:
        """What the archive holds."""
        store = self._archivist.store
        held = store.holdings
        return Coverage(
            articles=held.articles,
            newspapers=held.newspapers,
            collections=held.collections,
            months=held.months,
            first=held.first,
            last=held.last,
            version=store.version,
            days=held.days,
        )

    def retriever(self, *, top: int = 10) -> ArchiveRetriever:
        """A LangChain retriever over this archive: documents are chunks' articles, best first."""
        from rag.runnable import ArchiveRetriever

        whole = Following(self._watch) if self._watch and self._collections is None else self._archivist
        return ArchiveRetriever(archivist=whole, top=top)

    def runnable(self) -> ArchiveRunnable:
        """A LangChain Runnable: a question (or a dict with question, history, now, lang) in, a Reply out."""
        from rag.runnable import ArchiveRunnable

        return ArchiveRunnable(ask=self.ask)


def check_question(text: str) -> str:
    """The question as it is asked, or QuestionRefused: empty, or longer than any question is."""
    if len(text) > QUESTION_MOST:
        raise QuestionRefused(f"the question has {len(text)} characters; at most {QUESTION_MOST} are read: shorten it")
    if not any(c.isalnum() for c in text):
        raise QuestionRefused("the question is empty: ask something, for example 3月5日的活动有多少人参加？")
    return drop_hidden(mend_halves(text)).strip()  # signs that nobody sees hide words from the search
