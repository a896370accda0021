"""From comparisons to a verdict: supported by a sentence that says all of it, refuted by one that says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.answers import Difference
from rag.checking.bearing import is_turned, is_vetoed, read_bearing, speaks_of_kin
from rag.checking.bonds import ABSENT, OTHER, SAME, Comparison, Statement
from rag.checking.differences import find_differences
from rag.checking.opposing import Field, fit, is_of_something_else, is_unsure, read_opposing
from rag.checking.opposites import agreed, find_opposites
from rag.checking.plain import is_borne_out, is_gainsaid, serves, speaks_nearer
from rag.checking.strangers import find_strangers
from rag.checking.weighing import weigh
from rag.facts.negation import is_denied


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


PRINTED = 20.0
"""Log odds of a clause that stands in a report word for word."""
UNLIKELY = -0.25
"""Log odds over the bar below which what the rules bear out is not borne out."""
OUTDONE = 1.5
"""Log odds by which a difference must be surer than what bears a statement out by the rules to be heard at all."""
COMPETES = 1.2
"""How much less than the nearest sentence one may say, and still be asked what it has in a lost piece's place."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence makes of a statement: the signs of what differs or, where nothing does, of bearing it out."""

    comparison: Comparison
    differences: tuple[Difference, ...] = ()
    signs: NDArray[np.float64] | None = None
    """None where the clause is `printed` or `denied`."""
    guesses: tuple[tuple[Difference, NDArray[np.float64]], ...] = ()
    """What may differ, with its signs."""
    printed: bool = False


def read_all(statement: Statement, field: Field, texts: Sequence[str]) -> Iterator[Reading]:
    """A reading of each sentence, the best fitting first; `texts` are the articles that say where places lie."""
    opposed = {c.report.article.key for c in field.ranked if find_opposites(statement, c)}
    for comparison in field.ranked:
        report = comparison.report
        if _is_printed(statement.text, report.text):
            yield Reading(comparison, printed=True)
            continue
        differences = tuple(find_differences(statement, comparison, texts))
        if differences:
            yield Reading(comparison, differences, read_opposing(statement, comparison, differences, field))
            continue
        denied = report.article.key in opposed and not agreed(statement.text, report.text)
        near = field.fit - fit(comparison) < COMPETES
        guesses = tuple(
            (stranger.difference, signs)
            for stranger in (find_strangers(statement, comparison) if near else ())
            if not is_unsure(signs := read_opposing(statement, comparison, (stranger.difference,), field, stranger))
        )
        yield Reading(comparison, (), None if denied else read_bearing(statement, comparison), guesses)


def judge(statement: Statement, comparisons: Sequence[Comparison], texts: Sequence[str]) -> Judgement:
    """Judge a statement by its comparisons: by what is plain, else by the surest that is sure enough."""
    field = Field.of(comparisons)
    readings = list(read_all(statement, field, texts))
    return _judge_plainly(statement, field, readings) or _judge_weighing(statement, readings)


def _judge_plainly(statement: Statement, field: Field, readings: Sequence[Reading]) -> Judgement | None:
    """What bears a statement out outweighs what differs, unless the paper corrected it. None where nothing is plain."""
    borne = [r.comparison for r in readings if r.printed or _is_plain(statement, r)]
    against = [
        (r.comparison, r.differences)
        for r in readings
        if r.differences and is_gainsaid(statement, r.comparison, r.differences, field)
    ]
    found = borne[0] if borne else None
    values = _values([*borne, *(comparison for comparison, _ in against)])
    later = [item for item in against if found and item[0].report.article.key == found.report.article.corrected_by]
    nearer = [item for item in against if found and speaks_nearer(item[0], found)]
    if found and not later and not nearer:
        sure = max(
            (
                weigh(r.signs, "bearing", statement.lang)
                for r in readings
                if r.comparison is found and r.signs is not None
            ),
            default=PRINTED,
        )
        if any(odds > sure + OUTDONE for odds, _, _ in _gainsaying(statement, readings)):
            return None
        return Judgement("supported", found, others=tuple(borne[1:3]), values=values)
    if not against:
        return None
    comparison, said = max(later or nearer or against, key=lambda item: serves(*item))
    others = tuple(other for other, differences in against if other is not comparison and differences[0] == said[0])
    return Judgement("refuted", comparison, said, others=others[:2], values=values)


def _is_plain(statement: Statement, reading: Reading) -> bool:
    """Is a statement borne out by every rule, and, in English, do the weights not think it unlikely?"""
    return (
        not reading.differences
        and reading.signs is not None
        and is_borne_out(statement, reading.comparison)
        and (statement.lang == "zh" or weigh(reading.signs, "bearing", "en") >= UNLIKELY)
    )


def _gainsaying(
    statement: Statement, readings: Sequence[Reading]
) -> list[tuple[float, Comparison, tuple[Difference, ...]]]:
    """The log odds of each difference and each guess that may be of the same matter."""
    lang, against = statement.lang, []
    for reading in readings:
        if reading.differences and reading.signs is not None:
            whose = speaks_of_kin(statement) and any(d.kind == "person" for d in reading.differences)
            if not whose and not is_of_something_else(reading.signs, lang):
                against.append((weigh(reading.signs, "opposing", lang), reading.comparison, reading.differences))
        for difference, signs in reading.guesses:
            if not is_of_something_else(signs, lang):
                against.append((weigh(signs, "guessing", lang), reading.comparison, (difference,)))
    return against


def _judge_weighing(statement: Statement, readings: Sequence[Reading]) -> Judgement:
    """The surest answer that is sure enough."""
    lang = statement.lang
    borne = [
        (weigh(r.signs, "bearing", lang), r.comparison)
        for r in readings
        if r.signs is not None
        and not r.differences
        and not is_vetoed(r.signs, lang)
        and not is_turned(statement, r.comparison)
    ]
    against = _gainsaying(statement, readings)
    borne = sorted((item for item in borne if item[0] >= 0), key=lambda item: -item[0])
    against = sorted((item for item in against if item[0] >= 0), key=lambda item: -item[0])
    values = _values([*(c for _, c in borne), *(c for _, c, _ in against)])
    if borne and (not against or borne[0][0] >= against[0][0]):
        return Judgement("supported", borne[0][1], others=tuple(c for _, c in borne[1:3]), values=values)
    if against:
        _, comparison, said = against[0]
        others = tuple(c for _, c, differences in against if c is not comparison and differences[0] == said[0])
        return Judgement("refuted", comparison, said, others=others[:2], values=values)
    best = readings[0].comparison if readings else None
    missing = tuple(f.piece.text for f in best.findings if f.state == ABSENT and f.piece.weight >= 0.5) if best else ()
    return Judgement("not_enough_info", best, missing=missing)


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
