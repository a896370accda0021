"""Verifies an index folder, file by file, without changing it; repairs by going back to the newest sound version."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from index.errors import IndexDamaged, IndexForeign, InputError, WenbaoError
from index.folder import IndexFolder
from index.hubs import find_hubs
from index.snapshot import Snapshot
from index.words import load_segmenter


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was looked at: is it damaged, what is it, and what to do about it."""

    damage: bool
    what: str
    advice: str = ""


def examine(folder: IndexFolder) -> list[Finding]:
    """Look at the current version: pointer, manifest, every file's checksum, and that it can be opened and searched.

    Raises:
        IndexMissing: there is nothing to look at.
    """
    if not folder.exists():
        folder.manifest()  # says so
    advice = f"wenbao doctor --repair --index {folder.path} goes back to the newest sound version; or build again"
    try:
        manifest = folder.manifest()
    except IndexDamaged as error:
        return [Finding(True, error.message, advice)]
    wrong = folder.check(manifest)
    if wrong:
        return [Finding(True, line, advice) for line in wrong]
    try:
        snapshot = Snapshot(folder, manifest, check=False)
        counts = [(len(s), len(s.chunks), len(s.vectors)) for s in snapshot.segments]
        expected = [(s.articles, s.chunks, s.chunks) for s in manifest.segments]
        unread = [key for key in snapshot.keys if snapshot.article(key) is None]
    except (WenbaoError, ValueError, KeyError, OSError) as error:
        return [Finding(True, f"version {manifest.version} cannot be opened ({error})", advice)]
    if counts != expected or unread:
        what = f"version {manifest.version}: its parts do not fit together ({counts} for {expected})"
        return [Finding(True, what, advice)]
    chunks = sum(s.chunks for s in manifest.segments)
    return [
        Finding(
            False, f"version {manifest.version}, {manifest.created}: {manifest.articles} articles, {chunks} chunks"
        ),
        Finding(False, f"model {manifest.model}, {manifest.dimension} dimensions; words by {manifest.segmenter}"),
        Finding(False, f"versions kept: {', '.join(str(n) for n in folder.versions())}"),
        *_hubs(snapshot),
    ]


def _hubs(snapshot: Snapshot) -> list[Finding]:
    try:
        segmenter = snapshot.overlay.own.join(load_segmenter(snapshot.manifest.segmenter))
    except IndexForeign:  # sound, and of a machine with other segmenters
        return []
    return [
        Finding(
            False,
            f"article {hub.key} ({hub.headline}) is among the first for {hub.share:.0%} of the archive's own headlines",
            "look whether it is stuffed with common words or questions; wenbao withdraw takes it away",
        )
        for hub in find_hubs(snapshot, segmenter)
    ]


def repair(folder: IndexFolder) -> list[Finding]:
    """Make the newest version current whose files are all as they were summed; says what was done."""
    with folder.locked():
        for number in reversed(folder.versions()):
            try:
                manifest = folder.manifest_of(number)
                if not folder.check(manifest):
                    point_to(folder, number)
                    return [Finding(False, f"version {number} is sound and current now"), *examine(folder)]
            except IndexDamaged:
                continue
    return [Finding(True, "no sound version is left", "remove the folder and build again from the pages")]


def go_back(folder: IndexFolder, to: int | None = None) -> int:
    """Make an earlier version current again, `to` or else the one before; its number. Raises InputError."""
    with folder.locked():
        current, known = folder.manifest().version, folder.versions()
        earlier = [number for number in known if number < current]
        if to is None and not earlier:
            raise InputError(f"version {current} is the oldest kept: there is none to go back to")
        wanted = earlier[-1] if to is None else to
        if wanted not in known:
            raise InputError(f"version {wanted} is not kept; kept are {', '.join(str(n) for n in known)}")
        wrong = folder.check(folder.manifest_of(wanted))
        if wrong:
            raise InputError(f"version {wanted} is damaged ({wrong[0]}): choose another of {known}")
        point_to(folder, wanted)
    return wanted


def point_to(folder: IndexFolder, number: int) -> None:
    """Make a version current."""
    data = (folder.version(number) / "manifest.json").read_bytes()
    folder.point(number, hashlib.sha256(data).hexdigest())
