"""Pages of a few lines that were once cut wrong, each for another reason."""

import json
import re
from pathlib import Path

import pytest

from index.articles import cut
from index.records import Page

CASES = json.loads((Path(__file__).parent.parent / "cases" / "cutting.json").read_text(encoding="utf-8"))


def squeezed(text):
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_a_page_becomes_its_articles(case):
    found = cut(Page("a.txt", 1, "\n\n".join(case["page"]) + "\n"))
    assert [article.headline for article in found] == [headline for headline, _, _ in case["articles"]]
    for article, (_, names, body) in zip(found, case["articles"], strict=True):
        assert [person.name for person in article.byline] == names
        if body is not None:
            assert squeezed(article.body) == squeezed(body)
