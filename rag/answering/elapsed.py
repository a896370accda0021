"""Times that no report prints but that follow from those it does: how many days, in which year born or founded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from index.dates import find_dates, resolve_dates
from index.quantities import find_amounts
from index.records import Days
from index.words import find_names
from rag.facts.evidence import Evidence
from rag.facts.sums import Sum
from rag.questions.asked import Need

LASTED = re.compile(
    r"(?:多少|几)(?:天|日|个月)|(?:持续|历时|为期|一共|总共|要|长达)多(?:久|长时间)|"
    r"\bhow (?:many (?:days|months)|long did|long does|long will|long was)\b",
    re.I,
)
BORN = re.compile(
    r"哪[一]?年(?:出生|生)|出生于哪|生于哪|出生年份|出生在哪一?年|"
    r"\b(?:which|what) year was .{1,40} born|\bwhen was .{1,40} born",
    re.I,
)
FOUNDED = re.compile(
    r"(?:哪[一]?年|何时|什么时候|何年).{0,8}(?:成立|创办|创立|创刊|建立|建校|建院|建厂|开业|设立|诞生)|"
    r"(?:成立|创办|创立|创刊|建立|建校|建院|开业|设立|诞生).{0,8}(?:哪[一]?年|何时|什么时候|何年)|"
    r"\b(?:what|which) year\b.{0,80}\b(?:founded|established|set up|created|started|opened)\b|"
    r"\bwhen (?:was|were)\b.{0,60}\b(?:founded|established|set up|created)\b",
    re.I,
)
FIRST = re.compile(
    r"(?:第一|首)[个届次].{0,16}(?:哪[一]?年|何时|什么时候)|"
    r"\bfirst\b.{0,60}\b(?:what|which) year|\b(?:what|which) year\b.{0,60}\bfirst\b",
    re.I,
)
SINCE = re.compile(r"多少年|几年|\bhow many years\b", re.I)
PRINTED_YEAR = re.compile(
    r"(?:19|20)\d\d年(?:\d+月)?(?:\d+日)?(?:正式)?(?:成立|创办|创立|创刊|建立|建校|开业|设立|出生|生)|(?:成立|创办|建|生)于(?:19|20)\d\d"
)
YEARLY = re.compile(r"每年|一年一|年度")
"""What makes so many times (第52次献血) so many years."""
YEAR = re.compile(r"(?<!\d)((?:18|19|20)\d\d)(?=年|\b)")


def duration(question: str, need: Need, evidence: Sequence[Evidence]) -> Sum | None:
    """The days from the first to the last of a printed stretch, both counted; None where the sentence says how long."""
    if not LASTED.search(question) or need.kind != "number":
        return None
    months = "月" in question and "天" not in question and "日" not in question
    for one in evidence:
        if any(q.dimension == "time" and q.unit not in ("时", "点") for q in find_amounts(one.text)):
            return None
        mentions = find_dates(one.text)
        for mention, days in zip(mentions, resolve_dates(mentions, _written_on(one)), strict=True):
            if days is None or days.first == days.last or not mention.has_day or mention.last is None:
                continue
            count = (days.last - days.first).days + 1
            if months:
                count = (days.last.year - days.first.year) * 12 + days.last.month - days.first.month
                return Sum(f"{count}个月", f"{mention.text}，共{count}个月", (one,)) if count else None
            return Sum(f"{count}天", f"{mention.text}，首尾两天都算，共{count}天", (one,))
    return None


def birth(question: str, need: Need, evidence: Sequence[Evidence]) -> Sum | None:
    """The year of birth of someone whose age a report gives: the year of the report less the age."""
    if not BORN.search(question):
        return None
    asked = {span.of(question) for span in find_names(question)}
    for one in evidence:
        ages = [q for q in find_amounts(one.text) if q.unit in ("岁", "周岁") and q.value < 130]
        named = not asked or any(name in one.text for name in asked)
        if ages and named and not PRINTED_YEAR.search(one.text):
            age, year = int(ages[0].value), _year(one)
            if year:
                return Sum(f"{year - age}年", f"{year}年{age}岁，{year}－{age}＝{year - age}", (one,))
    return None


def founding(question: str, need: Need, evidence: Sequence[Evidence]) -> Sum | None:
    """The year of what has its 30th anniversary, or of the first of what is held for the 15th time, once a year."""
    first = bool(FIRST.search(question))
    if not first and not FOUNDED.search(question):
        return None
    for one in evidence:
        if PRINTED_YEAR.search(one.text):
            return None
        for q in find_amounts(one.text):
            anniversary = q.unit == "周年" and q.role == "amount"
            yearly = q.unit in ("届", "个") or (q.unit == "次" and YEARLY.search(one.text) is not None)
            nth = first and q.role == "ordinal" and yearly and q.value > 1
            year = _year(one, YEAR.findall(question))
            if year and (anniversary or nth):
                back = int(q.value) - (1 if nth else 0)
                return Sum(f"{year - back}年", f"{year}年是{'第' if nth else ''}{q.text.removeprefix('第')}，"
                           f"{year}－{back}＝{year - back}", (one,))  # fmt: skip
    return None


def since(question: str, need: Need, evidence: Sequence[Evidence]) -> Sum | None:
    """从1998年到2024年多少年: the years between two that the question names, the first of which a report gives."""
    years = sorted({int(year) for year in YEAR.findall(question)})
    if not SINCE.search(question) or len(years) != 2:
        return None
    one = next((one for one in evidence if str(years[0]) in one.text), None)
    count = years[1] - years[0]
    return Sum(f"{count}年", f"{years[1]}－{years[0]}＝{count}年", (one,)) if one else None


def _written_on(one: Evidence) -> date:
    published = one.article.published
    return Days.covering(published).first if published else date(1, 1, 1)


def _year(one: Evidence, asked: Sequence[str] = ()) -> int | None:
    """The year that a sentence speaks of: its own, else the question's, else that of its page."""
    printed = YEAR.search(one.text)
    if printed:
        return int(printed[1])
    if asked:
        return int(asked[-1])
    return int(one.article.published[:4]) if one.article.published else None
