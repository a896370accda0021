"""What a quantity counts: the noun behind it (212名志愿者, 5000毫升血液, 200 volunteers), by parts of speech."""

from __future__ import annotations

import re

from index.quantities import Quantity
from index.words import tag_words

_REACH = 16
"""Characters behind a quantity in which its noun is looked for."""
_STOP = re.compile(r"[，。、；：！？（）()“”\n,.;:]")
_LINK = re.compile(r"(?:以上|以下|左右|上下|多|余)?的?")
_NOUN = re.compile(r"(?:n|v?n|an|j|l|i|nz|nt|ns|nr|nrt|eng|b|a|vn|s|f|m|q)$")
_HEAD = re.compile(r"(?:n|nz|nt|ns|vn|j|l|i|nr|nrt|eng)$")
_ENGLISH = re.compile(
    r"\s+(?:of\s+(?:the\s+)?)?((?:(?!(?:and|or|in|on|at|to|for|from|with|by|were|was|have|has|had|took|of|the|who|which)\b)"
    r"[A-Za-z-]+\s*){1,3})"
)


def find_counted(text: str, quantity: Quantity) -> str:
    """The noun that a quantity counts, with what qualifies it before it; "" where it has none behind it."""
    if quantity.text.isascii() and not re.search(r"[\u4e00-\u9fff]", text):
        match = _ENGLISH.match(text, quantity.span.end)
        return match[1].strip() if match else ""
    behind = _STOP.split(text[quantity.span.end : quantity.span.end + _REACH], maxsplit=1)[0]
    link = _LINK.match(behind)
    behind = behind[link.end() :] if link else behind
    if len(behind) == 1 and "\u4e00" <= behind <= "\u9fff":
        return behind  # alone, 树 and 血 are tagged as anything
    taken, head = "", ""
    for word, tag in tag_words(behind):
        if not _NOUN.match(tag):
            break
        taken += word
        if _HEAD.match(tag):
            head = taken
    return head
