"""`wenbao articles`: what is in the index."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import Protocol

from index.desk import withdrawn
from index.folder import IndexFolder
from index.milvus.address import is_address
from index.records import Article
from index.settings import DOUBTFUL
from ui.archive import Archive, default_index
from ui.commands.output import print_json, say
from ui.remote_watch import open_door
from ui.settings import load_settings
from ui.wire import article_json


class Shown(Protocol):
    """What is told of a withdrawn article."""

    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def when(self) -> str: ...  # noqa: D102
    @property
    def shown(self) -> Article: ...  # noqa: D102


def run(options: Namespace) -> int:
    """List them, one a line."""
    if options.withdrawn:
        return list_withdrawn(options)
    for article in Archive.open(options.index).articles():
        if options.doubtful and article.confidence >= DOUBTFUL:
            continue
        if options.json:
            print_json(article_json(article))
        else:
            doubt = f"  存疑 {article.confidence:.2f}" if article.confidence < DOUBTFUL else ""
            title = article.headline or "（无标题）"
            say(f"{article.key}  {article.published or '日期不详'}  {title}  [{article.source}]{doubt}")
    return 0


def list_withdrawn(options: Namespace) -> int:
    """List what was withdrawn: its key and why, not a word of its text."""
    if is_address(str(options.index or load_settings().store)):
        return list_withdrawn_there(options)
    place = IndexFolder((options.index or default_index()).expanduser())
    return show_withdrawn(options, withdrawn(place).standing.values())


def list_withdrawn_there(options: Namespace) -> int:
    """The same of an archive on Milvus."""
    settings = load_settings()
    door = open_door(str(options.index or settings.store), settings)
    from index.milvus.stones import read_stones

    return show_withdrawn(options, read_stones(door))


def show_withdrawn(options: Namespace, stones: Iterable[Shown]) -> int:
    """One a line, the oldest first."""
    for stone in sorted(stones, key=lambda stone: (stone.when, stone.key)):
        if options.json:
            print_json({**article_json(stone.shown), "reason": stone.reason, "withdrawn_at": stone.when})
        else:
            say(f"{stone.key}  已撤 {stone.when}  {stone.reason}")
    return 0
