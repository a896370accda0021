"""How well each word of a statement is met in a sentence: by itself, by a word that says the same, by a shared sign.

What `findings.py` asks is whether a word stands there; here a word that only leans on another counts for a part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.checking.claim.parts import Piece, take_apart
from rag.checking.wording.bonds import SAME, Comparison, Finding
from rag.checking.wording.synonyms import same_words
from rag.questions.thesaurus import find_kin

MOST_FORMS = 6
"""Translations of an English word that are asked for words that say the same."""
LEAN = 0.6
"""What a shared sign counts of what a shared word does."""
_EMPTY_SIGNS = frozenset("的了是在有和与及为等对从由到于这那个一上下不大小中会人们家名位来去出年月日第")


@dataclass(frozen=True, slots=True)
class Met:
    """A piece of the statement, and how well it is met in the sentence (0 to 1)."""

    finding: Finding
    strength: float

    @property
    def piece(self) -> Piece:
        """The piece itself."""
        return self.finding.piece


def meet(comparison: Comparison) -> list[Met]:
    """Each piece that says something, with how well the sentence meets it."""
    text = comparison.report.text
    words = _words(text)
    return [Met(f, _strength(f, text, words)) for f in comparison.findings if f.piece.weight > 0]


def _strength(finding: Finding, text: str, words: Sequence[str]) -> float:
    piece = finding.piece
    if finding.state == SAME or piece.kind != "word":
        return finding.strength if finding.state == SAME else 0.0
    if piece.forms:
        forms = [(form, sure) for form, sure in piece.forms if form != "\0"]
        forms = sorted(forms, key=lambda one: -one[1])[:MOST_FORMS]
        most = max((sure for _, sure in forms), default=1.0)
        return max((sure / most * _lean(form, text, words) for form, sure in forms), default=0.0)
    return _lean(piece.text, text, words)


def _lean(word: str, text: str, words: Sequence[str]) -> float:
    if word in text:
        return 1.0
    best = max((sure for other, sure in kin_of(word) if other in text), default=0.0)
    if best or len(word) < 2:
        return best
    return LEAN * max((shared(word, other) for other in words), default=0.0)


@lru_cache(maxsize=8192)
def kin_of(word: str) -> tuple[tuple[str, float], ...]:
    """Words that say the same, with how surely."""
    found = dict(find_kin(word))
    found |= dict.fromkeys(same_words(word), 0.85)
    return tuple(found.items())


def shared(one: str, other: str) -> float:
    """The share of the longer word's signs that both have, empty ones left out."""
    both = (set(one) & set(other)) - _EMPTY_SIGNS
    return len(both) / max(len(one), len(other))


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    return tuple(p.text for p in take_apart(text) if p.kind in ("word", "body", "title"))


def covered(claim: str, text: str) -> float:
    """The share of a Chinese claim's signs, empty ones left out, that a text has; 0 where it has none."""
    signs = [c for c in re.findall("[\u4e00-\u9fff0-9]", claim) if c not in _EMPTY_SIGNS]
    return sum(c in text for c in signs) / len(signs) if signs else 0.0
