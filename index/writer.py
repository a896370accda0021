"""New articles to new segments: batches of bounded size are embedded, segmented into words and written."""

from __future__ import annotations

import secrets
import shutil

from index.chunks import setting_of, split_article
from index.embeddings import Embedder
from index.folder import IndexFolder
from index.keywords import Keywords
from index.manifest import SegmentSum, sum_folder
from index.records import Article
from index.segments import Entry, write_segment
from index.settings import IndexSettings
from index.words import Segmenter, fold

CHARACTERS = 2_500_000
"""Characters of articles held at once while building, some 130 bytes of working memory each: 330 MB."""


class SegmentWriter:
    """Collects articles and writes them as segments; `settings.segment_articles` and CHARACTERS bound memory."""

    def __init__(self, folder: IndexFolder, embedder: Embedder, segmenter: Segmenter, settings: IndexSettings) -> None:
        self._folder, self._embedder, self._segmenter, self._settings = folder, embedder, segmenter, settings
        self._batch: list[Entry] = []
        self._held = 0
        self.written: list[SegmentSum] = []

    def add(self, article: Article, source: int) -> bool:
        """Take an article; True if that filled a segment, which was then written."""
        self._batch.append(Entry(article, source, split_article(article, self._settings)))
        self._held += len(article.body)
        if len(self._batch) >= self._settings.segment_articles or self._held >= CHARACTERS:
            self.flush()
            return True
        return False

    def flush(self) -> None:
        """Write what has been collected. Nothing refers to the new segment until a version is committed."""
        if not self._batch:
            return
        texts = [fold(f"{chunk.context} {chunk.text}") for entry in self._batch for chunk in entry.chunks]
        name = secrets.token_hex(8)
        folder = self._folder.segment(name)
        draft = folder.with_name(f"{name}.new")
        settings = (setting_of(entry.article) for entry in self._batch for _ in entry.chunks)
        try:
            vectors = self._embedder.embed_passages(
                [f"{fold(setting)} {text}" for setting, text in zip(settings, texts, strict=True)]
            )
            write_segment(draft, self._batch, vectors, Keywords.of([self._segmenter(text) for text in texts]))
            draft.rename(folder)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        self.written.append(SegmentSum(name, len(self._batch), len(texts), sum_folder(folder)))
        self._batch, self._held = [], 0
