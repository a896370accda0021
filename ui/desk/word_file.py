"""A check as a Word file: text and plain formatting alone, no link, field, picture or macro to follow."""

from __future__ import annotations

import io
import json
from datetime import UTC
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part as WordPart
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from rag.answers import Part
from ui.desk.documents import Paper
from ui.desk.files import PLATFORM, Export, Publisher, file_name, head_lines, plain, source_line
from ui.desk.files import day as day_of
from ui.desk.labels import aigc, label
from ui.desk.strikes import Piece, strike
from ui.desk.words import word

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The format id that ECMA-376 part 1 §22.3 gives to custom properties."""
_INKS = {
    "supported": RGBColor(0x2F, 0x6B, 0x3A),
    "refuted": RGBColor(0xA8, 0x28, 0x1E),
    "not_enough_info": RGBColor(0x6B, 0x66, 0x5D),
    "not_checkable": RGBColor(0x6B, 0x66, 0x5D),
}
_SIGNS = {"supported": "✓", "refuted": "✗", "not_enough_info": "?", "not_checkable": "–"}


def export_word(paper: Paper, publisher: Publisher, lang: str) -> Export:
    """The check with the proof sheet's signature line at its foot; a draft says so in the head of every page."""
    document = Document()
    _dress(document)
    status = word("signed" if paper.signed else "draft", lang)
    document.sections[0].header.paragraphs[0].text = f"{word('paper', lang)} · {status}"
    document.add_heading(f"{word('paper', lang)}（{status}）", 1)
    document.add_paragraph(" · ".join(head_lines(paper, lang)))
    document.add_heading(word("claim", lang), 2)
    for line in plain(paper.verdict.claim).splitlines():
        document.add_paragraph(line, style="Quote")
    for n, part in enumerate(paper.verdict.parts, 1):
        _add_part(document, n, part, lang)
    if paper.withdrawn:
        document.add_paragraph(word("withdrawn", lang))
    if paper.remark:
        document.add_paragraph(f"{word('remark', lang)}：{plain(paper.remark)}")
    _add_signature(document, paper, lang)
    document.add_paragraph(label(paper, lang)).runs[0].font.size = Pt(9)
    note = f"{word('platform_note', lang)} {word('platform', lang)} {PLATFORM}"
    document.add_paragraph(note).runs[0].font.size = Pt(9)
    _describe(document, paper, publisher, lang)
    out = io.BytesIO()
    document.save(out)
    return Export(file_name(paper, "docx"), _TYPE, out.getvalue())


def _dress(document: WordDocument) -> None:
    """Chinese in Song type, as a newspaper's proof; Word chooses Latin letters' own."""
    for name in ("Normal", "Quote", "Heading 1", "Heading 2", "Header"):
        style = document.styles[name]
        style.font.name = "Georgia"
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
        if name.startswith("Heading"):
            style.font.color.rgb = RGBColor(0x1C, 0x1B, 0x19)
    document.styles["Normal"].font.size = Pt(11)


def _add_part(document: WordDocument, n: int, part: Part, lang: str) -> None:
    heading = document.add_heading("", 2)
    run = heading.add_run(f"{n}. {_SIGNS[part.verdict]} {word(part.verdict, lang)}")
    run.font.color.rgb = _INKS[part.verdict]
    document.add_paragraph(plain(part.text), style="Quote")
    if part.difference:
        ours, theirs = strike(part.difference.claimed, part.difference.reported)
        _add_pieces(document.add_paragraph(f"{word('claimed', lang)}："), ours, struck=True)
        _add_pieces(document.add_paragraph(f"{word('printed', lang)}："), theirs, struck=False)
    if part.note:
        document.add_paragraph(plain(part.note))
    for key, citations in (("against", part.against), ("for", part.supporting)):
        if citations:
            document.add_paragraph(word(key, lang)).runs[0].bold = True
        for citation in citations:
            document.add_paragraph(f"[{citation.n}] {source_line(citation, lang)}")
            document.add_paragraph(plain(citation.quote), style="Quote")
    if len(part.reported) > 1:
        document.add_paragraph(word("values", lang)).runs[0].bold = True
        for value in part.reported:
            later = f"（{word('superseded', lang)}）" if value.superseded else ""
            when = value.published or word("undated", lang)
            document.add_paragraph(f"{when}：{plain(value.value)}{later} [{value.n}]", style="List Bullet")


def _add_pieces(paragraph: Paragraph, pieces: tuple[Piece, ...], *, struck: bool) -> None:
    for piece in pieces:
        run = paragraph.add_run(plain(piece.text))
        run.font.strike = (piece.differs and struck) or None
        run.bold = (piece.differs and not struck) or None


def _add_signature(document: WordDocument, paper: Paper, lang: str) -> None:
    name, day = (plain(paper.signed_by), day_of(paper)) if paper.signed else ("______________", "______________")
    line = document.add_paragraph(f"{word('editor', lang)}  {name}        {word('date', lang)}  {day}")
    line.paragraph_format.space_before = Pt(24)


def _describe(document: WordDocument, paper: Paper, publisher: Publisher, lang: str) -> None:
    """Core properties in our words instead of the template's, and AIGC as a custom property."""
    about = document.core_properties
    about.title, about.subject = word("paper", lang), word(paper.verdict.verdict, lang)
    about.author, about.comments = plain(paper.signed_by), label(paper, lang)
    about.created = about.modified = paper.made.astimezone(UTC).replace(tzinfo=None)
    about.content_status = "Final" if paper.signed else "Draft"
    value = escape(json.dumps(aigc(paper, publisher.producer), ensure_ascii=False))
    blob = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{_FORMAT}" pid="2" name="AIGC"><vt:lpwstr>{value}</vt:lpwstr></property></Properties>'
    ).encode()
    package = document.part.package
    package.relate_to(WordPart(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, blob, package), _CUSTOM)
