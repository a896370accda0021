"""Reads the quantities of a Chinese text: one numeral after the other, with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from index.approximation import AFTER, BEFORE, Kind, kind_of
from index.measures import find_unit
from index.numerals import DIGITS, LONGEST, NUMERAL, POWERS, SCALES, read_fraction
from index.quantities import Quantity, build
from index.quantity_patterns import (
    BELOW,
    CLOCK,
    DATED,
    HALF,
    NAMED,
    NUMBERED,
    ORDINAL,
    PLACE,
    PRICED,
    REST,
    SCORE,
    TELEPHONE,
    TO,
    TOGETHER,
    TOTAL,
    WARM,
)
from index.records import Span

CLAUSE_MOST = 14
"""Characters before a number in which a word of summing still belongs to it."""
_BEFORE_MOST = 8
"""Characters before a number in which words of approximation and of naming are looked for."""
_PHONE_LEAST = 7
"""Figures from which a bare whole number is a telephone's or a document's."""
_START = re.compile(f"(?:{HALF.pattern})|(?:{NUMERAL.pattern})")
_TWO = re.compile(r"([百千万亿]?|[二三四五六七八九]?十)([一二三四五六七八九两])([二三四五六七八九])([十百千]?[万亿]?)")
"""Two figures side by side are a range: 三五, 七八十, 两三千, 十七八."""
_TENTHS = "一二三四五六七八九"
_FEW = re.compile(r"(?:好几|几|数|上|过(?<![经通超]过)|成)$")
_GOES_ON = re.compile(r"[·•]|[.]\d")
"""3·15, 3.1.2: a later part makes the first one none."""
_PIECES = ("部", "台", "个", "门", "张", "本", "只", "条")
"""Counters behind which a number is how many telephones or cards there are: 卫星电话27部."""
_AND = re.compile("[年时元块]零$")
"""What joins a smaller unit to a greater one."""
_POWER_SIGNS = frozenset(POWERS) | frozenset(SCALES)


def _two_figures(numeral: str) -> tuple[Fraction, Fraction] | None:
    match = _TWO.fullmatch(numeral)
    if match is None or not (match[1] or match[4] or len(numeral) == 2):
        return None
    if DIGITS[match[3]] != DIGITS[match[2]] + 1 and (match[2], match[3]) != ("三", "五"):
        return None
    low, high = (read_fraction(match[1] + digit + match[4]) for digit in (match[2], match[3]))
    return (low, high) if low is not None and high is not None else None


class _Numeral:
    """One numeral in its text: what it says, and the words on both sides."""

    def __init__(self, text: str, match: re.Match[str]) -> None:
        self.text, self.start, self.end = text, match.start(), match.end()
        self.numeral = match.group()
        self.before = text[max(0, self.start - _BEFORE_MOST) : self.start]
        self.arabic = self.numeral[0].isdecimal()

    def _is_cornered(self) -> bool:
        """Does it say how many corners something has (八角亭), not what it costs (五角钱, 三元五角)?"""
        text = self.text
        priced = text.startswith("角钱", self.end) or text[: self.start].endswith(("元", "块", "钱"))
        return not (self.arabic or priced) and len(self.numeral) == 1 and text.startswith("角", self.end)

    def special(self) -> tuple[Quantity | None, int] | None:
        """Clock times, fractions, scores; what is too long to be an amount."""
        text, start, end = self.text, self.start, self.end
        if len(self.numeral) > LONGEST or self._is_cornered():
            return None, end
        if self.arabic and (match := CLOCK.match(text, start)):
            return self._made(Fraction(read_fraction(self.numeral) or 0), match.end(), "", role="date"), match.end()
        if text.startswith("分之", end) and (match := NUMERAL.match(text, end + 2)):
            return self._share(match)
        if (match := SCORE.match(text, end)) and not TELEPHONE.search(self.before):
            one, two = read_fraction(self.numeral), read_fraction(match[1])
            if one is not None and two and (self.arabic or text[end] != "比"):
                quantity = self._made(one / two, match.end(), "", role="ratio", dimension="ratio")
                return quantity, match.end()
        return None

    def _share(self, match: re.Match[str]) -> tuple[Quantity | None, int]:
        of, part = read_fraction(self.numeral), read_fraction(match.group())
        if not of or part is None:
            return None, match.end()
        rest = AFTER.match(self.text, match.end())
        return self._made(100 * part / of, match.end(), "%", after=rest), match.end()

    def _made(
        self, number: Fraction, end: int, unit: str, *, role: str = "amount", spoken: str = "", few: str = "",
        after: re.Match[str] | None = None, dimension: str | None = None, top: Fraction | None = None,
    ) -> Quantity:  # fmt: skip
        around = BEFORE.search(self.before)
        kind, words = kind_of(around), around[0].strip() if around else ""
        known = find_unit(unit)
        if words == "近" and known and known.dimension in ("time", "months"):
            kind = Kind.ABOUT  # 近两年 says "the last two years" as often as "nearly two years"
        if kind is Kind.EXACT and spoken:
            kind = Kind.MORE
        if kind is Kind.EXACT and after:
            kind = kind_of(after)
        if few == "过":
            kind = Kind.MORE
        words = (words or few) + spoken + (after[0] if after else "")
        clause = self.text[max(0, self.text.rfind("，", 0, self.start), self.start - CLAUSE_MOST) : self.start]
        return build(
            Span(self.start, end), self.text[self.start : end], number, unit, role=role, kind=kind, words=words,
            spoken=bool(spoken) and not around, total=bool(TOTAL.search(clause)), dimension=dimension, top=top,
        )  # fmt: skip

    def read(self) -> tuple[Quantity | None, int]:
        """The quantity at this numeral, if it is one, and where to read on."""
        found = self.special()
        if found is not None:
            return found
        rest = REST.match(self.text, self.end)
        assert rest is not None  # every part of it is optional
        unit, scale = (rest["unit"] or "").replace("％", "%"), rest["scale"] or ""
        if unit == "月":
            unit = "个月"  # 四个半月
        if not unit and PRICED.search(self.before):
            unit = "元"
        numbers = self._numbers(rest) if self.arabic or unit or scale else None
        if numbers is None:
            return None, self.end
        end = rest.end()
        while self.text[end - 1].isspace():
            end -= 1
        role, dimension = self._role(rest, unit, end)
        if role == "name":
            return None, end
        if role == "identifier":
            unit, end = "", self.end
        number, top, few = numbers
        if unit == "℃" or dimension == "temperature":
            number = -number if BELOW.search(self.before) else number
        spoken = "".join(rest[name] or "" for name in ("more", "more2", "mid", "half")).strip(f"半{_TENTHS}")
        after = AFTER.match(self.text, end) if role == "amount" else None
        made = self._made(
            number, end, unit, role=role, spoken=spoken, few=few, after=after, dimension=dimension, top=top
        )
        return made, end

    def _numbers(self, rest: re.Match[str]) -> tuple[Fraction, Fraction | None, str] | None:
        """The number with its scale, the upper end where it is a range, and the word that opens it (数, 几, 上, 过)."""
        scale, factor = rest["scale"] or "", Fraction(1)
        for sign in scale:
            factor *= POWERS.get(sign, 0) or SCALES[sign]
        if self.numeral.startswith("半"):
            return Fraction(1, 2), None, ""
        two = None if self.arabic else _two_figures(self.numeral)
        if two is not None:
            return two[0] * factor, two[1] * factor, ""
        plain = read_fraction(self.numeral)
        whole = None if self.arabic else read_fraction(self.numeral + scale)  # 一亿三千|万 is one numeral
        if plain is None and whole is None:
            return None
        number = whole if whole is not None else (plain or Fraction(0)) * factor
        if rest["more"] == "几" and plain:  # 十几个, 二十几万
            return (plain + 1) * factor, (plain + 9) * factor, ""
        if rest["mid"] == "半" or rest["half"] == "半":
            number += Fraction(1, 2)
        elif rest["half"] and rest["half"] in _TENTHS:  # 九成五
            number += Fraction(_TENTHS.index(rest["half"]) + 1, 10)
        few = _FEW.search(self.before)
        if few is None or self.numeral[0] not in _POWER_SIGNS:
            return number, None, ""
        if few[0] in ("几", "好几", "数"):
            return 2 * number, number * Fraction(999, 100), few[0]
        return number, 10 * number if few[0] == "上" else None, few[0]

    def _role(self, rest: re.Match[str], unit: str, end: int) -> tuple[str, str | None]:
        """What the number is: amount, ordinal, date, identifier, or part of a name."""
        if not self.arabic and self._is_named(rest, unit):
            return "name", None
        if ORDINAL.search(self.before):
            return ("ordinal", "ordinal") if unit else ("identifier", None)
        if self.arabic and not rest["scale"] and self._is_identifier(unit):
            return "identifier", None
        if DATED.match(self.text, self.end) and self._is_dated():
            return "date", None
        if unit == "度":
            warm = WARM.search(self.before)
            return "amount", "temperature" if warm else "energy" if self.text[end : end + 1] == "电" else None
        return "amount", None

    def _is_named(self, rest: re.Match[str], unit: str) -> bool:
        """Is the Chinese numeral part of a name or word: 八里村, 三八节, 高三, 百年, 一起?"""
        if PLACE.match(self.text, self.end) or TOGETHER.match(self.text, self.start):
            return True
        if NAMED.search(self.before) and unit not in ("人", "名", "位"):
            return True
        signs = set(self.numeral)
        if len(self.numeral) > 1 and not signs & _POWER_SIGNS and not _two_figures(self.numeral):
            return unit != "年" and "半" not in signs and "点" not in signs and not signs & {"廿", "卅"}
        opened = rest["more"] or rest["more2"] or _FEW.search(self.before) or BEFORE.search(self.before)
        return self.numeral in ("百", "千", "万", "亿") and not opened

    def _is_dated(self) -> bool:
        if self.text[self.end : self.end + 2].lstrip()[:1] != "年":
            return True
        years = len(self.numeral) == 4 and (self.numeral[:2] in ("18", "19", "20", "21") or not self.arabic)
        return years and not set(self.numeral) & _POWER_SIGNS

    def _is_identifier(self, unit: str) -> bool:
        if _GOES_ON.match(self.text, self.end):
            return True
        if TELEPHONE.search(self.before) and not (unit and (self.before[-1:] in "-." or unit in _PIECES)):
            return True
        if (NUMBERED.match(self.text, self.end) and not unit) or (
            unit.isascii() and len(unit) == 1 and unit in "GMTHA"
        ):
            return True
        if unit:
            return False
        if not self.numeral.isdecimal():
            return False
        bare_year = len(self.numeral) == 4 and self.numeral[:2] in ("19", "20")
        return len(self.numeral) >= _PHONE_LEAST or (self.numeral[0] == "0" and len(self.numeral) > 1) or bare_year


def _join(text: str, one: Quantity, two: Quantity) -> Quantity | None:
    """The two ends of a range (3至5人, 3%-5%, 1.2万至1.5万) as one quantity; None where they are none."""
    if one.role != "amount" or two.role != "amount" or one.high is None or two.low is None:
        return None
    if one.unit and one.dimension != two.dimension:
        return None
    low = one.value
    if not one.unit and two.unit:
        scale = two.text[len(two.text.rstrip("万亿" + two.unit)) :][:1]
        printed = read_fraction(re.match(r"[\d.,]*", two.text)[0]) if two.text[0].isdecimal() else None  # type: ignore[index]
        if scale in SCALES and printed and low < printed and "万" not in one.text and "亿" not in one.text:
            low *= SCALES[scale]  # 3至5万
    unit = two.unit if not one.unit else one.unit
    factors = (find_unit(unit), find_unit(two.unit))
    top = Fraction(two.value)
    if factors[0] and factors[1]:
        top = top * factors[1].factor / factors[0].factor
    if top <= Fraction(low):
        return None
    span = Span(one.span.start, two.span.end)
    made = build(span, span.of(text), Fraction(low), unit, total=one.total, dimension=two.dimension or None, top=top)
    return replace(made, approximate=one.approximate)


def read_quantities(text: str) -> Iterator[Quantity]:
    """Every figure of a Chinese text in order; linear time."""
    at, last = 0, None
    while match := _START.search(text, at):
        if _AND.search(text[: match.start() + 1][-2:]):
            match = _START.match(text, match.start() + 1) or match  # 三年零两个月
        numeral = _Numeral(text, match)
        quantity, at = numeral.read()
        at = max(at, match.start() + 1)
        if quantity is None:
            continue
        if last is not None:
            gap = TO.fullmatch(text, last.span.end, quantity.span.start)
            joined = _join(text, last, quantity) if gap else None
            if joined is None:
                yield last
                last = quantity
            else:
                last = joined
        else:
            last = quantity
    if last is not None:
        yield last
