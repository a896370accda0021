"""Which articles fit days: events of days, stretches by their ends, and months and years, which are background."""

from __future__ import annotations

import pytest

from index.records import Days
from index.store import Filter
from tests.fakes import look, take, write_records

TEXTS = {
    "works": "2023年1月5日至6月20日，青砚路改造工程施工，沿线商户照常营业。",
    "year": "2022年，全县造林3万亩。",
    "half": "2023年1月至6月，全县接待游客20万人次。",
    "drive": "2023年3月5日，县里举办献血活动。",
    "fair": "2023年3月4日至6日，县里举办茶叶展。",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    place = tmp_path_factory.mktemp("days")
    records = ({"id": name, "text": text, "date": "2024-02-10"} for name, text in TEXTS.items())
    take(place / "ix", write_records(place / "in/a.jsonl", records))
    return look(place / "ix")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2023-06-20", {"works"}),
        ("2023-01-05", {"works"}),
        ("2023-06-01/2023-06-30", {"works"}),
        ("2023-06-20/2023-12-31", {"works"}),
        ("2023-04-12", set()),
        ("2023-03-05", {"drive", "fair"}),
        ("2023-01-01/2023-12-31", {"works", "drive", "fair"}),
        ("2023-01-01/2023-06-30", {"works", "drive", "fair"}),
        ("2022-01-01/2022-12-31", set()),
        ("2022-12-31", set()),
        ("2022-07-01/2022-12-31", set()),
        ("2024-02-10", set(TEXTS)),
    ],
)
def test_days_find_what_happened_then(store, asked, found):
    assert {article.key for article in store.published(Filter(days=(Days.parse(asked),)))} == found
