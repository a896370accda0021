"""What is fuzzed, with the laws that hold for any text; a function for each, of bytes that a fuzzer made."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from index.articles import cut
from index.clean import clean
from index.dates import find_dates, resolve_dates
from index.quantities import find_quantities
from index.records import Article, Days, Page
from index.words import fold, load_segmenter
from rag.answering.proof import MARKER, check, figures_of, values_of
from rag.answers import Citation
from rag.checking.claim.claims import find_statements
from rag.questions.asked import detect_language, understand, write_plainly
from rag.questions.asked_dates import ask_dates
from rag.questions.topics import find_order, is_off_topic

PIECES = (
    *"0123456789〇一二三四五六七八九十百千万亿两半第约近余多几",
    *"年月日号时分秒周星期去今昨明前后上下初底春夏秋冬节",
    *"人元米吨斤亩户家个场次条辆毫升平方公里度％%",
    *"，。！？；：、（）()「」《》“”—…·.,:;-/ \n\u3000\t",
    *"王李张县市镇村局长书记者通讯员摄报社日版责任编辑",
    *"是不没有无和与或在到从把被的了吗呢谁哪何为什么怎样",
    *"０１９ＡｚⅠ①⼀⻢䷀\u200b\u202e\u00ad\ufe0f\u0301\U000e0041\U0001f600\ud800\x00\x1b",
    "本报讯", "（记者 ", "百分之", "二十大", "正月初一", "2023年3月5日", "3月5日至8日", "今年", "1,234", "３．５",
    "亿元", "万元", "[1]", "[2]", "[9]",
    " million", "March 5, 2023", "How many ", "责任编辑：", "第3版", "□ 本报记者 ", "记者",
    "（下转第三版）", "不是", "共有",
)  # fmt: skip


def text_of(data: bytes) -> str:
    """Text of pieces that parsers know, or, where the first byte is odd, of the bytes themselves."""
    if data[:1] and data[0] % 4 == 1:
        return data[1:].decode("utf-8", "replace")
    return "".join(PIECES[byte % len(PIECES)] for byte in data[1:])


def cleaner(data: bytes) -> None:
    """A page is cleaned and cut; nothing that is hidden stays, and articles are records that can be kept."""
    text = text_of(data)
    cleaned, _ = clean(text)
    assert "\u200b" not in cleaned
    assert "\u202e" not in cleaned
    for article in cut(Page("a.txt", 1, text)):
        for at, start, length in article.origin:
            assert at + length <= len(article.body)
            assert start + length <= len(text)


def segmenter(data: bytes) -> None:
    """Words of a text, joined, are the text; folding twice is folding once."""
    text = fold(text_of(data).encode("utf-8", "replace").decode())
    assert "".join(load_segmenter().cut(text)) == text
    load_segmenter()(text)
    assert fold(text) == text


def dates(data: bytes) -> None:
    """Dates stand where they say, one after the other, and resolve to days or to nothing."""
    text = text_of(data)
    found = find_dates(text)
    for mention in found:
        assert text[mention.span.start : mention.span.end] == mention.text
    assert [m.span.start for m in found] == sorted(m.span.start for m in found)
    assert len(resolve_dates(found, date(2023, 3, 5))) == len(found)


def numbers(data: bytes) -> None:
    """Quantities stand where they say."""
    text = text_of(data)
    for quantity in find_quantities(text):
        assert text[quantity.span.start : quantity.span.end] == quantity.text
        assert quantity.value.is_finite()
    figures_of(text)
    values_of(text)


def question(data: bytes) -> None:
    """Any question or claim is understood somehow."""
    text = text_of(data)
    understand(text, detect_language(text))
    ask_dates(text, date(2023, 3, 5), Days(date(2020, 1, 1), date(2023, 3, 1)))
    write_plainly(text)
    find_order(text)
    is_off_topic(text)
    for statement in find_statements(text):
        assert 0 <= statement.span.start < statement.span.end <= len(text)


def proof(data: bytes) -> None:
    """Of whatever a model says, only what has markers of quotes that are there, and their figures, is kept."""
    half = len(data) // 2
    quotes = (text_of(data[:half]), "全长412米，有61人参加。")
    citations = tuple(
        Citation.of(n, Article(key=f"k{n}", source="a", page=1, body=quote, published="2023-03-05"), "body", quote, 0)
        for n, quote in enumerate(quotes, 1)
    )
    said = text_of(data[half:])
    checked = check(said, citations)
    if checked.text:
        cited = [int(n) for n in MARKER.findall(checked.text)]
        assert cited
        assert set(cited) <= {1, 2}
        known = set().union(*(figures_of(f"{each.quote} {each.published}") for each in citations))
        assert values_of(MARKER.sub(" ", checked.text)) <= known | {"1"}
        assert re.sub(r"\s", "", checked.text) in re.sub(r"\s", "", said) or checked.dropped


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (cleaner, segmenter, dates, numbers, question, proof)
}
