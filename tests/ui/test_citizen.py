"""A citizen's visit, from the first question to a complaint, in Chinese and in English; with a keyboard; with axe."""

import re

import pytest
from playwright.sync_api import expect

from tests.ui.visiting import ask, faults_of, focuses, opened, shows

pytestmark = pytest.mark.browser

BLOOD = "2022年3月5日霁河广场的无偿献血活动献血总量是多少？"
STORIES = {
    "zh-CN": {
        "question": BLOOD,
        "short": "32400毫升",
        "label": "原文摘录",
        "follow": "有多少人献血？",
        "followed": "96人",
        "said": "统计数字请再核一遍。",
        "receipt": "已受理，编号：",
    },
    "en-US": {
        "question": "How many people gave blood on 5 March 2022?",
        "short": "96 people",
        "label": "Quoted from the paper",
        "follow": "Who wrote this report?",
        "followed": "卓云帆",
        "said": "Please check the total again.",
        "receipt": "Received. Your receipt:",
    },
}


@pytest.mark.parametrize("lang", STORIES)
def test_a_citizen_asks_follows_up_opens_the_source_and_complains(browser, paper_url, lang):
    story = STORIES[lang]
    with opened(browser, paper_url, lang=lang) as page:
        ask(page, story["question"])
        expect(page.locator("#conversation .short")).to_have_text(story["short"])
        shows(page, "#conversation .checks", story["label"])
        page.locator(".next [data-question]").first.wait_for()
        page.click("#conversation a.marker")
        focuses(page, "e.id === 'source-1'")
        expect(page.locator("#source-1 blockquote mark")).to_have_count(1)
        ask(page, story["follow"])
        shows(page, "#conversation .turn .clipping", story["followed"])
        page.click("#source-1 .uses a")
        page.locator("#shelf article h2").wait_for()
        shows(page, "#shelf article", "霁河广场")
        page.go_back()
        page.click(".tools [data-complain]")
        page.fill("#complaint textarea", story["said"])
        page.click("#complaint .primary")
        page.locator("#complaint .receipt").wait_for()
        shows(page, "#complaint", story["receipt"])
        assert re.fullmatch(r"[0-9a-f]{32}", page.inner_text("#complaint .receipt"))
        page.keyboard.press("Escape")
        focuses(page, "e.dataset.complain === ''")  # back where it was opened


def test_what_one_may_do_with_an_answer(browser, paper_url):
    with opened(browser, paper_url) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        pasted = "navigator.clipboard.readText()"
        ask(page, BLOOD)
        page.click("[data-copy] >> nth=0")
        page.locator("#wenbao-status.shown").wait_for()
        copied = page.evaluate(pasted)
        assert "〔原文摘录〕" in copied and "霁川新报, 2022-03-07" in copied
        page.click("#source-1 [data-copy]")
        page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('卓云帆. '))")
        assert "[N]. 霁川新报, 2022-03-07" in page.evaluate(pasted)
        page.click("[data-like=yes]")
        page.locator("[data-like=yes][aria-pressed=true]").wait_for()
        with page.expect_download() as waiting:
            page.click("[data-export]")
        text = waiting.value.path().read_text("utf-8")
        assert waiting.value.suggested_filename.endswith(".md")
        assert f"## {BLOOD}" in text and "〔原文摘录〕" in text
        page.click("[data-share]")
        page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('#ask/'))")
        link = page.evaluate(pasted)
    with opened(browser, link) as page:
        expect(page.locator("#conversation .short")).to_have_text("32400毫升")
        page.wait_for_url("**#ask")  # asked once, not at every reload


def test_the_date_can_be_changed_and_the_search_narrowed(browser, paper_url):
    with opened(browser, paper_url) as page:
        ask(page, BLOOD)
        page.click(".chip summary")
        page.click(".choices [data-question]:has-text('2024')")
        page.wait_for_function("document.querySelector('.asked')?.textContent.startsWith('2024年')")
        page.locator("#conversation .turn[data-state=done]").wait_for()
        shows(page, "#conversation .turn", "2024年3月")
        page.click(".scope summary")
        page.fill("[data-scope=since]", "2023-10-01")
        page.fill("[data-scope=until]", "2023-10-31")
        ask(page, "2023年10月，献血总量是多少？")
        page.locator("#results li").first.wait_for()
        days = page.eval_on_selector_all("#results li", "all => all.map(e => e.dataset.published)")
        assert days and all("2023-10" in day for day in days)
        page.click("[data-scope-clear]")
        page.wait_for_function("JSON.parse(wenbao.scope()).since === ''")


def test_leafing_with_the_keyboard_alone(browser, paper_url):
    with opened(browser, paper_url) as page:
        page.focus("nav.rooms [data-room=archive]")
        page.keyboard.press("Enter")
        page.locator("#shelf td a").first.focus()
        page.keyboard.press("Enter")
        page.locator("#shelf .contents").wait_for()
        page.locator("#shelf .contents a").first.focus()
        page.keyboard.press("Enter")
        page.locator("#shelf article h2").wait_for()
        focuses(page, "e.tagName === 'H2'")  # reading goes on where the article begins
        page.keyboard.press("/")
        focuses(page, "e.tagName === 'TEXTAREA'")
        page.evaluate("location.hash = 'archive/search/q=' + encodeURIComponent('献血') + '&sort=oldest'")
        page.locator("#shelf .found li").first.wait_for()
        expect(page.locator("#shelf input[type=search]")).to_have_value("献血")
        expect(page.locator("#shelf input[value=oldest]")).to_be_checked()


@pytest.mark.parametrize(("width", "scheme", "lang"), [(1280, "light", "zh-CN"), (390, "dark", "en-US")])
def test_axe_finds_no_fault(browser, paper_url, width, scheme, lang):
    with opened(browser, paper_url, width=width, scheme=scheme, lang=lang) as page:
        assert faults_of(page) == []
        ask(page, BLOOD)
        page.click(".chip summary")
        page.locator(".chip[open]").wait_for()
        assert faults_of(page) == []
        page.keyboard.press("Escape")
        page.click(".tools [data-complain]")
        page.locator("#complaint").wait_for()
        assert faults_of(page) == []
        page.keyboard.press("Escape")
        expect(page.locator("#complaint")).to_have_count(0)
        ask(page, "3月15日的献血活动共献血多少？")
        assert faults_of(page) == []
        article = page.get_attribute("#conversation .results h3 a", "href")
        for place, shown in (
            ("#archive", ".months"),
            ("#archive/day/2022-10-14", ".contents"),
            (article, "article h2"),
            ("#archive/search/q=%E7%8C%AE%E8%A1%80", ".found"),
        ):
            page.evaluate("place => { location.hash = place; }", place)
            page.locator(f"#shelf {shown}").wait_for()
            assert faults_of(page) == [], place
            assert page.evaluate("document.documentElement.scrollWidth") <= width, place
