"""What Prometheus may know: counts and times by route, kind and code, never a word of a question."""

from __future__ import annotations

from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from index.errors import InputError, TooMany, WenbaoError
from ui.opening import Opening

__all__ = ["CONTENT_TYPE_LATEST", "Metrics"]

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """The counters of one service, in a registry of their own, so that two services in a process do not mix."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        # looking a child up by its labels costs more than counting; routes, methods and codes are few
        self._children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self.last_version = ""  # of the index that answered last: for the log, without asking the archive
        of: dict[str, Any] = {"registry": self._registry}
        self.requests = Counter("wenbao_requests_total", "Requests answered", ("route", "method", "status"), **of)
        self.seconds = Histogram(
            "wenbao_request_seconds",
            "Seconds from a request to the end of its answer",
            ("route",),
            buckets=_SECONDS,
            **of,
        )
        self.answers = Counter("wenbao_answers_total", "Answers given", ("mode",), **of)
        self.refusals = Counter("wenbao_refusals_total", "Questions not answered", ("kind",), **of)
        self.verdicts = Counter("wenbao_verdicts_total", "Claims checked", ("verdict",), **of)
        self.faults = Counter("wenbao_faults_total", "Requests that failed", ("code",), **of)
        self.limited = Counter("wenbao_limited_total", "Requests over a limit", ("limit",), **of)
        self.lost = Counter("wenbao_records_lost_total", "Answer records that could not be kept", **of)
        self.streams = Gauge("wenbao_streams", "Answers that stream now", **of)
        self.articles = Gauge("wenbao_archive_articles", "Articles in the archive", **of)
        self.version = Gauge("wenbao_archive_version", "Version of the index in use", **of)
        self.ready = Gauge("wenbao_ready", "1 when an archive is open", **of)

    def fault(self, error: WenbaoError) -> None:
        """Count an expected failure."""
        if not isinstance(error, (InputError, TooMany)):  # limits are counted where they hold
            self.faults.labels(error.code).inc()

    def note(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one request that was answered."""
        known = self._children.get((route, method, status))
        if known is None:
            known = (self.requests.labels(route, method, str(status)), self.seconds.labels(route))
            self._children[route, method, status] = known
        known[0].inc()
        known[1].observe(seconds)

    def read(self, opening: Opening, streams: int) -> bytes:
        """Everything in Prometheus' text format."""
        self.streams.set(streams)
        self.ready.set(opening.ready)
        if opening.ready:
            coverage = opening.get().coverage()
            self.articles.set(coverage.articles)
            self.version.set(int(coverage.version) if coverage.version.isdecimal() else 0)
        return generate_latest(self._registry)
