"""A journalist's morning in a real Chromium: paste, read, sign, take the files along."""

import io
import json
from contextlib import contextmanager

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.ui.desk.conftest import CLAIM, SECRET
from tests.ui.desk.test_manuscripts import word_file
from tests.ui.fakes import EVIL_TEXT
from tests.ui.visiting import watched

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
    with watched(browser, f"{url}/#check", **how) as page:
        page.locator("#desk-text textarea").wait_for()
        page.wait_for_timeout(300)
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
        assert page.inner_text(".area-head .overall .words") == "与报道不符"
        assert page.inner_text(".area-head .state") == "草稿"
        said = page.inner_text(".claim")
        for words in ("不符", "相符", "不核"):
            assert words in said
        card = page.inner_text(".desk-card:not([hidden])")
        for words in ("文中", "28000毫升", "见报", "20800毫升", "2023年3月6日（星期一）", "东湖广场再掀献血热潮"):
            assert words in card
        assert page.inner_text(".desk-card:not([hidden]) del") == "28000"
        assert page.inner_text(".desk-card:not([hidden]) ins") == "20800"
        assert "草稿：未经核稿人签发" in page.inner_text(".area-foot")
        link = page.locator(".area-foot a[href='https://www.piyao.org.cn']")
        assert link.get_attribute("rel") == "noopener noreferrer nofollow"
        assert page.locator(".results li").count() > 0
        assert faults_of(page, "#room-check") == []
        name, data = download(page, "docx")
        assert name.endswith("-draft.docx")
        assert "草稿" in docx.Document(io.BytesIO(data)).sections[0].header.paragraphs[0].text

        page.click("a.sign-in")
        assert faults_of(page, "body") == []
        page.fill("#name", "林编辑")
        page.fill("#secret", SECRET)
        page.click("button[type=submit]")
        page.locator(".proof[data-state=done] button.sign").wait_for()
        page.fill("[name=remark]", "据三月六日报道")
        page.click("button.sign")
        page.locator("#room-check.signed").wait_for()
        assert page.inner_text("[data-blank=name]") == "林编辑"
        assert page.inner_text("[data-blank=date]") == "2024-01-15"
        assert page.inner_text(".area-head > .overall .state") == "已签发"
        name, data = download(page, "docx")
        assert name.endswith("-signed.docx")
        assert "林编辑" in "".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
        review = json.loads(download(page, "jsonld")[1])
        assert review["reviewRating"]["alternateName"] == "与报道不符"
        assert review["editor"]["name"] == "林编辑"

        page.click("[data-desk=again]")
        check(page, CLAIM.replace("。", "！"))
        assert "今天的档案结论相同" in page.inner_text(".earlier")
        assert page.inner_text(".area-head > .overall .state") == "草稿"
        assert faults_of(page, "#room-check") == []
        page.goto(f"{url}/admin/checks?q=献血")
        assert "林编辑" in page.inner_text(".shelf")
        assert faults_of(page, "body") == []


def test_in_english_in_the_dark_on_a_phone(browser, url):
    with opened(browser, url, width=390, lang="en-US", scheme="dark") as page:
        check(page, "The White Heron Bridge is 1,260 metres long. The total investment was 360 million yuan.")
        assert page.locator(".area-head .overall .words").inner_text() in (
            "Agrees with the reports",
            "Not enough in the archive",
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.click("[data-switch=large]")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert faults_of(page, "#room-check") == []
        page.click("[data-switch=language]")
        assert page.inner_text("#desk-check") == "核查" or page.locator("#desk-check").is_hidden()


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
        shown = lambda: page.locator(".desk-card:not([hidden])").get_attribute("data-part")  # noqa: E731
        assert shown() == "0"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert shown() == "2"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "desk-card-2"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.dataset.part") == "2"


def test_a_manuscript_in_parts_and_payloads_that_stay_text(browser, url):
    with opened(browser, url, refused="415") as page:
        before = page.evaluate("document.querySelectorAll('script, iframe, img').length")
        speech = f"县长顾长风说：“{'好' * 1900}。”"
        text = [f"大桥全长1260米{EVIL_TEXT}。", speech, "末段：大桥总投资3.6亿元。"]
        file = {"name": "稿<b>.docx", "mimeType": "application/octet-stream", "buffer": word_file(*text)}
        page.set_input_files("#desk-file-input", file)
        page.locator(".proof[data-state=done]").wait_for()
        assert EVIL_TEXT in page.inner_text(".claim")
        assert page.evaluate("document.querySelectorAll('script, iframe, img').length") == before
        assert page.locator(".pieces button").count() == 2
        page.click(".pieces button >> nth=1")
        page.locator(".claim", has_text="末段").wait_for()
        page.set_input_files("#desk-file-input", {"name": "x.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
        page.locator("#desk-file .told", has_text=".txt").wait_for()
