"""Questions with the articles that answer them, read from JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import InputError
from index.fingerprints import resemblance, sketch
from index.records import Article
from ui.commands.batch import read_lines

NAMES = ("gold", "also", "pid", "article_ids", "article_id")
"""Fields that may name the right articles; a text or a list of texts each."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question and the keys of the articles of which one must be found."""

    id: str
    question: str
    keys: frozenset[str]


def read_wanted(path: Path, least: float) -> list[Wanted]:
    """The questions of a file that name an article, with a `spec` of at least `least` where they have one.

    A question that goes on from an earlier one is left out: a search has no memory.
    Raises InputError: the file cannot be read, or no line of it is such a question.
    """
    wanted = []
    for number, line in enumerate(read_lines(str(path)), 1):
        try:
            row: dict[str, Any] = json.loads(line)
            question = row.get("question") or row.get("query")
        except (ValueError, AttributeError) as error:
            raise InputError(f"{path}, line {number}: no JSON object ({error})") from error
        named = [row[name] for name in NAMES if row.get(name)]
        keys = frozenset(key for value in named for key in ([value] if isinstance(value, str) else value))
        if question and keys and not row.get("history") and (row.get("spec") is None or row["spec"] >= least):
            wanted.append(Wanted(str(row.get("id") or row.get("qid") or number), question, keys))
    if not wanted:
        raise InputError(f"{path}: no question in it names an article ({', '.join(NAMES)})")
    return wanted


def name_keys(pages: Path, articles: Iterable[Article]) -> dict[str, str]:
    """For each article labelled in `pages` (`{"pages": [{"file", "articles": [{"id", "body"}]}]}`) the key it has here.

    It is the one of the same file that shares most text; a label that nothing shares text with keeps its own id, which
    no search finds. Raises InputError.
    """
    try:
        labels = json.loads(pages.read_bytes())["pages"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{pages}: no page labels can be read there ({error})") from error
    here: dict[str, list[tuple[str, str]]] = {}
    for article in articles:
        here.setdefault(article.source.split("/")[-1], []).append((article.key, article.body))
    keys = {}
    for page in labels:
        near = [(sketch(body), key) for key, body in here.get(page["file"], ())]
        for label in page["articles"]:
            mine = sketch(label["body"])
            share, key = max(((resemblance(mine, row), key) for row, key in near), default=(0.0, ""))
            keys[label["id"]] = key if share else label["id"]
    return keys


def with_keys(wanted: Sequence[Wanted], keys: dict[str, str], holds: Callable[[str], bool]) -> list[Wanted]:
    """The questions with labels replaced by the keys of this index.

    Where there are labels, a question that names none of them and no article that the index holds is left out: its page
    was not labelled.
    """
    return [
        Wanted(w.id, w.question, frozenset(keys.get(key, key) for key in w.keys))
        for w in wanted
        if not keys or any(key in keys or holds(key) for key in w.keys)
    ]
