"""`wenbao doctor`: verifies an index without changing it; `--repair` makes the newest sound version current."""

from __future__ import annotations

from argparse import Namespace

from index.doctor import Finding, examine, repair
from index.errors import InputError
from index.folder import IndexFolder
from index.milvus.address import is_address
from ui.archive import default_index
from ui.commands.output import print_json, say
from ui.remote_watch import open_door
from ui.settings import load_settings


def run(options: Namespace) -> int:
    """0 sound, 4 damaged."""
    address = str(options.index or load_settings().store)
    findings = look_there(address, options) if is_address(address) else look_here(options)
    for finding in findings:
        show(finding, as_json=options.json)
    return 4 if any(finding.damage for finding in findings) else 0


def look_here(options: Namespace) -> list[Finding]:
    """At an index folder."""
    place = IndexFolder((options.index or default_index()).expanduser())
    findings = examine(place)
    if options.repair and any(finding.damage for finding in findings):
        findings = repair(place)
    return findings


def look_there(address: str, options: Namespace) -> list[Finding]:
    """At an archive on Milvus."""
    if options.repair:
        raise InputError("an archive on Milvus is repaired from its index folder: wenbao migrate --to")
    door = open_door(address, load_settings())
    from index.milvus.examine import examine_there

    return examine_there(door)


def show(finding: Finding, *, as_json: bool) -> None:
    """One finding."""
    if as_json:
        print_json({"damage": finding.damage, "what": finding.what, "advice": finding.advice})
    else:
        say(
            f"{'损坏 damaged' if finding.damage else '正常 sound'}  {finding.what}"
            + (f"\n    → {finding.advice}" if finding.advice else "")
        )
