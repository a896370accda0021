"""The page in a real Chromium, as people meet it."""

import pytest
from playwright.sync_api import expect

from tests.ui.fakes import EVIL, EVIL_TEXT
from tests.ui.serving import start
from tests.ui.visiting import ask, focuses, opened, shows
from ui.server import create_app

pytestmark = pytest.mark.browser


def test_an_answer_is_a_clipping_with_its_source(browser, page_url):
    with opened(browser, page_url) as page:
        ask(page, "3月5日献血活动共献血多少？")
        expect(page.locator("#conversation .short")).to_have_text("5000ml")
        said = ("当天大家一共献血5000ml", "[1]", "1/1 数字已核对", "日期：2023年3月5日（星期日）", "原文摘录")
        shows(page, "#conversation", *said)
        card = ("柳湾县报", "2023年3月6日（星期一）", "第3版", "春风送暖", "活动现场", "文/图 陶望舒")
        shows(page, "#sources", *card)
        quote = "据血站统计，当天大家一共献血5000ml，参加者二十三人。"
        expect(page.locator("#sources blockquote mark")).to_have_text(quote)
        expect(page.locator("#sources .card-foot a")).to_have_attribute("rel", "noopener noreferrer nofollow")
        expect(page.locator("#question textarea")).to_have_value("")
        shows(page, "#wenbao-status", "5000ml")
        assert "示例" not in page.inner_text("body")


def test_marker_and_card_light_up_together(browser, page_url):
    with opened(browser, page_url) as page:
        ask(page, "献血多少？")
        page.click("#conversation a.marker")
        focuses(page, "e.id === 'source-1'")
        expect(page.locator(".lit")).to_have_count(2)
        page.click("#sources summary")
        shows(page, "#sources .whole .body", "县红十字会有关负责人表示")


def test_related_reports_can_be_sorted_and_read(browser, page_url):
    with opened(browser, page_url) as page:
        ask(page, "献血多少？")
        page.click("#results [data-sort=newest]")
        expect(page.locator("#results [data-sort=newest]")).to_have_attribute("aria-pressed", "true")
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
            page.evaluate("y => new Promise(done => { scrollTo(0, y); requestAnimationFrame(done); })", place)
            box = page.locator("#question").bounding_box()
            assert box["y"] > 0 and box["y"] + box["height"] <= 600
        if width == 1280:
            assert page.locator("#source-1").bounding_box()["y"] > 0


def test_a_refusal_shows_what_there_is(browser, page_url):
    with opened(browser, page_url) as page:
        ask(page, "3月15日的献血活动共献血多少？")
        shows(page, "#conversation .refusal", "没有找到")
        expect(page.locator("#conversation .strip rect")).to_have_count(5)
        shows(page, "#conversation", "报上相近的报道")
        shows(page, "#sources", "没有可引用的原文")


def test_earlier_turns_fold_and_go_along(browser, page_url, archive):
    with opened(browser, page_url) as page:
        ask(page, "献血多少？")
        ask(page, "青石渡大桥有多长？")
        expect(page.locator("#conversation .past details")).to_have_count(1)
        shows(page, "#conversation", "AI 生成")
        question, history = archive.asked[-1]
        assert question == "青石渡大桥有多长？"
        assert [turn.role for turn in history] == ["user", "assistant"]
        assert "5000ml" in history[1].content


def test_examples_ask_themselves(browser, page_url):
    with opened(browser, page_url) as page:
        page.click(".example >> nth=0")
        expect(page.locator("#conversation .short")).to_have_text("5000ml")


def test_english(browser, page_url):
    with opened(browser, page_url, lang="en-US") as page:
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("#question textarea")).to_have_attribute("placeholder", "Ask this newspaper…")
        expect(page.get_by_label("Your question")).to_have_count(1)
        expect(page.locator("#send")).to_have_text("Ask")
        ask(page, "how much blood was donated on 5 March")
        shows(page, "#conversation", "1/1 figures checked", "Sunday 5 March 2023", "Quoted from the paper")
        shows(page, "#sources", "Sources")
        page.click("[data-switch=language]")
        shows(page, "#conversation", "数字已核对")  # the answer stays and changes its words
        expect(page.locator("#send")).to_have_text("提问")
        page.reload()
        page.locator("#question textarea").wait_for()
        expect(page.locator("html")).to_have_attribute("lang", "zh-CN")  # the choice is kept


