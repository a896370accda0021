"""Pages of digital editions (数字报): heads, records, and articles in parts of their own."""

from __future__ import annotations

import json
import time

import pytest

from index.formats.finds import FoundRecord
from tests.index.test_webpage import LEAD, MORE, finds

HEADLINE, KICKER, BELOW = "青禾镇开展义务植树活动", "昔日荒坡披绿装", "全年计划植树一万棵"
BODY = f"<p>　　{LEAD}</p><p>　　{MORE}</p>"
SYSTEM = (
    "<!--enpproperty <articleid>7</articleid><date>2023-03-13 00:00:00.0</date><author>卓云帆</author>"
    f"<title>{HEADLINE}</title><keyword></keyword><subtitle>{BELOW}</subtitle><introtitle><p>{KICKER}</p></introtitle>"
    "<founder-pagenum>A02</founder-pagenum><founder-papername>霁川新报</founder-papername>/enpproperty-->"
)
EDITIONS = {
    "by headings": f"<div><h3>{KICKER}</h3><h1>{HEADLINE}</h1><h2>{BELOW}</h2><p class=sec>卓云帆</p>{BODY}</div>",
    "by the comment": f"<div><p>{KICKER}</p><p>{HEADLINE}</p><p>{BELOW}</p>{BODY}</div>{SYSTEM}",
    "by the comment behind the page": f"<div><p>{KICKER}</p><p>{HEADLINE}</p><p>{BELOW}</p>{BODY}</div></body></html>"
    f"{SYSTEM}",
    "by marks around": f"<table><tr><td class=font02><!--<npm:article-pretitle>--><span>{KICKER}</span>"
    "<!--</npm:article-pretitle>--></td></tr><tr><td class=font01>"
    f"<!--<npm:article-title>-->{HEADLINE}<!--</npm:article-title>--></td></tr><tr><td>"
    f"<!--<npm:article-subtitle>-->{BELOW}<!--</npm:article-subtitle>--></td></tr><tr><td>{BODY}</td></tr></table>",
    "by classes": f"<div><div class=articleIntroTitle>{KICKER}</div><h2 class=title>{HEADLINE}</h2>"
    f"<div class=subtitle>{BELOW}</div><div>{BODY}</div></div><title>{HEADLINE}</title>",
    "by elements": f"<founder-introtitle>{KICKER}</founder-introtitle><founder-title>{HEADLINE}</founder-title>"
    f"<founder-subtitle>{BELOW}</founder-subtitle><founder-author>卓云帆</founder-author>"
    f"<founder-content>{BODY}</founder-content>",
    "by ids and a line between": f"<p id=yinti>{KICKER}</p><h1>{HEADLINE}</h1><p>2023-03-13 来源：霁川新报</p>"
    f"<p id=futi>{BELOW}</p>{BODY}",
}


@pytest.mark.parametrize("way", EDITIONS)
def test_a_digital_edition_tells_kicker_headline_and_sub_headline(way: str) -> None:
    (find,) = finds(f"<html><body><a href=1>第01版：要闻</a>{EDITIONS[way]}<p>版权所有：霁川新报社</p>")
    assert isinstance(find, FoundRecord)
    said = json.loads(find.line)
    assert [said[name] for name in ("kicker", "headline", "subheadline")] == [KICKER, HEADLINE, BELOW]
    assert said["text"].split("\n") == [LEAD, MORE]
    assert find.hidden == 0


def test_the_systems_record_gives_day_page_paper_and_author() -> None:
    (find,) = finds(f"<div><p>{HEADLINE}</p>{BODY}</div>{SYSTEM}")
    assert isinstance(find, FoundRecord)
    said = json.loads(find.line)
    assert (said["date"], said["edition"], said["newspaper"]) == ("2023-03-13", "A02", "霁川新报")
    assert said["author"] == "卓云帆"
    assert "kicker" not in said, "what no reader sees is no kicker"
    assert KICKER not in find.line


