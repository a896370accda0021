"""What stands in a sentence where the claim has something else of the same kind, and how well it is bound there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.agreement import same_kind
from rag.checking.claim.parts import Piece
from rag.checking.figures.counted import counts_nothing
from rag.checking.figures.directions import is_another_sort
from rag.checking.settings.where import rank_of
from rag.checking.wording.bonds import BREAK, Bench
from rag.checking.wording.synonyms import same_words
from rag.questions.pinyin import locate_sound

AHEAD = 0.2
"""How much better bound a rival must be than the piece itself, where both stand in the sentence."""
LONGER = 3
"""How many times as long as another a title may be to stand in its place."""
LONG = 10
"""Signs up to which any title may stand in the place of any other."""
ALONE = {"figure": 0.45, "clock": 0.45, "title": 0.2, "name": 0.5, "body": 0.5}
"""How well bound a rival must be where the piece itself does not stand in the sentence, by kind."""


def find_rival(bench: Bench, piece: Piece) -> tuple[str, float]:
    """The best bound rival of a piece and its bond; ("", 0) where there is none."""
    found = [one for one in _rivals(bench, piece) if not _counts_another(bench, piece, one[0])]
    rival, strength = max(found, key=lambda one: one[1], default=("", 0.0))
    if rival and _is_bare(piece) and not _is_counted_alike(bench, piece, rival):
        return "", 0.0
    return rival, strength


def find_displacer(bench: Bench, piece: Piece, places: Sequence[tuple[int, int]]) -> str:
    """What stands right beside the piece's own neighbour, or bears its very name with another head; "" for nothing."""
    displaced = _displaced(bench, piece)
    if displaced and _counts_another(bench, piece, displaced):
        displaced = ""
    return displaced or _renamed(bench, piece, places)


def is_outdone(piece: Piece, own: float, rival: float) -> bool:
    """Is a rival bound so much better that the piece, though it stands in the sentence, stands there for another?"""
    if piece.kind == "body" and class_of(piece.text) in ("actor", "house") and own < 0.3:
        return rival >= 0.15 and rival > 1.5 * own
    return rival >= 0.25 and rival > own + AHEAD


def _counts_another(bench: Bench, piece: Piece, rival: str) -> bool:
    """Does a rival figure count something else, of which the article speaks beside what the claim counts?"""
    if piece.figure is None or not piece.figure.unit or any(p.forms for p in bench.pieces):
        return False
    if _is_unmeasured(bench, piece):
        return True
    mine = _noun_behind(bench.pieces, piece)
    theirs = [_noun_behind(bench.theirs, p) for p in bench.theirs if p.text == rival]
    if not mine or not theirs or not all(theirs) or mine in bench.text or mine not in bench.whole:
        return False
    return not any(set(mine) & set(one) or one in same_words(mine) for one in theirs)


_IS = re.compile("[是为达有共约近超到了]{1,3}")


def _is_unmeasured(bench: Bench, piece: Piece) -> bool:
    """Is what the claim's figure measures (月工资是三千元) nowhere in the article?"""
    for near in bench.pieces:
        if near.span.end < piece.span.start and _IS.fullmatch(bench.claim[near.span.end : piece.span.start]):
            words = (near.text, *same_words(near.text), near.text[-2:])
            noun = near.kind == "word" and near.tag.startswith("n") and len(near.text) > 1
            return noun and not bench.spots[id(near)] and not any(word in bench.whole for word in words)
    return False


def _noun_behind(pieces: Sequence[Piece], piece: Piece) -> str:
    """The last noun of those right behind a figure: 理发师 in 三名专业理发师."""
    end, noun = piece.span.end, ""
    for near in pieces:
        if near.span.start != end:
            continue
        if near.kind != "word" or near.tag[:1] not in ("n", "a", "b", "j", "l", "v"):
            break
        end = near.span.end
        noun = near.text if near.tag[:1] in ("n", "j", "l") else noun
    return noun if len(noun) > 1 else ""


def _is_bare(piece: Piece) -> bool:
    """Is it a figure without a unit that Chinese would print, as in English: 20 workers?"""
    return piece.figure is not None and not piece.figure.unit


