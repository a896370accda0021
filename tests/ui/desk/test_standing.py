"""What a signed check loses with a withdrawn article, and what counts as another finding."""

from dataclasses import replace

from index.records import Article
from ui.desk.standing import compare, without_withdrawn


def archive(*withdrawn):
    def find(key):
        return Article(key=key, source="s", page=1, body="x", withdrawn=key in withdrawn)

    return find


def keys(paper):
    return {c.key for part in paper.verdict.parts for c in (*part.supporting, *part.against)}


def test_nothing_is_lost_where_nothing_is_withdrawn_or_an_article_is_merely_gone(paper):
    assert without_withdrawn(paper, archive()) is paper
    assert without_withdrawn(paper, lambda key: None) is paper


def test_no_word_of_a_withdrawn_article_stays(paper):
    (key,) = {c.key for part in paper.verdict.parts if part.difference for c in part.against if c.quote.count("20800")}
    cleared = without_withdrawn(paper, archive(key))
    assert cleared.withdrawn == (key,)
    assert key not in keys(cleared)
    assert key not in {r.key for r in cleared.verdict.results}
    assert not [part for part in cleared.verdict.parts if part.difference]
    assert "20800" not in str(cleared.verdict.parts)
    assert cleared.verdict.verdict == paper.verdict.verdict, "what was signed stays signed"


def test_changes_are_named(paper):
    verdict = paper.verdict
    turned = replace(verdict, verdict="supported")
    first, *rest = verdict.parts
    part = replace(first, verdict="not_enough_info")
    assert compare(paper, verdict).holds
    assert compare(paper, turned).changes == ("verdict",)
    assert compare(paper, replace(verdict, parts=(part, *rest))).changes == ("part",)
    other = tuple(replace(p, difference=None) for p in verdict.parts)
    assert compare(paper, replace(verdict, parts=other)).changes == ("difference",)
    bare = tuple(replace(p, supporting=(), against=()) for p in verdict.parts)
    assert compare(paper, replace(verdict, parts=bare)).changes == ("sources",)
