"""Text fingerprints: an exact one for stable keys and a sketch that estimates how much text two articles share."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SHINGLE = 5
"""Characters per shingle: long enough that two unrelated news texts share few, short enough for misprints."""

SKETCH = 32
"""Smallest shingle hashes kept (bottom-k sketch, Broder 1997); the estimate's standard error is about 1/sqrt(k)."""

FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")

Sketch = NDArray[np.uint64]


def letters(text: str) -> str:
    """Only letters and digits, so that line breaks, spaces and punctuation never change a fingerprint."""
    return "".join(c for c in text if c.isalnum())


def digest(*parts: str) -> str:
    """16 hexadecimal digits (64 bits of BLAKE2b) of the parts, which may not run into each other."""
    code = hashlib.blake2b(digest_size=8)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        code.update(len(data).to_bytes(8, "big") + data)
    return code.hexdigest()


def sketch(text: str) -> Sketch:
    """The bottom-k sketch of the text's shingles, ascending; shorter than SKETCH for very short texts."""
    points = np.frombuffer(letters(text).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if len(points) < SHINGLE:
        points = np.pad(points, (0, SHINGLE - len(points)))
    width = len(points) - SHINGLE + 1
    mixed = np.zeros(width, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for i in range(SHINGLE):
            mixed = mixed * np.uint64(0x100000001B3) + points[i : i + width]  # FNV prime
        # the finaliser of SplitMix64 (Steele et al. 2014), so that "smallest" is as good as random
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return np.unique(mixed)[:SKETCH]


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """What tells a text apart without holding a word of it: its sketch, and a code for each of its figures."""

    sketch: Sketch
    figures: frozenset[int]

    @classmethod
    def of(cls, text: str) -> Print:
        """The print of a text."""
        return cls(sketch(text), figures(text))

    def agrees(self, other: Print) -> float:
        """The share of the figures of the text with fewer that the other has too; 1 where one has none."""
        return agreement(self.figures, other.figures)


def agreement(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the fewer figures that are among the others; 1 where there are none."""
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 1.0


def figures(text: str) -> frozenset[int]:
    """A code for each figure in the text, whatever its width: what tells two fillings of one form apart."""
    found = FIGURE.findall(unicodedata.normalize("NFKC", text))
    return frozenset(zlib.crc32(figure.encode()) for figure in found)


def resemblance(a: Sketch, b: Sketch) -> float:
    """Estimated Jaccard similarity of the two texts' shingle sets, 0 to 1 (Broder 1997)."""
    if not len(a) or not len(b):
        return 0.0
    union = np.union1d(a, b)[: min(len(a), len(b), SKETCH)]
    return float((np.isin(union, a) & np.isin(union, b)).sum() / len(union))
