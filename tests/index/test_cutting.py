"""The cutter on re-typeset pages of the sample archive, and what it is known to get wrong."""

import dataclasses
import json
import random
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from index.articles import cut
from index.records import Page
from tests.index.typesetter import Press, Typesetter, cut_apart, is_subhead

FAILURES = json.loads((Path(__file__).parent.parent / "cases" / "cutting_failures.json").read_text(encoding="utf-8"))
PAGES = 60
FLOORS = [
    {"body": 0.99, "headline": 0.945, "byline": 0.98, "count": 0.83},
    {"body": 0.99, "headline": 0.935, "byline": 0.98, "count": 0.81},
    {"body": 0.99, "headline": 0.95, "byline": 0.99, "count": 0.89},
]
"""For each level of damage; they only rise."""


def letters(text):
    return "".join(re.findall(r"\w", text))


def body_f1(found, wanted):
    """Over pairs of neighbouring characters: text in the wrong place costs like text that is lost."""
    one, other = (Counter(pairwise(text)) for text in (letters(found), letters(wanted)))
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def headline(article):
    return letters(article["kicker"] + article["headline"] + article["subheadline"])


def draw_page(pages, seed):
    chance = random.Random(seed)
    chosen = [a for a in chance.choice(pages)["articles"] if a["type"] in ("news", "feature")]
    chance.shuffle(chosen)
    return chosen


def draw_mixed_page(pages, seed):
    """Articles of all kinds from any of the archive's pages."""
    chance = random.Random(seed)
    return chance.sample([article for page in pages for article in page["articles"]], chance.randint(6, 12))


def measure(pages, draw, setter):
    """Shares of body text, headlines and by-lines that are right, and of pages with the right number of articles."""
    figures = {name: [] for name in ("body", "headline", "byline", "count")}
    for seed in range(PAGES):
        chosen = draw(pages, seed)
        found = [dataclasses.asdict(a) for a in cut(Page(source="a.txt", number=1, text=setter(seed).page(chosen)))]
        figures["count"].append(len(found) == len(chosen))
        for article in chosen:
            best = max(found, key=lambda one: body_f1(one["body"], article["body"]))
            figures["body"].append(body_f1(best["body"], article["body"]))
            figures["headline"].append(
                headline(best) == headline(article) or letters(best["headline"]) == letters(article["headline"])
            )
            names = [{person["name"] for person in one["byline"]} for one in (best, article)]
            figures["byline"].append(names[0] == names[1])
    return {name: sum(values) / len(values) for name, values in figures.items()}


@pytest.fixture
def gold(root):
    return json.loads((root / "examples" / "gold" / "pages.json").read_text("utf-8"))["pages"]


@pytest.mark.slow
def test_the_worst_pages_of_the_sample_archive_meet_the_floors(gold):
    figures = measure(gold, draw_page, lambda seed: Typesetter(seed, 3))
    assert figures["body"] >= 0.99
    assert figures["headline"] >= 0.97
    assert figures["count"] >= 0.96


@pytest.mark.slow
@pytest.mark.parametrize("level", [1, 2, 3])
def test_pages_of_mixed_articles_with_every_form_of_byline_meet_the_floors(gold, level):
    figures = measure(gold, draw_mixed_page, lambda seed: Press(seed, level))
    floors = FLOORS[level - 1]
    assert {name: value for name, value in figures.items() if value < floors[name]} == {}


@pytest.mark.slow
@pytest.mark.parametrize(("place", "least"), [("end", 0.83), ("middle", 0.85)])
def test_a_feature_that_is_cut_apart_is_put_together_again(gold, place, least):
    articles = [article for page in gold for article in page["articles"] if article["byline"]]
    features = [a for a in articles if a["type"] == "feature" and sum(map(is_subhead, a["body"].split("\n"))) > 1]
    news = [a for a in articles if a["type"] == "news" and a["byline"][0]["name"]]
    whole = 0
    for seed in range(PAGES):
        feature, others = features[seed % len(features)], random.Random(seed).sample(news, 4)
        found = cut(Page(source="a.txt", number=1, text=cut_apart(feature, others, place, seed)))
        best = max(found, key=lambda one: body_f1(one.body, feature["body"]))
        right = body_f1(best.body, feature["body"]) > 0.995 and letters(best.headline) == letters(feature["headline"])
        whole += right and len(found) == 1 + len(others)
    assert whole / PAGES >= least


@pytest.mark.xfail(reason="known failures of the cutter", strict=True, raises=AssertionError)
@pytest.mark.parametrize("case", FAILURES, ids=lambda case: case["label"])
def test_known_failures(case):
    found = cut(Page(source="a.txt", number=1, text="\n\n".join(case["page"]) + "\n"))
    assert [article.body.split("\n") for article in found] == case["bodies"]
    assert not case["doubtful"] or all(article.confidence < 0.7 for article in found)