def _is_counted_alike(bench: Bench, piece: Piece, rival: str) -> bool:
    """Does what the claim counts stand close behind the rival figure?"""
    run: list[Piece] = []
    end = piece.span.end
    for near, _, step in bench.neighbours(piece):
        if step > 0 and near.kind != "day" and not bench.claim[end : near.span.start].strip(" -"):
            run.append(near)
            end = near.span.end
    if not run:
        return True
    places = [at for near in run[:2] for at, *_ in bench.spots[id(near)]]
    ends = [p.span.end for p in bench.theirs if p.text == rival]
    return any(0 <= at - end <= 8 and not BREAK.search(bench.text[end:at]) for at in places for end in ends)


def bar_of(bench: Bench, piece: Piece) -> float:
    """How well bound a rival must be where the piece itself does not stand in the sentence."""
    if piece.tag == "agent":
        return 0.2
    if piece.kind == "figure" and piece.figure is not None:
        alike = [p for p in bench.theirs if p.figure is not None and same_kind(piece.figure, p.figure)]
        return 0.12 if len(alike) == 1 and piece.figure.dimension not in ("", "count") else ALONE["figure"]
    return ALONE[piece.kind]


_GAP = re.compile(r"[的是为由被让共约近超过达到有以了在用长至起于：“《]{0,3}|共计|总计|累计|分别为|一共|达到|总量")


def _displaced(bench: Bench, piece: Piece) -> str:
    """What stands right beside the piece's own neighbour in the sentence where the claim has the piece."""
    pieces = bench.pieces
    n = next(i for i, p in enumerate(pieces) if p is piece)
    if piece.kind == "figure" and n + 1 < len(pieces) and _touches(bench, piece, pieces[n + 1]):
        return ""  # 7个甲、5个乙: the 5个 is what the claim says, whatever stands behind the verb
    if piece.kind == "figure" and bench.spots[id(piece)] and "其中" in bench.claim[: piece.span.start]:
        return ""  # 其中五个: the whole of which they are a part is no rival
    for step in (-1, 1):
        if not 0 <= n + step < len(pieces):
            continue
        near = pieces[n + step]
        if near.kind == "day" or near.forms or near.sound or (step == 1 and piece.kind != "figure"):
            continue
        gap = pieces[n + step].span.end, piece.span.start
        if step == 1:
            gap = piece.span.end, near.span.start
        if not 0 <= gap[1] - gap[0] <= 3:
            continue
        rival = _beside(bench, piece, near, step)
        if rival:
            return rival
    return ""


def _touches(bench: Bench, piece: Piece, after: Piece) -> bool:
    """Does the piece stand right before what it stands before in the claim?"""
    return any(b == a for _, b, _ in bench.spots[id(piece)] for a, *_ in bench.spots[id(after)])


def _beside(bench: Bench, piece: Piece, near: Piece, step: int) -> str:
    mine = [(a, b) for a, b, _ in bench.spots[id(piece)]]
    rival = ""
    for low, high, _ in bench.spots[id(near)]:
        for other in bench.theirs:
            start, end = other.span.start, other.span.end
            gap = bench.text[high:start] if step == -1 else bench.text[end:low]
            touching = (high <= start if step == -1 else end <= low) and _GAP.fullmatch(gap) is not None
            if not touching or not _comparable(piece, other):
                continue
            if any(a < end and start < b for a, b in mine):
                return ""
            rival = rival or other.text
    return rival


def _renamed(bench: Bench, piece: Piece, places: Sequence[tuple[int, int]]) -> str:
    """Another thing of the same name: Jihe Park where the sentence has 霁河广场."""
    if not (piece.sound and piece.kind == "body") or places:
        return ""
    for start, end in locate_sound(piece.sound, bench.text):
        for other in bench.theirs:
            if other.kind == "body" and other.span.start <= start and end < other.span.end and len(other.text) <= 6:
                return other.text
    return ""


def _rivals(bench: Bench, piece: Piece) -> list[tuple[str, float]]:
    """What of the same kind stands in the sentence, with its bond."""
    mine = [(a, b) for a, b, _ in bench.spots[id(piece)]]
    out = []
    for other in bench.theirs:
        spot = (other.span.start, other.span.end)
        if any(a < spot[1] and spot[0] < b for a, b in mine) or not _comparable(piece, other):
            continue
        if piece.kind == "body" and not piece.forms and _is_called_short(piece.text, other.text):
            continue
        if piece.kind == "body" and piece.forms and _is_told(bench, piece, spot[1]):
            continue
        if piece.figure is not None and counts_nothing(bench.text, other, piece):
            continue
        if is_another_sort(bench.claim, piece, bench.text, other):
            continue
        if _is_claimed(bench, piece, other):
            if _stands_beside(bench, piece, other):
                continue  # 由甲和乙主办: neither stands in the other's place
            # both are claimed: they have changed places (北起甲，南至乙) where words, not names, tie the other
            bond = bench.bond(piece, spot, words=True)
            if not mine or bond < 0.9 or max(bench.bond(piece, at, words=True) for at in mine) > bond - 0.3:
                continue
        else:
            bond = bench.bond(piece, spot)
        out.append((other.text, bond))
    return out


