"""What was learned of the order of sentences."""

import numpy as np
import pytest

from rag.facts.ordering import SIGNS, order


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("sign", ["said", "near", "likeness", "kind"])
def test_more_of_the_question_never_puts_a_sentence_further_behind(sign, lang):
    few = np.full(len(SIGNS), 0.5)
    more = few.copy()
    more[SIGNS.index(sign)] += 0.2
    worse, better = order(np.array([few, more]), lang)
    assert better > worse


def test_a_figure_that_counts_another_thing_stands_behind_one_that_counts_what_is_asked():
    same, other = np.full(len(SIGNS), 0.5), np.full(len(SIGNS), 0.5)
    same[SIGNS.index("agree")], other[SIGNS.index("agree")] = 1, -1
    first, last = order(np.array([same, other]), "zh")
    assert first > last
