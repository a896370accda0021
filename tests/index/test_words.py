import subprocess
import unicodedata
from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import IndexForeign
from index.words import RADICALS, find_names, fold, load_segmenter

ANY = st.text(st.characters(exclude_categories=[]), max_size=30)
HARD = st.text(st.sampled_from("無偿獻血ＡＢ①㎡⺠⻢ABCabc發髮ﬁ… 。５月"), max_size=30)


@settings(max_examples=200, deadline=None)
@given(st.one_of(HARD, ANY))
def test_fold_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("printed", "searched"),
    [
        ("無償獻血", "无偿献血"),
        ("５０００ＭＬ", "5000ml"),
        ("⺠⻢路", "民马路"),
        ("Red Cross", "red cross"),
        ("①㎡", "1m2"),
    ],
)
def test_fold_makes_scripts_widths_and_cases_one(printed, searched):
    assert fold(printed) == searched


def test_traditional_and_simplified_have_the_same_words():
    cut = load_segmenter()
    assert cut(fold("柳塘縣紅十字會舉辦無償獻血活動")) == cut(fold("柳塘县红十字会举办无偿献血活动"))


@pytest.mark.parametrize("name", ["jieba", "rjieba"])
def test_a_segmenter_gives_words_without_punctuation(name):
    pytest.importorskip(name)
    words = load_segmenter(name)("柳塘县图书馆，每天开放！")
    assert "图书馆" in words
    assert not {"，", "！"} & set(words)
    assert load_segmenter(name).name == name


def test_an_unknown_segmenter_is_refused_with_what_to_do():
    with pytest.raises(IndexForeign, match="pip install pkuseg") as caught:
        load_segmenter("pkuseg")
    assert "\n" not in caught.value.message


def test_names_of_persons_are_found_where_they_stand():
    text = "县长王建国、教师李小红，王建国讲话。"
    spans = find_names(text)
    assert [span.of(text) for span in spans] == ["王建国", "李小红", "王建国"]
    assert spans[0].start == 2


def test_words_of_the_dictionary_are_no_persons():
    assert find_names("青石半程马拉松开跑，志愿者穿上红马甲，文明观赛。") == []


def test_no_name_in_a_text_without_one():
    assert find_names("活动共有三百人参加，献血量五千毫升。") == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_find_names_takes_any_text(text):
    assert all(span.of(text) for span in find_names(text))


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("，：；？！（）％～…\u3000\xa0⺠無Ａ字e\u0301\u0338½ａ"), max_size=30))
def test_the_short_way_of_folding_is_the_whole_way(text):
    plain = unicodedata.normalize("NFKC", text).translate(RADICALS).lower()
    assert fold(text) == fold(plain)
    assert unicodedata.is_normalized("NFKC", fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "明桓律师事务所派人参加。",
        "发放宣传单六百余份。",
        "志愿者和现场居民劝导。",
        "贯彻落实党的二十大精神。",
    ],
)
def test_what_is_tagged_as_a_name_and_is_none(text):
    assert find_names(text) == []


def test_every_phrase_that_changes_is_seen_without_converting(tmp_path):
    tool = Path(opencc.__file__).parent / "clib/bin/opencc_dict"
    phrases = tool.parent.parent / "share/opencc/TSPhrases.ocd2"
    listed = tmp_path / "phrases.txt"
    subprocess.run([tool, "-i", phrases, "-o", listed, "-f", "ocd2", "-t", "text"], check=True, capture_output=True)
    rows = [line.split("\t") for line in listed.read_text("utf-8").splitlines()]
    assert len(rows) > 200
    convert = opencc.OpenCC("t2s").convert
    assert [phrase for phrase, _ in rows if fold(phrase) != convert(phrase)] == []


@given(st.text(st.sampled_from("沈坏覆藉重回深献血獻乾坤𠀀㑇車a1。"), max_size=12))
def test_folding_spares_no_sign_that_converting_would_change(text):
    assert fold(text) == opencc.OpenCC("t2s").convert(text)
