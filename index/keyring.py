"""Articles by key, without holding the keys: their numbers in the order of the keys' codes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray


def code_keys(keys: Iterable[str]) -> NDArray[np.uint64]:
    """128 bits of BLAKE2b for each key, shape (keys, 2): two keys never share them, so no key need be compared."""
    codes = (hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest() for key in keys)
    return np.frombuffer(b"".join(codes), dtype="<u8").astype(np.uint64, copy=False).reshape(-1, 2)


class KeyRing(Mapping[str, int]):
    """The numbers of articles by key, 12 bytes an article."""

    def __init__(
        self, parts: Sequence[NDArray[np.uint64]], alive: NDArray[np.bool_], name: Callable[[int], str]
    ) -> None:
        """Codes of the articles of all segments, which of them count, and what reads the key of a number."""
        self._parts, self._name = parts, name
        self._first = np.cumsum([0, *map(len, parts)])
        numbers = np.flatnonzero(alive).astype(np.uint32)
        heads = np.concatenate([part[:, 0] for part in parts]) if parts else np.empty(0, np.uint64)
        heads = heads[numbers]
        order = np.argsort(heads)
        self._heads, self._numbers = heads[order], numbers[order]

    def _code(self, number: int) -> NDArray[np.uint64]:
        part = int(np.searchsorted(self._first, number, side="right")) - 1
        code: NDArray[np.uint64] = self._parts[part][number - int(self._first[part])]
        return code

    def get(self, key: str, default: int | None = None) -> int | None:  # type: ignore[override]  # never raises
        """The number of the article with this key."""
        (code,) = code_keys([key])
        at = int(np.searchsorted(self._heads, code[0]))
        while at < len(self._heads) and self._heads[at] == code[0]:
            number = int(self._numbers[at])
            if self._code(number)[1] == code[1]:
                return number
            at += 1
        return default

    def __getitem__(self, key: str) -> int:
        number = self.get(key)
        if number is None:
            raise KeyError(key)
        return number

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        """The keys in the order of their numbers."""
        return (self._name(int(number)) for number in np.sort(self._numbers))


class Share(Mapping[str, int]):
    """The part of a ring that came from one file."""

    def __init__(self, ring: KeyRing | None, numbers: NDArray[np.int64], name: Callable[[int], str]) -> None:
        """`numbers`, ascending, are those of the file's articles."""
        self._ring, self.numbers, self._name = ring, numbers, name
        self._met = np.zeros(len(numbers), dtype=np.bool_)

    def _at(self, key: str) -> int | None:
        number = self._ring.get(key) if self._ring is not None and len(self.numbers) else None
        at = -1 if number is None else int(np.searchsorted(self.numbers, number))
        return at if 0 <= at < len(self.numbers) and int(self.numbers[at]) == number else None

    def meet(self, key: str) -> bool:
        """Note that the file still has this one; False where that was noted before."""
        at = self._at(key)
        if at is None:
            return True
        first = not self._met[at]
        self._met[at] = True
        return first

    def unmet(self) -> NDArray[np.int64]:
        """The numbers of those that the file was not noted to have."""
        return self.numbers[~self._met]

    def __getitem__(self, key: str) -> int:
        at = self._at(key)
        if at is None:
            raise KeyError(key)
        return int(self.numbers[at])

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[str]:
        return (self._name(int(number)) for number in self.numbers)
