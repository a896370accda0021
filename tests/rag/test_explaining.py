"""A language model in the check's way: it may tell what was reported, and changes no verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from index.store import ANY
from rag.checking.verdict.check import check_claim
from rag.checking.verdict.vouching import vouch_for
from rag.explaining import explain
from rag.finding.search import Search
from tests.fakes import FakeChat

CLAIMS = ("白鹭大桥全长1260米。", "白鹭大桥全长1620米。", "火星上发现了一座白鹭大桥。")
SCRIPTS = (
    "obey", "garbage", "cut", "cites 9", "other figure", "no marker", "", "[1]",
    "该说法属实[1]。", "This is false [1].", "大桥全长9999米[1]。", "<script>alert(1)</script>",
)  # fmt: skip


@pytest.fixture(scope="module")
def vouch(county):
    return vouch_for(county, date(2024, 1, 15))


@pytest.fixture
def verdicts(county):
    return [check_claim(county, Search(claim, ANY, date(2024, 1, 15), id="c")) for claim in CLAIMS]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a12_a_model_changes_nothing_but_notes(verdicts, script, vouch):
    for verdict in verdicts:
        told = explain(verdict, FakeChat(script), vouch)
        assert replace(told, parts=()) == replace(verdict, parts=())
        notes = [part.note for part in verdict.parts]
        assert [replace(p, note=n) for p, n in zip(told.parts, notes, strict=True)] == list(verdict.parts)
        assert all(p.note.startswith(n) for p, n in zip(told.parts, notes, strict=True))


def test_what_is_proved_is_told_after_the_note(verdicts, vouch):
    told = explain(verdicts[0], FakeChat("obey"), vouch).parts[0].note
    assert told.startswith(verdicts[0].parts[0].note + "据报道，")
    assert "1260米" in told


@pytest.mark.parametrize("script", [s for s in SCRIPTS if s != "obey"])
def test_what_is_not_proved_or_judges_is_left_out(verdicts, script, vouch):
    assert explain(verdicts[1], FakeChat(script), vouch) == verdicts[1]


def test_nothing_is_asked_where_nothing_is_decided(verdicts, vouch):
    model = FakeChat("obey")
    assert explain(verdicts[2], model, vouch) == verdicts[2]
    assert model.prompts == []
