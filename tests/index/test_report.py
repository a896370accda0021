"""Reports of files, held or put by on disk."""

from __future__ import annotations

import pytest

from index import report as module
from index.clerk import REFUSED_MOST, Refusals
from index.report import FileReport, FileReports


@pytest.mark.parametrize("held", [0, 300, 1 << 20])
def test_reports_come_back_in_order_wherever_they_lie(tmp_path, monkeypatch, held):
    monkeypatch.setattr(module, "HELD", held)
    reports = FileReports(tmp_path)
    files = [
        FileReport("甲.txt", "taken", 2, refused=("一行\n坏了",), withheld=1),
        FileReport("乙\ud800.txt", "refused", reason="json", message="坏"),
        FileReport("丙.txt", "taken", 1, notes=("留意",), withheld=2),
    ]
    for file in files:
        reports.add(file)
        assert list(reports)[-1] == file, "reading in between loses no place"
    assert [*reports] == files
    assert (len(reports), reports[0], reports[-1]) == (3, files[0], files[2])
    assert (dict(reports.counts), reports.incomplete, reports.withheld) == ({"taken": 2, "refused": 1}, 1, 3)
    with pytest.raises(IndexError, match="3 files"):
        reports[3]
    with pytest.raises(IndexError):
        reports[-4]
    assert not list(tmp_path.iterdir()), "the file has no name"


def test_a_file_of_a_million_broken_records_names_a_thousand():
    refused = Refusals("a.jsonl")
    for number in range(REFUSED_MOST + 5):
        refused.add(f"line {number}", "json")
    lines = refused.lines()
    assert lines[:2] == ("line 0", "line 1")
    assert (len(lines), lines[-1]) == (REFUSED_MOST + 1, "a.jsonl: … and 5 more were refused")
    error = refused.whole()
    assert (error.reason, error.message) == ("json", f"line 0 (and {REFUSED_MOST + 4} more)")
