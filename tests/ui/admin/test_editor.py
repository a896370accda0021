"""An editor's morning in a real Chromium: sign in, add pages, watch, correct, withdraw; every room with axe."""

import io
import zipfile
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.ui.admin.house import ROOMS, open_house
from tests.ui.desk.conftest import SECRET
from tests.ui.visiting import faults_of, focuses, shows, watched

pytestmark = pytest.mark.browser

PAGES = {
    "二版.txt": "石桥晚报\n2024年1月8日  第2版\n\n青杨河大桥昨日通车\n本报讯（记者 邢远帆）"
    "1月7日，青杨河大桥正式通车，全长412米。\n"
    "大桥通车后，两岸居民过河由四十分钟缩短到六分钟。\n",
    "三版.txt": "石桥晚报\n2024年1月8日  第3版\n\n南山果园腊梅开放\n本报讯（记者 陶望舒）"
    "1月6日，南山果园三百株腊梅开放，游人不断。"
    "果园负责人说，花期将持续到二月初。\n",
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return open_house(tmp_path_factory.mktemp("editor"), with_page=False)


@pytest.fixture(scope="module")
def url(house):
    return str(house.http.base_url).rstrip("/")


@contextmanager
def opened(browser, url, **how):
    """The rooms, signed in and watched."""
    with watched(browser, f"{url}/admin", **how) as page:
        page.fill("#name", "林编辑")
        page.fill("#secret", SECRET)
        page.press("#secret", "Enter")
        page.locator("nav a[aria-current=page]").wait_for()
        yield page


def packed():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in PAGES.items():
            archive.writestr(name, text)
    return data.getvalue()


def test_an_editor_adds_pages_corrects_one_and_withdraws_it(browser, house, url):
    with opened(browser, url) as page:
        page.click("nav >> text=上传建库")
        page.set_input_files("#files", {"name": "一月八日.zip", "mimeType": "application/zip", "buffer": packed()})
        page.fill("#newspaper", "石桥晚报")
        page.click("text=上传并建库")
        page.locator("h1:has-text('已建库')").wait_for()  # the script follows the build and shows its end
        shows(page, ".result", "收入 1 个文件")
        shows(page, ".shelf", "一月八日.zip")

        page.click("nav >> text=稿件")
        page.fill("#q", "青杨河大桥")
        page.press("#q", "Enter")
        page.click(".shelf a >> nth=0")
        page.click("text=在版面原文上改起止")
        line = page.locator("[data-line]").filter(has_text="青杨河大桥正式通车")
        line.hover()
        page.mouse.down()
        line.locator("+ li").hover()
        page.mouse.up()
        expect(page.locator("#leaf .mine")).to_have_count(2)
        page.select_option("#last", page.input_value("#first"))  # as the keyboard does it
        expect(page.locator("#leaf .mine")).to_have_count(1)
        assert faults_of(page) == []
        page.click("text=按这些行重取正文")
        expect(page.locator("#body")).to_have_value("1月7日，青杨河大桥正式通车，全长412米。")
        page.fill("#headline", "青杨河大桥正式通车")
        page.click("text=保存更正")
        page.locator(".did:has-text('已更正。')").wait_for()
        expect(page.locator("h1")).to_have_text("青杨河大桥正式通车")
        found = house.http.post("/api/v1/search", json={"query": "青杨河大桥通车"}).json()["results"]
        assert found[0]["headline"] == "青杨河大桥正式通车"

        page.fill("#reason", "当事人要求")
        page.press("#reason", "Enter")
        page.locator("h1:has-text('这篇已撤下。')").wait_for()
        left = house.http.post("/api/v1/search", json={"query": "青杨河大桥通车"}).json()["results"]
        assert found[0]["key"] not in [each["key"] for each in left]
        assert house.http.get(f"/api/v1/articles/{found[0]['key']}").status_code == 410
        page.click("button >> text=恢复")
        page.locator("h1:has-text('青杨河大桥正式通车')").wait_for()


def _fill(house):
    """Something in every room."""
    body = {"kind": "wrong", "text": "数字不对，应为三百。", "contact": "市民 王先生", "answer": "a1"}
    house.http.post("/api/v1/complaints", json=body)
    house.http.post("/api/v1/feedback", json={"answer": "a1", "liked": False, "remark": "答非所问"})


@pytest.mark.parametrize(
    ("width", "scheme", "lang", "large"), [(1280, "light", "zh-CN", False), (390, "dark", "en-GB", True)]
)
def test_every_room_is_usable_and_axe_finds_no_fault(browser, house, url, width, scheme, lang, large):
    _fill(house)
    with opened(browser, url, width=width, lang=lang, scheme=scheme) as page:
        if large:
            page.click("[data-large]")
            expect(page.locator("html")).to_have_attribute("data-size", "large")
        key = next(iter(house.app.state.service.opening.get().store.articles())).key
        for path in (*ROOMS, f"/article?key={key}"):
            page.goto(f"{url}/admin{path}")
            assert faults_of(page) == [], path
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{path} is {wide} px too wide"


def test_the_rooms_are_walked_through_by_keyboard(browser, url):
    with opened(browser, url) as page:
        page.keyboard.press("Tab")
        focuses(page, "e.className === 'skip'")
        page.keyboard.press("Enter")
        focuses(page, "e.id === 'main'")
        page.focus("nav a >> text=屏蔽")
        page.keyboard.press("Enter")
        page.locator("h1:has-text('屏蔽')").wait_for()
        page.focus("#pattern")
        page.keyboard.type("某句话")
        page.keyboard.press("Enter")
        page.locator(".did").wait_for()
        page.focus(".shelf button")
        page.keyboard.press("Enter")
        page.locator(".did:has-text('已取消屏蔽。')").wait_for()
