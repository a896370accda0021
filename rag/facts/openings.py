"""Is it open on a Saturday: the days of the week of a question against those that a report prints, 不休 and 闭馆."""

from __future__ import annotations

import re

from index.records import Span

_WEEK = r"(?:周|星期|礼拜)"
_DAYS = "一二三四五六日"
_ONE = re.compile(rf"{_WEEK}(?P<day>[一二三四五六日天末])")
_ENGLISH = re.compile(
    r"\b(?P<day>mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?P<end>weekends?)\b|\b(?P<off>(?:public )?holidays?)\b",
    re.I,
)
_RUN = re.compile(
    rf"{_WEEK}(?P<a>[{_DAYS}天])(?:\s?(?P<to>至|到|—+|-|~)\s?|(?P<and>[、和及])){_WEEK}?(?P<b>[{_DAYS}天])"
)
_HOLIDAY = re.compile(r"节假日|双休日|假期")
_ASKS = re.compile(
    r"开(?!始|展|通|工|会|幕)|营业|上班|接诊|办公|受理|办理|看病|\b(?:open|opens|work|works|close[sd]?)\b|休息|休馆|闭馆|关门|停诊",
    re.I,
)
_CLOSES = re.compile(r"休息|休馆|闭馆|关门|停诊|\bclose[sd]?\b", re.I)
_NEVER = re.compile(r"(?:不|无)(?:打烊|停诊|闭馆|休息?)|照常|全年(?:开放|无休)|每[天日]")
"""On no day closed."""


def find_open(question: str, sentence: str) -> tuple[Span, bool] | None:
    """Is it as a yes-or-no question about a day of the week or a holiday asks, and what tells so?

    None where the question asks of no such day, or the sentence tells of none.
    """
    days, holiday = _read_asked(question)
    if not (days or holiday) or not _ASKS.search(question):
        return None
    closing = bool(_CLOSES.search(question)) ^ bool(re.search(r"不(?=[开上营接办受])|\bnot\b|n't\b", question))
    never = _NEVER.search(sentence)
    if never:
        return Span(*never.span()), not closing
    told: dict[bool, set[int]] = {True: set(), False: set()}
    first: Span | None = None
    for clause in re.finditer(r"[^，；。]+", sentence):
        found = _read_printed(clause.group())
        if found:
            told[not _CLOSES.search(clause.group())] |= found
            first = first or Span(*clause.span())
    if first is None or not days:
        return None
    if days <= told[True]:
        return first, not closing
    if days & told[False] or not days & told[True]:
        return first, closing
    return None  # open on one of two days


def _read_asked(question: str) -> tuple[set[int], bool]:
    days: set[int] = set()
    for match in _ONE.finditer(question):
        days |= {5, 6} if match["day"] == "末" else {_DAYS.index(match["day"].replace("天", "日"))}
    names = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
    off = bool(_HOLIDAY.search(question))
    for match in _ENGLISH.finditer(question):
        days |= {names.index(match["day"].lower())} if match["day"] else {5, 6} if match["end"] else set()
        off = off or bool(match["off"])
    return days, off


def _read_printed(clause: str) -> set[int]:
    days: set[int] = set()
    for match in _RUN.finditer(clause):
        a, b = (_DAYS.index(match[end].replace("天", "日")) for end in "ab")
        days |= set(range(a, b + 1)) if match["to"] and a <= b else {a, b}
    for match in _ONE.finditer(clause):
        days |= {5, 6} if match["day"] == "末" else {_DAYS.index(match["day"].replace("天", "日"))}
    return days
