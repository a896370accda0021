"""What machines and keepers see: metrics, access log, records (rows P1, L6, I6, B7), and for how long (P2, P3)."""

import json
import logging
import re
import sys
import time
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.ui.fakes import FakeArchive
from tests.ui.public.conftest import Clock
from tests.ui.serving import UNLIMITED, start
from ui.public.askers import Asker, hash_visitor
from ui.public.feedback import ComplaintBody, FeedbackBody, keep_complaint, keep_feedback
from ui.public.logbook import JsonLines, Logbook, one_line
from ui.public.records import prompt_hash
from ui.public.retention import purge
from ui.public.visitors import delete_traces, export_traces
from ui.server import create_app
from ui.service import utc_now
from ui.state.store import IN_MEMORY, State
from ui.state.tables import AnswerRecord, Complaint, Feedback

# Nobody's: a phone and an identity number of the right form, made up.
PRIVATE = ("13800138000", "110101190001011234", "nobody@mail.example", "甄不存在")
QUESTION = f"{PRIVATE[3]}（电话{PRIVATE[0]}，身份证{PRIVATE[1]}，{PRIVATE[2]}）献血多少？"


def lines(served, count):
    """The access log once it has `count` lines: a line is written after its answer is sent."""
    deadline = time.monotonic() + 20
    while True:
        files = sorted(served.service.logbook.folder.glob("access-*.jsonl"))
        found = [json.loads(line) for file in files for line in file.read_text("ascii").splitlines()]
        if len(found) >= count:
            return found
        assert time.monotonic() < deadline, found
        time.sleep(0.01)


def ask_everywhere(http, question):
    messages = [{"role": "user", "content": question}]
    http.post("/api/v1/ask", json={"question": question, "id": "mine"})
    http.post("/api/v1/ask/stream", json={"question": question})
    http.post("/v1/chat/completions", json={"messages": messages})
    http.post("/v1/chat/completions", json={"messages": messages, "stream": True})
    http.get("/api/v1/search", params={"q": question})
    http.post("/api/v1/search", json={"query": question})
    http.get(f"/api/v1/articles/{question}")
    http.get(f"/api/v1/{question}")
    http.get(
        f"/{question}", params={"q": question}, headers={"User-Agent": PRIVATE[0], "Referer": f"http://{PRIVATE[2]}/"}
    )
    http.post("/api/v1/ask", json={"question": f"爆炸{question}"})


def test_p1_nothing_that_was_asked_is_written_anywhere(serve, tmp_path, capfd):
    served = serve()
    ask_everywhere(served.http, QUESTION)
    assert len(lines(served, 10)) == 10
    served.service.close()
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    state = served.service.state.engine.raw_connection()
    written += "\n".join(state.driver_connection.iterdump()).encode()
    written += served.http.get("/metrics").content
    for word in (*PRIVATE, "献血"):
        assert word.encode() not in written
        assert json.dumps(word).strip('"').encode() not in written
        assert word not in capfd.readouterr().err


def test_p1_a_line_says_when_what_and_how_long_and_hides_who(serve):
    served = serve()
    reply = served.http.post("/api/v1/ask", json={"question": "献血多少？"}, headers={"X-Request-ID": "mine-1"}).json()
    served.http.get("/api/v1/articles/none")
    first, second = lines(served, 2)
    assert {**first, "ms": 0, "who": ""} == {
        "time": "2026-03-05T12:00:00.000+00:00",
        "request": "mine-1",
        "site": None,
        "route": "/api/v1/ask",
        "method": "POST",
        "status": 200,
        "ms": 0,
        "version": reply["index"]["version"],
        "who": "",
    }
    assert (second["route"], second["status"]) == ("/api/v1/articles/{key:path}", 404)
    assert first["who"] == second["who"]
    assert re.fullmatch(r"[0-9a-f]{16}", first["who"])
    served.clock.move(days=1)
    served.http.get("/api/v1/coverage")
    *_, tomorrow = lines(served, 3)
    assert tomorrow["time"].startswith("2026-03-06")
    assert tomorrow["who"] != first["who"], "tomorrow's salt is another"


def test_p1_the_hash_can_be_left_out_and_so_can_the_log(serve):
    without = serve(public={"log_address": False})
    without.http.get("/health/live")
    assert "who" not in lines(without, 1)[0]
    assert serve(public={"access_log": False}).service.logbook.folder is None


