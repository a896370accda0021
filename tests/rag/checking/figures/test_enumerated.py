"""The place that a claim gives something in a list of the report: borne out, or told with its own number."""

from __future__ import annotations

import pytest

from index.records import Article, Span
from rag.checking.claim.parts import take_apart
from rag.checking.claim.parts_en import take_apart_en
from rag.checking.contrasts.findings import compare
from rag.checking.wording.bonds import OTHER, SAME, Report, Statement

BODY = "会议部署了四项工作。一是疏浚青砚河；二是加固白鹤堤；三是整修渡口码头；四是备足抢险物资。"


def lay(claim, sentence):
    start = BODY.index(sentence)
    article = Article(key="k", source="s", page=1, body=BODY)
    report = Report(article, Span(start, start + len(sentence)), sentence, BODY, BODY)
    found = compare(Statement(claim, "zh", take_apart(claim)), (), report)
    return {f.piece.text: (f.state, f.rival) for f in found.findings if f.piece.kind == "figure"}


@pytest.mark.parametrize(
    ("claim", "sentence", "found"),
    [
        ("第二项是加固白鹤堤。", "二是加固白鹤堤；", {"二项": (SAME, "")}),
        ("第三项是加固白鹤堤。", "二是加固白鹤堤；", {"三项": (OTHER, "二是")}),
        ("四项工作的第三项是整修渡口码头。", "三是整修渡口码头；", {"四项": (SAME, ""), "三项": (SAME, "")}),
        ("五项工作的第三项是整修渡口码头。", "三是整修渡口码头；", {"三项": (SAME, "")}),
    ],
)
def test_a_place_is_judged_by_the_member_that_says_it(claim, sentence, found):
    laid = lay(claim, sentence)
    assert {text: laid[text] for text in found} == found
    assert all(state != SAME for text, (state, _) in laid.items() if text not in found)


@pytest.mark.parametrize("named", ["The third of the four tasks", "The third task", "The third of Qingyan's tasks"])
def test_an_english_place_is_a_figure(named):
    figures = [piece for piece in take_apart_en(f"{named} is the landing stage.", ()) if piece.figure is not None]
    assert figures[0].text == "third"
    assert figures[0].figure.role == "ordinal"
