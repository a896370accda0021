"""A claim against the archive: each statement judged by the sentences that speak of the same event.

Silence is never refutation: what the archive does not report is `not_enough_info`, with a note of what is lacking.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from index.agreement import compare as agree
from index.agreement import same_kind
from index.chunks import split_sentences
from index.embeddings import Embedder
from index.orders import is_order
from index.people import is_name
from index.quantities import find_amounts
from index.records import Article, Span
from index.store import Store
from index.words import fold
from rag.answering.answer import Archivist
from rag.answers import Citation, Part, Reported, Result, Verdict
from rag.checking.claim.claims import Statement, find_statements
from rag.checking.claim.parts import Piece, take_apart
from rag.checking.claim.parts_en import take_apart_en
from rag.checking.claim.persons import names_of
from rag.checking.claim.when import When, days_of, find_when, fits_article
from rag.checking.contrasts.findings import compare
from rag.checking.settings.dating import compare_dates
from rag.checking.verdict.asking import confirm
from rag.checking.verdict.remarks import say_reason, say_verdict
from rag.checking.verdict.sources import find_sources
from rag.checking.verdict.verdicts import Judgement, judge
from rag.checking.wording.bonds import OTHER, Comparison, Report
from rag.checking.wording.bonds import Statement as Compared
from rag.checking.wording.spots import spots
from rag.finding.results import list_results
from rag.finding.retrieve import Query, Ranked, retrieve
from rag.finding.search import Search, search
from rag.questions.asked import detect_language
from rag.questions.terms import Term

ARTICLES = 8
"""Articles whose sentences are read for a statement."""
SENTENCES = 14
"""Sentences that are laid against a statement, the nearest first."""

SAME_EVENT = 0.65
"""Share of what the nearest article knows of a sentence, from which a report of the sentence's days tells its event."""


def check_claim(archivist: Archivist, wanted: Search, lang: str | None = None) -> Verdict:
    """Judge every statement of a text; the verdict over all of them is the contract's."""
    started = time.perf_counter()
    said = lang or detect_language(wanted.words)
    desk = Desk(archivist, wanted)
    parts = tuple(_part(desk, statement, said) for statement in find_statements(wanted.words))
    results = desk.results() or search(archivist, wanted).results
    took = round((time.perf_counter() - started) * 1000, 2)
    return Verdict(wanted.id, wanted.words, overall([part.verdict for part in parts]), parts, results, {"total": took})


class Desk:
    """What one check has found so far: each sentence is searched once, each quote numbered once."""

    asks = True
    """May the whole archive be asked?"""

    def __init__(self, archivist: Archivist, wanted: Search) -> None:
        self.archivist, self.wanted = archivist, wanted
        self._found: dict[str, tuple[Query, list[Ranked]]] = {}
        self._citations: list[Citation] = []
        self.stories: dict[str, str] = {}
        """The article that decided the last part of a sentence: what a part without a name speaks of too."""

    def find(self, sentence: str) -> tuple[Query, list[Ranked]]:
        """The query and the articles for a sentence, those of its days among them."""
        if sentence not in self._found:
            query = self.archivist.query(sentence)
            self._found[sentence] = query, _articles(self.archivist, query, self.wanted)
        return self._found[sentence]

    def cite(self, article: Article, span: Span) -> Citation:
        """A quote of an article's body; one that is cited already keeps its number."""
        for known in self._citations:
            if (known.key, known.start, known.end) == (article.key, span.start, span.end):
                return known
        number = len(self._citations) + 1
        self._citations.append(Citation.of(number, article, "body", span.of(article.body), span.start))
        return self._citations[-1]

    def results(self) -> tuple[Result, ...]:
        """The nearest articles of all sentences, the first sentence's first."""
        if not self._found:
            return ()
        query = next(iter(self._found.values()))[0]
        ranked = {item.article.key: item for _, found in reversed(self._found.values()) for item in found}
        ordered = [item for _, found in self._found.values() for item in found if ranked.pop(item.article.key, None)]
        return tuple(list_results(query, ordered, self.wanted.top))


def overall(verdicts: Sequence[str]) -> str:
    """Refuted if a part is, supported only if every checkable part is."""
    checkable = [verdict for verdict in verdicts if verdict != "not_checkable"]
    if "refuted" in checkable:
        return "refuted"
    return "supported" if checkable and set(checkable) == {"supported"} else "not_enough_info"


