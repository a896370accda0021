"""What the wording of a line tells."""

import pytest

from index.diction import SOUND, goes_on, leads, prose_score


@pytest.mark.parametrize(
    "text",
    [
        "这是镇里今年修好的第三座桥，两岸的村民再也不用绕",
        "近年来，青山县先后改造老旧管网、路灯和绿",
        "队员们在山坡上种下的三百棵树苗，都是林场自己培育的",
    ],
)
def test_a_torn_sentence_sounds_like_prose(text):
    assert prose_score(text) >= SOUND


@pytest.mark.parametrize("text", ["青山县启动春季植树活动", "小社区撑起大民生", "方寸小院 悠悠乡情"])
def test_a_headline_does_not(text):
    assert prose_score(text) < SOUND


def test_an_article_begins_with_its_time_or_aim():
    assert leads("近日，青山县第二中学举行演练")
    assert leads("3月6日，青山县第二中学举行演练")
    assert not leads("青山县第二中学举行演练")


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("会议强调，要加快进度。", True),
        ("据了解，全县已有三处。", True),
        ("6月9日，公司授予他“好司机”称号。", True),
        ("与会人员先后观摩了工地。", True),
        ("会议室里坐满了人。", False),
        ("6月9日，县里召开会议。", False),
        ("其他县也派人来了。", False),
        ("近日，青石县开展植树活动。", False),
    ],
)
def test_what_only_goes_on_is_told(text, on):
    assert goes_on(text) is on
