"""`wenbao withdraw`: an article out of everything at once, or back with `--undo`."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

from index.desk import Edit, restore, withdraw
from index.folder import IndexFolder
from index.milvus.address import is_address
from ui.archive import default_index
from ui.commands.migrate import publish_after
from ui.commands.output import print_json, say
from ui.release import VERSION
from ui.remote_watch import open_door
from ui.settings import Settings, load_settings


def run(options: Namespace) -> int:
    """Withdraw, or take a withdrawal back."""
    settings = load_settings()
    address = str(options.index or settings.store)
    here = IndexFolder(default_index()).exists() and options.index is None
    if is_address(address) and not here:
        return show(options, there(options, address, settings))
    place = IndexFolder((options.index or default_index()).expanduser())
    if options.undo:
        edit = restore(place, options.key, program=VERSION)
    else:
        edit = withdraw(place, options.key, options.reason, program=VERSION)
    publish_after(options, settings)
    return show(options, edit)


def there(options: Namespace, address: str, settings: Settings) -> Edit:
    """On Milvus alone, from any machine: the index folder learns of it when it is published next."""
    door = open_door(address, settings)
    from index.milvus.stones import lift_there, withdraw_there

    if options.undo:
        lift_there(door, options.key)
        return Edit(0, (), (options.key,))
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Edit(0, withdraw_there(door, options.key, options.reason, now))


def show(options: Namespace, edit: Edit) -> int:
    """What was done."""
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
