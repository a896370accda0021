"""Who did which deed: of several persons in a sentence, the one that stands before the verb or behind its 由.

区委书记甲主持会议，传达学习市委书记乙《…》精神: 乙 stands there too, but did not chair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answers import Difference
from rag.checking.claim.parts import Piece, take_apart
from rag.checking.wording.bonds import ABSENT, Comparison, Finding, Statement
from rag.questions.pinyin import locate_sound

_DEEDS = (
    ("主持", r"主持(?!人|词|下|了?节目)", r"chaired|presided over|hosted"),
    ("讲话", r"讲话|致辞|致词|发言(?!人)", r"spoke|addressed|(?:gave|made|delivered) (?:(?:a|the) )?(?:\w+ )?speech"),
    ("带队", r"带队|率队|率领|带领", r"led|headed"),
    ("宣读", r"宣读", r"read out|announced"),
    ("陪同", r"陪同", r"accompanied"),
    ("颁奖", r"颁奖|颁发|授牌|授旗|授予", r"(?:presented|handed out|awarded)"),
    ("主讲", r"主讲|讲解(?!员)|授课|宣讲(?!员|团|会)", r"lectured|taught"),
    ("强调", r"强调|指出|表示|要求", r"stressed|pointed out"),
    ("宣布", r"宣布", r"declared(?: \w+)?(?: open| closed)?|announced"),
    ("夺得", r"夺得|夺冠|摘得|战胜|击败|打败|大胜|险胜", r"won|beat|defeated"),
    ("主办", r"主办(?!单位|方)", r""),
    ("承办", r"承办(?!单位|方)", r""),
    ("协办", r"协办(?!单位|方)", r""),
    ("揭牌", r"揭牌|揭幕|剪彩", r"unveiled"),
)  # fmt: skip
"""Deeds that are one person's or body's among several named: how they stand in Chinese and in English."""
_ALL = re.compile("|".join(zh for _, zh, _ in _DEEDS))
_CLAUSE = re.compile("[，。；：！？]")
_QUOTED = re.compile("《[^《》]*》|“[^“”]*”")
_SORTS = {"主办": ("body",), "承办": ("body",), "协办": ("body",), "夺得": ("name", "body")}


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed of a text: who did it (pieces of persons and bodies) and where the verb stands."""

    kind: str
    doers: tuple[Piece, ...]
    start: int


