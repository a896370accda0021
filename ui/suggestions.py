"""What one could ask next: made by rule from the cited article, and shown only if the archive answers it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.errors import WenbaoError
from index.quantities import find_amounts
from index.records import Article, Days
from index.store import Filter
from rag.answers import Reply, Turn
from ui.archive import Archive

log = logging.getLogger(__name__)

SHOWN_MOST = 3
TRIED_MOST = 4
"""Each trial costs two answers: the candidate and, to know what it leans on, the question before it."""

_HELD = re.compile(r"举行|举办|召开|开展|启动|揭牌|开幕|开工")
_INVESTED = re.compile(r"(?:总投资|投资)[^。，]{0,8}\d")
_TOOK_PART = re.compile(
    r"(?:参加|参与|到场|吸引)[^，。]{0,12}?[\d一二三四五六七八九十百千万]+余?(?:人|名|位)|\d+余?(?:人|名|位)[^，。]{0,8}(?:参加|参与|到场)"
)
_LONG = re.compile(r"全长|长约|长\d")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question, in both languages of the page, and what in the question that was asked makes it idle."""

    zh: str
    en: str
    idle: str
    """A regex: a question that holds it has asked this already."""
    elsewhere: bool = False
    """May the answer come from other articles?"""

    def text(self, lang: str) -> str:
        """In the language of the answer."""
        return self.en if lang == "en" else self.zh


_PEOPLE = Suggestion("有多少人参加？", "How many people took part?", r"多少人|几人|人数|how many people|人参加")
_PLACE = Suggestion("在哪里举行？", "Where was it held?", r"哪里|哪儿|何处|地点|where")
_WHEN = Suggestion("是什么时候的事？", "When was it?", r"什么时候|何时|哪天|哪一天|几月|日期|when|what day")
_AUTHOR = Suggestion("这篇报道是谁写的？", "Who wrote this report?", r"谁写|记者|作者|who wrote|author")
_MONEY = Suggestion("总投资是多少？", "How much was invested?", r"投资|invest|多少钱")
_LENGTH = Suggestion("全长多少？", "How long is it?", r"多长|全长|how long")
_SAME_DAY = Suggestion(
    "当天还有哪些活动？", "What else happened that day?", r"还有哪些|当天还|what else", elsewhere=True
)


def suggest(archive: Archive, reply: Reply, article: Article | None) -> Iterator[str]:
    """At most SHOWN_MOST follow-ups to an answer that quotes `article`, each as soon as it is known to be answered."""
    if reply.answer is None or article is None or article.withdrawn:
        return
    shown = 0
    history = (Turn("user", reply.question.asked), Turn("assistant", reply.answer.text))
    for candidate in list(_candidates(archive, reply, article))[:TRIED_MOST]:
        text = candidate.text(reply.answer.lang)
        try:
            found = archive.quote(text, history=history, lang=reply.answer.lang)
        except WenbaoError as error:
            log.info("a suggestion was not tried: %s", error.code)
            return
        if _answers(found, reply, article, candidate):
            shown += 1
            yield text
        if shown == SHOWN_MOST:
            return


def _candidates(archive: Archive, reply: Reply, article: Article) -> Iterator[Suggestion]:
    asked = reply.question.asked.lower()
    said = "".join(citation.quote for citation in reply.citations)
    body = article.body
    counted = {amount.dimension for amount in find_amounts(body) if amount.text not in said}
    makings = (
        (_PEOPLE, bool(_TOOK_PART.search(body))),
        (_PLACE, bool(article.places) and bool(_HELD.search(body))),
        (_MONEY, bool(_INVESTED.search(body))),
        (_LENGTH, "length" in counted and bool(_LONG.search(body))),
        (_WHEN, bool(article.event_dates) and not reply.question.dates),
        (_SAME_DAY, _same_day(archive, article)),
        (_AUTHOR, any(person.name for person in article.byline)),
    )
    for candidate, made in makings:
        if made and not re.search(candidate.idle, asked):
            yield candidate


def _same_day(archive: Archive, article: Article) -> bool:
    """Does another article report of the day that this one is about?"""
    if not article.event_dates:
        return False
    days = Days.parse(article.event_dates[0])
    if days.first != days.last:
        return False
    return any(other.key != article.key for other in archive.store.published(Filter(days=(days,)))[:8])


def _answers(found: Reply, reply: Reply, article: Article, candidate: Suggestion) -> bool:
    """Is the candidate answered, from this article, and with something new?"""
    if found.answer is None or reply.answer is None:
        return False
    if found.answer.text == reply.answer.text or (found.answer.short and found.answer.short == reply.answer.short):
        return False
    return candidate.elsewhere or any(citation.key == article.key for citation in found.citations)
