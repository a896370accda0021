"""Builds from files to versions: what is refused, another model, what goes wrong while it is written."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from dataclasses import replace

import pytest

from index.errors import FileRefused, IndexBusy, IndexDamaged, InputError
from index.folder import IndexFolder
from index.report import BuildReport, FileReport, FileReports
from index.settings import IndexSettings
from index.words import fold
from tests.fakes import COUNTY, EMBEDDER, BigramEmbedder, look, take, write_records
from tests.index.shelf import PAGE, keys

# files that are refused


def test_refused_files_stop_no_other(tmp_path, place):
    folder = tmp_path / "in"
    write_records(folder / "m.jsonl", COUNTY[:2])
    (folder / "a.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "b.pdf").write_bytes(b"%PDF-1.7")
    (folder / "c.txt").write_bytes(b"")
    (folder / "z.jsonl").write_text("{broken\n" + json.dumps({"id": 9, "text": "好的一行。"}) + "\n", encoding="utf-8")
    report = take(place, folder)
    assert report.exit_code == 3
    assert {f.source: f.status for f in report.files} == {
        "a.txt": "refused",
        "b.pdf": "refused",
        "c.txt": "refused",
        "m.jsonl": "taken",
        "z.jsonl": "taken",
    }
    for file in report.files:
        if file.status == "refused":
            assert file.reason
            assert file.source in file.message
            assert "\n" not in file.message
    assert len(report.files[-1].refused) == 1
    assert set(keys(place)) == {"blood-2022", "blood-2023", "9"}


def test_nothing_taken_is_1_and_makes_no_index(tmp_path, place):
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    assert take(place, tmp_path / "b.pdf").exit_code == 1
    assert not IndexFolder(place).exists()


def test_an_empty_folder_is_nothing_taken(tmp_path, place):
    (tmp_path / "empty").mkdir()
    for remove_gone in (False, True):
        with pytest.raises(InputError, match="nothing could be taken") as caught:
            take(place, tmp_path / "empty", remove_gone=remove_gone)
        assert "\n" not in caught.value.message
    assert not IndexFolder(place).exists()


def test_a_missing_path_is_refused_before_anything_is_written(tmp_path, place):
    with pytest.raises(InputError):
        take(place, tmp_path / "none")
    assert not place.exists()


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([FileReport("a", "taken")], 0),
        ([FileReport("a", "unchanged")], 0),
        ([FileReport("a", "removed")], 0),
        ([FileReport("a", "taken"), FileReport("b", "refused")], 3),
        ([FileReport("a", "taken", refused=("b",))], 3),
        ([FileReport("a", "unchanged"), FileReport("b", "refused")], 3),
        ([FileReport("a", "refused")], 1),
    ],
)
def test_exit_codes(files, code):
    assert BuildReport(FileReports.of(files), 1, 0, 0, 0, 0, 0.0).exit_code == code


def test_the_second_of_two_equal_ids_is_refused_every_time(tmp_path, place):
    write_records(tmp_path / "in/a.jsonl", [{"id": 1, "text": "先到的。"}, {"id": 1, "text": "同一个文件里重复的。"}])
    write_records(tmp_path / "in/b.jsonl", [{"id": 1, "text": "另一个文件里重复的。"}, {"id": 2, "text": "别的一篇。"}])
    write_records(tmp_path / "in/c.jsonl", [{"id": 1, "text": "只有重复的。"}])
    first = take(place, tmp_path / "in")
    assert first.exit_code == 3
    assert [len(f.refused) for f in first.files] == [1, 1, 0]
    assert first.files[2].status == "refused"
    assert {k: a.body for k, a in keys(place).items()} == {"1": "先到的。", "2": "别的一篇。"}
    second = take(place, tmp_path / "in")
    assert second.version == first.version, "a refused file changes nothing"
    assert keys(place)["1"].body == "先到的。"
    assert second.files[2].status == "refused"


@pytest.mark.parametrize(("one", "other"), [("a", "b"), ("b", "a")])
def test_a_record_that_moved_to_another_file_is_taken_from_there(tmp_path, place, one, other):
    write_records(tmp_path / f"in/{one}.jsonl", COUNTY[:2])
    write_records(tmp_path / f"in/{other}.jsonl", COUNTY[2:4])
    take(place, tmp_path / "in")
    write_records(tmp_path / f"in/{one}.jsonl", COUNTY[:1])
    write_records(tmp_path / f"in/{other}.jsonl", COUNTY[1:4])
    report = take(place, tmp_path / "in")
    assert report.exit_code == 0
    assert {k: a.source for k, a in keys(place).items()} == {
        "blood-2022": f"{one}.jsonl",
        "blood-2023": f"{other}.jsonl",
        "bridge": f"{other}.jsonl",
        "library": f"{other}.jsonl",
    }


def test_an_archive_that_breaks_off_keeps_what_could_be_read(tmp_path, place):
    records = [{"id": n, "text": f"第{n}篇，{'正文' * 40}。{hash((n, 1))}{hash((n, 2))}"} for n in range(400)]
    plain = write_records(tmp_path / "plain.jsonl", records).read_bytes()
    whole = gzip.compress(plain)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.jsonl.gz").write_bytes(whole[: len(whole) * 2 // 3])
    write_records(tmp_path / "in/b.jsonl", [{"id": "b", "text": "后面的一个文件。"}])
    first = take(place, tmp_path / "in")
    assert first.exit_code == 3
    held = set(keys(place))
    assert "b" in held
    assert take(place, tmp_path / "in").version == first.version
    write_records(tmp_path / "in/b.jsonl", [{"id": "b", "text": "后面的一个文件，改过了。"}])
    take(place, tmp_path / "in")
    assert set(keys(place)) == held, "a change in one file takes nothing from the other"
    (tmp_path / "in/a.jsonl.gz").write_bytes(whole)
    take(place, tmp_path / "in")
    assert len(keys(place)) == 401


def test_a_broken_archive_takes_nothing_from_what_was_there(tmp_path, place):
    records = [{"id": n, "text": f"第{n}篇，{hash((n, 1))}{hash((n, 2))}{hash((n, 3))}。"} for n in range(300)]
    plain = write_records(tmp_path / "plain.jsonl", records).read_bytes()
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(plain))
    take(place, path)
    path.write_bytes(gzip.compress(plain)[:2000])
    assert take(place, path).exit_code in (1, 3)
    assert len(keys(place)) == 300


def test_the_index_may_lie_among_the_pages(pages):
    place = pages / "my index"
    first = take(place, pages)
    second = take(place, pages)
    assert [f.source for f in second.files] == [PAGE]
    assert second.version == first.version


def test_articles_without_any_word_are_stored_too(tmp_path, place):
    write_records(tmp_path / "a.jsonl", [{"id": 1, "text": "？！"}, {"id": 2, "text": "甲。", "title": None}])
    take(place, tmp_path / "a.jsonl")
    assert set(keys(place)) == {"1", "2"}
    assert look(place).search_words({"甲": 1.0}, 5)[0].rank == 1


# another model


# what goes wrong while it is written

HOLD = """
import sys, time
from pathlib import Path
from index.folder import IndexFolder
with IndexFolder(Path(sys.argv[1])).locked():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_f14_a_second_writer_is_told_who_is_writing(tmp_path, place, root):
    path = write_records(tmp_path / "a.jsonl", COUNTY)
    take(place, path)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(place)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(IndexBusy, match=f"pid {holder.pid}") as caught:
            take(place, path)
        assert "\n" not in caught.value.message
        assert len(keys(place)) == 7, "readers go on"
    finally:
        holder.communicate("", timeout=20)
    assert take(place, path).count("unchanged") == 1


