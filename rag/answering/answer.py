"""The one path from a question to a reply, as named steps; no language model is needed on it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from index.records import Days
from index.store import Filter, Holdings
from rag.answering.closing import close_reply
from rag.answering.comparing import STATED, compose_comparison, read_comparison
from rag.answering.compose import Draft
from rag.answering.computing import compute
from rag.answering.disagreement import join_corrections
from rag.answering.drafting import Case, Drafted, draft_answer
from rag.answering.happenings import list_happenings
from rag.answering.picking import compose_pick, compose_stated, find_stated_need, read_pick
from rag.answering.reach import note_reading, refuse_days
from rag.answering.recalling import recall
from rag.answering.refusals import refuse_empty, refuse_figure, refuse_topic, refuse_unreported
from rag.answering.reports import HITS, compose_reports
from rag.answering.sides import Found, find_side
from rag.answering.sites import names_another_site
from rag.answering.trust import (
    PERIOD,
    SAME_FIRST,
    holds_amounts,
    holds_ordinals,
    is_elsewhere,
    is_enough,
    is_outdone,
    is_unprinted,
    kept_feasts,
    names_headline,
    raise_alone,
    states_days,
)
from rag.answers import Question, Reply, Turn
from rag.facts.evidence import Evidence, weigh_evidence
from rag.facts.sorts import fit_terms
from rag.finding.carrying import carry, lean_on, rank_carried, whole
from rag.finding.results import list_results
from rag.finding.retrieve import Query, Ranked, retrieve
from rag.finding.searcher import Searcher
from rag.questions.asked import BYLINE, FACTOID, Need, detect_language, understand
from rag.questions.asked_dates import OPEN, ask_dates, insisted, is_broad, read_back, read_years
from rag.questions.asked_reports import COUNTS
from rag.questions.colloquial import write_out
from rag.questions.followup import Heard, Standing, find_need, stand_alone
from rag.questions.terms import share
from rag.questions.topics import turn_away

REPORTED = 0.55
"""Share of a question's information in the first report from which it reports what is asked about, though not what is
asked: of 23 refused questions those below it were of other matters, those above of the matter."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question as it comes in. `now` is the asker's day."""

    question: str
    now: date
    history: tuple[Turn, ...] = ()
    lang: str | None = None
    collection: str = ""
    newspaper: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Archivist(Searcher):
    """What answers: a searcher that also weighs, says and proves. Keeps no state between questions."""

    def answer(self, ask: Ask) -> Reply:
        """Answer a question or refuse it."""
        heard = recall(ask.history, lambda asked, heard: self._answer(replace(ask, question=asked, lang=None), heard))
        reply = self._answer(replace(ask, question=write_out(ask.question)), heard)
        return replace(reply, question=replace(reply.question, asked=ask.question))

    def _answer(self, ask: Ask, heard: Heard | None) -> Reply:
        started = time.perf_counter()
        held = self.store.holdings
        question, standing = self.read(ask, heard)
        away = turn_away(ask.question)
        if away:
            drafted = Draft(), refuse_topic(away, held, question.lang)
            return close_reply(self.store, ask.id, question, drafted, [], started)
        only = Filter(newspaper=ask.newspaper, collection=ask.collection)
        if not held.articles:
            return close_reply(self.store, ask.id, question, (Draft(), refuse_empty(question.lang)), [], started)
        need = find_need(ask.question, standing)
        about = BYLINE.sub(" ", question.standalone) if need.about_byline else question.standalone
        query = fit_terms(replace(self.query(about), lang=question.lang), need, self.store)
        everything = retrieve(self.store, query, only, self.settings)
        results = list_results(query, everything, self.settings.results)
        case = Case(query, need, question, only, everything, results)
        draft, refusal = self._carry(case, standing, heard)
        if not draft.texts:
            draft, wider = self._attempt(case)
            refusal = wider if refusal is None or wider is None else refusal
        if draft.read_back and refusal is None:
            question = replace(question, dates=draft.read_back)
        elif draft.days and refusal is None:
            question = replace(question, dates=tuple(d for d in question.dates if d.days in draft.days))
        return close_reply(self.store, ask.id, question, (draft, refusal), results, started)

    def _carry(self, case: Case, standing: Standing, heard: Heard | None) -> Drafted:
        """Answer a follow-up from the articles of the last answer; an empty draft if it leads elsewhere."""
        query, need, question, everything = case.query, case.need, case.question, case.everything
        fresh = any(asked.text in standing.own for asked in question.dates)
        if heard is None or not heard.keys or standing.another or fresh or need.kind == "reports":
            return Draft(), None
        ranked = [
            one for one in rank_carried(self.store, heard.keys) if not names_another_site(standing.own, one.article)
        ]
        own = replace(self.query(BYLINE.sub(" ", standing.own)), lang=question.lang)
        said = own if standing.said == standing.own else self.query(BYLINE.sub(" ", standing.said))
        if not carry(said, ranked, standing, everything):
            return Draft(), None
        # what the last answer said is not asked again
        text = query.text if question.lang == "zh" else standing.own
        told = f"{text} {heard.short}" if need.kind == "number" else text
        leaning = lean_on(own, query if standing.leans else self.query(heard.topic), told)
        group = self.weigh(leaning, need, join_corrections(self.store, ranked))
        return draft_answer(replace(case, query=leaning), [group], self.settings) if group else (Draft(), None)

    def read(self, ask: Ask, heard: Heard | None = None) -> tuple[Question, Standing]:
        """The question with its topic, its language and its days, and how it leans on what was asked before."""
        mine = detect_language(ask.question)
        standing = stand_alone(ask.question, mine, heard)
        last = heard.days[0] if heard and heard.days and standing.leans else None
        dates = ask_dates(standing.text, ask.now, self._span(), last, ask.question)
        fitting = tuple(d for d in dates if d.basis not in OPEN or self.store.reports(Filter(days=(d.days,))))
        return Question(ask.question, standing.text, ask.lang or mine, fitting or insisted(dates)), standing

    def _attempt(self, case: Case) -> Drafted:
        """Draft an answer from what the question's days leave, or say why there is none."""
        query, need, question, only, held = case.query, case.need, case.question, case.only, self.store.holdings
        named = detect_language(query.text) == "en" and need.kind in FACTOID
        unprinted = named and is_unprinted(query.text, self.glossary, self.store)
        if unprinted or is_elsewhere(query.text, (item.article for item in case.everything)):
            return _unreported(case, held)
        search = partial(retrieve, self.store, query, settings=self.settings)
        happened = list_happenings(self.store, query, question, only, search)
        if happened:
            return happened, None
        if need.kind == "reports":
            days = tuple(asked.days for asked in question.dates)
            wide = replace(self.settings, hits=HITS)
            ranked = retrieve(self.store, query, replace(only, days=days), wide)
            draft = compose_reports(query, ranked, bool(COUNTS.search(question.standalone)))
            return (draft, None) if draft.texts else _unreported(case, held)
        comparison = read_comparison(question.standalone, detect_language(question.standalone))
        compared = comparison and compose_comparison(comparison, partial(self._look, only), question.lang)
        if compared and compared[1]:
            return compared[0], None
        picked = self._pick(case)
        if picked:
            return picked, None
        if compared:
            computed = compute(query, need, self._evidence(query, need, case.everything))
            return computed or compared[0], None
        if comparison and comparison.by:  # one side is not reported: only a stated difference answers
            stated = [one for one in self._evidence(query, need, case.everything) if STATED.search(one.text)]
            return draft_answer(case, [stated], self.settings) if stated else _unreported(case, held)
        if not question.dates:
            group = self._evidence(query, need, case.everything)
            if not group:
                return _unreported(case, held)
            return draft_answer(case, [group], self.settings)
        return self._attempt_days(case)

    def _attempt_days(self, case: Case) -> Drafted:
        """The same for a question with dates: an answer for each of their readings that was reported."""
        query, need, question, everything = case.query, case.need, case.question, case.everything
        groups: list[list[Evidence]] = []
        answered: list[Days] = []
        fitting = False
        for days in read_years(question.dates):
            ranked = self._find_on(days, case)
            fitting = fitting or bool(ranked)
            group = self._evidence(query, need, ranked, everything)
            if group and not is_outdone(query, group[0].article, everything):
                groups.append(group)
                answered += days
        if not groups and not insisted(question.dates):
            return self._attempt(replace(case, question=replace(question, dates=())))
        if not groups:
            asked = [one.days for one in question.dates]
            kept = {item.article.key: kept_feasts(item.article, asked) for item in everything}
            stated = [item for item in everything if kept[item.article.key] or states_days(item.article, asked)]
            group = self._evidence(query, need, stated, everything)
            groups, answered = ([group], list(kept[group[0].article.key]) or asked) if group else ([], [])
        if groups:
            draft, refusal = draft_answer(case, groups, self.settings)
            draft.days = tuple(answered)
            return draft, refusal
        older = self._read_back(case)
        return older or Draft(), None if older else refuse_days(question, self.store.holdings, fitting, case.results)

    def _read_back(self, case: Case) -> Draft | None:
        """今年 of an archive that ends before this year is the newest of its years in which what is asked was reported.

        A short stretch (上周) need only be spoken of by a report: none is printed within it.
        """
        span, near = self._span(), case.everything[: self.settings.articles]
        printed = [Days.covering(item.article.published).first for item in near if item.article.published]
        for reading in read_back(case.question.standalone, case.question.dates, span, printed) if span else ():
            days = tuple(one.days for one in reading)
            ranked = self._find_on(days, case) if all(is_broad(one) for one in days) else []
            ranked = ranked or [item for item in near if any(one.text in whole(item.article) for one in reading)]
            group = self._evidence(case.query, case.need, ranked, case.everything)
            if group and not is_outdone(case.query, group[0].article, case.everything):
                again = replace(case, question=replace(case.question, dates=reading))
                draft, _ = draft_answer(again, [group], self.settings)
                if draft.texts:
                    return note_reading(draft, reading, case.question.lang)
        return None

    def _find_on(self, days: tuple[Days, ...], case: Case) -> list[Ranked]:
        """What was printed or happened on these days, and what was printed later but says that it speaks of them."""
        found = retrieve(self.store, case.query, replace(case.only, days=days), self.settings)
        first = case.everything[: self.settings.articles]
        known = {item.article.key for item in found}
        told = {
            one.article.key for one in first if one.article.key not in known and states_days(one.article, days, PERIOD)
        }
        if not told:
            return found
        shown = [item for item in case.everything if item.article.key in known | told]
        listed = {item.article.key for item in shown}
        return [*shown, *(item for item in found if item.article.key not in listed)]

    def _pick(self, case: Case) -> Draft | None:
        """The report that a question picks from several, if it does."""
        lang = detect_language(case.question.standalone)
        pick = read_pick(case.question.standalone, lang)
        if pick is None:
            return None
        if pick.by == "states":
            need = find_stated_need(pick, lang)
            group = self._evidence(case.query, need, case.everything)
            return compose_stated(pick, need, case.query, group) if group else None
        kind = replace(self.query(pick.kind), lang=case.query.lang)
        return compose_pick(pick, kind, retrieve(self.store, kind, case.only, self.settings))

    def _look(self, only: Filter, side: str, without: frozenset[str]) -> Found | None:
        """What the archive says to the question of one side of a comparison."""
        query, need = self.query(side), understand(side, detect_language(side))
        dates = ask_dates(side, date.min, self._span())
        readings = read_years(dates)[0] if dates else ()
        ranked = retrieve(self.store, query, replace(only, days=readings), self.settings)
        group = self._evidence(query, need, ranked)
        return find_side(query, need, [one for one in group if one.article.key not in without])

    def _span(self) -> Days | None:
        held = self.store.holdings
        return Days.parse(f"{held.first}/{held.last}") if held.first and held.last else None

    def weigh(self, query: Query, need: Need, read: Sequence[Ranked]) -> list[Evidence]:
        """The sentences of the articles that are read, best first."""
        return weigh_evidence(query, need, read, self.embedder)

    def _evidence(
        self, query: Query, need: Need, ranked: list[Ranked], everything: Sequence[Ranked] = ()
    ) -> list[Evidence]:
        """The evidence that is good enough to answer with, best first; empty if the best is not.

        `everything` is what was found without the question's days, where `ranked` is what is left by them.
        """
        named = [item for item in ranked if names_headline(query.text, item.article)]
        if named:
            return self.weigh(query, need, join_corrections(self.store, named))
        read = join_corrections(self.store, ranked[: self.settings.articles])
        read = [item for item in read if holds_ordinals(query.text, item.article)]
        read = [item for item in read if not names_another_site(query.text, item.article)]
        if need.kind in FACTOID:
            read = [item for item in read if holds_amounts(query.text, item.article)]
        found = self.weigh(query, need, read)
        if not found:
            return []
        # among the reports of some days each keeps the score that it has among all: the days alone prove nothing
        shares = {item.article.key: item.score for item in everything or ranked}
        fitting = [replace(item, score=shares.get(item.article.key, 0.0)) for item in ranked]
        fitting = raise_alone(fitting) if everything else fitting
        asked = replace(query, lang=detect_language(query.text))
        first = {item.article.key for item in everything[:SAME_FIRST]}
        articles = self.store.holdings.articles
        return found if is_enough(found, need, asked, fitting, self.settings, articles, first) else []


def _unreported(case: Case, held: Holdings) -> Drafted:
    best = case.everything[0].article if case.everything else None
    if best and share(case.query.terms, whole(best)) >= REPORTED and case.need.kind != "reports":
        return Draft(), refuse_figure(case.need, best.headline, case.results, case.question.lang)
    return Draft(), refuse_unreported(held, case.results, case.question.lang)
