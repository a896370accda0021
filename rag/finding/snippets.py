"""The piece of a chunk that is shown below a result, with the places where the question's words stand in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from index.chunks import split_sentences
from index.records import Span
from index.words import fold

LENGTH = 120
"""Characters of a snippet: three lines of the result list."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A cut of a text; `marks` are spans of the cut, in order, apart from each other."""

    text: str
    marks: tuple[Span, ...]


def cut_snippet(text: str, words: Collection[str]) -> Snippet:
    """The sentence that holds most of the folded `words`, and what follows it."""
    spans = list(split_sentences(text)) or [Span(0, len(text))] if text else []
    if not spans:
        return Snippet("", ())
    folded = fold(text)
    aligned = len(folded) == len(text)
    sentences = [folded[span.start : span.end] if aligned else fold(span.of(text)) for span in spans]
    # of an English question's fifty words few stand in a text
    standing = {word for word in words if word in folded} if aligned else words
    held = [sum(word in sentence for word in standing) for sentence in sentences]
    start = spans[held.index(max(held))].start
    cut = text[start : start + LENGTH]
    whole = start + LENGTH >= len(text)
    telling = [word for word in words if len(word) > 1]  # 有 or 人 alone stands everywhere and tells nothing
    marks = find_marks(cut, [word for word in telling or words if word in standing])
    return Snippet(cut if whole else cut.rstrip("，、；") + "…", marks)


def find_marks(text: str, words: Collection[str]) -> tuple[Span, ...]:
    """Where folded `words` stand in `text`, spans that touch joined; a folded sign stands where it was printed."""
    folded, place = fold(text), list(range(len(text)))
    if len(folded) != len(text):
        signs = [fold(sign) for sign in text]
        folded = "".join(signs)
        place = [n for n, sign in enumerate(signs) for _ in sign]
    marked = [False] * len(text)
    for word in words:
        at = folded.find(word) if word else -1
        while at >= 0:
            for n in place[at : at + len(word)]:
                marked[n] = True
            at = folded.find(word, at + len(word))
    marks: list[Span] = []
    for n, here in enumerate([*marked, False]):
        if here and not (n and marked[n - 1]):
            first = n
        elif not here and n and marked[n - 1]:
            marks.append(Span(first, n))
    return tuple(marks)
