"""An index of an earlier release, without what this one keeps beside it: the next build carries it on."""

from __future__ import annotations

from pathlib import Path

from index.folder import IndexFolder
from index.overlay import RENAMED
from index.segments import Segment
from tests.fakes import COUNTY, look, take, write_records


def forget(place: Path) -> None:
    """Make the version current again without the names of renamed files."""
    folder = IndexFolder(place)
    manifest = folder.manifest()
    names = [file.name for file in manifest.files if file.name != RENAMED]
    files = {name: [folder.read_file(manifest, name) or b""] for name in names}
    folder.commit(folder.next(manifest, "earlier"), files, keep=3)


def test_f3_a_file_moved_before_and_one_moved_after_have_their_names_of_now(tmp_path: Path) -> None:
    place = tmp_path / "i"
    write_records(tmp_path / "in/a.jsonl", COUNTY[:2])
    write_records(tmp_path / "in/b.jsonl", COUNTY[2:4])
    take(place, tmp_path / "in")
    (tmp_path / "in/a.jsonl").rename(tmp_path / "in/moved.jsonl")
    take(place, tmp_path / "in")
    forget(place)
    assert {a.source for a in look(place).articles()} == {"moved.jsonl", "b.jsonl"}
    (tmp_path / "in/b.jsonl").rename(tmp_path / "in/later.jsonl")
    report = take(place, tmp_path / "in")
    assert report.count("unchanged") == 2
    assert {a.source for a in look(place).articles()} == {"moved.jsonl", "later.jsonl"}
    assert look(place).overlay.renamed.keys() >= {1, 2}


def test_f3_a_segment_without_the_codes_of_its_keys_makes_them(tmp_path: Path) -> None:
    place = tmp_path / "i"
    take(place, write_records(tmp_path / "a.jsonl", COUNTY))
    (path,) = (place / "segments").iterdir()
    kept = Segment(path).keys.tolist()
    (path / "keys.npy").unlink()
    assert Segment(path).keys.tolist() == kept
    assert len(kept) == len(COUNTY)
