"""The questions and claims about the sample paper hold to its pages."""

import json
import re
import subprocess
import sys

import pytest

from tests.examples.test_typeset import ARTICLES, CLAIMS, FIELDS, PAGES, QUESTIONS, ROOT, raw


def test_questions_are_as_many_and_as_mixed_as_promised():
    assert sum(q["lang"] == "zh" for q in QUESTIONS) >= 40
    assert sum(q["lang"] == "en" for q in QUESTIONS) >= 20
    assert sum(not q["answerable"] for q in QUESTIONS) >= 10
    assert sum("follow_up" in q["needs"] for q in QUESTIONS) >= 6
    assert {q["type"] for q in QUESTIONS} == {
        "number",
        "date",
        "person",
        "place",
        "org",
        "name",
        "list",
        "why",
        "how",
        "yesno",
        "summary",
    }
    assert {need for q in QUESTIONS for need in q["needs"]} == {
        "date_filter",
        "year_inference",
        "cross_lingual",
        "multi_article",
        "follow_up",
        "comparison",
        "arithmetic",
    }
    assert len({q["id"] for q in QUESTIONS}) == len({q["question"] for q in QUESTIONS}) == len(QUESTIONS)


def test_claims_are_as_many_and_as_mixed_as_promised():
    assert len(CLAIMS) >= 24
    assert {c["verdict"] for c in CLAIMS} == {"supported", "refuted", "not_enough_info"}
    assert all(bool(c["correct_value"]) == (c["verdict"] == "refuted") for c in CLAIMS)
    assert all(bool(c["change"]) == (c["verdict"] != "not_enough_info") for c in CLAIMS)
    assert len({c["id"] for c in CLAIMS}) == len(CLAIMS)


@pytest.mark.parametrize("row", QUESTIONS + CLAIMS, ids=lambda row: row["id"])
def test_evidence_stands_where_it_is_said_to_stand(row):
    question = "question" in row
    assert set(row) == FIELDS["questions" if question else "claims"]
    ids = row["article_ids"] if question else [row["article_id"]]
    if not (row["answerable"] if question else row["verdict"] != "not_enough_info"):
        assert (row["evidence"], row["evidence_in"]) == ("", None)
        assert set(row["near_article_ids"] if question else ids) <= set(ARTICLES)
        return
    assert ids and set(ids) <= set(ARTICLES)
    assert row["article_id"] == ids[0]
    for sentence in row["evidence"].split("\n"):
        assert sentence
        if row["evidence_in"] == "body":
            assert any(sentence in ARTICLES[key]["body"] for key in ids), sentence
        elif row["evidence_in"] == "byline":
            assert any(name["name"] in sentence for key in ids for name in ARTICLES[key]["byline"]), sentence
            page = next(page for page in PAGES if page["page"] == ids[0][:3])
            assert re.sub(r"\s", "", sentence) in re.sub(r"\s", "", raw(page))
        else:
            assert any(sentence.startswith(c["text"]) for key in ids for c in ARTICLES[key]["captions"]), sentence


@pytest.mark.parametrize("row", [q for q in QUESTIONS if q["answerable"]], ids=lambda row: row["id"])
def test_the_figures_of_an_answer_stand_in_its_evidence(row):
    if "arithmetic" in row["needs"] or row["type"] in {"date", "yesno"} or row["lang"] == "en":
        return
    text = row["evidence"] + "".join(ARTICLES[key]["body"] for key in row["article_ids"]) + row["question"]
    years = {str(page["inferred_year"]) for page in PAGES}
    for number in re.findall(r"\d+(?:\.\d+)?", row["answer"]):
        assert number in text or number in years, number


def score(shared, task, gold, lines):
    done = subprocess.run(
        [sys.executable, shared / "eval" / "score.py", task, gold, "--misses"],
        capture_output=True,
        text=True,
        check=True,
        input="".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines),
    )
    return json.loads(done.stdout.splitlines()[-1]), done.stdout


@pytest.mark.shared
def test_printing_the_gold_articles_back_scores_one(shared):
    lines = [
        article | {"source": page["file"], "published": page["not_before"]}
        for page in PAGES
        for article in page["articles"]
    ]
    figures, said = score(shared, "articles", ROOT / "gold/pages.json", lines)
    assert (figures.pop("pages"), figures.pop("articles")) == (len(PAGES), len(ARTICLES))
    assert set(figures.values()) == {1.0}, said


@pytest.mark.shared
def test_printing_the_gold_answers_and_verdicts_back_scores_one(shared):
    files = {page["page"]: page["file"] for page in PAGES}
    answers = [
        {"id": q["id"], "refusal": {"kind": "not_reported"}}
        if not q["answerable"]
        else {
            "id": q["id"],
            "answer": {"text": " ".join([q["answer"], *q["key_points"]]), "short": q["answer"]},
            "citations": [
                {"source": files[key[:3]], "field": q["evidence_in"], "quote": quote}
                for key in q["article_ids"]
                for quote in q["evidence"].split("\n")
            ],
        }
        for q in QUESTIONS
    ]
    figures, said = score(shared, "answers", ROOT / "gold/questions.jsonl", answers)
    shares = {key: value for key, value in figures.items() if not key.startswith("n_")}
    assert shares.pop("false_refusal") == 0.0
    assert set(shares.values()) == {1.0}, said
    verdicts = [{"id": c["id"], "verdict": c["verdict"]} for c in CLAIMS]
    assert score(shared, "claims", ROOT / "gold/claims.jsonl", verdicts)[0]["accuracy"] == 1.0
