"""What seems to bear a statement out and does not: its figure stands for two, is reckoned, or is of something else."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers import Difference
from rag.checking.wording.bonds import ABSENT, AROUND, OTHER, SAME, Comparison


def is_misborne(bearing: Comparison, ranked: Sequence[Comparison]) -> bool:
    """Does a sentence hold the claimed figure only twice for once, or as a sum that a printed one gainsays?"""
    return (
        _bears_twice(bearing)
        or _is_contested(bearing, ranked)
        or counts_another(bearing, ranked)
        or any(_is_told_of(bearing, other) for other in ranked)
    )


def _is_contested(bearing: Comparison, ranked: Sequence[Comparison]) -> bool:
    """Is the figure only reckoned from others, where the same report prints another one in its place?"""
    reckoned = any(f.piece.kind == "figure" and f.state == SAME and not f.spots for f in bearing.findings)
    return reckoned and any(_prints_rival(one, bearing) for one in ranked)


def counts_another(bearing: Comparison, ranked: Sequence[Comparison]) -> bool:
    """Does the sentence say nothing of what was done by so many, where the same report has it with another figure?"""
    for finding in bearing.findings:
        if finding.piece.kind != "figure" or finding.state != SAME:
            continue
        words = [f.piece for f in bearing.findings if f.piece.kind == "word" and f.piece.weight >= 1]
        behind = [p for p in words if p.span.start >= finding.piece.span.end][:1]
        if not behind or any(f.piece is behind[0] and f.state == SAME for f in bearing.findings):
            continue
        for one in ranked:
            states = {id(f.piece): f for f in one.findings}
            mine, deed = states.get(id(finding.piece)), states.get(id(behind[0]))
            rival = mine is not None and mine.state == OTHER and bool(mine.rival)
            same_report = one.report.article.key == bearing.report.article.key
            if rival and same_report and deed is not None and deed.state == SAME:
                return True
    return False


def _prints_rival(differing: Comparison, bearing: Comparison) -> bool:
    """Does a sentence of the same report print another figure beside every thing and deed of the statement?"""
    if differing.report.article.key != bearing.report.article.key:
        return False
    rivals = [f for f in differing.findings if f.piece.kind == "figure" and f.state == OTHER and f.rival]
    return bool(rivals) and not any(f.state == ABSENT and f.piece.weight >= 0.5 for f in differing.findings)


def _bears_twice(comparison: Comparison) -> bool:
    """Does one printed figure stand for two of the statement's: 8座桥 for eight bridges and for eight townships?"""
    told = [f for f in comparison.findings if f.piece.kind == "figure" and f.state == SAME and f.spots]
    return any(a.spots == b.spots and len(a.spots) == 1 for n, a in enumerate(told) for b in told[:n])


def is_told_apart(bearing: Comparison, told: Sequence[tuple[Comparison, Sequence[Difference]]]) -> bool:
    """Does another sentence of the article hold what the bearing one only stands beside, and tell it otherwise?"""
    beside = {f.piece.text for f in bearing.of(AROUND) if f.piece.kind in ("name", "body", "title")}
    return any(
        other.report.article.key == bearing.report.article.key
        and any(d.claimed in beside for d in differences)
        and any(f.piece.text in beside for f in other.of(SAME))
        for other, differences in told
    )


OF_THAT = 2.0
"""What the nouns weigh by which a sentence beside tells what it gives another figure of: 少儿|阅览室."""


def _is_told_of(bearing: Comparison, other: Comparison) -> bool:
    """Does the figure's own thing, which the bearing sentence does not name, have another one in a sentence beside?"""
    if other is bearing or other.report.article.key != bearing.report.article.key:
        return False
    theirs = {id(f.piece): f for f in other.findings}
    for figure in bearing.findings:
        rival = theirs.get(id(figure.piece))
        if figure.piece.kind not in ("figure", "clock") or figure.state != SAME or not rival or rival.state != OTHER:
            continue
        nouns = [
            f.piece
            for f in bearing.findings
            if f.piece.span.start < figure.piece.span.start
            and f.piece.kind == "word"
            and f.piece.tag[:1] in ("n", "j", "b", "m")
            and f.state in (AROUND, ABSENT)
        ]
        held = all(id(p) in theirs and theirs[id(p)].state == SAME for p in nouns)
        if held and sum(p.weight for p in nouns) >= OF_THAT:
            return True
    return False