def _is_told(bench: Bench, piece: Piece, end: int) -> bool:
    """Does another word of the claim say what a body in the sentence is: Party branch, of 营业部党支部?"""
    told = (p for p in bench.pieces if p is not piece and p.kind == "word" and p.forms and p.weight >= 1)
    return any(b == end for p in told for _, b, _ in bench.spots[id(p)])


_ANY = re.compile("^(?:基层|各级|各|有关|相关|全体|当地|[这该本此])")


def _is_called_short(name: str, other: str) -> bool:
    """Is the one the other cut short (志愿队, 返乡学子志愿服务队), or the name of all such bodies (基层妇联)?"""
    rest = iter(name)
    return bool(_ANY.match(other)) or (len(other) > 2 and name[-1] == other[-1] and all(sign in rest for sign in other))


def _is_claimed(bench: Bench, piece: Piece, other: Piece) -> bool:
    """Does the claim speak of this piece of the sentence too?"""
    return any(
        (a <= other.span.start and other.span.end <= b) or (other.span.start <= a and b <= other.span.end)
        for p in bench.pieces
        if p is not piece and p.kind == piece.kind
        for a, b, _ in bench.spots[id(p)]
    )


def _stands_beside(bench: Bench, piece: Piece, other: Piece) -> bool:
    """Does the claim name both in one breath, joined by 和 or 、?"""
    return any(
        _JOINED.fullmatch(bench.claim[min(p.span.end, piece.span.end) : max(p.span.start, piece.span.start)])
        for p in bench.pieces
        if p is not piece and p.kind == piece.kind
        for a, b, _ in bench.spots[id(p)]
        if a <= other.span.start and other.span.end <= b
    )


_JOINED = re.compile("[、和与及]|以及| and ")


def _comparable(piece: Piece, other: Piece) -> bool:
    if piece.kind != other.kind or (piece.sound and piece.kind == "name"):
        return False
    if piece.kind == "figure":
        return (
            piece.figure is not None
            and other.figure is not None
            and (
                same_kind(piece.figure, other.figure)
                or {piece.figure.dimension, other.figure.dimension} == {"time", "months"}
            )
        )
    if piece.kind == "title":
        long, short = sorted((len(piece.text), len(other.text)), reverse=True)
        return long <= max(LONGER * short, LONG)
    if piece.kind == "body" and piece.tag == "agent":
        return class_of(other.text) in ("actor", "house")
    if piece.kind == "body":
        mine = class_of(piece.forms[0][0]) if piece.forms else class_of(piece.text)
        theirs = class_of(other.text)
        # a house is a place where things happen, and those who work in it act
        alike = mine == theirs or ("house" in (mine, theirs) and "area" not in (mine, theirs))
        if mine == theirs == "area" and not piece.forms:
            alike = rank_of(piece.text) == rank_of(other.text)  # a community is not another one than its county
        return alike and len(other.text) > 2 and not _is_general(other.text, piece.text)
    return True


def _is_general(other: str, name: str) -> bool:
    """Is the one but the general word for the other: 志愿队 beside 返乡学子志愿服务队?"""
    signs = iter(name)
    return len(other) < len(name) and other[-1] == name[-1] and all(sign in signs for sign in other)


_AREA = re.compile(r"(?:省|市|县|区|镇|乡|街道|村|社区|小区)$")
_SITE = re.compile(r"(?:广场|公园|大街|桥|车站|山庄|水库|隧道|公路|路|街|巷|道)$")
_HOUSE = re.compile(r"(?:馆|站|学校|小学|中学|大学|学院|医院|园)$")


def class_of(name: str) -> str:
    """What sort of body: an area, a site, a house, or those who act."""
    if _AREA.search(name):
        return "area"
    return "site" if _SITE.search(name) else "house" if _HOUSE.search(name) else "actor"
