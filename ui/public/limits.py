"""How much one may ask: budgets by address, visitor, site and day, and answers that stream at the same time.

Budgets are the generic cell rate algorithm (ITU-T I.371; a leaky bucket in one number): per key only the moment at
which its budget is full again. Own code, because the moment must be the monotonic clock's (a machine whose clock is
set back would lock everyone out) and the number of keys bounded; the library `limits` reads the wall clock and starts
a timer thread a hundred times a second.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from index.errors import TooMany
from ui.public.askers import Asker
from ui.public.rules import LimitRules

SEARCH_COST = 0.2
"""A search in questions: it reads no sentences."""

_KEYS_MOST = 200_000  # about 30 MB; full budgets are forgotten first, then the oldest
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400  # seconds


@dataclass(frozen=True, slots=True)
class Budget:
    """`most` in any `seconds` for one `key`."""

    name: str
    key: str
    most: int
    seconds: int


class Limits:
    """Counts for all threads. `tick` is a monotonic clock in seconds; `told` hears the name of each limit that held."""

    def __init__(
        self,
        rules: LimitRules,
        tick: Callable[[], float] = time.monotonic,
        told: Callable[[str], None] = lambda name: None,
    ) -> None:
        self.rules = rules
        self._tick, self._told = tick, told
        self._lock = threading.Lock()
        self._full: dict[tuple[str, str], float] = {}
        self._streams: Counter[str] = Counter()

    def take(self, asker: Asker, cost: float = 1.0, *, site_minute: int | None = None) -> None:
        """Count a question; `site_minute` is the site's own limit. Raises TooMany, and then nothing was counted."""
        rules = self.rules
        self._take(
            (
                Budget("address", asker.address, rules.address_minute, _MINUTE),
                Budget("address_day", asker.address, rules.address_day, _DAY),
                Budget("visitor", asker.visitor or "", rules.visitor_minute, _MINUTE),
                Budget("visitor_day", asker.visitor or "", rules.visitor_day, _DAY),
                Budget("site", asker.site or "", rules.site_minute if site_minute is None else site_minute, _MINUTE),
                Budget("site_day", asker.site or "", rules.site_day, _DAY),
                Budget("all_day", "all", rules.all_day, _DAY),
            ),
            cost,
        )

    def report(self, asker: Asker) -> None:
        """Count feedback or a complaint. Raises TooMany."""
        self._take((Budget("reports", asker.address, self.rules.reports_hour, _HOUR),), 1.0)

    def _take(self, budgets: Iterable[Budget], cost: float) -> None:
        now = self._tick()
        with self._lock:
            after = {}
            for budget in budgets:
                if not budget.key or not budget.most:
                    continue
                place = (budget.name, budget.key)
                full = max(self._full.get(place, now), now) + cost * budget.seconds / budget.most
                wait = full - now - budget.seconds
                if wait > 1e-6:  # a rounding error is no wait
                    raise self._held(budget.name, wait)
                after[place] = full
            for place, full in after.items():
                self._full.pop(place, None)  # what was counted last stands last
                self._full[place] = full
            if len(self._full) > _KEYS_MOST:
                self._forget(now)

    def _held(self, name: str, wait: float) -> TooMany:
        self._told(name)
        return TooMany(_words(name, wait), by=name, wait=wait)

    def _forget(self, now: float) -> None:
        kept = [(place, full) for place, full in self._full.items() if full > now]
        self._full = dict(kept[-_KEYS_MOST // 2 :])

    def open_stream(self, asker: Asker) -> Callable[[], None]:
        """Take a place for a streamed answer; what is returned gives it back, once. Raises TooMany."""
        with self._lock:
            if self.rules.streams_all and self._streams.total() >= self.rules.streams_all:
                raise self._held("streams", 5)
            if self.rules.streams_address and self._streams[asker.address] >= self.rules.streams_address:
                raise self._held("streams_address", 5)
            self._streams[asker.address] += 1
        left = [asker.address]

        def close() -> None:
            with self._lock:
                for address in left:
                    self._streams[address] -= 1
                    if self._streams[address] <= 0:
                        del self._streams[address]
                left.clear()

        return close

    @property
    def streams(self) -> int:
        """Answers that stream now."""
        return self._streams.total()


_WHO = {
    "address": "from this address",
    "address_day": "from this address today",
    "visitor": "from this visitor",
    "visitor_day": "from this visitor today",
    "site": "from this site",
    "site_day": "from this site today",
    "all_day": "today",
    "reports": "from this address",
}


def _words(name: str, wait: float) -> str:
    what = "answers are being read at this moment" if name.startswith("streams") else "requests"
    return f"too many {' '.join(part for part in (what, _WHO.get(name, '')) if part)}; try again in {wait:.0f} s"
