"""Amounts told in two units or three: 1小时06分48秒 is one time, 三年零两个月 one age, 9元5角 one price."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from index.approximation import Kind
from index.quantities import Quantity, build
from index.records import Span

_SCALES: tuple[tuple[tuple[str, Fraction], ...], ...] = (
    tuple((names, Fraction(n)) for names, n in (
        ("天 日 day days", 86400), ("小时 个小时 钟头 个钟头 时 hour hours h", 3600),
        ("分钟 分 minute minutes min", 60), ("秒 秒钟 second seconds", 1),
    )),
    (("年 周年 year years", Fraction(12)), ("个月 month months", Fraction(1))),
    (("元 块 块钱 yuan", Fraction(1)), ("角 毛 毛钱 jiao", Fraction(1, 10)), ("分 分钱 fen", Fraction(1, 100))),
    (("公里 千米 km", Fraction(1000)), ("米 m metre metres", Fraction(1)), ("厘米 cm", Fraction(1, 100))),
)  # fmt: skip
"""Units that are told one after the other, the greatest first, with how many of the scale's own unit each is."""
_MONEY = 2
"""The scale that is told in its greatest unit: 9元5角 is 9.5元, but 1小时30分 is 90分钟."""
_GAP = re.compile(r"零?|\s|,?\s?and\s|,\s", re.I)


_PART = re.compile(r"(?:\d[\d.]*|[一二两三四五六七八九十]+)[^\d一二两三四五六七八九十零]+")


def split_compound(text: str) -> list[Quantity]:
    """The amounts of a compound one by one, 06分 of 1小时06分 as minutes; none where the text is no compound."""
    from index.quantity_reader import read_quantities

    parts = [q for m in _PART.finditer(text) for q in read_quantities(m.group())]
    scale = _scale_of(parts[0], parts[-1]) if len(parts) > 1 else None
    if scale is None:
        return []
    names = {unit: row[0].split() for row in _SCALES[scale] for unit in row[0].split()}
    return [replace(q, unit=names[q.unit][0]) for q in parts if q.unit in names]


def _place(unit: str, scale: int) -> int | None:
    return next((n for n, (names, _) in enumerate(_SCALES[scale]) if unit.lower() in names.split()), None)


def _scale_of(one: Quantity, two: Quantity) -> int | None:
    """The scale in which the second unit is smaller than the first."""
    if not (one.role == two.role == "amount") or one.kind is not Kind.EXACT or two.kind is Kind.RANGE:
        return None
    for scale in range(len(_SCALES)):
        first, second = _place(one.unit, scale), _place(two.unit, scale)
        if first is not None and second is not None and first < second:
            return scale
    return None


def join_compounds(text: str, quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """The quantities of a text in order, those told in several units as one in the smallest of them."""
    held: list[Quantity] = []
    scale: int | None = None
    for quantity in quantities:
        if held:
            found = _scale_of(held[-1], quantity)
            near = _GAP.fullmatch(text, held[-1].span.end, quantity.span.start)
            if found is not None and near and found == (scale if scale is not None else found):
                held.append(quantity)
                scale = found
                continue
            yield _joined(text, held, scale)
        held, scale = [quantity], None
    if held:
        yield _joined(text, held, scale)


def _joined(text: str, parts: list[Quantity], scale: int | None) -> Quantity:
    if scale is None:
        return parts[0]
    places = [place for part in parts if (place := _place(part.unit, scale)) is not None]
    own = _SCALES[scale][0 if scale == _MONEY else places[-1]]
    sizes = (_SCALES[scale][place][1] for place in places)
    number = sum((Fraction(part.value) * size for part, size in zip(parts, sizes, strict=True)), Fraction(0)) / own[1]
    span = Span(parts[0].span.start, parts[-1].span.end)
    last = parts[-1]
    return build(
        span, span.of(text), number, own[0].split()[0], kind=last.kind, words=parts[0].approximate or last.approximate,
        total=parts[0].total,
    )  # fmt: skip
