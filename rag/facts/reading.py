"""A question laid beside a passage, character by character, as numbers that the reader reads.

Per character: its number in the alphabet, its class (numeral, Latin, bracket …), the part of speech of its word, where
in the word it stands, and how it matches the question. Character input needs no word list of names, and part-of-speech
tags tell persons, places and organisations apart (Chen et al. 2017, "Reading Wikipedia to Answer Open-Domain
Questions", whose match features and soft alignment these are).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.words import fold, tag_words

PASSAGE_MOST = 256
"""Characters of a passage that are read at once: about four newspaper sentences."""
QUESTION_MOST = 48
"""Characters of a question; the end is kept, where a Chinese question asks."""

CLASSES = ("other", "digit", "numeral", "latin", "comma", "stop", "open", "close", "pause", "sign")
TAGS = (
    *("x", "n", "nr", "ns", "nt", "nz", "m", "q", "t", "v", "vn"),
    *("a", "d", "p", "c", "u", "f", "r", "i", "j", "eng", "s"),
)
PLACES = ("B", "I", "E", "S")
MATCHES = 6
"""Match features a character: itself, its pair, its word, its term's weight, in a quantity, in a date."""

D = TypeVar("D", bound=np.generic)

FIGURE = re.compile(r"(?:\d[\d,.]*|[〇零一二两三四五六七八九十百千万亿]+)[万亿余多]*(?:[a-z%]+|[㐀-鿿]{1,2})?")
DAY = re.compile(r"(?:\d{2,4}年)?\d{1,2}月(?:\d{1,2}[日号])?|\d{2,4}年|\d{1,2}[日号]|[今昨明前去]年|[今昨明当]日")
"""Marks of figures and days as the weights were trained on them; finer reading is the business of `index`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The arrays of one pair. P passage characters, Q question characters."""

    passage: NDArray[np.int32]
    """(P, 4): character, class, tag, place in the word."""
    match: NDArray[np.float32]
    """(P, MATCHES), each 0 to 1."""
    question: NDArray[np.int32]
    """(Q, 4)."""


def folded(text: str) -> str:
    """The text folded character by character, so that every offset stays."""
    whole = fold(text)
    if len(whole) == len(text):
        return whole
    return "".join(f if len(f := fold(c)) == 1 else c.lower()[:1] for c in text)


_CLASS = {
    **dict.fromkeys("0123456789.%", 1),
    **dict.fromkeys("〇零一二两三四五六七八九十百千万亿余多几半", 2),
    **dict.fromkeys("abcdefghijklmnopqrstuvwxyz", 3),
    **dict.fromkeys("，,：:；;", 4),
    **dict.fromkeys("。！？!?\n", 5),
    **dict.fromkeys("“‘《（(「『【<", 6),
    **dict.fromkeys("”’》）)」』】>", 7),
    **dict.fromkeys("、·", 8),
}
_TAG = {tag: number for number, tag in enumerate(TAGS)}


def _tag_number(tag: str) -> int:
    while tag and tag not in _TAG:
        tag = tag[:-1]
    return _TAG.get(tag, 0)


def lay_out(text: str, alphabet: Mapping[str, int]) -> NDArray[np.int32]:
    """A folded text as (characters, 4): number, class, part of speech, place in the word."""
    rows = np.zeros((len(text), 4), np.int32)
    at = 0
    for word, tag in tag_words(text):
        start = text.find(word, at)
        if start < 0:
            continue
        number, last = _tag_number(tag), len(word) - 1
        for n in range(len(word)):
            rows[start + n, 2] = number
            rows[start + n, 3] = 3 if last == 0 else 0 if n == 0 else 2 if n == last else 1
        at = start + len(word)
    for n, char in enumerate(text):
        rows[n, 0] = alphabet.get(char, 1)
        rows[n, 1] = _CLASS.get(char, 0 if "㐀" <= char <= "鿿" else 9)
    return rows


def match_marks(text: str, question: str, weights: Mapping[str, float]) -> NDArray[np.float32]:
    """How each character of a folded passage meets the question: (P, MATCHES).

    `weights` are the question's words (or their translations) with their information as a share of the largest.
    """
    marks = np.zeros((len(text), MATCHES), np.float32)
    chars = {c for c in question if c.isalnum()}
    pairs = {a + b for a, b in pairwise(question) if a.isalnum() and b.isalnum()}
    for n, char in enumerate(text):
        marks[n, 0] = char in chars
        if text[n : n + 2] in pairs:
            marks[n : n + 2, 1] = 1
    for word, weight in weights.items():
        if not word:
            continue
        for found in re.finditer(re.escape(word), text):
            span = slice(*found.span())
            marks[span, 2] = 1
            marks[span, 3] = np.maximum(marks[span, 3], weight)
    for column, pattern in ((4, FIGURE), (5, DAY)):
        for found in pattern.finditer(text):
            marks[slice(*found.span()), column] = 1
    return marks


def read_pair(passage: str, question: str, weights: Mapping[str, float], alphabet: Mapping[str, int]) -> Reading:
    """A passage (as printed) and a question as the reader's input; both are cut to what is read at once."""
    text, asked = folded(passage)[:PASSAGE_MOST], folded(question)[-QUESTION_MOST:]
    return Reading(lay_out(text, alphabet), match_marks(text, asked, weights), lay_out(asked, alphabet))


def pad(rows: Sequence[NDArray[D]], length: int) -> NDArray[D]:
    """Arrays of differing length as one (rows, length, …), zeros behind."""
    out = np.zeros((len(rows), length, *rows[0].shape[1:]), rows[0].dtype)
    for n, row in enumerate(rows):
        out[n, : len(row)] = row
    return out
