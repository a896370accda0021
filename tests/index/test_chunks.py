from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from index.chunks import context_of, setting_of, split_article, split_sentences
from index.records import Article, Caption
from index.settings import IndexSettings

PIECES = st.sampled_from(
    [
        "今天",
        "柳塘县",
        "，",
        "。",
        "！",
        "？",
        "……",
        "”",
        "“",
        "\n",
        " ",
        "；",
        "abc",
        ".",
        "5000ml",
        "、",
        "（",
        "）",
        "\u3000",
        "好" * 30,
    ]
)
BODIES = st.lists(PIECES, max_size=80).map("".join)
SMALL = IndexSettings(chunk_aim=20, chunk_most=40)


def article(body: str, **fields: object) -> Article:
    return Article(key="k", source="s", page=1, body=body, **fields)


@settings(max_examples=150, deadline=None)
@given(BODIES)
def test_chunks_cover_every_word_in_order_and_quote_the_body(body):
    chunks = split_article(article(body), SMALL)
    at = 0
    for number, chunk in enumerate(chunks):
        assert chunk.ordinal == number
        assert chunk.article_key == "k"
        assert body[chunk.span.start : chunk.span.end] == chunk.text
        assert len(chunk.text) <= SMALL.chunk_most
        assert not body[at : chunk.span.start].strip(), "only white space may lie between chunks"
        at = chunk.span.end
    assert not body[at:].strip()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_sentences_hold_every_word_of_any_text(text):
    spans = list(split_sentences(text))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() for span in spans)


def test_sentences_end_with_their_closing_marks():
    text = "他说：“明天就去！”大家都笑了……第二天，队伍出发；谁也没掉队。"
    assert [s.of(text) for s in split_sentences(text)] == [
        "他说：“明天就去！”",
        "大家都笑了……",
        "第二天，队伍出发；",
        "谁也没掉队。",
    ]


def test_a_long_sentence_is_cut_at_a_comma_where_there_is_one():
    body = "甲" * 30 + "，" + "乙" * 30 + "。"
    assert [c.text for c in split_article(article(body), SMALL)] == ["甲" * 30 + "，", "乙" * 30 + "。"]
    hard = split_article(article("丙" * 100), SMALL)
    assert [len(c.text) for c in hard] == [40, 40, 20]


def test_short_sentences_are_packed_up_to_the_aim():
    body = "雨停了。" * 12
    assert [len(c.text) for c in split_article(article(body), SMALL)] == [20, 20, 8]


def test_context_names_headline_lines_and_captions_but_stays_out_of_the_quote():
    made = article(
        "正文一句。", headline="主题", kicker="引题", subheadline="副题", captions=(Caption("图为现场", "某人 摄"),)
    )
    chunk = split_article(made, SMALL)[0]
    assert chunk.context == context_of(made) == "引题 主题 副题 图为现场"
    assert chunk.text == "正文一句。"


def test_an_empty_body_has_no_chunk():
    assert split_article(article(" \n "), SMALL) == ()


def test_place_and_date_are_known_to_the_embedding_and_never_quoted():
    made = Article(
        key="k", source="s", page=1, body="植树420棵。", published="2023-05", places=("甲镇", "乙村", "丙乡", "丁县")
    )
    assert setting_of(made) == "甲镇 乙村 丙乡 2023-05"
    (chunk,) = split_article(made, IndexSettings())
    assert chunk.text == made.body
    assert "甲镇" not in chunk.context
