"""Signing in and out over HTTP (rows D8, D9, D10)."""

import logging
import re

import httpx
import pytest
from sqlalchemy import select

from tests.ui.desk.conftest import SECRET, SETTINGS
from ui.admin.sessions import LASTS
from ui.public.rules import PublicRules
from ui.settings import Settings
from ui.state.tables import Session

OWN_SCRIPT = '<script src="/admin/admin.js" defer></script>'


def sessions(rooms):
    with rooms.app.state.service.state.begin() as transaction:
        return transaction.scalars(select(Session)).all()


def test_a_named_editor_signs_in_and_out(rooms):
    assert rooms.http.get("/api/v1/session").json() == {"editor": None, "can_sign_in": True}
    response = rooms.sign_in()
    assert (response.status_code, response.headers["location"]) == (303, "/admin")
    assert rooms.http.get("/api/v1/session").json()["editor"]["name"] == "林编辑"
    home = rooms.http.get("/admin")
    assert "林编辑" in home.text
    response = rooms.http.post("/admin/logout", data={"csrf": rooms.csrf}, headers=rooms.own)
    assert response.status_code == 303
    assert rooms.http.get("/api/v1/session").json()["editor"] is None
    assert sessions(rooms) == []


def test_the_cookie_is_random_and_for_this_server_s_pages_alone(rooms):
    cookies = [rooms.sign_in().headers["set-cookie"] for _ in range(2)]
    tokens = {re.match(r"wenbao-local=([\w-]{43});", cookie)[1] for cookie in cookies}
    assert len(tokens) == 2, "256 bits in base 64, new each time"
    for cookie in cookies:
        assert {"HttpOnly", "SameSite=strict", "Path=/", "Max-Age=43200"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
    kept = {row.id for row in sessions(rooms)}
    assert all(re.fullmatch("[0-9a-f]{64}", id) for id in kept)
    assert not kept & tokens


def test_behind_https_the_cookie_is_secure_and_bound_to_the_host(open_rooms):
    rooms = open_rooms(SETTINGS.model_copy(update={"public": PublicRules(trusted_proxies=("127.0.0.1",))}))
    proxied = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7", "Host": "ask.example"}
    headers = {**proxied, "Origin": "https://ask.example", "Sec-Fetch-Site": "same-origin"}
    response = rooms.http.post("/admin/login", data={"name": "林编辑", "secret": SECRET}, headers=headers)
    assert response.status_code == 303
    cookie = response.headers["set-cookie"]
    assert cookie.startswith("__Host-wenbao=")
    assert {"Secure", "HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    token = cookie.split(";")[0].split("=")[1]
    whose = lambda name: rooms.http.get("/api/v1/session", headers={**proxied, "Cookie": f"{name}={token}"}).json()  # noqa: E731
    assert whose("__Host-wenbao")["editor"]["name"] == "林编辑"
    assert whose("wenbao-local")["editor"] is None


def test_an_unencrypted_connection_from_elsewhere_signs_nobody_in(rooms):
    elsewhere = {"Host": "ask.example", "Origin": "http://ask.example"}
    response = rooms.http.post("/admin/login", data={"name": "林编辑", "secret": SECRET}, headers=elsewhere)
    assert response.status_code == 403
    assert "set-cookie" not in response.headers
    assert "https" in response.text
    assert rooms.http.get("/api/v1/session", headers=elsewhere).json()["can_sign_in"] is False


@pytest.mark.parametrize("secret", [None, "", "short", "changemechangeme", "aaaaaaaaaaaaaaaaaaaaaaaa"])
def test_d8_without_a_good_secret_nobody_signs_in(open_rooms, secret):
    rooms = open_rooms(Settings(admin_secret=secret))
    page = rooms.http.get("/admin/login")
    assert "WENBAO_ADMIN_SECRET" in page.text
    assert "<form" not in page.text
    assert rooms.sign_in(secret=secret or "").status_code == 403
    assert rooms.http.get("/api/v1/session").json() == {"editor": None, "can_sign_in": False}


def test_d8_a_bad_secret_is_said_at_the_start_and_not_shown(open_rooms, caplog):
    open_rooms(Settings(admin_secret="changemechangeme"))
    assert "nobody can sign in: the secret is a default one" in caplog.text
    assert "changemechangeme" not in caplog.text


def test_d8_a_session_ends_when_the_secret_is_taken_away(open_rooms):
    rooms = open_rooms()
    rooms.sign_in()
    service = rooms.app.state.service
    token = rooms.http.cookies["wenbao-local"]
    from tests.ui.fakes import FakeArchive
    from tests.ui.serving import start
    from ui.server import create_app

    without = create_app(FakeArchive(), state=service.state, settings=Settings(), clock=rooms.clock, with_page=False)
    answer = httpx.get(start(without) + "/api/v1/session", headers={"Cookie": f"wenbao-local={token}"})
    assert answer.json()["editor"] is None


def test_d8_the_secret_shows_nowhere(rooms, caplog):
    caplog.set_level(logging.DEBUG)
    tried = SECRET[:-1] + "x"
    pages = [rooms.http.get("/admin/login"), rooms.sign_in(secret=tried), rooms.sign_in(), rooms.http.get("/admin")]
    pages += [rooms.http.get(f"/admin/login?secret={SECRET}&name=x"), rooms.http.get("/openapi.json")]
    for page in pages:
        whole = page.text + str(page.headers)
        assert SECRET not in whole
        assert tried not in whole
    assert "wrong sign-in" in caplog.text
    assert SECRET not in caplog.text.replace(f"secret={SECRET}", "")
    assert tried not in caplog.text
    assert SECRET not in repr(SETTINGS)


def test_d8_the_secret_in_the_address_signs_nobody_in(rooms):
    address = f"/admin/login?name=x&secret={SECRET}"
    assert rooms.http.get(address).status_code == 200
    assert rooms.http.post(address, headers=rooms.own, data={"name": "x"}).status_code == 401
    for header in (
        {"Authorization": f"Bearer {SECRET}"},
        {"X-Admin-Secret": SECRET},
        {"Cookie": f"wenbao-local={SECRET}"},
    ):
        assert rooms.http.get("/api/v1/checks", headers=header).status_code == 401


def test_d9_wrong_sign_ins_wait_and_a_right_one_does_not_help_meanwhile(rooms):
    statuses = [rooms.sign_in(secret="falsch").status_code for _ in range(20)]
    assert statuses[:5] == [401] * 5
    assert statuses[5:] == [429] * 15
    last = rooms.sign_in()
    assert last.status_code == 429
    assert 1 <= int(last.headers["retry-after"]) <= 900
    rooms.clock.move(seconds=2)
    assert rooms.sign_in().status_code == 303


def test_d9_a_forged_forwarded_for_makes_no_other_visitor(rooms):
    statuses = []
    for n in range(8):
        headers = {**rooms.own, "X-Forwarded-For": f"10.1.1.{n}"}
        statuses.append(rooms.http.post("/admin/login", data={"name": "x", "secret": "y"}, headers=headers).status_code)
    assert statuses[-1] == 429


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"},
     {"Origin": "http://127.0.0.1.evil.example"}, {"Sec-Fetch-Site": "none", "Origin": "null"}],
)  # fmt: skip
def test_d10_a_foreign_form_signs_nobody_in_or_out(rooms, headers):
    form = {"name": "林编辑", "secret": SECRET}
    response = rooms.http.post("/admin/login", data=form, headers=headers)
    assert response.status_code == 403
    assert "set-cookie" not in response.headers
    rooms.sign_in()
    assert rooms.http.post("/admin/logout", data={"csrf": rooms.csrf}, headers=headers).status_code == 403
    assert rooms.http.post("/admin/logout", data={"csrf": "0" * 64}, headers=rooms.own).status_code == 403
    assert rooms.http.get("/admin/logout").status_code == 405
    assert rooms.http.get("/api/v1/session").json()["editor"] is not None


