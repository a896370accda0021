"""What is plain: borne out, or gainsaid, by every rule. Where the rules are silent, `weighing.py` is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answers import Difference
from rag.checking.claim.phrases_en import ACTORS, HEADS
from rag.checking.contrasts.corrected import is_withdrawn
from rag.checking.contrasts.kindred import find_kindred
from rag.checking.contrasts.modifiers import keeps_modifiers
from rag.checking.figures.counted import lost_noun
from rag.checking.roles.doers import loses_doer
from rag.checking.verdict.bearing import (
    by_the_same,
    is_at_hand,
    is_of_another,
    is_so_called,
    is_turned,
    lies_elsewhere,
    says_it_at_once,
)
from rag.checking.verdict.opposing import NEARER, Field, fit, is_named, is_reported, speaks_of_another
from rag.checking.wording.bonds import ABSENT, AROUND, OTHER, SAME, Comparison, Statement
from rag.facts.negation import is_denied

SAME_STORY = 0.85
"""An article that says less than this share of what the best one says of a statement tells another story."""

_YEAR = re.compile(r"\d{4}")
SET_PHRASE = 0.6
"""How well an English set phrase (county people's hospital) must be found."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Shares from 0 to 1, by language: what a sentence must say of a statement to bear it out or to contradict it."""

    share: float
    inside: float
    refutes: float
    """The share from which a sentence that differs speaks of the same event."""
    lost: float
    """The share of what the statement says that may be a way of speaking."""


BARS = {"zh": Bar(0.72, 0.25, 0.58, 0.2), "en": Bar(0.55, 0.25, 0.45, 0.3)}
INSIDE = 0.35
"""How much of a statement must stand in a sentence for another day to be the same event's."""
UNTOLD = 0.2
"""How little of a statement's first word a sentence may say, to say nothing of what the statement is about."""
_MEASURED = frozenset(("date", "number"))
FARTHER = 0.6
"""How much less than the nearest sentence one that differs may say, to speak of the same matter."""


def is_borne_out(statement: Statement, comparison: Comparison) -> bool:
    """Does a sentence that differs in nothing, or in kindred words alone, say all of the statement that matters?"""
    bar = BARS[statement.lang]
    if _bears_out(statement, comparison, bar):
        return True
    kindred = find_kindred(statement, comparison)
    return kindred is not None and _bears_out(statement, kindred, bar)


def is_gainsaid(statement: Statement, comparison: Comparison, differences: Sequence[Difference], field: Field) -> bool:
    """Does a sentence that differs speak of the same event as the statement?"""
    return (
        comparison.report.known >= SAME_STORY * field.known
        and fit(comparison) + FARTHER >= field.fit
        and _contradicts(statement, comparison, differences, BARS[statement.lang])
        and not is_reported(differences, field.ranked, comparison)
    )


def speaks_nearer(differing: Comparison, bearing: Comparison) -> bool:
    """Does a sentence that differs say so much more of the statement that the other speaks of something else?"""
    dated = [sum(state == SAME for _, state, _ in c.dates) for c in (differing, bearing)]
    return dated[0] >= dated[1] and differing.inside >= bearing.inside + NEARER and fit(differing) > fit(bearing)


def lacks_deed(comparison: Comparison) -> bool:
    """Is a Chinese verb all that the article lacks of a statement: 设在 where it has 设立了?"""
    lost = [f.piece for f in comparison.of(ABSENT) if f.piece.weight >= 0.5]
    return bool(lost) and all(p.kind == "word" and p.tag.startswith("v") and not p.denied for p in lost)


def serves(comparison: Comparison, differences: Sequence[Difference]) -> float:
    """How well a sentence serves to refute: it speaks of that very day and says the reported side itself."""
    shown = sum(d.reported in comparison.report.text for d in differences) / len(differences)
    rest = [f for f in comparison.findings if not is_named(f.piece.text, differences)]
    total = sum(f.piece.weight for f in rest) or 1.0
    held = sum(f.piece.weight for f in rest if f.state == SAME) / total
    dated = any(d.kind == "date" for d in differences)
    return fit(comparison) + held + 0.5 * shown - 0.3 * (len(differences) - 1) - dated


def _lost(comparison: Comparison) -> float:
    total = sum(f.piece.weight for f in comparison.findings)
    return sum(f.piece.weight * (1 - f.strength) for f in comparison.of(ABSENT)) / total if total else 0.0


def _bears_out(statement: Statement, comparison: Comparison, bar: Bar) -> bool:
    """Does a sentence that differs in nothing say all of the statement that matters?"""
    lost = comparison.of(ABSENT)
    told = [f for f in comparison.findings if f.piece.weight >= 0.5]
    return (
        comparison.share >= bar.share
        and comparison.inside >= bar.inside
        and _lost(comparison) <= bar.lost
        and not any(f.piece.kind != "word" and f.piece.kind != "body" for f in lost)
        and not any(f.piece.kind in ("figure", "clock") and f.state != SAME for f in told)
        and not any(state == ABSENT for _, state, _ in comparison.dates)
        and all(is_at_hand(f, comparison) for f in comparison.of(AROUND))
        and _is_told_there(comparison)
        and not lost_noun(statement, comparison)
        and keeps_modifiers(statement, comparison)
        and not is_of_another(comparison)
        and not lies_elsewhere(statement, comparison)
        and not is_turned(statement, comparison)
        and (
            (
                statement.lang != "zh"
                and _understood(comparison)
                and not loses_doer(statement, comparison)
                and not _is_end_lost(statement, comparison)
                and not any(f.piece.denied and f.piece.weight >= 1 and f.state != SAME for f in comparison.findings)
            )
            or (
                statement.lang == "zh"
                and (
                    not any(
                        f.piece.tag.startswith("v") and f.piece.weight >= 1 and f.strength < 0.5
                        for f in comparison.findings
                    )
                    and (not told or told[-1].state == SAME)
                    and by_the_same(statement, comparison)
                    and says_it_at_once(statement, comparison)
                    and is_so_called(statement, comparison)
                    and not any(f.piece.denied and f.piece.weight >= 1 and f.state != SAME for f in comparison.findings)
                    and not any(f.piece.tag in ("ns", "nr", "nz", "nt") and f.piece.weight >= 1 for f in lost)
                    and not any(f.piece.kind == "body" and f.piece.weight >= 1.5 for f in lost)
                )
            )
        )
    )


def _is_told_there(comparison: Comparison) -> bool:
    """Where the claim's figure stands in the sentence, does anything else of the claim: 50,000 yuan for what?"""
    told = [f for f in comparison.findings if f.piece.weight >= 0.5]
    figures = [f for f in told if f.piece.kind in ("figure", "clock")]
    rest = [f for f in told if f not in figures]
    return not figures or not rest or any(f.state == SAME for f in rest)


_IS_SO = re.compile(r"\b(?:is|are|was|were)(?: [\w-]+){1,5}$")


def _is_end_lost(statement: Statement, comparison: Comparison) -> bool:
    """Is what an English statement says that somebody is nowhere in the article?"""
    told = [f for f in comparison.findings if f.piece.weight >= 1]
    lost = bool(told) and told[-1].state == ABSENT and told[-1].strength < UNTOLD and told[-1].piece.kind == "word"
    return lost and bool(_IS_SO.search(statement.text[: told[-1].piece.span.end]))


def _understood(comparison: Comparison) -> bool:
    """Do two thirds of an English statement's own words stand in the report, its names and set phrases among them?"""
    words = [f for f in comparison.findings if f.piece.kind == "word" and f.piece.weight >= 1]
    named = [f for f in comparison.of(ABSENT) if f.piece.span.start and f.piece.text[:1].isupper()]
    fixed = [f for f in comparison.findings if f.piece.weight >= 1.5 and f.strength < SET_PHRASE]
    heads = [
        f for f in comparison.of(ABSENT) if f.piece.text.lower().removesuffix("s") in (HEADS.keys() | ACTORS.keys())
    ]
    away = [f for f in comparison.of(AROUND) if f.piece.kind == "name" and f.piece.span.start == 0]
    if heads or (away and any(f.piece.tag == "title" for f in comparison.findings)):
        return False
    return not named and not fixed and sum(f.strength < 0.3 for f in words) * 3 <= len(words)


def _contradicts(statement: Statement, comparison: Comparison, differences: Sequence[Difference], bar: Bar) -> bool:
    """Is it the same event that the two speak of, so that the difference is one of fact?"""
    rest = [f for f in comparison.findings if f.state != OTHER and not is_named(f.piece.text, differences)]
    total = sum(f.piece.weight for f in rest)
    lost = [f for f in rest if f.state == ABSENT]
    words = [f for f in rest if f.piece.kind == "word" and f.piece.weight >= 1]
    if any(f.piece.sound or f.piece.kind in ("figure", "clock", "title", "name") for f in lost):
        return False
    if is_of_another(replace(comparison, findings=tuple(rest))):
        return False
    if any(state == ABSENT and (when.is_day or _YEAR.search(when.text)) for when, state, _ in comparison.dates):
        return False  # another day's event, or another year's
    if any(f.piece.kind == "body" and f.piece.weight >= 1.5 for f in lost):
        return False
    if speaks_of_another(comparison) and all(d.kind == "number" for d in differences):
        return False
    if statement.lang == "en" and sum(f.strength < 0.5 for f in words) * 3 > len(words):
        return False
    if comparison.inside < INSIDE and all(d.kind == "date" for d in differences):
        return False
    if words and words[0].strength < UNTOLD and words[0].state == ABSENT and {d.kind for d in differences} <= _MEASURED:
        return False  # the rebuilding of a hospital, where the sentence dates something else there
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


_PRINTED = 8
"""Signs from which a clause that stands in a report word for word is no chance."""
_HEARSAY = re.compile("(?:谣言|传言|网传|传闻|谎称|误传|并非|不是|不实)[^，。；！？]{0,12}$")


def is_printed(statement: str, report: str) -> bool:
    """Does the clause stand in the report word for word, and not as something denied or rumoured?"""
    clause = statement.strip(" 　，。；、！,.;!：:")
    at = report.find(clause) if len(clause) >= _PRINTED else -1
    taken_back = at < 0 or is_withdrawn(report, at) or is_denied(report, at)
    return not taken_back and not _HEARSAY.search(report[:at])
