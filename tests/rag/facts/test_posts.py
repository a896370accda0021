"""Whose post a question asks for, and what a report prints beside the name."""

import numpy as np
import pytest

from index.records import Article, Span
from rag.facts.evidence import Evidence
from rag.facts.offices import find_people
from rag.facts.posts import choose_post, find_person_asked, read_post
from rag.facts.sorts import find_bearers
from rag.finding.retrieve import Query
from rag.questions.terms import Term


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("阮知微是干什么的？", "阮知微"),
        ("桑榆晚是什么职务？", "桑榆晚"),
        ("闵行之是谁？", "闵行之"),
        ("冷秋澄的职务是什么？", "冷秋澄"),
        ("安可为在村里当什么官？", "安可为"),
        ("蒲晚晴是什么职业？", "蒲晚晴"),
        ("Who is Wu Shanxue?", "Wu Shanxue"),
        ("What does Sheng Dizhu do?", "Sheng Dizhu"),
        ("Fang Lingxi role", "Fang Lingxi"),
        ("What is Qi Lianshan's post?", "Qi Lianshan"),
        ("活动的主题是什么？", ""),
        ("馆长是谁？", ""),
        ("他是谁？", ""),
        ("Who is the mayor?", ""),
        ("What does the oldest donor do for a living?", ""),
    ],
)
def test_whose_post_is_asked(question, name):
    assert find_person_asked(question) == name


@pytest.mark.parametrize(
    ("sentence", "name", "post"),
    [
        ("据县中心血库主任阮知微介绍，当天来了四百人。", "阮知微", "县中心血库主任"),
        ("会上，县公安局政委闵行之作了通报。", "闵行之", "县公安局政委"),
        ("教师出身的蒲晚晴第二个冲线。", "蒲晚晴", "教师"),
        ("年纪最大的是71岁的退休工人费春来，他负责递水。", "费春来", "退休工人"),
        ("组委会主任、县体育局局长邰守拙说，明年还办。", "邰守拙", "组委会主任、县体育局局长"),
        ("赵立秋是一名退伍兵，右眼受过伤。", "赵立秋", "退伍兵"),
        ("费春来说，天太热了。", "费春来", None),
    ],
)
def test_what_stands_beside_a_name_is_its_bearers_post(sentence, name, post):
    at = sentence.index(name)
    fact = read_post(sentence, Span(at, at + len(name)))
    assert (fact and fact.value) == post
    assert fact is None or fact.span.of(sentence) == fact.value


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("大学生裘念慈以1小时20分夺冠。", ["裘念慈"]),
        ("中心主任糜素秋说，成绩明天公布。", ["糜素秋"]),
        ("毕业生桂子落应聘到县里。", ["桂子落"]),
        ("王伟说，今天不冷。", ["王伟"]),
        ("市民李明在现场排队。", ["李明"]),
        ("司机张强送考生到考点。", ["张强"]),
    ],
)
def test_a_third_sign_that_the_tagger_left_apart_belongs_to_the_name(sentence, names):
    assert [span.of(sentence) for span in find_people(sentence)] == names


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("县委书记闻景澄、区长张海岚为队伍授旗。", ["张海岚"]),
        ("让一批无人管理的小区长期受益，小区长久安宁。", []),
        ("副区长贺云骁出席。", []),
    ],
)
def test_an_office_is_no_end_of_one_word_with_the_beginning_of_another(sentence, named):
    assert [span.of(sentence) for span in find_bearers(("区长",), sentence)] == named


def test_a_name_in_latin_letters_is_found_by_sound_or_by_its_parts():
    sentence = "县医院副院长许明远说，血库告急。"
    report = Article(key="a", source="a.txt", page=1, body=sentence)
    group = [Evidence(report, Span(0, len(sentence)), 1.0, 1.0, 1.0, 1.0)]

    def ask(name, *terms):
        return choose_post(Query(f"Who is {name}?", "en", terms, np.zeros(4, np.float32)), group)

    by_sound = ask("Xu Mingyuan", Term("Xu Mingyuan", 1.0, (), "xumingyuan"))
    by_parts = ask("Xu Mingyuan", Term("xu", 1.0, (("许", 1.0),)), Term("mingyuan", 1.0, (("明远", 1.0),)))
    assert [found[1].value for found in (by_sound, by_parts)] == ["县医院副院长"] * 2
    assert ask("Yuan Lan", Term("Yuan", 1.0, (), "yuan")) is None
