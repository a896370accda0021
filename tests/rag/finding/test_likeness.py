"""Likeness among candidates: the reports of one event have more of it than a lone text."""

from __future__ import annotations

import pytest

from rag.finding.likeness import liken_candidates

REPORTS = ["白鹭大桥昨天全线通车，总投资两亿元。", "昨天白鹭大桥全线通车，市民上桥参观。", "县里的茶园今年丰收。"]


def test_reports_of_one_event_are_more_alike_than_a_lone_text():
    bridge, again, tea = liken_candidates(REPORTS, [1.0, 1.0, 1.0])
    assert min(bridge, again) > tea


def test_candidates_that_hold_the_words_count_for_more():
    assert liken_candidates(REPORTS, [1.0, 0.1, 0.1])[0] > liken_candidates(REPORTS, [0.1, 0.1, 1.0])[0]


def test_an_empty_text_and_a_lone_one_are_no_errors():
    assert liken_candidates(["", "甲"], [0.0, 0.0]) == pytest.approx([0.0, 0.0])
    assert liken_candidates(["一样的文字"], [1.0]) == pytest.approx([1.0])
