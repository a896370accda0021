"""One file to articles, whatever its format; every failure is a FileRefused with its reason."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.articles import cut
from index.clean import FIXES
from index.errors import SYSTEM, FileRefused, is_systems
from index.formats.apart import read_apart
from index.formats.finds import Find, FoundPage, FoundRecord
from index.formats.reader import is_known, most_bytes, read, refuse_large, refuse_unknown
from index.jsonl import read_records
from index.pages import check_length, read_page, split_records
from index.records import Article, Days, Page, Statement
from index.sources import File

PAGE_MOST = most_bytes("page.txt")
"""Bytes of one text page: a hundred times the largest broadsheet page seen; more is not a page."""
_RECOGNISED = "ocr"
"""The name under which an article tells that its text was recognised in a picture."""
_SIGNS = 4
"""Power of the mean sureness of a page's signs in an article's confidence: at 0.93 many lines have a wrong sign."""
_HIDDEN = "hidden"
"""The name under which an article tells that parts of its file were hidden from readers and left out."""


def take(file: File, stated: Statement, notes: list[str] | None = None) -> Iterator[Article | FileRefused]:
    """The articles of a file in order, with key "" where the file gives none.

    A record, page or member of an archive that cannot be taken comes as a FileRefused value and the others follow; a
    file that cannot be taken at all, or no further, raises FileRefused. `notes` gets lines on what was left out.
    """
    name = file.path.name
    lower = name.lower()
    try:
        if not is_known(name):
            raise refuse_unknown(file.source, name)
        if lower.endswith(".txt"):
            _check_size(file)
            page = read_page(file.path.read_bytes(), source=file.source, stated=stated)
            yield from _cut(page)
        elif lower.endswith((".jsonl", ".jsonl.gz")):
            with gzip.open(file.path) if lower.endswith(".gz") else file.path.open("rb") as lines:
                records = read_records(split_records(lines), source=file.source, stated=stated)
                yield from (_fit(item, file.source) for item in records)
        elif lower.endswith(".csv"):
            _check_size(file)
            yield from _articles(read(file.path.read_bytes(), file.source, name), stated, notes)
        else:
            yield from _articles(read_apart(file.path, file.source), stated, notes)
    except (OSError, EOFError, zlib.error) as error:
        reason = SYSTEM if is_systems(error) else "unreadable"
        raise FileRefused(f"{file.source}: cannot be read ({error})", reason=reason) from error


def _check_size(file: File) -> None:
    size, most = file.path.stat().st_size, most_bytes(file.path.name)
    if size > most:
        raise refuse_large(file.source, size, most)


def _articles(finds: Iterable[Find], stated: Statement, notes: list[str] | None) -> Iterator[Article | FileRefused]:
    """What each find becomes. A page without articles is refused by itself, not the file with it."""
    for find in finds:
        if isinstance(find, FoundPage | FoundRecord) and find.hidden and notes is not None:
            notes.append(f"{find.source}: {find.hidden} parts that no reader sees were left out")
        if isinstance(find, FoundPage):
            try:
                for article in _cut(Page(find.source, find.number, find.text, stated, find.settings)):
                    yield _doubt(_mark(article, find.hidden), find.sureness)
            except FileRefused as error:
                yield error
        elif isinstance(find, FoundRecord):
            yield from _record(find, stated)
        elif isinstance(find, FileRefused):
            yield find


def _record(find: FoundRecord, stated: Statement) -> Iterator[Article | FileRefused]:
    """A record as JSON Lines take it, with the number that it has in its own file."""
    for item in read_records([find.line.encode("utf-8", "replace")], source=find.source, stated=stated):
        if isinstance(item, FileRefused):
            message = item.message.replace(f"{find.source}, line 1:", f"{find.source}, line {find.number}:", 1)
            yield FileRefused(message, reason=item.reason)
        else:
            fit = _fit(replace(item, page=find.number), find.source)
            yield fit if isinstance(fit, FileRefused) else _mark(fit, find.hidden)


def _mark(article: Article, hidden: int) -> Article:
    if not hidden or _HIDDEN in article.fixes:
        return article
    return replace(article, fixes=tuple(name for name in FIXES if name in {*article.fixes, _HIDDEN}))


def _doubt(article: Article, sureness: float) -> Article:
    """The article as far as its signs are sure: those recognised in a picture may be wrong."""
    if sureness >= 1:
        return article
    confidence = round(article.confidence * sureness**_SIGNS, 3)
    return replace(article, fixes=(*article.fixes, _RECOGNISED), confidence=confidence)


def _fit(item: Article | FileRefused, source: str) -> Article | FileRefused:
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
    return FileRefused(f"{source}, record {item.page}: {what}; mend it or leave it out", reason="json")


def _cut(page: Page) -> Iterator[Article]:
    check_length(page.text, page.source if page.number == 1 else f"{page.source}, page {page.number}")
    articles = cut(page)
    if not articles:
        where = page.source if page.number == 1 else f"{page.source}, page {page.number}"
        raise FileRefused(f"{where}: no article was found on this page; look at the file", reason="no_articles")
    yield from articles
