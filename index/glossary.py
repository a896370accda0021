"""English words to Chinese ones through an aligned embedding: the nearest Chinese pieces of its own vocabulary.

Any model with `piece_vectors` (the bundled one) can serve; for others there is no glossary and English questions rest
on sentence vectors alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
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
    """The Chinese pieces nearest to any word. Its table (about 40 MB) is made when it is first asked."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    @cached_property
    def _table(self) -> tuple[list[str], NDArray[np.float32]] | None:
        if not isinstance(self._embedder, HasPieces):
            return None
        pieces, vectors = self._embedder.piece_vectors()
        chosen = [n for n, piece in enumerate(pieces) if _HAN.fullmatch(piece)]
        return [pieces[n] for n in chosen], vectors[chosen]

    def translate(self, phrases: Sequence[str]) -> list[tuple[tuple[str, float], ...]]:
        """For each word or phrase its nearest Chinese pieces with their cosine, best first."""
        if self._table is None or not phrases:
            return [() for _ in phrases]
        pieces, vectors = self._table
        nearness = self._embedder.embed_queries(phrases) @ vectors.T
        found = []
        for row in nearness:
            best = np.argpartition(-row, MOST)[:MOST] if len(row) > MOST else range(len(row))
            ranked = sorted(((float(row[n]), pieces[n]) for n in best if row[n] >= LEAST), reverse=True)
            found.append(tuple((piece, cosine) for cosine, piece in ranked))
        return found
