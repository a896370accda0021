"""JSON Lines of ready articles: one record is one article, taken as it is but for what can be undone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from index.bylines import cut_opening, cut_tail
from index.clean import FIXES, clean
from index.errors import FileRefused
from index.events import event_dates
from index.pages import RECORD_MOST
from index.people import merge_people, parse_people
from index.places import find_places
from index.publication import date_in_name
from index.records import Article, Byline, Statement

_OFF = frozenset(FIXES) - {"hidden", "breaks", "spaces"}
"""Clean-ups that are left out: a record's spaces and doublings may be meant."""
_ISO = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?)?(?:\D.*)?")
_MAY_OPEN = re.compile(r"\s*[□■●]?\s*(?:本报|本刊|本台|本网|[(（](?:本报|实习)?记者|[\u4e00-\u9fff]{2,6}(?:社|报|网))")
_BLANKS = re.compile(r"\n\s*\n+")
_URL = re.compile(r"https?://[^\s<>\"']{4,2000}", re.I)
_SHOWN = 60
"""Characters of a bad line that its message shows."""


def _string(record: dict[str, Any], *names: str) -> str:
    """The first of the fields that holds something, as text; `""` where none does."""
    for name in names:
        value = record.get(name)
        if value is not None and value != "":
            return value if isinstance(value, str) else str(value)
    return ""


def _iso(text: str) -> str | None:
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD` out of a date field, None where it holds no date."""
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return date_in_name(text)
    year, month, day = match.groups()
    if month is None:
        return year if len(text.strip()) == 4 else date_in_name(text)
    if day is None:
        return f"{year}-{int(month):02d}" if 1 <= int(month) <= 12 else None
    return date_in_name(f"{year}-{int(month):02d}-{int(day):02d}")


def _address(url: str) -> str | None:
    """An address on the web, None for anything else: what readers will click on must not be a script."""
    return url if _URL.fullmatch(url) else None


def _author(author: str) -> tuple[Byline, ...]:
    if not author.strip():
        return ()
    names = (name.strip() for name in re.split("[、,，;；]", author))
    return parse_people(author) or tuple(Byline(name, "署名") for name in names if name)


def _article(record: dict[str, Any], source: str, number: int, stated: Statement) -> Article:
    raw = _string(record, "text", "body")
    off = _OFF.union(stated.unfixed)
    text, fixes = clean(raw, off=off)
    text = _BLANKS.sub("\n", text.strip())
    people, printed = _author(_string(record, "author", "byline_text")), _string(record, "author", "byline_text")
    if _MAY_OPEN.match(text):
        text, opening, _ = cut_opening(text)
        if opening is not None:
            people = merge_people(people, opening.people)
            printed = f"{printed} {opening.text}".strip()
    if text.endswith((")", "）")):
        text, tail = cut_tail(text)
        if tail is not None:
            people = merge_people(people, tail.people)
            printed = f"{printed} {tail.text}".strip()
    given = _iso(_string(record, "date", "published"))
    published = given or stated.published
    headline, kicker, below = (
        clean(_string(record, *names), off=off)[0].strip()
        for names in (("title", "headline"), ("kicker",), ("subheadline", "subtitle"))
    )
    return Article(
        key=_string(record, "id", "pid"),
        source=source,
        page=number,
        body=text,
        headline=headline,
        kicker=kicker,
        subheadline=below,
        newspaper=_string(record, "newspaper") or stated.newspaper,
        edition=_string(record, "edition") or stated.edition,
        collection=_string(record, "collection") or stated.collection,
        byline=people,
        byline_text=printed,
        published=published,
        published_basis=f"given: {published}" if published else None,
        event_dates=event_dates(text, published),
        places=find_places(text),
        fixes=fixes,
        url=_address(_string(record, "url")) or stated.url,
    )


def read_records(lines: Iterable[bytes], *, source: str, stated: Statement) -> Iterator[Article | FileRefused]:
    """The articles of JSON Lines, one a line; a bad line comes as FileRefused with its number, and the rest go on."""
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) > RECORD_MOST:
            yield _refused(source, number, f"over {RECORD_MOST} bytes, as no article has", "too_large")
            continue
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            shown = line[:_SHOWN].decode("utf-8", "replace").strip()
            yield _refused(source, number, f"no JSON object ({type(error).__name__}): {shown!r}", "json")
            continue
        if not isinstance(record, dict):
            yield _refused(source, number, f"a JSON object is wanted, not {type(record).__name__}", "json")
        elif not _string(record, "text", "body").strip():
            yield _refused(source, number, 'no "text" or "body"', "no_text")
        else:
            article = _article(record, source, number, stated)
            yield article if article.body else _refused(source, number, "nothing but an opening in its text", "no_text")


def _refused(source: str, number: int, what: str, reason: str) -> FileRefused:
    return FileRefused(f"{source}, line {number}: {what}; mend the line or leave it out", reason=reason)
