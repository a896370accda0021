"""Rows C7, C13 and C15: texts that would fetch, run or take for ever."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.amounts import amount_words
from index.articles import cut
from index.formats.markdown import read as read_markdown
from index.jsonl import read_records
from index.people import parse_people
from index.records import Page, Statement
from tests.fakes import archivist, look, take, write_records
from tests.index.test_hostile_input import PAGE

AT = "http://169.254.169.254/latest"


def test_c7_markdown_and_css_fetch_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    tags = f"<img src={AT}><style>@import url({AT});</style><iframe src={AT}></iframe>"
    text = f"# 题\n![x]({AT}) [y]({AT})\n{tags}\n\n{PAGE}"
    assert list(read_markdown(text.encode(), "a.md"))


LITERAL = [
    "{0.__class__}",
    "{{7*7}}",
    "${env}",
    "%s %(x)s",
    "{user_input}",
    '{"lc":1,"type":"secret","id":["X"]}',
    "<%= 7 %>",
]


@pytest.mark.parametrize("words", LITERAL)
def test_c13_templates_in_a_text_are_printed_literally(tmp_path: Path, words: str) -> None:
    body = f"3月12日，青禾镇在河滩上栽下树苗四百二十棵，碑上刻着{words}这几个字。"
    write_records(tmp_path / "a.jsonl", [{"id": "a", "title": f"碑文 {words}", "text": body}])
    (tmp_path / "b.json.txt").write_text(
        f"柳溪镇立碑\n\n本报讯 3月15日，柳溪镇立起石碑，碑上刻着{words}这几个字。\n", "utf-8"
    )
    take(tmp_path / "i", tmp_path / "a.jsonl", tmp_path / "b.json.txt")
    held = list(look(tmp_path / "i").articles())
    assert [article.body for article in held if article.key == "a"] == [body]
    assert all(words in article.body for article in held)
    hits = archivist(tmp_path / "i").store.search_words({"青禾": 1.0}, 3)
    assert words in look(tmp_path / "i").article_of(hits[0].number).headline


UNITS = [
    "(",
    "「",
    "1,",
    "年",
    "5月",
    "3月5日",
    "二〇",
    "（记者 ",
    "本报讯 ",
    "春 ",
    "“",
    "《",
    "1",
    "□ 本报记者 王",
    "。",
    "春\n",
]
UNITS += [
    "春天来了社区\n",
    "2023年3月5日 星期日\n",
    "责任编辑：王\n",
    "本报讯 3月5日，青禾镇植树。\n\n",
    "第一条 ",
    "﹃",
]


@pytest.mark.parametrize("unit", UNITS)
def test_c15_cutting_and_cleaning_take_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * size)[:size]
        line = json.dumps({"id": "1", "title": text[:200], "text": text}).encode()
        best = 9.0
        for _ in range(3):
            started = time.process_time()
            cut(Page("a.txt", 1, text))
            list(read_records([line], source="a", stated=Statement()))
            best = min(best, time.process_time() - started)
        return best

    seconds(1000)
    assert seconds(20_000) <= 2.5 * seconds(10_000) + 0.05


NUMERALS = ["十", "亿", "1万", "3千5百", "111,", "1,", "1.", "点五", "百分之"]


@pytest.mark.parametrize("unit", NUMERALS)
@pytest.mark.parametrize("read", [amount_words, parse_people], ids=["amounts", "by-line"])
def test_c15_f37_runs_of_numerals_take_linear_time(read: Callable[[str], object], unit: str) -> None:
    """Eight times the text: eight times the work, sixty-four times where each start looks at the whole run."""

    def seconds(size: int) -> float:
        started = time.process_time()
        read((unit * size)[:size] + "中")
        return time.process_time() - started

    seconds(100)
    few = min(seconds(4_000) for _ in range(3))
    assert min(seconds(32_000) for _ in range(2)) <= 24 * few + 0.1


def test_c15_an_amount_beside_long_numbers_is_found() -> None:
    """Numbers of accounts are no amounts, lists of them are read to their end."""
    assert amount_words("账号" + "6" * 60 + "，存入五千毫升") == ["q:volume:0.005"]
    assert amount_words("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15公斤") == ["q:mass:15"]
    assert amount_words("增产1亿3000万5千吨")
