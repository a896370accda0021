"""English to Chinese for search: the learned lexicon first, for words that it does not know the aligned embedding.

The embedding serves where the model has `piece_vectors` (the bundled one); with others unknown words stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.embeddings import BUNDLED, Embedder
from index.lexicon import Forms, Lexicon, Reading

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
    """The Chinese words of an English text. Lexicon and table (about 40 MB) are read when they are first asked."""

    def __init__(self, embedder: Embedder, folder: Path = BUNDLED) -> None:
        self._embedder = embedder
        self._folder = folder

    @cached_property
    def lexicon(self) -> Lexicon:
        """The lexicon of the bundled model, whichever model embeds."""
        return Lexicon.open(self._folder)

    @cached_property
    def _table(self) -> tuple[list[str], NDArray[np.float32]] | None:
        if not isinstance(self._embedder, HasPieces):
            return None
        pieces, vectors = self._embedder.piece_vectors()
        chosen = [n for n, piece in enumerate(pieces) if _HAN.fullmatch(piece)]
        return [pieces[n] for n in chosen], vectors[chosen]

    def read(self, text: str) -> list[Reading]:
        """A text as the lexicon reads it; single words that it does not know get their nearest Chinese pieces."""
        found = self.lexicon.read(text)
        return [reading if reading.forms else replace(reading, forms=self.near(reading.words[0])) for reading in found]

    def translate(self, phrase: str) -> Forms:
        """The Chinese words of one word or phrase with their probabilities, likeliest first."""
        readings = self.read(phrase)
        whole = phrase.count(" ") == 0 or (readings and len(readings[0].words) > 1)
        return readings[0].forms if readings and whole else ()

    def near(self, word: str) -> Forms:
        """The nearest Chinese pieces of a word by cosine, squared and scaled to the sum 1 like probabilities."""
        if self._table is None:
            return ()
        pieces, vectors = self._table
        row = vectors @ self._embedder.embed_queries([word])[0]
        best = np.argpartition(-row, MOST)[:MOST] if len(row) > MOST else range(len(row))
        ranked = sorted(((float(row[n]), pieces[n]) for n in best if row[n] >= LEAST), reverse=True)
        total = sum(cosine**2 for cosine, _ in ranked)
        return tuple((piece, cosine**2 / total) for cosine, piece in ranked)
