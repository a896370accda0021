"""`wenbao articles`: what is in the index."""

from __future__ import annotations

from argparse import Namespace

from index.desk import withdrawn
from index.folder import IndexFolder
from index.settings import DOUBTFUL
from ui.archive import Archive, default_index
from ui.commands.output import print_json, say
from ui.wire import article_json


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
    place = IndexFolder((options.index or default_index()).expanduser())
    for stone in sorted(withdrawn(place).standing.values(), key=lambda stone: (stone.when, stone.key)):
        if options.json:
            print_json({**article_json(stone.shown), "reason": stone.reason, "withdrawn_at": stone.when})
        else:
            say(f"{stone.key}  已撤 {stone.when}  {stone.reason}")
    return 0
