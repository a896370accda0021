"""One archive, searched as readers write: Traditional, romanised, mistyped, and by names that hold each other."""

from __future__ import annotations

from datetime import date

import pytest

from index.embeddings import load_embedder
from index.records import Days
from index.store import ANY, Filter
from rag.answering.answer import Ask
from rag.finding.search import Search, search
from tests.fakes import archivist, take, write_records

NOW = date(2024, 1, 15)

TEXTS = {
    "lvyan": "3月5日，绿岩市举办茶叶展，共有48家茶企参展。",
    "luyan": "3月8日，路沿石更换工程在柳塘县开工，共更换路沿石300米。",
    "lushe": "4月2日，县城绿舍茶馆开门迎客，每天接待60人。",
    "lvshe": "4月9日，县城旅社全面检查消防设施，共检查25家。",
    "third": "5月6日，县里的三级医院开设夜间门诊，首日接诊120人。",
    "second": "5月9日，全县二三级医院联动转诊，首月转诊75人。",
    "third again": "5月16日，三级医院的专家下乡义诊，义诊90人。",
    "second again": "5月19日，市卫健委通报二三级医院检查结果，12家合格。",
    "third later": "6月16日，记者从三级医院获悉，门诊楼完工。",
    "second later": "6月19日，各地二三级医院互认检查结果，首批30项。",
    "street": "7月3日，位于临汐街道临汐社区的工地修好健身步道800米。",
    "community": "7月6日，临汐社区举办包粽子活动，35户居民参加。",
    "street again": "7月13日，经临汐街道临汐社区评选，表彰文明家庭20户。",
    "community again": "7月16日，走进临汐社区，墙上贴着新的公约。",
    "street later": "8月13日，记者从临汐街道临汐社区获悉，老人食堂开张，供应40份午餐。",
    "community later": "8月16日，在临汐社区，志愿者清理楼道15处。",
    "fish": "8月2日，县水产市场贴出告示，福岛的海鲜不再出售。",
    "half": "2022年上半年，全县接待游客20万人次。",
    "day": "2022年3月5日，县旅游节开幕，当天接待游客3万人次。",
    "other year": "2023年3月5日，县旅游节开幕，当天接待游客4万人次。",
}


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    place = tmp_path_factory.mktemp("spellings")
    model = load_embedder()
    records = ({"id": name, "text": text, "date": "2023-12-01"} for name, text in TEXTS.items())
    take(place / "ix", write_records(place / "in/a.jsonl", records), embedder=model)
    return archivist(place / "ix", model)


@pytest.fixture
def find(paper):
    def find(words: str, top: int = 10) -> list[str]:
        return [result.key for result in search(paper, Search(words, ANY, NOW, top)).results]

    return find


@pytest.mark.parametrize(
    "question",
    [
        "What show was held in Lüyan?",
        "What show was held in Luyan City?",
        "What show was held in Lvyan?",
        "What show was held in LÜYAN?",
        "How many companies came to the show in Lü'yan?",
        "绿岩市的茶叶展",
        "綠岩市的茶葉展",
    ],
)
def test_a_place_is_found_however_it_is_romanised(find, question):
    assert find(question)[0] == "lvyan"


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("縣城旅社檢查消防設施，共檢查了多少家？", "县城旅社检查消防设施，共检查了多少家？"),
        ("臨汐社區舉辦包粽子活動有多少戶參加？", "临汐社区举办包粽子活动有多少户参加？"),
        ("三級醫院開設夜間門診", "三级医院开设夜间门诊"),
    ],
)
def test_a_traditional_question_is_the_simplified_one(paper, find, traditional, simplified):
    assert find(traditional) == find(simplified)
    replies = [paper.answer(Ask(question, NOW)).answer for question in (traditional, simplified)]
    assert (replies[0] and replies[0].short) == (replies[1] and replies[1].short)


def test_a_place_that_only_looks_like_pinyin_keeps_its_translation(find):
    assert find("Where is fish from Fukushima no longer sold?")[0] == "fish"


def test_a_wrong_sign_of_the_same_sound_is_read_right_and_hurts_no_exact_match(find):
    assert find("绿燕市的茶叶展")[0] == "lvyan"
    assert find("绿舍茶馆")[0] == "lushe"
    assert find("旅社")[0] == "lvshe"
    assert "lushe" not in find("旅社检查消防", 3)[:1]


@pytest.mark.parametrize(
    ("words", "wanted", "apart"),
    [
        ("三级医院", "third", "second"),
        ("二三级医院", "second", "third"),
        ("临汐社区", "community", "street"),
        ("临汐街道临汐社区", "street", "community"),
    ],
)
def test_names_that_hold_each_other_stay_apart(find, words, wanted, apart):
    found = find(words, 6)
    assert [key.partition(" ")[0] for key in found[:3]] == [wanted] * 3
    assert apart not in found[:3]


def test_a_day_filters_and_a_loose_time_weighs(paper, find):
    reply = paper.answer(Ask("2022年3月5日县旅游节接待游客多少？", NOW))
    assert reply.answer is not None
    assert {citation.key for citation in reply.citations} == {"day"}
    refused = paper.answer(Ask("2022年3月6日县旅游节接待游客多少？", NOW))
    assert refused.answer is None
    loose = find("2022年上半年县旅游节接待游客多少？")
    assert {"day", "other year", "half"} <= set(loose)
    assert loose.index("day") < loose.index("other year")


def test_a_filter_of_days_holds_in_search_too(paper):
    day = Filter(days=(Days.parse("2022-03-05"),))
    found = search(paper, Search("县旅游节", day, NOW)).results
    assert [result.key for result in found] == ["day"]
