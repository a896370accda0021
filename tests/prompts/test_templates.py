import pytest

from prompts.templates import FOLDER, fill, load_template

NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def test_there_is_a_prompt_for_each_language():
    assert {"answer_zh", "answer_en"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_can_be_filled_and_keeps_its_values_word_for_word(name):
    wanted = load_template(name).get_identifiers()
    values = {key: f"${{{key}}} $5 {{x}} \\1 {key}值" for key in wanted}
    filled = fill(name, **values)
    for value in values.values():
        assert value in filled
        filled = filled.replace(value, "")
    assert "${" not in filled


@pytest.mark.parametrize("values", [{}, {"question": "x"}, {"evidence": "x", "question": "y", "more": "z"}])
def test_missing_and_unknown_variables_are_an_error(values):
    with pytest.raises(KeyError, match="needs"):
        fill("answer_zh", **values)


def test_an_unknown_prompt_names_those_there_are():
    with pytest.raises(FileNotFoundError, match="answer_zh"):
        load_template("nothing")


@pytest.mark.parametrize("name", ["answer_zh", "answer_en"])
def test_a2_an_answer_prompt_marks_the_originals_as_data(name):
    text = load_template(name).template
    assert text.index("<<<") < text.index("${evidence}") < text.index(">>>") < text.index("${question}")
    assert "[1]" in text
