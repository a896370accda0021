"""The archive's room as HTML and CSV: calendar, contents, clipping, table; nothing from an archive is markup."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Article
from rag.answers import Coverage, Result
from tests.ui.fakes import BLOOD, BRIDGE, EVIL, EVIL_TEXT, result_of
from tests.ui.test_render import Reader
from ui.bodies import SearchBody
from ui.reading.calendar import year_html, years_of
from ui.reading.clip import Clip, clip_html
from ui.reading.contents import day_html
from ui.reading.outline import outline_svg
from ui.reading.searching import form_html, found_html, safe_cell, write_csv

HELD = Coverage(
    articles=24,
    newspapers=("柳湾县报", EVIL_TEXT),
    collections=(),
    months=(("2021-12", 1), ("2023-03", 21)),
    first="2021-12-31",
    last="2023-03-31",
    version="1",
    days=(("2021-12-31", 1), ("2023-03-06", 18), ("2023-03-07", 1)),
)


def clip(article: Article, whole: bool = True) -> str:
    return clip_html(Clip(article, (BLOOD, EVIL, BRIDGE), (BLOOD, BRIDGE), whole, date(2024, 5, 1)))


def test_a_year_without_papers_is_a_year():
    assert years_of(HELD) == {2021: 1, 2022: 0, 2023: 21}
    assert "这一年没有收报" in year_html(HELD, 2022)


def test_a_day_is_as_dark_as_it_is_full_and_an_empty_one_leads_nowhere():
    html = year_html(HELD)
    assert html.count("#archive/day/2023-03-0") == 2
    assert 'href="#archive/day/2023-03-06" class="dark-day" style="--ink-share: 100%"' in html
    assert 'href="#archive/day/2023-03-07" class="dark-day"' not in html
    assert "2 天的报纸，共 21 篇" in html
    assert "另 2 篇不知日" in html, "the month is known, the day is not"
    assert "另有 2 篇不知日期" in html
    assert Reader(html).tags.count("table") == 12


def test_an_archive_without_dates_has_no_calendar():
    bare = Coverage(5, (), (), (), None, None, "1")
    assert "都没有日期" in year_html(bare)


def test_an_empty_archive_offers_nothing_to_search():
    empty = Coverage(0, (), (), (), None, None, "1")
    assert form_html(empty) == ""
    assert "还没有报纸" in year_html(empty)


def test_a_day_is_set_page_by_page():
    two = replace(BRIDGE, edition="10", published="2023-03-06")
    text = Reader(day_html(HELD, "2023-03-06", (two, BLOOD))).text
    assert text.index("第3版") < text.index(BLOOD.headline) < text.index("第10版") < text.index(BRIDGE.headline)
    assert "2021年12月31日" in text and "2023年3月7日" in text, "the issues before and after"
    assert "没有收报" in day_html(HELD, "2023-03-08", ())


def test_a_clipping_stands_among_its_page_and_its_story():
    html = clip(BLOOD)
    text = Reader(html).text
    for part in (BLOOD.kicker, BLOOD.headline, "第3版", "文/图 陶望舒", "下一步还将走进乡镇", "陶望舒 摄"):
        assert part in text
    assert html.count('aria-current="true"') == 2, "in the page and in the story"
    assert html.count('<g class="mine">') == 1
    assert "只显示摘要" not in text
    assert "只显示摘要" in clip(BLOOD, whole=False)


def test_a_correction_stands_before_the_text_it_corrects():
    html = clip(replace(BLOOD, corrected_by="k/2"))
    assert html.index("#archive/article/k%2F2") < html.index("3月5日上午")


@pytest.mark.parametrize(
    "html",
    [
        clip(EVIL),
        day_html(HELD, "2022", (EVIL,)),
        form_html(HELD, SearchBody(query=EVIL_TEXT, newspaper=EVIL_TEXT)),
        found_html(SearchBody(query=EVIL_TEXT), (result_of(EVIL),), ""),
    ],
)
def test_no_text_becomes_markup(html):
    reader = Reader(html)
    assert not {"script", "img", "iframe"} & set(reader.tags)
    assert not [name for name, _ in reader.attributes if name.startswith("on")]
    for name, value in reader.attributes:
        if name == "href":
            assert value.startswith(("#archive", "/reading/", "https://"))


@given(st.lists(st.integers(1, 4000), min_size=2, max_size=30))
def test_the_outline_stays_on_its_page(sizes):
    page = [Article(key=str(i), source="s", page=1, body="字" * size) for i, size in enumerate(sizes)]
    reader = Reader(outline_svg(page, "0"))
    numbers = {name: [] for name in ("x", "y", "width", "height")}
    for name, value in reader.attributes:
        if name in numbers:
            numbers[name].append(float(value))
    for x, y, width, height in zip(*numbers.values(), strict=True):
        assert x >= -1.5 and y >= -1.5 and x + width <= 122 and y + height <= 171


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "|cmd", "%0A=1", *"＝＋－＠"]
)
def test_b6_no_cell_begins_a_formula(start):
    cell = safe_cell(f"{start}|cmd")
    assert cell.startswith("'") and "\n" not in cell and "\r" not in cell


def test_the_table_holds_what_was_found():
    result = Result("k", "s", 1, "报", "2023-03-06", "=HYPERLINK(1)", 'a,"b"\n丙', 1)
    data = write_csv((result,))
    assert data.startswith(b"\xef\xbb\xbf"), "Excel takes it for UTF-8"
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[1] == ["报", "2023-03-06", "'=HYPERLINK(1)", 'a,"b" 丙', "1", "s", "k"]
