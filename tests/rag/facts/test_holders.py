"""Who bears an office: the name behind that very office, in a report of the place that the question names."""

import pytest

from index.chunks import split_sentences
from index.records import Article
from rag.facts.evidence import Evidence
from rag.facts.holders import choose_holder, find_title_asked, find_titles_asked
from rag.finding.retrieve import Query
from rag.questions.terms import chinese_terms

BODY = (
    "近日，邻县县委书记邵文柏来到柳塘街道枫溪社区考察。枫溪社区活动室里，几位老人正在下棋。"
    "社区党支部书记岑雨舟介绍，来的人越来越多了。荻溪社区党支部书记杭晓岚也来取经。"
)


def group():
    article = Article(key="k", source="s", page=1, body=BODY)
    return [Evidence(article, span, 1.0, 1.0, 1.0, 1.0) for span in split_sentences(BODY)]


def query(county, question):
    return Query(question, "zh", chinese_terms(question, county.segmenter, county.store), county.query("x").vector)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("枫溪社区的党支部书记是谁？", "党支部书记"),
        ("县图书馆馆长叫什么名字？", "馆长"),
        ("会议由谁主持？", ""),
        ("那位律师是谁？", ""),
    ],
)
def test_the_office_that_a_question_asks_the_holder_of(question, title):
    assert find_title_asked(question) == title


@pytest.mark.parametrize(
    ("question", "name"), [("枫溪社区的党支部书记是谁？", "岑雨舟"), ("柳塘街道枫溪社区的馆长是谁？", None)]
)
def test_the_holder_bears_that_very_office_there(county, question, name):
    found = choose_holder(query(county, question), group())
    assert (found[1].value if found else None) == name
    assert found is None or found[1].span.of(found[0].text) == name


def test_the_league_secretary_is_not_the_county_secretary(county):
    body = "团县委书记郝岚表示，团员要带头。县委书记贺云骁出席。"
    article = Article(key="k", source="s", page=1, body=body)
    mine = [Evidence(article, span, 1.0, 1.0, 1.0, 1.0) for span in split_sentences(body)]
    for office, name in (("县委书记", "贺云骁"), ("团县委书记", "郝岚")):
        _, fact = choose_holder(query(county, f"{office}是谁？"), mine)
        assert fact.value == name


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who is the Party branch secretary of Fengxi community?", "支部书记"),
        ("Who is the county head of Jichuan?", "县长"),
        ("Who was the donor that the secretary thanked?", None),
        ("Who met the Party branch secretary?", None),
    ],
)
def test_the_office_that_an_english_question_asks_the_holder_of(question, first):
    assert next(iter(find_titles_asked(question)), None) == first
