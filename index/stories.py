"""Units of a page to drafts of articles: what belongs together, before headlines are given out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.bylines import Signature
from index.lines import Line
from index.notices import TITLE
from index.overlap import Overlap
from index.records import Byline, Caption
from index.units import Unit, join

_SUBHEAD = 16.0
"""Ems of the widest line of a sub-head inside a feature; section heads of 13 are common."""
_SMALLER = 1.3
"""How many times larger than a sub-head the headline of its text is set."""
_SAME_SHAPE = 1.6
"""Ems by which the lines of parallel sub-heads may differ in all."""
_RECENT = 12
"""Paragraphs of the running text that a sub-head is compared with."""
_ENDS = "。！？…”：；）"
"""Signs after which a text may stop; without one of them it is torn."""
_KIN = 0.1
"""Share of a lead's wording that the cut-off feature has at least; it must also have more than any other text."""
_STANDFIRST = 28.0
"""Ems from which three or more display lines in one block are a small text rather than a headline."""
_PREDICATE = re.compile("开展|举办|召开|举行|组织开展|推进会|积极参|助力|暨")
"""Verbs with which a headline goes on after its subject stood on a line of its own."""
_OWN_STORY = 60
"""Characters from which a caption with its own text is an article of its own."""


@dataclass(slots=True)
class Draft:
    """An article in the making."""

    at: int
    """The unit where its body starts."""
    end: int
    paragraphs: list[str]
    opened: bool = False
    closed: bool = False
    numbered: bool = False
    people: list[Byline] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    fixes: set[str] = field(default_factory=set)
    lead: Unit | None = None
    """A sub-head that stands above its first paragraph, where the feature's own head is elsewhere."""
    subheads: int = 0
    headed: bool = False
    """Is its last paragraph a sub-head, which no text goes on from?"""
    is_caption: bool = False
    joined: bool = False
    """Was it put together from two places of the page?"""

    @property
    def body(self) -> str:
        """The text, one paragraph a line."""
        return "\n".join(self.paragraphs)

    def add_subhead(self, unit: Unit) -> None:
        """Add a sub-head as a paragraph of its own."""
        self.paragraphs.append("".join(line.text for line in unit.lines))
        self.subheads += 1
        self.headed = True

    def sign(self, signature: Signature | None) -> None:
        """Add a by-line."""
        if signature is None or signature.text in self.signed:
            return
        self.signed.append(signature.text)
        self.people.extend(person for person in signature.people if person not in self.people)


@dataclass(slots=True)
class Stories:
    """What a page holds before headlines are given out."""

    drafts: list[Draft]
    displays: list[tuple[int, Unit]]
    """Display units that are no sub-heads, each with its place among the units."""
    captions: list[tuple[int, Caption]]
    overlap: Overlap
    """Of the page's texts; its grams are reckoned once for all that compare."""


def head_text(lines: Sequence[Line], body: str = "") -> str:
    """The lines of one display as one text: a space between phrases, none where a phrase runs over the break."""
    text = ""
    for line in lines:
        if text and not runs_on(text, line.text, body) and not _is_block(lines):
            text += " "
        text += line.text
    return text


def runs_on(before: str, after: str, body: str = "") -> bool:
    """Is there no break in the phrase between two lines? The text may tell, where it has the words in one."""
    if before[-1] in "，、：—“《（" or after[0] in "”》），、" or before.count("“") > before.count("”"):
        return True
    if _PREDICATE.match(after) and " " not in before:
        return True
    bare = body.replace("”", "").replace("》", "")
    return before[-2:] + after[:2] in body or before[-2:].strip("”》") + after[:2] in bare


def _is_block(lines: Sequence[Line]) -> bool:
    """Are the lines a small text set in a block (a standfirst), broken anywhere?"""
    return len(lines) >= 3 and sum(line.width for line in lines) > _STANDFIRST


