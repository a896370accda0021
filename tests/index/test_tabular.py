"""Tables among a page's texts are told from headlines in phrases and from lists of names."""

import pytest

from index.tabular import find_rows

TABLE = ["学校 学区 报名时间", "东门小学 东门街道 8月27日", "南街小学 南街以西 8月28日"]


def test_column_heads_and_the_rows_below_them_are_a_table():
    assert find_rows(["秋季报名安排", *TABLE, "报名须带户口簿。"]) == [False, True, True, True, False]


@pytest.mark.parametrize(
    "lines",
    [
        ["一片橘园 三代守望", "果农老甘 返乡青年 合作社", "3月5日，橘园开了第3次剪枝课。"],
        ["王小明 李小红 赵小光", "钱小军 孙小梅 周小兰", "吴小山 郑小河 冯小海"],
        TABLE[:2],
    ],
)
def test_phrases_and_names_are_none(lines):
    assert not any(find_rows(lines))
