"""Shapes of the contract, and what is refused before anything is done with it."""

import json

import pytest
from pydantic import ValidationError

from index.errors import QuestionRefused
from index.records import Span
from rag.answers import Computed, Part, Proof, Reply, Verdict
from tests.ui.fakes import BLOOD, BRIDGE, EVIL, FakeArchive, reply_of
from ui.bodies import MAX_QUESTION, AskBody, CheckBody, SearchBody
from ui.wire import (
    article_json,
    citation_json,
    coverage_json,
    dumps,
    error_json,
    found_json,
    parse_batch_line,
    reply_json,
    safe_url,
    verdict_json,
)

RESULT = {"key", "source", "page", "newspaper", "published", "headline", "snippet", "rank", "duplicates", "marks"}
CITATION = {"n", "key", "source", "page", "newspaper", "published", "headline", "field", "quote", "start", "end", "url"}
PART = {"text", "start", "end", "verdict", "difference", "for", "against", "reported", "note"}
REPLY = {"id", "question", "answer", "refusal", "citations", "proof", "results", "index", "timing_ms"}


def test_an_answer_has_the_shape_of_the_contract():
    data = reply_json(reply_of(BLOOD, "当天大家一共献血5000ml", "5000ml"))
    assert data.keys() >= REPLY
    assert data["answer"] == {
        "text": "当天大家一共献血5000ml[1]",
        "short": "5000ml",
        "lang": "zh",
        "mode": "extract",
        "ai_generated": False,
        "label": "原文摘录",
    }
    assert data["refusal"] is None
    assert data["question"]["dates"] == [
        {"text": "3月5日", "from": "2023-03-05", "to": "2023-03-05", "basis": "year of the reports"}
    ]
    assert data["citations"][0].keys() == CITATION
    cited = data["citations"][0]
    assert BLOOD.body[cited["start"] : cited["end"]] == cited["quote"]
    assert data["results"][0].keys() == RESULT
    assert data["index"] == {"version": "1", "articles": 3}
    assert data["timing_ms"]["total"] == 1.5


def test_a_refusal_has_the_shape_of_the_contract():
    data = reply_json(FakeArchive().ask("月亮上有什么"))
    assert data["answer"] is None
    assert data["refusal"]["kind"] == "not_reported"
    assert data["refusal"]["nearest"][0].keys() == RESULT


def test_computed_values_name_their_sources():
    reply = reply_of(BRIDGE, "全长386米", mode="model")
    kept = {name: getattr(reply, name) for name in Reply.__slots__}
    data = reply_json(Reply(**{**kept, "proof": Proof(2, 1, (Computed("0.386公里", (1,)),))}))
    assert data["proof"] == {"figures": 2, "proved": 1, "computed": [{"value": "0.386公里", "from": [1]}]}
    assert data["answer"]["ai_generated"] is True


def test_an_article_has_every_field_of_the_contract():
    data = article_json(BLOOD)
    assert data.keys() == set(BLOOD.__slots__) - {"origin"}  # where the body stands in its file is not published
    assert data["byline"] == [{"name": "陶望舒", "role": "文/图"}]
    assert data["captions"] == [{"text": "志愿者在献血车前登记。", "credit": "陶望舒 摄"}]


def test_found_coverage_and_errors():
    found = found_json(FakeArchive().search("献血", id="7"))
    assert found.keys() == {"id", "query", "results", "dates", "timing_ms"}
    coverage = coverage_json(FakeArchive().coverage())
    assert coverage["months"][0] == {"month": "2022-11", "articles": 1}
    assert error_json("a", "b", request_id="r") == {"error": {"code": "a", "message": "b", "request_id": "r"}}
    assert error_json("a", "b", id="7") == {"id": "7", "error": {"code": "a", "message": "b"}}


def test_a_verdict_has_the_shape_of_the_contract():
    part = Part("献血5升。", Span(0, 5), "not_enough_info", "报上没有")
    data = verdict_json(Verdict("7", "献血5升。", "not_enough_info", (part,), FakeArchive().search("献血").results))
    assert data.keys() == {"id", "claim", "verdict", "parts", "status", "results", "timing_ms"}
    assert data["parts"][0].keys() == PART
    assert data["claim"][data["parts"][0]["start"] : data["parts"][0]["end"]] == data["parts"][0]["text"]


