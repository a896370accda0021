"""Where a piece of a claim stands in a Chinese text: word for word, by its sound, by a translation, or abbreviated."""

from __future__ import annotations

import re

from rag.checking.claim.parts import Piece, take_apart
from rag.checking.wording.synonyms import same_words
from rag.questions.pinyin import locate_sound

_STOP = re.compile(r"[，；。：！？]")
SYNONYM = 0.85
"""How surely a word stands where another stands that says the same."""
TRANSLATES = 0.4
"""How likely beside the likeliest a translation must be for words that say the same to be looked for."""
Spot = tuple[int, int, float]
"""Start, end, how surely (0 to 1)."""


def spots(piece: Piece, text: str) -> list[Spot]:
    """The places of a piece in a Chinese text."""
    if piece.sound:
        return _sounding(piece, text)
    if piece.tag == "agent":
        heads = tuple(form for form, _ in piece.forms)
        bodies = [p for p in take_apart(text) if p.kind == "body" and p.text.endswith(heads)]
        return [(p.span.start, p.span.end, 0.8) for p in bodies]
    if piece.within:
        return _composed(piece, text)
    if piece.forms:
        found = [(m.start(), m.end(), s) for form, s in piece.forms for m in re.finditer(re.escape(form), text)]
        if not found and piece.kind == "word":
            said = [(word, s) for form, s in piece.forms if s >= TRANSLATES for word in same_words(form)]
            found = [(m.start(), m.end(), SYNONYM * s) for word, s in said for m in re.finditer(re.escape(word), text)]
        best = max((s for *_, s in found), default=0.0)
        return [spot for spot in found if spot[2] >= best - 0.25]
    found = [(m.start(), m.end(), 1.0) for m in re.finditer(re.escape(piece.text), text)]
    if not found and piece.kind == "word":
        alike = (*_unmarked(piece.text), *same_words(piece.text))
        return [(m.start(), m.end(), SYNONYM) for word in alike for m in re.finditer(re.escape(word), text)]
    if found or len(piece.text) < 3 or piece.kind != "body":
        return found
    return _abbreviated(piece.text, text)


def _unmarked(word: str) -> tuple[str, ...]:
    """A verb and its object without what tells that it is done: 报名 for 报了名."""
    bare = re.sub("(?<=.)[了过](?=.)", "", word)
    return (bare,) if bare != word and len(bare) > 1 else ()


def _composed(piece: Piece, text: str) -> list[Spot]:
    """Bodies that end as the piece does and hold what stands before its head: 县图书馆 for county library."""
    found = []
    for head, _ in piece.forms:
        for match in re.finditer(re.escape(head), text):
            before = re.split("[，；。：！？、“”（）]", text[max(0, match.start() - _NAME) : match.start()])[-1]
            held = sum(any(form in before for form in forms) for forms in piece.within)
            if held * 2 >= len(piece.within):
                found.append((match.start() - len(before), match.end(), held / len(piece.within)))
    return found


_NAME = 10
"""Signs of a body's name before its head."""


def _sounding(piece: Piece, text: str) -> list[Spot]:
    found = locate_sound(piece.sound, text)
    if piece.kind != "body" or not piece.forms:
        return [(a, b, 1.0) for a, b in found]
    return [
        (a, b + k + len(head), 1.0)
        for a, b in found
        for head, _ in piece.forms
        for k in range(5)
        if text.startswith(head, b + k) and not _STOP.search(text[b : b + k])
    ]


def _abbreviated(name: str, text: str) -> list[Spot]:
    """市关工委 for 市关心下一代工作委员会: its signs in order within one body's name."""
    bodies = [piece for piece in take_apart(text) if piece.kind == "body"]
    out = []
    for piece in bodies:
        if len(piece.text) > len(name) and (piece.text[-1] == name[-1] or piece.text.endswith("委员会")):
            rest = iter(piece.text)
            if all(sign in rest for sign in name):
                out.append((piece.span.start, piece.span.end, 0.9))
    if out:
        return out
    whole = [p for p in bodies if name.endswith(p.text) and len(p.text) >= 3]
    if any(len(_ending(name, p.text)) > max(map(len, (w.text for w in whole)), default=99) for p in bodies):
        return []  # 各党支部 beside 甲居民区党支部: another of the sort is named
    whole = [p for p in whole if not _is_of_another(name.removesuffix(p.text), p.text, text[: p.span.start])]
    return [(p.span.start, p.span.end, 0.8) for p in whole]


def _ending(one: str, other: str) -> str:
    """The signs in which two names end alike, where neither is the other's end; "" else."""
    size = next((n for n in range(min(len(one), len(other))) if one[-n - 1] != other[-n - 1]), 0)
    return one[len(one) - size :] if size else ""


_KIND = 2
"""Signs that tell of what sort of place a branch is: 居民区党支部."""
_SORT = re.compile("居民区|社区|小区|[村镇乡县区市]|街道")
_NAMED = re.compile("[\u4e00-\u9fff](?<![在由被和与及为让请向到从对把将的了各该本我各是有等给])$")


def _is_of_another(name: str, body: str, before: str) -> bool:
    """Does a part of a body's name stand behind the same sort of place with another name: 甲居民区 for 乙居民区?"""
    alike = next((k for k in range(len(name), 0, -1) if before.endswith(name[-k:])), 0)
    sort = _KIND <= alike < len(name) or (not alike and _SORT.match(body) is not None)
    return sort and bool(_NAMED.search(before[: len(before) - alike]))


_LONGEST = 60
"""Signs of a word that are looked for in pieces, which takes their square (row C15): no name has as many."""


def stands_partly(word: str, text: str) -> float:
    """The share of a long word's signs that stand in the text in pieces of two or more."""
    if len(word) < 3:
        return 0.0
    word = word[:_LONGEST]
    covered = [False] * len(word)
    for size in range(len(word) - 1, 1, -1):
        for at in range(len(word) - size + 1):
            if word[at : at + size] in text:
                covered[at : at + size] = [True] * size
    return sum(covered) / len(word)