class Stop(BaseException):
    """Stands for a power cut: nothing catches it."""


class BrokenEmbedder(BigramEmbedder):
    def embed_passages(self, texts):
        raise Stop


@pytest.mark.parametrize("where", ["embedding", "writing", "pointing"])
def test_f1_f2_an_interrupted_build_leaves_the_old_version(tmp_path, place, monkeypatch, where):
    path = write_records(tmp_path / "a.jsonl", COUNTY[:3])
    take(place, path)
    before = keys(place)
    write_records(path, COUNTY)

    def stop(*args, **kwargs):
        raise Stop

    with monkeypatch.context() as patch:
        if where == "writing":
            patch.setattr("index.keywords.Keywords.write", stop)
        elif where == "pointing":
            patch.setattr(IndexFolder, "point", stop)
        with pytest.raises(Stop):
            take(place, path, embedder=BrokenEmbedder() if where == "embedding" else EMBEDDER)
    assert keys(place) == before
    assert look(place).search_words({"大桥": 1.0}, 5)
    assert not list((place / "segments").glob("*.new"))
    report = take(place, path)
    assert report.articles == 7
    named = {s.name for s in look(place).manifest.segments}
    on_disk = {p.name for p in (place / "segments").iterdir()}
    used = named | {s.name for n in IndexFolder(place).versions() for s in IndexFolder(place).manifest_of(n).segments}
    assert on_disk == used, "what the dead build left is cleared away"


