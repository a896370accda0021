"""The bundled reader and what it is given: offsets stay, spans are spans, the same question is read the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.records import Article, Span
from rag.facts.evidence import Evidence
from rag.facts.hearing import lay_window, snap
from rag.facts.reader import LONGEST, Heard, load_reader
from rag.facts.reading import PASSAGE_MOST, folded, match_marks, read_pair
from rag.questions.asked import KINDS

PASSAGE = "清明节前，柳塘县文化馆在东湖广场举办“柳笛声声”民歌会，来自七个乡镇的四十六名歌手登台，吸引了两千多名观众。"


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("柳塘县ＡＢ１２ﬁ〇，。“”\n😀ü"), max_size=80))
def test_folding_keeps_every_offset(text):
    assert len(folded(text)) == len(text)
    pair = read_pair(text, text, {"柳塘": 1.0}, {})
    assert len(pair.passage) == len(pair.match) == min(len(text), PASSAGE_MOST)


def test_a_word_of_the_question_is_marked_where_it_stands():
    marks = match_marks(PASSAGE, "民歌会有多少歌手", {"歌手": 0.5})
    at = PASSAGE.index("歌手")
    assert marks[at, 0] == marks[at, 1] == marks[at + 1, 2] == 1
    assert marks[at, 3] == 0.5
    assert marks[PASSAGE.index("四十六"), 4] == 1
    assert not marks[PASSAGE.index("清明"), :4].any()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 60), st.integers(0, 2**32 - 1))
def test_the_best_spans_are_apart_and_no_other_is_better(size, seed):
    draw = np.random.default_rng(seed)
    heard = Heard(draw.normal(size=size).astype(np.float32), draw.normal(size=size).astype(np.float32))
    spans = heard.best(3)
    odds = [heard.odds(span) for span in spans]
    assert odds == sorted(odds, reverse=True)
    assert all(0 <= s.start < s.end <= size and s.end - s.start <= LONGEST for s in spans)
    assert all(a.end <= b.start or b.end <= a.start for n, a in enumerate(spans) for b in spans[:n])
    every = [heard.odds(Span(a, b)) for a in range(size) for b in range(a + 1, min(size, a + LONGEST) + 1)]
    assert not spans or odds[0] == pytest.approx(max(every))


def test_what_was_not_read_has_no_odds_to_speak_of():
    heard = Heard(np.zeros(4, np.float32), np.zeros(4, np.float32))
    assert heard.odds(Span(0, 4)) == 0
    assert heard.odds(Span(3, 6)) < -1000


@pytest.mark.parametrize(
    ("question", "kind", "answer"),
    [
        ("民歌会在哪里举办？", "place", "东湖广场"),
        ("有多少名歌手登台？", "number", "四十六"),
    ],
)
def test_the_bundled_reader_reads(question, kind, answer):
    reader = load_reader()
    assert reader is not None
    words = {"民歌会": 1.0, "举办": 0.5, "歌手": 1.0, "登台": 0.8}
    [heard] = reader.read(question, kind, words, [PASSAGE])
    [again] = reader.read(question, kind, words, [PASSAGE])
    assert np.array_equal(heard.start, again.start)
    spans = heard.best(3)
    assert any(answer in span.of(PASSAGE) for span in spans)


def test_a_passage_is_read_the_same_in_company():
    reader = load_reader()
    alone = reader.score([read_pair(PASSAGE, "在哪里举办？", {}, reader.alphabet)], KINDS[3])
    pairs = [read_pair(text, "在哪里举办？", {}, reader.alphabet) for text in (PASSAGE, PASSAGE * 3)]
    together = reader.score(pairs, KINDS[3])
    assert np.allclose(alone[0], together[0, :, : alone.shape[2]], atol=1e-3)


def test_nothing_to_read_is_nothing_read():
    assert load_reader().read("谁？", "person", {}, []) == []
    [heard] = load_reader().read("谁？", "person", {}, [""])
    assert heard.best(3) == []


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("歌手登上了舞台。", "手登", "歌手登上"),
        ("举办“柳笛声声”民歌会", "柳笛声声", "柳笛声声"),
        ("举办“柳笛声声”民歌会", "“柳笛声声", "“柳笛声声”"),
        ("，柳塘县，", "，柳塘县，", "柳塘县"),
    ],
)
def test_spans_are_set_to_whole_words_and_pairs(text, part, whole):
    at = text.index(part)
    assert snap(text, Span(at, at + len(part))).of(text) == whole


def test_a_window_is_whole_sentences_around_its_own():
    body = "".join(f"{n}{'字' * 60}。" for n in range(9))
    article = Article(key="k", source="s", page=1, body=body)
    size = len(body) // 9
    group = [Evidence(article, Span(n * size, (n + 1) * size), 1, 1, 1, 1) for n in range(9)]
    span = lay_window(group[4], group)
    assert span.start <= 4 * size < 5 * size <= span.end
    assert span.end - span.start <= PASSAGE_MOST < span.end - span.start + size
    assert span.start % size == span.end % size == 0
