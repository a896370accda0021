"""A claimed date against those of a sentence, then those beside it and the article's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.records import Article
from rag.checking.claim.when import When, days_of, find_when, is_stretch, month_fits, same_days

SAME, OTHER, AROUND, ABSENT = "same", "other", "around", "absent"


def compare_dates(
    claimed: Sequence[When], text: str, around: str, article: Article
) -> tuple[tuple[When, str, str], ...]:
    """Each claimed date against the sentence's own, then against those beside it and the article's days."""
    said = find_when(text, published=article.published)
    beside = (*find_when(around, published=article.published), *days_of(article))
    return tuple((item, *_compare_either(item, said, beside, article)) for item in claimed)


_FROM_NOW = re.compile(
    r"[今去明前后本上下]年|[本上下]个?[月周]|[今昨明前后]天|\b(?:this|last|next) (?:year|month|week)\b", re.I
)


def _compare_either(claimed: When, said: Sequence[When], beside: Sequence[When], article: Article) -> tuple[str, str]:
    """As `_compare`; 今年 and 明年4月 may be the article's own words, and then count from its day."""
    found = _compare(claimed, said, beside, article)
    if found[0] in (SAME, AROUND) or not (article.published and _FROM_NOW.search(claimed.text)):
        return found
    theirs = find_when(claimed.text, published=article.published)
    return _compare(theirs[0], said, beside, article) if len(theirs) == 1 else found


def _compare(claimed: When, said: Sequence[When], beside: Sequence[When], article: Article) -> tuple[str, str]:
    if claimed.weekday:
        return _compare_weekday(claimed, said, beside)
    said = [item for item in said if not item.weekday]
    beside = [item for item in beside if not item.weekday]
    if is_stretch(claimed):
        return _compare_stretch(claimed, said, beside)
    if not claimed.is_day:
        fine = [item for item in said if _size(item) <= _size(claimed)]
        if any(same_days(claimed, item) for item in fine):
            return SAME, next(item.text for item in fine if same_days(claimed, item))
        if fine and _size(claimed) <= _MONTH and not any(same_days(item, claimed) for item in fine):
            return OTHER, fine[0].text
        if any(same_days(claimed, item) for item in beside if _size(item) <= _size(claimed)):
            return AROUND, ""
        if month_fits(claimed, article) is not False:
            return AROUND, ""
        return (OTHER, fine[0].text) if fine and not claimed.year else (ABSENT, "")
    return _compare_day(claimed, said, beside)


def _compare_day(claimed: When, said: Sequence[When], beside: Sequence[When]) -> tuple[str, str]:
    """A day against the sentence's days, else those beside it; what is counted up to a day was not done on it."""
    sharp = _of_its_end(claimed, [item for item in said if _is_sharp(item) and _is_near(claimed, item)])
    fitting = [item for item in sharp if same_days(claimed, item)]
    if fitting:
        return SAME, fitting[0].text
    rivals = [item for item in sharp if claimed.end or item.end != "last"]
    if rivals:
        return OTHER, rivals[0].text
    sharp = [item for item in beside if _is_sharp(item) and _is_near(claimed, item)]
    if any(same_days(claimed, item) for item in sharp):
        return AROUND, ""
    return (OTHER, sharp[0].text) if sharp else (ABSENT, "")


def _of_its_end(claimed: When, said: list[When]) -> list[When]:
    """The beginnings for a beginning, where the sentence tells one: 27日发布, 自1月1日起实行."""
    alike = [item for item in said if item.end == claimed.end or not item.is_day] if claimed.end else []
    return alike or said


def _compare_weekday(claimed: When, said: Sequence[When], beside: Sequence[When]) -> tuple[str, str]:
    """A weekday against those named, else against the days named."""
    for state, items in ((SAME, said), (AROUND, beside)):
        named = [item for item in items if item.weekday] or [item for item in items if item.is_day]
        if named:
            fits = any(same_days(claimed, item) for item in named)
            return (state, named[0].text) if fits else (OTHER, _weekday_text(named[0]))
    return ABSENT, ""


def _compare_stretch(claimed: When, said: Sequence[When], beside: Sequence[When]) -> tuple[str, str]:
    """From one day to another: both must be the reported ones."""
    for state, items in ((SAME, said), (AROUND, beside)):
        named = [item for item in items if is_stretch(item)]
        if named:
            fits = any(same_days(claimed, item) for item in named)
            return (state, named[0].text) if fits else (OTHER, named[0].text)
    return ABSENT, ""


def _is_near(claimed: When, item: When) -> bool:
    """Could the one be a slip for the other? A date of decades ago is another event's."""
    return not claimed.year or abs((claimed.days.first - item.days.last).days) <= _SLIP


_MONTH = 31
_SLIP = 400
"""Days: a year and a little."""


def _size(item: When) -> int:
    return (item.days.last - item.days.first).days


def _is_sharp(item: When) -> bool:
    """Does it name a day, or the days on which something begins and ends?"""
    return item.is_day or item.text.count("日") > 1 or bool(re.search(r"\d-\d|[日号]\s?[至到—-]", item.text))


def _weekday_text(item: When) -> str:
    return item.text if item.weekday else f"{item.text}（周{'一二三四五六日'[item.days.first.weekday()]}）"
