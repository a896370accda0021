"""An English sentence around a Chinese fact: the fact in English, when the paper reported it, the quote, its marker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.records import Days
from rag.english.english import add_litres, quote_inline, render_date, render_hours, render_person, render_quantity
from rag.english.english_names import render_name
from rag.english.headed import is_clause
from rag.english.wording import write_days
from rag.facts.evidence import Evidence
from rag.facts.facts import Fact
from rag.facts.numbers import NUMBER, fold_figures
from rag.questions.asked import Need
from rag.questions.pinyin import HAN_NAME
from rag.questions.sorts_en import counts_things

ORG_MOST = 8
"""Signs of the longest name of a body that the short answer gives in English: longer ones are translated variously."""


@dataclass(frozen=True, slots=True)
class Framed:
    """A fact in English: `said` in the sentence, `short` as the bare fact, the figures that stand in no quote."""

    said: str
    short: str
    computed: tuple[str, ...] = ()


def frame_fact(question: str, need: Need, evidence: Evidence, fact: Fact) -> Framed | None:
    """A fact in English, or as printed where it cannot be said surely; None where it is a clause and no name."""
    named = need.kind in ("name", "org", "place") and not _FIGURE.fullmatch(fact.value)
    parts = _AND.split(fact.value) if need.kind == "org" or need.several else [fact.value]
    if named and any(is_clause(part) for part in parts) and not (need.several and len(parts) > 1):
        return None
    said, short = _say(question, need, evidence, fact)
    printed = set(NUMBER.findall(fold_figures(f"{evidence.text} {evidence.article.published or ''}")))
    printed |= {number.lstrip("0") for number in printed}
    scaled = dict(_SCALED.findall(fold_figures(f"{said} {short}")))
    return Framed(said, short, tuple(f"{number}{scale}" for number, scale in scaled.items() if number not in printed))


_SCALED = re.compile(rf"({NUMBER.pattern})( million| billion|)")


_FIGURE = re.compile(r"(?:每[人户月年天])?约?近?超?过?[\d,.]+[余多]?[万亿]?[余多]?[\u4e00-\u9fff%]{0,4}(?:左右|以上)?")
"""A value that is a figure, whatever form was thought to be asked for."""


_AND = re.compile(r"[、；;]|(?<=[会站局院校部社委馆队团司厂所心室办])[和与及](?=[\u4e00-\u9fff]{3})")
"""Between bodies of a row: 甲协会、乙站和丙局."""


def _say(question: str, need: Need, evidence: Evidence, fact: Fact) -> tuple[str, str]:
    value = fact.value
    if need.measure == "phone":
        return value, value  # a number that is dialled is no quantity
    counted = need.kind in ("name", "other", "org", "person") and _FIGURE.fullmatch(value)
    if need.kind == "number" or counted:
        parts = [_say_quantity(part, evidence, fact) for part in re.split(r"[；;、，]", value)]
        if counts_things(question):  # 3名银奖 are no people
            parts = [(said.removesuffix(" people"), short.removesuffix(" people")) for said, short in parts]
        if all(parts):
            return ", ".join(said for said, _ in parts), ", ".join(short for _, short in parts)
    if need.kind == "date":
        year = next((Days.parse(iso).first.year for iso in evidence.article.event_dates), None)
        words = render_date(value, year, question) or render_hours(value)
        if words:
            return words, words
    if need.kind == "person":
        words = render_person(value)
        return words, words
    if need.kind in ("place", "org", "name", "list"):
        items = [item for item in _AND.split(value) if item] if need.kind == "org" else re.split(r"[、；;]", value)
        rendered = [_name(item, need) if HAN_NAME.match(item) else item for item in items]
        said = ", ".join(rendered)
        unsure = any(word == item for word, item in zip(rendered, items, strict=True))
        long = need.kind != "place" and any(len(item) > ORG_MOST for item in items)
        if need.kind in ("name", "list") and unsure:
            return value, value
        return said, value if unsure or long else said
    return value, value


_LASTED = re.compile(r"([一二两三四五六七八九十半\d]+)个?([月年天周])(?:有余|之久)")


def _name(item: str, need: Need) -> str:
    return render_person(item) if need.persons else render_name(item)


def _say_quantity(printed: str, evidence: Evidence, fact: Fact) -> tuple[str, str]:
    rendered = render_quantity(_LASTED.sub(r"\1个\2多", printed), evidence.text[: fact.span.start])
    if rendered is None:
        return "", ""
    words, value = rendered
    return add_litres(words, value), words


def frame_sentence(said: str, quote: str, evidence: Evidence, number: int, *, further: bool = False) -> str:
    """The sentence of an answer: what is said, when it was reported, the quote, the marker of its citation.

    A `further` quote from the same report says nothing of its date again.
    """
    if further and not said:
        return f"{quote_inline(quote)} [{number}]"
    published = evidence.article.published
    when = "in the paper"
    if published:
        when = f"{'on' if len(published) == 10 else 'in'} {write_days(Days.covering(published), 'en')}"
    did = "corrected" if evidence.article.corrects else "reported"
    lead = f"{said}, as {did} {when}" if said else f"As {did} {when}"
    return f"{lead}: {quote_inline(quote)} [{number}]"
