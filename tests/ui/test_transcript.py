"""What leaves the page keeps its label and its sources (rows L1, L2)."""

import json
from datetime import UTC, date, datetime

import pytest

from tests.ui.fakes import BLOOD, BRIDGE, EVIL, FakeArchive, reply_of
from ui.transcript import write_markdown, write_plain

ARTICLES = {article.key: article for article in (BLOOD, BRIDGE, EVIL)}
MADE = datetime(2024, 5, 1, 8, tzinfo=UTC)
FIELDS = ["Label", "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator", "PropagateID", "ReservedCode2"]


def front(text: str) -> dict[str, object]:
    lines = text.split("---\n")[1].splitlines()
    return {name: json.loads(value) for name, value in (line.split(": ", 1) for line in lines)}


@pytest.mark.parametrize(("mode", "label"), [("extract", "原文摘录"), ("model", "AI 生成")])
def test_l1_a_copied_answer_says_what_it_is_and_where_it_stands(mode, label):
    text = write_plain(reply_of(BLOOD, "当天大家一共献血5000ml", "5000ml", mode=mode), ARTICLES, date(2024, 5, 1))
    assert f"〔{label}〕" in text
    assert "[1] 陶望舒. 县红十字会联合中心血站" in text
    assert "5000ml[1]" in text


def test_l2_a_model_s_conversation_carries_the_metadata():
    replies = [reply_of(BLOOD, "当天大家", asked="问一"), reply_of(BRIDGE, "青石渡大桥", asked="问二", mode="model")]
    text = write_markdown(replies, ARTICLES, "柳湾报社", MADE)
    head = front(text)
    assert list(head["AIGC"]) == FIELDS
    assert head["AIGC"]["Label"] == "1"
    assert head["AIGC"]["ContentProducer"] == "柳湾报社"
    assert "人工智能" in head["label"]
    assert text.index("## 问一") < text.index("〔原文摘录〕") < text.index("## 问二") < text.index("〔AI 生成〕")


def test_l1_l2_quoted_words_are_not_called_generated():
    text = write_markdown([reply_of(BLOOD, "当天大家")], ARTICLES, "柳湾报社", MADE)
    assert front(text)["AIGC"]["Label"] == ""
    assert "人工智能" not in text


def test_a_refusal_is_kept_and_no_text_becomes_markup():
    refused = FakeArchive().ask("没有# 的事")
    evil = reply_of(EVIL, EVIL.body.split("\n")[0], asked="[a](javascript:1)")
    text = write_markdown([refused, evil], ARTICLES, "", MADE)
    assert "报上没有找到这件事" in text
    assert "<script" not in text.replace("\\<", "")
    assert "[a](" not in text


def test_an_empty_conversation_is_an_empty_record():
    assert front(write_markdown([], {}, "", MADE))["AIGC"]["ProduceID"] == ""
