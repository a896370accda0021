"""Does what was found answer what was asked, or only report the event? Learned weights over a sentence's signs.

A report gives many figures and names: that it tells of the event, and how, says nothing of the one detail asked for.
Logistic regressions, learned from questions of our own whose detail is not reported, and from questions whose sentence
was taken out of its article; made by `training/aptness.py`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.words import fold
from rag.answering.compose import Said, in_chinese
from rag.answering.sides import ITEM
from rag.english.rendering import find_noun
from rag.english.rows import is_sure_row
from rag.english.tallies import counts_noun
from rag.facts.counting import agree, read_asked_noun, read_counted
from rag.facts.evidence import Evidence, read_figures
from rag.facts.hearing import hear
from rag.facts.nearness import asked_part, find_asking, is_focus, take_bearings
from rag.facts.posts import find_person_asked
from rag.facts.reader import load_reader
from rag.finding.retrieve import Query
from rag.questions.terms import Term, meant

SIGNS = (
    *("said", "around", "known", "rarest", "rarest_known", "focus", "focus_around", "focus_known", "focused"),
    *("score", "behind", "likeness", "near", "odds", "heard", "likest", "agree", "bare", "terms"),
    *("number", "date", "person", "name", "list", "long"),
)
"""Shares of the question in the sentence, with its neighbours and headline, in the article; the weightiest word that
these lack; shares of the words beside the asking word, and are there any; the sentence's score, how far it is behind
the best one; cosine; how near the question's words stand to the fact; the reader's odds of the fact, were there any, of
any span; does the figure count what is asked; is there no fact; words; the form asked for."""
ODDS_MOST = 10.0
KINDS = {"number": "number", "date": "date", "person": "person", "place": "name", "org": "name", "name": "name",
         "other": "name", "list": "list", "why": "long", "how": "long", "summary": "long"}  # fmt: skip
_FILE = Path(__file__).parent / "aptness.json"


def read_signs(said: Said, group: Sequence[Evidence]) -> NDArray[np.float64]:
    """The signs (SIGNS,) of a chosen sentence and its fact, if it has one."""
    query, need, evidence, fact = said.query, said.need, said.evidence, said.fact
    article = evidence.article
    head = fold(" ".join((article.kicker, article.headline, article.subheadline, article.byline_text)))
    whole, sentence = f"{head}\n{fold(article.body)}", fold(evidence.text)
    around = f"{head}\n{fold(_surround(evidence))}"
    focus = find_focus_terms(query)
    asked = query if query.lang == "zh" else in_chinese(query, need, [evidence])
    hearing = hear(load_reader(), asked, need, group)
    odds = hearing.odds(evidence, fact.span) if fact else None
    likest = [value for span in hearing.spans(evidence) if (value := hearing.odds(evidence, span)) is not None]
    told = {
        "said": meant(query.terms, sentence),
        "around": meant(query.terms, around),
        "known": meant(query.terms, whole),
        "rarest": _rarest(query.terms, around),
        "rarest_known": _rarest(query.terms, whole),
        "focus": meant(focus, sentence) if focus else 0.5,
        "focus_around": meant(focus, around) if focus else 0.5,
        "focus_known": meant(focus, whole) if focus else 0.5,
        "focused": float(bool(focus)),
        "score": evidence.score,
        "behind": group[0].score - evidence.score,
        "likeness": evidence.likeness,
        "near": take_bearings(asked, evidence.text).near(fact.span) if fact else 0.0,
        "odds": _bound(odds),
        "heard": float(odds is not None),
        "likest": _bound(max(likest, default=None)),
        "agree": _agree(query, said),
        "bare": float(fact is None),
        "terms": np.log1p(len(query.terms)),
        KINDS.get(need.kind, "name"): 1.0,
    }
    return np.array([float(told.get(sign, 0.0)) for sign in SIGNS])


def find_focus_terms(query: Query) -> list[Term]:
    """The terms that say what is asked for: beside a Chinese asking word, in the noun behind an English one."""
    if query.lang == "zh":
        asking = find_asking(query.text)
        return [term for term in query.terms if is_focus(query.text, term.word, asking)]
    noun = find_noun(query.text).lower()
    return [term for term in query.terms if noun and term.word.lower() in noun]


def _surround(evidence: Evidence) -> str:
    body, at = evidence.article.body, evidence.span
    start = max(body.rfind("。", 0, max(0, at.start - 1)), 0)
    end = body.find("。", min(len(body), at.end + 1))
    return body[start : end if end >= 0 else len(body)]


def _rarest(terms: Sequence[Term], text: str) -> float:
    """The weight of the weightiest term that a text does not say, as a share of the weightiest of all."""
    most = max((term.weight for term in terms), default=0.0)
    return max((term.weight for term in terms if not term.means(text)), default=0.0) / most if most else 0.0


def _bound(odds: float | None) -> float:
    return 0.0 if odds is None else max(-ODDS_MOST, min(ODDS_MOST, odds)) / ODDS_MOST


def _agree(query: Query, said: Said) -> float:
    if said.fact is None or said.need.kind != "number" or query.lang != "zh":
        return 0.0
    noun, span = read_asked_noun(asked_part(query.text)), said.fact.span
    figures = [
        one for one in read_figures(said.evidence.text) if one.span.start < span.end and span.start < one.span.end
    ]
    return float(agree(noun, read_counted(said.evidence.text, figures[0]))) if noun and figures else 0.0


BARS = {"zh": -1.95, "en": -1.55}
"""Log odds under which a question is refused: of the right answers to our own questions .985 lie above, judged by
weights from other articles; .19 (zh) and .21 (en) of what was said to questions that nothing answers lie below."""


PHYSICAL = frozenset({"volume", "area", "length", "mass"})
"""Measures of which a report seldom prints two: an English question's words for a place are lost where it is told."""


def is_apt(said: Said, group: Sequence[Evidence]) -> bool:
    """May the sentence be shown as the answer? A post beside a name, its holder, a yes or no are not judged here."""
    if said.sure or said.need.kind == "yesno" or find_person_asked(said.query.text) or is_labelled(said):
        return True
    if said.query.lang != "zh" and said.fact is not None:
        counted = said.need.kind == "number" and counts_noun(said.query, said.evidence.text, said.fact.span)
        listed = said.need.count > 0 and is_sure_row(said.query, said.need, said.evidence.text)
        if counted or listed or said.need.measure in PHYSICAL:
            return True
    return judge_aptness(said, group) >= BARS["zh" if said.query.lang == "zh" else "en"]


def is_labelled(said: Said) -> bool:
    """Is it a notice's item under the very label asked for (2.申报时间：), or the telephone number asked for?"""
    if said.fact is None or said.query.lang != "zh":
        return False
    question, label = said.query.text, ITEM.match(said.evidence.text)
    named = label is not None and any(pair in question for pair in _pairs(label["label"]))
    return named or said.need.measure == "phone"


def _pairs(text: str) -> list[str]:
    return [text[n : n + 2] for n in range(len(text) - 1)]


@cache
def _weights() -> dict[str, tuple[NDArray[np.float64], float]]:
    held = json.loads(_FILE.read_text("utf-8"))
    return {
        lang: (np.array([one["weights"][sign] for sign in SIGNS]), float(one["bias"])) for lang, one in held.items()
    }


def judge_aptness(said: Said, group: Sequence[Evidence]) -> float:
    """The log odds that the sentence tells what is asked."""
    weights, bias = _weights()["zh" if said.query.lang == "zh" else "en"]
    return float(read_signs(said, group) @ weights + bias)
