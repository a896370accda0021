"""One file to articles, whatever its format; every failure is a FileRefused with its reason."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

from index.articles import cut
from index.errors import FileRefused
from index.jsonl import read_records
from index.pages import read_page
from index.records import Article, Days, Statement
from index.sources import File

PAGE_MOST = 32 * 2**20
"""Bytes of one text page: a hundred times the largest broadsheet page seen; more is not a page."""

LATER = {
    ".pdf": "PDF",
    ".html": "HTML",
    ".htm": "HTML",
    ".md": "Markdown",
    ".docx": "Word",
    ".csv": "CSV",
    ".zip": "ZIP",
}


def take(file: File, stated: Statement) -> Iterator[Article | FileRefused]:
    """The articles of a file in order, with key "" where the file gives none.

    A record that cannot be taken comes as a FileRefused value and the others follow; a file that cannot be taken at
    all raises FileRefused.
    """
    name = file.path.name.lower()
    try:
        if name.endswith(".txt"):
            yield from _take_page(file, stated)
        elif name.endswith((".jsonl", ".jsonl.gz")):
            with gzip.open(file.path) if name.endswith(".gz") else file.path.open("rb") as lines:
                yield from (_fit(item, file) for item in read_records(lines, source=file.source, stated=stated))
        else:
            kind = LATER.get(file.path.suffix.lower())
            known = "taken so far are .txt pages and .jsonl or .jsonl.gz articles"
            what = f"{kind} files cannot be read yet" if kind else f"files of type {file.path.suffix!r} are not read"
            raise FileRefused(f"{file.source}: {what}; {known}", reason="unsupported")
    except (OSError, EOFError, zlib.error) as error:
        raise FileRefused(f"{file.source}: cannot be read ({error})", reason="unreadable") from error


def _fit(item: Article | FileRefused, file: File) -> Article | FileRefused:
    """The article, or a refusal of one that cannot be written: half a surrogate pair in it, or an impossible date."""
    if isinstance(item, FileRefused):
        return item
    try:
        said = (item.key, item.body, item.headline, item.newspaper, item.edition, item.collection, item.byline_text)
        "".join((*said, item.url or "")).encode()
        if item.published:
            Days.covering(item.published)
    except UnicodeEncodeError as error:
        what = f"half a surrogate pair ({error.object[error.start]!a}) is no character"
    except ValueError:
        what = f"{item.published!r} is no date"
    else:
        return item
    return FileRefused(f"{file.source}, record {item.page}: {what}; mend it or leave it out", reason="json")


def _take_page(file: File, stated: Statement) -> Iterator[Article]:
    size = file.path.stat().st_size
    if size > PAGE_MOST:
        raise FileRefused(
            f"{file.source}: {size} bytes is no page (at most {PAGE_MOST}): split it into pages", reason="too_large"
        )
    articles = cut(read_page(file.path.read_bytes(), source=file.source, stated=stated))
    if not articles:
        raise FileRefused(f"{file.source}: no article was found on this page; look at the file", reason="no_articles")
    yield from articles
