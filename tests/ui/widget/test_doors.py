"""Who gets in, over real HTTP: parents, policies, tokens, tickets, pauses (rows W1-W4, W6, W7, W9, W10, D6)."""

from __future__ import annotations

import re
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import event

from tests.ui.widget.asking import HEADER, post, token_of
from ui.state.tables import new_id
from ui.widget.tokens import new_visitor, sign_ticket, sign_visitor


def test_w3_w4_the_frames_policy(world):
    answer = httpx.get(f"{world.service}/widget/frame", params={"site": world.site, "parent": world.host})
    policy = dict(
        part.split(" ", 1) if " " in part else (part, "")
        for part in answer.headers["content-security-policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "connect-src", "img-src")} == {"'self'"}
    assert policy["base-uri"] == policy["form-action"] == policy["trusted-types"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["frame-ancestors"] == world.host
    assert "x-frame-options" not in answer.headers  # knows no list of parents
    assert answer.headers["permissions-policy"] == "camera=(), microphone=(), geolocation=()"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert not re.search(r"<script(?![^>]* src=)|<style|\son\w+=|\sstyle=", answer.text)


def test_w1_no_parents_means_nowhere(world):
    nowhere = world.sites.add("nowhere").id
    answer = httpx.get(f"{world.service}/widget/frame", params={"site": nowhere, "parent": world.host})
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_w1_a_parent_that_the_site_does_not_list_is_not_spoken_with(world):
    for parent in ("https://evil.example", world.host + ".evil.example", "*", "null", ""):
        page = httpx.get(f"{world.service}/widget/frame", params={"site": world.site, "parent": parent}).text
        assert "&#34;parent&#34;: &#34;&#34;" in page


def test_w2_nothing_else_may_be_framed(world):
    for path in ("/api/v1/coverage", "/openapi.json", "/health/live", "/admin", "/widget", "/widget/release.json"):
        headers = httpx.get(world.service + path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert headers["x-frame-options"] == "DENY", path


LOOK_ALIKES = (
    "https://evil.example",
    "null",
    "http://127.0.0.1",
    "http://localhost:{port}",
    "https://127.0.0.1:{port}",
    "http://127.0.0.1:{port}.evil.example",
    "http://127.0.0.1:{port}0",
    "http://evil-127.0.0.1:{port}",
    "http://127.0.0.1:{port}@evil.example",
    "HTTP://127.0.0.1:{port}",
    "http://127.0.0.1:{port}/",
    "file://",
)


@pytest.mark.parametrize("origin", [*LOOK_ALIKES, "http://127.0.0.1:{port}"])
def test_w6_no_other_origin_may_fetch_not_even_the_sites_own(world, origin):
    given = {"Origin": origin.format(port=world.host.rsplit(":", 1)[1])}
    wanted = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": f"content-type,{HEADER}"}
    for path in ("token", "ask", "feedback", "export"):
        answer = httpx.request("OPTIONS", f"{world.service}/widget/{path}", headers={**given, **wanted})
        assert answer.status_code in (403, 404, 405)
        assert not [name for name in answer.headers if name.startswith("access-control-")]
    frame = httpx.get(f"{world.service}/widget/frame", params={"site": world.site}, headers=given)
    assert not [name for name in frame.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_w6_what_a_browser_sends_from_another_page_is_refused(world, site):
    token = token_of(world.service, world.site)
    assert post(world.service, "ask", token, {"question": "献血"}, **{"Sec-Fetch-Site": site}).status_code == 403
    assert post(world.service, "forget", token, **{"Sec-Fetch-Site": site}).status_code == 403
    sent = {"headers": {"Sec-Fetch-Site": site}, "data": {"question": "献血"}}
    assert httpx.post(f"{world.service}/widget/plain?site={world.site}", **sent).status_code == 403


def test_w7_visitors_get_no_cookies(world):
    with httpx.Client(base_url=world.service) as client:
        token = client.post("/widget/token", json={"site": world.site}).json()["token"]
        client.get("/widget/frame", params={"site": world.site})
        client.get("/widget/plain", params={"site": world.site})
        client.post("/widget/ask", json={"question": "献血多少？"}, headers={HEADER: token})
        assert not client.cookies


def test_w9_a_pause_acts_at_once_everywhere(own):
    here = own()
    token = token_of(here.url, here.site)
    assert post(here.url, "ask", token, {"question": "献血"}).status_code == 200
    here.sites.pause(here.site)
    assert post(here.url, "ask", token, {"question": "献血"}).status_code == 404
    assert httpx.get(f"{here.url}/widget/frame", params={"site": here.site}).status_code == 404
    here.sites.pause(here.site, False)
    assert post(here.url, "ask", token, {"question": "献血"}).status_code == 200


def test_w10_unknown_paused_and_malformed_sites_are_one_and_the_same(own):
    here = own()
    paused = here.sites.add("paused", ["https://paper.example"])
    here.sites.pause(paused.id)
    strange = (new_id(), paused.id, "", "x", "a" * 31, "A" * 32, "../" * 10, "%00", "报" * 32, "' OR 1=1 --")
    asked: list[str] = []

    def hear(*said: object) -> None:
        if "sites" in str(said[2]):  # and not what is tidied up meanwhile
            asked.append(str(said[2]))

    event.listen(here.state.engine, "before_cursor_execute", hear)

    def look(method: str, path: str, **how: object) -> tuple[object, ...]:
        asked.clear()
        answer = httpx.request(method, here.url + path, **how)
        body = {**answer.json()["error"], "request_id": ""}
        names = sorted(name for name in answer.headers if name != "date")
        return answer.status_code, body, tuple(names), answer.headers["content-length"], tuple(asked)

    ways = (
        lambda id: look("GET", "/widget/frame", params={"site": id}),
        lambda id: look("GET", "/widget/plain", params={"site": id}),
        lambda id: look("POST", "/widget/token", json={"site": id}),
        lambda id: look("POST", "/widget/ask", json={"question": "献血"}, headers={HEADER: f"v1.{id[:32]}".encode()}),
    )
    for way in ways:
        seen = {repr(way(id)) for id in strange}
        assert len(seen) == 1  # the same status, body, headers and database statements: nothing to tell them apart
        assert seen.pop().startswith("(404")


def test_tokens_are_asked_for_and_renewed(own):
    here = own()
    first = token_of(here.url, here.site)
    here.time += timedelta(minutes=14)
    second = token_of(here.url, here.site, token=first)
    here.time += timedelta(minutes=14)
    assert post(here.url, "ask", first, {"question": "献血"}).status_code == 401
    assert post(here.url, "ask", second, {"question": "献血"}).status_code == 200
    assert first.split(".")[2] == second.split(".")[2]  # the same visitor
    here.time += timedelta(hours=11)
    assert token_of(here.url, here.site, token=first).split(".")[2] == first.split(".")[2]
    here.time += timedelta(hours=2)
    assert token_of(here.url, here.site, token=first).split(".")[2] != first.split(".")[2]  # somebody new


@pytest.mark.parametrize("token", ["", "x", "v1", "Bearer y"])
def test_without_a_token_nothing_is_answered(world, token):
    assert post(world.service, "ask", token, {"question": "献血"}).status_code == 404


def test_w1_a_site_that_wants_tickets_gives_tokens_for_them_alone(own):
    here = own()
    here.sites.change(here.site, settings={"ticket": True})
    secret = here.sites.get(here.site).secret

    def status(ticket: str) -> int:
        return httpx.post(f"{here.url}/widget/token", json={"site": here.site, "ticket": ticket}).status_code

    assert status("") == 403
    assert status(sign_ticket(here.site, "0" * 64, here.time)) == 403
    assert status(sign_ticket(here.site, secret, here.time - timedelta(seconds=61))) == 403
    assert status(sign_ticket(here.site, secret, here.time)) == 200
    assert httpx.get(f"{here.url}/widget/plain", params={"site": here.site}).status_code == 404


def test_d6_an_id_that_a_client_chooses_gives_no_right(own):
    here, other = own(), new_id()
    site = here.sites.find(here.site)
    token = token_of(here.url, here.site)
    version, id, visitor, until, signature = token.split(".")
    for forged in (f"{version}.{id}.{other}.{until}.{signature}", f"{version}.{id}.{visitor}.9999999999.{signature}"):
        assert post(here.url, "export", forged).status_code == 401
    assert post(here.url, "export", sign_visitor(new_visitor(site), site, here.time)).json() == {
        "answers": [],
        "feedback": [],
        "complaints": [],
    }
