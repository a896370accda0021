"""How sure it is that an article was cut right: the signs of its text, of its headline and of the texts around it."""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Sequence

from index.diction import leads
from index.drafts import Draft
from index.headlines import Heading
from index.notices import HEREBY
from index.overlap import Overlap
from index.phrases import LEAST

# Log odds of a wrong boundary or headline, by logistic regression on 3,953 articles of a setter's pages, 395 of them
# cut wrong. On 3,114 others, of texts that nobody had read, 339 wrong, a confidence under 0.75 finds half the
# wrong ones (9 of 19 that hold two articles), and two of three of those under it are wrong.
_BASE = 0.42
_SURENESS = -3.37
"""Of the headline's sureness, from 0 to 1."""
_QUOTED = 1.23
"""The headline stands word for word in the text: it may be a line of it."""
_NO_HEADLINE = 3.27
_BARE_BESIDE = 1.14
"""Another text of the page has no headline: this one may have it."""
_PHOTO = 2.95
"""The heading ends in a photographer, names a reporter or has a full stop: a caption ran into it."""
_LONG, _LONGEST = 0.75, 34
"""The heading, with what stands over and under it, has more than so many characters: it may be two."""
_LONGER, _LONGEST_OF_ALL = 1.24, 45
"""The same again."""
_BRIEF, _BRIEFEST = 0.28, 9
"""The headline has less than so many characters: it may be half of one."""
_STRAY = 0.90
"""A phrase of the heading fits another text better."""
_CLAIMED = 1.83
"""A phrase over another text fits this one better."""
_SUBHEADS = 1.35
"""Of an earlier measurement with two setters; the last one alone, whose features are short, says 2.07."""
_SIGNED = -0.86
_SIGNED_TWICE = 2.6
"""One by-line stands over it and another closes it: of 10 such texts 6 were wrong, 5 of them two texts in one."""
_UNFINISHED = 3.12
"""Its last sentence does not end."""
_AFTER_OPEN = 0.82
"""It does not begin as articles do, and no by-line closes the text above it."""
_OPENS_WITHIN = 1.34
"""An opening or a reporter in brackets stands within it."""
_OUTGROWN, _TIMES = 1.23, 1.8
"""It is so many times as long as half of the page's texts are."""
_SEAM, _APART = 1.10, 0.06
"""What stands above one of its paragraphs and what follows share less than this, both shares added."""
_LOOKED_AT, _LEAST_ABOVE, _LEAST_BELOW = 1.2, 100, 60
"""Seams are looked for in texts that are longer than the page's usual one by this, and leave so many characters."""
_MOST_PARAGRAPHS = 80
"""Paragraphs of the longest text that is looked at boundary by boundary: a full page has some sixty."""
_CAPTION = 0.8
"""Confidence of a photo that stands alone with its text: it seldom has a headline."""
_ENDS = "。！？…”）)!?"
_CREDIT = re.compile("摄(?:$| )|(?:记者|通讯员) |。")
_WITHIN = re.compile(r"\n本报讯|[（(](?:本报)?(?:记者|通讯员)[^（）()]{2,20}[)）](?=[\s\S]{80})")


class _Page:
    """What the texts of one page tell of each other."""

    def __init__(self, drafts: Sequence[Draft], headings: Sequence[Heading], overlap: Overlap) -> None:
        self.drafts, self.headings, self.overlap = drafts, headings, overlap
        self.usual = statistics.median_high([len(draft.body) for draft in drafts]) if drafts else 0
        self.is_bare = any(
            not (heading.headline or draft.is_caption) for draft, heading in zip(drafts, headings, strict=True)
        )
        self.claimed = {
            other for heading in headings for share, most, other in heading.fits if most >= LEAST and most > share
        }

    def signs(self, number: int) -> tuple[tuple[float, bool], ...]:
        """What speaks for or against an article, by log odds, and whether it holds."""
        draft, heading = self.drafts[number], self.headings[number]
        body, headline = draft.body, heading.headline
        whole = " ".join(part for part in (heading.kicker, headline, heading.subheadline) if part)
        size = len(whole.replace(" ", ""))
        is_plain = not draft.subheads  # a feature has a long text, a long head and parts that share little
        above_is_open = number > 0 and not self.drafts[number - 1].closed
        return (
            (_QUOTED, len(headline) > 4 and headline in body),
            (_NO_HEADLINE, not headline),
            (_BARE_BESIDE, bool(headline) and self.is_bare),
            (_PHOTO, bool(_CREDIT.search(whole))),
            (_LONG, is_plain and size > _LONGEST),
            (_LONGER, is_plain and size > _LONGEST_OF_ALL),
            (_BRIEF, 0 < len(headline.replace(" ", "")) < _BRIEFEST),
            (_STRAY, any(share < most for share, most, _ in heading.fits)),
            (_CLAIMED, number in self.claimed),
            (_SUBHEADS, draft.subheads > 0),
            (_SIGNED, bool(draft.people)),
            (_SIGNED_TWICE, len(draft.signatures) > 1 and draft.closed),
            (_UNFINISHED, body[-1:] not in _ENDS and not HEREBY.search(body[-8:])),
            (_AFTER_OPEN, above_is_open and not (draft.opened or leads(body))),
            (_OPENS_WITHIN, bool(_WITHIN.search(body))),
            (_OUTGROWN, is_plain and len(body) > _TIMES * self.usual),
            (_SEAM, is_plain and len(body) > _LOOKED_AT * self.usual and self._has_seam(draft)),
        )

    def _has_seam(self, draft: Draft) -> bool:
        """Has what stands above one of the paragraphs next to nothing to do with what follows?"""
        if len(draft.paragraphs) > _MOST_PARAGRAPHS:
            return False
        overlap = self.overlap
        grams = [overlap.of(text) for text in draft.paragraphs]
        sizes = [len(text) for text in draft.paragraphs]
        for at in range(1, len(grams)):
            if sum(sizes[:at]) < _LEAST_ABOVE or sum(sizes[at:]) < _LEAST_BELOW:
                continue
            above, below = set().union(*grams[:at]), set().union(*grams[at:])
            both = overlap.weight(above & below)
            if both / (overlap.weight(above) or 1.0) + both / (overlap.weight(below) or 1.0) < _APART:
                return True
        return False


def rate(drafts: Sequence[Draft], headings: Sequence[Heading], overlap: Overlap) -> list[float]:
    """The probability of each draft, in reading order, that its bounds and its headline are right, from 0 to 1."""
    page = _Page(drafts, headings, overlap)
    found: list[float] = []
    for number, (draft, heading) in enumerate(zip(drafts, headings, strict=True)):
        if draft.is_caption:
            found.append(_CAPTION)
            continue
        odds = _BASE + _SURENESS * heading.sureness + sum(weight for weight, holds in page.signs(number) if holds)
        found.append(round(1 / (1 + math.exp(odds)), 3))
    return found
