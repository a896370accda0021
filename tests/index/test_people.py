"""What looks like a person's name."""

from __future__ import annotations

import pytest

from index.people import is_name


@pytest.mark.parametrize("word", ["沈知远", "欧阳雪", "阿依古丽·买买提"])
def test_a_surname_with_a_given_name_is_a_name(word):
    assert is_name(word)


@pytest.mark.parametrize("word", ["幸福感", "安全感", "成功率", "县城"])
def test_what_is_felt_or_measured_is_nobody(word):
    assert not is_name(word)
