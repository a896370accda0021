"""The operator's block-list: words that are not asked or answered here, articles that are not shown.

Kept in the state store and read again every few seconds, so that a new line works without a restart. What hides words
(invisible signs, width, radicals, script, blanks and punctuation between characters, character references, Greek and
Cyrillic letters that look Latin, the words spelt backwards) is folded away on both sides first: rows A7 to A9 and L5
of the reliability list.
"""

from __future__ import annotations

import html
import logging
import re
import threading
import time
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select

from index.clean import drop_hidden
from index.errors import StateUnavailable
from index.records import Article
from index.words import fold
from rag.answers import Citation, Found, Part, Proof, Refusal, Reply, Result, Verdict
from ui.state.store import State
from ui.state.tables import Block

log = logging.getLogger(__name__)

LOOK = 5.0
"""Seconds between two looks at the table."""

_ALIKE = str.maketrans(
    "○零" + "аеорсухіјѕԁһԛԝɡмткнвзьпг" + "αορνικτυχγηωϲѵ",
    "〇〇" + "aeopcyxijsdhqwgmtkhb3bnr" + "aopviktuxynwcv",
)
"""Printed for one another: zeros, and the small Cyrillic and Greek letters that look Latin (after the table of
confusable characters of Unicode Technical Standard 39); a pattern in those scripts is folded likewise."""
_SPELT = re.compile(r"(?<![^ ])(?:[a-z0-9] ){2,}[a-z0-9](?![^ ])")  # "b o m b": letters that stand alone
_BACKWARDS = 3  # letters; 海上 is no 上海, but few honest words are three letters of another one backwards
_SAID = {
    "zh": "本站不提供对这个问题的回答。",
    "en": "This service gives no answer to this question.",
}


