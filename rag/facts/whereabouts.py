"""Where a place lies: what is said of it with 位于, or the larger places that are printed before its name."""

from __future__ import annotations

import re

from index.records import Span
from index.words import tag_words
from rag.facts.evidence import Fact
from rag.facts.phrases_zh import ORGANS, SITES

_ASKS = re.compile(
    r"^(?:请问)?(?P<name>[\u4e00-\u9fff]{2,14}?)(?:的?(?:具体)?(?:位置|地址|地点)是?)?(?:具体|到底)?"
    r"(?:(?:是?在|位于|地处|坐落[在于]?|属于?)"
    r"(?:哪里|哪儿|何处|什么(?:地方|位置)|哪个?(?:省|市|县|区|镇|乡|街道|村|地方)|哪)(?:的|呀|呢|啊)?|在哪)[？? ]*$"
)
_NAMES = re.compile(rf"(?:{SITES}|{ORGANS})$")
_LIES = r"(?:位于|地处|坐落[在于]|落户于?)(?P<where>[^，。；：]{2,24})"
_LARGER = re.compile(r"(?:省|自治区|自治州|市|县|区|州|盟|旗|镇|乡|街道|路|街|大道|村)$")
_OPEN = ("v", "p", "t", "x", "d", "u", "c", "r", "m")
_NAMING = ("n", "j", "g", "b", "a", "f")
_SORT = re.compile(r"(?:省|市|县|区|镇|乡|街道|村)")
LIES = 1.2
"""How well it suits to be what the place asked for lies in."""


def find_whereabouts(question: str, sentence: str) -> list[Fact]:
    """What a sentence says of where the place that the question names lies; none where it asks for another thing."""
    asked = _ASKS.match(question.strip())
    if asked is None or not _NAMES.search(asked["name"]):
        return []
    found: list[Fact] = []
    for match in re.finditer(re.escape(asked["name"]), sentence):
        said = re.match(_LIES, sentence[match.end() :])
        if said:
            span = Span(match.end() + said.start("where"), match.end() + said.end("where"))
            found.append(Fact(span, span.of(sentence), LIES))
            continue
        start = _reach_back(sentence, match.start())
        if start < match.start():
            found.append(Fact(Span(start, match.start()), sentence[start : match.start()], LIES))
    return found


def _reach_back(sentence: str, end: int) -> int:
    """Where the larger places that stand right before `end` begin; `end` where none does."""
    start = at = end
    for word, tag in reversed(tag_words(sentence[max(0, end - 30) : end])):
        if tag.startswith(_OPEN) and not (tag.startswith("v") and len(word) < 3 and start < end):
            break
        at -= len(word)
        name = start < end and tag.startswith(_NAMING) and _SORT.match(sentence, start)  # 凤桥 before 街道
        if _LARGER.search(sentence[at : at + len(word)]) or name:
            start = at
    return start if _LARGER.search(sentence[start:end]) else end
