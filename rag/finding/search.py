"""Plain search: ranked articles without an answer, by relevance or by date."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import date

from index.records import Days
from index.store import Filter
from rag.answers import Found
from rag.finding.results import list_results, with_corrections
from rag.finding.retrieve import retrieve
from rag.finding.searcher import Searcher
from rag.finding.spelling import write_as_printed
from rag.questions.asked_dates import ask_dates
from rag.questions.colloquial import write_out

SORTS = ("relevance", "newest", "oldest")


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched: words, a filter, the asker's day, how many results and in which order."""

    words: str
    only: Filter
    now: date
    top: int = 10
    sort: str = "relevance"
    id: str = ""


def search(searcher: Searcher, wanted: Search) -> Found:
    """The articles that fit best. A date among the words lifts what fits it and hides nothing."""
    started = time.perf_counter()
    store, settings = searcher.store, searcher.settings
    held = store.holdings
    span = Days.parse(f"{held.first}/{held.last}") if held.first and held.last else None
    words = write_out(wanted.words)
    dates = ask_dates(words, wanted.now, span)
    query = searcher.query(write_as_printed(words, searcher))
    wider = replace(settings, hits=max(settings.hits, wanted.top * 6))
    favoured = () if wanted.only.days else tuple(asked.days for asked in dates)
    ranked = retrieve(store, query, wanted.only, wider, favoured)
    ranked = with_corrections(ranked)[: wanted.top]
    if wanted.sort != "relevance":
        ranked.sort(key=lambda item: item.article.published or "", reverse=wanted.sort == "newest")
    results = tuple(list_results(query, ranked, wanted.top))
    took = round((time.perf_counter() - started) * 1000, 2)
    return Found(wanted.id, wanted.words, results, dates, {"total": took})
