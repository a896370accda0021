"""References by GB/T 7714-2015: what is known stands in its place, what is not known is left out."""

from dataclasses import replace
from datetime import date

from index.records import Byline
from tests.ui.fakes import BLOOD, BRIDGE, reply_of
from ui.reference import write_reference

DAY = date(2024, 5, 1)


def test_a_newspaper_article_on_the_web():
    cited = reply_of(BLOOD, "当天大家").citations[0]
    assert write_reference(cited, BLOOD, DAY) == (
        "陶望舒. 县红十字会联合中心血站开展“春风送暖”无偿献血活动[N/OL]. 柳湾县报, 2023-03-06(3)[2024-05-01]. "
        "https://liuwan.example/2023/0306/3.html"
    )


def test_a_printed_article_of_which_the_month_alone_is_known():
    cited = reply_of(BRIDGE, "青石渡大桥").citations[0]
    assert write_reference(cited, BRIDGE, DAY) == "青石渡大桥合龙[N]. 柳湾县报, 2024-09."
    assert write_reference(cited, None, DAY) == "青石渡大桥合龙[N]. 柳湾县报, 2024-09."


def test_photographers_are_no_authors_and_four_are_three_and_more():
    people = (
        Byline("甲一", "记者"),
        Byline("乙二", "摄"),
        Byline("丙三", "通讯员"),
        Byline("丁四", ""),
        Byline("戊五", ""),
    )
    article = replace(BRIDGE, byline=people)
    assert write_reference(article, article, DAY).startswith("甲一, 丙三, 丁四, 等. 青石渡")


def test_b2_an_address_that_runs_a_script_is_none():
    article = replace(BRIDGE, url="javascript:alert(1)")
    assert "javascript" not in write_reference(article, article, DAY)
