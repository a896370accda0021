"""The paper's own corrections (更正, 勘误, 致歉): which articles are some, and what earlier article each corrects."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from index.fingerprints import FIGURE, letters
from index.records import Article, Days
from index.words import fold

TITLE = re.compile(
    r"(?:本报)?(?:关于.{0,40})?(?:更正|勘误|致歉|道歉|更正与致歉)(?:启事|说明|声明|信|表|及致歉|并致歉)?"
)
"""A headline that says nothing else."""

OPENING = re.compile(
    r"(?:更正|勘误)[:：\s]|.{0,8}本[报刊].{0,40}(?:刊发|刊登|刊载|发表|报道).{0,80}"
    r"(?:有误|错误|误将|误为|误作|误写|不准确|应为|更正)"
)
"""A first sentence that says so."""

FAULT = re.compile(r"有误|错误|误将|误为|误作|误写|误植|不准确|不实|应为|更正|勘误")
"""What every correction says somewhere: an apology for late delivery says none of it."""

QUOTED = re.compile(r"《([^《》]{2,80})》|“([^“”]{4,80})”")
DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?=.{0,12}(?:版|刊|报道|见报|发表|第|头条))")
EDITION = re.compile(r"([A-Z]?\d{1,2})版|第(\d{1,2})版")

HEADLINE, DATED, PAGED, FIGURED, WORDED = 3.0, 1.5, 0.5, 1.0, 0.5
"""What speaks for an article: its headline is quoted, it was published on the day named, on the page named, it holds
the figures named as wrong, it holds other words quoted. A headline alone is sure, and so are day, page and figures."""
SURE, CLEAR = 3.0, 1.0
"""The least that must speak for an article, and how much less for any other."""

REACH = 200
"""Days that a correction reaches back."""


def is_erratum(article: Article) -> bool:
    """Is the article a correction of an earlier one?"""
    text = article.body[:400]
    if not FAULT.search(text):
        return False
    title = re.sub(r"[\s：:！!]", "", article.headline)
    first = re.split(r"(?<=[。！？\n])", text, maxsplit=1)[0]
    return bool(TITLE.fullmatch(title) or OPENING.match(first))


def find_corrected(erratum: Article, before: Iterable[Article]) -> str | None:
    """The key of the article that is corrected, None where none or more than one may be meant."""
    text = fold(erratum.body)
    quoted = [a or b for a, b in QUOTED.findall(text)]
    titles = {letters(words) for words in quoted if len(letters(words)) >= 4}
    figures = {figure for words in quoted for figure in FIGURE.findall(words) if len(figure) > 1}
    days = _days(text, erratum.published)
    pages = {a.upper() or b for a, b in EDITION.findall(text.upper())}
    weighed = []
    for article in before:
        if article.key == erratum.key or is_erratum(article):
            continue
        score = _weigh(article, titles, figures, days, pages, quoted)
        if score > 0:
            weighed.append((-score, article.published or "", article.key, letters(fold(article.body))))
    weighed.sort()
    if not weighed or -weighed[0][0] < SURE:
        return None
    rivals = [item for item in weighed[1:] if item[3] != weighed[0][3]]  # a reprint is no rival
    if rivals and rivals[0][0] - weighed[0][0] < CLEAR:
        return None
    return weighed[0][2]


def _weigh(
    article: Article, titles: set[str], figures: set[str], days: set[date], pages: set[str], quoted: list[str]
) -> float:
    score = 0.0
    heads = {letters(fold(line)) for line in (article.headline, article.kicker, article.subheadline) if line}
    heads.add(letters(fold(article.kicker + article.headline)))
    heads.add(letters(fold(article.headline + article.subheadline)))
    if heads & titles:
        score += HEADLINE
    elif any(len(title) >= 6 and title in head for title in titles for head in heads):
        score += HEADLINE / 2
    if days and article.published:
        published = Days.covering(article.published)
        if any(published.first <= day <= published.last for day in days):
            score += DATED if published.first == published.last else DATED / 2
        else:
            score -= DATED
    if pages and article.edition.upper() in pages:
        score += PAGED
    body = fold(article.body)
    if figures and len(set(FIGURE.findall(body)) & figures) >= min(2, len(figures)):
        score += FIGURED
    if any(len(words) >= 4 and words in body for words in quoted):
        score += WORDED
    return score


def _days(text: str, published: str | None) -> set[date]:
    """The days of publication that the correction names; without a year the last one before it."""
    if not published:
        return set()
    last = Days.covering(published).last
    found = set()
    for year, month, day in DAY.findall(text):
        for candidate in (int(year),) if year else (last.year, last.year - 1):
            try:
                named = date(candidate, int(month), int(day))
            except ValueError:
                continue
            if named <= last:
                found.add(named)
                break
    return found
