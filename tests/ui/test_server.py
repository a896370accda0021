"""The HTTP face over a real socket: shapes, statuses, limits, headers."""

import json

import httpx
import pytest

from tests.ui.fakes import BLOOD, EVIL

FOREIGN = ("https://evil.example", "null", "http://127.0.0.1.evil.example", "http://localhost.evil.example")


def error_of(response: httpx.Response) -> dict[str, str]:
    """The error of a response, after a check of its shape."""
    body = response.json()
    assert body.keys() == {"error"}
    assert body["error"].keys() == {"code", "message", "request_id"}
    assert body["error"]["request_id"] == response.headers["x-request-id"]
    assert "Traceback" not in response.text
    assert "/secret" not in response.text
    return body["error"]


def test_an_answer(api):
    response = api.post("/api/v1/ask", json={"question": "3月5日献血多少？", "id": "mine", "now": "2023-03-09"})
    body = response.json()
    assert response.status_code == 200
    assert (body["id"], body["answer"]["short"]) == ("mine", "5000ml")
    assert response.headers["x-robots-tag"] == "noindex"


def test_history_reaches_the_archive_as_turns(api, archive):
    turns = [{"role": "user", "content": "献血？"}, {"role": "assistant", "content": "5000ml[1]"}]
    api.post("/api/v1/ask", json={"question": "献血的人呢？", "history": turns})
    question, history = archive.asked[-1]
    assert question == "献血的人呢？"
    assert [(t.role, t.content) for t in history] == [("user", "献血？"), ("assistant", "5000ml[1]")]


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b'{"question": ""}', 422, "bad_question"),
        (b'{"question": "\\u0000"}', 422, "bad_question"),
        (b'{"question": "\\ud800"}', 422, "bad_question"),
        (json.dumps({"question": "长" * 2001}).encode(), 422, "bad_question"),
        (b'{"question": "a", "top_k": 1000000}', 422, "bad_request"),
        (b'{"question": "a", "system_prompt": "x"}', 422, "bad_request"),
        (b'{"question": "a", "now": "tomorrow"}', 422, "bad_request"),
        (b'{"question": "a", "now": "0001-01-01"}', 422, "bad_request"),
        (b'{"question": "a", "now": "9999-12-31"}', 422, "bad_request"),
        (b'{"question": "\xe6\x8b\x92\xe6\x94\xb6"}', 422, "bad_question"),
        (b'{"question": ', 400, "bad_request"),
        (b"\xff\xfe\x00", 400, "bad_request"),
        (b"[" * 50_000, 400, "bad_request"),
        (b'{"question": "' + b"a" * 1_000_000 + b'"}', 413, "too_large"),
        (b'{"question": "\xe7\x88\x86\xe7\x82\xb8"}', 500, "server_error"),
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/ask", "/api/v1/ask/stream"])
def test_bad_bodies(api, path, content, status, code):
    response = api.post(path, content=content, headers={"content-type": "application/json"})
    assert (response.status_code, error_of(response)["code"]) == (status, code)


def test_a_body_without_a_length_is_cut_off_too(api):
    response = api.post("/api/v1/ask", content=iter([b"x" * 40_000] * 4), headers={"content-type": "application/json"})
    assert response.status_code == 413
    error_of(response)


def test_a_refusal_does_not_send_back_what_was_sent(api):
    response = api.post("/api/v1/ask", json={"question": "<script>alert(1)</script>" * 100})
    assert "script" not in response.text
    response = api.post("/api/v1/ask", json={"question": "a", "<script>\n": 1})
    assert "script>" not in response.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api", 404),
        ("GET", "/api/", 404),
        ("GET", "/api/v1/nothing", 404),
        ("POST", "/api/v1/nothing", 404),
        ("GET", "/v1/models/x", 404),
        ("GET", "/health/x", 404),
        ("GET", "/api/v1/ask", 405),
        ("PUT", "/api/v1/search", 405),
        ("OPTIONS", "/api/v1/ask", 405),
        ("DELETE", "/api/v1/articles/lw-blood", 405),
        ("GET", "/api/v1/articles/none", 404),
        ("GET", "/api/v1/articles/..%2f..%2fetc%2fpasswd", 404),
        ("GET", "/api/v1/articles/lw-gone", 410),
        ("GET", "/api/v1/search", 422),
        ("GET", "/api/v1/search?q=a&top=0", 422),
        ("GET", "/api/v1/search?q=a&top=x", 422),
        ("GET", "/api/v1/search?q=a&debug=1", 422),
        ("GET", "/api/v1/search?q=a&q=b", 422),
        ("GET", "/docs", 404),
    ],
)
def test_errors_have_one_shape(api, method, path, status):
    response = api.request(method, path)
    assert response.status_code == status
    if path.startswith(("/api", "/v1", "/health")):
        error_of(response)


