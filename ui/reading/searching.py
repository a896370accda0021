"""Plain search in the archive: the form, the list, and the list as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from urllib.parse import urlencode

from rag.answers import Coverage, Result
from ui.bodies import SearchBody
from ui.results import result_html
from ui.typeset import text_html
from ui.words import both

TOP = 50
"""Results shown and exported: what somebody looks through."""

_FORMULA = re.compile(r"^[\s\u200b\ufeff]*[=+\-@\t\r|%\uff1d\uff0b\uff0d\uff20]")
"""How a cell begins that a spreadsheet would run (OWASP: CSV injection), also behind blanks it trims; full-width signs
count for those set to Chinese or Japanese."""

_COLUMNS = ("newspaper", "published", "headline", "snippet", "page", "source", "key")


def form_html(coverage: Coverage, body: SearchBody | None = None) -> str:
    """The fields; their values are those of the search that is shown. An empty archive has nothing to search."""
    if not coverage.articles:
        return ""
    query = text_html(body.query) if body else ""
    first, last = text_html(coverage.first or ""), text_html(coverage.last or "")
    since = body.since.isoformat() if body and body.since else ""
    until = body.until.isoformat() if body and body.until else ""
    days = "".join(
        f'<label>{both("scope_" + name)}<input type="date" name="{field}" value="{value}" min="{first}" max="{last}">'
        "</label>"
        for name, field, value in (("since", "from", since), ("until", "to", until))
    )
    chosen = body.sort if body else "relevance"
    sorts = "".join(
        f'<label class="sort"><input type="radio" name="sort" value="{name}"{" checked" if name == chosen else ""}>'
        f"{both('by_' + name)}</label>"
        for name in ("relevance", "newest", "oldest")
    )
    return (
        f'<form class="search" role="search"><label class="words"><span class="unseen">{both("reading_words")}</span>'
        f'<input type="search" name="q" value="{query}" maxlength="2000"></label>'
        f'<button type="submit" class="primary">{both("reading_search")}</button>'
        f'<div class="fields">{days}{_paper(coverage, body)}<span class="sorts">{sorts}</span></div></form>'
    )


def _paper(coverage: Coverage, body: SearchBody | None) -> str:
    if len(coverage.newspapers) < 2:
        return ""
    chosen = body.newspaper if body else None
    options = "".join(
        f'<option value="{text_html(name)}"{" selected" if name == chosen else ""}>{text_html(name)}</option>'
        for name in coverage.newspapers
    )
    return (
        f'<label>{both("scope_newspaper")}<select name="newspaper"><option value="" data-all></option>{options}'
        "</select></label>"
    )


def found_html(body: SearchBody, results: Sequence[Result], base: str) -> str:
    """What was found. `base` is the path under which a proxy publishes the program."""
    if not results:
        return f'<p class="lead">{both("reading_nothing")}</p>'
    items = "".join(result_html(result) for result in results)
    count = both("reading_found" if len(results) < TOP else "reading_found_most", articles=str(len(results)))
    address = text_html(f"{base}/reading/search.csv?{link_of(body)}")
    return (
        f'<div class="results-head"><h2 class="quiet">{count}</h2>'
        f'<a href="{address}" download>{both("reading_csv")}</a></div><ol class="found">{items}</ol>'
    )


def link_of(body: SearchBody) -> str:
    """A search as a link's parameters."""
    fields = {
        "q": body.query,
        "sort": body.sort,
        "from": body.since.isoformat() if body.since else "",
        "to": body.until.isoformat() if body.until else "",
        "newspaper": body.newspaper or "",
        "collection": body.collection or "",
    }
    return urlencode({name: value for name, value in fields.items() if value and value != "relevance"})


def write_csv(results: Sequence[Result]) -> bytes:
    """The results as RFC 4180, UTF-8 with the mark that Excel needs to see that it is; no cell begins a formula."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(_COLUMNS)
    for result in results:
        writer.writerow(safe_cell(str(getattr(result, name) or "")) for name in _COLUMNS)
    return sheet.getvalue().encode("utf-8-sig")


def safe_cell(text: str) -> str:
    """A cell that stays text in every spreadsheet: an apostrophe before what would be run, no line breaks."""
    line = " ".join(text.splitlines()).replace("\x00", "")
    return f"'{line}" if _FORMULA.match(line) else line
