"""What hostile folders, names and texts do to a build: nothing (rows B8, C1, C2, C7-C11, C13, C15)."""

from __future__ import annotations

import ast
import gzip
import io
import json
import os
import pickle
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from index.errors import FileRefused, InputError
from index.intake import take as take_file
from index.jsonl import read_records
from index.records import Article, Statement
from index.sources import File, find_files
from tests.fakes import COUNTY, look, take, write_records

PAGE = "青禾镇开展植树活动\n本报讯 3月12日，青禾镇组织干部群众在河滩上开展义务植树活动，共栽下树苗四百二十棵。\n"
ROOMS = ("wenbao", "index", "prompts", "rag", "ui", "training")


def outcome(path: Path, name: str = "") -> str:
    """`taken`, or the reason of the refusal."""
    try:
        items = list(take_file(File(path, name or path.name), Statement()))
    except FileRefused as error:
        assert "\n" not in error.message
        return error.reason
    return "taken" if any(isinstance(item, Article) for item in items) else items[0].reason  # type: ignore[union-attr]


# names


@pytest.mark.parametrize(
    "name",
    ["a\nb.txt", "a\rx: y.txt", "gpj.\u202etxt.txt", "a\x1b[2J.txt", "\u2066a\u2069.txt", "a\u2028b.txt", "a\x07.txt"],
)  # fmt: skip
def test_b8_c9_a_file_name_is_shown_without_controls_and_bidi_marks(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_text(PAGE, "utf-8")
    (folder / f"bad{name[:-4]}.exe").write_bytes(b"MZ")
    report = take(tmp_path / "i", folder)
    said = [file.source for file in report.files] + [file.message or "" for file in report.files]
    said += [article.source for article in look(tmp_path / "i").articles()]
    assert report.count("taken") == 1
    assert "�" in "".join(said)
    assert all(sign.isprintable() for text in said for sign in text)
    assert take(tmp_path / "i", folder).count("unchanged") == 1


def test_c9_an_ideographic_space_in_a_name_is_no_control(tmp_path: Path) -> None:
    (tmp_path / "第二版\u3000要闻.txt").write_text(PAGE, "utf-8")
    (found,) = find_files([tmp_path])
    assert found.source == "第二版\u3000要闻.txt"


PLANTED = {
    "a.pkl": (pickle.dumps([1]), "unsupported"),
    "pickle.txt": (pickle.dumps(list(range(300))), "binary"),
    "pickle.jsonl": (pickle.dumps({"text": "x"}), "json"),
    "pickle.jsonl.gz": (gzip.compress(pickle.dumps({"text": "x"})), "json"),
    "pickle.csv": (pickle.dumps(list(range(300))), "binary"),
    "program.txt": (b"\x7fELF" + bytes(200), "binary"),
    "program.pdf": (b"MZ" + bytes(200), "damaged"),
    "page.pdf": (f"<p>{PAGE}</p>".encode(), "damaged"),
    "issue.html": (b"%PDF-1.7\n" + bytes(200), "binary"),
    "text.docx": (PAGE.encode(), "damaged"),
    "text.zip": (PAGE.encode(), "damaged"),
    "text.jsonl.gz": (PAGE.encode(), "unreadable"),
    "picture.md": (b"\x89PNG\r\n\x1a\n" + bytes(200), "binary"),
    "noending": (PAGE.encode(), "unsupported"),
    "a.txt.exe": (PAGE.encode(), "unsupported"),
    "a.svg": (b"<svg onload='x()'/>", "unsupported"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_c9_what_a_name_claims_is_checked_against_the_bytes(tmp_path: Path, name: str) -> None:
    data, reason = PLANTED[name]
    (tmp_path / name).write_bytes(data)
    assert outcome(tmp_path / name) == reason


def test_c9_names_in_an_archive_of_dots_nul_and_4_kb_are_passed_over_or_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("../../up.txt", ".hidden.txt", f"{'长' * 1400}.txt", "model.pkl", "x\u202etxt.exe", "good.txt"):
            archive.writestr(name, PAGE)
        info = zipfile.ZipInfo("nul.txt")
        info.filename = "nul.txt\0.exe"
        archive.writestr(info, PAGE)
    report = take(tmp_path / "i", tmp_path / "a.zip")
    (file,) = report.files
    assert [a.source for a in look(tmp_path / "i").articles()] == ["a.zip!/good.txt"]
    assert len(file.refused) == 5
    assert all(len(line) < 500 and all(sign.isprintable() for sign in line) for line in file.refused)
    assert not any("hidden" in line for line in file.refused)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "i"]


@pytest.mark.parametrize("name", ["x" * 4096, "a\0b.txt", "文" * 400])
def test_c9_a_path_that_no_file_can_have_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="does not exist"):
        take(tmp_path / "i", tmp_path / name)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/a.html", "https://news.example/a.html", "file:///etc/passwd", "gopher://x/1", "ftp://x/a.txt",
     "http://[::1]/a", "http://0x7f000001/a", "//127.0.0.1/share/a.txt"],
)  # fmt: skip
def test_c8_an_address_is_refused_and_no_socket_is_opened(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(InputError) as caught:
        take(tmp_path / "i", Path(address))
    assert "\n" not in caught.value.message
    if not address.startswith("//"):
        assert "fetches nothing" in caught.value.message
    assert not (tmp_path / "i").exists()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://a b", "x"])
def test_b2_only_an_address_on_the_web_becomes_an_articles_url(url: str) -> None:
    (article,) = read_records([json.dumps({"text": "甲。", "url": url}).encode()], source="a", stated=Statement())
    assert isinstance(article, Article)
    assert article.url is None


# files that are no plain files


def test_c10_hard_links_and_devices_in_a_folder_are_passed_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(PAGE, "utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "hard.txt").hardlink_to(secret)
    (folder / "a.txt").write_text(PAGE, "utf-8")
    made = ["hard.txt"]
    try:
        os.mknod(folder / "device.txt", 0o20666, os.makedev(1, 5))
        made.insert(0, "device.txt")
    except OSError:
        pass  # only root may make one
    assert [file.source for file in find_files([folder])] == ["a.txt"]
    assert [record.getMessage().split(":")[0] for record in caplog.records] == made
    caplog.clear()
    assert [file.source for file in find_files([folder], warn=False)] == ["a.txt"]
    assert not caplog.records
    assert [file.source for file in find_files([folder / "hard.txt"])] == ["hard.txt"], "named by the user it is taken"


# texts


MEASURE = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from index.formats.archive import read_archive
from index.formats.finds import Entry
import index.formats.webpage, index.pages
for path in sys.argv[2:]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        with open(path, "rb") as file:
            for find in read_archive(file, "a.zip"):
                pass
    except Exception as error:
        print(type(error).__name__, end=" ")
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_c2_bombs_cost_under_100_mib(tmp_path: Path, root: Path) -> None:
    def pack(name: str, members: dict[str, bytes]) -> Path:
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for member, data in members.items():
                archive.writestr(member, data)
        return tmp_path / name

    zeros = bytes(32 * 2**20)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", zeros)
    nested = inner.getvalue()
    for _ in range(4):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.zip", nested)
        nested = outer.getvalue()
    bombs = [
        pack("one.zip", {"a.html": zeros * 2}),
        pack("many.zip", {f"{n}.txt": zeros for n in range(48)}),
        pack("nested.zip", {"a.zip": nested}),
        pack("entries.zip", {f"{n}.txt": b"" for n in range(10_001)}),
    ]
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(root), *map(str, bombs)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert all(int(line.split()[-1]) <= 100 for line in done.stdout.splitlines()), done.stdout
    assert len(done.stdout.splitlines()) == len(bombs)


# programs in disguise


def test_c11_no_source_loads_objects_or_evaluates_text(root: Path) -> None:
    loaders = {"pickle", "cPickle", "joblib", "dill", "marshal", "shelve", "yaml", "cloudpickle"}
    for path in (p for room in ROOMS for p in (root / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            where = f"{path.relative_to(root)}:{node.lineno}"
            if isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec", "compile", "__import__"), where
            elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                owner, name = node.func.value.id, node.func.attr
                assert not (owner in loaders and name.startswith(("load", "open", "Unpickler"))), where
                assert (owner, name) not in (("torch", "load"), ("os", "system"), ("faiss", "read_index")), where
            for keyword in node.keywords:
                if keyword.arg in ("allow_pickle", "trust_remote_code", "shell"):
                    assert isinstance(keyword.value, ast.Constant), where
                    assert keyword.value.value is False, where


class Trap:
    """Writes a file when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.mark,)


def test_c11_what_is_planted_beside_an_index_is_never_loaded(tmp_path: Path) -> None:
    place, mark = tmp_path / "i", tmp_path / "sprung"
    path = write_records(tmp_path / "a.jsonl", COUNTY[:3])
    take(place, path)
    trap = pickle.dumps(Trap(mark))
    tag = f"!!python/object/apply:os.mknod ['{mark}']\n"
    segment = next((place / "segments").iterdir())
    for folder in (place, segment, place / "versions" / "000001"):
        for name in ("index.pkl", "index.faiss", "model.joblib", "extra.npy"):
            (folder / name).write_bytes(trap)
        (folder / "settings.yaml").write_text(tag, "utf-8")
    (tmp_path / "b.yaml").write_text(tag, "utf-8")
    assert len(list(look(place).articles())) == 3
    write_records(path, COUNTY[:4])
    take(place, tmp_path / "b.yaml", path)
    assert len(list(look(place).articles())) == 4
    assert not mark.exists()
