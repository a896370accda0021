"""Keeps up with an archive on Milvus: notices that another release became current, and swaps it in whole."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from index.errors import WenbaoError
from index.glossary import Glossary
from index.local_words import NAME as WORDS
from index.local_words import LocalWords
from index.milvus.address import Address
from index.words import load_segmenter
from rag.answering.answer import Archivist
from ui.looks import Looks
from ui.settings import Settings
from ui.watch import embedder_for, reranker_for

if TYPE_CHECKING:
    from index.milvus.door import Door

log = logging.getLogger(__name__)


def open_door(address: str, settings: Settings) -> Door:
    """The way to an archive on Milvus. Raises InputError, IndexUnavailable."""
    from index.milvus.door import Door

    token = settings.store_token.get_secret_value() if settings.store_token else ""
    return Door.open(Address.parse(address), token=token, timeout=settings.store_timeout)


class RemoteWatch:
    """Hands out what answers from the current release (see Lookout). Nothing of the archive is on this machine."""

    place = None

    def __init__(self, address: str, settings: Settings) -> None:
        """Open the current release. Raises what `Archive.open` raises."""
        self._settings = settings
        self._door = open_door(address, settings)
        self._said = ""
        self._archivist = self._open()
        self._looks = Looks(self._look)

    def current(self) -> Archivist:
        """What answers now; looks for a new release at most once in `ui.looks.EVERY` seconds."""
        self._looks.if_due()
        return self._archivist

    def catch_up(self) -> None:
        """Look now."""
        self._looks.now()

    def _look(self) -> None:
        from index.milvus.release import read_current

        try:
            if read_current(self._door) not in (self._said, None):
                self._archivist = self._open()
        except WenbaoError as error:  # what is asked now says so itself, if it needs Milvus
            log.error("no new release of the archive can be opened, the old one goes on: %s", error.message)

    def _open(self) -> Archivist:
        from index.milvus import pieces
        from index.milvus.release import Release, check_model, current
        from index.milvus.remote import RemoteStore
        from index.milvus.tables import check_tables

        check_tables(self._door)
        release: Release = current(self._door)
        made, where = release.manifest, str(self._door.address)
        embedder = embedder_for(self._settings.model or made["model"], self._settings.allow_download)
        check_model(release, where, name=embedder.name, fingerprint=embedder.fingerprint)
        check_tables(self._door, embedder.dimension)
        store = RemoteStore(self._door, release)
        own = LocalWords.load(pieces.read_file(self._door, release.number, WORDS))
        segmenter = own.join(load_segmenter(made["segmenter"]))
        reranker = reranker_for(self._settings.reranker, self._settings.allow_download)
        self._said = release.dump()
        return Archivist(store, embedder, segmenter, Glossary(), reranker=reranker)
