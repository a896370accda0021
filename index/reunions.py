"""Texts that another one interrupts at a paragraph's end: which open one does a text without a head go on with?"""

from __future__ import annotations

from collections.abc import Sequence

from index.diction import leads
from index.drafts import Draft
from index.notices import ISSUER, formula
from index.overlap import Overlap
from index.units import Unit

_INTERRUPTED = 0.04
"""Share of a text's wording that the one further up has at least with which it goes on."""
_NOTICE = 0.02
"""The same where a notice stands between, which no text without a head goes on with."""
_NEXT = 4
"""Units that are read on."""


def find_interrupted(
    units: Sequence[Unit], at: int, draft: Draft | None, drafts: Sequence[Draft], overlap: Overlap
) -> Draft | None:
    """The open draft further up with which unit `at`, which has no head, goes on below `draft`; None if there is none.

    Only a notice, or a block of the page, shows that something stands between.
    """
    unit = units[at]
    if draft is None or unit.opened or unit.addressed or leads(unit.text):
        return None
    notice = any(person.role == ISSUER for person in draft.people) or bool(formula(draft.paragraphs[-1]))
    if not (unit.apart or (notice and draft.closed)):
        return None
    text = _read_on(units, at)
    shares = [overlap.share(text, one.body) for one in drafts]
    best = max(range(len(drafts)), key=shares.__getitem__)
    found = drafts[best]
    if found is draft or found.closed or found.is_caption or shares[best] < (_NOTICE if notice else _INTERRUPTED):
        return None
    return found


def _read_on(units: Sequence[Unit], at: int) -> str:
    """The text from unit `at` on as far as nothing ends or begins."""
    texts: list[str] = []
    for unit in units[at : at + _NEXT]:
        if unit.kind != "body" or (texts and (unit.opened or unit.addressed or unit.apart)):
            break
        texts.append(unit.text)
        if unit.signature:
            break
    return "\n".join(texts)
