"""`wenbao versions`: the versions on disk."""

from __future__ import annotations

from argparse import Namespace

from index.folder import IndexFolder
from ui.archive import default_index
from ui.commands.output import print_json, say


def run(options: Namespace) -> int:
    """List them, oldest first."""
    place = IndexFolder((options.index or default_index()).expanduser())
    current = place.manifest().version
    for number in place.versions():
        manifest = place.manifest_of(number)
        if options.json:
            fields = {"version": number, "current": number == current, "created": manifest.created}
            print_json({**fields, "articles": manifest.articles, "model": manifest.model})
        else:
            mark = "*" if number == current else " "
            say(f"{mark} {number:>6}  {manifest.created}  {manifest.articles} 篇")
    return 0
