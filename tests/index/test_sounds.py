import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sounds import SECOND, column_of, find, merge, plain, spell

NAMES = [
    "吕梁",
    "离石",
    "历史",
    "重庆",
    "连海坪",
    "厦门",
    "长治",
    "西安",
    "扎波罗热",
    "abc",
    "血",
    "五个字的词",
    "成都",
]


@pytest.mark.parametrize(
    ("syllables", "words"),
    [
        ("lv liang", ["吕梁"]),
        ("li shi", ["历史", "离石"]),
        ("chong qing", ["重庆"]),
        ("lian hai ping", ["连海坪"]),
        ("xia men", ["厦门"]),
        ("chang zhi", ["长治"]),
        ("cheng du", ["成都"]),
        ("xue", []),
        ("bei jing", []),
    ],
)
def test_words_are_found_by_their_pinyin(syllables, words):
    assert sorted(find(column_of(NAMES), syllables.split())) == sorted(words)


@given(st.lists(st.text("吕梁离石重庆海坪长", min_size=1, max_size=4), max_size=12))
def test_every_word_is_found_by_its_own_sound(words):
    column = column_of(words)
    for word in words:
        if len(word) >= 2 and "重" not in word and "长" not in word:
            assert word in find(column, spell(word))


def test_segments_merge_to_what_one_would_be():
    parts = [column_of(NAMES[:6]), column_of(NAMES[3:])]
    assert np.array_equal(merge(parts), column_of(NAMES))
    assert merge([]).shape == column_of([]).shape == (0, 2)


def test_a_second_reading_is_another_than_the_first():
    from pypinyin.constants import PINYIN_DICT

    for sign, second in SECOND.items():
        first, *others = (plain(one) for one in PINYIN_DICT[ord(sign)].split(","))
        assert first != second
        assert second in others
