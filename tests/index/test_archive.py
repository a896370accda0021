"""ZIP archives: what leads out of them, what blows up in them, and names of other tongues (rows C1, C2, F29, F30)."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from pathlib import Path

import pytest

from index.errors import FileRefused
from index.formats import archive as archives
from index.formats.archive import read
from index.formats.finds import Entry, FoundPage
from index.intake import take
from index.records import Article, Statement
from index.sources import File

PAGE = "青禾镇开展义务植树活动\n本报讯 3月12日，青禾镇组织干部群众在河滩上开展义务植树活动，共栽下树苗四百二十棵。\n"


def pack(*members: tuple[str | zipfile.ZipInfo, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def finds(data: bytes):
    return [find for find in read(data, "issue.zip") if not isinstance(find, Entry)]


def outcome(data: bytes) -> list[tuple[str, str]]:
    """Source and "taken", or the refused member's message up to the colon and the reason."""
    return [
        (find.message.split(": ")[0], find.reason) if isinstance(find, FileRefused) else (find.source, "taken")
        for find in finds(data)
    ]


def refusal(data: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        finds(data)
    assert "\n" not in caught.value.message
    return caught.value


def test_members_are_read_in_order_with_their_place() -> None:
    data = pack(("a.txt", PAGE), ("版/b.txt", PAGE), ("版/", ""), ("__MACOSX/._a.txt", "x"), (".DS_Store", "x"))
    assert outcome(data) == [("issue.zip!/a.txt", "taken"), ("issue.zip!/版/b.txt", "taken")]


@pytest.mark.parametrize(
    "name",
    [
        "../a.txt",
        "x/../../a.txt",
        "/etc/a.txt",
        "C:/a.txt",
        "c:a.txt",
        "x\\..\\a.txt",
        "\\\\host\\a.txt",
        "con.txt",
        "x/NUL",
    ],
)
def test_c1_names_that_lead_out_are_refused_and_the_rest_is_taken(name: str, tmp_path: Path) -> None:
    assert [reason for _, reason in outcome(pack((name, PAGE), ("good.txt", PAGE)))] == ["unsafe_name", "taken"]


def test_c1_links_and_second_copies_are_refused() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with pytest.warns(UserWarning, match="Duplicate"):
        data = pack((link, "/etc/passwd"), ("a.txt", PAGE), ("a.txt", PAGE + PAGE))
    assert [reason for _, reason in outcome(data)] == ["unsafe_name", "taken", "duplicate"]


def test_c2_a_member_that_blows_up_is_refused_within_two_seconds() -> None:
    bomb = b"\0" * (30 * 2**20)
    data = pack(*((f"{n}.txt", bomb) for n in range(12)), ("good.txt", PAGE))
    started = time.process_time()
    assert [reason for _, reason in outcome(data)] == ["too_large"] * 12 + ["taken"]
    assert time.process_time() - started < 2


def test_c2_all_members_together_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "TOTAL_MOST", 1000)
    assert refusal(pack(*((f"{n}.txt", PAGE) for n in range(20)))).reason == "too_large"


def test_c2_too_many_members_are_refused_before_they_are_listed() -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 60_000, 60_000, 60_000 * 60, 0, 0)
    assert refusal(b"\0" * 100 + end).reason == "too_large"


def test_c2_archives_are_read_two_deep() -> None:
    inner = pack(("a.txt", PAGE))
    deep = pack(("c.zip", pack(("b.zip", inner), ("d.txt", PAGE))))
    assert outcome(deep) == [("issue.zip!/c.zip!/b.zip", "nested"), ("issue.zip!/c.zip!/d.txt", "taken")]


def test_c2_overlapping_members_are_refused() -> None:
    data = bytearray(pack(("a.txt", PAGE * 20), ("b.txt", PAGE * 20), method=zipfile.ZIP_STORED))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 1)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    assert refusal(bytes(data)).reason == "damaged"