def test_payloads_stay_text(browser, page_url):
    with opened(browser, page_url) as page:
        before = page.evaluate("document.querySelectorAll('script, iframe, img').length")
        ask(page, f"怪字符{EVIL_TEXT}")
        for details in page.locator("details summary").all():
            details.click()
        page.get_by_text("末句").last.wait_for()
        page.wait_for_timeout(200)  # for what must not happen
        shows(page, "#conversation", EVIL_TEXT)
        shows(page, "#sources", EVIL_TEXT)
        assert page.evaluate("document.querySelectorAll('script, iframe, img').length") == before
        page.evaluate("key => { location.hash = 'archive/article/' + encodeURIComponent(key); }", EVIL.key)
        page.locator("#shelf article h2").wait_for()
        shows(page, "#shelf article", EVIL_TEXT)
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
        page.locator("html[data-size=large]").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        answer, box = page.locator("#conversation").bounding_box(), page.locator("#ask-form").bounding_box()
        assert answer["y"] < box["y"]


def test_errors_are_sentences(browser, page_url):
    with opened(browser, page_url) as page:
        ask(page, "拒收这一问")
        shows(page, "#conversation [role=alert]", "refuses this question")
        ask(page, "爆炸")
        shows(page, "#conversation [role=alert]", "出了差错")
        assert "secret" not in page.content()
        ask(page, "长" * 2500)
        shows(page, "#conversation [role=alert]", "2500 个字，最多 2000")
        ask(page, "献血多少？")
        expect(page.locator("#conversation .short")).to_have_text("5000ml")


def test_samples_say_so_everywhere(browser, sample_url):
    with opened(browser, sample_url) as page:
        shows(page, "#masthead", "示例")
        ask(page, "献血多少？")
        shows(page, "#sources .card", "示例")
        shows(page, "#conversation .checks", "示例")


def test_an_empty_archive_explains_itself(browser, empty_url):
    with opened(browser, empty_url) as page:
        shows(page, "#conversation", "make serve PAGES=目录", "wenbao build 目录")


def test_keyboard_alone(browser, page_url):
    with opened(browser, page_url) as page:
        page.keyboard.press("Tab")
        focuses(page, "e.className === 'skip'")
        page.keyboard.press("Enter")
        focuses(page, "e.tagName === 'TEXTAREA'")
        page.keyboard.type("献血多少？")
        page.keyboard.press("Enter")
        page.locator("#conversation .short").wait_for()


def test_dark_follows_the_system(browser, page_url):
    with opened(browser, page_url, scheme="dark") as page:
        ask(page, "献血多少？")
        mark = page.locator("#sources mark").first
        expect(mark).to_have_css("color", "rgb(251, 243, 220)")
        expect(mark).to_have_css("background-color", "rgb(90, 74, 20)")
        expect(page.locator("body")).to_have_css("background-color", "rgb(22, 24, 27)")


def test_cards_are_swiped_side_by_side_on_a_phone(browser, page_url):
    with opened(browser, page_url, width=390) as page:
        ask(page, "两件事")
        page.locator("#source-2").wait_for()
        first, second = (page.locator(f"#source-{n}").bounding_box() for n in (1, 2))
        assert first["y"] == second["y"]
        assert first["x"] < second["x"]
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.click("#conversation a.marker >> nth=1")
        page.wait_for_function(
            "(x => x >= 0 && x < 100)(document.getElementById('source-2').getBoundingClientRect().x)"
        )
        shows(page, "#conversation .unchecked", "1/2")


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
        expect(page.locator("#conversation .short")).to_have_text("5000ml")
        page.click("#results li:first-child summary")
        page.get_by_text("方便更多群众就近献血").last.wait_for()
