"""What a Chinese question tells of the article that answers it beside its words: their order, its figures, its unit."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.amounts import amount_words
from index.records import Days
from index.words import fold
from rag.questions.asked import understand
from rag.questions.terms import Term

ASKING = re.compile(r"什么时候|什么|多少|哪些|哪个|哪里|哪|几|谁|怎么样|怎么|怎样|如何|为何|为什么|何时|何")
"""The words that ask; where they stand is where the answer stands in a text that answers."""

UNIT = re.compile(r"(?:多少|几)([一-鿿]{1,3})")
FIGURE = re.compile(r"\d+(?:\.\d+)?")
JOINTS = re.compile(rf"[的了是为在有和与对将被把于由从等,，、:：?？。“”\"《》]|{ASKING.pattern}")
"""What parts a question into phrases that a report may print word for word."""

ANSWERS = {
    "number": re.compile(r"\d|[一二三四五六七八九十百千万亿]"),
    "date": re.compile(r"\d+[年月日]|\d+时|星期|周[一二三四五六日]"),
    "list": re.compile(r"、"),
    "why": re.compile(r"因|由于|为了?|所以|导致|旨在|目的"),
    "name": re.compile(r"[“《‘\"]"),
}
"""How an answer of that kind looks, roughly: cheap enough for every candidate."""

REACH = 4.0
"""Characters over which a word's weight for the asked falls to 1/e with its distance from the asking word."""


@dataclass(frozen=True, slots=True)
class Clues:
    """The question's words with their information, and what follows from their places in it."""

    words: tuple[tuple[str, float], ...]
    signs: Mapping[str, float]
    """Single characters of content words and their share of the words' information."""
    pairs: Mapping[str, float]
    """Neighbouring characters, also across two words: together they are the question's phrases."""
    focus: Mapping[str, float]
    """Words by how near the asking word they stand."""
    before: frozenset[str]
    """Words in front of the asking word: mostly the subject."""
    phrases: tuple[str, ...]
    stretches: tuple[tuple[str, tuple[float, ...]], ...]
    """Unbroken content of the question, with the information of each of its characters."""
    figures: frozenset[str]
    amounts: frozenset[str]
    """Its amounts as the index names them, equal in any unit."""
    unit: str
    answers: re.Pattern[str] | None
    days: tuple[Days, ...] = ()
    longer: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For a name of the archive the longer ones that hold it."""


def find_clues(question: str, terms: tuple[Term, ...], days: tuple[Days, ...] = ()) -> Clues:
    """The clues of a question with these Chinese terms, about these days."""
    text = fold(question)
    words = tuple((term.word, term.rarity or term.weight) for term in terms)
    inner = {w for w, _ in words if any(w != other and w in other for other, _ in words)}
    places = {word: text.find(word) for word, _ in words}
    weights = [0.0] * len(text)
    for word, weight in words:
        at = places[word]
        while at >= 0 and word not in inner:
            for n in range(at, at + len(word)):
                weights[n] = max(weights[n], weight / len(word))
            at = text.find(word, at + 1)
    signs: dict[str, float] = {}
    for sign, weight in zip(text, weights, strict=True):
        if weight:
            signs[sign] = max(signs.get(sign, 0.0), weight)
    pairs = {text[n : n + 2]: a + b for n, (a, b) in enumerate(pairwise(weights)) if a and b}
    asking = ASKING.search(text)
    middle = (asking.start() + asking.end()) / 2 if asking else len(text)
    focus = {}
    for word, weight in words:
        start, end = places[word], places[word] + len(word)
        if asking and start >= 0:
            focus[word] = weight * math.exp(-max(0.0, min(abs(start - middle), abs(end - middle)) - 1) / REACH)
    unit = UNIT.search(text)
    return Clues(
        words,
        signs,
        pairs,
        focus,
        frozenset(word for word, _ in words if 0 <= places[word] < middle),
        tuple(part for part in JOINTS.split(text) if len(part) >= 3),
        tuple(_cut_stretches(text, weights)),
        frozenset(FIGURE.findall(text)),
        frozenset(amount_words(text)),
        unit[1] if unit else "",
        ANSWERS.get(understand(question, "zh").kind),
        days,
        {term.word: term.longer for term in terms if term.longer},
    )


def _cut_stretches(text: str, weights: Sequence[float]) -> Iterator[tuple[str, tuple[float, ...]]]:
    start = 0
    for end in range(len(text) + 1):
        if end == len(text) or not weights[end]:
            if end > start:
                yield text[start:end], tuple(weights[start:end])
            start = end + 1
