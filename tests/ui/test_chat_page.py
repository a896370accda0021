"""The page in a real Chromium, as people meet it."""

import re

import pytest

from tests.ui.fakes import EVIL, EVIL_TEXT
from tests.ui.serving import start
from tests.ui.visiting import ask, opened
from ui.server import create_app

pytestmark = pytest.mark.browser


def test_an_answer_is_a_clipping_with_its_source(browser, page_url):
    with opened(browser, page_url) as page:
        ask(page, "3月5日献血活动共献血多少？")
        assert page.inner_text("#conversation .short") == "5000ml"
        said = page.inner_text("#conversation")
        for part in ("此次活动共计献血5000ml", "[1]", "1/1 数字已核对", "日期：2023年3月5日（星期日）", "原文摘录"):
            assert part in said
        card = page.inner_text("#sources")
        for part in ("柳湾县报", "2023年3月6日（星期一）", "第3版", "春风送暖", "活动现场", "文/图 陶望舒"):
            assert part in card
        assert page.inner_text("#sources blockquote mark") == "据初步统计，此次活动共计献血5000ml，参加者二十三人。"
        assert page.get_attribute("#sources .card-foot a", "rel") == "noopener noreferrer nofollow"
        assert page.input_value("#question textarea") == ""
        assert "5000ml" in page.inner_text("#wenbao-status")
        assert "示例" not in page.inner_text("body")


def test_marker_and_card_light_up_together(browser, page_url):
    with opened(browser, page_url) as page:
        ask(page, "献血多少？")
        page.click("#conversation a.marker")
        assert page.evaluate("document.activeElement.id") == "source-1"
        assert page.locator(".lit").count() == 2
        page.click("#sources summary")
        assert "县红十字会有关负责人表示" in page.inner_text("#sources .whole .body")


def test_related_reports_can_be_sorted_and_read(browser, page_url):
    with opened(browser, page_url) as page:
        ask(page, "献血多少？")
        page.click("#results [data-sort=newest]")
        days = page.eval_on_selector_all("#results li", "all => all.map(e => e.dataset.published)")
        assert days == sorted(days, reverse=True)
        page.click("#results li:first-child summary")
        page.get_by_text("南岸三个乡镇到县城的车程").last.wait_for()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_question_box_and_the_sources_stay_in_view(browser, page_url, width):
    with opened(browser, page_url, width=width) as page:
        page.set_viewport_size({"width": width, "height": 600})
        ask(page, "献血多少？")
        for place in (0, 300, 10_000):
            page.evaluate(f"window.scrollTo(0, {place})")
            page.wait_for_timeout(50)
            box = page.locator("#question").bounding_box()
            assert box["y"] > 0 and box["y"] + box["height"] <= 600
        if width == 1280:
            assert page.locator("#source-1").bounding_box()["y"] > 0


def test_a_refusal_shows_what_there_is(browser, page_url):
    with opened(browser, page_url) as page:
        ask(page, "3月15日的献血活动共献血多少？")
        assert "没有找到" in page.inner_text("#conversation .refusal")
        assert page.locator("#conversation .strip rect").count() == 5
        assert "报上相近的报道" in page.inner_text("#conversation")
        assert "没有可引用的原文" in page.inner_text("#sources")


def test_earlier_turns_fold_and_go_along(browser, page_url, archive):
    with opened(browser, page_url) as page:
        ask(page, "献血多少？")
        ask(page, "青石渡大桥有多长？")
        assert page.locator("#conversation .past details").count() == 1
        assert "AI 生成" in page.inner_text("#conversation")
        question, history = archive.asked[-1]
        assert question == "青石渡大桥有多长？"
        assert [turn.role for turn in history] == ["user", "assistant"]
        assert "5000ml" in history[1].content


def test_examples_ask_themselves(browser, page_url):
    with opened(browser, page_url) as page:
        page.click(".example >> nth=0")
        page.locator("#conversation .short").wait_for()
        assert page.inner_text("#conversation .short") == "5000ml"


def test_english(browser, page_url):
    with opened(browser, page_url, lang="en-US") as page:
        assert page.get_attribute("html", "lang") == "en"
        assert page.get_attribute("#question textarea", "placeholder") == "Ask this newspaper…"
        assert page.get_by_label("Your question").count() == 1
        assert page.inner_text("#send") == "Ask"
        ask(page, "how much blood was donated on 5 March")
        for part in ("1/1 figures checked", "Sunday 5 March 2023", "Quoted from the paper"):
            assert part in page.inner_text("#conversation")
        assert "Sources" in page.inner_text("#sources")
        page.click("[data-switch=language]")
        assert "数字已核对" in page.inner_text("#conversation"), "the answer stays and changes its words"
        assert page.inner_text("#send") == "提问"
        page.reload()
        page.locator("#question textarea").wait_for()
        assert page.get_attribute("html", "lang") == "zh-CN", "the choice is kept"


