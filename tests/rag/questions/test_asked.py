import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.questions.asked import KINDS, MEASURES, detect_language, understand

CASES = json.loads((Path(__file__).parents[2] / "cases/questions.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["question"])
def test_what_a_question_asks_for(case):
    need = understand(case["question"], case["lang"])
    assert (need.kind, need.measure) == (case["kind"], case["measure"])
    assert detect_language(case["question"]) == case["lang"]


def test_the_cases_cover_every_kind_and_measure():
    assert len(CASES) >= 60
    assert {c["kind"] for c in CASES if c["lang"] == "zh"} == set(KINDS)
    assert {c["kind"] for c in CASES if c["lang"] == "en"} == set(KINDS)
    assert {c["measure"] for c in CASES} - {""} == {measure for measure, _ in MEASURES} | {"count"}


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("《白鹭大桥建成通车》是谁写的？", "zh"),
        ("Who wrote 《白鹭大桥建成通车》?", "en"),
        ("What does the article 县图书馆延长开放时间 say about the library?", "en"),
        ("A级旅游厕所有几座？", "zh"),
        ("KTV着火了吗", "zh"),
        ("2023", "zh"),
        ("", "zh"),
        ("Li Xiaohong?", "en"),
    ],
)
def test_the_language_is_that_of_the_sentence(question, lang):
    assert detect_language(question) == lang


@pytest.mark.parametrize(
    ("question", "lang", "unit"),
    [
        ("有多少人次参加？", "zh", "人次"),
        ("惠及多少户？", "zh", "户"),
        ("举办了几场？", "zh", "场"),
        ("How many households were moved?", "en", "户"),
        ("How many trees were planted?", "en", "株"),
        ("多少毫升？", "zh", ""),
        ("图书馆有多少座位？", "zh", ""),
        ("有多少家庭受益？", "zh", ""),
        ("建了多少座桥？", "zh", "座"),
    ],
)
def test_the_unit_asked_for(question, lang, unit):
    assert understand(question, lang).unit == unit


@pytest.mark.parametrize(
    "question",
    [
        "这篇报道的记者是谁？",
        "照片由谁拍摄的？",
        "Who wrote the report on the bridge?",
        "谁写了新桥通车的报道？",
        "新桥通车的稿子署了谁的名字？",
    ],
)
def test_questions_for_the_byline(question):
    need = understand(question, detect_language(question))
    assert need.about_byline
    assert need.kind == "person"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_some_question(text):
    assert understand(text, detect_language(text)).kind in KINDS


@pytest.mark.parametrize(
    ("question", "unit", "measure"),
    [
        ("公司营收达到多少亿元？", "元", ""),
        ("水电站提前了多少个月完工？", "个月", ""),
        ("粮食播种面积是多少万亩？", "", "area"),
        ("网络广告业务收入同比增长了多少？", "", "share"),
        ("公司收入增加了多少？", "", ""),
        ("3月5日献血人数是多少？", "人", ""),
        ("3月5日献血总量是多少？", "", "volume"),
        ("乡里栽了多少树？", "株", ""),
        ("河里放了多少鱼苗？", "尾", ""),
        ("今年收了多少粮食？", "", "mass"),
    ],
)
def test_the_unit_or_measure_of_a_figure(question, unit, measure):
    need = understand(question, "zh")
    assert (need.kind, need.unit, need.measure) == ("number", unit, measure)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("大桥通车时间", "date"),
        ("2023年汽车出口量", "number"),
        ("春节联欢晚会导演", "person"),
        ("运动会举办地点", "place"),
    ],
)
def test_a_question_typed_as_into_a_search_box(question, kind):
    assert understand(question, "zh").kind == kind
