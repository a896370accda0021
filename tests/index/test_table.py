"""Tables of articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import FileRefused
from index.intake import take
from index.records import Article, Statement
from index.sources import File

TEXT = "3月12日，青禾镇在河滩上植树四百二十棵，大家都很高兴。"


def taken(path: Path, data: bytes):
    path.write_bytes(data)
    return list(take(File(path, path.name), Statement()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_columns_are_those_of_json_lines(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [["id", "title", "text", "date", "author"], ["k1", "植树", f'"{TEXT}\n第二段。"', "2023-03-13", "卓云帆"]]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    (article,) = taken(tmp_path / "a.csv", data)
    assert isinstance(article, Article)
    assert (article.key, article.headline, article.published) == ("k1", "植树", "2023-03-13")
    assert article.body == f"{TEXT}\n第二段。"


def test_chinese_column_names_are_known(tmp_path: Path) -> None:
    (article,) = taken(tmp_path / "a.csv", f"标题,正文,日期,报纸\n植树,{TEXT},2023年3月13日,霁川新报\n".encode("gbk"))
    assert isinstance(article, Article)
    assert (article.headline, article.newspaper, article.published) == ("植树", "霁川新报", "2023-03-13")


def test_a_row_without_text_is_refused_with_its_line(tmp_path: Path) -> None:
    bad, good = taken(tmp_path / "a.csv", f"title,text\n植树,\n植树,{TEXT}\n".encode())
    assert isinstance(bad, FileRefused)
    assert "a.csv, line 2" in bad.message
    assert isinstance(good, Article)


@pytest.mark.parametrize(("data", "reason"), [(b"a,b\n1,2\n", "columns"), (b"", "empty"), (b"\x89PNG" * 99, "binary")])
def test_other_tables_are_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(FileRefused) as caught:
        taken(tmp_path / "a.csv", data)
    assert caught.value.reason == reason
