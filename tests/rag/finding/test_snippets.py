"""What is shown of a result: a cut of its text, the question's words marked where they were printed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.words import fold
from rag.finding.snippets import LENGTH, cut_snippet, find_marks

TEXTS = st.text(st.sampled_from("献血大橋桥ＡAa１1。，…ﬁ㎡ \n车"), max_size=200)
WORDS = st.sets(st.sampled_from(["献血", "大桥", "a1", "m2", "fi", "车", "血大"]), max_size=4)


def marked(text, marks):
    return [mark.of(text) for mark in marks]


@given(TEXTS, WORDS)
def test_a_snippet_is_a_cut_and_its_marks_hold_the_words(text, words):
    snippet = cut_snippet(text, words)
    bare = snippet.text.removesuffix("…")
    assert bare.rstrip("，、；…") in text
    assert len(bare) <= LENGTH
    ends = [0]
    for mark in snippet.marks:
        assert mark.start > ends[-1] or mark.start == ends[-1] == 0, "marks run forward and do not touch"
        assert any(word in fold(mark.of(text[text.find(bare) :])) for word in words)
        ends.append(mark.end)
    assert ends[-1] <= LENGTH


def test_the_sentence_with_most_of_the_words_is_cut():
    text = "上午开会。" * 30 + "下午，白鹭大桥通车。" + "晚上下雨。" * 30
    snippet = cut_snippet(text, ["大桥", "通车"])
    assert snippet.text.startswith("下午，白鹭大桥通车。")
    assert snippet.text.endswith("…")
    assert marked(snippet.text, snippet.marks) == ["大桥通车"]


def test_marks_stand_on_what_was_printed():
    assert marked("捐獻１２８人", find_marks("捐獻１２８人", ["捐献", "128"])) == ["捐獻１２８"]
    text = "共㎡㎡，大橋"
    assert marked(text, find_marks(text, ["大桥"])) == ["大橋"]
    assert find_marks("献血献血", ["无"]) == ()
    assert find_marks("", ["献血"]) == ()
