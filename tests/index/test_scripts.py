"""Traditional characters, and radicals in the place of characters: read as simplified, kept as printed."""

import pytest
from opencc import OpenCC

from index.articles import cut
from index.pages import read_page
from index.records import Page, Statement
from index.scripts import find_forms
from tests.index.test_around import APPLES, APPLES_BODY, CLINIC, CLINIC_BODY, set_lines

PAGE = (
    f"{APPLES}\n\n{set_lines('本报讯（记者 马小红 通讯员 李文）' + APPLES_BODY[0], *APPLES_BODY[1:])}"
    f"果农在采摘苹果。 李强 摄\n\n{CLINIC}\n\n{set_lines(*CLINIC_BODY)}"
)
TO_TRADITIONAL = OpenCC("s2tw").convert
RADICALS = str.maketrans("马小一人文月日见", "⻢⼩⼀⼈⽂⽉⽇⻅")


def in_traditional(text):
    """Sign for sign, as a page of equal length."""
    return "".join(TO_TRADITIONAL(sign)[:1] for sign in text)


def read(text):
    return cut(Page(source="a.txt", number=1, text=text))


@pytest.mark.parametrize(
    "print_in", [in_traditional, lambda text: text.translate(RADICALS)], ids=["script", "radicals"]
)
def test_a_page_is_cut_as_in_plain_simplified_and_kept_as_printed(print_in):
    plain, printed = read(PAGE), read(print_in(PAGE))
    assert len(plain) == 2
    for one, other in zip(plain, printed, strict=True):
        assert (print_in(one.headline), print_in(one.body)) == (other.headline, other.body)
        assert [(print_in(p.name), p.role) for p in one.byline] == [(p.name, p.role) for p in other.byline]
        assert [(print_in(c.text), print_in(c.credit)) for c in one.captions] == [
            (c.text, c.credit) for c in other.captions
        ]
        assert (one.event_dates, one.published, one.origin) == (other.event_dates, other.published, other.origin)


def test_every_run_of_a_body_is_what_the_page_has_there():
    page = in_traditional(PAGE)
    for article in read(page):
        assert article.origin
        assert all(article.body[at : at + size] == page[source : source + size] for at, source, size in article.origin)


@pytest.mark.parametrize("encoding", ["big5hkscs", "gb18030", "utf-16-le", "utf-32-be"])
def test_a_traditional_page_in_any_encoding_gives_its_articles(encoding):
    page = read_page(in_traditional(PAGE).encode(encoding), source="a.txt", stated=Statement())
    assert [article.headline for article in cut(page)] == [in_traditional(APPLES), in_traditional(CLINIC)]


def test_a_simplified_page_with_a_traditional_headline_is_read_as_it_is():
    assert find_forms(PAGE + "書香滿城 讀書會開講") == {}
