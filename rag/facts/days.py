"""Days that may answer: single ones, ranges with times of day, deadlines; years completed from the report's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from index.dates import DateMention, find_dates, find_edge, resolve_dates
from index.records import Article, Days, Span
from rag.facts.clocks import find_clocks
from rag.facts.evidence import Fact

_CLOCK = (
    r"(?:凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|晚间|夜间|晚)?\d{1,2}(?:[:：]\d{2}|[时点](?:\d{1,2}分|半|整)?)"
)
_THEN = re.compile(
    rf"\s?(?:[（(][^（）()]{{1,6}}[)）])?(?P<clock>{_CLOCK}(?:\s?(?:至|到|—+|－|-|~|～)\s?(?:次日|当日)?{_CLOCK})?)"
)
_LINK = re.compile(r"\s?(?:至|到|—+|－|-|~|～)\s?")
_RANGE_CLOCK = re.compile(rf"{_CLOCK}(?:\s?(?:至|到|—+|－|-|~|～)\s?(?:次日|当日)?{_CLOCK})?")
_ASKS_END = re.compile(r"截[止至]|到(?:什么时候|何时|哪天|几[月日号])|最[晚迟]|期限|之前|为止|结束")
_ASKS_START = re.compile(r"从(?:什么时候|何时|哪天|几)|何时起|开始|什么时候起|哪天起")
_ASKS_BOTH = re.compile(r"从.{1,6}到.{1,6}|起止|期间|哪段时间|时间是")
_ASKS_CLOCK = re.compile(r"几[点时]|什么时间")
_ASKS_HOUR = re.compile(r"^(?!.*(?:哪一?天|几[月日号])).*几点")
"""Asks at what hour, and not on which day."""
NO_HOUR = 1.0
"""How much worse a day without an hour suits then."""
_ASKS_DAY = re.compile(r"哪一?天|几月几|几[日号]")
_LABEL = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,8})(?:时间|日期|期限)(?:为|是)?[：:]?$")
"""申报时间：, before the days of it."""
_BORN = re.compile(r"[^，。；（）()]{0,4}(?:出生|生于)")
_ASKS_YEAR = re.compile(r"哪[一]?年|何年|几几年|什么年份")


_WEEK = r"(?:周|星期|礼拜)"
_WEEKDAYS = rf"{_WEEK}[一二三四五六日天末](?:(?:[、和及或至到]|—+|-){_WEEK}?[一二三四五六日天末])*"
_TURN = rf"(?:的?(?:第[一二三四五\d]+个?|最后一?个)){_WEEKDAYS}"
_DAYS = r"\d{1,2}[日号](?:[、和及至到]\d{1,2}[日号])*"
_RECURS = re.compile(
    rf"(?:每个?月(?:{_TURN}|{_DAYS})|每个?{_WEEKDAYS}|每年(?:的?\d{{1,2}}月(?:{_DAYS})?)|每[天日晚逢])"
    rf"(?:{_CLOCK}|[上中下]午|晚上|早上)?(?:{_LINK.pattern}(?:次日|当日)?{_CLOCK})?"
)
"""每月第二个周日上午: no day, but every one of them."""
_ASKS_EVERY, _ASKS_WEEKDAY = (
    re.compile(r"每个?(?:月|周|星期|礼拜|年|季度|天|日)"),
    re.compile(r"(?:周|星期|礼拜)(?:几|哪)"),
)
_EVERY = {True: 2.0, False: 0.5}
"""How well days that come again suit where the question asks for each (每个月哪天), and where it does not."""


def find_recurring(question: str, sentence: str) -> list[Fact]:
    """The days that come again (每周六、周日上午), and weekdays as printed where the question asks which (星期几)."""
    found = [
        Fact(Span(*m.span()), m.group(), _EVERY[bool(_ASKS_EVERY.search(question))])
        for m in _RECURS.finditer(sentence)
        if len(m.group()) > 2
    ]
    if _ASKS_WEEKDAY.search(question):  # no day of the calendar is asked for
        taken = [fact.span for fact in found]
        found += [
            Fact(Span(*m.span()), m.group(), 1.0)
            for m in re.finditer(_WEEKDAYS, sentence)
            if not any(t.start <= m.start() < t.end for t in taken)
        ]
    return found


def find_days(question: str, sentence: str, article: Article) -> list[Fact]:
    """The days of a Chinese sentence, as they are to be said: `value` has the year that the report gives them."""
    mentions = [m for m in find_dates(sentence) if m.kind != "vague" or m.unit == "linked"]
    anchor = _anchor(article)
    days = resolve_dates(mentions, anchor) if anchor else [None] * len(mentions)
    clocks_asked = bool(_ASKS_CLOCK.search(question))
    found = find_recurring(question, sentence)
    recurring = [fact.span for fact in found]
    for n, mention in enumerate(mentions):
        if any(one.start <= mention.span.start < one.end for one in recurring):
            continue
        end = _with_clock(sentence, mention.span.end)
        span = Span(mention.span.start, end)
        value = say_day(mention, days[n], article) + sentence[mention.span.end : end]
        link = _LINK.match(sentence, end)
        if link and n + 1 < len(mentions) and mentions[n + 1].span.start == link.end():
            last = _with_clock(sentence, mentions[n + 1].span.end)
            whole = Span(span.start, last)
            found.append(Fact(whole, value + sentence[end:last], _edge_fit(question, "both")))
            found.append(Fact(span, value, _edge_fit(question, "from")))
            continue
        if n and any(f.span.start <= span.start < f.span.end for f in found):
            edge = "until"
        else:
            edge = find_edge(sentence, mention) or ("both" if mention.last else "")
        fit = _edge_fit(question, edge)
        if _ASKS_YEAR.search(question):
            year = _year(mention, days[n])
            value, fit = (f"{year}年", fit + 0.2) if year else (value, fit - 0.4)
        fit -= 0.25 if mention.kind == "relative" and not mention.has_day and not _ASKS_YEAR.search(question) else 0.0
        fit += _told_fit(question, sentence, mention)
        fit -= NO_HOUR if end == mention.span.end and _ASKS_HOUR.search(question) else 0.0
        fit -= 0.25 if mention.unit == "weekday" or mention.occasion else 0.0
        found.append(Fact(span, value, fit))
        if mention.last and _ASKS_END.search(question) and not _ASKS_BOTH.search(question):
            found += _find_last(
                sentence, Span(span.start, mention.span.end), end, days[n] or mention.resolve(date.min), fit
            )
    if clocks_asked:
        taken = [f.span for f in found]
        known = [span for span, _ in find_clocks(sentence)]
        for match in _RANGE_CLOCK.finditer(sentence):
            if any(k.start < match.end() and match.start() < k.end for k in known):
                inside = any(t.start <= match.start() < t.end for t in taken)
                found.append(Fact(Span(*match.span()), match.group(), 0.1 if inside else 0.6))
    return found


def _find_last(sentence: str, stretch: Span, end: int, days: Days | None, fit: float) -> list[Fact]:
    """The last day of a stretch, where its end is asked for: with its own year and month, and its hour up to `end`."""
    link = next(_LINK.finditer(sentence, stretch.start, stretch.end), None)
    if link is None or days is None:
        return []
    value = f"{days.last.year}年{days.last.month}月{days.last.day}日{sentence[stretch.end : end]}"
    return [Fact(Span(link.end(), end), value, fit + ENDS)]


PLANNED = 0.8
"""What it counts against a day that it was only expected, where the question says nothing of plans: another report may
tell when it came to pass."""
_EXPECTS = re.compile(r"(?:预计|有望|力争|争取|计划|拟)(?:于|在|到)?$")
_ASKS_PLAN = re.compile(r"预计|计划|有望|将|拟|打算|准备")
ENDS = 1.0
"""How much better the last day suits than the whole stretch, where its end is asked for."""
_FIRST = re.compile(rf"(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}[日号](?:{_CLOCK})?{_LINK.pattern}$")


def _told_fit(question: str, sentence: str, mention: DateMention) -> float:
    """What the words around a day say of it: its label in the question, a day of birth, no day where one is asked."""
    start = mention.span.start
    if _ASKS_END.search(question) and (link := _FIRST.search(sentence[:start])):
        start = link.start()  # the last day of a stretch has its label before the first
    label = _LABEL.search(sentence[:start])
    fit = (
        0.8
        if label and any(label["label"].endswith(w) for w in (question[n : n + 2] for n in range(len(question))))
        else 0.0
    )
    fit -= PLANNED * bool(_EXPECTS.search(sentence[:start]) and not _ASKS_PLAN.search(question))
    fit -= 0.6 if _BORN.match(sentence, mention.span.end) and not re.search("出生|生日|生于", question) else 0.0
    return fit - (1.0 if _ASKS_DAY.search(question) and not mention.has_day else 0.0)


def _anchor(article: Article) -> date | None:
    return Days.covering(article.published).last if article.published else None


def _with_clock(sentence: str, end: int) -> int:
    match = _THEN.match(sentence, end)
    return match.end() if match else end


def _edge_fit(question: str, edge: str) -> float:
    if _ASKS_BOTH.search(question):
        return 0.6 if edge == "both" else 0.0
    if _ASKS_END.search(question):
        return {"until": 0.6, "both": 0.3}.get(edge, 0.0)
    if _ASKS_START.search(question):
        return {"from": 0.6, "both": 0.2}.get(edge, 0.0)
    return {"until": -0.1, "both": 0.2}.get(edge, 0.0)


def _year(mention: DateMention, days: Days | None) -> int:
    if mention.first.year and mention.first.year > 31:
        return mention.first.year
    return days.first.year if days and days.first.year == days.last.year else 0


def say_day(mention: DateMention, days: Days | None, article: Article) -> str:
    """A printed day as one would say it: with its year, 昨日 and 上周三 as the day they mean."""
    if mention.kind == "yearless":
        return complete_date(mention.text, mention.in_year, article)
    known = article.published is not None and len(article.published) == 10
    if mention.kind == "relative" and mention.has_day and known and days and days.first == days.last:
        return f"{days.first.year}年{days.first.month}月{days.first.day}日"
    return mention.text


def complete_date(text: str, in_year: Callable[[int], Days | None], article: Article) -> str:
    """A printed date with the year that the article's resolved event dates give it."""
    for iso in article.event_dates:
        known = Days.parse(iso)
        mine = in_year(known.first.year)
        if mine and mine.overlaps(known):
            return f"{known.first.year}年{text}"
    return text
