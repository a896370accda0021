"""Questions that set two reports side by side: which was more, by how much, which came first.

A comparison is taken apart into a question for each side; the archive answers each (`Look`), and the answer shows both
quotes before it says how they stand to each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.dates import find_dates
from rag.answering.compose import Draft, window
from rag.answering.sides import Found
from rag.answers import Computed
from rag.english.english import render_quantity
from rag.facts.sums import subtract

HIGHER = frozenset("多高大长贵重远晚迟") | {
    "more",
    "larger",
    "bigger",
    "higher",
    "longer",
    "most",
    "last",
    "largest",
    "biggest",
    "later",
}
LOWER = frozenset("少低小短轻近早") | {
    "fewer", "less", "smaller", "lower", "shorter", "least", "smallest",
    "earlier", "first", "便宜",
}  # fmt: skip
TIMELY = frozenset("早晚迟") | {"earlier", "later", "first", "last"}

WHICH = re.compile(
    r"哪[一]?(?:[次个年场届家所座条位天月处村镇]|一方)的?(?P<what>[^，。？]{0,16}?)(?:更|最|比较|较|要)?"
    r"(?P<more>便宜|[多少高低大小长短早晚贵重轻远近迟])(?:一?些|一点)?[？?。]?$"
)
BY = re.compile(
    r"^(?P<left>.+?)(?<![同环])比(?P<right>[^，。？]+?)(?:增加|减少|下降|提高|上升|增长)?(?P<more>便宜|[多少高低大小长短贵重加升长降])"
    r"(?P<verb>[\u4e00-\u9fff]{0,4}?)[了出]?(?:多少|几)(?P<unit>[^？?。，]*)"
)
APART = re.compile(r"(?:之间)?(?:相差|差|相距|差距是|差额是)了?(?:多少|几)(?P<unit>[^？?。，]*)[？?。]?$")
YEAR_ONLY = re.compile(r"\d{4}年")
LINKS = r"(?:、|以及|和|与|跟|还是)"
"""What stands between two sides: dates so linked would else be read as one stretch."""
MENDED = re.compile(r"(?:更正|核定|核实|修正)后的?|,? as corrected,?")
"""Says that the right figure is meant, as it always is: no report prints it of itself."""
BEFORE = re.compile(r"原来|之前|以前|上年|去年|前年|计划|预算|往年|上次|同期|平时|平均|最初|当初|开工时")
"""The other side of a change within one report, which `rag/facts/sums.py` reads."""
WHICH_EN = re.compile(
    r"\bwhich\b.{0,80}?\b(?P<more>more|larger|bigger|higher|longer|fewer|less|smaller|lower|shorter|earlier|later)\b"
    r"(?P<noun> [a-z]+)?",
    re.I,
)
BY_EN = re.compile(r"\bhow (?P<much>many|much) (?P<more>more|fewer|less)\b(?P<what>.+?)\bthan\b(?P<right>.+)", re.I)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sides as (label, question); `more` is the word asked, `by` whether the difference is asked for."""

    sides: tuple[tuple[str, str], ...]
    more: str
    by: bool = False
    unit: str = ""

    @property
    def highest(self) -> bool:
        """Is the greater side meant?"""
        return self.more.lower() not in LOWER


ORDER = re.compile(
    r"^(?P<a>[^，。？]{3,40}?)(?:以及|和|与|跟)(?P<b>[^，。？]{3,40}?)[，,]?(?:这?两[个场次项]?(?:活动|会议|仪式)?[，,]?)?"
    r"(?:是)?哪[一]?[个场次家项边件所处](?:的(?P<what>[\u4e00-\u9fff]{2,8}?))?(?:是)?"
    r"(?:(?P<first>在[前先]|更?早|先(?:[举召进开]?[行办开展]|开始|发生)?)|在后|更?晚|后(?:[举召进开]?[行办开展]|开始|发生))(?:的|些|一些)?[？?]?$"
)
"""甲和乙，哪个在前: two events without a day, each asked for its own."""
STATED = re.compile(r"比|[增减]|相差|差距|之差|[多少高低]出|[上下]?[升降涨跌]")
"""A sentence that states a difference itself."""

Look = Callable[[str, frozenset[str]], Found | None]
"""Answers the question of one side from any articles but those of some keys."""


def read_comparison(question: str, lang: str) -> Comparison | None:
    """The comparison that a question asks for; None if it asks for none, or names fewer than two sides."""
    question = MENDED.sub("", question)
    return _read_english(question) if lang == "en" else _read_chinese(question.strip())


