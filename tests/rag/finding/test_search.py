from datetime import date

import pytest

from index.records import Days
from index.store import ANY, Filter
from rag.finding.search import SORTS, Search, search

NOW = date(2024, 1, 15)


@pytest.fixture
def find(county):
    def find(words, only=ANY, **fields):
        return search(county, Search(words, only, NOW, **fields))

    return find


def keys(found):
    return [r.key for r in found.results]


def test_words_find_articles_in_order(find):
    found = find("白鹭大桥")
    assert keys(found)[0] == "bridge"
    assert [r.rank for r in found.results] == list(range(1, len(found.results) + 1))
    assert found.query == "白鹭大桥"
    assert found.timing_ms["total"] > 0


@pytest.mark.parametrize(
    "spoken", ["请问一下{}是咋回事呀", "俺想问问{}啥时候的事呢", "咱们这儿的{}，是不是真的", "{}在哪块儿，有没有人晓得"]
)
@pytest.mark.parametrize("words", ["白鹭大桥通车", "献血活动"])
def test_what_is_only_said_leaves_the_first_article_first(find, words, spoken):
    assert keys(find(spoken.format(words)))[0] == keys(find(words))[0]


def test_no_more_than_asked_come_back(find):
    assert len(find("献血活动", top=1).results) == 1
    assert len(find("献血活动", top=50).results) <= 7


def test_a_date_among_the_words_lifts_what_fits_it(find):
    assert keys(find("献血活动 2022年3月5日"))[0] == "blood-2022"
    assert keys(find("献血活动 2023年3月5日"))[0] == "blood-2023"
    assert [d.days.iso for d in find("献血活动 2022年3月5日").dates] == ["2022-03-05"]


def test_a_date_that_nothing_fits_hides_nothing(find):
    assert "bridge" in keys(find("白鹭大桥 2011年1月1日"))


@pytest.mark.parametrize("sort", SORTS)
def test_the_three_orders(find, sort):
    dates = [r.published for r in find("县", sort=sort).results]
    assert dates
    if sort == "newest":
        assert dates == sorted(dates, reverse=True)
    if sort == "oldest":
        assert dates == sorted(dates)


@pytest.mark.parametrize(
    ("only", "allowed"),
    [
        (Filter(newspaper="云岭周报"), {"tea"}),
        (Filter(collection="文化"), {"library"}),
        (Filter(days=(Days.parse("2022-01-01/2022-12-31"),)), {"blood-2022"}),
        (Filter(days=(Days.parse("2000-01-01/2000-12-31"),)), set()),
    ],
)
def test_filters_hold_whatever_date_is_among_the_words(find, only, allowed):
    for words in ("县里的活动", "3月5日 献血", "2023年3月5日 献血"):
        assert set(keys(find(words, only, top=50))) <= allowed


def test_a_snippet_is_cut_from_the_article(find, county):
    for result in find("阅览座位 藏书", top=50).results:
        article = county.store.article(result.key)
        assert result.snippet.rstrip("…") in article.body
        assert len(result.snippet) <= 121
    assert "阅览座位" in find("阅览座位").results[0].snippet
