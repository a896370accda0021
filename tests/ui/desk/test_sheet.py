"""The proof sheet and its cards as HTML: whatever the texts hold, they are text."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.ui.desk.test_exports import hostile_paper
from tests.ui.fakes import EVIL, EVIL_TEXT
from ui.desk.evidence import cards_html
from ui.desk.files import PLATFORM
from ui.desk.sheet import chosen, earlier_html, foot_html, headline_html, text_of
from ui.desk.signing import Earlier
from ui.desk.standing import Standing

TAGS = {
    *("a", "b", "blockquote", "button", "dd", "del", "div", "dl", "dt", "h2", "h3", "input", "ins", "label", "li"),
    *("mark", "ol", "p", "path", "progress", "s", "section", "span", "svg", "ul"),
}
OWN = ("#desk-card-", "#archive/", "api/v1/checks/", "admin/login")


class Reader(HTMLParser):
    """The tags, attributes and text of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


def all_html(paper):
    shown = paper.verdict.parts
    earlier = [(Earlier(paper, "figures"), Standing(paper, ("verdict", "sources"), "supported"))]
    yield headline_html(paper, sample=True)
    yield headline_html(paper, sample=False, done=3)
    yield text_of(paper, len(paper.verdict.claim), 0)
    yield text_of(replace(paper, verdict=replace(paper.verdict, parts=())), 1, -1)
    yield cards_html(shown, {}, 0)
    yield cards_html(shown, {EVIL.key: EVIL}, 0)
    yield earlier_html(earlier)
    for name in ("", EVIL_TEXT):
        yield foot_html(paper, can_sign=True, name=name)


def test_b1_hostile_text_makes_no_element_and_no_handler():
    for html in all_html(hostile_paper()):
        read = Reader(html)
        assert set(read.tags) <= TAGS
        assert not [name for name, _ in read.attributes if name.startswith("on") or name in ("style", "srcdoc")]
        links = [value for name, value in read.attributes if name == "href"]
        assert all(
            v.startswith(("#desk-card-", "#archive/", "api/v1/checks/", "admin/login")) or v == PLATFORM for v in links
        )


def test_the_text_is_whole_and_every_statement_has_sign_and_word(paper):
    read = Reader(text_of(paper, len(paper.verdict.claim), 0))
    words = {"refuted": "不符", "supported": "相符", "not_checkable": "不核", "not_enough_info": "未见报"}
    bare = read.text
    for part in paper.verdict.parts:
        assert part.text in bare
        assert words[part.verdict] in bare
    assert read.tags.count("svg") == len(paper.verdict.parts)


def test_the_first_card_is_the_one_that_differs(paper):
    parts = paper.verdict.parts
    assert parts[chosen(parts)].verdict == "refuted"
    html = cards_html(parts, {}, chosen(parts))
    assert "<del>28000</del>毫升" in html
    assert "<ins>20800</ins>毫升" in html
    assert html.count('tabindex="-1" hidden') == len(parts) - 1


@pytest.mark.parametrize(("can_sign", "name"), [(False, ""), (True, ""), (True, "林编辑")])
def test_the_signature_line_is_empty_until_it_is_signed(paper, can_sign, name):
    html = foot_html(paper, can_sign=can_sign, name=name)
    assert 'data-blank="name"></span>' in html
    assert ("button" in html and "签发" in html) or not can_sign
    signed = foot_html(replace(paper, signed_by="林编辑"), can_sign=can_sign, name=name)
    assert 'data-blank="name">林编辑</span>' in signed
    assert "draft" not in signed