def test_no_scores_leave():
    text = dumps(reply_json(FakeArchive().ask("献血"))) + dumps(found_json(FakeArchive().search("献血")))
    assert "score" not in text


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/b?c=d", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        (" https://a.example", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("https:", False),
        ("https://[", False),
        ("file:///etc/passwd", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_links(url, safe):
    assert (safe_url(url) == url and bool(url)) is safe
    assert citation_json(reply_of(EVIL, "怪字符").citations[0])["url"] is None


@pytest.mark.parametrize("text", ["a\u2028b", "a\u2029b", "a\u0085b", "a\ud800b", "a\nb", "a\r\x0b\x0c\x1eb"])
def test_json_stays_on_one_line(text):
    line = dumps({"a": text})
    line.encode()
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"a": text}


def test_json_is_readable():
    assert dumps({"a": "献血"}) == '{"a": "献血"}'


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"question": ""},
        {"question": " \n\u3000"},
        {"question": "\x00\x01"},
        {"question": 5},
        {"question": None},
        {"question": "长" * (MAX_QUESTION + 1)},
        {"question": "\ud800"},
        {"question": "a", "top_k": 5},
        {"question": "a", "query": "b"},
        {"question": "a", "now": "2023-3-5"},
        {"question": "a", "now": "2023-02-30"},
        {"question": "a", "now": 1678000000},
        {"question": "a", "now": "2023-03-05T00:00:00"},
        {"question": "a", "lang": "fr"},
        {"question": "a", "history": [{"role": "system", "content": "x"}]},
        {"question": "a", "history": [{"role": "user", "content": "x", "y": 1}]},
        {"question": "a", "history": [{"role": "user", "content": "x"}] * 51},
        {"question": "a", "id": "x" * 201},
        [],
        "a",
    ],
)
def test_bad_questions_are_refused(body):
    with pytest.raises(ValidationError):
        AskBody.model_validate(body)


def test_a_question_keeps_its_words():
    body = AskBody.model_validate(
        {"qid": "7", "query": "  3月5日\x00献血？ ", "now": "2023-03-09", "history": [{"role": "user", "content": "a"}]}
    )
    assert (body.id, body.question, str(body.now)) == ("7", "3月5日 献血？", "2023-03-09")
    assert body.turns[0].role == "user"


@pytest.mark.parametrize(
    "extra",
    [
        {"top": 0},
        {"top": 101},
        {"top": "5"},
        {"top": True},
        {"top": 2.5},
        {"sort": "best"},
        {"from": "x"},
        {"lang": "zh"},
    ],
)
def test_bad_searches_are_refused(extra):
    with pytest.raises(ValidationError):
        SearchBody.model_validate({"query": "a", **extra})


def test_a_search_has_its_defaults():
    body = SearchBody.model_validate({"query": "a", "from": "2023-01-01", "to": "2023-12-31"})
    assert (body.top, body.sort, str(body.since), str(body.until)) == (10, "relevance", "2023-01-01", "2023-12-31")


@pytest.mark.parametrize(
    ("line", "task", "asked", "id"),
    [
        ('{"id": "a", "question": "q"}', "ask", "q", "a"),
        ('{"qid": "a", "question": "q", "answers": ["x"], "pid": "p"}', "ask", "q", "a"),
        ('{"qid": 7, "query": "q"}', "ask", "q", "7"),
        ('{"qid": "a", "question": "q", "lang": "zh"}', "search", "q", "a"),
        ('{"id": "a", "claim": "q", "verdict": "supported", "evidence": "e"}', "check", "q", "a"),
        ('{"question": "q", "history": null, "now": null}', "ask", "q", None),
    ],
)
def test_batch_lines(line, task, asked, id):
    body = parse_batch_line(line, task)
    text = {"ask": "question", "search": "query", "check": "claim"}[task]
    assert isinstance(body, {"ask": AskBody, "search": SearchBody, "check": CheckBody}[task])
    assert (getattr(body, text), body.id) == (asked, id)


@pytest.mark.parametrize(
    "line", ["", "{", "[]", "5", "{}", '{"question": ""}', '{"question": "q", "now": "x"}', "[" * 100_000]
)
def test_bad_batch_lines_are_refused_in_one_line(line):
    with pytest.raises(QuestionRefused) as caught:
        parse_batch_line(line, "ask")
    assert "\n" not in caught.value.message


def test_a_refusal_does_not_repeat_what_was_sent():
    with pytest.raises(QuestionRefused) as caught:
        parse_batch_line(json.dumps({"question": "秘密" * 2000}), "ask")
    assert "秘密" not in caught.value.message
