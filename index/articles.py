"""A raw page to its articles: the one path through lines, units, stories, headlines and dates."""

from __future__ import annotations

from collections.abc import Sequence

from index.clean import FIXES
from index.confidence import rate
from index.dates import find_dates
from index.drafts import Draft
from index.events import pick_days
from index.flows import read_units
from index.headlines import Heading, give_headings
from index.lines import read_lines
from index.notices import HEREBY, TITLE
from index.overlap import Overlap
from index.places import find_places
from index.publication import date_page, gather
from index.records import Article, Caption, Page
from index.scripts import Reading
from index.stories import Stories, gather_stories
from index.threads import join_threads

_CAPTION_KIN = 0.25
"""Share of a caption's wording that an article has, from which the photo surely belongs to it."""
_FEATURE = 1200
"""Characters from which a signed text without 本报讯 is a feature; news in brief seldom has so many."""


def _place_captions(stories: Stories) -> None:
    """Give each caption to the article whose words it shares most, else to the one that it stands by."""
    drafts = [draft for draft in stories.drafts if not draft.is_caption]
    overlap = Overlap([draft.body for draft in drafts], stories.overlap)
    for at, caption in stories.captions:
        shares = [overlap.share(caption.text, draft.body) for draft in drafts]
        best = max(range(len(drafts)), key=shares.__getitem__, default=-1)
        if best >= 0 and (not caption.text or shares[best] < _CAPTION_KIN):
            best = min(range(len(drafts)), key=lambda i: abs(drafts[i].at - at))
        if best >= 0:
            drafts[best].captions.append(caption)
        else:
            stories.drafts.append(Draft(at=at, end=at, paragraphs=[caption.text or caption.credit], is_caption=True))


def _type(draft: Draft, heading: Heading) -> str:
    if draft.is_caption:
        return "caption"
    issued = any(person.role == "落款" for person in draft.people)
    if issued or (not draft.opened and (TITLE.search(heading.headline) or HEREBY.search(draft.body[-30:]))):
        return "notice"
    if draft.subheads or (not draft.opened and len(draft.body) >= _FEATURE):
        return "feature"
    return "news"


def _fixes(draft: Draft, heading: Heading) -> tuple[str, ...]:
    used = draft.fixes | heading.fixes
    return tuple(name for name in FIXES if name in used)


def _captions(captions: Sequence[Caption]) -> tuple[Caption, ...]:
    return tuple(dict.fromkeys(captions))


def cut(page: Page) -> tuple[Article, ...]:
    """The articles of a page in reading order, each with everything the page tells of it; keys are given elsewhere."""
    reading = Reading(page.text)
    sheet = read_lines(reading.text, page.settings, off=page.stated.unfixed)
    units = read_units(join_threads(sheet.lines))
    stories = gather_stories(units)
    _place_captions(stories)
    drafts = [draft for draft in stories.drafts if draft.body]
    if not drafts and sheet.lines:  # nothing but headlines, or a text without a single full stop: lose none of it
        drafts = [Draft(at=0, end=len(units), paragraphs=[line.text for line in sheet.lines])]
        stories.displays.clear()
    headings = give_headings(stories.displays, drafts, units, stories.overlap)
    bodies = [draft.body for draft in drafts]
    mentions = [find_dates(body) for body in bodies]
    heads = [f"{heading.kicker} {heading.headline} {heading.subheadline}" for heading in headings]
    issued = [text for draft in drafts if any(p.role == "落款" for p in draft.people) for text in draft.signed]
    evidence = gather(bodies + heads, mentions + [find_dates(head) for head in heads], issued)
    published, basis = date_page(page.stated, page.source, sheet.dropped, evidence)
    return tuple(
        reading.restore(
            Article(
                key="",
                source=page.source,
                page=page.number,
                body=body,
                headline=heading.headline,
                kicker=heading.kicker,
                subheadline=heading.subheadline,
                type=_type(draft, heading),
                newspaper=page.stated.newspaper,
                edition=page.stated.edition,
                collection=page.stated.collection,
                byline=tuple(draft.people),
                byline_text=" ".join(draft.signed),
                captions=_captions(draft.captions),
                published=published,
                published_basis=basis,
                event_dates=pick_days(body, found, published),
                places=find_places(f"{heading.headline}。{body}"),
                fixes=_fixes(draft, heading),
                confidence=confidence,
                url=page.stated.url,
                origin=reading.tracer.trace(body),
            )
        )
        for draft, heading, body, found, confidence in zip(
            drafts, headings, bodies, mentions, rate(drafts, headings, stories.overlap), strict=True
        )
    )
