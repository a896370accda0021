import json
import random
import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import cut
from index.clean import turn_vertical
from index.origins import locate, trace
from index.pages import read_page
from index.records import Article, Page, Span, Statement
from index.segments import pack, unpack
from tests.index.typesetter import Typesetter


def folded(text):
    return unicodedata.normalize("NFKC", turn_vertical(text))


def check(article, page):
    """The laws: runs in order, none over another, equal characters, and every printed character in one."""
    end = 0
    for at, source, length in article.origin:
        assert at >= end
        assert length >= 1
        end = at + length
        assert folded(article.body[at:end]) == folded(page.text[source : source + length])
    assert end <= len(article.body)
    traced = {i for at, _, length in article.origin for i in range(at, at + length)}
    missing = [c for i, c in enumerate(article.body) if i not in traced and not c.isspace()]
    assert not missing


def check_pages(folder):
    paths = sorted(folder.glob("*.txt"))
    assert paths
    for path in paths:
        page = read_page(path.read_bytes(), source=path.name, stated=Statement())
        for article in cut(page):
            check(article, page)


def test_every_character_of_a_sample_page_is_found_in_its_file(root):
    check_pages(root / "examples" / "pages")


@pytest.mark.shared
def test_every_character_of_a_real_page_is_found_in_its_file(shared):
    check_pages(shared / "seeds")


@pytest.mark.parametrize("level", [1, 2, 3])
def test_every_character_of_a_damaged_page_is_found_in_its_file(root, level):
    pages = json.loads((root / "examples" / "gold" / "pages.json").read_text("utf-8"))["pages"]
    for seed in range(10):
        chosen = [a for a in random.Random(seed).choice(pages)["articles"] if a["type"] in ("news", "feature")]
        page = Page(source="a.txt", number=1, text=Typesetter(seed, level).page(chosen))
        for article in cut(page):
            check(article, page)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="本报讯记者王小明（）\n\n\n，。“﹃》3月5日2023年一摄图□ 春天ab\u200b\u3000\x85", max_size=300))
def test_runs_agree_on_any_text(text):
    page = Page(source="a.txt", number=1, text=text)
    for article in cut(page):
        end = 0
        for at, source, length in article.origin:
            assert at >= end
            end = at + length
            assert folded(article.body[at:end]) == folded(text[source : source + length])


def test_a_quote_is_located_line_by_line_on_the_page():
    page = "本报讯 3月\n\n5 日，青 山 县 植 树。\n\n天气很好。"
    body = "3月5日，青山县植树。\n天气很好。"
    origin = trace(body, page)
    start = body.index("5日")
    found = locate(origin, Span(start, body.index("。") + 1))
    assert re.sub(r"\s", "", "".join(span.of(page) for span in found)) == "5日，青山县植树。"
    assert [span.of(page) for span in locate(origin, Span(0, 2))] == ["3月"]
    assert [span.of(page) for span in locate(origin, Span(0, 3))] == ["3月", "5"]


def test_one_line_is_one_run():
    text = "The bridge opened. 大桥昨日通车，全长三公里。"
    assert trace(text, f"\n{text}\n") == ((0, 1, len(text)),)


def test_a_character_that_a_clean_up_made_has_no_source():
    assert trace("青山县★植树", "青山县植树") == ((0, 0, 3), (4, 3, 2))
    assert locate(trace("青山县★植树", "青山县植树"), Span(3, 4)) == []


@pytest.mark.parametrize("end", ["。", "！。", "……。"])
def test_of_two_equal_texts_each_has_its_own_place(end):
    text = f"本报讯 3月6日，青山县第二中学举行消防演练，全校师生两分钟内撤离到操场{end}"
    page = Page(source="a.txt", number=1, text=f"{text}\n\n{text}\n")
    first, second = cut(page)
    assert first.body == second.body
    assert first.origin[0][1] < len(text) < second.origin[0][1]


def test_the_origin_survives_the_segment_and_may_be_missing_there():
    article = Article(key="a", source="a.txt", page=1, body="春天。", origin=((0, 5, 2), (2, 8, 1)))
    assert unpack(pack(article)) == article
    old = json.loads(pack(article))
    del old["origin"]
    assert unpack(json.dumps(old).encode()).origin == ()


def test_tracing_takes_linear_time():
    def seconds(times):
        started = time.process_time()
        trace("春天来了，花都开了。" * times, "春天来了，\n\n花都开了。\n" * times)
        return time.process_time() - started

    once = min(seconds(500) for _ in range(3))
    assert seconds(5000) < 25 * once + 0.5
