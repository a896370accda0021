"""The signs of a PDF page with their places, and which of them no reader sees."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

GLYPHS_MOST = 200_000
"""Signs of one page; a broadsheet page of small advertisements has some 20,000."""
_INVISIBLE = (3, 7)
"""Text render modes that paint nothing: the text layer of a scan, or a hiding place."""
_TINY = 1.5
"""Points up to which type cannot be read; the smallest print of a newspaper has 5."""
_WHITE = 250
"""From which value of red, green and blue (0 to 255) type on white paper cannot be seen."""
_PAINTED = 200
"""Up to which mean of red, green and blue a ground carries white type."""
_QUARTER = math.pi / 2


@dataclass(slots=True)
class Glyph:
    """One sign: its box in points (y upwards), its baseline, its size in points, its turn in the file's own order."""

    text: str
    left: float
    right: float
    base: float
    size: float
    turn: int
    spaced: bool = False
    """Does a space stand before it in the file, or a move that looks like one?"""

    @property
    def middle(self) -> float:
        """The middle between left and right."""
        return (self.left + self.right) / 2


@dataclass(slots=True)
class PageGlyphs:
    """What stands on a page: visible signs, invisible ones, and whether there is any picture."""

    seen: list[Glyph]
    unseen: list[Glyph]
    has_picture: bool


def _grounds(page: pdfium.PdfPage) -> tuple[list[tuple[float, float, float, float]], bool]:
    """Boxes that are painted dark enough to carry white type, and whether the page has a picture."""
    boxes: list[tuple[float, float, float, float]] = []
    pictured = False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    for shape in page.get_objects(
        filter=(raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING), max_depth=3
    ):
        dark = shape.type != raw.FPDF_PAGEOBJ_PATH
        pictured |= shape.type == raw.FPDF_PAGEOBJ_IMAGE
        if not dark and raw.FPDFPageObj_GetFillColor(shape.raw, red, green, blue, alpha):
            dark = alpha.value > 0 and red.value + green.value + blue.value <= 3 * _PAINTED
        if dark and len(boxes) < 2000:
            boxes.append(shape.get_bounds())
    return boxes, pictured


class _Eye:
    """Decides what is seen; what holds for a whole text object is looked up once."""

    def __init__(self, page: pdfium.PdfPage, text: raw.FPDF_TEXTPAGE) -> None:
        self._text = text
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self.grounds, self.has_picture = _grounds(page)
        self._modes: dict[int, int] = {}
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def sees(self, index: int, glyph: Glyph) -> bool:
        """Is the sign on the paper, large enough, painted, and not white on white?"""
        x, y = glyph.middle, glyph.base + glyph.size * 0.3
        if glyph.size <= _TINY or not (self._left <= x <= self._right and self._bottom <= y <= self._top):
            return False
        thing = raw.FPDFText_GetTextObject(self._text, index)
        if thing:
            key = ctypes.addressof(thing.contents)
            if key not in self._modes:
                self._modes[key] = raw.FPDFTextObj_GetTextRenderMode(thing)
            if self._modes[key] in _INVISIBLE:
                return False
        if not raw.FPDFText_GetFillColor(self._text, index, *self._colour):
            return True
        red, green, blue, alpha = (part.value for part in self._colour)
        if alpha <= 5:
            return False
        return min(red, green, blue) < _WHITE or any(a <= x <= c and b <= y <= d for a, b, c, d in self.grounds)


def read_glyphs(page: pdfium.PdfPage) -> PageGlyphs:
    """The signs of the page. Raises ValueError where there are more than any page has."""
    text = page.get_textpage()
    count = raw.FPDFText_CountChars(text.raw)
    if count > GLYPHS_MOST:
        raise ValueError(f"{count} signs on one page, at most {GLYPHS_MOST} are read")
    eye = _Eye(page, text.raw)
    found = PageGlyphs([], [], eye.has_picture)
    turned = _main_turn(text.raw, count)
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    spaced = False
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text.raw, index)
        if raw.FPDFText_IsGenerated(text.raw, index) == 1 or (code < 32 and code != 2):
            spaced = spaced or code == 32  # PDFium's own guess, for files that move on instead of setting a space
            continue
        if not raw.FPDFText_GetLooseCharBox(text.raw, index, box):
            continue
        raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
        size = raw.FPDFText_GetFontSize(text.raw, index)
        if raw.FPDFText_GetMatrix(text.raw, index, matrix):
            size *= math.hypot(matrix.c, matrix.d)
        sign = "-" if code == 2 else chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        glyph = Glyph(sign, box.left, box.right, y.value, size, index, spaced)
        spaced = sign.isspace()
        visible = eye.sees(index, glyph)
        (found.seen if visible else found.unseen).append(_turn(glyph, (box.bottom, box.top), x.value, turned))
    return found


def _main_turn(text: raw.FPDF_TEXTPAGE, count: int) -> int:
    """By how many quarters most signs are turned: pages are stored sideways and turned for the eye."""
    step = max(1, count // 500)
    angles = (raw.FPDFText_GetCharAngle(text, index) for index in range(0, count, step))
    turns = Counter(round(angle / _QUARTER) % 4 for angle in angles if angle >= 0)
    return turns.most_common(1)[0][0] if turns else 0


def _turn(glyph: Glyph, span: tuple[float, float], x: float, quarters: int) -> Glyph:
    """The sign's place on the page when it is turned so that its text stands upright."""
    low, high = span
    if quarters == 1:
        return Glyph(glyph.text, low, high, -x, glyph.size, glyph.turn, glyph.spaced)
    if quarters == 2:
        return Glyph(glyph.text, -glyph.right, -glyph.left, -glyph.base, glyph.size, glyph.turn, glyph.spaced)
    if quarters == 3:
        return Glyph(glyph.text, -high, -low, x, glyph.size, glyph.turn, glyph.spaced)
    return glyph
