"""When a page came out: stated, printed, or inferred from what its texts say. None where that is not sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from index.anniversaries import find_anniversaries
from index.date_values import DateMention
from index.dates import find_dates
from index.records import Statement

_NAME_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})([-_./年]?)(0[1-9]|1[0-2]|[1-9])([-_./月]?)(3[01]|[12]\d|0[1-9]|[1-9])(?!\d)"
)
_WEEKDAY = re.compile(
    r"(?P<m>\d{1,2})月(?P<d>\d{1,2})日[，,（( ]{0,2}(?:尽管|虽然?|正值|正逢|恰逢|适逢|这天|当天|当日)?[是为]?"
    r"(?:周|星期|礼拜)(?P<w>[一二三四五六日天])"
)
_PLAN_BEFORE = re.compile(r"(?:谋划|计划|迎接|展望|规划|力争|到|至|确保|实现|—|-)[^，。]{0,2}$")
_BACK_BEFORE = re.compile(r"(?:自|从|早在|始于|截至|截止|成立于|建于|生于|《[^》]{0,20})$")
_BACK_AFTER = re.compile(r"(?:以来|以后|之前|以前|前|起|至今|开始|年度|后|级|版|底前|之后|间)")
_AHEAD = re.compile(
    r"(?:截止|截至|将于|将在|拟于|定于|预计|时间|报名|申报|投稿|延长至|持续到|有效期|前完成)[^。；]{0,8}$"
)
_AHEAD_AFTER = re.compile(r"[^，。]{0,4}(?:前|止|截止|之前|将|起实施|起施行|24时)")
_PROMISED = re.compile(r"预约|届时|将[于在从自]|报名(?:时间|期)|停[水电]|封闭施工|截止")
"""What a sentence says whose days are still to come."""
_DUE = re.compile(r"[^，。；]{0,3}(?:底前|前|之前)")
"""What stands behind a day by which something is to be done."""
_DECADE = re.compile("世纪|年代")
_EVE = re.compile(r"[”\"’]?(?:节|国际)?[^，。]{0,4}(?:前夕|前一天)")
_SLACK = timedelta(days=20)
"""Days by which a dated notice may run ahead of the news on the same page."""
_WRAP = 200
"""Days between the first and last yearless date from which the early months must belong to the next year."""
_FEW = 3
"""Days named on a page from which one that stands apart is told."""
_STRAY = 2
"""Days that may stand apart, being named as still to come."""
_FAR = 25
"""Days by which such a day lies behind all others."""
_YEARS_AHEAD = 4
"""Years after the latest one named that are tried when a weekday can decide."""
_EARLIEST = 1980
"""Years before this one are history in any text that comes as a file."""
_OFTEN = 3
"""How many times the weight of the latest year the one before it has where the latest is still to come."""
_SURE = 2
"""Weight of the mentions of a year from which it is taken as the page's own, where days without a year are reported."""
_SURE_ALONE = 6
"""The same where no day is: then only the year is inferred."""
_NOUN = re.compile(
    "(?!担任|发表|发布|出版|大选|就读|加入|[遭经曾因与从以是就已共和时末底初]"
    "|[，。、；建成创开投竣入获被毕退出参任至到启改迁设获荣考来去，])[\u4e00-\u9fff“《]"
)
"""What follows a year that names an event (2023年春耕启动会), not one that tells when something was (2015年建成)."""


@dataclass(slots=True)
class Evidence:
    """What the texts of a page say about its time."""

    years: dict[int, str] = field(default_factory=dict)
    """Years named as the present one or as just past, with the words."""
    weight: dict[int, int] = field(default_factory=dict)
    """How much speaks for each of these years: 2 for what names an event of the year, 1 for any other mention."""
    named: int = 0
    """The latest year named in any way that is no plan."""
    dated: list[tuple[date, str]] = field(default_factory=list)
    """Full dates of what is reported or issued."""
    yearless: list[tuple[int, int, str]] = field(default_factory=list)
    weekdays: list[tuple[int, int, int, str]] = field(default_factory=list)


