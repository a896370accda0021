"""The budget of a language model: what is counted, and when it begins anew (row E4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from index.errors import ModelSpent
from tests.fakes import FakeChat
from ui.public.endpoint import CarefulModel, count_tokens
from ui.public.rules import LimitRules


def test_e4_a_new_day_has_a_new_budget_and_the_count_is_never_passed():
    day = [date(2026, 3, 5)]
    model = FakeChat("好[1]。")
    careful = CarefulModel(model, LimitRules(model_calls_day=3), today=lambda: day[0])
    for _ in range(2):
        for n in range(5):
            if n < 3:
                careful.complete("[1] （2023）好。")
            else:
                with pytest.raises(ModelSpent):
                    careful.complete("[1] （2023）好。")
        day[0] += timedelta(days=1)
    assert len(model.prompts) == 6


def test_e4_tokens_are_not_estimated_too_low():
    assert count_tokens("大桥全长1260米") >= 7
    assert count_tokens("") == 0
