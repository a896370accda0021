"""Finding files, remembering them, and taking one file of any kind."""

import gzip
import io
import json
import os

import pytest

from index.errors import FileRefused, InputError
from index.intake import PAGE_MOST, take
from index.records import Article, Statement
from index.sources import File, SourceRecord, dump_sources, find_files, load_sources, sum_source, terms_of
from tests.fakes import write_records


def taken(path, stated=None):
    return list(take(File(path, path.name), stated or Statement()))


def read_back(pieces):
    return io.BytesIO(b"".join(pieces))


def test_files_are_found_in_a_stable_order_without_hidden_ones(tmp_path):
    for name in ("b/2.txt", "a.txt", "b/1.txt", ".hidden.txt", ".git/x.txt", "b/.DS_Store"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [f.source for f in find_files([tmp_path])] == ["a.txt", "b/1.txt", "b/2.txt"]
    assert [f.source for f in find_files([tmp_path / "b/1.txt", tmp_path / "b"])] == ["1.txt", "1.txt", "2.txt"]


def test_a_file_name_in_another_encoding_is_shown_and_remembered(tmp_path):
    name = os.fsdecode("报纸.txt".encode("gb18030"))
    (tmp_path / name).write_text("x")
    (found,) = find_files([tmp_path])
    found.source.encode()
    assert found.source.endswith(".txt")
    assert found.path.read_text() == "x"
    record = SourceRecord(1, str(found.path), found.source, "00", "11", 1)
    assert list(load_sources(read_back(dump_sources([record])))) == [record]


def test_a_path_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        list(find_files([tmp_path / "none"]))


def test_the_terms_change_with_every_statement():
    terms = {
        terms_of(stated)
        for stated in (
            Statement(),
            Statement(published="2023"),
            Statement(newspaper="甲"),
            Statement(edition="甲"),
            Statement(collection="甲"),
            Statement(url="甲"),
            Statement(unfixed=("trim",)),
            Statement(unfixed=("trim", "spaces")),
        )
    }
    assert len(terms) == 8


def test_source_records_survive_json():
    records = [SourceRecord(1, "/a/乙.txt", "乙.txt", "00", "11", 3), SourceRecord(2, "/b", "b", "22", "33", 0)]
    assert list(load_sources(read_back(dump_sources(records)))) == records
    assert list(load_sources(read_back(dump_sources([])))) == []


def test_the_sum_of_a_file_follows_its_bytes(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"1")
    before = sum_source(File(path, "a"))
    path.write_bytes(b"2")
    assert sum_source(File(path, "a")) != before


@pytest.mark.parametrize("name", ["a.exe", "noname", "a.doc", "a.gif", "a.rar"])
def test_other_formats_are_refused_with_what_is_read(tmp_path, name):
    (tmp_path / name).write_bytes(b"%PDF-1.4")
    with pytest.raises(FileRefused, match=r"\.jsonl") as caught:
        taken(tmp_path / name)
    assert caught.value.reason == "unsupported"
    assert "\n" not in caught.value.message


def test_binary_empty_and_huge_pages_are_refused(tmp_path):
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "empty.txt").write_bytes(b"")
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(PAGE_MOST + 1)
    for name in ("binary.txt", "empty.txt", "huge.txt"):
        with pytest.raises(FileRefused) as caught:
            taken(tmp_path / name)
        assert name in caught.value.message
        assert "\n" not in caught.value.message
    assert caught.value.reason == "too_large"


def test_gzipped_records_are_taken_and_a_broken_archive_is_refused(tmp_path):
    plain = write_records(tmp_path / "a.jsonl", [{"id": 1, "text": "一句话。"}]).read_bytes()
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(plain))
    (tmp_path / "b.jsonl.gz").write_bytes(b"no gzip at all")
    assert [a.key for a in taken(tmp_path / "a.jsonl.gz")] == ["1"]
    with pytest.raises(FileRefused) as caught:
        taken(tmp_path / "b.jsonl.gz")
    assert caught.value.reason == "unreadable"


def test_a_bad_line_comes_as_a_refusal_between_the_others(tmp_path):
    lines = ['{"id":1,"text":"甲。"}', "{broken", '["list"]', '{"id":2}', "", '{"id":3,"text":"丙。"}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    items = taken(tmp_path / "a.jsonl")
    assert [type(i) for i in items] == [Article, FileRefused, FileRefused, FileRefused, Article]
    assert [i.key for i in items if isinstance(i, Article)] == ["1", "3"]
    assert "line 2" in items[1].message


@pytest.mark.parametrize(
    "record",
    [
        {"id": 1, "text": "半个字\ud800在这里。"},
        {"id": 1, "text": "甲。", "title": "\udfff"},
        {"id": "\ud800", "text": "甲。"},
        {"id": 1, "text": "甲。", "author": "\ud800"},
        {"id": 1, "text": "甲。", "newspaper": "\ud800"},
        {"id": 1, "text": "甲。", "date": "0000"},
    ],
)
def test_a_record_that_could_not_be_written_is_refused_and_stops_no_other(tmp_path, record):
    other = {"id": 2, "text": "乙。"}
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(r) for r in (record, other)))
    items = taken(tmp_path / "a.jsonl")
    assert isinstance(items[0], FileRefused)
    items[0].message.encode()
    assert items[1].key == "2"


@pytest.mark.parametrize(
    ("date", "published"),
    [("2023-03-05", "2023-03-05"), ("2023-03", "2023-03"), ("2023", "2023"), ("2023/3/5", "2023-03-05"),
     ("2023-13", None), ("2023-02-30", None), ("昨天", None), ("", None)],
)  # fmt: skip
def test_dates_of_records(tmp_path, date, published):
    write_records(tmp_path / "a.jsonl", [{"text": "甲。", "date": date}])
    assert taken(tmp_path / "a.jsonl")[0].published == published


def test_c10_links_pipes_and_hidden_files_in_a_folder_are_passed_over(tmp_path, caplog):
    outside = tmp_path / "outside.txt"
    outside.write_text("一页", "utf-8")
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text("一页", "utf-8")
    (folder / "link.txt").symlink_to(outside)
    (folder / "lost.txt").symlink_to(tmp_path / "gone.txt")
    (folder / "around").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    assert [file.source for file in find_files([folder])] == ["a.txt"]
    assert sorted(record.getMessage().split(":")[0] for record in caplog.records) == [
        "around",
        "link.txt",
        "lost.txt",
        "pipe.txt",
    ]
    assert [file.source for file in find_files([folder / "link.txt"])] == ["outside.txt"]


def test_a_file_that_only_calls_itself_a_picture_is_damaged(tmp_path):
    (tmp_path / "a.png").write_bytes(b"%PDF-1.4")
    with pytest.raises(FileRefused, match=r"^a\.png: damaged, or no picture at all; save it anew$") as caught:
        taken(tmp_path / "a.png")
    assert caught.value.reason == "damaged"


def test_files_come_in_the_order_of_their_folders_and_names(tmp_path):
    names = ["a/b.txt", "a/b/c.txt", "a b.txt", "a-b.txt", "a.txt", "b/a.txt", "a/乙.txt", "a/甲.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("甲", "utf-8")
    wanted = [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path / name for name in names)]
    assert [file.source for file in find_files([tmp_path])] == wanted