def test_f4_old_versions_go_and_an_open_snapshot_goes_on_answering(tmp_path, place):
    path = write_records(tmp_path / "a.jsonl", COUNTY[:3])
    settings = IndexSettings(keep_versions=1)
    take(place, path, settings=settings)
    snapshot = look(place)
    old = snapshot.manifest.segments[0].name
    write_records(path, [{**r, "text": f"{r['text']}改了。"} for r in COUNTY[:3]])
    take(place, path, settings=settings)
    assert IndexFolder(place).versions() == [2]
    assert not IndexFolder(place).segment(old).exists()
    hits = snapshot.search_words({"大桥": 1.0}, 5)
    assert snapshot.article_of(hits[0].number).key == "bridge"
    vector = EMBEDDER.embed_queries([fold(str(COUNTY[2]["text"]))])[0]
    assert snapshot.article_of(snapshot.search_vectors(vector, 1)[0].number).key == "bridge"
    assert snapshot.article("bridge").body == COUNTY[2]["text"]
    assert look(place).article("bridge").body.endswith("改了。")


def test_a_damaged_index_is_not_written_to(tmp_path, place):
    path = write_records(tmp_path / "a.jsonl", COUNTY[:3])
    take(place, path)
    victim = next((place / "segments").rglob("vectors.npy"))
    victim.write_bytes(victim.read_bytes()[:-4])
    pointer = (place / "CURRENT").read_bytes()
    write_records(path, COUNTY)
    with pytest.raises(IndexDamaged):
        take(place, path)
    assert (place / "CURRENT").read_bytes() == pointer


def test_small_segments_give_the_same_articles_as_one(tmp_path, place):
    path = write_records(tmp_path / "a.jsonl", COUNTY)
    take(place, path, settings=IndexSettings(segment_articles=2))
    take(tmp_path / "one", path)
    assert [s.articles for s in look(place).manifest.segments] == [2, 2, 2, 1]
    assert keys(place) == keys(tmp_path / "one")


def test_progress_is_reported_from_reading_to_the_commit(tmp_path, place):
    from index.build import build

    path = write_records(tmp_path / "a.jsonl", COUNTY)
    said = []
    build([path], IndexFolder(place), EMBEDDER, program="test", progress=said.append)
    assert [p.step for p in said] == ["read", "write", "commit"]
    assert said[-1].articles == 7
    assert said[-1].files_done == said[-1].files == 1


def test_doubtful_articles_are_counted_in_the_report(tmp_path, place):
    report = take(place, write_records(tmp_path / "a.jsonl", COUNTY))
    assert report.doubtful == 0
    assert replace(report, doubtful=2).doubtful == 2
    assert FileRefused("x", reason="y").code == "file_refused"