def test_search_by_body_and_by_link(api):
    by_body = api.post("/api/v1/search", json={"query": "大桥", "top": 2, "from": "2024-01-01"}).json()
    by_link = api.get("/api/v1/search", params={"q": "大桥", "top": "2", "from": "2024-01-01"}).json()
    assert by_body["results"] == by_link["results"] != []
    assert by_link["query"] == "大桥"


def test_articles(api):
    assert api.get(f"/api/v1/articles/{BLOOD.key}").json()["body"] == BLOOD.body
    evil = api.get(httpx.URL(api.base_url).copy_with(path="/api/v1/articles/" + EVIL.key)).json()
    assert evil["headline"] == EVIL.headline
    assert evil["url"] is None


def test_coverage_and_health(api):
    assert api.get("/api/v1/coverage").json()["articles"] == 3
    assert api.get("/health/live").json() == {"status": "live"}
    assert api.get("/health/ready").status_code == 200


def test_w2_headers_on_everything(api):
    for path in ("/api/v1/coverage", "/api/none", "/health/live"):
        headers = api.get(path, headers={"X-Request-ID": "mine-1"}).headers
        assert headers["x-request-id"] == "mine-1"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers
    odd = api.get("/health/live", headers={"X-Request-ID": "a b<script>"}).headers["x-request-id"]
    assert odd.isalnum()


@pytest.mark.parametrize("origin", FOREIGN)
def test_d4_no_other_origin_is_allowed(page_url, origin):
    for method, path in (
        ("GET", "/"),
        ("GET", "/config"),
        ("POST", "/gradio_api/queue/join"),
        ("GET", "/api/v1/coverage"),
    ):
        for host in ("wenbao.example", "localhost"):
            headers = httpx.request(method, page_url + path, headers={"Origin": origin, "Host": host}).headers
            assert not [name for name in headers if name.startswith("access-control-")]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/upload"),
        ("POST", "/upload"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/FILE=ui/server.py"),
        ("GET", "/gradio_api/file=..%2f..%2fetc%2fpasswd"),
        ("GET", "/gradio_api/file=none"),
        ("GET", "/file=/etc/passwd"),
        ("GET", "/gradio_api/proxy=https://a.example"),
        ("POST", "/gradio_api/call/answer"),
        ("POST", "/gradio_api/run/answer"),
        ("POST", "/gradio_api/api/answer"),
        ("POST", "/gradio_api/component_server"),
        ("GET", "/monitoring"),
        ("GET", "/gradio_api/openapi.json"),
        ("GET", "/static/..%2f..%2froutes.py"),
        ("POST", "/gradio_api/vibe-edit"),
        ("POST", "/login"),
        ("GET", "/nothing"),
    ],
)
def test_d2_d3_gradio_offers_only_what_the_page_needs(page_url, method, path):
    response = httpx.request(method, page_url + path)
    assert response.status_code == 404
    assert error_of(response)["code"] == "not_found"


def test_unknown_api_paths_stay_ours_beside_the_page(page_url):
    for path in ("/api/x", "/v1/chat/completions", "/api/v1/ask"):
        assert httpx.get(page_url + path).status_code in (404, 405)
        error_of(httpx.get(page_url + path))


def test_the_document_names_no_other_host(page_url):
    document = httpx.get(page_url + "/").text
    for host in ("gradio.app", "githubusercontent", "googleapis", "cdn", "huggingface.co"):
        assert host not in document.lower()
