"""A PDF with text to pages: each sign from pypdfium2 with its box, set in reading order by `layout`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from index.errors import FileRefused
from index.formats.finds import Find, FoundPage
from index.formats.glyphs import PageGlyphs, read_glyphs
from index.formats.layout import set_in_order
from index.formats.picture import INSTALL, LONGEST, PIXELS_MOST, SHARP, is_installed, read_picture

PAGES_MOST = 500
"""Pages of one file; an issue has 4 to 100, a bound volume is better split by days."""
_LAYER = 20
"""Visible signs up to which a page counts as a scan, so that its invisible text is the scan's own layer."""
_LARGE = 0.03
"""Share of the page that a picture covers at least to tell how sharp the page is: a scan may come in many strips."""
_SHAPES = 0.3
"""Share of signs without a character from which the text of a page is no text."""


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
        scanned = found.has_picture and len(found.seen) <= _LAYER < len(found.unseen)
        if not scanned and _is_picture(found):
            return _recognise(page, at, source)
    except ValueError as error:
        return FileRefused(f"{where}: {error}; split the page", reason="too_large")
    except pdfium.PdfiumError:
        return FileRefused(f"{where}: damaged, its text cannot be read; look at it", reason="damaged")
    finally:
        page.close()
    glyphs = [*found.seen, *found.unseen] if scanned else found.seen
    hidden = 0 if scanned else sum(bool(glyph.text.strip()) for glyph in found.unseen)
    text, settings = set_in_order(glyphs)
    if text.strip():
        return FoundPage(source, at + 1, text, hidden, settings)
    return None


def _is_picture(found: PageGlyphs) -> bool:
    """Is the page's print in a picture, or are its signs mere shapes, as fonts without a code table leave them?"""
    signs = [glyph.text for glyph in found.seen if glyph.text.strip()]
    if not signs or (found.has_picture and len(signs) <= _LAYER and is_installed()):
        return found.has_picture
    shapes = sum(sign == "\ufffd" or unicodedata.category(sign) == "Co" for sign in signs)
    return shapes > _SHAPES * len(signs)


def _recognise(page: pdfium.PdfPage, at: int, source: str) -> FoundPage | FileRefused:
    """The page's print, recognised in its picture."""
    where = f"{source}, page {at + 1}"
    if not is_installed():
        return FileRefused(f"{where}: a picture without text; {INSTALL}", reason="needs_ocr")
    width, height = (max(1.0, side) for side in page.get_size())
    sharp = 0.0
    for picture in islice(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3), 100):
        across, down = picture.get_px_size()
        if across * down > PIXELS_MOST:
            raise ValueError(f"a picture of more than {PIXELS_MOST:,} pixels")
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) >= _LARGE * width * height:
            sharp = max(sharp, max(across, down) / max(1.0, right - left, top - bottom))
    side = min(LONGEST, max(1000, sharp * max(width, height)) if sharp else SHARP)
    bitmap = page.render(scale=side / max(width, height), grayscale=True)
    return read_picture(bitmap.to_numpy(), source, at + 1)


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
            what = f"{len(pictures)} pages are pictures without text; {INSTALL}"
            raise FileRefused(f"{source}: {what}", reason="needs_ocr")
        if not pages:
            raise FileRefused(f"{source}: no text on its pages ({count}); look at the file", reason="empty")
    finally:
        document.close()
