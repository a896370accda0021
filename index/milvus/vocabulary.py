"""The words of an archive on Milvus: in how many chunks each is, its dimension in sparse vectors, and how it sounds."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence

import numpy as np

from index.bm25 import idf
from index.keywords import code_of
from index.milvus.door import Door, Row
from index.milvus.expressions import one_of, quote
from index.milvus.release import Release
from index.milvus.rows import signed, unsigned
from index.sounds import LONGEST, code, unpack

KEPT = 65_536
"""Words remembered: 10 MB."""

ASKED = 4_096
"""Words looked up in one call."""

ABSENT = (0, 0)

FIELDS = ("code", "dim", "born", "frequency", "earlier")


def sound_name(sound: int) -> str:
    """A sound as Milvus keeps it: in an expression a number of 64 bits could be negative, which not every one reads."""
    return f"{sound:016x}"


class Vocabulary:
    """The words of one release. Safe to share by threads."""

    def __init__(self, door: Door, release: Release) -> None:
        """Words that are common enough are read at once, before the first question."""
        self._door, self.chunks, self._release = door, release.chunks, release.number
        self._known: OrderedDict[int, tuple[int, int]] = OrderedDict()
        self._lock = threading.Lock()
        if release.common:
            self._learn((), door.query("words", f"frequency >= {release.common}", FIELDS))

    def _often(self, row: Row) -> int:
        return int(row["frequency"] if int(row["born"]) <= self._release else row["earlier"])

    def _learn(self, asked: Iterable[int], rows: Iterable[Row]) -> dict[int, tuple[int, int]]:
        found = dict.fromkeys(asked, ABSENT)
        for row in rows:
            found[int(row["code"])] = (int(row["dim"]), self._often(row))
        with self._lock:
            self._known.update(found)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return found

    def look_up(self, words: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Each word's dimension and frequency, ABSENT of one that no living chunk has."""
        codes = {word: signed(code_of(word)) for word in words}
        with self._lock:
            known = {each: self._known[each] for each in codes.values() if each in self._known}
        missing = sorted({each for each in codes.values() if each not in known})
        for start in range(0, len(missing), ASKED):
            some = missing[start : start + ASKED]
            known |= self._learn(some, self._door.query("words", one_of("code", some), FIELDS))
        return {word: known[each] if known[each][1] else ABSENT for word, each in codes.items()}

    def frequency(self, word: str) -> int:
        """In how many living chunks the word occurs."""
        return self.look_up([word])[word][1]

    def information(self, word: str) -> float:
        """Its inverse document frequency."""
        return idf(self.frequency(word), self.chunks)

    def sounding(self, syllables: Sequence[str]) -> list[str]:
        """See Store."""
        if not 2 <= len(syllables) <= LONGEST:
            return []
        wanted = sound_name(sum(code(syllable) << 16 * n for n, syllable in enumerate(syllables)))
        rows = self._door.query("words", f"array_contains(sounds, {quote(wanted)})", ["letters", *FIELDS])
        found = {unpack(unsigned(int(row["letters"]))): often for row in rows if (often := self._often(row))}
        return sorted(found, key=lambda word: (-found[word], word))


def common_of(frequencies: Sequence[int] | np.ndarray[tuple[int], np.dtype[np.int64]], most: int) -> int:
    """The frequency that at most `most` words have or exceed."""
    counted = np.sort(np.asarray(frequencies))[::-1]
    return int(counted[most]) + 1 if len(counted) > most else 1
