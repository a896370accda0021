"""Learns p(Chinese word | English word or phrase) from sentence pairs and a dictionary.

Two IBM models 1 (Brown et al. 1993), one in each direction, trained to agree: the counts of a round are the products of
both directions' posteriors (Liang, Taskar & Klein 2006, "Alignment by Agreement"), which leaves few and sharp links.
Both Chinese words and the shorter words inside them are targets, as the index holds both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.lemmas import lemma, split_words
from index.lexicon import EMPTY

HAN = re.compile(r"[㐀-鿿]+")

SHORT = 50
"""Words of the longest sentence that is learned from: longer pairs are slow and align badly."""


@dataclass(frozen=True)
class English:
    """How English words become base forms: the dictionary's words, and those that are a whole sense of it."""

    known: frozenset[str]
    whole: frozenset[str]

    @classmethod
    def of(cls, senses: Iterable[str]) -> English:
        """From the dictionary's senses."""
        rows = [split_words(sense) for sense in senses]
        return cls(frozenset(w for row in rows for w in row), frozenset(row[0] for row in rows if len(row) == 1))

    def words(self, text: str) -> list[str]:
        """The base forms of a text."""
        return [lemma(word, self.known, self.whole) for word in split_words(text)]

    def phrase(self, text: str) -> str:
        """A phrase as the lexicon's key: base forms without the empty words."""
        return " ".join(word for word in self.words(text) if word not in EMPTY)


@dataclass(frozen=True)
class Counts:
    """Expected counts of (English, Chinese) pairs; parallel arrays over names."""

    english: list[str]
    chinese: list[str]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    counts: NDArray[np.float64]


def count_links(pairs: Sequence[tuple[Sequence[str], Sequence[str]]], alone: int = 4, agreed: int = 4) -> Counts:
    """Expected links of (English words, Chinese words) pairs after `alone` rounds apart and `agreed` together."""
    names: tuple[dict[str, int], dict[str, int]] = ({"": 0}, {"": 0})
    left, right, slots_e, slots_f = [], [], [], []
    at_e = at_f = 0
    for english, chinese in pairs:
        e = np.array([0, *(names[0].setdefault(w, len(names[0])) for w in english)])
        f = np.array([0, *(names[1].setdefault(w, len(names[1])) for w in chinese)])
        left.append(np.repeat(e, len(f)))
        right.append(np.tile(f, len(e)))
        slots_e.append(np.repeat(np.arange(at_e, at_e + len(e)), len(f)))
        slots_f.append(np.tile(np.arange(at_f, at_f + len(f)), len(e)))
        at_e, at_f = at_e + len(e), at_f + len(f)
    e, f = np.concatenate(left), np.concatenate(right)
    slot_e, slot_f = np.concatenate(slots_e).astype(np.int32), np.concatenate(slots_f).astype(np.int32)
    kinds, cell = np.unique(e * len(names[1]) + f, return_inverse=True)
    cell = cell.astype(np.int32)
    rows, columns = kinds // len(names[1]), kinds % len(names[1])
    # the empty word links to anything but is no slot of its own
    real_e, real_f = e > 0, f > 0
    del e, f, left, right, slots_e, slots_f
    to_f, to_e = np.ones(len(kinds)), np.ones(len(kinds))
    for round_ in range(alone + agreed):
        weight = to_f[cell] * real_f
        link_f = weight / np.maximum(np.bincount(slot_f, weight, at_f), 1e-300)[slot_f]
        weight = to_e[cell] * real_e
        link_e = weight / np.maximum(np.bincount(slot_e, weight, at_e), 1e-300)[slot_e]
        if round_ < alone:
            new_f, new_e = np.bincount(cell, link_f, len(kinds)), np.bincount(cell, link_e, len(kinds))
        else:
            both = np.where(real_e & real_f, link_f * link_e, np.where(real_f, link_f, link_e))
            new_f = new_e = np.bincount(cell, both, len(kinds))
        to_f = new_f / np.maximum(np.bincount(rows, new_f, len(names[0]))[rows], 1e-300)
        to_e = new_e / np.maximum(np.bincount(columns, new_e, len(names[1]))[columns], 1e-300)
    good = (rows > 0) & (columns > 0) & (new_f > 1e-3)
    return Counts(list(names[0]), list(names[1]), rows[good], columns[good], new_f[good])


def sentence_pairs(
    parallel: Iterable[tuple[str, str]], english: English, cut: Callable[[str], list[str]]
) -> list[tuple[list[str], list[str]]]:
    """(Chinese, English) sentences as words; pairs that are too long or too unequal are left out."""
    found = []
    for zh, en in parallel:
        e = english.words(en)
        f = [w for w in cut(zh) if HAN.fullmatch(w) or w.isalnum()]
        if 0 < len(e) <= SHORT and 0 < len(f) <= 1.6 * SHORT and len(f) < 3 * len(e) + 5 and len(e) < 3 * len(f) + 5:
            found.append((e, f))
    return found


Table = dict[str, dict[str, float]]


def by_english(counts: Counts) -> Table:
    """The counts as a table from English to Chinese."""
    table: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for row, column, count in zip(counts.rows.tolist(), counts.columns.tolist(), counts.counts.tolist(), strict=True):
        table[counts.english[row]][counts.chinese[column]] = count
    return dict(table)
