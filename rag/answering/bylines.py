"""Who signed a report, who took its photos, and when a notice was issued: what stands in its by-line, quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.dates import find_dates
from index.records import Article, Caption, Span
from rag.answering.compose import Draft, window
from rag.english.english import quote_inline, render_date, render_person
from rag.facts.evidence import Evidence
from rag.finding.retrieve import Query

_ASKS_PHOTOS = re.compile(r"摄影|拍摄|谁[摄拍]|配图|插图|照片|图片|图是谁|\bphoto|\bpictures?\b", re.I)
_PHOTOGRAPHED = ("摄", "文/图")
"""Roles in a by-line of those who took the photos."""

_ROLES = (
    (re.compile(r"通讯员|\bcorrespondent", re.I), "通讯员"),
    (re.compile(r"记者|\breporter|\bjournalist", re.I), "记者"),
)
"""A question that says a role asks for those who bear it."""

_ASKS_ISSUE = re.compile(r"发布|刊登|刊发|登出|登报|见报|落款|\b(?:published|issued|printed|dated|announced)\b", re.I)
"""Asks when a text itself was issued."""

_SIGNED = {
    (False, "zh"): "这篇报道的署名是：",
    (False, "en"): "The report is signed by",
    (True, "zh"): "这篇报道的图片署名是：",
    (True, "en"): "The photos are credited to",
}


_ASKS_ISSUER = re.compile(
    r"(?:公告|通告|启事|通知|告示|通报|声明|公示)[^，。；？?]{0,8}?(?:谁|哪[一]?[个家些]|哪里|什么(?:单位|部门|机构))[^，。；？?]{0,8}?(?:发(?![放生现言展给动表])|[登出贴印][出的了发])|"
    r"(?:谁|哪[一]?[个家些](?:单位|部门|机构|局)?|什么(?:单位|部门|机构))[^，。；？?]{0,4}?(?:发布|发出|发|登|贴)[了出]?(?:的|这|那|一)?[^，。；？?]{0,16}(?:公告|通告|启事|通知|告示|声明|公示)|"
    r"落款|(?:发布|发文)(?:单位|机构|部门)"
)
"""Asks who issued a notice."""
ISSUER = "落款"
"""The role of those who sign a notice."""
NAMED_MOST = 60
"""Letters of the sentence that names the issuer."""
BESIDE = 0.8
"""A report that knows so much of what the best one knows of the question may be the one whose by-line is asked for."""


def compose_issuer(query: Query, evidence: Sequence[Evidence], asked: str) -> Draft | None:
    """Who signed the notice that fits best, where the question asks who issued it; None where it asks another thing."""
    if query.lang != "zh" or not _ASKS_ISSUER.search(asked):
        return None
    for one in _near(evidence):
        names = [person.name for person in one.byline if person.name and person.role == ISSUER]
        if names and one.byline_text:
            draft = Draft()
            number = draft.quote(one, "byline", one.byline_text, None)
            draft.shorts.append("、".join(names))
            draft.texts.append(f"落款：{'、'.join(names)}[{number}]")
            named = next((e for e in evidence if e.article.key == one.key and names[0] in e.text), None)
            if named:  # most notices name who speaks in their text too
                part = window(named.text, Span(0, 1), NAMED_MOST).of(named.text).rstrip("，；：、")
                draft.texts.append(f"{part}[{draft.cite(named)}]")
            return draft
    return None


def _near(evidence: Sequence[Evidence]) -> list[Article]:
    """The articles that know about as much of the question as the best one, best first."""
    near = [one.article for one in evidence if one.known >= BESIDE * evidence[0].known]
    return list({article.key: article for article in near}.values())


def compose_byline(query: Query, evidence: Sequence[Evidence], asked: str = "") -> Draft | None:
    """Who wrote the report that fits best, or took its photos, whichever is asked; None if nobody is printed there."""
    photos = bool(_ASKS_PHOTOS.search(asked))
    shown_by = [one for one in _near(evidence) if photos and names_photographer(one)]
    article = shown_by[0] if shown_by else evidence[0].article
    people, where, quote = article.byline, "byline", article.byline_text
    names = [person.name for person in people if person.name]
    if photos:
        credits = [caption for caption in article.captions if caption.credit]
        names = [person.name for person in people if person.name and person.role in _PHOTOGRAPHED]
        if credits:
            names = list(dict.fromkeys(re.split(r"[、\s]+", " ".join(caption.credit for caption in credits))))
            where, quote = "caption", " ".join(map(_print_caption, credits))
        elif not names and re.search(r"[摄图]", quote):  # 记者 … 摄影报道
            names = [person.name for person in people if person.name]
    wanted = next((role for pattern, role in _ROLES if pattern.search(asked)), "")
    if not photos and wanted:
        names = [person.name for person in people if person.name and person.role.endswith(wanted)] or names
    if not names or not quote:
        return None
    draft = Draft()
    number = draft.quote(article, where, quote, None)
    shown = "、".join(names) if photos else quote
    if query.lang == "zh":
        draft.shorts.append("、".join(names))
        draft.texts.append(f"{_SIGNED[photos, 'zh']}{shown}[{number}]")
    else:
        short = ", ".join(render_person(name) for name in names)
        draft.shorts.append(short)
        draft.texts.append(f"{_SIGNED[photos, 'en']} {short}: {quote_inline(shown)} [{number}]")
    return draft


def names_photographer(article: Article) -> bool:
    """Does an article say who took a photo?"""
    return any(caption.credit for caption in article.captions) or any(
        person.name and person.role in _PHOTOGRAPHED for person in article.byline
    )


def _print_caption(caption: Caption) -> str:
    """A caption as it is quoted; one that is a credit itself (本栏图片由…摄) holds its names already."""
    return caption.text if caption.credit in caption.text else f"{caption.text} {caption.credit}".strip()


def compose_issue(query: Query, evidence: Sequence[Evidence], asked: str) -> Draft | None:
    """The day under a notice, where the question asks when it was issued; None where it does not or there is none."""
    article = evidence[0].article
    if not _ASKS_ISSUE.search(asked) or not article.byline_text:
        return None
    day = next((m for m in find_dates(article.byline_text) if m.kind == "absolute" and m.first.day), None)
    if day is None:
        return None
    draft = Draft()
    number = draft.quote(article, "byline", article.byline_text, None)
    short = day.text if query.lang == "zh" else render_date(day.text, None, asked) or day.text
    draft.shorts.append(short)
    shown = f"落款：{article.byline_text}" if query.lang == "zh" else f"{short}: {quote_inline(article.byline_text)} "
    draft.texts.append(f"{shown}[{number}]")
    return draft
