"""Where a person's name begins and ends, where the tagger cut it wrong: 闵长|根作, 养路工|季小舟."""

from __future__ import annotations

import re

from index.people import is_name
from index.records import Span
from index.words import cut_known, tag_words
from rag.facts.offices import OFFICE

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NO_THIRD = "省市县区镇乡村团党副总老大小女男原前是任为的和与及在等"
_DOES = (
    "说在为对把将给被与和从赴率带向到去来有也还就曾正又都同讲做参出入前现再已并后称认要会能可让请获得夺当以用打告介表"
)
"""Signs with which a verb or a particle begins behind a name."""
_TRADE = re.compile(r"[\u4e00-\u9fff]{2}[工员师匠手兵民]")
_NAMED = frozenset(("nr", "n", "nrt", "nz"))


def with_third_sign(sentence: str, span: Span) -> Span:
    """A name of two signs with the third that the tagger gave to its title (汪双|双|律师) or to no word (闵长|根作)."""
    third = sentence[span.end : span.end + 1]
    if span.end - span.start != 2 or not third or third in _NO_THIRD or not _HAN.fullmatch(third):
        return span
    whole = Span(span.start, span.end + 1)
    if not is_name(whole.of(sentence)):
        return span
    titled = OFFICE.match(sentence, whole.end) and not OFFICE.match(sentence, span.end)
    return whole if titled or _is_torn(sentence, span) else span


def _is_torn(sentence: str, span: Span) -> bool:
    """Is what follows a word that no dictionary has, and no verb's beginning?"""
    if sentence[span.end] in _DOES:
        return False
    at = 0
    for word, _ in tag_words(sentence):
        at = sentence.find(word, at)
        if at == span.end:
            return len(word) > 1 and len(cut_known(word)) == len(word)
        at += len(word)
    return False


def behind_trade(sentence: str, span: Span) -> Span:
    """The name behind what only looks like one (养路工|季小舟), or without a trade's end (快递员|罗小军)."""
    text = span.of(sentence)
    if len(text) == 4 and text[0] in "员者工师民手" and is_name(text[1:]):
        return Span(span.start + 1, span.end)
    if not _TRADE.fullmatch(text):
        return span
    words, at = [], span.end
    for word, tag in tag_words(sentence[span.end : span.end + 6])[:2]:
        words.append((word, tag))
        at += len(word)
    name = "".join(word for word, _ in words)
    alone = words[:1]
    if alone and 2 <= len(alone[0][0]) <= 3 and alone[0][1] == "nr" and is_name(alone[0][0]):
        return Span(span.end, span.end + len(alone[0][0]))
    fits = len(words) == 2 and len(words[0][0]) == 1 and len(name) == 3 and all(tag in _NAMED for _, tag in words)
    return Span(span.end, at) if fits and is_name(name) else span
