"""What happened on a day, what is new: the reports of those days, each with the sentence that tells of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.chunks import split_sentences
from index.dates import find_dates, resolve_dates
from index.records import Article, Days, Span
from index.store import MONTHS_MOST, Filter, Store
from rag.answering.compose import Draft, count_letters
from rag.answers import Question
from rag.english.english import quote_inline
from rag.finding.carrying import whole
from rag.finding.retrieve import Query, Ranked
from rag.questions.asked_dates import read_years
from rag.questions.asked_reports import asks_reports
from rag.questions.terms import share, without_dates

_WHAT = r"(?:些?什么|哪些|啥|哪几[件个])(?:重要的?|重大|新|好)?"
_ASKS = re.compile(
    rf"(?:都|一共|当[天日]|那[天时])?(?:发生|出)(?:了|过)?{_WHAT}(?:大?事情?|新闻|活动)?|"
    rf"(?:都|当[天日]|那天)?(?:有|举[办行]|开展|报道|登)(?:了|过)?{_WHAT}(?:活动|新闻|报道|大?事情?|消息|新鲜事)|(?:新闻|大事|活动)有哪些|"
    r"的?是?哪[些几一两二三四五]?[篇条则]?(?:报道|文章|新闻|消息)(?:[写讲说]|报道)?的?(?:都|就)?是?"
)
_ASKS_EN = re.compile(
    r"\bwhat (?:happened|took place|went on|was (?:reported|in the (?:news|paper)))\b|"
    r"\b(?:what|which) (?:events?|activities) (?:took place|were (?:held|there)|happened)\b|"
    r"\bwhat(?:'s| is| was) (?:the (?:latest )?news|new)\b|\bany (?:recent |latest )?news\b",
    re.I,
)
_LATELY = re.compile(
    r"最近|近期|近来|最新|这几天|这阵子|\b(?:lately|recent(?:ly)?|latest|newest|these days|new)\b", re.I
)
_FRAME = re.compile(
    r"^[写讲说]|请问|你?知道|告诉我|在?(?:报纸|报上|档案|本地|当地|我们这[里儿]?|这里)(?:上|里|中)?|"
    r"最近|近期|近来|最新的?|这几天|这阵子|当[天日]|那天|发生|举[行办]|活动|[的在吗呢啊了，。？?！ ]|"
    r"\b(?:on|in|the|during|between|that|day|of|at|please|tell|me|is|are|there)\b|"
    r"\b(?:lately|recent(?:ly)?|latest|these days)\b|"
    r"[.,'’]",
    re.I,
)
MOST = 12
"""Reports that are listed; more stand in the results below."""
ABOUT = 0.85
"""Share of the words for what happened where (县城, 广场) that a report must hold."""
LETTERS = 70
"""Of the sentence that stands beside a headline; its card shows the whole."""


LOOKED = 100
"""Reports of the days asked for that are all read; of more only what the search puts first, for each costs a read."""

Search = Callable[[Filter], Sequence[Ranked]]


def list_happenings(store: Store, query: Query, question: Question, only: Filter, search: Search) -> Draft | None:
    """The reports of the days asked for; None where that is not asked, or nothing is reported of them.

    Without a day it is what is newest, where the question says so: what was printed in the archive's last month, or on
    its last day where a month holds more than is read.
    """
    text = question.standalone
    asks = (_ASKS if query.lang == "zh" else _ASKS_EN).search(text)
    if asks is None:
        return None
    rest = text[: asks.start()] + text[asks.end() :]
    for asked in question.dates:
        rest = rest.replace(asked.text, "")
    topic = _FRAME.sub("", without_dates(rest))
    if topic and asks_reports(text):
        return None
    held = store.holdings
    if question.dates:
        readings = read_years(question.dates)
    elif _LATELY.search(text) and held.last:
        month = (Days.covering(held.last[:7]),)
        few = store.count(replace(only, days=month)).articles <= LOOKED
        readings = [month if few else (Days.covering(held.last),)]
    else:
        return None
    draft = Draft()
    for days in readings:
        on = replace(only, days=days)
        few = store.count(on).articles <= LOOKED
        found = store.published(on) if few else [item.article for item in search(on)]
        about = [one for one in found if not topic or share(query.terms, whole(one)) >= ABOUT]
        if about:
            draft.days += days
        told = [(article, *_find_part(article, days)) for article in reversed(about)]
        for article, span, focus in sorted(told, key=lambda one: one[2] is None)[:MOST]:
            _add(draft, query, article, span, focus)
    return draft if draft.texts else None


def _find_part(article: Article, days: Sequence[Days]) -> tuple[Span, Span | None]:
    """The sentence that tells most closely of one of the days, and where its words for it begin; else the first."""
    spans = list(split_sentences(article.body)) or [Span(0, len(article.body))]
    if not article.published:
        return spans[0], None
    mentions = find_dates(article.body)
    told = zip(mentions, resolve_dates(mentions, Days.covering(article.published).first), strict=True)
    near = [
        ((found.last - found.first).days, mention.span)
        for mention, found in told
        if found is not None and _opens_or_ends(found, days)
    ]
    if not near:
        return spans[0], None
    _, words = min(near, key=lambda one: (one[0], one[1].start))
    home = next((span for span in spans if span.start <= words.start < span.end), spans[0])
    return home, Span(words.start - home.start, words.end - home.start)


def _opens_or_ends(told: Days, days: Sequence[Days]) -> bool:
    """Does a stretch begin or end within one of the days asked for? A long one is news of its ends alone."""
    short = (told.last - told.first).days <= MONTHS_MOST
    return short and any(one.first <= edge <= one.last for one in days for edge in (told.first, told.last))


def _cut(sentence: str, focus: Span | None) -> str:
    """The sentence from the clause of its day on, in whole clauses as far as they fit."""
    clauses = re.findall(r"[^，；：,;]*[，；：,;]*", sentence)[:-1] or [sentence]
    at, part = 0, ""
    for clause in clauses:
        at += len(clause)
        if focus and at <= focus.start:
            continue
        if part and count_letters(part + clause) > LETTERS:
            break
        part += clause
    return part.strip().rstrip("，；：、")


def _add(draft: Draft, query: Query, article: Article, span: Span, focus: Span | None) -> None:
    sentence = span.of(article.body)
    part = _cut(sentence, focus)
    title = f"[{draft.quote(article, 'headline', article.headline, 0)}]" if article.headline else ""
    number = draft.quote(article, "body", sentence, span.start)
    head = f"《{article.headline}》" if article.headline else ""
    if query.lang == "zh":
        draft.texts.append(f"{head}{'：' if head else ''}{part}{title}[{number}]")
    else:
        draft.texts.append(f"{head}{': ' if head else ''}{quote_inline(part)} {title}[{number}]")
