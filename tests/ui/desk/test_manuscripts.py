"""Files that people bring to the desk."""

import io
import zipfile

import docx
import pytest

from index.errors import FileRefused, InputError
from ui.desk.manuscripts import FILE_MOST, read_manuscript

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_file(*paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b"<w>" + b" " * 200_000_000)
    return out.getvalue()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_in_the_codes_of_newsrooms(codec):
    text = "三月五日，东湖广场共有六十一人献血。\n大桥全长1260米。"
    assert read_manuscript(text.encode(codec), "text/plain") == text


def test_word_files_keep_their_paragraphs():
    assert read_manuscript(word_file("东湖广场共有61人献血。", "大桥全长1260米。"), f"{DOCX}; x=y") == (
        "东湖广场共有61人献血。\n大桥全长1260米。"
    )


@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        (b"", "text/plain", "empty"),
        (b"  \n", "text/plain", "empty"),
        (b"\x00\x01\x02\xff\xfe\xfa" * 20, "text/plain", "binary"),
        (b"PK\x03\x04 cut", DOCX, "damaged"),
        (word_file(""), DOCX, "empty"),
        ("<p>页</p>".encode(), "text/html", "unsupported"),
        (b"%PDF-1.7", "application/pdf", "unsupported"),
        (b"x" * (FILE_MOST + 1), "text/plain", "too_large"),
        (("长" * 100_001).encode(), "text/plain", "too_large"),
        (bomb(), DOCX, "too_large"),
    ],
    ids=["empty", "blank", "binary", "cut", "no text", "html", "pdf", "large", "long", "bomb"],
)
def test_what_cannot_be_read_says_why(data, kind, reason):
    with pytest.raises(FileRefused) as refused:
        read_manuscript(data, kind)
    assert refused.value.reason == reason
    assert "\n" not in refused.value.message
    assert "/tmp" not in refused.value.message


def test_wenbao_check_reads_files_apart_and_loses_nothing(tmp_path):
    from ui.commands.check import read_claims

    (tmp_path / "稿.txt").write_text(f"共有61人献血。大桥通车。\n\n{'长' * 4500}", "utf-8")
    assert [len(claim) for claim in read_claims(tmp_path / "稿.txt")] == [13, 2000, 2000, 500]
    (tmp_path / "稿.docx").write_bytes(word_file("共有61人献血。"))
    assert list(read_claims(tmp_path / "稿.docx")) == ["共有61人献血。"]
    (tmp_path / "坏.docx").write_bytes(b"PK cut")
    with pytest.raises(FileRefused):
        list(read_claims(tmp_path / "坏.docx"))
    with pytest.raises(InputError):
        list(read_claims(tmp_path / "没有.txt"))


def test_over_http(desk):
    send = lambda data, kind: desk.http.post("/api/v1/check/file", content=data, headers={"Content-Type": kind})  # noqa: E731
    taken = send(word_file("东湖广场共有61人献血。", *["大桥全长1260米。" * 100] * 3), DOCX)
    assert taken.status_code == 200
    assert "".join(taken.json()["pieces"]).replace("\n", "") == taken.json()["text"].replace("\n", "")
    assert all(len(piece) <= 2000 for piece in taken.json()["pieces"])
    assert send(b"", "text/plain").status_code == 422
    assert send(b"x", "image/svg+xml").status_code == 415
    assert send(b"x" * (FILE_MOST + 1), "text/plain").status_code == 413
