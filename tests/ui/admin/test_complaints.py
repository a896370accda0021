"""Complaints from the visitor to the outcome, feedback, the block-list and sites, over HTTP (rows B6, L4, L5, W9)."""

import csv
import io
from datetime import timedelta

import pytest

from tests.ui.admin.house import ROOMS, keys_of, open_house, send
from tests.ui.fakes import EVIL_TEXT
from ui.public.retention import purge


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    made = open_house(tmp_path_factory.mktemp("complaints"))
    made.sign_in()
    return made


@pytest.fixture
def at(house):
    """The clock as it was, afterwards."""
    before = house.clock.at
    yield house.clock
    house.clock.at = before


def complain(house, text="说的不是我", **fields):
    answer = house.http.post("/api/v1/complaints", json={"kind": "wrong", "text": text, **fields})
    assert answer.status_code in (200, 201), answer.text
    return answer.json()["id"]


def rows(house, name):
    answer = house.http.get(f"/admin/{name}.csv")
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}.csv"'
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_l4_a_complaint_is_upheld_and_its_article_withdrawn(house):
    key = list(keys_of(house).values())[-1]
    number = complain(house, article=key)
    assert number in house.http.get("/admin/complaints").text
    assert "未处理投诉 1 件" in house.http.get("/admin").text
    fields = {"status": "upheld", "outcome": "已核实并撤稿", "withdraw": "yes"}
    assert send(house, f"/admin/complaints/{number}", **fields).status_code == 303
    assert house.http.get(f"/api/v1/articles/{key}").status_code == 410
    told = house.http.get(f"/api/v1/complaints/{number}").json()
    assert (told["status"], told["outcome"]) == ("upheld", "已核实并撤稿")
    assert told["handled"]
    again = send(house, f"/admin/complaints/{number}", status="rejected", outcome="再来一次")
    assert again.status_code == 400
    assert "林编辑" in again.text
    assert "未处理投诉 0 件" in house.http.get("/admin").text
    assert "已核实并撤稿" in house.http.get("/admin/complaints", params={"status": "upheld"}).text


def test_l4_l5_words_are_blocked_with_a_complaint_and_at_once(house):
    ask = lambda: house.http.post("/api/v1/ask", json={"question": "献血总量是多少？"}).json()  # noqa: E731
    assert ask()["refusal"] is None or ask()["refusal"]["kind"] != "blocked"
    number = complain(house)
    fields = {"status": "upheld", "outcome": "不再作答", "words": "献 血总量", "kind": "question"}
    assert send(house, f"/admin/complaints/{number}", **fields).status_code == 303
    assert ask()["refusal"]["kind"] == "blocked"
    page = house.http.get("/admin/blocks").text
    assert "献 血总量" in page
    drop = page.split('action="/admin/blocks/')[1].split("/drop")[0]
    send(house, f"/admin/blocks/{drop}/drop")
    assert (ask()["refusal"] or {}).get("kind") != "blocked"
    assert send(house, f"/admin/blocks/{drop}/drop").status_code == 400


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "", "outcome": "x"}, {"status": "open", "outcome": "x"}, {"status": "upheld", "outcome": " "},
        {"status": "upheld", "outcome": "x", "words": "的", "kind": "answer"},
        {"status": "upheld", "outcome": "x", "words": "字词", "kind": "everything"},
        {"status": "upheld", "outcome": "x", "withdraw": "yes"},
    ],
)  # fmt: skip
def test_half_a_decision_changes_nothing(house, fields):
    number = complain(house)
    assert send(house, f"/admin/complaints/{number}", **fields).status_code == 400
    assert house.http.get(f"/api/v1/complaints/{number}").json()["status"] == "open"
    assert send(house, f"/admin/complaints/{number}", status="rejected", outcome="整理").status_code == 303
    assert send(house, "/admin/complaints/" + "0" * 32, status="upheld", outcome="x").status_code == 400


def test_what_is_overdue_stands_first(house, at):
    late = complain(house, "早来的")
    at.move(days=house.app.state.service.settings.public.complaint_due_days + 1)
    house.sign_in()
    fresh = complain(house, "后来的")
    page = house.http.get("/admin/complaints").text
    assert page.index(late) < page.index(fresh)
    assert "逾期" in page
    assert "逾期 1 件" in house.http.get("/admin").text


def test_b6_no_cell_of_an_export_begins_a_formula(house):
    number = complain(house, '=HYPERLINK("http://evil.example")', contact="+1234")
    house.http.post("/api/v1/feedback", json={"answer": "a1", "liked": False, "remark": "@SUM(A1)"})
    found = next(row for row in rows(house, "complaints") if row["id"] == number)
    assert found["text"].startswith("'=")
    assert found["contact"] == "'+1234"
    assert rows(house, "feedback")[0]["remark"] == "'@SUM(A1)"


