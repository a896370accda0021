"""A PDF with text to pages: each sign from pypdfium2 with its box, set in reading order by `layout`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from index.errors import FileRefused
from index.formats.finds import Find, FoundPage
from index.formats.glyphs import read_glyphs
from index.formats.layout import set_in_order

PAGES_MOST = 500
"""Pages of one file; an issue has 4 to 100, a bound volume is better split by days."""
_LAYER = 20
"""Visible signs up to which a page counts as a scan, so that its invisible text is the scan's own layer."""


_NO_PAGES = re.compile(rb"/Count\s+0\b(?!\s+\d+\s+R)")


def _refuse_empty(source: str) -> FileRefused:
    return FileRefused(f"{source}: a PDF without pages; make it anew", reason="empty")


def _open(data: bytes, source: str) -> pdfium.PdfDocument:
    if b"%PDF-" not in data[:1024]:
        raise FileRefused(f"{source}: no PDF inside; give the file its right name", reason="damaged")
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        # PDFium leaves the last file's error standing where a file merely has no pages, so the bytes are asked too.
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        if locked and b"/Encrypt" in data:
            what = "encrypted; save it without its password and try again"
            raise FileRefused(f"{source}: {what}", reason="encrypted") from error
        if _NO_PAGES.search(data):
            raise _refuse_empty(source) from error
        what = "damaged, cannot be opened; save it anew from the program that made it"
        raise FileRefused(f"{source}: {what}", reason="damaged") from error


def _page(document: pdfium.PdfDocument, at: int, source: str) -> FoundPage | FileRefused | None:
    """What page `at` (from 0) holds; None where it is blank."""
    where = f"{source}, page {at + 1}"
    try:
        page = document[at]
    except pdfium.PdfiumError:
        return FileRefused(f"{where}: damaged, cannot be opened; look at it", reason="damaged")
    try:
        found = read_glyphs(page)
    except ValueError as error:
        return FileRefused(f"{where}: {error}; split the page", reason="too_large")
    except pdfium.PdfiumError:
        return FileRefused(f"{where}: damaged, its text cannot be read; look at it", reason="damaged")
    finally:
        page.close()
    scanned = found.has_picture and len(found.seen) <= _LAYER < len(found.unseen)
    glyphs = [*found.seen, *found.unseen] if scanned else found.seen
    hidden = 0 if scanned else sum(bool(glyph.text.strip()) for glyph in found.unseen)
    text, settings = set_in_order(glyphs)
    if text.strip():
        return FoundPage(source, at + 1, text, hidden, settings)
    if found.has_picture:
        return FileRefused(f"{where}: a picture without text; {_OCR}", reason="needs_ocr")
    return None


_OCR = "it is a scan: have its print recognised first (OCR), or give its text"


def read(data: bytes, source: str) -> Iterator[Find]:
    """The pages that have text; a page that is a picture comes as a FileRefused value. Raises FileRefused."""
    document = _open(data, source)
    try:
        count = len(document)
        if count == 0:
            raise _refuse_empty(source)
        if count > PAGES_MOST:
            what = f"{count} pages, at most {PAGES_MOST} are read; split it by issues"
            raise FileRefused(f"{source}: {what}", reason="too_large")
        pages = 0
        pictures: list[FileRefused] = []
        for at in range(count):
            find = _page(document, at, source)
            if isinstance(find, FileRefused) and find.reason == "needs_ocr" and not pages:
                pictures.append(find)  # if all pages are pictures, one line says so
                continue
            if isinstance(find, FoundPage):
                yield from pictures if not pages else ()
                pages += 1
            if find is not None:
                yield find
        if not pages and pictures:
            raise FileRefused(f"{source}: {len(pictures)} pages are pictures without text; {_OCR}", reason="needs_ocr")
        if not pages:
            raise FileRefused(f"{source}: no text on its {count} pages; look at the file", reason="empty")
    finally:
        document.close()
