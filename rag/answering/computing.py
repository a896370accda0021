"""Answers that are computed: the quoted sentences first, then the sum in figures, marked as computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.records import Span
from rag.answering.compose import Draft, window
from rag.answering.elapsed import birth, duration, founding, since
from rag.answering.proof import figures_of
from rag.answers import Computed
from rag.english.english import quote_inline, render_date, render_quantity
from rag.facts.adding_up import prize_money, row_total
from rag.facts.evidence import Evidence
from rag.facts.listed import members
from rag.facts.numbers import NUMBER, fold_figures
from rag.facts.remainders import former, remainder
from rag.facts.sums import Sum, a_head, difference, total
from rag.finding.retrieve import Query
from rag.questions.asked import Need

METHODS: tuple[Callable[[str, Need, Sequence[Evidence]], Sum | None], ...] = (
    birth,
    founding,
    since,
    a_head,
    total,
    prize_money,
    remainder,
    former,
    row_total,
    difference,
    duration,
    members,
)

LOOKED_AT, LEAST = 10, 0.6
"""Sentences in which the terms of a sum are looked for, and the least score of one as a share of the best."""

QUOTED = 90
"""Letters of the quote before a sum: with the sum a factoid's text stays below 150."""


def compute(query: Query, need: Need, evidence: Sequence[Evidence]) -> Draft | None:
    """The answer that the question's words ask to compute, where the evidence prints its terms but not the result."""
    if need.kind not in ("number", "date") or not evidence:
        return None
    key = evidence[0].article.key
    near = [one for one in evidence[:LOOKED_AT] if one.score >= LEAST * evidence[0].score or one.article.key == key]
    near += [one for one in evidence[LOOKED_AT:] if one.article.key == key]
    for method in METHODS:
        found = method(query.text, need, near)
        if found:
            return write_sum(query, found)
    return None


def write_sum(query: Query, found: Sum) -> Draft:
    """A sum in words: what was printed, each quote with its marker, and what follows from it."""
    draft = Draft()
    numbers = tuple(dict.fromkeys(draft.cite(one) for one in found.evidence))
    marks = "".join(f"[{number}]" for number in numbers)
    room = QUOTED // len(found.evidence)
    quotes = [
        window(one.text, _focus(found.words, one.text), room).of(one.text).strip().rstrip("，；：、。")
        for one in found.evidence
    ]
    printed = " ".join(f"{one.text} {one.article.published}" for one in found.evidence)
    known = figures_of(printed)
    draft.computed.append(Computed(found.value, numbers))
    steps = [n for n in NUMBER.findall(fold_figures(found.words)) if n not in known | figures_of(found.value)]
    draft.computed += [Computed(number, numbers) for number in dict.fromkeys(steps)]
    if query.lang == "zh":
        draft.texts += [f"{quote}[{number}]" for quote, number in zip(quotes, numbers, strict=True)]
        draft.texts.append(f"据此推算：{found.words}{marks}")
        draft.shorts.append(f"约{found.value}" if found.about else found.value)
        return draft
    rendered = render_quantity(found.value)
    value = render_date(found.value, None) or (rendered[0] if rendered else found.value)
    if rendered and rendered[1] not in found.value:
        draft.computed.append(Computed(rendered[1], numbers))
    value = f"about {value}" if found.about else value
    sum_ = found.words.split("，")[-1]
    said = " ".join(f"{quote_inline(quote)} [{number}]" for quote, number in zip(quotes, numbers, strict=True))
    draft.texts.append(f"{value}, computed from the report ({sum_}): {said}")
    draft.shorts.append(value)
    return draft


def _focus(words: str, sentence: str) -> Span:
    """Where the first figure of a sum stands in the sentence; its beginning if none does."""
    at = next((sentence.find(figure) for figure in NUMBER.findall(words) if figure in sentence), 0)
    return Span(at, at + 1)
