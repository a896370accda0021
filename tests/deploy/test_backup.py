"""The backup drill: what was saved comes back whole, and what is damaged or in the way is said in one line."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
import tarfile
import threading
from pathlib import Path

import pytest

from deploy import backup
from index.build import build
from index.embeddings import load_embedder
from index.folder import IndexFolder
from ui.archive import Archive
from ui.state.store import State, default_url
from ui.widget.sites import Sites

PAGE = "禾田村栽下树苗\n\n本报讯 3月5日，禾田村村民在荒坡上栽下树苗420棵。村里为每棵树苗挂上了牌子。\n"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("built")
    (place / "a.txt").write_text(PAGE, "utf-8")
    build([place / "a.txt"], IndexFolder(place / "index"), load_embedder(), program="test")
    return place / "index"


@pytest.fixture
def home(index: Path, tmp_path: Path) -> Path:
    """An archive with settings and an editor's upload."""
    home = Path(shutil.copytree(index, tmp_path / "home"))
    (home / "wenbao.toml").write_text('timezone = "Asia/Urumqi"\n', "utf-8")
    uploads = tmp_path / "home-uploads"
    uploads.mkdir()
    (uploads / "4f").write_text(PAGE, "utf-8")
    return home


def test_what_was_saved_comes_back_whole(home: Path, tmp_path: Path) -> None:
    state = State.open(default_url(home))
    site = Sites(state).add("报社", ["https://news.example"])
    copy = backup.save(home, tmp_path / "copies", keep=3)
    state.engine.dispose()
    assert copy.stat().st_mode & 0o777 == 0o600
    back = tmp_path / "elsewhere" / "home"
    assert backup.restore(copy, back) > 5
    assert [a.headline for a in Archive.open(back).articles()] == [a.headline for a in Archive.open(home).articles()]
    assert (back / "wenbao.toml").read_text("utf-8") == 'timezone = "Asia/Urumqi"\n'
    assert (back.with_name("home-uploads") / "4f").read_text("utf-8") == PAGE
    again = State.open(default_url(back))
    assert [known.id for known in Sites(again).all()] == [site.id]
    again.engine.dispose()


def test_the_drill_is_a_command_of_plain_python(root: Path, home: Path, tmp_path: Path) -> None:
    words = [sys.executable, str(root / "deploy" / "backup.py"), "drill", str(home), str(tmp_path / "copies")]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "restored and sound" in done.stdout
    assert [path.suffix for path in (tmp_path / "copies").iterdir()] == [".tar"]


def test_a_copy_waits_for_the_build_that_writes(home: Path, tmp_path: Path) -> None:
    made: list[Path] = []
    with (home / "lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        saving = threading.Thread(target=lambda: made.append(backup.save(home, tmp_path / "copies", keep=3)))
        saving.start()
        saving.join(0.3)
        assert made == []
    saving.join(60)
    assert len(made) == 1


def test_only_the_newest_copies_are_kept(home: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    for day in range(1, 6):
        (copies / f"wenbao-2020010{day}T000000Z.tar").touch()
    (copies / "another.tar").touch()
    made = backup.save(home, copies, keep=2)
    assert sorted(path.name for path in copies.iterdir()) == ["another.tar", "wenbao-20200105T000000Z.tar", made.name]


def said(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    assert backup.main([str(word) for word in words]) == 1
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    return line


def test_a_damaged_copy_is_refused_and_leaves_nothing(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = backup.save(home, tmp_path / "copies", keep=3)
    data = bytearray(copy.read_bytes())
    with tarfile.open(copy) as tar:
        entry = max(tar.getmembers(), key=lambda one: one.size)
        data[entry.offset_data + entry.size // 2] ^= 1
    copy.write_bytes(data)
    assert f"is damaged at {entry.name}" in said(capsys, "restore", copy, tmp_path / "back" / "home")
    assert [*(tmp_path / "back").iterdir()] == []


def test_a_copy_that_is_cut_is_refused(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = backup.save(home, tmp_path / "copies", keep=3)
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    said(capsys, "restore", copy, tmp_path / "back" / "home")
    assert [*(tmp_path / "back").iterdir()] == []


def test_what_is_in_the_way_stays(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = backup.save(home, tmp_path / "copies", keep=3)
    before = sorted(path.name for path in home.iterdir())
    assert "is not empty" in said(capsys, "restore", copy, home)
    assert sorted(path.name for path in home.iterdir()) == before


def test_no_index_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert "there is no index" in said(capsys, "save", tmp_path / "empty", tmp_path / "copies")
