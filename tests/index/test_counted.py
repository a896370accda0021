import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.counted import find_counted
from index.quantities import find_amounts


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("212名志愿者参加了活动", "志愿者"), ("献出5000毫升血液", "血液"), ("建成30多个社区", "社区"),
        ("种下1200棵树，浇水", "树"),
        ("共有212人", ""), ("走访了二十余户困难家庭", "困难家庭"), ("200 volunteers took part", "volunteers"),
        ("5 litres of blood", "blood"), ("增长3%", ""),
    ],
)  # fmt: skip
def test_the_noun_that_is_counted(text, noun):
    assert find_counted(text, find_amounts(text)[0]) == noun


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="3人名个的社区志愿者，。 abc多", max_size=20))
def test_the_noun_stands_in_the_text(text):
    for quantity in find_amounts(text):
        assert find_counted(text, quantity) in text
