"""`wenbao doctor`: verifies an index without changing it; `--repair` makes the newest sound version current."""

from __future__ import annotations

from argparse import Namespace

from index.doctor import Finding, examine, repair
from index.folder import IndexFolder
from ui.archive import default_index
from ui.commands.output import print_json, say


def run(options: Namespace) -> int:
    """0 sound, 4 damaged."""
    place = IndexFolder((options.index or default_index()).expanduser())
    findings = examine(place)
    if options.repair and any(finding.damage for finding in findings):
        findings = repair(place)
    for finding in findings:
        show(finding, as_json=options.json)
    return 4 if any(finding.damage for finding in findings) else 0


def show(finding: Finding, *, as_json: bool) -> None:
    """One finding."""
    if as_json:
        print_json({"damage": finding.damage, "what": finding.what, "advice": finding.advice})
    else:
        say(
            f"{'损坏 damaged' if finding.damage else '正常 sound'}  {finding.what}"
            + (f"\n    → {finding.advice}" if finding.advice else "")
        )