def _read_chinese(question: str) -> Comparison | None:
    if order := ORDER.match(question):
        what = f"的{order['what']}" if order["what"] else ""
        sides = tuple((one, f"{one}{what}是什么时候举行的？") for one in (order["a"], order["b"]))
        return Comparison(sides, "早" if order["first"] else "晚")
    by = BY.match(question)
    apart = APART.search(question)
    if apart and not by:
        dated = _dated_sides(question[: apart.start()], f"是多少{apart['unit']}？")
        return Comparison(dated, "多", True, apart["unit"]) if dated else None
    if by and not BEFORE.search(by["right"]):
        left, right, unit = by["left"].strip("，"), by["right"].strip("的那次"), by["unit"]
        other = _other_side(left, by["right"])
        asks = f"{by['verb']}了多少{unit}？" if by["verb"] else f"是多少{unit}？"
        return Comparison(((left, left + asks), (right, other + asks)), by["more"], True, unit) if other else None
    which = WHICH.search(question)
    if which is None:
        return None
    head = re.sub(r"[，,]?(?:这)?(?:[两三]次|两[个者年])?的?[，,]?$", "", question[: which.start()].rstrip("，,"))
    what = which["what"].strip("的")
    asks = f"{what}是什么时候？" if which["more"] in TIMELY and not what else f"{what}是多少？"
    parts = [part.strip("，、") for part in re.split(LINKS, head)]
    bare = [_undated(part) for part in parts]
    if len(parts) == 2 and all(len(re.sub(r"[的那次]", "", text)) >= 2 for text in bare):
        return Comparison(tuple((part, f"{part}{asks}") for part in parts), which["more"])
    dated = _dated_sides(head, asks)
    return Comparison(dated, which["more"]) if dated else None


def _dated_sides(head: str, asks: str) -> tuple[tuple[str, str], ...]:
    """The days that stand side by side, each with the question of its own; empty where there are not two."""
    days = [m.text for piece in re.split(LINKS, head) for m in find_dates(piece) if not m.occasion]
    common = head
    for day in days:
        common = common.replace(day, "", 1)
    common = re.sub(rf"[两三]次|^(?:[的，]|{LINKS})+|{LINKS}|，", "", common)
    if len(days) < 2:
        return ()
    if YEAR_ONLY.fullmatch(days[0]) and (rest := days[-1].partition("年")[2]):
        days = [day + rest if YEAR_ONLY.fullmatch(day) else day for day in days]  # 2022年和2024年3月5日
    return tuple((day, f"{day}{common}{asks}") for day in days)


_ORDER_EN = re.compile(
    r"^which (?:of (?:the|these)(?: two)? (?P<what>[a-z' -]+?)(?P<year> in [^:,]{3,20}?)? |one )?"
    r"(?:was|is|were|came|took place|happened|started|began|"
    r"(?:event|activity|drive|meeting) \w+(?: place)?|(?P<done>\w+ed))(?: held)? ?"
    r"(?:the )?(?P<more>first|earlier|later|last)"
    r"(?P<when> in [^:,]{3,20})?[:,]? (?P<a>.+?),? or (?P<b>.+?)\??$",
    re.I,
)


def _read_order(question: str) -> Comparison | None:
    """Which came first, A or B: two events without a day, each asked for its own."""
    match = _ORDER_EN.match(question.strip())
    if match is None:
        return None
    when = match["when"] or match["year"] or ""
    one_of = f"the {match['what'].removesuffix('s')}" if match["what"] else "the one"
    asked = [(one, re.sub(r"^the one\b", one_of, one, flags=re.I)) for one in (match["a"], match["b"])]
    sides = tuple((one, f"When was {said} {match['done'] or 'held'}{when}?") for one, said in asked)
    return Comparison(sides, match["more"].lower())


def _read_english(question: str) -> Comparison | None:
    if order := _read_order(question):
        return order
    mentions = [m for m in find_dates(question) if not m.occasion]
    if len(mentions) < 2:
        return None
    by = BY_EN.search(question)
    if by:
        common = f"How {by['much']}{_undated(by['what']).rstrip().removesuffix(' on').removesuffix(' in')}"
        asked = [(m.text, f"{common} {_on(m.text)}?") for m in mentions[:2]]
        return Comparison(tuple(asked), by["more"], True)
    which = WHICH_EN.search(question)
    if which is None:
        return None
    noun = (which["noun"] or "").strip()
    asks = f"How much {noun}" if noun else "How many"
    common = re.sub(r"\b(?:which|that of|or|and|,|the one)\b|[?,]", " ", _undated(question), flags=re.I)
    common = re.sub(rf"\b{which['more']}\b(?: {noun})?", " ", common, flags=re.I)
    return Comparison(
        tuple((m.text, f"{asks} {' '.join(common.split())} {_on(m.text)}?") for m in mentions[:2]), which["more"]
    )


def _on(day: str) -> str:
    return day if re.match(r"(?:on|in|of)\b", day) else f"on {day}"


def _undated(text: str) -> str:
    for mention in reversed(find_dates(text)):
        if not mention.occasion:
            text = text[: mention.span.start] + text[mention.span.end :]
    return text


def _other_side(left: str, right: str) -> str:
    """The left side's question with the right side's date or subject in it."""
    mentions = find_dates(left)
    if find_dates(right) and not re.sub(r"[的那次天年同期在]", "", _undated(right)):
        if not mentions:
            return ""
        return left[: mentions[0].span.start] + find_dates(right)[0].text + left[mentions[0].span.end :]
    what = left.rpartition("的")[2]
    return right if what in right else f"{right.rstrip('的')}的{what}"


