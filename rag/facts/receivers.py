"""For whom it was done: the persons behind 给, 为, 向 of whom a report gives no name."""

from __future__ import annotations

import re

from index.records import Span
from index.words import tag_words
from rag.facts.evidence import Fact

_ASKS = re.compile(r"(?:[给为向替帮]了?|服务|慰问|看望|帮助|救助)(?:了)?(?:谁|哪些人|什么人|哪类人|何人|哪些群[体众])")
_GIVEN = re.compile(r"(?:[给为向替帮]|慰问了?|看望了?|服务|帮助|救助了?)(?=[\u4e00-\u9fff\d])|针对|面向|组织")
_SOMEBODY = re.compile(
    r"(?:[者员家师生民工友人兵警妇童女众户亲客]|孩子|群体|干部|代表|职工|官兵|妈妈|家长|对象|商户|司机)(?:们|家庭)?$"
)
RECEIVES = 0.9
"""How well who stands behind 给 or 为 suits where the question asks for whom."""


def find_receivers(question: str, sentence: str) -> list[Fact]:
    """Those for whom a sentence says something was done, where the question asks for whom (为30名老人理发)."""
    if not _ASKS.search(question):
        return []
    found = []
    for match in _GIVEN.finditer(sentence):
        end = _read_on(sentence, match.end())
        text = sentence[match.end() : end]
        if text and text not in question:
            found.append(Fact(Span(match.end(), end), text, RECEIVES))
    return found


def _read_on(sentence: str, start: int) -> int:
    """Where the persons that begin here end: at the last word for persons before a verb or the clause's end."""
    end = at = start
    for word, tag in tag_words(re.split(r"[，。；：（]", sentence[start : start + 40])[0]):
        if tag.startswith(("v", "p", "d")) and tag != "vn" and end > start:
            break
        at += len(word)
        if _SOMEBODY.search(sentence[start:at]) and tag.startswith(("n", "k", "j", "l", "z", "i", "r")):
            end = at
    return end
