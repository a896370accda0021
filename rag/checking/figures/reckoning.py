"""A claimed figure that a sentence gives in another form: reckoned, told as dates, counted in a list, a share in words.

1800 more where the report has 4000 and 2200; four months from 1 September to 31 December; two acts, both named; half
where it has 46 %. Exact where the claim is exact, within the claim's own bounds where it is rough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise

from index.agreement import compare as agree
from index.agreement import same_kind
from index.approximation import Kind
from index.quantities import Quantity
from rag.checking.claim.parts import Piece
from rag.checking.claim.when import find_when
from rag.checking.figures.adding import COUNTED, add_lists, add_own_parts, take_shares, total_up
from rag.facts.clocks import find_clocks

_CHANGE = re.compile(
    r"比|多|少|差|高出|低|增|减|涨|降|升|贵|便宜|缩|延|快|慢|早|晚|剩|其余|没|未|\b(?:than|more|fewer|less|by|after|before|later|earlier|differ\w*"
    r"|outnumber\w*|rose|fell|added|dearer|cheaper|itself|rest|remain\w*|left|under|longer|shorter|rises?|grew|up|down)\b",
    re.I,
)
_BEFORE = re.compile(
    r"去年|上年|上一?[届次回季]|往年|前年|原[来先本]|此前|之前|以前|本来|早先|同期|\d年"
    r"|\b(?:last|previous\w*|earlier|before|originally|formerly|used to|had been|prior)\b",
    re.I,
)
"""Speaks of what was before a change: a figure reckoned back is that time's, not this one's."""
_EACH = re.compile(r"每|均|单价|各|\b(?:each|per|average|apiece|every)\b", re.I)
_GREW, _SHRANK = (
    re.compile(r"(?:增|多|高|涨|升|贵|长|扩大)[^，；。\d]{0,4}$"),
    re.compile(r"(?:减|少|低|降|跌|短)[^，；。\d]{0,4}$"),
)
_ROUGH = re.compile(
    r"[约近余多几]|左右|上下|\b(?:about|nearly|almost|roughly|around|over|some|close|more than|just)\b", re.I
)
_DAY = 86_400
_GRADES = ("年级", "楼", "期", "级", "届", "号")
"""Units of what tells which one, not how many."""
_YEAR = re.compile(r"\d{4}")
EXACTLY = Fraction(1, 1000)
"""How far a figure that is told exactly may be from a reckoned one, as a share of it: 33.3 for a third of a hundred."""
SHARE = Fraction(4)
"""Points by which a share said in words (half, a third) may miss the printed one."""


def is_restated(claim: str, piece: Piece, theirs: Sequence[Piece], text: str) -> bool:
    """Does a sentence give in another form a claimed figure that it does not print? `theirs` are its pieces."""
    figure = piece.figure
    if figure is None:
        return False
    if is_reckoned(claim, piece, theirs, text):
        return True
    # how often is told by no list and by no other measure
    alone = figure.unit != "次" and not any(p.figure is not None and same_kind(figure, p.figure) for p in theirs)
    counted = is_counted_alike(piece, theirs) and not _is_of_another(claim, piece, theirs, text)
    return alone and (counted or is_listed(piece, text))


def is_reckoned(claim: str, piece: Piece, theirs: Sequence[Piece], text: str) -> bool:
    """Can a claimed figure be reckoned from what a sentence prints? `theirs` are the sentence's pieces."""
    figure = piece.figure
    others = [p.figure for p in theirs if p.figure is not None and p.figure.role == "amount"]
    if figure is None or figure.role != "amount" or any(_is_equal(figure, q) for q in others):
        return False  # what is printed is said of something else
    rough = bool(_ROUGH.search(claim[max(0, piece.span.start - 14) : piece.span.end + 3]))
    bare = not figure.unit and figure.dimension in COUNTED
    alike = [q for q in others if q.canonical == figure.canonical or (bare and q.dimension in COUNTED)]
    in_words = figure.dimension == "share" and not re.search(r"\d", figure.text)
    return (
        any(_fits(figure, one, rough) for one in _changes(claim, alike, text))
        or any(_fits(figure, one, rough) for one in total_up(claim, alike, text))
        or any(_fits(figure, one, rough) for one in _products(claim, others, figure, text))
        or any(_fits(figure, one, rough) for one in take_shares(alike, others, text))
        or any(one == figure.amount for one in (*add_own_parts(claim, figure, others), *add_lists(alike, text)))
        or any(_fits(figure, one, rough) for one in _periods(claim, piece, theirs, text))
        or any(one == figure.amount for one in _earlier(claim, theirs, figure))
        or (figure.dimension in ("time", "months") and any(_lasts(figure, one) for one in _stretches(text)))
        or (in_words and any(_is_share(figure, one) for one in _shares(others)))
    )