def compose_comparison(asked: Comparison, look: Look, lang: str) -> tuple[Draft, bool] | None:
    """Both sides quoted, then how they stand; and is that said at all?

    Where only one side is proved, or the two measure different things, nothing is concluded: the quotes stand alone.
    None where the archive proves neither, or has one sentence for both.
    """
    found: list[tuple[str, Found]] = []
    for label, question in asked.sides:
        side = look(question, frozenset())
        if side and any(one.place == side.place for _, one in found):
            side = look(question, frozenset(one.evidence.article.key for _, one in found))
        if side and side.proved:
            found.append((label, side))
    if not found:
        return None
    draft = Draft()
    numbers = [draft.cite(side.evidence) for _, side in found]
    quotes = [_quote(side, 100 // len(found)) for _, side in found]
    ranked = _rank(asked, [side for _, side in found]) if len(found) == len(asked.sides) else None
    if ranked is None:
        alone = len(found) < len(asked.sides)
        return (_write_apart(draft, quotes, numbers, lang, alone), False) if alone or len(set(numbers)) > 1 else None
    words, short = _conclude(asked, [(found[n][0], found[n][1]) for n in ranked], draft, tuple(numbers), lang)
    marks = "".join(f"[{number}]" for number in dict.fromkeys(numbers))
    if lang == "zh":
        draft.texts += [f"{quote}[{number}]" for quote, number in zip(quotes, numbers, strict=True)]
        draft.texts.append(f"{words}{marks}")
    else:
        quoted = "; ".join(f"“{quote}” [{number}]" for quote, number in zip(quotes, numbers, strict=True))
        draft.texts.append(f"{words} {marks}: {quoted}")
    draft.shorts.append(short)
    return draft, True


def _write_apart(draft: Draft, quotes: Sequence[str], numbers: Sequence[int], lang: str, alone: bool) -> Draft:
    """The quotes without a conclusion, and why there is none; `alone`: the other side was not found."""
    marks = "".join(f"[{number}]" for number in numbers)
    if lang == "zh":
        why = "没有查到另一方的可比数字" if alone else "两处所报的不是同一项"
        draft.texts += [f"{quote}[{number}]" for quote, number in zip(quotes, numbers, strict=True)]
        draft.texts.append(f"{why}，不作计算{marks}")
    else:
        why = "No like figure was found for the other side" if alone else "These do not report the same thing"
        quoted = "; ".join(f"“{quote}” [{number}]" for quote, number in zip(quotes, numbers, strict=True))
        draft.texts.append(f"{why}, so nothing is computed {marks}: {quoted}")
    return draft


def _quote(side: Found, room: int) -> str:
    text = side.evidence.text
    return window(text, side.fact.span, room).of(text).strip().rstrip("，；：、。")


def _rank(asked: Comparison, sides: Sequence[Found]) -> list[int] | None:
    """The sides in order, the one that is asked for first; None where they cannot be compared."""
    order = range(len(sides))
    if asked.more.lower() in TIMELY:
        days = [side.days for side in sides]
        if any(day is None for day in days):
            return None
        return sorted(order, key=[day.first for day in days if day].__getitem__, reverse=asked.highest)
    amounts = [side.amount for side in sides if side.amount]
    places = {side.place for side in sides}
    if len(amounts) != len(sides) or len({a.dimension for a in amounts}) != 1 or len(places) != len(sides):
        return None
    return sorted(order, key=[a.amount for a in amounts].__getitem__, reverse=asked.highest or asked.by)


def _conclude(
    asked: Comparison, ranked: Sequence[tuple[str, Found]], draft: Draft, numbers: tuple[int, ...], lang: str
) -> tuple[str, str]:
    """The conclusion and the bare answer."""
    amounts = [side.amount for _, side in ranked if side.amount]
    if not asked.by:
        sign = " > " if asked.highest else " < "
        facts = sign.join(side.fact.value for _, side in ranked) if amounts else ""
        label = ranked[0][0]
        if lang == "zh":
            more = asked.more if asked.more in TIMELY else f"更{asked.more}"
            return f"{facts}{'，' if facts else ''}{label}{more}", label
        came = f"{label} came {asked.more.lower()}" if asked.more.lower() in TIMELY else f"{label}: {asked.more}"
        return f"{label}: {asked.more} ({facts})" if facts else came, label
    high, low = amounts[0], amounts[-1]
    difference = subtract(high, low, asked.unit)
    draft.computed.append(Computed(difference.value, numbers))
    turned = ranked[0][0] != asked.sides[0][0] and asked.highest and high.amount != low.amount
    if lang == "zh":
        note = f"（{ranked[0][0]}反而更多）" if turned else ""
        return f"据此推算：{difference.words}{note}", difference.value
    rendered = render_quantity(difference.value)
    value = rendered[0] if rendered else difference.value
    return f"{value}, computed ({difference.words})", value
