"""Many small segments to one, so that a year of daily builds stays fast: vectors copied, words made from the text."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from index.chunks import context_of
from index.folder import IndexFolder
from index.manifest import Manifest, SegmentSum, sum_folder
from index.records import Chunk, Span
from index.segments import Entry, Segment, write_segment
from index.settings import IndexSettings
from index.words import Segmenter, fold

SMALL = 500
"""A segment with fewer living articles is small: about a week of a county paper."""

MANY = 12
"""More small ones than this are merged. Each costs a query a column look-up a word; a merge at most 6,000 articles."""


def merge_small(folder: IndexFolder, manifest: Manifest, segmenter: Segmenter, settings: IndexSettings) -> Manifest:
    """The manifest with its small segments merged into one, where there are too many; what is dead in them goes.

    Scores of words change by a hair, because the average chunk length is each segment's own (see keywords.py).
    """
    small = [part for part in manifest.segments if part.articles - len(part.dead) < SMALL]
    if len(small) <= MANY:
        return manifest
    merged = _write(folder, small, segmenter, settings)
    names = {part.name for part in small}
    first = next(n for n, part in enumerate(manifest.segments) if part.name in names)
    segments = [part for part in manifest.segments if part.name not in names]
    return replace(manifest, segments=(*segments[:first], merged, *segments[first:]))


def _write(
    folder: IndexFolder, parts: Sequence[SegmentSum], segmenter: Segmenter, settings: IndexSettings
) -> SegmentSum:
    entries: list[Entry] = []
    rows = []
    for part in parts:
        segment = Segment(folder.segment(part.name))
        for entry, kept in _living(segment, frozenset(part.dead)):
            entries.append(entry)
            rows.append(np.asarray(segment.vectors[kept], dtype=np.float32))  # back to float16 without loss
    texts = [fold(f"{chunk.context} {chunk.text}") for entry in entries for chunk in entry.chunks]
    name = secrets.token_hex(8)
    draft = folder.segment(f"{name}.new")
    try:
        write_segment(draft, entries, np.concatenate(rows), [segmenter(text) for text in texts], settings)
        draft.rename(folder.segment(name))
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return SegmentSum(name, len(entries), len(texts), sum_folder(folder.segment(name)))


def _living(segment: Segment, dead: frozenset[int]) -> Iterator[tuple[Entry, slice]]:
    """The living articles of a segment with their chunks as they were cut, and where the chunks' vectors stand."""
    starts = np.searchsorted(segment.chunks[:, 0], np.arange(len(segment) + 1))
    for number in range(len(segment)):
        if number in dead:
            continue
        article = segment.article(number)
        rows = slice(int(starts[number]), int(starts[number + 1]))
        spans = [Span(int(start), int(end)) for _, start, end in segment.chunks[rows]]
        context = context_of(article)
        chunks = tuple(Chunk(article.key, n, span, span.of(article.body), context) for n, span in enumerate(spans))
        yield Entry(article, int(segment.labels[number, 0]), chunks), rows
