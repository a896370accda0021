"""A follow-up made to stand alone, without a model: what it leaves out is taken from the asker's earlier questions.

Only the user's own earlier questions are used; what the client says the assistant answered is never taken as fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.dates import find_dates
from rag.answers import Turn
from rag.asked import LATIN

LEANING_ZH = re.compile(
    r"^(?:那|那么|还有|另外|除了|其中|然后|他|她|它|其|这|该|此|上述|为什么[？?]?$|哪一年的|是吗)|"
    r"(?:呢|还有吗|还有谁)[？?]?$|"
    r"他们?|她们?|这篇|那篇|这次|那次|该活动|当天|上面"
)
LEANING_EN = re.compile(
    r"^(?:and|what about|how about|also|besides|why|when|where|who else|any(?:thing| others)?)\b.{0,40}$|"
    r"\b(?:it|they|them|he|she|his|her|their|(?:that|this) (?:report|article|story|event)|there)\b",
    re.I,
)
SHORT_ZH = 7
"""A Chinese question of at most so many characters says too little to stand alone."""


def leans(question: str, lang: str) -> bool:
    """Does the question need what was asked before?"""
    text = question.strip()
    if lang == "zh":
        return bool(LEANING_ZH.search(text)) or len(text.rstrip("？?。")) <= SHORT_ZH
    return bool(LEANING_EN.search(text)) or len(LATIN.findall(text)) <= 4


def stand_alone(question: str, lang: str, history: Sequence[Turn]) -> str:
    """The question with its topic: itself, or the last question that stood alone followed by it.

    Dates of the new question replace those of the old one (a bare "2022年呢？" keeps the topic and changes the year).
    """
    earlier = [turn.content for turn in history if turn.role == "user"]
    if not earlier or not leans(question, lang):
        return question
    topic = next((q for q in reversed(earlier) if not leans(q, lang)), earlier[-1])
    if find_dates(question):
        for mention in reversed(find_dates(topic)):
            topic = topic[: mention.span.start] + topic[mention.span.end :]
    join = "；" if lang == "zh" else " — "
    return f"{topic.strip().rstrip('？?。.')}{join}{question.strip()}"