def bare(text: str) -> str:
    """Letters and digits alone, folded, a blank where anything else stood."""
    text = html.unescape(text) if "&" in text else text
    folded = drop_hidden(unicodedata.normalize("NFD", fold(drop_hidden(text)))).replace("\u3164", "")
    folded = "".join(c for c in folded.translate(_ALIKE) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", folded).strip()


def _lies(word: str, text: str) -> bool:
    """Is `word` in `text`, forwards or, if it is long enough to be meant, backwards?"""
    return word in text or (len(word.strip()) >= _BACKWARDS and word[::-1] in text)


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns of one kind: those in Latin letters are whole words, others may stand anywhere."""

    latin: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @classmethod
    def of(cls, patterns: Iterable[str]) -> Words:
        """Ready to be looked for; a pattern without a letter or digit stops nothing."""
        plain = [found for found in map(bare, patterns) if found]
        latin = tuple(f" {each} " for each in plain if each.isascii())
        return cls(latin, tuple(each.replace(" ", "") for each in plain if not each.isascii()))

    def stand_in(self, text: str) -> bool:
        """Does one of them stand in `text`?"""
        if not self.latin and not self.others:
            return False
        plain = bare(text)
        padded, close = f" {plain} ", plain.replace(" ", "")
        spelt = " ".join(run.replace(" ", "") for run in _SPELT.findall(plain))
        return (
            any(_lies(each, padded) for each in self.latin)
            or any(_lies(each, close) for each in self.others)
            or any(_lies(each.replace(" ", ""), spelt) for each in self.latin if len(each.strip()) >= _BACKWARDS)
        )


@dataclass(frozen=True, slots=True)
class Blocks:
    """The list at one moment."""

    questions: Words = Words()
    answers: Words = Words()
    articles: frozenset[str] = frozenset()

    def stop_question(self, *texts: str) -> bool:
        """May this not be asked?"""
        return any(self.questions.stand_in(text) for text in texts)

    def stop_reply(self, reply: Reply) -> bool:
        """May this not be answered, for its words, its quotes or an article that it rests on?"""
        if self.stop_question(reply.question.standalone):
            return True
        said = reply.answer is not None and self.answers.stand_in(reply.answer.text)
        return said or self._cites(reply.citations)

    def stop_article(self, article: Article) -> bool:
        """May this article not be shown?"""
        texts = (article.headline, article.subheadline, article.kicker, article.body)
        return article.key in self.articles or any(self.answers.stand_in(text) for text in texts)

    def _cites(self, citations: Iterable[Citation]) -> bool:
        return any(
            each.key in self.articles or self.answers.stand_in(each.quote) or self.answers.stand_in(each.headline)
            for each in citations
        )

    def _hides(self, result: Result) -> bool:
        return result.key in self.articles or self.answers.stand_in(f"{result.headline} {result.snippet}")

    def screen_results(self, results: tuple[Result, ...]) -> tuple[Result, ...]:
        """Without the articles that are not shown and those whose lines hold what is not said."""
        if not self.articles and self.answers == Words():
            return results
        return tuple(
            replace(result, duplicates=tuple(key for key in result.duplicates if key not in self.articles))
            for result in results
            if not self._hides(result)
        )

    def screen_reply(self, reply: Reply) -> Reply:
        """The reply as it may be shown."""
        if self.stop_reply(reply):
            return refuse(reply)
        refusal = reply.refusal and replace(reply.refusal, nearest=self.screen_results(reply.refusal.nearest))
        return replace(reply, refusal=refusal, results=self.screen_results(reply.results))

    def screen_found(self, found: Found) -> Found:
        """Search results as they may be shown."""
        return replace(found, results=self.screen_results(found.results))

    def screen_verdict(self, verdict: Verdict) -> Verdict:
        """A verdict without what rests on articles that are not shown."""
        parts = tuple(self._screen_part(part) for part in verdict.parts)
        if parts == verdict.parts:
            return replace(verdict, results=self.screen_results(verdict.results))
        judged = {part.verdict for part in parts} - {"not_checkable"}
        whole = "refuted" if "refuted" in judged else "supported" if judged == {"supported"} else "not_enough_info"
        return replace(verdict, verdict=whole, parts=parts, results=self.screen_results(verdict.results))

    def _screen_part(self, part: Part) -> Part:
        if not self._cites((*part.supporting, *part.against)):
            return part
        return replace(
            part, verdict="not_enough_info", note="", difference=None, supporting=(), against=(), reported=()
        )


def refuse(reply: Reply) -> Reply:
    """The refusal that takes the place of `reply`: nothing of what it said or found stays."""
    refusal = Refusal("blocked", _SAID["en" if reply.question.lang == "en" else "zh"])
    return replace(reply, answer=None, refusal=refusal, citations=(), proof=Proof(), results=(), note=None)


class BlockList:
    """The list in force. `tick` is a monotonic clock in seconds."""

    def __init__(self, state: State, tick: Callable[[], float] = time.monotonic) -> None:
        self._state, self._tick = state, tick
        self._lock = threading.Lock()
        self._blocks = Blocks()
        self._looked: float | None = None

    def current(self) -> Blocks:
        """What is blocked now, at most LOOK seconds old; where the store fails, what was read last."""
        now, looked = self._tick(), self._looked
        if looked is None or now - looked >= LOOK:
            with self._lock:
                if self._looked is None or now - self._looked >= LOOK:
                    self._look()
                    self._looked = now
        return self._blocks

    def look_again(self) -> None:
        """Read the table before the next use: for whoever has just changed it."""
        with self._lock:
            self._looked = None

    def _look(self) -> None:
        try:
            with self._state.begin() as reading:
                rows = [(row.kind, row.pattern) for row in reading.scalars(select(Block))]
        except StateUnavailable as error:
            log.error("the block-list cannot be read, the last one stays: %s", error.message)
            return
        by_kind = {kind: [text for each, text in rows if each == kind] for kind in ("question", "answer", "article")}
        self._blocks = Blocks(Words.of(by_kind["question"]), Words.of(by_kind["answer"]), frozenset(by_kind["article"]))
