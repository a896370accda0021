"""Where no rule speaks: what the learned weights are given, and what they may never outweigh."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.embeddings import load_embedder
from index.store import ANY
from rag.checking.claim.parts import take_apart
from rag.checking.claim.parts_en import is_denied_en, take_apart_en
from rag.checking.claim.small_counts import count_persons, find_small_counts, find_small_counts_en
from rag.checking.verdict import signs, weighing
from rag.checking.verdict.check import check_claim
from rag.finding.search import Search
from tests.fakes import archivist, take, write_records

ARTICLES = [
    {
        "title": "政务大厅办事更快了",
        "text": "枫桥县政务大厅5月起推行一窗受理，企业开办时间由15天压缩到7天。"
        "大厅设有双向四车道的新入口，由枫桥县城建集团施工。"
        "开放首日，县文化馆的演员们在大厅前表演了快板。",
    },
    {
        "title": "南坪镇排涝及时",
        "text": "6月20日夜间的暴雨中，南坪镇没有一户进水，没有转移一名群众。镇里的排涝泵站连续运转了9个小时。",
    },
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder, model = tmp_path_factory.mktemp("weighing"), load_embedder()
    rows = [{"date": "2024-06-22", "newspaper": "样报", **row} for row in ARTICLES]
    take(folder / "index", write_records(folder / "p.jsonl", rows), embedder=model)
    return archivist(folder / "index", model)


def test_the_weights_are_for_the_signs_that_are_read():
    held = json.loads((Path(weighing.__file__).parent / "weights.json").read_text("utf-8"))
    assert set(held) == {"zh", "en"}
    for one in held.values():
        assert tuple(one["weights"]) == signs.SIGNS
        assert {len(row) for row in (*one["weights"].values(), one["bias"])} == {len(weighing.VERDICTS)}


def test_chances_are_shared_out_over_the_verdicts():
    rows = signs.set_beside([np.zeros(len(signs.ALONE)), np.ones(len(signs.ALONE))])
    chances = weighing.weigh(rows, "zh")
    assert chances.shape == (2, len(weighing.VERDICTS))
    assert chances.min() >= 0
    assert chances.sum(axis=1) == pytest.approx(1)
    assert weighing.weigh(signs.set_beside([]), "en").shape == (0, len(weighing.VERDICTS))


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("企业开办时间由15天压缩到7天。", "supported"),
        ("大厅的新入口由枫桥县城建集团施工。", "supported"),
        ("大厅的新入口是双向六车道。", "refuted"),
    ],
)
def test_a_claim_about_this_paper_is_judged(archive, claim, verdict):
    assert check_claim(archive, Search(claim, ANY, date(2024, 12, 1))).verdict == verdict


@pytest.mark.parametrize(
    "claim",
    [
        "Starting a company now takes 15 days.",
        "The clapper talk in front of the hall was performed by actors from the city opera troupe.",
        "Several households in Nanping were flooded on 20 June 2024.",
        "郭小川在大厅前表演了快板。",
        "镇里的排涝泵站连续运转了19个小时。",
        "北坪镇没有一户进水。",
    ],
)
def test_what_has_given_way_or_is_denied_or_done_by_another_is_not_supported(archive, claim):
    assert check_claim(archive, Search(claim, ANY, date(2024, 12, 1))).verdict != "supported"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("双向四车道", "四车道"),
        ("家住五楼", "五楼"),
        ("五大专项行动", "五大"),
        ("第四车道", ""),
        ("十大家族", ""),
        ("一年只回家一次", "一次"),
        ("一次性补贴", ""),
    ],
)
def test_small_counts_are_read_without_measure_words(text, said):
    assert "".join(found.text for found in find_small_counts(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("She came home twice a year.", [("twice", 2)]),
        ("The loan runs for a week.", [("a week", 1)]),
        ("It is twice as long, once it is built.", []),
        ("A week later it opened.", []),
    ],
)
def test_english_counts_are_read_without_a_number(text, said):
    assert [(found.text, found.value) for found in find_small_counts_en(text)] == said


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("院里九岁以下的娃有52个。", "院里九岁以下的娃有52名。"),
        ("来了三十多个老人", "来了三十多名老人"),
        ("三个人大代表", "三个人大代表"),
        ("村里的水池有52个。", "村里的水池有52个。"),
    ],
)
def test_persons_are_counted_as_persons(text, counted):
    assert count_persons(text) == counted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The spring meeting was the second of that year.", ["second"]),
        ("It was the third visit of the doctors.", ["third"]),
        ("The Qingyan half marathon was the second one here.", ["second"]),
        ("A second thought came to the jury.", []),
    ],
)
def test_which_of_a_row_it_was_is_a_figure(text, said):
    assert [p.text for p in take_apart_en(text, ()) if p.figure is not None] == said


@pytest.mark.parametrize(
    ("text", "word", "denied"),
    [
        ("Dogs were strictly forbidden to enter the yard.", "Dogs", True),
        ("The rules ban fireworks.", "fireworks", True),
        ("Keep dogs off the lawn.", "dogs", True),
        ("Keep the dogs fed.", "dogs", False),
        ("Dogs strictly obey.", "Dogs", False),
    ],
)
def test_what_is_forbidden_is_denied(text, word, denied):
    assert is_denied_en(text, text.index(word)) is denied


@pytest.mark.parametrize(("text", "said"), [("homeowners' committees", "业委会"), ("the closed season", "休渔")])
def test_bodies_and_rules_of_a_local_paper_have_their_own_words(text, said):
    assert any(said in [form for form, _ in piece.forms] for piece in take_apart_en(f"It concerns {text}.", ()))


def test_a_commission_is_nobody_s_name():
    assert not [p for p in take_apart("按照省市卫健委要求，诊所延长了开门时间。") if p.kind == "name"]
