"""`wenbao rollback`: an earlier version made current again."""

from __future__ import annotations

from argparse import Namespace

from index.doctor import go_back
from index.folder import IndexFolder
from ui.archive import default_index
from ui.commands.migrate import publish_after
from ui.commands.output import print_json, say
from ui.settings import load_settings


def run(options: Namespace) -> int:
    """Go back to the version named, or to the one before the current one."""
    place = IndexFolder((options.index or default_index()).expanduser())
    wanted = go_back(place, options.to)
    publish_after(options, load_settings())
    if options.json:
        print_json({"version": wanted})
    else:
        say(f"现用第 {wanted} 版。")
    return 0
