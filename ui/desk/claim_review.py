"""A check as schema.org ClaimReview in JSON-LD, for search engines and other fact-checkers."""

from __future__ import annotations

import json

from rag.answers import Citation, Part
from ui.desk.documents import Paper
from ui.desk.files import Export, Publisher, day, file_name, plain
from ui.desk.labels import aigc, label
from ui.desk.words import word
from ui.wire import Json, safe_url

_SCHEMA = "https://schema.org"


def export_claim_review(paper: Paper, publisher: Publisher, lang: str) -> Export:
    """schema.org ClaimReview: the whole claim, its parts under `hasPart`; our three words are the rating's name.

    No number is given: agreement with one archive is no scale of truth. A draft has no `datePublished`.
    """
    author: Json = {"@type": "Organization", "name": publisher.newspaper or "Wenbao"}
    whole = _review(paper.verdict.claim, paper.verdict.verdict, (), lang)
    review: Json = {
        "@context": [_SCHEMA, {"AIGC": {"@id": "urn:gb:45438-2025:AIGC", "@type": "@json"}}],
        **whole,
        "identifier": paper.id,
        "inLanguage": "zh-CN" if lang == "zh" else "en",
        "dateCreated": day(paper),
        "creativeWorkStatus": "Published" if paper.signed else "Draft",
        "version": paper.version,
        "author": author,
        "abstract": label(paper, lang),
        "isBasedOn": sorted({url for part in paper.verdict.parts for c in _cited(part) if (url := safe_url(c.url))}),
    }
    if paper.signed:
        review |= {"datePublished": day(paper), "editor": {"@type": "Person", "name": plain(paper.signed_by)}}
    checked = [part for part in paper.verdict.parts if part.verdict != "not_checkable"]
    review["hasPart"] = [
        {**_review(part.text, part.verdict, _cited(part), lang, part.note), "author": author} for part in checked
    ]
    review["AIGC"] = aigc(paper, publisher.producer)
    data = json.dumps(review, ensure_ascii=False, indent=1).replace("<", "\\u003c")  # it may stand in a <script>
    return Export(file_name(paper, "jsonld"), "application/ld+json", data.encode())


def _review(text: str, verdict: str, cited: tuple[Citation, ...], lang: str, note: str = "") -> Json:
    rating: Json = {"@type": "Rating", "alternateName": word(verdict, lang)}
    if note:
        rating["ratingExplanation"] = plain(note)
    review: Json = {
        "@type": "ClaimReview",
        "claimReviewed": plain(text),
        "itemReviewed": {"@type": "Claim", "text": plain(text)},
        "reviewRating": rating,
    }
    if cited:
        review["citation"] = [_article(c) for c in cited]
    return review


def _article(citation: Citation) -> Json:
    article: Json = {"@type": "NewsArticle", "headline": plain(citation.headline), "identifier": citation.key}
    if citation.published:
        article["datePublished"] = citation.published
    if citation.newspaper:
        article["publisher"] = {"@type": "Organization", "name": plain(citation.newspaper)}
    if url := safe_url(citation.url):
        article["url"] = url
    return {**article, "text": plain(citation.quote)}


def _cited(part: Part) -> tuple[Citation, ...]:
    return (*part.against, *part.supporting)
