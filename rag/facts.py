"""Evidence to the bare fact: the number with its unit, the date, the person, the place, the members of a list."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.dates import find_dates
from index.quantities import find_quantities
from index.records import Days, Span
from index.words import find_names, fold
from rag.asked import Need
from rag.evidence import Evidence, quantity_fits
from rag.retrieve import Query
from rag.sums import find_replaced


@dataclass(frozen=True, slots=True)
class Fact:
    """A bare fact as printed and where it stands in the evidence sentence; `value` is how it is shown."""

    span: Span
    value: str
    score: float = 0.0


def find_fact(query: Query, need: Need, evidence: Evidence) -> Fact | None:
    """The fact that answers, within one sentence of evidence; None if the sentence holds none of that form."""
    finder = FINDERS.get(need.kind)
    return finder(query, need, evidence) if finder else None


def _distance(query: Query, sentence: str, span: Span) -> float:
    """How near the question's words stand to a span: 1 beside it, falling with the characters between, 0 for none."""
    text = fold(sentence)
    if len(text) != len(sentence):
        text = sentence
    total = 0.0
    for word in query.words:
        places = [match.start() for match in re.finditer(re.escape(word), text)]
        if places:
            gap = min(max(span.start - (p + len(word)), p - span.end, 0) for p in places)
            total += 1 / (1 + gap / 4)
    return total / max(1, len(query.words))


def find_number(query: Query, need: Need, evidence: Evidence) -> Fact | None:
    """The quantity whose unit fits and that stands nearest to the question's words."""
    sentence = evidence.text
    dates = [mention.span for mention in find_dates(sentence)]
    asked = set(re.findall(r"\d+(?:\.\d+)?", query.text))
    replaced = find_replaced(query.text, sentence)
    best: Fact | None = None
    for quantity in find_quantities(sentence):
        if (
            quantity.span in replaced
            or any(d.start <= quantity.span.start < d.end for d in dates)
            or str(quantity.value) in asked
        ):
            continue
        if not quantity_fits(quantity, need):
            continue
        score = _distance(query, sentence, quantity.span) + (0.1 if quantity.unit else 0.0)
        score += 0.3 if quantity.total else 0.0
        if best is None or score > best.score:
            start = quantity.span.start
            value = quantity.text
            if quantity.approximate in ("约", "近", "将近", "超", "超过", "逾", "大约", "至少", "不到"):
                before = sentence[max(0, start - 3) : start].rstrip()
                if before.endswith(quantity.approximate):
                    start -= len(quantity.approximate) + (len(sentence[max(0, start - 3) : start]) - len(before))
                    value = sentence[start : quantity.span.end]
            best = Fact(Span(start, quantity.span.end), value, score)
    return best


def find_date(query: Query, need: Need, evidence: Evidence) -> Fact | None:
    """The date nearest to the question's words, its year completed from the archive's dates of that article."""
    sentence = evidence.text
    best: Fact | None = None
    for mention in find_dates(sentence):
        if mention.kind == "vague":
            continue
        score = _distance(query, sentence, mention.span)
        if best is None or score > best.score:
            value = (
                complete_date(mention.text, mention.in_year, evidence) if mention.kind == "yearless" else mention.text
            )
            best = Fact(mention.span, value, score)
    return best


def complete_date(text: str, in_year: Callable[[int], Days | None], evidence: Evidence) -> str:
    """A printed date with the year that the article's resolved event dates give it."""
    for iso in evidence.article.event_dates:
        known = Days.parse(iso)
        mine = in_year(known.first.year)
        if mine and mine.overlaps(known):
            return f"{known.first.year}年{text}"
    return text


def find_person(query: Query, need: Need, evidence: Evidence) -> Fact | None:
    """The persons named in the sentence that the question does not name itself."""
    sentence = evidence.text
    names = [s for s in find_names(sentence) if s.of(sentence) not in query.text]
    if not names:
        return None
    chosen = max(names, key=lambda s: _distance(query, sentence, s))
    together = [s for s in names if abs(s.start - chosen.start) <= 24] if len(names) <= 4 else [chosen]
    value = "、".join(dict.fromkeys(s.of(sentence) for s in together))
    return Fact(Span(together[0].start, together[-1].end), value, evidence.score)


PLACE = re.compile(
    r"(?:在|于|走进|来到|前往|地点[:：为]?)(?P<place>[^，。；、“”（）]{2,18}?)(?=开展|举行|举办|召开|启动|进行|组织|设立|调研|为|集中|，|。|；)"
)
PLACE_NAME = re.compile(
    r"[㐀-鿿]{2,10}?(?:社区|街道|村|镇|乡|广场|公园|小区|学校|中学|小学|医院|礼堂|中心|馆|县|区|市)"
)


def find_place(query: Query, need: Need, evidence: Evidence) -> Fact | None:
    """The place after 在, else the first named place that the question does not name."""
    sentence = evidence.text
    for pattern, group in ((PLACE, "place"), (PLACE_NAME, 0)):
        spans = [Span(*m.span(group)) for m in pattern.finditer(sentence) if m.group(group) not in query.text]
        if spans:
            best = max(spans, key=lambda s: _distance(query, sentence, s))
            return Fact(best, best.of(sentence), evidence.score)
    return None


QUOTED = re.compile(r"“[^“”]{2,40}”|《[^《》]{2,40}》|[\w.]+@[\w.]+\w")


def find_name(query: Query, need: Need, evidence: Evidence) -> Fact | None:
    """A quoted or titled name that the question does not say itself, nearest to its words."""
    sentence = evidence.text
    spans = [Span(*m.span()) for m in QUOTED.finditer(sentence) if m.group().strip("“”《》") not in query.text]
    if not spans:
        return None
    best = max(spans, key=lambda s: _distance(query, sentence, s))
    return Fact(best, best.of(sentence), evidence.score)


LIST = re.compile(r"(?:[^，。；：、]{1,30}、)+[^，。；：、]{1,30}")


def find_list(query: Query, need: Need, evidence: Evidence) -> Fact | None:
    """The longest enumeration of the sentence."""
    sentence = evidence.text
    spans = [Span(*m.span()) for m in LIST.finditer(sentence)]
    if not spans:
        return find_name(query, need, evidence)
    best = max(spans, key=lambda s: (s.of(sentence).count("、"), _distance(query, sentence, s)))
    value = re.sub(r"(?:等[^、，]{0,12})$", "", best.of(sentence))
    return Fact(best, value, evidence.score)


FINDERS: dict[str, Callable[[Query, Need, Evidence], Fact | None]] = {
    "number": find_number,
    "date": find_date,
    "person": find_person,
    "place": find_place,
    "org": find_place,
    "name": find_name,
    "list": find_list,
}
