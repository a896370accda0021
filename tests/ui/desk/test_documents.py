"""A kept verdict is the verdict."""

from dataclasses import replace

from ui.desk.documents import digest, paper_json, read_asked, read_verdict
from ui.wire import dumps, verdict_json


def test_a_verdict_comes_back_as_it_was_kept(paper):
    import json

    kept = json.loads(dumps(verdict_json(paper.verdict)))
    assert verdict_json(read_verdict(kept)) == kept
    assert read_verdict(kept).parts == paper.verdict.parts
    assert read_asked(paper_json(paper)["asked"]) == paper.asked


def test_the_digest_changes_with_what_is_seen_and_with_nothing_else(paper):
    verdict = paper.verdict
    assert digest(replace(verdict, id="other", timing_ms={"total": 9.0}, results=())) == digest(verdict)
    first = verdict.parts[0]
    for other in (
        replace(verdict, claim=verdict.claim + "。"),
        replace(verdict, verdict="supported"),
        replace(verdict, parts=(replace(first, note="x"), *verdict.parts[1:])),
        replace(verdict, parts=(replace(first, supporting=()), *verdict.parts[1:])),
    ):
        assert digest(other) != digest(verdict)
