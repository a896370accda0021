import pytest

from rag.answering.reports import find_subject
from rag.questions.asked_reports import COUNTS, asks_reports


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ("哪些报道写到了东湖街道花园社区？", ("东湖街道花园社区",)),
        ("护士长甄秀兰出现在哪几篇报道里？", ("甄秀兰",)),
        ("报纸上一共有几篇报道提到王大山？", ("王大山",)),
        ("哪些文章同时提到王大山和李秀兰？", ("王大山", "李秀兰")),
        ("有哪些关于献血的报道？", ("献血",)),
        ("关于白鹭大桥的报道有哪些？", ("白鹭大桥",)),
        ("2023年有哪些报道写到县图书馆？", ("县图书馆",)),
        ("花园社区在哪两篇报道中被提到？", ("花园社区",)),
        ("村民王大山这个人在哪三篇稿件里露了面？", ("王大山",)),
    ],
)
def test_whom_or_what_reports_are_asked_by(question, phrases):
    assert asks_reports(question)
    assert find_subject(question, "zh").phrases == phrases


@pytest.mark.parametrize("question", ["这篇报道的作者是谁？", "献血总量是多少？", "Who wrote the report?"])
def test_a_question_on_one_report_is_not_a_question_for_reports(question):
    assert not asks_reports(question)


def test_all_reports_that_hold_the_name_newest_first(ask):
    reply = ask("哪些报道写到了东湖广场？")
    keys = list(dict.fromkeys(c.key for c in reply.citations))
    assert keys[:2] == ["blood-2023", "blood-2022"]
    published = [c.published for c in reply.citations]
    assert published == sorted(published, reverse=True)


def test_how_many_reports_is_counted_and_listed_as_computed(ask):
    question = "有几篇报道提到东湖广场？"
    assert COUNTS.search(question)
    reply = ask(question)
    listed = len({c.key for c in reply.citations})
    assert reply.answer.short == f"{listed}篇"
    assert reply.proof.computed[0].value == str(listed)
