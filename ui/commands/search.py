"""`wenbao search`: plain ranked results."""

from __future__ import annotations

import sys
from argparse import Namespace

from index.errors import QuestionRefused
from rag.answers import Found, Result
from ui.archive import Archive
from ui.bodies import SearchBody
from ui.commands.batch import run_batch
from ui.commands.output import print_json, say
from ui.settings import load_settings
from ui.wire import Json, found_json


def run(options: Namespace) -> int:
    """Search."""
    archive = Archive.open(options.index, settings=load_settings(reranker=options.reranker))
    if options.batch:
        return run_batch(options.batch, "search", SearchBody, lambda body: search_line(archive, body, options))
    if options.text is None:
        raise QuestionRefused("nothing to search: wenbao search WORDS, or --batch FILE")
    found = archive.search(
        options.text,
        top=options.top,
        sort=options.sort,
        since=options.since,
        until=options.until,
        collection=options.collection,
        newspaper=options.newspaper,
        now=options.now,
    )
    if options.json:
        print_json(found_json(found))
    else:
        print_found(found)
    return 0


def search_line(archive: Archive, body: SearchBody, options: Namespace) -> Json:
    """One line of a batch; what the line leaves open is taken from the options."""
    given = body.model_fields_set
    found = archive.search(
        body.query,
        top=body.top if "top" in given else options.top,
        sort=body.sort if "sort" in given else options.sort,
        since=body.since or options.since,
        until=body.until or options.until,
        collection=body.collection or options.collection,
        newspaper=body.newspaper or options.newspaper,
        now=body.now or options.now,
        id=body.id,
    )
    return found_json(found)


def highlight(result: Result) -> str:
    """The snippet, on a terminal with what was searched in bold."""
    if not sys.stdout.isatty():
        return result.snippet
    pieces, at = [], 0
    for mark in result.marks:
        pieces += [result.snippet[at : mark.start], "\x1b[1m", mark.of(result.snippet), "\x1b[22m"]
        at = mark.end
    return "".join((*pieces, result.snippet[at:]))


def print_found(found: Found) -> None:
    """Results for people."""
    for result in found.results:
        title = result.headline or "（无标题）"
        say(f"{result.rank:>2}. {title}  {result.published or '日期不详'}  {result.key} [{result.source}]")
        say(f"    {highlight(result)}")
    if not found.results:
        say("没有找到。")
