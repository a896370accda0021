"""The picture of a page to its text, through the recogniser where the extra `[ocr]` is installed; and picture files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

from index.errors import FileRefused
from index.formats.finds import Find, FoundPage
from index.formats.layout import set_in_order

if TYPE_CHECKING:
    from index.formats.ocr import Picture

PIXELS_MOST = 160_000_000
"""Pixels of one picture; a broadsheet page at 600 dpi has 120 million."""
LONGEST = 5000
"""Pixels of a page's longer side beyond which it is read reduced: a broadsheet at 230 dpi."""
SHARP = 2400
"""Pixels of the longer side at which a page is painted at least: a drawing has no pixels of its own."""
INSTALL = "it is a scan: install the extra that recognises print (pip install 'wenbao[ocr]', OCR), or give its text"
"""What to do about a picture while the recogniser is not there."""
_FRAMES_MOST = 200
"""Pages of one TIFF file."""


def is_installed() -> bool:
    """Is the extra `[ocr]` installed?"""
    return find_spec("rapidocr_onnxruntime") is not None


def read_picture(picture: Picture, source: str, number: int) -> FoundPage | FileRefused:
    """The text that is printed on a page's picture; a refusal where none is."""
    from index.formats.ocr import recognise

    where = f"{source}, page {number}"
    try:
        glyphs, sureness = recognise(picture)
    except ImportError as error:
        what = f"the recogniser cannot start ({error}); install what it names (on Debian: apt-get install libgl1)"
        return FileRefused(f"{where}: {what}", reason="needs_ocr")
    text, settings = set_in_order(glyphs)
    if not text.strip():
        return FileRefused(f"{where}: a picture in which no print was recognised; look at it", reason="empty")
    return FoundPage(source, number, text, 0, settings, min(sureness, 0.999))


def read(data: bytes, source: str) -> Iterator[Find]:
    """The pages of a PNG, JPEG or TIFF file. Raises FileRefused."""
    import numpy as np
    from PIL import Image, ImageOps, UnidentifiedImageError

    if not is_installed():
        raise FileRefused(f"{source}: a picture; {INSTALL}", reason="needs_ocr")
    Image.MAX_IMAGE_PIXELS = None  # our own limit is asked before anything is unpacked
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as file:
            for at in range(min(_FRAMES_MOST, getattr(file, "n_frames", 1))):
                file.seek(at)
                if file.width * file.height > PIXELS_MOST:
                    what = f"page {at + 1}: {file.width} x {file.height} pixels, at most {PIXELS_MOST:,} are read"
                    raise FileRefused(f"{source}, {what}; save it smaller", reason="too_large")
                file.draft("L", (LONGEST // 2, LONGEST // 2))  # a JPEG unpacks reduced, no smaller than this
                grey = ImageOps.exif_transpose(file).convert("L")
                grey.thumbnail((LONGEST, LONGEST))
                yield read_picture(np.asarray(grey), source, at + 1)
    except UnidentifiedImageError as error:  # its message names an object in memory
        raise FileRefused(f"{source}: damaged, or no picture at all; save it anew", reason="damaged") from error
    except (OSError, EOFError, SyntaxError, ValueError) as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        raise FileRefused(f"{source}: damaged picture ({what}); save it anew", reason="damaged") from error