@pytest.mark.parametrize("evil", ["\x1b]52;c;aGk=\x07", "\x1b[2J", "\r\n{}", "\u2028{}", "\x00", "\x9b31m", "\u202e"])
def test_b7_no_text_escapes_its_line(evil):
    try:
        raise ValueError(evil)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "failed: %s", (evil,), sys.exc_info())
    for line in (one_line({"a": evil}), JsonLines().format(record)):
        assert line.isascii()
        assert line.isprintable()
        json.loads(line)
    entry = json.loads(JsonLines().format(record))
    assert (entry["error"], entry["message"]) == ("ValueError", f"failed: {evil}")
    assert entry["at"], "where it happened; the words of an exception may quote what was asked"


def test_f8_a_full_disk_costs_lines_and_no_answers(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    book = Logbook(blocked / "log", utc_now)
    book.write({"a": 1}, "192.0.2.1")


def test_i6_metrics_count_by_route_kind_and_fault(serve):
    served = serve(limits={"address_minute": 4})
    for question in ("献血多少？", "大桥？", "月亮？", "爆炸"):
        served.http.post("/api/v1/ask", json={"question": question})
    served.http.post("/api/v1/ask", json={"question": "献血"})
    text = served.http.get("/metrics").text
    for line in (
        'wenbao_answers_total{mode="extract"} 1.0',
        'wenbao_answers_total{mode="model"} 1.0',
        'wenbao_refusals_total{kind="not_reported"} 1.0',
        'wenbao_faults_total{code="RuntimeError"} 1.0',
        'wenbao_limited_total{limit="address"} 1.0',
        'wenbao_requests_total{method="POST",route="/api/v1/ask",status="200"} 3.0',
        'wenbao_requests_total{method="POST",route="/api/v1/ask",status="429"} 1.0',
        'wenbao_request_seconds_count{route="/api/v1/ask"} 5.0',
        "wenbao_archive_articles 3.0",
        "wenbao_archive_version 1.0",
        "wenbao_ready 1.0",
    ):
        assert line in text, line


def test_metrics_do_not_grow_with_what_strangers_send(serve):
    served = serve()
    before = len(served.http.get("/metrics").text.splitlines())
    for i in range(30):
        served.http.get(f"/api/v1/x{i}")
        served.http.get(f"/api/v1/articles/x{i}")
        served.http.request(f"M{i}", "/api/v1/ask")
    served.http.get("/metrics")
    assert len(served.http.get("/metrics").text.splitlines()) < before + 100


def test_d1_metrics_are_for_this_network_or_a_token(serve):
    open_, closed = serve().http, serve(public={"metrics_token": "s3cret-s3cret"}).http
    assert open_.get("/metrics").status_code == 200
    for header in ("X-Forwarded-For", "Via", "Forwarded"):
        assert open_.get("/metrics", headers={header: "8.8.8.8"}).status_code == 403
    assert closed.get("/metrics").status_code == 403
    for given in ("Bearer wrong", "Bearer", "s3cret-s3cret", "Basic s3cret-s3cret", "Bearer s3cret-s3cret\u00e4"):
        assert closed.get("/metrics", headers={"Authorization": given.encode()}).status_code == 403
    assert closed.get("/metrics", headers={"Authorization": "Bearer s3cret-s3cret"}).status_code == 200


def test_l6_every_answer_leaves_a_record_of_how_it_came_about(serve):
    served = serve()
    traces = [
        served.http.post("/api/v1/ask", json={"question": q}).json()["trace"] for q in ("献血？", "大桥？", "月亮？")
    ]
    served.service.reception.recorder.flush()
    with served.service.state.begin() as reading:
        kept = {row.id: row for row in reading.scalars(select(AnswerRecord))}
    assert set(kept) == set(traces)
    assert [kept[trace].mode for trace in traces] == ["extract", "model", "refusal"]
    assert [kept[trace].prompt for trace in traces] == [None, prompt_hash("zh"), None]
    assert [kept[trace].label for trace in traces] == ["原文摘录", "AI 生成", ""]
    assert {(row.archive_version, row.at) for row in kept.values()} == {(1, served.clock())}


def test_d6_the_traces_number_is_ours_whatever_id_a_client_chooses(serve):
    http = serve().http
    replies = [http.post("/api/v1/ask", json={"question": "献血？", "id": "same"}).json() for _ in range(2)]
    assert [reply["id"] for reply in replies] == ["same", "same"]
    assert len({reply["trace"] for reply in replies}) == 2
    assert all(re.fullmatch("[0-9a-f]{32}", reply["trace"]) for reply in replies)


def visit(served, visitor, question="献血？"):
    """A visitor of the widget asks, judges and complains; all of it with consent."""
    asker = Asker("192.0.2.1", hash_visitor(visitor), "site-1")
    reply = served.service.reception.at(asker).ask(question)
    keep_feedback(served.service, asker, FeedbackBody(answer=reply.id, liked=True, question=question, consent=True))
    keep_complaint(served.service, asker, ComplaintBody(kind="privacy", text=f"{visitor}的住址", contact="a@b.example"))


def rows(served):
    served.service.reception.recorder.flush()
    with served.service.state.begin() as reading:
        return {
            table.__name__: len(reading.scalars(select(table)).all()) for table in (AnswerRecord, Feedback, Complaint)
        }


def test_p3_a_visitor_sees_and_deletes_what_is_kept_of_them_and_of_nobody_else(serve):
    served = serve()
    visit(served, "visitor-a")
    visit(served, "visitor-b", "大桥？")
    state, recorder = served.service.state, served.service.reception.recorder
    shown = export_traces(state, recorder, hash_visitor("visitor-a"))
    assert [len(shown[name]) for name in ("answers", "feedback", "complaints")] == [1, 1, 1]
    assert shown["feedback"][0]["question"] == "献血？"
    assert shown["complaints"][0]["contact"] == "a@b.example"
    assert "visitor-b" not in json.dumps(shown, ensure_ascii=False)
    assert delete_traces(state, recorder, hash_visitor("visitor-a")) == {"answers": 1, "feedback": 1, "complaints": 1}
    assert rows(served) == {"AnswerRecord": 1, "Feedback": 1, "Complaint": 1}
    dump = "\n".join(state.engine.raw_connection().driver_connection.iterdump())
    assert "visitor-a" not in dump
    assert export_traces(state, recorder, hash_visitor("visitor-a"))["answers"] == []


def test_d6_a_visitors_id_itself_is_never_kept(serve):
    served = serve()
    visit(served, "visitor-a")
    served.service.reception.recorder.flush()
    with served.service.state.begin() as reading:
        assert reading.scalars(select(AnswerRecord)).one().visitor == hash_visitor("visitor-a")


def test_p2_each_class_goes_after_its_own_days(serve):
    served = serve(public={"record_days": 10, "feedback_days": 20, "complaint_days": 30, "log_days": 200})
    visit(served, "visitor-a")
    served.http.get("/health/live")
    rules, state, book = served.service.settings.public, served.service.state, served.service.logbook

    def purged(days):
        rows(served)
        served.clock.move(days=days)
        return {name: n for name, n in purge(state, book, rules, served.clock()).items() if n}

    assert purged(9.9) == {}
    assert purged(0.2) == {"records": 1}
    assert purged(10) == {"feedback": 1}
    assert purged(100) == {}, "an open complaint stays"
    with state.begin() as writing:
        writing.scalars(select(Complaint)).one().status = "rejected"
    assert purged(0) == {"complaints": 1}
    assert purged(79) == {}
    assert purged(2) == {"logs": 1}, "logs are kept for the six months that the law asks for"
    assert rows(served) == {"AnswerRecord": 0, "Feedback": 0, "Complaint": 0}


def test_p2_a_running_program_purges_by_itself():
    clock, state = Clock(), State.open(IN_MEMORY)
    with state.begin() as writing:
        for days in (1, 1000):
            at = clock() - timedelta(days=days)
            writing.add(AnswerRecord(id=f"{days}", at=at, mode="extract", archive_version=1))
    start(create_app(FakeArchive(), state=state, settings=UNLIMITED, clock=clock, with_page=False))
    deadline = time.monotonic() + 20
    while True:
        with state.begin() as reading:
            kept = reading.scalars(select(AnswerRecord.id)).all()
        if kept == ["1"]:
            break
        assert time.monotonic() < deadline
        time.sleep(0.01)