def find_doers(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: the claim gives a deed to one whom the sentence names, but not as its doer."""
    theirs = _deeds(comparison.report.text, take_apart(comparison.report.text))
    pieces = [finding.piece for finding in comparison.findings]
    mine = _deeds(statement.text, pieces) if statement.lang == "zh" else _deeds_en(statement.text, pieces)
    for deed in mine:
        others = [d for d in theirs if d.kind == deed.kind and d.doers]
        if not others:
            continue
        for doer in deed.doers:
            alike = [p for d in others for p in d.doers if p.kind == doer.kind]
            if alike and not any(_is_same(doer, p, statement.text) for p in alike):
                kind = "person" if doer.kind == "name" else "organisation"
                said = _words(doer, comparison.findings)
                return [Difference(kind, said, "、".join(dict.fromkeys(p.text for p in alike)))]
    return []


def _words(doer: Piece, findings: Sequence[Finding]) -> str:
    return next((f.piece.text for f in findings if f.piece is doer), doer.text)


def _is_same(doer: Piece, other: Piece, text: str) -> bool:
    if doer.sound:
        return bool(locate_sound(doer.sound, other.text))
    if doer.kind == "name":
        return doer.text in other.text or other.text in doer.text or other.text in text
    rest = iter(other.text if len(other.text) >= len(doer.text) else doer.text)
    return all(sign in rest for sign in min(doer.text, other.text, key=len)) or other.text in text


def _deeds(text: str, pieces: Sequence[Piece]) -> list[Deed]:
    """The deeds of a Chinese text, each with those who stand before it in its clause, what is quoted left out."""
    bare = _QUOTED.sub(lambda match: "\0" * len(match.group()), text)
    found = []
    verbs = list(_ALL.finditer(bare))
    for n, match in enumerate(verbs):
        kind = next(name for name, zh, _ in _DEEDS if re.match(zh, bare[match.start() :]))
        before = verbs[n - 1].end() if n else 0
        found.append(Deed(kind, tuple(_before(bare, pieces, match.start(), before, kind)), match.start()))
    return found


def _before(text: str, pieces: Sequence[Piece], verb: int, before: int, kind: str) -> list[Piece]:
    """Those named between the clause's head, or the last verb, and a verb; of the clause before if there are none."""
    heads = [0, *(m.end() for m in _CLAUSE.finditer(text, 0, verb))]
    sort = _SORTS.get(kind, ("name",))
    for n, low in enumerate(reversed(heads[-2:])):
        low = max(low, before if not n else 0)
        by = max(text.rfind("由", low, verb), text.rfind("被", low, verb)) + 1
        # not in somebody's name: 向 is a family name too
        for_whom = (low + m.start() for m in re.finditer("[给为向]", text[low:verb]))
        inside = [p.span for p in pieces if p.kind == "name"]
        high = next((at for at in for_whom if not any(s.start <= at < s.end for s in inside)), verb)
        named = [p for p in pieces if p.kind in sort and max(low, by) <= p.span.start and p.span.end <= high]
        named = [p for p in named if text[p.span.start] != "\0"]
        if named:
            return _joined(text, named) if not n else named[:1]
        if before > low or by or text[low - 1 : low] in ("。", "；"):
            break
    return []


def _joined(text: str, named: Sequence[Piece]) -> list[Piece]:
    """The last one named and those listed with them: 甲、县长乙和丙."""
    found = [named[-1]]
    for piece in reversed(named[:-1]):
        between = text[piece.span.end : found[-1].span.start]
        if not re.fullmatch(r"(?:、|和|与|及|，)[\u4e00-\u9fff、]{0,24}", between):
            break
        found.append(piece)
    return found


def _deeds_en(text: str, pieces: Sequence[Piece]) -> Iterator[Deed]:
    """The deeds of an English text: was chaired by X, or X chaired."""
    for kind, _, en in _DEEDS:
        names = [piece for piece in pieces if piece.kind in _SORTS.get(kind, ("name",)) and piece.sound]
        for match in re.finditer(rf"\b(?:{en})\b(?P<by> by )?", text, re.I) if en else ():
            if match["by"]:
                after = [p for p in names if p.span.start >= match.end()]
                doers = [p for p in after if not _ELSE.search(text[match.end() : p.span.start])][:1]
            else:
                before = [p for p in names if p.span.end <= match.start()]
                doers = [p for p in before if _DIRECT.fullmatch(text[p.span.end : match.start()])][-1:]
            if doers:
                yield Deed(kind, tuple(doers), match.start())


_ELSE = re.compile(r"[,.;]| (?:in|at|on|and) ")
"""What, between by and a name, makes it another's."""
_DIRECT = re.compile(r"(?:,[^,]*,)?(?: (?:also|then|who|had|has|personally))* ?")
"""What may stand between a name and its verb."""


_BY = re.compile(
    r"\w{2}(?:ed|[^aeiou ]t|[aeo]wn|en|ung|un|ade|aid|old) by (?!\d|half\b)"
    r"(?P<who>(?:(?! (?:in|on|at|for|after|during|when|with|to|\w+ed) )[^,.;])+)"
)
"""What was done by whom."""


def loses_doer(statement: Statement, comparison: Comparison) -> bool:
    """Is a word of who did it, behind an English by, not in the article?"""
    return any(
        f.piece.weight >= 0.5 and by.start("who") <= f.piece.span.start < by.end("who")
        for by in _BY.finditer(statement.text)
        for f in comparison.of(ABSENT)
    )
