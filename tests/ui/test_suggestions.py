"""What one could ask next, over the sample paper: nothing is offered that the archive does not answer."""

import pytest

from rag.answers import Turn
from ui.suggestions import SHOWN_MOST, suggest


@pytest.mark.parametrize(
    "question",
    ["2022年3月5日霁河广场的无偿献血活动献血总量是多少？", "How many people gave blood on 5 March 2022?"],
)
def test_every_suggestion_is_answered_from_the_article(paper, question):
    reply = paper.ask(question)
    article = paper.article(reply.citations[0].key)
    offered = list(suggest(paper, reply, article))
    assert 1 <= len(offered) <= SHOWN_MOST
    history = [Turn("user", question), Turn("assistant", reply.answer.text)]
    for text in offered:
        assert paper.ask(text, history=history).answer is not None, text


def test_what_was_asked_is_not_offered_again(paper):
    reply = paper.ask("2022年3月5日霁河广场的献血活动是谁写的报道？")
    article = paper.article(reply.citations[0].key)
    assert "这篇报道是谁写的？" not in list(suggest(paper, reply, article))


def test_a_refusal_leads_nowhere(paper):
    reply = paper.ask("月球基地什么时候开放？")
    assert reply.refusal is not None
    assert list(suggest(paper, reply, None)) == []
