"""Before a new version becomes current: is it as large as it should be, and are its articles found (row F16)?

Canary questions are articles' own opening words. A version whose parts do not fit together (empty postings, vectors of
other texts) finds hardly any; which of several like reports comes first does not matter.
"""

from __future__ import annotations

import numpy as np

from index.chunks import context_of
from index.embeddings import Embedder
from index.errors import IndexUnfit
from index.snapshot import Snapshot
from index.words import Segmenter, fold

CANARIES = 20
"""Questions asked of a new version, spread evenly over its articles: half a second at a million chunks."""
WORDS = 12
"""Of an article's own words, the longest, which are the rarest: of 100 canaries of 63,510 articles all are found, and
of a million chunks each takes 23 ms. All its words, the common ones too, take 288."""
TOP = 50
"""Chunks among which an article's own must be: more than the reports of one form filled anew each week."""
LIKE = 0.8
"""A list whose last score is this share of the first is one of many alike, whichever of them it holds."""
SAME = 0.15
"""Cosines that differ by less are of prints of one text: of 570 pairs of other articles the nearest differ by .32."""
FOUND = 0.75
"""Share of the canaries that must be found; of a sound version of 63,510 articles all are."""
LARGE = 20
"""Articles from which on a loss of half is thought to be an accident, such as a folder that was not mounted."""


def check_size(before: int, after: int) -> None:
    """Raises IndexUnfit where more than half of an archive would be gone."""
    if before >= LARGE and 2 * after < before:
        raise IndexUnfit(
            f"this build would leave {after:,} of {before:,} articles, so it was not made current: "
            "are the pages all there? If they shall go, build again with --shrink"
        )


def check_canaries(snapshot: Snapshot, embedder: Embedder, segmenter: Segmenter) -> None:
    """Raises IndexUnfit where too few articles are found by their own words or lie where their words do."""
    living = snapshot.living()
    chosen = living[np.unique(np.linspace(0, len(living) - 1, CANARIES).astype(int))] if len(living) else living
    numbers, texts = [], []
    for article in map(int, chosen):
        first = snapshot.first_chunk(article)
        if first is not None:
            numbers.append(first)
            texts.append(fold(f"{context_of(snapshot.stored(article))} {snapshot.chunk(first).text}"))
    words = [n for n, text in zip(numbers, texts, strict=True) if _is_found(snapshot, segmenter, n, text)]
    apart = _apart(snapshot, embedder, numbers, texts)
    asked = len(numbers)
    if len(words) < FOUND * asked or apart < FOUND * asked:
        raise IndexUnfit(
            f"of {asked} articles of the new version {len(words)} are found by their own words and {apart} by their "
            "vectors, so it was not made current; build again, and with --relearn if that does not help"
        )


def _is_found(snapshot: Snapshot, segmenter: Segmenter, number: int, text: str) -> bool:
    wanted = dict.fromkeys(sorted(dict.fromkeys(segmenter(text)), key=len, reverse=True)[:WORDS], 1.0)
    if not wanted:
        return True  # signs alone: nothing to be found by
    hits = snapshot.search_words(wanted, TOP)
    mine = snapshot.owner(number)
    return any(snapshot.owner(hit.number) == mine for hit in hits) or (
        len(hits) == TOP and hits[-1].score >= LIKE * hits[0].score
    )


def _apart(snapshot: Snapshot, embedder: Embedder, numbers: list[int], texts: list[str]) -> int:
    """How many texts are at least as like their own chunk as they are, in the middle, to the others'."""
    if len(numbers) < 2:
        return len(numbers)
    like = embedder.embed_queries(texts) @ np.array([snapshot.vector(number) for number in numbers]).T
    alike = np.ptp(like, axis=1) < SAME  # prints of one text: whichever of them it lies nearest to
    return int(((np.diag(like) >= np.median(like, axis=1)) | alike).sum())