def test_payloads_stay_text(browser, page_url):
    with opened(browser, page_url) as page:
        before = page.evaluate("document.querySelectorAll('script, iframe, img').length")
        ask(page, f"怪字符{EVIL_TEXT}")
        for details in page.locator("details summary").all():
            details.click()
        page.get_by_text("末句").last.wait_for()
        page.wait_for_timeout(200)
        assert EVIL_TEXT in page.inner_text("#conversation")
        assert EVIL_TEXT in page.inner_text("#sources")
        assert page.evaluate("document.querySelectorAll('script, iframe, img').length") == before
        page.evaluate("key => { location.hash = 'archive/article/' + encodeURIComponent(key); }", EVIL.key)
        page.locator("#shelf article h2").wait_for()
        assert EVIL_TEXT in page.inner_text("#shelf article")
        assert page.evaluate("document.querySelectorAll('script, iframe, img').length") == before
        assert page.locator("a[href^='javascript']").count() == 0
        names = "[...document.querySelectorAll('#desk *, #shelf *')].flatMap(e => [...e.attributes].map(a => a.name))"
        assert not [name for name in page.evaluate(names) if name.startswith("on")]


@pytest.mark.parametrize("question", ["献血多少？", "月亮上有什么？", f"怪字符{EVIL_TEXT}"])
def test_390_pixels_need_no_sideways_scroll(browser, page_url, question):
    with opened(browser, page_url, width=390) as page:
        ask(page, question)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.click("[data-switch=large]")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        answer, box = page.locator("#conversation").bounding_box(), page.locator("#ask-form").bounding_box()
        assert answer["y"] < box["y"]


def test_errors_are_sentences(browser, page_url):
    with opened(browser, page_url) as page:
        ask(page, "拒收这一问")
        assert "refuses this question" in page.inner_text("#conversation [role=alert]")
        ask(page, "爆炸")
        assert "出了差错" in page.inner_text("#conversation [role=alert]")
        assert "secret" not in page.content()
        ask(page, "长" * 2500)
        assert re.search(r"2500 个字，最多 2000", page.inner_text("#conversation [role=alert]"))
        ask(page, "献血多少？")
        assert page.inner_text("#conversation .short") == "5000ml"


def test_samples_say_so_everywhere(browser, sample_url):
    with opened(browser, sample_url) as page:
        assert "示例" in page.inner_text("#masthead")
        ask(page, "献血多少？")
        assert "示例" in page.inner_text("#sources .card")
        assert "示例" in page.inner_text("#conversation .checks")


def test_an_empty_archive_explains_itself(browser, empty_url):
    with opened(browser, empty_url) as page:
        text = page.inner_text("#conversation")
        assert "make serve PAGES=目录" in text
        assert "wenbao build 目录" in text


def test_keyboard_alone(browser, page_url):
    with opened(browser, page_url) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
        page.keyboard.type("献血多少？")
        page.keyboard.press("Enter")
        page.locator("#conversation .short").wait_for()


def test_dark_follows_the_system(browser, page_url):
    with opened(browser, page_url, scheme="dark") as page:
        ask(page, "献血多少？")
        mark = page.eval_on_selector(
            "#sources mark", "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
        )
        assert mark == ["rgb(251, 243, 220)", "rgb(90, 74, 20)"]
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 27)"


def test_cards_are_swiped_side_by_side_on_a_phone(browser, page_url):
    with opened(browser, page_url, width=390) as page:
        ask(page, "两件事")
        first, second = (page.locator(f"#source-{n}").bounding_box() for n in (1, 2))
        assert first["y"] == second["y"]
        assert first["x"] < second["x"]
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.click("#conversation a.marker >> nth=1")
        page.wait_for_timeout(100)
        assert 0 <= page.locator("#source-2").bounding_box()["x"] < 100
        assert "1/2" in page.inner_text("#conversation .unchecked")


def test_the_page_works_under_a_sub_path(browser, archive):
    app = create_app(archive, root_path="/paper", examples=())

    async def proxy(scope, receive, send):
        if scope["type"] == "http":
            assert scope["path"].startswith("/paper/"), scope["path"]
            scope = {**scope, "path": scope["path"].removeprefix("/paper"), "raw_path": scope["raw_path"][6:]}
        await app(scope, receive, send)

    proxy.state = app.state
    with opened(browser, start(proxy) + "/paper/") as page:
        ask(page, "献血多少？")
        assert page.inner_text("#conversation .short") == "5000ml"
        page.click("#results li:first-child summary")
        page.get_by_text("方便更多群众就近献血").last.wait_for()
