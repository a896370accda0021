"""What the reader makes of the evidence: windows around the best sentences, read once, any span of them weighed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.records import Span
from index.words import tag_words
from rag.facts.evidence import Evidence
from rag.facts.nearness import asked_part
from rag.facts.reader import Heard, Reader
from rag.facts.reading import PASSAGE_MOST
from rag.finding.retrieve import Query
from rag.questions.asked import Need

WINDOWS = 3
"""Windows read for one question: 16 to 23 ms on one core."""
LOOKED_AT = 8
"""Sentences, best first, that windows are laid around."""
_WORD = re.compile(r"[㐀-鿿A-Za-z0-9]+")
PAIR = 24
"""Signs before a span within which the other half of its closing mark is looked for."""
_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of an article's body as read."""

    key: str
    span: Span
    heard: Heard


@dataclass(frozen=True, slots=True)
class Hearing:
    """The windows read for a question; without any, nothing is known of any span."""

    windows: tuple[Window, ...] = ()

    def odds(self, evidence: Evidence, span: Span) -> float | None:
        """The log odds that a span of a sentence answers; None where that sentence was not read."""
        home = self._home(evidence)
        if home is None:
            return None
        window, shift = home
        return window.heard.odds(Span(span.start + shift, span.end + shift))

    def spans(self, evidence: Evidence, top: int = 3) -> list[Span]:
        """The likeliest spans within a sentence, set to whole words."""
        home = self._home(evidence)
        if home is None:
            return []
        window, shift = home
        here = slice(max(0, shift), shift + len(evidence.text))
        heard = Heard(window.heard.start[here], window.heard.end[here])
        return list(dict.fromkeys(snap(evidence.text, span) for span in heard.best(top)))

    def _home(self, evidence: Evidence) -> tuple[Window, int] | None:
        for window in self.windows:
            inside = window.span.start <= evidence.span.start < window.span.end
            if window.key == evidence.article.key and inside:
                return window, evidence.span.start - window.span.start
        return None


def hear(reader: Reader | None, query: Query, need: Need, group: Sequence[Evidence]) -> Hearing:
    """Read windows around the best sentences of a group."""
    if reader is None or not group or query.lang != "zh":
        return Hearing()
    laid: list[tuple[Evidence, Span]] = []
    for evidence in group[:LOOKED_AT]:
        if any(e.article.key == evidence.article.key and s.start <= evidence.span.start < s.end for e, s in laid):
            continue
        laid.append((evidence, lay_window(evidence, group)))
        if len(laid) == WINDOWS:
            break
    weights: dict[str, float] = {}
    most = max((term.weight for term in query.terms), default=1.0) or 1.0
    for term in query.terms:
        for form, strength in term.forms:
            weights[form] = max(weights.get(form, 0.0), strength * term.weight / most)
    texts = tuple(span.of(e.article.body) for e, span in laid)
    heard = _read(reader, asked_part(query.text), need.kind, tuple(weights.items()), texts)
    return Hearing(tuple(Window(e.article.key, s, h) for (e, s), h in zip(laid, heard, strict=True)))


@lru_cache(maxsize=32)  # the same windows are asked for by what judges, what chooses and what compares
def _read(
    reader: Reader, question: str, kind: str, weights: tuple[tuple[str, float], ...], texts: tuple[str, ...]
) -> tuple[Heard, ...]:
    return tuple(reader.read(question, kind, dict(weights), texts))


def lay_window(evidence: Evidence, group: Sequence[Evidence]) -> Span:
    """A sentence with as many of its neighbours, before and behind by turns, as are read at once."""
    spans = sorted((e.span for e in group if e.article.key == evidence.article.key), key=lambda s: s.start)
    first = last = next(n for n, span in enumerate(spans) if span == evidence.span)
    before, behind = True, True
    while before or behind:
        before = before and first > 0 and spans[last].end - spans[first - 1].start <= PASSAGE_MOST
        first -= before
        behind = behind and last + 1 < len(spans) and spans[last + 1].end - spans[first].start <= PASSAGE_MOST
        last += behind
    return Span(spans[first].start, spans[last].end)


def snap(text: str, span: Span) -> Span:
    """The span with whole words and whole pairs of quotation marks and brackets."""
    start, end, at = span.start, span.end, 0
    for word, _ in tag_words(text):
        place = text.find(word, at)
        if place < 0:
            continue
        at = place + len(word)
        if not _WORD.fullmatch(word):
            continue
        if place < start < at:
            start = place
        if place < end < at:
            end = at
    return _close_pairs(text, _strip(text, Span(start, end)))


def _strip(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end - 1 and text[start] in "，。、；：！？ ”》）":
        start += 1
    while end > start + 1 and text[end - 1] in "，。、；：！？ “《（":
        end -= 1
    return Span(start, end)


def _close_pairs(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    for left, right in _PAIRS.items():
        inner = text[start:end]
        if inner.count(left) > inner.count(right) and text[end : end + 1] == right:
            end += 1
        elif inner.count(right) > inner.count(left) and start and text[start - 1] == left:
            start -= 1
        elif inner.count(left) > inner.count(right) and inner.startswith(left) and len(inner) > 1:
            start += 1  # its other half is far off
    return Span(start, end)


def open_pair(text: str, span: Span) -> Span:
    """The span from the opening half of the mark that closes it: 《爱山，爱水》 for 爱水》."""
    inner = span.of(text)
    left = next((one for one, right in _PAIRS.items() if inner.endswith(right) and one not in inner), "")
    at = text.rfind(left, max(0, span.start - PAIR), span.start) if left else -1
    return Span(at, span.end) if at >= 0 else span
