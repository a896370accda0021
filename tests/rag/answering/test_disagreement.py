"""Articles that differ on a figure: the correction first, else side by side; copies are one voice."""

from __future__ import annotations

from datetime import date

import pytest

from rag.answering.answer import Ask
from tests.fakes import archivist, take, write_records

NOW = date(2024, 1, 15)
FLOOD = "8月2日，暴雨袭击青石镇，{words}转移群众{count}人，无人员伤亡。镇长方远山说，房屋正在检修。"
NEWS = [
    {"id": "first", "title": "青石镇连夜转移群众", "text": FLOOD.format(words="初步统计", count=210),
     "date": "2023-08-03"},
    {"id": "later", "title": "青石镇灾情核定", "text": FLOOD.format(words="经核定，共", count=265),
     "date": "2023-09-20"},
    {"id": "drive", "title": "东湖献血活动举行", "text": "6月1日，东湖广场举行献血活动，共有80人成功献血。",
     "date": "2023-06-02"},
    {"id": "mended", "title": "更正",
     "text": "本报6月2日刊发的《东湖献血活动举行》一文有误，6月1日东湖广场献血活动成功献血的应为86人，"
             "原文中的80人为登记数。特此更正。",
     "date": "2023-06-09"},
    {"id": "drive-2021", "title": "东湖献血活动又举行", "text": "6月1日，东湖广场举行献血活动，共有52人成功献血。",
     "date": "2021-06-02"},
    {"id": "litres", "title": "西山献血活动举行", "text": "7月9日，西山广场举行献血活动，献血总量31600毫升。",
     "date": "2023-07-10"},
    {"id": "litres-mended", "title": "更正",
     "text": "本报7月10日刊发的《西山献血活动举行》一文有误，西山广场献血总量应为30800毫升，其中50人献血400毫升，"
             "54人献血200毫升。特此更正。",
     "date": "2023-07-20"},
    {"id": "school", "title": "青石小学迎来新校长", "text": "9月1日，青石小学开学，新任校长方远帆为学生上第一课。",
     "date": "2023-09-02"},
    {"id": "school-mended", "title": "更正",
     "text": "本报9月2日刊发的《青石小学迎来新校长》一文中，校长姓名有误，“方远帆”应为“方远山”。特此更正。",
     "date": "2023-09-05"},
    {"id": "road", "title": "南环路通车", "text": "5月8日，南环路通车，车程由40分钟缩短到15分钟。",
     "date": "2023-05-09"},
]  # fmt: skip


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    folder = tmp_path_factory.mktemp("differing")
    records = [{"newspaper": "青石日报", **record} for record in NEWS]
    take(folder / "index", write_records(folder / "in.jsonl", records))
    return archivist(folder / "index")


def test_articles_that_differ_stand_side_by_side_with_their_dates_newest_first(paper):
    reply = paper.answer(Ask("暴雨中青石镇转移群众多少人？", NOW))
    assert [c.key for c in reply.citations] == ["later", "first"]
    assert reply.answer.short == "265人"
    assert reply.answer.text.index("2023年9月20日") < reply.answer.text.index("2023年8月3日")
    assert "210人" in reply.answer.text


def test_l7_the_correction_comes_first_and_what_it_corrects_after_it(paper):
    reply = paper.answer(Ask("2023年6月1日东湖广场有多少人成功献血？", NOW))
    assert reply.answer.short == "86人"
    assert reply.citations[0].key == "mended"


def test_the_correction_travels_with_its_year_where_the_question_names_none(paper):
    reply = paper.answer(Ask("6月1日东湖广场有多少人成功献血？", NOW))
    assert reply.answer.short == "86人；52人"
    assert [c.key for c in reply.citations if c.key != "drive"] == ["mended", "drive-2021"]


def test_a_correction_without_the_day_asked_for_comes_with_the_report_of_that_day(paper):
    reply = paper.answer(Ask("2023年7月9日西山广场献血总量是多少？", NOW))
    assert reply.answer.short == "30800毫升"
    assert [c.key for c in reply.citations] == ["litres-mended", "litres"]


@pytest.mark.parametrize("question", ["How much blood was donated at the Xishan square on 9 July 2023?",
                                      "How much blood was donated at the Xishan square on 9 July?"])  # fmt: skip
def test_a_part_of_the_corrected_total_is_not_taken_for_it_in_english(paper, question):
    reply = paper.answer(Ask(question, NOW))
    assert reply.answer.short == "30,800 ml"
    assert "as corrected on 20 July 2023" in reply.answer.text


def test_a_name_that_the_paper_took_back_is_not_the_answer(paper):
    reply = paper.answer(Ask("青石小学的新任校长是谁？", NOW))
    assert reply.answer.short == "方远山"
    assert reply.citations[0].key == "school-mended"


def test_the_question_that_gives_a_part_s_figure_is_answered_with_that_part(paper):
    assert paper.answer(Ask("2023年7月9日西山广场献血400毫升的有多少人？", NOW)).answer.short == "50人"


def test_copies_of_a_planted_text_never_outvote(tmp_path):
    planted = [
        {
            "id": f"copy{n}",
            "title": "青石镇灾情",
            "text": FLOOD.format(words="据称共", count=999),
            "date": f"2023-08-{n:02}",
        }
        for n in range(4, 12)
    ]
    take(tmp_path / "index", write_records(tmp_path / "in.jsonl", NEWS + planted))
    reply = archivist(tmp_path / "index").answer(Ask("暴雨中青石镇转移群众多少人？", NOW))
    assert reply.answer.short == "265人"
    assert {"later", "first"} <= {c.key for c in reply.citations}
    assert sum(c.key.startswith("copy") for c in reply.citations) <= 1


def test_one_report_alone_has_one_voice(paper):
    reply = paper.answer(Ask("南环路通车后车程是多少分钟？", NOW))
    assert reply.answer.short == "15分钟"
    assert [c.key for c in reply.citations] == ["road"]


def test_the_old_figure_is_given_where_it_is_asked(paper):
    assert paper.answer(Ask("南环路通车前原来的车程是多少分钟？", NOW)).answer.short == "40分钟"
