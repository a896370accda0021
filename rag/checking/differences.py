"""What differs between a statement and a report: the smallest pair of claimed and reported, and of which kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers import Difference
from rag.checking.agents import find_agents
from rag.checking.bonds import ABSENT, AROUND, OTHER, SAME, Comparison, Finding, Statement
from rag.checking.contrasts import find_contrasts
from rag.checking.counted import find_counted, is_part
from rag.checking.denials import find_denials
from rag.checking.doers import find_doers
from rag.checking.giving import find_givers
from rag.checking.opposites import find_opposites
from rag.checking.parts import Piece, names_of, take_apart
from rag.checking.phrases_en import HEADS
from rag.checking.roles import find_roles, role_borne
from rag.checking.sequence import find_order
from rag.checking.spots import sounding
from rag.checking.totals import find_wrong_sums
from rag.checking.turns import find_turns
from rag.checking.venues import find_venues
from rag.checking.where import areas, claimed_pair_en, claimed_pairs, outer_of, rank_of
from rag.facts.offices import Holder, find_holders, same_office, same_title
from rag.questions.pinyin import plain

_SITE = re.compile(
    r"(?:街道|社区|小区|广场|公园|大街|桥|馆|车站|站|山庄|水库|隧道|公路|路|街|巷|古道|村|镇|乡|县|区|市|省|学校|小学|中学|园)$"
)
_AT = re.compile(
    r"(?:在|于|到|至|起|位于|来自|赴|从|走进|[是为]在)$|\b(?:in|at|to|from|near|along|on)(?: the)? $", re.I
)
_ACTOR = re.compile(r"(?:由|被|让|是|为|获奖者是|冠军是)$|\bby(?: the)? $", re.I)


def find_differences(statement: Statement, comparison: Comparison, texts: Sequence[str]) -> list[Difference]:
    """Everything in which a report contradicts the statement; `texts` are the articles that say where places lie."""
    found = [Difference("date", when.text, said) for when, state, said in comparison.dates if state == OTHER]
    found += _offices(statement.text, comparison) if statement.lang == "zh" else _offices_en(statement, comparison)
    found += _places(statement.text, texts) if statement.lang == "zh" else _places_en(statement.text, texts)
    role = role_borne(statement, comparison)
    for finding in comparison.of(OTHER):
        if finding.piece.kind == "body" and finding.spots and finding.piece.text in role:
            continue  # 甲县县委书记乙、县长丙: what the roles say of the body counts, not what stands nearest
        if finding.piece.kind == "figure" and is_part(statement, finding.piece):
            continue
        found.append(Difference(_kind(statement.text, finding.piece), finding.piece.text, finding.rival))
    contrasts = find_contrasts(statement, comparison)
    found += contrasts
    found += find_agents(statement, comparison)
    found += find_roles(statement, comparison)
    found += find_venues(statement, comparison)
    found += find_denials(statement.text, comparison)
    found += find_opposites(statement, comparison)
    found += [] if contrasts else _replaced(statement, comparison)
    found += find_counted(statement, comparison)
    found += find_order(statement, comparison)
    found += find_doers(statement, comparison)
    found += find_wrong_sums(statement, comparison)
    found += find_givers(statement, comparison)
    found += [] if found else find_turns(statement, comparison)
    return found


def _kind(statement: str, piece: Piece) -> str:
    if piece.kind in ("figure", "clock"):
        before, after = statement[: piece.span.start][-1:], statement[piece.span.end :][:1]
        return "name" if before in '“《‘"' and after in '”》’"' and before else "number"
    if piece.kind == "name":
        return "person"
    if piece.kind == "body":
        before = statement[: piece.span.start]
        if _AT.search(before) or (_SITE.search(piece.text) and not _ACTOR.search(before)):
            return "place"
        return "place" if piece.sound else "organisation"
    return "name"


def _offices(statement: str, comparison: Comparison) -> list[Difference]:
    """Titles that the report gives to others, or others to the persons."""
    text = comparison.report.whole or comparison.report.text
    theirs = find_holders(text)
    known = names_of(text)
    found = []
    for holder in find_holders(statement):
        name = next((n for n in (*(h.name for h in theirs), *known) if _same_name(n, holder, statement)), holder.name)
        found += _office(Holder(name, holder.office, holder.title, holder.span), theirs)
    return found


def _same_name(name: str, holder: Holder, statement: str) -> bool:
    at = statement.find(holder.name, holder.span.start)
    return at >= 0 and (statement.startswith(name, at) or holder.name.startswith(name))


def _office(mine: Holder, theirs: Sequence[Holder]) -> list[Difference]:
    of_name = [h for h in theirs if h.name == mine.name]
    if any(
        same_office(h.office, mine.office) or (same_title(h.title, mine.title) and _prefix(h, mine)) for h in of_name
    ):
        return []
    holders = [
        h
        for h in theirs
        if h.name != mine.name and (same_office(h.office, mine.office) or (_prefix(h, mine) and h.title == mine.title))
    ]
    if of_name:
        said = "、".join(dict.fromkeys(h.office for h in of_name))
        return [Difference("person", f"{mine.office}{mine.name}", f"{said}{mine.name}")]
    if holders:
        return [Difference("person", mine.name, holders[0].name)]
    return []


def _prefix(one: Holder, other: Holder) -> bool:
    """May the bodies before two equal titles be one: is either left out, or does one end in the other?"""
    a, b = one.office.removesuffix(one.title), other.office.removesuffix(other.title)
    return not a or not b or a.endswith(b) or b.endswith(a)


def _offices_en(statement: Statement, comparison: Comparison) -> list[Difference]:
    """The same for an English statement: X is (the) director of …, director X, the director of … is X."""
    titles = [p for p in statement.pieces if p.tag == "title" and p.text.lower() not in _GENERIC_EN]
    names = [p for p in statement.pieces if p.kind == "name"]
    if not titles or not names:
        return []
    theirs = find_holders(comparison.report.whole or comparison.report.text)
    found = []
    for title in titles:
        bound = [p for p in names if _says_of(statement.text, title, p)]
        if not bound:
            continue
        name = bound[0]
        wanted = [form for form, _ in title.forms]
        held = [h for h in theirs if sounding(name.sound, h.name)]
        if held:
            if not any(h.title.endswith(w) and ("副" in h.title) == ("副" in w) for h in held for w in wanted):
                found.append(Difference("person", title.text, "、".join(dict.fromkeys(h.office for h in held))))
            continue
        others = [h for h in theirs if any(h.title == w for w in wanted)]
        if others:
            found.append(Difference("person", name.text, others[0].name))
    return found


_GENERIC_EN = frozenset(
    [
        "volunteer",
        "resident",
        "villager",
        "student",
        "party-member",
        "driver",
        "reporter",
        "leader",
        "staff",
        "employee",
    ]
)


def _says_of(text: str, title: Piece, name: Piece) -> bool:
    """Does the text give the title to the name: director X, X is the director, the director of … is X?"""
    between = text[min(title.span.end, name.span.end) : max(title.span.start, name.span.start)]
    after = name.span.start > title.span.start
    if after:
        return bool(re.fullmatch(r"\s", between) or re.search(r"\b(?:is|was|named)\s*$", between))
    return bool(_NAMED_AS.search(between))


_NAMED_AS = re.compile(
    r"^,? ?(?:the |a |an )?$|\b(?:is|was|as|named|serves|became|been)\b(?:(?!\band\b|, ).)*$"
    r"|^, (?:the|a|an) (?:[\w’'-]+ ){0,3}$"
)


def _places(statement: str, texts: Sequence[str]) -> list[Difference]:
    """Places that the archive puts elsewhere."""
    found = []
    for inner, outer in claimed_pairs(statement):
        known = outer_of(inner, texts)
        rank = rank_of(outer)
        if rank is not None and rank in known and not any(outer.endswith(k) or k.endswith(outer) for k in known[rank]):
            found.append(Difference("place", outer, sorted(known[rank])[0]))
    return found


def _places_en(statement: str, texts: Sequence[str]) -> list[Difference]:
    """The same for an English statement that says where a place lies; its names are known by their sound."""
    pair = claimed_pair_en(statement)
    if not pair:
        return []
    inner, outer = ({a for text in texts for a in areas(text) if _is_called(a, name)} for name in pair)
    for name in inner:
        for rank, known in sorted(outer_of(name, texts).items()):
            if any(rank_of(other) == rank for other in outer) and not outer & known:
                return [Difference("place", pair[1], sorted(known)[0])]
    return []


def _is_called(area: str, name: str) -> bool:
    """May a Chinese place be the one of an English name: Renjiagou Village 任家沟村?"""
    stem, _, head = name.replace(" residential ", " ").rpartition(" ")
    heads = HEADS.get(head.lower()) or (("小区",) if head.lower() in ("compound", "estate") else ())
    return bool(stem) and area.endswith(heads) and bool(sounding(plain(stem), area))


_NAMING = ("n", "ns", "nz", "nr", "nt", "j", "s", "b", "vn", "v", "a", "x", "g", "zg")
_IS = re.compile(r"(?:是|为|叫做?|属于?)(?:[一两][\u4e00-\u9fff])?(?:名|位|个)?$")


def _replaced(statement: Statement, comparison: Comparison) -> list[Difference]:
    """A word of the claim in whose place the sentence has another, between the same neighbours.

    浙江甲 and 浙江乙 before the same 、 or 等; 甲剧《某》 where the claim says that 《某》 is 乙剧.
    """
    if statement.lang != "zh":
        return []
    findings = list(comparison.findings)
    found: list[Difference] = []
    for n, finding in enumerate(findings):
        piece = finding.piece
        if piece.kind != "word" or piece.weight < 0.5 or len(piece.text) < 2:
            continue
        if _IS.search(statement.text[: piece.span.start]):
            found += _classed(finding, findings, comparison)
            continue
        if finding.state not in (ABSENT, AROUND) or finding.strength >= BESIDE_ENOUGH:
            continue
        before = findings[n - 1] if n else None
        after = findings[n + 1] if n + 1 < len(findings) else None
        rival = _between(statement.text, piece, before, after, comparison)
        if rival:
            place = piece.tag == "ns" or (before is not None and before.piece.tag == "ns")
            counted = _NUMERAL.match(piece.text) and _NUMERAL.match(rival)
            found.append(Difference("place" if place else "number" if counted else "name", piece.text, rival))
    return found


_NUMERAL = re.compile("[一二两三四五六七八九十百千万\\d]")
BESIDE_ENOUGH = 0.65
"""A word found beside the sentence this surely is no other one."""


def _between(
    statement: str, piece: Piece, before: Finding | None, after: Finding | None, comparison: Comparison
) -> str:
    """What stands in the sentence between the neighbours of a lost word, where it is one word of its sort."""
    text = comparison.report.text
    size = len(piece.text)
    left = before is not None and before.state == SAME and statement[before.piece.span.end : piece.span.start] == ""
    right = after is not None and after.state == SAME and statement[piece.span.end : after.piece.span.start] == ""
    closed = re.match(r"[，。；、！]|等|$", statement[piece.span.end :]) is not None
    for other in take_apart(text):
        if other.kind != "word" or other.weight < 0.5 or other.text == piece.text or len(other.text) != len(piece.text):
            continue
        if not (other.tag[:1] == piece.tag[:1] or other.text[-1] == piece.text[-1]) or other.text in statement:
            continue
        at_left = left and before is not None and any(end == other.span.start for _, end in before.spots)
        at_right = right and after is not None and any(start == other.span.end for start, _ in after.spots)
        shut = re.match(r"[，。；、！]|等|$", text[other.span.end :]) is not None
        if (at_left and (at_right or (closed and shut))) or (at_right and other.text[-1] == piece.text[-1]):
            return other.text
    if left and closed and before is not None:
        for _, end in before.spots:
            rival = text[end : end + size]
            if re.fullmatch(rf"[\u4e00-\u9fff]{{{size}}}", rival) and re.match(
                r"[，。；、！]|等|$", text[end + size :]
            ):
                return rival if rival != piece.text else ""
    return ""


def _classed(finding: Finding, findings: Sequence[Finding], comparison: Comparison) -> list[Difference]:
    """X is a Y: the sentence has another Y' of Y's sort right beside X, and Y beside something else."""
    piece, text = finding.piece, comparison.report.text
    for subject in findings:
        if subject.piece is piece or subject.state != SAME or subject.piece.kind not in ("title", "name", "body"):
            continue
        for start, _ in subject.spots:
            low = start - 1 if text[start - 1 : start] in "《“" else start
            window = text[max(0, low - len(piece.text)) : low]
            if len(window) == len(piece.text) and window != piece.text and window[-1] == piece.text[-1]:
                return [Difference("name", piece.text, window)]
    return []
