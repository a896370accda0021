"""What a paper's publishing system says of the parts of its page: which is kicker or headline, which day and page.

The digital editions (数字报) of most Chinese papers come out of one of two systems. One wraps the parts in elements or
comments of its own (`<founder-title>`, `<!--<npm:article-pretitle>-->`) and repeats them in a comment `enpproperty`;
templates of the others give classes such as `introTitle` or `futi`. Names of parts are believed only of text that a
reader sees; the comment's words themselves never become text.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

KICKER, HEADLINE, SUBHEADLINE, BYLINE = "kicker", "headline", "subheadline", "byline"

_PARTS = {
    KICKER: "introtitle articleintrotitle founderintrotitle pretitle articlepretitle founderpretitle yinti yintitle "
    "jianti kicker eyebrow titleeyebrow shouldertitle lbyt 引题 肩题",
    HEADLINE: "foundertitle articletitle maintitle zhubiaoti zhengti biaoti",
    SUBHEADLINE: "subtitle articlesubtitle foundersubtitle subheadline titlesub futi fubiaoti futitle vicetitle lbft "
    "副题 副标题",
    BYLINE: "founderauthor articleauthor author zuozhe byline",
}
_ROLES = {name: role for role, names in _PARTS.items() for name in names.split()}
_NPM = re.compile(r"\s*<(/?)npm:article-(\w{1,20})>\s*")
_NPM_ROLES = {"pretitle": KICKER, "title": HEADLINE, "subtitle": SUBHEADLINE, "author": BYLINE}
_FIELD = re.compile(
    r"<(?:founder-)?(date|author|title|subtitle|introtitle|pretitle|pagenum|papername)>(.{0,500}?)</", re.S
)
_TAG = re.compile(r"<!\[CDATA\[|\]\]>|<[^>]{0,200}>")
_SPACE = re.compile(r"\s+")
_OPEN, _CLOSE = "<!--enpproperty", "enpproperty-->"
_COMMENT_MOST = 20_000
"""Characters of the longest `enpproperty` that is read; those seen have under 2,000."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the page's system says of it. The titles serve only to know the visible ones again."""

    day: str = ""
    edition: str = ""
    newspaper: str = ""
    author: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    """The visible words of a title, without spaces, to the role that they have."""


def role_of(tag: str, names: str) -> str:
    """The role that an element's own tag, classes or id give it, `""` where they say nothing."""
    for name in (tag, *names.split()):
        plain = re.sub(r"[-_]|\d+$", "", name[:40].lower())
        if role := _ROLES.get(plain):
            return role
    return ""


def read_comment(text: str) -> tuple[str, bool] | None:
    """The role that a comment opens (True) or closes (False), None where it does neither."""
    found = _NPM.fullmatch(text[:80])
    return (_NPM_ROLES.get(found.group(2).lower(), ""), not found.group(1)) if found else None


def is_system(comment: str) -> bool:
    """Is the comment the system's own record of the article, and no hiding place?"""
    return comment.lstrip().startswith("enpproperty")


def squeeze(text: str) -> str:
    """Text without spaces, as titles are compared."""
    return _SPACE.sub("", text.replace("\u3000", ""))


def read_said(page: str) -> Said:
    """What the `enpproperty` comment of a page's source says."""
    start = page.find(_OPEN)
    end = page.find(_CLOSE, start) if start >= 0 else -1
    if end < 0:
        return Said()
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(page[start : min(end, start + _COMMENT_MOST)]):
        fields.setdefault(name, html.unescape(_TAG.sub(" ", value)).strip())
    roles = (("introtitle", KICKER), ("pretitle", KICKER), ("title", HEADLINE), ("subtitle", SUBHEADLINE))
    titles = {squeeze(fields[name]): role for name, role in roles if fields.get(name)}
    return Said(
        day=fields.get("date", ""),
        edition=fields.get("pagenum", "")[:10],
        newspaper=fields.get("papername", "")[:40],
        author=fields.get("author", ""),
        titles=titles,
    )
