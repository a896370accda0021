"""The editor's corrections beside the pages: the same plain file in the folder of the sources; it outlives the index.

A build reads `corrections.toml` of each folder of pages that it is given, and of the index; where both have a table for
an article, that of the younger file holds. What is corrected later is written to both.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from index.amendments import FILE, Amendment, load_amendments, save_amendments
from index.folder import IndexFolder
from index.manifest import SOURCES, Manifest
from index.sources import load_sources

_log = logging.getLogger(__name__)


def gather_amendments(place: Path, paths: Iterable[Path]) -> None:
    """Bring what stands beside the pages at `paths` into the file of the index folder at `place`.

    Raises InputError for a file that cannot be read as corrections.
    """
    merged = dict(own := load_amendments(place))
    for folder in dict.fromkeys(path.resolve() if path.is_dir() else path.resolve().parent for path in paths):
        there = load_amendments(folder)
        younger = _written(folder) > _written(place)
        merged |= there if younger else {key: fields for key, fields in there.items() if key not in own}
    if merged != own:
        save_amendments(place, merged)


def put_beside(folder: IndexFolder, manifest: Manifest, source: str, key: str, fields: Amendment | None) -> None:
    """Write an article's correction beside the pages that hold its source; with None, take it out of all.

    A folder that may not be written to is passed over with a line in the log: the index has the correction anyway.
    """
    for pages in find_folders(folder, manifest):
        if fields and not _holds(pages, source):
            continue
        there = load_amendments(pages)
        wanted = {one: table for one, table in there.items() if one != key} | ({key: fields} if fields else {})
        if wanted == there:
            continue
        try:
            save_amendments(pages, wanted)
        except OSError as error:
            _log.warning(
                "%s: the correction could not be written there (%s); it is kept in the index alone",
                pages / FILE,
                error.strerror,
            )


def find_folders(folder: IndexFolder, manifest: Manifest) -> list[Path]:
    """The folders of pages that a version was built from, as far as they are still there."""
    found = {
        record.origin.removesuffix(record.source)
        for record in load_sources(folder.read_lines(manifest, SOURCES))
        if record.origin.endswith(f"/{record.source}")
    }
    return [Path(name) for name in sorted(found) if Path(name).is_dir()]


def _holds(folder: Path, source: str) -> bool:
    """Does a source's file lie in this folder? A page in an archive is named by the archive's name and its own."""
    parts: Sequence[str] = source.split("/")
    with suppress(OSError, ValueError):
        return any(folder.joinpath(*parts[: n + 1]).is_file() for n in range(len(parts)))
    return False


def _written(folder: Path) -> float:
    with suppress(OSError):
        return (folder / FILE).stat().st_mtime
    return 0.0
