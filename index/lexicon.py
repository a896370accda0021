"""The learned translation lexicon: English words and phrases with their Chinese words and how probable each is.

One file, `lexicon.npz` in the model's folder (numpy's zip of arrays, nothing pickled): `keys` and `forms` are UTF-8
lines, `starts` says where each key's entries begin, `numbers` names their forms, `weights` holds p(form | key) * 255.
Keys are base forms without empty words (blood donation, first secretary); made by `training/translations.py`.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelUnavailable
from index.lemmas import lemma, split_words

FILE = "lexicon.npz"
LONGEST = 5
"""Words of the longest phrase."""

EMPTY = frozenset("a an the of to in on at for and or is be as by it its that this with from one one's".split())
"""Words that phrases are compared without."""

Forms = tuple[tuple[str, float], ...]
"""Chinese words with their probabilities, likeliest first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of an English text that the lexicon reads as one: its words, and its translations."""

    words: tuple[str, ...]
    forms: Forms


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """See the module. Unchanging; safe to share between threads."""

    places: Mapping[str, int]
    """The number of each key."""
    forms: Sequence[str]
    starts: NDArray[np.uint32]
    numbers: NDArray[np.uint32]
    weights: NDArray[np.uint8]

    @classmethod
    def open(cls, folder: Path) -> Lexicon:
        """Read the lexicon of a model folder; an empty one where it has none. Raises ModelUnavailable if damaged."""
        path = folder / FILE
        if not path.exists():
            return cls.of({})
        try:
            with np.load(path, allow_pickle=False) as arrays:
                keys, forms = (bytes(arrays[name]).decode().splitlines() for name in ("keys", "forms"))
                starts, numbers, weights = (arrays[name] for name in ("starts", "numbers", "weights"))
            sound = len(starts) == len(keys) + 1 and len(numbers) == len(weights) == int(starts[-1])
            if not sound or (len(numbers) and int(numbers.max()) >= len(forms)):
                raise ValueError("its parts do not fit each other")
        except (OSError, EOFError, ValueError, KeyError, IndexError, zipfile.BadZipFile, zlib.error) as error:
            raise ModelUnavailable(f"{path} is damaged ({error}): copy the whole model folder there again") from error
        return cls({key: n for n, key in enumerate(keys)}, forms, starts, numbers, weights)

    @classmethod
    def of(cls, table: Mapping[str, Mapping[str, float]]) -> Lexicon:
        """From each key's forms and their probabilities."""
        keys = sorted(table)
        forms = sorted({form for row in table.values() for form in row})
        place = {form: n for n, form in enumerate(forms)}
        rows = [sorted(table[key].items(), key=lambda item: (-item[1], item[0])) for key in keys]
        return cls(
            {key: n for n, key in enumerate(keys)},
            forms,
            np.cumsum([0, *map(len, rows)]).astype(np.uint32),
            np.array([place[form] for row in rows for form, _ in row], dtype=np.uint32),
            np.array([max(1, round(255 * p)) for row in rows for _, p in row], dtype=np.uint8),
        )

    def write(self, folder: Path) -> None:
        """Write it into a model folder; equal lexicons give equal bytes."""
        np.savez_compressed(
            folder / FILE,
            keys=np.frombuffer("\n".join(self.places).encode(), dtype=np.uint8),
            forms=np.frombuffer("\n".join(self.forms).encode(), dtype=np.uint8),
            starts=self.starts,
            numbers=self.numbers,
            weights=self.weights,
        )
        (folder / FILE).chmod(0o644)

    def translate(self, key: str) -> Forms:
        """The Chinese words of a key; empty if it is unknown."""
        number = self.places.get(key)
        if number is None:
            return ()
        start, end = int(self.starts[number]), int(self.starts[number + 1])
        rows = zip(self.numbers[start:end].tolist(), self.weights[start:end].tolist(), strict=True)
        return tuple((self.forms[form], weight / 255) for form, weight in rows)

    def base(self, word: str) -> str:
        """The base form of a lower-case word, as keys have it."""
        return lemma(word, self.places, self.places)

    def read(self, text: str) -> list[Reading]:
        """A text cut into the longest phrases known, and single words between them (with no forms where unknown).

        The words of a phrase follow it as readings of their own.
        """
        words = [word for word in split_words(text) if word not in EMPTY]
        bases = [self.base(word) for word in words]
        single = [self._single(base) for base in bases]
        found: list[Reading] = []
        at = 0
        while at < len(bases):
            length, phrase = next(
                (
                    (n, key)
                    for n in range(min(LONGEST, len(bases) - at), 1, -1)
                    for key in (" ".join(bases[at : at + n]), " ".join((*bases[at : at + n - 1], single[at + n - 1])))
                    if key in self.places
                ),
                (1, ""),
            )
            if length > 1:
                found.append(Reading(tuple(words[at : at + length]), self.translate(phrase)))
            for n in range(at, at + length):
                found.append(Reading((words[n],), self._both(bases[n], single[n])))
            at += length
        return found

    def _single(self, base: str) -> str:
        """The singular of a plural that has an entry of its own (the cleaners are a shop too); else the word itself."""
        return lemma(base, self.places) if base.endswith("s") and not base.endswith("ss") else base

    def _both(self, base: str, single: str) -> Forms:
        """The translations of a plural by its own entry and by its singular's, each half."""
        if single == base:
            return self.translate(base)
        mixed: dict[str, float] = {}
        for form, chance in (*self.translate(base), *self.translate(single)):
            mixed[form] = mixed.get(form, 0.0) + chance / 2
        return tuple(sorted(mixed.items(), key=lambda item: (-item[1], item[0])))
