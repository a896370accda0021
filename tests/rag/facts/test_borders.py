"""Names end where they end: what the tagger tears apart or joins to a trade is mended, and no verb becomes a name."""

from __future__ import annotations

import pytest

from rag.facts.persons import name_persons


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("村里请来党支部书记闵长根作示范。", ["闵长根"]),
        ("19岁的后卫贺云骁连中两球。", ["贺云骁"]),
        ("养路工季小舟把路牌擦干净。", ["季小舟"]),
        ("快递员罗小军把饭送到门口。", ["罗小军"]),
        ("制茶能手茹春燕介绍了做法。", ["茹春燕"]),
        ("副县长王强率队到乡里去。", ["王强"]),
        ("书记李明赴省城参会。", ["李明"]),
        ("局长张海带队检查。", ["张海"]),
        ("高平明德医院院长祁文远带头报名。", ["祁文远"]),
        ("馆长高平到市博爱医院看望老人。", ["高平"]),
    ],
)
def test_a_name_is_neither_torn_nor_lengthened(sentence, names):
    assert [span.of(sentence) for span in name_persons(sentence)] == names
