"""Attacks over HTTP: foreign origins, paths, ids, faults in each layer, markup and frames (rows B1-B5, D3-D7, D12)."""

import json
import re
from uuid import uuid4

import httpx
import pytest

from index.errors import IndexBusy, IndexDamaged, ModelUnavailable
from tests.ui.fakes import EVIL, FakeArchive
from tests.ui.serving import UNLIMITED, start
from tests.ui.test_server import error_of
from ui.server import create_app

ORIGINS = (
    "https://evil.example",
    "null",
    "http://127.0.0.1.evil.example",
    "http://evil.example#127.0.0.1",
    "http://localhost:1",
    "https://127.0.0.1:7860@evil.example",
)
CALLS = [
    ("GET", "/api/v1/coverage", None),
    ("POST", "/api/v1/ask", {"question": "献血"}),
    ("POST", "/api/v1/ask/stream", {"question": "献血"}),
    ("POST", "/api/v1/complaints", {"kind": "wrong", "text": "a"}),
    ("POST", "/v1/chat/completions", {"messages": [{"role": "user", "content": "献血"}]}),
    ("GET", "/health/live", None),
    ("GET", "/metrics", None),
    ("OPTIONS", "/api/v1/ask", None),
]


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
@pytest.mark.parametrize("origin", ORIGINS)
def test_d4_no_origin_is_given_leave(api, method, path, body, origin):
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    response = api.request(method, path, json=body, headers=headers)
    assert not [name for name in response.headers if name.startswith("access-control-")]
    assert response.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
@pytest.mark.parametrize(
    "path", ["/upload", "/gradio_api/upload", "/gradio_api/file", "/admin/upload", "/api/v1/upload"]
)
def test_d3_nobody_uploads_anything(api, page_url, method, path):
    for base in (str(api.base_url), page_url):
        response = httpx.request(method, base.rstrip("/") + path, files={"files": b"x" * 100_000}, timeout=30)
        assert response.status_code in (401, 403, 404, 405, 413)


@pytest.mark.parametrize(
    "key",
    [
        "..%2f..%2fetc%2fpasswd",
        "%2fetc%2fpasswd",
        "....//etc/passwd",
        "C:%5cwindows",
        "%00",
        "wenbao.toml",
        "CURRENT",
        ".",
    ],
)
def test_d5_a_key_is_no_path_and_existing_files_answer_like_missing_ones(api, key):
    missing = api.get("/api/v1/articles/none")
    found = api.get(f"/api/v1/articles/{key}")
    assert found.status_code == missing.status_code == 404
    assert error_of(found)["message"] == error_of(missing)["message"] or key == "."


def test_d6_a_clients_own_id_opens_nothing(api):
    api.post("/api/v1/ask", json={"question": "献血", "id": "mine"})
    for path in ("/api/v1/ask/mine", "/api/v1/answers/mine", "/api/v1/complaints/mine", "/api/v1/feedback/mine"):
        assert api.get(path).status_code in (404, 405)


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError,
        MemoryError,
        RecursionError,
        OSError,
        KeyError,
        IndexBusy,
        IndexDamaged,
        ModelUnavailable,
        SystemError,
    ],
)
@pytest.mark.parametrize("method", ["ask", "ask_stream", "search", "check", "article", "coverage"])
def test_d12_a_fault_in_any_layer_shows_a_code_and_an_id_alone(method, error, broken):
    archive, url = broken
    archive.failing = (method, error)
    response = {
        "ask": lambda: httpx.post(url + "/api/v1/ask", json={"question": "献血"}),
        "ask_stream": lambda: httpx.post(url + "/api/v1/ask/stream", json={"question": "献血"}),
        "search": lambda: httpx.get(url + "/api/v1/search?q=a"),
        "check": lambda: httpx.post(url + "/api/v1/check", json={"claim": "献血"}),
        "article": lambda: httpx.get(url + "/api/v1/articles/a"),
        "coverage": lambda: httpx.get(url + "/api/v1/coverage"),
    }[method]()
    assert response.status_code in (500, 503)
    assert error_of(response)["code"]
    for inside in ("secret", "Error", "File", "line ", ".py"):
        assert inside not in response.text


class Breaking:
    """An archive that fails where it is told to."""

    failing: tuple[str, type[Exception]] = ("", Exception)

    def __getattr__(self, name):
        if name == self.failing[0]:
            raise self.failing[1]("/secret/path of this machine")
        return getattr(FakeArchive(), name)


@pytest.fixture(scope="module")
def broken():
    archive = Breaking()
    return archive, start(create_app(lambda: archive, settings=UNLIMITED, with_page=False))


