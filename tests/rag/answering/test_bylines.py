"""Who signed, in which role, and when a notice was issued."""

from __future__ import annotations

import pytest

from index.records import Article, Byline, Span
from rag.answering.bylines import compose_byline, compose_issue, compose_issuer
from rag.answering.proof import check
from rag.facts.evidence import Evidence

SIGNED = (Byline("沈知远", "记者"), Byline("陆青禾", "通讯员"))


def make_evidence(**fields) -> Evidence:
    body = "符合条件的居民可以登记。"
    article = Article(key="k", source="a.txt", page=1, body=body, headline="公告", **fields)
    return Evidence(article, Span(0, len(body)), 1.0, 1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("这篇报道的通讯员是谁？", "陆青禾"),
        ("这篇报道的记者是谁？", "沈知远"),
        ("这篇报道的作者是谁？", "沈知远、陆青禾"),
        ("Who was the correspondent for the report?", "陆青禾"),
    ],
)
def test_a_role_that_is_asked_for_leaves_out_the_others(county, asked, short):
    found = make_evidence(byline=SIGNED, byline_text="（记者 沈知远 通讯员 陆青禾）")
    draft = compose_byline(county.query("登记"), [found], asked)
    assert draft.shorts == [short]
    assert check(draft.texts[0], draft.citations, draft.computed).dropped == ()


def test_the_day_under_a_notice_is_when_it_was_issued(county):
    found = make_evidence(byline_text="望蒲县民政局 2024年4月30日")
    draft = compose_issue(county.query("公告"), [found], "这则公告是哪天发布的？")
    assert draft.shorts == ["2024年4月30日"]
    assert [(c.field, c.quote) for c in draft.citations] == [("byline", "望蒲县民政局 2024年4月30日")]
    assert check(draft.texts[0], draft.citations, draft.computed).dropped == ()


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("登记截止到哪天？", "望蒲县民政局 2024年4月30日"),
        ("这则公告是哪天发布的？", "望蒲县民政局"),
        ("这则公告是哪天发布的？", ""),
    ],
)
def test_no_other_day_is_taken_for_it(county, asked, text):
    assert compose_issue(county.query("公告"), [make_evidence(byline_text=text)], asked) is None


@pytest.mark.parametrize("asked", ["这则公告是哪个单位发布的？", "停水通知是谁发的？", "哪个部门发布了这则公告？"])
def test_who_signed_a_notice_issued_it(county, asked):
    found = make_evidence(byline=(Byline("望蒲县民政局", "落款"),), byline_text="望蒲县民政局 2024年4月30日")
    draft = compose_issuer(county.query("公告"), [found], asked)
    assert draft.shorts == ["望蒲县民政局"]
    assert [(c.field, c.quote) for c in draft.citations] == [("byline", "望蒲县民政局 2024年4月30日")]
    assert check(draft.texts[0], draft.citations, draft.computed).dropped == ()


@pytest.mark.parametrize(("asked", "people"), [("公告里说谁可以登记？", "落款"), ("这则公告是谁发布的？", "记者")])
def test_a_reporter_issues_no_notice_and_who_may_register_is_not_its_issuer(county, asked, people):
    found = make_evidence(byline=(Byline("沈知远", people),), byline_text="沈知远")
    assert compose_issuer(county.query("公告"), [found], asked) is None
