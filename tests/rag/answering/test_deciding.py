"""A question that asks twice falls into its parts."""

import pytest

from rag.answering.deciding import split_question
from rag.questions.asked import understand


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("How long is the bridge, and how much did it cost?", ["number", "number"]),
        ("Where was the fair held and who opened it?", ["place", "person"]),
        ("How many people came to the fair and the concert?", ["number"]),
        ("Why was the bridge closed and who closed it?", ["why"]),
        ("When did the museum open?", ["date"]),
    ],
)
def test_an_english_question_that_asks_twice_has_two_parts(county, question, kinds):
    query = county.query(question)
    assert [need.kind for _, need in split_question(query, understand(question, "en"))] == kinds
