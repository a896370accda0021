"""The end of the path: the draft is proved once more as a whole, and becomes the reply, or a refusal."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from index.store import Store
from rag.answering.drafting import Drafted
from rag.answering.proof import check
from rag.answering.refusals import refuse_unreported
from rag.answers import Proof, Question, Reply, Result
from rag.finding.results import put_first


def close_reply(
    store: Store, id: str, question: Question, drafted: Drafted, results: Sequence[Result], started: float
) -> Reply:
    """The reply to a question; `started` is when it came in (seconds of `time.perf_counter`)."""
    draft, refusal = drafted
    answer, proof = None, Proof()
    if refusal is None:
        answer = draft.answer(question.lang)
        checked = check(answer.text, draft.citations, draft.computed)
        if checked.text:
            answer, proof = replace(answer, text=checked.text), checked.proof
        else:
            answer, refusal = None, refuse_unreported(store.holdings, results, question.lang)
    return Reply(
        id=id,
        question=question,
        answer=answer,
        refusal=refusal,
        citations=tuple(draft.citations) if answer else (),
        proof=proof,
        results=tuple(put_first(results, [c.key for c in draft.citations]) if answer else results),
        index_version=store.version,
        index_articles=store.holdings.articles,
        timing_ms={"total": round((time.perf_counter() - started) * 1000, 2)},
    )
