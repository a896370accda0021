"""Where the asker wants to look: one newspaper, one collection, from a day to a day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from index.dates import find_dates
from index.records import Days
from rag.answers import Coverage
from rag.questions.asked import detect_language
from ui.rewordings import spell
from ui.typeset import text_html
from ui.words import both

_LONGEST = 2000
"""Characters of a scope as the page sends it: four short fields."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Empty fields mean everything."""

    newspaper: str = ""
    collection: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def days(self) -> Days | None:
        """The days it allows, None for all; an open end is the calendar's."""
        if self.since is None and self.until is None:
            return None
        return Days(self.since or date.min, self.until or date.max)

    def word(self, question: str, coverage: Coverage) -> str:
        """The question with the scope's days in words, as one would ask; a date of its own stays what is asked."""
        if self.days is None or coverage.first is None or coverage.last is None or find_dates(question):
            return question
        lang = detect_language(question)
        first = max(self.days.first, date.fromisoformat(coverage.first))
        last = min(self.days.last, date.fromisoformat(coverage.last))
        held = Days(first, last) if first <= last else self.days
        if self.since and self.until and held.first.year == self.days.first.year:
            held = self.days
        said = spell(held, lang)
        return f"{question.rstrip('?？ ')} {said}?" if lang == "en" else f"{said}，{question}"


def read_scope(text: str | None) -> Scope:
    """The scope that the page's script sent as JSON; what cannot be read is no limit."""
    try:
        given = json.loads(text or "{}") if len(text or "") <= _LONGEST else {}
        names = {name: str(given.get(name) or "")[:200] for name in ("newspaper", "collection")}
        since, until = (_day(given.get(name)) for name in ("since", "until"))
    except (ValueError, AttributeError, RecursionError):
        return Scope()
    if since and until and until < since:
        since, until = until, since
    return Scope(names["newspaper"], names["collection"], since, until)


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) and len(text) == 10 else None
    except ValueError:
        return None


def scope_html(coverage: Coverage | None) -> str:
    """The fields, folded until somebody wants them. A choice of one is no choice and is not shown."""
    if coverage is None or not coverage.articles:
        return ""
    fields = [
        _choice(name, names)
        for name, names in (("newspaper", coverage.newspapers), ("collection", coverage.collections))
        if len(names) > 1
    ]
    span = (
        f' min="{text_html(coverage.first)}" max="{text_html(coverage.last)}"'
        if coverage.first and coverage.last
        else ""
    )
    fields += [
        f'<label>{both("scope_" + name)}<input type="date" data-scope="{name}"{span}></label>'
        for name in ("since", "until")
    ]
    clear = f'<button type="button" class="quiet-button" data-scope-clear>{both("scope_clear")}</button>'
    return (
        f'<details class="scope"><summary>{both("scope")}<span class="scope-now"></span></summary>'
        f'<div class="scope-fields">{"".join(fields)}{clear}</div></details>'
    )


def _choice(name: str, names: tuple[str, ...]) -> str:
    options = "".join(f'<option value="{text_html(n)}">{text_html(n)}</option>' for n in names)
    return (
        f'<label>{both("scope_" + name)}<select data-scope="{name}">'
        f'<option value="" data-all></option>{options}</select></label>'
    )
