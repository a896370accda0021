"""What absent words say, and whether evidence is enough."""

import json
from datetime import date

import numpy as np
import pytest

from rag.answering.answer import Ask
from rag.answering.presence import LEAST, MOST, load_chances, weigh_absence
from rag.answering.sufficiency import SIGNS, judge_signs
from tests.fakes import archivist, take


def test_a_missing_name_says_more_than_a_missing_pronoun_or_adverb():
    said = weigh_absence("那天大概有多少人去了青石镇献血？", ["那天", "大概", "青石镇", "献血"])
    assert said["青石镇"] > said["献血"] > said["那天"]
    assert said["献血"] > said["大概"]


def test_chances_are_chances():
    chances = load_chances()
    for word in ("青石", "那套", "几项", "x", "一带一路"):
        assert LEAST <= chances.of(word, "") <= MOST


AGAINST = ("lacking", "lacking_near", "lacking_large", "large", "lead_large")
"""Signs that speak against the evidence: in a large archive one report always comes near. What is `held` is said by
`held_near` and `lacking` too, so its own weight is about nothing."""


@pytest.mark.parametrize("sign", [s for s in SIGNS if s not in (*AGAINST, "held")])
def test_more_of_a_good_sign_is_never_held_against_the_evidence(sign):
    few = np.full(len(SIGNS), 0.5)
    more = few.copy()
    more[SIGNS.index(sign)] += 0.2
    assert judge_signs(more) >= judge_signs(few)


@pytest.mark.parametrize("sign", AGAINST)
def test_what_is_lacking_and_a_large_archive_are_never_held_for_it(sign):
    few = np.full(len(SIGNS), 0.5)
    more = few.copy()
    more[SIGNS.index(sign)] += 0.2
    assert judge_signs(more) <= judge_signs(few)


@pytest.fixture(scope="module")
def sample(tmp_path_factory, root):
    folder = tmp_path_factory.mktemp("sample")
    take(folder / "index", root / "examples/pages")
    return archivist(folder / "index")


def test_spoken_questions_are_answered_and_what_is_not_reported_is_refused(root, sample):
    cases = json.loads((root / "tests/cases/sufficient.json").read_text("utf-8"))
    wrong = []
    for case in cases:
        reply = sample.answer(Ask(case["question"], date(2024, 12, 31)))
        if (reply.answer is not None) is not case["answered"]:
            wrong.append(case["question"])
    assert not wrong
