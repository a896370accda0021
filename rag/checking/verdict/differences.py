"""What differs between a statement and a report: the smallest pair of claimed and reported, and of which kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answers import Difference
from rag.checking.claim.parts import Piece
from rag.checking.claim.persons import names_of
from rag.checking.claim.phrases_en import HEADS
from rag.checking.contrasts.choices import find_choices
from rag.checking.contrasts.denials import find_denials
from rag.checking.contrasts.modifiers import find_contrasts
from rag.checking.contrasts.opposites import find_opposites
from rag.checking.contrasts.replaced import find_replaced
from rag.checking.contrasts.turns import find_turns
from rag.checking.figures.counted import counts_unnamed, find_counted, is_part
from rag.checking.figures.directions import find_turned_way
from rag.checking.figures.multiples import compare_times
from rag.checking.figures.totals import find_wrong_sums
from rag.checking.roles.agents import find_agents
from rag.checking.roles.belonging import find_belonging, find_run
from rag.checking.roles.doers import find_doers
from rag.checking.roles.giving import find_givers
from rag.checking.roles.offices import find_roles, goes_with, role_borne
from rag.checking.roles.pairs import find_crossed
from rag.checking.roles.parallels import find_parallels
from rag.checking.roles.partners import find_partners
from rag.checking.roles.speakers import find_speakers
from rag.checking.settings.sequence import find_order
from rag.checking.settings.venues import find_venues
from rag.checking.settings.where import areas, claimed_pair_en, claimed_pairs, holder_of, outer_of, rank_of
from rag.checking.wording.bonds import OTHER, SAME, Comparison, Statement
from rag.facts.offices import Holder, find_holders, same_office, same_title
from rag.questions.pinyin import locate_sound, plain

_SITE = re.compile(
    r"(?:街道|社区|小区|广场|公园|大街|桥|馆|车站|站|山庄|水库|隧道|公路|路|街|巷|古道|村|镇|乡|县|区|市|省|学校|小学|中学|园)$"
)
_AT = re.compile(
    r"(?:在|于|到|至|起|位于|来自|赴|从|走进|[是为]在)$|\b(?:in|at|to|from|near|along|on)(?: the)? $", re.I
)
_HOUSE_EN = re.compile(r"\b(?:University|College|Hospital|School|Bank)$")
"""English names of houses by those who work in them; where something happens there, an `at` stands before it."""
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
        if finding.piece.kind == "figure" and (
            is_part(statement, finding.piece) or counts_unnamed(statement, comparison, finding)
        ):
            continue
        found.append(Difference(_kind(statement.text, finding.piece), finding.piece.text, finding.rival))
    contrasts = find_contrasts(statement, comparison)
    found += contrasts
    found += find_agents(statement, comparison)
    found += find_roles(statement, comparison)
    found += find_venues(statement, comparison)
    found += find_denials(statement.text, comparison)
    found += find_opposites(statement, comparison)
    found += [] if contrasts else find_replaced(statement, comparison)
    found += find_counted(statement, comparison)
    found += find_order(statement, comparison)
    found += compare_times(statement, comparison)[1]
    found += find_doers(statement, comparison)
    found += find_wrong_sums(statement, comparison)
    found += find_turned_way(statement, comparison)
    found += find_givers(statement, comparison)
    found += [] if found else find_partners(statement, comparison) or find_belonging(statement, comparison)
    found += [] if found else find_speakers(statement, comparison) or find_choices(statement, comparison)
    found += [] if found else find_parallels(statement, comparison) or find_crossed(statement, comparison)
    found += [] if found else find_run(statement, comparison)
    found += [] if found else [d for d in find_turns(statement, comparison) if not _is_converted(d, comparison)]
    return [replace(d, kind="number") if d.kind == "name" and _is_counted(d) else d for d in found]


_PERIOD = re.compile("每[天日周月年]|[日周月年]均|每季度")


def _is_converted(difference: Difference, comparison: Comparison) -> bool:
    """Is another stretch of time what the claim's figure was reckoned for: 5 a month where the report has 60 a year?"""
    reckoned = any(f.piece.kind == "figure" and f.state == SAME and not f.spots for f in comparison.findings)
    return reckoned and bool(_PERIOD.match(difference.claimed))


_NUMERAL = re.compile("[一二两三四五六七八九十百千万\\d]+")


def _is_counted(difference: Difference) -> bool:
    """Do the two sides differ in nothing but a number: 两码联查, 三码联查?"""
    mine, theirs = difference.claimed, difference.reported
    rest = _NUMERAL.sub("", mine)
    return mine not in (theirs, rest) and rest != "" and rest == _NUMERAL.sub("", theirs)


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
        return "place" if piece.sound and not _HOUSE_EN.search(piece.text) else "organisation"
    return "name"


def _offices(statement: str, comparison: Comparison) -> list[Difference]:
    """Titles that the report gives to others, or others to the persons."""
    text = comparison.report.whole or comparison.report.text
    theirs = find_holders(text)
    known = names_of(text)
    found = []
    for holder in find_holders(statement):
        name = next((n for n in (*(h.name for h in theirs), *known) if _same_name(n, holder, statement)), holder.name)
        if holder.name.endswith(("事务所", "服务站", "合作社")):
            continue  # 来自某某律师事务所: no lawyer of that name
        if name not in known and any(_crosses(n, holder, statement) for n in known):
            continue  # 华身 in 贺明华身为院长
        found += _office(Holder(name, holder.office, holder.title, holder.span), theirs)
    return found


def _same_name(name: str, holder: Holder, statement: str) -> bool:
    at = statement.find(holder.name, holder.span.start)
    return at >= 0 and (statement.startswith(name, at) or holder.name.startswith(name))


def _crosses(name: str, holder: Holder, statement: str) -> bool:
    """Does a name that the report knows begin before the holder's and end within it?"""
    at = statement.find(holder.name, holder.span.start)
    return any(m.start() < at < m.end() for m in re.finditer(re.escape(name), statement))


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
    if of_name and goes_with(mine.title, [h.title for h in of_name]):
        return []
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
        held = [h for h in theirs if locate_sound(name.sound, h.name)]
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
    sound = plain(re.sub(r" (?:residential )?(?:compound|estate|neighbou?rhood)$", "", pair[0], flags=re.I))
    for text in texts:
        for start, end in locate_sound(sound, text)[:1]:
            held = holder_of(text[start:end], text)
            if held and any(rank_of(other) == rank_of(held) for other in outer) and held not in outer:
                return [Difference("place", pair[1], held)]
    return []


def _is_called(area: str, name: str) -> bool:
    """May a Chinese place be the one of an English name: Renjiagou Village 任家沟村?"""
    stem, _, head = name.replace(" residential ", " ").rpartition(" ")
    heads = HEADS.get(head.lower()) or (("小区",) if head.lower() in ("compound", "estate") else ())
    return bool(stem) and area.endswith(heads) and bool(locate_sound(plain(stem), area))
