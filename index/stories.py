"""Units of a page to drafts of articles: what belongs together, before headlines are given out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.bylines import Signature
from index.diction import leads
from index.drafts import Draft
from index.notices import ISSUER, is_heading, numeral
from index.overlap import Overlap
from index.partings import part
from index.phrases import LEAST, group_lines
from index.records import Byline, Caption
from index.reunions import find_interrupted
from index.roles import BULLETS
from index.subheads import find_sections, find_shaped, is_subhead
from index.units import Unit, join

_ENDS = "。！？…”：；）"
"""Signs after which a text may stop; without one of them it is torn."""
_KIN = 0.04
"""Share of a lead's wording that the cut-off feature has at least; it must also have more than any other text."""
_LEAD = 60
"""Characters of the shortest text below which another can begin: less is a lead of one sentence."""
_OWN_STORY, _SHORT_STORY = 60, 38
"""Characters from which a caption with its own text is an article of its own; and where it begins as reports do."""
_TOLD = re.compile(r"近日|日前|连日来|\d日|昨日|今日|当天")
_PHOTO = 24
"""Characters of the longest sentence that stands alone under a photo without its photographer's name."""
_DAY_WITHIN = 12
"""Characters at its beginning among which a report names its day."""


@dataclass(slots=True)
class Stories:
    """What a page holds before headlines are given out."""

    drafts: list[Draft]
    displays: list[tuple[int, Unit]]
    """Display units that are no sub-heads, each with its place among the units."""
    captions: list[tuple[int, Caption]]
    overlap: Overlap
    """Of the page's texts; its grams are reckoned once for all that compare."""


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


def _is_notice(unit: Unit) -> bool:
    """Does the unit hold a whole notice, from the heading of its first part to those who issued it?"""
    issued = unit.signature is not None and any(person.role == ISSUER for person in unit.signature.people)
    return issued and bool(unit.paragraphs) and numeral(unit.paragraphs[0]) == 1 and is_heading(unit.paragraphs[0])


