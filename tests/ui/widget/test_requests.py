"""What the frame asks, over real HTTP: how much, what visitors see and what is kept (rows E2, W11, L1, L3, P3)."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.ui.fakes import FakeArchive
from tests.ui.serving import start
from tests.ui.widget.asking import events, post, token_of
from ui.public.rules import LimitRules
from ui.server import create_app
from ui.state.store import IN_MEMORY, State
from ui.state.tables import new_id
from ui.widget.sites import SiteRules, Sites


def test_e2_limits_by_visitor_site_and_address_hold_when_the_visitor_changes(own):
    here = own(LimitRules(visitor_minute=2, site_minute=4, address_minute=6))
    other = here.sites.add("周报", ["https://paper.example"]).id

    def ask(token: str) -> httpx.Response:
        return post(here.url, "ask", token, {"question": "献血"}, **{"X-Forwarded-For": new_id()[:8]})

    one = token_of(here.url, here.site)
    assert [ask(one).status_code for _ in range(3)] == [200, 200, 429]
    fresh = [ask(token_of(here.url, here.site)).status_code for _ in range(3)]
    assert fresh == [200, 200, 429]  # the site's budget
    elsewhere = [ask(token_of(here.url, other)) for _ in range(3)]
    assert [answer.status_code for answer in elsewhere] == [200, 200, 429]  # the address's
    assert int(elsewhere[-1].headers["retry-after"]) >= 1
    assert elsewhere[-1].json()["error"]["code"] == "too_many"


def test_a_sites_own_limit_counts_before_the_general_one(own):
    here = own()
    here.sites.change(here.site, settings={"minute": 1})
    asked = [post(here.url, "ask", token_of(here.url, here.site), {"question": "献血"}).status_code for _ in range(2)]
    assert asked == [200, 429]


def test_w11_links_lead_to_allowed_hosts_alone(world):
    elsewhere = world.sites.add("elsewhere", [world.host]).id
    for site, url in ((world.site, "https://liuwan.example/2023/0306/3.html"), (elsewhere, None)):
        heard = events(post(world.service, "ask", token_of(world.service, site), {"question": "献血多少？"}))
        assert [data["url"] for name, data in heard if name == "citation"] == [url]
        assert [citation["url"] for citation in heard[-1][1]["citations"]] == [url]


@pytest.mark.parametrize("name", ["url", "next", "to", "redirect", "return"])
def test_w11_nothing_redirects(world, name):
    for path in ("frame", "plain", "wenbao.js", ""):
        asked = {"site": world.site, name: "https://evil.example/"}
        answer = httpx.get(f"{world.service}/widget/{path}", params=asked)
        assert answer.status_code in (200, 404)
        assert "evil.example" not in answer.text


def test_l1_answers_carry_their_label_in_both_modes(world):
    token = token_of(world.service, world.site)
    for question, mode, label in (("献血多少？", "extract", "原文摘录"), ("青石渡大桥", "model", "AI 生成")):
        name, done = events(post(world.service, "ask", token, {"question": question}))[-1]
        assert name == "done"
        assert done["answer"]["mode"] == mode
        assert done["answer"]["label"] == label
        assert done["answer"]["ai_generated"] is (mode == "model")
        plain = httpx.post(f"{world.service}/widget/plain?site={world.site}", data={"question": question}).text
        assert f'class="label {mode}">{label}' in plain


def test_l3_a_standing_notice_says_that_a_machine_answers(world):
    for path in ("frame", "plain"):
        zh = httpx.get(f"{world.service}/widget/{path}", params={"site": world.site}).text
        en = httpx.get(f"{world.service}/widget/{path}", params={"site": world.site, "lang": "en"}).text
        assert "机器查报作答，可能有误，并非官方发布" in zh
        assert "A machine answers from the paper." in en
        assert "no official statement" in en


def test_l3_the_privacy_text_and_the_agreement_are_linked_where_the_site_names_them(world):
    texts = {"privacy": "https://paper.example/privacy", "terms": "https://paper.example/terms"}
    site = world.sites.add("日报").id
    for path in ("frame", "plain"):
        bare = httpx.get(f"{world.service}/widget/{path}", params={"site": site}).text
        assert "paper.example" not in bare
    world.sites.change(site, settings=texts)
    for path in ("frame", "plain"):
        page = httpx.get(f"{world.service}/widget/{path}", params={"site": site}).text
        assert all(f'href="{link}"' in page for link in texts.values())


def test_p3_a_visitor_sees_and_deletes_what_is_kept_and_nobody_elses(own):
    here = own()
    mine, other = token_of(here.url, here.site), token_of(here.url, here.site)
    words = "联系人青禾的电话是13900001234"
    for token in (mine, other):
        trace = events(post(here.url, "ask", token, {"question": "献血多少？"}))[-1][1]["trace"]
        assert post(here.url, "feedback", token, {"answer": trace, "liked": False}).status_code == 201
    said = {"kind": "privacy", "text": words, "contact": "青禾", "answer": trace}
    receipt = post(here.url, "complaints", mine, said)
    assert receipt.status_code == 201
    kept = post(here.url, "export", mine).json()
    assert {name: len(rows) for name, rows in kept.items()} == {"answers": 1, "feedback": 1, "complaints": 1}
    assert kept["complaints"][0]["text"] == words
    assert {name: len(rows) for name, rows in post(here.url, "export", other).json().items()} == {
        "answers": 1,
        "feedback": 1,
        "complaints": 0,
    }
    assert post(here.url, "forget", mine).json() == {"answers": 1, "feedback": 1, "complaints": 1}
    assert not any(post(here.url, "export", mine).json().values())
    assert post(here.url, "export", other).json()["feedback"]
    assert mine.split(".")[2] not in str(post(here.url, "export", other).json())
    here.state.close()
    for file in here.folder.iterdir():
        assert words.encode() not in file.read_bytes(), file.name
        assert mine.split(".")[2].encode() not in file.read_bytes(), file.name


def test_unknown_fields_paths_and_methods_are_refused_in_the_contracts_shape(world):
    token = token_of(world.service, world.site)
    assert post(world.service, "ask", token, {"question": "献血", "top_k": 10**6}).status_code == 422
    assert post(world.service, "ask", token, {"question": "献" * 2001}).status_code == 422
    history = [{"role": "system", "content": "x"}]
    assert post(world.service, "ask", token, {"question": "献血", "history": history}).status_code == 422
    for answer in (httpx.get(f"{world.service}/widget/nothing"), httpx.put(f"{world.service}/widget/token")):
        assert answer.status_code in (404, 405)
        assert answer.json()["error"]["code"]


def test_the_plain_page_answers_refuses_and_says_what_is_wrong(world):
    url = f"{world.service}/widget/plain?site={world.site}"
    page = httpx.get(url)
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert "<script" not in page.text
    assert '<p class="short">5000ml</p>' in httpx.post(url, data={"question": "献血多少？"}).text
    assert "没有找到这件事" in httpx.post(url, data={"question": "下雪了吗？"}).text
    evil = httpx.post(url, data={"question": "怪字符<img src=x onerror=alert(1)>"}).text
    assert "<img" not in evil
    too_long = httpx.post(url, data={"question": "献" * 2001})
    assert too_long.status_code == 422
    assert "最多 2000 字" in too_long.text


def test_the_article_around_the_widget_is_what_is_talked_about(world):
    token = token_of(world.service, world.site)
    post(world.service, "ask", token, {"question": "谁写的？", "article": "lw-bridge"})
    assert [turn.content for turn in world.archive.asked[-1][1]] == ["《青石渡大桥合龙》讲了什么？"]
    post(world.service, "ask", token, {"question": "谁写的？", "article": "none", "about": "新桥通车"})
    assert [turn.content for turn in world.archive.asked[-1][1]] == ["《新桥通车》讲了什么？"]
    for hidden in ("lw-gone", "none"):
        post(world.service, "ask", token, {"question": "谁写的？", "article": hidden})
        assert world.archive.asked[-1][1] == ()


def test_site_rules_default_to_everything_off():
    assert SiteRules().model_dump(exclude_defaults=True) == {}


@pytest.mark.parametrize("cut", [True, False])
def test_it_works_under_a_path_that_a_proxy_publishes(cut):
    """Whether or not the proxy takes the path away before it hands on a request."""
    state = State.open(IN_MEMORY)
    site = Sites(state).add("日报", ["https://paper.example"]).id
    service = start(create_app(FakeArchive(), state=state, root_path="/ask", with_page=False)) + ("" if cut else "/ask")
    frame = httpx.get(f"{service}/widget/frame", params={"site": site})
    assert "frame-ancestors https://paper.example" in frame.headers["content-security-policy"]
    files = re.findall(r'(?:src|href|action)="([^"]+)"', frame.text)
    assert files
    assert not [file for file in files if file.startswith("/")]  # beside the frame, wherever that is
    assert all(httpx.get(f"{service}/widget/{file}").status_code == 200 for file in files if file.startswith("panel"))
    heard = events(post(service, "ask", token_of(service, site), {"question": "献血多少？"}))
    assert heard[-1][0] == "done"