def test_b1_what_visitors_write_is_text(house):
    number = complain(house, EVIL_TEXT, contact=EVIL_TEXT)
    house.http.post("/api/v1/feedback", json={"answer": "a2", "liked": True, "remark": EVIL_TEXT})
    for path in ("complaints", "feedback", "feedback?liked=no"):
        page = house.http.get(f"/admin/{path}").text
        assert "<img" not in page
        assert "<script>" not in page
    assert number in house.http.get("/admin/complaints").text


def test_feedback_is_counted_and_sifted(house):
    for liked, remark in ((True, "很清楚"), (False, "不是我问的")):
        house.http.post("/api/v1/feedback", json={"answer": "a3", "liked": liked, "remark": remark})
    down = house.http.get("/admin/feedback", params={"liked": "no"}).text
    assert "不是我问的" in down
    assert "很清楚" not in down


def test_p2_what_is_settled_and_old_is_gone_from_the_lists(house):
    number = complain(house)
    send(house, f"/admin/complaints/{number}", status="rejected", outcome="不成立")
    service = house.app.state.service
    purge(service.state, service.logbook, service.settings.public, service.clock() + timedelta(days=2000))
    house.sign_in()  # sessions of that age are gone too
    assert number not in house.http.get("/admin/complaints", params={"status": "rejected"}).text


def test_a_site_is_added_paused_and_its_snippet_shown(house):
    assert (
        send(
            house, "/admin/sites", name="柳塘网", parents="https://www.paper.example http://a.example:8080"
        ).status_code
        == 303
    )
    page = house.http.get("/admin/sites").text
    assert "https://www.paper.example" in page
    assert "wenbao-chat" in page
    assert "<wenbao-chat" not in page, "shown, not set up"
    id = page.split('action="/admin/sites/')[1].split("?")[0]
    frame = lambda: house.http.get("/widget/frame", params={"site": id}).status_code  # noqa: E731
    assert frame() == 200
    send(house, f"/admin/sites/{id}", paused="yes")
    assert frame() == 404
    send(house, f"/admin/sites/{id}", paused="no")
    assert frame() == 200
    assert send(house, "/admin/sites", name="x", parents="*").status_code == 400
    assert send(house, "/admin/sites", name="").status_code == 400
    assert send(house, "/admin/sites/" + "0" * 32, paused="yes").status_code == 400


def test_w2_every_room_is_closed_to_frames_and_says_nothing_inline(house):
    for path in ROOMS:
        for lang in ("zh", "en"):
            answer = house.http.get(f"/admin{path}", params={"lang": lang})
            assert answer.status_code == 200, answer.text
            policy = answer.headers["content-security-policy"]
            assert "unsafe" not in policy
            assert "frame-ancestors 'none'" in policy
            assert answer.headers["x-frame-options"] == "DENY"
            assert answer.headers["cache-control"] == "no-store"
            assert " style=" not in answer.text
            assert " onclick=" not in answer.text


def test_l5_what_was_blocked_stopped_complained_of_and_withdrawn_is_exported(house, at):
    at.move(days=1)
    house.sign_in()
    day = at.at.strftime("%Y-%m-%d")
    send(house, "/admin/blocks", kind="question", pattern="蓝墨水", reason="上级通知")
    key = next(iter(keys_of(house).values()))
    complain(house, "=1+1 请核实", article=key, contact="visitor@example.org")
    stopped = {"ask": "question", "search": "query", "check": "claim"}
    for path, field in stopped.items():
        house.http.post(f"/api/v1/{path}", json={field: "蓝墨水在哪里买？"})
    house.http.post("/api/v1/ask", json={"question": "献血总量是多少？"})
    answer = house.http.get("/admin/report.csv", params={"since": day, "until": day})
    assert answer.headers["content-disposition"] == 'attachment; filename="report.csv"'
    text = answer.content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    blocks = [line for line in lines if line["what"] == "block" and line["text"] == "蓝墨水"]
    assert [(line["kind"], line["outcome"]) for line in blocks] == [("question", "上级通知")]
    assert [(line["at"], line["times"]) for line in lines if line["what"] == "stopped"] == [(day, "3")]
    assert [line["times"] for line in lines if line["what"] == "answered"]
    (complaint,) = (line for line in lines if line["what"] == "complaint")
    assert complaint["text"] == "'=1+1 请核实"
    assert "visitor@example.org" not in text
    assert "哪里买" not in text
    send(house, "/admin/article/withdraw", key=key, reason="核实后撤稿")
    withdrawn = [line for line in _report(house) if line["what"] == "withdrawal"]
    assert (key, "核实后撤稿") in {(line["text"], line["outcome"]) for line in withdrawn}
    assert not [line for line in _report(house, since="1999", until="1999") if line["what"] != "block"]
    for wrong in ({"since": "x"}, {"since": "2024", "until": "2023"}, {"until": "0001-01"}):
        assert house.http.get("/admin/report.csv", params=wrong).status_code == 400
    assert "report.csv" in house.http.get("/admin/blocks").text


def _report(house, **asked):
    asked = asked or {"until": "2999"}
    asked = {"since": "2000", **asked}
    return list(
        csv.DictReader(io.StringIO(house.http.get("/admin/report.csv", params=asked).content.decode("utf-8-sig")))
    )
