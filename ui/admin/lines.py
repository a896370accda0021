"""The room in which an editor says on the page's own lines where an article begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from index.errors import InputError
from index.leaf import Leaf, read_leaf
from index.records import Article
from index.snapshot import Snapshot
from ui.admin.forms import Room
from ui.admin.pages import page
from ui.admin.places import article_of, place_of
from ui.admin.sessions import require_editor
from ui.service import Service


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page. `number` counts from 1."""

    number: int
    text: str
    mine: bool
    others: tuple[str, ...]
    """Headlines of the page's other articles that stand on it, where they begin here."""
    taken: bool
    """Does another article stand on it?"""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An article as the chosen lines read, not saved yet. Lines count from 1."""

    first: int
    last: int
    article: Article
    shared: tuple[Article, ...]
    """Other articles that stand on some of these lines."""


def router(service: Service) -> APIRouter:
    """The routes."""
    routes = APIRouter(route_class=Room, include_in_schema=False)

    @routes.get("/admin/article/lines")
    def lines(request: Request, key: str = "") -> Response:
        """The page's lines, with those of the article chosen."""
        editor = require_editor(service, request)
        article = article_of(service, key)
        leaf = leaf_of(service, key)
        rows = rows_of(leaf, article, _others(service, key))
        mine = [row.number for row in rows if row.mine]
        first, last = (mine[0], mine[-1]) if mine else (1, len(rows))
        return page(request, "lines.html", editor=editor, article=article, rows=rows, first=first, last=last)

    return routes


def choose(service: Service, key: str, first: str, last: str) -> Chosen | None:
    """What the lines of an address say, None where it names none. Raises InputError."""
    if not first and not last:
        return None
    if not all(each.isascii() and each.isdigit() and len(each) < 6 for each in (first, last)):
        raise InputError("a line is a number")
    begin, end = sorted((int(first), int(last)))
    leaf = leaf_of(service, key)
    read = leaf.read(begin - 1, end - 1)
    wanted = range(begin - 1, end)
    shared = tuple(each for each in _others(service, key) if any(at in wanted for at in leaf.stands(each.body)))
    return Chosen(begin, end, read, shared)


def leaf_of(service: Service, key: str) -> Leaf:
    """The page of an article. Raises InputError where it cannot be read again."""
    store = service.opening.get().store
    if not isinstance(store, Snapshot):
        raise InputError("this program serves an archive without its pages: correct the text itself")
    return read_leaf(place_of(service), store, key, service.settings.unfixed)


def rows_of(leaf: Leaf, article: Article, others: Sequence[Article]) -> list[Row]:
    """The page line by line, with who stands on each."""
    mine = set(leaf.stands(article.body))
    owners: dict[int, list[Article]] = {}
    begins: dict[int, list[str]] = {}
    for other in others:
        stands = leaf.stands(other.body)
        for at in stands:
            owners.setdefault(at, []).append(other)
        if stands:
            begins.setdefault(stands[0], []).append(other.headline)
    return [
        Row(at + 1, text, at in mine, tuple(begins.get(at, ())), at in owners) for at, text in enumerate(leaf.lines)
    ]


def _others(service: Service, key: str) -> list[Article]:
    return [each for each in service.opening.get().store.beside(key) if each.key != key]
