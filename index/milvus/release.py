"""What a Milvus says of the archive it holds: which release is current, made with what, and how much there is."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from index.errors import IndexForeign, IndexMissing, IndexNewer
from index.milvus.door import Door

FORMAT = 1
"""Version of the rows' meaning. A reader refuses any other one."""

CURRENT = "current"
"""The row of files that names the release being read."""


@dataclass(frozen=True, slots=True)
class Release:
    """One state of an archive on Milvus. `manifest` is what an index folder's manifest says beside its segments."""

    number: int
    """Counts publications; rows say of which to which they belong."""
    manifest: dict[str, Any]
    chunks: int
    words: int
    """Of all chunks together."""
    average: float
    """Words a chunk when the archive was first published: the weights in its rows are made with it."""
    next_article: int = 1
    next_word: int = 1
    common: int = 0
    """How many chunks a word is in that is worth knowing beforehand."""
    gone: tuple[int, ...] = ()
    """Articles withdrawn since, by number."""
    format: int = FORMAT

    @property
    def version(self) -> str:
        """The name of the version that was published."""
        return str(self.manifest["version"])

    @property
    def k1(self) -> float:
        """BM25's."""
        return float(self.manifest["settings"]["bm25_k1"])

    @property
    def b(self) -> float:
        """BM25's."""
        return float(self.manifest["settings"]["bm25_b"])

    def dump(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def load(cls, text: str, where: str) -> Release:
        """The inverse of `dump`. Raises IndexNewer, IndexForeign."""
        said = json.loads(text)
        known = int(said.get("format", 0))
        if known > FORMAT:
            raise IndexNewer(f"{where} was published by a newer release of Wenbao (format {known}): upgrade Wenbao")
        if known < FORMAT:
            raise IndexForeign(
                f"{where} has format {known} of an earlier release, this one reads {FORMAT}: publish it again under "
                f"another NAME with wenbao migrate --to"
            )
        names = {field.name for field in fields(cls)}
        return cls(**{**{name: value for name, value in said.items() if name in names}, "gone": tuple(said["gone"])})


def read_current(door: Door) -> str | None:
    """What the current row says, None before the first release is whole."""
    rows = door.query("files", f'name == "{CURRENT}"', ["data"], strong=True)
    return str(rows[0]["data"]) if rows else None


def current(door: Door) -> Release:
    """The current release. Raises IndexMissing, IndexNewer, IndexForeign."""
    text = read_current(door)
    if text is None:
        raise IndexMissing(
            f"the archive at {door.address} was never published to its end: run wenbao migrate --to again"
        )
    return Release.load(text, str(door.address))


def make_current(door: Door, release: Release) -> None:
    """The one write by which a release becomes what everybody reads."""
    door.write("files", [{"name": CURRENT, "data": release.dump(), "unused": [0.0, 0.0]}])


def check_model(release: Release, where: str, *, name: str, fingerprint: str) -> None:
    """Raises IndexForeign where the archive was made with another model than the one in use."""
    made = release.manifest
    if made["model_fingerprint"] != fingerprint:
        same = made["model"] == name
        other = "an earlier release of its model" if same else f"another model ({made['model']!r}) than the one in use"
        raise IndexForeign(
            f"the archive at {where} was made with {other} ({name!r}): "
            + ("" if same else "choose that model, or ")
            + "publish an index made with this one under another NAME (wenbao migrate --to)"
        )
