"""An archive that may still be on its way: opened once, in the background, by whoever asks first."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from index.errors import WenbaoError
from ui.archive import Archive
from ui.watch import UNBUILT

log = logging.getLogger(__name__)

RETRY_SECONDS = 3.0


class Opening:
    """Hands out the archive. After a failure it waits a little before it tries again, so that errors stay cheap."""

    def __init__(self, archive: Archive | Callable[[], Archive]) -> None:
        self._lock = threading.Lock()
        self._open = archive if callable(archive) else None
        self._archive = None if callable(archive) else archive
        self._failure: WenbaoError | None = None
        self._failed_at = 0.0

    @property
    def ready(self) -> bool:
        """Is an archive open in which something can be looked for? One that is to get its first pages is not ready."""
        return self._archive is not None and self._archive.coverage().version != UNBUILT

    def get(self) -> Archive:
        """The open archive. Raises what opening it raised."""
        if self._archive is not None:
            return self._archive
        with self._lock:
            if self._archive is None:
                self._try()
            if self._archive is None:
                raise self._failure or WenbaoError("the archive is not open")
            return self._archive

    def _try(self) -> None:
        if self._failure and time.monotonic() - self._failed_at < RETRY_SECONDS:
            return
        try:
            self._archive = self._open() if self._open else None
        except WenbaoError as error:
            self._failure, self._failed_at = error, time.monotonic()

    def begin(self) -> None:
        """Open it in a thread, so that the server answers `/health/live` meanwhile."""
        if self._archive is None:
            threading.Thread(target=self._quietly, name="open-archive", daemon=True).start()

    def _quietly(self) -> None:
        try:
            self.get()
        except WenbaoError as error:
            log.error("the archive cannot be opened: %s", error.message)