def date_in_name(source: str) -> str | None:
    """The date in a file's or folder's name: 2023-03-07, 20230307A3版, 2023/03/07/A3, 202303/07, 2023-03/07."""
    for match in _NAME_DATE.finditer(source):
        year, first, month, second, day = match.groups()
        if (bool(first) != bool(second) and second != "/") or (second in ("", "/") and min(len(month), len(day)) < 2):
            continue
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
    return None


def _weigh(evidence: Evidence, body: str, mention: DateMention) -> None:
    before = body[max(0, mention.span.start - 14) : mention.span.start]
    after = body[mention.span.end : mention.span.end + 10]
    ahead = bool(_AHEAD.search(before) or _AHEAD_AFTER.match(after))
    first = mention.first
    if _is_due(body, mention):
        evidence.years.setdefault(first.year - 1, f"{mention.text}, 明年")
        evidence.weight[first.year - 1] = evidence.weight.get(first.year - 1, 0) + _SURE
        evidence.named = max(evidence.named, first.year - 1)
    if mention.kind == "absolute" and first.year >= _EARLIEST:
        plan = bool(_PLAN_BEFORE.search(before))
        if not plan and not ahead and not _DECADE.search(mention.text):
            evidence.named = max(evidence.named, first.year)
            if first.day and not first.lunar and not mention.occasion:
                days = mention.resolve(date.min)
                if days is not None:
                    evidence.dated.append((days.first, mention.text))
            if not _BACK_BEFORE.search(before) and not _BACK_AFTER.match(after) and mention.last is None:
                evidence.years.setdefault(first.year, mention.text + after[:4].split("，")[0])
                now = mention.has_day or (bool(_NOUN.match(after)) and not before.endswith(("于", "在")))
                evidence.weight[first.year] = evidence.weight.get(first.year, 0) + (2 if now else 1)
    elif mention.kind == "yearless" and first.day and not first.lunar:
        if mention.occasion and _EVE.match(after):
            eve = date(2001, first.month, first.day) - timedelta(days=1)
            evidence.yearless.append((eve.month, eve.day, mention.text + "前夕"))
        elif not mention.occasion and not ahead and not _is_promised(body, mention):
            evidence.yearless.append((first.month, first.day, mention.text))


_AROUND = 160
"""Code points on either side of a day that are looked at for its sentence, so that time stays linear."""


def _sentence(body: str, mention: DateMention) -> str:
    at, behind = mention.span.start, mention.span.end + _AROUND
    start = body.rfind("。", max(0, at - _AROUND), at)
    end = body.find("。", mention.span.end, behind)
    return body[start + 1 if start >= 0 else max(0, at - _AROUND) : end if end >= 0 else behind]


def _is_due(body: str, mention: DateMention) -> bool:
    """Is something to be done by then, and does the sentence call that year the next one (明年)?"""
    if mention.kind != "absolute" or not mention.first.year:
        return False
    return bool(_DUE.match(body, mention.span.end)) and "明年" in _sentence(body, mention)


def _is_promised(body: str, mention: DateMention) -> bool:
    """Is the day of a sentence, or of the one before it, that speaks of what is still to come?"""
    start = body.rfind("。", max(0, mention.span.start - _AROUND), mention.span.start)
    before = body[max(0, start - _AROUND) : start].rsplit("。", 1)[-1] if start > 0 else ""
    own = _sentence(body, mention)
    listed = "分别为" in own or "依次为" in own
    return bool(_PROMISED.search(own)) or (listed and bool(_PROMISED.search(before)))


def gather(bodies: Sequence[str], mentions: Sequence[Sequence[DateMention]], issued: Sequence[str]) -> Evidence:
    """What the bodies and the closing lines of notices say about the page's time."""
    evidence = Evidence()
    for body, found in zip(bodies, mentions, strict=True):
        for mention in found:
            _weigh(evidence, body, mention)
        for year, words, sure in find_anniversaries(body):
            if year >= _EARLIEST:
                evidence.years.setdefault(year, words)
                evidence.weight[year] = evidence.weight.get(year, 0) + (_SURE if sure else 1)
                evidence.named = max(evidence.named, year if sure else 0)
        for match in _WEEKDAY.finditer(body):
            day = "一二三四五六日".find(match["w"].replace("天", "日"))
            evidence.weekdays.append((int(match["m"]), int(match["d"]), day, match.group()))
    for line in issued:
        for mention in find_dates(line):
            days = mention.resolve(date.min) if mention.kind == "absolute" and mention.has_day else None
            if days is not None:
                evidence.dated.append((days.first, mention.text))
                evidence.years.setdefault(days.first.year, mention.text)
                evidence.weight[days.first.year] = evidence.weight.get(days.first.year, 0) + _SURE
                evidence.named = max(evidence.named, days.first.year)
    return evidence


