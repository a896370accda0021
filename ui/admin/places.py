"""What the editor's rooms work on: the index on disk, its model, and the folder of uploads."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from index.embeddings import Embedder
from index.errors import InputError, WenbaoError
from index.folder import IndexFolder
from index.records import Article
from ui.admin.staging import Staging
from ui.archive import embedder_for
from ui.service import Service

log = logging.getLogger(__name__)


def place_of(service: Service) -> IndexFolder:
    """The index that is served. Raises InputError where the program serves one that has no folder."""
    place = service.opening.get().place
    if place is None:
        raise InputError("this program serves an archive without a folder: nothing in it can be changed here")
    return place


def staging_of(service: Service) -> Staging:
    """Where uploads lie: outside of the index, which no build reads."""
    if service.settings.uploads:
        return Staging(Path(service.settings.uploads).expanduser())
    index = place_of(service).path.resolve()
    return Staging(index.with_name(f"{index.name}-uploads"))


def purge_uploads(service: Service, now: datetime, before: datetime | None) -> int:
    """Delete uploads that came before a moment, and at any rate what is left of those that broke off; how many."""
    try:
        return staging_of(service).purge(now, before)
    except WenbaoError:  # an archive that is not open, or has no folder, has no uploads
        return 0
    except OSError as error:
        log.error("old uploads could not be deleted: %s", error)
        return 0


def embedder_of(service: Service) -> Embedder:
    """The model that the index is made with."""
    model = service.settings.model or place_of(service).manifest().model
    return embedder_for(model, service.settings.allow_download)


def article_of(service: Service, key: str) -> Article:
    """The living article with this key. Raises InputError, which names no folder of this machine."""
    found = service.opening.get().store.article(key)
    if found is None:
        raise InputError(f"there is no article {key[:80]!r}: look for it under Articles")
    if found.withdrawn:
        raise InputError(f"the article {key[:80]!r} is withdrawn: take that back first")
    return found