def _part(desk: Desk, statement: Statement, lang: str) -> Part:
    if statement.reason:
        return Part(statement.text, statement.span, "not_checkable", say_reason(statement.reason, lang))
    judgement = judge_statement(desk, statement)
    mine = [desk.cite(article, span) for article, span in find_sources(judgement)]
    reported: list[Reported] = []
    elsewhere: list[Citation] = []
    for value, comparison in judgement.values if mine else ():
        report = comparison.report
        citation = desk.cite(report.article, report.span)
        if citation not in mine:
            same = any(f.state == OTHER for f in comparison.findings) == (judgement.verdict == "refuted")
            (mine if same else elsewhere).append(citation)
        superseded = report.article.corrected_by is not None
        reported.append(Reported(value, report.article.published, citation.n, superseded))
    supported = judgement.verdict == "supported"
    return Part(
        statement.text,
        statement.span,
        judgement.verdict,
        say_verdict(judgement, lang),
        difference=judgement.differences[0] if judgement.differences else None,
        supporting=tuple(mine if supported else elsewhere),
        against=tuple(elsewhere if supported else mine),
        reported=tuple(reported),
    )


def judge_statement(desk: Desk, statement: Statement) -> Judgement:
    """One statement against the sentences of the articles that speak of its event."""
    laid = lay(desk, statement)
    judgement = judge(*laid)
    if desk.asks:
        judgement = confirm(desk.archivist, desk.wanted, laid, judgement)
    if judgement.best is not None and judgement.verdict != "not_enough_info":
        desk.stories[statement.sentence] = judgement.best.report.article.key
    return judgement


def lay(desk: Desk, statement: Statement) -> tuple[Compared, list[Comparison], list[str]]:
    """A statement laid against the sentences of the articles that speak of its event; and those articles' texts."""
    lang = detect_language(statement.sentence)
    archivist, now = desk.archivist, desk.wanted.now
    query, ranked = desk.find(statement.sentence)
    mine = query if statement.sentence == statement.text else archivist.query(statement.text)
    claimed = find_when(statement.text, now)
    context = find_when(statement.sentence, now)
    rough = take_apart(statement.text) if lang == "zh" else take_apart_en(statement.text, mine.terms)
    reports = _reports(archivist.embedder, query, mine, ranked, context, rough)
    reports = [replace(report, page=_mates(archivist.store, report.article)) for report in reports]
    if statement.sentence != statement.text and not claimed and not any(p.kind in _NAMING for p in rough):
        told = desk.stories.get(statement.sentence, "")
        reports = [report for report in reports if report.article.key == told] or reports
    reports = _of_its_days(reports, context, bool(claimed))
    if lang == "zh":
        pieces = take_apart(statement.text, _known(statement.text, reports, rough))
    else:
        pieces = tuple(_plain_first(piece, reports) for piece in rough)
    said = Compared(statement.text, lang, pieces)
    comparisons = [
        compare(said, compare_dates(claimed, report.text, report.around, report.article), report) for report in reports
    ]
    return said, comparisons, [item.article.body for item in ranked]


def _mates(store: Store, article: Article) -> tuple[str, ...]:
    """The other articles of a printed page."""
    if not article.page:
        return ()
    return tuple(f"{one.headline}\n{one.body}" for one in store.beside(article.key) if one.key != article.key)


_NAMING = ("name", "body", "title")


def _of_its_days(reports: list[Report], days: Sequence[When], dated: bool) -> list[Report]:
    """Without the reports of another time, where one of the sentence's own days speaks as much of the event.

    What happens every year is reported in the same words. A statement that is not `dated` itself has the days of its
    sentence: no report of another time bears it out or gainsays it.
    """
    if not any(day.is_day and not day.weekday for day in days):
        return reports
    fitting = [report for report in reports if fits_article(days, report.article)]
    if not dated:
        return fitting
    most = max((report.known for report in reports), default=0.0)
    # the claimed day may be what is wrong: only an article of that very day speaks against the others
    sure = [report for report in fitting if days_of(report.article)]
    return fitting if any(report.known >= SAME_EVENT * most for report in sure) else reports


