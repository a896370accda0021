"""The first day: `wenbao serve` over nothing, the first pages by the page alone, an article corrected and withdrawn.

The editor's story in English; the one in Chinese, over an archive that there is, is in test_editor.py.
"""

import io
import queue
import re
import threading
import zipfile
from argparse import Namespace

import httpx
import pytest
from playwright.sync_api import expect

import ui.commands.serve as serving
from tests.ui.admin.house import ROOMS
from tests.ui.desk.conftest import SECRET
from tests.ui.visiting import arrive, ask, faults_of, watched

pytestmark = pytest.mark.browser

PAGES = {
    "二版.txt": "石桥晚报\n2024年1月8日  第2版\n\n青杨河大桥昨日通车\n本报讯（记者 邢远帆）"
    "1月7日，青杨河大桥正式通车，全长412米。大桥通车后，两岸居民过河由四十分钟缩短到六分钟。\n",
    "三版.txt": "石桥晚报\n2024年1月8日  第3版\n\n南山果园腊梅开放\n本报讯（记者 陶望舒）"
    "1月6日，南山果园三百株腊梅开放，游人不断。果园负责人说，花期将持续到二月初。\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("first") / "index"


@pytest.fixture(scope="module")
def url(folder):
    """The command itself, in a thread, over a folder that does not exist."""
    said: queue.Queue[str] = queue.Queue()
    options = Namespace(index=folder, reranker=None, examples=None, root_path="", host="127.0.0.1", port=0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WENBAO_ADMIN_SECRET", SECRET)
        patch.setattr(serving, "talk", said.put)
        patch.setattr(serving, "log_as_lines", lambda: None)
        threading.Thread(target=serving.run, args=(options,), daemon=True).start()
        assert "no index" in said.get(timeout=60)
        yield re.search(r"http://[\d.:]+", said.get(timeout=60))[0]


def packed():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in PAGES.items():
            archive.writestr(name, text)
    return data.getvalue()


def test_an_empty_archive_is_filled_corrected_and_asked_by_the_page_alone(browser, url):
    assert httpx.get(f"{url}/health/ready").status_code == 503, "F25: nothing can be looked for yet"
    with watched(browser, url, lang="en-GB", box="#question textarea", leaves=True) as page:
        expect(page.locator("#conversation .lead .t-en")).to_have_text("There are no papers in the archive yet")
        page.click("[data-switch=theme]")
        page.click("#conversation a.primary")
        assert "lang=en" in page.url, "the language goes along"
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")  # and what was chosen on the page
        page.fill("#name", "Lin Yuan")
        page.fill("#secret", SECRET)
        page.press("#secret", "Enter")
        page.locator("h1:has-text('Add pages')").wait_for()
        expect(page.locator(".lead")).to_contain_text("still empty")
        for room in ROOMS:  # none of them breaks over nothing
            assert page.request.get(f"{url}/admin{room}").status == 200, room

        page.set_input_files("#files", {"name": "8 January.zip", "mimeType": "application/zip", "buffer": packed()})
        page.fill("#newspaper", "石桥晚报")
        page.click("text=Upload and build")
        page.locator("h1:has-text('Built')").wait_for()  # the script follows the build and shows its end
        expect(page.locator(".result")).to_contain_text("1 files taken")

        page.click("text=Ask the paper")
        expect(page.locator("#conversation .example").first).to_be_visible()  # questions about what has just come
        ask(page, "青杨河大桥全长多少米？")
        expect(page.locator("#conversation .short")).to_have_text("412米")
        assert httpx.get(f"{url}/health/ready").status_code == 200

        page.click("nav.rooms >> text=Admin")
        page.click("nav >> text=Articles")
        page.fill("#q", "青杨河大桥")
        page.press("#q", "Enter")
        page.click(".shelf a >> nth=0")
        page.fill("#headline", "青杨河大桥正式通车")
        page.click("text=Save")
        expect(page.locator(".did")).to_have_text("Corrected.")
        assert faults_of(page) == []
        page.fill("#reason", "The person concerned asked for it")
        page.press("#reason", "Enter")
        expect(page.locator("h1")).to_have_text("This article is withdrawn.")

        arrive(page, url, "#question textarea")
        ask(page, "青杨河大桥全长多少米？")
        expect(page.locator("#conversation .refusal")).to_be_visible()


@pytest.mark.parametrize(
    ("there", "fresh"),
    [
        ((), True),
        (("state/wenbao.db", "lock", "segments/s1/keys"), True),
        (("versions/000001/manifest.json",), False),
        (("一版.txt",), False),
        (("CURRENT",), False),
    ],
)
def test_only_the_place_of_an_index_to_come_is_served_without_one(tmp_path, there, fresh):
    assert serving.is_fresh(tmp_path / "nothing")
    for name in there:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")
    assert serving.is_fresh(tmp_path) is fresh
