"""Which reports tell of a day, asked for by the reports themselves."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "question",
    [
        "哪几篇报道写的是2022年3月5日当天的活动？",
        "写2022年3月5日当天活动的是哪两篇报道？",
        "2022年3月5日有哪些活动？",
    ],
)
def test_the_reports_of_a_day_are_listed(ask, question):
    reply = ask(question)
    assert reply.answer is not None
    assert {citation.key for citation in reply.citations} == {"blood-2022"}
