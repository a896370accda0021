"""Reprints found by sketches and figures, at once and one build after the other."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.duplicates import ALIKE, Sketches, find_pairs, gather, link, pad, same_text
from index.fingerprints import Print, figures, resemblance, sketch
from index.relations import Relations
from tests.fakes import look, take, write_records

MARKET = (
    "青石镇的集市每逢三六九开张，天不亮摊贩就挑着担子赶来，卖菜的、卖竹器的、卖豆腐的挤满了半条街。"
    "今年5月，镇里投入38万元翻修棚顶，新增摊位126个，还在街口设了公平秤。摊主罗满仓说，现在下雨也不怕了。"
)
FORM = "{}日，县气象台发布天气预报：全县多云转晴，最高气温{}度，最低气温{}度，偏南风二到三级，请广大市民注意防晒。"


def groups(place):
    return {a.key: set(a.duplicates) for a in look(place).articles() if a.duplicates}


def test_retyped_shortened_and_spaced_prints_are_one_text():
    mine = Print.of(MARKET)
    assert same_text(mine, Print.of(MARKET.replace("，", " ，\n")))
    assert same_text(mine, Print.of(MARKET.replace("豆腐", "豆付").replace("38", "３８")))
    assert same_text(mine, Print.of(MARKET[: len(MARKET) * 4 // 5]))


def test_one_form_filled_twice_is_two_texts():
    assert not same_text(Print.of(FORM.format(3, 17, 9)), Print.of(FORM.format(4, 21, 12)))
    assert figures("３日 12.5度") == figures("3 12.5")


def test_every_print_lists_the_others(tmp_path):
    records = [
        {"id": "a", "text": MARKET, "newspaper": "柳塘日报"},
        {"id": "b", "text": MARKET.replace("，", "， "), "newspaper": "云岭周报"},
        {"id": "c", "text": MARKET[:-12], "newspaper": "石门晚报"},
        *({"id": f"w{n}", "text": FORM.format(n, 40 + n, 20 + n)} for n in range(9)),
    ]
    take(tmp_path / "i", write_records(tmp_path / "a.jsonl", records))
    assert groups(tmp_path / "i") == {"a": {"b", "c"}, "b": {"a", "c"}, "c": {"a", "b"}}


def test_a_reprint_among_many_fillings_of_one_form_is_found(tmp_path):
    records = [{"id": f"w{n}", "text": FORM.format(n, 100 + n, 2000 + n)} for n in range(150)]
    records.append({"id": "again", "text": FORM.format(7, 107, 2007).replace("，", "")})
    take(tmp_path / "i", write_records(tmp_path / "a.jsonl", records))
    assert groups(tmp_path / "i") == {"w7": {"again"}, "again": {"w7"}}


def test_a_group_loses_who_goes_or_changes_and_keeps_the_others(tmp_path):
    place, path = tmp_path / "i", tmp_path / "a.jsonl"
    records = [{"id": key, "text": MARKET} for key in "abc"]
    take(place, write_records(path, records))
    take(place, write_records(path, [records[0], {"id": "b", "text": FORM}, records[2]]))
    assert groups(place) == {"a": {"c"}, "c": {"a"}}
    take(place, write_records(path, records[:1]))
    assert groups(place) == {}
    assert not look(place).article("a").duplicates


def pairs(rows, new):
    return find_pairs(Sketches([rows]), new, np.ones(len(rows), dtype=np.bool_))


def text(number: int, copy: int) -> str:
    """One of a few texts of their own words; a copy drops its last characters."""
    chance = random.Random(number)
    body = "".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(120))
    return body[: len(body) - 4 * copy]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12), st.data())
def test_one_build_after_the_other_finds_what_one_build_finds(made, data):
    sketches = pad([sketch(text(*pair)) for pair in made])

    def linked(new):
        return link(pairs(sketches[: len(new)], np.array(new)), lambda row: frozenset())

    whole = gather(linked([True] * len(made)))
    cut = data.draw(st.integers(1, len(made)))
    first, later = linked([True] * cut), linked([False] * cut + [True] * (len(made) - cut))
    assert gather([*first, *later]) == whole
    expected = {n: {m for m in range(len(made)) if made[m][0] == made[n][0]} for n in range(len(made))}
    assert {frozenset(group) for group in whole} == {frozenset(g) for g in expected.values() if len(g) > 1}


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text("青石镇集市", max_size=40), min_size=2, max_size=6))
def test_whole_columns_are_compared_as_single_pairs_are(texts):
    rows = [sketch(text) for text in texts]
    found = list(pairs(pad(rows), np.ones(len(rows), dtype=np.bool_)))
    assert all(resemblance(rows[a], rows[b]) >= ALIKE for a, b in found)
    if len(rows) == 2:
        assert bool(found) == (resemblance(*rows) >= ALIKE)


@given(st.lists(st.lists(st.text("abc", min_size=1), min_size=2, max_size=3).map(tuple), max_size=3))
def test_relations_survive_their_file(made):
    relations = Relations(tuple(made), {"x": None, "y": "z"})
    assert Relations.load(relations.dump()) == relations
    assert Relations.load(None) is None
    assert "z" not in relations.without({"z"}).errata.values()