def _is_equal(figure: Quantity, other: Quantity) -> bool:
    return figure.amount == other.amount and figure.canonical == other.canonical


def is_counted_alike(piece: Piece, theirs: Sequence[Piece]) -> bool:
    """Does a sentence print the number with another measure word, or as an age: 九个 and 9名, eighteen and 18岁?"""
    figure = piece.figure
    if figure is None or figure.dimension not in COUNTED or figure.role == "ordinal":
        return False
    bare = replace(figure, dimension="", unit="")
    others = [p.figure for p in theirs if p.figure is not None]
    return any(
        agree(bare, replace(q, dimension="", unit="")).agrees
        for q in others
        if q.dimension in COUNTED
        and q.role == figure.role
        and Kind.RANGE not in (q.kind, figure.kind)
        and (q.dimension != "age" or not figure.unit)
    )


_BEHIND = 10
"""Signs behind a number within which stands what it counts."""


def _is_of_another(claim: str, piece: Piece, theirs: Sequence[Piece], text: str) -> bool:
    """Does what the claim counts stand in the sentence, away from the number: 1956件心愿, of 1956个项目、心愿2300个?"""
    counted = claim[piece.span.end : piece.span.end + 2]
    ends = [
        p.span.end for p in theirs if p.figure is not None and piece.figure and p.figure.value == piece.figure.value
    ]
    said = re.fullmatch("[\u4e00-\u9fff]{2}", counted) is not None and counted in text
    return said and bool(ends) and not any(counted in text[end : end + _BEHIND] for end in ends)


def _fits(wanted: Quantity, amount: Fraction, rough: bool) -> bool:
    """Is a reckoned amount the claimed one, or near it where the claim is `rough`?"""
    if amount <= 0:
        return False
    if wanted.kind is Kind.EXACT or (wanted.low is None and wanted.high is None):
        near = Fraction(1, 20) if rough else EXACTLY
        return abs(amount - wanted.amount) <= near * wanted.amount
    low = wanted.low if wanted.low is not None else wanted.amount * Fraction(4, 5)
    high = wanted.high if wanted.high is not None else wanted.amount * Fraction(5, 4)
    return low <= amount <= min(high, wanted.amount * Fraction(3, 2))


def _changes(claim: str, alike: Sequence[Quantity], text: str) -> Iterator[Fraction]:
    """Differences of two amounts; and what it was before a printed change."""
    asked, former = bool(_CHANGE.search(claim)), bool(_BEFORE.search(claim))
    for one, other in combinations(alike, 2):
        before = text[max(0, other.span.start - 8) : other.span.start]
        if former and _GREW.search(before):
            yield one.amount - other.amount
        elif former and _SHRANK.search(before):
            yield one.amount + other.amount
        if asked:
            yield abs(one.amount - other.amount)
    if asked and len(alike) >= 3:
        whole, *parts = alike
        for size in (2, 3):
            for some in combinations(parts, size):
                yield whole.amount - sum(q.amount for q in some)


def _products(claim: str, others: Sequence[Quantity], figure: Quantity, text: str) -> Iterator[Fraction]:
    """So many times so much each, or one of them back from the whole."""
    if not (_EACH.search(claim) or _EACH.search(text)):
        return
    for one, other in combinations(others, 2):
        for a, b in ((one, other), (other, one)):
            if b.dimension in _EXTENTS and not re.search(rf"[每/／]一?{re.escape(b.unit)}", f"{claim}{text}"):
                continue  # 15万元 of each community, whose rooms have 1000平方米, is no price of a square metre
            if a.canonical == figure.canonical and b.canonical != a.canonical and b.amount > 1:
                yield a.amount * b.amount
                yield a.amount / b.amount


_EXTENTS = frozenset({"area", "length", "mass", "volume"})
_PERIODS = (
    (re.compile(r"每[天日]|[日天]均|一天|\b(?:a|per|each|every) day\b|\bdaily\b", re.I), 365),
    (re.compile(r"每(?:个)?(?:星期|周)|\b(?:a|per|each|every) week\b|\bweekly\b", re.I), 52),
    (re.compile(r"每(?:个)?月|月均|一个月|\b(?:a|per|each|every) month\b|\bmonthly\b", re.I), 12),
    (re.compile(r"每(?:个)?季度?|\b(?:a|per|each|every) quarter\b|\bquarterly\b", re.I), 4),
    (re.compile(r"每年|年均|一年|\b(?:a|per|each|every) year\b|\b(?:yearly|annual(?:ly)?)\b", re.I), 1),
)
"""What is so much in a stretch of time, and how many of these a year has."""
_BESIDE = 32
"""Characters beside a figure in which its period stands."""


