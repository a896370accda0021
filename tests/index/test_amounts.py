"""Amounts as words for search: equal in any unit, numeral and language, found by a real build and search."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.amounts import amount_words
from index.quantities import find_amounts
from index.store import ANY
from index.words import fold
from rag.finding.search import Search, search
from tests.fakes import archivist, take, write_records

EQUAL = (
    ("5000ml", "5000毫升", "5升", "五千毫升", "5 litres", "５０００ＭＬ"),
    ("30万平方米", "300000平方米", "300,000 square metres", "三十万㎡", "30余万平方米"),
    ("2.4亿元", "24000万元", "两亿四千万元", "240 million yuan"),
    ("百分之十二点五", "12.5%", "12.5％"),
    ("三点五公里", "3500米", "3.5km"),
)

NOW = date(2024, 1, 15)


@pytest.mark.parametrize("written", EQUAL, ids=lambda row: row[0])
def test_equal_amounts_are_one_word(written):
    found = {text: amount_words(fold(text)) for text in written}
    assert len(found[written[0]]) == 1
    assert all(words == found[written[0]] for words in found.values()), found


@pytest.mark.parametrize(
    "text", ["三个", "5户", "一人", "2023年", "3月5日", "第三届", "3.0", "no. 5", "十分", "13800000000", "三级医院"]
)
def test_counts_days_and_numbers_are_no_words(text):
    assert amount_words(fold(text)) == []


@given(
    st.integers(1, 999_999), st.sampled_from(["毫升", "升", "平方米", "公里", "元", "吨", "%", "小时", "亩", "千瓦时"])
)
def test_the_words_are_the_tokens_of_the_quantities(number, unit):
    text = f"共{number}{unit}。"
    assert amount_words(text) == [quantity.token for quantity in find_amounts(text)]


def test_a_search_finds_the_amount_however_it_is_written(tmp_path):
    others = [{"id": f"n{n}", "text": f"第{n}次抽检共用水{n + 6}升，合格。", "title": "抽检"} for n in range(1, 30)]
    asked = [{"id": "blood", "text": "志愿者每年累计献血五千毫升。"}, {"id": "hall", "text": "新馆面积30万平方米。"}]
    take(tmp_path / "ix", write_records(tmp_path / "in/a.jsonl", [*others, *asked]))
    found = archivist(tmp_path / "ix")
    for question, key in (
        ("谁献血5升？", "blood"),
        ("5000ml", "blood"),
        ("300000平方米", "hall"),
        ("300,000 square metres", "hall"),
    ):
        assert search(found, Search(question, ANY, NOW)).results[0].key == key, question
