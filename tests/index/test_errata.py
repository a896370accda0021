"""The paper's own corrections: which articles are some, and what each one corrects, where that is sure."""

from __future__ import annotations

import pytest

from index.errata import find_corrected, is_erratum
from index.records import Article
from tests.fakes import look, take, write_records

PAPER = "柳塘日报"
BRIDGE = Article(
    key="bridge", source="a", page=1, headline="白鹭大桥建成通车", newspaper=PAPER, edition="A2",
    published="2023-06-19",
    body="6月18日，白鹭大桥正式通车。大桥全长1260米，总投资3.6亿元，双向四车道。县长顾长风出席通车仪式。",
)  # fmt: skip
TEA = Article(key="tea", source="a", page=1, headline="春茶开采", newspaper=PAPER, published="2023-06-19", edition="A3",
    body="云岭乡两千亩茶园进入采摘期，预计产量达到85吨。")  # fmt: skip


def erratum(body, headline="更正", published="2023-06-22"):
    return Article(key="e", source="a", page=1, headline=headline, body=body, newspaper=PAPER, published=published)


@pytest.mark.parametrize(
    ("headline", "body", "is_one"),
    [
        ("更正", "本报6月19日刊发的《白鹭大桥建成通车》一文，桥长应为1206米。", True),
        ("更 正 启 事", "昨日A2版一图的说明有误，应为顾长风。特此更正。", True),
        ("勘误", "6月19日第2版“1260米”应为“1206米”。", True),
        ("致歉", "本报昨日报道中误将“1206米”写成“1260米”。", True),
        ("致歉", "因机器故障，今日报纸送达较晚，敬请谅解。", False),
        ("", "更正：6月19日第2版“1260米”应为“1206米”。", True),
        ("", "本报6月19日A2版刊发的报道中，桥长有误，应为1206米。", True),
        ("更正开户信息 居民可网上办", "居民更正户口信息，今后可在网上办理。", False),
        ("法院判决村委会道歉", "判决认定文章内容不实，要求公开道歉。", False),
        ("县志勘误工作启动", "县志办组织专家对旧志的错误逐条校勘。", False),
    ],
)
def test_what_is_a_correction(headline, body, is_one):
    assert is_erratum(erratum(body, headline)) is is_one


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("本报6月19日刊发的《白鹭大桥建成通车》一文有误，桥长应为1206米。", "bridge"),
        ("本报《白鹭大桥建成通车》一文有误，桥长应为1206米。", "bridge"),
        ("本报6月19日A2版报道中的“1260米”“3.6亿元”有误，应为“1206米”“3.8亿元”。", "bridge"),
        ("本报6月19日报道有误，特此更正。", None),
        ("本报6月1日刊发的《春耕忙》一文有误，特此更正。", None),
        ("本报日前刊发的《通车》一文有误，特此更正。", None),
    ],
)
def test_what_it_corrects(body, key):
    assert find_corrected(erratum(body), [TEA, BRIDGE]) == key


def test_two_that_may_be_meant_are_none():
    from dataclasses import replace

    twin = replace(BRIDGE, key="twin", body="另一篇同题的报道，写的是通车那天的市民。")
    assert find_corrected(erratum("本报《白鹭大桥建成通车》一文有误。"), [BRIDGE, twin]) is None
    reprint = replace(BRIDGE, key="reprint", published="2023-06-20")
    assert find_corrected(erratum("本报《白鹭大桥建成通车》一文有误。"), [BRIDGE, reprint]) == "bridge"


def record(article):
    return {"id": article.key, "title": article.headline, "text": article.body, "date": article.published,
            "newspaper": article.newspaper}  # fmt: skip


def test_both_ends_are_linked_whichever_comes_first(tmp_path):
    correction = erratum("本报6月19日刊发的《白鹭大桥建成通车》一文有误，桥长应为1206米。")
    for order in ((BRIDGE, TEA, correction), (correction, TEA, BRIDGE)):
        place = tmp_path / order[0].key
        for n, article in enumerate(order):
            take(place, write_records(tmp_path / f"{order[0].key}-{n}.jsonl", [record(article)]))
        store = look(place)
        assert (store.article("e").corrects, store.article("bridge").corrected_by) == ("bridge", "e")
        assert store.article("tea").corrected_by is None


def test_another_paper_and_a_later_article_are_not_corrected(tmp_path):
    from dataclasses import replace

    correction = erratum("本报《白鹭大桥建成通车》一文有误，桥长应为1206米。")
    for n, other in enumerate([replace(BRIDGE, newspaper="云岭周报"), replace(BRIDGE, published="2023-07-01")]):
        take(tmp_path / f"{n}", write_records(tmp_path / f"{n}.jsonl", [record(other), record(correction)]))
        assert look(tmp_path / f"{n}").article("e").corrects is None


def test_the_sample_archive_has_one(tmp_path, root):
    take(tmp_path / "i", root / "examples/pages")
    linked = [a for a in look(tmp_path / "i").articles() if a.corrects or a.corrected_by]
    assert {a.headline for a in linked} == {"更正", "118人捐献41600毫升"}
