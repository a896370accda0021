"""Every file of an index cut short and with flipped bits: refused before it is parsed, and the server goes on.

Rows F10, F11, C12 and I3; the suite strikes some places of each file, `make quality` 100 lengths and 200 bits of each.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.errors import IndexDamaged, WenbaoError
from index.folder import IndexFolder
from index.snapshot import Snapshot
from tests.fakes import COUNTY, look, take, write_records

QUALITY = pytest.mark.quality


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    scratch = tmp_path_factory.mktemp("damaged")
    for count in (3, 4):
        take(scratch / "index", write_records(scratch / "a.jsonl", COUNTY[:count]))
    return scratch / "index"


def files_of(place: Path) -> list[Path]:
    """The files of the current version, the pointer among them."""
    folder = IndexFolder(place)
    manifest = folder.manifest()
    inside = [folder.segment(s.name) / f.name for s in manifest.segments for f in s.files]
    own = folder.version(manifest.version)
    return [folder.pointer, own / "manifest.json", *(own / f.name for f in manifest.files), *inside]


def refused(place: Path, path: Path, change: Callable[[bytes], bytes], parsed: list[object]) -> None:
    """With this file changed nothing opens, nothing is parsed, and the one line says what to do."""
    data = path.read_bytes()
    path.write_bytes(change(data))
    try:
        with pytest.raises(WenbaoError) as caught:
            look(place)
        assert isinstance(caught.value, IndexDamaged)
        assert "\n" not in caught.value.message
        assert "wenbao" in caught.value.message
        assert not parsed
    finally:
        path.write_bytes(data)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """What was opened as a segment: nothing, while a file is damaged."""
    seen: list[object] = []

    def see(*args: object, **kwargs: object) -> None:
        seen.append(args)
        raise AssertionError("a damaged segment was opened")

    monkeypatch.setattr("index.snapshot.Segment", see)
    yield seen


def lengths(size: int, count: int) -> list[int]:
    """Lengths to cut at: 0, all but one, and others between."""
    middle = random.Random(size).sample(range(1, max(2, size - 1)), min(count, max(0, size - 2)))
    return sorted({0, size - 1, *middle})


@pytest.mark.parametrize("count", [pytest.param(2, id="some"), pytest.param(100, marks=QUALITY, id="all")])
def test_f10_any_file_cut_at_any_length_is_refused(place: Path, parsed: list[object], count: int) -> None:
    for path in files_of(place):
        size = path.stat().st_size
        for length in lengths(size, count) if size else []:
            if path.name == "CURRENT" and length == size - 1:
                continue  # the line's end: what it names is whole
            refused(place, path, lambda data, length=length: data[:length], parsed)  # type: ignore[misc]


@pytest.mark.parametrize("count", [pytest.param(4, id="some"), pytest.param(200, marks=QUALITY, id="all")])
def test_f11_c12_any_bit_flipped_is_refused(place: Path, parsed: list[object], count: int) -> None:
    def flip(data: bytes, place: int, bit: int) -> bytes:
        return data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :]

    for path in files_of(place):
        size, chance = path.stat().st_size, random.Random(path.name)
        if path.name == "CURRENT":
            size -= 1
        for _ in range(count if size else 0):
            at, bit = chance.randrange(size), chance.randrange(8)
            if path.name == "CURRENT" and flip(path.read_bytes(), at, bit).split() == path.read_bytes().split():
                continue
            refused(place, path, lambda data, at=at, bit=bit: flip(data, at, bit), parsed)  # type: ignore[misc]


def test_f10_f11_whoever_has_the_version_before_open_goes_on(place: Path, tmp_path: Path) -> None:
    at = tmp_path / "index"
    shutil.copytree(place, at)
    folder = IndexFolder(at)
    before = look(at)
    take(at, write_records(tmp_path / "b.jsonl", COUNTY[4:6]))
    for path in files_of(at):
        if path.is_relative_to(folder.version(folder.manifest().version)) and path.name != "manifest.json":
            path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(IndexDamaged):
        Snapshot(folder, folder.manifest(), known=before)
    assert before.article("bridge")
    assert before.search_words({"大桥": 1.0}, 5)


def test_c12_no_file_of_an_index_is_read_by_faiss(place: Path) -> None:
    """FAISS loads wrong lengths and flipped bits without a word: its structures are made in memory alone."""
    names = {path.suffix for path in place.rglob("*") if path.is_file()}
    assert names <= {".json", ".jsonl", ".npy", ".txt", ".bin", ""}
    sources = [p.read_text("utf-8") for p in (Path(__file__).parents[2] / "index").rglob("*.py")]
    assert not any("read_index" in text or "deserialize_index" in text for text in sources)
