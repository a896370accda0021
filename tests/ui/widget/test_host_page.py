"""The widget in newspapers' pages, in a real Chromium: rows W1, W5, W7, W12, and what the loader promises."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.ui.widget.asking import ask, holds, launch, panel, shows, visited

pytestmark = pytest.mark.browser


def heard(page, *names):
    """Collect the widget's events on the host page."""
    page.evaluate(
        """names => { window.heard = []; names.forEach(n => document.addEventListener("wenbao:" + n,
            e => window.heard.push([n, e.detail]))); }""",
        list(names),
    )


def hears(page, *names):
    """Wait until exactly these events have been told, in this order."""
    holds(page, f"window.heard.length >= {len(names)}")
    assert [name for name, _ in page.evaluate("window.heard")] == list(names)


def test_w1_w11_nothing_is_asked_of_the_service_but_the_loader_before_the_first_opening(browser, world):
    with visited(browser, world, "/?plain") as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
        page.locator("wenbao-chat button").wait_for()
        assert [url for url in asked if url.startswith(world.service)] == [f"{world.service}/widget/v0.1.0.js"]
        assert page.frames == [page.main_frame]
        launch(page)
        frame = page.frames[1]
        assert frame.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_w3_the_loader_leaves_one_global(browser, world):
    world.put("/bare", "")
    with visited(browser, world, "/bare") as page:
        bare = set(page.evaluate("Object.getOwnPropertyNames(window)"))
        page.goto(world.host)
        page.locator("wenbao-chat button").wait_for()
        assert set(page.evaluate("Object.getOwnPropertyNames(window)")) - bare == {"Wenbao"}


def test_w4_the_frame_is_sandboxed(browser, world):
    faults: list[str] = []
    with visited(browser, world, faults=faults) as page:
        launch(page)
        frame = page.locator("wenbao-chat iframe")
        assert frame.get_attribute("sandbox") == "allow-scripts allow-same-origin allow-popups"
        assert frame.get_attribute("allow") == "clipboard-write"
        assert frame.get_attribute("title") == "问报"
        page.frames[1].evaluate("() => { try { top.location.href = 'about:blank'; } catch (error) { /* refused */ } }")
        page.wait_for_timeout(100)  # for what must not happen
        assert page.url.rstrip("/") == world.host
    assert all("allow-top-navigation" in fault for fault in faults)


def test_w1_a_page_that_the_site_does_not_list_cannot_embed_it(browser, world):
    world.strange["/"] = (f"<!doctype html><body>{world.snippet}", "")
    faults: list[str] = []
    with visited(browser, world, faults=faults) as page:
        page.goto(world.stranger)
        page.locator("wenbao-chat button").click()
        page.locator("wenbao-chat >> text=问答暂时打不开").wait_for()
        expect(page.locator("wenbao-chat iframe")).to_have_count(0)
        assert any("frame-ancestors" in fault for fault in faults)


FORGE = """
<!doctype html><body><script>
window.flood = function (target, times) {
  var kinds = [{wenbao: 1, type: "close"}, {wenbao: 1, type: "height", height: 1}, {wenbao: 1, type: "ready"},
    {wenbao: 1, type: "answer", detail: {forged: "1"}}, {wenbao: 1, type: "ask", text: "伪造的问题"},
    {wenbao: 1, type: "init", greeting: "伪造"}, {wenbao: 2, type: "close"}, "close", null, 1, [], {}];
  for (var i = 0; i < times; i++) kinds.forEach(function (kind) { target.postMessage(kind, "*"); });
};
</script>
"""


@pytest.mark.parametrize("times", [500, pytest.param(10_000, marks=pytest.mark.quality)])
def test_w5_forged_messages_from_a_third_frame_drive_neither_the_page_nor_the_frame(browser, world, times):
    world.strange["/forge"] = (FORGE, "")
    path = world.put(
        "/w5", world.snippet, more=f'<iframe src="{world.stranger}/forge"></iframe><iframe src="/blank"></iframe>'
    )
    html, policy = world.pages["/w5"]
    world.pages["/w5"] = (html, policy.replace("frame-src", f"frame-src {world.stranger} 'self'"))
    world.pages["/blank"] = ("<!doctype html><title>blank</title>", "")
    faults: list[str] = []
    with visited(browser, world, path.removeprefix(world.host), faults=faults) as page:
        frame = launch(page)
        heard(page, "close", "answer", "question", "error")
        height = page.locator("wenbao-chat [role=dialog]").bounding_box()["height"]
        third = next(f for f in page.frames if f.url.endswith("/forge"))
        third.evaluate(f"window.flood(parent, {times})")
        # The frame lies in a shadow tree, where no other origin can reach it; one of the newspaper's own can.
        assert third.evaluate("parent.frames.length") == 2
        own = next(f for f in page.frames if f.url.endswith("/blank"))
        chat = "parent.document.querySelector('wenbao-chat').shadowRoot.querySelector('iframe').contentWindow"
        own.evaluate(
            f"for (let i = 0; i < {times}; i++) {chat}.postMessage({{wenbao: 1, type: 'ask', text: '伪造'}}, '*')"
        )
        page.evaluate("window.postMessage({wenbao: 1, type: 'close'}, '*')")  # from the page itself: another source
        page.wait_for_timeout(200)  # for what must not happen
        assert page.evaluate("window.heard") == []
        assert page.locator("wenbao-chat [role=dialog]").bounding_box()["height"] == height
        assert frame.locator(".turn").count() == 0
        assert "伪造" not in frame.locator("body").inner_text()
        shows(ask(frame, "献血多少？"), "5000ml")
        hears(page, "question", "answer")
    assert [fault for fault in faults if not fault.startswith("asked " + world.stranger)] == []


