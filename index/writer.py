"""New articles to new segments: batches of bounded size are embedded, segmented into words and written."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.amounts import amount_words
from index.chunks import context_of, setting_of, split_article
from index.embeddings import Embedder
from index.folder import IndexFolder
from index.keywords import Keywords
from index.local_words import NAME, LocalWords, learn
from index.manifest import SegmentSum, sum_folder
from index.records import Article
from index.segments import Entry, write_segment
from index.settings import IndexSettings
from index.words import Segmenter, fold

CHARACTERS = 2_500_000
"""Characters of articles held at once while building, some 130 bytes of working memory each: 330 MB."""

AT_ONCE = 1_024
"""Chunks embedded at once: what a tokeniser makes of them goes before the next come."""


class SegmentWriter:
    """Collects articles and writes them as segments; `settings.segment_articles` and CHARACTERS bound memory."""

    def __init__(
        self,
        folder: IndexFolder,
        embedder: Embedder,
        segmenter: Segmenter,
        settings: IndexSettings,
        own: LocalWords | None,
    ) -> None:
        """`own` are the archive's own words; None for an archive that has yet to learn them, from what comes first."""
        self._folder, self._embedder, self._segmenter, self._settings = folder, embedder, segmenter, settings
        self.own = own
        self._batch: list[Entry] = []
        self._held = 0
        self.written: list[SegmentSum] = []

    def add(self, article: Article, source: int) -> bool:
        """Take an article; True if that filled a segment, which was then written."""
        self._batch.append(Entry.of(article, source, split_article(article, self._settings)))
        self._held += len(article.body)
        if len(self._batch) >= self._settings.segment_articles or self._held >= CHARACTERS:
            self.flush()
            return True
        return False

    def learn(self, articles: Iterable[Article]) -> None:
        """Learn the archive's own words from these articles."""
        self.own = learn((text_of(article) for article in articles), self._segmenter.cut)

    def files(self) -> dict[str, Iterable[bytes]]:
        """The files that a version keeps of this, by name."""
        return {NAME: [self.own.dump()]} if self.own and self.own.words else {}

    def flush(self) -> None:
        """Write what has been collected. Nothing refers to the new segment until a version is committed."""
        if not self._batch:
            return
        if self.own is None:
            self.learn(entry.article for entry in self._batch)
        segmenter = (self.own or LocalWords()).join(self._segmenter)
        texts = [text for entry in self._batch for text in _texts(entry)]
        name = secrets.token_hex(8)
        folder = self._folder.segment(name)
        draft = folder.with_name(f"{name}.new")
        try:
            words = Keywords.of([*segmenter(text), *amount_words(text)] for text in texts)
            vectors, count = self._embed(texts), len(texts)
            del texts
            write_segment(draft, self._batch, vectors, words)
            draft.rename(folder)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        self.written.append(SegmentSum(name, len(self._batch), count, sum_folder(folder)))
        self._batch, self._held = [], 0

    def give_up(self, named: Iterable[SegmentSum]) -> None:
        """Remove what was written, but for what a version has `named` already."""
        kept = {segment.name for segment in named}
        for segment in self.written:
            if segment.name not in kept:
                shutil.rmtree(self._folder.segment(segment.name), ignore_errors=True)

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A vector for each chunk collected, from its folded text and what it is set in."""
        settings = (
            setting for entry in self._batch for setting in [fold(setting_of(entry.article))] * len(entry.spans)
        )
        vectors = np.empty((len(texts), self._embedder.dimension), np.float32)
        for start in range(0, len(texts), AT_ONCE):
            some = texts[start : start + AT_ONCE]
            rows = self._embedder.embed_passages([f"{next(settings)} {text}" for text in some])
            vectors[start : start + len(some)] = rows
        return vectors


def _texts(entry: Entry) -> Iterator[str]:
    """What is searched of each of an article's chunks, folded."""
    article = entry.article
    context = context_of(article)
    return (fold(f"{context} {article.body[start:end]}") for start, end in entry.spans)


def text_of(article: Article) -> str:
    """What an archive's own words are learned from."""
    return fold(f"{context_of(article)}\n{article.body}")
