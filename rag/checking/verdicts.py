"""From comparisons to a verdict: supported by a sentence that says all of it, refuted by one that says otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answers import Difference
from rag.checking.bearing import BARS, Bar, bears_out, is_of_another
from rag.checking.bonds import ABSENT, AROUND, OTHER, SAME, Comparison, Statement
from rag.checking.differences import find_differences
from rag.checking.kindred import find_kindred
from rag.checking.opposites import agreed, find_opposites
from rag.checking.parts import take_apart
from rag.facts.negation import is_denied

SAME_STORY = 0.85
"""An article that says less than this share of what the best one says of a statement tells another story."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one statement, the sentence it rests on and the differences."""

    verdict: str
    best: Comparison | None = None
    differences: tuple[Difference, ...] = ()
    missing: tuple[str, ...] = ()
    """What the nearest report lacks."""
    others: tuple[Comparison, ...] = ()
    """Further sentences that say the same as the best one."""
    values: tuple[tuple[str, Comparison], ...] = ()
    """What the articles report in the place of the statement's figure, corrections first, then the latest."""


def judge(statement: Statement, comparisons: Sequence[Comparison], texts: Sequence[str]) -> Judgement:
    """Judge a statement by its comparisons. What bears it out outweighs what differs, unless the paper corrected it."""
    bar = BARS[statement.lang]
    most = max((c.report.known for c in comparisons), default=0.0)
    ranked = sorted(comparisons, key=lambda c: -fit(c))
    against: list[tuple[Comparison, list[Difference]]] = []
    borne: list[Comparison] = []
    opposed = {c.report.article.key for c in ranked if find_opposites(statement, c)}
    for comparison in ranked:
        printed = _is_printed(statement.text, comparison.report.text)
        differences = [] if printed else find_differences(statement, comparison, texts)
        if not differences:
            denied = comparison.report.article.key in opposed and not agreed(statement.text, comparison.report.text)
            kindred = find_kindred(statement, comparison) or comparison
            if printed or (
                not denied and (bears_out(statement, comparison, bar) or bears_out(statement, kindred, bar))
            ):
                borne.append(comparison)
        elif (
            comparison.report.known >= SAME_STORY * most
            and fit(comparison) + FARTHER >= fit(ranked[0])
            and _contradicts(statement, comparison, differences, bar)
            and not _is_reported(differences, ranked, comparison)
        ):
            against.append((comparison, differences))
    found = borne[0] if borne else None
    values = _values([*borne, *(comparison for comparison, _ in against)])
    later = [item for item in against if found and item[0].report.article.key == found.report.article.corrected_by]
    nearer = [item for item in against if found and _speaks_nearer(item[0], found)]
    if found and not later and not nearer:
        return Judgement("supported", found, others=tuple(borne[1:3]), values=values)
    if against:
        comparison, said = max(later or nearer or against, key=lambda item: _weight(*item))
        others = tuple(other for other, differences in against if other is not comparison and differences[0] == said[0])
        return Judgement("refuted", comparison, tuple(said), others=others[:2], values=values)
    best = ranked[0] if ranked else None
    missing = tuple(f.piece.text for f in best.findings if f.state == ABSENT and f.piece.weight >= 0.5) if best else ()
    return Judgement("not_enough_info", best, missing=missing)


def _speaks_nearer(differing: Comparison, bearing: Comparison) -> bool:
    """Does a sentence that differs say so much more of the statement that the other speaks of something else?"""
    dated = [sum(state == SAME for _, state, _ in c.dates) for c in (differing, bearing)]
    return dated[0] >= dated[1] and differing.inside >= bearing.inside + NEARER and fit(differing) > fit(bearing)


INSIDE = 0.35
"""How much of a statement must stand in a sentence for another day to be the same event's."""
FARTHER = 0.6
"""How much less than the nearest sentence one that differs may say, to speak of the same matter."""
NEARER = 0.15
"""How much more of a statement must stand in a sentence that differs for it to outweigh one that does not."""
_PRINTED = 8
"""Signs from which a clause that stands in a report word for word is no chance."""
_HEARSAY = re.compile("(?:谣言|传言|网传|传闻|谎称|误传|并非|不是|不实)[^，。；！？]{0,12}$")


def _is_printed(statement: str, report: str) -> bool:
    """Does the clause stand in the report word for word, and not as something denied or rumoured?"""
    clause = statement.strip(" 　，。；、！,.;!：:")
    at = report.find(clause) if len(clause) >= _PRINTED else -1
    return at >= 0 and not is_denied(report, at) and not _HEARSAY.search(report[:at])


def _values(comparisons: Sequence[Comparison]) -> tuple[tuple[str, Comparison], ...]:
    """The statement's first figure as each article has it."""
    found: dict[tuple[str, str], tuple[str, Comparison]] = {}
    for comparison in comparisons:
        for finding in comparison.findings:
            if finding.piece.kind not in ("figure", "clock") or finding.state not in (SAME, OTHER):
                continue
            said = (
                finding.rival or comparison.report.text[slice(*finding.spots[0])]
                if finding.spots or finding.rival
                else ""
            )
            if said:
                found.setdefault((comparison.report.article.key, said), (said, comparison))
            break
    listed = sorted(found.values(), key=lambda item: item[1].report.article.published or "", reverse=True)
    return tuple(sorted(listed, key=lambda item: item[1].report.article.corrects is None))[:4]


