"""Which headline belongs to which article: one assignment for the whole page, by shared wording first, place second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.assignment import assign
from index.drafts import Draft
from index.overlap import Overlap
from index.phrases import LEAST, Group, are_unlike, group_lines, head_text, is_rubric, runs_on
from index.units import Unit

_ABOVE = 0.2
"""What standing right above a text counts, as a share of the headline's own weight."""
_BELOW = 0.1
"""The same for standing right below a text."""
_FAINT = 0.07
"""The same where no other text has half as much of the wording."""
_OWN = 1.6
"""How many times better its own best text must fit before a line is taken from the text that it was assigned to."""
_LONGEST_HEADLINE = 45
"""Characters of the longest headline in one line; longer ones are small texts under it."""
_SHORT_PHRASE = 12
"""Characters of the longest of two equal lines that are read as one headline in two phrases."""
_DOWN = 1.5
"""How many times better a loose line must fit the headline below it, as kicker, than the one above it, as its end."""
_SLOGAN, _FITTING = 0.03, 0.3
"""Shares of wording: a pair of phrases up to the first is a slogan over the page, where another line has the second."""
_ROUNDS = 4
"""Times that lines are moved to a neighbour and the rest assigned anew; more than two were never needed."""


@dataclass(slots=True)
class Heading:
    """What an article is headed with, and how sure that is (1 sure, 0 a guess)."""

    headline: str = ""
    kicker: str = ""
    subheadline: str = ""
    sureness: float = 0.0
    fits: tuple[tuple[float, float, int], ...] = ()
    """For each of its phrases the share of its wording that the text has, the most that another has, and which one."""
    fixes: set[str] = field(default_factory=set)


class _Table:
    """How well each group fits each draft."""

    def __init__(
        self, groups: Sequence[Group], drafts: Sequence[Draft], units: Sequence[Unit], overlap: Overlap
    ) -> None:
        self.groups, self.drafts, self.units, self.overlap = groups, drafts, units, overlap
        self.shares = [overlap.shares(group.text) for group in groups]
        places = {group.unit for group in groups}
        self.above_of = {unit: self._text_beside(unit, -1) for unit in places}
        self.below_of = {unit: self._text_beside(unit, 1) for unit in places}
        self.gains: list[list[float]] = []
        for group, shares in zip(groups, self.shares, strict=True):
            whole = overlap.weight(overlap.of(group.text)) or 1.0
            least = self._least(shares)
            row = zip(drafts, shares, strict=True)
            self.gains.append([self._gain(group, draft, share, whole, least) for draft, share in row])

    @staticmethod
    def _least(shares: Sequence[float]) -> float:
        """The share from which the wording counts: less where one text stands out."""
        ranked = sorted(shares, reverse=True)
        return _FAINT if ranked and ranked[0] >= 2 * (ranked[1] if len(ranked) > 1 else 0.0) else LEAST

    def _text_beside(self, unit: int, step: int) -> int:
        """The unit next to a display, above (-1) or below (1); by-lines and captions between do not count."""
        at = unit + step
        while 0 <= at < len(self.units) and self.units[at].kind in ("sign", "caption"):
            at += step
        return at

    def above(self, group: Group, draft: Draft) -> bool:
        """Does the group's display stand right above the draft's text?"""
        return self.below_of[group.unit] == draft.at

    def below(self, group: Group, draft: Draft) -> bool:
        """Does it stand right below?"""
        return self.above_of[group.unit] == draft.end

    def _gain(self, group: Group, draft: Draft, share: float, whole: float, least: float) -> float:
        if draft.is_caption:
            share = share if share > 0.5 else 0.0
        place = 0.0
        if not (draft.is_caption or is_rubric(group.text)):
            if self.above(group, draft) and group.last:
                place = _ABOVE
            elif (self.below(group, draft) and group.place == 0) or self.above(group, draft):
                place = _BELOW
        if share < least and not place:
            return 0.0
        return whole * (share * (0.5 + 0.5 * share) + place)


