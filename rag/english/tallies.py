"""The figure that counts the very thing an English question counts: leaflets, where 约600余份 of 宣传单 is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.records import Span
from rag.english.rendering import find_noun
from rag.facts.counting import read_counted
from rag.facts.evidence import Evidence, Fact, read_figures
from rag.facts.figures import find_figures
from rag.finding.retrieve import Query
from rag.questions.asked import Need

_HEADED = re.compile("[^，。；：、的]{2,14}的(?P<noun>[^，。；：、的]{2,6})(?=[，。；：、])")
"""30项不必再由村里开的介绍信: the noun that is counted stands behind what says which ones."""

_GREAT = re.compile(r"[一二两三四五六七八九十]{1,2}大(?P<noun>[\u4e00-\u9fff]{2,6})")
"""五大专项行动."""
_BODY = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:单位|人员|事项)$")
"""8个主办单位 are so many organisers."""


def counts_noun(query: Query, sentence: str, span: Span) -> bool:
    """Does the figure in this span count what How many is followed by, by the noun beside it?"""
    noun = find_noun(query.text).lower()
    forms = {
        form
        for term in query.terms
        if noun and term.word.lower() in noun and not noun.startswith(f"{term.word.lower()} ")
        for form, _ in term.forms
        if len(form) > 1
    }
    great = _GREAT.match(sentence, span.start)
    if great and any(great["noun"].endswith(form) for form in forms):
        return True
    figures = [one for one in read_figures(sentence) if one.span.start < span.end and span.start < one.span.end]
    if not figures:
        return False
    counted, headed = read_counted(sentence, figures[0]), _HEADED.match(sentence, figures[0].span.end)
    if headed and any(form in headed["noun"] for form in forms):
        return True
    counted = _BODY.sub("", counted) or counted
    return len(counted) > 1 and any(counted.endswith(form) for form in forms)


def find_tally(query: Query, asked: Query, need: Need, group: Sequence[Evidence]) -> tuple[Evidence, Fact] | None:
    """The first such figure of the best article, or of one that says as much; `asked` is the question rendered."""
    if need.kind != "number" or need.measure not in ("", "count"):
        return None
    for evidence in group:
        if evidence.article.key != group[0].article.key and evidence.said < group[0].said:
            continue
        for fact in find_figures(asked.text, need, evidence.text):
            if counts_noun(query, evidence.text, fact.span):
                return evidence, fact
    return None
