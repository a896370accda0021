"""When is a claim the same claim?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.desk.sameness import bag_key, days_agree, exact_key

CLAIM = "3月5日，东湖广场共献血5000ml，来了61人。"
CLAUSES = ("3月5日在东湖广场", "共献血5000毫升", "来了61人", "白鹭大桥全长1260米", "县图书馆开放到九点")


@pytest.mark.parametrize(
    "again",
    [
        "3月5日 东湖广场共献血５０００ML 来了61人",
        "3月5日，東湖廣場共獻血5000ml，來了61人！",
        "　3月5日，东湖广场共献血5000ml，来了61人。\n",
    ],
)
def test_width_script_blanks_and_punctuation_make_no_other_claim(again):
    assert exact_key(again) == exact_key(CLAIM)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("共献血5000ml", "共献血5001ml"),
        ("上涨1.5个百分点", "上涨15个百分点"),
        ("最低气温-5度", "最低气温5度"),
        ("比分3:1", "比分31"),
        ("3月5日开工", "5月3日开工"),
        ("涨了5%", "涨了5"),
        ("第3、5组", "第35组"),
        ("没有人受伤", "有人受伤"),
        ("不到100人", "100人"),
    ],
)
def test_what_changes_the_sense_changes_both_keys(one, other):
    assert exact_key(one) != exact_key(other)
    assert bag_key(one) != bag_key(other)


@given(st.permutations(CLAUSES))
def test_clauses_in_another_order_are_near(clauses):
    assert bag_key("，".join(clauses)) == bag_key("，".join(CLAUSES))


@given(st.sampled_from(["5000ml", "5000毫升", "5升", "五千毫升"]))
def test_equal_figures_are_near_in_any_unit(figure):
    assert bag_key(f"共献血{figure}") == bag_key("共献血5升")


@given(st.text(max_size=60))
def test_any_text_has_its_keys(text):
    assert len(exact_key(text)) == len(bag_key(text)) == 64


def test_yesterday_is_another_day_on_another_day():
    monday, later = date(2024, 1, 15), date(2024, 2, 15)
    assert not days_agree("昨天共有61人献血", monday, later)
    assert days_agree("昨天共有61人献血", monday, monday)
    assert days_agree("2023年3月5日共有61人献血", monday, later)
