"""Photo captions and credits: which lines are captions, and whose photo it is."""

from __future__ import annotations

import re

from index.clean import HAN
from index.people import parse_people
from index.records import Caption

_CREDIT = re.compile(
    rf"(?P<text>.*?)[\s(（/]*(?:(?:本报|实习|见习|特约)*(?:记者|通讯员)\s*)?"
    rf"(?P<name>[{HAN}·]{{2,4}}(?:[\s、]+[{HAN}·]{{2,4}}){{0,3}}|[{HAN}] [{HAN}])\s*(?:摄影|摄|供图|攝)[)）]?"
)
_ROLE_FIRST = re.compile(
    rf"(?P<text>.*?[。！？”])\s*[(（]?(?:(?:本报|实习|见习|特约)*(?:记者|通讯员)\s*)?(?:摄影|供图|图)\s*[:：/／]?\s*(?P<name>[{HAN}·]{{2,4}})[)）]?"
)
_POINTING = re.compile(r"[(（]?(?:图为|上图|下图|左图|右图|图①|图②|图一|图二)")
_LONGEST = 240
"""Characters of the longest caption seen on pages; anything longer is an article."""


def read_caption(line: str) -> Caption | None:
    """The caption (perhaps only its credit) that a line holds, else None."""
    if len(line) > _LONGEST:
        return None
    if "摄" in line[-4:] or "图" in line[-3:] or "攝" in line[-4:]:
        match = _CREDIT.fullmatch(line)
        if match and parse_people(match["name"]) and "由" not in match["text"][-1:]:
            text = match["text"].strip(" （(/／")
            if not text or text[-1] in "。！？”…" or " " in line[len(text) : len(text) + 1] or len(text) <= 40:
                name = match["name"]
                return Caption(text=text, credit=name.replace(" ", "") if len(name) == 3 else name)
    match = _ROLE_FIRST.fullmatch(line)
    if match and parse_people(match["name"]):
        return Caption(text=match["text"].strip(), credit=match["name"])
    return None


def points_at_photo(line: str) -> bool:
    """Does the line start as only captions do: 图为…?"""
    return bool(_POINTING.match(line))
