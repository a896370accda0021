"""How an index is made. Frozen; recorded in the manifest of every index version."""

from __future__ import annotations

from dataclasses import dataclass

DOUBTFUL = 0.75
"""Confidence under which an editor should look at an article: of those so sure one in four is wrong."""

SCHEMA = 2
"""Version of the index format on disk. A reader refuses any other one."""


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Chunk sizes are in Unicode code points of the clean body."""

    chunk_aim: int = 220
    """A chunk is closed at the first sentence end past this many characters: about one newspaper paragraph."""
    chunk_most: int = 400
    """No chunk is longer; an over-long sentence is cut at a comma, else hard."""
    bm25_k1: float = 0.6
    """Half the usual value (Robertson & Zaragoza 2009): that a word stands says more than how often (RESULTS.md)."""
    bm25_b: float = 0.75
    """Same source, the usual value for news."""
    segment_articles: int = 8_000
    """Articles held in memory at once while building; about 400 MB of working memory at 660 characters each."""
    keep_versions: int = 3
    """Index versions kept for rollback; older ones and what only they use are removed."""
