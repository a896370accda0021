"""Questions that pick one of several reports: the first or last of its kind, or the one that states a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.chunks import split_sentences
from index.dates import find_dates, resolve_dates
from index.records import Article, Days, Span
from index.words import fold
from rag.answering.compose import Draft, window
from rag.answering.deciding import choose
from rag.english.choosing import find_focus
from rag.english.wording import write_days
from rag.facts.evidence import Evidence
from rag.finding.carrying import whole
from rag.finding.retrieve import Query, Ranked
from rag.questions.asked import Need, find_measure
from rag.questions.terms import share

_WHICH = r"哪[一]?[次场届天年篇回]"
_WHEN = r"(?:什么时候|何时|哪[一]?[天年])"
_EARLY, _LATE = r"(?:最早|最先|第一次|头一次)", r"(?:最近|最新|最后|最晚)"
RULES = {
    ("zh", by): re.compile(
        rf"{trigger}[^，；。？]{{0,8}}?{_WHICH}|{_WHICH}[^，；。？]{{0,6}}?{trigger}|{trigger}(?:的)?一次[^，；。？]{{0,16}}?{_WHEN}"
    )
    for by, trigger in (("first", _EARLY), ("last", _LATE))
} | {
    ("en", by): re.compile(rf"\bwhich (?:was|is) the {trigger}\b(?: reported)?|\bwhen was the {trigger}\b", re.I)
    for by, trigger in (("first", "(?:first|earliest|oldest)"), ("last", "(?:latest|most recent|newest)"))
}
STATES = re.compile(
    r"哪[一]?[次场届个篇回](?:的?报道)?(?:写明|写出|写到|写了|公布|说明|提到|提供|给出|披露)了?(?P<what>[^？?。]+)"
)
STATES_EN = re.compile(
    r"\bwhich of the (?:reported )?(?P<kind>[a-z -]{3,40}?) "
    r"(?:states?|gives?|mentions?|reports?|says?|names?|includes?)\b(?P<what>[^?]+)",
    re.I,
)
CLUTTER = re.compile(rf"报纸上?|报道过?的?|见报|分别|一次|{_EARLY}|{_LATE}|{_WHICH}|{_WHEN}|是|[，。？?]")

LEAST = 0.8
"""Share of the kind's words that an article must hold to be one of it."""


@dataclass(frozen=True, slots=True)
class Pick:
    """`by` is `first`, `last` or `states`; `kind` says in words what is picked from, `what` the figure stated."""

    by: str
    kind: str
    what: str = ""
    noun: str = ""


def read_pick(question: str, lang: str) -> Pick | None:
    """What a question picks, None where it picks nothing."""
    states = (STATES_EN if lang == "en" else STATES).search(question)
    if states and find_measure(states["what"] + ("" if lang == "en" else "多少")):
        if lang == "en":
            return Pick("states", states["kind"], states["what"], states["kind"].split()[-1].removesuffix("s"))
        return Pick("states", CLUTTER.sub("", question[: states.start()]), states["what"])
    for by in ("first", "last"):
        if found := RULES[lang, by].search(question):
            rest = question[: found.start()] + question[found.end() :]
            kind = rest.strip(" ?") if lang == "en" else CLUTTER.sub("", question).strip("的")
            return Pick(by, kind) if len(kind) >= 2 else None
    return None


def find_stated_need(pick: Pick, lang: str) -> Need:
    """The figure that the picked report must state."""
    return Need("number", measure=find_measure(pick.what + ("" if lang == "en" else "多少")))


def compose_pick(pick: Pick, kind: Query, ranked: Sequence[Ranked]) -> Draft | None:
    """The first or the last report of a kind, quoted where it gives its day; None where there are not two.

    `kind` is the query of what is picked from.
    """
    fitting = [item.article for item in ranked if share(kind.terms, whole(item.article)) >= LEAST]
    dated = [(day, article) for article in fitting if article.corrects is None and (day := _day(article))]
    if len(dated) < 2:
        return None
    day, article = sorted(dated, key=lambda pair: (pair[0].first, pair[1].key))[0 if pick.by == "first" else -1]
    return _write(kind, article, day, None, pick)


def compose_stated(pick: Pick, need: Need, query: Query, evidence: Sequence[Evidence]) -> Draft | None:
    """The report that states the figure, its day first; None where none does."""
    one, fact = choose(query, need, evidence)
    day = _day(one.article)
    if fact is None or day is None:
        return None
    return _write(query, one.article, day, Stated(one, fact.span), pick)


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence with the place of its figure."""

    evidence: Evidence
    focus: Span


def _day(article: Article) -> Days | None:
    return next((Days.parse(iso) for iso in article.event_dates), None)


def _write(query: Query, article: Article, day: Days, stated: Stated | None, pick: Pick) -> Draft:
    """The day of a report with the sentence that gives it, then the sentence that states the figure."""
    draft = Draft()
    quotes: list[str] = []
    dated = _dated_sentence(article, day)
    spans = [(span, find_focus(query, span.of(article.body))) for span in [dated] if span]
    if stated and (dated is None or stated.evidence.span != dated):
        spans.append((stated.evidence.span, stated.focus))
    for span, focus in spans:
        number = draft.quote(article, "body", span.of(article.body), span.start)
        text = span.of(article.body)
        quotes.append(f"{window(text, focus, 90 // len(spans)).of(text).strip().rstrip('，；：、。')}[{number}]")
    marks = "".join(f"[{citation.n}]" for citation in draft.citations)
    written = write_days(day, query.lang) if dated else ""
    if query.lang == "zh":
        lead = {"first": "最早的是", "last": "最近的是", "states": "写明的是"}[pick.by]
        draft.texts += [*quotes, *([f"{lead}{written}的这一次{marks}"] if written else [])]
        draft.shorts += [written] if written else []
        return draft
    short = f"the {written} {pick.noun}".rstrip() if pick.noun else written
    said = "; ".join("“{}” [{}".format(*quote.rsplit("[", 1)) for quote in quotes)
    draft.texts.append(f"{short} {marks}: {said}")
    draft.shorts.append(short)
    return draft


def _dated_sentence(article: Article, day: Days) -> Span | None:
    """The first sentence that gives the day."""
    if not article.published:
        return None
    written = Days.covering(article.published).first
    for span in split_sentences(article.body):
        text = span.of(article.body)
        if fold(text) and day in [days for days in resolve_dates(find_dates(text), written) if days]:
            return span
    return None