def _times_a_year(text: str, piece: Piece) -> int:
    """How often a year a figure is said to be paid or done; 0 where it is not said."""
    near = re.split("[，。；,.;]", text[max(0, piece.span.start - _BESIDE) : piece.span.start])[-1]
    after = re.split("[，。；,.;]", text[piece.span.end : piece.span.end + _BESIDE])[0]
    return next((times for said in (near, after) for pattern, times in _PERIODS if pattern.search(said)), 0)


def _periods(claim: str, piece: Piece, theirs: Sequence[Piece], text: str) -> Iterator[Fraction]:
    """What so much a year makes a month, and the other way round."""
    mine = _times_a_year(claim, piece)
    if not mine or piece.figure is None:
        return
    for other in theirs:
        if other.figure is not None and other.figure.canonical == piece.figure.canonical:
            times = _times_a_year(text, other)
            if times and times != mine:
                yield other.figure.amount * times / mine


_AGO = re.compile(r"之前|此前|以前|先前|在那以前|\b(?:before|previous(?:ly)?|earlier|prior|already been)\b", re.I)


def _earlier(claim: str, theirs: Sequence[Piece], figure: Quantity) -> Iterator[Fraction]:
    """How many went before what is counted: five before the sixth."""
    if not _AGO.search(claim):
        return
    for other in theirs:
        last = other.figure
        if last is None or last.role != "ordinal" or last.value <= 1:
            continue
        if not figure.unit or last.unit in (figure.unit, "次", "届") or figure.dimension == "times":
            yield Fraction(last.value) - 1


def _stretches(text: str) -> Iterator[tuple[str, Fraction]]:
    """How long what a sentence dates goes on: (`days` or `months` or `s`, how many)."""
    for item in find_when(text):
        days = (item.days.last - item.days.first).days
        if 0 < days < 1500 and re.search("[至到—–~-]", item.text):
            yield "days", Fraction(days + 1)
            yield "days", Fraction(days)
            months = (item.days.last.year - item.days.first.year) * 12 + item.days.last.month - item.days.first.month
            yield "months", Fraction(months + (item.days.last.day >= item.days.first.day - 1 or days > 27))
            yield "months", Fraction(months)
    years = [item.days.first.year for item in find_when(text) if item.year and _YEAR.search(item.text)]
    for one, other in combinations(years, 2):
        yield "years", Fraction(abs(other - one))
    for month in re.finditer(r"(\d{1,2})月?[至到—–-](\d{1,2})月(?!\d)", text):
        yield "months", Fraction(int(month[2]) - int(month[1]) + 1)
    for (_, one), (_, other) in pairwise(find_clocks(text)):
        yield "s", Fraction((other - one) % 1440 * 60)


def _lasts(figure: Quantity, stretch: tuple[str, Fraction]) -> bool:
    unit, number = stretch
    if number <= 0:
        return False
    if unit == "years":
        return figure.unit in ("年", "周年", "year", "years") and figure.value == number
    if figure.dimension == "months":
        return unit == "months" and figure.amount == number
    return figure.amount == (number * _DAY if unit == "days" else number if unit == "s" else Fraction(-1))


def _is_share(figure: Quantity, share: Fraction) -> bool:
    """Is a share the one said in words: near a third, over a half?"""
    if figure.kind in (Kind.MORE, Kind.LEAST):
        return figure.amount <= share < 2 * figure.amount + SHARE
    if figure.kind in (Kind.LESS, Kind.MOST):
        return figure.amount / 4 <= share <= figure.amount
    return abs(share - figure.amount) <= SHARE


def _shares(others: Sequence[Quantity]) -> Iterator[Fraction]:
    """The printed shares, what is left of the whole, and what one amount is of another, in per cent."""
    for one in others:
        if one.dimension == "share":
            yield one.amount
    plain = [q for q in others if q.dimension != "share" and q.amount > 0 and q.unit not in _GRADES]
    for one, other in combinations(plain, 2):
        if one.canonical == other.canonical:
            low, high = sorted((one.amount, other.amount))
            if low < high:
                yield 100 * low / high


def is_listed(piece: Piece, text: str) -> bool:
    """Does the sentence list as many things as are claimed, and list nothing else?"""
    figure = piece.figure
    if figure is None or figure.dimension not in ("", "count", "people") or figure.role == "ordinal":
        return False
    if figure.unit in _GRADES:
        return False
    lists = [len(_AND.split(run.group())) for run in _RUN.finditer(text)]
    return len(lists) == 1 and 2 <= lists[0] == figure.value


_AND = re.compile("、|和|以及|及|与")
_RUN = re.compile(rf"[^，。；：、！？]{{2,24}}(?:(?:{_AND.pattern})[^，。；：、！？]{{2,24}})+")
