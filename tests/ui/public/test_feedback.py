"""Feedback, and complaints from receipt to deadline (row L4), over real HTTP."""

import json

import pytest
from sqlalchemy import select

from ui.state.tables import Complaint, Feedback

COMPLAINT = {"kind": "wrong", "text": "升数不对"}


def rows(served, table):
    with served.service.state.begin() as reading:
        return reading.scalars(select(table)).all()


def test_feedback_is_kept_without_the_question(serve):
    served = serve()
    trace = served.http.post("/api/v1/ask", json={"question": "献血多少？"}).json()["trace"]
    response = served.http.post("/api/v1/feedback", json={"answer": trace, "liked": False, "remark": "少了人数"})
    assert response.status_code == 201
    (kept,) = rows(served, Feedback)
    assert (kept.id, kept.answer_id, kept.liked, kept.remark, kept.asked) == (
        response.json()["id"],
        trace,
        False,
        "少了人数",
        None,
    )
    assert kept.at == served.clock()


@pytest.mark.parametrize("kind", ["wrong", "privacy", "rights", "illegal", "label"])
def test_l4_a_complaint_has_a_receipt_a_deadline_and_a_status(serve, kind):
    served = serve(public={"complaint_due_days": 3})
    receipt = served.http.post("/api/v1/complaints", json={"kind": kind, "text": "内容有误", "contact": "a@b.example"})
    assert receipt.status_code == 201
    given = receipt.json()
    assert (given["status"], given["received"], given["due"]) == (
        "open",
        "2026-03-05T12:00:00Z",
        "2026-03-08T12:00:00Z",
    )
    assert len(given["id"]) == 32
    with served.service.state.begin() as writing:
        kept = writing.get(Complaint, given["id"])
        kept.status, kept.outcome, kept.handled_at = "upheld", "已更正", served.clock()
    status = served.http.get(f"/api/v1/complaints/{given['id']}").json()
    assert (status["status"], status["outcome"], status["handled"]) == ("upheld", "已更正", "2026-03-05T12:00:00Z")
    assert "a@b.example" not in str(status)
    assert "内容有误" not in str(status), "a number read over a shoulder shows nothing of the text"


@pytest.mark.parametrize("path", ["/api/v1/feedback", "/api/v1/complaints"])
def test_p1_the_question_is_kept_only_with_a_ticked_consent(serve, path):
    served = serve()
    body = {"answer": "a1", "liked": True} if path.endswith("feedback") else COMPLAINT
    table = Feedback if path.endswith("feedback") else Complaint
    assert served.http.post(path, json={**body, "question": "问"}).status_code == 422
    assert served.http.post(path, json={**body, "question": "问", "consent": False}).status_code == 422
    assert rows(served, table) == []
    assert served.http.post(path, json={**body, "question": "问", "consent": True}).status_code == 201
    assert [row.asked for row in rows(served, table)] == ["问"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/feedback", {"answer": "a1", "liked": True, "trust": "official"}),
        ("/api/v1/feedback", {"answer": "a1", "liked": "yes"}),
        ("/api/v1/feedback", {"answer": "a/../1", "liked": True}),
        ("/api/v1/feedback", {"answer": "a1", "liked": True, "remark": "长" * 4001}),
        ("/api/v1/feedback", {"answer": "a1", "liked": True, "remark": "\ud800"}),
        ("/api/v1/feedback", {"answer": "a1", "liked": True, "visitor": "x"}),
        ("/api/v1/complaints", {**COMPLAINT, "kind": "spam"}),
        ("/api/v1/complaints", {**COMPLAINT, "text": ""}),
        ("/api/v1/complaints", {**COMPLAINT, "status": "upheld"}),
        ("/api/v1/complaints", {**COMPLAINT, "due": "2030-01-01"}),
        ("/api/v1/complaints", {**COMPLAINT, "site": "another"}),
    ],
)
def test_d11_what_nobody_may_set_is_refused(api, path, body):
    response = api.post(path, content=json.dumps(body), headers={"content-type": "application/json"})
    assert response.status_code == 422


@pytest.mark.parametrize("number", ["0" * 32, "1", "..%2f1", "a" * 65])
def test_d6_a_guessed_number_finds_nothing(api, number):
    assert api.get(f"/api/v1/complaints/{number}").status_code in (404, 422)


def test_f8_a_store_that_fails_refuses_feedback_and_lets_answers_go_on(serve):
    served = serve()
    served.service.state.engine.dispose()  # a store in memory is empty afterwards: not one table is left
    response = served.http.post("/api/v1/feedback", json={"answer": "a1", "liked": True})
    assert response.status_code == 503
    assert response.headers["retry-after"]
    assert "feedback" not in response.json()["error"]["message"]
    assert served.http.post("/api/v1/ask", json={"question": "献血多少？"}).status_code == 200
    served.service.reception.recorder.flush()
    assert "wenbao_records_lost_total 1.0" in served.http.get("/metrics").text
