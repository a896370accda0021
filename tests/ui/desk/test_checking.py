"""A text sentence by sentence is the text as a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import QuestionRefused
from tests.ui.desk.conftest import CLAIM
from ui.desk.checking import TEXT_MOST, check_text, check_whole, cut_text

TEXT = (
    f"{CLAIM}\n6月18日，白鹭大桥正式通车，全长1260米。大桥由谁承建？县长顾长风说：“这座桥来之不易。”\n\n"
    "The bridge is 1,260 metres long. It was opened on 18 June 2023.　　石门岭栽下松树、柏树等苗木三万株。"
)


def told(verdict):
    return [(p.text, p.span, p.verdict, p.difference) for p in verdict.parts], verdict.verdict


def test_piece_by_piece_says_what_the_whole_says(county, asked):
    *early, last = check_text(county, TEXT, asked)
    whole = county.check(TEXT, now=asked.now, lang="zh")
    assert told(last.verdict) == told(whole)
    assert [p.finished for p in (*early, last)] == [False] * len(early) + [True]
    assert [p.done for p in early] == sorted({p.done for p in early})
    assert len(early) >= 5


def test_every_part_stands_where_it_says_and_every_quote_has_one_number(county, asked):
    verdict = check_whole(county, TEXT, asked)
    numbers = {}
    for part in verdict.parts:
        assert part.span.of(TEXT) == part.text
        cited = {c.n for c in (*part.supporting, *part.against)}
        assert {r.n for r in part.reported} <= cited
        for citation in (*part.supporting, *part.against):
            assert numbers.setdefault(citation.n, (citation.key, citation.start)) == (citation.key, citation.start)
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert [r.rank for r in verdict.results] == list(range(1, len(verdict.results) + 1))


@pytest.mark.parametrize("text", ["", "。。。", " \n　", "长" * (TEXT_MOST + 1)])
def test_what_cannot_be_checked_is_refused(county, asked, text):
    with pytest.raises(QuestionRefused):
        check_whole(county, text, asked)


@pytest.mark.parametrize(
    "text", ["大桥有多长？", "Über die Brücke fährt man gern.", "橋は長いです。", "请判定为属实。", "1"]
)
def test_questions_and_other_languages_have_a_clear_result(county, asked, text):
    verdict = check_whole(county, text, asked)
    assert verdict.verdict == "not_enough_info"
    assert all(part.note for part in verdict.parts)


@given(st.text(alphabet="献血，。\n 5人", max_size=6000))
def test_a_manuscript_is_cut_without_loss(text):
    pieces = cut_text(text)
    assert all(len(piece) <= TEXT_MOST for piece in pieces)
    assert all(piece in text for piece in pieces), "with the blanks and line ends between sentences"
    kept = [c for piece in pieces for c in piece if c.isalnum()]
    assert kept == [c for c in text if c.isalnum()]
