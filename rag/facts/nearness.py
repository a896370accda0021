"""How near a stretch of a sentence stands to what the question says, and to the words beside its asking word most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.records import Span
from rag.facts.reading import folded
from rag.finding.retrieve import Query
from rag.questions.terms import Term

ASKING = re.compile(
    r"多少|第?几(?!乎)|哪[一]?[些个位名家所支种项天年月日里儿]?|什么(?:时[候间])?|谁|啥|何[时处地人]?|怎[么样]+|如何|为什么|多(?=[大长高远重久宽])"
)
FOCUS, FOCUS_REACH = 2.0, 7
"""How much more a word weighs so many characters from the asking word: it names the thing asked for."""
CLAUSE, SENTENCE = 6, 14
"""Characters that a comma and a full stop count as."""
HALF = 5
"""Characters away at which a word counts half."""


def asked_part(question: str) -> str:
    """What a question itself asks: the last part of a follow-up, which was made to say first what it is about."""
    return question.rstrip("；;").rsplit("；", 1)[-1]


def find_asking(text: str) -> list[Span]:
    """Where a Chinese question asks."""
    return [Span(*match.span()) for match in ASKING.finditer(text)]


def is_focus(question: str, word: str, asking: Sequence[Span]) -> bool:
    """Does a word of the question stand beside one of its asking words, in the same clause?"""
    for span in asking:
        before = re.split(r"[，。；：]", question[max(0, span.start - FOCUS_REACH) : span.start])[-1]
        behind = re.split(r"[，。；：]", question[span.end : span.end + FOCUS_REACH])[0]
        if word in before or word in behind:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Bearings:
    """Where the question's words stand in a sentence.

    `cuts` are the characters that each place is from its start, commas and full stops counted as longer.
    """

    text: str
    places: tuple[tuple[float, tuple[Span, ...]], ...]
    cuts: tuple[int, ...]
    frames: tuple[tuple[str, str], ...] = ()
    """What stands before and behind each asking word of the question."""

    def frame(self, span: Span) -> float:
        """Does the span stand between the words that the asking word stands between (止于哪里: 止于…)? 0 to 1."""
        return max((_meets(self.text, span, before, behind) for before, behind in self.frames), default=0.0)

    def near(self, span: Span) -> float:
        """1 where all of the question's words stand beside the span, falling with what lies between; 0 for none.

        A word within the span says nothing for it: what the question says itself is not its answer.
        """
        total = sum(weight for weight, _ in self.places)
        if not total:
            return 0.0
        near = 0.0
        for weight, spots in self.places:
            gaps = [self._gap(span, spot) for spot in spots if spot.end <= span.start or spot.start >= span.end]
            if gaps:
                near += weight / (1 + min(gaps) / HALF)
        return near / total

    def _gap(self, span: Span, spot: Span) -> int:
        if spot.end <= span.start:
            return self.cuts[span.start] - self.cuts[spot.end]
        return self.cuts[spot.start] - self.cuts[span.end]


_LINK = re.compile(
    r"(?:(?:已经|预计|将|仅|累计|实现|完成|共计?|总计|合计|约|近|逾|超过?|突破|高达|达到?|升至|降至|增至|恢复[至到]|分别|为|是|至)了?)+$"
)
"""What links a thing with its figure or its name, in the question and in the report by other words."""


def _meets(text: str, span: Span, before: str, behind: str) -> float:
    left = _LINK.sub("", text[: span.start].rstrip("“《：: "))
    right = text[span.end :].lstrip("”》")
    score = 0.0
    if len(before) > 1 and left.endswith(before[-2:]):
        score += 0.5 + 0.25 * (len(before) > 2 and left.endswith(before[-3:]))
        score += 0.25 * (len(before) > 4 and left.endswith(before[-5:]))
    if len(behind) > 1 and right.startswith(behind[:2]):
        score += 0.5
    return min(score, 1.0)


def take_bearings(query: Query, sentence: str) -> Bearings:
    """Find the question's words in a sentence."""
    text, question = folded(sentence), folded(asked_part(query.text))
    asking = find_asking(question)
    places = tuple(
        (
            _weight(term, question, asking),
            tuple(Span(*m.span()) for f in forms for m in re.finditer(re.escape(f), text)),
        )
        for term in query.terms
        if (forms := [form for form, strength in term.forms if strength > 0.2])
    )
    costs, cuts = {"，": CLAUSE, ",": CLAUSE, "；": SENTENCE, "。": SENTENCE, "：": 1}, [0]
    for sign in text:
        cuts.append(cuts[-1] + costs.get(sign, 1))
    frames = tuple(
        (
            _LINK.sub("", re.split(r"[，。；：]", question[: span.start])[-1].rstrip("有是的了")),
            re.split(r"[，。；：？]", question[span.end :])[0].lstrip("的"),
        )
        for span in asking
    )
    return Bearings(text, places, tuple(cuts), frames)


def _weight(term: Term, question: str, asking: Sequence[Span]) -> float:
    return term.weight * (FOCUS if is_focus(question, term.word, asking) else 1.0)
