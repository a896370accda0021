"""Small counts that measure words do not show: 五大专项行动, 双向四车道, 三楼, 四年级."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.quantities import Quantity, find_amounts
from index.records import Span

_COUNT = re.compile(
    r"(?<![第十百千万亿一二三四五六七八九两\d.])(?P<n>[一二三四五六七八九十两]|十[一二三四五六七八九]|\d{1,2})"
    r"(?P<unit>大(?=[\u4e00-\u9fff]{2})(?![量小约会学家队型人部量])|车道|楼(?![下上道盘宇房市])|年级)"
)


_DAYS = re.compile(r"(?<![一二三四五六七八九十年月])(?P<n>[一二两三四五六七八九]?百)日(?=[\u4e00-\u9fff])")
"""百日攻坚: days that no measure word shows."""


def find_small_counts(text: str) -> Iterator[Quantity]:
    """The counts as quantities with what they count as their unit."""
    for match in _DAYS.finditer(text):
        number = match["n"] if len(match["n"]) > 1 else "一百"
        read = next(iter(find_amounts(f"{number}天")), None)
        if read is not None:
            yield replace(read, span=Span(*match.span()), text=match.group())
    for match in _COUNT.finditer(text):
        read = next(iter(find_amounts(f"{match['n']}个")), None)
        if read is not None:
            yield replace(read, span=Span(*match.span()), text=match.group(), unit=match["unit"])
