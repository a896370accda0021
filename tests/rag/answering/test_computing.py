"""Sums, differences, times: what no report prints but what follows from its figures."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from index.chunks import split_sentences
from index.records import Article
from rag.answering.computing import compute
from rag.answering.elapsed import birth, duration, founding, since
from rag.answering.proof import check
from rag.facts.adding_up import prize_money, row_total
from rag.facts.evidence import Evidence
from rag.facts.listed import members
from rag.facts.remainders import former, remainder
from rag.facts.sums import a_head, difference, total
from rag.finding.retrieve import Query
from rag.questions.asked import detect_language, understand

METHODS = {
    f.__name__: f
    for f in (
        total,
        prize_money,
        remainder,
        former,
        row_total,
        difference,
        a_head,
        members,
        duration,
        birth,
        founding,
        since,
    )
}

CASES = [
    ("remainder", "修桥的钱，镇政府要掏多少万元？",
     "修桥共需90万元，其中县里补助50万元，其余由镇政府自筹。", "40万元", "90万－50万＝40万元"),
    ("remainder", "余下多少公斤归集体？",
     "全村收粮800公斤，其中650公斤分给农户，剩余的归集体。", "150公斤", "800－650＝150公斤"),
    ("remainder", "还有多少户没有接通自来水？", "东湖村共有260户。目前已有215户接通自来水。", "45户", "260－215＝45户"),
    ("remainder", "西山村还有多少间瓦房没有翻新？",
     "西山村有瓦房97间。村里已为85间瓦房完成翻新。", "12间", "97－85＝12间"),
    ("remainder", "还有多少只羊没找回来？",
     "大雪冲散了约800只羊。到晚上共找回600只。养羊户老余有31只羊，找回26只。", "200只", "800－600＝200只"),
    ("remainder", "还有几件没办好？", "窗口受理事项120件，办妥113件。", "7件", "120－113＝7件"),
    ("row_total", "一共设多少个奖？", "一等奖1名，奖900元；二等奖3名；三等奖6名。", "10名", "1＋3＋6＝10名"),
    ("former", "鱼苗去年是多少尾？", "今年投放鱼苗30万尾，比去年多投放5万尾。", "25万尾", "30万－5万＝25万尾"),
    ("former", "去年采茶多少吨？", "今年采茶40吨，比去年减少6吨。", "46吨", "40＋6＝46吨"),
    ("former", "车队原来有几辆车？", "镇里新购客车3辆，使车队的车增加到11辆。", "8辆", "11－3＝8辆"),
    ("prize_money", "奖金总额是多少？", "一等奖1名，奖金900元；二等奖2名，每名400元。", "1700元", "900＋400×2＝1700元"),
    ("row_total", "三个班加起来招多少人？", "木工班招20人、电工班30人、绣花班25人。", "75人", "20＋30＋25＝75人"),
    ("prize_money", "一、二、三等奖奖金总共多少元？",
     "设一等奖1名，奖金2000元；二等奖2名，每名1000元；三等奖5名，每名300元。", "5500元", "2000＋1000×2＋300×5＝5500元"),
    ("total", "作文比赛一、二、三等奖一共多少名？", "比赛设一等奖2名、二等奖4名、三等奖8名。", "14名", "2＋4＋8＝14名"),
    ("total", "初中教师和小学教师共多少名？", "计划招聘高中教师5名、初中教师7名、小学教师9名。", "16名", "7＋9＝16名"),
    ("total", "比赛的金、银、铜奖加在一起是多少个？",
     "甲镇的小品《山歌》和乙镇的相声《开渠》获得金奖，另评出4名银奖，6名铜奖。", "12个", "2＋4＋6＝12个"),
    ("total", "村史馆党支部和合作社党支部合起来有几个？",
     "全镇建立8个村史馆党支部、3个合作社党支部。", "11个", "8＋3＝11个"),
    ("members", "走访的乡镇一共有几个？", "他先后来到东湖乡镇、南山乡镇、北岭乡镇调研。", "3个", "3个"),
    ("difference", "车程缩短了多少分钟？", "通车后，车程由70分钟缩短到45分钟。", "25分钟", "70－45＝25分钟"),
    ("difference", "车程减少了多少分钟？", "车程由3小时20分压缩到2小时35分。", "45分钟", "200－155＝45分钟"),
    ("difference", "总投资增加了多少？", "总投资由1.2亿元调整为1.35亿元。", "0.15亿元", "1.35亿－1.2亿＝0.15亿元"),
    ("difference", "村里的经费涨了几万块？", "各村经费也由每年6万元增加到每年11万元。", "5万元", "11万－6万＝5万元"),
    ("difference", "每公斤比去年贵多少元？", "每公斤卖12.5元，比去年每公斤11元高出不少。", "1.5元", "12.5－11＝1.5元"),
    ("difference", "全年和半年订报价格相差多少元？", "全年定价200元，半年定价110元。", "90元", "200－110＝90元"),
    ("a_head", "平均每人献血多少毫升？", "当天50人献血，总量16000毫升。", "320毫升", "16000÷50＝320毫升"),
    ("a_head", "这笔钱平均到每个学生头上是多少？",
     "共资助6名困难学生，资金合计30000元。", "5000元", "30000÷6＝5000元"),
    ("a_head", "平均每家企业带来多少个岗位？", "30家企业带来岗位1000个。", "33.3个", "1000÷30≈33.3个"),
    ("members", "他一共去了几个乡镇？", "他先后来到东湖乡镇、南山乡镇、北岭乡镇调研。", "3个", "3个"),
    ("duration", "封路一共多少天？", "封路时间：2023年5月30日至6月2日。", "4天", "4天"),
    ("birth", "王秀兰是哪一年出生的？", "王秀兰今年70岁，身体很好。", "1953年", "2023－70＝1953"),
    ("founding", "县剧团是哪一年成立的？", "2023年是县剧团成立40周年。", "1983年", "2023－40＝1983"),
    ("founding", "第一届菊花节是哪一年举行的？", "第五届菊花节昨天开幕。", "2019年", "2023－4＝2019"),
    ("since", "从1990年到2023年，他献血多少年了？", "1990年春天，他第一次献血。", "33年", "2023－1990＝33年"),
]  # fmt: skip

SILENT = [
    ("remainder", "县里补助了多少万元？", "修桥共需90万元，其中县里补助50万元，其余由镇政府自筹。"),
    ("remainder", "修桥的钱，镇政府要掏多少万元？", "修桥共需90万元，其中县里补助50万元，其余38万元由镇政府自筹。"),
    ("remainder", "还有多少户没有接通自来水？", "东湖村共有260户，已有215户接通，还有44户没有接通自来水。"),
    ("remainder", "还有多少户没有脱贫？", "东湖村共有260户。目前已有215户接通自来水。"),
    ("former", "今年采茶多少吨？", "今年采茶40吨，比去年减少6吨。"),
    ("former", "去年采茶多少吨？", "今年采茶40吨，比前年减少6吨。"),
    ("former", "去年收了多少吨？", "今年采茶40吨，比去年多6吨；收瓜80吨，比去年多9吨。"),
    ("difference", "票价降了多少？", "票价8元，车程由70分钟缩短到45分钟。"),
    ("row_total", "三个班加起来招多少人？", "木工班招20人、电工班30人，共50人。"),
    ("row_total", "两个班加起来招多少人？", "木工班招20人、电工班30人、绣花班25人。"),
    ("prize_money", "一、二等奖奖金总共多少元？", "设一等奖2名，奖金2000元；二等奖4名，奖金1000元。"),
    ("total", "一等奖多少名？", "比赛设一等奖2名、二等奖4名。"),
    ("total", "金奖和银奖加起来多少个？", "甲镇的小品获得金奖，另评出4名银奖。"),
    ("total", "一等奖和特等奖一共多少名？", "比赛设一等奖2名、二等奖4名。"),
    ("difference", "车程缩短了多少分钟？", "车程45分钟，票价70元。"),
    ("difference", "产量比去年增加多少公斤？", "亩产700公斤，比去年增加20公斤。"),
    ("difference", "游客增长了多少？", "游客从2万人增加到3万人，增长50%。"),
    ("difference", "茶叶产值将增长多少？", "县里把增长预期从3%调高到4%。"),
    ("a_head", "平均每人献血多少毫升？", "50人献血，平均每人320毫升。"),
    ("members", "他去了几个乡镇？", "他去了3个乡镇：东湖乡镇、南山乡镇、北岭乡镇。"),
    ("members", "东湖县拆了多少条线？", "电线、网线、电话线缠在一起，目前已拆除旧电线230条。"),
    ("duration", "封路一共多少天？", "封路时间：2023年5月30日至6月2日，共4天。"),
    ("birth", "王秀兰是哪一年出生的？", "李大山今年70岁。"),
    ("founding", "县剧团是哪一年成立的？", "县剧团1983年成立，今年是成立40周年。"),
    ("founding", "第一次献血是什么时候？", "这是他第52次献血，红本本装了一盒。"),
    ("since", "1990年献血多少年了？", "1990年春天，他第一次献血。"),
]  # fmt: skip


def evidence(body: str) -> list[Evidence]:
    article = Article(key="a", source="a.txt", page=1, body=body, published="2023-06-05")
    return [Evidence(article, span, 1.0, 1.0, 0.5, 2.0) for span in split_sentences(body)]


@pytest.mark.parametrize(("method", "question", "body", "value", "words"), CASES)
def test_what_follows_from_the_figures(method, question, body, value, words):
    need = understand(question, detect_language(question))
    found = METHODS[method](question, need, evidence(body))
    assert found is not None
    assert found.value == value
    assert words in found.words


@pytest.mark.parametrize(("method", "question", "body"), SILENT)
def test_nothing_is_computed_that_is_printed_or_not_given(method, question, body):
    need = understand(question, detect_language(question))
    assert METHODS[method](question, need, evidence(body)) is None


@pytest.mark.parametrize(("method", "question", "body", "value", "words"), CASES)
def test_a_sum_is_shown_with_its_quote_and_proved(county, method, question, body, value, words):
    need = understand(question, "zh")
    draft = compute(county.query(question), need, evidence(body))
    assert draft is not None
    answer = draft.answer("zh")
    assert answer.short.removeprefix("约") == value
    checked = check(answer.text, draft.citations, draft.computed)
    assert checked.dropped == ()
    assert words in checked.text
    assert re.search(r"\[1\](?:\[\d\])*$", checked.text)
    assert all(item.sources for item in draft.computed)


def test_a_sum_in_english_says_that_it_is_computed(county):
    question = "In which year was the opera troupe founded?"
    query = county.query(question)
    draft = compute(query, understand(question, "en"), evidence("2023年是县剧团成立40周年。"))
    answer = draft.answer("en")
    assert isinstance(query, Query)
    assert answer.short == "1983"
    assert "computed" in answer.text
    assert check(answer.text, draft.citations, draft.computed).dropped == ()


def test_an_english_average_is_computed_for_each_of_those_named():
    question = "On average, how much money did each needy pupil get?"
    found = a_head(question, understand(question, "en"), evidence("共资助6名困难学生，资金合计30000元。"))
    assert found.words == "30000÷6＝5000元"


def test_an_english_question_shares_out_and_adds_up():
    question = "If the money was shared out equally, how much did each pupil get?"
    found = a_head(question, understand(question, "en"), evidence("共资助6名困难学生，资金合计30000元。"))
    assert found.value == "5000元"
    question = "Adding up first, second and third, how many prizes were given?"
    body = "比赛设一等奖3名，二等奖6名，三等奖9名。"
    assert total(question, understand(question, "en"), evidence(body)).words == "3＋6＋9＝18名"


@pytest.mark.parametrize("asked", ["per pupil did the fund pay?", "did each of the six pupils get on average?"])
def test_a_share_asked_for_in_english(asked):
    question = f"How much money {asked}"
    found = a_head(question, understand(question, "en"), evidence("共资助6名学生，资金合计30000元。"))
    assert found is not None
    assert found.value == "5000元"


@pytest.mark.parametrize("asked", ["has the bus fare gone up", "has the bus fare risen", "did the bus fare go up"])
def test_a_rise_asked_for_in_english(asked):
    question = f"By how much {asked}?"
    found = difference(question, understand(question, "en"), evidence("班车票价由每人3元提高到每人5元。"))
    assert found is not None
    assert found.value == "2元"


@pytest.mark.parametrize(("said", "value"), [(0.5, "25分钟"), (0.15, None)])
def test_a_change_is_that_of_a_sentence_that_speaks_of_it(said, value):
    (beside,) = evidence("车程由70分钟缩短到45分钟。")
    found = difference("车程缩短了多少？", understand("车程缩短了多少？", "zh"), [replace(beside, said=said)])
    assert (found.value if found else None) == value
