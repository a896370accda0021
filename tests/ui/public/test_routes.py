"""Who may call what: a list beside this file, compared with the program's routes (rows D1, D2)."""

import re
from pathlib import Path

import httpx
import pytest

from tests.ui.fakes import FakeArchive
from tests.ui.serving import start
from ui.server import create_app
from ui.widget.routes import TOKEN_HEADER

KNOWN = [
    line.split()
    for line in Path(__file__).with_name("routes.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
STAFF = [(method, path) for who, methods, path in KNOWN if who == "staff" for method in methods.split(",")]


@pytest.fixture(scope="module")
def app():
    return create_app(FakeArchive(), with_page=False)


@pytest.fixture(scope="module")
def url(app):
    return start(app)


def walk(routes, before=""):
    for route in routes:
        within = getattr(route, "original_router", route)  # FastAPI keeps an included router whole
        path = before + (getattr(route, "path", None) or "")
        if hasattr(within, "routes"):
            yield from walk(within.routes, path)
        elif route.name != "unknown":  # our answer to whatever is not there
            for method in getattr(route, "methods", None) or ["ANY"]:
                yield path, method


def test_d1_every_route_is_listed_with_who_may_call_it(app):
    real = set(walk(app.routes))
    listed = {(path, method) for _, methods, path in KNOWN for method in methods.split(",")}
    methods_alone = {(path, "HEAD") for path, method in real if method == "GET"}  # Starlette adds HEAD to GET
    assert real - listed - methods_alone == set(), (
        "new routes belong into routes.txt, after a thought about who may call"
    )
    assert listed - real == set(), "routes.txt lists what is gone"


@pytest.mark.parametrize("token", [None, "Bearer wrong", "Basic YWRtaW46YWRtaW4="])
@pytest.mark.parametrize(("method", "path"), STAFF)
def test_d1_what_is_for_staff_is_refused_to_anybody_else(url, method, path, token):
    headers = {} if token is None else {"Authorization": token, "Cookie": "session=wrong; __Host-session=wrong"}
    real = re.sub(r"{[^}]*}", "0" * 32, path)
    response = httpx.request(method, url + real, headers=headers)
    assert response.status_code in (401, 403, 404)


@pytest.mark.parametrize("path", [path for who, _, path in KNOWN if who == "editor"])
def test_d1_the_editors_pages_send_anybody_else_to_sign_in(url, path):
    response = httpx.get(url + path.replace("{id}", "0" * 32), headers={"Cookie": "wenbao-local=wrong"})
    assert response.status_code == 303
    assert response.headers["location"].startswith("/admin/login?")
    assert response.content == b""


BODIES = {
    "/widget/ask": {"question": "献血"},
    "/widget/article": {"key": "a"},
    "/widget/feedback": {"answer": "a", "liked": True},
    "/widget/complaints": {"kind": "wrong", "text": "a"},
}


@pytest.mark.parametrize("token", [None, "", "a.b.c", "0" * 32, "' OR 1=1 --"])
@pytest.mark.parametrize("path", [path for who, _, path in KNOWN if who == "visitor"])
def test_d1_d6_what_wants_a_visitors_token_is_refused_without_one(url, path, token):
    headers = {"Sec-Fetch-Site": "same-origin"} | ({} if token is None else {TOKEN_HEADER: token})
    assert httpx.post(url + path, json=BODIES.get(path, {}), headers=headers).status_code in (401, 403, 404)


def test_d1_nothing_else_is_described_to_strangers(url):
    described = {re.sub(r"{(\w+)}", "{}", path) for path in httpx.get(url + "/openapi.json").json()["paths"]}
    public = {re.sub(r"{[^}]*}", "{}", path) for who, _, path in KNOWN if who == "public"}
    assert described <= public
