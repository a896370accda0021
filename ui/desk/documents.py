"""A verdict as it was kept (the wire's JSON) back to the records that pages and exports are made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from index.records import Span
from rag.answers import Citation, Difference, Part, Reported, Result, Verdict
from ui.wire import Json, verdict_json

_CITED = tuple(field.name for field in fields(Citation))


@dataclass(frozen=True, slots=True)
class Asked:
    """How a claim was put: what the verdict depends on besides the archive."""

    now: date
    lang: str | None = None
    collection: str | None = None
    newspaper: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A verdict as it is shown and exported: a draft, or signed by a named editor.

    `version` is the archive's that it was made from; `id` is the signed check's, or the draft's.
    """

    id: str
    verdict: Verdict
    asked: Asked
    version: str
    made: datetime
    signed_by: str = ""
    remark: str = ""
    withdrawn: tuple[str, ...] = ()
    """Keys of cited articles that were withdrawn since: their words are no longer in it."""

    @property
    def signed(self) -> bool:
        """Did an editor sign it?"""
        return bool(self.signed_by)


def asked_json(asked: Asked) -> Json:
    """As it is kept beside a signed verdict."""
    return {
        "now": asked.now.isoformat(),
        "lang": asked.lang,
        "collection": asked.collection,
        "newspaper": asked.newspaper,
    }


def read_asked(kept: Json) -> Asked:
    """What `asked_json` wrote."""
    return Asked(date.fromisoformat(kept["now"]), kept["lang"], kept["collection"], kept["newspaper"])


def read_verdict(kept: Json) -> Verdict:
    """The verdict that `ui.wire.verdict_json` wrote. Law: written again it is the same."""
    return Verdict(
        kept["id"],
        kept["claim"],
        kept["verdict"],
        tuple(_part(part) for part in kept["parts"]),
        tuple(_result(result) for result in kept["results"]),
        dict(kept["timing_ms"]),
    )


def _part(kept: Json) -> Part:
    difference = kept["difference"]
    return Part(
        kept["text"],
        Span(kept["start"], kept["end"]),
        kept["verdict"],
        kept["note"],
        difference=Difference(**difference) if difference else None,
        supporting=_citations(kept["for"]),
        against=_citations(kept["against"]),
        reported=tuple(Reported(r["value"], r["published"], r["n"], r["superseded"]) for r in kept["reported"]),
    )


def _citations(kept: Sequence[Json]) -> tuple[Citation, ...]:
    return tuple(Citation(**{name: citation[name] for name in _CITED}) for citation in kept)


def _result(kept: Json) -> Result:
    plain = {name: value for name, value in kept.items() if name not in ("duplicates", "marks")}
    marks = tuple(Span(*mark) for mark in kept["marks"])
    return Result(**plain, duplicates=tuple(kept["duplicates"]), marks=marks)


def digest(verdict: Verdict) -> str:
    """A fingerprint of all that a reader sees of a verdict: who signs it has seen just this.

    SHA-256 of the canonical JSON without id, timing and the plain results.
    """
    seen = {name: value for name, value in verdict_json(verdict).items() if name not in ("id", "timing_ms", "results")}
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def paper_json(paper: Paper) -> Json:
    """The wire's verdict with what makes it a paper: its status, the archive's version, who signed it and when."""
    signed = {"by": paper.signed_by, "at": _moment(paper.made), "remark": paper.remark} if paper.signed else None
    return {
        **verdict_json(paper.verdict),
        "id": paper.id,
        "status": "signed" if paper.signed else "draft",
        "asked": asked_json(paper.asked),
        "index": {"version": paper.version},
        "made": _moment(paper.made),
        "signed": signed,
        "withdrawn": list(paper.withdrawn),
    }


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")
