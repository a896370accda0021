"""The archive in LangChain's shapes, through LangChain's own calls."""

from __future__ import annotations

from datetime import date

import pytest

pytest.importorskip("langchain_core")

from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda

from rag.answering.answer import Ask
from rag.answers import Reply, Turn
from rag.runnable import ArchiveRetriever, ArchiveRunnable


@pytest.fixture
def runnable(county):
    def ask(question, *, now=None, history=(), lang=None):
        return county.answer(Ask(question, now or date(2024, 1, 15), tuple(history), lang))

    return ArchiveRunnable(ask)


def test_the_retriever_gives_documents_that_point_into_their_articles(county):
    documents = ArchiveRetriever(archivist=county, top=3).invoke("白鹭大桥总投资多少？")
    assert 1 <= len(documents) <= 3
    assert all(isinstance(d, Document) for d in documents)
    assert documents[0].metadata["key"] == "bridge"
    assert len({d.id for d in documents}) == len(documents)
    for document in documents:
        article = county.store.article(document.metadata["key"])
        assert article.body[document.metadata["start"] : document.metadata["end"]] == document.page_content
        assert document.metadata["headline"] == article.headline


def test_the_retriever_takes_batches(county):
    found = ArchiveRetriever(archivist=county).batch(["茶园采摘", "足球赛冠军"])
    assert [documents[0].metadata["key"] for documents in found] == ["tea", "football"]


def test_the_runnable_answers_a_question_or_a_dict(runnable):
    reply = runnable.invoke("2023年3月5日献血总量多少毫升？")
    assert isinstance(reply, Reply)
    assert reply.answer.short == "20800毫升"
    asked = {"question": "去年3月5日献血总量多少毫升？", "now": "2023-06-01", "lang": "en"}
    assert runnable.invoke(asked).answer.short == "14,600 ml"
    assert asked["now"] == "2023-06-01", "the caller's dict is left alone"
    for turn in (Turn("user", "3月5日献血总量多少？"), {"role": "user", "content": "3月5日献血总量多少？"}):
        assert runnable.invoke({"question": "那2022年呢？", "history": [turn]}).answer


def test_the_runnable_takes_batches_and_joins_chains(runnable):
    replies = runnable.batch(["白鹭大桥全长多少米？", "最佳射手是谁？"])
    assert [r.answer.short for r in replies] == ["1260米", "郑子昂"]
    chain = runnable | RunnableLambda(lambda reply: reply.answer.text)
    assert "1260米" in chain.invoke("白鹭大桥全长多少米？")
