"""The index folder: pointer, lock, and what is said about a folder that cannot be trusted."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from index.errors import IndexBusy, IndexDamaged, IndexForeign, IndexMissing, IndexNewer, WenbaoError
from index.folder import IndexFolder
from index.manifest import FileSum
from index.settings import SCHEMA
from tests.fakes import COUNTY, BigramEmbedder, look, take, write_records


@pytest.fixture
def place(tmp_path):
    take(tmp_path / "index", write_records(tmp_path / "a.jsonl", COUNTY[:3]))
    return tmp_path / "index"


def files_of(place):
    return sorted(p.relative_to(place).as_posix() for p in place.rglob("*") if p.is_file() and p.name != "lock")


def test_nothing_is_made_until_something_is_written(tmp_path):
    folder = IndexFolder(tmp_path / "none")
    assert not folder.exists()
    assert folder.versions() == []
    with pytest.raises(IndexMissing, match="wenbao build") as caught:
        folder.manifest()
    assert "\n" not in caught.value.message
    assert not (tmp_path / "none").exists()


def test_i1_a_version_names_every_file_it_is_made_of(place):
    manifest = IndexFolder(place).manifest()
    listed = {f"segments/{s.name}/{f.name}" for s in manifest.segments for f in s.files}
    listed |= {
        "CURRENT",
        "versions/000001/manifest.json",
        "versions/000001/relations.json",
        "versions/000001/renamed.json",
        "versions/000001/sources.json",
    }
    assert set(files_of(place)) == listed


def test_no_temporary_file_and_no_path_of_the_machine_is_left_for_readers(place, tmp_path):
    assert not list(place.rglob("*.new"))
    for path in place.rglob("*"):
        if path.is_file() and path.name != "sources.json":
            assert str(tmp_path).encode() not in path.read_bytes()


def damage(path, how):
    data = path.read_bytes()
    if how == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif how == "flip":
        path.write_bytes(data[:-2] + bytes([data[-2] ^ 0x20]) + data[-1:])
    elif how == "gone":
        path.unlink()
    else:
        path.write_bytes(data + b"\n")


@pytest.mark.parametrize("how", ["cut", "flip", "gone", "longer"])
def test_f10_f11_c12_every_damaged_file_is_noticed_before_it_is_parsed(place, how, monkeypatch):
    """FAISS, bm25s and numpy never see a file whose bytes are not those that were written."""

    def seen(*args, **kwargs):
        raise AssertionError("a damaged segment was opened")

    monkeypatch.setattr("index.snapshot.Segment", seen)
    for name in files_of(place):
        path = place / name
        data = path.read_bytes()
        damage(path, how)
        expected = IndexMissing if (name, how) == ("CURRENT", "gone") else IndexDamaged
        if (name, how) == ("CURRENT", "longer"):
            path.write_bytes(data + b"more words")
        with pytest.raises(expected) as caught:
            look(place)
        assert "\n" not in caught.value.message
        assert "wenbao" in caught.value.message
        path.write_bytes(data)


@pytest.mark.parametrize("words", ["", "\n", "000001", "x y", "000009 00", "-1 00", "１ 00", "\xff\xfe"])
def test_f12_a_pointer_that_names_no_version_is_damage(place, words):
    (place / "CURRENT").write_text(words, encoding="utf-8")
    with pytest.raises(IndexDamaged):
        look(place)


def rewrite(place, change):
    """Change the manifest and point to it with its right checksum, as another release would have written it."""
    path = place / "versions/000001/manifest.json"
    fields = json.loads(path.read_bytes())
    change(fields)
    data = json.dumps(fields).encode()
    path.write_bytes(data)
    IndexFolder(place).point(1, FileSum.of("", data).sha256)


def test_f12_an_index_of_a_newer_release_is_refused_with_what_to_do(place):
    rewrite(place, lambda fields: fields.update(schema=SCHEMA + 1, novelty=[1]))
    with pytest.raises(IndexNewer, match="upgrade"):
        look(place)


def test_f13_an_index_of_another_model_is_refused_with_both_names(place):
    with pytest.raises(IndexForeign, match=r"'bigrams'.*'foreign'"):
        look(place, BigramEmbedder("foreign"))


def test_f13_an_index_of_a_segmenter_that_is_not_here_is_refused(place, tmp_path):
    from tests.fakes import archivist

    rewrite(place, lambda fields: fields.update(segmenter="pkuseg"))
    with pytest.raises(IndexForeign, match="pkuseg"):
        archivist(place)


def test_f14_one_writer_at_a_time(place):
    with IndexFolder(place).locked(), pytest.raises(IndexBusy, match=f"pid {os.getpid()}"), IndexFolder(place).locked():
        pass
    with IndexFolder(place).locked():
        pass


def test_a_place_that_cannot_be_written_is_named_in_one_line(tmp_path):
    (tmp_path / "file").write_text("no folder")
    page = write_records(tmp_path / "a.jsonl", COUNTY[:1])
    for where in (tmp_path / "file", tmp_path / "file/below"):
        with pytest.raises(WenbaoError) as caught:
            take(where, page)
        assert str(where) in caught.value.message
        assert "\n" not in caught.value.message
    with pytest.raises(IndexMissing):
        look(tmp_path / "file")


NOBODY = 65534
"""The user that owns nothing; root takes its place for a while, since root may write everywhere."""


def test_f9_a_read_only_index_is_read_and_not_written(place):
    look(place)  # everything is imported before the user changes
    with tempfile.TemporaryDirectory() as open_to_all:
        Path(open_to_all).chmod(0o755)
        index = Path(open_to_all) / "index"
        shutil.copytree(place, index)
        page = write_records(Path(open_to_all) / "b.jsonl", COUNTY[3:])
        for path in (*index.rglob("*"), index):
            path.chmod(path.stat().st_mode & 0o555 | 0o444)
        was = os.geteuid()
        try:
            if was == 0:
                os.seteuid(NOBODY)
            assert look(index).article("bridge")
            with pytest.raises(WenbaoError) as caught:
                take(index, page)
            assert "\n" not in caught.value.message
        finally:
            os.seteuid(was)
            for path in (index, *index.rglob("*")):
                path.chmod(path.stat().st_mode | 0o700)


def test_reading_changes_nothing(place):
    before = {name: ((place / name).stat().st_mtime_ns, (place / name).read_bytes()) for name in files_of(place)}
    snapshot = look(place)
    snapshot.search_words({"大桥": 1.0}, 3)
    assert {
        name: ((place / name).stat().st_mtime_ns, (place / name).read_bytes()) for name in files_of(place)
    } == before
    assert snapshot.version == "1"


def test_versions_are_kept_up_to_the_number_asked(place, tmp_path):
    for n in range(5):
        take(place, write_records(tmp_path / "b.jsonl", [{"id": "n", "text": f"第{n}次。"}]))
    assert IndexFolder(place).versions() == [4, 5, 6]
    assert IndexFolder(place).manifest().version == 6
