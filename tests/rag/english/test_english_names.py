import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Days
from rag.english.english import add_litres, render_quantity
from rag.english.english_names import render_name, translate_name
from rag.english.wording import write_days
from rag.questions.pinyin import find_names, romanise_name


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("柳塘县档案馆", "Liutang County Archives"),
        ("新安小区", "Xin'an Compound"),
        ("河口镇中心小学", "Hekou Town Central Primary School"),
        ("东湖街道队", "Donghu Subdistrict Team"),
        ("县人民医院", "County People's Hospital"),
        ("绿洲大桥", "Lüzhou Bridge"),
        ("柳塘县城西小学", "Chengxi Primary School, Liutang County"),
        ("东湖街道新安小区", "Xin'an Compound, Donghu Subdistrict"),
        ("柳塘县河口镇", "Hekou Town, Liutang County"),
        ("柳塘县人民医院", "Liutang County People's Hospital"),
        ("河口镇实验小学", "Hekou Town Shiyan Primary School"),
        ("柳塘米业", None),
        ("柳塘", None),
        ("Liutang", None),
    ],
)
def test_places_and_bodies_in_english(name, english):
    assert translate_name(name) == english
    assert render_name(name) == (f"{english} ({name})" if english else name)


@given(st.text(alphabet="柳塘县镇村河口新安小区大桥中心一二", min_size=1, max_size=10))
def test_a_rendered_name_keeps_its_original(name):
    said = render_name(name)
    assert said == name or said.endswith(f" ({name})")


@pytest.mark.parametrize(
    ("name", "pinyin"), [("祁望舒", "Qi Wangshu"), ("吕月娥", "Lü Yue'e"), ("欧阳青山", "Ouyang Qingshan")]
)
def test_persons_in_pinyin(name, pinyin):
    assert romanise_name(name) == pinyin


@pytest.mark.parametrize(
    ("printed", "before", "english"),
    [
        ("60元", "保费为每人每年", "60 yuan per person a year"),
        ("120元", "补贴每亩", "120 yuan per mu"),
        ("2415万元", "投资为", "24.15 million yuan"),
        ("86.7亿元", "", "8.67 billion yuan"),
        ("30万平方米", "拆迁", "300,000 square metres"),
        ("1234567人", "", "1,234,567 people"),
        ("二十余年", "失管", "more than 20 years"),
        ("14项", "", "14"),
    ],
)
def test_figures_with_what_they_are_counted_by(printed, before, english):
    rendered = render_quantity(printed, before)
    assert rendered is not None
    assert rendered[0] == english


def test_millilitres_are_also_said_in_litres():
    assert add_litres("5,000 ml", "5000") == "5,000 ml (5 litres)"
    assert add_litres("1,000 ml", "1000") == "1,000 ml (1 litre)"
    assert add_litres("400 ml", "400") == "400 ml"
    assert add_litres("5,000 people", "5000") == "5,000 people"


def test_days_of_one_year_name_it_once():
    assert write_days(Days.parse("2023-03-01/2023-06-30"), "en") == "1 March to 30 June 2023"
    assert write_days(Days.parse("2023-12-30/2024-01-02"), "en") == "30 December 2023 to 2 January 2024"


def test_a_river_of_one_syllable_is_a_name_with_its_river():
    assert find_names("How many fish were put into the Ji River?") == {"Ji River": "jihe"}
    assert find_names("How long is the river?") == {}


@pytest.mark.parametrize("printed", ["78比71", "78:71", "78：71"])
def test_a_score_is_said_and_not_divided(printed):
    assert render_quantity(printed) == ("78–71", "78")


@pytest.mark.parametrize(
    ("printed", "english"),
    [("1小时06分48秒", "1 hour 6 minutes 48 seconds"), ("2年3个月", "2 years 3 months"), ("9元5角", "9.5 yuan")],
)
def test_what_is_told_in_two_units_is_rendered_in_two(printed, english):
    assert render_quantity(printed)[0] == english
