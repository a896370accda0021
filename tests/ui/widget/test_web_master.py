"""The story of the web master: paste the lines into a strict page, ask, close, by keyboard alone, on a telephone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import expect

from tests.ui.widget.asking import ask, holds, launch, panel, shows, visited

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


FOCUSED = "document.activeElement.localName === 'wenbao-chat'"


def faults_of_access(frame: Any) -> list[str]:
    """What axe-core finds wrong in a document, by rule and place."""
    frame.evaluate(AXE + "; undefined")
    found = frame.evaluate("axe.run(document, {iframes: false})")
    return [f"{fault['id']} {node['target']}" for fault in found["violations"] for node in fault["nodes"]]


def test_a_reader_asks_and_closes_with_the_keyboard_alone(browser, world):
    with visited(browser, world) as page:
        page.locator("wenbao-chat button").wait_for()
        page.get_by_label("站内搜索").focus()
        page.keyboard.press("Tab")
        button = page.locator("wenbao-chat button").first
        holds(page, FOCUSED)
        assert button.get_attribute("aria-label") == "问报：向本报提问"
        assert [button.get_attribute(f"aria-{name}") for name in ("haspopup", "expanded", "controls")] == [
            "dialog",
            "false",
            "sheet",
        ]
        assert (button.bounding_box()["width"], button.bounding_box()["height"]) == (56, 56)
        page.keyboard.press("Enter")
        frame = panel(page)
        expect(button).to_have_attribute("aria-expanded", "true")
        frame.locator("#question:focus").wait_for()
        page.keyboard.type("3月5日献血活动共献血多少？")
        page.keyboard.press("Enter")
        expect(frame.locator(".short")).to_have_text("5000ml")
        said = ("当天大家一共献血5000ml", "[1]", "1/1 数字已核对", "日期：2023年3月5日（星期日）", "原文摘录")
        shows(frame.locator(".turn"), *said)
        shows(frame.locator(".card"), "柳湾县报", "2023年3月6日（星期一）", "春风送暖", "查看原网页")
        assert frame.locator(".card mark").inner_text() == "据血站统计，当天大家一共献血5000ml，参加者二十三人。"
        assert frame.locator(".card a").get_attribute("rel") == "noopener noreferrer nofollow"
        live = frame.locator("[aria-live=polite]")
        assert live.count() == 1
        shows(live, "回答：据血站统计", "原文摘录")
        assert frame.locator("[role=log]").get_attribute("aria-label") == "问答"
        frame.locator(".card .read").press("Enter")
        expect(frame.locator("#reader mark")).to_have_text("据血站统计，当天大家一共献血5000ml，参加者二十三人。")
        shows(frame.locator("#reader"), "柳湾县报", "活动现场，医护人员为献血者测量血压", "文/图 陶望舒", "查看原网页")
        expect(frame.locator("#question")).to_be_hidden()
        expect(frame.locator("#reader")).to_be_focused()
        page.keyboard.press("Escape")  # back to the answer first
        expect(frame.locator("#reader")).to_be_hidden()
        expect(frame.locator(".card .read")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("wenbao-chat [role=dialog]")).to_be_hidden()
        holds(page, FOCUSED)  # the button again
        page.keyboard.press("Enter")
        frame.locator("#question:focus").wait_for()
        expect(frame.locator(".turn")).to_have_count(1)  # what was said is still there


def test_p3_l4_a_reader_follows_up_rates_complains_and_takes_it_all_back(browser, world):
    with visited(browser, world) as page:
        frame = launch(page)
        frame.locator("#question").fill("献血多少？")
        frame.get_by_role("button", name="提问").click()
        frame.locator(".short").wait_for()
        turn = ask(frame, "青石渡大桥有多长？")
        shows(turn, "AI 生成")
        assert [turn.role for turn in world.archive.asked[-1][1]] == ["user", "assistant"]
        turn.get_by_role("button", name="没用").click()
        turn.locator(".note", has_text="谢谢").wait_for()
        turn.get_by_role("button", name="投诉").press("Enter")
        frame.get_by_label("事由").select_option("label")
        frame.get_by_label("请说明").fill("没有看到标识")
        frame.get_by_role("button", name="提交").click()
        turn.locator(".note", has_text="回执号").wait_for()
        expect(frame.locator(".complaint")).to_have_count(0)
        frame.locator("footer summary").click()
        frame.get_by_role("button", name="查看", exact=True).click()
        frame.locator("#kept", has_text="没有看到标识").wait_for()
        frame.get_by_role("button", name="全部删除").click()
        frame.locator("#kept", has_text="已删除").wait_for()
        expect(frame.locator(".welcome")).to_have_count(1)


def test_l1_what_is_copied_keeps_its_label_and_its_source(browser, world):
    with visited(browser, world, permissions=["clipboard-read", "clipboard-write"]) as page:
        frame = launch(page)
        turn = ask(frame, "青石渡大桥有多长？")
        turn.get_by_role("button", name="复制").click()
        shows(turn.locator(".note"), "已复制")
        page.get_by_label("站内搜索").focus()
        copied = page.evaluate("navigator.clipboard.readText()")
        for part in ("全长386米", "AI 生成", "[1] 柳湾县报 · 2024年9月", "青石渡大桥合龙"):
            assert part in copied


def test_in_english(browser, world):
    world.put("/en", world.snippet.replace("<wenbao-chat", '<wenbao-chat lang="en"'), lang="en")
    with visited(browser, world, "/en") as page:
        expect(page.locator("wenbao-chat button").first).to_have_attribute("aria-label", "Wenbao: ask this newspaper")
        frame = launch(page)
        expect(frame.locator("html")).to_have_attribute("lang", "en")
        shows(frame.locator(".notice"), "A machine answers from the paper.")
        turn = ask(frame, "how much blood was donated on 5 March")
        for part in ("1/1 figures checked", "Sunday 5 March 2023", "Quoted from the paper", "Sources", "new window"):
            expect(turn).to_contain_text(part)  # the last is for screen readers alone
        page.keyboard.press("Escape")
        expect(page.locator("wenbao-chat [role=dialog]")).to_be_hidden()


def test_on_a_telephone_the_sheet_is_the_screen(browser, world):
    with visited(browser, world, width=390, height=844, has_touch=True) as page:
        page.locator("wenbao-chat button").first.tap()
        frame = panel(page)
        sheet = page.locator("wenbao-chat [role=dialog]")
        holds(
            page,
            """() => { const box = document.querySelector("wenbao-chat").shadowRoot.querySelector("[role=dialog]")
                .getBoundingClientRect(); return "" + [box.x, box.y, box.width, box.height] === "0,0,390,844"; }""",
        )
        ask(frame, "献血多少？")
        page.set_viewport_size({"width": 390, "height": 500})  # the keyboard comes up
        inner = page.frames[1]
        holds(inner, "innerHeight === 500")
        holds(inner, "document.getElementById('question').getBoundingClientRect().bottom <= 500")
        holds(inner, "document.documentElement.scrollWidth <= innerWidth")
        frame.get_by_role("button", name="大字").click()
        expect(frame.locator(".says")).to_have_css("font-size", "21.25px")
        holds(inner, "document.documentElement.scrollWidth <= innerWidth")
        frame.get_by_role("button", name="关闭").click()
        expect(sheet).to_be_hidden()


def test_b1_b3_text_from_the_archive_is_never_markup(browser, world):
    with visited(browser, world) as page:
        frame = launch(page)
        turn = ask(frame, "怪字符<svg onload=alert(7)>")
        shows(turn, "怪字符的第一句")
        assert turn.locator("script, img, svg, iframe").count() == 0
        turn.locator("summary").click()
        assert turn.locator("[href^=javascript]").count() == 0
        turn.locator(".card .read").first.click()
        shows(frame.locator("#reader .body"), "怪字符的第一句")
        assert frame.locator("#reader :is(script, img, svg, iframe, [href^=javascript])").count() == 0


def test_nothing_moves_where_less_motion_is_wanted(browser, world):
    with visited(browser, world, reduced_motion="reduce") as page:
        launch(page)
        moving = "document.getAnimations().length"
        assert page.evaluate(moving) == 0
        assert page.frames[1].evaluate(moving) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(browser, world, scheme):
    with visited(browser, world, scheme=scheme) as page:
        frame = launch(page)
        assert faults_of_access(page.frames[1]) == []
        ask(frame, "下雪了吗？")
        turn = ask(frame, "献血多少？")
        turn.locator("summary").click()
        turn.get_by_role("button", name="投诉").click()
        frame.locator("footer summary").click()
        assert faults_of_access(page.frames[1]) == []
        assert faults_of_access(page) == []
        turn.locator(".card .read").first.click()
        frame.locator("#reader mark").wait_for()
        assert faults_of_access(page.frames[1]) == []


def test_axe_finds_no_fault_in_the_plain_page(browser, world):
    with visited(browser, world) as page:
        page.goto(f"{world.service}/widget/plain?site={world.site}")
        page.get_by_label("您的问题").fill("献血多少？")
        page.get_by_role("button", name="提问").click()
        page.locator(".short").wait_for()
        assert faults_of_access(page) == []