def fit(comparison: Comparison) -> float:
    """How much of the statement stands in the sentence; what stands beside it counts half."""
    dates = [state for _, state, _ in comparison.dates]
    return (
        comparison.inside
        + 0.5 * comparison.share
        + 0.5 * comparison.report.known
        + 0.2 * sum(state == SAME for state in dates)
        + 0.15 * sum(state == AROUND for state in dates)
        + 0.15 * sum(state == OTHER and bool(when.end) and "至" in said for when, state, said in comparison.dates)
        + 0.15 * sum(f.state in (SAME, OTHER) for f in comparison.findings if f.piece.kind in ("figure", "clock"))
    )


def _weight(comparison: Comparison, differences: Sequence[Difference]) -> float:
    """How well a sentence serves to refute: it speaks of that very day and says the reported side itself."""
    shown = sum(d.reported in comparison.report.text for d in differences) / len(differences)
    rest = [f for f in comparison.findings if not _is_named(f.piece.text, differences)]
    total = sum(f.piece.weight for f in rest) or 1.0
    held = sum(f.piece.weight for f in rest if f.state == SAME) / total
    dated = any(d.kind == "date" for d in differences)
    return fit(comparison) + held + 0.5 * shown - 0.3 * (len(differences) - 1) - dated


def _is_reported(differences: Sequence[Difference], ranked: Sequence[Comparison], comparison: Comparison) -> bool:
    """Does a sentence that says more of the statement have the very figure, title or name that this one lacks?"""
    lacks = {f.piece.text for f in comparison.of(OTHER) if f.piece.kind in ("figure", "clock", "title")}
    if not {d.claimed for d in differences} <= lacks:
        return False
    for better in ranked:
        if better is comparison:
            return False
        held = {f.piece.text for f in better.findings if f.state == SAME}
        figures = all(d.kind == "number" for d in differences)
        if (
            better.share >= 0.6
            and (figures or better.inside >= comparison.inside + NEARER)
            and all(d.claimed in held for d in differences)
        ):
            return True
    return False


_THIS = re.compile("[这该此其]")


def _speaks_of_another(comparison: Comparison) -> bool:
    """Does the sentence begin with a subject of its own while the claim's stands elsewhere?"""
    first = next(iter(comparison.findings), None)
    if first is None or first.piece.kind not in ("body", "name") or first.state == SAME or first.state == OTHER:
        return False
    theirs = take_apart(comparison.report.text)
    head = next((p for p in theirs if p.weight > 0 and p.kind != "day"), None)
    claimed = {f.piece.text for f in comparison.findings}
    if head is None or head.kind not in ("body", "name") or head.span.start > 2:
        return False
    same = first.piece.text.endswith(head.text[-3:]) or _THIS.match(comparison.report.text)
    return head.text not in claimed and not same


def _contradicts(statement: Statement, comparison: Comparison, differences: Sequence[Difference], bar: Bar) -> bool:
    """Is it the same event that the two speak of, so that the difference is one of fact?"""
    rest = [f for f in comparison.findings if f.state != OTHER and not _is_named(f.piece.text, differences)]
    total = sum(f.piece.weight for f in rest)
    lost = [f for f in rest if f.state == ABSENT]
    words = [f for f in rest if f.piece.kind == "word" and f.piece.weight >= 1]
    if any(f.piece.sound or f.piece.kind in ("figure", "clock", "title", "name") for f in lost):
        return False
    if is_of_another(replace(comparison, findings=tuple(rest))):
        return False
    if any(state == ABSENT and when.is_day for when, state, _ in comparison.dates):
        return False  # another day's event
    if any(f.piece.kind == "body" and f.piece.weight >= 1.5 for f in lost):
        return False
    if _speaks_of_another(comparison) and all(d.kind == "number" for d in differences):
        return False
    if statement.lang == "en" and sum(f.strength < 0.5 for f in words) * 3 > len(words):
        return False
    if comparison.inside < INSIDE and all(d.kind == "date" for d in differences):
        return False
    if statement.lang == "en" and not _did_the_same(statement, comparison):
        return False
    return (
        (sum(f.piece.weight * f.strength for f in rest) >= bar.refutes * total)
        and not any(f.piece.tag.startswith("v") and f.piece.weight >= 1 and f.strength < 0.4 for f in lost)
        and sum(f.piece.weight * (1 - f.strength) for f in lost) <= 0.4 * total
        and len({d.kind for d in differences}) <= 2
        and sum(state == OTHER for _, state, _ in comparison.dates) <= 1
    )


def _did_the_same(statement: Statement, comparison: Comparison) -> bool:
    """Does the deed before an English by stand in the report, where another is said to have done it?"""
    for finding in comparison.findings:
        if finding.piece.tag == "agent" and finding.state == OTHER:
            deed = [f for f in comparison.findings if f.piece.span.end <= finding.piece.span.start][-1:]
            if any(f.strength < 0.5 for f in deed):
                return False
    return True


def _is_named(text: str, differences: Sequence[Difference]) -> bool:
    return any(text in d.claimed or d.claimed in text for d in differences)
