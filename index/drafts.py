"""An article in the making: what belongs together, before headlines are given out."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.bylines import Signature
from index.notices import numeral
from index.records import Byline, Caption
from index.units import Unit

_WITHIN = -9
"""The end of a text that ends within a unit: no unit's number."""


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
    signatures: list[Signature] = field(default_factory=list)
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
    parted: bool = False
    """Was it parted from another text where the wording changes?"""

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
        """Add a by-line, or the credit of a section's photos to the captions."""
        if signature is None or signature.text in self.signed:
            return
        if signature.photos is not None:
            self.captions.append(signature.photos)
            return
        self.signed.append(signature.text)
        self.signatures.append(signature)
        self.people.extend(person for person in signature.people if person not in self.people)

    def split(self, at: int) -> Draft:
        """Take the paragraphs from `at` on off as an article of its own, with the by-line that closes it."""
        below = Draft(at=self.at, end=self.end, paragraphs=self.paragraphs[at:], closed=self.closed, parted=True)
        below.fixes = set(self.fixes)
        below.numbered = self.numbered and not any(map(numeral, self.paragraphs[:at]))
        mine, theirs = self.signatures, list[Signature]()
        if self.closed and mine:
            mine, theirs = mine[:-1], mine[-1:]
        self.paragraphs = self.paragraphs[:at]
        self.end, self.closed, self.parted = _WITHIN, False, True
        self.numbered = self.numbered and not below.numbered
        self.people, self.signed, self.signatures = [], [], []
        for draft, signatures in ((self, mine), (below, theirs)):
            for signature in signatures:
                draft.sign(signature)
        return below
