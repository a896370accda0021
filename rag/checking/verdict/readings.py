"""What each sentence makes of a statement: what differs, what may differ, and the signs by which it is weighed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.answers import Difference
from rag.checking.contrasts.corrected import find_corrected
from rag.checking.contrasts.opposites import agreed, find_opposites
from rag.checking.figures.misplaced import find_misplaced, measures_another
from rag.checking.figures.portions import find_part
from rag.checking.figures.stages import find_ends, is_of_another_scope, is_of_another_stage
from rag.checking.settings.misdated import find_misdated, tells_another_year
from rag.checking.settings.venues import find_elsewhere
from rag.checking.verdict.differences import find_differences
from rag.checking.verdict.misborne import is_misborne
from rag.checking.verdict.opposing import Field
from rag.checking.verdict.plain import is_printed
from rag.checking.verdict.signs import SIGNS, read_signs
from rag.checking.verdict.strangers import Stranger, find_strangers
from rag.checking.wording.bonds import ABSENT, SAME, Comparison, Statement

NEAREST = 6
"""Sentences that are weighed, the best fitting first."""
MISREADS = (find_corrected, find_misplaced, find_part, find_misdated, find_ends, find_elsewhere)
"""What finds the claimed figure or day in a sentence, but of something else there."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence makes of a statement: what differs, what may differ, and the signs by which it is weighed."""

    comparison: Comparison
    differences: tuple[Difference, ...] = ()
    strangers: tuple[Stranger, ...] = ()
    signs: NDArray[np.float64] | None = None
    """None where the clause is `printed`, and of a sentence that is not among the `NEAREST`."""
    denied: bool = False
    """Does its article stand on the other side of a matter than the statement, and not the sentence itself?"""
    printed: bool = False
    misread: bool = False
    """Are the claimed figure and day there, but of something else, or of a part?"""


def read_all(statement: Statement, field: Field, texts: Sequence[str]) -> Iterator[Reading]:
    """A reading of each sentence, the best fitting first; `texts` are the articles that say where places lie."""
    opposed = {c.report.article.key for c in field.ranked if find_opposites(statement, c)}
    for n, comparison in enumerate(field.ranked):
        report = comparison.report
        if is_printed(statement.text, report.text):
            yield Reading(comparison, printed=True)
            continue
        said = tuple(d for find in MISREADS for d in find(statement, comparison))
        differences = tuple(dict.fromkeys((*said, *find_differences(statement, comparison, texts))))
        misread = bool(said) or is_misborne(comparison, field.ranked)
        misread = misread or is_of_another(statement, comparison)
        denied = report.article.key in opposed and not agreed(statement.text, report.text)
        if n >= NEAREST:
            yield Reading(comparison, differences, denied=denied, misread=misread)
            continue
        strangers = tuple(find_strangers(statement, comparison))
        signs = read_signs(statement, comparison, field, differences, strangers, denied=denied)
        yield Reading(comparison, differences, strangers, signs, denied, misread=misread)


def is_of_another(statement: Statement, comparison: Comparison) -> bool:
    """Does a sentence say what it says of another year, another measure or another stage: planned for final?"""
    return (
        tells_another_year(statement, comparison)
        or measures_another(statement, comparison)
        or is_of_another_stage(statement, comparison)
        or is_of_another_scope(statement, comparison)
    )


TELLS = 0.5
"""The chance from which a sentence that tells all figures lets no other sentence of its article gainsay them."""


def find_telling(weighed: Sequence[Reading], chances: NDArray[np.float64]) -> set[str]:
    """The articles in which a sentence that nothing speaks against tells every figure of the statement."""
    return {
        r.comparison.report.article.key
        for r, row in zip(weighed, chances, strict=True)
        if row[0] >= max(TELLS, row[1])
        and not (r.differences or r.misread or r.denied or r.comparison.report.article.corrected_by)
        and _prints_figures(r.comparison)
    }


def _prints_figures(comparison: Comparison) -> bool:
    figures = [f for f in comparison.findings if f.piece.kind in ("figure", "clock")]
    return bool(figures) and all(f.state == SAME and f.spots for f in figures)


def is_told(comparison: Comparison, differences: Sequence[Difference], telling: set[str]) -> bool:
    """Do two sentences of one article differ only in a figure, which the other has as the statement has it?"""
    return {d.kind for d in differences} == {"number"} and comparison.report.article.key in telling


def is_silent(reading: Reading) -> bool:
    """Does a sentence say nothing of how many, where the claim says it? Silence is never refutation."""
    if reading.differences:
        return _says_nothing_of_it(reading)
    if not any(f.piece.kind in ("figure", "clock") for f in reading.comparison.of(ABSENT)):
        return False
    return reading.signs is not None and not reading.signs[SIGNS.index("figure_alike")]


_BODIES = frozenset(("organisation", "place"))


def _says_nothing_of_it(reading: Reading) -> bool:
    """Does a sentence only name another body, and know nothing of what is said of the statement's own?"""
    if not {d.kind for d in reading.differences} <= _BODIES:
        return False
    told = [f for f in reading.comparison.findings if f.piece.kind == "word" and f.piece.weight >= 1]
    return bool(told) and all(f.state == ABSENT and not f.piece.forms for f in told)


def is_alike(reading: Reading) -> bool:
    """Does nothing in a sentence differ, nor may differ?"""
    lost = any(f.state == ABSENT and f.piece.tag.startswith("n") for f in reading.comparison.findings)
    return not (reading.differences or reading.strangers or reading.denied or lost)
