"""`wenbao withdraw`: an article out of everything at once, or back with `--undo`."""

from __future__ import annotations

from argparse import Namespace

from index.desk import restore, withdraw
from index.folder import IndexFolder
from ui.archive import default_index
from ui.commands.output import print_json, say
from ui.release import VERSION


def run(options: Namespace) -> int:
    """Withdraw, or take a withdrawal back."""
    place = IndexFolder((options.index or default_index()).expanduser())
    if options.undo:
        edit = restore(place, options.key, program=VERSION)
    else:
        edit = withdraw(place, options.key, options.reason, program=VERSION)
    if options.json:
        print_json(
            {
                "key": options.key,
                "withdrawn": not options.undo,
                "keys": list(edit.keys),
                "waiting": list(edit.waiting),
                "version": edit.version,
            }
        )
        return 0
    for key in edit.keys:
        say(f"{'恢复 back' if options.undo else '已撤 withdrawn'}  {key}")
    for key in edit.waiting:
        say(f"待建 comes back with the next build of its file  {key}")
    if not edit.keys and not edit.waiting:
        say(f"早已撤下 withdrawn before  {options.key}")
    return 0
