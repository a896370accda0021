"""The words of an index folder's version for Milvus: which dimension each has, in how many living chunks it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from index.keywords import Keywords, code_of
from index.milvus.door import Door, Row
from index.milvus.expressions import one_of
from index.milvus.rows import signed, unsigned
from index.milvus.vocabulary import ASKED, sound_name
from index.snapshot import Snapshot
from index.sounds import unpack

FIELDS = ("code", "dim", "born", "frequency", "earlier", "letters", "sounds")

Chunk = tuple[int, NDArray[np.uint64], NDArray[np.float32], int]
"""A chunk's number in its segment, its words' codes, how often each stands in it, and how many words it has."""


def words_of(part: Keywords, wanted: NDArray[np.bool_]) -> Iterator[Chunk]:
    """The words of the wanted chunks of a segment, chunk by chunk."""
    kept = wanted[part.rows]
    rows = np.asarray(part.rows)[kept]
    columns = np.repeat(np.arange(len(part.codes)), (part.starts[1:] - part.starts[:-1]))[kept]
    order = np.argsort(rows, kind="stable")
    rows, columns, counts = rows[order], columns[order], np.asarray(part.counts)[kept][order]
    numbers = np.flatnonzero(wanted)
    edges = np.searchsorted(rows, [*numbers, len(wanted)])
    for number, start, end in zip(numbers.tolist(), edges, edges[1:], strict=False):
        codes = np.asarray(part.codes)[columns[start:end]]
        yield number, codes, counts[start:end].astype(np.float32), int(part.lengths[number])


def codes_of(snapshot: Snapshot, wanted: Mapping[int, NDArray[np.bool_]]) -> NDArray[np.uint64]:
    """The words of the wanted chunks of some segments, ascending."""
    found = [np.empty(0, np.uint64)]
    for number, chunks in wanted.items():
        part = snapshot.segments[number].keywords
        if len(part.codes):
            often = np.add.reduceat(chunks[part.rows].astype(np.int64), part.starts[:-1])
            found.append(np.asarray(part.codes)[often > 0])
    return np.unique(np.concatenate(found))


def frequencies(snapshot: Snapshot, codes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """In how many living chunks of the version each word is."""
    counted = np.zeros(len(codes), np.int64)
    for part, alive in zip((s.keywords for s in snapshot.segments), snapshot.living_chunks(), strict=True):
        columns = part.find(codes)
        here = columns >= 0
        if here.any():
            often = np.add.reduceat(alive[part.rows].astype(np.int64), part.starts[:-1])
            counted[here] += often[columns[here]]
    return counted


def spellings(snapshot: Snapshot, segments: Iterable[int], wanted: Iterable[int]) -> dict[int, tuple[int, list[str]]]:
    """For each word of some segments that can be looked up by sound, by code: its letters and its sounds."""
    asked = set(wanted)
    found: dict[int, tuple[int, set[int]]] = {}
    for number in segments:
        column = np.asarray(snapshot.segments[number].keywords.sounds)
        letters, first = np.unique(column[:, 1], return_inverse=True)
        codes = [code_of(unpack(each)) for each in letters.tolist()]
        for sound, place in zip(column[:, 0].tolist(), first.tolist(), strict=True):
            if codes[place] in asked:
                found.setdefault(codes[place], (int(letters[place]), set()))[1].add(sound)
    return {code: (signed(word), sorted(map(sound_name, sounds))) for code, (word, sounds) in found.items()}


class Lexis:
    """Words and their dimensions; a dimension once given is a word's for good."""

    def __init__(self, door: Door, codes: NDArray[np.uint64], following: int) -> None:
        """Look the words up; those that Milvus does not know get the dimensions from `following` on."""
        self._known: dict[int, Row] = {}
        if following > 1:
            for start in range(0, len(codes), ASKED):
                some = [signed(code) for code in codes[start : start + ASKED].tolist()]
                rows = door.query("words", one_of("code", some), FIELDS)
                self._known |= {unsigned(int(row["code"])): row for row in rows}
        self.codes = codes
        self._dims = np.zeros(len(codes), np.int64)
        for place, code in enumerate(codes.tolist()):
            if code in self._known:
                self._dims[place] = self._known[code]["dim"]
            else:
                self._dims[place] = following
                following += 1
        self.following = following

    def dims_of(self, codes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The dimensions of words that were looked up."""
        found: NDArray[np.int64] = self._dims[np.searchsorted(self.codes, codes)]
        return found

    def rows(self, snapshot: Snapshot, segments: Iterable[int], born: int) -> Iterator[Row]:
        """The words' rows from a release on; words that are new stand in these segments."""
        often = frequencies(snapshot, self.codes)
        new = (code for code in self.codes.tolist() if code not in self._known)
        spelled = spellings(snapshot, segments, new)
        for code, dim, frequency in zip(self.codes.tolist(), self._dims.tolist(), often.tolist(), strict=True):
            known = self._known.get(code)
            letters, sounds = (known["letters"], list(known["sounds"])) if known else spelled.get(code, (0, []))
            yield {
                "code": signed(code),
                "dim": dim,
                "born": born,
                "frequency": frequency,
                "earlier": known["frequency"] if known else 0,
                "letters": letters,
                "sounds": sounds,
                "unused": [0.0, 0.0],
            }


def codes_at(door: Door, dims: Iterable[int]) -> NDArray[np.uint64]:
    """The words of some dimensions."""
    wanted = sorted(set(dims) - {0})
    found = []
    for start in range(0, len(wanted), ASKED):
        rows = door.query("words", one_of("dim", wanted[start : start + ASKED]), ["code"])
        found += [unsigned(int(row["code"])) for row in rows]
    return np.array(found, np.uint64)
