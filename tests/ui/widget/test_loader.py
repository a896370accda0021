"""The widget's files: small, old in syntax, the same for ever under their names, whole against their hash (W1, W8)."""

import gzip
import re
from base64 import b64encode
from hashlib import sha384
from pathlib import Path

import esprima
import httpx
import pytest

from ui.release import VERSION
from ui.widget.assets import loader, snippet, stamps

STATIC = Path(__file__).parents[3] / "ui" / "widget" / "static"
SCRIPTS = ("loader.js", "panel.js")


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 9))


def test_the_loader_has_at_most_5_kb(world):
    assert packed(httpx.get(f"{world.service}/widget/wenbao.js").content) <= 5_000


def test_the_frame_with_all_its_files_has_at_most_60_kb(world):
    frame = httpx.get(f"{world.service}/widget/frame", params={"site": world.site}).text
    files = re.findall(r'(?:src|href)="(panel-[^"]+)"', frame)
    assert len(files) == 3
    contents = [httpx.get(f"{world.service}/widget/{name}").content for name in files]
    assert sum(map(packed, [frame.encode(), *contents])) <= 60_000


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_syntax_is_that_of_chromium_86_and_safari_13(name):
    # esprima reads ECMAScript 2017, a little less than those browsers do
    esprima.parseScript((STATIC / name).read_text("utf-8"))


@pytest.mark.parametrize("newer", ["a?.b", "a ?? b", "class A { static x = 1 }", "class A { #x }", "a ||= 1"])
def test_newer_syntax_would_be_found(newer):
    with pytest.raises(esprima.Error):
        esprima.parseScript(newer)


NEWER_CALLS = (
    r"\.replaceAll\(|\.at\(|structuredClone|randomUUID|\.replaceChildren\(|Promise\.any|allSettled|\.matchAll\("
    r"|ResizeObserver|TextDecoderStream|AbortSignal\.timeout|\.flatMap\(|globalThis|queueMicrotask|inert\b"
)
UNSAFE = (
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\(\"style\"|\.srcdoc"
    r"|\"\*\""  # the target of a message to anyone
)
STORED = r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\."


@pytest.mark.parametrize("name", SCRIPTS)
@pytest.mark.parametrize("pattern", [NEWER_CALLS, UNSAFE, STORED])
def test_w3_w7_no_newer_calls_no_markup_from_text_nothing_stored(name, pattern):
    assert not re.findall(pattern, (STATIC / name).read_text("utf-8"))


def test_the_style_sheet_is_as_old():
    rules = re.sub(r"/\*.*?\*/", "", (STATIC / "panel.css").read_text("utf-8"), flags=re.S)
    newer = r"\binset:|[{;]\s*(?:row-|column-)?gap:|aspect-ratio|:(?:is|where|has)\(|(?:margin|padding)-inline:"
    newer += r"|\d[dsl]v[hw]\b"
    assert not re.findall(newer, rules)
    assert not re.findall(r"url\(|@import|@font-face", rules)


def test_w8_the_snippet_holds_the_hash_of_what_is_served(world):
    pasted = snippet(world.site, world.service)
    src, given = re.search(r'src="([^"]+)" integrity="([^"]+)"', pasted).groups()
    assert src == f"{world.service}/widget/v{VERSION}.js"
    answer = httpx.get(src)
    assert given == "sha384-" + b64encode(sha384(answer.content).digest()).decode()
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["access-control-allow-origin"] == "*"  # a hash is checked on what may be read
    assert answer.headers["content-type"].startswith("text/javascript")
    assert 'crossorigin="anonymous"' in pasted
    assert httpx.get(f"{world.service}/widget/release.json").json() == {
        "version": VERSION,
        "src": f"v{VERSION}.js",
        "integrity": given,
    }


def test_w8_the_moving_name_is_the_newest_and_not_for_ever(world):
    answer = httpx.get(f"{world.service}/widget/wenbao.js")
    assert answer.content == loader()
    assert "immutable" not in answer.headers["cache-control"]
    assert f'"{VERSION}"' in answer.text


@pytest.mark.parametrize("version", ["9.9.9", "../loader", "..%2f..%2frelease", "0.1.0.js%00"])
def test_w8_there_is_no_other_loader(world, version):
    assert httpx.get(f"{world.service}/widget/v{version}.js").status_code == 404


def test_the_frames_files_change_their_names_with_their_contents(world):
    mine = stamps()["panel.js"]
    assert "immutable" in httpx.get(f"{world.service}/widget/panel-{mine}.js").headers["cache-control"]
    other = httpx.get(f"{world.service}/widget/panel-000000000000.js")
    assert other.status_code == 200
    assert other.headers["cache-control"] == "no-store"
    assert httpx.get(f"{world.service}/widget/panel-{mine}.html").status_code == 404
