"""A picture of a page to its signs with their places: RapidOCR finds and reads the print, all of it on this machine.

The detector (DB, arXiv:1911.08947) sees the page reduced and in strips; its boxes are cut at white gaps, because it
joins columns over a narrow gutter, and vertical lines are laid flat; the recogniser (PP-OCRv4) reads them in full size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt

from index.formats.glyphs import Glyph

Picture = npt.NDArray[np.uint8]
"""A page in grey, rows from the top, or in colour with a third axis of three."""
_THREADS = 1
"""Of the recogniser: more of them wait in busy loops and cost twice the processor time (22 s a page for 10)."""
_DETECT = 2400
"""Pixels of the longer side at which print is looked for: 9-point type of a broadsheet has 14."""
_STRIP, _LAP = 1200, 120
"""Pixels of a strip that is looked at at once (0.5 GiB), and by how many strips overlap: a line of a large headline."""
_LEAST = 0.5
"""Sureness of the worst line that is kept."""
_TALL = 1.6
"""Height to width from which a box is a vertical line."""
_GAP = 1.0
"""Ems of white at which a box is cut: a gutter has 1.5. Two signs of punctuation may leave as much; `layout` puts their
pieces together again."""
_INK = 0.93
"""Height of a line's ink in ems."""
_MIDDLE = 0.38
"""Ems from the baseline to the middle of a Chinese sign."""
_RUNNING = 9.0
"""Points at which the page's usual size is set, so that pictures of any resolution are laid out alike."""
_ALIKE = 0.15
"""Share by which a measured size may differ from the usual one and be taken for it."""


@dataclass(slots=True)
class _Strip:
    """One line's picture. Its box in pixels, y downwards."""

    image: Picture
    left: float
    right: float
    middle: float
    height: float
    cells: tuple[tuple[float, float], ...] = ()
    """Top and bottom of each sign of a vertical line."""


@cache
def _engine() -> Any:  # noqa: ANN401 - the library has no types
    import cv2
    from rapidocr_onnxruntime import RapidOCR

    cv2.setNumThreads(_THREADS)
    return RapidOCR(intra_op_num_threads=_THREADS, inter_op_num_threads=1)


def recognise(picture: Picture) -> tuple[list[Glyph], float]:
    """The signs of a page's picture, in points with y upwards, and how sure they are on the whole (0 to 1).

    Raises:
        MemoryError: the picture needs more than there is.
        ImportError: a library that the recogniser needs is missing on this machine.
    """
    engine = _engine()
    colour = picture if picture.ndim == 3 else np.repeat(picture[:, :, None], 3, axis=2)
    try:
        # Column by column, so that a box's signs are not followed by its neighbour's over the gutter.
        boxes = sorted(_find_boxes(engine, colour), key=lambda box: (box[0][0], box[0][1]))
        strips = [strip for box in boxes for strip in _cut(engine, colour, box)]
        read = engine.text_rec([strip.image for strip in strips])[0] if strips else []
    except Exception as error:
        if "alloc" in str(error).lower() or "memory" in str(error).lower():
            raise MemoryError from error
        raise
    lines = [(strip, text, score) for strip, (text, score) in zip(strips, read, strict=True) if score >= _LEAST]
    sure = [(len(text.strip()), float(score)) for _, text, score in lines if text.strip()]
    signs = sum(count for count, _ in sure)
    return _set([(strip, text) for strip, text, _ in lines]), sum(n * score for n, score in sure) / max(1, signs)


