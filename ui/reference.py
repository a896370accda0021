"""A citation as one writes it in a paper: GB/T 7714-2015, 8.4 and A.5, a contribution to a newspaper ([N], [N/OL])."""

from __future__ import annotations

from datetime import date

from index.records import Article
from rag.answers import Citation
from ui.wire import safe_url

_NOT_AUTHORS = ("摄", "编", "校", "审", "版式", "制图")
"""Roles of people who did not write the text: the standard names who wrote it."""

AUTHORS_MOST = 3
"""More than three authors are the first three and 等 (8.1.2)."""


def write_reference(cited: Citation | Article, article: Article | None, accessed: date) -> str:
    """主要责任者. 题名[N]. 报纸名, 出版日期(版次)[引用日期]. 获取路径. What is not known is left out.

    `article` brings authors and page, which a citation alone does not hold; `accessed` is the day of the citation,
    which the standard wants beside an address.
    """
    url = safe_url(cited.url)
    who = _authors(article)
    title = f"{cited.headline or '[无标题]'}[{'N/OL' if url else 'N'}]"
    edition = f"({article.edition})" if article and article.edition else ""
    issue = ", ".join(part for part in (cited.newspaper, f"{cited.published or ''}{edition}") if part)
    seen = f"[{accessed.isoformat()}]. {url}" if url else ""
    return ". ".join(part for part in (who, title, issue + seen) if part) + ("" if url else ".")


def _authors(article: Article | None) -> str:
    if article is None:
        return ""
    names = [p.name for p in article.byline if p.name and not p.role.startswith(_NOT_AUTHORS)]
    names = list(dict.fromkeys(names))
    return ", ".join(names[:AUTHORS_MOST]) + (", 等" if len(names) > AUTHORS_MOST else "")
