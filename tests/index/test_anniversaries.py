import pytest

from index.anniversaries import find_anniversaries


@pytest.mark.parametrize(
    ("text", "year", "sure"),
    [
        ("第39个教师节", 2023, True), ("第三十三次全国助残日", 2023, True), ("第8个全民国家安全教育日", 2023, True),
        ("庆祝建党100周年", 2021, True), ("喜迎中国共产党成立100周年", 2021, False), ("建军九十六周年", 2023, True),
        ("纪念抗战胜利70周年大会", 2015, True), ("第45个植树节", 2023, True),
    ],
)  # fmt: skip
def test_a_counted_feast_or_anniversary_tells_its_year(text, year, sure):
    assert [(found[0], found[2]) for found in find_anniversaries(text)] == [(year, sure)]


@pytest.mark.parametrize("text", ["建店20周年", "第3个孩子", "教师节", "成立10周年", "第二个社区"])
def test_what_has_no_known_beginning_tells_no_year(text):
    assert list(find_anniversaries(text)) == []
