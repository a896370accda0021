"""The unit and the part of the year that a question names are those of the answer."""

from __future__ import annotations

from datetime import date

import pytest

from index.embeddings import load_embedder
from rag.answering.answer import Ask
from tests.fakes import archivist, take, write_records

TEXT = (
    "青石县文旅局介绍，桃花节已连续举办20届。",
    "7月1日，青石县发放餐饮消费券，每天额度30万元，其中正餐券3200张，小吃券6000张，面食券4000张，茶饮券1.4万张。",
    "8月18日，青石县普降大雨，东岭镇降水204.8毫米，西塘镇降水192.2毫米，北坡镇降水156.8毫米。",
    "青石县出台住房新措施，试行车位、车库与商品房同步预售，严禁捆绑销售。",
    "松岭环保公司公布中期业绩，2023年上半年实现净利润1.5亿元，同比下降四成。",
    "8月16日晚，青石县七夕联谊会在工人文化宫举行，近100名单身青年参加。",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("units")
    rows = [{"id": f"u{n}", "date": "2023-08-20", "newspaper": "样报", "text": text} for n, text in enumerate(TEXT)]
    model = load_embedder()
    take(folder / "index", write_records(folder / "p.jsonl", rows), embedder=model)
    return archivist(folder / "index", model)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("青石县四类餐饮消费券每天加起来发多少张？", "27200张"),
        ("8月18日青石县的大雨，东岭镇比北坡镇多下了多少毫米？", "48毫米"),
        ("青石县的开发商能把车位和房子捆在一起卖吗？", "否"),
        ("松岭环保公司2023年上半年净利润是多少？", "1.5亿元"),
        ("青石县桃花节带来多少游客？", ""),
        ("青石县七夕联谊会牵手成功了多少对？", ""),
        ("松岭环保公司2023年第三季度净利润是多少？", ""),
        ("What was the net profit of 松岭环保公司 in the third quarter of 2023?", ""),
    ],
)
def test_the_unit_and_the_period_asked_for_are_answered_or_refused(archive, question, short):
    reply = archive.answer(Ask(question, date(2023, 9, 1)))
    assert (reply.answer.short if reply.answer else "") == short
