"""What a question names that the reports found for it do not hold."""

import json
from datetime import date

import numpy as np
import pytest

from index.records import Article, Chunk, Days, Span
from rag.answering.answer import Ask
from rag.answering.trust import holds_amounts, holds_ordinals, is_elsewhere, is_outdone, raise_alone, states_days
from rag.finding.retrieve import Query, Ranked
from rag.questions.terms import Term
from tests.fakes import archivist, take, write_records


def article(text: str) -> Article:
    return Article(key="a", source="a.txt", page=1, body=text)


def test_a_place_that_no_report_names_is_another_place(root):
    for case in json.loads((root / "tests/cases/elsewhere.json").read_text("utf-8")):
        assert is_elsewhere(case["question"], [article(case["text"])]) is case["elsewhere"], case["question"]


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("第四名是哪支球队？", "冠军是望蒲队，亚军是教育队。", False),
        ("第四名是哪支球队？", "望蒲队获第4名。", True),
        ("第九届球赛在哪里举行？", "全县第九届球赛开赛，第十届明年举行。", True),
        ("第九届的第二名是谁？", "第九届球赛落幕。", False),
        ("冠军是谁？", "望蒲队夺冠。", True),
    ],
)
def test_an_ordinal_that_is_asked_for_stands_in_the_report(question, text, holds):
    assert holds_ordinals(question, article(text)) is holds


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Who won the 5 km run?", False),
        ("Who won the 10 km run?", True),
        ("10公里跑的冠军是谁？", True),
        ("《5公里跑》的作者是谁？", True),
        ("有几个人参加？", True),
    ],
)
def test_a_measured_amount_that_is_asked_for_stands_in_the_report(question, holds):
    assert holds_amounts(question, article("全县10公里跑开赛，郑小川夺冠。")) is holds


NEWS = [
    {"id": "tour", "title": "方远山调研重点项目", "date": "2023-05-16",
     "text": "5月15日，方远山调研重点项目建设。青石县图书馆新馆主体已经封顶，正在装修。方远山走进现场察看进度。"
             "产业园一期占地180亩，总投资3.2亿元，已有6家企业签约。"},
    {"id": "run", "title": "青石半程马拉松开跑", "date": "2023-10-20",
     "text": "10月14日，青石半程马拉松在东湖广场开跑，2600名选手参赛。男子组冠军由郑小川获得。"},
]  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trust")
    take(folder / "index", write_records(folder / "in.jsonl", NEWS))
    return folder / "index"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("青石县图书馆新馆的总投资是多少？", None),  # the park's investment, in the same report
        ("产业园一期的总投资是多少？", "3.2亿元"),
        ("青石半程马拉松有多少名选手参赛？", "2600名"),
    ],
)
def test_another_things_figure_in_the_same_report_is_no_answer(place, question, short):
    reply = archivist(place).answer(Ask(question, date(2024, 1, 1)))
    assert (reply.answer.short if reply.answer else None) == short
    assert reply.answer or reply.refusal.kind == "figure_absent"


@pytest.mark.parametrize(
    ("question", "answered"),
    [("When will the airport of Qingshi be finished?", False), ("When was the marathon of Qingshi held?", True)],
)
def test_a_thing_whose_chinese_name_the_archive_never_prints_is_not_answered(place, question, answered):
    reply = archivist(place).answer(Ask(question, date(2024, 1, 1)))
    assert (reply.answer is not None) is answered


@pytest.mark.parametrize(
    ("text", "stated"), [("截至2022年6月，全县网民8万人。", True), ("截至6月，全县网民8万人。", False)]
)
def test_an_article_without_a_date_must_print_the_days_asked_for(text, stated):
    assert states_days(article(text), [Days.parse("2022-01-01/2022-12-31")]) is stated


RANKED_TEXTS = {
    "near": "荻溪社区组织重阳节义诊，80名老人受益。",
    "far": "苇塘社区组织重阳节茶话会，120人参加。",
}


@pytest.mark.parametrize(
    ("score", "word", "outdone"), [(0.2, "荻溪", True), (0.9, "荻溪", False), (0.2, "重阳节", False)]
)
def test_a_report_of_the_days_alone_gives_way_to_the_one_that_names_what_is_asked_for(score, word, outdone):
    near, far = (Article(key=key, source="a.txt", page=1, body=text) for key, text in RANKED_TEXTS.items())
    everything = [
        Ranked(one, Chunk(one.key, 0, Span(0, len(one.body)), one.body), share)
        for one, share in ((near, 1.0), (far, score))
    ]
    terms = (Term(word, 5.0, ((word, 1.0),)), Term("社区", 1.0, (("社区", 1.0),)))
    query = Query("x", "zh", terms, np.zeros(2, np.float32))
    assert is_outdone(query, far, everything) is outdone
    assert not is_outdone(query, near, everything)
    assert not is_outdone(query, far, [])


@pytest.mark.parametrize(
    ("scores", "raised"),
    [
        ((0.49, 0.1), (0.7, 0.1)),
        ((0.49, 0.4), (0.49, 0.4)),
        ((0.2, 0.0), (0.2, 0.0)),
        ((1.0, 0.2), (1.0, 0.2)),
        ((), ()),
    ],
)
def test_a_report_that_is_alone_of_its_days_stands_out(scores, raised):
    ranked = [
        Ranked(
            Article(key=str(n), source="a.txt", page=1, body="献血。"), Chunk(str(n), 0, Span(0, 3), "献血。"), score
        )
        for n, score in enumerate(scores)
    ]
    assert [one.score for one in raise_alone(ranked)] == pytest.approx(raised)