def test_w5_the_frame_itself_is_heard_within_bounds(browser, world):
    with visited(browser, world, height=700) as page:
        launch(page)
        sheet = page.locator("wenbao-chat [role=dialog]")
        frame = page.frames[1]
        for asked, shown in ((10**9, 592), (1, 320), (400, 400)):
            frame.evaluate(f"parent.postMessage({{wenbao: 1, type: 'height', height: {asked}}}, '{world.host}')")
            expect(sheet).to_have_css("height", f"{shown}px")
            assert shown <= 0.9 * 700
        heard(page, "answer", "made-up")
        page.wait_for_timeout(1000)  # the bound is by the second
        begun = page.evaluate("performance.now()")
        frame.evaluate(
            f"for (let i = 0; i < 500; i++) parent.postMessage({{wenbao: 1, type: 'answer'}}, '{world.host}')"
        )
        frame.evaluate(f"parent.postMessage({{wenbao: 1, type: 'made-up'}}, '{world.host}')")
        holds(page, "window.heard.length > 0")
        page.wait_for_timeout(100)  # for what must not happen
        seconds = 2 + page.evaluate("performance.now()") // 1000 - begun // 1000  # a slow machine takes more of them
        assert page.evaluate("window.heard.length") <= 60 * seconds


@pytest.mark.parametrize("death", ["500", "offline", "404", "script"])
def test_w12_a_dead_widget_leaves_the_page_usable_and_a_link(browser, world, death):
    faults: list[str] = []
    with visited(browser, world, faults=faults) as page:
        page.locator("wenbao-chat button").wait_for()
        where = "**/widget/panel-*.js" if death == "script" else "**/widget/frame?*"
        if death in ("offline", "script"):
            page.route(where, lambda route: route.abort())
        else:
            page.route(where, lambda route: route.fulfill(status=int(death), body="{}"))
        heard(page, "error")
        page.locator("wenbao-chat button").click()
        note = page.locator("wenbao-chat >> text=问答暂时打不开")
        note.wait_for()
        link = page.locator("wenbao-chat a")
        expect(link).to_have_attribute("href", f"{world.service}/widget/plain?site={world.site}")
        expect(link).to_be_visible()
        hears(page, "error")
        assert page.evaluate("window.heard") == [["error", {"code": "unreachable"}]]
        page.get_by_label("站内搜索").fill("还能用")
        page.keyboard.press("Escape")
        page.locator("wenbao-chat").get_by_text("关闭").click()
        expect(note).to_be_hidden()
        page.unroute_all()
        shows(ask(launch(page), "献血多少？"), "5000ml")  # the next opening tries again
    assert len(faults) <= 2  # the browser's own line on what it could not load, no flood


def test_w12_without_the_loader_a_link_remains(browser, world):
    faults: list[str] = []
    with visited(browser, world, faults=faults) as page:
        page.route("**/widget/v*.js", lambda route: route.abort())
        page.reload()
        link = page.get_by_role("link", name="向本报提问")
        expect(link).to_be_visible()
        link.click()
        page.get_by_label("您的问题").fill("献血多少？")
        page.get_by_role("button", name="提问").click()
        expect(page.locator(".short")).to_have_text("5000ml")


def test_w12_an_error_in_the_stream_is_said_once(browser, world):
    faults: list[str] = []
    with visited(browser, world, faults=faults) as page:
        frame = launch(page)
        heard(page, "error")
        shows(ask(frame, "献血半路"), "没有得到回答")
        shows(ask(frame, "爆炸"), "没有得到回答")
        page.route("**/widget/ask", lambda route: route.abort())
        shows(ask(frame, "献血"), "连不上")
        page.unroute_all()
        shows(ask(frame, "献血多少？"), "5000ml")
        hears(page, "error", "error", "error")
    assert len(faults) <= 3