def _latest(evidence: Evidence, year: int) -> tuple[date, str] | None:
    """The latest yearless day if the page came out in `year`; at the turn of the year late months lie before it."""
    order = [(m * 31 + d, m, d, words) for m, d, words in evidence.yearless]
    if not order:
        return None
    if max(order)[0] - min(order)[0] > _WRAP:
        order = [item for item in order if item[1] <= 6]
    order.sort(reverse=True)
    if len(order) > _FEW and order[0][0] - order[_STRAY][0] > _FAR:
        order = [item for item in order if item[0] <= order[_STRAY][0] + _FAR]  # a lone late day is announced
    for _, month, day, words in order:
        try:
            return date(year, month, day), words
        except ValueError:
            continue
    return None


def _fits(weekdays: Sequence[tuple[int, int, int, str]], year: int) -> bool:
    try:
        return all(date(year, month, day).weekday() == weekday for month, day, weekday, _ in weekdays)
    except ValueError:
        return False


def _year(evidence: Evidence) -> tuple[int, str] | None:
    """The year of publication and the words that show it."""
    if evidence.weekdays and evidence.named:
        for year in range(evidence.named, evidence.named + _YEARS_AHEAD):
            if _fits(evidence.weekdays, year):
                return year, evidence.weekdays[0][3]
        return None
    last = max(evidence.dated, default=None)
    best = max(evidence.years, default=0)
    if evidence.weight.get(best - 1, 0) >= _OFTEN * evidence.weight.get(best, 0):
        best -= 1  # the year to come is named, but less often
    if last is not None and last[0].year >= best - 1:
        candidates = sorted({last[0].year, last[0].year + 1, max(best, last[0].year)})
        for year in candidates:
            latest = _latest(evidence, year)
            if latest is None or last[0] - _SLACK <= latest[0] <= last[0] + timedelta(days=120):
                return year, last[1]
    enough = _SURE if evidence.yearless else _SURE_ALONE
    return (best, evidence.years[best]) if best and evidence.weight.get(best, 0) >= enough else None


def infer(evidence: Evidence) -> tuple[str, str] | None:
    """The year or month of publication and the words that it rests on, or None where that would be a guess."""
    found = _year(evidence)
    if found is None:
        return None
    year, words = found
    latest = _latest(evidence, year)
    ends = [(day, text) for day, text in evidence.dated if day.year == year]
    if latest is not None:
        # A paper reports a day at the earliest on the next one; a notice may bear the day of the paper itself.
        out, text = max([(latest[0] + timedelta(days=1), latest[1]), *ends])
    elif ends:
        out, text = max(ends)
    else:
        return f"{year:04d}", words
    return f"{out.year:04d}-{out.month:02d}", words if words == text else f"{words}, {text}"


def date_page(
    stated: Statement, source: str, dropped: Sequence[str], evidence: Evidence
) -> tuple[str | None, str | None]:
    """The page's publication date and its basis: given, printed or inferred, each with the words it rests on."""
    if stated.published:
        return stated.published, f"given: {stated.published}"
    months = []
    for line in dropped:
        for mention in find_dates(line):
            days = mention.resolve(date.min) if mention.kind == "absolute" and mention.first.month else None
            if days is not None and mention.has_day:
                return days.iso, f"printed: {line}"
            if days is not None and mention.last is None:
                months.append((f"{days.first:%Y-%m}", f"printed: {line}"))
    named = date_in_name(source)
    if named:
        return named, f"printed: {source}"
    if months:
        return months[0]
    inferred = infer(evidence)
    return (inferred[0], f"inferred: {inferred[1]}") if inferred else (None, None)
