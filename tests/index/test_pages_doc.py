"""What docs/pages.md tells editors is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.amendments import FIELDS
from index.clean import FIXES
from index.formats.reader import KNOWN, is_known
from index.pages import RECORD_MOST, TEXT_MOST


@pytest.fixture
def text(root: Path) -> str:
    return (root / "docs" / "pages.md").read_text("utf-8")


def test_every_clean_up_is_listed_and_no_other(text: str) -> None:
    listed = text[text.index("| 名称 |") : text.index("**存疑")]
    assert set(re.findall(r"`([a-z-]+)`", listed)) == set(FIXES)


def test_every_ending_is_named_and_read(text: str) -> None:
    named = set(re.findall(r"(?<![\w/*])(\.[a-z]+(?:\.gz)?)(?![\w/])", text[: text.index("## English")]))
    assert named >= set(re.findall(r"\.[a-z]+(?:\.gz)?", KNOWN))
    assert all(is_known(f"a{name}") for name in named - {".doc", ".toml", ".venv"})


def test_what_can_be_corrected_and_what_is_too_large_are_told(text: str) -> None:
    assert all(f"--{'body-file' if field == 'body' else field}" in text for field in FIELDS)
    assert (TEXT_MOST, RECORD_MOST) == (1_000_000, 4 * 2**20)
    assert "一百万字" in text
    assert "4 MiB" in text
