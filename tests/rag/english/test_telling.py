"""Which sentence of a report tells what is asked."""

from itertools import pairwise

import numpy as np
import pytest

from index.records import Article, Span
from rag.english.choosing import choose_english
from rag.english.telling import keep_kin, tell_apart
from rag.facts.evidence import Evidence
from rag.finding.retrieve import Query
from rag.questions.asked import understand
from rag.questions.terms import Term

SENTENCES = ("柳塘社区在元宵节办了游园会。", "游园会上，居民玩起套圈游戏。", "柳塘社区的游园会很热闹。")
FAIR, GAME = Term("fair", 3.0, (("游园会", 1.0),)), Term("game", 3.0, (("游戏", 1.0),))


def report(scores=(1.4, 1.2, 1.0)):
    body = "".join(SENTENCES)
    article = Article(key="k", source="s", page=1, headline="柳塘社区办游园会", body=body, published="2023-02-20")
    starts = [body.index(sentence) for sentence in SENTENCES]
    return [
        Evidence(article, Span(at, at + len(sentence)), 1.0, 1.0, 1.0, score)
        for at, sentence, score in zip(starts, SENTENCES, scores, strict=True)
    ]


def ask(text, *terms):
    return Query(text, "en", terms, np.zeros(2, np.float32))


def test_a_word_of_one_sentence_tells_more_than_the_subject():
    first, second, third = tell_apart(ask("?", FAIR, GAME), report())
    assert second > first
    assert first == third
    assert all(0 <= share <= 1 for share in (first, second, third))


def test_no_sentences_and_no_words_tell_nothing():
    assert tell_apart(ask("?", FAIR), []) == []
    assert tell_apart(ask("?"), report()) == [0.0, 0.0, 0.0]


def test_yes_is_said_by_the_sentence_that_tells_it():
    question = "Was there a game at the fair?"
    chosen = choose_english(ask(question, GAME, FAIR), understand(question, "en"), report())
    assert chosen is not None
    assert chosen[0].text == SENTENCES[1]
    assert chosen[1] is not None
    assert chosen[1].value == "Yes"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many times has Luo Zhiqiu's wife swum across?", ["妻子游了4次。"]),
        ("How many times has Luo Zhiqiu's younger brother swum across?", ["弟弟游了7次。"]),
        ("How many times has Luo Zhiqiu swum across?", ["他游了31次。", "妻子游了4次。", "弟弟游了7次。"]),
        ("How many times has Luo Zhiqiu's mother swum across?", ["他游了31次。", "妻子游了4次。", "弟弟游了7次。"]),
    ],
)
def test_a_relatives_figure_is_told_by_what_speaks_of_the_relative(question, told):
    body = "他游了31次。妻子游了4次。弟弟游了7次。"
    article = Article(key="k", source="s", page=1, headline="渡河", body=body, published="2023-02-20")
    cuts = [0, *(at + 1 for at, sign in enumerate(body) if sign == "。")]
    group = [Evidence(article, Span(a, b), 1.0, 1.0, 1.0, 1.0) for a, b in pairwise(cuts)]
    assert [one.text for one in keep_kin(ask(question), group)] == told
