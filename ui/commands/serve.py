"""`wenbao serve`: the web application."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import timedelta
from heapq import nlargest
from pathlib import Path

from index.errors import InputError
from index.records import Article, Days
from index.settings import DOUBTFUL
from index.store import Filter
from ui.archive import Archive, default_index
from ui.commands.output import talk
from ui.public.logbook import log_as_lines
from ui.server import Examples, create_app, serve
from ui.settings import load_settings
from ui.state.store import State, default_url

LOOK_BACK = (3, 31, 366)
"""Days among whose articles examples are looked for, the fewest first."""
OWN = frozenset({"state", "lock", "segments", "versions", "corrections.toml"})
"""What lies in an index's folder before its first version is finished."""
SUGGESTED = 4
"""Example questions on the first page: what fits beside the box without scrolling."""


def run(options: Namespace) -> int:
    """Serve until stopped."""
    settings = load_settings(reranker=options.reranker)
    folder = options.index if isinstance(options.index, Path) else default_index()
    fresh = is_fresh(folder.expanduser())
    archive = Archive.open(options.index, settings=settings, fresh=fresh)
    examples: Examples = read_examples(options.examples) if options.examples else Suggesting(archive)
    if callable(examples):
        examples()  # before anybody waits for them
    if fresh:
        talk(
            f"还没有索引，先开着门 no index in {folder} yet: add the first pages at /admin, or with wenbao build PAGES"
        )
    log_as_lines()
    url = settings.state_url.get_secret_value() if settings.state_url else default_url(folder)
    state = State.open(url)
    app = create_app(
        archive,
        state=state,
        settings=settings,
        logs=folder / "state" / "log",
        root_path=options.root_path,
        examples=examples,
    )
    serve(
        app, options.host, options.port, announce=lambda address: talk(f"问报 Wenbao: {address}  (Ctrl+C 停止 stops)")
    )
    state.close()
    return 0


def is_fresh(folder: Path) -> bool:
    """May this be the place of an index to come: no folder, or one in which nothing was finished but our own state?

    A folder of something else, or one whose index lost its pointer, is none.
    """
    if folder.is_dir():
        return {path.name for path in folder.iterdir()} <= OWN and not any((folder / "versions").glob("*"))
    return not folder.exists()


class Suggesting:
    """Example questions for the page, found anew for each version. Safe to share by threads."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._known: tuple[str, tuple[str, ...]] = ("", ())  # one tuple, so that threads need no lock

    def __call__(self) -> tuple[str, ...]:
        """Those of the version that is open now."""
        version = self._archive.store.version
        if self._known[0] != version:
            self._known = (version, suggest(self._archive))
        return self._known[1]


def suggest(archive: Archive) -> tuple[str, ...]:
    """Questions that this archive can answer, made from its newest surely cut articles: for a page without examples."""
    newest = nlargest(SUGGESTED, _sure(archive), key=lambda article: article.published or "")
    asked = [f"《{article.headline}》讲了什么？" for article in newest]
    signed = next((article for article in newest if any(person.name for person in article.byline)), None)
    return (*asked[:-1], f"Who wrote 《{signed.headline}》?") if signed and len(asked) > 1 else tuple(asked)


def _sure(archive: Archive) -> list[Article]:
    """Articles with a headline to ask about: of its last days, as few as hold enough, for a start must not read all."""
    last = archive.coverage().last
    if last is None:
        return [article for article in archive.articles() if _is_sure(article)]
    end = Days.covering(last).last
    found: list[Article] = []
    for back in LOOK_BACK:
        span = Days(end - timedelta(back), end)
        found = [article for article in archive.store.published(Filter(days=(span,))) if _is_sure(article)]
        if len(found) >= SUGGESTED:
            break
    return found


def _is_sure(article: Article) -> bool:
    return article.confidence >= DOUBTFUL and 6 <= len(article.headline) <= 30


def read_examples(path: Path) -> tuple[str, ...]:
    """Example questions from a JSON list of strings. Raises InputError."""
    try:
        return tuple(str(question) for question in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise InputError(f"{path}: no list of questions ({error})") from error
