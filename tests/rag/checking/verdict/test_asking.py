"""Figures asked back: what nothing decides is borne out where the archive's own answer is the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from index.store import ANY
from rag.checking.claim.claims import find_statements
from rag.checking.claim.parts import take_apart
from rag.checking.claim.parts_en import take_apart_en
from rag.checking.verdict.asking import ask_for, confirm
from rag.checking.verdict.check import Desk, judge_statement, lay
from rag.checking.verdict.verdicts import Judgement
from rag.checking.verdict.vouching import Witness
from rag.checking.wording.bonds import Statement
from rag.finding.search import Search

NOW = date(2024, 1, 15)
SILENT = Judgement("not_enough_info")


@pytest.mark.parametrize(
    ("claim", "question"),
    [
        ("大桥全长1260米。", "大桥全长多少米？"),
        ("来的人有一千二百余人，", "来的人有多少人？"),
        ("合格的占九成。", "合格的占多少成？"),
        ("增长7.4%。", "增长百分之多少？"),
        ("The bridge is 1,260 metres long.", "The bridge is how many metres long?"),
        ("It cost 300 yuan in all.", "It cost how much money in all?"),
        ("Nine boats sank.", "how many boats sank?"),
    ],
)
def test_a_figure_becomes_what_is_asked(claim, question):
    lang = "en" if claim.isascii() else "zh"
    pieces = take_apart_en(claim, ()) if lang == "en" else take_apart(claim)
    piece = next(p for p in pieces if p.kind == "figure")
    assert ask_for(Statement(claim, lang, tuple(pieces)), piece) == question


def _confirm(county, claim: str, judged: Judgement = SILENT) -> Judgement:
    wanted = Search(claim, ANY, NOW)
    (statement,) = find_statements(claim)
    return confirm(county, wanted, lay(Desk(county, wanted), statement), judged)


def test_what_comes_back_the_same_bears_out_with_its_sentence(county):
    judged = _confirm(county, "2023年3月5日共有61人成功献血。")
    assert judged.verdict == "supported"
    assert judged.best is not None
    assert judged.best.report.article.key == "blood-2023"
    assert "61人" in judged.best.report.text


@pytest.mark.parametrize(
    "claim",
    [
        "2023年3月5日共有16人成功献血。",  # another figure
        "2023年3月5日少于61人成功献血。",  # the same in another bound
        "白鹭大桥全长1260米，只用了两年。",  # one figure comes back, the other does not
        "白鹭大桥由顾长风出席通车仪式。",  # nothing to ask for
    ],
)
def test_what_does_not_leaves_the_judgement(county, claim):
    for statement in find_statements(claim):
        wanted = Search(claim, ANY, NOW)
        laid = lay(Desk(county, wanted), statement)
        judged = confirm(county, wanted, laid, SILENT)
        assert judged is SILENT or "1260" in statement.text


def test_only_a_guess_is_overruled(county):
    refuted = Judgement("refuted")
    claim = "2023年3月5日共有61人成功献血。"
    assert _confirm(county, claim, refuted) is refuted
    assert _confirm(county, claim, replace(refuted, guessed=True)).verdict == "supported"


def test_quotes_alone_are_never_asked_beyond(county):
    (statement,) = find_statements("2023年3月5日共有61人成功献血。")
    assert judge_statement(Witness(county, NOW, ()), statement).verdict == "not_enough_info"