def test_c2_a_size_that_lies_is_not_believed() -> None:
    data = bytearray(pack(("a.txt", PAGE * 200), ("b.txt", PAGE)))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<L", 10)
    assert [reason for _, reason in outcome(bytes(data))] == ["damaged", "taken"]


def _unmarked(name: bytes) -> bytes:
    """An archive with a name in bytes of another encoding, and without the mark of UTF-8."""
    data = pack(("n" * len(name) + ".txt", PAGE))
    return data.replace(b"n" * len(name), name)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "gb18030"])
@pytest.mark.parametrize("name", ["霁川新报第二版", "今日要闻", "開會通知"])
def test_f29_names_of_chinese_windows_are_right(encoding: str, name: str) -> None:
    assert outcome(_unmarked(name.encode(encoding))) == [(f"issue.zip!/{name}.txt", "taken")]


def test_f29_a_name_with_the_mark_of_utf_8_is_right() -> None:
    assert outcome(pack(("霁川新报.txt", PAGE))) == [("issue.zip!/霁川新报.txt", "taken")]


def test_f30_encrypted_empty_and_unknown_members_have_words_of_their_own() -> None:
    data = bytearray(
        pack(("a.txt", PAGE), ("b.txt", ""), ("c.exe", "MZ"), ("d.txt", bytes(range(256)) * 9), ("e.txt", PAGE))
    )
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert [reason for _, reason in outcome(bytes(data))] == ["encrypted", "empty", "unsupported", "binary", "taken"]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"x" * 500, pack(("a.txt", PAGE))[:-30]])
def test_f30_what_is_no_archive_is_damaged(data: bytes) -> None:
    assert refusal(data).reason == "damaged"


def test_a_flipped_byte_costs_its_member() -> None:
    data = bytearray(pack(("a.txt", PAGE * 3), ("b.txt", PAGE), method=zipfile.ZIP_STORED))
    data[60] ^= 1
    assert [reason for _, reason in outcome(bytes(data))] == ["damaged", "taken"]


def test_an_archive_of_all_formats_becomes_articles(tmp_path: Path) -> None:
    row = '{"id": "k1", "title": "植树", "text": "3月12日，青禾镇植树四百二十棵。"}\n'
    html = f"<h1>青禾镇植树</h1><p>{PAGE.splitlines()[1]}</p><p>镇长祁砚川说，今年全镇计划植树一万棵。</p>"
    data = pack(
        ("a.txt", PAGE),
        ("b.jsonl", row + "\n" + row.replace("k1", "k2")),
        ("c.csv", "标题,正文\n植树,3月12日，青禾镇植树四百二十棵。\n".encode("gbk")),
        ("d.html", html),
        ("e.md", f"# 青禾镇植树\n\n{PAGE.splitlines()[1]}\n"),
    )
    (tmp_path / "issue.zip").write_bytes(data)
    items = list(take(File(tmp_path / "issue.zip", "issue.zip"), Statement(newspaper="霁川新报")))
    assert all(isinstance(item, Article) for item in items)
    assert [(item.source[11:], item.page, item.key) for item in items] == [
        ("a.txt", 1, ""),
        ("b.jsonl", 1, "k1"),
        ("b.jsonl", 3, "k2"),
        ("c.csv", 2, ""),
        ("d.html", 1, ""),
        ("e.md", 1, ""),
    ]
    assert {item.newspaper for item in items} == {"霁川新报"}


def test_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(pack(("../x.txt", PAGE), ("a.txt", PAGE)))
    list(take(File(tmp_path / "a.zip", "a.zip"), Statement()))
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
    assert not (tmp_path.parent / "x.txt").exists()


def test_pages_in_archives_keep_their_text() -> None:
    (find,) = finds(pack(("a.txt", PAGE.encode("gb18030"))))
    assert isinstance(find, FoundPage)
    assert find.text == PAGE
