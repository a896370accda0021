"""The editor's corrections: a plain text file in the index folder that every build applies, and the articles as found.

corrections.toml            one table a key, written by `wenbao correct` and by hand
originals.jsonl             in a version's folder: those articles as their files have them

["4f0c2a…"]
headline = "…"              also: kicker, subheadline, date, byline, body
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from index.errors import InputError
from index.events import event_dates
from index.people import parse_people
from index.places import find_places
from index.records import Article, Byline, Days
from index.segments import pack, unpack

FILE = "corrections.toml"
ORIGINALS = "originals.jsonl"
FIELDS = ("headline", "kicker", "subheadline", "date", "byline", "body")
"""What an editor can correct."""

HEAD = """# 编者的更正：每次建库都会套用。可以手改，改后运行 wenbao build。
# The editor's corrections, applied by every build. Edit by hand if you like, then run wenbao build.
"""

Amendment = Mapping[str, str]
"""The corrected fields of one article."""


def load_amendments(place: Path) -> dict[str, Amendment]:
    """The corrections of an index folder by key. Raises InputError, naming the line, for a file that cannot be read."""
    path = place / FILE
    if not path.exists():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({error}): mend it or put it away") from error
    return {key: check_amendment(table, f"{path}: {key}") for key, table in tables.items()}


def check_amendment(fields: object, where: str) -> Amendment:
    """The fields, if they can be applied. Raises InputError."""
    if not isinstance(fields, dict) or not all(isinstance(value, str) for value in fields.values()):
        raise InputError(f'{where}: a table of texts is wanted, such as headline = "…"')
    unknown = sorted(fields.keys() - set(FIELDS))
    if unknown:
        raise InputError(f"{where}: {unknown[0]!r} cannot be corrected; known are {', '.join(FIELDS)}")
    if fields.get("date"):
        try:
            Days.covering(fields["date"])
        except ValueError as error:
            raise InputError(
                f"{where}: date {fields['date']!r} is no date: write 2023, 2023-03 or 2023-03-05"
            ) from error
    if "body" in fields and not any(c.isalnum() for c in fields["body"]):
        raise InputError(f"{where}: the body is empty; to take an article out, use: wenbao withdraw")
    if any("\ud800" <= c <= "\udfff" for value in fields.values() for c in value):
        raise InputError(f"{where}: half a character in it; type the text again")
    return fields


def save_amendments(place: Path, amendments: Mapping[str, Amendment]) -> None:
    """Write the file anew, all at once; with nothing in it it goes."""
    path = place / FILE
    if not amendments:
        path.unlink(missing_ok=True)
        return
    tables = [
        "\n".join([f"[{_text(key)}]", *(f"{name} = {_text(fields[name])}" for name in FIELDS if name in fields)])
        for key, fields in amendments.items()
    ]
    draft = path.with_name(f"{FILE}.new")
    with draft.open("w", encoding="utf-8", newline="\n") as file:
        file.write("\n\n".join([HEAD.strip(), *tables]) + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _text(value: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def amend(article: Article, fields: Amendment) -> Article:
    """The article as the editor has it: what rests on a corrected field follows it."""
    lines = ("headline", "kicker", "subheadline")
    changes: dict[str, object] = {name: fields[name].strip() for name in lines if name in fields}
    published, body = fields.get("date") or article.published, fields.get("body", article.body).strip()
    if fields.get("date"):
        changes |= {"published": published, "published_basis": f"given: {published}"}
    if body != article.body:
        changes |= {"body": body, "places": find_places(body), "origin": ()}
    if published != article.published or body != article.body:
        changes["event_dates"] = event_dates(body, published)
    if "byline" in fields:
        line = fields["byline"].strip()
        people = parse_people(line) or tuple(Byline(name, "署名") for name in line.split())
        changes |= {"byline": people, "byline_text": line}
    fixes = (*(fix for fix in article.fixes if fix != "editor"), "editor")
    return replace(article, **changes, confidence=1.0, fixes=fixes)  # type: ignore[arg-type]


def dump_originals(originals: Iterable[Article]) -> bytes:
    """Articles as found, one a line."""
    return b"".join(pack(article) for article in originals)


def load_originals(data: bytes | None) -> dict[str, Article]:
    """The inverse of `dump_originals`, by key."""
    articles = [unpack(line) for line in (data or b"").split(b"\n") if line]
    return {article.key: article for article in articles}
