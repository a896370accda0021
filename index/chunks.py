"""Article to chunks: contiguous stretches of the body that end where Chinese (or English) sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.records import Article, Chunk, Span
from index.settings import IndexSettings

SENTENCE = re.compile(r"[^。！？!?；;\n…]*(?:[。！？!?；;\n]|…+|$)[”’」』）)\]】》\"']*")
"""A sentence with its closing marks; the semicolon parts the members of long enumerations in official prose."""


def split_sentences(text: str) -> Iterator[Span]:
    """The sentences of `text` in order, without the white space around them; together they hold all its words."""
    for match in SENTENCE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield Span(start, end)


def _cut_long(text: str, span: Span, most: int) -> Iterator[Span]:
    """A span cut into pieces of at most `most` characters, at the last comma where there is one."""
    start = span.start
    while span.end - start > most:
        window = text[start : start + most]
        comma = max(window.rfind("，"), window.rfind("、"), window.rfind(","))
        end = start + (comma + 1 if comma > most // 2 else most)
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


def split_article(article: Article, settings: IndexSettings) -> tuple[Chunk, ...]:
    """The chunks of an article: sentences packed up to about `chunk_aim`, never over `chunk_most` characters.

    The spans cover every word of the body in order and do not overlap.
    """
    chunks: list[Chunk] = []
    start = end = -1

    def close() -> None:
        span = Span(start, end)
        chunks.append(Chunk(article.key, len(chunks), span, span.of(article.body), context_of(article)))

    for sentence in split_sentences(article.body):
        for piece in _cut_long(article.body, sentence, settings.chunk_most):
            if start >= 0 and piece.end - start > settings.chunk_most:
                close()
                start = -1
            if start < 0:
                start = piece.start
            end = piece.end
            if end - start >= settings.chunk_aim:
                close()
                start = -1
    if start >= 0:
        close()
    return tuple(chunks)


def context_of(article: Article) -> str:
    """What the chunk's own words leave out, for embedding and word search: the headline lines and the captions."""
    captions = (caption.text for caption in article.captions)
    return " ".join(part for part in (article.kicker, article.headline, article.subheadline, *captions) if part)


PLACES_MOST = 3
"""Places that go into a chunk's embedding; more of them would drown the text."""


def setting_of(article: Article) -> str:
    """Where and when, for the embedding alone: the words' index finds both by its filters and in the text."""
    return " ".join((*article.places[:PLACES_MOST], *([article.published] if article.published else ())))
