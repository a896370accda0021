"""What a verdict rests on, sentence by sentence: the one that decides, and those that give its date, name or place."""

from __future__ import annotations

from collections.abc import Iterator

from index.chunks import split_sentences
from index.records import Article, Span
from rag.checking.claim.when import find_when, same_days
from rag.checking.verdict.verdicts import Judgement
from rag.checking.wording.bonds import ABSENT, AROUND, OTHER, Comparison
from rag.checking.wording.spots import spots

MOST = 4
"""Sentences cited for one statement."""
SHORT = 12
"""Characters under which a sentence is quoted with the one before it: 周一闭馆整理 alone says nothing."""


def find_sources(judgement: Judgement) -> list[tuple[Article, Span]]:
    """The sentences that a verdict rests on, the deciding one first; none where nothing is decided."""
    best = judgement.best
    if best is None or judgement.verdict == "not_enough_info":
        return []
    report = best.report
    found: dict[tuple[str, int], tuple[Article, Span]] = {}
    article = report.article
    spans = list(split_sentences(article.body))
    for span in (report.span, *_deciding(judgement, best, spans), *_dated(best, spans)):
        found.setdefault((article.key, span.start), (article, _widened(span, spans)))
    for span in _covering(best, spans, [span for _, span in found.values()]):
        found.setdefault((article.key, span.start), (article, _widened(span, spans)))
    for other in judgement.others:
        theirs = other.report.article
        found.setdefault((theirs.key, other.report.span.start), (theirs, other.report.span))
    return list(found.values())[:MOST]


def _deciding(judgement: Judgement, best: Comparison, spans: list[Span]) -> Iterator[Span]:
    """Where the reported side of a difference stands, if not in the sentence itself."""
    body = best.report.article.body
    for difference in judgement.differences:
        if difference.kind == "date" and difference.reported not in best.report.text:
            days = [when for when, state, said in best.dates if state == OTHER]
            yield from (
                span for span in spans if days and _names_day(span.of(body), best.report.article, difference.reported)
            )
        elif difference.reported and difference.reported not in best.report.text:
            yield from (span for span in spans if difference.reported in span.of(body))


def _covering(best: Comparison, spans: list[Span], cited: list[Span]) -> Iterator[Span]:
    """The sentences of the article that say what those cited leave out of the statement, the fullest first."""
    body = best.report.article.body
    left = [f.piece for f in best.findings if f.piece.weight >= 1 and f.state in (AROUND, ABSENT)]
    left = [piece for piece in left if not any(spots(piece, span.of(body)) for span in cited)]
    while left:
        said = {span: sum(piece.weight for piece in left if spots(piece, span.of(body))) for span in spans}
        fullest = max(said, key=lambda span: said[span], default=None)
        if fullest is None or said[fullest] < 1:
            return
        yield fullest
        left = [piece for piece in left if not spots(piece, fullest.of(body))]


def _names_day(text: str, article: Article, reported: str) -> bool:
    said = find_when(text, published=article.published)
    return any(item.is_day and reported in (item.text, item.days.iso) for item in said)


def _dated(best: Comparison, spans: list[Span]) -> Iterator[Span]:
    """The first sentence that gives a date which the deciding one leaves out."""
    article = best.report.article
    for claimed, state, _ in best.dates:
        if state != AROUND:
            continue
        for span in spans:
            said = find_when(span.of(article.body), published=article.published)
            if any(same_days(claimed, item) and (item.is_day or not claimed.is_day) for item in said):
                yield span
                break


def _widened(span: Span, spans: list[Span]) -> Span:
    if span.end - span.start >= SHORT:
        return span
    before = [other for other in spans if other.end <= span.start]
    return Span(before[-1].start, span.end) if before else span
