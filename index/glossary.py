"""English words to Chinese ones through an aligned embedding: the nearest Chinese pieces of its own vocabulary.

Any model with `piece_vectors` (the bundled one) can serve; for others there is no glossary and English questions rest
on sentence vectors alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.embeddings import Embedder

LEAST = 0.33
"""Cosine under which a neighbour is noise: in the bundled model half of the neighbours at .33 still translate."""

MOST = 8
"""Neighbours kept for a word."""

_HAN = re.compile(r"[㐀-鿿]+")


@runtime_checkable
class HasPieces(Protocol):
    """An embedder whose vocabulary can be looked through."""

    def piece_vectors(self) -> tuple[list[str], NDArray[np.float32]]:
        """Pieces and unit vectors (pieces, dimension)."""
        ...


class Glossary:
    """The Chinese pieces nearest to any word."""

    def __init__(self, embedder: Embedder, pieces: Sequence[str], vectors: NDArray[np.float32]) -> None:
        chosen = [n for n, piece in enumerate(pieces) if _HAN.fullmatch(piece)]
        self._embedder = embedder
        self._pieces = [pieces[n] for n in chosen]
        self._vectors = vectors[chosen]

    def translate(self, phrases: Sequence[str]) -> list[tuple[tuple[str, float], ...]]:
        """For each word or phrase its nearest Chinese pieces with their cosine, best first."""
        if not phrases or not self._pieces:
            return [() for _ in phrases]
        nearness = self._embedder.embed_queries(phrases) @ self._vectors.T
        found = []
        for row in nearness:
            best = np.argpartition(-row, min(MOST, len(row) - 1))[:MOST]
            ranked = sorted(((float(row[n]), self._pieces[n]) for n in best if row[n] >= LEAST), reverse=True)
            found.append(tuple((piece, cosine) for cosine, piece in ranked))
        return found


@lru_cache(maxsize=2)
def glossary_of(embedder: Embedder) -> Glossary | None:
    """The embedder's glossary; None if it has no vocabulary of its own to look through. About 40 MB, made once."""
    if not isinstance(embedder, HasPieces):
        return None
    return Glossary(embedder, *embedder.piece_vectors())
