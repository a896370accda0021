"""What a question says is done by or with what it counts: 住进了安置点 in 有多少住进了安置点, 剩 in 还剩几个学生."""

from __future__ import annotations

import re
from functools import lru_cache

from index.records import Span
from index.words import tag_words
from rag.facts.nearness import find_asking

_CLAUSE = re.compile(r"[，、。；：！？,;]")
_AIDS = re.compile(r"[了过着到下出仅只达为共约近有超至多]+$")
_EMPTY = frozenset("是有在到去来为要会能可")
"""Verbs that say nothing of what is counted."""
_PARTLY = re.compile(
    r"(?:里|中|当中|里[头面]|其中)[，,]?(?:又|还|一共)?(?:有|占)?(?:多少|几)|的(?:有|占)(?:多少|几)|有(?:多少|几[名个位人]?人?)(?:能|会|可以|是|[\u4e00-\u9fff]{1,2}了)"
)
"""Asks how many of those it names did something, not how many they are."""


@lru_cache(maxsize=64)
def read_deeds(question: str) -> tuple[str, tuple[str, ...]]:
    """The verb right before the first asking word of a Chinese question; verbs and object behind it."""
    asking = next(iter(find_asking(question)), None)
    if asking is None:
        return "", ()
    before = _CLAUSE.split(question[: asking.start])[-1]
    behind = tag_words(_CLAUSE.split(question[asking.end :])[0].rstrip("？?"))
    lead = ""
    for word, tag in reversed(tag_words(before)):
        if tag.startswith("v") and tag != "vn" and word not in _EMPTY:
            lead = word
        if not tag.startswith(("d", "u", "m", "q")) or lead:
            break
    deeds: list[str] = []
    for n, (word, tag) in enumerate(behind):
        done = n + 1 < len(behind) and behind[n + 1][0] == "了"
        if ((tag.startswith("v") and tag != "vn") or done) and word not in _EMPTY:
            deeds.append(word)
    last = behind[-1][0] if behind else ""
    if (deeds or any(word in ("能", "会", "可以") for word, _ in behind)) and len(last) > 1:
        deeds.append(last)
    return _AIDS.sub("", lead), tuple(one for one in dict.fromkeys(_AIDS.sub("", deed) for deed in deeds) if one)


def asks_part(question: str) -> bool:
    """Does it ask how many of some did what (回来的学生里有几个当了老师)?"""
    return _PARTLY.search(question) is not None


def does(question: str, sentence: str, span: Span) -> bool:
    """Is that done with a figure of a sentence, in its own clause, which the question asks of it?"""
    lead, deeds = read_deeds(question)
    before = _CLAUSE.split(sentence[: span.start])[-1]
    behind = _CLAUSE.split(sentence[span.end :])[0]
    if lead and _AIDS.sub("", before).endswith(lead):
        return True
    return any(deed in behind or (before.endswith("的") and deed in before) for deed in deeds)
