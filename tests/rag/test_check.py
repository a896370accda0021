from datetime import date

import pytest

from index.store import ANY
from rag.answers import Part
from rag.check import NOTES, check_claim
from rag.search import Search


def test_a_claim_is_parted_and_never_judged_without_a_look(county):
    claim = "白鹭大桥全长1260米。大桥总投资9亿元！"
    verdict = check_claim(county, Search(claim, ANY, date(2024, 1, 15), id="c1"))
    assert (verdict.id, verdict.claim, verdict.verdict) == ("c1", claim, "not_enough_info")
    assert [p.text for p in verdict.parts] == ["白鹭大桥全长1260米。", "大桥总投资9亿元！"]
    assert all(p.span.of(claim) == p.text for p in verdict.parts)
    assert {p.note for p in verdict.parts} == {NOTES["zh"]}
    assert verdict.results[0].key == "bridge"


@pytest.mark.parametrize(("lang", "claim"), [("en", "The bridge is 1260 metres long."), ("zh", "大桥全长1260米。")])
def test_the_note_speaks_the_claim_s_language_unless_told(county, lang, claim):
    assert check_claim(county, Search(claim, ANY, date(2024, 1, 15))).parts[0].note == NOTES[lang]
    assert check_claim(county, Search(claim, ANY, date(2024, 1, 15)), "en").parts[0].note == NOTES["en"]


def test_a_part_has_one_of_the_contract_s_verdicts():
    from index.records import Span

    with pytest.raises(ValueError, match="unknown verdict"):
        Part("x", Span(0, 1), "maybe")
