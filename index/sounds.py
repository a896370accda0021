"""How the words of a segment sound: Chinese words found by their pinyin without tones.

Two columns of 64 bits, ascending by sound: the sound packs 16 bits a syllable (CRC-32 of its letters, cut), the word
16 bits a character, so that words of two to four characters of the basic plane fit; the segmenter cuts longer names
into such words anyway. A character has its commonest reading, and a second one where names need it (重庆, 长治).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

LONGEST = 4

SECOND = dict(
    zip(
        "重长行都乐单曾解厦调朝传区仇盖召洗查翟种尉洞六乘藏卜车湫堡埔圩浒莘浚涡蚌泌番柏覃缪朴蔚牟陂隽栎筠折枞阿员宿降盛",
        "chong chang hang du yue shan zeng xie xia tiao zhao zhuan ou qiu ge shao xian zha zhai chong yu tong lu sheng zang"
        " bu ju qiu bu bu xu xu xin xun guo beng bi pan bo qin miao piao yu mu pi jun yue jun she zong e yun xiu xiang cheng".split(),
        strict=True,
    )
)
"""Second readings that occur in names of places and persons."""


def plain(syllable: str) -> str:
    """A syllable without tone, ü as v: lǜ is lv."""
    bare = unicodedata.normalize("NFD", syllable.replace("ü", "v").translate(str.maketrans("ǖǘǚǜ", "vvvv")))
    return "".join(letter for letter in bare if letter.isascii())


def code(syllable: str) -> int:
    """A plain syllable in 16 bits, never 0."""
    return (crc32(syllable.encode()) & 0xFFFF) or 1


@cache
def _readings() -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """The first and the second syllable of every character of the basic plane; 0 where there is none."""
    from pypinyin.constants import PINYIN_DICT

    first, second = np.zeros(1 << 16, np.uint16), np.zeros(1 << 16, np.uint16)
    for point, spelled in PINYIN_DICT.items():
        if 0x3400 <= point <= 0x9FFF:
            first[point] = code(plain(spelled.split(",")[0]))
    for character, syllable in SECOND.items():
        second[ord(character)] = code(syllable)
    return first, second


def _pack(columns: Sequence[NDArray[np.uint16]]) -> NDArray[np.uint64]:
    packed = np.zeros(len(columns[0]), np.uint64)
    for n, column in enumerate(columns):
        packed |= column.astype(np.uint64) << np.uint64(16 * n)
    return packed


def column_of(words: Iterable[str]) -> NDArray[np.uint64]:
    """(n, 2) sounds and words, ascending, of those words that can be looked up by sound."""
    first, second = _readings()
    parts = []
    kept = sorted({word for word in words if 2 <= len(word) <= LONGEST and all("㐀" <= c <= "鿿" for c in word)})
    for length in range(2, LONGEST + 1):
        same = [word for word in kept if len(word) == length]
        if not same:
            continue
        points = np.array([[ord(c) for c in word] for word in same], np.uint16)
        letters = _pack(list(points.T))
        for choice in product((first, second), repeat=length):
            sounds = [readings[points[:, n]] for n, readings in enumerate(choice)]
            here = np.logical_and.reduce([column > 0 for column in sounds])
            if here.any():
                parts.append(np.stack([_pack([column[here] for column in sounds]), letters[here]], axis=1))
    if not parts:
        return np.empty((0, 2), np.uint64)
    return np.unique(np.concatenate(parts), axis=0)


def merge(parts: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """The columns of several segments as one."""
    return np.unique(np.concatenate(parts), axis=0) if parts else np.empty((0, 2), np.uint64)


def find(column: NDArray[np.uint64], syllables: Sequence[str]) -> list[str]:
    """The words that sound so."""
    if not 2 <= len(syllables) <= LONGEST:
        return []
    wanted = _pack([np.array([code(syllable)], np.uint16) for syllable in syllables])[0]
    start, end = np.searchsorted(column[:, 0], [wanted, wanted + np.uint64(1)])
    return [unpack(int(word)) for word in column[start:end, 1]]


def unpack(word: int) -> str:
    """The word that 64 bits of a column stand for."""
    return "".join(chr(point) for n in range(LONGEST) if (point := word >> (16 * n) & 0xFFFF))


def spell(word: str) -> tuple[str, ...]:
    """The commonest syllables of a word, one a character; empty where a character has none."""
    from pypinyin import lazy_pinyin

    if not all("㐀" <= c <= "鿿" for c in word):
        return ()
    return tuple(plain(syllable) for syllable in lazy_pinyin(word, v_to_u=True))
