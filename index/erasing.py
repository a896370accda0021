"""What an editor withdrew, off the disk too: no file of the index holds a word of it afterwards (row P3).

A withdrawal alone leaves the text in segments that no reader sees, so that it can be taken back at once.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace

import numpy as np

from index.amendments import load_amendments, save_amendments
from index.beside import put_beside
from index.desk import Edit, commit_edit, open_current
from index.folder import IndexFolder
from index.ledger import Ledger
from index.local_words import LocalWords
from index.manifest import SegmentSum
from index.merging import rewrite
from index.snapshot import Snapshot
from index.writer import text_of


def erase(folder: IndexFolder, *, program: str) -> Edit:
    """Write the segments that hold dead articles anew without them, and keep no version before.

    What is withdrawn stays so, as prints and keys; taken back, it comes with the next build of its file. The files that
    the pages came from are the operator's own.
    """
    with open_current(folder) as old:
        manifest, ledger = old.manifest, Ledger(folder, old)
        standing = old.overlay.withdrawals.standing
        for name, numbers in old.by_segment(old.hidden).items():
            manifest = manifest.with_dead(name, numbers)
        amendments = load_amendments(folder.path)
        for key in standing:
            ledger.originals.pop(key, None)
            if amendments.pop(key, None) is not None:
                put_beside(folder, old.manifest, "", key, None)
        save_amendments(folder.path, amendments)
        written: list[SegmentSum] = []
        try:
            for part in manifest.segments:
                written.append(rewrite(folder, [part]) if part.dead else part)
            manifest = replace(manifest, segments=tuple(written))
            own = LocalWords(old.overlay.own.words - _unsaid(old))
            version = commit_edit(folder, ledger, manifest, program, old, own=own, keep=1)
        except BaseException:  # on a full disk the room is wanted
            with suppress(OSError):
                kept = {part.name for part in folder.manifest().segments}
                for part in written:
                    if part.name not in kept:
                        shutil.rmtree(folder.segment(part.name), ignore_errors=True)
            raise
        return Edit(version, tuple(sorted(standing)))


def _unsaid(old: Snapshot) -> set[str]:
    """Those of the archive's own words that stood in what is dead and stand in no living article: a name may be one."""
    dead = (text_of(old.stored(int(number))) for number in np.flatnonzero(~old.alive))
    left = {word for text in dead for word in old.overlay.own.words if word in text}
    for number in old.living():
        if not left:
            break
        text = text_of(old.stored(int(number)))
        left = {word for word in left if word not in text}
    return left
