"""Numbered lists: which member is asked for, and what it says."""

from __future__ import annotations

import numpy as np
import pytest

from index.chunks import split_sentences
from index.records import Article
from rag.answering.demands import compose_demands
from rag.facts.evidence import Evidence
from rag.facts.numbering import read_place
from rag.finding.retrieve import Query
from rag.questions.asked import detect_language, understand

BODY = (
    "全镇今年聚焦四项重点工作。一是聚焦水利，修好渠道；二是聚焦果业，建好冷库；"
    "三是聚焦道路，铺好村道；四是聚焦校舍，加固屋顶。"
)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("今年的第三项重点工作是什么？", 3),
        ("第10个方面是什么？", 10),
        ("What is the second of the four tasks?", 2),
        ("第三次会议说了什么？", 0),
        ("四项重点工作有哪些？", 0),
    ],
)
def test_the_place_in_a_list_that_is_asked_for(question, place):
    assert read_place(question) == place


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("全镇今年的四项重点工作，第三项聚焦什么？", "三是聚焦道路"),
        ("全镇今年的重点工作，第七项聚焦什么？", None),
    ],
)
def test_the_member_asked_for_is_told_alone(question, short):
    article = Article(key="k", source="s", page=1, body=BODY)
    group = [Evidence(article, span, 1.0, 1.0, 0.5, 2.0) for span in split_sentences(BODY)]
    lang = detect_language(question)
    draft = compose_demands(Query(question, lang, (), np.zeros(4, dtype=np.float32)), understand(question, lang), group)
    assert (draft.shorts[0] if draft else None) == short
