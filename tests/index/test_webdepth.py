"""Web pages whose tags would take the square of their length: read whole, or refused in one line (row C5)."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import FileRefused
from index.formats.finds import Find, FoundPage
from index.formats.markdown import read as read_markdown
from index.formats.webdepth import STEPS_MOST, count_steps
from index.formats.webpage import read
from tests.fakes import take

TOP = "<p>青禾镇在河滩上栽下树苗四百二十棵，镇长祁砚川说明年还要再栽。"
LOW = "这一段在最底下。"
WAYS: dict[str, Callable[[int], str]] = {
    "closed": lambda n: "<div>" * n + f"<p>{LOW}" + "</div>" * n,
    "left open": lambda n: "<ul><li>" * n + LOW,
    "inline": lambda n: "<span>" * n + LOW,
    "tables": lambda n: "<table><tr><td>" * n + LOW,
    "ends in comments": lambda n: "<div><!--</div>-->" * n + LOW,
    "ends in values": lambda n: "<div title='</div>'>" * n + LOW,
    "ends that count for nothing": lambda n: "<span><div></span></div>" * n + LOW,
    "ends beyond a table": lambda n: "<div><table></div></table>" * n + LOW,
    "formatting in all that follows": lambda n: "".join(f"<div><b id=a{i}>字</div>" for i in range(n)) + LOW,
    "attributes": lambda n: "<p" + "".join(f" a{i}" for i in range(n)) + f">{LOW}",
}


def outcome(html: str) -> str:
    """What is shown, or why nothing is."""
    try:
        (find,) = read(html.encode(), "a.html")
    except FileRefused as error:
        assert "\n" not in error.message
        return error.reason
    return find.text if isinstance(find, FoundPage) else ""


@pytest.mark.parametrize("depth", [260, 1000])
@pytest.mark.parametrize("way", [way for way in WAYS if way != "formatting in all that follows"])
def test_c5_what_lies_a_thousand_deep_is_kept_however_it_is_nested(way: str, depth: int) -> None:
    assert LOW in outcome(TOP + WAYS[way](depth))


@pytest.mark.parametrize("way", WAYS)
def test_c5_what_lies_deeper_than_can_be_read_in_time_is_refused(way: str) -> None:
    assert outcome(TOP + WAYS[way](20_000)) == "too_deep"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("count", [20_000, pytest.param(100_000, marks=pytest.mark.quality)])
def test_c5_nesting_takes_linear_time(way: str, count: int) -> None:
    def seconds(size: int) -> float:
        page = TOP + WAYS[way](size)
        started = time.process_time()
        outcome(page)
        return time.process_time() - started

    seconds(100)
    assert seconds(2 * count) <= 2.5 * seconds(count) + 0.5


def test_c5_steps_are_counted_no_further_than_they_may_go() -> None:
    steps, deepest = count_steps("<div>" * 200_000)
    assert STEPS_MOST < steps < STEPS_MOST + 20_000
    assert deepest**2 // 2 == pytest.approx(STEPS_MOST, rel=0.01)


FLAT = {
    "unclosed": "<p>段</ul><ul><li>项<li>项</ul><dl><dt>词<dd>义</dl>",
    "rows": "<table>" + "<tr><td>格<td>格" * 10 + "</table>",
    "marks": "<div><p>字<b>粗</b><a href='x>y'>链</a><br><img src=x></p></div>",
    "misnested": "<p><a><b>字</a></b></p>",
    "code": "<script>if (a<b) { c = '<div><div>' }</script><svg><path/><title>图</title></svg><style>p>a{}</style>",
}


@pytest.mark.parametrize("unit", FLAT)
def test_c5_long_pages_are_not_taken_for_deep_ones(unit: str) -> None:
    steps, deepest = count_steps(FLAT[unit] * 3_000)
    assert deepest < 12
    assert steps < STEPS_MOST // 5
    assert LOW in outcome(TOP + FLAT[unit] * 300 + f"<p>{LOW}</p>")


def test_c5_markdown_with_deep_html_is_refused_as_well() -> None:
    with pytest.raises(FileRefused) as caught:
        found: list[Find] = list(read_markdown(f"# 题\n{TOP}{'<div>' * 20_000}{LOW}".encode(), "a.md"))
        assert not found
    assert caught.value.reason == "too_deep"


def test_c5_the_report_tells_of_it_and_the_other_files_are_taken(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(TOP + "<div>" * 40_000 + LOW, "utf-8")
    (tmp_path / "b.html").write_text(f"<h1>青禾镇植树</h1>{TOP}", "utf-8")
    files = {file.source: file for file in take(tmp_path / "i", tmp_path / "a.html", tmp_path / "b.html").files}
    assert (files["a.html"].status, files["a.html"].reason) == ("refused", "too_deep")
    assert files["b.html"].status == "taken"
