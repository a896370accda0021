"""Verifies an archive on Milvus without changing it: its collections, its release, and that its rows fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from index.doctor import Finding
from index.errors import IndexDamaged
from index.milvus import pieces
from index.milvus.door import Door
from index.milvus.expressions import joined, living
from index.milvus.release import Release, current
from index.milvus.stones import read_stones
from index.milvus.tables import check_tables

ADVICE = "publish the archive again under another NAME (wenbao migrate --to) and let the servers read that"


def examine_there(door: Door) -> list[Finding]:
    """Look at the current release: counts of rows, every piece of its files, every article's chunks.

    Raises:
        IndexMissing: there is nothing to look at.
        IndexUnavailable: Milvus does not answer.
    """
    check_tables(door)
    try:
        release = current(door)
        check_tables(door, int(release.manifest["dimension"]))
    except IndexDamaged as error:
        return [Finding(True, error.message, ADVICE)]
    owners = Counter(int(row["no"]) for row in door.walk("chunks", _alive(release), ["no"]))
    articles = {int(row["no"]) for row in door.walk("articles", joined(_alive(release), "part == 0"), ["no"])}
    wrong = [*_files(door, release), *_fit(release, owners, articles)]
    if wrong:
        return [Finding(True, what, ADVICE) for what in wrong]
    made = release.manifest
    said = [
        f"{door.address}: version {release.version}, {len(articles)} articles, {owners.total()} chunks",
        f"model {made['model']}, {made['dimension']} dimensions; words by {made['segmenter']}",
    ]
    if any(door.count(table, f"born > {release.number}") for table in ("chunks", "articles")):
        said.append("a publication broke off; the next one clears up what it left, nobody sees it meanwhile")
    if waiting := sum(stone.pending for stone in read_stones(door)):
        said.append(f"{waiting} withdrawn here, not yet in the index folder: wenbao migrate --to tells it")
    return [Finding(False, line) for line in said]


def _alive(release: Release) -> str:
    return living(release.number, release.gone)


def _files(door: Door, release: Release) -> Iterator[str]:
    """What is wrong with the release's files."""
    for name in pieces.files_of(door, release.number):
        try:
            pieces.read_file(door, release.number, name)
        except IndexDamaged as error:
            yield error.message


def _fit(release: Release, owners: Counter[int], articles: set[int]) -> Iterator[str]:
    """What does not fit together."""
    if strays := sum(n for no, n in owners.items() if no not in articles):
        yield f"{strays} chunks are of no article"
    if not release.gone and owners.total() != release.chunks:
        yield f"there are {owners.total()} chunks, {release.chunks} were published"
