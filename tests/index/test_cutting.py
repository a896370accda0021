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
from tests.index.typesetter import Typesetter

FAILURES = json.loads((Path(__file__).parent.parent / "cases" / "cutting_failures.json").read_text(encoding="utf-8"))
PAGES = 60


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


@pytest.mark.slow
def test_the_worst_pages_of_the_sample_archive_meet_the_floors(root):
    pages = json.loads((root / "examples" / "gold" / "pages.json").read_text("utf-8"))["pages"]
    bodies, headlines, counts = [], [], []
    for seed in range(PAGES):
        chosen = draw_page(pages, seed)
        text = Typesetter(seed, 3).page(chosen)
        found = [dataclasses.asdict(a) for a in cut(Page(source="a.txt", number=1, text=text))]
        counts.append(len(found) == len(chosen))
        for article in chosen:
            best = max(found, key=lambda one: body_f1(one["body"], article["body"]))
            bodies.append(body_f1(best["body"], article["body"]))
            headlines.append(
                headline(best) == headline(article) or letters(best["headline"]) == letters(article["headline"])
            )
    assert sum(bodies) / len(bodies) >= 0.95  # 0.998 when written
    assert sum(headlines) / len(headlines) >= 0.88  # 0.98 when written
    assert sum(counts) / len(counts) >= 0.95  # 1.0 when written


@pytest.mark.xfail(reason="known failures of the cutter", strict=True, raises=AssertionError)
@pytest.mark.parametrize("case", FAILURES, ids=lambda case: case["label"])
def test_known_failures(case):
    found = cut(Page(source="a.txt", number=1, text="\n\n".join(case["page"]) + "\n"))
    assert [article.body.split("\n") for article in found] == case["bodies"]
    assert not case["doubtful"] or all(article.confidence < 0.7 for article in found)
