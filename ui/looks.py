"""Looking whether something has changed: seldom, in the thread of whoever asks next, and never in two at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

EVERY = 1.0
"""Seconds between two looks: an article withdrawn in another process is gone within two."""


class Looks:
    """Looks at most once in EVERY seconds. Who comes while somebody looks does not wait and takes what was there."""

    def __init__(self, look: Callable[[], None]) -> None:
        self._look = look
        self._lock = threading.Lock()
        self._last = time.monotonic()

    def if_due(self) -> None:
        """Look if the last look is long enough ago."""
        if time.monotonic() - self._last >= EVERY and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._last = time.monotonic()
                self._lock.release()

    def now(self) -> None:
        """Look now, after any look under way."""
        with self._lock:
            self._look()
            self._last = time.monotonic()
