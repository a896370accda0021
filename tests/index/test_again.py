"""The same things again, in other places and after a break, and a folder of everything at once (rows F30, F31)."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from index.build import build
from index.folder import IndexFolder
from index.report import Progress
from tests.fakes import COUNTY, EMBEDDER, look, take, write_records
from tests.index.pdf_press import Line, press
from tests.index.shelf import PAGE, keys

TEXT = "本报讯 3月12日，青禾镇组织干部群众在河滩上开展义务植树活动，共栽下树苗四百二十棵，大家忙得热火朝天。"


def bodies(place: Path) -> list[str]:
    return sorted(article.body for article in look(place).articles())


# the same again (F31)


def test_f31_the_same_page_twice_is_one(pages, place):
    (pages / "copy.txt").write_bytes((pages / PAGE).read_bytes())
    (pages / "later").mkdir()
    (pages / "later" / PAGE).write_bytes((pages / PAGE).read_bytes())
    report = take(place, pages)
    (pages / "copy.txt").unlink()
    (pages / "later" / PAGE).unlink()
    single = take(place.with_name("single"), pages)
    assert report.articles == single.articles
    assert set(keys(place)) == set(keys(place.with_name("single")))


def test_f31_the_same_article_under_another_header_is_one_voice(tmp_path, place):
    other = "2023年3月13日　星期一\n责任编辑：某某\n青禾镇开展义务植树\n" + TEXT
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("综合新闻\n青禾镇开展义务植树活动\n" + TEXT, "utf-8")
    (tmp_path / "in" / "b.txt").write_text(other, "utf-8")
    take(place, tmp_path / "in")
    first, second = look(place).articles()
    assert first.body == second.body
    assert first.key != second.key
    assert (first.duplicates, second.duplicates) == ((second.key,), (first.key,))


@pytest.mark.parametrize("how", ["same place", "moved", "in an archive"])
def test_f31_the_whole_batch_again_changes_no_count_and_no_key(pages, place, tmp_path, how):
    write_records(pages / "a.jsonl", COUNTY)
    first = take(place, pages)
    before = keys(place)
    again = pages
    if how == "moved":
        again = pages.rename(tmp_path / "elsewhere")
    elif how == "in an archive":
        again = tmp_path / "all.zip"
        with zipfile.ZipFile(again, "w") as archive:
            for path in sorted(pages.iterdir()):
                archive.write(path, path.name)
                path.unlink()
    second = take(place, again)
    assert second.articles == first.articles
    assert set(keys(place)) == set(before)
    assert take(place, again).count("unchanged") == len(second.files)


class Stop(BaseException):
    """Stands for a power cut: nothing catches it."""


def _stop_after(files: int) -> Callable[[Progress], None]:
    def speak(now: Progress) -> None:
        if now.files_done >= files:
            raise Stop

    return speak


@pytest.mark.parametrize("after", [1, 2, 3])
def test_f31_a_batch_that_broke_off_is_taken_whole_the_next_time(pages, place, after):
    write_records(pages / "a.jsonl", COUNTY)
    write_records(pages / "b.jsonl", [{"text": TEXT}])
    folder = IndexFolder(place)
    for _ in range(2):
        with pytest.raises(Stop):
            build([pages], folder, EMBEDDER, program="test", progress=_stop_after(after))
    assert not folder.exists()
    report = take(place, pages)
    take(place.with_name("whole"), pages)
    assert bodies(place) == bodies(place.with_name("whole"))
    assert set(keys(place)) == set(keys(place.with_name("whole")))
    assert report.count("taken") == 3
    assert take(place, pages).count("unchanged") == 3
    write_records(pages / "b.jsonl", [{"text": TEXT}, {"id": "new", "text": "新来的一篇。"}])
    with pytest.raises(Stop):
        build([pages], folder, EMBEDDER, program="test", progress=_stop_after(3))
    assert "new" not in keys(place), "readers see the version before"
    take(place, pages)
    assert set(keys(place)) == {*keys(place.with_name("whole")), "new"}
    left = {path.name for path in (place / "segments").iterdir()}
    assert left == {segment.name for segment in look(place).manifest.segments}


# one of everything (F30)

PRINTED = [Line(40, 740, "柳溪镇修通入村路", 24)]
PRINTED += [
    Line(40, 700 - 14 * n, line) for n, line in enumerate(["本报讯 6月1日，柳溪镇修通了公路。", *[TEXT[8:40]] * 9])
]


def everything(folder: Path) -> dict[str, str]:
    """One file of each kind; what its refusal is called, or `taken`."""
    image = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q"
    with zipfile.ZipFile(folder / "locked.zip", "w") as archive:
        archive.writestr("a.txt", TEXT)
    data = bytearray((folder / "locked.zip").read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    files: dict[str, tuple[bytes, str]] = {
        "empty.txt": (b"", "empty"),
        "blank.txt": (" \n\u3000\n".encode(), "empty"),
        "bom.txt": (b"\xef\xbb\xbf", "empty"),
        "bom16.txt": (b"\xff\xfe", "empty"),
        "binary.txt": (bytes(range(256)) * 9, "binary"),
        "mixed.txt": (TEXT.encode() + TEXT.encode("gb18030") + TEXT.encode(), "encoding"),
        "scan.pdf": (press([image]), "needs_ocr|empty"),
        "nopages.pdf": (press([]), "damaged|empty"),
        "cut.pdf": (press([PRINTED])[:200], "damaged"),
        "locked.zip": (bytes(data), "encrypted"),
        "slides.ppt": (b"...", "unsupported"),
        "lines.jsonl": (b"{broken\n", "json"),
        "z.txt": (f"青禾镇植树\n{TEXT}\n".encode(), "taken"),
        "z.pdf": (press([PRINTED]), "taken"),
    }
    for name, (content, _) in files.items():
        (folder / name).write_bytes(content)
    return {name: status for name, (_, status) in files.items()}


def test_f30_a_folder_of_everything_tells_each_file_apart_and_takes_the_good_ones(tmp_path, place):
    folder = tmp_path / "in"
    folder.mkdir()
    wanted = everything(folder)
    report = take(place, folder)
    found = {file.source: file.reason or file.status for file in report.files}
    assert {name: status for name, status in found.items() if status not in wanted[name].split("|")} == {}
    assert report.exit_code == 3
    for file in report.files:
        if file.status == "refused":
            assert file.message.startswith(file.source)
            assert "\n" not in file.message
    assert json.dumps([file.message for file in report.files])
    assert "encrypted" in next(file.message for file in report.files if file.source == "locked.zip")
    for path in folder.iterdir():
        if wanted[path.name] == "taken":
            path.unlink()
    assert take(tmp_path / "none", folder).exit_code == 1


@pytest.mark.quality
def test_f30_a_pdf_of_ten_thousand_pages_is_read_or_refused(tmp_path, place):
    (tmp_path / "long.pdf").write_bytes(press([PRINTED] * 10_000))
    (tmp_path / "z.txt").write_text(f"青禾镇植树\n{TEXT}\n", "utf-8")
    report = take(place, tmp_path / "long.pdf", tmp_path / "z.txt")
    assert report.files[1].status == "taken"
    assert report.files[0].status == "taken" or report.files[0].reason in ("too_large", "timeout")
