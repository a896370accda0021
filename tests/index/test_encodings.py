"""Row F28: a matrix of codecs and own texts; the text is exact or the file is refused, never silent mojibake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.encodings import Undecodable, decode
from index.pages import read_page
from index.records import Statement

CODECS = (
    "utf-8",
    "utf-8-sig",
    "gbk",
    "gb18030",
    "big5",
    "big5hkscs",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "utf-32-be",
)
TEXTS: dict[str, str] = json.loads((Path(__file__).parent.parent / "cases" / "encodings.json").read_text("utf-8"))


def _has(codec: str, text: str) -> bool:
    return text.encode(codec, "ignore").decode(codec) == text


@pytest.mark.parametrize(("codec", "name"), [(c, n) for c in CODECS for n, text in TEXTS.items() if _has(c, text)])
def test_f28_text_is_exact(codec: str, name: str) -> None:
    page = read_page(TEXTS[name].encode(codec), source="a.txt", stated=Statement())
    assert page.text == TEXTS[name]


@pytest.mark.parametrize("codec", CODECS)
def test_f28_a_page_with_one_bad_byte_is_refused_or_right_but_for_it(codec: str) -> None:
    text = TEXTS["traditional" if codec.startswith("big5") else "news"] * 3
    data = bytearray(text.encode(codec))
    at = len(data) // 2 // 4 * 4 + 1
    data[at : at + 1] = b"\xff"
    try:
        got = decode(bytes(data))
    except Undecodable:
        return
    assert sum(a != b for a, b in zip(got, text, strict=False)) <= 2


def test_f28_two_encodings_in_one_file_are_refused() -> None:
    with pytest.raises(Undecodable):
        decode(TEXTS["news"].encode("utf-8") + TEXTS["news"].encode("gb18030") + TEXTS["news"].encode("utf-8"))
