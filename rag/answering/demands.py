"""Lists that a report numbers over clauses or sentences: 一要…，二要…，三要…, each quoted with its own marker."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.records import Span
from rag.answering.compose import Draft
from rag.answering.entries import is_heading
from rag.english.english import quote_inline
from rag.facts.evidence import Evidence
from rag.facts.members import asked_count
from rag.facts.numbering import find_items, read_place
from rag.finding.retrieve import Query
from rag.questions.asked import Need

_ASKS = re.compile(
    r"要求|意见|措施|任务|问题|方面|重点|举措|原因|建议|标准|希望|[条点项件]|"
    r"\b(?:requirements?|demands?|points|measures|tasks|problems|things|areas|aspects|steps|instructions|suggestions|"
    r"calls|priorities|faults|shortcomings|requests|conditions|ways)\b",
    re.I,
)
_ANY = re.compile(
    r"哪几[条点项个]|(?:哪些|什么|怎样的?|怎么)(?:具体)?(?:要求|意见|建议|举措|措施|希望)|几[条点项个](?:要求|意见|建议|举措|措施)|"
    r"\bwhat (?:\w+ )?(?:requirements|demands|measures|instructions|suggestions|requests)\b",
    re.I,
)
"""Asks for such a list without saying how long it is."""
_PLACED = frozenset(("list", "name", "how", "other", "summary", "org"))
LEAST = 0.5
"""The least score of a sentence of the list or of the one before it, as a share of the best one's."""


def compose_demands(query: Query, need: Need, group: Sequence[Evidence]) -> Draft | None:
    """The numbered list that the question asks for; None where it asks for none or the best report has none."""
    placed = need.kind in _PLACED and bool(read_place(query.text))
    if not placed and (need.kind not in ("list", "name", "how", "other") or not _ASKS.search(query.text)):
        return None
    count = asked_count(query.text) or need.count
    best, asked = group[0], read_place(query.text)
    mine = sorted((e for e in group if e.article.key == best.article.key), key=lambda e: e.span.start)
    open_ = not count and bool(_ANY.search(query.text))
    runs = [run for run in _find_runs(mine) if len(run) >= asked and (open_ or asked or len(run) == count)]
    if not runs:
        return None
    run = max(runs, key=lambda one: _score(one, mine))
    if asked:
        return _write(query, run[asked - 1 : asked])
    return _write(query, run) if _score(run, mine) >= LEAST * best.score else None


Run = list[tuple[Evidence, Span]]


def _find_runs(sentences: Sequence[Evidence]) -> list[Run]:
    """The numbered lists of an article's sentences, of at least two members, in print order."""
    runs: list[Run] = []
    for evidence in sentences:
        for number, span in () if is_heading(evidence.text) else find_items(evidence.text):
            if number == 1:
                runs.append([])
            if runs and len(runs[-1]) == number - 1:
                runs[-1].append((evidence, span))
    return [run for run in runs if len(run) > 1]


def _score(run: Run, sentences: Sequence[Evidence]) -> float:
    first = next(n for n, one in enumerate(sentences) if one is run[0][0])
    return max(one.score for one in (*sentences[max(0, first - 1) : first], *(e for e, _ in run)))


def _write(query: Query, run: Run) -> Draft:
    draft = Draft()
    said = [(span.of(evidence.text), draft.cite(evidence)) for evidence, span in run]
    draft.shorts.append("、".join(text for text, _ in said))
    if query.lang == "zh":
        draft.texts.append("；".join(f"{text}[{number}]" for text, number in said))
    else:
        draft.texts.append("; ".join(f"{quote_inline(text)} [{number}]" for text, number in said))
    return draft
