"""Articles that differ on what was asked: the correction first, else side by side with their dates, the newest first.

Nothing is outvoted: prints of one text are one voice before they come here (`rag/retrieve.py`), and each is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.agreement import Reason, compare
from index.quantities import find_amounts
from index.records import Days, Span
from rag.asked import Need
from rag.compose import Draft, add_sentence, count_letters
from rag.deciding import choose
from rag.evidence import Evidence
from rag.facts import Fact
from rag.retrieve import Query
from rag.wording import write_days

ALIKE, KNOWN = 0.8, 0.95
"""What another article's sentence must reach of the chosen one's score and of what it says and its article knows."""

MOST = 3
"""Voices shown in one answer."""

ROOM = 130
"""Letters of all quotes together: a factoid's text has at most 150 with its dates."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One article's word on what was asked."""

    evidence: Evidence
    fact: Fact

    @property
    def published(self) -> str:
        """When it was printed."""
        return self.evidence.article.published or ""


def hear_voices(query: Query, need: Need, group: Sequence[Evidence], draft: Draft) -> list[Voice]:
    """The articles that differ on the figure asked for, the one to believe first; empty where they agree.

    The paper's own correction comes before what it corrects. Other articles count where they are as much about the
    question as the chosen one, by words and by score, and their figure measures the same. The chosen one is that of
    the `draft` that answers from one report alone.
    """
    chosen = _chosen(query, need, group, draft) if need.kind == "number" and len(draft.citations) == 1 else None
    if chosen is None:
        return []
    evidence = chosen.evidence
    corrected = evidence.article.corrected_by
    rest = dict.fromkeys(one.article.key for one in group)
    others = [voice for key in rest if key != evidence.article.key and (voice := _ask(query, need, group, key))]
    for voice in others:
        if voice.evidence.article.key == corrected and _differ(chosen, voice):
            return [voice, chosen]
    superseded = {one.article.key for one in group if one.article.corrected_by in rest}
    heard = [chosen]
    for voice in others:
        if voice.evidence.article.key not in superseded and _weighs(chosen, voice):
            heard += [voice] if all(_differ(known, voice) for known in heard) else []
    return sorted(heard[:MOST], key=lambda voice: voice.published, reverse=True) if len(heard) > 1 else []


def _chosen(query: Query, need: Need, group: Sequence[Evidence], draft: Draft) -> Voice | None:
    cited, value = draft.citations[0], draft.shorts[0] if draft.shorts else ""
    one = next((e for e in group if e.article.key == cited.key and e.span.start == cited.start), None)
    if one is None:
        return None
    at = one.text.find(value) if value else -1
    if at >= 0:
        return Voice(one, Fact(Span(at, at + len(value)), value))
    evidence, fact = choose(query, need, [one])
    return Voice(evidence, fact) if fact else None


def _ask(query: Query, need: Need, group: Sequence[Evidence], key: str) -> Voice | None:
    mine = [one for one in group if one.article.key == key]
    evidence, fact = choose(query, need, mine)
    return Voice(evidence, fact) if fact else None


def _weighs(chosen: Voice, other: Voice) -> bool:
    one, two = chosen.evidence, other.evidence
    return two.score >= ALIKE * one.score and two.said >= ALIKE * one.said and two.known >= KNOWN * one.known


def _differ(one: Voice, other: Voice) -> bool:
    ours, theirs = find_amounts(one.fact.value), find_amounts(other.fact.value)
    return bool(ours and theirs) and compare(ours[0], theirs[0]).reason is Reason.VALUE


def compose_voices(query: Query, need: Need, voices: Sequence[Voice]) -> Draft:
    """Each voice with its date; the bare answer is the first's."""
    draft = Draft()
    for voice in voices:
        day = write_days(Days.covering(voice.published), query.lang) if voice.published else ""
        room = ROOM // len(voices) - count_letters(day)
        add_sentence(draft, query, need, voice.evidence, voice.fact, max(30, room))
        if query.lang == "zh" and day:
            draft.texts[-1] = f"{day}：{draft.texts[-1]}"
    del draft.shorts[1:]
    return draft
