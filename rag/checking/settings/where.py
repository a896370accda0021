"""Where: which place lies in which, learned from how the articles name them one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

LEVELS = ("省", "市", "县", "区", "镇", "乡", "街道", "村", "社区", "小区")
_RANK = {"省": 0, "市": 1, "县": 2, "区": 2, "镇": 3, "乡": 3, "街道": 3, "村": 4, "社区": 4, "小区": 5}
"""How far down an area lies: a place lies in one of a lower rank."""
_STOP = r"的了在是和与及于由被把将为到从对向并也归属管给都就而或来去至往赴入有各全其该我本每某"
_AREA = re.compile(
    rf"(?:(?![{_STOP}])[\u4e00-\u9fff]){{1,6}}?(?:省|市(?![民场政区委直])|县(?![委城级政])|(?<![小社地辖校园山库])区(?![委政级域直])|镇(?![政长])|乡(?![亲村镇])|街道(?![办党])|(?<![农乡])村(?![民委里])|社区|小区)"
)
_GENERAL = re.compile(
    r"^(?:[全各该我本每某两三四五六七八九十老新旧]|城市|农村|居民|住宅|辖|进|示范|智慧|市|县|区|乡|镇|村|街道|社区|小区)+(?:[省市县区镇乡村]|街道|社区|小区)?$"
)


_LIST = re.compile(r"[、和及的]?|、.*、|[^、，。；：]{1,8}、(?:[^，。；：]{1,24}、)?")
"""What stands between places of which the first holds the others."""
_LIES = re.compile(
    r"(?P<inner>[\u4e00-\u9fff]{2,8}?)(?:属于?|隶属于?|位于|地处|坐落[在于]|归属?于?|在)(?P<outer>[\u4e00-\u9fff]{2,10})"
)


_LIE = re.compile(
    r"(?P<inner>[\u4e00-\u9fff、]{2,40}?)[这那]?(?:[两几]个[\u4e00-\u9fff]{2})?(?:都|均|全都?|同|也)(?:属于?|隶属于?|位于|地处|坐落[在于]|归|在)"
    r"(?P<outer>[\u4e00-\u9fff]{2,10})"
)
"""Several places said to lie in one: 甲小区和乙小区都在丙街道."""


def rank_of(name: str) -> int | None:
    """How far down the area of that name lies; None where its name is no area's."""
    for level in sorted(LEVELS, key=len, reverse=True):
        if name.endswith(level):
            return _RANK[level]
    return None


def areas(text: str) -> list[str]:
    """The areas that a text names, in order."""
    return [m.group() for m in _AREA.finditer(text) if not _GENERAL.match(m.group())]


def chains(text: str) -> list[tuple[str, str]]:
    """(inner, outer) pairs of areas named one right after the other, and of lists behind one outer area.

    望蒲街道甲小区、乙小区，丙街道丁小区: 甲小区 and 乙小区 lie in 望蒲街道, 丁小区 in 丙街道.
    """
    pairs: list[tuple[str, str]] = []
    for segment in re.split(r"[，；。：！？\n“”（）]", text):
        outer: list[tuple[int, str]] = []
        last = -1
        for match in _AREA.finditer(segment):
            name = match.group()
            rank = rank_of(name)
            if rank is None or _GENERAL.match(name):
                continue
            between = segment[last : match.start()] if last >= 0 else ""
            outer = [(r, n) for r, n in outer if r < rank] if _LIST.fullmatch(between) else []
            pairs += [(name, n) for _, n in outer]
            outer.append((rank, name))
            last = match.end()
    return pairs


def outer_of(name: str, texts: Iterable[str]) -> dict[int, set[str]]:
    """The areas that the texts put a place into, by rank."""
    found: dict[int, set[str]] = {}
    for text in texts:
        if name not in text:
            continue
        for inner, outer in chains(text):
            if inner == name or inner.endswith(name):
                rank = rank_of(outer)
                if rank is not None:
                    found.setdefault(rank, set()).add(outer)
    return found


_LIES_EN = re.compile(
    r"^(?:The )?(?P<inner>(?:[A-Z][\w’'-]*[ -]?)+(?: (?:residential )?[a-z]{4,})?)(?:, [^,.]{4,80},)?"
    r" (?:is|lies|belongs|falls)(?: (?:located|situated|part|under))?"
    r" (?:in|to|of|under|within) (?:the )?(?:county seat of )?(?P<outer>(?:[A-Z][\w’'-]*[ -]?)+(?:[a-z]{4,})?)"
)


_WITHIN_EN = re.compile(
    r"\b(?P<inner>(?:[A-Z][\w’'-]+ )+(?:[Vv]illage|[Cc]ommunity|[Cc]ompound|[Ee]state|[Nn]eighbou?rhood)),? "
    r"in (?:the )?(?P<outer>(?:[A-Z][\w’'-]+ )+"
    r"(?:[Ss]ub-?district|[Tt]ownship|[Tt]own|[Cc]ounty|[Dd]istrict|[Cc]ity|[Vv]illage))\b"
)


def claimed_pair_en(text: str) -> tuple[str, str] | None:
    """The inner and the outer place of an English statement that says where a place lies, as written."""
    match = _LIES_EN.match(text.strip()) or _WITHIN_EN.search(text)
    return (match["inner"].strip(), match["outer"].strip(" .")) if match else None


def holder_of(name: str, text: str) -> str:
    """The area right before a name without an area's ending, or before the list that it stands in; "" for none.

    甲街道某某嘉园、某某花苑: both lie in 甲街道.
    """
    for segment in re.split(r"[，；。：！？\n“”（）]", text):
        at = segment.find(name)
        before = [m for m in _AREA.finditer(segment[:at]) if not _GENERAL.match(m.group())] if at > 0 else []
        held = [m for m in before if re.fullmatch("(?:[^、，]{2,8}、)*", segment[m.end() : at])]
        if held:
            return held[0].group() if rank_of(held[0].group()) != _RANK["小区"] else ""
    return ""


def _lying(inner: Iterable[str], outer: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs of which the second may hold the first, by their ranks."""
    held = list(outer)
    return [(i, o) for i in inner for o in held if i and i != o and (rank_of(i) or 0) > (rank_of(o) or 0)]


def claimed_pairs(text: str) -> list[tuple[str, str]]:
    """The (inner, outer) pairs that a statement claims: named in a row, or said to lie one in the other."""
    pairs = chains(text)
    named = areas(text)
    for match in _LIES.finditer(text):
        inner = next((a for a in named if match["inner"].endswith(a) or a.endswith(match["inner"])), "")
        pairs += _lying([inner], [a for a in areas(match["outer"]) if a in named])
    for match in _LIE.finditer(text):
        pairs += _lying(areas(match["inner"]), areas(match["outer"]))
    # 在望蒲街道调研了青砚小区: what is done in one place to another lies in it
    ranked = [(rank_of(a), a) for a in named]
    for (low, outer), (high, inner) in pairwise(ranked):
        if (
            low is not None
            and high is not None
            and low < high
            and re.search(rf"[在到]{outer}[^，。、]{{0,8}}{inner}", text)
        ):
            pairs.append((inner, outer))
    return list(dict.fromkeys(pairs))
