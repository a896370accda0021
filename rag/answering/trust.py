"""Is what was found enough to answer with, or must the question be refused?"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from index.dates import DateMention, find_dates, resolve_dates
from index.fingerprints import letters
from index.glossary import Glossary
from index.numerals import read_fraction
from index.quantities import find_amounts
from index.records import Article, Days
from index.store import Store
from rag.answering.sufficiency import judge_signs, read_signs
from rag.facts.evidence import Evidence
from rag.finding.carrying import whole
from rag.finding.retrieve import Query, Ranked
from rag.questions.asked import TITLE, Need
from rag.questions.sorts_en import OFFICE_WORDS
from rag.questions.stopwords import STOP_EN
from rag.settings import AnswerSettings

HEADLINE_LEAST = 6
"""Letters of the shortest headline that a question can name by saying it."""


SAME_FIRST, DATED_SHARE = 3, 0.55
"""An English question's words are often lost in translation: a report among the first so many found without its days,
and of just these days, needs only this share of them (of 36 sample questions one was refused for it, none wrongly)."""


WHOLE, WHOLE_NEAR = 0.9, 0.5
"""Shares of a Chinese question in the article and in one of its sentences that are enough whatever else is found:
reports of what happens every year do not stand out of each other. One passage in a hundred that does not answer has so
much, one report in six."""


def names_headline(question: str, article: Article) -> bool:
    """Does the question name this article by its headline?"""
    headline = letters(article.headline)
    return len(headline) >= HEADLINE_LEAST and headline in letters(question)


def is_enough(
    found: Sequence[Evidence],
    need: Need,
    query: Query,
    ranked: Sequence[Ranked],
    settings: AnswerSettings,
    articles: int,
    first: Container[str] = (),
) -> bool:
    """Do the best article and its sentences say enough of what the question says?

    `ranked` are the articles with their shares of the best score of any day, `articles` how many the archive holds;
    `first` the keys of those that were found first without the question's days: their days bear them out.
    """
    best = found[0]
    # a by-line is asked for by the headline as often as by what the text says
    top = 1.0 if need.about_byline else max(one.said for one in found if one.article.key == best.article.key)
    if query.lang == "zh":
        if need.about_byline:
            return best.known >= settings.known_zh
        whole = best.known >= WHOLE and top >= WHOLE_NEAR
        return whole or judge_signs(read_signs(query, need, found, ranked, articles)) >= settings.enough_zh
    known, said = settings.known_en, settings.sentence_en
    if best.article.key in first:
        known, said = known * DATED_SHARE, said * DATED_SHARE
    return best.known >= known and top >= said


ALONE, APART = 0.35, 0.5
"""The share of the best score of any day from which a report may be the one meant, and the share of its own that no
other report of its days may have."""


def raise_alone(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The reports of the days asked for, the score of one that stands out among them raised to its root.

    The same drive is held every year: a report of another year that says more of it takes nothing from this one.
    """
    scores = sorted((item.score for item in ranked), reverse=True)
    if not scores or scores[0] < ALONE or any(score > APART * scores[0] for score in scores[1:]):
        return list(ranked)
    return [replace(item, score=min(1.0, item.score**0.5)) if item.score == scores[0] else item for item in ranked]


NAMING, OUTDONE = 0.8, 0.35
"""The weight, as a share of the greatest, from which a word names what is asked for; and the share of the best score
under which a report that does not name it is left for the one that does."""


def is_outdone(query: Query, best: Article, everything: Sequence[Ranked]) -> bool:
    """Is a report of the days asked for far behind another one, and lacks what only that one names?

    A report of the same feast in another community is no answer: the days alone prove nothing.
    """
    if not everything or everything[0].article.key == best.key:
        return False
    score = next((item.score for item in everything if item.article.key == best.key), 0.0)
    most = max((term.weight for term in query.terms), default=0.0)
    mine, first = whole(best), whole(everything[0].article)
    named = [term for term in query.terms if term.weight >= NAMING * most and term.means(first)]
    return score < OUTDONE * everything[0].score and any(not term.means(mine) for term in named)


ELSEWHERE = re.compile(
    r"^(?:请问)?(?![昨今前明后][天日晚年]|去年|[上本下]个?[月周年]|[当近][日年期时]|最近|[我咱他你]们?|[全那这哪各][个年天]?)"
    r"(?P<name>[\u3400-\u9fff]{2})[省市县州镇乡](?![镇村长])"
)
"""A place that a Chinese question opens with: two signs and what sort of place it is, and no 昨天县里."""

