"""Photo captions and credits: which lines are captions, and whose photo it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.clean import HAN
from index.people import parse_people
from index.records import Byline, Caption

_CREDITED = re.compile(r"(?P<rest>.*?[^\s/／由])[\s/／]*(?:摄影|摄|供图|攝)[)）]?")
_ROLE_NAMES = re.compile(
    rf"(?P<text>(?:.*[\s(（。！？…”])?)(?:本报|实习|见习|特约|首席)*(?:记者|通讯员|实习生)\s*"
    rf"(?P<names>[{HAN}·]{{2,6}}(?:[\s、]+[{HAN}·]{{2,6}}){{0,3}}|[{HAN}] [{HAN}])"
)
_NAME = rf"(?:[{HAN}·]{{2,4}}|[{HAN}]+·[{HAN}·]+|[{HAN}] [{HAN}])"
_LAST_NAMES = re.compile(rf"(?P<text>(?:.*[\s(（。！？…”、/／])?)(?P<names>(?:{_NAME}、)*{_NAME})")
_MORE_NAMES = re.compile(rf"(?P<text>.*[。！？…”][\s(（]*)(?P<names>{_NAME}(?: +{_NAME}){{1,3}})")
_ROLE_FIRST = re.compile(
    rf"(?P<text>.*?[。！？”])\s*[(（]?(?:(?:本报|实习|见习|特约)*(?:记者|通讯员)\s*)?(?:(?:摄影|供图)\s*[:：/／]?|图\s*[:：/／])\s*(?P<name>[{HAN}·]{{2,4}})[)）]?"
)
_POINTING = re.compile(r"[(（]?(?:图为|上图|下图|左图|右图|图①|图②|图一|图二)")
_SUPPLIED = re.compile(
    r"(?P<text>.*?)\s*[(（]?(?P<credit>资料(?:图片?|照片)|(?:受访者|网络|本报|视觉中国|新华社|[\u4e00-\u9fff]{2,12}?)供图|图片(?:由|来源于?|来自)[^（）()。，]{2,16}"
    r"|网络图片|新华社发(?:[(（][\u4e00-\u9fff ]{2,8}摄[)）])?)[)）]?"
)
"""A photo that no photographer is named for: …果园。（资料图片）, 图片由镇政府提供."""
_LONGEST = 240
"""Characters of the longest caption seen on pages; anything longer is an article."""
_SHORT = 40
"""Characters of the longest caption to which the photographer's name is joined without a stop or blank."""


def _read_credit(line: str) -> Caption | None:
    """The caption that ends in its photographer: …现场。 王小明 摄."""
    credited = _CREDITED.fullmatch(line)
    if credited is None:
        return None
    rest = credited["rest"]
    for form in (_ROLE_NAMES, _MORE_NAMES, _LAST_NAMES):
        match = form.fullmatch(rest)
        people = parse_people(match["names"], closes=True) if match else None
        if match is None or people is None or (form is _ROLE_NAMES and "记者" in match["names"]):
            continue
        text = match["text"].strip(" （(/／、")
        spaced = match["text"][-1:].isspace()
        if not text or text[-1] in "。！？”…" or spaced or len(text) <= _SHORT:
            return Caption(text=text, credit=_names(match["names"], people))
    return None


def _names(printed: str, people: Sequence[Byline]) -> str:
    """The names as printed, unless they were letter-spaced or run together."""
    return people[0].name if len(people) == 1 else printed


def read_caption(line: str) -> Caption | None:
    """The caption (perhaps only its credit) that a line holds, else None."""
    if len(line) > _LONGEST:
        return None
    if "摄" in line[-4:] or "图" in line[-3:] or "攝" in line[-4:]:
        found = _read_credit(line)
        if found is not None:
            return found
    if line[-1] in "图片供发提片络）)" and (supplied := _SUPPLIED.fullmatch(line)):
        text = supplied["text"].strip()
        if not text or (text[-1] in "。！？”" and len(text) <= _SHORT):
            return Caption(text=text, credit=supplied["credit"])
    if _POINTING.match(line) and line[-1] == "。" and "。" not in line[:-1]:
        return Caption(line)
    match = _ROLE_FIRST.fullmatch(line)
    if match and parse_people(match["name"]):
        return Caption(text=match["text"].strip(), credit=match["name"])
    return None


def points_at_photo(line: str) -> bool:
    """Does the line start as only captions do: 图为…?"""
    return bool(_POINTING.match(line))