def _are_parallel(one: Unit, other: Unit) -> bool:
    if len(one.lines) != len(other.lines):
        return False
    return sum(abs(a.width - b.width) for a, b in zip(one.lines, other.lines, strict=True)) <= _SAME_SHAPE


def _may_be_subhead(unit: Unit) -> bool:
    return len(unit.lines) <= 2 and all(line.width <= _SUBHEAD for line in unit.lines)


def _subheads(units: Sequence[Unit]) -> set[int]:
    """The displays that are sub-heads by their shape: short, above unopened text, and parallel to another."""
    above = [
        i
        for i, unit in enumerate(units[:-1])
        if unit.kind == "display" and _may_be_subhead(unit) and units[i + 1].kind == "body" and not units[i + 1].opened
    ]
    return {
        i
        for n, i in enumerate(above)
        for j in (above[n - 1 : n] if n else []) + above[n + 1 : n + 2]
        if _are_parallel(units[i], units[j])
    }


def _is_subhead(units: Sequence[Unit], at: int, draft: Draft, overlap: Overlap) -> bool:
    """Is the display at `at` a sub-head of the running draft rather than the next article's headline?"""
    unit = units[at]
    if draft.closed or not _may_be_subhead(unit) or units[at + 1].numbered or TITLE.fullmatch(unit.text):
        return False
    if unit.size:
        head = units[draft.at - 1].size if draft.at and units[draft.at - 1].kind == "display" else 0.0
        if all(line.is_set_plain for line in unit.lines):
            return True
        if head < _SMALLER * unit.size:
            return False
    elif draft.opened:
        return False
    following = overlap.share(unit.text, units[at + 1].text)
    recent = "\n".join(draft.paragraphs[-_RECENT:])
    return overlap.share(unit.text, recent) >= following


def _start(units: Sequence[Unit], at: int) -> Draft:
    unit = units[at]
    draft = Draft(at=at, end=at, paragraphs=list(unit.paragraphs), opened=unit.opened, numbered=unit.numbered)
    draft.sign(unit.opening)
    draft.sign(unit.signature)
    draft.closed = unit.signature is not None
    draft.fixes.update(fix for line in unit.lines for fix in line.fixes)
    return draft


def _continue(draft: Draft, unit: Unit, at: int) -> None:
    torn = bool(draft.paragraphs) and not draft.headed and draft.paragraphs[-1][-1] not in _ENDS
    draft.headed = False
    if torn and unit.paragraphs:
        draft.paragraphs[-1] = join(draft.paragraphs[-1], unit.paragraphs[0])
        draft.paragraphs.extend(unit.paragraphs[1:])
    else:
        draft.paragraphs.extend(unit.paragraphs)
    draft.end = at
    draft.numbered = draft.numbered or unit.numbered
    draft.sign(unit.signature)
    draft.closed = draft.closed or unit.signature is not None
    draft.fixes.update(fix for line in unit.lines for fix in line.fixes)


