"""Days and hours for English questions: the date asked for, the end of a period, the time of day, a regular day."""

from __future__ import annotations

import re

from index.dates import find_dates
from index.records import Span
from rag.english.english import SINCE, UNTIL, YEAR
from rag.english.rows import Found
from rag.facts.days import complete_date
from rag.facts.evidence import Evidence
from rag.facts.facts import Fact
from rag.facts.sorts import nearness
from rag.finding.retrieve import Query
from rag.questions.asked import Need

_ENDS = re.compile(r"截止|截至|止|之前|以前|前(?!往)|逾期")
_BORN = re.compile(r"^.{0,6}(?:出生|生于|入伍)")
_ASKS_BORN = re.compile(r"\b(?:born|birth|enlist\w*)\b", re.I)
_LABEL = re.compile(r"(?:时间|日期|期限|截止|有效期)(?:为|是|至|：|:)?\s?$")
LABELLED = 0.5
"""What it adds to a day to stand behind the label of a notice: 报名时间：…"""
_ASKS_REGULAR = re.compile(
    r"\b(?:day|days|date|time) (?:of|in) (?:the|each|every) (?:week|month|year)\b|"
    r"\bwhen (?:each|every) (?:week|month|year)\b",
    re.I,
)
_REGULAR = re.compile(
    r"每(?:个?(?:星期|礼拜)|周|个?月|年)(?:的?第[一二三四五]个?|的)?(?:周|星期|礼拜)?[一二三四五六日天末\d至、]{1,6}(?:[日号])?"
)
"""A day that comes again, where such a one is asked for: 每月第二个周三."""
_ASKS_HOUR = re.compile(
    r"\b(?:what|which) (?:time|hours?)\b(?! of (?:the )?year)(?!.*\b(?:runner|finish|win|won|clock))"
    r"|\b(?:opening|visiting|business) (?:hours|times)\b|\bhow (?:late|early)\b",
    re.I,
)
_OF_DAY = "凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|晚间|夜间|晚"
_SPELT = "[零一二两三四五六七八九十]"
_HOUR = (
    rf"(?:(?:次日|当日)?(?:{_OF_DAY})?\d{{1,2}}(?:[:：]\d{{2}}|[时点](?!间|候)(?:\d{{1,2}}分|半|整)?)"
    rf"|(?:{_OF_DAY}){_SPELT}{{1,2}}[点时](?:半|{_SPELT}{{1,3}}分)?|零[点时](?:半|{_SPELT}{{1,3}}分)?"
    rf"|{_SPELT}{{1,2}}点(?:半|{_SPELT}{{1,3}}分))"
)
_HOURS = re.compile(rf"{_HOUR}(?:\s?(?:至|到|—+|－|-|~|～)\s?{_HOUR})?")
"""The time of day that is asked for with what time, and how a report prints it: 17时30分至21时30分."""
_FIRST = re.compile(r"\bfirst (?!of|day|place|prize)\w+|\bfor the first time\b", re.I)
_AGAIN = re.compile(r"又一[次回]|再[次度]|第(?:[二三四五六七八九十百]|\d\d|[2-9])[\d十百]*次")
_FOR_FIRST, FOR_FIRST = re.compile(r"(?:第一|首|头一|初)[次回趟]|最早|最初|首[批场届]"), 1.0
"""What is done for the first time, and what it adds to a day that its sentence says so."""
_EXACT = re.compile(r"\b(?:what|which) (?:day|date)\b", re.I)
_DAY = re.compile(r"\d+[日号]|初[一二三四五六七八九十]|[一二三四五六七八九十]+日")


_BARE_YEAR = re.compile(r"(?:19|20)\d\d年?")


def find_day(query: Query, need: Need, evidence: Evidence) -> Found | None:
    """The date nearest to the question's terms; the end of a period for Until when; a year's own date for which year.

    The date that the question says itself is the answer only where its year is asked. Weekdays and 明年 come last.
    """
    sentence = evidence.text
    whole = sum(term.weight for term in query.terms) or 1.0
    if _ASKS_HOUR.search(query.text):
        hours = ((match, nearness(query, sentence, Span(*match.span()))) for match in _HOURS.finditer(sentence))
        hour, near = max(hours, key=lambda one: one[1], default=(None, 0.0))
        return (Fact(Span(*hour.span()), hour.group(), evidence.score), 1.0 + near / whole) if hour else None
    if _FIRST.search(query.text) and _AGAIN.search(sentence):
        return None
    asked = {(m.first.month, m.first.day) for m in find_dates(query.text) if m.kind in ("absolute", "yearless")}
    exact = bool(_EXACT.search(query.text))
    best: Found | None = None
    regular = _REGULAR.search(sentence) if _ASKS_REGULAR.search(query.text) else None
    if regular:
        return Fact(Span(*regular.span()), regular.group(), evidence.score), 1.0 + nearness(
            query, sentence, Span(*regular.span())
        ) / whole
    for mention in find_dates(sentence):
        given = _BARE_YEAR.fullmatch(mention.text) and mention.text[:4] in query.text and not YEAR.search(query.text)
        if mention.kind == "vague" or given:
            continue
        fit = min(1.0, nearness(query, sentence, mention.span) / whole)
        plain = mention.kind in ("absolute", "yearless")
        fit += (0.5 if _DAY.search(mention.text) else 0.3 - 0.6 * exact) if plain else -0.3
        same = plain and mention.first.month is not None and (mention.first.month, mention.first.day) in asked
        fit += 0.5 if same and YEAR.search(query.text) else -1.0 if same else 0.0
        fit += _weigh_beside(query.text, sentence, mention.span)
        if best is None or fit > best[1]:
            yearless = mention.kind == "yearless"
            value = complete_date(mention.text, mention.in_year, evidence.article) if yearless else mention.text
            best = Fact(mention.span, value, evidence.score), fit
    return best


def _weigh_beside(question: str, sentence: str, day: Span) -> float:
    """What the words beside a day say for it: where a period ends or begins, a label, a birth, for the first time."""
    behind, fit = sentence[day.end : day.end + 12], 0.0
    if UNTIL.search(question):
        fit += 1.0 if re.search("[至到—-]", day.of(sentence)) else 0.4 if _ENDS.search(behind[:4]) else 0.0
    if SINCE.search(question) and re.match(r"起|开始|以来|至", behind):
        fit += 0.5
    fit += LABELLED * bool(_LABEL.search(sentence[: day.start]))
    if _BORN.search(behind) and not _ASKS_BORN.search(question):
        fit -= 1.0
    return fit + FOR_FIRST * bool(_FIRST.search(question) and _FOR_FIRST.search(sentence))
