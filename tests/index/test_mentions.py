"""All articles that name somebody or came out on certain days (row P3)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.mentions import find_mentions
from index.records import Article, Byline, Caption, Days

PLAIN = Article(key="k", source="a.txt", page=1, body="当天来了许多人。", headline="开张", published="2023-05-06")
NAMED = (
    {"body": "主持人是牧野晴川。"},
    {"body": "主持人是牧　野 晴\n川，大家鼓掌。"},
    {"body": "主持人是牧野晴\u200b川。"},
    {"headline": "记牧野晴川"},
    {"kicker": "牧野晴川的一天"},
    {"subheadline": "——牧野·晴川"},
    {"byline": (Byline("牧野晴川", "记者"),)},
    {"byline_text": "记者 牧野晴川"},
    {"captions": (Caption("广场上", "牧野晴川"),)},
    {"captions": (Caption("图为牧野晴川"),)},
    {"source": "牧野晴川专访.txt"},
)


@pytest.mark.parametrize("fields", NAMED)
def test_p3_a_name_is_found_wherever_it_stands_and_however_it_is_spaced(fields):
    (found,) = find_mentions([PLAIN, replace(PLAIN, **{"key": "n", **fields})], "牧野晴川")
    assert found.article.key == "n"
    assert "\n" not in found.words


@pytest.mark.parametrize(
    ("asked", "printed"), [("李国华", "李國華"), ("李國華", "李国华"), ("Ann Lee", "ＡＮＮ ｌｅｅ")]
)
def test_p3_width_case_and_script_make_no_difference(asked, printed):
    assert list(find_mentions([replace(PLAIN, body=f"昨天{printed}来了。")], asked))
    assert not list(find_mentions([PLAIN], asked))


DAYS = (
    ("2023-05-06", "2023-05-06", "2023-05-06", True),
    ("2023-05-06", "2023-05-01", "2023-05-31", True),
    ("2023-05-06", "2023-05-07", "2023-06-01", False),
    ("2023-05", "2023-05-01", "2023-05-31", True),
    ("2023-05", "2023-05-02", "2023-05-31", False),
    ("2023", "2023-01-01", "2023-12-31", True),
    (None, "0001-01-01", "9999-12-31", False),
)


@pytest.mark.parametrize(("published", "first", "last", "found"), DAYS)
def test_p3_only_what_is_known_to_have_come_out_within_the_days(published, first, last, found):
    days = Days.parse(f"{first}/{last}")
    assert bool(list(find_mentions([replace(PLAIN, published=published)], days=days))) == found
    both = list(find_mentions([replace(PLAIN, published=published, body="见李国华")], "李国华", days))
    assert bool(both) == found
    assert not list(find_mentions([replace(PLAIN, published=published)], "李国华", days))


@given(st.text("牧野晴川·( ").filter(str.strip), st.text("来了。(", max_size=30), st.text("来了。(", max_size=30))
def test_p3_what_stands_in_a_text_is_found_in_it(name, before, after):
    (found,) = find_mentions([replace(PLAIN, body=f"{before}{name}{after}")], name)
    assert len(found.words) < 200