class _Gatherer:
    """Walks over the units once and gathers drafts."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.shaped = _subheads(units)
        self.overlap = Overlap([unit.text for unit in units if unit.kind == "body"])
        self.stories = Stories([], [], [], self.overlap)
        self.draft: Draft | None = None
        self.pending: list[Signature] = []
        """By-lines that stand between a headline and its text."""

    def gather(self) -> Stories:
        """All drafts of the page."""
        for at, unit in enumerate(self.units):
            if unit.kind == "display":
                self._display(at, unit)
            elif unit.kind == "sign" and unit.signature:
                self._sign(at, unit.signature)
            elif unit.kind == "caption" and unit.caption:
                self._caption(at, unit.caption, unit)
            else:
                self._body(at, unit)
        self._mend_features()
        return self.stories

    def _display(self, at: int, unit: Unit) -> None:
        follows = at + 1 < len(self.units) and self.units[at + 1].kind == "body" and not self.units[at + 1].opened
        draft = self.draft
        inside = draft is not None and not draft.closed and not draft.opened
        if follows and at in self.shaped and (inside or at == 0):
            if draft is None or not inside:
                self.draft = draft = Draft(at=at, end=at, paragraphs=[], lead=unit)
                self.stories.drafts.append(draft)
            draft.add_subhead(unit)
        elif follows and draft is not None and _is_subhead(self.units, at, draft, self.overlap):
            draft.add_subhead(unit)
        else:
            self.stories.displays.append((at, unit))
            self.draft = None

    def _sign(self, at: int, signature: Signature) -> None:
        # Above a text: a headline stands over it. Below: the text stands over it, and the line closes the article.
        above = self.units[at - 1].kind if at else "display"
        if above in ("display", "caption") and at + 1 < len(self.units) and self.units[at + 1].kind != "display":
            self.pending.append(signature)
        elif self.draft is not None:
            self.draft.sign(signature)
            self.draft.closed = True
        elif self.stories.drafts:
            self.stories.drafts[-1].sign(signature)

    def _caption(self, at: int, caption: Caption, unit: Unit) -> None:
        if len(caption.text) >= _OWN_STORY and "。" in caption.text and caption.credit:
            draft = Draft(at=at, end=at, paragraphs=[caption.text], is_caption=True, closed=True)
            draft.people = [Byline(name, "摄") for name in caption.credit.replace("、", " ").split()]
            draft.signed = [unit.lines[-1].text[-len(caption.credit) - 3 :].strip()]
            draft.fixes.update(fix for line in unit.lines for fix in line.fixes)
            self.stories.drafts.append(draft)
        else:
            self.stories.captions.append((at, caption))

    def _body(self, at: int, unit: Unit) -> None:
        draft = self.draft
        if unit.resumes:
            torn = [d for d in self.stories.drafts if not d.closed and d is not draft and d.body[-1:] not in _ENDS]
            others = [d for d in self.stories.drafts if d not in torn]
            kin = max((self.overlap.share(unit.text, d.body) for d in others), default=0.0)
            if torn and self.overlap.share(unit.text, torn[-1].body) >= kin:
                _continue(torn[-1], unit, at)
                torn[-1].joined = True
                self.draft = torn[-1]
                return
        if draft is not None and not unit.opened and (not draft.closed) and not self.pending:
            _continue(draft, unit, at)
            return
        self.draft = _start(self.units, at)
        for signature in self.pending:
            self.draft.sign(signature)
        self.pending.clear()
        self.stories.drafts.append(self.draft)

    def _mend_features(self) -> None:
        """Put a feature that starts with a sub-head behind the lead that stands elsewhere on the page."""
        drafts = self.stories.drafts
        for feature in [draft for draft in drafts if draft.lead is not None]:
            best = max(
                (d for d in drafts if not (d is feature or d.opened or d.is_caption or d.lead or d.numbered)),
                key=lambda d: self.overlap.share(d.body, feature.body),
                default=None,
            )
            if best is None or not self._are_kin(best, feature):
                continue
            best.paragraphs.extend(feature.paragraphs)
            best.people.extend(p for p in feature.people if p not in best.people)
            best.signed.extend(feature.signed)
            best.fixes |= feature.fixes
            best.subheads += feature.subheads
            best.joined = True
            drafts.remove(best)
            drafts[drafts.index(feature)] = best  # reading order counts from the part that comes first

    def _are_kin(self, lead: Draft, feature: Draft) -> bool:
        shares = [self.overlap.share(lead.body, d.body) for d in self.stories.drafts if d is not lead]
        mine = self.overlap.share(lead.body, feature.body)
        return mine >= max([_KIN, *shares])


def gather_stories(units: Sequence[Unit]) -> Stories:
    """The drafts of a page, its display lines that are left for headlines, and its captions."""
    return _Gatherer(units).gather()
