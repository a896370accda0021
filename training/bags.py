"""Texts as bags of piece numbers, packed flat, and the cutting and mixing of bags into training batches.

A `Bags` holds n texts as one int32 array and n + 1 offsets; every operation works on whole batches with numpy, because
a Python loop per text would cost more than the gradient step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Bags:
    """n bags: bag i is `ids[offsets[i]:offsets[i + 1]]`."""

    ids: Ints
    offsets: Ints

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def lengths(self) -> Ints:
        """Pieces per bag, shape (n,)."""
        return np.diff(self.offsets)

    def pick(self, which: Ints) -> Bags:
        """The bags numbered `which`, in that order."""
        return self.cut(which, np.zeros(len(which), np.int64), self.lengths[which])

    def cut(self, which: Ints, start: Ints, length: Ints) -> Bags:
        """A stretch of each bag numbered in `which`: `length` pieces from `start` (clipped to the bag)."""
        size = self.lengths[which]
        start = np.clip(start, 0, size)
        length = np.clip(length, 0, size - start)
        offsets = np.concatenate([[0], np.cumsum(length)])
        within = np.arange(offsets[-1]) - np.repeat(offsets[:-1], length)
        return Bags(self.ids[np.repeat(self.offsets[:-1][which] + start, length) + within], offsets)

    def merge(self, group: int) -> Bags:
        """Each run of `group` bags poured into one."""
        return Bags(self.ids, self.offsets[::group])

    def keep(self, mask: NDArray[np.bool_]) -> Bags:
        """Only the pieces where `mask` (one flag a piece) is true."""
        counts = np.concatenate([[0], np.cumsum(mask)])
        return Bags(self.ids[mask], counts[self.offsets])

    def keys(self) -> Ints:
        """A number per bag, equal for bags of equal pieces in equal order (64-bit polynomial hash)."""
        position = np.arange(len(self.ids)) - np.repeat(self.offsets[:-1], self.lengths)
        mixed = (self.ids + 1) * 0x9E3779B1 * (2 * position + 1)
        sums = np.concatenate([[0], np.cumsum(mixed)])
        keys: Ints = sums[self.offsets[1:]] - sums[self.offsets[:-1]]
        return keys


def join(first: Bags, second: Bags) -> Bags:
    """The bags of `first`, then those of `second`."""
    return Bags(
        np.concatenate([first.ids, second.ids]), np.concatenate([first.offsets, second.offsets[1:] + first.offsets[-1]])
    )


def pack(tokenizer: Tokenizer, texts: Sequence[str]) -> Bags:
    """Tokenises `texts`; unknown pieces (number 0) are left out."""
    rows = [[i for i in e.ids if i] for e in tokenizer.encode_batch(list(texts), add_special_tokens=False)]
    offsets = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    return Bags(np.fromiter((i for row in rows for i in row), np.int64, int(offsets[-1])), offsets)


def drop(bags: Bags, rate: float, random: np.random.Generator) -> Bags:
    """Leaves out pieces at random; the training text is small and must not be learned by heart."""
    return bags.keep(random.random(len(bags.ids)) >= rate)


@dataclass(frozen=True)
class Glossary:
    """For each piece up to k translations with their cumulated probabilities, shapes (pieces, k)."""

    options: Ints
    cumulated: NDArray[np.float64]

    def gloss(self, bags: Bags, random: np.random.Generator) -> Bags:
        """Word-for-word translation: two independent draws a piece, so that 献血 gives both `donate` and `blood`.

        Pieces without a translation stay as they are (figures, names).
        """
        ids = np.repeat(bags.ids, 2)
        drawn = (random.random((len(ids), 1)) > self.cumulated[ids]).sum(axis=1)
        found = np.where(
            drawn < self.options.shape[1], self.options[ids, np.minimum(drawn, self.options.shape[1] - 1)], ids
        )
        return Bags(np.where(found < 0, ids, found), bags.offsets * 2)
