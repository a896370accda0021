"""Names in Latin letters stand in a text by any reading of its characters, from syllable to syllable."""

from __future__ import annotations

import pytest

from rag.questions.pinyin import locate_sound, sounds


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        ("longqiu", "演练在龙湫镇举行", ((3, 5),)),
        ("zengdachuan", "曾大川出席", ((0, 3),)),
        ("chengdu", "他从成都回来，又去成都", ((2, 4), (9, 11))),
        ("lvliang", "吕梁", ((0, 2),)),
        ("luliang", "吕梁", ((0, 2),)),
        ("xian", "西安", ((0, 2),)),
        ("xia", "西安", ()),
        ("longqiu", "long qiu", ()),
    ],
)
def test_a_name_stands_where_it_sounds(name, text, places):
    assert locate_sound(name, text) == places
    assert sounds(name, text) is bool(places)
