"""Hostile PDFs, read in the child process: bombs, loops, scripts, and files with flipped bits (C3, C4, F26, F30)."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from index.errors import FileRefused
from index.formats.apart import Limits, read_apart
from index.formats.finds import FoundPage
from tests.index.pdf_press import Line, press, stream, write
from tests.index.test_layout import set_story

QUICK = Limits(cpu_s=5, wall_s=60)
REASONS = {"damaged", "empty", "encrypted", "too_large", "timeout", "needs_ocr"}
STORY = {
    "headline": "青禾镇义务植树添新绿",
    "body": "3月12日，青禾镇组织干部群众在河滩上开展义务植树活动，共栽下树苗420棵。\n" * 3 + "大家干得热火朝天。",
}
LINES = set_story(STORY, 40, 800, 2, 18)[0]
PLAIN = press([LINES])
ROOT = b"<< /Type /Catalog /Pages 2 0 R %s >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>"


def read(data: bytes, folder: Path) -> list[str] | str:
    """The texts of the pages, or why there are none."""
    path = folder / "a.pdf"
    path.write_bytes(data)
    texts: list[str] = []
    try:
        for find in read_apart(path, "a.pdf", QUICK):
            if isinstance(find, FileRefused):
                assert find.reason in REASONS, find.message
            else:
                assert isinstance(find, FoundPage)
                texts.append(find.text)
    except FileRefused as error:
        assert error.reason in REASONS, error.message
        assert "\n" not in error.message
        return texts or error.reason
    return texts


def is_sound(folder: Path) -> bool:
    """Is an honest file still read?"""
    texts = read(PLAIN, folder)
    return isinstance(texts, list) and STORY["headline"] in texts[0]


def content(data: bytes, entries: str = "", resources: bytes = b"") -> bytes:
    return write([ROOT % b"", PAGES, PAGE % resources, stream(data, entries)])


def pack_lzw(zeros: int) -> bytes:
    """LZW of `zeros` spaces, by clear codes alone: as large packed as unpacked, but slow to unpack."""
    bits = "".join(f"{256:09b}{32:09b}" for _ in range(zeros)) + f"{257:09b}"
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")


def swell(times: int, data: bytes) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


IMAGE = "/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceGray"
DRAW = b"/XObject << /I 5 0 R >>"
XMP = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
BOMBS = {
    "a million operators": content(b"0 0 m 9 9 l S\n" * 330_000),
    "stacked flate": content(swell(3, b" " * 200_000_000), "/Filter [/FlateDecode /FlateDecode /FlateDecode]"),
    "lzw": content(pack_lzw(100_000), "/Filter /LZWDecode"),
    "a picture without an end": write(
        [
            ROOT % b"",
            PAGES,
            PAGE % DRAW,
            stream(b"q 9 0 0 9 0 0 cm /I Do Q"),
            stream(b"\xff\xd8\xff", IMAGE + " /Filter /DCTDecode"),
        ]
    ),
    "a picture of nothing": write(
        [
            ROOT % b"",
            PAGES,
            PAGE % DRAW,
            stream(b"q 9 0 0 9 0 0 cm /I Do Q"),
            stream(swell(1, b"\0" * 9999), IMAGE + " /Filter /FlateDecode"),
        ]
    ),
    "a form that paints itself": write(
        [
            ROOT % b"",
            PAGES,
            PAGE % DRAW,
            stream(b"/I Do"),
            stream(
                b"/I Do /I Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /I 5 0 R >> >>"
            ),
        ]
    ),
    "pages in a ring": write(
        [ROOT % b"", b"<< /Type /Pages /Kids [3 0 R] /Count 9 >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"]
    ),
    "a count of pages that lies": write([ROOT % b"", PAGES.replace(b"/Count 1", b"/Count 2147483647"), PAGE % b""]),
}
HARMLESS = {
    "outlines in a ring": ("/Outlines 99 0 R", ""),
    "a cross-reference table that leads to itself": ("", "/Prev 9"),
    "a huge size": ("", "/Size 2147483647"),
    "entities in the metadata": ("/Metadata 98 0 R", ""),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_c3_bombs_end_in_a_reason_and_the_next_file_is_read(bomb: str, tmp_path: Path) -> None:
    assert read(BOMBS[bomb], tmp_path) in ([], ["1"], *REASONS)
    assert is_sound(tmp_path)


@pytest.mark.parametrize("trick", HARMLESS)
def test_c3_loops_and_lies_beside_the_text_do_not_cost_it(trick: str, tmp_path: Path) -> None:
    extra, trailer = HARMLESS[trick]
    data = press([LINES], extra=extra, trailer=trailer)
    at = len(data)
    ring = b"99 0 obj\n<< /First 99 0 R /Last 99 0 R /Next 99 0 R >>\nendobj\n"
    xmp = b"98 0 obj\n" + stream(XMP, "/Type /Metadata /Subtype /XML") + b"\nendobj\n"
    start = int(re.findall(rb"startxref\n(\d+)", data)[-1])
    rows = b"98 1\n%010d 00000 n \n99 1\n%010d 00000 n \n" % (at + len(ring), at)
    table = b"xref\n%strailer\n<< /Size 100 /Root 1 0 R /Prev %d >>\n" % (rows, start)
    data += ring + xmp + table + b"startxref\n%d\n%%%%EOF\n" % (at + len(ring) + len(xmp))
    texts = read(data, tmp_path)
    assert isinstance(texts, str) or STORY["headline"] in texts[0]
    assert texts not in ("timeout", "too_large")
    assert is_sound(tmp_path)


def test_c4_scripts_links_forms_and_enclosed_files_do_nothing_and_say_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    acts = [
        f"/OpenAction << /S /JavaScript /JS (app.launchURL\\('file://{mark}'\\)) >>",
        f"/AA << /O << /S /Launch /F (touch {mark}) >> >>",
        f"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (util.writeFile\\('{mark}'\\)) >>] >> "
        "/EmbeddedFiles << /Names [(b) << /Type /Filespec /F (b.txt) /EF << /F 90 0 R >> >>] >> >>",
        "/AcroForm << /NeedAppearances true /XFA 90 0 R /Fields [<< /FT /Tx /T (f) /V (SECRET) >>] >>",
        f"/URI << /Base (http://127.0.0.1:9/{mark.name}) >>",
    ]
    texts = read(press([LINES], extra=" ".join(acts)), tmp_path)
    assert isinstance(texts, list)
    assert STORY["headline"] in texts[0]
    assert "SECRET" not in texts[0]
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_f30_a_file_of_ten_thousand_pages_is_refused_at_once(tmp_path: Path) -> None:
    assert read(press([b""] * 10_000), tmp_path) == "too_large"


OWN = [
    PLAIN,
    press([LINES, LINES]),
    press([[Line(300, 700, "竖排的标题", 20, vertical=True), *LINES]]),
    press([[]]),
    press([LINES[:5]], extra="/Outlines << /Type /Outlines /Count 0 >>"),
    press([set_story(STORY, 40, 800, 3, 12)[0]]),
    press([[Line(40, 700, "启动仪式", 12, spread=10), *LINES]]),
    press([[Line(40, 760, "反白", 20, before="0 0 0 rg 30 750 90 40 re f 1 1 1 rg"), *LINES]]),
    press([[Line(40, 300, "看不见", before="3 Tr"), *LINES]]),
    press([b"BT /F 9 Tf 40 700 Td <4e004e8c> Tj ET"]),
]


def mutants(seed: int) -> Iterator[bytes]:
    """Files with flipped bits, cut off, with swapped or false places in their tables."""
    rng = random.Random(seed)
    while True:
        data = bytearray(rng.choice(OWN))
        match rng.randrange(4):
            case 0:
                for _ in range(rng.randint(1, 20)):
                    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            case 1:
                del data[rng.randrange(len(data)) :]
            case 2:
                places = re.findall(rb"\d{10} 00000 n", bytes(data))
                one, other = rng.choice(places), rng.choice(places)
                data = data.replace(one, b"#" * len(one)).replace(other, one).replace(b"#" * len(one), other)
            case _:
                numbers = list(re.finditer(rb"\b\d+\b", bytes(data)))
                found = rng.choice(numbers)
                data[found.start() : found.end()] = b"%d" % rng.choice((0, 1, 2**31 - 1, 2**63, rng.randrange(999)))
        yield bytes(data)


@pytest.mark.parametrize(
    ("count", "seed"), [(50, 26), pytest.param(500, 27, marks=pytest.mark.quality)], ids=["some", "all"]
)
def test_f26_mutated_files_are_read_or_refused_and_the_rest_goes_on(count: int, seed: int, tmp_path: Path) -> None:
    outcomes = [read(data, tmp_path) for data in islice(mutants(seed), count)]
    assert len(outcomes) == count
    assert "timeout" not in outcomes
    assert sum(isinstance(outcome, list) for outcome in outcomes) > count / 4
    assert is_sound(tmp_path)
