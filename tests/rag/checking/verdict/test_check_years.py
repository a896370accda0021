"""What happens every year in the same words: a year's figure is neither borne out nor gainsaid by another year's."""

from __future__ import annotations

from datetime import date

import pytest

from index.store import ANY
from rag.checking.verdict.check import check_claim
from rag.finding.search import Search
from tests.fakes import archivist, take, write_records

RUNS = [
    {
        "id": "run-2022",
        "title": "滨河健步走启动",
        "text": "4月8日，柳湾县在滨河公园举行健步走活动。参加者沿河而行，秩序井然。志愿者在沿途设了茶水点。"
        "老人和孩子走在最前面。当天共有320人走完全程，参加总数350人，其中年龄最大的81岁。",
        "date": "2022-04-09",
    },
    {
        "id": "run-2024",
        "title": "滨河健步走人更多了",
        "text": "4月8日，柳湾县在滨河公园举行健步走活动，共有560人走完全程。",
        "date": "2024-04-09",
    },
]


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs")
    take(folder / "index", write_records(folder / "in.jsonl", RUNS))
    return archivist(folder / "index")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("2022年4月8日，滨河公园举行健步走活动，共有560人走完全程。", "refuted"),
        ("2022年4月8日，滨河公园举行健步走活动，共有320人走完全程。", "supported"),
        ("2024年4月8日，滨河公园举行健步走活动，共有320人走完全程。", "refuted"),
        ("2024年4月8日，滨河公园举行健步走活动，共有560人走完全程。", "supported"),
        ("2022年4月8日滨河公园健步走活动的参加总数是350人。", "supported"),
        ("2022年4月8日滨河公园健步走活动的参加总数是380人。", "refuted"),
    ],
)
def test_a_clause_has_the_day_of_its_sentence(runs, claim, verdict):
    checked = check_claim(runs, Search(claim, ANY, date(2025, 1, 1), id="c"), None)
    assert checked.verdict == verdict
    year = claim[:4]
    cited = [c for part in checked.parts for c in (*part.supporting, *part.against)]
    assert cited
    assert all((c.published or "").startswith(year) for c in cited)


@pytest.mark.parametrize(
    "claim", ["2022年4月8日滨河公园健步走活动共有560人走完全程。", "2024年4月8日滨河公园健步走活动共有320人走完全程。"]
)
def test_in_one_clause_another_years_figure_is_no_support(runs, claim):
    assert check_claim(runs, Search(claim, ANY, date(2025, 1, 1), id="c"), None).verdict != "supported"
