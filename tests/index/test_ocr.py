"""Scans: the print of a page's picture becomes the same articles as its text (rows C3, F30)."""

from __future__ import annotations

import difflib
import io
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from index.errors import FileRefused
from index.formats import picture
from index.formats.apart import read_apart
from index.formats.finds import FoundPage
from index.formats.layout import set_in_order
from index.formats.ocr import recognise
from index.intake import take
from index.records import Article, Statement
from index.sources import File
from tests.index.page_painter import pack, paint
from tests.index.pdf_press import Line, press
from tests.index.test_layout import set_story, squeeze

STORIES = [
    {
        "headline": "青禾镇义务植树添新绿",
        "body": "3月12日，青禾镇组织干部群众在河滩上开展义务植树活动，共栽下树苗420棵。\n"
        "镇长告诉记者，今年全镇计划植树一万棵，要把荒坡变成果园，让乡亲们有活干、有钱挣。",
    },
    {
        "headline": "老年食堂开进云塘小区",
        "body": "4月2日，云塘街道的第三家老年食堂开门迎客，六十岁以上的居民凭证就餐，每餐只收8元。\n"
        "食堂每天供应四菜一汤，行动不便的老人还可以打电话订餐，由志愿者送到家中。",
    },
]
BOX = (0.0, 0.0, 420.0, 260.0)


def page() -> list[Line]:
    """Two stories in two columns each, one below the other."""
    upper, end = set_story(STORIES[0], 30, 240, 2, 16)
    lower, _ = set_story(STORIES[1], 30, end, 2, 16)
    return [*upper, *lower]


def put(path: Path, data: bytes | Image.Image) -> File:
    if isinstance(data, bytes):
        path.write_bytes(data)
    else:
        data.save(path)
    return File(path, path.name)


def articles(file: File) -> list[Article]:
    found = list(take(file, Statement()))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, squeeze(one), squeeze(other), autojunk=False).ratio()


def turn(image: Image.Image) -> Image.Image:
    return image.rotate(0.6, resample=Image.Resampling.BICUBIC, fillcolor=250)


def soil(image: Image.Image) -> Image.Image:
    """Grey paper, uneven light and specks, as a photocopier makes them."""
    rng = np.random.default_rng(3)
    grey = np.asarray(image, np.float32) * 0.8 + rng.normal(0, 8, (image.height, image.width))
    grey -= np.linspace(0, 30, image.width)[None, :]
    return Image.fromarray(grey.clip(0, 255).astype(np.uint8))


@pytest.mark.parametrize("spoil", [lambda image: image, turn, soil], ids=["clean", "skewed", "soiled"])
def test_a_scanned_page_gives_the_articles_of_its_text(
    spoil: Callable[[Image.Image], Image.Image], tmp_path: Path
) -> None:
    scan = put(tmp_path / "scan.pdf", pack([spoil(paint(page(), BOX, 200))], 200))
    text = put(tmp_path / "text.pdf", press([page()], box="0 0 420 260"))
    printed, recognised = articles(text), articles(scan)
    assert [article.headline for article in recognised] == [article.headline for article in printed]
    for one, other in zip(recognised, printed, strict=True):
        assert likeness(one.body, other.body) > 0.98
        assert one.body.count("\n") == other.body.count("\n")
        assert "ocr" in one.fixes
        assert "ocr" not in other.fixes
        assert one.confidence < other.confidence


def test_scanned_pages_keep_their_numbers(tmp_path: Path) -> None:
    scans = [paint(set_story(story, 30, 240, 2, 16)[0], BOX, 150) for story in STORIES]
    blank = Image.new("L", scans[0].size, 250)
    finds = list(read_apart(put(tmp_path / "a.pdf", pack([scans[0], blank, scans[1]], 150)).path, "a.pdf"))
    assert [find.number if isinstance(find, FoundPage) else find.reason for find in finds] == [1, "empty", 3]


def test_a_vertical_headline_is_read_downwards() -> None:
    lines = [Line(390, 240, "植树添新绿", 20, vertical=True), *set_story(STORIES[1], 30, 240, 2, 16)[0]]
    text, _ = set_in_order(recognise(np.asarray(paint(lines, BOX, 200)))[0])
    assert "植树添新绿" in text.split("\n")


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.tif"])
def test_picture_files_are_pages(name: str, tmp_path: Path) -> None:
    file = put(tmp_path / name, paint(page(), BOX, 150))
    assert [article.headline for article in articles(file)] == [story["headline"] for story in STORIES]


def test_a_giant_scan_is_read_reduced_within_the_child_s_memory(tmp_path: Path) -> None:
    small = paint(page(), BOX, 250)
    giant = small.resize((9200, round(9200 * small.height / small.width)))
    canvas = Image.new("L", (9200, 12_800), 250)
    canvas.paste(giant, (0, 0))
    (find,) = read_apart(put(tmp_path / "a.pdf", pack([canvas], 600)).path, "a.pdf")
    assert isinstance(find, FoundPage)
    assert STORIES[0]["headline"] in find.text


def refusal(path: Path) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        assert not [find for find in read_apart(path, path.name) if not isinstance(find, FileRefused)]
    assert "\n" not in caught.value.message
    return caught.value


def test_pictures_that_cannot_be_read_say_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    paint(page(), BOX, 72).save(out, "PNG")
    cut = put(tmp_path / "cut.png", out.getvalue()[: len(out.getvalue()) // 2]).path
    assert refusal(cut).reason == "damaged"
    assert refusal(put(tmp_path / "a.png", b"%PDF-1.7").path).reason == "damaged"
    (blank,) = read_apart(put(tmp_path / "b.png", Image.new("L", (400, 400), 250)).path, "b.png")
    assert isinstance(blank, FileRefused)
    assert blank.reason == "empty"
    monkeypatch.setattr(picture, "is_installed", lambda: False)
    with pytest.raises(FileRefused) as caught:
        list(picture.read(out.getvalue(), "a.png"))
    assert caught.value.reason == "needs_ocr"


@pytest.mark.quality
def test_f26_mutated_scans_are_read_or_refused(tmp_path: Path) -> None:
    data = pack([paint(page(), BOX, 72)], 72)
    rng = random.Random(4)
    for _ in range(6):
        bad = bytearray(data)
        for _ in range(rng.randint(1, 30)):
            bad[rng.randrange(len(bad))] ^= 1 << rng.randrange(8)
        try:
            list(read_apart(put(tmp_path / "bad.pdf", bytes(bad)).path, "bad.pdf"))
        except FileRefused as error:
            assert error.reason in ("damaged", "empty", "encrypted", "too_large", "timeout", "needs_ocr")
