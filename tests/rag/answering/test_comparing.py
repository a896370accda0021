from datetime import date

import pytest

from rag.answering.answer import Ask
from rag.answering.comparing import read_comparison
from tests.fakes import archivist, take, write_records


@pytest.mark.parametrize(
    ("question", "sides", "more", "by"),
    [
        ("2022年3月5日和2023年3月5日的献血，哪一次人数更多？",
         ["2022年3月5日献血人数是多少？", "2023年3月5日献血人数是多少？"], "多", False),
        ("东湖镇植树和南山镇植树，哪个栽的苗木更少？",
         ["东湖镇植树栽的苗木是多少？", "南山镇植树栽的苗木是多少？"], "少", False),
        ("2023年的献血人数比2022年多多少人？",
         ["2023年的献血人数是多少人？", "2022年的献血人数是多少人？"], "多", True),
        ("王大山2023年比2022年多种了多少亩？", ["王大山2023年种了多少亩？", "王大山2022年种了多少亩？"], "多", True),
        ("新馆的座位比老馆多多少个？", ["新馆的座位是多少个？", "老馆的座位是多少个？"], "多", True),
        ("2022年3月5日和2023年3月5日东湖广场献血总量相差多少毫升？",
         ["2022年3月5日东湖广场献血总量是多少毫升？", "2023年3月5日东湖广场献血总量是多少毫升？"], "多", True),
        ("2022年和2023年3月5日的献血人数相差多少？",
         ["2022年3月5日献血人数是多少？", "2023年3月5日献血人数是多少？"], "多", True),
    ],
)  # fmt: skip
def test_a_comparison_is_a_question_for_each_side(question, sides, more, by):
    found = read_comparison(question, "zh")
    assert [side for _, side in found.sides] == sides
    assert (found.more, found.by) == (more, by)


@pytest.mark.parametrize(
    ("question", "sides", "more"),
    [
        ("县剧团下乡演出和县图书馆新馆开放，哪个在前？",
         ["县剧团下乡演出是什么时候举行的？", "县图书馆新馆开放是什么时候举行的？"], "早"),
        ("人民医院和中医医院，哪家的献血活动在后？",
         ["人民医院的献血活动是什么时候举行的？", "中医医院的献血活动是什么时候举行的？"], "晚"),
    ],
)  # fmt: skip
def test_which_of_two_events_came_first_asks_when_each_was(question, sides, more):
    found = read_comparison(question, "zh")
    assert [side for _, side in found.sides] == sides
    assert found.more == more


def test_english_comparisons_of_two_days():
    found = read_comparison("How many more people gave blood on 5 March 2023 than on 5 March 2022?", "en")
    assert [side for _, side in found.sides] == [
        "How many people gave blood on 5 March 2023?",
        "How many people gave blood on 5 March 2022?",
    ]


def test_which_came_first_asks_for_the_day_of_each():
    found = read_comparison("Which took place first in May 2023: the tree planting or the boat race in Heyuan?", "en")
    assert [side for _, side in found.sides] == [
        "When was the tree planting held in May 2023?",
        "When was the boat race in Heyuan held in May 2023?",
    ]
    assert not found.highest
    assert read_comparison("Which was the first bridge over the river?", "en") is None
    opened = read_comparison("Which opened first in May 2023, the reading room or the night market?", "en")
    assert [side for _, side in opened.sides] == [
        "When was the reading room opened in May 2023?",
        "When was the night market opened in May 2023?",
    ]
    named = read_comparison(
        "Which of the two boat races in 2023 came first, the one at Heyuan or the one at Hekou?", "en"
    )
    assert [side for _, side in named.sides] == [
        "When was the boat race at Heyuan held in 2023?",
        "When was the boat race at Hekou held in 2023?",
    ]
    assert [label for label, _ in named.sides] == ["the one at Heyuan", "the one at Hekou"]


@pytest.mark.parametrize(
    "question",
    [
        "白鹭大桥全长多少米？",
        "产量比去年多多少公斤？",
        "最终投资比计划多了多少？",
        "全县柑橘产量同比增长了多少？",
        "七月客流环比下降了多少？",
        "哪个社区的活动最多？",
        "谁跑得更快？",
    ],
)
def test_what_names_fewer_than_two_sides_is_no_comparison(question):
    assert read_comparison(question, "zh") is None


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("2022年3月5日和2023年3月5日的献血，哪一次献血总量更多？", "2023年3月5日"),
        ("2022年3月5日和2023年3月5日的献血，哪一次献血总量更少？", "2022年3月5日"),
        ("2023年3月5日的献血总量比2022年3月5日多多少毫升？", "6200毫升"),
    ],
)
def test_both_sides_are_quoted_before_the_conclusion(ask, question, short):
    reply = ask(question)
    assert reply.answer.short == short
    assert {c.key for c in reply.citations} == {"blood-2022", "blood-2023"}
    assert "14600" in reply.answer.text
    assert "20800" in reply.answer.text


def test_a_computed_difference_is_listed_as_computed(ask):
    reply = ask("2023年3月5日的献血总量比2022年3月5日多多少毫升？")
    assert [(item.value, item.sources) for item in reply.proof.computed] == [("6200毫升", (1, 2))]


def test_a_side_that_was_not_reported_leaves_nothing_to_compare(ask):
    reply = ask("2021年3月5日和2023年3月5日的献血，哪一次献血总量更多？")
    assert reply.answer is None or reply.answer.short != "2023年3月5日"


def test_the_difference_of_two_days_is_two_questions(ask):
    assert ask("2022年3月5日和2023年3月5日的献血总量相差多少？").answer.short == "6200毫升"


HARVEST = [
    {
        "id": "tea-2023",
        "title": "白茶开采",
        "text": "4月2日，青石镇白茶开采，今年白茶每公斤平均卖到200元。",
        "date": "2023-04-03",
    },
    {
        "id": "rice-2022",
        "title": "稻谷收割",
        "text": "9月2日，东湖镇稻谷收割，今年稻谷每公斤平均卖到3元。",
        "date": "2022-09-03",
    },
    {"id": "hall", "title": "新馆开放", "text": "5月1日，青石镇文化馆新馆开放，设展厅12个。", "date": "2023-05-02"},
]


@pytest.fixture(scope="module")
def harvest(tmp_path_factory):
    folder = tmp_path_factory.mktemp("harvest")
    take(folder / "index", write_records(folder / "in.jsonl", HARVEST))
    return archivist(folder / "index")


@pytest.mark.parametrize("question", ["青石镇白茶2023年每公斤平均比2022年贵多少元？",
                                      "2022年和2023年青石镇白茶每公斤平均卖价相差多少元？"])  # fmt: skip
def test_another_things_figure_is_no_side_of_a_comparison(harvest, question):
    reply = harvest.answer(Ask(question, date(2024, 1, 1)))
    assert reply.answer is None or reply.answer.short is None
    assert "rice-2022" not in [citation.key for citation in reply.citations]
    assert not reply.proof.computed


def test_one_figure_is_not_taken_for_both_sides(harvest):
    reply = harvest.answer(Ask("青石镇文化馆新馆的展厅比老馆多多少个？", date(2024, 1, 1)))
    assert reply.answer is None or reply.answer.short is None
