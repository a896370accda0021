"""/reading/… over the sample paper: days, articles, search, what is withdrawn and what is sold."""

import httpx
import pytest

from tests.ui.fakes import GONE, FakeArchive
from tests.ui.serving import UNLIMITED, start
from ui.imprint import SNIPPET, PageRules
from ui.server import create_app


@pytest.fixture(scope="module")
def reading(paper):
    with httpx.Client(base_url=start(create_app(paper, settings=UNLIMITED, with_page=False)), timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def key(paper):
    return paper.search("霁河广场 无偿献血", top=1).results[0].key


def test_the_calendar_leads_to_days_and_days_to_articles(reading, paper):
    day, articles = paper.coverage().days[0]
    assert f"#archive/day/{day}" in reading.get("/reading/calendar", params={"year": day[:4]}).text
    html = reading.get(f"/reading/day/{day}").text
    assert html.count('href="#archive/article/') == articles


@pytest.mark.parametrize("day", ["2022", "20220307", "2022-02-30", "x", "2022-3-7", "２０２２-03-07"])
def test_what_is_no_day_is_refused_in_one_line(reading, day):
    answer = reading.get(f"/reading/day/{day}")
    assert answer.status_code == 400
    assert "\n" not in answer.json()["error"]["message"].strip()


def test_an_article_with_its_page_and_its_story(reading, key, paper):
    html = reading.get(f"/reading/article/{key}").text
    article = paper.article(key)
    assert article.headline in html
    assert "同版报道" in html and "来龙去脉" in html
    assert html.count("<li") >= len(paper.store.beside(key))


def test_a_search_can_be_narrowed_sorted_and_saved(reading):
    asked = {"q": "献血", "from": "2023-01-01", "to": "", "sort": "oldest", "newspaper": ""}
    html = reading.get("/reading/search", params=asked).text
    days = [part.split('"')[0] for part in html.split('data-published="')[1:]]
    assert days == sorted(days) and days[0] >= "2023"
    table = reading.get("/reading/search.csv", params=asked)
    assert table.headers["content-disposition"].startswith("attachment")
    assert len(table.text.splitlines()) == len(days) + 1


def test_nothing_here_is_indexed_or_framed(reading):
    headers = reading.get("/reading/calendar").headers
    assert headers["x-robots-tag"] == "noindex"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert reading.get("/reading/other").status_code == 404
    assert reading.get("/reading/search").status_code == 422


def test_a_withdrawn_article_is_gone():
    with httpx.Client(base_url=start(create_app(FakeArchive(), settings=UNLIMITED, with_page=False))) as client:
        answer = client.get(f"/reading/article/{GONE.key}")
        assert answer.status_code == 410
        assert GONE.body not in answer.text
        assert client.get("/reading/article/none").status_code == 404


def test_where_the_archive_is_sold_nobody_gets_more_than_an_excerpt(paper, key):
    sold = UNLIMITED.model_copy(update={"page": PageRules(reader="snippet")})
    end = paper.article(key).body[-20:]
    with httpx.Client(base_url=start(create_app(paper, settings=sold, with_page=False)), timeout=30) as client:
        body = client.get(f"/api/v1/articles/{key}").json()["body"]
        assert len(body) <= SNIPPET + 2 and body.endswith("……")
        html = client.get(f"/reading/article/{key}").text
        assert end not in html
        assert "只显示摘要" in html
