"""The public JSON shapes (docs/api.md), made from records: the one place where answers become dictionaries.

What comes in is checked in ui/bodies.py, whose names are offered here too.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from index.records import Article
from rag.answers import AskedDate, Citation, Coverage, Found, Reply, Result, Verdict
from ui.bodies import MAX_QUESTION, AskBody, CheckBody, SearchBody, TurnBody, parse_batch_line

__all__ = [
    "MAX_QUESTION",
    "AskBody",
    "CheckBody",
    "Json",
    "SearchBody",
    "TurnBody",
    "article_json",
    "citation_json",
    "coverage_json",
    "dumps",
    "error_json",
    "found_json",
    "parse_batch_line",
    "reply_json",
    "result_json",
    "safe_url",
    "verdict_json",
]

Json = dict[str, Any]

_READABLE = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_ASCII = json.JSONEncoder(allow_nan=False)
_UNSAFE = re.compile("[\x7f\x85\u2028\u2029\ud800-\udfff]")
"""What ends a line for some readers, or is no character at all."""


def dumps(value: object) -> str:
    """`value` as JSON on one line, as readable as UTF-8 allows; U+2028 and its like never end a line of it."""
    text = _READABLE.encode(value)
    return _ASCII.encode(value) if _UNSAFE.search(text) else text


def safe_url(url: str | None) -> str | None:
    """`url` if it leads to a web page, else None: a link never runs a script, reads a file or holds a blank."""
    if not url or any(c.isspace() or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def error_json(code: str, message: str, request_id: str | None = None, id: str | None = None) -> Json:
    """An error: over HTTP with its request's id, in a batch with its line's id (None where the line had none)."""
    error: Json = {"code": code, "message": message}
    if request_id is not None:
        return {"error": {**error, "request_id": request_id}}
    return {"id": id, "error": error}


def citation_json(citation: Citation) -> Json:
    """A quote and where it stands."""
    return {
        "n": citation.n,
        "key": citation.key,
        "source": citation.source,
        "page": citation.page,
        "newspaper": citation.newspaper,
        "published": citation.published,
        "headline": citation.headline,
        "field": citation.field,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "url": safe_url(citation.url),
    }


def result_json(result: Result) -> Json:
    """An article that a search found."""
    return {
        "key": result.key,
        "source": result.source,
        "page": result.page,
        "newspaper": result.newspaper,
        "published": result.published,
        "headline": result.headline,
        "snippet": result.snippet,
        "rank": result.rank,
        "duplicates": list(result.duplicates),
        "marks": [[mark.start, mark.end] for mark in result.marks],
    }


def _dates_json(dates: tuple[AskedDate, ...]) -> list[Json]:
    return [
        {"text": d.text, "from": d.days.first.isoformat(), "to": d.days.last.isoformat(), "basis": d.basis}
        for d in dates
    ]


def _timing_json(timing: dict[str, float]) -> dict[str, float]:
    return {"total": 0.0, **{name: round(ms, 3) for name, ms in timing.items()}}


def reply_json(reply: Reply, trace: str | None = None) -> Json:
    """An answer or a refusal; over HTTP with `trace`, the id under which it is recorded."""
    answer, refusal = reply.answer, reply.refusal
    return {
        "id": reply.id,
        "question": {
            "asked": reply.question.asked,
            "standalone": reply.question.standalone,
            "lang": reply.question.lang,
            "dates": _dates_json(reply.question.dates),
        },
        "answer": answer
        and {
            "text": answer.text,
            "short": answer.short,
            "lang": answer.lang,
            "mode": answer.mode,
            "ai_generated": answer.ai_generated,
            "label": answer.label,
        },
        "refusal": refusal
        and {
            "kind": refusal.kind,
            "message": refusal.message,
            "nearest": [result_json(result) for result in refusal.nearest],
        },
        "citations": [citation_json(citation) for citation in reply.citations],
        "proof": {
            "figures": reply.proof.figures,
            "proved": reply.proof.proved,
            "computed": [{"value": c.value, "from": list(c.sources)} for c in reply.proof.computed],
        },
        "results": [result_json(result) for result in reply.results],
        "index": {"version": reply.index_version, "articles": reply.index_articles},
        "timing_ms": _timing_json(reply.timing_ms),
        "note": reply.note,
        **({} if trace is None else {"trace": trace}),
    }


def found_json(found: Found) -> Json:
    """Plain search results."""
    return {
        "id": found.id,
        "query": found.query,
        "results": [result_json(result) for result in found.results],
        "dates": _dates_json(found.dates),
        "timing_ms": _timing_json(found.timing_ms),
    }


def verdict_json(verdict: Verdict) -> Json:
    """A checked claim. An editor has not signed it: that happens elsewhere."""
    return {
        "id": verdict.id,
        "claim": verdict.claim,
        "verdict": verdict.verdict,
        "parts": [
            {
                "text": part.text,
                "start": part.span.start,
                "end": part.span.end,
                "verdict": part.verdict,
                "difference": part.difference
                and {
                    "kind": part.difference.kind,
                    "claimed": part.difference.claimed,
                    "reported": part.difference.reported,
                },
                "for": [citation_json(citation) for citation in part.supporting],
                "against": [citation_json(citation) for citation in part.against],
                "reported": [
                    {"value": r.value, "published": r.published, "n": r.n, "superseded": r.superseded}
                    for r in part.reported
                ],
                "note": part.note,
            }
            for part in verdict.parts
        ],
        "status": "draft",
        "results": [result_json(result) for result in verdict.results],
        "timing_ms": _timing_json(verdict.timing_ms),
    }


def article_json(article: Article) -> Json:
    """A whole article."""
    return {
        "key": article.key,
        "source": article.source,
        "page": article.page,
        "newspaper": article.newspaper,
        "edition": article.edition,
        "collection": article.collection,
        "type": article.type,
        "kicker": article.kicker,
        "headline": article.headline,
        "subheadline": article.subheadline,
        "body": article.body,
        "byline": [{"name": person.name, "role": person.role} for person in article.byline],
        "byline_text": article.byline_text,
        "captions": [{"text": caption.text, "credit": caption.credit} for caption in article.captions],
        "published": article.published,
        "published_basis": article.published_basis,
        "event_dates": list(article.event_dates),
        "places": list(article.places),
        "fixes": list(article.fixes),
        "confidence": article.confidence,
        "corrects": article.corrects,
        "corrected_by": article.corrected_by,
        "duplicates": list(article.duplicates),
        "url": safe_url(article.url),
        "withdrawn": article.withdrawn,
    }


def coverage_json(coverage: Coverage) -> Json:
    """What an archive holds."""
    return {
        "articles": coverage.articles,
        "newspapers": list(coverage.newspapers),
        "collections": list(coverage.collections),
        "months": [{"month": month, "articles": count} for month, count in coverage.months],
        "first": coverage.first,
        "last": coverage.last,
        "sample": coverage.sample,
        "version": coverage.version,
    }
