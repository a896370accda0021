"""With whom a body held something: the partner behind 携手, or the others of a row before 共同举办."""

from __future__ import annotations

import pytest

from rag.facts.hosts import find_hosts

QUESTION = "书展柳湖图书馆联合谁主办的？"


@pytest.mark.parametrize(
    ("sentence", "partners"),
    [
        ("柳湖图书馆携手芦湾县文化馆举办书展。", ["芦湾县文化馆"]),
        ("芦湾县文化馆、柳湖图书馆联合举办书展。", ["芦湾县文化馆"]),
        ("柳湖图书馆举办书展。", []),
        ("芦湾县文化馆举办书展。", []),
    ],
)
def test_partners(sentence: str, partners: list[str]) -> None:
    assert [fact.value for fact in find_hosts(QUESTION, sentence)] == partners
