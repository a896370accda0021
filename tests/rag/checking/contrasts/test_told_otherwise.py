"""A sentence that holds all the words of a claim and tells it otherwise: of another, at another time, by another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.records import Article, Span
from rag.checking.claim.parts import take_apart
from rag.checking.claim.persons import names_of
from rag.checking.claim.when import find_when
from rag.checking.contrasts.choices import find_choices
from rag.checking.contrasts.denials import find_denials
from rag.checking.contrasts.findings import compare
from rag.checking.contrasts.modifiers import find_contrasts
from rag.checking.contrasts.opposites import find_opposites
from rag.checking.contrasts.replaced import find_replaced
from rag.checking.contrasts.surplus import says_more
from rag.checking.contrasts.turns import find_turns
from rag.checking.figures.counted import counts_nothing, counts_unnamed, find_counted
from rag.checking.figures.misplaced import find_misplaced
from rag.checking.figures.stages import find_ends
from rag.checking.roles.belonging import find_run
from rag.checking.roles.giving import find_givers
from rag.checking.roles.offices import find_roles
from rag.checking.roles.pairs import find_crossed
from rag.checking.roles.parallels import find_parallels
from rag.checking.roles.speakers import find_speakers
from rag.checking.settings.dating import compare_dates
from rag.checking.settings.venues import find_elsewhere, find_venues
from rag.checking.settings.where import claimed_pair_en
from rag.checking.wording.bonds import Report, Statement

CASES = json.loads((Path(__file__).parents[3] / "cases" / "told_otherwise.json").read_text("utf-8"))
FINDERS = {
    "counted": find_counted,
    "speakers": find_speakers,
    "choices": find_choices,
    "parallels": find_parallels,
    "crossed": find_crossed,
    "run": find_run,
    "venues": find_venues,
    "turns": find_turns,
    "misplaced": find_misplaced,
    "opposites": find_opposites,
    "contrasts": find_contrasts,
    "givers": find_givers,
    "roles": find_roles,
    "replaced": find_replaced,
    "ends": find_ends,
    "denials": lambda statement, comparison: find_denials(statement.text, comparison),
}


def _lay(claim, text):
    article = Article(key="k", source="s", page=1, body=text, published="2024-11-20")
    report = Report(article, Span(0, len(text)), text, text, text)
    dates = compare_dates(find_when(claim), text, "", article)
    statement = Statement(claim, "zh", take_apart(claim))
    return statement, compare(statement, dates, report)


@pytest.mark.parametrize(
    ("find", "case"),
    [(find, case) for name, find in FINDERS.items() for case in CASES[name]],
    ids=lambda one: one["claim"] if isinstance(one, dict) else "",
)
def test_what_the_sentence_tells_otherwise_is_a_difference(find, case):
    found = find(*_lay(case["claim"], case["report"]))
    assert "".join(d.reported for d in found) == case["reported"]


@pytest.mark.parametrize("case", CASES["more"], ids=lambda case: f"{case['claim']}{case['report']}")
def test_what_is_said_of_all_or_of_one_alone_must_be_told(case):
    assert says_more(*_lay(case["claim"], case["report"])) is case["more"]


@pytest.mark.parametrize(
    ("claim", "lead", "reported"),
    [
        ("花溪社区办起了旧书铺。", "", "云杉社区"),
        ("云杉社区办起了旧书铺。", "", ""),
        ("花溪社区办起了旧书铺。", "花溪社区的居民走访了邻近的社区。", ""),
    ],
)
def test_what_one_village_has_is_not_another_s(claim, lead, reported):
    text = "云杉社区腾出两间空房，办起了旧书铺。"
    whole = f"{lead}{'今年以来，各处想了许多办法。' * 14}{text}花溪社区请来退休教师，教大家写字。"
    article = Article(key="k", source="s", page=1, body=whole, published="2024-11-20")
    at = whole.find(text)
    report = Report(article, Span(at, at + len(text)), text, text, whole)
    statement = Statement(claim, "zh", take_apart(claim))
    assert "".join(d.reported for d in find_elsewhere(statement, compare(statement, (), report))) == reported


def test_a_place_that_a_word_list_cuts_to_signs_is_one_name():
    assert ("body", "站前社区") in {(piece.kind, piece.text) for piece in take_apart("文艺演出在站前社区举行。")}


def test_whoever_stands_in_a_list_of_persons_is_one():
    assert {"苏禾青", "程望舒", "陆小满"} <= set(names_of("程望舒、陆小满、苏禾青等8人受到表彰。"))
    assert names_of("米面、菜油、棉被等8人份的物品已经备齐。") == ()


@pytest.mark.parametrize(
    ("claim", "pair"),
    [
        ("They visited Liuwan Village in Qingping Subdistrict.", ("Liuwan Village", "Qingping Subdistrict")),
        ("Old houses in Liuwan Village were repaired in May.", None),
    ],
)
def test_an_english_village_lies_in_what_is_named_behind_it(claim, pair):
    assert claimed_pair_en(claim) == pair


@pytest.mark.parametrize(("claim", "unnamed"), [("徒弟中有三名外国人。", True), ("徒弟中有三名姑娘。", False)])
def test_a_figure_of_what_nobody_names_is_gainsaid_by_no_other(claim, unnamed):
    statement, comparison = _lay(claim, "她已收徒14人，徒弟中姑娘居多。")
    (figure,) = (f for f in comparison.findings if f.piece.kind == "figure")
    assert counts_unnamed(statement, comparison, figure) is unnamed


@pytest.mark.parametrize(
    ("report", "figure", "nothing"),
    [("前三名各得奖状。", "三名", True), ("共有三名选手。", "三名", False), ("礼堂在二楼。", "二楼", True)],
)
def test_a_rank_or_a_storey_counts_nothing(report, figure, nothing):
    (claimed,) = (piece for piece in take_apart("共有576名选手。") if piece.kind == "figure")
    (theirs,) = (piece for piece in take_apart(report) if piece.text == figure)
    assert counts_nothing(report, theirs, claimed) is nothing
