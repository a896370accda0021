"""The paper's own area: what its reports call 县 or 区 without its name."""

from __future__ import annotations

import pytest

from index.records import Article, Span
from rag.checking.claim.parts import Piece, take_apart
from rag.checking.settings.home import is_home
from rag.checking.wording.bonds import Report

PAGE = ("霁川县图书馆新馆开放。", "霁川县举行春季招聘会。", "县剧团下乡演出。")


def _report(text, page=PAGE):
    return Report(Article(key="k", source="s", page=1, body=text), Span(0, len(text)), text, text, text, page=page)


def _english(name):
    return Piece("name", Span(0, len(name)), name, 2.0, sound=name.lower())


@pytest.mark.parametrize(
    ("text", "page", "ours"),
    [
        ("5月17日，县残联为残疾人发放轮椅62辆。", PAGE, True),
        ("全县共有残疾人6200名。", PAGE, True),
        ("5月17日，望蒲县残联发放轮椅62辆。", PAGE, False),
        ("5月17日，学校发放轮椅62辆。", PAGE, False),
        ("5月17日，县残联为残疾人发放轮椅62辆。", PAGE[:1], False),
    ],
)
def test_an_area_that_the_page_names_is_at_home_where_a_report_leaves_its_name_out(text, page, ours):
    assert is_home(_english("Jichuan"), _report(text, page)) is ours


def test_another_county_is_not_at_home():
    assert not is_home(_english("Wangpu"), _report("5月17日，县残联为残疾人发放轮椅62辆。"))


def test_our_city_is_ours_in_chinese():
    (city,) = (piece for piece in take_apart("霁川市的企业有300家。") if piece.kind == "body")
    assert is_home(city, _report("我市企业已有300家。", ()))
