"""What a conversation was last about: the asker's own earlier questions, answered again by this archive.

What the client says that the assistant answered is never read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.records import Days
from rag.answers import Reply, Turn
from rag.questions.asked import detect_language
from rag.questions.colloquial import write_out
from rag.questions.followup import JOINS, Heard
from rag.questions.leaning import hangs, leans
from rag.questions.topics import turn_away
from rag.settings import HISTORY_MOST, QUESTION_MOST

RECALLED = 4
"""Earlier questions that are answered again, beside the one that names what they are about: each costs as much as a
question."""


def recall(history: Sequence[Turn], answer: Callable[[str, Heard | None], Reply]) -> Heard | None:
    """What the conversation was last about; None where nothing was asked before."""
    heard: Heard | None = None
    for question in _choose(history):
        reply = answer(question, heard)
        heard = _hear(question, reply, heard)
    return heard


def _choose(history: Sequence[Turn]) -> list[str]:
    """The last questions, with the one before them that stands alone."""
    said = [turn.content for turn in history[-HISTORY_MOST:] if turn.role == "user" and turn.content.strip()]
    asked = [write_out(one)[:QUESTION_MOST] for one in said if not turn_away(one)]
    first = next((n for n in range(len(asked) - 1, 0, -1) if not _needs_more(asked[n])), 0)
    return [*asked[first : first + 1], *asked[max(first + 1, len(asked) - RECALLED + 1) :]]


def _needs_more(question: str) -> bool:
    lang = detect_language(question)
    return leans(question, lang) or hangs(question, lang)


def _hear(question: str, reply: Reply, before: Heard | None) -> Heard:
    """What was asked and answered, as the same matter where it needs what was asked before and tells of its reports."""
    lang = detect_language(question)
    keys = tuple(dict.fromkeys(citation.key for citation in reply.citations))
    published = [Days.covering(c.published) for c in reply.citations[:1] if c.published]
    days = tuple(asked.days for asked in reply.question.dates) or tuple(published)
    short = (reply.answer.short or "") if reply.answer else ""
    text = reply.question.standalone
    if before is None or not _needs_more(question):
        return Heard(text, lang, keys, short, days)
    if not keys:
        keys, days = before.keys, before.days
    if text == question and set(keys) & set(before.keys):  # it names nothing: it is about what was asked before
        text = f"{before.topic.strip().rstrip('？?。.')}{JOINS[lang]}{question}"
    return Heard(text, lang, keys, short, days, before.persons)
