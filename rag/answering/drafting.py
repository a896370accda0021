"""A question with its evidence to a draft: who wrote it, what its figures give, who differs, else what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.store import Filter
from rag.answering.aptness import is_apt
from rag.answering.bylines import compose_byline, compose_issue, compose_issuer
from rag.answering.compose import LONGER, Draft, Said, add_said, compose_at_length, find_said, room_of
from rag.answering.computing import compute
from rag.answering.demands import compose_demands
from rag.answering.disagreement import add_voices, hear_voices
from rag.answering.entries import compose_entry, is_heading, put_first
from rag.answering.premises import bears_out
from rag.answering.refusals import refuse_figure
from rag.answering.sides import is_told
from rag.answering.speech import asks_words, compose_speech
from rag.answers import Question, Refusal, Result
from rag.facts.evidence import Evidence
from rag.finding.retrieve import Query, Ranked
from rag.questions.asked import FACTOID, Need
from rag.settings import AnswerSettings

TOLD_KINDS = (FACTOID | {"list"}) - {"yesno"}

Drafted = tuple[Draft, Refusal | None]
"""A draft, or an empty one and why."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question on its way to an answer: how it searches, what it wants, and what it found without its days."""

    query: Query
    need: Need
    question: Question
    only: Filter
    everything: list[Ranked]
    results: list[Result]


def draft_answer(case: Case, groups: Sequence[Sequence[Evidence]], settings: AnswerSettings) -> Drafted:
    """Answer from groups of evidence, one for each reading of the question's days, each with its best first."""
    groups = [
        put_first(case.query, case.need, [one for one in group if not is_heading(one.text)] or group)
        for group in groups
    ]
    query, need, first = case.query, case.need, groups[0]
    if need.about_byline:
        signed = compose_byline(query, first, case.question.standalone)
        return (signed, None) if signed else _absent(case, first)
    issued = compose_issue(query, first, case.question.standalone) if need.kind == "date" else None
    if need.kind in ("org", "person", "name"):
        issued = compose_issuer(query, first, case.question.standalone)
    if issued:
        return issued, None
    if len(groups) == 1:
        computed = compute(query, need, first)
        if computed:
            return computed, None
        told = compose_entry(query, need, first, settings.longer_most) or compose_demands(query, need, first)
        if told:
            return told, None
    spoken = (compose_speech(query, need, group, settings.longer_most) for group in groups)
    words = next((one for one in spoken if one), None)
    if words:
        return words, None
    if asks_words(query):  # he does not speak there: the report's opening is no answer
        return _absent(case, first)
    draft, room = Draft(), room_of(need, len(groups), settings)
    mended = [_add_group(draft, case, group, room) for group in groups]
    bare = need.kind in ("number", "date", "person", "yesno") or need.count
    if not draft.texts or (bare and not draft.shorts and not any(mended)):
        return _absent(case, first)
    return draft, None


def _add_group(draft: Draft, case: Case, group: Sequence[Evidence], room: int) -> bool:
    """Add what one group of evidence tells, if it tells what is asked; is it a correction that tells it?"""
    query, need = case.query, case.need
    if need.kind in LONGER:
        first = Said(query, need, group[0], None)
        if is_apt(first, group) and bears_out(first, group, case.question.dates):
            compose_at_length(draft, query, need, group, room)
        return False
    said = find_said(query, need, group)
    told = (
        query.lang != "zh"
        or need.kind not in TOLD_KINDS
        or any(s.sure or is_told(query, need, s.evidence) for s in said)
    )
    if not told or not any(is_apt(one, group) and bears_out(one, group, case.question.dates) for one in said):
        return False
    voices = hear_voices(said[0], group) if len(said) == 1 else []
    if voices:
        add_voices(draft, query, need, voices, room)
        return voices[0].evidence.article.corrects is not None
    add_said(draft, said, room)
    return False


def _absent(case: Case, evidence: Sequence[Evidence]) -> Drafted:
    headline = evidence[0].article.headline
    return Draft(), refuse_figure(case.need, headline, case.results, case.question.lang)
