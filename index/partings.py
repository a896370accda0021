"""Drafts in which two articles ran into one, because nothing but their wording parts them: cut where it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from index.diction import goes_on, leads
from index.drafts import Draft
from index.notices import HEREBY, ISSUER, announces, corrects, formula, is_heading, numeral
from index.overlap import Overlap

_STRANGE = 0.05
"""Share of a paragraph's wording up to which the text above it has nothing to do with it; measured on news run together
by a typesetter: of 18 paragraphs that begin as articles do and are as strange as this, 16 began one."""
_STRANGE_REST = 0.022
"""The same of all that follows."""
_NOTICE = 0.01
"""How much more these shares may be for a notice, which is known by its form, and again where its issuers close it."""
_LEAST_ABOVE, _LEAST_BELOW = 120, 60
"""Characters of the shorter article; before 120 a lead that tells a little story may be strange to what follows."""
_HEADED, _HEADED_REST = 0.1, 0.055
"""The first two shares where each half has a headline of its own; of 9 such boundaries all were true."""
_BESIDE, _BESIDE_REST = 0.07, 0.03
"""The same where the headlines stand side by side, as a headline and its kicker do: none of 35 pairs was as strange."""
_APART, _APART_STRANGE, _APART_REST, _APART_AFTER = 0.5, 0.07, 0.045, 3
"""The same where nothing begins as articles do: by how much each headline must fit its own half better, the shares, and
the paragraphs that stand above."""
_OWN = 0.2
"""By how much each of two headlines must fit its own half better."""
_STRANGE_BOTH, _LEADING = 0.13, 0.03
"""What two texts share, each with the other, where a by-line opens the first and another closes the second: the least
of all boundaries was the true one in 5 of 5. A paragraph that begins as articles do counts less by so much."""
_MOST_PARAGRAPHS = 80
"""Paragraphs of the longest text that is looked at boundary by boundary: a full page has some sixty."""
_NONE: Mapping[int, Sequence[tuple[int, str]]] = MappingProxyType({})
_SHORTEST_HEAD = 5
"""Characters of the shortest headline that shows whose a text is."""


def part(
    drafts: Sequence[Draft], overlap: Overlap, owned: Mapping[int, Sequence[tuple[int, str]]] = _NONE
) -> list[Draft]:
    """The drafts in their order, those that hold two articles or more parted.

    `owned`: for a draft, by its number, the headlines whose wording it has most of, each with its place on the page.
    """
    found: list[Draft] = []
    for number, draft in enumerate(drafts):
        heads = [(place, head) for place, head in owned.get(number, ()) if len(head) >= _SHORTEST_HEAD]
        rest: Draft | None = draft
        while rest is not None:
            at = _find(rest, overlap) or _find_headed(rest, overlap, heads)
            draft, rest = rest, rest.split(at) if at else None
            found.append(draft)
    return found


def _find_headed(draft: Draft, overlap: Overlap, heads: Sequence[tuple[int, str]]) -> int:
    """The paragraph with which another article begins, because the text above has one headline and it another."""
    best, where = 0.0, 0
    if draft.is_caption or len(heads) < 2 or len(draft.paragraphs) > _MOST_PARAGRAPHS:
        return 0
    grams = [overlap.of(text) for text in draft.paragraphs]
    wanted = [(place, overlap.of(head), overlap.weight(overlap.of(head)) or 1.0) for place, head in heads]
    for at in range(1, len(draft.paragraphs)):
        if sum(map(len, draft.paragraphs[:at])) < _LEAST_ABOVE or sum(map(len, draft.paragraphs[at:])) < _LEAST_BELOW:
            continue
        if goes_on(draft.paragraphs[at]):
            continue
        above, rest = set().union(*grams[:at]), set().union(*grams[at:])
        fits = sorted(
            ((overlap.weight(head & above) - overlap.weight(head & rest)) / whole, place)
            for place, head, whole in wanted
        )
        apart = min(fits[-1][0], -fits[0][0])
        if apart < max(_OWN, best):
            continue
        beside = abs(fits[-1][1] - fits[0][1]) == 1
        most, most_rest = (_BESIDE, _BESIDE_REST) if beside else (_HEADED, _HEADED_REST)
        strange = overlap.weight(grams[at] & above) / (overlap.weight(grams[at]) or 1.0)
        share = overlap.weight(rest & above) / (overlap.weight(rest) or 1.0)
        begins = leads(draft.paragraphs[at]) and strange <= most and share <= most_rest
        strangers = strange <= _APART_STRANGE and share <= _APART_REST
        if begins or (strangers and not beside and apart >= _APART and at >= _APART_AFTER):
            best, where = apart, at
    return where


def _find(draft: Draft, overlap: Overlap) -> int:
    """The paragraph with which another article begins, 0 if none does."""
    if draft.is_caption:
        return 0
    issued = any(person.role == ISSUER for person in draft.people)
    if not (draft.numbered or issued) and (at := _find_formula(draft)):
        return at
    above = len(draft.paragraphs[0]) if draft.paragraphs else 0
    twice = len(draft.signatures) > 1 and draft.opened and draft.closed
    if twice and not issued and len(draft.paragraphs) <= _MOST_PARAGRAPHS and (at := _find_between(draft, overlap)):
        return at
    best, where = 1.0, 0
    for at in range(1, len(draft.paragraphs)):
        text = draft.paragraphs[at]
        notice = corrects(text) or _is_notice(draft, at)
        ended = above >= _LEAST_ABOVE or bool(HEREBY.search(draft.paragraphs[at - 1]))
        if ended and not goes_on(text) and (notice or twice or leads(text)):
            strange = _strangeness(draft, at, overlap, _STRANGE + _NOTICE * (notice + issued) if notice else _STRANGE)
            if strange < best:
                best, where = strange, at
            if where and not twice:
                break
        above += len(text)
    return where


def _find_formula(draft: Draft) -> int:
    """The paragraph at which a small notice that is known by its formula begins or ends, 0 if there is none."""
    kinds = [formula(text) for text in draft.paragraphs]
    return next((at for at in range(1, len(kinds)) if kinds[at] != kinds[at - 1]), 0)


def _find_between(draft: Draft, overlap: Overlap) -> int:
    """The paragraph that parts the text of the reporter above from that of the one below, 0 if they are one text."""
    found: list[tuple[float, int]] = []
    for at in range(1, len(draft.paragraphs)):
        above, rest = "\n".join(draft.paragraphs[:at]), "\n".join(draft.paragraphs[at:])
        if min(len(above), len(rest)) >= _LEAST_BELOW:
            both = overlap.share(rest, above) + overlap.share(above, rest)
            found.append((both - _LEADING * leads(draft.paragraphs[at]), at))
    least, where = min(found, default=(1.0, 0))
    return where if least <= _STRANGE_BOTH else 0


def _is_notice(draft: Draft, at: int) -> bool:
    """Does a notice visibly begin with the paragraph: 现将有关事项公告如下： or the heading of its first part?"""
    text = draft.paragraphs[at]
    if announces(text):
        return at + 1 < len(draft.paragraphs) and numeral(draft.paragraphs[at + 1]) == 1
    return numeral(text) == 1 and is_heading(text) and draft.paragraphs[at - 1][-1] in "。！？”"


def _strangeness(draft: Draft, at: int, overlap: Overlap, most: float) -> float:
    """The share of the wording from paragraph `at` on that stands above it; 1 where it is no other article's."""
    above, rest = "\n".join(draft.paragraphs[:at]), "\n".join(draft.paragraphs[at:])
    if (len(rest) < _LEAST_BELOW and not corrects(rest)) or overlap.share(draft.paragraphs[at], above) > most:
        return 1.0
    share = overlap.share(rest, above)
    return share if share <= most - _STRANGE + _STRANGE_REST else 1.0