def test_a_session_lasts_a_working_day(rooms):
    rooms.sign_in()
    rooms.clock.at += LASTS
    assert rooms.http.get("/api/v1/session").json()["editor"] is None
    rooms.sign_in()
    assert len(sessions(rooms)) == 1, "the ended one is gone"


@pytest.mark.parametrize(
    ("next", "place"),
    [
        ("/#check", "/#check"),
        ("/admin/checks?q=x", "/admin/checks?q=x"),
        ("https://evil.example/", "/admin"),
        ("//evil.example/", "/admin"),
        ("/\\evil.example", "/admin"),
        ("javascript:alert(1)", "/admin"),
        ("/a\r\nSet-Cookie: x=y", "/admin"),
        ("", "/admin"),
    ],
)
def test_w11_after_signing_in_one_stays_on_this_server(rooms, next, place):
    form = {"name": "林编辑", "secret": SECRET, "next": next}
    assert rooms.http.post("/admin/login", data=form, headers=rooms.own).headers["location"] == place


@pytest.mark.parametrize("name", ["", "  ", "长" * 41, "a\x00b", "林\u202e编", "林\u200b", "林\n编\x1b"])
def test_whoever_signs_has_a_name_that_can_be_read(rooms, name):
    assert rooms.sign_in(name=name).status_code == 422


def test_a_name_is_text_wherever_it_stands(rooms):
    rooms.sign_in(name="<img src=x onerror=alert(1)>\"'{{7*7}}")
    home = rooms.http.get("/admin").text
    assert "<img" not in home
    assert "{{7*7}}" in home
    wrong = rooms.sign_in(name='"><script>', secret="falsch").text
    assert "<script" not in wrong.replace(OWN_SCRIPT, "")


def test_the_pages_hold_nothing_inline_and_take_nothing_from_elsewhere(rooms):
    rooms.sign_in()
    for path in ("/admin", "/admin/login", "/admin/login?lang=en"):
        response = rooms.http.get(path)
        assert not re.search(r"<script|<style|style=|\son\w+=|https?://", response.text.replace(OWN_SCRIPT, ""))
        policy = response.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert response.headers["cache-control"] == "no-store"
    assert rooms.http.get("/admin/login?lang=en").text.count("Sign in") >= 2
    assert rooms.http.get("/admin/admin.css").headers["content-type"].startswith("text/css")


@pytest.mark.parametrize(
    ("kind", "body"),
    [("application/json", b'{"name": "x"}'), ("text/plain", b"name=x"), ("", b""),
     ("application/x-www-form-urlencoded", b"x=" + b"y" * 9000), ("application/x-www-form-urlencoded", b"\xff\xfe"),
     ("application/x-www-form-urlencoded", b"a=1&" * 100)],
    ids=["json", "text", "none", "long", "bytes", "many"],
)  # fmt: skip
def test_other_bodies_are_no_form(rooms, kind, body):
    response = rooms.http.post("/admin/login", content=body, headers={**rooms.own, "Content-Type": kind})
    assert response.status_code == 400