def test_w9_too_fast_is_said_in_words(browser, world):
    faults: list[str] = []
    with visited(browser, world, faults=faults) as page:
        page.route("**/widget/ask", lambda route: route.fulfill(status=429, headers={"Retry-After": "7"}, body="{}"))
        shows(ask(launch(page), "献血"), "请过 7 秒再问")


def test_a_token_that_ran_out_is_renewed_without_a_word(browser, world):
    faults: list[str] = []
    with visited(browser, world, faults=faults) as page:
        frame = launch(page)
        refused = []

        def once(route):
            if refused:
                route.continue_()
            else:
                refused.append(1)
                route.fulfill(status=401, body="{}")

        page.route("**/widget/ask", once)
        shows(ask(frame, "献血多少？"), "5000ml")


def test_two_widgets_on_one_page_do_not_mix(browser, world):
    twice = f'<script async src="{world.service}/widget/wenbao.js" data-site="{world.site}"'
    world.put("/two", f"{twice} data-greeting='甲'></script>{twice} data-greeting='乙' data-position='left'></script>")
    with visited(browser, world, "/two") as page:
        page.locator("wenbao-chat >> nth=1").wait_for(state="attached")
        buttons = page.locator("wenbao-chat button")
        expect(buttons).to_have_count(2)
        one, two = (buttons.nth(i).bounding_box() for i in range(2))
        assert abs(one["x"] - two["x"]) >= 56
        for i in range(2):
            buttons.nth(i).click()
        frames = [page.frame_locator("wenbao-chat iframe").nth(i) for i in range(2)]
        for frame in frames:  # once each has heard what it is to say
            expect(frame.locator(".lead")).to_have_text(re.compile("[甲乙]"))
        assert {frame.locator(".lead").inner_text() for frame in frames} == {"甲", "乙"}
        shows(ask(frames[1], "献血多少？"), "5000ml")
        assert frames[0].locator(".turn").count() == 0
        page.evaluate("Wenbao.destroy()")
        expect(page.locator("wenbao-chat")).to_have_count(0)


def test_the_interface_opens_asks_speaks_paints_and_ends(browser, world):
    with visited(browser, world) as page:
        page.locator("wenbao-chat button").wait_for()
        heard(page, "open", "close", "question", "answer", "citation", "feedback")
        page.evaluate("Wenbao.ask('献血多少？')")
        frame = panel(page)
        frame.locator(".short").wait_for()
        frame.locator(".marker").click()
        frame.get_by_role("button", name="有用").click()
        frame.locator(".note", has_text="谢谢，已记下。").wait_for()
        page.evaluate("Wenbao.setLocale('en')")
        frame.get_by_role("button", name="Ask", exact=True).wait_for()
        page.evaluate("Wenbao.setTheme('dark')")
        frame.locator("html[data-theme=dark]").wait_for()
        page.evaluate("Wenbao.toggle()")
        hears(page, "open", "question", "answer", "citation", "feedback", "close")
        details = json.dumps(page.evaluate("window.heard"), ensure_ascii=False)
        assert "献血" not in details  # what was asked stays between the reader and the paper
        page.evaluate("Wenbao.destroy()")
        expect(page.locator("wenbao-chat")).to_have_count(0)


def test_host_colours_and_context(browser, world):
    tag = f'<wenbao-chat site="{world.site}" theme="host" position="left" large></wenbao-chat>'
    world.put("/own", tag + f'<script async src="{world.service}/widget/wenbao.js"></script>')
    with visited(browser, world, "/own") as page:
        page.locator("wenbao-chat button").wait_for()
        page.evaluate(
            """() => { const s = document.querySelector("wenbao-chat").style;
            s.setProperty("--wenbao-accent", "#00558b"); s.setProperty("--wenbao-ink", "url(//evil.example)");
            document.documentElement.dataset.theme = "dark";
            Wenbao.setContext({article: "lw-bridge", title: "青石渡大桥合龙"}); }"""
        )
        frame = launch(page)
        frame.locator("html[data-theme=dark][data-size=large]").wait_for()
        expect(frame.locator("#form button")).to_have_css("background-color", "rgb(0, 85, 139)")
        expect(frame.locator("body")).to_have_css("color", "rgb(236, 232, 223)")
        expect(page.locator("wenbao-chat button").first).to_have_css("left", "20px")
        shows(frame.locator(".lead"), "关于《青石渡大桥合龙》")
        frame.get_by_role("button", name="这篇报道讲了什么？").click()
        frame.locator(".turn").wait_for()
        frame.locator("#form:not([aria-busy])").wait_for()
        assert world.archive.asked[-1][1][0].content == "《青石渡大桥合龙》讲了什么？"


def test_from_right_to_left(browser, world):
    world.put("/rtl", world.snippet.replace("<wenbao-chat", '<wenbao-chat dir="rtl"'))
    with visited(browser, world, "/rtl") as page:
        expect(page.locator("wenbao-chat button").first).to_have_css("left", "20px")