class _Gatherer:
    """Walks over the units once and gathers drafts."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.shaped = find_shaped(units)
        self.overlap = Overlap([unit.text for unit in units if unit.kind == "body"])
        self.shaped |= find_sections(units, self.overlap)
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
        self.stories.drafts = part(self.stories.drafts, self.overlap, self._owned())
        return self.stories

    def _owned(self) -> dict[int, list[tuple[int, str]]]:
        """For each draft, by its number, the headlines that share most with one of its texts, with their places."""
        bodies = [at for at, unit in enumerate(self.units) if unit.kind == "body"]
        holds = {at: n for n, draft in enumerate(self.stories.drafts) for at in range(draft.at, draft.end + 1)}
        found: dict[int, list[tuple[int, str]]] = {}
        for place, group in enumerate(group_lines(self.stories.displays, self.overlap)):
            shares = self.overlap.shares(group.text)
            best = max(range(len(shares)), key=shares.__getitem__, default=-1)
            if best >= 0 and shares[best] >= LEAST and bodies[best] in holds:
                found.setdefault(holds[bodies[best]], []).append((place, group.text))
        return found

    def _display(self, at: int, unit: Unit) -> None:
        below = self.units[at + 1] if at + 1 < len(self.units) else None
        follows = below is not None and below.kind == "body" and not (below.opened or below.addressed)
        draft = self.draft
        inside = draft is not None and not draft.closed and not draft.opened
        ended = draft is None or draft.closed
        if follows and at in self.shaped and (inside or ended):
            if draft is None or not inside:
                self.draft = draft = Draft(at=at, end=at, paragraphs=[], lead=unit)
                self.stories.drafts.append(draft)
            draft.add_subhead(unit)
        elif follows and draft is not None and is_subhead(self.units, at, draft, self.overlap):
            draft.add_subhead(unit)
        else:
            self.stories.displays.append((at, unit))
            self.draft = None

    def _sign(self, at: int, signature: Signature) -> None:
        # Above a text: a headline stands over it. Below: the text stands over it, and the line closes the article.
        above = self._kind_above(at, through=signature.closes)
        below = self.units[at + 1] if at + 1 < len(self.units) else None
        if below and below.kind != "display" and (above in ("display", "caption") or self._heads(signature, below)):
            self.pending.append(signature)
            self.draft = self.draft if above in ("display", "caption") else None
        elif self.draft is not None:
            self.draft.sign(signature)
            self.draft.closed = True
        elif self.stories.drafts:
            self.stories.drafts[-1].sign(signature)

    def _kind_above(self, at: int, *, through: bool) -> str:
        """The kind of the unit above; `through`: photos between do not count, as a text goes on around them."""
        at -= 1
        while through and at >= 0 and self.units[at].kind == "caption":
            at -= 1
        return self.units[at].kind if at >= 0 else "display"

    def _heads(self, signature: Signature, below: Unit) -> bool:
        """Does a by-line between two texts stand over the lower one?"""
        if below.kind != "body" or below.opened or signature.closes:
            return False
        draft = self.draft
        if draft is None or draft.closed or draft.people or signature.text[0] in BULLETS:
            return True
        return not draft.opened and below.signature is None

    def _caption(self, at: int, caption: Caption, unit: Unit) -> None:
        told = leads(caption.text) or _TOLD.search(caption.text[:_DAY_WITHIN])
        least = _SHORT_STORY if told else _OWN_STORY
        if len(caption.text) >= least and "。" in caption.text and caption.credit:
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
        if self._is_photo(at, draft):
            self.stories.captions.append((at, Caption(unit.text)))
            return
        heads = bool(self.pending) or at == 0 or self.units[at - 1].kind == "display"
        if torn_off := None if heads else find_interrupted(self.units, at, draft, self.stories.drafts, self.overlap):
            _continue(torn_off, unit, at)
            torn_off.joined = True
            self.draft = torn_off
            return
        begins = unit.opened or unit.addressed or _is_notice(unit) or bool(self.pending)
        if draft is not None and not (begins or draft.closed or self._leaves(draft, at)):
            _continue(draft, unit, at)
            return
        self.draft = _start(self.units, at)
        for signature in self.pending:
            self.draft.sign(signature)
        self.pending.clear()
        self.stories.drafts.append(self.draft)

    def _is_photo(self, at: int, draft: Draft | None) -> bool:
        """Is the unit one short sentence that stands alone, as what a photo shows does?"""
        unit = self.units[at]
        if len(unit.lines) > 1 or unit.opened or unit.signature or not 6 <= len(unit.text) <= _PHOTO:
            return False
        if not unit.text.endswith("。") or "，" in unit.text or any(map(str.isdigit, unit.text)):
            return False
        after = self.units[at + 1] if at + 1 < len(self.units) else None
        return (draft is None or draft.closed) and (after is None or after.kind == "display" or after.opened)

    def _leaves(self, draft: Draft, at: int) -> bool:
        """Does a feature without opening begin below a news item, which has nothing at its end?"""
        unit = self.units[at]
        if not draft.opened or len(draft.body) < _LEAD or not leads(unit.text):
            return False
        if at == 0 or self.units[at - 1].kind != "body":
            return False
        below = [other.text for other in self.units[at + 1 : at + 4] if other.kind == "body" and not other.opened]
        kin = max((self.overlap.share(unit.text, text) for text in below), default=0.0)
        return kin > self.overlap.share(unit.text, draft.body)

    def _mend_features(self) -> None:
        """Put a feature that starts with a sub-head behind the lead that stands elsewhere on the page."""
        drafts = self.stories.drafts
        for feature in [draft for draft in drafts if draft.lead is not None]:
            best = max(
                (
                    d
                    for d in drafts
                    if not (d is feature or d.opened or d.closed or d.is_caption or d.lead or d.numbered)
                ),
                key=lambda d: self.overlap.share(d.body, feature.body),
                default=None,
            )
            if best is None or not self._are_kin(best, feature):
                self._head(feature)
                continue
            best.paragraphs.extend(feature.paragraphs)
            best.people.extend(p for p in feature.people if p not in best.people)
            best.signed.extend(feature.signed)
            best.captions.extend(feature.captions)
            best.fixes |= feature.fixes
            best.subheads += feature.subheads
            best.joined = True
            drafts.remove(best)
            drafts[drafts.index(feature)] = best  # reading order counts from the part that comes first

    def _head(self, feature: Draft) -> None:
        """What looked like the first of a feature's sub-heads is its headline, where no lead stands elsewhere."""
        if feature.at and feature.lead:
            del feature.paragraphs[0]
            feature.subheads -= 1
            self.stories.displays.append((feature.at, feature.lead))
            self.stories.displays.sort(key=lambda pair: pair[0])
            feature.at += 1

    def _are_kin(self, lead: Draft, feature: Draft) -> bool:
        shares = [self.overlap.share(lead.body, d.body) for d in self.stories.drafts if d is not lead]
        mine = self.overlap.share(lead.body, feature.body)
        return mine >= max([_KIN, *shares])


def gather_stories(units: Sequence[Unit]) -> Stories:
    """The drafts of a page, its display lines that are left for headlines, and its captions."""
    return _Gatherer(units).gather()
