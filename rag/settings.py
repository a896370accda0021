"""How questions are answered. Frozen; set by hand on the development sets, not leaving one page out (RESULTS.md)."""

from __future__ import annotations

from dataclasses import dataclass

QUESTION_MOST = 2_000
"""Characters of the longest question: a page of text, far above any question seen; longer is refused."""

HISTORY_MOST = 20
"""Earlier turns looked at; older ones are ignored."""


@dataclass(frozen=True, slots=True)
class AnswerSettings:
    """Thresholds are shares between 0 and 1 unless they say otherwise."""

    hits: int = 60
    """Chunks asked from each search."""
    articles: int = 8
    """Articles whose sentences are read for the answer."""
    results: int = 10
    """Articles listed below an answer."""
    words_weight_zh: float = 1.0
    vectors_weight_zh: float = 0.2
    words_weight_en: float = 1.0
    vectors_weight_en: float = 0.1
    """Weights of the two searches by the question's language: Chinese words carry Chinese questions."""
    further_chunks: float = 0.03
    """What an article's further chunks add to its best one; more of them dilute the best (RESULTS.md)."""
    enough_zh: float = 0.0
    """Log odds that its best evidence answers, below which a Chinese question is refused (`sufficiency.py`): 0 is where
    both mistakes count the same on the passages learned from; lower answers more spoken questions (RESULTS.md)."""
    known_zh: float = 0.55
    """A Chinese question for a by-line is refused when less of its words' information stands in the best article."""
    known_en: float = 0.35
    sentence_en: float = 0.15
    """The same for all English questions, whose words stand in the archive only as translated, and of the best
    sentence."""
    factoid_most: int = 150
    """Letters and digits of a factoid answer's text (public contract)."""
    longer_most: int = 400
    """Letters and digits of any other answer."""