def _known(text: str, reports: Sequence[Report], rough: Sequence[Piece]) -> tuple[tuple[str, str], ...]:
    """The names in a statement that the reports know, unless they are part of a longer one."""
    longer = [piece.text for piece in rough if piece.kind == "body"]
    found = {
        (piece.kind, piece.text)
        for report in reports
        for piece in take_apart(report.text)
        if piece.kind in ("name", "body")
        and piece.text in text
        and not any(piece.text in name and piece.text != name for name in longer)
    }
    names = {name for report in reports for name in names_of(report.text) if len(name) > 2 and name not in text}
    whole = "\n".join(report.text for report in reports)
    found |= {("name", said) for name in names for said in _nearly(name, text) if said not in whole}
    return tuple(sorted(found))


def _nearly(name: str, text: str) -> list[str]:
    """What stands in a text that is a name but for one of its signs: 周岚岚 where a report has 冯岚岚."""
    windows = [text[at : at + len(name)] for at in range(len(text) - len(name) + 1)]
    return [window for window in windows if sum(map(str.__ne__, window, name)) == 1 and is_name(window)]


def _plain_first(piece: Piece, reports: Sequence[Report]) -> Piece:
    """A capital at the head of a sentence makes no name of a word that sounds like nothing in the reports."""
    doubtful = piece.sound and piece.kind == "name" and not piece.span.start and " " not in piece.text
    if doubtful and not any(spots(piece, report.whole) for report in reports):
        return replace(piece, kind="word", sound="", weight=0.3)
    return piece


def _articles(archivist: Archivist, query: Query, wanted: Search) -> list[Ranked]:
    days = find_when(query.text, wanted.now)
    query = replace(query, reranker=None)  # a claim has many statements, each searched twice
    ranked = retrieve(archivist.store, query, wanted.only, archivist.settings)
    sure = [item for item in days if not item.weekday]
    if sure:
        dated = retrieve(
            archivist.store, query, replace(wanted.only, days=tuple(d.days for d in sure)), archivist.settings
        )
        known = {item.article.key for item in ranked[:ARTICLES]}
        ranked = [*ranked[:ARTICLES], *(item for item in dated[:3] if item.article.key not in known)]
    return ranked[: ARTICLES + 3]


def _reports(
    embedder: Embedder,
    query: Query,
    mine: Query,
    ranked: Sequence[Ranked],
    days: Sequence[When],
    pieces: Sequence[Piece],
) -> list[Report]:
    """The sentences that say most of the statement."""
    found: list[tuple[float, Report]] = []
    amounts = [piece.figure for piece in pieces if piece.figure is not None]
    for item in ranked:
        article, body = item.article, item.article.body
        spans = [span for span in split_sentences(body) if not is_order(span.of(body))]
        head = "\n".join(part for part in (article.kicker, article.headline, article.subheadline) if part)
        folded = [fold(head), *(fold(span.of(body)) for span in spans)]
        whole = _share(query.terms, [[term.stands(text) for term in query.terms] for text in folded])
        stands = [[term.stands(text) for term in mine.terms] for text in folded]
        fits = fits_article(days, article)
        for n, span in enumerate(spans):
            text = span.of(body)
            # the lead says for the whole article who, when and where
            near = [m for m in sorted({0, n - 3, n - 2, n - 1, n + 1} - {n}) if 0 <= m < len(spans)]
            said = _share(mine.terms, [stands[n + 1]])
            beside = _share(mine.terms, [stands[0], *(stands[m + 1] for m in near)])
            score = said + 0.4 * beside + 0.3 * whole + 0.2 * fits
            if amounts:
                theirs = [amount for amount in find_amounts(text) if not amount.indefinite]
                score += 0.2 * any(same_kind(one, other) for one in amounts for other in theirs)
                score += 0.2 * any(agree(one, other).agrees for one in amounts for other in theirs)
            if days and any(when.is_day for when in find_when(text, published=article.published)):
                score += 0.15
            around = "\n".join([head, *(spans[m].of(body) for m in near)])
            found.append((score, Report(article, span, text, around, body, whole)))
    found.sort(key=lambda pair: (-pair[0], pair[1].article.key, pair[1].span.start))
    reports = [report for _, report in found[:SENTENCES]]
    if not reports:
        return []
    like = embedder.embed_passages([report.text for report in reports]) @ mine.vector
    return [replace(report, likeness=float(cosine)) for report, cosine in zip(reports, like, strict=True)]


def _share(terms: Sequence[Term], stands: Sequence[Sequence[float]]) -> float:
    """The share of the terms' information that stands in any of some texts; `stands` has a row for each text."""
    total = sum(term.weight * term.most for term in terms)
    held = sum(term.weight * max(row[n] for row in stands) for n, term in enumerate(terms))
    return held / total if total else 0.0
