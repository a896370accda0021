"""From comparisons to a verdict: supported by a sentence that says all of it, refuted by one that says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rag.answers import Difference
from rag.checking.contrasts.surplus import says_more
from rag.checking.roles.doers import loses_doer
from rag.checking.verdict.misborne import is_told_apart
from rag.checking.verdict.naming import name_difference
from rag.checking.verdict.opposing import Field
from rag.checking.verdict.plain import (
    is_borne_out,
    is_gainsaid,
    serves,
    speaks_nearer,
)
from rag.checking.verdict.readings import Reading, find_telling, is_alike, is_silent, is_told, read_all
from rag.checking.verdict.signs import SIGNS, set_beside
from rag.checking.verdict.values import list_values
from rag.checking.verdict.weighing import VERDICTS, lean, weigh
from rag.checking.wording.bonds import ABSENT, SAME, Comparison, Statement


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
    plain: bool = False
    """By the rules, not only by what is likely."""
    guessed: bool = False
    """Is the difference only a guess at what is likeliest wrong?"""


BAR = 0.5
"""The chance, by `weighing.LEAN`, from which a statement is borne out or gainsaid."""
UPHELD = {"supported": 1.2, "refuted": 0.2}
"""How likely what the rules find plain must be, as a share of the chance of the contrary."""
SAID = 0.8
"""How much of a statement must stand in a sentence for silence elsewhere to count nothing."""
NEXT = 0.3
"""The chance from which the likeliest other sentence of the article is shown with the one that decides."""
SURER = 0.2
"""How much likelier another sentence must be, to be shown in the place of the one that the rules find first."""
SERVES = 1.0
"""What the chance counts beside how well a sentence serves to refute."""
NEVER = {
    "supported": ("turned", "b_kin", "b_lies_elsewhere", "b_date_absent", "b_hard_lost", "b_figure_away"),
    "refuted": ("o_kin",),
}
"""The signs (`signs.SIGNS`) of a sentence that never bears out, never gainsays, however likely it seems."""


def judge(statement: Statement, comparisons: Sequence[Comparison], texts: Sequence[str]) -> Judgement:
    """Judge a statement by its comparisons: by what is plain, unless that is unlikely; else by what is likely."""
    if {p.kind for p in statement.pieces if p.weight} == {"name"}:  # of whom, and nothing of him
        return Judgement("not_enough_info", comparisons[0] if comparisons else None)
    field = Field.of(comparisons)
    readings = list(read_all(statement, field, texts))
    weighed = [r for r in readings if r.signs is not None]
    rows = set_beside([r.signs for r in weighed if r.signs is not None])
    chances = weigh(rows, statement.lang)
    telling = find_telling(weighed, chances)
    plain = _judge_plainly(statement, field, readings, _likely(weighed, chances))
    if plain and plain.best and is_told(plain.best, plain.differences, telling):
        plain = None
    if plain and any(r.printed and r.comparison is plain.best for r in readings):
        return plain
    if plain and _is_upheld(plain, weighed, chances):
        return _with_next(plain, weighed, chances)
    for verdict, signs in NEVER.items():
        chances[rows[:, [SIGNS.index(sign) for sign in signs]].any(axis=1), VERDICTS.index(verdict)] = 0.0
    for n, reading in enumerate(weighed):
        named = reading.differences or reading.strangers or reading.denied
        if is_told(reading.comparison, reading.differences, telling):
            chances[n, 1] = 0.0
        if is_silent(reading) or (not named and (chances[n, 0] >= chances[n, 1])):
            chances[n, 1] = 0.0  # what names nothing that differs, and rather bears out, gainsays nothing
        if reading.misread:  # what is left of the chances: it gainsays, or does neither
            chances[n, 0] = 0.0
            chances[n] /= chances[n].sum()
    bare = [says_more(statement, r.comparison) or loses_doer(statement, r.comparison) for r in weighed]
    chances[bare, VERDICTS.index("supported")] = 0.0
    return _with_next(_judge_weighing(statement, readings, weighed, chances), weighed, chances)


Likely = Callable[[Comparison, str], float]
"""How likely a sentence comes to a verdict; 0 of one that is not weighed."""


def _likely(weighed: Sequence[Reading], chances: NDArray[np.float64]) -> Likely:
    rows = {id(r.comparison): row.copy() for r, row in zip(weighed, chances, strict=True)}

    def likely(comparison: Comparison, verdict: str) -> float:
        row = rows.get(id(comparison))
        return float(row[VERDICTS.index(verdict)]) if row is not None else 0.0

    return likely


def _with_next(judgement: Judgement, weighed: Sequence[Reading], chances: NDArray[np.float64]) -> Judgement:
    """A judgement with the likeliest other sentence of its article: a fact is often told in two."""
    best = judgement.best
    if best is None or judgement.verdict == "not_enough_info":
        return judgement
    known = {id(best), *(id(c) for c in judgement.others)}
    column = VERDICTS.index(judgement.verdict)
    beside = [
        (float(row[column]), r.comparison)
        for r, row in zip(weighed, chances, strict=True)
        if id(r.comparison) not in known and r.comparison.report.article.key == best.report.article.key
    ]
    chance, found = max(beside, key=lambda item: item[0], default=(0.0, best))
    return replace(judgement, others=(*judgement.others[:1], found)) if chance >= NEXT else judgement


def _is_upheld(plain: Judgement, weighed: Sequence[Reading], chances: NDArray[np.float64]) -> bool:
    """Is what the rules find plain not much less likely than the contrary?"""
    if not weighed or (plain.verdict == "supported" and plain.best and _is_whole(plain.best)):
        return True
    at = next((n for n, r in enumerate(weighed) if r.comparison is plain.best), len(weighed) - 1)
    mine = VERDICTS.index(plain.verdict)
    contrary = chances[:, 1 - mine]
    if plain.best and plain.verdict == "supported" and plain.best.inside >= SAID:
        # where nearly all stands in the very sentence, one that names nothing that differs gainsays nothing
        contrary = contrary[[n for n, r in enumerate(weighed) if r.differences or r.strangers or r.denied]]
    return bool(chances[at, mine] >= UPHELD[plain.verdict] * contrary.max(initial=0.0))


_QUOTED = 2.5
"""What a title weighs of six signs or more: whoever quotes so much speaks of the same."""


WHOLE = 0.95
"""How much of a statement must stand in a sentence, its days among it, to outweigh whatever seems likely elsewhere."""


def _is_whole(comparison: Comparison) -> bool:
    """Does a sentence say all of a statement, or quote what it quotes?"""
    told = all(state == SAME for _, state, _ in comparison.dates) and comparison.inside >= WHOLE
    return told or _is_quoted(comparison)


def _is_quoted(comparison: Comparison) -> bool:
    """Does all of the statement stand in the sentence, a long quotation among it?"""
    told = [f for f in comparison.findings if f.piece.weight >= 0.4]
    return all(f.state == SAME and f.strength == 1 for f in told) and any(
        f.piece.kind == "title" and f.piece.weight >= _QUOTED for f in told
    )


def _judge_plainly(statement: Statement, field: Field, readings: Sequence[Reading], likely: Likely) -> Judgement | None:
    """What bears a statement out outweighs what differs, unless the paper corrected it. None where nothing is plain."""
    told = [(r.comparison, r.differences) for r in readings]
    plain = [r for r in readings if r.printed or _is_plain(statement, r)]
    borne = [r.comparison for r in plain if r.printed or not is_told_apart(r.comparison, told)]
    against = [
        (r.comparison, r.differences)
        for r in readings
        if r.differences and is_gainsaid(statement, r.comparison, r.differences, field)
    ]
    found = borne[0] if borne else None
    values = list_values([*borne, *(comparison for comparison, _ in against)])
    later = [item for item in against if found and item[0].report.article.key == found.report.article.corrected_by]
    nearer = [item for item in against if found and speaks_nearer(item[0], found)]
    if found and not later and not nearer:
        surest = max(borne, key=lambda c: likely(c, "supported"))
        best = surest if likely(surest, "supported") >= likely(found, "supported") + SURER else found
        others = tuple(c for c in borne if c is not best)
        return Judgement("supported", best, others=others[:2], values=values, plain=True)
    if not against:
        return None
    comparison, said = max(
        later or nearer or against, key=lambda item: serves(*item) + SERVES * likely(item[0], "refuted")
    )
    others = tuple(other for other, differences in against if other is not comparison and differences[0] == said[0])
    return Judgement("refuted", comparison, said, others=others[:2], values=values, plain=True)


def _is_plain(statement: Statement, reading: Reading) -> bool:
    """Is a statement borne out by every rule?"""
    missed = reading.differences or reading.denied or reading.misread or says_more(statement, reading.comparison)
    return not missed and is_borne_out(statement, reading.comparison)


def _judge_weighing(
    statement: Statement, readings: Sequence[Reading], weighed: Sequence[Reading], chances: NDArray[np.float64]
) -> Judgement:
    """The likeliest answer that is likely enough."""
    borne, against = (
        sorted(
            (
                (chance * lean(verdict, statement.text, statement.lang, alike=is_alike(r)), r)
                for chance, r in zip(chances[:, n], weighed, strict=True)
            ),
            key=lambda item: -item[0],
        )
        for n, verdict in enumerate(VERDICTS[:2])
    )
    likely = [r for chance, r in borne if chance >= BAR]
    unlike = [r for chance, r in against if chance >= BAR]
    values = list_values([r.comparison for r in (*likely, *unlike)])
    if likely and borne[0][0] >= against[0][0]:
        found, *others = (r.comparison for r in likely)
        return Judgement("supported", found, others=tuple(others[:2]), values=values)
    if unlike:
        best = unlike[0].comparison
        said = unlike[0].differences or (name_difference(statement, best, unlike[0].strangers),)
        same = tuple(r.comparison for r in unlike[1:] if r.differences[:1] == said[:1])
        return Judgement("refuted", best, said, others=same[:2], values=values, guessed=not unlike[0].differences)
    nearest = readings[0].comparison if readings else None
    lost = nearest.of(ABSENT) if nearest else []
    return Judgement("not_enough_info", nearest, missing=tuple(f.piece.text for f in lost if f.piece.weight >= 0.5))
