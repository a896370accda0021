from datetime import date

import pytest

from index.records import Days
from rag.questions.followup import Heard, stand_alone
from rag.questions.leaning import hangs, leans, names

DAY = Days(date(2022, 3, 5), date(2022, 3, 5))
BLOOD = Heard("2022年3月5日东湖广场的献血活动献血总量是多少？", "zh", ("blood",), "14600毫升", (DAY,))
WHO = Heard("这次献血活动由谁主持？", "zh", ("blood",), "王秀兰", (DAY,))
BRIDGE = Heard("How long is the White Egret bridge?", "en", ("bridge",), "1,260 metres")


@pytest.mark.parametrize(
    ("question", "lang"),
    [("那2023年呢？", "zh"), ("还有谁？", "zh"), ("他多大年纪？", "zh"), ("为什么？", "zh"), ("哪一年的？", "zh"),
     ("这次活动有多少人参加？", "zh"), ("是与哪个单位联合办的？", "zh"), ("最后花了多少？", "zh"), ("谁写的？", "zh"),
     ("比分多少？", "zh"), ("票价是多少？", "zh"),
     ("What became of the old one in the end?", "en"), ("她的教练是谁？", "zh"), ("那篇报道的作者是谁？", "zh"),
     ("What about 2023?", "en"), ("Why?", "en"),
     ("How old was he at the time of the accident?", "en"), ("And the county head?", "en"),
     ("Until when can they apply for the insurance?", "en")],
)  # fmt: skip
def test_questions_that_lean_on_what_was_asked(question, lang):
    assert leans(question, lang)


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("白鹭大桥的总投资是多少？", "zh"),
        ("县图书馆新馆哪一天正式开放？", "zh"),
        ("其他乡镇有多少人参加植树？", "zh"),
        ("吉他比赛的冠军是哪位选手？", "zh"),
        ("How much did the new bridge cost the county?", "en"),
        ("How many villages are there in Silver Lake County?", "en"),
    ],
)
def test_questions_that_stand_alone(question, lang):
    assert not leans(question, lang)
    assert stand_alone(question, lang, BLOOD).text == question


def test_a_follow_up_takes_the_topic_of_the_last_question():
    standing = stand_alone("有多少人参加？", "zh", BLOOD)
    assert "东湖广场的献血活动" in standing.text
    assert standing.text.endswith("有多少人参加？")
    assert standing.leans


def test_a_chain_keeps_to_the_question_that_stood_alone():
    first = stand_alone("有多少人参加？", "zh", BLOOD)
    second = stand_alone("为什么？", "zh", Heard(first.text, "zh", ("blood",)))
    assert second.text == "2022年3月5日东湖广场的献血活动献血总量是多少；为什么？"


@pytest.mark.parametrize(
    ("heard", "question", "lang", "text"),
    [
        (Heard("征文设几名一等奖？", "zh"), "二等奖呢？", "zh", "征文设几名二等奖？"),
        (Heard("县委书记是谁？", "zh"), "县长呢？", "zh", "县长是谁？"),
        (Heard("新馆的面积多大？", "zh"), "藏书呢？", "zh", "新馆的面积多大；有多少藏书？"),
        (Heard("柿子节持续多久？", "zh"), "柿子产量呢？", "zh", "柿子节持续多久；柿子产量是多少？"),
        (Heard("柿子节哪天开幕？", "zh"), "柿子产量呢？", "zh", "柿子节哪天开幕；柿子产量是多少？"),
        (Heard("来了多少志愿者？", "zh"), "头一回来的呢？", "zh", "来了多少志愿者；头一回来的呢？"),
        (Heard("东湖社区来了多少居民？", "zh"), "南山社区呢？", "zh", "南山社区来了多少居民？"),
        (
            Heard("How many first prizes are there?", "en"),
            "And second prizes?",
            "en",
            "How many second prizes are there?",
        ),
        (BLOOD, "那2023年呢？", "zh", "2023年东湖广场的献血活动献血总量是多少？"),
        (BLOOD, "2024年3月的呢？", "zh", "2024年3月东湖广场的献血活动献血总量是多少？"),
        (WHO, "那2023年呢？", "zh", "2023年这次献血活动由谁主持？"),
        (Heard("How many gave blood in 2022?", "en"), "What about 2023?", "en", "How many gave blood in 2023?"),
        (BRIDGE, "And in 2021?", "en", "How long is the White Egret bridge in 2021?"),
    ],
)
def test_a_date_or_a_name_alone_takes_the_place_of_the_one_before_it(heard, question, lang, text):
    assert stand_alone(question, lang, heard).text == text