def _find_boxes(engine: Any, colour: Picture) -> list[npt.NDArray[np.float32]]:  # noqa: ANN401
    """Boxes of print: four corners each, from the upper left, clockwise, in pixels of the picture."""
    import cv2

    scale = min(1.0, _DETECT / max(colour.shape[:2]))
    small = cv2.resize(colour, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else colour
    height = small.shape[0]
    boxes: list[npt.NDArray[np.float32]] = []
    top = 0
    while top == 0 or top + _LAP < height:
        bottom = height if top + _STRIP + _LAP >= height else top + _STRIP
        low, high = (top + _LAP / 2 if top else 0), (bottom - _LAP / 2 if bottom < height else height)
        found, _ = engine.text_det(small[top:bottom])
        for box in found if found is not None else ():
            box = np.asarray(box, np.float32) + np.array([0, top], np.float32)
            if low <= box[:, 1].mean() < high:
                boxes.append(box / np.float32(scale))
        top = bottom - _LAP if bottom < height else height
    return boxes


def _flatten(engine: Any, colour: Picture, box: npt.NDArray[np.float32]) -> Picture:  # noqa: ANN401
    """The box's picture, set level. RapidOCR lays tall boxes on their side; that is undone."""
    (image,) = engine.get_crop_img_list(colour, [box])
    width, height = (float(np.linalg.norm(box[a] - box[b])) for a, b in ((0, 1), (0, 3)))
    return np.rot90(image, -1) if int(height) / max(1, int(width)) >= 1.5 else image


def _ink(image: Picture) -> npt.NDArray[np.bool_]:
    """Which pixels carry print: the rarer of dark and light, parted half-way between the extremes."""
    grey = image.mean(axis=2)
    low, high = np.percentile(grey, (1, 99))
    dark: npt.NDArray[np.bool_] = np.asarray(grey < (low + high) / 2)
    return dark if dark.mean() <= 0.5 else np.logical_not(dark)


def _runs(flags: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The stretches in which the flags hold, half-open."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _cut(engine: Any, colour: Picture, box: npt.NDArray[np.float32]) -> list[_Strip]:  # noqa: ANN401
    """The lines that stand in a box."""
    image = _flatten(engine, colour, box)
    if min(image.shape[:2]) < 4:
        return []
    ink = _ink(image)
    left, top = float(box[:, 0].min()), float(box[:, 1].min())
    if image.shape[0] >= _TALL * image.shape[1]:
        return _lay_flat(image, ink, left, top)
    rows = _runs(np.asarray(ink.any(axis=1)))
    height = float(max((end - start for start, end in rows), default=0)) or float(image.shape[0])
    # A noisy scan has specks in every gap: a column needs more than a speck to count as printed.
    pieces: list[list[int]] = []
    for start, end in _runs(ink.sum(axis=0) > max(1, image.shape[0] // 40)):
        if pieces and start - pieces[-1][1] < _GAP * height:
            pieces[-1][1] = end
        else:
            pieces.append([start, end])
    tilt = float(box[1][1] - box[0][1]) / max(1.0, float(box[1][0] - box[0][0]))
    strips = []
    for start, end in pieces:
        pad = round(height / 5)
        part = image[:, max(0, start - pad) : end + pad]
        middle = float(box[[0, 3], 1].mean()) + tilt * (start + end) / 2
        strips.append(_Strip(np.ascontiguousarray(part), left + start, left + end, middle, height))
    return strips


def _lay_flat(image: Picture, ink: npt.NDArray[np.bool_], left: float, top: float) -> list[_Strip]:
    """A vertical line as a horizontal one: its signs side by side."""
    width = float(image.shape[1])
    columns = _runs(np.asarray(ink.any(axis=0)))
    size = (columns[-1][1] - columns[0][0]) / _INK if columns else width
    cells: list[list[int]] = []
    for start, end in _runs(np.asarray(ink.any(axis=1))):
        if cells and end - cells[-1][0] <= 1.05 * size:
            cells[-1][1] = end
        else:
            cells.append([start, end])
    edge = round(width)
    signs = []
    for start, end in cells:
        part = image[start:end]
        cell = np.full((max(edge, end - start), image.shape[1], 3), np.median(image), np.uint8)
        at = (cell.shape[0] - (end - start)) // 2
        cell[at : at + end - start] = part
        signs.append(cell[:edge] if cell.shape[0] >= edge else cell)
    if not signs:
        return []
    row = np.concatenate(signs, axis=1)
    places = tuple((top + start, top + end) for start, end in cells)
    return [_Strip(row, left, left + width, top + image.shape[0] / 2, size, places)]


def _ems(sign: str) -> float:
    return 0.5 if ord(sign) < 128 else 1.0


def _size(strip: _Strip, text: str) -> float:
    """Pixels of an em: by the pitch of the signs where they stand close, else by the ink's height."""
    by_ink = strip.height / _INK
    ems = sum(map(_ems, text)) - (0.5 if text[-1] in "，。、；：”’" else 0.0)
    pitch = (strip.right - strip.left) / max(0.5, ems - 0.07)
    return pitch if ems >= 3 and 0.7 * by_ink <= pitch <= 1.3 * by_ink else by_ink


def _set(lines: Sequence[tuple[_Strip, str]]) -> list[Glyph]:
    """The signs of the lines, each at its place; sizes near the usual one are that."""
    sized = [(strip, text.strip(), _size(strip, text.strip())) for strip, text in lines if text.strip()]
    usual = median([size for _, text, size in sized for _ in text]) if sized else 1.0
    scale = _RUNNING / usual
    glyphs: list[Glyph] = []
    for strip, text, size in sized:
        if abs(size - usual) <= _ALIKE * usual:
            size = usual
        em, base = size * scale, -(strip.middle + _MIDDLE * size) * scale
        if strip.cells:
            middle = (strip.left + strip.right) / 2 * scale
            for sign, (top, bottom) in zip(text, strip.cells, strict=False):
                here = -((top + bottom) / 2 + _MIDDLE * size) * scale
                glyphs.append(Glyph(sign, middle - em / 2, middle + em / 2, here, em, len(glyphs)))
            continue
        step = (strip.right - strip.left) / max(0.5, sum(map(_ems, text)))
        at = strip.left
        for sign in text:
            end = at + _ems(sign) * step
            if not sign.isspace():
                glyphs.append(Glyph(sign, at * scale, end * scale, base, em, len(glyphs)))
            at = end
    return glyphs
