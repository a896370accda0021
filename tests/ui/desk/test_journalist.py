"""A journalist's morning in a real Chromium: paste, read, sign, take the files along."""

import io
import json
import re
from contextlib import contextmanager

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.ui.desk.conftest import CLAIM, SECRET
from tests.ui.desk.test_manuscripts import word_file
from tests.ui.fakes import EVIL_TEXT
from tests.ui.visiting import focuses, shows, watched

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def url(county):
    from tests.ui.desk.conftest import SETTINGS, Clock
    from tests.ui.serving import start
    from ui.server import create_app

    return start(create_app(county, settings=SETTINGS, clock=Clock()))


@contextmanager
def opened(browser, url, **how):
    """The desk, watched."""
    with watched(browser, f"{url}/#check", box="#desk-text textarea", **how) as page:
        yield page


def check(page, text):
    page.fill("#desk-text textarea", text)
    page.click("#desk-check")
    page.locator(".proof[data-state=done]").wait_for()


def download(page, form):
    with page.expect_download() as waiting:
        page.click(f"[data-take={form}]")
    name = waiting.value.suggested_filename
    return name, waiting.value.path().read_bytes()


def faults_of(page, *places):
    found = Axe().run(page, context={"include": [[place] for place in places]}).response["violations"]
    return [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]


def test_a_journalist_checks_signs_and_exports(browser, url):
    with opened(browser, url) as page:
        check(page, CLAIM)
        expect(page.locator(".area-head .overall .words")).to_have_text("与报道不符", use_inner_text=True)
        expect(page.locator(".area-head .state")).to_have_text("草稿", use_inner_text=True)
        shows(page, ".claim", "不符", "相符", "不核")
        card = ("文中", "28000毫升", "见报", "20800毫升", "2023年3月6日（星期一）", "东湖广场再掀献血热潮")
        shows(page, ".desk-card:not([hidden])", *card)
        expect(page.locator(".desk-card:not([hidden]) del")).to_have_text("28000")
        expect(page.locator(".desk-card:not([hidden]) ins")).to_have_text("20800")
        shows(page, ".area-foot", "草稿：未经核稿人签发")
        link = page.locator(".area-foot a[href='https://www.piyao.org.cn']")
        expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
        page.locator(".results li").first.wait_for(state="attached")
        assert faults_of(page, "#room-check") == []
        name, data = download(page, "docx")
        assert name.endswith("-draft.docx")
        assert "草稿" in docx.Document(io.BytesIO(data)).sections[0].header.paragraphs[0].text

        page.click("a.sign-in")
        page.locator("#secret").wait_for()
        assert faults_of(page, "body") == []
        page.fill("#name", "林编辑")
        page.fill("#secret", SECRET)
        page.click("button[type=submit]")
        page.locator(".proof[data-state=done] button.sign").wait_for()
        page.fill("[name=remark]", "据三月六日报道")
        page.click("button.sign")
        page.locator("#room-check.signed").wait_for()
        expect(page.locator("[data-blank=name]")).to_have_text("林编辑")
        expect(page.locator("[data-blank=date]")).to_have_text("2024-01-15")
        expect(page.locator(".area-head > .overall .state")).to_have_text("已签发", use_inner_text=True)
        name, data = download(page, "docx")
        assert name.endswith("-signed.docx")
        assert "林编辑" in "".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
        review = json.loads(download(page, "jsonld")[1])
        assert review["reviewRating"]["alternateName"] == "与报道不符"
        assert review["editor"]["name"] == "林编辑"

        page.click("[data-desk=again]")
        check(page, CLAIM.replace("。", "！"))
        shows(page, ".earlier", "今天的档案结论相同")
        expect(page.locator(".area-head > .overall .state")).to_have_text("草稿", use_inner_text=True)
        assert faults_of(page, "#room-check") == []
        page.goto(f"{url}/admin/checks?q=献血")
        shows(page, ".shelf", "林编辑")
        assert faults_of(page, "body") == []


def test_in_english_in_the_dark_on_a_phone(browser, url):
    with opened(browser, url, width=390, lang="en-US", scheme="dark") as page:
        check(page, "The White Heron Bridge is 1,260 metres long. The total investment was 360 million yuan.")
        either = re.compile("^(Agrees with the reports|Not enough in the archive)$")
        expect(page.locator(".area-head .overall .words")).to_have_text(either, use_inner_text=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.click("[data-switch=large]")
        page.locator("html[data-size=large]").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert faults_of(page, "#room-check") == []
        page.click("[data-switch=language]")
        expect(page.locator("#desk-check")).to_have_text("核查")


def test_by_keyboard_alone(browser, url):
    with opened(browser, url) as page:
        page.focus("#desk-text textarea")
        page.keyboard.type(CLAIM)
        page.keyboard.press("Control+Enter")
        page.locator(".proof[data-state=done]").wait_for()
        first = page.locator("a.statement").first
        for _ in range(40):
            page.keyboard.press("Tab")
            if first.evaluate("e => e === document.activeElement"):
                break
        shown = page.locator(".desk-card:not([hidden])")
        expect(shown).to_have_attribute("data-part", "0")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(shown).to_have_attribute("data-part", "2")
        page.keyboard.press("Enter")
        focuses(page, "e.id === 'desk-card-2'")
        page.keyboard.press("Escape")
        focuses(page, "e.matches('a.statement') && e.dataset.part === '2'")


def test_a_manuscript_in_parts_and_payloads_that_stay_text(browser, url):
    with opened(browser, url, refused="415") as page:
        before = page.evaluate("document.querySelectorAll('script, iframe, img').length")
        speech = f"县长顾长风说：“{'好' * 1900}。”"
        text = [f"大桥全长1260米{EVIL_TEXT}。", speech, "末段：大桥总投资3.6亿元。"]
        file = {"name": "稿<b>.docx", "mimeType": "application/octet-stream", "buffer": word_file(*text)}
        page.set_input_files("#desk-file-input", file)
        page.locator(".proof[data-state=done]").wait_for()
        shows(page, ".claim", EVIL_TEXT)
        assert page.evaluate("document.querySelectorAll('script, iframe, img').length") == before
        expect(page.locator(".pieces button")).to_have_count(2)
        page.click(".pieces button >> nth=1")
        page.locator(".claim", has_text="末段").wait_for()
        page.set_input_files("#desk-file-input", {"name": "x.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
        page.locator("#desk-file .told", has_text=".txt").wait_for()
