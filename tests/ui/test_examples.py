"""What the page offers to ask: of the archive's last days, without reading all of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from index.build import build
from index.embeddings import load_embedder
from index.folder import IndexFolder
from index.snapshot import Snapshot
from tests.fakes import write_records
from ui.archive import Archive
from ui.commands.serve import SUGGESTED, suggest


def opened(place: Path, records: list[Mapping[str, Any]]) -> Archive:
    source = write_records(place / "a.jsonl", records)
    build([source], IndexFolder(place / "index"), load_embedder(), program="test")
    return Archive.open(place / "index")


def reports(days: list[str | None]) -> list[Mapping[str, Any]]:
    return [
        {
            "id": f"r{n}",
            "title": f"禾田村第{n}座便桥合龙",
            "text": f"禾田村第{n}座便桥合龙，长{n + 20}米。",
            "date": day,
        }
        for n, day in enumerate(days)
    ]


def test_the_newest_are_offered_and_the_old_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old: list[str | None] = [f"2019-03-{day:02d}" for day in range(1, 20)]
    archive = opened(tmp_path, reports([*old, *(f"2023-07-2{n}" for n in range(SUGGESTED))]))
    monkeypatch.setattr(Snapshot, "articles", lambda self: pytest.fail("all articles are read"))
    offered = suggest(archive)
    assert [int(question[5:7]) for question in offered] == [22, 21, 20, 19]


def test_few_new_ones_are_joined_by_those_of_the_year(tmp_path: Path) -> None:
    archive = opened(tmp_path, reports(["2023-01-05", "2023-07-01", "2023-07-20", "2023-07-21", "2018-01-01"]))
    assert [question[4:7] for question in suggest(archive)] == ["第3座", "第2座", "第1座", "第0座"]


def test_an_undated_archive_offers_what_it_has(tmp_path: Path) -> None:
    assert len(suggest(opened(tmp_path, reports([None] * 3)))) == 3


def test_articles_without_headlines_are_not_asked_about(tmp_path: Path) -> None:
    bare = [{"id": "b", "title": "", "text": "禾田村便桥合龙。", "date": "2023-07-20"}]
    assert suggest(opened(tmp_path, bare)) == ()