def test_another_date_drops_the_old_one():
    alone = stand_alone("那么2023年有多少人参加？", "zh", BLOOD).text
    assert "2022" not in alone
    assert alone.endswith("2023年有多少人参加？")


def test_he_and_she_become_the_person_of_the_last_answer():
    assert stand_alone("她多大年纪？", "zh", WHO).own == "王秀兰多大年纪？"
    assert stand_alone("她多大年纪？", "zh", BLOOD).own == "她多大年纪？"


def test_what_goes_beyond_the_last_report_leaves_its_topic():
    standing = stand_alone("她还参加过哪些活动？", "zh", WHO)
    assert standing.another
    assert standing.text == "王秀兰还参加过哪些活动？"


def test_who_else_leaves_out_who_was_named():
    assert stand_alone("还有谁？", "zh", WHO).text.endswith("除了王秀兰，还有谁？")


def test_without_history_a_question_is_itself():
    assert stand_alone("那2023年呢？", "zh", None).text == "那2023年呢？"


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("作品的主题是什么？", "zh"),
        ("队员们上岗前培训了多长时间？", "zh"),
        ("Which fund did the money come from in the end?", "en"),
    ],
)
def test_what_names_nothing_hangs_on_what_was_asked(question, lang):
    assert hangs(question, lang)
    assert stand_alone(question, lang, BLOOD).hangs


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("白鹭镇今年种了多少亩油菜？", "zh"),
        ("“春苗杯”的主题是什么？", "zh"),
        ("王秀兰说了什么？", "zh"),
        ("Which fund paid for the new library in Lanbei?", "en"),
    ],
)
def test_a_question_that_names_something_stands_alone(question, lang):
    assert names(question, lang)
    assert not hangs(question, lang)


@pytest.mark.parametrize(
    ("heard", "question", "lang", "own"),
    [
        (
            Heard("Who coaches the team?", "en", (), "Lan Jinhe (兰金河)"),
            "How old is he?",
            "en",
            "How old is Lan Jinhe?",
        ),
        (Heard("Who won?", "en", (), "Lan Jinhe (兰金河)"), "Who is her coach?", "en", "Who is Lan Jinhe's coach?"),
        (Heard("谁给他们授旗？", "zh", (), "王秀兰、李建国"), "他是什么职务？", "zh", "他是什么职务？"),
        (Heard("有几支队？", "zh", (), "10支", (), ("王秀兰",)), "她说了什么？", "zh", "王秀兰说了什么？"),
        (WHO, "他们后来做了什么？", "zh", "他们后来做了什么？"),
    ],
)
def test_he_and_she_are_the_one_person_named_last(heard, question, lang, own):
    assert stand_alone(question, lang, heard).own == own


def test_that_of_another_time_and_place_keeps_what_was_asked():
    assert stand_alone("县医院2023年1月那次呢？", "zh", BLOOD).text == "县医院2023年1月的献血活动献血总量是多少？"
    chain = Heard("东湖镇的油菜产值是多少；每公斤多少钱？", "zh")
    assert stand_alone("2021年呢？", "zh", chain).text == "2021年东湖镇的油菜产值是多少；每公斤多少钱？"
