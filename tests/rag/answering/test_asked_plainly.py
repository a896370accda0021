"""What citizens ask and an archive must not get wrong: feasts without a date, who came, what a report does not tell."""

from __future__ import annotations

from datetime import date

import pytest

from index.records import Article, Days
from rag.answering.answer import Ask
from rag.answering.trust import kept_feasts
from tests.fakes import archivist, take, write_records

NEWS = [
    {"id": "lantern", "title": "梨亭社区举办庆元宵活动", "date": "2022-02-18",
     "text": "近日，梨亭社区联合晋远物业举办“猜灯谜、庆元宵”活动。活动现场，居民们猜灯谜、套圈，现场十分热闹。"},
    {"id": "hair", "title": "义剪暖人心", "date": "2023-03-10",
     "text": "近日，城关社区开展义剪活动，理发师为20余名环卫工人理发。现场笑声不断，大家都说剪得精神。"},
    {"id": "park", "title": "梨亭公园改造完工", "date": "2023-06-12",
     "text": "6月10日，梨亭公园改造完工，公园免费向市民开放。县住建局、晋远物业、梨亭社区等十余家单位参加了开园活动。"
     "改造共花费46万元，新栽树木300株。"},
    {"id": "essay", "title": "梨亭茶文化征文启事", "date": "2023-04-02",
     "text": "梨亭茶文化征文即日起征稿。参赛作品须为原创，此前未公开发表。征文发现抄袭的，取消评选资格。"
     "逾期投稿的不予受理。"},
    {"id": "river", "title": "梨亭县部署护河工作", "date": "2023-09-08",
     "text": "9月6日，梨亭县召开护河工作会议，县水务局局长阮知秋讲话。阮知秋对护河员提出要求，一要勤巡河，"
     "每周不少于两次，二要早报告，三要管到底。会上通报了上半年全县护河工作的情况。"},
]  # fmt: skip


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """Answers of a small archive, by the fake embedder."""
    place = tmp_path_factory.mktemp("plainly")
    take(place / "index", write_records(place / "news.jsonl", NEWS))
    mine = archivist(place / "index")
    return lambda question: mine.answer(Ask(question, date(2024, 1, 1)))


def test_a_report_that_names_the_feast_answers_for_its_day(answers):
    reply = answers("2022年元宵节梨亭社区猜灯谜活动是和谁联合举办的？")
    assert [one.key for one in reply.citations][:1] == [answers("梨亭社区庆元宵猜灯谜").citations[0].key]
    assert reply.question.dates[0].days == Days.parse("2022-02-15")
    assert answers("2023年元宵节梨亭社区猜灯谜活动是和谁联合举办的？").refusal


@pytest.mark.parametrize(
    ("text", "published", "asked", "kept"),
    [
        ("近日，社区举办庆元宵活动。", "2022-02", "2022-02-15", True),
        ("近日，社区开展3·5学雷锋日活动。", "2023-03-09", "2023-03-05", True),
        ("近日，社区举办庆元宵活动。", "2022-06", "2022-02-15", False),
        ("近日，社区举办庆元宵活动。", "2022-02", "2021-02-26", False),
        ("近日，社区举办献血活动。", "2022-02", "2022-02-15", False),
        ("近日，社区举办庆元宵活动。", None, "2022-02-15", False),
    ],
)
def test_a_feast_is_kept_about_the_time_of_printing(text, published, asked, kept):
    report = Article(key="a", source="a.txt", page=1, body=text, published=published)
    assert bool(kept_feasts(report, [Days.parse(asked)])) is kept


def test_a_report_with_a_date_of_its_own_keeps_no_other_day():
    told = Article(
        key="a", source="a.txt", page=1, body="2月10日，社区庆元宵。", published="2022-02", event_dates=("2022-02-10",)
    )
    assert kept_feasts(told, [Days.parse("2022-02-15")]) == ()


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("义剪活动理发收费吗？", None),
        ("梨亭公园收费吗？", "否"),
        ("梨亭公园是免费开放的吗？", "是"),
        ("梨亭公园开园活动都有谁参加了？", "县住建局、晋远物业、梨亭社区"),
        ("义剪活动给几个人理发？", "20余名"),
        ("义剪活动给多少个环卫工人理发？", "20余名"),
        ("庆元宵活动有多少居民参加？", None),
    ],
)
def test_what_is_not_told_is_not_said(answers, question, short):
    reply = answers(question)
    assert (reply.answer.short if reply.answer else None) == short
    assert short or reply.refusal.kind == "figure_absent"


def test_one_sentence_that_answers_twice_is_quoted_once(answers):
    answer = answers("梨亭公园改造共花费多少钱，新栽树木多少株？").answer
    assert answer.text.count("新栽树木300株") == 1
    assert answer.short == "46万元；300株"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("以前发表过的文章还能不能投梨亭茶文化征文？", "否"),
        ("梨亭茶文化征文发现抄袭还可以参加评选吗？", "否"),
        ("梨亭县护河工作会议上有没有通报护河工作的情况？", "是"),
        ("阮知秋对护河员提出了哪三条要求？", "一要勤巡河、二要早报告、三要管到底"),
    ],
)
def test_what_is_barred_and_what_is_numbered(answers, question, short):
    reply = answers(question)
    assert reply.answer and reply.answer.short == short
    assert all(f"[{citation.n}]" in reply.answer.text for citation in reply.citations)


@pytest.mark.parametrize(
    "question", ["梨亭公园改造花费总额是多少？", "梨亭公园改造总共花费多少万元？", "梨亭公园改造花费合计多少？"]
)
def test_a_word_for_a_total_need_not_be_printed(answers, question):
    assert "46万元" in answers(question).answer.short
