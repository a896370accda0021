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

FOLDERS = "folders.txt"
"""In the index folder: the folders of pages that it was built from, one a line."""
FOLDERS_MOST = 64
"""So many are remembered, the last ones: pages of one paper lie in a few folders."""
_log = logging.getLogger(__name__)


def gather_amendments(place: Path, paths: Iterable[Path]) -> None:
    """Bring what stands beside the pages into the file of the index folder, and remember where they lie.

    Raises InputError for a file that cannot be read as corrections.
    """
    folders = [path.resolve() if path.is_dir() else path.resolve().parent for path in paths]
    known = read_folders(place)
    kept = list(dict.fromkeys([*(folder for folder in known if folder not in folders), *folders]))[-FOLDERS_MOST:]
    if kept != known:
        (place / FOLDERS).write_text("".join(f"{folder}\n" for folder in kept), encoding="utf-8")
    merged = dict(own := load_amendments(place))
    for folder in dict.fromkeys(folders):
        there = load_amendments(folder)
        younger = _written(folder) > _written(place)
        merged |= there if younger else {key: fields for key, fields in there.items() if key not in own}
    if merged != own:
        save_amendments(place, merged)


def put_beside(place: Path, source: str, key: str, fields: Amendment | None) -> None:
    """Write an article's correction, or that it has none, beside the pages that hold its source.

    A folder that may not be written to is passed over with a line in the log: the index has the correction anyway.
    """
    for folder in read_folders(place):
        if not _holds(folder, source):
            continue
        there = load_amendments(folder)
        wanted = {one: table for one, table in there.items() if one != key} | ({key: fields} if fields else {})
        if wanted == there:
            continue
        try:
            save_amendments(folder, wanted)
        except OSError as error:
            _log.warning(
                "%s: the correction could not be written there (%s); it is kept in the index alone",
                folder / FILE,
                error.strerror,
            )


def read_folders(place: Path) -> list[Path]:
    """The folders of pages that an index remembers."""
    with suppress(OSError):
        return [Path(line) for line in (place / FOLDERS).read_text(encoding="utf-8").splitlines() if line]
    return []


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
