"""`wenbao articles`: what is in the index."""

from __future__ import annotations

from argparse import Namespace

from index.settings import DOUBTFUL
from ui.archive import Archive
from ui.commands.output import print_json, say
from ui.wire import article_json


def run(options: Namespace) -> int:
    """List them, one a line."""
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
