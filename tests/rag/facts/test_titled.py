"""What an event was called stands in quotation marks before its sort."""

from __future__ import annotations

import numpy as np
import pytest

from index.chunks import split_sentences
from index.records import Article
from rag.facts.evidence import Evidence
from rag.facts.titled import choose_title
from rag.finding.retrieve import Query
from rag.questions.asked import detect_language

BODY = "“书记说好。”近日，望蒲小学举行“春风送书 满园生香”读书节活动，三百名学生参加。"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("望蒲小学的读书节活动名称是什么？", "“春风送书 满园生香”"),
        ("望蒲小学的读书节叫什么名字？", "“春风送书 满园生香”"),
        ("What was the reading event of Wangpu school called?", "“春风送书 满园生香”"),
        ("望蒲小学的读书节有多少学生参加？", None),
        ("“春风送书 满园生香”活动叫什么名字？", None),
    ],
)
def test_the_name_of_an_event(question, name):
    article = Article(key="k", source="s", page=1, body=BODY)
    group = [Evidence(article, span, 1.0, 1.0, 0.5, 2.0) for span in split_sentences(BODY)]
    found = choose_title(Query(question, detect_language(question), (), np.zeros(4, dtype=np.float32)), group)
    assert (found[1].value if found else None) == name