def test_the_page_of_the_paper_is_the_one_named_outside_links() -> None:
    links = "".join(f"<a href={n}>第0{n}版：要闻</a>" for n in range(1, 5))
    (find,) = finds(f"<div>{links}</div><div><b>第03版：民生</b></div><h1>{HEADLINE}</h1><div>{BODY}</div>")
    assert isinstance(find, FoundRecord)
    assert json.loads(find.line)["edition"] == "03"


def test_a_sub_headline_with_a_dash_and_a_headline_of_two_lines() -> None:
    (find,) = finds(f"<h1>昔日荒坡<br>披上绿装</h1><p>——记青禾镇的植树人</p><p>本报记者 卓云帆</p><div>{BODY}</div>")
    assert isinstance(find, FoundRecord)
    said = json.loads(find.line)
    assert (said["headline"], said["subheadline"]) == ("昔日荒坡 披上绿装", "——记青禾镇的植树人")
    assert said["author"] == "卓云帆"
    assert said["text"].split("\n") == [LEAD, MORE]


def test_sub_heads_within_a_text_stay_in_it() -> None:
    more = "".join(f"<h3>第{n}个小标题</h3><p>{MORE}</p><p>{MORE}</p>" for n in range(3))
    (find,) = finds(f"<h1>{HEADLINE}</h1><div><p>{LEAD}</p>{more}</div>")
    assert isinstance(find, FoundRecord)
    said = json.loads(find.line)
    assert said["text"].split("\n")[:3] == [LEAD, "第0个小标题", MORE]
    assert "subheadline" not in said


@pytest.mark.parametrize("masthead", ["", "<h1>霁川新报</h1>", "<h1>2023年3月13日 第A2版</h1>"])
def test_articles_in_parts_of_their_own_are_articles_each(masthead: str) -> None:
    def part(kicker: str, headline: str, below: str, text: str) -> str:
        return f"<div class=item><h4>{kicker}</h4><h2>{headline}</h2><h3>{below}</h3><div>{text}</div></div>"

    other = "本报讯 6月1日，望河镇卫生院为学生义诊，共看诊三百六十人次，发放护眼手册五百份。"
    html = masthead + part(KICKER, HEADLINE, BELOW, BODY) + part("六一前夕", "望河镇为学生义诊", "", f"<p>{other}</p>")
    first, second = finds(html)
    assert isinstance(first, FoundRecord)
    assert isinstance(second, FoundRecord)
    one, two = json.loads(first.line), json.loads(second.line)
    assert [one[name] for name in ("kicker", "headline", "subheadline")] == [KICKER, HEADLINE, BELOW]
    assert one["text"].split("\n") == [LEAD, MORE]
    assert (two["kicker"], two["headline"], two["text"]) == ("六一前夕", "望河镇为学生义诊", other)
    assert first.number == second.number == 1


def test_a_feature_in_sections_and_a_story_beside_others_are_one_article() -> None:
    parts = "".join(f"<section><h2>第{n}个小标题</h2><p>{MORE}</p><p>{MORE}</p></section>" for n in range(3))
    (feature,) = finds(f"<h1>{HEADLINE}</h1><div><p>{LEAD}</p>{parts}</div>")
    assert isinstance(feature, FoundRecord)
    assert json.loads(feature.line)["headline"] == HEADLINE
    beside = "".join(f"<div><h4><a href={n}>别的一条消息</a></h4><p><a href={n}>{MORE}</a></p></div>" for n in range(3))
    (story,) = finds(f"<div><h1>{HEADLINE}</h1>{BODY}</div>{beside}")
    assert isinstance(story, FoundRecord)
    assert json.loads(story.line)["text"].split("\n") == [LEAD, MORE]


def test_a_page_of_ten_thousand_headings_is_read_in_linear_time() -> None:
    def seconds(count: int) -> float:
        html = "".join(f"<div><h2>第{n}个标题</h2><p>{MORE}{MORE}</p></div>" for n in range(count))
        started = time.process_time()
        assert len(finds(html)) == count
        return time.process_time() - started

    seconds(500)
    assert min(seconds(4000) for _ in range(3)) <= 2.5 * 2 * min(seconds(2000) for _ in range(3))
