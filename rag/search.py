"""Plain search: ranked articles without an answer, by relevance or by date."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import date

from index.records import Days
from index.store import Filter
from rag.answer import Archivist
from rag.answers import Found
from rag.asked_dates import ask_dates
from rag.results import list_results, with_corrections
from rag.retrieve import one_voice, retrieve

SORTS = ("relevance", "newest", "oldest")


DATED = 1.15
"""What an article's score is multiplied by when it fits a date in the words: it decides between likes, no more."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched: words, a filter, the asker's day, how many results and in which order."""

    words: str
    only: Filter
    now: date
    top: int = 10
    sort: str = "relevance"
    id: str = ""


def search(archivist: Archivist, wanted: Search) -> Found:
    """The articles that fit best. A date among the words filters, unless nothing fits that day."""
    started = time.perf_counter()
    store, settings = archivist.store, archivist.settings
    held = store.holdings
    span = Days.parse(f"{held.first}/{held.last}") if held.first and held.last else None
    dates = ask_dates(wanted.words, wanted.now, span)
    query = archivist.query(wanted.words)
    wider = replace(settings, hits=max(settings.hits, wanted.top * 6))
    ranked = retrieve(store, query, wanted.only, wider)
    if dates and not wanted.only.days:
        dated = retrieve(store, query, replace(wanted.only, days=tuple(d.days for d in dates)), wider)
        fitting = {item.article.key for item in dated}
        known = {item.article.key for item in ranked}
        lifted = [replace(r, score=r.score * DATED) if r.article.key in fitting else r for r in ranked]
        ranked = sorted(lifted, key=lambda item: (-item.score, item.article.key))
        ranked = one_voice([*ranked, *(item for item in dated if item.article.key not in known)])
    ranked = with_corrections(ranked)[: wanted.top]
    if wanted.sort != "relevance":
        ranked.sort(key=lambda item: item.article.published or "", reverse=wanted.sort == "newest")
    results = tuple(list_results(query, ranked, wanted.top))
    took = round((time.perf_counter() - started) * 1000, 2)
    return Found(wanted.id, wanted.words, results, dates, {"total": took})
