"""`wenbao rollback`: an earlier version made current again."""

from __future__ import annotations

from argparse import Namespace

from index.doctor import point_to
from index.errors import InputError
from index.folder import IndexFolder
from ui.archive import default_index
from ui.commands.output import print_json, say


def run(options: Namespace) -> int:
    """Go back to the version named, or to the one before the current one."""
    place = IndexFolder((options.index or default_index()).expanduser())
    with place.locked():
        current, known = place.manifest().version, place.versions()
        earlier = [number for number in known if number < current]
        if options.to is None and not earlier:
            raise InputError(f"version {current} is the oldest kept: there is none to go back to")
        wanted: int = options.to or earlier[-1]
        if wanted not in known:
            raise InputError(f"version {wanted} is not kept; kept are {', '.join(str(n) for n in known)}")
        wrong = place.check(place.manifest_of(wanted))
        if wrong:
            raise InputError(f"version {wanted} is damaged ({wrong[0]}): choose another of {known}")
        point_to(place, wanted)
    if options.json:
        print_json({"version": wanted})
    else:
        say(f"现用第 {wanted} 版。")
    return 0
