import pytest

from rag.answering.picking import read_pick


@pytest.mark.parametrize(
    ("question", "by", "kind"),
    [
        ("东湖广场的献血活动，报纸最早报道的是哪一次？", "first", "东湖广场的献血活动"),
        ("最近一次献血活动是什么时候？", "last", "献血活动"),
        ("哪一次献血活动最早？", "first", "献血活动"),
        ("几场献血活动中，哪一次写明了献血量？", "states", "几场献血活动中"),
        ("Which was the first blood drive in East Lake Square?", "first", "blood drive in East Lake Square"),
        ("Which of the reported blood drives states the amount of blood?", "states", "blood drives"),
    ],
)
def test_what_is_picked_and_from_what(question, by, kind):
    pick = read_pick(question, "en" if question.startswith("W") else "zh")
    assert (pick.by, pick.kind) == (by, kind)


@pytest.mark.parametrize(
    "question",
    [
        "首次献血的有多少人？",
        "最后一排座位什么时候撤走？",
        "谁第一次献血？",
        "最新的通知什么时候发布？",
        "大桥什么时候通车？",
    ],
)
def test_a_first_that_is_told_of_is_not_picked(question):
    assert read_pick(question, "zh") is None


@pytest.mark.parametrize(
    ("question", "short", "key"),
    [
        ("东湖广场的献血活动，报纸最早报道的是哪一次？", "2022年3月5日", "blood-2022"),
        ("最近一次东湖广场献血活动是什么时候？", "2023年3月5日", "blood-2023"),
    ],
)
def test_the_first_and_the_last_report_of_a_kind(ask, question, short, key):
    reply = ask(question)
    assert reply.answer.short == short
    assert {c.key for c in reply.citations} == {key}
    assert "3月5日" in reply.answer.text
