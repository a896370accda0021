"""A claimed figure that stands in the sentence, but is said there of something else: 出栏5.4万只 where that is 存栏."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.agreement import same_kind
from rag.answers import Difference
from rag.checking.claim.parts import Piece, take_apart
from rag.checking.claim.when import When, find_when, same_days
from rag.checking.figures.directions import way
from rag.checking.figures.slots import Slot, find_slots, is_naming
from rag.checking.wording.bonds import BREAK, SAME, Comparison, Finding, Statement

MARGIN = 1.0
"""Words by which another figure's slot must say more of the claim."""
FAR_MARGIN = 1.5
"""... a figure of another kind's."""
BEYOND = 0.6
"""What a word counts that the slot only takes over."""
_TOTAL = re.compile(r"共|合计|总|累计|\b(?:total|altogether|in all|together)\b", re.I)
_EACH = re.compile(r"每|均|\b(?:each|per|average|every|apiece)\b", re.I)
_EMPTY = frozenset("的了是在有和与及共为等从由到于也还都个名位")


def find_misplaced(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: the claimed figure is printed of another thing, and the thing has another figure."""
    text = comparison.report.text
    slots = find_slots(text)
    if len(slots) < 2:
        return []
    sheet = Coverage(statement, comparison)
    for finding in comparison.findings:
        if finding.piece.kind not in ("figure", "clock") or finding.state != SAME or is_naming(finding.piece):
            continue
        mine = [slot for slot in slots if _holds(finding, slot)]
        others = [slot for slot in slots if not any(_holds(f, slot) for f in comparison.findings)]
        if not mine or not others:
            continue
        own = max(sheet.score(slot, finding.piece) for slot in mine)
        near = [slot for slot in others if _alike(finding.piece, slot.piece)]
        far = [slot for slot in others if slot not in near and _is_share(text, slot)]
        if not all(sheet.strange(one) for one in mine):
            far = []
        for margin, rivals in ((MARGIN, near), (FAR_MARGIN, far)):
            for slot in sorted(rivals, key=lambda one: -sheet.score(one, finding.piece)):
                told = sheet.score(slot, finding.piece) >= own + margin and sheet.told(slot) >= MARGIN
                if told and not any(_is_kept(statement, comparison, finding, one, slot) for one in mine):
                    return [Difference("number", finding.piece.text, slot.piece.text)]
    return []


_RELATIVE = re.compile(r"倍[多余]?$|成[多半余]?$")
_GOES_ON = re.compile(r"[，、也均都已又约分别]*[比较同环增涨降下上提减与跟是占为达翻]")
"""Begins a clause of the thing before it, which names none of its own: 产值4300万元，比去年增长一成."""


def measures_another(statement: Statement, comparison: Comparison) -> bool:
    """Is it said of another thing by how much it grew, or how many times it is: 藏书 where the floor is 三倍?

    The thing claimed has a figure of its own there, behind its name, that the claim does not give; and that figure is
    not the one before the growth.
    """
    if statement.lang != "zh":
        return False
    slots = find_slots(comparison.report.text)
    for finding in comparison.findings:
        figure = finding.piece.figure
        if (
            figure is None
            or finding.state != SAME
            or not (figure.dimension in ("share", "points") or _RELATIVE.search(finding.piece.text))
        ):
            continue
        mine = [n for n, slot in enumerate(slots) if _holds(finding, slot)]
        if len(mine) == 1 and any(_is_measured(one, comparison, slots, mine[0]) for one in comparison.findings):
            return True
    return False


def _is_measured(thing: Finding, comparison: Comparison, slots: Sequence[Slot], mine: int) -> bool:
    """Does a thing stand before a figure of its own that the claim does not give, away from the growth?"""
    if thing.piece.kind != "word" or thing.piece.tag[:1] not in ("n", "v") or thing.state != SAME or not thing.spots:
        return False
    if any(_stands_in(thing, Slot(slots[mine].piece, span)) for span in (slots[mine].own, *slots[mine].beyond)):
        return False
    goes_on = _GOES_ON.match(comparison.report.text, slots[mine].own.start)
    taken = (mine, mine - 1) if goes_on else (mine,)
    for n, slot in enumerate(slots):
        free = n not in taken and not any(_holds(f, slot) for f in comparison.findings)
        gaps = [slot.piece.span.start - end for start, end in thing.spots if slot.own.start <= start]
        if free and not slot.changes and any(0 <= gap <= OWN for gap in gaps):
            return True
    return False


OWN = 2
"""Signs between a thing and a figure of its own: 藏书15.5万册, 产值达6200万元."""


def _is_share(text: str, slot: Slot) -> bool:
    """Is it what part of a whole something is, and no change?"""
    figure = slot.piece.figure
    own = text[slot.own.start : slot.own.end]
    return figure is not None and figure.dimension == "share" and not way(own) and "比" not in own


_TO = re.compile(r"[到至为成]")
_VERBLESS = re.compile(r"[的有为是共达约超近过了到只仅\s]*|共有|一共|总共|达到|\s*(?:of (?:the|its) )?")


def _is_kept(statement: Statement, comparison: Comparison, figure: Finding, mine: Slot, other: Slot) -> bool:
    """Does the figure stand with what it counts in the claim; or is the other what it was, or became?"""
    text = comparison.report.text
    between = text[min(mine.piece.span.end, other.piece.span.end) : max(mine.piece.span.start, other.piece.span.start)]
    if not BREAK.search(between) and "、" not in between and _TO.search(between):
        return True
    counted = _counted_en(statement, comparison, figure) if statement.lang != "zh" else []
    if counted and not any(_stands_in(finding, other) for finding in counted):
        return True
    for finding in comparison.findings:
        piece = finding.piece
        if piece.kind not in ("word", "body", "name") or not finding.spots or piece.tag[:1] in ("v", "d", "p"):
            continue
        low, high = sorted((piece.span, figure.piece.span), key=lambda span: span.start)
        if not _VERBLESS.fullmatch(statement.text[low.end : high.start]):
            continue
        if _stands_in(finding, mine) and not _stands_in(finding, other) and not _is_of(text, other, mine):
            return True
    return False


def _is_of(text: str, part: Slot, whole: Slot) -> bool:
    """Is one figure, behind a 其中, of what the other counts: 隐患518处，其中当场整改437处?"""
    return whole.own in part.beyond and text[part.own.start : part.own.end].startswith("其中")


def _counted_en(statement: Statement, comparison: Comparison, figure: Finding) -> list[Finding]:
    """The one or two words right behind a bare English number: what it counts."""
    found: list[Finding] = []
    end = figure.piece.span.end
    if figure.piece.figure is None or figure.piece.figure.unit:
        return found
    for finding in comparison.findings:
        if finding.piece.span.start > end - 1 and not statement.text[end : finding.piece.span.start].strip(" -"):
            found.append(finding)
            end = finding.piece.span.end
    return found[:2]


def _stands_in(finding: Finding, slot: Slot) -> bool:
    return any(slot.own.start <= a and b <= slot.own.end for a, b in finding.spots)


def _holds(finding: Finding, slot: Slot) -> bool:
    span = slot.piece.span
    return finding.piece.kind in ("figure", "clock") and any(a < span.end and span.start < b for a, b in finding.spots)


def _alike(one: Piece, other: Piece) -> bool:
    if one.figure is None or other.figure is None:
        return one.kind == other.kind
    return same_kind(one.figure, other.figure)


class Coverage:
    """How much of a statement stands in each stretch of a sentence."""

    def __init__(self, statement: Statement, comparison: Comparison) -> None:
        self.statement, self.text = statement, comparison.report.text
        self.published = comparison.report.article.published
        self.dates = [when for when, *_ in comparison.dates if not when.weekday]
        self._held = [0.0] * len(self.text)
        for finding in comparison.findings:
            counts = finding.piece.kind not in ("figure", "clock") or is_naming(finding.piece)
            if counts and finding.state == SAME and finding.strength >= 0.5:
                for start, end in finding.spots:
                    self._held[start:end] = [1.0 / max(1.0, (end - start) / 2)] * (end - start)
        if statement.lang == "zh":
            pairs = set(re.findall("(?=([\u4e00-\u9fff]{2}))", statement.text))
            for at in range(len(self.text) - 1):
                pair = self.text[at : at + 2]
                if pair in pairs and not _EMPTY & set(pair):
                    for n in (at, at + 1):
                        self._held[n] = max(self._held[n], 1.0)

    def held(self, start: int, end: int, leave: Piece | None = None) -> float:
        """How many words of the statement stand in a stretch, `leave` left out."""
        low, high = (leave.span.start, leave.span.end) if leave else (0, 0)
        return sum(self._held[n] for n in range(start, end) if not low <= n < high) / 2

    def told(self, slot: Slot) -> float:
        """How much of the statement, its day too, a slot's figure is said of, in words."""
        total = self.held(slot.own.start, slot.own.end, slot.piece) + self._dated(slot)
        return total + BEYOND * sum(self.held(span.start, span.end) for span in slot.beyond)

    def score(self, slot: Slot, claimed: Piece) -> float:
        """How well a slot's figure is said of what the claimed one is said of: `told`, and what speaks against it."""
        own = self.text[slot.own.start : slot.own.end]
        total = self.told(slot) - 0.5 * min(2, len(self._strangers(slot)))
        said = self.statement.text
        if slot.changes:
            total += 0.7 * way(said) * way(own)
        at = claimed.span
        for pattern in (_TOTAL, _EACH):
            mine = bool(pattern.search(said[max(0, at.start - 24) : at.end + 12]))
            theirs = bool(pattern.search(own))
            total += 0.7 if mine and theirs else -0.7 if mine != theirs and theirs else 0.0
        return total

    def strange(self, slot: Slot) -> bool:
        """Does a slot name something that the statement does not?"""
        return bool(self._strangers(slot))

    def _strangers(self, slot: Slot) -> list[Piece]:
        return [
            piece
            for piece in take_apart(self.text)
            if slot.own.start <= piece.span.start
            and piece.span.end <= slot.own.end
            and (piece.kind in ("body", "name", "title") or piece.tag[:1] in ("n", "j", "b"))
            and piece.weight >= 0.5
            and not any(self._held[piece.span.start : piece.span.end])
        ]

    def _dated(self, slot: Slot) -> float:
        """What the day of a slot's figure counts for or against it."""
        if not self.dates:
            return 0.0
        theirs = governing(find_when(self.text, published=self.published), slot.piece.span.start)
        if theirs is None:
            return 0.0
        return 1.5 if any(same_days(mine, theirs) for mine in self.dates) else -1.5


def governing(dates: Sequence[When], at: int) -> When | None:
    """The last date before a place of a sentence."""
    before = [when for when in dates if when.span.start < at and not when.weekday]
    return before[-1] if before else None
