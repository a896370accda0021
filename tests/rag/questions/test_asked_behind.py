"""English questions by what they ask for: behind a statement, with whom, from whose purse, under whose name."""

from __future__ import annotations

import pytest

from rag.english.choosing import lacks_place
from rag.english.facts_en import is_word
from rag.questions.asked import understand
from rag.questions.asked_en import put_forward


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who did the Willow Lake library team up with for its book fair?", "org"),
        ("Who put on the puppet play together with the village school?", "org"),
        ("Who put on his coat when the rain began?", "person"),
        ("Where does the money for the new bridge come from?", "name"),
        ("Where does the river come from?", "place"),
        ("What is the name of the old woman who feeds the cranes?", "person"),
        ("What is the name of the village school?", "name"),
        ("Between what ages may people join the rowing club?", "number"),
        ("What sorts of boats were on show for the volunteers?", "list"),
        ("The mill crops up in two reports. Which ones?", "reports"),
        ("Rowers were given three rules. What are they?", "list"),
    ],
)
def test_kind(question: str, kind: str) -> None:
    assert understand(question, "en").kind == kind


def test_asked_behind_a_statement() -> None:
    assert understand("Rowers were given three rules. What are they?", "en").count == 3
    assert put_forward("who keeps the three rules?") == "who keeps the three rules?"


def test_office_by_its_verb() -> None:
    assert "党支部书记" in understand("Who heads the Party branch at Willow Lake?", "en").sorts
    assert "局长" in understand("Who leads the water bureau?", "en").sorts
    assert "公益金" in understand("Where did the funds for the ferry come from?", "en").sorts


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Whose name stands under the piece on the ferry?", True),
        ("Who penned the short article on the ferry?", True),
        ("Which two people signed the report on the ferry?", True),
        ("Whose name did the ferry get?", False),
    ],
)
def test_byline(question: str, about: bool) -> None:
    assert understand(question, "en").about_byline is about


@pytest.mark.parametrize(
    ("sentence", "lacks"),
    [("柳湖村的划船队也来了。", True), ("柳湖村划船队得分最高。", False), ("柳湖村获得一等奖。", False)],
)
def test_rank_needs_a_place(sentence: str, lacks: bool) -> None:
    assert lacks_place("Who scored the most points at the regatta?", sentence) is lacks
    assert not lacks_place("Who rowed at the regatta?", sentence)


@pytest.mark.parametrize(("name", "word"), [("文化", True), ("代表", True), ("温婉清", False), ("李强", False)])
def test_words_are_no_names(name: str, word: bool) -> None:
    assert is_word(name) is word
