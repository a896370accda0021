"""The page's HTML: nothing from an archive or an asker is ever markup."""

from datetime import date
from html.parser import HTMLParser

import pytest

from index.records import Article, Days, Span
from rag.answers import AskedDate, Citation, Coverage, Question, Reply, Result
from tests.ui.fakes import BLOOD, BRIDGE, EVIL, EVIL_TEXT, FakeArchive, reply_of, result_of
from ui.cards import card_html, sources_html
from ui.clippings import Surroundings, failed_html, past_html, pending_html, suggestions_html, turn_html
from ui.imprint import PageRules
from ui.render import colophon_html, masthead_html, welcome_html
from ui.results import results_html, snippet_html
from ui.scope import scope_html
from ui.typeset import day_html, days_html, passage, published_html, text_html

TAGS = """
    a article blockquote button circle code details div figcaption figure h1 h2 h3 input label li mark nav ol option p
    path pre rect section select span summary svg ul
"""
ATTRIBUTES = """
    aria-haspopup aria-hidden aria-pressed class cx cy d height href id lang max min opacity preserveaspectratio r rel
    role tabindex target title type value viewbox width x y
"""


class Reader(HTMLParser):
    """Collects what a browser would build."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data):
        self.text += data


def evil_reply():
    return FakeArchive().ask(f"怪字符{EVIL_TEXT}")


COVERAGE = Coverage(3, (EVIL_TEXT,), (EVIL_TEXT,), ((EVIL_TEXT, 1), ("2023-01", 1)), EVIL_TEXT, EVIL_TEXT, "1")
EVIL_CITATIONS = [
    Citation(1, EVIL.key, EVIL.source, 1, EVIL_TEXT, EVIL_TEXT, EVIL_TEXT, field, EVIL_TEXT, 0, 5, url)
    for field in ("body", "headline", "byline", "caption", "published")
    for url in ("javascript:alert(1)", "https://a.example/\"onmouseover='alert(1)'", "data:text/html,<script>")
]


@pytest.mark.parametrize(
    "html",
    [
        masthead_html(COVERAGE),
        welcome_html(COVERAGE, [EVIL_TEXT]),
        turn_html(evil_reply(), Surroundings(COVERAGE, EVIL_TEXT)),
        turn_html(FakeArchive().ask(f"没有{EVIL_TEXT}"), Surroundings(COVERAGE)),
        suggestions_html(evil_reply(), (EVIL_TEXT,)),
        scope_html(COVERAGE),
        colophon_html(PageRules(filings=(EVIL_TEXT,), privacy_url="https://a.example/")),
        pending_html(EVIL_TEXT, EVIL_TEXT),
        failed_html(EVIL_TEXT, text_html(EVIL_TEXT)),
        past_html([evil_reply(), FakeArchive().ask(f"没有{EVIL_TEXT}")]),
        results_html([result_of(EVIL)]),
        sources_html(evil_reply().citations, {EVIL.key: EVIL}, False, asked=True),
        sources_html(EVIL_CITATIONS, {EVIL.key: EVIL}, True, asked=True),
        sources_html(EVIL_CITATIONS, {}, True, asked=True),
    ],
)
def test_b1_b4_no_text_becomes_markup(html):
    reader = Reader(html)
    assert set(reader.tags) <= set(TAGS.split())
    assert {name for name, _ in reader.attributes if not name.startswith("data-")} <= set(ATTRIBUTES.split())
    for name, value in reader.attributes:
        if name == "href":
            assert value.startswith(("#", "https://", "http://"))


def test_the_text_itself_is_kept():
    assert EVIL_TEXT in Reader(pending_html(EVIL_TEXT)).text


@pytest.mark.parametrize("cut", range(1, len(EVIL_TEXT)))
def test_b3_a_payload_cut_by_the_stream_stays_text(cut):
    for text in (EVIL_TEXT[:cut], EVIL_TEXT[cut:]):
        assert set(Reader(pending_html("q", text)).tags) <= set(TAGS.split())


def test_text_that_no_browser_can_show_is_replaced():
    assert text_html("a\x00b\ud800c\x85") == "a�b�c�"
    text_html("\udfff").encode()


def test_the_fact_stands_first_and_its_sentence_is_marked():
    html = turn_html(reply_of(BLOOD, "当天大家一共献血5000ml", "5000ml"))
    assert html.index("5000ml</p>") < html.index("当天大家")
    assert '<a class="marker" href="#source-1" data-source="1">[1]</a>' in html
    text = Reader(html).text
    assert "1/1 数字已核对" in text
    assert "2023年3月5日（星期日）" in text
    assert "原文摘录" in text
    assert "示例" not in text


def test_readings_of_one_date_stand_together():
    asked = "3月5日献血多少？"
    reply = reply_of(BLOOD, "当天大家")
    days = [Days(date(year, 3, 5), date(year, 3, 5)) for year in (2023, 2022)]
    dates = tuple(AskedDate("3月5日", day, "archive_years") for day in days)
    kept = {name: getattr(reply, name) for name in Reply.__slots__}
    html = turn_html(Reply(**{**kept, "question": Question(asked, asked, "zh", dates)}))
    assert html.count('class="date"') == 1
    assert 'data-question="2022年3月5日献血多少？"' in html, "either of them can be asked about alone"
    assert "2023年3月5日" in html
    assert "2022年3月5日" in html


def test_a_marker_without_a_card_is_no_link():
    reply = reply_of(BRIDGE, "全长386米", mode="model")
    assert "marker" not in pending_html("q", "见[1]和[2]")
    html = turn_html(reply)
    assert html.count('class="marker"') == 1
    assert "AI 生成" in Reader(html).text


def test_the_quote_is_marked_in_its_paragraph():
    reply = reply_of(BLOOD, "当天大家一共献血5000ml")
    html = card_html(reply.citations[0], BLOOD, sample=False)
    assert html.count("<mark>当天大家一共献血5000ml</mark>") == 2, "in the passage and in the whole article"
    text = Reader(html).text
    for part in (
        "柳湾县报",
        "2023年3月6日（星期一）",
        "第3版",
        BLOOD.headline,
        "文/图 陶望舒",
        "志愿者在献血车前登记。",
    ):
        assert part in text
    assert 'rel="noopener noreferrer' in html
    assert "示例" not in text


def test_a_quote_that_is_not_there_is_shown_alone():
    citation = reply_of(BLOOD, "当天大家").citations[0]
    other = Article(key=BLOOD.key, source="a", page=1, body="换过的正文。")
    for article in (None, other):
        assert "<blockquote><mark>当天大家</mark></blockquote>" in card_html(citation, article, sample=False)


@pytest.mark.parametrize("collection", ["示例", ""])
def test_samples_say_so_on_every_card(collection):
    article = Article(key=BLOOD.key, source="a", page=1, body=BLOOD.body, collection=collection)
    html = card_html(reply_of(BLOOD, "当天大家").citations[0], article, sample=not collection)
    assert "示例" in html


def test_samples_say_so_in_the_head_and_under_the_answer():
    coverage = FakeArchive((BLOOD,), ("示例",)).coverage()
    assert "示例" in masthead_html(coverage)
    assert "示例" in turn_html(reply_of(BLOOD, "当天大家"), Surroundings(coverage))


def test_l6_the_foot_names_filings_and_says_where_only_excerpts_are_shown():
    rules = PageRules(filings=("柳ICP备0号",), reader="snippet", privacy_url="https://liuwan.example/privacy")
    text = Reader(colophon_html(rules)).text
    for part in ("柳ICP备0号", "只显示摘要", "隐私说明", "投诉与建议"):
        assert part in text
    assert "只显示摘要" not in colophon_html(PageRules())


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//a.example", "file:///etc/passwd"])
def test_an_address_in_the_foot_leads_to_the_web(url):
    with pytest.raises(ValueError, match="no web address"):
        PageRules(privacy_url=url)


def test_an_empty_archive_says_how_to_add_pages():
    html = welcome_html(FakeArchive(()).coverage(), ["x"])
    assert "make serve PAGES=" in html
    assert "wenbao build" in html
    assert "WENBAO_ADMIN_SECRET" in html
    assert "data-question" not in html


def test_an_empty_archive_leads_editors_to_the_uploads_of_the_page():
    html = welcome_html(FakeArchive(()).coverage(), ["x"], admin=True)
    assert 'href="admin/uploads"' in html
    assert "wenbao build" in html


@pytest.mark.parametrize(
    ("published", "zh", "en"),
    [
        ("2023-03-05", "2023年3月5日（星期日）", "Sunday 5 March 2023"),
        ("2023-03", "2023年3月", "March 2023"),
        ("2023", "2023年", "2023"),
        (None, "日期不详", "undated"),
    ],
)
def test_dates_as_a_newspaper_prints_them(published, zh, en):
    html = published_html(published)
    assert f">{zh}<" in html
    assert f">{en}<" in html


def test_days():
    assert days_html(Days(date(2023, 3, 5), date(2023, 3, 5))) == day_html(date(2023, 3, 5))
    assert "2023年3月1日至2023年3月31日" in days_html(Days(date(2023, 3, 1), date(2023, 3, 31)))


def test_a_passage_is_cut_at_sentences():
    body = "甲。" * 100 + "引文。" + "乙。" * 100 + "\n下一段"
    before, quote, after = passage(body, 200, 203, room=20)
    assert quote == "引文。"
    assert before.startswith("……甲") and before.endswith("甲。")
    assert after.startswith("乙。") and after.endswith("乙。……")
    assert passage("短。引文。尾。", 2, 5) == ("短。", "引文。", "尾。")
    assert passage("一\n二三\n四五\n六", 3, 6) == ("一\n二", "三\n四", "五\n六")
    whole = "前一段的话。\n" * 20 + "整段引文。\n" + "后一段的话。\n" * 20
    before, quote, after = passage(whole, 140, 145, room=20)
    assert (before, quote, after) == ("……前一段的话。\n前一段的话。\n", "整段引文。", "\n后一段的话。\n后一段的话。……")


def test_a_snippet_marks_what_was_searched_and_nothing_in_it_is_markup():
    result = Result("k", "s", 1, "", None, "", "献血<b>献血", 1, marks=(Span(0, 2), Span(5, 7)))
    assert snippet_html(result) == "<mark>献血</mark>&lt;b&gt;<mark>献血</mark>"
