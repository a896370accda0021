"""Where the asker wants to look."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answers import Coverage
from ui.scope import Scope, read_scope, scope_html

HELD = Coverage(2, ("甲报", "乙报"), ("副刊",), (("2022-03", 2),), "2022-03-01", "2024-06-30", "1")


def test_what_the_page_sends():
    sent = '{"newspaper": "甲报", "collection": "", "since": "2022-03-01", "until": "2022-03-31"}'
    assert read_scope(sent) == Scope("甲报", "", date(2022, 3, 1), date(2022, 3, 31))


@given(st.text(max_size=60))
def test_what_cannot_be_read_limits_nothing(text):
    assert read_scope(text) == Scope()


@pytest.mark.parametrize("text", [None, "[]", "1", '{"since": 5}', '{"until": "2022-13-01"}', "{" * 5000])
def test_nonsense_limits_nothing(text):
    assert read_scope(text) == Scope()


def test_days_the_wrong_way_round_are_turned():
    scope = read_scope('{"since": "2022-04-01", "until": "2022-03-01"}')
    assert (scope.since, scope.until) == (date(2022, 3, 1), date(2022, 4, 1))


@pytest.mark.parametrize(
    ("scope", "question", "asked"),
    [
        (Scope(since=date(2023, 1, 1), until=date(2023, 12, 31)), "献血多少？", "2023年，献血多少？"),
        (Scope(since=date(2023, 1, 1), until=date(2023, 1, 31)), "how much blood?", "how much blood in January 2023?"),
        (Scope(since=date(2024, 6, 1)), "献血多少？", "2024年6月，献血多少？"),
        (Scope(since=date(2023, 1, 1)), "3月5日献血多少？", "3月5日献血多少？"),
        (Scope("甲报"), "献血多少？", "献血多少？"),
    ],
)
def test_the_days_go_into_the_question(scope, question, asked):
    assert scope.word(question, HELD) == asked


def test_a_choice_of_one_is_not_offered():
    html = scope_html(HELD)
    assert 'data-scope="newspaper"' in html
    assert 'data-scope="collection"' not in html
    assert scope_html(None) == ""
