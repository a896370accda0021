"""Story threads: the reports of one matter over time, found as everything else is, by vectors and by words."""

from __future__ import annotations

from index.records import Article
from index.store import ANY
from rag.finding.searcher import Searcher

LEAD = 120
"""Characters of a body that say what an article is about: its lead."""

LOOKED_AT = 60
"""Chunks that each search brings."""

LIKE = 0.45
"""Least inner product of an article's headline and lead with a chunk of the other report."""

KIN = 0.72
"""Least sum of that likeness and of the share that the other report has of the article's own score by words.

Chosen by eye on the 67 articles of the sample paper, not swept: its five threads (blood drives, a model field, the
library, a road, a festival) come whole; now and then a report of a near subject joins them."""

REPORTS_MOST = 12
"""Reports of a thread that are shown: beyond, it is a subject and no story."""


def follow_story(searcher: Searcher, article: Article) -> tuple[Article, ...]:
    """The reports on the matter of an article, itself among them, by date; undated ones last. At least itself."""
    store = searcher.store
    query = searcher.query(f"{article.headline} {article.body[:LEAD]}")
    hits = store.search_vectors(query.vector, LOOKED_AT, ANY)
    likeness: dict[str, float] = {}
    found: dict[str, Article] = {}
    for hit, score in zip(hits, store.liken(query.vector, [hit.number for hit in hits]) if hits else [], strict=True):
        other = store.article_of(hit.number)
        found[other.key] = other
        likeness[other.key] = max(score, likeness.get(other.key, 0.0))
    shares: dict[str, float] = {}
    for hit in store.search_words(dict.fromkeys(query.words, 1.0), LOOKED_AT, ANY):
        shares.setdefault(store.article_of(hit.number).key, hit.score)
    own = shares.get(article.key)
    if own:
        near = {
            key: likeness[key] + min(shares.get(key, 0.0) / own, 1.0)
            for key in found
            if key != article.key and likeness[key] >= LIKE
        }
        kin = sorted((key for key in near if near[key] >= KIN), key=lambda key: -near[key])
    else:
        kin = []
    bound = (article.corrects, article.corrected_by)  # what the index knows belongs together, belongs together
    members = {article.key: article}
    for key in (*(key for key in bound if key), *kin):
        kept = found.get(key) or store.article(key)
        if kept is not None and not kept.withdrawn and len(members) < REPORTS_MOST:
            members[key] = kept
    return tuple(sorted(members.values(), key=lambda member: (member.published or "9999", member.key)))
