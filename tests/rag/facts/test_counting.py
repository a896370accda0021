"""What a question counts against what a figure counts."""

from __future__ import annotations

import pytest

from index.quantities import find_quantities
from rag.facts.counting import agree, read_asked_noun, read_counted


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("这次活动共有多少名志愿者参加？", "志愿者"),
        ("全县共有多少个城市社区？", "城市社区"),
        ("一共来了多少人？", ""),
        ("栽下的树苗一共有多少株", ""),
    ],
)
def test_the_counted_thing_is_read_from_the_question(question, noun):
    assert read_asked_noun(question) == noun


@pytest.mark.parametrize(
    ("sentence", "things"),
    [
        ("签约客商达300余人，发出宣传单200份。", ["客商", "宣传单"]),
        ("全区12个城市社区配备了工作人员。", ["城市社区"]),
        ("共有90名志愿者参加。", ["志愿者"]),
    ],
)
def test_the_counted_thing_stands_behind_a_figure_or_before_it(sentence, things):
    assert [read_counted(sentence, quantity) for quantity in find_quantities(sentence)] == things


@pytest.mark.parametrize(
    ("asked", "counted", "verdict"),
    [
        ("志愿者", "客商", -1),
        ("志愿者", "志愿者", 1),
        ("志愿者", "巾帼志愿者", 1),
        ("村子", "村庄", 1),
        ("志愿者", "", 0),
        ("", "群众", 0),
        ("志愿者", "人", 0),
    ],
)
def test_one_thing_is_another_or_not_or_unsaid(asked, counted, verdict):
    assert agree(asked, counted) == verdict