ORDINAL = re.compile(r"第(?P<number>[〇零一二三四五六七八九十百]+|\d+)(?P<of>[名位届次期批])")


def is_elsewhere(question: str, found: Iterable[Article]) -> bool:
    """Does the question open with the name of a place that no article found for it names?"""
    match = ELSEWHERE.match(question.strip())
    if match is None:
        return False
    return not any(match["name"] in f"{a.headline}\n{a.body}\n{a.newspaper}" for a in found)


def holds_ordinals(question: str, article: Article) -> bool:
    """Does the article hold every 第几名, 第几届 … that the question asks for, in whatever numerals?"""
    return _ordinals(question) <= _ordinals(f"{article.headline}\n{article.body}")


def _ordinals(text: str) -> set[tuple[object, str]]:
    return {(read_fraction(match["number"]), match["of"]) for match in ORDINAL.finditer(text)}


THING = re.compile(r"\b(?:the|an?) ([a-z]{4,})(?<!ing)(?<!ed)(?= (?:of|in|at|on|for|be|was|is|will)\b|[?,])")
SURE_WORD = 0.9
"""The chance of a translation from which an English word surely means it."""

MEASURED = frozenset({"length", "area", "volume", "mass", "money"})
"""What a question's own figure measures (the 5 km run): its report must give it too."""


def is_unprinted(question: str, glossary: Glossary, store: Store) -> bool:
    """Does an English question name a thing by a word whose sure translation the archive never prints (airport)?"""
    absent = store.information("\0")
    for word in THING.findall(question):
        if word in STOP_EN or word in OFFICE_WORDS:
            continue
        forms = glossary.translate(word)
        sure = forms and forms[0][1] >= SURE_WORD and len(forms[0][0]) > 1
        if sure and all(store.information(form) >= absent for form, _ in forms):
            return True
    return False


def holds_amounts(question: str, article: Article) -> bool:
    """Does an article give every measured amount that the question itself gives?"""
    asked = [q for q in find_amounts(TITLE.sub("", question)) if q.dimension in MEASURED]
    if not asked:
        return True
    given = {(q.dimension, q.amount) for q in find_amounts(f"{article.headline}\n{article.body}")}
    return all((q.dimension, q.amount) in given for q in asked)


BROAD, PERIOD = 28, 200
"""Days from which a stretch is broad: a report of another time may still speak of it (去年全年). Up to a half-year such
reports, of a quarter's or a month's figures, are the rule and not the exception."""


def states_days(article: Article, days: Sequence[Days], most: int = 1000) -> bool:
    """Does an article of another time say in its words that it speaks of the broad stretches asked for?

    Of those of at most `most` days. An article without a date of its own need only print the days asked for.
    """
    if not article.published:
        told = [m.resolve(date.min) for m in _find_all(article.headline, article.body) if m.kind == "absolute"]
        return any(found is not None and one.holds(found) for found in told for one in days)
    asked = [one for one in days if BROAD <= (one.last - one.first).days + 1 <= most]
    if not asked:
        return False
    mentions = _find_all(article.headline, article.body)
    resolved = resolve_dates(mentions, Days.covering(article.published).first)
    return any(told is not None and stretch.holds(told) for told in resolved for stretch in asked)


EVE, AFTER = timedelta(20), timedelta(45)
"""Days before and after a feast in which a report that names it is of it: printed pages lag by up to six weeks."""


def kept_feasts(article: Article, days: Sequence[Days]) -> tuple[Days, ...]:
    """The days asked for on which a feast falls that the article, printed about that time, names (近日……庆元宵).

    Such a report gives no date of its own; one that does says itself when it was.
    """
    asked = [one for one in days if (one.last - one.first).days + 1 < BROAD]
    if not article.published or article.event_dates or not asked:
        return ()
    printed = Days.covering(article.published)
    named = [m for m in _find_all(article.headline, article.body) if m.occasion]
    feasts = [m.in_year(year) for m in named for year in {printed.first.year, printed.last.year}]
    return tuple(
        one
        for one in asked
        if any(
            one.holds(feast) and feast.first - printed.last <= EVE and printed.first - feast.last <= AFTER
            for feast in feasts
            if feast
        )
    )


@lru_cache(maxsize=64)  # each reading of a question's days asks the same few articles: half a millisecond each
def _find_all(headline: str, body: str) -> tuple[DateMention, ...]:
    return find_dates(f"{headline}\n{body}")
