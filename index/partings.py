"""Drafts in which two articles ran into one, because nothing but their wording parts them: cut where it changes."""

from __future__ import annotations

from collections.abc import Sequence

from index.diction import leads
from index.drafts import Draft
from index.notices import announces, numeral
from index.overlap import Overlap

_STRANGE = 0.05
"""Share of a paragraph's wording up to which the text above it has nothing to do with it; measured on news run together
by a typesetter: of 18 paragraphs that begin as articles do and are as strange as this, 16 began one."""
_STRANGE_REST = 0.022
"""The same of all that follows."""
_STRANGE_NOTICE = 0.06
"""The same for a notice, which is known by its form."""
_LEAST_ABOVE, _LEAST_BELOW = 120, 60
"""Characters of the shorter article; before 120 a lead that tells a little story may be strange to what follows."""


def part(drafts: Sequence[Draft], overlap: Overlap) -> list[Draft]:
    """The drafts in their order, those that hold two articles or more parted."""
    found: list[Draft] = []
    for draft in drafts:
        rest: Draft | None = draft
        while rest is not None:
            at = _find(rest, overlap)
            draft, rest = rest, rest.split(at) if at else None
            found.append(draft)
    return found


def _find(draft: Draft, overlap: Overlap) -> int:
    """The paragraph with which another article begins, 0 if none does."""
    if draft.is_caption:
        return 0
    above = len(draft.paragraphs[0]) if draft.paragraphs else 0
    twice = len(draft.signatures) > 1 and draft.opened and draft.closed
    best, where = 1.0, 0
    for at in range(1, len(draft.paragraphs)):
        text = draft.paragraphs[at]
        notice = announces(text) and at + 1 < len(draft.paragraphs) and numeral(draft.paragraphs[at + 1]) == 1
        if above >= _LEAST_ABOVE and (notice or twice or leads(text)):
            strange = _strangeness(draft, at, overlap, _STRANGE_NOTICE if notice else _STRANGE)
            if strange < best:
                best, where = strange, at
            if where and not twice:
                break
        above += len(text)
    return where


def _strangeness(draft: Draft, at: int, overlap: Overlap, most: float) -> float:
    """The share of the wording from paragraph `at` on that stands above it; 1 where it is no other article's."""
    above, rest = "\n".join(draft.paragraphs[:at]), "\n".join(draft.paragraphs[at:])
    if len(rest) < _LEAST_BELOW or overlap.share(draft.paragraphs[at], above) > most:
        return 1.0
    share = overlap.share(rest, above)
    return share if share <= most - _STRANGE + _STRANGE_REST else 1.0
