"""Budgets by a clock that stands still (rows E2, W9, F32), and over real HTTP with forged headers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import TooMany
from ui.public.askers import Asker, find_asker
from ui.public.limits import SEARCH_COST, Limits
from ui.public.rules import LimitRules, PublicRules

NONE = dict.fromkeys(LimitRules.model_fields, 0) | {
    name: field.default for name, field in LimitRules.model_fields.items() if name.endswith("_seconds")
}


class Tick:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def limits(tick=None, **rules):
    return Limits(LimitRules(**{**NONE, **rules}), tick or Tick())


def taken(counted, asker, tries, cost=1.0):
    """How many of `tries` went through."""
    through = 0
    for _ in range(tries):
        try:
            counted.take(asker, cost)
            through += 1
        except TooMany:
            pass
    return through


@pytest.mark.parametrize(
    ("rule", "asker"),
    [
        ("address_minute", Asker("192.0.2.1")),
        ("address_day", Asker("192.0.2.1")),
        ("visitor_minute", Asker("192.0.2.1", visitor="v")),
        ("visitor_day", Asker("192.0.2.1", visitor="v")),
        ("site_minute", Asker("192.0.2.1", site="s")),
        ("site_day", Asker("192.0.2.1", site="s")),
        ("all_day", Asker("192.0.2.1")),
    ],
)
def test_e2_each_budget_holds_and_names_itself(rule, asker):
    counted = limits(**{rule: 5})
    assert taken(counted, asker, 20) == 5
    with pytest.raises(TooMany) as caught:
        counted.take(asker)
    assert caught.value.by in (rule, rule.removesuffix("_minute"))
    assert 0 < caught.value.wait <= (60 if rule.endswith("minute") else 86_400) / 5
    assert "\n" not in caught.value.message


def test_e2_rotating_visitors_and_sites_does_not_help():
    counted = limits(address_minute=10, visitor_minute=3, site_minute=1000)
    through = sum(taken(counted, Asker("192.0.2.1", visitor=f"v{i}", site=f"s{i}"), 1) for i in range(50))
    assert through == 10


def test_e2_a_refused_question_costs_nothing():
    tick = Tick()
    counted = limits(tick, address_minute=1, address_day=100)
    taken(counted, Asker("192.0.2.1"), 1000)
    tick.now += 60
    assert taken(counted, Asker("192.0.2.1"), 1) == 1


def test_e2_the_wait_that_is_named_is_enough():
    tick = Tick()
    counted = limits(tick, address_minute=7)
    asker = Asker("192.0.2.1")
    taken(counted, asker, 7)
    with pytest.raises(TooMany) as caught:
        counted.take(asker)
    tick.now += caught.value.wait
    counted.take(asker)


def test_a_search_costs_a_fifth():
    assert taken(limits(address_minute=4), Asker("192.0.2.1"), 100, SEARCH_COST) == 20


def test_a_site_may_have_a_limit_of_its_own():
    counted = limits(site_minute=100)
    asker = Asker("192.0.2.1", site="s")
    counted.take(asker, site_minute=1)
    with pytest.raises(TooMany):
        counted.take(asker, site_minute=1)


@given(st.integers(1, 50), st.lists(st.floats(0, 30), max_size=200))
def test_e2_no_budget_is_ever_passed(most, pauses):
    tick = Tick()
    counted = limits(tick, address_minute=most)
    times = []
    for pause in pauses:
        tick.now += pause
        times += [tick.now] * taken(counted, Asker("a"), 1)
    for at in times:  # in any minute at most twice the budget: a full one and what flows in meanwhile
        assert sum(at <= other < at + 60 for other in times) <= 2 * most


def test_the_number_of_keys_is_bounded(monkeypatch):
    monkeypatch.setattr("ui.public.limits._KEYS_MOST", 100)
    counted = limits(address_day=5)
    for i in range(1000):
        counted.take(Asker(f"192.0.2.{i}"))
    assert len(counted._full) <= 100


def test_w9_streams_are_capped_by_address_and_in_all():
    counted = limits(streams_address=2, streams_all=3)
    one, other = Asker("192.0.2.1"), Asker("192.0.2.2")
    first, _ = counted.open_stream(one), counted.open_stream(one)
    with pytest.raises(TooMany):
        counted.open_stream(one)
    counted.open_stream(other)
    with pytest.raises(TooMany):
        counted.open_stream(other)
    first()
    first()
    assert counted.streams == 2, "a place is given back once"
    counted.open_stream(other)


def found(peer, headers=(), proxies=()):
    pairs = [(name.encode(), value.encode()) for name, value in headers]
    scope = {"type": "http", "client": (peer, 1) if peer else None, "headers": pairs}
    return find_asker(scope, PublicRules(trusted_proxies=tuple(proxies)).proxies)


FORWARDED = [("x-forwarded-for", "198.51.100.7")]


@pytest.mark.parametrize(
    ("peer", "said", "proxies", "address"),
    [
        ("192.0.2.1", [], [], "192.0.2.1"),
        ("192.0.2.1", FORWARDED, [], "192.0.2.1"),  # nobody is trusted
        ("192.0.2.1", FORWARDED, ["10.0.0.0/8"], "192.0.2.1"),  # another is
        ("10.1.2.3", FORWARDED, ["10.0.0.0/8"], "198.51.100.7"),
        ("10.1.2.3", [("x-forwarded-for", "203.0.113.9, 198.51.100.7")], ["10.0.0.0/8"], "198.51.100.7"),  # forged
        ("10.1.2.3", [("x-forwarded-for", "198.51.100.7, 10.9.9.9")], ["10.0.0.0/8"], "198.51.100.7"),  # two hops
        ("10.1.2.3", [("x-forwarded-for", "203.0.113.9"), *FORWARDED], ["10.0.0.0/8"], "198.51.100.7"),
        ("10.1.2.3", [("x-forwarded-for", "198.51.100.7, rubbish")], ["10.0.0.0/8"], "10.1.2.3"),
        ("10.1.2.3", [("x-forwarded-for", "198.51.100.7:4711")], ["10.0.0.0/8"], "198.51.100.7"),
        ("10.1.2.3", [("x-forwarded-for", "[2001:db8:1:2::5]:443")], ["10.0.0.0/8"], "2001:db8:1:2::/64"),
        ("10.1.2.3", [("x-forwarded-for", "")], ["10.0.0.0/8"], "10.1.2.3"),
        ("2001:db8:1:2:3:4:5:6", [], [], "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", [], [], "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", [], [], "192.0.2.1"),
        ("fe80::1%eth0", [], [], "fe80::/64"),
        (None, FORWARDED, [], "unknown"),
    ],
)
def test_e2_who_asks_is_told_by_configured_hops_alone(peer, said, proxies, address):
    assert found(peer, said, proxies).address == address


def test_who_stands_behind_an_unconfigured_proxy_is_not_of_this_network():
    assert found("127.0.0.1").private
    assert not found("127.0.0.1", FORWARDED).private
    assert not found("127.0.0.1", [("via", "1.1 proxy")]).private
    assert not found("8.8.8.8").private
    assert not found("127.0.0.1", [("x-forwarded-for", "8.8.8.8")], ["127.0.0.1"]).private


DOORS = [
    ("POST", "/api/v1/ask", {"question": "献血多少？"}),
    ("POST", "/api/v1/ask/stream", {"question": "献血多少？"}),
    ("POST", "/v1/chat/completions", {"messages": [{"role": "user", "content": "献血多少？"}]}),
    ("POST", "/v1/chat/completions", {"messages": [{"role": "user", "content": "献血多少？"}], "stream": True}),
]


@pytest.mark.parametrize(("method", "path", "body"), DOORS)
def test_e2_over_http_the_limit_holds_whatever_the_headers_say(serve, method, path, body):
    http = serve(limits={"address_minute": 3}).http
    statuses = []
    for i in range(6):
        headers = {
            "X-Forwarded-For": f"203.0.113.{i}",
            "Forwarded": f"for=203.0.113.{i}",
            "X-Real-IP": f"203.0.113.{i}",
        }
        response = http.request(method, path, json=body, headers=headers)
        statuses.append(response.status_code)
    assert statuses == [200] * 3 + [429] * 3
    assert 1 <= int(response.headers["retry-after"]) <= 20
    assert response.json()["error"]["code"] == "too_many"
    assert http.get("/health/live").status_code == 200


def test_e2_all_doors_share_one_budget(serve):
    http = serve(limits={"address_minute": 4}).http
    assert [http.request(method, path, json=body).status_code for method, path, body in DOORS] == [200] * 4
    assert http.get("/api/v1/search?q=大桥").status_code == 429
    assert http.post("/api/v1/check", json={"claim": "大桥合龙"}).status_code == 429


def test_e2_behind_a_configured_proxy_each_visitor_has_a_budget(serve):
    http = serve(limits={"address_minute": 1}, public={"trusted_proxies": ["127.0.0.1"]}).http
    for i in range(3):
        response = http.post("/api/v1/ask", json={"question": "献血"}, headers={"X-Forwarded-For": f"203.0.113.{i}"})
        assert response.status_code == 200
    again = http.post("/api/v1/ask", json={"question": "献血"}, headers={"X-Forwarded-For": "203.0.113.1"})
    assert again.status_code == 429


def test_reports_have_a_budget_of_their_own(serve):
    http = serve(limits={"reports_hour": 2}).http
    statuses = [http.post("/api/v1/feedback", json={"answer": "a", "liked": True}).status_code for _ in range(3)]
    assert statuses == [201, 201, 429]
    assert http.post("/api/v1/ask", json={"question": "献血"}).status_code == 200
