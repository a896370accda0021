"""Lists that a report numbers in words (一要…，二要…，三要…), and the place in one that somebody names (第三项)."""

from __future__ import annotations

import re

from index.records import Span

_ORDER = "一二三四五六七八九十"
_ITEM = re.compile(
    r"(?:^|(?<=[，；。：“、]))第?(?P<n>[一二三四五六七八九十])(?P<link>要|是|抓|看|靠|能|、|，)(?P<what>[^，。；！？”]{2,48})"
)
_PLACE = re.compile(r"第(?P<n>[一二三四五六七八九十]|10|[1-9])(?:大|个)?(?:项|条|点|件|方面|步|任务|要求|重点)(?!次)")
_PLACE_EN = re.compile(
    r"\b(?P<n>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) "
    r"(?:of (?:the |its |these |those |their |\w+['’]s ))?"
    r"(?:\w+ ){0,3}?"
    r"(?:requirements?|demands?|points?|measures?|tasks?|things?|areas?|aspects?|steps?|priorit(?:y|ies))\b",
    re.I,
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def read_place(question: str) -> int:
    """Which member of a numbered list is asked for: 4 in 第四项聚焦什么; 0 where none is."""
    place = locate_place(question)
    return place[0] if place else 0


def locate_place(text: str) -> tuple[int, Span] | None:
    """Which member of a numbered list a text names, and where: 4 and 第四项."""
    if match := _PLACE.search(text):
        number = int(match["n"]) if match["n"].isdecimal() else _ORDER.index(match["n"]) + 1
        return number, Span(*match.span())
    found = _PLACE_EN.search(text)
    return (_ORDINALS.index(found["n"].lower()) + 1, Span(*found.span())) if found else None


def find_items(text: str) -> list[tuple[int, Span]]:
    """The members of the numbered lists in a text, in print order, each with its number and marker: 二要严查."""
    return [(_ORDER.index(match["n"]) + 1, Span(*match.span())) for match in _ITEM.finditer(text)]
