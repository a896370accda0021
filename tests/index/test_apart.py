"""The child process: a bad file costs only itself (rows C3, C7, F30, F33)."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from index.errors import FileRefused
from index.formats.apart import Limits, dismiss, read_apart
from index.formats.finds import Entry, FoundPage, FoundRecord, dump, load
from index.intake import take
from index.records import Article, Statement
from index.sources import File
from tests.index.pdf_press import Line, press

TEXT = [
    "本报讯 3月12日，青禾镇在河滩上植树四百二十棵。",
    *["大家挖坑、扶苗、培土、浇水，忙得热火朝天，谁也不停。"] * 19,
]
PAGE = [Line(40, 700 - 14 * n, line) for n, line in enumerate(TEXT)]
HTML = "<h1>青禾镇开展义务植树</h1><p>本报讯 3月12日，青禾镇在河滩上开展义务植树活动，共栽下树苗四百二十棵。</p>"
SLOW = "<p>一</p>" * 800_000
"""Seconds of a core."""
QUICK = Limits(cpu_s=1, wall_s=120)


def put(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def reason(path: Path, limits: Limits = QUICK) -> str:
    with pytest.raises(FileRefused) as caught:
        list(read_apart(path, path.name, limits))
    assert "\n" not in caught.value.message
    assert path.name in caught.value.message
    return caught.value.reason


@pytest.mark.parametrize(
    "find", [FoundPage("甲\udcff.pdf", 2, "一\n二", 3), FoundRecord("a", 1, "{}", 0), Entry("a!/b", 7)]
)
def test_finds_cross_the_pipe(find: object) -> None:
    assert load(dump(find)) == find  # type: ignore[arg-type]


def test_refusals_cross_the_pipe_and_nonsense_does_not() -> None:
    refused = load(dump(FileRefused("a: b", reason="empty")))
    assert isinstance(refused, FileRefused)
    assert (refused.message, refused.reason) == ("a: b", "empty")
    for line in (b"[]", b"{}", b'["page", 1, 1, 1, 1]', b"nonsense"):
        with pytest.raises(ValueError):
            load(line)


def test_c3_a_file_that_burns_cpu_is_ended_and_the_next_is_read(tmp_path: Path) -> None:
    bad, good = put(tmp_path / "bad.html", SLOW), put(tmp_path / "good.html", HTML)
    assert reason(bad) == "timeout"
    assert len(list(read_apart(good, "good.html", QUICK))) == 1


def test_c3_the_wall_clock_ends_what_the_kernel_does_not(tmp_path: Path) -> None:
    bad = put(tmp_path / "bad.html", SLOW)
    assert reason(bad, Limits(cpu_s=60, wall_s=0.5)) == "timeout"


def test_f33_a_file_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    bad = put(tmp_path / "bad.html", "<p>一</p>" * 500_000)
    assert reason(bad, Limits(memory=200 * 2**20)) in ("too_large", "damaged")


def test_f30_a_bad_member_costs_the_archive_only_itself(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, data in (("1.html", HTML), ("2.html", SLOW), ("3.html", HTML)):
            archive.writestr(name, data)
    finds = list(read_apart(tmp_path / "a.zip", "a.zip", QUICK))
    assert [find.reason if isinstance(find, FileRefused) else find.source for find in finds] == [
        "a.zip!/1.html",
        "timeout",
        "a.zip!/3.html",
    ]


def test_one_child_serves_many_files_and_starts_quickly(tmp_path: Path) -> None:
    good = put(tmp_path / "good.html", HTML)
    dismiss()
    started = time.monotonic()
    list(read_apart(good, "a"))
    first = time.monotonic() - started
    started = time.monotonic()
    for _ in range(20):
        list(read_apart(good, "a"))
    assert (time.monotonic() - started) / 20 < first


def test_the_child_has_no_keys_no_network_and_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import io, os, socket, sys\n"
        "from index.formats import child\n"
        "sys.stdin = io.TextIOWrapper(io.BytesIO())\n"
        "child.serve(2**31)\n"
        "def fails(deed):\n"
        "    try: deed()\n"
        "    except OSError: return True\n"
        "def write():\n"
        f"    with open({str(tmp_path / 'x')!r}, 'wb', 0) as file: file.write(b'1' * 99)\n"
        "deeds = [lambda: socket.create_connection(('127.0.0.1', 9)), lambda: os.system('true'), write]\n"
        "print([bool(fails(deed)) for deed in deeds], file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stderr.strip().endswith("[True, True, True]")


def test_a_reader_that_is_left_half_way_does_no_harm(tmp_path: Path) -> None:
    many = put(tmp_path / "a.pdf", press([PAGE] * 30))
    assert isinstance(next(read_apart(many, "a.pdf")), FoundPage)
    assert len(list(read_apart(many, "a.pdf"))) == 30


def test_a_pdf_becomes_articles_with_their_page(tmp_path: Path) -> None:
    put(tmp_path / "a.pdf", press([[Line(40, 740, "青禾镇开展义务植树", 24), *PAGE]] * 2))
    articles = [item for item in take(File(tmp_path / "a.pdf", "a.pdf"), Statement()) if isinstance(item, Article)]
    assert [article.page for article in articles] == [1, 2]
    assert articles[0].headline == "青禾镇开展义务植树"
