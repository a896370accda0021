"""Who says what in a report: quoted before and after, told without quotation marks, by a pronoun."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.utterances import find_utterances


@pytest.mark.parametrize(
    ("body", "who", "words"),
    [
        ("社区书记安若兰表示：“我们明年再办一次。”", "社区书记安若兰", "“我们明年再办一次。”"),
        ("馆长简知秋介绍说，“新馆秋天开门”。", "馆长简知秋", "“新馆秋天开门”"),
        ("“请大家都来献血！”血站站长阮青苗呼吁。", "血站站长阮青苗", "“请大家都来献血！”"),
        ("“我最喜欢讲星星的书。”学生桑晓禾的真切分享，打动了大家。", "学生桑晓禾", "“我最喜欢讲星星的书。”"),
        ("院长宗怀璟带头献血，他说：“这是本分。我年年来。”", "院长宗怀璟带头献血，他", "“这是本分。我年年来。”"),
        ("卖豆腐的谷大川来了。他笑着说：“豆腐明天还能做。”", "卖豆腐的谷大川来了。他笑着说：", "“豆腐明天还能做。”"),
        ("局长路远峤说，道路月底通车。", "局长路远峤", "道路月底通车。"),
        ("会议强调，要守住“红线”意识。", "会议", "要守住“红线”意识。"),
        ("参加“暖冬”行动的季小舟说：“不冷。”", "参加“暖冬”行动的季小舟", "“不冷。”"),
    ],
)
def test_who_says_what(body, who, words):
    assert [(one.who, one.words.of(body)) for one in find_utterances(body)] == [(who, words)]


@pytest.mark.parametrize(
    "body",
    ["社区开展“暖冬”行动。", "坚持常抓不懈的要求，大力弘扬孝老精神。", "", "“”说", "他说。", "活动以“同行”为主题。"],
)
def test_nobody_speaks(body):
    assert find_utterances(body) == []


def test_one_who_speaks_twice_is_heard_twice():
    body = "“这次人多。”馆长简知秋说，“下次还办。”随后散会。"
    assert [one.words.of(body) for one in find_utterances(body)] == ["“这次人多。”", "“下次还办。”"]


@given(st.text(alphabet="甲乙说表示，。：“”！\n他的", max_size=80))
def test_what_is_said_lies_in_the_body_with_who_says_it(body):
    for one in find_utterances(body):
        assert 0 <= one.whole.start <= one.words.start < one.words.end <= one.whole.end <= len(body)