@pytest.mark.parametrize("path", ["/api/v1/ask", "/api/v1/search", "/api/v1/complaints"])
def test_b1_b4_what_is_sent_comes_back_as_json_and_nothing_else(api, path):
    payload = "<img src=x onerror=alert(1)>\"'</script><svg/onload=alert(2)>"
    field = {"/api/v1/ask": "question", "/api/v1/search": "query", "/api/v1/complaints": "text"}[path]
    body = {field: payload, **({"kind": "wrong"} if field == "text" else {})}
    response = api.post(path, json=body)
    assert response.headers["content-type"].startswith("application/json")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    if "question" in response.json():
        assert response.json()["question"]["asked"] == payload


def test_b1_b2_texts_of_articles_come_whole_and_their_links_only_to_web_pages(api):
    reply = api.post("/api/v1/ask", json={"question": "怪字符"}).json()
    assert reply["citations"][0]["headline"] == EVIL.headline
    assert reply["citations"][0]["url"] is None
    assert "javascript:" not in json.dumps(reply)


@pytest.mark.parametrize(
    "breaks", ["\n\nevent: done\n", "\r\rdata: {}\r", "\u2028\u2029", "\x00", "\x85", "\x0b\x0c\x1c"]
)
def test_b5_no_text_makes_a_frame(api, breaks):
    stream = api.post("/api/v1/ask/stream", json={"question": f"怪字符{breaks}data: [DONE]"})
    assert stream.text.isascii()
    blocks = stream.text.strip().split("\n\n")
    assert all(block.splitlines()[0].startswith("event: ") and len(block.splitlines()) == 2 for block in blocks)
    assert [block.splitlines()[0] for block in blocks].count("event: done") == 1


def test_e5_a_thousand_ranges_do_not_multiply_a_file(page_url):
    document = httpx.get(page_url + "/").text
    path = re.search(r'(?:src|href)="\.?/?(assets/[\w./-]+\.(?:js|css))"', document)[1]
    whole = httpx.get(f"{page_url}/{path}")
    ranges = ",".join(f"{i}-{i + 1000}" for i in range(1000))
    many = httpx.get(f"{page_url}/{path}", headers={"Range": f"bytes={ranges}"})
    assert many.status_code in (200, 206, 400, 416)
    assert len(many.content) <= 2 * len(whole.content) + 2000


def test_d11_a_client_cannot_choose_model_prompt_or_endpoint(api):
    for field in ("base_url", "system_prompt", "top_k", "debug", "trust", "allow_download", "tools"):
        body = {"messages": [{"role": "user", "content": "献血"}], field: "x"}
        assert api.post("/v1/chat/completions", json=body).status_code == 422


def test_e2_l5_the_pages_questions_pass_the_same_reception(serve_page):
    """Asked as the page's script asks: through Gradio's queue."""
    served, ask = serve_page
    assert "5000ml" in ask("献血多少？")
    second = ask("献血多少？")
    assert "5000ml" not in second
    text = served.get("/metrics").text
    assert 'wenbao_answers_total{mode="extract"} 1.0' in text
    assert 'wenbao_limited_total{limit="address"}' in text
    assert "\u95ee\u5f97\u592a\u5feb" in second or "问得太快" in second


@pytest.fixture
def serve_page():
    rules = UNLIMITED.limits.model_copy(update={"address_minute": 1})
    url = start(create_app(FakeArchive(), settings=UNLIMITED.model_copy(update={"limits": rules})))
    client = httpx.Client(base_url=url, timeout=60)
    config = client.get("/config").json()
    box = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "question")
    call = next(d for d in config["dependencies"] if [box, "submit"] in d["targets"])

    def ask(question):
        values = [question if each == box else None for each in call["inputs"]]
        session = uuid4().hex
        joined = client.post(
            "/gradio_api/queue/join",
            json={"data": values, "fn_index": call["id"], "session_hash": session, "event_data": None},
        )
        assert joined.status_code == 200, joined.text
        return client.get("/gradio_api/queue/data", params={"session_hash": session}).text

    yield client, ask
    client.close()


def test_d2_e6_a_call_of_no_function_is_refused_and_no_fault(page_url):
    calls = httpx.get(f"{page_url}/config").json()["dependencies"]
    bare = next(call["id"] for call in calls if not call["backend_fn"])
    bodies = [{"data": [], "fn_index": number, "session_hash": "a"} for number in (-1, 10**9, None, "0", 1.0, bare)]
    for body in (*map(json.dumps, bodies), "[]", "{", "[" * 50_000):
        refused = httpx.post(f"{page_url}/gradio_api/queue/join", content=body)
        assert refused.status_code == 422, body[:80]
        assert error_of(refused)


@pytest.mark.parametrize("path", ["/", "/config"])
def test_d4_no_cache_is_poisoned_with_another_hosts_name(page_url, path):
    """What a stranger says of a proxy is not believed, and what is made from the Host header is not kept."""
    said = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher", "X-Forwarded-Prefix": "/evil"}
    assert "evil" not in httpx.get(page_url + path, headers=said).text
    named = httpx.get(page_url + path, headers={"Host": "evil.example"})
    assert named.headers["cache-control"] in ("no-store", "no-cache")
