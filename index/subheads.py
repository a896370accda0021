"""Which display lines are sub-heads inside a feature rather than the next article's headline."""

from __future__ import annotations

from collections.abc import Sequence

from index.diction import leads
from index.drafts import Draft
from index.notices import is_title
from index.overlap import Overlap
from index.units import Unit

_SUBHEAD = 16.0
"""Ems of the widest line of a sub-head inside a feature; section heads of 13 are common."""
_SLIGHTLY, _FAR_SMALLER = 1.25, 1.6
"""Size, to the running text, up to which such a line needs no wording in common with the text above; and then how many
times larger that text's own headline is."""
_SMALLER = 1.3
"""How many times larger than a sub-head the headline of its text is set."""
_KIN = 0.04
"""Share of a lead's wording that its sections have where they stand apart from it."""
_SAME_SHAPE = 1.6
"""Ems by which the lines of parallel sub-heads may differ in all."""
_RECENT = 12
"""Paragraphs of the running text that a sub-head is compared with."""
_NEAR = 5
"""Units before and after an article, with whose texts a section's is compared."""
_LONGEST = 20
"""Units of the longest feature: its sections and their heads up to the closing by-line."""


def _are_parallel(one: Unit, other: Unit) -> bool:
    if len(one.lines) != len(other.lines):
        return False
    return sum(abs(a.width - b.width) for a, b in zip(one.lines, other.lines, strict=True)) <= _SAME_SHAPE


def _may_be_subhead(unit: Unit) -> bool:
    return len(unit.lines) <= 2 and all(line.width <= _SUBHEAD for line in unit.lines)


def find_shaped(units: Sequence[Unit]) -> set[int]:
    """The displays that are sub-heads by their shape: short, above unopened text, and parallel to another."""
    above = [
        i
        for i, unit in enumerate(units[:-1])
        if unit.kind == "display"
        and _may_be_subhead(unit)
        and units[i + 1].kind == "body"
        and not (units[i + 1].opened or leads(units[i + 1].text))
    ]
    return {
        i
        for n, i in enumerate(above)
        for j in (above[n - 1 : n] if n else []) + above[n + 1 : n + 2]
        if _are_parallel(units[i], units[j]) and _is_one_text(units[min(i, j) + 1 : max(i, j)])
    }


def find_sections(units: Sequence[Unit], overlap: Overlap) -> set[int]:
    """The displays that are sub-heads of a feature whose own head stands elsewhere with the lead, which is akin."""
    found: set[int] = set()
    at = 0
    while at < len(units):
        run = _read_sections(units, at) if at == 0 or _is_end(units[at - 1]) else []
        if len(run) > 1 and _has_lead(units, range(at, run[-1] + 2), overlap):
            found.update(run)
        at = run[-1] + 2 if run else at + 1
    return found


def _is_end(unit: Unit) -> bool:
    return unit.kind == "sign" or unit.signature is not None


def _read_sections(units: Sequence[Unit], at: int) -> list[int]:
    """The short displays from unit `at` on, each with the text under it, up to where an article ends or begins."""
    run: list[int] = []
    while at + 1 < len(units) and units[at].kind == "display" and _may_be_subhead(units[at]):
        below = units[at + 1]
        if below.kind != "body" or below.opened or below.numbered or leads(below.text):
            break
        run.append(at)
        at += 2
        while at < len(units) and units[at].kind == "caption":
            at += 1
        if below.signature:
            break
    return run


def _has_lead(units: Sequence[Unit], sections: range, overlap: Overlap) -> bool:
    """Stands a text under a head elsewhere that nothing closes, and is it more akin to the sections than any other?"""
    text = "\n".join(units[i].text for i in sections if i < len(units) and units[i].kind == "body")
    shares: list[tuple[float, bool]] = []
    for i, unit in enumerate(units):
        if unit.kind == "body" and i not in sections:
            after = units[i + 1] if i + 1 < len(units) else None
            torn_off = i > 0 and units[i - 1].kind in ("display", "sign") and not (unit.opened or unit.signature)
            stands = torn_off and not unit.numbered and (after is None or after.kind == "display" or after.opened)
            shares.append((overlap.share(unit.text, text), stands))
    return bool(shares) and max(shares)[1] and max(shares)[0] >= _KIN


def _is_one_text(between: Sequence[Unit]) -> bool:
    """Does no article end or begin in these units?"""
    return not any(unit.kind == "sign" or unit.signature or unit.opened for unit in between)


def is_subhead(units: Sequence[Unit], at: int, draft: Draft, overlap: Overlap) -> bool:
    """Is the display at `at` a sub-head of the running draft rather than the next article's headline?"""
    unit = units[at]
    if draft.closed or not _may_be_subhead(unit) or units[at + 1].numbered or is_title(unit.text):
        return False
    if not unit.size and leads(units[at + 1].text):
        return _is_bylined(units, at, draft) and _is_kin(units, at, draft, overlap)
    if unit.size:
        head = units[draft.at - 1].size if draft.at and units[draft.at - 1].kind == "display" else 0.0
        if all(line.is_set_plain for line in unit.lines):
            return True
        if head < _SMALLER * unit.size:
            return False
        if unit.size <= _SLIGHTLY and head >= _FAR_SMALLER * unit.size:
            return True
    elif _is_kin(units, at, draft, overlap):
        return True
    elif draft.opened:
        return False
    following = overlap.share(unit.text, units[at + 1].text)
    recent = "\n".join(draft.paragraphs[-_RECENT:])
    return overlap.share(unit.text, recent) >= following


def _is_bylined(units: Sequence[Unit], at: int, draft: Draft) -> bool:
    """Did a reporter's line stand over the running draft, and does none close the text below the display?"""
    return bool(draft.people) and not draft.opened and not units[at + 1].signature


def _is_kin(units: Sequence[Unit], at: int, draft: Draft, overlap: Overlap) -> bool:
    """Does the text below share more wording with the running draft than with the texts around?"""
    below = units[at + 1].text
    after = next((i + 1 for i in range(at + 1, min(len(units), at + _LONGEST)) if units[i].signature), len(units))
    near = [*range(max(0, draft.at - _NEAR), draft.at), *range(after, min(len(units), after + _NEAR))]
    rival = max((overlap.share(below, units[i].text) for i in near if units[i].kind == "body"), default=0.0)
    return overlap.share(below, draft.body) > rival
