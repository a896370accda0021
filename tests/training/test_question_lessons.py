"""The written questions are read with the sentence that answers each."""

import pytest

from training.question_lessons import read_questions

PAGE = """@ q1 2024-05-06 柳坪乡新桥通车
5月4日，柳坪乡新桥通车，全长86米。
“以后不用绕路了。”村民说。
= 新桥有多长？ || 5月4日 || 86米 || number
= What did a villager say? || 以后不用 ||  || what
! 新桥花了多少钱？
"""


def test_a_written_question_knows_the_sentence_that_answers_it(tmp_path):
    (tmp_path / "q.txt").write_text(PAGE, "utf-8")
    articles, asked = read_questions(tmp_path / "q.txt")
    assert [one["title"] for one in articles] == ["柳坪乡新桥通车"]
    assert [(one.lang, one.answerable, one.shorts) for one in asked] == [
        ("zh", True, ("86米",)),
        ("en", True, ()),
        ("zh", False, ()),
    ]
    assert all(sentence in articles[0]["text"] for one in asked for sentence in one.evidence)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("= 新桥有多宽？ || 桥宽 || 9米 || number", "no sentence of q1"),
        ("@ q2 二〇二四 坏了", "is not `@ key day headline`"),
    ],
)
def test_a_lesson_that_does_not_fit_its_article_is_told_in_one_line(tmp_path, line, told):
    (tmp_path / "q.txt").write_text(f"{PAGE}{line}\n", "utf-8")
    with pytest.raises(ValueError, match=told) as error:
        read_questions(tmp_path / "q.txt")
    assert "\n" not in str(error.value)


def test_the_shipped_lessons_fit_their_articles():
    articles, asked = read_questions()
    assert len(articles) >= 30
    assert sum(not one.answerable for one in asked) >= 100
