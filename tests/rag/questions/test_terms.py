from datetime import date

import pytest

from index.store import ANY
from index.words import fold
from rag.finding.search import Search, search
from rag.questions.english_terms import date_words, english_terms
from rag.questions.pinyin import find_names, romanise_name, sounds
from rag.questions.terms import Term, chinese_terms, search_groups, search_words, share, without_dates
from tests.fakes import archivist, take, write_records

NOW = date(2024, 1, 15)


def test_content_words_are_kept_and_question_words_are_not(county):
    terms = chinese_terms("2022年3月5日献血活动共有多少人参加？", county.segmenter, county.store)
    words = {t.word for t in terms}
    assert "献血" in words
    assert not words & {"多少", "共有", "2022", "3", "5", "月", "？"}


def test_a_rare_word_weighs_more_than_a_common_one(county):
    weight = {t.word: t.weight for t in chinese_terms("柳塘县的茶园", county.segmenter, county.store)}
    assert weight["茶园"] > weight["柳塘县"] if "柳塘县" in weight else weight["茶园"] > min(weight.values())


def test_traditional_questions_have_the_same_terms(county):
    plain = chinese_terms("县图书馆的阅览座位", county.segmenter, county.store)
    assert chinese_terms("縣圖書館的閱覽座位", county.segmenter, county.store) == plain


def test_what_is_quoted_is_a_term_of_its_own(county):
    words = {t.word for t in chinese_terms("“晨光杯”足球赛的冠军", county.segmenter, county.store)}
    assert "晨光杯" in words


def test_english_words_become_chinese_forms_and_names_sounds(bilingual):
    terms = english_terms(
        "How much blood did Shen Zhiyuan donate in Liutang?", bilingual.segmenter, bilingual.store, bilingual.glossary
    )
    by_word = {t.word: t for t in terms}
    assert any("血" in form for form, _ in by_word["blood"].forms)
    assert by_word["Shen Zhiyuan"].sound == "shenzhiyuan"
    assert by_word["Shen Zhiyuan"].stands("记者沈知远") == 1.0
    assert by_word["Shen Zhiyuan"].stands("记者沈知") == 0.0
    assert "much" not in by_word


def test_a_words_translations_are_one_group_of_shares(bilingual):
    terms = english_terms("the library opened", bilingual.segmenter, bilingual.store, bilingual.glossary)
    groups = search_groups(terms)
    assert [weight for weight, _ in groups] == [term.weight for term in terms]
    assert all(sum(shares.values()) == pytest.approx(1) for _, shares in groups)


def test_dates_are_searched_as_they_are_printed():
    assert date_words("What opened in July 2023 and on 5 March?") == "2023年7月 3月5日"
    assert date_words("What opened?") == ""


def test_share_is_between_0_and_1_and_grows_with_the_text():
    terms = (Term("甲", 2.0, (("甲", 1.0),)), Term("乙", 1.0, (("乙", 0.5),)))
    assert share(terms, "丙") == 0.0
    assert 0 < share(terms, "乙") < share(terms, "甲") < share(terms, "甲乙") == 1.0
    assert share((), "甲") == 0.0


def test_each_word_is_searched_with_its_best_strength():
    terms = (Term("a", 1.0, (("血", 0.4), ("献血", 0.9))), Term("b", 1.0, (("血", 0.7),)))
    assert search_words(terms) == {"血": 0.7, "献血": 0.9}


@pytest.mark.parametrize("question", ["3月5日的活动", "the drive on 5 March 2023", "昨天"])
def test_dates_are_blanked_out_and_nothing_moves(question):
    blanked = without_dates(question)
    assert len(blanked) == len(question)
    assert not any(c.isdigit() for c in blanked)


@pytest.mark.parametrize(
    ("name", "text", "stands"),
    [
        ("xian", "西安", True),
        ("xian", "先进", True),
        ("lvliang", "吕梁", True),
        ("qiyanchuan", "祁砚川律师", True),
        ("liuta", "柳塘", False),
    ],
)
def test_a_name_stands_from_syllable_to_syllable(name, text, stands):
    assert sounds(name, fold(text)) == stands


def test_names_of_a_question():
    assert find_names("Did Shen Zhiyuan of Liutang meet Ma?") == {"Shen Zhiyuan": "shenzhiyuan", "Liutang": "liutang"}
    assert find_names("Who drove Shen Zhiyuan's car?") == {"Shen Zhiyuan": "shenzhiyuan"}
    assert find_names("How many people came on March 5?") == {}


@pytest.mark.parametrize(
    ("name", "pinyin"), [("祁砚川", "Qi Yanchuan"), ("陈明", "Chen Ming"), ("欧阳青山", "Ouyang Qingshan")]
)
def test_names_are_written_family_name_first(name, pinyin):
    assert romanise_name(name) == pinyin


def test_an_unknown_word_is_read_by_its_sound_and_a_known_one_stays(tmp_path):
    texts = ["吕梁市今天下雨。", "县城的旅社开门。", "绿社是一家小店的名字。"]
    records = ({"id": f"n{n}", "text": text} for n, text in enumerate(texts))
    take(tmp_path / "ix", write_records(tmp_path / "in/a.jsonl", records))
    found = archivist(tmp_path / "ix")
    words = {question: {t.word for t in chinese_terms(question, found.segmenter, found.store)} for question in
             ("吕粱市的天气", "吕梁市的天气", "旅社的门")}  # fmt: skip
    assert "吕梁市" in words["吕粱市的天气"]
    assert words["吕粱市的天气"] == words["吕梁市的天气"]
    assert "旅社" in words["旅社的门"]
    assert search(found, Search("吕粱市", ANY, NOW)).results[0].key == "n0"
