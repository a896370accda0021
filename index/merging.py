"""Many small segments to one, so that a year of daily builds stays fast; vectors and words are copied."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from index.folder import IndexFolder
from index.keywords import Keywords
from index.manifest import Manifest, SegmentSum, sum_folder
from index.segments import Entry, Segment, pack, write_segment

SMALL = 500
"""A segment with fewer living articles is small: about a week of a county paper."""

SMALL_CHUNKS = 2_000
"""And as many chunks at most, some half a million characters: a few books are few articles, yet no day's news."""

MANY = 12
"""More small ones than this are merged. Each costs a query a column look-up a word; a merge at most 6,500 articles or
26,000 chunks, all in memory."""


def merge_small(folder: IndexFolder, manifest: Manifest) -> Manifest:
    """The manifest with its small segments merged into one, where there are too many; what is dead in them goes."""
    small = [part for part in manifest.segments if _is_small(part)]
    if len(small) <= MANY:
        return manifest
    merged = rewrite(folder, small)
    names = {part.name for part in small}
    first = next(n for n, part in enumerate(manifest.segments) if part.name in names)
    segments = [part for part in manifest.segments if part.name not in names]
    return replace(manifest, segments=(*segments[:first], merged, *segments[first:]))


def _is_small(part: SegmentSum) -> bool:
    return part.articles - len(part.dead) < SMALL and part.chunks <= SMALL_CHUNKS


def rewrite(folder: IndexFolder, parts: Sequence[SegmentSum]) -> SegmentSum:
    """A new segment of what lives in these."""
    entries: list[Entry] = []
    rows, words = [], []
    for part in parts:
        segment = Segment(folder.segment(part.name))
        kept = ~np.isin(segment.chunks[:, 0], part.dead)
        entries += _living(segment, frozenset(part.dead))
        rows.append(np.asarray(segment.vectors[kept], dtype=np.float32))  # back to float16 without loss
        words.append((segment.keywords, kept))
    name = secrets.token_hex(8)
    draft = folder.segment(f"{name}.new")
    try:
        write_segment(draft, entries, np.concatenate(rows), Keywords.join(words))
        draft.rename(folder.segment(name))
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    chunks = sum(len(entry.spans) for entry in entries)
    return SegmentSum(name, len(entries), chunks, sum_folder(folder.segment(name)))


def _living(segment: Segment, dead: frozenset[int]) -> Iterator[Entry]:
    """The living articles of a segment with their chunks as they were cut."""
    starts = np.searchsorted(segment.chunks[:, 0], np.arange(len(segment) + 1))
    for number in range(len(segment)):
        if number in dead:
            continue
        rows = segment.chunks[int(starts[number]) : int(starts[number + 1])].tolist()
        spans = tuple((start, end) for _, start, end in rows)
        yield Entry(pack(segment.article(number)), int(segment.labels[number, 0]), spans)
