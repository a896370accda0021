"""How surely a word of a Chinese question stands in the text that answers it: its absence says as much as that.

Names and things are repeated in the answer's text; 那天, 大概, 原因, 一起 are not, however rare they are in print. The
chances are learned from questions on encyclopaedia passages (`training/sufficiency.py`): of a word where it was asked
often enough, else of words of its part of speech and length.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.words import tag_words

LIGHT = frozenset("那这几每某一两最刚不已各哪多全总再就还只")
"""Signs that open a chance pair (那套, 几项, 最盼, 刚开) which no dictionary has and no text repeats."""
TAILS = frozenset("了的过着是里上下中时")
LONG = 4
"""Letters from which words are of one length."""
LEAST, MOST = 0.02, 0.98
"""Bounds of a chance: nothing is certain."""
_FILE = Path(__file__).parent / "sufficiency.json"


@dataclass(frozen=True, slots=True)
class Chances:
    """Chances of single words and of classes of words ('n2': nouns of two signs)."""

    words: dict[str, float]
    classes: dict[str, float]

    def of(self, word: str, tag: str) -> float:
        """The chance that a question's word stands in the text that answers."""
        chance = self.words.get(word, self.classes.get(classify(word, tag), self.classes["other"]))
        return min(MOST, max(LEAST, chance))


@cache
def load_chances() -> Chances:
    """The learned chances that come with the program."""
    held = json.loads(_FILE.read_text("utf-8"))
    return Chances(held["words"], held["classes"])


def classify(word: str, tag: str) -> str:
    """The class of a word: its part of speech (nouns and verbs finer) and its length; `light` and its length."""
    length = min(len(word), LONG)
    chance_pair = word[0] in LIGHT and tag[:1] in ("", "m", "r", "v", "x")
    if length > 1 and (chance_pair or (word[-1] in TAILS and tag[:1] in ("", "x"))):
        return f"light{length}"
    return f"{tag[:2] if tag[:1] in ('n', 'v') else tag[:1]}{length}"


def tag_terms(question: str, words: Iterable[str]) -> dict[str, str]:
    """The part of speech (PKU tags) of each of a question's words; empty for a word that the tagger cuts apart."""
    known = dict(tag_words(question))
    tags: dict[str, str] = {}
    for word in words:
        alone = [] if word in known else tag_words(word)
        tags[word] = known.get(word) or (alone[0][1] if len(alone) == 1 else "")
    return tags


def weigh_absence(question: str, words: Iterable[str]) -> dict[str, float]:
    """What the absence of each word says: minus the logarithm of the chance that an answer's text lacks it."""
    chances, tags = load_chances(), tag_terms(question, words)
    return {word: -math.log(1 - chances.of(word, tag)) for word, tag in tags.items()}
