"""A table of articles (.csv), with the column names of JSON Lines input or their Chinese ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from index.errors import FileRefused
from index.formats.finds import Find, record
from index.pages import read_page
from index.records import Statement

CHINESE = {
    "编号": "id",
    "标题": "title",
    "题目": "title",
    "引题": "kicker",
    "肩题": "kicker",
    "副题": "subheadline",
    "副标题": "subheadline",
    "正文": "text",
    "内容": "text",
    "全文": "text",
    "日期": "date",
    "发布日期": "date",
    "出版日期": "date",
    "报纸": "newspaper",
    "报名": "newspaper",
    "作者": "author",
    "记者": "author",
    "版次": "edition",
    "链接": "url",
    "网址": "url",
}
FIELDS = frozenset((*CHINESE.values(), "pid", "body", "headline", "byline_text", "published", "collection", "subtitle"))
"""The columns that are read."""
_FIELD_MOST = 2 * 2**20
"""Characters of one cell; a two-page feature has 20,000."""


def _delimiter(head: str) -> str:
    return max(",\t;，", key=head.count)


def read(data: bytes, source: str) -> Iterator[Find]:
    """The rows as records; a row without text is refused where the records are read. Raises FileRefused."""
    text = read_page(data, source=source, stated=Statement()).text.lstrip("\ufeff")
    csv.field_size_limit(_FIELD_MOST)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text.split("\n", 1)[0]))
    try:
        columns = [CHINESE.get(name.strip(), name.strip().lower()) for name in next(rows)]
        if not {"text", "body"} & set(columns):
            shown = ", ".join(columns)[:80]
            raise FileRefused(f"{source}: no column text (正文) among: {shown}; name it in row 1", reason="columns")
        for row in rows:
            cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
            if any(cells.values()):
                yield record(source, rows.line_num, 0, **{name: cell for name, cell in cells.items() if name in FIELDS})
    except csv.Error as error:
        raise FileRefused(f"{source}, line {rows.line_num}: {error}; save it as CSV anew", reason="damaged") from error
