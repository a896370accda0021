"""How long after wrong sign-ins the next one is looked at: longer each time for an address, a little for all."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

FREE: Final = 5
"""Wrong sign-ins of one address before it has to wait."""
LONGEST: Final = timedelta(minutes=15)
FORGET: Final = timedelta(hours=1)
ALL_FREE: Final = 60
"""Wrong sign-ins of all addresses together within ALL_SPAN: beyond them everybody waits, so that a thousand addresses
guess no faster than one."""
ALL_SPAN: Final = timedelta(minutes=10)
_ADDRESSES: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Wrong:
    times: int
    last: datetime


class Waiting:
    """Wrong sign-ins of this process. Safe to share by threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wrong: OrderedDict[str, _Wrong] = OrderedDict()
        self._all: list[datetime] = []

    def seconds(self, address: str, now: datetime) -> int:
        """Whole seconds that `address` has to wait; 0 if it may try."""
        with self._lock:
            left = timedelta(0)
            wrong = self._wrong.get(address)
            if wrong is not None and now - wrong.last < FORGET and wrong.times >= FREE:
                left = wrong.last + min(LONGEST, timedelta(seconds=2 ** (wrong.times - FREE))) - now
            self._all = [at for at in self._all if now - at < ALL_SPAN]
            if len(self._all) >= ALL_FREE:
                left = max(left, self._all[-ALL_FREE] + ALL_SPAN - now)
            return max(0, math.ceil(left.total_seconds()))

    def count(self, address: str, now: datetime) -> None:
        """One more wrong sign-in."""
        with self._lock:
            before = self._wrong.pop(address, None)
            times = before.times if before is not None and now - before.last < FORGET else 0
            self._wrong[address] = _Wrong(min(times + 1, FREE + 20), now)
            while len(self._wrong) > _ADDRESSES:
                self._wrong.popitem(last=False)
            self._all = [*self._all[-ALL_FREE:], now]

    def forget(self, address: str) -> None:
        """A right one."""
        with self._lock:
            self._wrong.pop(address, None)
