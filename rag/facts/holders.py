"""Who bears the office that a question names (枫溪村的会计是谁): the name behind it in a report of that place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.records import Span
from index.words import fold
from rag.facts.evidence import Evidence, Fact
from rag.facts.nearness import asked_part
from rag.facts.offices import OFFICE, find_holders, find_titles_en, same_office
from rag.finding.retrieve import Query

_ASKS = re.compile(
    rf"(?P<title>{OFFICE.pattern})(?:同志)?(?:的?(?:名字|姓名|大名))?(?:，)?(?:又|当时|现在|那时)?(?:是谁|叫什么|是哪[一]?[位个]|姓什么|姓甚名[谁啥]|名叫什么|[是系]何人|由谁(?:担任|兼任)?)"
)
_ANYBODY = re.compile(r"[者员师民生]$|记者|村民|居民|律师|医生|护士")
"""Titles that many bear."""
BEFORE = 300
"""Signs before a name within which a report says of which place it speaks."""
LEAST = 0.6
"""Share of the question's words, its title aside, that stand so near before the name."""
LOOKED_AT = 40


_WHO_EN = re.compile(r"\bwho(?: is| was|['’]s| serves as| served as) (?:the |its |their )?(?=\S)", re.I)


_QUALIFIERS = re.compile(
    r"(?:(?:[A-Z][\w’']* )?(?:party|branch|committee|general|executive|standing|head|chief|county|district|city|village"
    r"|town|community|municipal|school|hospital) )*",
    re.I,
)
"""What may stand before a title and says of which rank it is: Party branch secretary."""


def find_titles_asked(question: str) -> tuple[str, ...]:
    """The office whose holder an English question asks for, as it may be printed; none if it asks for none."""
    who = _WHO_EN.search(question)
    if who is None:
        return ()
    found = next(iter(find_titles_en(question)), None)
    if found is None or not _QUALIFIERS.fullmatch(question, who.end(), found[0].start):
        return ()
    branch = "支部" if re.search(r"\bbranch ", question[who.end() : found[0].start], re.I) else ""
    return tuple(branch + title for title in found[1] if not _ANYBODY.search(title))


def find_title_asked(question: str) -> str:
    """The office whose holder a Chinese question asks for; "" if it asks for none."""
    match = _ASKS.search(asked_part(question))
    return "" if match is None or _ANYBODY.search(match["title"]) else match["title"]


def choose_holder(query: Query, group: Sequence[Evidence]) -> tuple[Evidence, Fact] | None:
    """The sentence that names the holder, and the name; None where no report names one of that office and place."""
    zh = find_title_asked(query.text) if query.lang == "zh" else ""
    titles = (zh,) if zh else find_titles_asked(query.text) if query.lang != "zh" else ()
    if not titles:
        return None
    asked = [term for term in query.terms if not any(form in title for title in titles for form, _ in term.forms[:1])]
    asked = [term for term in asked if term.word not in zh]
    whole = sum(term.weight for term in asked)
    found: list[tuple[float, float, Evidence, Fact]] = []
    for evidence in group[:LOOKED_AT]:
        for holder in find_holders(evidence.text):
            if not any(same_office(holder.title, title) for title in titles) or holder.name in query.text:
                continue
            at = evidence.text.find(holder.name, holder.span.start)
            if at < 0:
                continue
            start = evidence.span.start + at
            said = fold(evidence.article.body[max(0, start - BEFORE) : start])
            said += "\n" + fold(f"{evidence.article.headline}")
            share = sum(term.weight * term.means(said) for term in asked) / whole if whole else 1.0
            if share >= LEAST:
                fact = Fact(Span(at, at + len(holder.name)), holder.name, 1.0)
                found.append((share, evidence.score, evidence, fact))
    if not found:
        return None
    _, _, evidence, fact = max(found, key=lambda one: one[:2])
    return evidence, fact
