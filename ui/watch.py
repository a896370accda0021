"""Keeps up with an index: notices that another version became current, opens it, and swaps it in whole."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Protocol

from index.embeddings import Embedder, load_embedder
from index.errors import WenbaoError
from index.folder import IndexFolder
from index.glossary import Glossary
from index.manifest import Manifest, settings_of
from index.settings import IndexSettings
from index.snapshot import Snapshot
from index.store import Store
from index.words import load_segmenter
from rag.answering.answer import Archivist
from rag.finding.reranker import CrossEncoderReranker, Reranker
from rag.finding.retrieve import Query
from rag.settings import AnswerSettings
from ui.looks import Looks
from ui.settings import Settings

log = logging.getLogger(__name__)

UNBUILT = "0"
"""The version of an archive that has no index yet (see `Watch`)."""


@lru_cache(maxsize=4)
def embedder_for(model: str | None, allow_download: bool) -> Embedder:
    """One embedder for each model and process: loading takes a tenth of a second or many."""
    return load_embedder(model, allow_download=allow_download)


@lru_cache(maxsize=2)
def reranker_for(model: str | None, allow_download: bool) -> Reranker | None:
    """One reranker for each model and process; None where none is wanted."""
    return CrossEncoderReranker.open(model, allow_download=allow_download) if model else None


class Lookout(Protocol):
    """What keeps up with an archive, wherever it lies."""

    @property
    def place(self) -> IndexFolder | None:
        """The index folder that is watched, None for an archive that has none here."""
        ...

    def current(self) -> Archivist:
        """What answers now."""
        ...

    def catch_up(self) -> None:
        """Look now: for whoever has just changed the archive."""
        ...


class Following:
    """An Archivist as the LangChain retriever asks it, always of the current version."""

    def __init__(self, watch: Lookout) -> None:
        self._watch = watch

    def query(self, text: str) -> Query:
        """See Archivist."""
        return self._watch.current().query(text)

    @property
    def store(self) -> Store:
        """See Archivist."""
        return self._watch.current().store

    @property
    def settings(self) -> AnswerSettings:
        """See Archivist."""
        return self._watch.current().settings


class Watch:
    """Hands out what answers from the current version. Who still answers from an older one finishes on it."""

    def __init__(self, place: IndexFolder, settings: Settings, *, fresh: bool = False) -> None:
        """Open the current version; `fresh`: where there is none yet, nothing. Raises what `Archive.open` raises."""
        self._place, self._settings, self._fresh = place, settings, fresh
        self._pointer = self._read()
        self._archivist, self._snapshot = self._open(None)
        self._looks = Looks(self._look)

    def current(self) -> Archivist:
        """What answers now; looks for a new version at most once in `ui.looks.EVERY` seconds."""
        self._looks.if_due()
        return self._archivist

    @property
    def place(self) -> IndexFolder:
        """The index that is watched."""
        return self._place

    def catch_up(self) -> None:
        """Look now: for whoever has just changed the index."""
        self._looks.now()

    def _look(self) -> None:
        pointer = self._read()
        if pointer in (self._pointer, b""):
            return
        try:
            self._archivist, self._snapshot = self._open(self._snapshot)
        except (WenbaoError, OSError) as error:
            log.error("the new version of the index cannot be opened, the old one goes on: %s", error)
            return  # the next look tries again: a version may have gone while it was opened
        self._pointer = pointer

    def _read(self) -> bytes:
        try:
            return self._place.pointer.read_bytes()
        except OSError:
            return b""

    def _open(self, known: Snapshot | None) -> tuple[Archivist, Snapshot]:
        if self._fresh and not self._place.exists():
            embedder = embedder_for(self._settings.model, self._settings.allow_download)
            snapshot = Snapshot(self._place, _nothing(embedder))
        else:
            model = self._settings.model or self._place.manifest().model
            embedder = embedder_for(model, self._settings.allow_download)
            snapshot = Snapshot.open(
                self._place, model_name=embedder.name, model_fingerprint=embedder.fingerprint, known=known
            )
        segmenter = snapshot.overlay.own.join(load_segmenter(snapshot.manifest.segmenter))
        reranker = reranker_for(self._settings.reranker, self._settings.allow_download)
        return Archivist(snapshot, embedder, segmenter, Glossary(), reranker=reranker), snapshot


def _nothing(embedder: Embedder) -> Manifest:
    """Version 0, before the first: no article yet, and nothing of it is written."""
    return Manifest(
        version=int(UNBUILT),
        created="",
        program="",
        model=embedder.name,
        model_fingerprint=embedder.fingerprint,
        dimension=embedder.dimension,
        segmenter=load_segmenter().name,
        settings=settings_of(IndexSettings()),
    )
