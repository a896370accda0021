import pytest

from index.errors import FileRefused
from index.pages import read_page
from index.records import Statement

TEXT = "本报讯 近日，我县在人民广场开展了植树活动，三百多名群众参加，大家一起种下了一千棵树。\n这是我们的春天。\n" * 3
TRADITIONAL = "本報訊 近日，我縣在人民廣場開展了種樹活動，三百多名群眾參加，大家一起種下了一千棵樹。\n" * 3


def page(data):
    return read_page(data, source="a.txt", stated=Statement())


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "utf-32"]
)
def test_the_usual_encodings_of_simplified_text_are_read(encoding):
    assert page(TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "big5hkscs", "utf-16-be", "gb18030"])
def test_the_usual_encodings_of_traditional_text_are_read(encoding):
    assert page(TRADITIONAL.encode(encoding)).text == TRADITIONAL


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf", b"\xff\xfe", "　\n".encode()])
def test_nothing_but_white_space_is_refused_as_empty(data):
    with pytest.raises(FileRefused) as caught:
        page(data)
    assert caught.value.reason == "empty"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"\x7fELF\x02\x01\x01" + b"\0" * 99, bytes(range(256)) * 8]
)
def test_what_is_no_text_is_refused_as_binary(data):
    with pytest.raises(FileRefused) as caught:
        page(data)
    assert caught.value.reason == "binary"


@pytest.mark.parametrize("data", [b"\x80\x81\xfe\xff\xa0" * 40, "Привет мир, как дела".encode("koi8-r") * 9])
def test_what_no_encoding_makes_plausible_is_refused(data):
    with pytest.raises(FileRefused) as caught:
        page(data)
    assert caught.value.reason == "encoding"


def test_a_refusal_is_one_line_that_names_the_file():
    with pytest.raises(FileRefused) as caught:
        page(b"")
    assert caught.value.message.startswith("a.txt: ")
    assert "\n" not in caught.value.message
