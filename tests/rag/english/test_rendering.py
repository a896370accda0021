"""An English question in the words of the report that answers it."""

from __future__ import annotations

import numpy as np
import pytest

from rag.english.rendering import render
from rag.finding.retrieve import Query
from rag.questions.asked import understand
from rag.questions.terms import Term

REPORT = "望蒲社区组织学雷锋志愿活动\n本次活动受益群众达300余人，第三小学的学生沈小禾讲了话。"


def ask(text: str, *terms: Term) -> Query:
    return Query(text, "en", terms, np.zeros(2, np.float32))


def test_the_report_decides_which_translation_is_meant():
    event = Term("event", 1.0, (("赛事", 1.0), ("活动", 0.6)))
    benefited = Term("benefited", 3.0, (("效益", 1.0), ("受益", 0.8)))
    community = Term("community", 1.0, (("社区", 1.0),))
    people = Term("people", 0.5, (("群众", 0.5), ("人民", 0.7)))
    text = "How many people benefited from the event in the community?"
    said = render(ask(text, people, benefited, event, community), understand(text, "en"), REPORT)
    assert said.text == "活动社区多少群众受益？"
    assert said.lang == "zh"
    assert {term.word for term in said.terms} == {"群众", "受益", "活动", "社区"}


def test_what_the_report_does_not_print_is_left_out():
    text = "Which airport opened?"
    said = render(ask(text, Term("airport", 2.0, (("机场", 1.0),))), understand(text, "en"), REPORT)
    assert "机场" not in said.text
    assert said.terms == ()


def test_a_name_is_said_as_it_is_printed():
    text = "Which primary school does Shen Xiaohe attend?"
    name, school = Term("Shen Xiaohe", 4.0, (), "shenxiaohe"), Term("primary school", 3.0, (("小学", 1.0),))
    said = render(ask(text, school, name), understand(text, "en"), REPORT)
    assert said.text == "沈小禾哪个小学？"


@pytest.mark.parametrize("text", ["", "?", "how many", "what what what", "who " * 200])
def test_any_question_is_rendered(text):
    assert render(ask(text), understand(text, "en"), REPORT).text.endswith("？")


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("To what amount did the funding rise?", "调整后"),
        ("What was the final cost?", "调整后"),
        ("How much did it originally cost?", "原来"),
        ("How much did it cost?", "多少"),
    ],
)
def test_the_late_and_the_early_figure_are_asked_for_in_chinese(question, opens):
    assert render(ask(question), understand(question, "en"), REPORT).text.startswith(opens)


def test_of_equal_translations_the_longest_is_printed():
    workers = Term("volunteer drive", 1.0, (("志愿", 1.0), ("志愿活动", 1.0)))
    said = render(
        ask("Which volunteer drive helped?", workers), understand("Which volunteer drive helped?", "en"), REPORT
    )
    assert "志愿活动" in said.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who organised the event?", "活动是谁主办的？"),
        ("Which organisations jointly held the event?", "活动是谁主办的？"),
        ("Where was the event held?", "活动在哪里举行？"),
        ("Where is the event?", "活动哪里？"),
        ("Who spoke at the event?", "活动谁？"),
    ],
)
def test_who_held_it_and_where_are_asked_for_in_chinese(question, said):
    event, organised = Term("event", 1.0, (("活动", 1.0),)), Term("organised", 2.0, (("组织", 1.0),))
    assert render(ask(question, organised, event), understand(question, "en"), REPORT).text.replace("组织", "") == said
