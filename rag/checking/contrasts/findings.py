"""What becomes of each piece of a statement in one sentence of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.checking.claim.parts import Piece
from rag.checking.claim.when import When
from rag.checking.contrasts.opposites import agreed
from rag.checking.contrasts.rivals import bar_of, find_displacer, find_rival, is_outdone
from rag.checking.figures.enumerated import find_places
from rag.checking.figures.multiples import compare_times
from rag.checking.figures.numbered import recount
from rag.checking.figures.reckoning import is_restated
from rag.checking.figures.totals import find_sum
from rag.checking.settings.home import is_home
from rag.checking.wording.bonds import ABSENT, AROUND, OTHER, SAME, Bench, Comparison, Finding, Report, Statement
from rag.checking.wording.spots import spots, stands_partly

BESIDE = 0.7
"""What a word counts that stands beside the sentence."""
RESTATED = 0.9
"""What a figure counts that the sentence gives in another form."""
AFAR = 0.55
"""... that stands elsewhere in the article."""


def compare(statement: Statement, dates: tuple[tuple[When, str, str], ...], report: Report) -> Comparison:
    """Lay the pieces of a statement against a report; `dates` are its dates as already compared."""
    bench = Bench(statement.pieces, report, statement.text)
    for piece in bench.pieces:
        if piece.kind == "figure" and not bench.spots[id(piece)]:
            reckoned = find_sum(statement.text, piece, bench.theirs, report.text)
            bench.spots[id(piece)] = [(a, b, 1.0) for a, b in reckoned]
    both = agreed(statement.text, report.text)
    findings = [_find(bench, piece, report) for piece in bench.pieces if piece.kind != "day"]
    findings = [_on_one_side(_restated(finding, bench), both) for finding in findings]
    if statement.lang != "zh":
        findings = recount(statement.text, findings, report.text)
    findings = find_places(statement.text, findings, report)
    counted = [f for f in findings if f.state != OTHER]
    total = sum(f.piece.weight for f in counted)
    share = sum(f.piece.weight * f.strength for f in counted) / total if total else 1.0
    inside = sum(f.piece.weight * f.strength for f in counted if f.state == SAME) / total if total else 1.0
    return compare_times(statement, Comparison(report, tuple(findings), share, inside, dates))[0]


def _on_one_side(finding: Finding, both: Sequence[str]) -> Finding:
    """A word by which the statement takes the side that the sentence takes in other words stands there too."""
    word = (finding.piece.kind == "word" or finding.piece.text == "一分钱") and finding.state != SAME
    return Finding(finding.piece, SAME, 1.0) if word and any(finding.piece.text in said for said in both) else finding


def _restated(finding: Finding, bench: Bench) -> Finding:
    """A figure that the sentence does not print, but gives in another form."""
    lost = finding.piece.kind == "figure" and finding.state != SAME and not finding.spots
    if lost and is_restated(bench.claim, finding.piece, bench.theirs, bench.text):
        return Finding(finding.piece, SAME, RESTATED)
    return finding


def _find(bench: Bench, piece: Piece, report: Report) -> Finding:
    mine = bench.spots[id(piece)]
    places = tuple((a, b) for a, b, _ in mine)
    best_spot = max((s for *_, s in mine), default=0.0)
    if piece.kind == "word":
        if mine:
            return Finding(piece, SAME, best_spot, spots=places)
        part = 0.0 if piece.forms else stands_partly(piece.text, bench.text)
        inside = part
        around = BESIDE * max((s for *_, s in spots(piece, report.around)), default=0.0)
        around = around or AFAR * max((s for *_, s in spots(piece, report.whole)), default=0.0)
        part = 0.0 if part < 1 and _is_contrast(piece.text, bench) else part
        if inside >= max(0.5, around):
            return Finding(piece, SAME, inside)
        return Finding(piece, AROUND, around) if around >= 0.35 else Finding(piece, ABSENT, max(inside, around))
    quoted = piece.kind == "body" and any(_is_quoted(bench.text, start, end) for start, end in places)
    displaced = "" if quoted else find_displacer(bench, piece, places)
    if displaced:
        return Finding(piece, OTHER, 0.0, displaced, places, 1.0)
    own = max((bench.bond(piece, spot) for spot in places), default=0.0)
    rival, strength = find_rival(bench, piece)
    subject = piece.kind == "title" and bench.pieces[0] is piece
    if places and (piece.sound or subject or quoted or _is_telling(piece) or not is_outdone(piece, own, strength)):
        return Finding(piece, SAME, best_spot, spots=places, bond=own)
    known = piece.kind not in ("figure", "clock") and (
        bool(spots(piece, report.around) or spots(piece, report.whole)) or is_home(piece, report)
    )
    if rival and (places or strength >= bar_of(bench, piece)) and not (piece.sound and known):
        return Finding(piece, OTHER, 0.0, rival, places, strength)
    if known:
        return Finding(piece, AROUND, 0.9)
    if piece.kind in ("figure", "clock") and piece.text in report.around:
        return Finding(piece, AROUND, 0.5)
    if piece.figure is not None and _is_counted(bench, piece):
        return Finding(piece, SAME, 1.0)
    return Finding(piece, ABSENT, 0.0)


def _is_telling(piece: Piece) -> bool:
    """Is it a number of three digits or more, which stands in a sentence by no chance?"""
    return piece.figure is not None and len(piece.figure.value.normalize().as_tuple().digits) >= 3


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Does a stretch stand there by itself in quotation marks, as the name of what was done?"""
    return text[start - 1 : start] in ("“", "《", "「") and text[end : end + 1] in ("”", "》", "」")


def _is_contrast(word: str, bench: Bench) -> bool:
    """Does the sentence have a word of the same build that says another thing (女子组, 男子组)?"""
    return any(
        len(p.text) == len(word) and p.text != word and p.text[-1] == word[-1] and p.text[0] != word[0]
        for p in bench.theirs
        if p.kind == "word"
    )


def _is_counted(bench: Bench, piece: Piece) -> bool:
    """Does the sentence name as many as the claim counts: four 街道 one by one?"""
    after = next((p for p, _, step in bench.neighbours(piece) if step == 1), None)
    if piece.figure is None or after is None or len(after.text) < 2:
        return False
    heads = [form for form, _ in after.forms] or [after.text]
    for head in heads:
        if (
            len(head) > 1
            and len(re.findall(rf"(?<=[\u4e00-\u9fff]{{2}}){re.escape(head)}(?=[、，和。；])", bench.text))
            == piece.figure.value
        ):
            return True
    return False
