"""The report of a build as a newcomer reads it: every refusal in words, in Chinese and English, one line each."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from index.errors import InputError
from tests.fakes import take
from tests.ui.test_cli import ROOT, wenbao
from ui.commands.build import REASONS as SAID
from ui.commands.build import report_json

PAGE = "青禾镇开展植树活动\n本报讯 3月12日，青禾镇组织干部群众在河滩上义务植树，共栽树四百二十棵。\n（王小明）\n"


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(PAGE, "utf-8")
    (folder / "gbk.txt").write_bytes(PAGE.replace("青禾", "柳溪").encode("gbk"))
    (folder / "page.html").write_text(f"<h1>松坪镇修路</h1><p>{PAGE.replace('青禾', '松坪')}</p>", "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "slides.ppt").write_bytes(b"...")
    (folder / "lines.jsonl").write_text("{broken\n", "utf-8")
    with zipfile.ZipFile(tmp_path / "open.zip", "w") as archive:
        archive.writestr("a.txt", PAGE)
    data = bytearray((tmp_path / "open.zip").read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (folder / "locked.zip").write_bytes(bytes(data))
    return folder


REASONS = {
    "empty.txt": "empty",
    "binary.txt": "binary",
    "cut.pdf": "damaged",
    "slides.ppt": "unsupported",
    "lines.jsonl": "json",
    "locked.zip": "encrypted",
}


def test_each_refused_file_has_one_line_in_both_languages(mixed: Path, tmp_path: Path) -> None:
    done = wenbao("build", mixed, "--index", tmp_path / "i")
    assert done.returncode == 3
    said = done.stdout.splitlines()
    for name, reason in REASONS.items():
        (line,) = [line for line in said if name in line]
        assert line.startswith(f"未收 refused  {SAID[reason]}  {name}")
    files = next(n for n, line in enumerate(said) if line.startswith("文件 files"))
    assert "收入 taken 3，未变 unchanged 0，未收 refused 6，移除 removed 0" in said[files]
    assert "新增或更新 new or changed 3" in said[files + 1]
    assert "共 3 篇 articles" in said[files + 2]
    assert "读取 reading" in done.stderr


def test_the_reasons_in_json_tell_a_locked_archive_and_a_broken_line(mixed: Path, tmp_path: Path) -> None:
    report = json.loads("".join(report_json(take(tmp_path / "i", mixed))))
    assert {file["source"]: file["reason"] for file in report["files"] if file["status"] == "refused"} == REASONS
    assert report["counts"]["refused"] == len(REASONS)


def test_where_nothing_was_taken_the_report_says_that_there_is_no_index(mixed: Path, tmp_path: Path) -> None:
    done = wenbao("build", mixed / "empty.txt", "--index", tmp_path / "i")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].startswith("没有建成索引 no index was made")


def test_every_reason_that_a_file_is_refused_for_has_chinese_words(root: Path) -> None:
    used: set[str] = set()
    for path in (root / "index").rglob("*.py"):
        used |= set(re.findall(r'FileRefused\([^#]*?reason="(\w+)"', path.read_text("utf-8"), re.S))
        used |= set(re.findall(r'_Broken\([^#]*?"(timeout|too_large|damaged|unreadable)"', path.read_text("utf-8")))
    assert "encrypted" in used
    assert used <= set(SAID)


def test_pages_kept_in_the_index_folder_are_told_apart_from_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    take(tmp_path / "i", tmp_path / "a.txt")
    (tmp_path / "i" / "b.txt").write_text(PAGE, "utf-8")
    for path in (tmp_path / "i" / "b.txt", tmp_path / "i"):
        with pytest.raises(InputError, match="lies in the index folder, which is not read"):
            take(tmp_path / "i", path)
    (tmp_path / "none").mkdir()
    with pytest.raises(InputError, match="no file lies there"):
        take(tmp_path / "i", tmp_path / "none")


def test_an_address_is_shown_as_it_was_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^https://news\.example/a\.html is an address"):
        take(tmp_path / "i", Path("https://news.example/a.html"))


def test_one_refused_text_of_a_chinese_system_is_readable_without_a_chinese_locale(mixed: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "wenbao", "build", str(mixed), "--index", str(tmp_path / "i")]
    done = subprocess.run(words, cwd=ROOT, env={"LANG": "C", "PATH": "/bin"}, capture_output=True, timeout=120)
    assert "未收 refused  有密码  locked.zip" in done.stdout.decode("utf-8")
