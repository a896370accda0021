"""An article in the making: what belongs together, before headlines are given out."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.bylines import Signature
from index.records import Byline, Caption
from index.units import Unit


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
        """Add a by-line, or the credit of a section's photos to the captions."""
        if signature is None or signature.text in self.signed:
            return
        if signature.photos is not None:
            self.captions.append(signature.photos)
            return
        self.signed.append(signature.text)
        self.people.extend(person for person in signature.people if person not in self.people)
