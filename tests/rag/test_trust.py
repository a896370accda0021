"""What a question names that the reports found for it do not hold."""

import json

import pytest

from index.records import Article
from rag.trust import holds_ordinals, is_elsewhere


def article(text: str) -> Article:
    return Article(key="a", source="a.txt", page=1, body=text)


def test_a_place_that_no_report_names_is_another_place(root):
    for case in json.loads((root / "tests/cases/elsewhere.json").read_text("utf-8")):
        assert is_elsewhere(case["question"], [article(case["text"])]) is case["elsewhere"], case["question"]


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("第四名是哪支球队？", "冠军是望蒲队，亚军是教育队。", False),
        ("第四名是哪支球队？", "望蒲队获第4名。", True),
        ("第九届球赛在哪里举行？", "全县第九届球赛开赛，第十届明年举行。", True),
        ("第九届的第二名是谁？", "第九届球赛落幕。", False),
        ("冠军是谁？", "望蒲队夺冠。", True),
    ],
)
def test_an_ordinal_that_is_asked_for_stands_in_the_report(question, text, holds):
    assert holds_ordinals(question, article(text)) is holds
