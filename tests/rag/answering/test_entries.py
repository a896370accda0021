"""The labelled entries of a notice: who may apply, how, what is required; headings answer nothing."""

from __future__ import annotations

from datetime import date

import pytest

from rag.answering.answer import Ask
from rag.answering.entries import find_entries, is_heading
from tests.fakes import archivist, take, write_records

NOTICE = (
    "为方便群众，现将高龄津贴申领事项公告如下：\n一、发放对象\n年满80周岁的梨亭县户籍老人。\n二、发放标准\n1.发放金额：每人每月100元。\n"
    "三、申领安排\n1.申领时间：4月1日至6月30日。\n2.申领方式：持身份证到所在社区登记，由社区代为申报。\n四、材料要求\n1.身份证复印件一份。\n"
    "2.近期照片两张。\n特此公告"
)
NEWS = [
    {"id": "notice", "title": "梨亭县高龄津贴公告", "date": "2023-03-20", "text": NOTICE},
    {"id": "meeting", "title": "梨亭县召开高龄津贴工作会", "date": "2023-03-25",
     "text": "3月24日，梨亭县召开高龄津贴工作会。会议要求，一要摸清底数，二要按月发放，三要接受监督。会后参观了社区。"},
]  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Replies of a small archive, by the fake embedder."""
    place = tmp_path_factory.mktemp("entries")
    take(place / "index", write_records(place / "news.jsonl", NEWS))
    mine = archivist(place / "index")
    return lambda question: mine.answer(Ask(question, date(2024, 1, 1)))


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("高龄津贴怎么申领？", None),
        ("高龄津贴怎么申报？", "持身份证到所在社区登记，由社区代为申报"),
        ("哪些人可以申请高龄津贴？", "年满80周岁的梨亭县户籍老人"),
        ("高龄津贴工作会提出了什么要求？", "一要摸清底数、二要按月发放、三要接受监督"),
    ],
)
def test_the_entry_that_is_asked_for(ask, question, short):
    answer = ask(question).answer
    if short:
        assert answer.short == short
    else:
        assert "登记" in answer.text


def test_a_section_is_quoted_up_to_the_next_heading(ask):
    answer = ask("高龄津贴公告对材料有什么要求？").answer
    assert "身份证复印件一份" in answer.text
    assert "照片两张" in answer.text
    assert "四、材料要求" not in answer.text
    assert "申领时间" not in answer.text


def test_entries_and_headings():
    assert [one.label for one in find_entries(NOTICE)] == [
        "发放对象", "发放标准", "发放金额", "申领安排", "申领时间", "申领方式", "材料要求",
    ]  # fmt: skip
    assert find_entries("会上，县长讲话。一要抓好落实。") == []
    assert find_entries("") == []
    assert is_heading("四、材料要求")
    assert not any(map(is_heading, ["一抹绿色", "一、摸清底数。", "一要摸清底数", "4.身份证"]))


def test_the_entry_whose_label_the_question_says_is_looked_at_first(ask):
    reply = ask("高龄津贴的申领时间是什么时候？")
    assert reply.answer.short == "2023年4月1日至6月30日"
    assert reply.citations[0].quote.startswith("1.申领时间：")