def _settle(table: _Table) -> tuple[list[int], list[int]]:
    """For each group the draft that it heads (-1 none), and the draft that it belongs to as kicker or sub-headline."""
    groups = table.groups
    gains = [list(row) for row in table.gains]
    part_of = [-1] * len(groups)
    for _ in range(_ROUNDS):
        heads = assign(gains)
        moved = False
        for i, group in enumerate(groups):
            if part_of[i] >= 0 or not table.drafts:
                continue
            best = max(range(len(table.drafts)), key=table.gains[i].__getitem__)
            if heads[i] == best or table.gains[i][best] <= 0:
                continue
            near = [j for j in range(max(0, i - 2), min(len(groups), i + 3)) if groups[j].unit == group.unit]
            close = [j for j in near if abs(i - j) == 1 or heads[(i + j) // 2] < 0]
            if not any(j != i and (heads[j] == best or part_of[j] == best) for j in close):
                continue
            given = table.gains[i][heads[i]] if heads[i] >= 0 else 0.0
            if table.gains[i][best] > _OWN * given:
                part_of[i] = best
                gains[i] = [0.0] * len(table.drafts)
                moved = True
        if not moved:
            break
    else:
        heads = assign(gains)
    _attach_rest(table, heads, part_of)
    return heads, part_of


def _attach_rest(table: _Table, heads: list[int], part_of: list[int]) -> None:
    """Give lines that share no wording with any text to the headline beside them, or to a text that has none."""
    loose = [i for i in range(len(table.groups)) if heads[i] < 0 and part_of[i] < 0]
    for i in loose:
        group = table.groups[i]
        bare = [
            d
            for d in ([] if is_rubric(group.text) else _bare(table, heads))
            if table.above(group, table.drafts[d]) or table.below(group, table.drafts[d])
        ]
        if bare:
            heads[i] = bare[0]
    for i in loose:
        if heads[i] >= 0:
            continue
        group = table.groups[i]
        near = [j for j in (i - 1, i + 1) if 0 <= j < len(table.groups) and table.groups[j].unit == group.unit]
        beside = [heads[j] if heads[j] >= 0 else part_of[j] for j in near]
        beside = [draft for draft in beside if draft >= 0]
        shares = [table.overlap.rare_share(group.text, table.drafts[d].body) for d in beside]
        bare = _bare(table, heads)
        far = [table.overlap.rare_share(group.text, table.drafts[d].body) for d in bare]
        if far and not (is_rubric(group.text) and beside) and max(far) >= max(shares, default=0.0):
            heads[i] = bare[far.index(max(far))]
        elif beside:
            part_of[i] = beside[0 if shares[0] * _DOWN >= shares[-1] else -1]


def _bare(table: _Table, heads: Sequence[int]) -> list[int]:
    """The texts without a headline."""
    taken = set(heads)
    return [d for d, draft in enumerate(table.drafts) if d not in taken and not draft.is_caption]


def _is_pair(text: str) -> bool:
    """Is it two phrases of one length, as main headlines often are?"""
    halves = text.split(" ")
    return len(halves) == 2 and len(halves[0]) == len(halves[1])


def _is_standfirst(text: str) -> bool:
    return len(text) > _LONGEST_HEADLINE or text.endswith("——")


def _main(texts: Sequence[str], assigned: int, shares: Sequence[float]) -> int:
    """Which of the phrases is the main headline; `assigned` is the one that was found by its wording."""
    least = _SLOGAN if shares[assigned] > _FITTING else -1.0
    pairs = [i for i, text in enumerate(texts) if _is_pair(text) and shares[i] > least]
    if len(pairs) == 1:
        return pairs[0]
    plain = [i for i, text in enumerate(texts) if not _is_standfirst(text) and text[0] != "—"]
    if plain and (assigned not in plain or ("，" in texts[assigned] and "，" not in texts[plain[0]])):
        return plain[0]
    return assigned


def _compose(groups: Sequence[Group], assigned: int, body: str, fits: Sequence[float]) -> tuple[str, str, str]:
    """Kicker, headline and sub-headline of groups in printed order; `fits`: what the text has of each's wording."""
    shares = list(fits)
    texts = [head_text(group.lines, body) for group in groups]
    sizes = [group.size for group in groups]
    i = 1
    while i < len(texts):
        whole = runs_on(texts[i - 1], texts[i], body)
        equal = len(texts[i - 1]) == len(texts[i]) <= _SHORT_PHRASE and " " not in texts[i - 1] + texts[i]
        alike = not are_unlike(sizes[i - 1], sizes[i])
        if (whole or equal) and alike and not _is_standfirst(texts[i]) and texts[i][0] != "—":
            texts[i - 1 : i + 1] = [texts[i - 1] + ("" if whole else " ") + texts[i]]
            sizes[i - 1 : i + 1] = [max(sizes[i - 1 : i + 1])]
            shares[i - 1 : i + 1] = [max(shares[i - 1 : i + 1])]
            assigned -= assigned >= i
        else:
            i += 1
    largest = max(range(len(sizes)), key=sizes.__getitem__)
    is_plain = all(i == largest or are_unlike(size, sizes[largest]) for i, size in enumerate(sizes))
    main = largest if is_plain else _main(texts, assigned, shares)
    return " ".join(texts[:main]), texts[main], " ".join(texts[main + 1 :]).removesuffix("——")


def _best_other(shares: Sequence[float], number: int) -> tuple[float, int]:
    """The greatest share but that of text `number`, and whose it is (-1 where there is no other text)."""
    return max(((share, other) for other, share in enumerate(shares) if other != number), default=(0.0, -1))


def give_headings(
    displays: Sequence[tuple[int, Unit]],
    drafts: Sequence[Draft],
    units: Sequence[Unit],
    known: Overlap | None = None,
) -> list[Heading]:
    """The heading of every draft, in their order."""
    overlap = Overlap([draft.body for draft in drafts], known)
    groups = group_lines(displays, overlap)
    table = _Table(groups, drafts, units, overlap)
    heads, part_of = _settle(table)
    headings: list[Heading] = []
    for number in range(len(drafts)):
        mine = [i for i in range(len(groups)) if heads[i] == number or part_of[i] == number]
        main = next((i for i in mine if heads[i] == number), mine[0] if mine else -1)
        if main < 0:
            headings.append(Heading())
            continue
        shares = [table.shares[i][number] for i in mine]
        kicker, headline, sub = _compose([groups[i] for i in mine], mine.index(main), drafts[number].body, shares)
        fits = tuple((table.shares[i][number], *_best_other(table.shares[i], number)) for i in mine)
        share, rival, _ = fits[mine.index(main)]
        sureness = min(1.0, share * 2) * (1.0 if share >= 1.2 * rival else 0.7)
        if table.above(groups[main], drafts[number]):
            sureness = max(sureness, 0.6)
        fixes = {fix for i in mine for line in groups[i].lines for fix in line.fixes}
        headings.append(Heading(headline, kicker, sub, sureness, fits, fixes))
    return headings
