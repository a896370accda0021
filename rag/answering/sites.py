"""Whose community, school or village a Chinese question is about: another one's figures are no answer to it."""

from __future__ import annotations

import re

from index.records import Article
from index.sounds import spell
from index.words import tag_words

_SORTS = (
    "社区|小区|居委会|村委会|村|街道|乡|镇|小学|中学|学校|幼儿园|学院|大学|医院|卫生院|公园|广场|派出所|敬老院|养老院"
)
_SITE = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2}})(?P<sort>{_SORTS})(?![长委民官务情容校])")
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”")
_PROPER = ("ns", "nr", "nt", "nz", "s")
"""Tags of what is a name (PKU)."""
_PLAIN = ("n", "a", "z", "i", "j")
"""Tags of a common word, which is a name only if it opens the question and another site is named so in the report."""


def names_another_site(question: str, article: Article) -> bool:
    """Does the question name a site (荷源社区, 东关小学) of which the article does not even print the name?"""
    text = _QUOTED.sub(" ", question)
    printed = f"{article.headline}\n{article.subheadline}\n{article.body}\n{article.byline_text}\n{article.newspaper}"
    tags = _tag_ends(text)
    for match in _SITE.finditer(text):
        others = {one["name"] for one in _SITE.finditer(printed) if one["sort"] == match["sort"]}
        if match["name"] in printed or spell(match["name"]) in map(spell, others):  # 吕粱学院 is mistyped
            continue
        tag = tags.get(match.end("name"), "")
        opens = not text[: match.start()].strip().removeprefix("请问")
        if tag.startswith(_PROPER) or (opens and tag.startswith(_PLAIN) and others):
            return True
    return False


def _tag_ends(text: str) -> dict[int, str]:
    """The tag of the word of at least two signs that ends at each place of a text."""
    ends, at = {}, 0
    for word, tag in tag_words(text):
        at = text.find(word, at) + len(word)
        if len(word) > 1:
            ends[at] = tag
    return ends
