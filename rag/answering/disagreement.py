"""Articles that differ on what was asked: the correction first, else side by side with their dates, the newest first.

Nothing is outvoted: prints of one text are one voice before they come here (`rag/finding/retrieve.py`), each is shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.agreement import Reason, compare
from index.quantities import find_amounts
from index.records import Days, Span
from index.store import Store
from index.words import fold
from rag.answering.compose import Draft, Said, add_sentence, count_letters
from rag.answering.deciding import choose
from rag.english.facts_en import counts_asked
from rag.english.wording import write_days
from rag.facts.counting import counts_another
from rag.facts.evidence import Evidence
from rag.facts.facts import Fact, weigh_facts
from rag.facts.hearing import Hearing
from rag.finding.carrying import rank_article
from rag.finding.retrieve import Query, Ranked
from rag.questions.asked import Need

ALIKE, KNOWN = 0.8, 0.95
"""What another article's sentence must reach of the chosen one's score and of what it says and its article knows."""

MOST = 3
"""Voices shown in one answer."""

MENDED = re.compile(r"(?:应当?为|应是|更正为|改为|订正为|修正为|实为|实际为)[“约近]?$")
"""What stands before the right word in a correction."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One article's word on what was asked."""

    evidence: Evidence
    fact: Fact | None

    @property
    def published(self) -> str:
        """When it was printed."""
        return self.evidence.article.published or ""


def join_corrections(store: Store, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The articles with the paper's own corrections of them behind them, whatever days those were printed on."""
    joined = {item.article.key: item for item in ranked}
    for item in ranked:
        key = item.article.corrected_by
        correction = store.article(key) if key and key not in joined else None
        if correction and not correction.withdrawn and (found := rank_article(correction, item.score)):
            joined[correction.key] = found
    return list(joined.values())


def hear_voices(said: Said, group: Sequence[Evidence]) -> list[Voice]:
    """The articles that differ on what was asked, the one to believe first; empty where they agree.

    The paper's own correction comes before what it corrects. Other articles count where they are as much about the
    question as the chosen one, by words and by score, and their figure measures the same.
    """
    chosen = Voice(said.evidence, said.fact)
    correction = correct(said, group)
    if correction:
        return [correction, chosen]
    if said.need.kind != "number" or said.fact is None or said.sure:
        return []
    rest = dict.fromkeys(one.article.key for one in group)
    superseded = {one.article.key for one in group if one.article.corrected_by in rest}
    heard = [chosen]
    for key in rest:
        if key == said.evidence.article.key or key in superseded:
            continue
        evidence, fact = choose(said.query, said.need, [one for one in group if one.article.key == key])
        voice = Voice(evidence, fact)
        if (
            fact
            and not counts_another(said.query.text, evidence.text, fact.span)
            and _counts(said, voice)
            and _weighs(chosen, voice)
            and all(_differ(known, voice) for known in heard)
        ):
            heard.append(voice)
    return sorted(heard[:MOST], key=lambda voice: voice.published, reverse=True) if len(heard) > 1 else []


def _counts(said: Said, voice: Voice) -> bool:
    """Does another article's figure count what an English question counts, where it says what?"""
    if said.query.lang != "en" or said.need.measure not in ("", "count") or voice.fact is None:
        return True
    return counts_asked(said.query, voice.evidence.text, voice.fact.span, head=True)


def correct(said: Said, group: Sequence[Evidence]) -> Voice | None:
    """The paper's own correction of the article that was chosen, where it speaks of the very fact.

    It does where it gives another figure of the same measure, or prints the fact itself as what was wrong.
    """
    mine = [one for one in group if one.article.key == said.evidence.article.corrected_by]
    old = said.fact
    if not mine or old is None or said.need.kind == "yesno":
        return None
    named = fold(old.value) in fold(mine[0].article.body)
    if said.need.kind != "number" and not named:
        return None
    if named and (told := _read_mended(old.value, mine)):
        return told
    found: list[tuple[float, Evidence, Fact]] = []
    for one in mine:
        for fact in weigh_facts(said.query, said.need, one, Hearing()):
            right = bool(MENDED.search(one.text[: fact.span.start]))
            if said.need.kind == "number" and not _differ(Voice(said.evidence, old), Voice(one, fact)):
                continue
            if said.need.kind != "number" and (old.value in fact.value or not right):
                continue
            found.append((fact.score + right, one, fact))
    if found:
        _, evidence, fact = max(found, key=lambda item: item[0])
        return Voice(evidence, fact)
    first = next((one for one in mine if fold(old.value) in fold(one.text)), None)
    return Voice(first, None) if first and said.need.kind != "number" else None


def _read_mended(wrong: str, mine: Sequence[Evidence]) -> Voice | None:
    """What a correction prints in the place of a wrong word: “甲”应为“乙”, “乙”误为“甲”."""
    word = re.escape(wrong)
    for one in mine:
        match = re.search(
            rf"[“《]?{word}[”》]?(?:一[词句处])?，?(?:应当?为|应是|更正为|改为)[“《](?P<right>[^”》]+)", one.text
        )
        match = match or re.search(rf"[“《](?P<right>[^”》]+)[”》]误[写印作植记]?[为成作]?[“《]?{word}", one.text)
        if match:
            return Voice(one, Fact(Span(*match.span("right")), match["right"]))
    return None


def _weighs(chosen: Voice, other: Voice) -> bool:
    one, two = chosen.evidence, other.evidence
    return two.score >= ALIKE * one.score and two.said >= ALIKE * one.said and two.known >= KNOWN * one.known


def _differ(one: Voice, other: Voice) -> bool:
    if one.fact is None or other.fact is None:
        return False
    ours, theirs = find_amounts(one.fact.value), find_amounts(other.fact.value)
    return bool(ours and theirs) and compare(ours[0], theirs[0]).reason is Reason.VALUE


def add_voices(draft: Draft, query: Query, need: Need, voices: Sequence[Voice], room: int) -> None:
    """Add each voice with its date, all in at most `room` letters; the bare answer is the first's."""
    known = len(draft.shorts)
    for voice in voices:
        day = write_days(Days.covering(voice.published), query.lang) if voice.published else ""
        share = room // len(voices) - count_letters(day)
        add_sentence(draft, query, need, voice.evidence, voice.fact, max(30, share))
        if query.lang == "zh" and day:
            mended = "更正" if voice.evidence.article.corrects else ""
            draft.texts[-1] = f"{day}{mended}：{draft.texts[-1]}"
        if voice is voices[0]:
            known = len(draft.shorts)
    del draft.shorts[known:]
