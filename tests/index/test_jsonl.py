import gzip
import itertools
import json
import time

import pytest

from index.errors import FileRefused
from index.jsonl import read_records
from index.records import Article, Byline, Statement


def read(*records, stated=None):
    lines = [r if isinstance(r, bytes) else json.dumps(r, ensure_ascii=False).encode() for r in records]
    return list(read_records(lines, source="a.jsonl", stated=stated or Statement()))


def test_every_field_of_the_contract_is_taken():
    (article,) = read(
        {
            "pid": "p1", "headline": "春天来了", "kicker": "又是一年", "subheadline": "百花齐放",
            "body": "3月5日，春天来了。", "date": "2023-03-07",
            "newspaper": "某报", "author": "王小明", "url": "https://example.org/1", "collection": "要闻",
        }
    )  # fmt: skip
    assert (article.key, article.headline, article.body) == ("p1", "春天来了", "3月5日，春天来了。")
    assert (article.kicker, article.subheadline) == ("又是一年", "百花齐放")
    assert (article.published, article.published_basis) == ("2023-03-07", "given: 2023-03-07")
    assert (article.newspaper, article.collection, article.url) == ("某报", "要闻", "https://example.org/1")
    assert article.byline == (Byline("王小明", "署名"),)
    assert article.event_dates == ("2023-03-05",)


def test_missing_or_null_fields_are_empty():
    (article,) = read({"text": "春天来了。", "title": None, "date": None, "id": None})
    assert (article.key, article.headline, article.published) == ("", "", None)


def test_a_number_is_a_key_and_spaces_and_paragraphs_stay():
    (article,) = read({"id": 7, "text": "有 10 支队伍。\n\n第二段。"})
    assert (article.key, article.body) == ("7", "有 10 支队伍。\n第二段。")


def test_the_opening_moves_to_the_byline():
    (article,) = read({"id": "1", "text": "本报讯（记者 王小明）春天来了。"})
    assert (article.body, article.byline, article.byline_text) == (
        "春天来了。", (Byline("王小明", "记者"),), "（记者 王小明）",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("date", "published"),
    [("2023", "2023"), ("2023-3", "2023-03"), ("2023/03/07", "2023-03-07"), ("2023年3月7日", "2023-03-07"),
     ("2023-03-07 18:24", "2023-03-07"), ("20230307", "2023-03-07"), ("gestern", None), ("2023-02-30", None)],
)  # fmt: skip
def test_a_date_becomes_iso_or_nothing(date, published):
    assert read({"id": "1", "text": "春天来了。", "date": date})[0].published == published


@pytest.mark.parametrize("bad", [b"{", b"[1]", b'"x"', b'{"id": "1"}', b'{"id": "1", "text": "  "}', b"\xff\xfe{"])
def test_a_bad_line_is_told_with_its_number_and_the_others_go_on(bad):
    first, refused, last = read({"id": "1", "text": "春。"}, bad, {"id": "3", "text": "秋。"})
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(refused, FileRefused)
    assert refused.message.startswith("a.jsonl, line 2: ")
    assert "\n" not in refused.message


def test_empty_lines_and_a_mark_at_the_start_do_no_harm():
    found = read(b'\xef\xbb\xbf{"id": "1", "text": "\xe6\x98\xa5"}', b"\n", {"id": "2", "text": "秋"})
    assert [article.key for article in found] == ["1", "2"]


def test_what_is_stated_fills_the_gaps():
    stated = Statement(published="2023-03", newspaper="某报", collection="旧刊")
    (article,) = read({"id": "1", "text": "春天来了。"}, stated=stated)
    assert (article.published, article.newspaper, article.collection) == ("2023-03", "某报", "旧刊")


@pytest.mark.shared
def test_real_records_are_read_fast(shared):
    with gzip.open(shared / "data" / "crud_news.jsonl.gz") as file:
        lines = list(itertools.islice(file, 3000))
    started = time.process_time()
    articles = list(read_records(lines, source="crud.jsonl", stated=Statement()))
    assert all(isinstance(article, Article) for article in articles)
    assert len(articles) / (time.process_time() - started) > 500  # some 3500 a second on a quiet core


def test_somebody_named_twice_stands_once_with_the_role_that_says_more():
    record = {"text": "本报讯（记者 林晓岚 通讯员 周启文）雨后。", "author": "林晓岚，周启文"}
    (article,) = read_records([json.dumps(record).encode()], source="a.jsonl", stated=Statement())
    assert [(person.name, person.role) for person in article.byline] == [("林晓岚", "记者"), ("周启文", "通讯员")]
